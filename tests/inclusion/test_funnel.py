import pytest

from counterpoise.inclusion.funnel import funnel, steps_of
from counterpoise.indicator import Reading
from counterpoise.record.participation import FunnelCount, FunnelStep, Selection
from tests.builders import case, row

COUNTS = {
    FunnelStep.INVITED: (30, 100),
    FunnelStep.CAME: (12, 40),
    FunnelStep.SEATED: (1, 10),
    FunnelStep.SPOKE: (3, 12),
    FunnelStep.CITED: (0, 3),
}


def selection(name: str = "panel", counts: dict[FunnelStep, tuple[int, int]] = COUNTS) -> Selection:
    log = tuple(FunnelCount(step=step, critical=part, everybody=whole) for step, (part, whole) in counts.items())
    return row(Selection, name, funnel=log)


def parts(reading: Reading, name: str) -> dict[str, float | None]:
    return {one.of: one.value for one in reading.parts if one.name == name}


def test_one_of_ten_seated_against_eleven_of_thirty_not_seated() -> None:
    reading = funnel(case(selection()), seed=1)
    assert reading.value == pytest.approx(1 / 10 - 11 / 30)
    assert reading.interval == pytest.approx((-0.463, 0.072), abs=5e-4)
    assert (reading.numerator, reading.denominator) == (1, 10)
    assert reading.arms == (10, 30)
    assert reading.cells == (1, 9, 11, 19)
    assert parts(reading, "critics") == pytest.approx(
        {"invited": 0.3, "came": 0.3, "seated": 0.1, "spoke": 0.25, "cited": 0.0, "came_not_seated": 11 / 30}
    )
    assert reading.evidence.numerator == ("panel",)
    assert reading.coverage == 1


def test_odds_go_from_a_step_to_the_nearest_one_that_holds_it() -> None:
    odds = parts(funnel(case(selection()), seed=1), "odds_ratio")
    assert list(odds) == ["invited_to_came", "came_to_seated", "came_to_spoke", "spoke_to_cited"]
    assert odds["invited_to_came"] == pytest.approx(1.0, abs=0.03)
    assert odds["came_to_seated"] == pytest.approx((1.5 * 19.5) / (11.5 * 9.5))


def test_a_step_that_no_earlier_one_holds_has_no_odds() -> None:
    counts = {**COUNTS, FunnelStep.CITED: (50, 200)}
    assert list(parts(funnel(case(selection(counts=counts)), seed=1), "odds_ratio"))[-1] == "came_to_spoke"


def test_several_selections_add_up_over_the_steps_that_all_have() -> None:
    short = {FunnelStep.CAME: (8, 20), FunnelStep.SEATED: (4, 10)}
    reading = funnel(case(selection(), selection("second", short), selection("unlogged", {})), seed=1)
    assert (reading.numerator, reading.denominator) == (5, 20)
    assert reading.arms == (20, 40)
    assert reading.details["steps"] == ["came", "seated"]
    assert reading.coverage == pytest.approx(2 / 3)
    assert reading.evidence.excluded == ("unlogged",)


@pytest.mark.parametrize(
    "counts",
    [
        {},
        {FunnelStep.CAME: (12, 40)},
        {FunnelStep.SEATED: (1, 10)},
        {FunnelStep.CAME: (12, 40), FunnelStep.SEATED: (13, 20)},
        {FunnelStep.CAME: (12, 40), FunnelStep.SEATED: (1, 41)},
        {FunnelStep.CAME: (41, 40), FunnelStep.SEATED: (1, 10)},
    ],
)
def test_a_log_that_cannot_be_is_not_read(counts: dict[FunnelStep, tuple[int, int]]) -> None:
    reading = funnel(case(selection(counts=counts)), seed=1)
    assert (reading.value, reading.known, reading.candidates) == (None, 0, 1)


@pytest.mark.parametrize("seated", [(0, 0), (12, 40)])
def test_nobody_seated_or_everybody_is_no_figure(seated: tuple[int, int]) -> None:
    counts = {FunnelStep.CAME: (12, 40), FunnelStep.SEATED: seated}
    reading = funnel(case(selection(counts=counts)), seed=1)
    assert reading.value is None
    assert reading.parts == ()
    assert reading.details == {"steps": ["came", "seated"], "selections": 1}


def test_no_selection_is_no_figure() -> None:
    assert funnel(case(), seed=1).coverage is None


def test_a_count_without_a_step_is_passed_over() -> None:
    assert steps_of(row(Selection, "s", funnel=(FunnelCount(critical=1, everybody=2),))) == {}


def test_each_group_is_followed_too_and_where_one_is_small_only_for_researchers() -> None:
    counts = [
        *selection(
            counts={FunnelStep.INVITED: (30, 100), FunnelStep.CAME: (20, 60), FunnelStep.SEATED: (8, 30)}
        ).funnel,
        FunnelCount(step=FunnelStep.INVITED, group="town", everybody=60),
        FunnelCount(step=FunnelStep.CAME, group="town", everybody=30),
        FunnelCount(step=FunnelStep.SEATED, group="town", everybody=20),
        FunnelCount(step=FunnelStep.INVITED, group="caregivers", everybody=40),
        FunnelCount(step=FunnelStep.SEATED, group="caregivers", everybody=2),
        FunnelCount(step=FunnelStep.CAME, group="caregivers", everybody=61),
    ]
    whole = row(Selection, "panel", funnel=tuple(counts))
    found = funnel(case(whole), seed=1)
    assert (found.numerator, found.denominator) == (8, 30)
    town = {"group": "town", "steps": {"invited": [60, 100], "came": [30, 60], "seated": [20, 30]}}
    # Two seated caregivers are few; and more came than there were in all, so that nobody counts with it.
    caregivers = {"group": "caregivers", "steps": {"invited": [40, 100], "seated": [2, 30]}}
    assert "groups" not in found.details
    assert found.details["for_researchers"] == {"groups": [caregivers, town]}
    alone = row(Selection, "panel", funnel=tuple(one for one in counts if one.group != "caregivers"))
    assert funnel(case(alone), seed=1).details["groups"] == [town]


def test_a_group_that_one_selection_did_not_count_is_not_summed() -> None:
    steps = {FunnelStep.CAME: (20, 60), FunnelStep.SEATED: (8, 30)}
    counted = (*selection("first", steps).funnel, FunnelCount(step=FunnelStep.CAME, group="town", everybody=30))
    found = funnel(case(row(Selection, "first", funnel=counted), selection("second", steps)), seed=1)
    assert "groups" not in found.details
    assert "for_researchers" not in found.details
