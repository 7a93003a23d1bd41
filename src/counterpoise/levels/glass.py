"""Breaking the glass: who must look into a closed room in an emergency, asks; a member opens; it ends by itself.

It takes two persons, and one of them is of the room. Whoever looks reads one page and gets no place in the room: no
list, no search, no file and no letter shows them more than before. Nobody learns by asking whether there is a room.

Refusals, each after ``levels.``: ``takes_no_part``, ``no_reason``, ``not_a_member``, ``opens_for_themselves``,
``ask_has_lapsed``, ``opens_too_long``.
"""

from datetime import datetime, timedelta

from counterpoise.levels.refusals import Refusal
from counterpoise.levels.sides import Standing, brought_in
from counterpoise.levels.spaces import CLOSED, may_read
from counterpoise.record.people import Space

__all__ = ["ASK_DAYS", "MOST_HOURS", "is_live", "is_open", "may_ask_to_look", "may_open"]

ASK_DAYS = 7
"""After so many days an ask that no member answered is over: an emergency does not last longer."""

MOST_HOURS = 24
"""For so many hours at most a member opens."""


def may_ask_to_look(*, by: Standing, initiative: str, reason: str, at: datetime) -> tuple[Refusal, ...]:
    """Say what stands in the way of asking to look into what is closed to somebody.

    Parameters
    ----------
    by
        Who asks: somebody who stands in the initiative by more than their own word.
    initiative, reason, at
        In which initiative, why, and when.
    """
    found = []
    if not brought_in(by, initiative=initiative, at=at):
        found.append(Refusal("levels.takes_no_part"))
    if not reason.strip():
        found.append(Refusal("levels.no_reason"))
    return tuple(found)


def may_open(
    space: Space, *, by: Standing, asked_by: str | None, asked_at: datetime, hours: int, at: datetime
) -> tuple[Refusal, ...]:
    """Say what stands in the way of letting somebody look into a closed room for some hours.

    Parameters
    ----------
    space
        The room.
    by
        The member who opens.
    asked_by, asked_at
        Who asked, and when.
    hours
        For how long.
    at
        When.
    """
    found = []
    if space.kind not in CLOSED or may_read(space, standing=by, at=at) is not None:
        found.append(Refusal("levels.not_a_member", {"room": space.id, "person": by.person}))
    if by.person == asked_by:
        found.append(Refusal("levels.opens_for_themselves"))
    if not is_live(asked_at=asked_at, at=at):
        found.append(Refusal("levels.ask_has_lapsed", {"days": ASK_DAYS}))
    if not 1 <= hours <= MOST_HOURS:
        found.append(Refusal("levels.opens_too_long", {"most": MOST_HOURS}))
    return tuple(found)


def is_live(*, asked_at: datetime, at: datetime) -> bool:
    """Say whether an ask can still be answered; one that a clock wrote down ahead of now can."""
    return at < asked_at + timedelta(days=ASK_DAYS)


def is_open(*, opened_at: datetime, until: datetime, ended_at: datetime | None, at: datetime) -> bool:
    """Say whether somebody can look at a moment: from the opening on, up to its end, unless a member ended it before.

    Parameters
    ----------
    opened_at, until
        From when, and up to when.
    ended_at
        When a member ended it; empty where nobody did.
    at
        The moment. A clock that runs back behind the opening opens nothing.
    """
    return opened_at <= at < until and (ended_at is None or at < ended_at)
