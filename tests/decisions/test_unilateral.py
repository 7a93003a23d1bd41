from __future__ import annotations

from typing import Any

import pytest

from counterpoise.control.mandates import Mandates
from counterpoise.decisions.dossier import dossiers
from counterpoise.decisions.sidedness import Classification, Flag, GroundKind, GroupClass, Sidedness, Urgency
from counterpoise.decisions.unilateral import classify, unilateral
from counterpoise.record import Row, Say, Side
from counterpoise.record.commitments import Promise
from counterpoise.record.decisions import Answer, Concern
from counterpoise.record.initiatives import Affects, Group, PromisedLevel
from counterpoise.record.mandates import Basis, GroupSay, Mandate, MandateState, StatutoryMandate
from counterpoise.record.meetings import Meeting
from counterpoise.record.people import Body
from tests.builders import at, case, moment, row
from tests.decisions.mandates_by_hand import assents
from tests.decisions.worlds import MATTER, closing, decision, groups, told


def classes(*rows: Row) -> dict[str, Classification | None]:
    world = case(*rows)
    mandates = Mandates.of(world)
    return {each.decision.id: classify(each, mandates=mandates, at=world.at) for each in dossiers(world)}


def of_town(*rows: Row, on: str = "2014-11-04", **fields: Any) -> GroupClass:  # noqa: ANN401 - any field
    """Return the class for the town of a decision that it was told of on a day."""
    found = classes(
        *groups("town", body="town-body"),
        decision("closing", "2014-11-03", **fields),
        *told("closing", {"town": on}),
        *rows,
    )["closing"]
    assert found is not None
    return found.groups[0]


def a_promise(level: PromisedLevel | None, **fields: Any) -> Promise:  # noqa: ANN401 - any field
    fields.setdefault("happened", "2013-05-13")
    return row(Promise, "promise", to=("town",), promised_level=level, **fields)


def an_evening(day: str = "2014-09-18", **fields: Any) -> Meeting:  # noqa: ANN401 - any field
    return row(Meeting, "evening", happened=day, matters=(MATTER,), open_to=("town",), **fields)


def test_the_home_stays_open_alone_and_closes_against_a_promise_and_the_law() -> None:
    found = classes(*closing())
    assert {name: each.sidedness for name, each in found.items() if each is not None} == {
        "stay-open": Sidedness.U1,
        "own-venue": Sidedness.U1,
        "closing": Sidedness.U3,
    }
    closed = found["closing"]
    assert closed is not None
    council = next(each for each in closed.groups if each.group == "council")
    assert council.due is Say.CO_DECIDE
    assert [(ground.kind, ground.say, ground.met) for ground in council.grounds] == [
        (GroundKind.PROMISE, Say.CO_DECIDE, False),
        (GroundKind.LEGAL_RIGHT, Say.ADVISE, False),
    ]
    assert [reason.code for reason in council.reasons] == ["due_not_met", "due_not_met", "told_late"]
    assert [each.group for each in closed.beside] == ["employees", "managers", "municipality"]


def test_one_decision_in_three_was_one_sided() -> None:
    reading = unilateral(case(*closing()), seed=42)
    assert (reading.numerator, reading.denominator) == (1, 3)
    assert reading.interval == pytest.approx((0.061, 0.792), abs=1e-3)
    assert reading.evidence.numerator == ("closing",)
    assert (reading.known, reading.candidates) == (3, 3)
    by_class = {part.of: part.numerator for part in reading.parts if part.name == "class"}
    assert by_class == {"U0": 0, "U1": 2, "U2": 0, "U3": 1}
    table = next(each for each in reading.details["decisions"] if each["decision"] == "closing")
    assert table["class"] == "U3"
    assert [group["lag"] for group in table["groups"]] == [None, [119, 119], [91, 91], [147, 147]]


def test_a_decision_that_touches_nobody_is_left_out_and_one_that_touches_no_citizens_is_not_counted() -> None:
    world = case(
        decision("alone", "2014-11-03", matter=None),
        decision("inside", "2014-11-03", matter="shifts", draft_at=moment("2014-10")),
        row(Group, "staff"),
        row(Affects, "touched", matter="shifts", group="staff"),
    )
    reading = unilateral(world, seed=42)
    assert (reading.value, reading.denominator, reading.known, reading.candidates) == (None, 0, 1, 2)
    assert reading.evidence.excluded == ("alone",)
    table = next(each for each in reading.details["decisions"] if each["decision"] == "inside")
    assert (table["class"], table["draft_at"], table["beside"][0]["side"]) == (None, "2014-10", None)


def test_an_empty_record_has_no_share_of_one_sided_decisions() -> None:
    reading = unilateral(case(), seed=42)
    assert (reading.value, reading.interval, reading.candidates) == (None, None, 0)


def test_a_draft_and_a_decision_to_come_have_no_class() -> None:
    found = classes(*groups("town"), decision("hall", None), decision("later", "2015-09-01", recorded="2015-01-01"))
    assert found == {"hall": None, "later": None}


