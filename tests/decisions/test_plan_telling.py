from counterpoise.decisions.plan_telling import plan_telling
from counterpoise.record import Level, Row, Side
from counterpoise.record.decisions import Decision, Notice
from counterpoise.record.initiatives import Affects, Group
from tests.builders import case, moment, row


def change(name: str, day: str, told: dict[str, str]) -> list[Row]:
    """Return a change of the plan, and who was told on which day."""
    notices = [
        row(Notice, f"{name}-{group}", decision=name, group=group, told_at=moment(when), recorded=when)
        for group, when in told.items()
    ]
    return [row(Decision, name, happened=day, decided_at=moment(day), matter="plan"), *notices]


GROUPS: list[Row] = [
    row(Group, "owner", side=Side.CIVIC, size=1),
    row(Group, "close", side=Side.CIVIC, size=2),
    row(Group, "staff", side=Side.ORGANIZATIONAL, size=3),
    *(row(Affects, f"touches-{name}", matter="plan", group=name) for name in ("owner", "close", "staff")),
]


def test_the_first_of_the_people_whose_life_it_is_counts_and_staff_do_not() -> None:
    rows = [
        *change("a", "2015-01-01", {"staff": "2015-01-01", "close": "2015-01-11", "owner": "2015-01-21"}),
        *change("b", "2015-02-01", {"owner": "2015-02-05"}),
        *change("c", "2015-03-01", {"staff": "2015-03-01"}),
    ]
    found = plan_telling(case(*GROUPS, *rows, level=Level.INDIVIDUAL), seed=1)
    # Waits of 4 and 10 days, and one that lasts: at 10 days a third is still waiting.
    assert (found.value, found.numerator, found.denominator) == (10, 2, 3)
    assert found.evidence.numerator == ("a", "b")
    assert found.parts[0].numerator == 0


def test_who_was_told_beforehand_waited_less_than_nothing() -> None:
    rows = change("a", "2015-01-10", {"owner": "2015-01-01"})
    found = plan_telling(case(*GROUPS, *rows, level=Level.INDIVIDUAL), seed=1)
    assert (found.value, found.parts[0].numerator) == (-9, 1)


def test_nobody_told_is_still_waiting_and_no_change_is_no_figure() -> None:
    rows = change("a", "2015-01-10", {})
    found = plan_telling(case(*GROUPS, *rows, level=Level.INDIVIDUAL), seed=1)
    assert (found.value, found.numerator, found.denominator) == (None, 0, 1)
    assert plan_telling(case(*GROUPS, level=Level.INDIVIDUAL), seed=1).denominator is None
    assert plan_telling(case(*GROUPS, *rows), seed=1).denominator is None
