"""Answers by hand for the tests of this folder: the second round of the demo, 12 citizens, 9 of the organization."""

from __future__ import annotations

from collections.abc import Sequence

from counterpoise.record import Side
from counterpoise.record.reviews import NoAnswer, ReviewAnswer, ReviewRound, RoundState
from tests.builders import row

X1 = {Side.CIVIC: (2, 1, 2, 3, 1, 2, 2, 1, 3, 2, 1, 2), Side.ORGANIZATIONAL: (4, 3, 4, 4, 5, 3, 4, 4, 3)}
X4 = {Side.CIVIC: (1, 1, 2, 1, 0, 1, 2, 1, 1, 3, 1, 2), Side.ORGANIZATIONAL: (3, 3, 2, 4, 3, 3, 3, 2, 3)}
T2A = {
    Side.CIVIC: (-3, -2, -3, -2, -1, -3, -2, -3, -2, -2, -3, -1),
    Side.ORGANIZATIONAL: (0, -1, 0, 0, 1, -1, 0, 0, -1),
}
T2B = {Side.CIVIC: (0, 0, 1, 0, 0, -1, 0, 1, 0, 0, 0, 0)}

ROUND = row(ReviewRound, "second", number=2, state=RoundState.RELEASED)


def answers(
    item: str, side: Side, values: Sequence[int | NoAnswer | None], *, of: str = "second"
) -> list[ReviewAnswer]:
    """Return the answers of one side to one question; the place in the list is the person."""
    return [
        row(
            ReviewAnswer,
            f"{of}-{item}-{side}-{number}",
            round=of,
            item=item,
            side=side,
            respondent=f"{side}-{number}",
            value=value if isinstance(value, int) else None,
            no_answer=value if isinstance(value, NoAnswer) else None,
        )
        for number, value in enumerate(values)
    ]


def everything() -> list[ReviewAnswer]:
    """Return all answers of the demo's second round."""
    told = (("X1", X1), ("X4", X4), ("T2a", T2A), ("T2b", T2B))
    return [answer for item, sides in told for side, values in sides.items() for answer in answers(item, side, values)]