def test_asked_and_told_in_time_is_not_one_sided() -> None:
    asked = of_town(an_evening())
    assert (asked.sidedness, asked.asked, asked.met) == (Sidedness.U0, True, False)
    assert [reason.code for reason in asked.reasons] == ["asked", "told_in_time"]


@pytest.mark.parametrize(("day", "expected"), [("2014-11-10", "U1"), ("2014-11-11", "U2")])
def test_more_than_seven_days_is_late(day: str, expected: str) -> None:
    assert of_town(on=day).sidedness.value == expected


def test_asked_but_told_late_is_late() -> None:
    assert of_town(an_evening(), on="2014-12-03").sidedness is Sidedness.U2


def test_a_group_that_was_never_told_is_no_better_than_one_told_late() -> None:
    found = classes(*groups("town"), decision("closing", "2014-11-03"))["closing"]
    assert found is not None
    assert found.sidedness is Sidedness.U2
    assert found.groups[0].reasons[-1].given == {"days": 239}


@pytest.mark.parametrize(
    "evening",
    [
        an_evening("2014-11-03"),
        an_evening("2014-11"),
        an_evening("2013-01-10"),
        an_evening("2014-09-18", closed_at=moment("2014-11-20")),
        row(Meeting, "undated", matters=(MATTER,), open_to=("town",)),
        row(Meeting, "others", happened="2014-09-18", matters=(MATTER,), open_to=("council",)),
        row(Meeting, "elsewhere", happened="2014-09-18", matters=("elsewhere",), open_to=("town",)),
    ],
    ids=lambda evening: evening.id + str(evening.happened_at) + str(evening.closed_at),
)
def test_a_meeting_counts_as_asking_only_between_the_last_decision_and_this_one(evening: Meeting) -> None:
    assert not of_town(decision("stay-open", "2013-03-04"), evening).asked


@pytest.mark.parametrize(("day", "flagged"), [("2014-10-20", False), ("2014-10-21", True)])
def test_asked_less_than_fourteen_days_before_is_flagged_and_the_class_stays(day: str, flagged: bool) -> None:
    found = of_town(an_evening(day))
    assert (Flag.ASKED_AT_SHORT_NOTICE in found.flags) is flagged
    assert found.sidedness is Sidedness.U0


def test_drafted_before_asked_is_flagged_and_the_class_stays() -> None:
    found = of_town(an_evening(), draft_at=moment("2014-08"))
    assert found.flags == (Flag.DRAFTED_BEFORE_ASKED,)
    assert found.sidedness is Sidedness.U0


@pytest.mark.parametrize(("side", "flagged"), [(Side.CIVIC, True), (Side.ORGANIZATIONAL, False), (None, False)])
def test_a_decision_of_a_body_of_the_citizens_is_flagged_and_the_class_stays(side: Side | None, flagged: bool) -> None:
    found = of_town(row(Body, "body", side=side, name="Council"), taken_by="body", on="2014-12-24")
    assert (found.sidedness, Flag.TAKEN_BY_CITIZENS in found.flags) == (Sidedness.U2, flagged)


def test_dates_that_leave_the_class_open_are_flagged() -> None:
    found = of_town(on="2014-11")
    assert found.flags == (Flag.DATES_LEAVE_IT_OPEN,)
    assert found.sidedness is Sidedness.U2


@pytest.mark.parametrize(
    ("urgency", "look_on", "expected"),
    [("", None, Urgency.NOT_CLAIMED), ("Fire.", None, Urgency.CLAIMED), ("Fire.", "2014-12-01", Urgency.EXPLAINED)],
)
def test_urgency_is_marked_and_the_class_stays(urgency: str, look_on: str | None, expected: Urgency) -> None:
    fields = {"urgency": urgency, "urgent_look_on": None if look_on is None else at(look_on)}
    found = classes(*groups("town"), decision("closing", "2014-11-03", **fields))["closing"]
    assert found is not None
    assert (found.urgency, found.sidedness) == (expected, Sidedness.U2)


@pytest.mark.parametrize(
    ("level", "due"),
    [
        (None, Say.NONE),
        (PromisedLevel.NOT_TOLD, Say.NONE),
        (PromisedLevel.TOLD, Say.HEAR),
        (PromisedLevel.ASKED, Say.ADVISE),
        (PromisedLevel.WORKED_OUT_TOGETHER, Say.ADVISE_WEIGHTY),
        (PromisedLevel.DECIDED_TOGETHER, Say.CO_DECIDE),
        (PromisedLevel.CITIZENS_DECIDED, Say.DECIDE),
    ],
)
def test_a_promised_level_amounts_to_a_say(level: PromisedLevel | None, due: Say) -> None:
    assert of_town(a_promise(level)).due is due


