"""What a meeting needs: to be called, to be held, to be written down, to be closed."""

from collections.abc import Iterable
from datetime import date

from counterpoise.inclusion.floor import SPEAKERS_MINIMUM
from counterpoise.levels.refusals import Refusal
from counterpoise.levels.sides import has_come
from counterpoise.record import Side
from counterpoise.record.meetings import FloorShare, Meeting

__all__ = ["REFUSALS", "floor_by_side", "may_call", "may_close", "may_count", "may_tell_floor", "was_held"]

REFUSALS = (
    "inclusion.meeting_without_title",
    "inclusion.meeting_without_day",
    "inclusion.cost_below_zero",
    "inclusion.meeting_not_held",
    "inclusion.fewer_than_nobody",
    "inclusion.no_floor",
    "inclusion.no_unit",
    "inclusion.closed_already",
    "inclusion.closing_note_missing",
)
"""The words with which this module says no."""


def was_held(meeting: Meeting, *, at: date) -> bool:
    """Say whether a meeting has been held by a day."""
    return has_come(meeting.happened_at, at=at)


def may_call(meeting: Meeting) -> tuple[Refusal, ...]:
    """Say everything that a meeting lacks that somebody calls, or writes down afterwards: a name, and a day."""
    found = []
    if not meeting.title.strip():
        found.append(Refusal("inclusion.meeting_without_title"))
    if meeting.planned_on is None and meeting.happened_at is None:
        found.append(Refusal("inclusion.meeting_without_day"))
    if meeting.cost is not None and meeting.cost < 0:
        found.append(Refusal("inclusion.cost_below_zero"))
    return tuple(found)


def may_count(meeting: Meeting, *, at: date) -> tuple[Refusal, ...]:
    """Say what stands in the way of writing down who came: the meeting was held, and nobody came less than once."""
    found = []
    if not was_held(meeting, at=at):
        found.append(Refusal("inclusion.meeting_not_held"))
    if any(one.people < 0 for one in meeting.attendance):
        found.append(Refusal("inclusion.fewer_than_nobody"))
    return tuple(found)


def may_tell_floor(meeting: Meeting, *, at: date) -> tuple[Refusal, ...]:
    """Say what stands in the way of writing down how much people spoke: counts, in one unit, of a meeting held."""
    found = list(may_count(meeting, at=at))
    if not meeting.floor or any(one.amount < 0 for one in meeting.floor):
        found.append(Refusal("inclusion.no_floor"))
    if meeting.floor_unit is None:
        found.append(Refusal("inclusion.no_unit"))
    return tuple(found)


def may_close(meeting: Meeting, *, note: str, at: date) -> tuple[Refusal, ...]:
    """Say what stands in the way of closing a meeting: it was held, is not closed, and somebody says how it closed.

    Parameters
    ----------
    meeting
        The meeting as it is.
    note
        How it closed, in the words of who closed it.
    at
        The day.
    """
    found = []
    if not was_held(meeting, at=at):
        found.append(Refusal("inclusion.meeting_not_held"))
    if meeting.closed_at is not None and meeting.closing_note.strip():
        found.append(Refusal("inclusion.closed_already"))
    if not note.strip():
        found.append(Refusal("inclusion.closing_note_missing"))
    return tuple(found)


def floor_by_side(floor: Iterable[FloorShare]) -> dict[Side, tuple[int, float]]:
    """Return how many people of each side there were, and how much they spoke; nothing where few people spoke.

    Figures about few speakers, or about the only one of a side, would be figures about persons.
    """
    rows = [one for one in floor if one.side is not None]
    if sum(one.amount > 0 for one in rows) < SPEAKERS_MINIMUM:
        return {}
    found: dict[Side, tuple[int, float]] = {}
    for side in Side:
        amounts = [one.amount for one in rows if one.side is side]
        if amounts:
            found[side] = (len(amounts), sum(amounts))
    return found if min(people for people, _ in found.values()) > 1 else {}
