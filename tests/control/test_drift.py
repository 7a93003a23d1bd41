from counterpoise.control.drift import drift
from counterpoise.indicator import Display
from counterpoise.record import Row
from counterpoise.record.mandates import Basis, Mandate, MandateState
from tests.builders import case, row


def change(version: int, day: str, direction: int | None, **fields: object) -> Mandate:
    fields = {"basis": Basis.CLAIMED, "matter": "stay", **fields}
    return row(Mandate, "stay-claimed", version=version, happened=day, direction=direction, **fields)  # type: ignore[arg-type]  # its fields


DEMO: list[Row] = [
    change(1, "2013-05-13", -1),
    change(2, "2014-09-15", 1),
    change(3, "2014-11-03", 1, cites_requirement="budget"),
]


def test_three_shifts_are_a_list_and_no_rate() -> None:
    found = drift(case(*DEMO), seed=1)
    assert (found.value, found.numerator, found.denominator) == (1 / 3, 1, 3)
    assert found.at_most is Display.LIST
    assert (found.details["to_local"], found.details["to_centre"], found.details["unmoved"]) == (1, 2, 0)
    assert [line["at"] for line in found.details["changes"]] == ["2013-05-13", "2014-09-15", "2014-11-03"]
    told = {part.name: (part.numerator, part.denominator) for part in found.parts}
    assert told == {"to_centre": (2, 3), "cites_requirement": (1, 3)}
    assert found.evidence.numerator == ("stay-claimed",)


def test_five_changes_are_enough_for_a_figure_and_one_may_move_nothing() -> None:
    more = [
        row(Mandate, name, happened=f"2014-0{n}-01", direction=step, basis=Basis.AGREED, state=MandateState.AGREED)
        for n, (name, step) in enumerate((("a", 0), ("b", 1)), start=1)
    ]
    found = drift(case(*DEMO, *more), seed=1)
    assert (found.value, found.at_most, found.details["unmoved"]) == (2 / 5, None, 1)


def test_proposals_and_contests_move_nothing_and_what_nobody_coded_lowers_the_coverage() -> None:
    proposal = row(Mandate, "p", happened="2014-01-01", direction=1)
    contested = row(Mandate, "c", happened="2014-01-01", direction=1, state=MandateState.CONTESTED, basis=Basis.CLAIMED)
    uncoded = row(Mandate, "u", state=MandateState.AGREED)
    found = drift(case(proposal, contested, uncoded, *DEMO), seed=1)
    assert (found.denominator, found.known, found.candidates, found.evidence.excluded) == (3, 3, 4, ("u",))


def test_a_change_that_nobody_dated_stands_at_the_day_on_which_it_was_written_down() -> None:
    undated = row(Mandate, "m", direction=-1, state=MandateState.AGREED, recorded="2014-02-01")
    line = drift(case(undated), seed=1).details["changes"][0]
    assert (line["at"], line["basis"]) == ("2014-02-01", None)


def test_a_corrected_version_that_repeats_its_direction_counts_once() -> None:
    worded_anew = change(4, "2014-11-03", 1, cites_requirement="budget", reason="as the minutes have it")
    assert drift(case(*DEMO, worded_anew), seed=1).denominator == 3
    dated_anew = change(4, "2014-11-05", 1, cites_requirement="budget")
    found = drift(case(*DEMO, dated_anew), seed=1)
    assert (found.denominator, found.candidates) == (3, 3)
    assert [line["at"] for line in found.details["changes"]] == ["2013-05-13", "2014-09-15", "2014-11-05"]


def test_a_next_step_the_same_way_is_a_change_of_its_own() -> None:
    further = change(4, "2015-01-05", 1, cites_requirement="budget", reason="the board decides alone")
    assert drift(case(*DEMO, further), seed=1).denominator == 4
    twin = row(Mandate, "other", happened="2014-11-03", direction=1, basis=Basis.CLAIMED, matter="rooms")
    assert drift(case(*DEMO, twin), seed=1).denominator == 4


def test_an_empty_case_has_no_figure() -> None:
    found = drift(case(), seed=1)
    assert (found.value, found.numerator, found.coverage) == (None, None, None)
