from counterpoise.interests.plurality import plurality
from counterpoise.record import Row, Side
from counterpoise.record.decisions import Decision
from counterpoise.record.positions import Friction, Position
from tests.builders import case, moment, row


def decision(name: str, *frictions: str) -> Decision:
    return row(Decision, name, decided_at=moment("2014-11-03"), frictions=frictions)


def position(name: str, friction: str, department: str, side: Side = Side.ORGANIZATIONAL) -> Row:
    return row(Position, name, friction=friction, department=department, side=side)


def test_two_departments_with_a_position_of_their_own_are_two_voices() -> None:
    rows = [
        row(Friction, "limits", happened="2013-06-10"),
        row(Friction, "say", happened="2013-05-13"),
        decision("two", "limits"),
        decision("one", "say"),
        decision("silent", "quiet"),
        decision("smooth"),
        position("a", "limits", "care"),
        position("b", "limits", "logistics"),
        position("c", "say", "care"),
        position("d", "say", "care"),
        position("e", "say", "town", Side.CIVIC),
    ]
    reading = plurality(case(*rows), seed=1)
    assert (reading.numerator, reading.denominator) == (1, 3)
    assert reading.coverage == 2 / 3
    assert reading.evidence.numerator == ("two",)
    assert reading.evidence.denominator == ("one", "silent", "two")
    assert {"decision": "one", "civic": 1, "organizational": 1, "independent": 0} in reading.details["decisions"]
    assert [(one.of, one.value) for one in reading.parts] == [("one", 1), ("silent", 0), ("two", 2)]
    assert plurality(case(*reversed(rows)), seed=1) == reading


def test_no_decision_with_friction_is_no_figure() -> None:
    reading = plurality(case(decision("smooth")), seed=1)
    assert (reading.value, reading.coverage) == (None, None)
