"""What was worked out from contributions lately, as long as it still holds for what somebody may read now.

To find themes in a thousand contributions takes a tenth of a second. Most things that are written change none of them,
and a few contributions more do not change what the others have in common. So what was worked out is used again, as
long as every contribution that it was made from is still there in the same words, and few have come since. Where one is
gone, hidden or changed, it is worked out anew at once: nobody's words outlive it here.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import Any, Generic, TypeVar

from counterpoise.record.contributions import Contribution

__all__ = ["MOST_SINCE", "Lately", "made_lately"]

V = TypeVar("V")

MOST_SINCE = 50
"""At most so many contributions may have come since, and never more than one for twenty that it was made from."""

_SHARE = 20
_MOST = 60
_LOCK = Lock()
_Name = tuple[str, int, int]
"""Which contribution, in which version, and a number that its words give: the words themselves are not kept."""
_MADE: "OrderedDict[Hashable, _Made]" = OrderedDict()


@dataclass(frozen=True, slots=True)
class _Made:
    names: tuple[_Name, ...]
    besides: Hashable
    found: Any
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Lately(Generic[V]):
    """What was worked out.

    Attributes
    ----------
    found
        What came of it.
    said
        The contributions that it was made from, in that order, as they are now.
    since
        The contributions that came later.
    at
        When it was worked out.
    """

    found: V
    said: tuple[Contribution, ...]
    since: tuple[Contribution, ...]
    at: datetime


def made_lately(
    name: Hashable,
    said: Sequence[Contribution],
    *,
    older: Sequence[Contribution] = (),
    besides: Hashable = None,
    at: datetime,
    work: Callable[[Sequence[Contribution]], V],
) -> Lately[V]:
    """Return what `work` makes of contributions, worked out anew only where it has to be.

    What is kept must never be changed by who gets it. Who may read other rooms gets what was made from these.

    Parameters
    ----------
    name
        What it is.
    said
        The contributions, the oldest first.
    older
        Those just before them, with which it is not made anew: as others come, what was in `said` gets among these.
    besides
        Whatever the result depends on besides the contributions: where it changes, all is worked out anew.
    at
        Now.
    work
        Works it out.
    """
    key = (name, frozenset(row.space for row in said))
    here = {_name(row): row for row in (*older, *said)}
    with _LOCK:
        kept = _MADE.get(key)
    if kept is None or kept.besides != besides or not _holds(kept, said, here):
        kept = _Made(tuple(map(_name, said)), besides, work(said), at)
        with _LOCK:
            _MADE[key] = kept
            while len(_MADE) > _MOST:
                _MADE.popitem(last=False)
    of = {name for name, _, _ in kept.names}
    since = tuple(row for row in said if row.id not in of)
    return Lately(found=kept.found, said=tuple(here[name] for name in kept.names), since=since, at=kept.at)


def _name(row: Contribution) -> _Name:
    return row.id, row.version, hash(row.text)


def _holds(kept: _Made, said: Sequence[Contribution], here: Mapping[_Name, Contribution]) -> bool:
    of = {name for name, _, _ in kept.names}
    came = sum(row.id not in of for row in said)
    return came <= min(MOST_SINCE, len(kept.names) // _SHARE) and all(name in here for name in kept.names)
