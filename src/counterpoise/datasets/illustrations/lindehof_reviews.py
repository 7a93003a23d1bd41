"""The second time that both sides of Lindehof looked back: their answers, who decides in their eyes, four rankings."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from counterpoise.datasets.illustrations.telling import LINDEHOF, Told, told
from counterpoise.record import Moment, Row, Side
from counterpoise.record.reviews import Ranking, ReviewAnswer, ReviewRound, RoundState

__all__ = ["reviews"]

ROUND = "second-look"

_CIVIC_ITEMS = {
    "X1": (2, 1, 2, 3, 1, 2, 2, 1, 3, 2, 1, 2),
    "T2a": (-3, -2, -3, -2, -1, -3, -2, -3, -2, -2, -3, -1),
    "T2b": (0, 0, 1, 0, 0, -1, 0, 1, 0, 0, 0, 0),
    "X4": (1, 1, 2, 1, 0, 1, 2, 1, 1, 3, 1, 2),
}
_ORGANIZATION_ITEMS = {
    "X1": (4, 3, 4, 4, 5, 3, 4, 4, 3),
    "T2a": (0, -1, 0, 0, 1, -1, 0, 0, -1),
    "X4": (3, 3, 2, 4, 3, 3, 3, 2, 3),
}
"""The answers of each side, in the order of its people; the same place in two rows is the same person."""

# Who decides: what most of each side say, and what the others of that side say.
_WHO_DECIDES = (
    ("stay-or-close", ("together", "director"), ("director", "together")),
    ("empty-rooms", ("together", "organization"), ("together", "organization")),
    ("meeting-place", ("organization", "together"), ("organization", "together")),
    ("volunteer-tasks", ("citizens", "together"), ("care team", "citizens")),
    ("closing-point", ("unclear", "board"), ("board", "unclear")),
)

_RANKINGS = (
    (Side.CIVIC, "1", (5, 4, 1, 2, 3), (1, 2, 3, 4)),
    (Side.CIVIC, "2", (4, 5, 2, 1, 3), (1, 3, 2, 4)),
    (Side.ORGANIZATIONAL, "13", (1, 2, 5, 4, 3), (4, 3, 2, 1)),
    (Side.CIVIC, "3", (5, 3, 1, 2, 4), (2, 1, 3, 4)),
)


def reviews() -> Iterator[Row]:
    """Give the second round of review with all its answers and the four rankings."""
    yield ReviewRound(
        id=ROUND,
        **told("2015-04", of=LINDEHOF, by="regional-colleague"),
        number=2,
        state=RoundState.RELEASED,
        open_from=date(2015, 4, 1),
        open_until=date(2015, 4, 22),
        channels=("screen", "paper"),
        release_at=Moment.parse("2015-04-24"),
        next_review_on=date(2015, 10, 23),
    )
    yield from _answers(Side.CIVIC, _CIVIC_ITEMS, first=1)
    yield from _answers(Side.ORGANIZATIONAL, _ORGANIZATION_ITEMS, first=13)
    for matter, civic, organization in _WHO_DECIDES:
        yield from _who_decides(Side.CIVIC, matter, civic, numbers=range(1, 13))
        yield from _who_decides(Side.ORGANIZATIONAL, matter, organization, numbers=range(13, 22))
    for side, respondent, considerations, preferences in _RANKINGS:
        yield Ranking(
            id=f"ranking-of-{respondent}",
            **_told(),
            round=ROUND,
            side=side,
            respondent=respondent,
            considerations=considerations,
            preferences=preferences,
        )


def _told() -> Told:
    # All at one moment: the time of writing must not tell who is who.
    return told("2015-04", of=LINDEHOF, written="2015-04-22")


def _answers(side: Side, items: Mapping[str, tuple[int, ...]], *, first: int) -> Iterator[Row]:
    for item, values in items.items():
        for respondent, value in enumerate(values, start=first):
            yield ReviewAnswer(
                id=f"{item.lower()}-of-{respondent}",
                **_told(),
                round=ROUND,
                side=side,
                respondent=str(respondent),
                item=item,
                value=value,
            )


def _who_decides(side: Side, matter: str, words: tuple[str, str], *, numbers: Sequence[int]) -> Iterator[Row]:
    for respondent in numbers:
        most, others = words
        yield ReviewAnswer(
            id=f"{matter}-decided-says-{respondent}",
            **_told(),
            round=ROUND,
            side=side,
            respondent=str(respondent),
            item="who_decides",
            matter=matter,
            words=others if respondent % 3 == 0 else most,
        )
