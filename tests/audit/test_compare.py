from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from counterpoise.audit.compare import Change, Comparison, compare
from counterpoise.audit.report.comparison import comparison_to_html, comparison_to_json, comparison_to_text
from counterpoise.audit.report.names import names_in
from counterpoise.datasets.illustrations import illustrations
from counterpoise.record import Edition, Record, Row, Side
from counterpoise.record.contributions import Question
from counterpoise.record.decisions import Answer, Concern, Decision
from counterpoise.record.initiatives import Affects, Cycle, Group, Initiative, Matter, PromisedLevel
from counterpoise.record.positions import Friction, FrictionState
from counterpoise.record.reviews import LevelReport
from counterpoise.statistics.intervals import newcombe
from tests.builders import INITIATIVE, row, written

EARLIER, LATER = date(2014, 6, 30), date(2015, 6, 30)


@cache
def of_the_illustrations() -> Comparison:
    return compare(illustrations(), at=LATER, with_=EARLIER)


def change(comparison: Comparison, short: str, initiative: str = INITIATIVE) -> Change:
    each = next(one for one in comparison.initiatives if one.initiative.id == initiative)
    return next(one for one in each.changes if one.indicator.short == short)


def concerns(*, before: int, answered_before: int, new: int, answered_new: int) -> Record:
    rows: list[Concern | Answer | Decision | Matter | Initiative | Group | Affects] = [
        Initiative(id=INITIATIVE, title="Together", recorded_at=written("2013-01-01")),
        row(Matter, "meals", text="Meals"),
        row(Decision, "menu", matter="meals", happened="2014-01-02"),
    ]
    spans = (("old", before, answered_before, "2014-02-01"), ("new", new, answered_new, "2015-02-01"))
    for name, number, answered, day in spans:
        for one in range(number):
            rows.append(row(Concern, f"{name}-{one:02}", decision="menu", text="A worry.", happened=day))
            if one < answered:
                rows.append(
                    row(
                        Answer,
                        f"answer-{name}-{one:02}",
                        concern=f"{name}-{one:02}",
                        text="Because.",
                        reason=f"Reason {one}",
                        happened=day,
                    )
                )
    return Record.of(rows)


def test_the_dates_may_be_given_in_any_order() -> None:
    comparison = of_the_illustrations()
    assert (comparison.earlier.at, comparison.later.at) == (EARLIER, LATER)
    assert comparison == compare(illustrations(), at=EARLIER, with_=LATER)


def test_both_figures_stand_and_what_came_is_listed() -> None:
    asked = change(of_the_illustrations(), "E1", "lindehof-together")
    assert asked.earlier is not None
    assert asked.later is not None
    assert (asked.earlier.reading.denominator, asked.later.reading.denominator) == (5, 6)
    assert len(asked.added) == 1
    assert asked.added == asked.counted
    assert asked.removed == asked.uncounted == ()


def test_a_rate_over_new_records_has_newcombes_interval() -> None:
    comparison = compare(concerns(before=12, answered_before=3, new=10, answered_new=8), at=EARLIER, with_=LATER)
    found = change(comparison, "N3").difference
    assert found is not None
    assert (found.new, found.of_new, found.before, found.of_before) == (8, 10, 3, 12)
    assert found.value == pytest.approx(0.8 - 0.25)
    expected = newcombe(8, 10, 3, 12)
    assert found.interval == (expected.low, expected.high)
    text = comparison_to_text(comparison, lang="en")
    assert "On new records: 8 of 10. Before: 3 of 12." in text
    assert "55 points" in text


@pytest.mark.parametrize(("before", "new"), [(9, 30), (30, 9)])
def test_under_ten_records_on_either_side_there_is_no_interval(before: int, new: int) -> None:
    comparison = compare(concerns(before=before, answered_before=2, new=new, answered_new=2), at=EARLIER, with_=LATER)
    assert change(comparison, "N3").difference is None


def test_what_stands_at_a_date_has_the_list_of_changes_and_never_an_interval() -> None:
    frictions = [
        row(
            Friction, f"friction-{n:02}", state=FrictionState.NOTICED, happened="2014-01-01" if n < 20 else "2015-01-01"
        )
        for n in range(40)
    ]
    record = concerns(before=1, answered_before=0, new=0, answered_new=0).with_rows(frictions)
    found = change(compare(record, at=EARLIER, with_=LATER), "N6")
    assert len(found.added) == 20
    assert found.difference is None