@pytest.mark.parametrize(
    "promise",
    [
        a_promise(PromisedLevel.TOLD, happened="2014-11-03"),
        a_promise(PromisedLevel.TOLD, happened=None),
        a_promise(PromisedLevel.TOLD, scope=("elsewhere",)),
        a_promise(PromisedLevel.TOLD, withdrawn_at=moment("2014-10-01")),
        row(Promise, "to-others", happened="2013-05-13", to=("council",), promised_level=PromisedLevel.TOLD),
    ],
)
def test_a_promise_made_later_elsewhere_to_others_or_taken_back_is_not_due(promise: Promise) -> None:
    assert of_town(promise).due is Say.NONE


def test_a_promise_taken_back_afterwards_was_due() -> None:
    first = a_promise(PromisedLevel.TOLD)
    weaker = a_promise(PromisedLevel.NOT_TOLD, happened="2014-11-20", version=2)
    assert of_town(first, weaker).due is Say.HEAR
    assert of_town(a_promise(PromisedLevel.TOLD, withdrawn_at=moment("2014-11-03"))).due is Say.HEAR


def test_to_hear_is_met_only_by_being_told_before() -> None:
    promise = a_promise(PromisedLevel.TOLD)
    assert of_town(promise, on="2014-11-02").sidedness is Sidedness.U0
    assert of_town(promise, on="2014-11-03").sidedness is Sidedness.U3


def test_advice_is_met_by_asking_and_reasons() -> None:
    promise = a_promise(PromisedLevel.ASKED)
    assert of_town(promise, an_evening(), reasons="The losses.").met
    assert not of_town(promise, an_evening()).met
    assert not of_town(promise, reasons="The losses.").met


def test_advice_that_was_given_is_owed_an_answer_with_a_reason() -> None:
    asked = (a_promise(PromisedLevel.ASKED), an_evening(), row(Concern, "worry", decision="closing", group="town"))
    assert not of_town(*asked, reasons="The losses.").met
    assert not of_town(*asked, row(Answer, "reply", concern="worry")).met
    assert of_town(*asked, row(Answer, "reply", concern="worry", reason="Too few nurses.")).met


def test_consent_is_met_by_a_recorded_yes() -> None:
    promise = a_promise(PromisedLevel.DECIDED_TOGETHER)
    assert of_town(promise, consented=("town",)).met
    assert not of_town(promise, consented=("council",)).met


def test_deciding_is_met_where_the_groups_own_body_decided() -> None:
    promise = a_promise(PromisedLevel.CITIZENS_DECIDED)
    assert of_town(promise, taken_by="town-body").met
    assert not of_town(promise, taken_by="board").met


RIGHT = row(StatutoryMandate, "right", topics=("closing",), say=Say.ADVISE, body="town-body")


def test_a_legal_right_to_advise_needs_a_written_request_to_the_body() -> None:
    fields: dict[str, Any] = {"topic": "closing", "reasons": "The losses."}
    assert not of_town(RIGHT, an_evening(), **fields).met
    asked = {**fields, "consulted": ("town-body",), "consulted_at": moment("2014-09-01")}
    assert of_town(RIGHT, **asked).met
    assert not of_town(RIGHT, **{**asked, "consulted_at": moment("2014-11-03")}).met
    assert of_town(RIGHT, **{**asked, "topic": "meals"}).due is Say.NONE


def test_a_mandate_that_writes_down_the_law_is_one_reason_with_it_unless_it_gives_more() -> None:
    fields: dict[str, Any] = {"holder": "town-body", "basis": Basis.STATUTORY, "state": MandateState.AGREED}
    same = row(Mandate, "written", matter=MATTER, say=Say.ADVISE, legal_right="right", **fields)
    assert [ground.id for ground in of_town(RIGHT, same, topic="closing").grounds] == ["right"]
    more = row(Mandate, "written", matter=MATTER, say=Say.CONSENT, legal_right="right", **fields)
    grounds = of_town(RIGHT, more, topic="closing").grounds
    assert [(ground.id, ground.kind, ground.say) for ground in grounds] == [
        ("written", GroundKind.LEGAL_RIGHT, Say.CONSENT),
        ("right", GroundKind.LEGAL_RIGHT, Say.ADVISE),
    ]


def test_what_is_written_down_and_then_agreed_is_a_mandate() -> None:
    lawful = row(
        Mandate,
        "both",
        recorded="2013-01-01",
        matter=MATTER,
        holder="town-body",
        say=Say.ADVISE,
        legal_right="right",
        basis=Basis.STATUTORY,
        state=MandateState.AGREED,
    )
    agreed = row(
        Mandate,
        "both",
        happened="2014-01-01",
        version=2,
        matter=MATTER,
        others=(GroupSay(group="town", say=Say.CONSENT),),
        basis=Basis.AGREED,
        state=MandateState.AGREED,
        assents=assents("2014-01-01"),
    )
    grounds = of_town(RIGHT, lawful, agreed, topic="closing").grounds
    assert (grounds[0].kind, grounds[0].say) == (GroundKind.MANDATE, Say.CONSENT)
