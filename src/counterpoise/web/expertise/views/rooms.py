"""Our own room: who is in, what is said there, what it shares by vote, whom it lets in."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from counterpoise.record import Row
from counterpoise.record.initiatives import Initiative, Matter
from counterpoise.record.people import SpaceKind
from counterpoise.web.expertise import services
from counterpoise.web.expertise.forms import DigestForm, LetInForm, MemberForm, SureForm, VoteForm
from counterpoise.web.expertise.selectors import RoomSeen, handed_over_of, room_seen
from counterpoise.web.expertise.services.founding import SIDE_OF
from counterpoise.web.expertise.views.need import in_need
from counterpoise.web.initiatives.selectors import LATEST_WRITTEN, MOST_CHOICES, Ask, case_with
from counterpoise.web.initiatives.views import Sheet, here, page_asked, sheet
from counterpoise.web.people.selectors import Viewer, asks_waiting_for
from counterpoise.web.ui.clock import now

__all__ = ["admit", "digest", "let_in", "own_room", "release", "vote"]

_BOTH = ("GET", "HEAD", "POST")
_ON_A_PAGE = 25

EVENTS = {
    "contribution_given": gettext_lazy("Somebody said something"),
    "contribution_changed": gettext_lazy("Somebody changed their own words"),
    "contribution_withdrawn": gettext_lazy("Somebody took their own words back"),
    "rewording_proposed": gettext_lazy("Somebody added another wording"),
    "rewording_judged": gettext_lazy("An author said if a wording is right"),
    "digest_proposed": gettext_lazy("A text was proposed to share"),
    "digest_voted": gettext_lazy("Somebody voted"),
    "digest_released": gettext_lazy("A text was shared"),
    "member_proposed": gettext_lazy("Somebody was proposed as a member"),
    "member_let_in": gettext_lazy("Somebody was let in"),
    "room_founded": gettext_lazy("The room was founded"),
    "contribution_handed_over": gettext_lazy("One contribution was handed to somebody outside"),
    "glass_opened": gettext_lazy("A member let somebody look in an emergency"),
    "glass_looked": gettext_lazy("Somebody from outside looked"),
    "glass_ended": gettext_lazy("A member ended that somebody could look"),
    "erasure": gettext_lazy("Words were erased because their author asked"),
}
"""For each kind of entry in the room's own log, what its members read."""


def _room(request: HttpRequest, initiative: str, room: str) -> tuple[Viewer, Initiative, RoomSeen]:
    viewer, found = here(request, initiative)
    seen = room_seen(room, initiative=initiative, viewer=viewer)
    if seen is None:
        raise Http404
    return viewer, found, seen


def _place(initiative: str, room: str, anchor: str = "") -> str:
    return f"{reverse('expertise:own-room', args=[initiative, room])}{'#' if anchor else ''}{anchor}"


@require_safe
def own_room(request: HttpRequest, initiative: str, room: str) -> HttpResponse:
    """Show a closed room to its members."""
    viewer, found, seen = _room(request, initiative, room)
    side = SIDE_OF.get(seen.space.kind)
    told = {
        "initiative": found,
        "door": "expertise",
        "room": seen,
        "page": Paginator(seen.given, _ON_A_PAGE).get_page(page_asked(request)),
        "log": [(EVENTS.get(entry.type, gettext_lazy("Something was written down")), entry.at) for entry in seen.log],
        "viewer_id": viewer.person,
        "asked_to_look": asks_waiting_for(room, viewer=viewer),
        "handed": handed_over_of(room, viewer=viewer),
        "for_council": side is not None and services.councils_of(side, initiative=initiative, by=viewer),
        "in_need": in_need(),
    }
    return render(request, "expertise/own_room.html", told)


@require_http_methods(_BOTH)
def digest(request: HttpRequest, initiative: str, room: str) -> HttpResponse:
    """Propose what the room could share."""
    viewer, found, seen = _room(request, initiative, room)
    case = case_with(
        initiative, viewer=viewer, asks=[Ask(Matter, order=LATEST_WRITTEN, limit=MOST_CHOICES, common=True)]
    )
    form = DigestForm(
        request.POST or None,
        matters=case.rows(Matter) if case is not None else (),
        counts=seen.space.kind is SpaceKind.CITIZENS_ONLY,
    )

    def act() -> Row:
        given = form.cleaned_data
        return services.propose_digest(
            initiative=initiative,
            room=room,
            text=given["text"],
            matter=given.get("matter") or None,
            with_count=given.get("with_count", False),
            once=given["once"],
            by=viewer,
            at=now(),
        )

    page = Sheet(
        initiative=found,
        door="expertise",
        heading=_("Propose what we share"),
        lead=_("The members vote on it. It leaves the room only if more vote for it than against it."),
        button=_("Propose it to the members"),
        back=_place(initiative, room),
    )
    return sheet(request, page, form, act=act, then=lambda name: _place(initiative, room, name))


