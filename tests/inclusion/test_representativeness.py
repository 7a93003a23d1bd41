from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoise.inclusion.representativeness import contrast_of, representation, tallies
from counterpoise.indicator import Display, Reading
from counterpoise.record import Row, Side
from counterpoise.record.initiatives import Group, Reached
from counterpoise.record.meetings import Attendance, Meeting
from counterpoise.record.participation import Margin, MarginKind
from tests.builders import at, case, row

TOWN = {"host church": 960, "other church": 840, "none": 600}


def margins(
    counts: dict[str, int | None], *, variable: str = "church", meeting: str = "m2", **fields: object
) -> list[Row]:
    given: dict[str, Any] = {"population": "town", "kind": MarginKind.PARTICIPANTS, "meeting": meeting, **fields}
    given.setdefault("happened", "2013-09-26")
    return [
        row(Margin, f"{meeting}-{variable}-{category}", variable=variable, category=category, count=count, **given)
        for category, count in counts.items()
    ]


def population(counts: dict[str, int] | None = None, variable: str = "church", area: str = "town") -> list[Row]:
    return margins(
        dict(counts or TOWN),
        variable=variable,
        kind=MarginKind.POPULATION,
        meeting=f"of-{area}",
        population=area,
        happened="2013-01-01",
    )


def came(host: int, other: int, none: int) -> list[Row]:
    return margins({"host church": host, "other church": other, "none": none})


def part(reading: Reading, name: str, of: str = "") -> Any:  # noqa: ANN401 - a figure, and the test says which
    return next(one.value for one in reading.parts if one.name == name and one.of == of)


def test_the_contrast_of_three_groups() -> None:
    reading = contrast_of(case(*population(), *came(27, 21, 14)), seed=42)
    assert reading.value == pytest.approx(0.0765, abs=5e-5)
    assert part(reading, "take_up") == pytest.approx(0.02583, abs=5e-6)
    assert part(reading, "spread") == pytest.approx(0.001977, abs=5e-7)
    assert part(reading, "r") == pytest.approx(0.9960, abs=5e-5)
    footnote = next(one for one in reading.parts if one.name == "r")
    assert footnote.interval == pytest.approx((0.981, 0.998), abs=2e-3)
    assert part(reading, "chance") == pytest.approx(0.158, abs=4e-3)
    assert part(reading, "chance_high") > part(reading, "chance")
    assert reading.details["no_more_than_chance"] is True
    assert (reading.numerator, reading.denominator, reading.arms, reading.cells) == (62, 2400, (62,), (27, 14, 21))
    assert reading.at_most is None


def test_the_contrast_when_one_group_sends_two() -> None:
    reading = contrast_of(case(*population(), *came(27, 2, 14)), seed=42)
    assert reading.value == pytest.approx(0.645, abs=5e-4)
    assert part(reading, "r") == pytest.approx(0.9769, abs=5e-5)
    assert reading.details["no_more_than_chance"] is False


def test_representation_of_three_groups() -> None:
    reading = representation(case(*population(), *came(27, 21, 14)), seed=42)
    assert reading.value == pytest.approx(0.0355, abs=5e-5)
    assert part(reading, "ratio", "host church") == pytest.approx(1.089, abs=5e-4)
    assert part(reading, "ratio", "other church") == pytest.approx(0.968, abs=5e-4)
    assert part(reading, "ratio", "none") == pytest.approx(0.903, abs=5e-4)
    assert reading.details["chi_square"]["statistic"] == pytest.approx(0.363, abs=5e-4)
    assert reading.details["chi_square"]["p"] == pytest.approx(0.834, abs=5e-4)
    assert reading.details["no_more_than_chance"] is True
    assert reading.details["no_answer"]["participants"] == 0
    assert len(reading.details["groups"]) == 3


def test_representation_when_one_group_sends_two_is_more_than_chance() -> None:
    reading = representation(case(*population(), *came(27, 2, 14)), seed=42)
    assert reading.value == pytest.approx(0.3035, abs=5e-5)
    assert reading.details["no_more_than_chance"] is False


def test_a_group_with_nobody_is_named_as_not_reached() -> None:
    groups = [row(Group, "caregivers", status=Reached.NOT_REACHED), row(Group, "choir", status=Reached.REACHED)]
    reading = representation(case(*population(), *margins({"host church": 12, "none": 9}), *groups), seed=1)
    assert reading.details["not_reached"] == ["other church"]
    assert part(reading, "not_reached") == 1
    assert reading.details["groups_not_reached"] == ["caregivers"]
    only = representation(case(*groups), seed=1)
    assert (only.value, only.details) == (None, {"groups_not_reached": ["caregivers"]})


def test_missing_answers_are_a_row_of_their_own_and_lower_coverage() -> None:
    counts: dict[str, int | None] = {"host church": 27, "other church": 21, "none": 14, "": 20, "mosque": 4}
    reading = representation(case(*population(), *margins(counts)), seed=1)
    assert reading.details["no_answer"]["participants"] == 24
    assert reading.value == pytest.approx(0.0355, abs=5e-5)
    assert (reading.known, reading.candidates) == (62, 86)


