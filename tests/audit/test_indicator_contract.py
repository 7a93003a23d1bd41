"""What every indicator must hold to, whatever it measures."""

import json
import random
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from math import isfinite

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterpoise.audit.display import shown
from counterpoise.audit.measures import MEASURES, measure_of
from counterpoise.datasets.illustrations import illustrations
from counterpoise.indicator import Direction, Display, Measure, Reading
from counterpoise.record import Case, Mode, Record, Row, look
from counterpoise.record.initiatives import Initiative
from counterpoise.record.people import Person
from counterpoise.record.positions import Vote
from counterpoise.record.reviews import ReviewAnswer
from counterpoise.statistics.disclosure import About

AT = date(2015, 6, 30)
ABOUT_PERSONS = {"E5", "E6", "I1", "I2", "I3", "I4", "I5", "I8", "I9", "N9", "P1", "P2", "C7"}
CODES = {
    "E1": ("expertise.framing", "none"),
    "E2": ("expertise.reframes", "duty"),
    "E3": ("expertise.uptake", "none"),
    "E4": ("expertise.knowledge", "none"),
    "E5": ("expertise.presence", "none"),
    "E6": ("expertise.professionalization", "none"),
    "E7": ("expertise.upstream", "none"),
    "E8": ("expertise.goals", "none"),
    "C1": ("control.mandates", "duty"),
    "C2": ("control.congruence", "duty"),
    "C3": ("control.drift", "none"),
    "C4": ("control.limits", "duty"),
    "C5": ("control.requirements", "none"),
    "C6": ("control.action", "none"),
    "C7": ("control.agreement", "duty"),
    "C8": ("control.unwitnessed", "duty"),
    "I1": ("inclusion.contrast", "none"),
    "I2": ("inclusion.representation", "none"),
    "I3": ("inclusion.floor", "none"),
    "I4": ("inclusion.staying", "duty"),
    "I5": ("inclusion.funnel", "none"),
    "I6": ("inclusion.barriers", "duty"),
    "I7": ("inclusion.naming", "duty"),
    "I8": ("inclusion.network", "none"),
    "I9": ("inclusion.viewpoints", "none"),
    "I10": ("inclusion.care_team", "none"),
    "N1": ("decisions.notice", "duty"),
    "N2": ("decisions.unilateral", "duty"),
    "N3": ("decisions.answers", "duty"),
    "N4": ("interests.outcomes", "none"),
    "N5": ("decisions.compartments", "none"),
    "N6": ("interests.frictions", "duty"),
    "N7": ("interests.plurality", "none"),
    "N8": ("decisions.continuity", "duty"),
    "N9": ("interests.reasoning", "none"),
    "N10": ("decisions.plan_telling", "duty"),
    "P1": ("reviews.level", "duty"),
    "P2": ("reviews.influence", "none"),
    "P3": ("decisions.verdicts", "duty"),
    "P4": ("decisions.liveness", "duty"),
    "P5": ("decisions.participation", "none"),
    "P6": ("control.duties", "duty"),
    "P7": ("expertise.positioning", "none"),
    "P8": ("expertise.claims", "duty"),
    "P9": ("control.tune", "none"),
}

each_measure = pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.short)


@cache
def whole() -> Record:
    """Return the record of the four illustrations."""
    return illustrations()


@cache
def all_rows() -> tuple[Row, ...]:
    """Return its rows but the initiatives, in a fixed order."""
    return tuple(row for row in whole() if not isinstance(row, Initiative))


def cases(record: Record, at: date = AT, mode: Mode = Mode.RECORDED) -> tuple[Case, ...]:
    """Return the initiatives of a record as they stood."""
    return look(record, at=at, mode=mode).cases


@dataclass(frozen=True)
class Loss:
    """The illustrations from which some rows are lost, in another order; short to print when a test fails."""

    kept: float
    seed: int

    def record(self, *, order: int = 0) -> Record:
        """Return what is left."""
        chance = random.Random(self.seed)
        rows = [row for row in all_rows() if chance.random() < self.kept]
        random.Random(order).shuffle(rows)
        return Record.of([*whole().rows(Initiative), *rows])


losses = st.builds(Loss, st.sampled_from([0.02, 0.2, 0.5, 0.9]), st.integers(0, 10**6))


def same(a: Reading, b: Reading) -> bool:
    """Say whether two readings are the same, also as they are written."""
    return a == b and json.dumps(dict(a.details), sort_keys=True) == json.dumps(dict(b.details), sort_keys=True)


