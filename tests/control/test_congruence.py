from typing import Any

import pytest

from counterpoise.control.congruence import congruence
from counterpoise.record import Row, Say
from counterpoise.record.decisions import Decision
from counterpoise.record.initiatives import Group
from counterpoise.record.mandates import GroupSay
from tests.builders import case, moment, row
from tests.control.mandating import TOPIC, agreed, right, statutory

COUNCIL = row(Group, "council-group", body="council")


def decided(name: str, day: str, **fields: Any) -> Decision:  # noqa: ANN401 - the fields of a decision
    fields = {"matter": "stay", "taken_by": "board", "topic": "continue", "reasons": "so", **fields}
    return row(Decision, name, decided_at=moment(day), **fields)


DEMO = [
    right(),
    statutory(),
    agreed(),
    COUNCIL,
    decided("stay-open", "2013-03-04"),
    decided("own-venue", "2013-09-23", matter="meeting-place", topic="venue"),
    decided("closing", "2014-11-03", topic=TOPIC),
    row(Decision, "church-hall", matter="meeting-place", taken_by="board"),
]


def test_one_decision_under_a_statutory_duty_that_was_not_respected_and_two_without_any() -> None:
    found = congruence(case(*DEMO), seed=1)
    assert (found.value, found.numerator, found.denominator) == (0.0, 0, 1)
    told = {part.name: (part.numerator, part.denominator) for part in found.parts}
    assert told == {"agreed": (0, 0), "statutory": (0, 1), "without": (2, 3)}
    assert found.evidence.denominator == ("closing",)
    line = next(line for line in found.details["decisions"] if line["decision"] == "closing")
    assert line["not_respected"] == [
        {"say": "advise", "source": "legal_right", "by": "advice", "group": "council-group", "body": "council"}
    ]
    assert (found.known, found.candidates) == (3, 3)


def test_a_decision_keeps_to_the_law_where_the_council_was_asked_in_writing() -> None:
    asked = decided("closing", "2014-11-03", topic=TOPIC, consulted=("council",), consulted_at=moment("2014-09-01"))
    assert congruence(case(right(), COUNCIL, asked), seed=1).value == 1.0


@pytest.mark.parametrize("rows", [(), (row(Group, "town"), COUNCIL)], ids=["no group known", "a group known"])
def test_a_right_of_a_body_binds_with_or_without_its_group(rows: tuple[Row, ...]) -> None:
    found = congruence(case(right(group=None), decided("closing", "2014-11-03", topic=TOPIC), *rows), seed=1)
    assert (found.numerator, found.denominator) == (0, 1)


def under_agreed(**fields: Any) -> list[Row]:  # noqa: ANN401 - the fields of a decision
    taken = decided("rota", "2014-12-01", **{"matter": "volunteers", "taken_by": "platform", **fields})
    return [agreed(others=(GroupSay(group="council-group", say=Say.CONSENT),)), COUNCIL, taken]


def test_a_decision_is_congruent_where_the_decider_took_it_and_others_had_their_say() -> None:
    assert congruence(case(*under_agreed(consented=("council-group",))), seed=1).value == 1.0
    assert congruence(case(*under_agreed()), seed=1).value == 0.0


def test_a_decision_taken_by_another_body_is_not_congruent() -> None:
    found = congruence(case(*under_agreed(consented=("council-group",), taken_by="board")), seed=1)
    assert found.value == 0.0
    assert found.details["decisions"][0]["taken_by_another"] is True


def test_a_mandate_agreed_or_written_down_after_the_decision_does_not_count() -> None:
    late = agreed(recorded="2014-12-05")
    found = congruence(case(late, decided("rota", "2014-12-01", matter="volunteers")), seed=1)
    assert (found.value, found.denominator) == (None, 0)


def test_an_agreed_mandate_without_a_decider_binds_by_the_say_that_it_names() -> None:
    advice = agreed(say=Say.ADVISE, holder="council")
    found = congruence(case(advice, COUNCIL, decided("rota", "2014-12-01", matter="volunteers")), seed=1)
    assert (found.numerator, found.denominator) == (0, 1)
    silent = agreed(say=None, holder="council")
    assert congruence(case(silent, decided("rota", "2014-12-01", matter="volunteers")), seed=1).value == 1.0


def test_a_statutory_mandate_does_not_bind_a_decision_without_a_topic() -> None:
    found = congruence(case(right(), statutory(), COUNCIL, decided("x", "2014-11-03", topic="")), seed=1)
    assert found.denominator == 0


def test_a_decision_without_a_taker_lowers_the_coverage() -> None:
    found = congruence(case(*DEMO, decided("unknown", "2014-01-01", taken_by=None)), seed=1)
    assert (found.known, found.candidates, found.evidence.excluded) == (3, 4, ("unknown",))


def test_an_empty_case_has_no_figure() -> None:
    assert congruence(case(), seed=1).value is None
