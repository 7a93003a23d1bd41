from __future__ import annotations

from dataclasses import replace

import pytest

from counterpoise.inclusion.invitations import REFUSALS as INVITING
from counterpoise.inclusion.invitations import may_invite, may_log, may_reply, replied
from counterpoise.inclusion.meetings import (
    REFUSALS,
    floor_by_side,
    may_call,
    may_close,
    may_count,
    may_tell_floor,
    was_held,
)
from counterpoise.levels.refusals import Refusal
from counterpoise.record import Side
from counterpoise.record.meetings import Attendance, FloorShare, FloorUnit, Meeting
from counterpoise.record.participation import Invitation, Participation, Selection, SelectionState
from tests.builders import at, moment, row

NOW = at("2015-06-30")
HELD = row(Meeting, "m", happened="2015-06-01", title="Spring")
PLANNED = row(Meeting, "p", recorded="2015-06-01", title="Autumn", planned_on=at("2015-09-01"))
SAID = tuple(FloorShare(side=side, amount=10) for side in (Side.CIVIC, Side.ORGANIZATIONAL) for _ in range(3))


def codes(found: tuple[Refusal, ...]) -> list[str]:
    assert {each.code for each in found} <= {*REFUSALS, *INVITING}
    return [each.code for each in found]


def test_a_meeting_has_a_name_and_a_day() -> None:
    assert may_call(HELD) == may_call(PLANNED) == ()
    empty = replace(PLANNED, title=" ", planned_on=None, cost=-1.0)
    assert codes(may_call(empty)) == [
        "inclusion.meeting_without_title",
        "inclusion.meeting_without_day",
        "inclusion.cost_below_zero",
    ]


def test_who_came_is_written_down_once_it_was_held() -> None:
    assert was_held(HELD, at=NOW)
    assert not was_held(PLANNED, at=NOW)
    assert may_count(HELD, at=NOW) == ()
    assert codes(may_count(PLANNED, at=NOW)) == ["inclusion.meeting_not_held"]
    odd = replace(HELD, attendance=(Attendance(side=Side.CIVIC, people=-1),))
    assert codes(may_count(odd, at=NOW)) == ["inclusion.fewer_than_nobody"]


def test_the_floor_is_numbers_in_one_unit() -> None:
    told = replace(HELD, floor=SAID, floor_unit=FloorUnit.WORDS)
    assert may_tell_floor(told, at=NOW) == ()
    assert codes(may_tell_floor(HELD, at=NOW)) == ["inclusion.no_floor", "inclusion.no_unit"]


def test_shares_of_the_floor_are_shown_only_where_enough_people_spoke_on_each_side() -> None:
    assert floor_by_side(SAID) == {Side.CIVIC: (3, 30), Side.ORGANIZATIONAL: (3, 30)}
    assert floor_by_side(SAID[:4]) == {}
    assert floor_by_side((*SAID[:3], *(FloorShare(side=Side.CIVIC, amount=1),) * 3, SAID[-1])) == {}


@pytest.mark.parametrize(
    ("meeting", "note", "code"),
    [
        (HELD, "All were content.", None),
        (HELD, " ", "inclusion.closing_note_missing"),
        (PLANNED, "All were content.", "inclusion.meeting_not_held"),
        (replace(HELD, closed_at=moment("2015-06-01"), closing_note="Closed."), "Again.", "inclusion.closed_already"),
    ],
)
def test_a_meeting_is_closed_once_in_somebodys_words(meeting: Meeting, note: str, code: str | None) -> None:
    assert codes(may_close(meeting, note=note, at=NOW)) == ([code] if code else [])


def test_nobody_is_asked_before_the_criteria_are_frozen() -> None:
    asked = row(Invitation, "i", group="town", people=100)
    planned = row(Selection, "s")
    assert codes(may_invite(asked, selection=planned)) == ["inclusion.criteria_not_frozen"]
    frozen = replace(planned, state=SelectionState.RECRUITING, criteria_hash="a" * 64)
    assert may_invite(asked, selection=frozen) == ()
    assert codes(may_invite(replace(asked, group=None), selection=frozen)) == ["inclusion.nobody_asked"]


def test_of_many_who_were_asked_some_reply_and_none_twice() -> None:
    asked = row(Invitation, "i", group="town", people=100, expires_on=at("2015-07-01"))
    assert may_reply(asked, people=40, at=NOW) == ()
    answer, rest = replied(asked, people=40, accepted=True, at=moment("2015-06-30"))
    assert rest is not None
    assert (answer.people, answer.accepted, rest.people, rest.accepted) == (40, True, 60, None)
    assert codes(may_reply(answer, people=1, at=NOW)) == ["inclusion.replied_already"]
    assert codes(may_reply(rest, people=61, at=NOW)) == ["inclusion.more_replies_than_asked"]
    assert codes(may_reply(rest, people=1, at=at("2015-07-01"))) == ["inclusion.expired"]
    assert replied(rest, people=60, accepted=False, at=moment("2015-06-30"))[1] is None


def test_hours_are_of_a_round_and_never_below_zero() -> None:
    assert may_log(row(Participation, "p", cycle="c", hours=2.5)) == ()
    assert codes(may_log(row(Participation, "p", hours=-1.0))) == ["inclusion.no_round", "inclusion.hours_below_zero"]