def _digest(request: HttpRequest, initiative: str, digest: str) -> tuple[Viewer, Initiative, RoomSeen, object]:
    viewer, found = here(request, initiative)
    for room in sorted(viewer.rooms):
        seen = room_seen(room, initiative=initiative, viewer=viewer)
        draft = next((row for row in seen.votes if row.digest.id == digest), None) if seen is not None else None
        if seen is not None and draft is not None:
            return viewer, found, seen, draft
    raise Http404


@require_http_methods(_BOTH)
def vote(request: HttpRequest, initiative: str, digest: str) -> HttpResponse:
    """Vote on sharing a text."""
    viewer, found, seen, draft = _digest(request, initiative, digest)
    form = VoteForm(request.POST or None)

    def act() -> Row:
        share = form.cleaned_data["share"] == "yes"
        return services.vote(initiative=initiative, digest=digest, share=share, by=viewer, at=now())

    page = Sheet(
        initiative=found,
        door="expertise",
        heading=_("Vote: do we share this?"),
        lead=_("You have one vote. Nobody sees how you voted, and you cannot change it."),
        button=_("Vote"),
        back=_place(initiative, seen.space.id, digest),
        template="expertise/vote.html",
        more={"vote": draft},
    )
    return sheet(request, page, form, act=act, then=lambda name: _place(initiative, seen.space.id, name))


@require_http_methods(_BOTH)
def release(request: HttpRequest, initiative: str, digest: str) -> HttpResponse:
    """Share a text that the room voted to share."""
    viewer, found, seen, draft = _digest(request, initiative, digest)
    form = SureForm(request.POST or None)

    def act() -> Row:
        return services.release(initiative=initiative, digest=digest, by=viewer, at=now())

    page = Sheet(
        initiative=found,
        door="expertise",
        heading=_("Share it"),
        lead=_("From now on both sides read this text. It cannot be taken back into the room."),
        button=_("Share this text"),
        back=_place(initiative, seen.space.id, digest),
        template="expertise/vote.html",
        more={"vote": draft},
    )
    return sheet(
        request,
        page,
        form,
        act=act,
        then=lambda name: f"{reverse('expertise:room', args=[initiative])}#{name}",
    )


@require_http_methods(_BOTH)
def admit(request: HttpRequest, initiative: str, room: str) -> HttpResponse:
    """Propose to let somebody in."""
    viewer, found, _seen = _room(request, initiative, room)
    form = MemberForm(request.POST or None)

    def act() -> Row:
        given = form.cleaned_data
        return services.propose_member(
            initiative=initiative,
            room=room,
            name=given["name"],
            account_check=given["account_check"],
            once=given["once"],
            by=viewer,
            at=now(),
        )

    page = Sheet(
        initiative=found,
        door="expertise",
        heading=_("Let somebody in"),
        lead=_("They are in as soon as a second member says so too."),
        button=_("Propose this person"),
        back=_place(initiative, room, "members"),
    )
    return sheet(request, page, form, act=act, then=lambda _name: _place(initiative, room, "members"))


@require_http_methods(_BOTH)
def let_in(request: HttpRequest, initiative: str, room: str, admission: str) -> HttpResponse:
    """Let somebody in whom another member proposed."""
    viewer, found, seen = _room(request, initiative, room)
    waiting = next((row for row in seen.waiting if row.admission.id == admission), None)
    if waiting is None:
        raise Http404
    form = LetInForm(request.POST or None, initial={"version": waiting.admission.version})

    def act() -> Row:
        version = form.cleaned_data["version"] or 1
        return services.let_in(initiative=initiative, admission=admission, version=version, by=viewer, at=now())

    page = Sheet(
        initiative=found,
        door="expertise",
        heading=_("Let somebody in"),
        lead=_("From now on this person reads everything in the room, also what was said before."),
        button=_("Let this person in"),
        back=_place(initiative, room, "members"),
        template="expertise/let_in.html",
        more={"waiting": waiting},
    )
    return sheet(request, page, form, act=act, then=lambda _name: _place(initiative, room, "members"))
