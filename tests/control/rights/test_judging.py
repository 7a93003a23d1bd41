from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoise.control.rights.catalogue import catalogue
from counterpoise.control.rights.judging import REFUSALS, Breach, judge, may
from counterpoise.control.rights.rows import Duty, Right
from counterpoise.control.rights.terms import Starts, Term, Unit
from counterpoise.control.rights.track import Answer, Event, Step, Track, step, with_event
from tests.builders import at
from tests.control.rights.worked import EN, NL

DAY = timedelta(days=1)


def right(pack: str, name: str) -> Right:
    """Return one row of the catalogue."""
    return next(row for row in catalogue().pack(pack).rights if row.id == name)


ADVICE, CONSENT = right("nl-wmcz-2018", "closing"), right("nl-wmcz-2018", "daily-life")
WEIGHTY, COMPLAINT = right("nl-wmcz-1996", "daily-life"), right("nl-wkkgz", "complaint")
HEALTHWATCH, OBJECTION = right("en-nhs", "healthwatch-reply"), right("nl-wmo", "decision")

IN_ORDER = Track(
    right=ADVICE,
    asked_on=at("2026-01-05"),
    answer=Answer.OBJECTS,
    answered_on=at("2026-02-02"),
    talked_on=(at("2026-02-09"),),
    decided_on=at("2026-02-16"),
    follows=False,
    told_on=at("2026-02-17"),
    reasons_on=at("2026-02-17"),
)


PASSED_OVER = Track(right=CONSENT, decided_on=at("2026-02-16"), told_on=at("2026-02-17"))


def breaches(track: Track, on: str = "2026-06-30") -> set[Breach]:
    """Return how a decision departs from the law."""
    return set(judge(track, at=at(on), calendar=NL).breaches)


def test_a_decision_against_advice_that_kept_every_step_breaks_nothing() -> None:
    found = judge(IN_ORDER, at=at("2026-06-30"), calendar=NL)
    assert (found.breaches, found.remedies, found.last_day) == ((), (), None)
    assert found.step is Step.REASONED


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"asked_on": None, "answer": None, "answered_on": None, "talked_on": ()}, {Breach.NOT_ASKED, Breach.NO_TALK}),
        ({"asked_on": at("2026-02-16"), "talked_on": ()}, {Breach.ASKED_TOO_LATE, Breach.NO_TALK}),
        ({"answered_on": at("2026-02-20")}, {Breach.DECIDED_BEFORE_THE_ANSWER, Breach.NO_TALK}),
        ({"talked_on": ()}, {Breach.NO_TALK}),
        ({"talked_on": (at("2026-01-20"),)}, {Breach.NO_TALK}),
        ({"talked_on": (at("2026-02-17"),)}, {Breach.NO_TALK}),
        ({"reasons_on": None}, {Breach.NO_WRITTEN_REASONS}),
        ({"follows": True, "talked_on": (), "reasons_on": None}, set()),
        ({"follows": None, "answer": Answer.AGREES, "talked_on": ()}, set()),
        ({"answer": None, "answered_on": None, "follows": None}, set()),
    ],
)
def test_a_decision_is_classed_by_what_was_skipped(change: dict[str, object], expected: set[Breach]) -> None:
    assert breaches(replace(IN_ORDER, **change)) == expected  # type: ignore[arg-type]  # each change fits its field


def test_a_decision_without_consent_is_shown_with_the_last_day_to_declare_it_void() -> None:
    track = Track(right=CONSENT, asked_on=at("2026-01-05"), decided_on=at("2026-02-16"), told_on=at("2026-03-03"))
    found = judge(track, at=at("2026-03-10"), calendar=NL)
    assert found.breaches == (Breach.NO_CONSENT,)
    # One month after 3 March is Good Friday; so the Tuesday after Easter.
    assert found.last_day == at("2026-04-07")
    assert [each.is_open for each in found.remedies] == [True]
    over = judge(track, at=at("2026-04-08"), calendar=NL)
    assert ([each.is_open for each in over.remedies], over.last_day) == ([False], None)


def test_nobody_can_be_too_late_for_what_they_were_never_told() -> None:
    track = Track(right=CONSENT, decided_on=at("2026-02-16"))
    found = judge(track, at=at("2036-02-16"), calendar=NL)
    assert set(found.breaches) == {Breach.NOT_ASKED, Breach.NO_CONSENT}
    assert [(each.deadline, each.is_open) for each in found.remedies] == [(None, True)]
    assert found.last_day is None


