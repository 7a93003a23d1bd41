from __future__ import annotations

from typing import Any

import pytest

from counterpoise.decisions.compartments import answering_department, compartments
from counterpoise.indicator import Display, Part, Reading
from counterpoise.record import Row, Side
from counterpoise.record.decisions import Answer
from counterpoise.record.initiatives import Matter
from counterpoise.record.meetings import Attendance, Meeting
from counterpoise.record.people import Membership
from tests.builders import at, case, row

ANSWERS = {"participation office": 14, "care": 2, "logistics": 1, "board": 1}
MATTERS = {"participation office": 3, "care": 5, "logistics": 4, "finance": 5, "housing": 4, "board": 4}


def part(reading: Reading, name: str, of: str = "") -> Part:
    return next(each for each in reading.parts if (each.name, each.of) == (name, of))


def matters() -> list[Row]:
    return [
        row(Matter, f"m{number}", departments=tuple(name for name, count in MATTERS.items() if count > number))
        for number in range(5)
    ]


def given(answers: dict[str, int]) -> list[Row]:
    return [
        row(Answer, f"{name}-{number}", department=name) for name, count in answers.items() for number in range(count)
    ]


def test_one_office_answers_nearly_everything() -> None:
    reading = compartments(case(*matters(), *given(ANSWERS)), seed=42)
    assert reading.value == pytest.approx(0.548, abs=1e-3)
    assert (reading.numerator, reading.denominator) == (14, 18)
    assert part(reading, "sum_of_squares").value == pytest.approx(0.6235, abs=1e-4)
    assert (part(reading, "reach").numerator, part(reading, "reach").denominator) == (4, 6)
    assert part(reading, "distance").value == pytest.approx(0.658, abs=1e-3)
    assert reading.at_most is None
    assert len(reading.evidence.numerator) == 14
    assert reading.details["departments"][0] == {"department": "board", "answers": 1, "matters": 4}


def test_chance_stands_beside_it_and_explains_far_less() -> None:
    reading = compartments(case(*matters(), *given(ANSWERS)), seed=42)
    for of, figure in (("value", reading.value), ("distance", part(reading, "distance").value)):
        expected, high = part(reading, "chance", of).value, part(reading, "chance_high", of).value
        assert expected is not None
        assert high is not None
        assert figure is not None
        assert 0 < expected < high < figure
    assert reading == compartments(case(*given(ANSWERS)[::-1], *matters()[::-1]), seed=42)


def test_with_few_answers_only_counts_are_shown_and_nothing_is_drawn() -> None:
    reading = compartments(case(*matters(), *given({"care": 9})), seed=42)
    assert reading.at_most is Display.COUNTS
    assert not any(each.name.startswith("chance") for each in reading.parts)


def test_where_nobody_wrote_down_whom_matters_concern_there_is_no_value() -> None:
    reading = compartments(case(*given(ANSWERS)), seed=42)
    assert reading.value is None
    assert part(reading, "distance").value is None
    assert part(reading, "reach").value is None
    assert not any(each.name.startswith("chance") for each in reading.parts)


def test_an_answer_without_a_department_is_left_out_and_lowers_coverage() -> None:
    reading = compartments(
        case(*matters(), *given({"care": 1}), row(Answer, "x"), row(Answer, "no", department="care", no_answer=True)),
        seed=42,
    )
    assert (reading.known, reading.candidates) == (1, 2)
    assert reading.evidence.excluded == ("x",)


def test_an_empty_record_has_no_compartments() -> None:
    reading = compartments(case(), seed=42)
    assert (reading.value, reading.numerator, reading.denominator) == (None, None, None)
    assert part(reading, "sum_of_squares").value is None


def works(person: str | None, department: str, **fields: Any) -> Membership:  # noqa: ANN401 - any field
    return row(Membership, f"{person}-in-{department}", person=person, department=department, **fields)


def test_where_somebody_works_wins_over_the_department_they_name() -> None:
    world = case(
        *matters(),
        works("ann", "participation office"),
        works(None, "finance"),
        row(Answer, "a", department="finance", answered_by="ann"),
        row(Answer, "b", department="housing", answered_by="stranger"),
    )
    reading = compartments(world, seed=42)
    answered = {each["department"]: each["answers"] for each in reading.details["departments"] if each["answers"]}
    assert answered == {"participation office": 1, "housing": 1}
    assert reading.details["named_otherwise"] == 1


def test_who_works_in_several_departments_answered_for_the_one_they_name() -> None:
    memberships = {"ann": (works("ann", "care"), works("ann", "board"), works("ann", ""))}
    for named, expected in (("care", "care"), ("finance", "board")):
        answer = row(Answer, "a", department=named, answered_by="ann")
        assert answering_department(answer, memberships=memberships, at=at()) == expected


def test_where_somebody_worked_on_the_day_counts() -> None:
    memberships = {
        "ann": (
            works("ann", "care", active_until=at("2014-01-01")),
            works("ann", "board", active_from=at("2014-01-01")),
        )
    }
    for day, expected in (("2013-12-31", "care"), ("2014-01-01", "board"), (None, "board")):
        answer = row(Answer, "a", happened=day, answered_by="ann")
        assert answering_department(answer, memberships=memberships, at=at()) == expected


def test_departments_that_came_to_a_meeting_are_counted_too() -> None:
    came = (
        Attendance(side=Side.ORGANIZATIONAL, department="care", people=2),
        Attendance(side=Side.ORGANIZATIONAL, department="finance", people=0),
    )
    world = case(
        *matters(),
        row(Meeting, "evening", happened="2014-09-18", attendance=came),
        row(Meeting, "undated", attendance=(Attendance(department="board", people=1),)),
    )
    assert part(compartments(world, seed=42), "attendance").numerator == 1
