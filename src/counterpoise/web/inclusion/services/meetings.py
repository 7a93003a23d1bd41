"""Call a meeting; make its agenda, write down who came, what was said and who spoke; close it."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from counterpoise.inclusion.meetings import may_call, may_close, may_count, may_tell_floor
from counterpoise.levels.refusals import Refusal
from counterpoise.record import Moment, Side
from counterpoise.record.initiatives import Document, DocumentKind, Group, Matter
from counterpoise.record.meetings import AgendaItem, Attendance, FloorShare, FloorUnit, Meeting
from counterpoise.web.inclusion.selectors import minutes_id, there
from counterpoise.web.inclusion.services.rights import held, known, seat_side, space_of
from counterpoise.web.initiatives import models as spine
from counterpoise.web.initiatives.services import log_of, sides_in
from counterpoise.web.ledger.services import RefusedError, StaleVersionError, Telling, new_id, tell
from counterpoise.web.people.selectors import Viewer

__all__ = [
    "Calling",
    "add_to_agenda",
    "call_meeting",
    "change_meeting",
    "close_meeting",
    "count_attendance",
    "tell_floor",
    "write_minutes",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Calling:
    """A meeting, as a form gives it.

    Attributes
    ----------
    title, place, meaning_of_place, cost
        Its name, where it is, what the place stands for, and what it costs, in euros.
    day
        When it is or was. A day that is to come is a plan.
    chair_side, agenda_by
        The sides that chair, and that make the agenda.
    matters, open_to
        What it is about, and which groups can come.
    barriers_asked
        Whether it was asked beforehand what would keep people away.
    """

    title: str
    day: Moment | None
    place: str = ""
    meaning_of_place: str = ""
    cost: float | None = None
    chair_side: Side | None = None
    agenda_by: Side | None = None
    matters: tuple[str, ...] = ()
    open_to: tuple[str, ...] = ()
    barriers_asked: bool | None = None


def _called(calling: Calling, *, at: datetime) -> dict[str, Any]:
    past = calling.day is not None and calling.day.first <= at.date()
    planned: date | None = calling.day.first if calling.day is not None and not past else None
    return {
        "title": calling.title.strip(),
        "place": calling.place.strip(),
        "meaning_of_place": calling.meaning_of_place.strip(),
        "cost": calling.cost,
        "chair_side": calling.chair_side,
        "agenda_by": calling.agenda_by,
        "matters": calling.matters,
        "open_to": calling.open_to,
        "barriers_asked": calling.barriers_asked,
        "happened_at": calling.day if past else None,
        "planned_on": planned,
    }


def call_meeting(*, initiative: str, calling: Calling, once: str, by: Viewer, at: datetime) -> Meeting:
    """Call a meeting, or write down one that was held. It takes a seat in a body.

    Raises
    ------
    NothingHereError
        There is no such initiative, matter or group for this person, or they hold no seat.
    RefusedError
        Everything that it lacks.
    AlreadyToldError
        The same form was sent twice.
    """
    seat_side(initiative, by=by)
    _known(calling, initiative=initiative, by=by)
    row = Meeting(
        id=new_id("meeting", once=once),
        initiative=initiative,
        recorded_at=at,
        recorded_by=by.person,
        **_called(calling, at=at),
    )
    refusals = may_call(row)
    if refusals:
        raise RefusedError(refusals)
    tell("meeting_called", Telling(model=spine.Meeting, row=row), by=by.person, at=at)
    return row


def _known(calling: Calling, *, initiative: str, by: Viewer) -> None:
    known(Matter, *calling.matters, initiative=initiative, by=by)
    known(Group, *calling.open_to, initiative=initiative, by=by)


def _changed(now: Meeting, *, version: int, reason: str, by: Viewer, at: datetime, **fields: Any) -> Meeting:  # noqa: ANN401 - fields of a meeting
    return replace(now, version=version + 1, supersedes_reason=reason, recorded_at=at, recorded_by=by.person, **fields)


def _write(event: str, row: Meeting, *, initiative: str, by: Viewer, at: datetime) -> Meeting:
    space = space_of(row, initiative=initiative, by=by, at=at)
    tell(event, Telling(model=spine.Meeting, row=row), by=by.person, at=at, log=log_of(space))
    return row


def change_meeting(
    *, initiative: str, meeting: str, version: int, calling: Calling, reason: str, by: Viewer, at: datetime
) -> Meeting:
    """Change when, where and about what a meeting is, or was; the earlier plan stays in the record.

    Raises
    ------
    NothingHereError
        There is no such meeting, matter or group for this person, or they hold no seat.
    RefusedError
        Everything that it lacks, or there is no reason.
    StaleVersionError
        It was changed in the meantime.
    """
    seat_side(initiative, by=by)
    now = held(Meeting, meeting, initiative=initiative, by=by)
    _known(calling, initiative=initiative, by=by)
    row = _changed(now, version=version, reason=reason.strip(), by=by, at=at, **_called(calling, at=at))
    refusals = may_call(row)
    if not reason.strip():
        refusals += (Refusal("inclusion.no_reason"),)
    if refusals:
        raise RefusedError(refusals)
    return _write("meeting_changed", row, initiative=initiative, by=by, at=at)


def add_to_agenda(
    *, initiative: str, meeting: str, version: int, text: str, side: Side, by: Viewer, at: datetime
) -> Meeting:
    """Put a point on the agenda, for a side. Everybody who takes part can.

    Raises
    ------
    NothingHereError
        There is no such meeting for this person, or they do not stand on that side.
    RefusedError
        There are no words.
    StaleVersionError
        It was changed in the meantime.
    """
    if side not in sides_in(initiative, by=by):
        seat_side(initiative, by=by)
    now = held(Meeting, meeting, initiative=initiative, by=by)
    if not text.strip():
        raise RefusedError((Refusal("inclusion.no_words"),))
    agenda = (*now.agenda, AgendaItem(text=text.strip(), author_side=side))
    row = _changed(now, version=version, reason="a point was put on the agenda", by=by, at=at, agenda=agenda)
    return _write("agenda_point_put", row, initiative=initiative, by=by, at=at)


def count_attendance(
    *,
    initiative: str,
    meeting: str,
    version: int,
    attendance: tuple[Attendance, ...],
    held_on: Moment | None = None,
    by: Viewer,
    at: datetime,
) -> Meeting:
    """Write down how many came, by side and as what; a meeting that was planned was held with that.

    Raises
    ------
    NothingHereError
        There is no such meeting or group for this person, or they hold no seat.
    RefusedError
        It was not held yet, or fewer than nobody came.
    StaleVersionError
        It was changed in the meantime.
    """
    seat_side(initiative, by=by)
    now = held(Meeting, meeting, initiative=initiative, by=by)
    known(Group, *(one.group for one in attendance), initiative=initiative, by=by)
    row = _changed(
        now,
        version=version,
        reason="who came was written down",
        by=by,
        at=at,
        attendance=attendance,
        happened_at=held_on or now.happened_at,
    )
    refusals = may_count(row, at=at)
    if refusals:
        raise RefusedError(refusals)
    return _write("attendance_counted", row, initiative=initiative, by=by, at=at)


def tell_floor(
    *,
    initiative: str,
    meeting: str,
    version: int,
    floor: tuple[FloorShare, ...],
    unit: FloorUnit | None,
    by: Viewer,
    at: datetime,
) -> Meeting:
    """Write down how much each person spoke: a side and a number, never a name.

    Raises
    ------
    NothingHereError
        There is no such meeting for this person, or they hold no seat.
    RefusedError
        It was not held yet, nobody was counted, or the unit is missing.
    StaleVersionError
        It was changed in the meantime.
    """
    seat_side(initiative, by=by)
    now = held(Meeting, meeting, initiative=initiative, by=by)
    # The order in which numbers were written down could tell who is who: the largest stands first.
    ordered = tuple(sorted(floor, key=lambda one: (-one.amount, str(one.side))))
    reason = "who had the floor was written down"
    row = _changed(now, version=version, reason=reason, by=by, at=at, floor=ordered, floor_unit=unit)
    refusals = may_tell_floor(row, at=at)
    if refusals:
        raise RefusedError(refusals)
    return _write("floor_counted", row, initiative=initiative, by=by, at=at)


def write_minutes(
    *, initiative: str, meeting: str, version: int, text: str, side: Side | None, by: Viewer, at: datetime
) -> Document:
    """Write the minutes of a meeting, or word them anew. They are a document of their own.

    Raises
    ------
    NothingHereError
        There is no such meeting for this person, or they hold no seat.
    RefusedError
        There are no words, or the meeting was not held yet.
    StaleVersionError
        Somebody else wrote them in the meantime.
    """
    seat_side(initiative, by=by)
    about = held(Meeting, meeting, initiative=initiative, by=by)
    refusals = may_count(about, at=at)
    if not text.strip():
        refusals += (Refusal("inclusion.no_words"),)
    if refusals:
        raise RefusedError(refusals)
    space = space_of(about, initiative=initiative, by=by, at=at)
    now = there(Document, minutes_id(meeting), initiative=initiative, viewer=by)
    row = Document(
        id=minutes_id(meeting),
        version=version + 1,
        supersedes_reason="worded anew" if version else "",
        initiative=initiative,
        happened_at=about.happened_at,
        recorded_at=at,
        recorded_by=by.person,
        space=about.space,
        title=about.title,
        kind=DocumentKind.MINUTES,
        author_side=side,
        text=text.strip(),
    )
    if now is not None and now.version != version:
        raise StaleVersionError(row, now)
    tellings = [Telling(model=spine.Document, row=row)]
    if about.minutes_by is not side:
        noted = _changed(about, version=about.version, reason="the minutes were written", by=by, at=at, minutes_by=side)
        tellings.append(Telling(model=spine.Meeting, row=noted))
    tell("minutes_written", *tellings, by=by.person, at=at, log=log_of(space))
    return row


def close_meeting(*, initiative: str, meeting: str, version: int, note: str, by: Viewer, at: datetime) -> Meeting:
    """Close a meeting, in the words of who closes it.

    Raises
    ------
    NothingHereError
        There is no such meeting for this person, or they hold no seat.
    RefusedError
        It was not held yet, is closed, or nobody says how it closed.
    StaleVersionError
        It was changed in the meantime.
    """
    seat_side(initiative, by=by)
    now = held(Meeting, meeting, initiative=initiative, by=by)
    refusals = may_close(now, note=note, at=at)
    if refusals:
        raise RefusedError(refusals)
    row = _changed(
        now,
        version=version,
        reason="closed",
        by=by,
        at=at,
        closing_note=note.strip(),
        closed_at=now.closed_at or now.happened_at,
    )
    return _write("meeting_closed", row, initiative=initiative, by=by, at=at)