@pytest.mark.parametrize("change", [{"answer": Answer.AGREES}, {"allowed_on": at("2026-02-10")}])
def test_consent_or_what_stands_in_for_it_is_enough(change: dict[str, object]) -> None:
    track = Track(
        right=CONSENT,
        asked_on=at("2026-01-05"),
        answer=Answer.OBJECTS,
        answered_on=at("2026-02-02"),
        decided_on=at("2026-02-16"),
    )
    assert Breach.NO_CONSENT in breaches(track)
    assert breaches(replace(track, **change)) == set()  # type: ignore[arg-type]  # each change fits its field


def test_departing_from_weighty_advice_asks_for_a_finding_as_well() -> None:
    track = replace(IN_ORDER, right=WEIGHTY)
    assert breaches(track) == {Breach.NO_FINDING}
    assert breaches(replace(track, allowed_on=at("2026-02-12"))) == set()
    assert judge(track, at=at("2026-03-01"), calendar=NL).last_day == at("2026-03-17")


def test_a_complaint_waits_for_its_reply_until_the_term_is_over() -> None:
    track = Track(right=COMPLAINT, asked_on=at("2026-01-05"))
    found = judge(track, at=at("2026-01-20"), calendar=NL)
    assert found.reply is not None
    assert (found.reply.last_day, found.step) == (at("2026-02-16"), Step.ASKED)
    waiting = judge(Track(right=HEALTHWATCH, asked_on=at("2026-03-23")), at=at("2026-03-24"), calendar=EN)
    assert waiting.reply is not None
    assert waiting.reply.last_day == at("2026-04-22")


def test_where_the_law_names_a_term_deciding_within_it_is_deciding_before_the_answer() -> None:
    asks = replace(CONSENT, requires=(Duty.ASK,), reply_term=COMPLAINT.reply_term)
    track = Track(right=asks, asked_on=at("2026-01-05"), decided_on=at("2026-02-16"))
    assert breaches(track) == {Breach.DECIDED_BEFORE_THE_ANSWER}
    assert breaches(replace(track, decided_on=at("2026-02-17"))) == set()


def test_what_comes_after_the_day_is_not_looked_at() -> None:
    found = [
        judge(IN_ORDER, at=at(day), calendar=NL) for day in ("2026-01-04", "2026-01-05", "2026-02-02", "2026-02-09")
    ]
    assert [each.step for each in found] == [Step.NOT_ASKED, Step.ASKED, Step.ANSWERED, Step.TALKED]
    decided = judge(IN_ORDER, at=at("2026-02-16"), calendar=NL)
    assert (decided.step, decided.breaches) == (Step.DECIDED, (Breach.NO_WRITTEN_REASONS,))


def test_a_track_grows_event_by_event() -> None:
    track = Track(right=CONSENT)
    for event, day, more in (
        (Event.ASK, "2026-01-05", {}),
        (Event.ANSWER, "2026-02-02", {"answer": Answer.OBJECTS}),
        (Event.TALK, "2026-02-09", {}),
        (Event.DECIDE, "2026-02-16", {"follows": False}),
        (Event.REASON, "2026-02-17", {}),
    ):
        assert may(track, event, on=at(day), calendar=NL) == ()
        track = with_event(track, event, on=at(day), **more)
    assert track.told_on == at("2026-02-17")
    assert may(track, Event.INVOKE, on=at("2026-03-17"), calendar=NL, remedy="nullity") == ()
    invoked = with_event(track, Event.INVOKE, on=at("2026-03-17"), remedy="nullity")
    assert step(invoked) is Step.INVOKED
    assert [each.used_on for each in judge(invoked, at=at("2026-03-18"), calendar=NL).remedies] == [at("2026-03-17")]
    assert with_event(track, Event.ALLOW, on=at("2026-02-12")).allowed_on == at("2026-02-12")


