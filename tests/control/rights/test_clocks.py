"""A term becomes longer or stands still as far as the law lets it; the term of a remedy is the law's alone."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from counterpoise.control.rights.clocks import REFUSALS, Clock, clock, may_change
from counterpoise.control.rights.holidays import Calendar, Jurisdiction
from counterpoise.control.rights.terms import Term, Unit
from counterpoise.control.rights.track import Change
from counterpoise.record.legal import LegalStepKind

DUTCH = Calendar(Jurisdiction.NL)
ASKED = date(2026, 1, 5)
SIX_WEEKS = Term(6, Unit.WEEKS, extension=4)
LONGER, PAUSED = LegalStepKind.TERM_EXTENDED, LegalStepKind.TERM_PAUSED


def change(kind: LegalStepKind = LONGER, on: str = "2026-01-12", **more: Any) -> Change:  # noqa: ANN401 - its fields
    days: Any = {name: date.fromisoformat(day) for name, day in more.items()}
    return Change(kind=kind, on=date.fromisoformat(on), **days)


def runs(
    *changes: Change,
    term: Term | None = SIX_WEEKS,
    of_law: bool = False,
    start: date | None = ASKED,
    at: str = "2026-03-01",
) -> Clock:
    return clock(start, term, changes, of_law=of_law, at=date.fromisoformat(at), calendar=DUTCH)


def last_day(*changes: Change, **more: Any) -> str:  # noqa: ANN401 - as for `runs`
    found = runs(*changes, **more).deadline
    return found.last_day.isoformat() if found is not None else ""


def test_a_term_that_the_law_lets_become_longer_becomes_so_long_and_no_longer() -> None:
    assert last_day() == "2026-02-16"
    assert last_day(change()) == "2026-03-16"
    assert last_day(change(until="2026-03-02")) == "2026-03-02"
    assert last_day(change(until="2026-06-01")) == "2026-03-16"


def test_where_the_law_names_no_term_the_day_that_people_name_is_the_term() -> None:
    assert last_day(term=None) == ""
    assert last_day(change(until="2026-02-01"), term=None) == "2026-02-01"
    assert last_day(change(until="2026-02-01"), change(on="2026-01-20", until="2026-02-15"), term=None) == "2026-02-15"


def test_while_a_term_stands_still_no_day_of_it_passes() -> None:
    still = change(PAUSED, starts_on="2026-01-19", until="2026-01-26")
    assert last_day(still) == "2026-02-23"
    assert last_day(still, still) == "2026-02-23", "the same days are not counted twice"
    assert last_day(change(until="2026-02-01"), still, term=None) == "2026-02-08"


def test_a_pause_without_an_end_lasts_until_the_day_that_is_looked_at() -> None:
    still = change(PAUSED, starts_on="2026-01-19")
    assert [last_day(still, at=day) for day in ("2026-01-19", "2026-01-25")] == ["2026-02-17", "2026-02-23"]


def test_nobody_makes_the_term_of_a_remedy_longer_or_lets_it_stand_still() -> None:
    month = Term(1, Unit.MONTHS)
    for each in (change(until="2026-06-01"), change(), change(PAUSED, until="2026-03-01")):
        found = runs(each, term=month, of_law=True)
        assert found.deadline == runs(term=month, of_law=True).deadline
        assert (found.counted, found.ignored) == ((), (each,))
    assert runs(change(), of_law=True).counted, "where the law itself allows it, it counts"


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        (change(on="2026-02-17", until="2026-04-01"), "rights.term_over"),
        (change(until="2026-02-16"), "rights.not_longer"),
        (change(PAUSED, starts_on="2026-01-19", until="2026-01-19"), "rights.pause_backwards"),
    ],
)
def test_what_stands_in_the_way_is_named_and_does_not_count(wanted: Change, code: str) -> None:
    now = runs().deadline
    assert [each.code for each in may_change(now, SIX_WEEKS, wanted, of_law=False)] == [code]
    assert runs(wanted).ignored == (wanted,)
    assert runs(wanted).deadline == now
    assert code in REFUSALS


def test_without_a_last_day_there_is_nothing_to_pause_and_a_day_is_needed() -> None:
    assert [each.code for each in may_change(None, None, change(PAUSED), of_law=False)] == ["rights.term_not_begun"]
    assert [each.code for each in may_change(None, None, change(), of_law=False)] == ["rights.no_last_day"]
    assert [each.code for each in may_change(None, SIX_WEEKS, change(), of_law=False)] == ["rights.term_not_begun"]
    assert runs(change(until="2026-03-01"), start=None).ignored


_DAYS = some.integers(0, 60).map(lambda number: ASKED + timedelta(days=number))
_CHANGES = some.builds(
    Change, kind=some.sampled_from([LONGER, PAUSED]), on=_DAYS, starts_on=some.none() | _DAYS, until=some.none() | _DAYS
)


@given(some.lists(_CHANGES, max_size=6), some.sampled_from([SIX_WEEKS, Term(20, Unit.WORKING_DAYS), None]))
def test_whatever_is_written_down_no_change_shortens_a_term_and_the_order_of_writing_is_all_the_same(
    changes: list[Change], term: Term | None
) -> None:
    plain, found = runs(term=term).deadline, runs(*changes, term=term)
    assert found == runs(*reversed(changes), term=term) or len(
        {(c.on, c.starts_on or c.on, c.kind) for c in changes}
    ) < len(changes)
    assert len(found.counted) + len(found.ignored) == len(changes)
    if plain is not None:
        assert found.deadline is not None
        assert found.deadline.last_day >= plain.last_day


@pytest.mark.parametrize("term", [None, SIX_WEEKS, Term(10, Unit.WORKING_DAYS), Term(6, Unit.MONTHS)])
@pytest.mark.parametrize("until", ["2028-02-01", "2199-12-31", "9999-12-31"])
def test_a_day_with_a_mistyped_year_moves_no_term_and_breaks_nothing(term: Term | None, until: str) -> None:
    for each in (change(until=until), change(PAUSED, starts_on="2026-01-13", until=until)):
        found = runs(each, term=term)
        assert found.ignored == (each,)
        assert found.deadline == runs(term=term).deadline
    now = runs().deadline
    assert [each.code for each in may_change(now, SIX_WEEKS, change(until=until), of_law=False)] == ["rights.too_far"]
