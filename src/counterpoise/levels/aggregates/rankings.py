"""The rankings of a review's last round that can be compared, and the index of them that is passed on."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from counterpoise.levels.aggregates.openly import Count, held_back
from counterpoise.record import Case
from counterpoise.record.reviews import Ranking

__all__ = ["CODE", "FEWEST_TO_RANK", "SCALE", "Rankings", "index_told", "last_rankings", "on_scale", "read_scale"]

CODE = "interests.reasoning"

FEWEST_TO_RANK = 10
"""Fewer people than this, or fewer considerations, and the index is neither shown nor passed on."""

SCALE = {"modified": (-3.0, 1.0), "standard": (-3.0, 1.0), "low_signal": (0.0, 1.0)}
"""The figures of the index that are passed on, with the lowest and the highest value that each can have."""

_STEPS = 1000


@dataclass(frozen=True, slots=True)
class Rankings:
    """The rankings that can be compared.

    Attributes
    ----------
    rows
        The rankings, in an order that tells nothing.
    answered
        How many people ranked in the round.
    round
        The round.
    """

    rows: tuple[Ranking, ...]
    answered: int
    round: str | None

    @property
    def enough(self) -> bool:
        """Whether there are as many people and considerations as the index needs."""
        return len(self.rows) >= FEWEST_TO_RANK and len(self.rows[0].considerations) >= FEWEST_TO_RANK


def last_rankings(case: Case) -> Rankings:
    """Return the rankings of the last round that can be compared."""
    rounds: defaultdict[str | None, list[Ranking]] = defaultdict(list)
    for row in case.rows(Ranking):
        rounds[row.round].append(row)
    if not rounds:
        return Rankings((), 0, None)
    last = max(rounds, key=lambda name: (max(row.recorded_at for row in rounds[name]), name or ""))
    shapes: defaultdict[tuple[int, int], list[Ranking]] = defaultdict(list)
    for row in rounds[last]:
        if len(row.considerations) > 1 and len(row.preferences) > 1:
            shapes[len(row.considerations), len(row.preferences)].append(row)
    # Only people who were asked the same can be compared: the shape that most of them have.
    usable = max(shapes.items(), key=lambda pair: (len(pair[1]), pair[0]))[1] if shapes else []
    in_order = sorted(usable, key=lambda row: (row.considerations, row.preferences, row.id))
    return Rankings(tuple(in_order), len(rounds[last]), last)


def on_scale(name: str, value: float) -> tuple[int, int]:
    """Return a figure as how many thousandths it lies above its lowest value, and how many there are to the highest."""
    low, high = SCALE[name]
    return round((value - low) * _STEPS), round((high - low) * _STEPS)


def read_scale(name: str, thousandths: int) -> float:
    """Return the figure that lies so many thousandths above its lowest value."""
    return round(SCALE[name][0] + thousandths / _STEPS, 3)


def index_told(case: Case) -> Iterator[Count]:
    """Yield the counts that are passed on; too few people give only that something is held back.

    A ranking tells much of one person, and a table of them would tell who ranked as one knows somebody to. So not the
    rankings go along but the index.
    """
    found = last_rankings(case)
    if not found.answered:
        return
    yield held_back(CODE, when=not found.enough)
    if not found.enough:
        return
    from counterpoise.statistics.reasoning import reason_index

    index = reason_index([row.considerations for row in found.rows], [row.preferences for row in found.rows])
    yield Count(CODE, "people", len(found.rows), found.answered)
    for name, value in (
        ("modified", index.modified),
        ("standard", index.standard),
        ("low_signal", index.low_signal_share),
    ):
        if value is not None:
            yield Count(CODE, name, *on_scale(name, value))
