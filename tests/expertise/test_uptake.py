from __future__ import annotations

import pytest

from counterpoise.expertise.uptake import uptake
from counterpoise.indicator import Display
from counterpoise.record import Side
from counterpoise.record.contributions import Contribution, ContributionState
from counterpoise.record.decisions import Effect, Trace
from counterpoise.record.people import Capacity
from tests.builders import case, row
from tests.expertise.samples import part, platform, traced


def test_the_odds_of_being_used_on_the_platform() -> None:
    found = uptake(case(*platform()), seed=42)
    assert found.value == pytest.approx(0.1114, abs=5e-5)
    assert found.interval == pytest.approx((0.0247, 0.5028), abs=5e-5)
    assert (found.numerator, found.denominator, found.known, found.candidates) == (12, 39, 39, 39)
    civic, organization = part(found, "civic"), part(found, "organizational")
    assert (civic.numerator, civic.denominator) == (3, 24)
    assert civic.interval == pytest.approx((0.043, 0.310), abs=5e-4)
    assert organization.interval == pytest.approx((0.357, 0.802), abs=5e-4)
    assert part(found, "crude").value == pytest.approx(0.0952, abs=5e-5)
    exact = part(found, "exact")
    assert exact.value == pytest.approx(0.1028, abs=1e-4)
    assert exact.interval == pytest.approx((0.0134, 0.573), abs=5e-4)
    assert part(found, "within_matters").value == pytest.approx(0.0952, abs=5e-5)
    assert part(found, "untraced").numerator == 0
    assert found.at_most is None
    assert uptake(case(*reversed(list(platform()))), seed=42) == found


def test_a_contribution_counts_once_with_the_effect_that_went_furthest_and_untraced_ones_are_told() -> None:
    rows = [
        *traced("a", Side.CIVIC, Effect.SET_ASIDE, Effect.PARTLY),
        *traced("b", None, Effect.CONFIRMED, capacity="k"),
        *traced("c", Side.ORGANIZATIONAL, Effect.CHANGED, matter="m"),
        *traced("untraced", Side.CIVIC),
        *traced("no side", None, Effect.CHANGED, capacity="gone"),
        *traced("independent", Side.INDEPENDENT, Effect.CHANGED),
        *traced("gone", Side.CIVIC, Effect.CHANGED, state=ContributionState.WITHDRAWN),
        row(Capacity, "k", side=Side.CIVIC),
        row(Trace, "of a digest", digest="d", effect=Effect.CHANGED),
    ]
    found = uptake(case(*rows), seed=42)
    assert (found.numerator, found.denominator, found.known, found.candidates) == (2, 3, 3, 5)
    assert found.evidence.numerator == ("a", "c")
    assert found.evidence.excluded == ("no side", "untraced")
    assert found.details["fates"]["civic"] == {
        "changed": 0, "confirmed": 1, "partly": 1, "set_aside": 0, "not_considered": 0,
    }  # fmt: skip
    assert found.at_most is Display.LIST
    assert (part(found, "confirmed").numerator, part(found, "untraced").numerator) == (4, 2)


def test_one_arm_gives_no_ratio_and_no_figure_is_ever_infinite() -> None:
    assert uptake(case(*traced("a", Side.CIVIC, Effect.CHANGED)), seed=42).value is None
    rows = [*traced("a", Side.CIVIC, Effect.CHANGED), *traced("b", Side.ORGANIZATIONAL, Effect.SET_ASIDE)]
    found = uptake(case(*rows), seed=42)
    assert (part(found, "exact").value, part(found, "exact").interval, part(found, "crude").value) == (None, None, None)
    many = [one for n in range(201) for one in traced(f"c{n}", Side.CIVIC, Effect.SET_ASIDE)]
    assert part(uptake(case(*many, *rows), seed=42), "exact").value is None
    full = [
        one
        for side in (Side.CIVIC, Side.ORGANIZATIONAL)
        for n in range(20)
        for one in traced(f"{side}{n}", side, Effect.CHANGED if n % 2 else Effect.SET_ASIDE)
    ]
    assert part(uptake(case(*full), seed=42), "exact").value is None


def test_an_empty_record_has_no_figure() -> None:
    found = uptake(case(), seed=42)
    assert (found.value, found.denominator, found.interval, found.coverage) == (None, 0, None, None)


def test_rows_of_which_nothing_is_known_give_no_figure() -> None:
    rows = [row(Contribution, "c"), row(Trace, "t", contribution="c")]
    assert uptake(case(*rows), seed=42).value is None
