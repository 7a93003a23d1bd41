from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from counterpoise.decisions.participation import REFUSALS, is_explicit, participation, problems
from counterpoise.indicator import Reading
from counterpoise.record import Case, Row
from counterpoise.record.decisions import ParticipationLink, Trace
from tests.builders import case, row
from tests.decisions.worlds import MATTER, decision

LINKED, NONE = ParticipationLink.LINKED, ParticipationLink.NONE_BECAUSE


def listed(name: str, **fields: Any) -> Row:  # noqa: ANN401 - any field
    return decision(name, "2014-11-03", from_list=True, **fields)


def within(scope: tuple[str, ...], *rows: Row) -> Case:
    found = case(*rows)
    return replace(found, initiative=replace(found.initiative, scope=scope))


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, ["decisions.participation_not_said"]),
        ({"participation": LINKED}, []),
        ({"participation": NONE}, ["decisions.no_participation_without_reason"]),
        ({"participation": NONE, "participation_reason": "It is about one lamp."}, []),
    ],
)
def test_not_to_organize_participation_is_fine_with_a_reason(fields: dict[str, Any], expected: list[str]) -> None:
    made = decision("lamp", "2014-11-03", **fields)
    assert [each.code for each in problems(made)] == expected
    assert is_explicit(made) is (expected == [])
    assert set(expected) <= set(REFUSALS)


def test_decisions_of_the_list_on_matters_in_scope_are_counted() -> None:
    reading = participation(
        within(
            (MATTER,),
            listed("linked", participation=LINKED),
            listed("traced"),
            listed("not", participation=NONE, participation_reason="One lamp."),
            listed("unknown"),
            listed("elsewhere", matter="elsewhere", participation=LINKED),
            decision("not-listed", "2014-11-03", participation=LINKED),
            decision("draft", None, from_list=True),
            row(Trace, "t", contribution="said", decision="traced"),
        ),
        seed=42,
    )
    assert (reading.numerator, reading.denominator) == (2, 4)
    assert (reading.known, reading.candidates) == (3, 4)
    assert reading.evidence.numerator == ("linked", "traced")
    assert reading.evidence.excluded == ("unknown",)
    assert reading.parts[0].numerator == 2
    assert [each["linked"] for each in reading.details["decisions"]] == [True, False, True, False]


def test_without_a_scope_every_matter_is_in_it() -> None:
    assert participation(case(listed("a", matter="elsewhere", participation=LINKED)), seed=42).value == 1


def test_without_a_list_there_is_no_share() -> None:
    reading = participation(case(decision("a", "2014-11-03", participation=LINKED)), seed=42)
    assert (reading.value, reading.interval, reading.candidates) == (None, None, 0)
    assert isinstance(reading, Reading)
