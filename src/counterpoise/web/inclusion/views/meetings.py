"""Call a meeting, make its agenda, write down who came, what was said and who spoke, close it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from counterpoise.record import Row, Side
from counterpoise.record.initiatives import Document, Group, Matter
from counterpoise.record.meetings import Meeting
from counterpoise.web.inclusion import services
from counterpoise.web.inclusion.forms import (
    AgendaForm,
    AttendanceForm,
    CloseForm,
    FloorForm,
    MeetingForm,
    MinutesForm,
)
from counterpoise.web.inclusion.selectors import minutes_id, there
from counterpoise.web.inclusion.views.writing import BOTH, Desk, at_desk, place, show
from counterpoise.web.ui.clock import now

__all__ = ["agenda", "attendance", "call", "change", "close", "floor", "minutes"]


def _at(initiative: str, meeting: str, anchor: str = "") -> str:
    address = reverse("inclusion:meeting", args=[initiative, meeting])
    return f"{address}#{anchor}" if anchor else address


@require_http_methods(BOTH)
def call(request: HttpRequest, initiative: str) -> HttpResponse:
    """Call a meeting, or write one down."""
    desk = at_desk(request, initiative, seat=True)
    form = MeetingForm(request.POST or None, matters=desk.case.rows(Matter), groups=desk.case.rows(Group))

    def act() -> Row:
        calling = services.Calling(**form.calling())
        once = form.cleaned_data["once"]
        return services.call_meeting(initiative=initiative, calling=calling, once=once, by=desk.viewer, at=now())

    return show(
        request,
        desk,
        form,
        act,
        heading=_("Call a meeting, or write one down"),
        button=_("Save this meeting"),
        back=place(initiative, "meetings"),
        then=lambda name: _at(initiative, name),
    )


def _kept(request: HttpRequest, initiative: str, name: str, *, seat: bool = True) -> tuple[Desk, Meeting]:
    desk = at_desk(request, initiative, seat=seat)
    kept = there(Meeting, name, initiative=initiative, viewer=desk.viewer)
    if kept is None:
        raise Http404
    return desk, kept


@require_http_methods(BOTH)
def change(request: HttpRequest, initiative: str, meeting: str) -> HttpResponse:
    """Change when, where and about what a meeting is."""
    desk, kept = _kept(request, initiative, meeting)
    form = MeetingForm(
        request.POST or None,
        matters=desk.case.rows(Matter),
        groups=desk.case.rows(Group),
        changes=True,
        initial=MeetingForm.of(kept),
    )

    def act() -> Row:
        return services.change_meeting(
            initiative=initiative,
            meeting=meeting,
            version=form.cleaned_data["version"] or 1,
            calling=services.Calling(**form.calling()),
            reason=form.cleaned_data["reason"],
            by=desk.viewer,
            at=now(),
        )

    return show(
        request,
        desk,
        form,
        act,
        heading=_("Change this meeting"),
        lead=_("The earlier plan stays in the record."),
        button=_("Save"),
        back=_at(initiative, meeting),
    )


@require_http_methods(BOTH)
def agenda(request: HttpRequest, initiative: str, meeting: str) -> HttpResponse:
    """Put a point on the agenda."""
    desk, kept = _kept(request, initiative, meeting, seat=False)
    # Who holds a seat enters points for others too: for a member who phoned, or for the other side.
    sides = frozenset(Side) if desk.has_seat else desk.viewer.sides(initiative)
    form = AgendaForm(request.POST or None, sides=sides, initial={"version": kept.version})

    def act() -> Row:
        given = form.cleaned_data
        return services.add_to_agenda(
            initiative=initiative,
            meeting=meeting,
            version=given["version"] or 1,
            text=given["text"],
            side=form.side(),
            by=desk.viewer,
            at=now(),
        )

    return show(
        request,
        desk,
        form,
        act,
        heading=_("Put a point on the agenda"),
        button=_("Put it on the agenda"),
        back=_at(initiative, meeting, "agenda"),
    )


@require_http_methods(BOTH)
def attendance(request: HttpRequest, initiative: str, meeting: str) -> HttpResponse:
    """Write down who came."""
    desk, kept = _kept(request, initiative, meeting)
    day = str(kept.happened_at)[:10] if kept.happened_at else str(kept.planned_on or "")
    initial: dict[str, Any] = {"version": kept.version, "held_on": day}
    form = AttendanceForm(request.POST or None, groups=desk.case.rows(Group), initial=initial)

    def act() -> Row:
        given = form.cleaned_data
        return services.count_attendance(
            initiative=initiative,
            meeting=meeting,
            version=given["version"] or 1,
            attendance=given["attendance"],
            held_on=given["held_on"],
            by=desk.viewer,
            at=now(),
        )

    return show(
        request,
        desk,
        form,
        act,
        heading=_("Write down who came"),
        lead=_("Numbers only, by side and as what people came. No names."),
        button=_("Keep these numbers"),
        back=_at(initiative, meeting, "came"),
    )


@require_http_methods(BOTH)
def minutes(request: HttpRequest, initiative: str, meeting: str) -> HttpResponse:
    """Write the minutes."""
    desk, _meeting = _kept(request, initiative, meeting)
    kept = there(Document, minutes_id(meeting), initiative=initiative, viewer=desk.viewer)
    own = sorted(desk.viewer.sides(initiative))
    initial: dict[str, Any] = {"version": 0, "side": own[0].value if len(own) == 1 else ""}
    if kept is not None:
        side = kept.author_side.value if kept.author_side else ""
        initial = {"version": kept.version, "text": kept.text, "side": side}
    form = MinutesForm(request.POST or None, initial=initial)

    def act() -> Row:
        given = form.cleaned_data
        return services.write_minutes(
            initiative=initiative,
            meeting=meeting,
            version=given["version"] or 0,
            text=given["text"],
            side=Side(given["side"]),
            by=desk.viewer,
            at=now(),
        )

    return show(
        request,
        desk,
        form,
        act,
        heading=_("Write the minutes"),
        button=_("Save the minutes"),
        back=_at(initiative, meeting, "minutes"),
    )


@require_http_methods(BOTH)
def floor(request: HttpRequest, initiative: str, meeting: str) -> HttpResponse:
    """Write down who had the floor, in numbers."""
    desk, kept = _kept(request, initiative, meeting)
    form = FloorForm(request.POST or None, initial={"version": kept.version})

    def act() -> Row:
        version = form.cleaned_data["version"] or 1
        return services.tell_floor(
            initiative=initiative, meeting=meeting, version=version, by=desk.viewer, at=now(), **form.floor()
        )

    return show(
        request,
        desk,
        form,
        act,
        heading=_("Write down who had the floor"),
        lead=_("How much each person spoke. Only shares of the sides are shown, and only from five speakers."),
        button=_("Keep these numbers"),
        back=_at(initiative, meeting, "floor"),
    )


@require_http_methods(BOTH)
def close(request: HttpRequest, initiative: str, meeting: str) -> HttpResponse:
    """Close a meeting."""
    desk, kept = _kept(request, initiative, meeting)
    form = CloseForm(request.POST or None, initial={"version": kept.version})

    def act() -> Row:
        given = form.cleaned_data
        return services.close_meeting(
            initiative=initiative,
            meeting=meeting,
            version=given["version"] or 1,
            note=given["note"],
            by=desk.viewer,
            at=now(),
        )

    return show(
        request,
        desk,
        form,
        act,
        heading=_("Close this meeting"),
        lead=_("If nobody said that something is wrong, that is not agreement. Ask where people dare to say it."),
        button=_("Close the meeting"),
        back=_at(initiative, meeting, "closing"),
    )
