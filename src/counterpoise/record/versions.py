"""Which version of a row only tells the same thing with another date."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from itertools import pairwise
from typing import TypeVar

from counterpoise.record.base import Row
from counterpoise.record.moments import Moment

__all__ = ["dated_anew", "without_wrong_dates"]

R = TypeVar("R", bound=Row)

_ABOUT_THE_TELLING = frozenset(
    {
        "version",
        "supersedes_reason",
        "happened_at",
        "recorded_at",
        "recorded_by",
        "on_behalf_of",
        "source",
        "quote",
    }
)
"""Fields that say when something happened, who wrote it down and where it comes from; the others say what happened."""


def _told_by(kind: type[Row]) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind) if one.name not in _ABOUT_THE_TELLING)


def dated_anew(earlier: Row, later: Row) -> bool:
    """Say whether a later version tells exactly what an earlier one told, with another date.

    Such a version can be no change of state: nothing changed. It corrects the date.

    Parameters
    ----------
    earlier, later
        Two versions of one row.

    Returns
    -------
    bool
        False where anything else differs too: then something may have changed from that date on.
    """
    return earlier.happened_at != later.happened_at and all(
        _same(earlier, later, name) for name in _told_by(type(later))
    )


def _same(earlier: Row, later: Row, name: str) -> bool:
    before, after = getattr(earlier, name), getattr(later, name)
    # A decision tells its day twice, as what happened and as what was decided: both move together.
    moved = isinstance(after, Moment) and (before, after) == (earlier.happened_at, later.happened_at)
    return moved or bool(before == after)


def without_wrong_dates(rows: Sequence[R]) -> tuple[R, ...]:
    """Leave out each version whose date a next version corrects; the others stay in their order.

    Parameters
    ----------
    rows
        Rows of one table, any number of versions of each.
    """
    wrong = set(_corrected(rows))
    return tuple(row for row in rows if (row.id, row.version) not in wrong) if wrong else tuple(rows)


def _corrected(rows: Iterable[Row]) -> Iterable[tuple[str, int]]:
    versions: dict[str, list[Row]] = {}
    for row in rows:
        versions.setdefault(row.id, []).append(row)
    for name, told in versions.items():
        if len(told) < 2:
            continue
        told.sort(key=lambda row: row.version)
        for earlier, later in pairwise(told):
            if dated_anew(earlier, later):
                yield name, earlier.version
