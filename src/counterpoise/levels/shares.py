"""Shares as parts of a reading: how many, of how many, and the interval of that share."""

from counterpoise.indicator import Direction, Part
from counterpoise.statistics.intervals import Interval, wilson

__all__ = ["ends", "share_part"]


def ends(interval: Interval | None) -> tuple[float, float] | None:
    """Return the two ends of an interval, as readings hold them; nothing where there is none."""
    return None if interval is None else (interval.low, interval.high)


def share_part(name: str, part: int, whole: int, *, direction: Direction = Direction.NONE, of: str = "") -> Part:
    """Return a share with its counts and Wilson's interval; without a whole there is no figure.

    Parameters
    ----------
    name
        What it is, as a word.
    part, whole
        How many, of how many; 0 <= part <= whole.
    direction
        Whether the paper states it as a duty.
    of
        What it is about.

    Raises
    ------
    ImpossibleCountsError
        The part is larger than the whole, or below zero.
    """
    return Part(
        name=name,
        value=part / whole if whole else None,
        numerator=part,
        denominator=whole,
        interval=ends(wilson(part, whole)) if whole else None,
        direction=direction,
        of=of,
    )
