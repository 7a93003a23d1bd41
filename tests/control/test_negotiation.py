from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoise.control.mandates import who_decides
from counterpoise.control.negotiation import (
    TRANSITIONS,
    content_problems,
    last_day,
    may_agree,
    may_contest,
    may_expire,
    may_lay_down,
    may_propose,
    may_reopen,
    next_version,
)
from counterpoise.control.negotiation import MandateObstacle as No
from counterpoise.control.standing import Standing
from counterpoise.levels.refusals import Refusal
from counterpoise.record import Say, Side
from counterpoise.record.mandates import Basis, DutyMove, GroupSay, Mandate, MandateState
from counterpoise.record.people import Body, Seat
from tests.builders import at, case, moment, row
from tests.control.mandating import agreed, assents, right

NOW = datetime(2014, 5, 12, 18, tzinfo=UTC)
TODAY = NOW.date()
BODIES = {"council": row(Body, "council", side=Side.CIVIC), "board": row(Body, "board", side=Side.ORGANIZATIONAL)}
SEATS = (row(Seat, "s1", body="council", person="anna"), row(Seat, "s2", body="board", person="bert"))


def proposal(**fields: object) -> Mandate:
    full = replace(
        agreed(),
        state=MandateState.PROPOSED,
        assents=(),
        others=(GroupSay(group="town", say=Say.ADVISE),),
        limits="the money of this year",
        conflict_decides="the board",
        conflict_mediator="the municipality",
        conflict_max_days=30,
        expires_on=at("2016-05-12"),
    )
    return replace(full, **fields)  # type: ignore[arg-type]  # the fields are those of a mandate


def codes(refusals: tuple[Refusal, ...]) -> set[str]:
    return {refusal.code for refusal in refusals}


def problems(**fields: object) -> set[str]:
    return codes(content_problems(proposal(**fields), affected={"town"}, at=TODAY))


def test_a_mandate_that_names_everything_can_be_put() -> None:
    assert may_propose(proposal(), affected={"town"}, at=TODAY) == ()


def test_decided_centrally_is_a_valid_mandate() -> None:
    central = proposal(holder="board", others=(GroupSay(group="town", say=Say.NONE),))
    assert content_problems(central, affected={"town"}, at=TODAY) == ()


def test_a_mandate_names_decider_say_limits_and_conflict_rule() -> None:
    assert problems(matter=None, holder=None, say=None, limits=" ") == {
        No.NO_MATTER, No.NO_HOLDER, No.NO_SAY, No.NO_LIMITS,
    }  # fmt: skip
    assert problems(others=()) == {No.GROUP_WITHOUT_SAY}
    for field, empty in (("conflict_decides", ""), ("conflict_mediator", " "), ("conflict_max_days", None)):
        assert problems(**{field: empty}) == {No.NO_CONFLICT_RULE}


def test_a_mandate_is_looked_at_or_ends_within_24_months() -> None:
    assert problems(expires_on=None) == {No.NO_END}
    assert problems(expires_on=date(2016, 5, 13)) == {No.END_TOO_FAR}
    assert problems(expires_on=date(2020, 1, 1), review_on=date(2016, 5, 12)) == set()
    assert problems(expires_on=TODAY) == {No.END_PASSED}


def test_24_months_after_a_leap_day_is_the_last_of_february() -> None:
    assert last_day(date(2016, 2, 29)) == date(2018, 2, 28)
    assert last_day(date(2015, 12, 31), months=2) == date(2016, 2, 29)


def test_a_duty_that_moves_to_citizens_says_which_say_goes_with_it_and_that_may_be_none() -> None:
    assert problems(duty_moved=DutyMove.TO_CIVIC) == {No.DUTY_WITHOUT_SAY_FIELD}
    assert problems(duty_moved=DutyMove.TO_CIVIC, say_with_it=Say.NONE) == set()
    assert problems(duty_moved=DutyMove.TO_ORGANIZATION) == set()


def test_what_is_claimed_needs_no_more_than_matter_holder_and_say() -> None:
    bare = row(Mandate, "claim", basis=Basis.CLAIMED, matter="volunteers", holder="board", say=Say.DECIDE)
    assert content_problems(bare, affected={"town"}, at=TODAY) == ()


