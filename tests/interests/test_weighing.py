from typing import Any

import pytest
from hypothesis import given as draws
from hypothesis import strategies as st

from counterpoise.indicator import Display, Part, Reading
from counterpoise.interests.weighing import REFUSALS, may_read_outcome, nearest_of, outcomes, read_as, readings_of
from counterpoise.record import Consideration, Side
from counterpoise.record.decisions import Decision, Nearest, NearestCoding, Weighing
from counterpoise.record.positions import Position
from tests.builders import at, case, moment, row

CIVIC, ORG = Side.CIVIC, Side.ORGANIZATIONAL


def coded(*pairs: tuple[Side | None, Nearest | None]) -> tuple[NearestCoding, ...]:
    return tuple(NearestCoding(coder_side=side, nearest=nearest) for side, nearest in pairs)


def decision(
    name: str, civic: Nearest | None = None, organizational: Nearest | None = None, **fields: object
) -> Decision:
    pairs = [(side, nearest) for side, nearest in ((CIVIC, civic), (ORG, organizational)) if nearest is not None]
    given: dict[str, Any] = {"decided_at": moment("2013-03-04"), "nearest": coded(*pairs), **fields}
    return row(Decision, name, **given)


def part(reading: Reading, name: str, of: str = "") -> Part:
    return next(one for one in reading.parts if one.name == name and one.of == of)


STAY = decision(
    "stay-open",
    Nearest.CIVIC,
    Nearest.CIVIC,
    considerations=(
        Weighing(kind=Consideration.MONEY, side=ORG, weight="less"),
        Weighing(kind=Consideration.COMMUNITY, side=CIVIC),
        Weighing(kind=Consideration.COMMUNITY, side=CIVIC),
        Weighing(),
    ),
)
CLOSE = decision(
    "closing",
    Nearest.ORGANIZATIONAL,
    Nearest.ORGANIZATIONAL,
    reverses="stay-open",
    considerations=(Weighing(kind=Consideration.MONEY),),
)


def test_one_civic_and_one_organizational_outcome_are_linked_by_the_reversal() -> None:
    reading = outcomes(case(STAY, CLOSE), seed=1)
    assert (reading.value, reading.numerator, reading.denominator) == (0.5, 1, 2)
    assert part(reading, "nearest", "organizational").numerator == 1
    assert part(reading, "nearest", "between").numerator == 0
    assert part(reading, "readers_disagree").numerator == 0
    assert reading.details["reversals"] == [["closing", "stay-open"]]
    assert reading.evidence.numerator == ("stay-open",)
    assert reading.evidence.denominator == ("closing", "stay-open")
    assert reading.at_most is Display.COUNTS
    assert reading.coverage == 1


def test_considerations_are_counted_by_decision_and_side() -> None:
    assert outcomes(case(CLOSE, STAY), seed=1).details["considerations"] == [
        {"kind": "money", "decisions": 2, "civic": 0, "organizational": 1, "independent": 0},
        {"kind": "community", "decisions": 1, "civic": 1, "organizational": 0, "independent": 0},
    ]


def test_readers_who_disagree_are_shown_and_nobody_wins() -> None:
    reading = outcomes(case(decision("d", Nearest.CIVIC, Nearest.ORGANIZATIONAL)), seed=1)
    assert (reading.value, reading.denominator) == (0, 1)
    assert part(reading, "readers_disagree").numerator == 1
    detail = reading.details["decisions"][0]
    assert (detail["nearest"], detail["civic_reading"], detail["organizational_reading"]) == (
        None,
        ["civic"],
        ["organizational"],
    )


def test_two_readers_of_one_side_who_disagree_are_a_disagreement() -> None:
    one = row(Decision, "d", nearest=coded((CIVIC, Nearest.CIVIC), (CIVIC, Nearest.BETWEEN), (ORG, Nearest.CIVIC)))
    assert nearest_of(one) is None
    assert readings_of(one, CIVIC) == {Nearest.CIVIC, Nearest.BETWEEN}


def test_one_reader_is_not_enough() -> None:
    reading = outcomes(case(STAY, decision("half", Nearest.CIVIC)), seed=1)
    assert (reading.denominator, reading.coverage) == (1, 0.5)
    assert reading.evidence.excluded == ("half",)
    assert nearest_of(decision("none")) is None
    independent = row(Decision, "d", nearest=coded((Side.INDEPENDENT, Nearest.CIVIC), (None, None), (CIVIC, None)))
    assert nearest_of(independent) is None


def test_opposed_positions_that_nobody_has_read_lower_coverage() -> None:
    rows = [
        decision("unread", matter="stay"),
        decision("one-sided", matter="meals"),
        row(Position, "p1", matter="stay", side=CIVIC),
        row(Position, "p2", matter="stay", side=ORG),
        row(Position, "p3", matter="meals", side=ORG),
    ]
    reading = outcomes(case(*rows), seed=1)
    assert (reading.value, reading.candidates, reading.evidence.excluded) == (None, 1, ("unread",))


def test_what_both_find_not_comparable_is_left_out() -> None:
    alike = decision("alike", Nearest.NOT_COMPARABLE, Nearest.NOT_COMPARABLE)
    assert outcomes(case(alike), seed=1).candidates == 0


def test_a_reversal_of_a_decision_that_is_not_counted_is_no_pair() -> None:
    assert outcomes(case(CLOSE, decision("stay-open")), seed=1).details["reversals"] == []


def test_from_ten_decisions_a_rate_may_be_shown() -> None:
    rows = [decision(f"c{n}", Nearest.CIVIC, Nearest.CIVIC) for n in range(2)]
    rows += [decision(f"o{n}", Nearest.ORGANIZATIONAL, Nearest.ORGANIZATIONAL) for n in range(8)]
    reading = outcomes(case(*rows), seed=1)
    assert reading.at_most is None
    assert reading.details["sign_test_p"] == pytest.approx(2 * 56 / 1024)


def test_no_decision_is_no_figure() -> None:
    reading = outcomes(case(), seed=1)
    assert (reading.value, reading.coverage, reading.details["sign_test_p"]) == (None, None, None)


@draws(st.lists(st.tuples(st.sampled_from([Side.CIVIC, Side.ORGANIZATIONAL]), st.sampled_from(list(Nearest)))))
def test_each_side_has_one_reading_and_the_last_one_holds(readings: list[tuple[Side, Nearest]]) -> None:
    read = row(Decision, "d", decided_at=moment("2015-01-01"))
    for side, nearest in readings:
        assert may_read_outcome(read, side=side, nearest=nearest, at=at()) == ()
        read = read_as(read, side=side, nearest=nearest)
    last = dict(readings)
    assert len(read.nearest) == len(last)
    for side, nearest in last.items():
        assert readings_of(read, side) == {nearest}


def test_a_draft_has_no_outcome_and_only_the_two_sides_read_one() -> None:
    draft = row(Decision, "d")
    found = may_read_outcome(draft, side=Side.INDEPENDENT, nearest=None, at=at())
    assert tuple(each.code for each in found) == REFUSALS