def test_people_who_were_there_and_not_counted_lower_coverage() -> None:
    attendance = (Attendance(side=Side.CIVIC, people=124), Attendance(side=Side.ORGANIZATIONAL, people=5))
    meeting = row(Meeting, "m2", happened="2013-09-26", attendance=attendance)
    assert contrast_of(case(*population(), *came(27, 21, 14), meeting), seed=1).coverage == pytest.approx(0.5)


def test_evidence_is_the_tables_and_the_meeting() -> None:
    meeting = row(Meeting, "m2", happened="2013-09-26")
    evidence = representation(case(*population(), *came(27, 21, 14), meeting), seed=1).evidence
    assert evidence.tables == ("margins", "meetings")
    assert evidence.numerator[-1] == "m2"
    assert len(evidence.denominator) == 3


def test_a_meeting_that_is_not_in_the_record_is_no_evidence() -> None:
    evidence = representation(case(*population(), *came(27, 21, 14)), seed=1).evidence
    assert evidence.tables == ("margins",)
    assert len(evidence.numerator) == 3


def test_the_last_count_is_read_and_the_others_are_listed() -> None:
    later = margins({"host church": 10, "none": 5, "other church": 5}, meeting="m3", happened="2014-09-18")
    age = margins({"young": 30, "old": 32}, variable="age", counted_on=at("2013-09-26"))
    rows = [*population(), *population({"young": 1200, "old": 1200}, "age"), *came(27, 21, 14), *later, *age]
    found = tallies(case(*rows))
    assert [(one.meeting, one.variable) for one in found] == [("m3", "church"), ("m2", "age"), ("m2", "church")]
    reading = contrast_of(case(*rows), seed=1)
    assert [one["variable"] for one in reading.details["others"]] == ["age", "church"]
    assert contrast_of(case(*reversed(rows)), seed=1) == reading


def test_few_people_or_small_cells_give_counts_and_no_chance() -> None:
    few = contrast_of(case(*population(), *came(9, 8, 6)), seed=1)
    assert few.at_most is Display.COUNTS
    assert few.details["no_more_than_chance"] is None
    small = {"many": 2400, "few": 24}
    cells = contrast_of(case(*population(small), *margins({"many": 60, "few": 2})), seed=1)
    assert cells.at_most is Display.COUNTS
    assert all(one.name != "chance" for one in representation(case(*population(), *came(3, 3, 3)), seed=1).parts)


def test_more_people_than_there_are_is_no_contrast() -> None:
    rows = [*population({"a": 10, "b": 90}), *margins({"a": 11, "b": 40})]
    assert contrast_of(case(*rows), seed=1).value is None
    assert representation(case(*rows), seed=1).details["others"] == []


def test_nobody_who_took_part_is_no_figure() -> None:
    rows = [*population(), *came(0, 0, 0)]
    assert contrast_of(case(*rows), seed=1).value is None
    reading = representation(case(*rows), seed=1)
    assert reading.value is None
    assert reading.details["no_more_than_chance"] is None
    assert reading.details["chi_square"] is None


def test_counts_that_say_nothing_are_passed_over() -> None:
    rows = [
        *population(),
        *margins({"host church": None}),
        *margins({"a": 5}, variable=""),
        *margins({"b": -5}),
        *margins({"x": 5}, variable="unknown"),
    ]
    assert tallies(case(*rows)) == ()
    assert contrast_of(case(), seed=1) == Reading()
    assert representation(case(), seed=1) == Reading()


def test_two_populations_and_nothing_that_says_which_are_none() -> None:
    both = [*population(), *population({"host church": 5, "none": 6}, area="village")]
    assert tallies(case(*both, *margins({"none": 3}, population=None))) == ()
    assert len(tallies(case(*both, *margins({"none": 3})))) == 1
    assert len(tallies(case(*population(), *margins({"none": 3}, population=None, meeting="")))) == 1


def test_a_population_of_nobody_is_none() -> None:
    assert tallies(case(*population({"none": 0}), *margins({"none": 3}))) == ()


def test_a_count_without_a_meeting_has_only_the_table_as_evidence() -> None:
    rows = [row(Margin, "p", kind=MarginKind.PARTICIPANTS, variable="church", category="none", count=12)]
    reading = representation(case(*population(), *rows), seed=1)
    assert reading.evidence.tables == ("margins",)
    assert reading.details["on"] == "2013-01-01"


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 500), st.integers(0, 40)), min_size=1, max_size=5))
def test_every_table_gives_figures_within_their_bounds(groups: list[tuple[int, int]]) -> None:
    rows = [
        *population({str(n): size for n, (size, _) in enumerate(groups)}),
        *margins({str(n): count for n, (_, count) in enumerate(groups)}),
    ]
    table, contrast = representation(case(*rows), seed=1), contrast_of(case(*rows), seed=1)
    assert table.value is None or 0 <= table.value <= 1
    assert contrast.value is None or contrast.value >= 0
