"""Hours, ballots and rankings leave the whole record only as counts, and the counts give the figures of the rows."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoise.audit.power import audit
from counterpoise.indicator import Indicator
from counterpoise.levels.editions import edition_for, room_edition, shared_edition
from counterpoise.record import Edition, Level, Record, Row, Side, check
from counterpoise.record.initiatives import Cycle, Initiative
from counterpoise.record.participation import Participation
from counterpoise.record.people import Person, ReleasedCount
from counterpoise.record.positions import Ballot, OpinionGroup, Statement, Vote
from counterpoise.record.reviews import Ranking, ReviewRound
from tests.builders import INITIATIVE, at, row, written
from tests.levels.worlds import people as world

TODAY = at()
FIXED: tuple[Row, ...] = (
    row(Cycle, "first", number=1, active_from=at("2013-06-01")),
    row(Cycle, "second", number=2, active_from=at("2014-06-01")),
    row(Statement, "close-it", happened="2013-05-01", against_proposal=Ballot.DISAGREE),
    row(ReviewRound, "r1"),
)


def took_part(critics: int, critics_stay: int, others: int, others_stay: int, *, hours: float = 2.5) -> list[Row]:
    rows: list[Row] = [*world(), *FIXED]
    for kind, number, stay, ballot in (
        ("critic", critics, critics_stay, Ballot.DISAGREE),
        ("other", others, others_stay, Ballot.AGREE),
    ):
        for n in range(number):
            who = f"{kind}-{n}"
            rows.append(row(Person, who, initiative=None, pseudonym=who))
            voted: dict[str, Any] = {"statement": "close-it", "person": who, "ballot": ballot}
            rows.append(row(Vote, f"vote-{who}", happened="2013-07-01", **voted))
            worked: dict[str, Any] = {"person": who, "side": Side.CIVIC, "hours": hours}
            rounds = ("first", "second")[: 2 if n < stay else 1]
            rows.extend(row(Participation, f"{cycle}-{who}", cycle=cycle, **worked) for cycle in rounds)
    return rows


def rankings(people: int, considerations: int = 10) -> list[Row]:
    return [
        row(Ranking, f"ranking-{n}", round="r1",
            considerations=tuple((n * 3 + place * (1 + n % 3)) % considerations for place in range(considerations)),
            preferences=tuple((n + place * (1 + n % 2)) % 3 for place in range(3)))
        for n in range(people)
    ]  # fmt: skip


def figure(record: Record, code: str, edition: Edition = Edition.FULL) -> Indicator:
    return audit(record, at=TODAY, edition=edition, initiative=INITIATIVE).of(INITIATIVE).indicator(code)


def counts(record: Record, code: str) -> dict[str, tuple[int, int]]:
    found = (each for each in record.rows(ReleasedCount) if each.indicator == code)
    return {each.part: (each.numerator, each.denominator) for each in found}


def test_the_counts_give_the_figures_that_the_rows_give() -> None:
    groups = [row(OpinionGroup, name, run="run", name=name, share=0.5, voters=40, stable=True) for name in "ab"]
    whole = Record.of([*took_part(15, 6, 30, 20, hours=2.0), *rankings(12), *groups])
    shared = shared_edition(whole, at=TODAY)
    assert not any(shared.rows(kind) for kind in (Vote, Participation, Ranking))
    assert check(shared) == ()
    for code in ("E6", "I4", "I9"):
        with_rows, with_counts = figure(whole, code), figure(shared, code, Edition.SHARED)
        assert with_counts.reading.value == with_rows.reading.value is not None
        for what in ("numerator", "denominator", "known", "candidates", "arms", "cells"):
            assert getattr(with_counts.reading, what) == getattr(with_rows.reading, what), (code, what)
        assert with_counts.display is with_rows.display
    assert figure(shared, "I4", Edition.SHARED).reading.interval == figure(whole, "I4").reading.interval
    assert figure(shared, "E6", Edition.SHARED).reading.interval is None
    with_rows, with_counts = figure(whole, "N9"), figure(shared, "N9", Edition.SHARED)
    assert with_counts.reading.value == pytest.approx(with_rows.reading.value, abs=5e-4)
    assert with_counts.display is with_rows.display


def test_cells_too_small_to_be_shown_leave_nobodys_record() -> None:
    whole = Record.of([*took_part(12, 4, 28, 20), *rankings(4)])
    shared = shared_edition(whole, at=TODAY)
    assert counts(shared, "inclusion.staying") == {"held_back": (1, 1), "voted": (40, 40)}
    assert counts(shared, "interests.reasoning") == {"held_back": (1, 1)}
    for code in ("I4", "N9"):
        told = figure(shared, code, Edition.SHARED)
        assert (told.reading.value, told.reading.parts, told.display) == (None, told.reading.parts, "suppressed")
        assert figure(whole, code).display == "suppressed"


def test_hours_of_few_people_are_not_counted() -> None:
    shared = shared_edition(Record.of(took_part(2, 1, 2, 1)), at=TODAY)
    assert counts(shared, "expertise.professionalization") == {"held_back": (1, 1)}
    assert counts(shared, "inclusion.viewpoints") == {"held_back": (1, 1)}
    assert counts(shared, "inclusion.staying") == {"held_back": (1, 1)}
    for code in ("E6", "I4"):
        assert figure(shared, code, Edition.SHARED).display == "suppressed"
    five = shared_edition(Record.of(took_part(2, 1, 3, 1)), at=TODAY)
    assert counts(five, "expertise.professionalization")["people"] == (5, 5)


def test_broken_hours_are_passed_on_as_whole_hours() -> None:
    shared = shared_edition(Record.of(took_part(3, 0, 4, 0, hours=1.4)), at=TODAY)
    assert counts(shared, "expertise.professionalization")["hours"] == (10, 10)


def test_where_nothing_was_told_nothing_is_held_back() -> None:
    whole = Record.of([*world(), *FIXED])
    shared = shared_edition(whole, at=TODAY)
    assert shared.rows(ReleasedCount) == ()
    for code in ("E6", "I4", "N9"):
        assert figure(shared, code, Edition.SHARED).display is figure(whole, code).display != "suppressed"


def test_a_statement_fixed_too_late_does_not_count_for_those_who_get_no_ballots_either() -> None:
    late = row(Statement, "late", happened="2013-05-01", recorded="2013-08-01", against_proposal=Ballot.AGREE)
    vote = row(Vote, "early", happened="2013-07-01", statement="late", person="critic-0", ballot=Ballot.AGREE)
    whole = Record.of([*took_part(15, 6, 30, 20), late, vote])
    shared = shared_edition(whole, at=TODAY)
    with_rows, with_counts = figure(whole, "I4").reading, figure(shared, "I4", Edition.SHARED).reading
    assert with_counts.evidence == with_rows.evidence
    assert with_counts.details["rule_hash"] == with_rows.details["rule_hash"]
    assert with_counts.details["fixed_late"] == ["late"]


def test_what_is_written_down_after_the_day_is_not_counted_on_it() -> None:
    rows = took_part(15, 6, 30, 20)
    later = [row(Participation, f"later-{n}", cycle="first", person=f"critic-{n}", side=Side.CIVIC, hours=100.0,
                 recorded="2015-07-01") for n in range(9)]  # fmt: skip
    assert shared_edition(Record.of([*rows, *later]), at=TODAY) == shared_edition(Record.of(rows), at=TODAY)


def test_care_paths_and_closed_rooms_are_not_counted() -> None:
    rows = took_part(15, 6, 30, 20)
    path = Initiative(id="path-of-her", recorded_at=written("2013-01-01"), level=Level.INDIVIDUAL)
    inside = [row(Participation, f"in-{n}", cycle="first", person="her", side=Side.CIVIC, hours=7.0, space="room-ours")
              for n in range(9)]  # fmt: skip
    on_path = [row(Participation, f"path-{n}", initiative="path-of-her", person="her", side=Side.CIVIC, hours=7.0)
               for n in range(9)]  # fmt: skip
    plain = shared_edition(Record.of(rows), at=TODAY)
    assert shared_edition(Record.of([*rows, path, *on_path, *inside]), at=TODAY).rows(ReleasedCount) == plain.rows(
        ReleasedCount
    )


@settings(max_examples=60, deadline=None)
@given(told=st.lists(st.tuples(st.sampled_from(["her", "him", "nurse", "outsider", "owner", "p1", "p2", "p3"]),
                               st.sampled_from(["first", "second"]), st.sampled_from([None, 1.0, 2.5]),
                               st.sampled_from([None, *Ballot])), max_size=24),
       who=st.sampled_from(["her", "him", "nurse", "outsider", "owner"]))  # fmt: skip
def test_everybodys_own_record_gives_the_shared_one_with_the_same_counts(told: Any, who: str) -> None:  # noqa: ANN401 - what hypothesis draws
    rows: list[Row] = [*world(), *FIXED, *(row(Person, f"p{n}", initiative=None, pseudonym=f"p{n}") for n in (1, 2, 3))]
    for n, (person, cycle, hours, ballot) in enumerate(told):
        rows.append(row(Participation, f"p-{n}", cycle=cycle, person=person, side=Side.CIVIC, hours=hours))
        rows.append(row(Vote, f"v-{n}", statement="close-it", person=person, ballot=ballot))
    whole = Record.of(rows)
    shared, own = shared_edition(whole, at=TODAY), edition_for(whole, person=who, at=TODAY)
    assert check(own) == ()
    assert {each.person for each in own.rows(Vote)} | {each.person for each in own.rows(Participation)} <= {who}
    assert shared_edition(own, at=TODAY) == shared
    assert edition_for(own, person=who, at=TODAY) == own
    assert room_edition(whole, room="room-ours", at=TODAY).rows(ReleasedCount) == shared.rows(ReleasedCount)