@pytest.mark.parametrize(
    ("track", "event", "on", "code"),
    [
        (IN_ORDER, Event.ASK, "2026-03-01", "rights.already_asked"),
        (Track(right=ADVICE), Event.ANSWER, "2026-03-01", "rights.not_asked"),
        (Track(right=ADVICE), Event.REASON, "2026-03-01", "rights.not_decided"),
        (Track(right=ADVICE), Event.INVOKE, "2026-03-01", "rights.not_decided"),
        (IN_ORDER, Event.DECIDE, "2026-03-01", "rights.already_decided"),
        (IN_ORDER, Event.INVOKE, "2026-03-01", "rights.no_such_remedy"),
        (IN_ORDER, Event.REASON, "2026-01-01", "rights.in_another_order"),
        (IN_ORDER, Event.ANSWER, "2026-01-01", "rights.in_another_order"),
        (PASSED_OVER, Event.INVOKE, "2026-03-18", "rights.too_late"),
    ],
)
def test_what_stands_in_the_way_is_said(track: Track, event: Event, on: str, code: str) -> None:
    found = may(track, event, on=at(on), calendar=NL, remedy="nullity")
    assert code in {each.code for each in found}
    assert {each.code for each in found} <= set(REFUSALS)


def test_an_objection_against_a_municipality_has_six_weeks() -> None:
    track = Track(right=replace(OBJECTION, requires=(Duty.ASK,)), decided_on=at("2026-01-02"), told_on=at("2026-01-05"))
    assert judge(track, at=at("2026-01-06"), calendar=NL).last_day == at("2026-02-16")


def test_judicial_review_runs_from_the_decision_and_a_ruling_from_when_it_was_brought() -> None:
    track = Track(right=right("en-nhs", "commissioners"), decided_on=at("2026-01-31"))
    assert judge(track, at=at("2026-02-01"), calendar=EN).last_day == at("2026-04-30")
    brought = replace(CONSENT.remedies[0], term=Term(6, Unit.MONTHS, starts=Starts.BROUGHT))
    track = Track(right=replace(CONSENT, remedies=(brought,)), decided_on=at("2026-01-05"))
    assert judge(track, at=at("2026-02-01"), calendar=NL).last_day is None
    invoked = with_event(track, Event.INVOKE, on=at("2026-02-01"), remedy="ruling")
    assert judge(invoked, at=at("2026-02-01"), calendar=NL).last_day == at("2026-08-01")


def test_a_draft_departs_from_nothing_yet() -> None:
    assert not Track(right=ADVICE, answer=Answer.OBJECTS, answered_on=at("2026-01-05")).departs


days = st.none() | st.dates(date(2025, 1, 1), date(2026, 12, 31))
tracks = st.builds(
    Track,
    right=st.sampled_from(list(catalogue())),
    asked_on=days,
    answer=st.sampled_from([None, *Answer]),
    answered_on=days,
    talked_on=st.lists(days.filter(bool), max_size=3).map(tuple),
    allowed_on=days,
    decided_on=days,
    follows=st.sampled_from([None, True, False]),
    told_on=days,
    reasons_on=days,
)


@given(tracks, st.dates(date(2025, 1, 1), date(2027, 12, 31)))
def test_only_what_a_right_asks_can_be_skipped(track: Track, on: date) -> None:
    found = judge(track, at=on, calendar=NL)
    asked = {
        Breach.NOT_ASKED: Duty.ASK,
        Breach.ASKED_TOO_LATE: Duty.ASK,
        Breach.DECIDED_BEFORE_THE_ANSWER: Duty.ASK,
        Breach.NO_TALK: Duty.TALK,
        Breach.NO_FINDING: Duty.COMMITTEE,
        Breach.NO_CONSENT: Duty.CONSENT,
        Breach.NO_WRITTEN_REASONS: Duty.REASONS,
    }
    assert {asked[breach] for breach in found.breaches} <= set(track.right.requires)
    assert not found.breaches or (track.decided_on is not None and track.decided_on <= on)
    assert bool(found.remedies) <= bool(found.breaches)
    assert found.last_day is None or found.last_day >= on


@given(tracks, st.sampled_from(list(Event)), st.dates(date(2025, 1, 1), date(2026, 12, 31)))
def test_that_something_was_decided_is_never_refused_once_it_happened(track: Track, event: Event, on: date) -> None:
    found = may(track, event, on=on, calendar=NL, remedy="nullity")
    if event is Event.DECIDE and track.decided_on is None:
        assert found == ()
    if event is Event.TALK:
        assert found == ()
