"""Whose words decisions are written in, and how far the words of both sides lie apart: switched off, for research."""

from __future__ import annotations

import pytest

from counterpoise.audit.measures import MEASURES
from counterpoise.expertise.uptake import uptake
from counterpoise.expertise.wording import FEWEST, wording, words_by_month, words_compared
from counterpoise.record import Moment, Row, Side
from counterpoise.record.contributions import Contribution, ContributionState
from counterpoise.record.decisions import Decision
from counterpoise.record.people import Capacity, Space, SpaceKind
from tests.builders import case, row

CIVIC = (
    "The lift is broken again and my mother cannot leave her floor in her wheelchair.",
    "In the garden there is no bench in the shade where old people can sit together.",
)
ORGANIZATIONAL = (
    "The budget for next year leaves little room, so the planning must become efficient.",
    "Staff rosters and capacity decide how many shifts the location can plan.",
)
OF_CITIZENS = "The lift is repaired before summer, and the garden gets a bench in the shade for a wheelchair."


def said(
    side: Side,
    texts: tuple[str, ...],
    number: int,
    *,
    on: str = "2015-01-02",
    space: str | None = None,
    people: int = 0,
) -> list[Row]:
    """Return what a side says; by so many people, or each time by somebody else."""
    return [
        row(
            Contribution,
            f"{side.value}-{on}-{space}-{i}",
            happened=on,
            side=side,
            space=space,
            capacity=f"{side.value}-{i % people}" if people else None,
            text=f"{texts[i % len(texts)]} That was day {'abcdefghijklmnopqrstuvwxyz'[i % 26]}.",
        )
        for i in range(number)
    ]


def both(number: int = 60, *, on: str = "2015-01-02") -> list[Row]:
    return [*said(Side.CIVIC, CIVIC, number, on=on), *said(Side.ORGANIZATIONAL, ORGANIZATIONAL, number, on=on)]


def decided(text: str = OF_CITIZENS, *, on: str = "2015-02-01") -> Row:
    return row(Decision, "lift", decided_at=Moment.parse(on), text=text)


def test_a_decision_in_the_words_of_citizens_is_told_from_one_in_those_of_the_organization() -> None:
    found = wording(case(*both(), decided()), seed=42)
    assert (found.cannot, found.said) == ("", (60, 60))
    civic, organizational = found.sides
    assert {"lift", "garden", "bench", "wheelchair"} <= set(civic.uptake.words)
    assert civic.uptake.used > organizational.uptake.used == 0
    assert "budget" in organizational.left
    rows = [*both(), decided()]
    assert wording(case(*reversed(rows)), seed=42) == found


def test_what_was_said_in_a_room_of_one_side_alone_or_after_the_decision_is_not_read() -> None:
    rooms = [
        row(Space, "own", kind=SpaceKind.CITIZENS_ONLY),
        row(Space, "table", kind=SpaceKind.MIXED),
        row(Space, "hall", kind=SpaceKind.OPEN),
    ]
    secret = said(Side.CIVIC, ("Our own KANARIE words.",), 12, space="own")
    nowhere = said(Side.CIVIC, ("A room that nobody wrote down.",), 12, space="gone")
    late = said(Side.CIVIC, ("Nobody asked.",), 12, on="2015-03-01")
    taken = row(Contribution, "taken", side=Side.CIVIC, text="Gone.", state=ContributionState.WITHDRAWN)
    open_to_both = [*said(Side.CIVIC, CIVIC, 1, space="table"), *said(Side.CIVIC, CIVIC, 1, space="hall")]
    rows = [*both(), *rooms, *secret, *nowhere, *late, taken, *open_to_both, decided()]
    found = wording(case(*rows), seed=42)
    assert found.said == (62, 60)
    assert "kanarie" not in {*found.sides[0].left, *found.sides[0].uptake.words}