def test_what_the_law_lays_down_names_its_right_and_can_only_be_raised() -> None:
    assert problems(basis=Basis.STATUTORY) == {No.NO_LEGAL_RIGHT}
    below = proposal(holder="council", say=Say.HEAR)
    raised = proposal(holder="council", say=Say.CONSENT)
    unsaid = proposal(holder="council", say=None)
    by_group = proposal(others=(GroupSay(group="council-group", say=Say.HEAR), GroupSay(group="town", say=Say.HEAR)))
    for version, expected in ((below, {No.BELOW_LEGAL_RIGHT}), (raised, set()), (by_group, {No.BELOW_LEGAL_RIGHT})):
        assert codes(content_problems(version, affected={"town"}, rights=[right()], at=TODAY)) == expected
    assert codes(content_problems(unsaid, affected={"town"}, rights=[right()], at=TODAY)) == {No.NO_SAY}
    nobody = right(group=None, body=None)
    assert content_problems(below, affected={"town"}, rights=[nobody], at=TODAY) == ()


@pytest.mark.parametrize(
    ("state", "free"),
    [
        (MandateState.PROPOSED, True),
        (MandateState.CONTESTED, True),
        (MandateState.EXPIRED, True),
        (MandateState.AGREED, False),
    ],
)
def test_a_new_version_follows_any_state_but_agreed_which_is_reopened_first(state: MandateState, free: bool) -> None:
    refused = codes(may_propose(proposal(), after=agreed(state=state), affected={"town"}, at=TODAY))
    assert refused == (set() if free else {No.NOT_FROM_HERE})


def test_contesting_needs_a_proposal_and_a_reason() -> None:
    assert may_contest(proposal(), reason="we were not asked") == ()
    assert codes(may_contest(agreed(), reason=" ")) == {No.NOT_FROM_HERE, No.NO_REASON}


def test_either_side_reopens_what_was_agreed_with_a_reason_but_not_the_law() -> None:
    assert may_reopen(agreed(), reason="things changed") == ()
    assert codes(may_reopen(proposal(basis=Basis.STATUTORY), reason="")) == {
        No.STATUTORY, No.NOT_FROM_HERE, No.NO_REASON,
    }  # fmt: skip


def agreeing(version: Mandate | None = None, **change: object) -> set[str]:
    arguments = {"assents": assents(), "bodies": BODIES, "seats": SEATS, "at": NOW, **change}
    return codes(may_agree(version or proposal(), **arguments))  # type: ignore[arg-type]  # arguments by name


def test_both_sides_in_their_seats_can_agree() -> None:
    assert agreeing() == set()


def test_one_side_alone_cannot_agree() -> None:
    assert agreeing(assents=assents()[:1]) == {No.NOT_BOTH_SIDES}


def test_nobody_agrees_without_a_seat_in_a_body_of_their_side() -> None:
    assert agreeing(seats=SEATS[:1]) == {No.NO_SEAT}
    assert agreeing(bodies={}) == {No.NO_SEAT}
    assert agreeing(bodies={**BODIES, "board": row(Body, "board", side=None)}) == {No.NO_SEAT}
    assert agreeing(seats=(SEATS[0], replace(SEATS[1], active_until=TODAY))) == {No.NO_SEAT}
    assert agreeing(assents=assents(staff=None)) == {No.NO_SEAT, No.NOT_BOTH_SIDES}


def test_nobody_agrees_in_the_future() -> None:
    assert No.ASSENT_IN_FUTURE in agreeing(assents=assents("2014-05-13"))
    late = replace(assents()[1], given_at=moment("2014-05-12T19:00:00+00:00"))
    assert No.ASSENT_IN_FUTURE in agreeing(assents=(assents()[0], late))
    undated = replace(assents()[1], given_at=None)
    assert agreeing(assents=(assents()[0], undated)) == {No.NOT_BOTH_SIDES}


