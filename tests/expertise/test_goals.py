from counterpoise.expertise.goals import goals
from counterpoise.record import Level, Row
from counterpoise.record.people import Capacity, CapacityKind
from counterpoise.record.positions import Position
from counterpoise.record.trajectories import Alignment, Trajectory, WhatMatters
from tests.builders import case, row


def path() -> list[Row]:
    """Return a care path with two goals of its owner, one of a daughter, two of others, one of nobody knows whom."""
    return [
        row(Trajectory, "together", owner="owner"),
        row(Capacity, "as-owner", person="owner", kind=CapacityKind.CARE_USER),
        row(Capacity, "as-daughter", person="daughter", kind=CapacityKind.INFORMAL_CAREGIVER),
        row(Capacity, "as-nurse", person="nurse", kind=CapacityKind.PROFESSIONAL),
        row(WhatMatters, "late", text="A late breakfast."),
        row(Position, "garden", capacity="as-owner", claim="To sit in the garden."),
        row(Position, "safe", capacity="as-daughter", claim="That she does not fall."),
        row(Position, "weight", capacity="as-nurse", claim="Gain two kilos."),
        row(Alignment, "pills", what_matters="late", system_asks="Pills at eight."),
        row(Position, "walk", claim="Walk every day."),
        row(Position, "quarrel", capacity="as-nurse", friction="friction", claim="No visits after eight."),
        row(WhatMatters, "empty", text=" "),
    ]


def test_the_owners_goals_are_counted_beside_those_of_others() -> None:
    found = goals(case(*path(), level=Level.INDIVIDUAL), seed=1)
    assert (found.numerator, found.denominator, found.value) == (2, 5, 0.4)
    assert [(part.name, part.numerator) for part in found.parts] == [("by_close", 1), ("by_others", 2)]
    assert found.evidence.numerator == ("garden", "late")
    assert found.evidence.excluded == ("walk",)
    assert (found.known, found.candidates) == (5, 6)


def test_a_position_in_a_friction_is_no_goal_and_services_for_many_have_none() -> None:
    only = [each for each in path() if each.id in {"together", "as-nurse", "quarrel"}]
    assert goals(case(*only, level=Level.INDIVIDUAL), seed=1).value is None
    assert goals(case(*path()), seed=1).candidates == 0


def test_a_department_is_known_and_a_capacity_of_no_kind_is_not() -> None:
    rows = [
        row(Capacity, "as-x", person="x"),
        row(Position, "a", capacity="as-x", claim="A"),
        row(Position, "b", department="Care", claim="B"),
    ]
    found = goals(case(*rows, level=Level.INDIVIDUAL), seed=1)
    assert (found.numerator, found.denominator, found.evidence.excluded) == (0, 1, ("a",))
