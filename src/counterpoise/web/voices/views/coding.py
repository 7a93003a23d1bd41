"""Bring a text in, read it apart from the other reader, and settle what differs."""

from collections.abc import Mapping
from typing import Any, TypedDict

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from counterpoise.record import Moment, Row, Side
from counterpoise.record.documents import Label
from counterpoise.record.initiatives import DocumentKind, Lane
from counterpoise.web.initiatives.views import Sheet, here, sheet
from counterpoise.web.ui.clock import now
from counterpoise.web.ui.words import word
from counterpoise.web.voices import services
from counterpoise.web.voices.forms import CodesForm, DoneForm, SettleForm, TextForm, TextsForm
from counterpoise.web.voices.selectors import PER_PAGE, own_codes, text_of_mention, text_seen
from counterpoise.web.voices.views.reading import page_number

__all__ = ["bring", "bring_several", "done", "leave", "read", "settle"]

_BOTH = ("GET", "HEAD", "POST")


class _About(TypedDict):
    kind: DocumentKind | None
    author_side: Side | None
    lane: Lane | None
    written_on: Moment | None
    once: str


def _about(given: Mapping[str, Any]) -> _About:
    """Return what a form says of a text, or of all of several, besides its words."""
    return {
        "kind": DocumentKind(given["kind"]) if given["kind"] else None,
        "author_side": Side(given["author_side"]) if given["author_side"] else None,
        "lane": Lane(given["lane"]) if given["lane"] else None,
        "written_on": given["written_on"],
        "once": given["once"],
    }


@require_http_methods(_BOTH)
def bring(request: HttpRequest, initiative: str) -> HttpResponse:
    """Bring a text in."""
    viewer, found = here(request, initiative)
    if viewer.person is None or not viewer.sides(initiative):
        raise Http404
    form = TextForm(request.POST or None, request.FILES or None)

    def act() -> Row:
        given = form.cleaned_data
        return services.bring_text(
            initiative=initiative,
            title=given["title"],
            text=given["text"],
            **_about(given),
            by=viewer,
            at=now(),
        )

    page = Sheet(
        initiative=found,
        door="expertise",
        heading=_("Bring a text in"),
        lead=_("A policy, a plan, minutes. You see each sentence about citizens, and two people read them."),
        button=_("Bring it in"),
        back=reverse("voices:texts", args=[initiative]),
        template="voices/bring.html",
    )
    return sheet(request, page, form, act=act, then=lambda name: reverse("voices:text", args=[initiative, name]))


@require_http_methods(_BOTH)
def bring_several(request: HttpRequest, initiative: str) -> HttpResponse:
    """Bring several texts in at once."""
    viewer, found = here(request, initiative)
    if viewer.person is None or not viewer.sides(initiative):
        raise Http404
    form = TextsForm(request.POST or None, request.FILES or None)

    def act() -> Row:
        given = form.cleaned_data
        return services.bring_texts(
            initiative=initiative,
            texts=given["texts"],
            **_about(given),
            by=viewer,
            at=now(),
        )

    back = reverse("voices:texts", args=[initiative])
    page = Sheet(
        initiative=found,
        door="expertise",
        heading=_("Bring several texts in"),
        lead=_("Each file becomes a text. They are read with one code book, and stand beside each other after that."),
        button=_("Bring the texts in"),
        back=back,
        template="voices/bring.html",
    )
    return sheet(request, page, form, act=act, then=lambda _name: back)