def test_what_is_claimed_or_contested_cannot_be_agreed_to() -> None:
    assert agreeing(proposal(basis=Basis.CLAIMED)) == {No.CLAIMED}
    assert agreeing(proposal(state=MandateState.CONTESTED)) == {No.NOT_FROM_HERE}


def test_a_mandate_expires_on_its_day_and_the_law_does_not() -> None:
    assert may_expire(agreed(), at=at("2016-05-12")) == ()
    assert codes(may_expire(agreed(), at=at("2016-05-11"))) == {No.NOT_EXPIRED_YET}
    assert codes(may_expire(proposal(basis=Basis.STATUTORY, expires_on=None), at=at())) == {
        No.NOT_FROM_HERE, No.STATUTORY, No.NOT_EXPIRED_YET,
    }  # fmt: skip


def test_agreeing_gives_a_version_that_is_in_force_from_then_on() -> None:
    put = proposal(basis=None)
    made = next_version(put, to=MandateState.AGREED, at=NOW, recorded_by="anna", reason="agreed", assents=assents())
    assert (made.version, made.basis, made.recorded_at) == (2, Basis.AGREED, NOW)
    assert who_decides(case(put, made), matter="volunteers", at=TODAY).standing is Standing.AGREED


def test_reopening_keeps_the_content() -> None:
    made = next_version(agreed(), to=MandateState.CONTESTED, at=NOW)
    assert (made.holder, made.basis, made.assents) == ("platform", Basis.AGREED, ())


@settings(deadline=None)  # the machine may be busy
@given(st.sampled_from(MandateState), st.lists(st.integers(0, 9), max_size=6))
def test_from_every_state_a_new_version_can_be_reached(start: MandateState, choices: list[int]) -> None:
    state = start
    for choice in choices:
        following = sorted(TRANSITIONS[state])
        state = following[choice % len(following)]
    reached, to_look = set(), [state]
    while to_look:
        here = to_look.pop()
        if here not in reached:
            reached.add(here)
            to_look += TRANSITIONS[here]
    assert MandateState.PROPOSED in reached


def test_every_state_of_a_mandate_has_a_row_in_the_table() -> None:
    assert set(TRANSITIONS) == set(MandateState)
    assert all(TRANSITIONS.values())


def laid_down(**fields: object) -> Mandate:
    law = right()
    full = row(
        Mandate,
        "by-law",
        matter="volunteers",
        holder=law.body,
        say=law.say,
        review_on=at("2016-05-12"),
        basis=Basis.STATUTORY,
        state=MandateState.AGREED,
        legal_right=law.id,
    )
    return replace(full, **fields)  # type: ignore[arg-type]  # the fields are those of a mandate


def test_what_the_law_lays_down_needs_no_yes_no_limits_and_no_rule_for_disagreement() -> None:
    assert may_lay_down(laid_down(), right=right(), at=TODAY) == ()


def test_what_the_law_lays_down_is_the_say_of_a_right_that_holds_for_its_body_once() -> None:
    nothing = laid_down(matter=None, holder="town hall", say=Say.DECIDE, legal_right=None, review_on=None)
    ended = replace(right(), active_until=TODAY)
    assert codes(may_lay_down(nothing, right=ended, there=[laid_down()], at=TODAY)) == {
        No.NO_MATTER, No.NO_HOLDER, No.NO_SAY, No.NO_LEGAL_RIGHT, No.NO_END, No.LEGAL_RIGHT_ENDED, No.LAID_DOWN_ALREADY,
    }  # fmt: skip
    assert codes(may_lay_down(laid_down(basis=Basis.AGREED), right=right(), at=TODAY)) == {No.NO_LEGAL_RIGHT}
    assert codes(may_lay_down(laid_down(review_on=TODAY), right=right(), at=TODAY)) == {No.END_PASSED}
    assert codes(may_lay_down(laid_down(review_on=at("2017-01-01")), right=right(), at=TODAY)) == {No.END_TOO_FAR}


def test_other_mandates_of_the_matter_do_not_stand_in_the_way_of_the_law() -> None:
    others = [agreed(), laid_down(legal_right="another right")]
    assert may_lay_down(laid_down(), right=right(), there=others, at=TODAY) == ()
