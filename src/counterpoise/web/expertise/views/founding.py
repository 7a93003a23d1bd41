"""Found a room, let somebody in for the council, hand a contribution to somebody outside, close a question, sort."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from counterpoise.levels.seats import may_let_in
from counterpoise.record import Row
from counterpoise.record.contributions import Question
from counterpoise.web.expertise import services
from counterpoise.web.expertise.forms import FoundForm, HandOverForm, MemberForm, ReshapeForm, SortForm, SureForm
from counterpoise.web.expertise.selectors import handed_to, one_said, room_seen, theme_seen, there
from counterpoise.web.expertise.services.founding import SIDE_OF
from counterpoise.web.initiatives.views import Sheet, here, sheet
from counterpoise.web.ui.clock import now

__all__ = ["admit_for_council", "close", "found", "hand_over", "handed", "reshape", "theme_page"]

_BOTH = ("GET", "HEAD", "POST")


@require_http_methods(_BOTH)
def found(request: HttpRequest, initiative: str) -> HttpResponse:
    """Found a room for one side."""
    viewer, there_is = here(request, initiative)
    held = viewer.sides(initiative) if viewer.person is not None else frozenset()
    kinds = [kind for kind, side in SIDE_OF.items() if side in held]
    if not kinds or may_let_in(initiative, by=viewer.standing):
        raise Http404
    form = FoundForm(request.POST or None, kinds=kinds)

    def act() -> Row:
        founding = services.Founding(**form.founded())
        return services.found_room(
            initiative=initiative, founding=founding, once=form.cleaned_data["once"], by=viewer, at=now()
        )

    page = Sheet(
        initiative=there_is,
        door="expertise",
        heading=_("Found a room of our own"),
        lead=_("What is said there, its members and its name stay there. Only what it votes to share comes out."),
        button=_("Found this room"),
        back=reverse("expertise:room", args=[initiative]),
    )
    return sheet(request, page, form, act=act, then=lambda name: reverse("expertise:own-room", args=[initiative, name]))


@require_http_methods(_BOTH)
def admit_for_council(request: HttpRequest, initiative: str, room: str) -> HttpResponse:
    """Let somebody in for the council."""
    viewer, there_is = here(request, initiative)
    seen = room_seen(room, initiative=initiative, viewer=viewer)
    side = SIDE_OF.get(seen.space.kind) if seen is not None else None
    if seen is None or side is None or not services.councils_of(side, initiative=initiative, by=viewer):
        raise Http404
    form = MemberForm(request.POST or None)

    def act() -> Row:
        given = form.cleaned_data
        return services.admit_for_council(
            initiative=initiative,
            room=room,
            name=given["name"],
            account_check=given["account_check"],
            once=given["once"],
            by=viewer,
            at=now(),
        )

    back = f"{reverse('expertise:own-room', args=[initiative, room])}#members"
    page = Sheet(
        initiative=there_is,
        door="expertise",
        heading=_("Let somebody in for the council"),
        lead=_("They are in at once. They read everything in the room, also what was said before."),
        button=_("Let this person in"),
        back=back,
    )
    return sheet(request, page, form, act=act, then=lambda _name: back)


@require_http_methods(_BOTH)
def hand_over(request: HttpRequest, initiative: str, contribution: str) -> HttpResponse:
    """Hand one contribution of a closed room to somebody outside."""
    viewer, there_is = here(request, initiative)
    said = one_said(contribution, initiative=initiative, viewer=viewer)
    if said is None or not said.given or said.room is None or said.room.kind not in SIDE_OF:
        raise Http404
    form = HandOverForm(request.POST or None)
    back = reverse("expertise:one", args=[initiative, contribution])

    def act() -> Row:
        given = form.cleaned_data
        return services.hand_over(
            initiative=initiative,
            contribution=contribution,
            name=given["name"],
            reason=given["reason"],
            once=given["once"],
            by=viewer,
            at=now(),
        )

    page = Sheet(
        initiative=there_is,
        door="expertise",
        heading=_("Hand this to one person outside"),
        lead=_("That person reads these words and nothing else of the room. All members see that you did it, and why."),
        button=_("Hand it over"),
        back=back,
        template="expertise/reword.html",
        more={"one": said},
    )
    return sheet(request, page, form, act=act, then=lambda _name: back)


@require_safe
def handed(request: HttpRequest, initiative: str, handover: str) -> HttpResponse:
    """Show a contribution to the one person to whom it was handed."""
    viewer, there_is = here(request, initiative)
    seen = handed_to(handover, initiative=initiative, viewer=viewer)
    if seen is None:
        raise Http404
    return render(request, "expertise/handed.html", {"initiative": there_is, "door": "expertise", "seen": seen})


@require_http_methods(_BOTH)
def close(request: HttpRequest, initiative: str, question: str) -> HttpResponse:
    """Close a question."""
    viewer, there_is = here(request, initiative)
    asked = there(Question, question, initiative=initiative, viewer=viewer)
    held = viewer.sides(initiative) if viewer.person is not None else frozenset()
    if asked is None or not held or (asked.author_side is not None and asked.author_side not in held):
        raise Http404
    form = SureForm(request.POST or None, initial={"version": asked.version})
    back = f"{reverse('expertise:room', args=[initiative])}#{question}"

    def act() -> Row:
        version = form.cleaned_data["version"] or 1
        return services.close(initiative=initiative, question=question, version=version, by=viewer, at=now())

    page = Sheet(
        initiative=there_is,
        door="expertise",
        heading=_("Close this question"),
        lead=_("Nobody can answer it any more. What people said stays."),
        button=_("Close it"),
        back=back,
        template="expertise/say.html",
        more={"question": asked},
    )
    return sheet(request, page, form, act=act, then=lambda _name: back)


@require_http_methods(_BOTH)
def theme_page(request: HttpRequest, initiative: str, theme: str) -> HttpResponse:
    """Show a theme beside those of the other side; who made it can put more under it."""
    viewer, there_is = here(request, initiative)
    seen = theme_seen(theme, initiative=initiative, viewer=viewer)
    if seen is None:
        raise Http404
    if not seen.mine:
        if request.method == "POST":
            raise Http404
        told = {"initiative": there_is, "door": "expertise", "seen": seen}
        return render(request, "expertise/theme.html", told)
    known = {row.id for row, _beside in seen.given}
    if request.method == "POST" and known.issuperset(request.POST.getlist("contributions") or [""]):
        return redirect(reverse("expertise:theme-page", args=[initiative, theme]))  # the same form sent twice
    form = SortForm(request.POST or None, others=seen.others)

    def act() -> Row:
        chosen = form.cleaned_data["contributions"]
        return services.sort_under(initiative=initiative, theme=theme, contributions=chosen, by=viewer, at=now())

    page = Sheet(
        initiative=there_is,
        door="expertise",
        heading=seen.theme.name,
        button=_("Put it under this theme"),
        back=f"{reverse('expertise:room', args=[initiative])}#themes",
        template="expertise/theme.html",
        more={"seen": seen},
    )
    return sheet(
        request, page, form, act=act, then=lambda name: reverse("expertise:theme-page", args=[initiative, name])
    )


@require_http_methods(_BOTH)
def reshape(request: HttpRequest, initiative: str, theme: str) -> HttpResponse:
    """Rename a theme of one's own side, and take some of it out."""
    viewer, there_is = here(request, initiative)
    seen = theme_seen(theme, initiative=initiative, viewer=viewer)
    if seen is None or not seen.mine:
        raise Http404
    initial = {"name": seen.theme.name, "version": seen.theme.version}
    form = ReshapeForm(request.POST or None, given=[row for row, _beside in seen.given], initial=initial)

    def act() -> Row:
        given = form.cleaned_data
        version = given["version"] or 1
        return services.reshape_theme(
            initiative=initiative,
            theme=theme,
            name=given["name"],
            take_out=given["take_out"],
            apart=given["apart"],
            version=version,
            once=given["once"],
            by=viewer,
            at=now(),
        )

    back = reverse("expertise:theme-page", args=[initiative, theme])
    page = Sheet(
        initiative=there_is,
        door="expertise",
        heading=_("Rename or split this theme"),
        lead=_("To join two themes, put everything of the one under the other."),
        button=_("Keep it so"),
        back=back,
        theirs=lambda row: [(_("The theme"), row.name)],
    )
    return sheet(request, page, form, act=act, then=lambda _name: back)
