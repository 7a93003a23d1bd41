from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from counterpoise.control.mandates import Mandates
from counterpoise.control.rights.catalogue import catalogue, statutory_mandate
from counterpoise.control.rights.judging import Breach
from counterpoise.control.rights.track import Step
from counterpoise.datasets.illustrations import illustrations
from counterpoise.decisions.dossier import taken_dossiers
from counterpoise.decisions.sidedness import Sidedness
from counterpoise.decisions.tracks import LegalTrack, legal_tracks
from counterpoise.decisions.unilateral import classify
from counterpoise.record import Row, Side, look
from counterpoise.record.decisions import Concern, Decision, Notice
from counterpoise.record.initiatives import Affects, Group
from counterpoise.record.legal import LegalStep, LegalStepKind, RemedyKind
from counterpoise.record.mandates import StatutoryMandate
from counterpoise.record.meetings import Meeting
from tests.builders import INITIATIVE, case, moment, row, written


def world(topic: str = "meals", *, consented: bool = False, asked: str | None = "2026-01-05") -> list[Row]:
    """Return a decision that touches a council with the rights of 2018."""
    (right,) = catalogue().find(topic=topic, pack="nl-wmcz-2018")
    return [
        statutory_mandate(
            right, id="right", recorded_at=written("2020-07-01"), initiative=INITIATIVE, body="body", group="council"
        ),
        row(Group, "council", side=Side.CIVIC, body="body"),
        row(Affects, "touches", matter="kitchen", group="council"),
        row(
            Decision,
            "supplier",
            happened="2026-02-16",
            decided_at=moment("2026-02-16"),
            matter="kitchen",
            topic=topic,
            reasons="It is cheaper.",
            taken_by="board",
            consulted=("body",) if asked else (),
            consulted_at=moment(asked) if asked else None,
            consented=("council",) if consented else (),
        ),
        row(
            Notice,
            "told",
            happened="2026-03-03",
            decision="supplier",
            group="council",
            told_at=moment("2026-03-03"),
        ),
    ]


def only(rows: list[Row], on: str = "2026-03-10") -> LegalTrack:
    """Return the one track there is."""
    (found,) = legal_tracks(case(*rows, on=on))
    return found


def test_a_decision_without_consent_is_classed_and_shown_with_the_last_day_of_the_remedy() -> None:
    found = only(world())
    assert (found.decision, found.mandate, found.group) == ("supplier", "right", "council")
    assert found.judgement.breaches == (Breach.NO_CONSENT,)
    assert found.judgement.last_day == date(2026, 4, 7)
    assert only(world(consented=True)).judgement.breaches == ()


def test_the_same_decision_is_one_sided_in_the_power_check_by_the_topic_of_the_law() -> None:
    for consented, sidedness in ((False, Sidedness.U3), (True, Sidedness.U2)):
        seen = case(*world(consented=consented), on="2026-03-10")
        (dossier,) = taken_dossiers(seen)
        found = classify(dossier, mandates=Mandates.of(seen), at=seen.at)
        assert found is not None
        assert found.sidedness is sidedness


def test_a_decision_against_advice_without_a_talk_is_classed() -> None:
    objection = row(Concern, "cold", happened="2026-02-01", decision="supplier", group="council")
    found = only([*world("closing"), objection])
    assert found.judgement.breaches == (Breach.NO_TALK,)
    talk = row(Meeting, "talk", happened="2026-02-09", matters=("kitchen",), open_to=("council",))
    assert only([*world("closing"), objection, talk]).judgement.breaches == ()


def test_who_was_not_asked_in_writing_was_not_asked() -> None:
    assert Breach.NOT_ASKED in only(world("closing", asked=None)).judgement.breaches


def test_a_month_is_read_against_who_should_have_asked() -> None:
    assert Breach.ASKED_TOO_LATE in only(world(asked="2026-02")).judgement.breaches


def test_a_draft_stands_on_its_track_as_well() -> None:
    rows = [each for each in world() if not isinstance(each, Decision | Notice)]
    draft = row(
        Decision, "draft", recorded="2026-01-02", topic="meals", matter="kitchen", draft_at=moment("2026-01-02")
    )
    found = only([*rows, draft])
    assert (found.judgement.step, found.judgement.breaches) == (Step.NOT_ASKED, ())


def test_a_decision_without_a_topic_and_a_right_from_elsewhere_have_no_track() -> None:
    other = row(Decision, "other", happened="2026-02-01", decided_at=moment("2026-02-01"))
    assert [one.decision for one in legal_tracks(case(*world(), other, on="2026-03-10"))] == ["supplier"]
    strange = row(StatutoryMandate, "right", pack="xx-elsewhere", article="1", topics=("meals",), body="body")
    rows = [each for each in world() if not isinstance(each, StatutoryMandate)]
    assert legal_tracks(case(*rows, strange, on="2026-03-10")) == ()