def test_the_codes_and_directions_are_the_published_ones() -> None:
    assert {m.short: (m.code, m.direction.value) for m in MEASURES} == CODES
    assert [m.short for m in MEASURES] == list(CODES)


def test_a_measure_is_found_by_code_and_by_short_name() -> None:
    assert measure_of("expertise.uptake") is measure_of("E3")
    with pytest.raises(KeyError):
        measure_of("Z1")


@each_measure
def test_a_measure_says_what_it_cannot_say_how_it_is_gamed_and_where_it_comes_from(measure: Measure[Case]) -> None:
    for title in ("Cannot say", "Gaming", "Source"):
        text = measure.section(title)
        assert text.endswith((".", "?", "]", ")")), (measure.short, title, text)
        assert all(len(sentence.split()) <= 25 for sentence in re.split(r"(?<=[.?!])\s", text)), (title, text)
    assert measure.about in set(About)
    assert measure.bounds[0] < measure.bounds[1]


@each_measure
def test_an_empty_record_gives_no_figure_and_no_error(measure: Measure[Case]) -> None:
    empty = Record.of(list(whole().rows(Initiative)))
    for case in cases(empty):
        reading = measure.read(case, seed=1)
        assert reading.value is None
        assert shown(measure, reading) in {Display.THIN, Display.LIST, Display.SUPPRESSED}


@each_measure
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(loss=losses, day=st.dates(date(2013, 1, 1), date(2016, 1, 1)), mode=st.sampled_from(list(Mode)))
def test_figures_stay_in_their_bounds_whatever_is_missing(
    measure: Measure[Case], loss: Loss, day: date, mode: Mode
) -> None:
    for case in cases(loss.record(), day, mode):
        reading = measure.read(case, seed=1)
        low, high = measure.bounds
        figures = [reading.value, *(reading.interval or ()), *(reading.range or ())]
        assert all(value is None or isfinite(value) for value in figures)
        assert reading.value is None or low - 1e-9 <= reading.value <= high + 1e-9
        assert 0 <= reading.known <= reading.candidates
        for part in reading.parts:
            assert all(value is None or isfinite(value) for value in (part.value, *(part.interval or ())))
            assert isinstance(part.direction, Direction)
        json.dumps(dict(reading.details), allow_nan=False)
        assert shown(measure, reading) in set(Display)


@each_measure
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(loss=losses, order=st.integers(1, 10**6))
def test_neither_the_order_of_rows_nor_a_second_run_changes_anything(
    measure: Measure[Case], loss: Loss, order: int
) -> None:
    other = {case.initiative.id: case for case in cases(loss.record(order=order))}
    for case in cases(loss.record()):
        first = measure.read(case, seed=7)
        assert same(first, measure.read(case, seed=7))
        assert same(first, measure.read(other[case.initiative.id], seed=7))


@each_measure
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(loss=losses)
def test_the_evidence_is_in_the_record_and_names_no_person(measure: Measure[Case], loss: Loss) -> None:
    record = loss.record()
    for case in cases(record):
        evidence = measure.read(case, seed=1).evidence
        named = {*evidence.numerator, *evidence.denominator, *evidence.excluded}
        there = {row.id for table in evidence.tables for row in case.of_table(table)}
        assert named <= there, (measure.short, named - there)
        for ids in (evidence.numerator, evidence.denominator, evidence.excluded):
            assert list(ids) == sorted(set(ids))
        if measure.short in ABOUT_PERSONS:
            persons = {row.id for kind in (Person, Vote, ReviewAnswer) for row in record.rows(kind)}
            assert not named & persons


@each_measure
def test_suppression_cannot_be_lifted(measure: Measure[Case]) -> None:
    few = Reading(value=0.5, numerator=1, denominator=2, known=2, candidates=2, arms=(1, 1), cells=(1, 1))
    expected = {"persons", "persons_outcome", "persons_traits", "review"}
    assert (shown(measure, few) is Display.SUPPRESSED) == (measure.about in expected)


@each_measure
def test_half_of_the_register_missing_makes_a_figure_thin(measure: Measure[Case]) -> None:
    thin = Reading(
        value=0.5, numerator=50, denominator=100, known=49, candidates=100, arms=(50, 50), cells=(25, 25, 25, 25)
    )
    if measure.about != "persons_traits":
        assert shown(measure, thin) is Display.THIN
