from typing import Any

import pytest

from counterpoise.inclusion.viewpoints import latest_run, viewpoints
from counterpoise.indicator import Display
from counterpoise.record import Side
from counterpoise.record.participation import Participation
from counterpoise.record.positions import OpinionGroup, Position, Statement
from tests.builders import case, row


def group(
    name: str, share: float | None, *, run: str = "second", recorded: str = "2014-06-01", **fields: object
) -> OpinionGroup:
    given: dict[str, Any] = {"voters": 40, "stable": True, **fields}
    return row(OpinionGroup, f"{run}-{name}", recorded=recorded, run=run, name=name, share=share, **given)


def test_the_groups_of_the_last_run_and_their_seats() -> None:
    rows = [
        group("warm", 0.25, has_seat=False),
        group("own", 0.75, has_seat=True),
        group("old", 1.0, run="first", recorded="2013-06-01"),
        *(row(Participation, f"p{n}", person=f"p{n}", side=Side.CIVIC) for n in range(80)),
        row(Participation, "staff", person="staff", side=Side.ORGANIZATIONAL),
        row(Participation, "unnamed"),
    ]
    reading = viewpoints(case(*rows), seed=1)
    assert reading.value == 2
    assert reading.denominator == 40
    assert reading.cells == (30, 10)
    assert reading.coverage == pytest.approx(0.5)
    assert [(one.name, one.of, one.value, one.numerator) for one in reading.parts] == [
        ("with_a_seat", "", 0.5, 1),
        ("without_a_seat", "", 0.5, 1),
        ("share", "own", 0.75, 30),
        ("share", "warm", 0.25, 10),
        ("positions", "own", 0.0, None),
        ("positions", "warm", 0.0, None),
    ]
    assert (reading.details["run"], reading.details["stable"]) == ("second", True)
    assert reading.details["without_a_seat"] == ["warm"]
    assert reading.evidence.denominator == ("second-own", "second-warm")
    assert reading.at_most is None
    assert viewpoints(case(*reversed(rows)), seed=1) == reading


def test_the_positions_on_what_sets_each_group_apart() -> None:
    said: dict[str, Any] = {"s1": "wards", "s2": "wards", "s3": None, "s4": "elsewhere", "s5": "hours"}
    rows = [
        *(row(Statement, name, position=position, hidden=name == "s5") for name, position in said.items()),
        row(Position, "wards", claim="Keep the ward small."),
        row(Position, "hours", claim="Visit at any hour."),
        group("own", 0.75, has_seat=True, differs=("s1", "s2", "s3")),
        group("warm", 0.2, has_seat=None, differs=("s3", "s4", "s5")),
        group("few", 0.05),
    ]
    reading = viewpoints(case(*rows), seed=1)
    counted = [(one.of, one.value) for one in reading.parts if one.name == "positions"]
    assert counted == [("own", 1.0), ("warm", 0.0), ("few", 0.0)]
    # Of a group that differs nowhere there is nothing to speak of.
    assert reading.details["without_a_position"] == ["warm"]
    assert reading.details["positions"][0] == {"group": "second-own", "positions": ["wards"]}


def test_unstable_groups_are_no_figure() -> None:
    reading = viewpoints(case(group("a", 0.5, stable=False), group("b", 0.5)), seed=1)
    assert reading.at_most is Display.LIST
    assert reading.details["stable"] is False


def test_what_nobody_knows_stays_unknown() -> None:
    reading = viewpoints(case(group("", None, voters=None, stable=None)), seed=1)
    assert reading.cells == ()
    assert reading.details["stable"] is None
    assert [(one.name, one.of, one.value) for one in reading.parts] == [
        ("with_a_seat", "", None), ("without_a_seat", "", None),
        ("share", "second-", None), ("positions", "second-", 0.0)
    ]  # fmt: skip


def test_no_run_is_no_figure() -> None:
    assert latest_run(case()) == ()
    assert viewpoints(case(), seed=1).value is None
