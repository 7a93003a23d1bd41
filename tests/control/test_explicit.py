import pytest

from counterpoise.control.explicit import mandates
from counterpoise.indicator import Direction
from counterpoise.record.decisions import Decision
from counterpoise.record.initiatives import Lane, Matter
from counterpoise.record.mandates import Basis, MandateState
from tests.builders import at, case, moment, row
from tests.control.mandating import agreed, right, statutory

MATTERS = [
    row(Matter, name, important_for_citizens=name in {"stay", "rooms"}, lane=Lane.SYSTEM if name == "stay" else None)
    for name in ("stay", "rooms", "meeting-place", "volunteers", "closing-point")
]
ROWS = [
    *MATTERS,
    right(),
    statutory(),
    agreed(),
    agreed("point", matter="closing-point", state=MandateState.CONTESTED, assents=()),
    agreed("claim", matter="stay", basis=Basis.CLAIMED, state=MandateState.PROPOSED, assents=()),
]


def test_two_of_five_matters_have_a_mandate_that_is_agreed_or_laid_down_by_law() -> None:
    found = mandates(case(*ROWS), seed=1)
    assert (found.value, found.numerator, found.denominator) == (0.4, 2, 5)
    assert found.interval == pytest.approx((0.118, 0.769), abs=1e-3)
    told = {part.name: part.numerator for part in found.parts if not part.of}
    assert told == {
        "agreed": 1, "statutory": 1, "contested": 1, "expired": 0, "none": 2, "in_force_contested": 0, "important": 1,
    }  # fmt: skip
    assert found.evidence.numerator == ("stay", "volunteers")
    assert [line["standing"] for line in found.details["matters"]] == [
        "contested", "none", "none", "statutory", "agreed",
    ]  # fmt: skip


def test_what_citizens_find_important_and_each_lane_are_counted_apart() -> None:
    parts = {(part.name, part.of): part for part in mandates(case(*ROWS), seed=1).parts}
    important = parts["important", ""]
    assert (important.numerator, important.denominator, important.direction) == (1, 2, Direction.DUTY)
    assert (parts["lane", "system"].numerator, parts["lane", "system"].denominator) == (1, 1)
    assert ("lane", "clinical") not in parts


def test_a_reopened_mandate_still_covers_its_matter() -> None:
    reopened = agreed(day="2014-09-01", version=2, state=MandateState.CONTESTED)
    found = mandates(case(*MATTERS, agreed(), reopened), seed=1)
    assert found.numerator == 1
    assert next(part.numerator for part in found.parts if part.name == "in_force_contested") == 1


def test_a_matter_that_is_no_longer_live_is_not_counted() -> None:
    over = row(Matter, "over", active_until=at("2015-06-30"))
    assert mandates(case(over, agreed(matter="over")), seed=1).denominator == 0


def test_coverage_is_lowered_by_decisions_on_matters_outside_the_register() -> None:
    decisions = [
        row(Decision, name, matter=matter, decided_at=moment(day))
        for name, matter, day in (
            ("a", "stay", "2014-01-01"), ("b", "stay", "2014-02-01"), ("c", "elsewhere", "2014-03-01"),
            ("d", None, "2014-04-01"), ("later", "unheard", "2015-12-01"),
        )
    ]  # fmt: skip
    found = mandates(case(*ROWS, *decisions, row(Decision, "draft", matter="x")), seed=1)
    assert (found.known, found.candidates, found.evidence.excluded) == (1, 3, ("c", "d"))


def test_an_empty_case_has_no_figure() -> None:
    found = mandates(case(), seed=1)
    assert (found.value, found.interval, found.coverage) == (None, None, None)
