from typing import Any

import pytest

from counterpoise.control.asking import Asking
from counterpoise.control.standing import DueSource
from counterpoise.record import Row, Say, surely_before
from counterpoise.record.contributions import Question
from counterpoise.record.decisions import Answer, Concern, Decision, Notice
from counterpoise.record.meetings import Meeting
from tests.builders import case, moment, row

BEFORE = row(Decision, "earlier", matter="stay", decided_at=moment("2013-03-04"))


def decision(**fields: Any) -> Decision:  # noqa: ANN401 - the fields of a decision
    return row(Decision, "close", matter="stay", decided_at=moment("2014-11-03"), reasons="the losses", **fields)


def respected(say: Say, *rows: Row, source: DueSource = DueSource.MANDATE, **fields: Any) -> bool:  # noqa: ANN401 - the fields of a decision
    taken = decision(**fields)
    asking = Asking.of(case(taken, BEFORE, *rows))
    return asking.respected(taken, say=say, source=source, group="council-group", body="council")


def test_before_is_certain_or_it_is_not_before() -> None:
    assert surely_before(moment("2014-11-02"), moment("2014-11-03"))
    assert not surely_before(moment("2014-11-03"), moment("2014-11-03"))
    assert not surely_before(moment("2014-11"), moment("2014-11-03"))
    assert surely_before(moment("2014-11-03T09:00:00+00:00"), moment("2014-11-03T10:00:00+00:00"))
    assert not surely_before(None, moment("2014-11-03"))
    assert not surely_before(moment("2014-11-03"), None)


def test_to_hear_is_to_be_told_before() -> None:
    told = row(Notice, "n", decision="close", group="council-group", told_at=moment("2014-11-01"))
    late = row(
        Notice, "m", decision="close", group="council-group", told_at=moment("2014-11-01"), heard_at=moment("2015-02")
    )
    assert respected(Say.HEAR, told)
    assert not respected(Say.HEAR, late)
    assert not respected(Say.HEAR)


MEETING = row(Meeting, "meeting", happened="2014-06-05", matters=("stay",), open_to=("council-group",))


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (MEETING, True),
        (row(Meeting, "m", happened="2014-11-03", matters=("stay",), open_to=("council-group",)), False),
        (row(Meeting, "m", happened="2013-01-05", matters=("stay",), open_to=("council-group",)), False),
        (row(Meeting, "m", happened="2014-06-05", matters=("stay",), open_to=("town",)), False),
        (row(Meeting, "m", happened="2014-06-05", matters=("rooms",), open_to=("council-group",)), False),
        (row(Meeting, "m", matters=("stay",), open_to=("council-group",)), False),
        (
            row(
                Question,
                "q",
                happened="2014-06-05",
                matter="stay",
                closed_at=moment("2014-06-30"),
                open_to=("council-group",),
            ),
            True,
        ),
        (row(Question, "q", happened="2014-06-05", matter="stay", open_to=("council-group",)), False),
        (row(Question, "q", happened="2014-06-05", closed_at=moment("2014-06-30"), open_to=("council-group",)), False),
    ],
)
def test_an_advice_is_asked_after_the_last_decision_and_before_this_one(asked: Row, expected: bool) -> None:
    assert respected(Say.ADVISE, asked) is expected


def test_a_first_decision_on_a_matter_has_nothing_before_it() -> None:
    taken = decision()
    asking = Asking.of(case(taken, row(Meeting, "m", happened="2012-01-05", matters=("stay",), open_to=("g",))))
    assert asking.asked(taken, group="g")


def test_a_round_of_concerns_is_asking() -> None:
    open_to: dict[str, Any] = {"concerns_until": moment("2014-10-20"), "concerns_open_to": ("council-group",)}
    assert respected(Say.ADVISE_WEIGHTY, concerns_from=moment("2014-10-01"), **open_to)
    assert not respected(Say.ADVISE_WEIGHTY, **open_to)


def test_the_law_asks_for_a_written_request_to_the_body() -> None:
    law = DueSource.LEGAL_RIGHT
    assert not respected(Say.ADVISE, MEETING, source=law)
    assert respected(Say.ADVISE, source=law, consulted=("council",), consulted_at=moment("2014-09-01"))
    assert not respected(Say.ADVISE, source=law, consulted=("council",), consulted_at=moment("2014-11-04"))


def test_an_advice_is_answered_with_reasons() -> None:
    concern = row(Concern, "c", decision="close", group="council-group")
    empty = row(Answer, "a", concern="c", reason=" ")
    signed = row(Answer, "a", concern="c", reason="no", no_answer=True)
    reason = row(Answer, "a", concern="c", reason="the losses are too large")
    assert not respected(Say.ADVISE, MEETING, concern)
    assert not respected(Say.ADVISE, MEETING, concern, empty)
    assert not respected(Say.ADVISE, MEETING, concern, signed)
    assert respected(Say.ADVISE, MEETING, concern, reason)


def test_without_concerns_the_decision_gives_its_own_reasons() -> None:
    silent = row(Decision, "close", matter="stay", decided_at=moment("2014-11-03"))
    asking = Asking.of(case(silent, MEETING))
    assert not asking.respected(silent, say=Say.ADVISE, source=DueSource.MANDATE, group="council-group")


def test_consent_is_a_recorded_yes_and_deciding_is_taking_it() -> None:
    assert respected(Say.CONSENT, consented=("council-group",))
    assert not respected(Say.CO_DECIDE)
    assert respected(Say.DECIDE, taken_by="council")
    assert not respected(Say.DECIDE, taken_by="board")
    assert respected(Say.NONE)


def test_a_group_without_a_body_cannot_have_decided() -> None:
    taken = decision()
    assert not Asking.of(case(taken)).respected(taken, say=Say.DECIDE, source=DueSource.MANDATE, group="town")
