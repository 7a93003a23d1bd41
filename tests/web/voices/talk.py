"""What two sides say in a test: the citizens of lifts and gardens, the organization of budgets and planning."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from counterpoise.record import Moment, Row, Side
from counterpoise.record.contributions import Contribution, Theme
from counterpoise.web.ledger.records import model_of, to_model

HERE = "meals"
AT = datetime(2014, 5, 1, 12, tzinfo=UTC)
CIVIC = (
    "The lift is broken again and my mother cannot leave her floor in her wheelchair.",
    "Please repair the lift, because people with a wheelchair stay upstairs all day.",
    "In the garden there is no bench in the shade where old people can sit together.",
    "We would like a garden with benches and flowers, and somebody who waters the plants.",
)
ORGANIZATIONAL = (
    "The budget for next year leaves little room, so the planning must become efficient.",
    "Our planning needs approval by the board before the budget can be spent.",
    "Staff rosters and capacity decide how many shifts the location can plan.",
    "The capacity of the location is measured each quarter and reported to the board.",
)


def keep(rows: Iterable[Row]) -> None:
    """Keep rows as if they had been told."""
    for row in rows:
        to_model(model_of(type(row)), row).save(force_insert=True)


def said(
    side: Side, texts: Iterable[str], *, rounds: int, on: str = "2014-04-01", space: str | None = None, mark: str = ""
) -> list[Contribution]:
    """Return what a side says, each text as often as told, each time with a word of its own."""
    return [
        Contribution(
            id=f"{side.value}-{mark}{number}-{again}",
            initiative=HERE,
            recorded_at=AT,
            happened_at=Moment.parse(on),
            side=side,
            space=space,
            text=f"{text} That was day {'abcdefghij'[again]}{'klmnopqrst'[number]}.",
        )
        for again in range(rounds)
        for number, text in enumerate(texts)
    ]


def theme(name: str, side: Side, rows: Iterable[Contribution]) -> Theme:
    """Return a theme of a side that holds some of what was said."""
    return Theme(
        id=f"theme-{name}",
        initiative=HERE,
        recorded_at=AT,
        happened_at=Moment.parse("2014-04-02"),
        name=name,
        made_by=side,
        contributions=tuple(row.id for row in rows),
    )
