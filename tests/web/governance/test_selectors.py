from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from counterpoise.datasets.illustrations.telling import told
from counterpoise.record import Moment
from counterpoise.record.decisions import Decision
from counterpoise.web.decisions import models as decided
from counterpoise.web.governance.selectors import (
    KINDS,
    events,
    events_visible_to,
    found_by,
    start_for,
    timeline_visible_to,
)
from counterpoise.web.governance.selectors.kinds import words_of
from counterpoise.web.ledger.services import Telling, tell
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.ui.clock import now
from counterpoise.web.ui.labels import KIND_NAMES

As = Callable[[str], Viewer]


def test_the_start_page_counts_what_came_of_what_was_said(as_person: As) -> None:
    start = start_for(as_person("citizen-1"))
    assert (start.used, start.given) == (12, 39)
    assert (start.answered, start.reasoned, start.concerns) == (18, 11, 31)
    assert (start.confirmed, start.commitments) == (1, 4)
    assert [seen.decision.id for _, seen in start.decisions] == ["closing", "own-venue", "stay-open"]


def test_a_look_back_whose_day_has_passed_is_marked(visit: Callable[[str], Client]) -> None:
    rows = visit("").get("/").content.decode().split("Next look:")[1:]
    marked = {row.split("</span>")[0].strip(): "that day has passed" in row.split("</p>")[0] for row in rows}
    assert marked == {"1 September 2014": True, "22 April 2016": False}


def test_frictions_stand_oldest_first_and_those_of_one_side_only_for_that_side(as_person: As) -> None:
    def ages(person: str) -> list[int]:
        return [row.age.high for row in start_for(as_person(person)).frictions if row.age is not None]

    assert ages("citizen-1") == [778]
    assert ages("resident") == [778, 631]
    assert ages("logistics-colleague") == [778, 750, 288]


def test_the_line_of_time_goes_from_the_first_event_to_now(as_person: As) -> None:
    timeline = timeline_visible_to("lindehof-together", viewer=as_person("citizen-1"))
    assert timeline is not None
    moments = [str(event.at) for event in timeline.events]
    assert moments == sorted(moments, reverse=True)
    assert all(0 <= mark <= 1 for lane in timeline.lanes for mark in lane.marks)
    assert [year for year, _ in timeline.years] == [2013, 2014, 2015]
    assert timeline.promise is not None


def test_groups_told_of_a_decision_on_one_day_make_one_event(as_person: As) -> None:
    timeline = timeline_visible_to("lindehof-together", viewer=as_person("citizen-1"))
    assert timeline is not None
    notices = [event for event in timeline.events if event.kind == "notice"]
    assert len({(event.at, event.text) for event in notices}) == len(notices)
    assert any(event.about.count(",") >= 3 for event in notices)


def test_there_is_no_line_of_time_of_what_one_may_not_read(as_person: As) -> None:
    assert timeline_visible_to("care-path", viewer=as_person("manager")) is None


def test_the_record_is_filtered_by_initiative_and_kind(as_person: As) -> None:
    viewer = as_person("citizen-1")
    pages = [events_visible_to(viewer=viewer, page=number) for number in range(1, 8)]
    everything = [event for page in pages for event in page.events]
    assert len({(event.kind, event.row.id) for event in everything}) == len(everything)
    assert [page.older for page in pages if page.events][-1] is None
    assert {event.initiative.id for event in everything} == {"meals", "lindehof-together"}
    meetings = events_visible_to(viewer=viewer, initiative="lindehof-together", kind="meeting").events
    assert len(meetings) == 6
    assert events_visible_to(viewer=viewer, kind="nonsense").events == ()


@pytest.mark.parametrize(("person", "count"), [("resident", 1), ("manager", 0), ("", 0)])
def test_search_finds_what_one_may_read_and_nothing_else(person: str, count: int, as_person: As) -> None:
    assert len(found_by("FOOD cold", viewer=as_person(person)).events) == count


@pytest.mark.parametrize("most", [1000, 7], ids=["uncut", "cut after seven rows"])
@pytest.mark.parametrize("person", ["resident", "manager", "home-council-member", ""])
def test_search_finds_all_that_holds_the_words_and_no_more(
    person: str, most: int, as_person: As, monkeypatch: pytest.MonkeyPatch, forgets: Callable[[], None]
) -> None:
    viewer = as_person(person)
    everything = [row for page in range(1, 25) for row in events_visible_to(viewer=viewer, page=page).events]
    monkeypatch.setattr(events, "_STRETCH", most)
    forgets()
    known = {(row.kind, row.row.id): row for row in everything}
    for words in ("CLOSE", "lindehof the", "council", "meals warm", "bij é", "100%", "_", "o'c", "‘", "zzz"):
        wanted = {key for key, row in known.items() if all(each in words_of(row) for each in words.casefold().split())}
        assert found(words, viewer) == wanted, words


def found(words: str, viewer: Viewer) -> set[tuple[str, str]]:
    rows, stretch = set(), 1
    while True:
        page = found_by(words, viewer=viewer, stretch=stretch)
        rows |= {(row.kind, row.row.id) for row in page.events}
        if page.older is None:
            return rows
        stretch = page.older


def test_letters_with_signs_are_found_in_small_and_capital(as_person: As) -> None:
    about = told("2015-06-29", of="lindehof-together", by="citizen-1")
    one = Decision(id="cafe", **about, title="Één CAFÉ", text="Ätzend", decided_at=Moment.parse("2015-06-29"))
    tell("written", Telling(model=decided.Decision, row=one), by="citizen-1", at=now())
    for words in ("één", "ÉÉN", "café", "CAFÉ één", "ätzend"):
        assert found(words, as_person("")) == {("decision", "cafe")}, words


def test_a_search_for_nothing_finds_nothing(as_person: As) -> None:
    assert found_by("   ", viewer=as_person("resident")).events == ()


def test_every_kind_has_a_name() -> None:
    assert set(KINDS) == set(KIND_NAMES)


def test_what_waits_for_a_side_is_counted_for_those_who_stand_on_one(as_person: As) -> None:
    def waiting(person: str) -> list[tuple[str, int, int, int]]:
        rows = start_for(as_person(person)).waiting
        return [(row.initiative.id, row.verdicts, row.limits, row.steps) for row in rows]

    assert waiting("") == waiting("researcher") == []
    assert [row[2:] for row in waiting("citizen-1") if row[0] == "lindehof-together"] == [(0, 1)]
    assert [row[2:] for row in waiting("logistics-colleague") if row[0] == "lindehof-together"] == [(1, 3)]