@require_http_methods(_BOTH)
def read(request: HttpRequest, initiative: str, document: str) -> HttpResponse:
    """Label the places of a text, fifteen on a page, apart from the other reader."""
    viewer, found = here(request, initiative)
    seen = text_seen(document, initiative=initiative, viewer=viewer)
    mine = seen.mine if seen is not None else None
    if seen is None or (seen.refused and mine is None) or not seen.mentions:
        raise Http404
    if mine is not None and mine.done:
        return redirect("voices:text", initiative, document)
    pages = -(-len(seen.mentions) // PER_PAGE)
    number = page_number(request, pages=pages)
    some = seen.mentions[(number - 1) * PER_PAGE : number * PER_PAGE]
    known = own_codes(document, viewer=viewer)
    suggest = request.GET.get("suggest") == "1"
    initial = {name: label.value for name, label in known.items()}
    form = CodesForm(request.POST or None, mentions=some, suggest=suggest, initial=initial)

    def act() -> Row:
        return services.keep_codes(initiative=initiative, document=document, codes=form.codes, by=viewer)

    more = "&suggest=1" if suggest else ""
    here_is = reverse("voices:read", args=[initiative, document])
    after = (
        f"{here_is}?page={number + 1}{more}" if number < pages else reverse("voices:done", args=[initiative, document])
    )
    page = Sheet(
        initiative=found,
        door="expertise",
        heading=_("Read: what does each sentence make of citizens?"),
        lead=_("The other reader does not see your labels before both are done, and you do not see theirs."),
        button=_("Keep these and go on"),
        back=reverse("voices:text", args=[initiative, document]),
        template="voices/read.html",
        more={
            "seen": seen,
            "number": number,
            "pages": pages,
            "suggest": suggest,
            "labelled": sum(each.mention.id in known for each in seen.mentions),
        },
    )
    return sheet(request, page, form, act=act, then=lambda _name: after)


@require_http_methods(_BOTH)
def done(request: HttpRequest, initiative: str, document: str) -> HttpResponse:
    """Say that one is done reading."""
    viewer, found = here(request, initiative)
    seen = text_seen(document, initiative=initiative, viewer=viewer)
    if seen is None or seen.mine is None:
        raise Http404
    if seen.mine.done:
        return redirect("voices:text", initiative, document)
    form = DoneForm(request.POST or None)

    def act() -> Row:
        return services.finish(initiative=initiative, document=document, by=viewer, at=now())

    known = own_codes(document, viewer=viewer)
    places = [
        (each, number // PER_PAGE + 1) for number, each in enumerate(seen.mentions) if each.mention.id not in known
    ]
    page = Sheet(
        initiative=found,
        door="expertise",
        heading=_("Are you done?"),
        lead=_("After this your labels do not change. Once the other reader is done too, both of you see both."),
        button=_("I am done"),
        back=reverse("voices:read", args=[initiative, document]),
        template="voices/done.html",
        more={"seen": seen, "places": places},
    )
    back = reverse("voices:text", args=[initiative, document])
    return sheet(request, page, form, act=act, then=lambda _name: back)


@require_http_methods(_BOTH)
def leave(request: HttpRequest, initiative: str, document: str) -> HttpResponse:
    """Give one's place as a reader up."""
    viewer, found = here(request, initiative)
    seen = text_seen(document, initiative=initiative, viewer=viewer)
    if seen is None or seen.mine is None:
        raise Http404
    if seen.mine.done:
        return redirect("voices:text", initiative, document)
    form = DoneForm(request.POST or None)
    back = reverse("voices:text", args=[initiative, document])

    def act() -> Row:
        return services.step_back(initiative=initiative, document=document, by=viewer)

    page = Sheet(
        initiative=found,
        door="expertise",
        heading=_("Stop reading this text"),
        lead=_("Your labels are thrown away. Somebody else can read the text then."),
        button=_("Stop reading"),
        back=back,
    )
    return sheet(request, page, form, act=act, then=lambda _name: back)


@require_http_methods(_BOTH)
def settle(request: HttpRequest, initiative: str, mention: str) -> HttpResponse:
    """Write down the label on which both readers settled."""
    viewer, found = here(request, initiative)
    document = text_of_mention(mention, initiative=initiative, viewer=viewer)
    seen = text_seen(document, initiative=initiative, viewer=viewer) if document is not None else None
    one = next((each for each in seen.mentions if each.mention.id == mention), None) if seen is not None else None
    if seen is None or one is None or seen.mine is None or seen.agreed is None:
        raise Http404
    initial = {"version": one.mention.version, "label": one.label.value if one.label is not None else None}
    form = SettleForm(request.POST or None, initial=initial)

    def act() -> Row:
        given = form.cleaned_data
        version = given["version"] or 1
        label = Label(given["label"])
        return services.settle(
            initiative=initiative, mention=mention, label=label, version=version, by=viewer, at=now()
        )

    back = f"{reverse('voices:text', args=[initiative, seen.document.id])}#differs"
    page = Sheet(
        initiative=found,
        door="expertise",
        heading=_("Settle a label"),
        lead=_("Talk about it with the other reader first. Your own labels stay as you gave them."),
        button=_("Write it down"),
        back=back,
        template="voices/settle.html",
        more={"seen": seen, "one": one},
        theirs=lambda row: [(_("The label"), word(row.label))],
    )
    return sheet(request, page, form, act=act, then=lambda _name: back)
