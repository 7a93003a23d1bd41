from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoise.audit.paths import across_paths
from counterpoise.audit.power import PowerAudit, audit
from counterpoise.datasets.illustrations import illustrations
from counterpoise.levels.editions import shared_edition
from counterpoise.levels.trajectory import LEAST_PATHS, may_show_across
from counterpoise.record import Level, Record, Row, look
from counterpoise.record.initiatives import Initiative
from counterpoise.record.trajectories import Alignment, WhatMatters
from tests.builders import row

AT = date(2015, 6, 30)


def paths(number: int) -> Iterator[Row]:
    """Give care paths; the owner of path n has one goal, and the system asks n things."""
    for path in range(1, number + 1):
        name = f"path-{path}"
        yield replace(row(Initiative, name, initiative=None), level=Level.INDIVIDUAL)
        yield row(WhatMatters, f"{name}-matters", initiative=name, text="Coffee at ten.")
        for ask in range(path):
            yield row(Alignment, f"{name}-asks-{ask}", initiative=name, system_asks="Something else.")


def measured(number: int) -> PowerAudit:
    """Return the power audit of that many care paths."""
    return audit(Record.of(paths(number)), at=AT)


def test_ten_care_paths_with_consent_give_a_middle_and_no_ends() -> None:
    result = measured(11)
    everybody = [one.initiative.id for one in result.initiatives]
    found = across_paths(result, "E8", consenting=everybody)
    # Shares of 1/2, 1/3, … 1/12: the sixth of eleven is 1/7.
    assert found.middle == pytest.approx(1 / 7)
    assert (found.paths, found.refusals) == (11, ())


@pytest.mark.parametrize("number", [0, 1, 9])
def test_fewer_than_ten_give_nothing_not_even_their_number(number: int) -> None:
    result = measured(number)
    found = across_paths(result, "E8", consenting=[one.initiative.id for one in result.initiatives])
    assert (found.paths, found.middle) == (None, None)
    assert [(each.code, dict(each.given)) for each in found.refusals] == [("levels.too_few_paths", {"least": 10})]


def test_only_those_count_whose_owners_agreed_and_that_have_the_figure() -> None:
    result = measured(12)
    names = [one.initiative.id for one in result.initiatives]
    assert across_paths(result, "E8", consenting=names[:9]).refusals
    assert across_paths(result, "E8", consenting=names[:10]).paths == 10
    assert across_paths(result, "I8", consenting=names).refusals


@given(st.sets(st.integers(0, 30)), st.sets(st.integers(0, 30)))
def test_the_rule_counts_paths_and_nothing_else(there: set[int], agreed: set[int]) -> None:
    found = may_show_across([str(one) for one in there], consenting=[str(one) for one in agreed])
    assert (found == ()) == (len(there & agreed) >= LEAST_PATHS)


def test_services_for_many_are_never_counted_as_care_paths() -> None:
    result = audit(illustrations(), at=AT)
    found = across_paths(result, "C1", consenting=[one.initiative.id for one in result.initiatives])
    assert found.refusals


@pytest.mark.parametrize("short", ["C1", "C2", "C3", "C4", "N1", "N6"])
def test_the_same_codes_give_the_same_figures_at_the_level_of_one_person(short: str) -> None:
    def at_level(level: Level) -> Record:
        return Record.of([replace(each, level=level) for each in illustrations()])

    many, one = (audit(at_level(level), at=AT).of("lindehof-together").indicator(short) for level in Level)
    assert many.reading == one.reading
    assert many.reading.denominator


def test_a_care_path_keeps_its_circle_closed_whatever_is_measured_on_it() -> None:
    record = illustrations()
    result = audit(record, at=AT)
    (path,) = [one for one in result.initiatives if one.level is Level.INDIVIDUAL]
    network = path.indicator("I8")
    assert (network.reading.numerator, network.reading.denominator) == (3, 7)
    assert [part.value for part in network.reading.parts if part.name == "stayed"] == [0.4]
    assert path.indicator("E8").reading.denominator == 1
    shared = audit(shared_edition(record, at=AT), at=AT)
    assert all(one.level is Level.COLLECTIVE for one in shared.initiatives)
    assert {case.initiative.level for case in look(shared_edition(record, at=AT), at=AT).cases} == {Level.COLLECTIVE}
