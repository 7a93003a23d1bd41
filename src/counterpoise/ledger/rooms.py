"""A closed room's own log, and the one line a day by which the common log vouches for it.

The line is entered at a fixed hour whether or not anything happened, and binds origin, size and root under a salt: who
reads the common log sees neither how much is said in the room nor when. Members get salt, size and root, and can check
that their room's past was not rewritten.
"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any

from counterpoise.ledger.notes import Checkpoint

__all__ = ["ROOM_STATE", "room_state", "room_states_due"]

ROOM_STATE = "room_state"
"""The type of the entry."""


def room_state(checkpoint: Checkpoint) -> Mapping[str, Any]:
    """Return the body of a room's daily entry, to be bound by `envelope.commitment` like every body.

    Parameters
    ----------
    checkpoint
        How far the room's log has come; its origin must be the one that the room's members know.
    """
    return {"origin": checkpoint.origin, "size": checkpoint.size, "root": checkpoint.root.hex()}


def room_states_due(*, last_on: date | None, at: datetime, hour: int, zone: tzinfo) -> tuple[date, ...]:
    """Return the days whose entry is due and not there yet, the oldest first.

    A day that was missed, because the machine stood still, is made up for: else its absence would tell something.

    Parameters
    ----------
    last_on
        The last day that has its entry; None where the room has none yet.
    at
        Now.
    hour
        The fixed hour, from 0 to 23, by the clock of the place.
    zone
        The zone of the place.

    Raises
    ------
    ValueError
        There is no such hour, or `at` has no zone.
    """
    if at.tzinfo is None:
        raise ValueError("the time needs a time zone")
    here = at.astimezone(zone)
    newest = here.date() if here.time() >= time(hour) else here.date() - timedelta(days=1)
    if last_on is None:
        return (newest,)
    return tuple(last_on + timedelta(days=number) for number in range(1, (newest - last_on).days + 1))