def test_where_too_little_is_there_it_says_why_and_tells_nothing() -> None:
    assert wording(case(), seed=42).cannot == "few"
    assert wording(case(*both(FEWEST - 1), decided()), seed=42).cannot == "few"
    assert wording(case(*both(), decided("Yes.")), seed=42).cannot == "short"
    assert wording(case(*both()), seed=42).cannot == "short"
    french = "Les habitants décident de leur jardin, et la direction les informe de la fermeture."
    assert wording(case(*both(), decided(french)), seed=42).cannot == "other_language"
    dutch = ["De bewoners willen een bank in de schaduw van de tuin, want daar zitten zij graag."] * 20
    assert words_compared(list(CIVIC) * 10, dutch, OF_CITIZENS, seed=42).cannot == "mixed_languages"
    assert words_compared(list(CIVIC) * 10, list(CIVIC) * 5, dutch[0], seed=42).cannot == "mixed_languages"
    assert words_compared(list(CIVIC) * 20, dutch[:FEWEST], OF_CITIZENS, seed=42).cannot == "mixed_languages"
    assert words_compared(["the of and to in a"] * 10, list(CIVIC) * 5, OF_CITIZENS, seed=42).cannot == "few"


def test_the_distance_of_words_stands_beside_that_of_shuffled_speakers() -> None:
    found = words_by_month(case(*both()), seed=42)
    (month,) = found
    assert (month.month, month.speakers) == ("2015-01", (60, 60))
    assert month.distance is not None
    assert month.distance.draws >= 999
    assert month.distance.p < 0.01
    assert month.distance.excess == pytest.approx(month.distance.value - month.distance.expected)
    assert words_by_month(case(*reversed(both())), seed=42) == found


def test_two_sides_that_say_the_same_are_no_further_apart_than_chance() -> None:
    alike = [*said(Side.CIVIC, CIVIC, 20), *said(Side.ORGANIZATIONAL, CIVIC, 20)]
    (month,) = words_by_month(case(*alike), seed=42)
    assert month.distance is not None
    assert month.distance.p > 0.05
    assert abs(month.distance.excess) < 0.1


def test_one_person_who_says_much_is_one_speaker_and_months_with_few_people_have_no_distance() -> None:
    rows = [
        *said(Side.CIVIC, CIVIC, 40, people=12),
        *said(Side.ORGANIZATIONAL, ORGANIZATIONAL, 40, people=3),
        *both(12, on="2015-02-03"),
        *said(Side.CIVIC, CIVIC, 12, on="2015-03-03"),
        *[row(Capacity, f"civic-{i}", side=Side.CIVIC, person=f"person-{i // 2}") for i in range(12)],
        row(Contribution, "no day", side=Side.CIVIC, text="Some day."),
        row(Contribution, "blank", side=Side.CIVIC, text=" ", happened="2015-04-01"),
        row(Contribution, "other", side=Side.INDEPENDENT, text="The weather is fine.", happened="2015-04-01"),
    ]
    found = {each.month: each for each in words_by_month(case(*rows), seed=42)}
    assert list(found) == ["2015-01", "2015-02", "2015-03"]
    assert found["2015-01"].speakers == (6, 3)
    assert found["2015-01"].distance is None
    assert found["2015-02"].distance is not None
    assert (found["2015-03"].speakers, found["2015-03"].distance) == ((12, 0), None)


def test_a_month_in_another_language_or_of_stop_words_has_no_distance() -> None:
    french = ("Les habitants décident de leur jardin, et la direction les informe de la fermeture.",)
    rows = [*said(Side.CIVIC, french, 12), *said(Side.ORGANIZATIONAL, french, 12)]
    assert [each.distance for each in words_by_month(case(*rows), seed=42)] == [None]
    stops = [
        row(Contribution, f"{side}-{i}", side=side, text="It is what it is and that is that.", happened="2015-01-02")
        for side in (Side.CIVIC, Side.ORGANIZATIONAL)
        for i in range(12)
    ]
    assert [each.distance for each in words_by_month(case(*stops), seed=42)] == [None]


def test_no_power_check_computes_it_by_itself() -> None:
    assert all(measure.read.__module__ != wording.__module__ for measure in MEASURES)
    found = uptake(case(*both(), decided()), seed=42)
    assert not any("word" in part.name for part in found.parts)
