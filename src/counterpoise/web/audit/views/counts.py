"""The page of a closed room on which its members let out counts for the power check."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from counterpoise.audit.report.words import words_in
from counterpoise.audit.rooms import RELEASABLE
from counterpoise.record import Row
from counterpoise.record.initiatives import Initiative
from counterpoise.web.audit import selectors, services
from counterpoise.web.audit.forms import CountForm, CountVoteForm
from counterpoise.web.audit.selectors import Countable, RoomCounts
from counterpoise.web.audit.views.reading import language
from counterpoise.web.initiatives.views import Sheet, here, sheet
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.ui.clock import now

__all__ = ["counts", "propose_count", "release_count", "vote_on_count"]

_BOTH = ("GET", "HEAD", "POST")


@require_safe
def counts(request: HttpRequest, initiative: str, room: str) -> HttpResponse:
    """Show a room's members what the room could let out."""
    _viewer, found, seen = _seen(request, initiative, room)
    lines = [(each, _title(each.code)) for each in seen.countable]
    return render(
        request, "audit/counts.html", {"initiative": found, "door": "audit", "space": seen.space, "lines": lines}
    )


@require_http_methods(_BOTH)
def propose_count(request: HttpRequest, initiative: str, room: str, indicator: str) -> HttpResponse:
    """Propose to let out a count."""
    viewer, found, seen = _seen(request, initiative, room)
    if indicator not in RELEASABLE:
        raise Http404
    form = CountForm(request.POST or None)

    def act() -> Row:
        once = form.cleaned_data["once"]
        return services.propose_count(
            initiative=initiative, room=room, indicator=indicator, once=once, by=viewer, at=now()
        )

    one = next(each for each in seen.countable if each.code == indicator)
    return _sheet(
        request, found, seen, one, form, act, _("Propose to share this count"), _("Propose it to the members")
    )


@require_http_methods(_BOTH)
def vote_on_count(request: HttpRequest, initiative: str, room: str, proposal: str) -> HttpResponse:
    """Vote on letting out a count."""
    viewer, found, seen = _seen(request, initiative, room)
    form = CountVoteForm(request.POST or None)

    def act() -> Row:
        share = form.cleaned_data["share"] == "yes"
        return services.vote_on_count(initiative=initiative, proposal=proposal, share=share, by=viewer, at=now())

    return _sheet(request, found, seen, _one(seen, proposal), form, act, _("Vote: do we share this count?"), _("Vote"))


@require_http_methods(_BOTH)
def release_count(request: HttpRequest, initiative: str, room: str, proposal: str) -> HttpResponse:
    """Let out a count that the room voted to let out."""
    viewer, found, seen = _seen(request, initiative, room)
    form = CountForm(request.POST or None)

    def act() -> Row:
        return services.release_count(initiative=initiative, proposal=proposal, by=viewer, at=now())

    return _sheet(request, found, seen, _one(seen, proposal), form, act, _("Share this count"), _("Share it"))


def _seen(request: HttpRequest, initiative: str, room: str) -> tuple[Viewer, Initiative, RoomCounts]:
    viewer, found = here(request, initiative)
    seen = selectors.room_counts_for(initiative, room, viewer=viewer)
    if seen is None:
        raise Http404
    return viewer, found, seen


def _one(seen: RoomCounts, proposal: str) -> Countable:
    found = next((each for each in seen.countable if each.proposal == proposal and proposal), None)
    if found is None:
        raise Http404
    return found


def _title(code: str) -> str:
    return words_in(language()).indicators[code].title


def _sheet(
    request: HttpRequest,
    initiative: Initiative,
    seen: RoomCounts,
    one: Countable,
    form: CountForm | CountVoteForm,
    act: Callable[[], Row],
    heading: str,
    button: str,
) -> HttpResponse:
    back = reverse("audit:counts", args=[initiative.id, seen.space.id])
    page = Sheet(
        initiative=initiative,
        door="audit",
        heading=heading,
        lead=_title(one.code),
        button=button,
        back=back,
        template="audit/count.html",
        more={"one": one},
    )
    return sheet(request, page, form, act=act, then=lambda _name: back)
