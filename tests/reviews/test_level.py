from dataclasses import replace

import pytest

from counterpoise.indicator import Part, Reading
from counterpoise.record import Case, Row, Side
from counterpoise.record.initiatives import PromisedLevel
from counterpoise.record.reviews import LevelReport
from counterpoise.reviews.level import level
from tests.builders import case, row
from tests.reviews.answering import ROUND, answers, everything


def promised(*rows: Row, step: PromisedLevel | None = PromisedLevel.DECIDED_TOGETHER) -> Case:
    seen = case(*rows)
    return replace(seen, initiative=replace(seen.initiative, promised_level=step))


def part(reading: Reading, name: str, of: str = "") -> Part:
    return next(each for each in reading.parts if (each.name, each.of) == (name, of))


def test_the_gap_between_promise_and_experience_of_the_demo() -> None:
    found = level(promised(ROUND, *everything()), seed=1)
    assert (found.value, found.numerator, found.denominator) == (-3.0, 12, 12)
    assert part(found, "below").interval == pytest.approx((0.758, 1.0), abs=5e-4)
    assert (part(found, "promised").value, part(found, "median", "civic").value) == (4, 1.0)
    assert (part(found, "median", "organizational").value, part(found, "gap", "organizational").value) == (3.0, -1.0)
    assert (found.arms, found.known, found.candidates) == ((12,), 12, 12)
    assert found.evidence.denominator == ("second",)


def test_without_a_promise_there_is_no_gap() -> None:
    found = level(promised(ROUND, *everything(), step=None), seed=1)
    assert (found.value, found.numerator, found.known, found.coverage) == (None, None, 0, 0.0)
    assert (part(found, "median", "civic").value, part(found, "gap", "civic").value) == (1.0, None)


def test_outside_a_round_the_reports_are_read_and_the_evidence_names_no_report() -> None:
    reports = [
        row(LevelReport, f"r{number}", side=Side.CIVIC, experienced_level=PromisedLevel(step))
        for number, step in enumerate((0, 1, 1, 4, 5))
    ]
    found = level(promised(*reports, row(LevelReport, "silent", side=Side.CIVIC)), seed=1)
    assert (found.value, found.numerator, found.denominator) == (-3, 3, 5)
    assert (found.known, found.candidates) == (5, 6)
    assert (found.evidence.denominator, found.evidence.tables) == (("together",), ("initiatives",))


def test_a_side_with_fewer_than_five_answers_shows_nothing() -> None:
    rows = [*answers("X4", Side.CIVIC, [1] * 4), *answers("X4", Side.ORGANIZATIONAL, [3] * 4)]
    found = level(promised(ROUND, *rows), seed=1)
    assert found.arms == (4,)
    assert not any(each.name == "below" for each in found.parts)
    assert part(found, "median", "civic").value is part(found, "median", "organizational").value is None


def test_with_the_civic_side_missing_there_is_no_figure() -> None:
    found = level(promised(ROUND, *answers("X4", Side.ORGANIZATIONAL, [3] * 6)), seed=1)
    assert (found.value, found.denominator) == (None, 0)
    assert found.details["one_side_only"] == "organizational"


def test_an_empty_case_has_no_figure() -> None:
    assert level(case(), seed=1) == Reading()


def test_answers_passed_on_without_who_gave_them_give_the_same_figure() -> None:
    pooled = [replace(answer, respondent=answer.id) for answer in everything()]
    assert level(promised(ROUND, *pooled), seed=1) == level(promised(ROUND, *everything()), seed=1)