def test_a_right_that_names_only_a_group_or_only_a_body_is_followed() -> None:
    rows = world()
    right = rows[0]
    assert isinstance(right, StatutoryMandate)
    for change in ({"body": None}, {"group": None}):
        object.__setattr__(right, "body", "body")
        object.__setattr__(right, "group", "council")
        for name, value in change.items():
            object.__setattr__(right, name, value)
        assert only(rows).group == "council"


def test_the_closing_of_the_demonstration_was_not_put_to_the_council() -> None:
    seen = {one.initiative.id: one for one in look(illustrations(), at=date(2015, 6, 30)).cases}
    found = {one.decision: one for each in seen.values() for one in legal_tracks(each)}
    assert set(found) == {"closing"}
    assert Breach.NOT_ASKED in found["closing"].judgement.breaches
    assert found["closing"].judgement.track.right.pack == "nl-wmcz-1996"


def step(name: str, kind: LegalStepKind, happened: str, **more: Any) -> LegalStep:  # noqa: ANN401 - its fields
    return row(LegalStep, name, happened=happened, decision="supplier", right="right", kind=kind, body="body", **more)


@pytest.mark.parametrize(("day", "in_time"), [("2026-04-07", True), ("2026-04-08", False)])
def test_a_remedy_that_was_used_stands_on_its_track_with_the_term_that_it_met_or_missed(
    day: str, in_time: bool
) -> None:
    used = step("void", LegalStepKind.REMEDY_USED, day, remedy=RemedyKind.NULLITY)
    found = only([*world(), used], on="2026-05-01").judgement
    (remedy,) = found.remedies
    assert (found.step, remedy.used_on, remedy.in_time) == (Step.INVOKED, date.fromisoformat(day), in_time)
    assert not remedy.is_open
    assert found.last_day is None
    before = only([*world(), used], on="2026-03-10").judgement
    assert (before.remedies[0].used_on, before.remedies[0].in_time) == (None, None)


def test_a_remedy_that_this_right_does_not_name_is_kept_and_has_no_term() -> None:
    court = step("court", LegalStepKind.REMEDY_USED, "2026-03-20", remedy=RemedyKind.JUDICIAL_REVIEW)
    found = only([*world(consented=True), court], on="2026-04-01").judgement
    named = {one.remedy.kind: (one.used_on, one.in_time) for one in found.remedies}
    assert found.breaches == ()
    assert named["judicial_review"] == (date(2026, 3, 20), None)


def test_of_a_remedy_of_which_only_the_month_is_known_the_last_day_counts() -> None:
    used = step("void", LegalStepKind.REMEDY_USED, "2026-04", remedy=RemedyKind.NULLITY)
    assert only([*world(), used], on="2026-05-01").judgement.remedies[0].in_time is False


def test_a_step_under_another_right_is_not_of_this_track() -> None:
    other = replace(step("void", LegalStepKind.REMEDY_USED, "2026-03-20", remedy=RemedyKind.NULLITY), right="other")
    assert only([*world(), other], on="2026-04-01").judgement.remedies[0].used_on is None


def test_a_step_under_no_named_right_is_one_of_the_body_that_took_it() -> None:
    used = step("void", LegalStepKind.REMEDY_USED, "2026-03-20", remedy=RemedyKind.NULLITY)
    for body, day in (("body", date(2026, 3, 20)), ("another", None), (None, date(2026, 3, 20))):
        found = only([*world(), replace(used, right=None, body=body)], on="2026-04-01")
        assert found.judgement.remedies[0].used_on == day


def test_who_was_given_time_to_answer_has_it_and_a_decision_before_its_end_is_classed() -> None:
    given = step("time", LegalStepKind.TERM_EXTENDED, "2026-01-12", until=date(2026, 2, 10))
    assert Breach.DECIDED_BEFORE_THE_ANSWER not in only([*world("closing"), given]).judgement.breaches
    longer = step("longer", LegalStepKind.TERM_PAUSED, "2026-01-20", until=date(2026, 1, 30))
    found = only([*world("closing"), given, longer]).judgement
    assert found.reply is not None
    assert found.reply.last_day == date(2026, 2, 20)
    assert Breach.DECIDED_BEFORE_THE_ANSWER in found.breaches


def test_a_pause_of_a_remedy_is_kept_and_does_not_move_its_last_day() -> None:
    paused = step("pause", LegalStepKind.TERM_PAUSED, "2026-03-09", remedy=RemedyKind.NULLITY, until=date(2026, 4, 9))
    found = only([*world(), paused]).judgement
    assert found.last_day == date(2026, 4, 7)
    assert [len(one.clock.ignored) for one in found.remedies] == [1]
