from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from counterpoise.record import Side
from counterpoise.record.contributions import Contribution
from counterpoise.web.voices.selectors.lately import Lately, made_lately

DAY = datetime(2015, 6, 29, tzinfo=UTC)


def some(number: int, *, first: int = 0, space: str | None = None) -> list[Contribution]:
    return [
        Contribution(id=f"said-{n}", recorded_at=DAY, text=f"Soup {n}", side=Side.CIVIC, space=space)
        for n in range(first, first + number)
    ]


class Maker:
    """Makes something of contributions, and counts how often."""

    def __init__(self) -> None:
        self.name = uuid4().hex
        self.times = 0

    def work(self, said: Sequence[Contribution]) -> list[str]:
        self.times += 1
        return [row.id for row in said]

    def made(
        self, said: Sequence[Contribution], *, older: Sequence[Contribution] = (), besides: str = "", days: int = 0
    ) -> Lately[list[str]]:
        at = DAY + timedelta(days=days)
        return made_lately(self.name, said, older=older, besides=besides, at=at, work=self.work)


def test_the_same_contributions_are_looked_through_once_and_it_is_told_when() -> None:
    maker = Maker()
    first, second = maker.made(some(40)), maker.made(some(40), days=3)
    assert maker.times == 1
    assert first == second
    assert second.at == DAY
    assert second.since == ()


def test_few_that_came_since_are_told_as_such_and_more_of_them_are_looked_through() -> None:
    maker = Maker()
    maker.made(some(40))
    told = maker.made(some(42), days=1)
    assert maker.times == 1
    assert [row.id for row in told.since] == ["said-40", "said-41"]
    assert told.found == [row.id for row in told.said] == [f"said-{n}" for n in range(40)]
    again = maker.made(some(43), days=2)
    assert (maker.times, len(again.found), again.since, again.at) == (2, 43, (), DAY + timedelta(days=2))


def test_what_was_made_of_words_that_are_gone_changed_or_hidden_is_made_anew_at_once() -> None:
    said = some(40)
    changed = [*said[:-1], replace(said[-1], text="Other words")]
    corrected = [*said[:-1], replace(said[-1], version=2)]
    for later in (said[1:], said[:-1], changed, corrected):
        maker = Maker()
        maker.made(said)
        told = maker.made(later)
        assert maker.times == 2
        assert told.found == [row.id for row in later]


def test_a_window_that_moves_on_over_many_contributions_loses_nothing_that_it_was_made_from() -> None:
    maker = Maker()
    maker.made(some(40, first=2), older=some(2))
    told = maker.made(some(40, first=4), older=some(4))
    assert maker.times == 1
    assert [row.id for row in told.said] == [f"said-{n}" for n in range(2, 42)]
    assert [row.id for row in told.since] == ["said-42", "said-43"]
    maker.made(some(40, first=4), older=some(1, first=3))
    assert maker.times == 2, "one that it was made from is not there any more"


def test_who_reads_other_rooms_or_other_themes_gets_what_was_made_of_these() -> None:
    maker = Maker()
    said, inside = some(40), some(1, first=90, space="council-room")
    assert "said-90" in maker.made([*said, *inside]).found
    assert "said-90" not in maker.made(said).found
    assert maker.times == 2
    maker.made([*said, *inside])
    maker.made(said)
    assert maker.times == 2, "each is kept by itself"
    maker.made(said, besides="another theme")
    assert maker.times == 3
