"""When the answers of a round of review may be read: at one moment by both sides, and by nobody earlier."""

from datetime import date, datetime

from counterpoise.record import Case, Mode
from counterpoise.record.reviews import ReviewRound, RoundState

__all__ = ["is_released", "released_rounds"]

_READ_BY_BOTH = frozenset({RoundState.RELEASED, RoundState.TALKED})


def is_released(one: ReviewRound, *, at: date | datetime) -> bool:
    """Say whether both sides may read the answers of a round: the lock is the time, whatever the state says.

    Parameters
    ----------
    one
        The round.
    at
        A day (all of it counts), or a moment with its time zone.
    """
    if one.release_at is None:
        return one.state in _READ_BY_BOTH
    if one.state not in {*_READ_BY_BOTH, RoundState.CLOSED}:
        return False
    if isinstance(at, datetime):
        exact = one.release_at.at
        return exact <= at if exact is not None else one.release_at.last <= at.date()
    return one.release_at.last <= at


def released_rounds(case: Case) -> tuple[ReviewRound, ...]:
    """Return the rounds of a case whose answers both sides may read at its date, the last one at the end."""
    # Seen as it happened, a release after the date is left out of the row, while its state tells of later: no release
    # known then means not released yet.
    by_time_alone = case.mode is Mode.HAPPENED
    found = [
        one
        for one in case.rows(ReviewRound)
        if is_released(one, at=case.at) and not (by_time_alone and one.release_at is None)
    ]
    return tuple(sorted(found, key=lambda one: (one.number, one.open_from or date.min, one.id)))