def test_an_initiative_that_was_not_there_yet_is_said_to_be_absent() -> None:
    record = concerns(before=1, answered_before=0, new=0, answered_new=0)
    late = Initiative(id="later", title="Later", recorded_at=written("2015-01-01"))
    question = replace(row(Question, "why", text="Why?", happened="2015-02-01"), initiative="later")
    comparison = compare(record.with_rows([late, question]), at=EARLIER, with_=LATER)
    asked = change(comparison, "E1", "later")
    assert asked.earlier is None
    assert asked.indicator is asked.later
    assert "On 30 June 2014: was not there." in comparison_to_text(comparison, lang="en")
    (written_one,) = [
        one
        for each in comparison_to_json(comparison, lang="en")["initiatives"]
        if each["id"] == "later"
        for one in each["indicators"]
        if one["short"] == "E1"
    ]
    assert written_one["at"] is None
    assert written_one["with"] is not None


def test_two_dates_about_nearly_the_same_people_are_not_laid_side_by_side() -> None:
    comparison = of_the_illustrations()
    each = next(one for one in comparison.initiatives if one.initiative.id == "lindehof-together")
    people = change(comparison, "I2", "lindehof-together")
    assert people.later is not None
    reading = replace(people.later.reading, denominator=64)
    moved = replace(people, later=replace(people.later, reading=reading), too_close=True)
    changes = tuple(moved if one is people else one for one in each.changes)
    near = replace(comparison, initiatives=(replace(each, changes=changes),))
    text = comparison_to_text(near, lang="en")
    assert "could point at a few people" in " ".join(text.split())
    assert "64" not in text
    told = comparison_to_json(near, lang="en", redacted=True)["initiatives"][0]["indicators"]
    (one,) = [one for one in told if one["short"] == "I2"]
    assert one["at"] is not None
    assert one["with"] is None


@pytest.mark.parametrize("number", [2, 3])
def test_under_three_rounds_two_dates_are_said_to_be_no_trend(number: int) -> None:
    cycles = [
        row(Cycle, f"round-{n}", number=n + 1, active_from=date(2013 + n, 1, 1), happened=f"{2013 + n}-01-01")
        for n in range(number)
    ]
    record = concerns(before=1, answered_before=1, new=0, answered_new=0).with_rows(cycles)
    comparison = compare(record, at=EARLIER, with_=LATER)
    assert comparison.initiatives[0].rounds == number
    assert ("Two dates are no trend." in comparison_to_text(comparison, lang="en")) == (number < 3)


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_nothing_is_judged_and_no_arrow_is_drawn(lang: str) -> None:
    names = names_in(illustrations())
    text = comparison_to_text(of_the_illustrations(), lang=lang, names=names)
    page = comparison_to_html(of_the_illustrations(), lang=lang, names=names).partition("</style>")[2]
    for told in (text, page):
        assert not re.search(r"[↑↓→←▲▼⬆⬇]", told)
        assert not re.search(r"\b(better|worse|improved|beter|slechter|verbeterd)\b", told, re.IGNORECASE)
    assert max(map(len, text.splitlines())) <= 80


def test_suppressed_figures_stay_away_from_both_dates() -> None:
    written_one = comparison_to_json(of_the_illustrations(), lang="en", redacted=True)
    for each in written_one["initiatives"]:
        for one in each["indicators"]:
            for figures in (one["at"], one["with"]):
                if figures is not None and figures["display"] == "suppressed":
                    assert figures["value"] is None
                    assert figures["numerator"] is None
    assert json.dumps(written_one, allow_nan=False)


def test_the_edition_is_passed_on() -> None:
    comparison = compare(illustrations(), at=EARLIER, with_=LATER, edition=Edition.SHARED)
    assert comparison.later.edition is Edition.SHARED
    assert comparison_to_json(comparison, lang="nl")["edition"] == "shared"


def test_one_newcomer_on_one_side_is_not_hidden_by_five_on_the_other() -> None:
    def answers(civic: int, organizational: int, day: str, done: tuple[int, int] = (0, 0)) -> list[Row]:
        sides = ((Side.CIVIC, done[0], civic), (Side.ORGANIZATIONAL, done[1], organizational))
        return [
            row(LevelReport, f"{side}-{number}", recorded=day, side=side, experienced_level=5)
            for side, first, last in sides
            for number in range(first, last)
        ]

    together = row(Initiative, INITIATIVE, initiative=None, promised_level=PromisedLevel.ASKED)
    before = answers(12, 10, "2014-06-01")
    for civic, organizational, close in ((13, 15, True), (12, 11, True), (17, 15, False), (12, 10, False)):
        after = answers(civic, organizational, "2015-02-01", done=(12, 10))
        found = compare(Record.of([together, *before, *after]), at=EARLIER, with_=LATER)
        assert change(found, "P1", INITIATIVE).too_close is close
