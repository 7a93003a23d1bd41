"""What a big word means here, and what the register says beside it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from counterpoise.record import Row
from counterpoise.web.initiatives.views import Sheet, here, sheet
from counterpoise.web.ui.clock import now
from counterpoise.web.ui.labels import kind_name
from counterpoise.web.voices import services
from counterpoise.web.voices.forms import BesideForm, MeaningForm
from counterpoise.web.voices.selectors import Beside, choices_for, claim_seen

__all__ = ["beside", "meaning"]

_BOTH = ("GET", "HEAD", "POST")
_SHORT = 160


@require_http_methods(_BOTH)
def meaning(request: HttpRequest, initiative: str, claim: str) -> HttpResponse:
    """Say what a big word means here."""
    viewer, found = here(request, initiative)
    seen = claim_seen(claim, initiative=initiative, viewer=viewer)
    held = viewer.sides(initiative) if viewer.person is not None else frozenset()
    if seen is None or seen.document is None or not held:
        raise Http404
    if seen.document.author_side is not None and seen.document.author_side not in held:
        raise Http404
    form = MeaningForm(request.POST or None, initial={"version": seen.claim.version, "meaning": seen.claim.meaning})

    def act() -> Row:
        given = form.cleaned_data
        version = given["version"] or 1
        words = given["meaning"]
        return services.say_meaning(
            initiative=initiative, claim=claim, meaning=words, version=version, by=viewer, at=now()
        )

    back = f"{reverse('voices:text', args=[initiative, seen.document.id])}#{claim}"
    page = Sheet(
        initiative=found,
        door="expertise",
        heading=_("What does this mean here?"),
        lead=seen.claim.text,
        button=_("Keep it"),
        back=back,
        theirs=lambda row: [(_("What it means"), row.meaning)],
    )
    return sheet(request, page, form, act=act, then=lambda _name: back)


@require_http_methods(_BOTH)
def beside(request: HttpRequest, initiative: str, claim: str) -> HttpResponse:
    """Lay something of the register beside a big word."""
    viewer, found = here(request, initiative)
    seen = claim_seen(claim, initiative=initiative, viewer=viewer)
    if seen is None or seen.document is None or viewer.person is None or not viewer.sides(initiative):
        raise Http404
    rows = choices_for(initiative, viewer=viewer, room=seen.claim.space)
    form = BesideForm(request.POST or None, records=[(f"{row.table}/{row.record}", _in_words(row)) for row in rows])

    def act() -> Row:
        given = form.cleaned_data
        table, _slash, record = given["record"].partition("/")
        return services.lay_beside(
            initiative=initiative,
            claim=claim,
            table=table,
            record=record,
            note=given["note"],
            once=given["once"],
            by=viewer,
            at=now(),
        )

    back = f"{reverse('voices:text', args=[initiative, seen.document.id])}#{claim}"
    page = Sheet(
        initiative=found,
        door="expertise",
        heading=_("What does the register say?"),
        lead=seen.claim.text,
        button=_("Lay it beside"),
        back=back,
    )
    return sheet(request, page, form, act=act, then=lambda _name: back)


def _in_words(row: Beside) -> str:
    words = row.words if len(row.words) <= _SHORT else f"{row.words[:_SHORT]}…"
    return f"{kind_name(row.table.removesuffix('s'))}: {words}"
