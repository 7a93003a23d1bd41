from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoise.expertise.contributions import (
    TRANSITIONS,
    author,
    closed_in_silence,
    may_correct,
    may_give,
    may_leave_room,
    may_release,
    may_share,
    may_withdraw,
    withdrawn,
)
from counterpoise.levels.refusals import Refusal
from counterpoise.record import Moment, Record, check
from counterpoise.record.contributions import Contribution, ContributionState, Digest, Medium
from counterpoise.record.meetings import Meeting
from counterpoise.record.people import Space, SpaceKind
from tests.builders import at, moment, row, written

SAID = row(Contribution, "c", happened="2013-10-07", text="a flower", topic="plates", recorded_by="her", capacity="k")
DRAFT = replace(SAID, state=ContributionState.DRAFT)
GONE = replace(SAID, state=ContributionState.WITHDRAWN)
OURS = row(Space, "ours", kind=SpaceKind.CITIZENS_ONLY)
HALL = row(Space, "hall")
DIGEST = row(Digest, "d", from_space="ours", text="warmth", votes_for=0, votes_against=0)


def codes(refusals: tuple[Refusal, ...]) -> list[str]:
    return [one.code.removeprefix("expertise.") for one in refusals]


def test_giving_needs_words_and_a_capacity_or_rather_not_say() -> None:
    assert set(TRANSITIONS) == set(ContributionState)
    assert may_give(DRAFT) == ()
    assert may_give(replace(DRAFT, capacity=None), rather_not_say=True) == ()
    assert may_give(replace(DRAFT, text="", medium=Medium.DRAWING)) == ()
    assert codes(may_give(replace(GONE, text=" ", capacity=None))) == ["wrong_state", "no_words", "no_capacity"]


@given(before=st.text(), after=st.text(), by=st.sampled_from(["her", "him", "scribe", None]))
def test_words_are_never_changed_by_another_person(before: str, after: str, by: str | None) -> None:
    first = row(Contribution, "c", text=before, recorded_by="scribe", on_behalf_of="her")
    assert author(first) == "her"
    refused = codes(may_correct(first, replace(first, text=after), by=by))
    assert refused == ([] if before == after or by == "her" else ["words_of_another"])


def test_words_of_nobody_known_are_nobodys_to_change_and_a_stub_stays_a_stub() -> None:
    nameless = replace(SAID, recorded_by=None)
    assert codes(may_correct(nameless, replace(nameless, text="x"), by=None)) == ["words_of_another"]
    assert codes(may_correct(SAID, replace(SAID, medium=Medium.PHOTO), by="him")) == ["words_of_another"]
    assert codes(may_correct(GONE, SAID, by="her")) == ["wrong_state"]


def test_only_the_author_says_what_their_words_are_about() -> None:
    about = replace(SAID, matter="meals")
    assert codes(may_correct(SAID, about, by="him")) == ["words_of_another"]
    assert may_correct(SAID, about, by=author(SAID)) == ()


def test_only_its_author_withdraws_a_contribution_and_a_stub_with_its_date_stays() -> None:
    assert may_withdraw(SAID, by="her") == ()
    assert codes(may_withdraw(DRAFT, by="him")) == ["wrong_state", "not_the_author"]
    assert codes(may_withdraw(replace(SAID, recorded_by=None), by=None)) == ["not_the_author"]
    first = replace(SAID, recorded_by=None, capacity=None)
    stub = withdrawn(first, at=written())
    assert (stub.text, stub.topic, stub.version, stub.happened_at) == ("", "", 2, SAID.happened_at)
    assert stub.state is ContributionState.WITHDRAWN
    assert [one.code for one in check(Record.of([first, stub])) if one.field != "initiative"] == []


def test_out_of_a_closed_room_there_is_only_a_digest() -> None:
    assert codes(may_leave_room(SAID, space=OURS)) == ["only_by_digest"]
    assert may_leave_room(SAID, space=HALL) == may_leave_room(SAID, space=None) == ()


@pytest.mark.parametrize(
    ("votes_for", "votes_against", "members", "expected"),
    [
        (8, 1, 9, []),
        (8, 1, 8, ["more_votes_than_members"]),
        (4, 4, 9, ["vote_lost"]),
        (0, 0, 9, ["no_vote"]),
        (None, 0, 9, ["no_vote"]),
        (1, None, 9, ["no_vote"]),
    ],
)
def test_a_room_votes_on_what_it_shares(
    votes_for: int | None, votes_against: int | None, members: int, expected: list[str]
) -> None:
    digest = row(Digest, "d", from_space="ours", text="warmth", votes_for=votes_for, votes_against=votes_against)
    assert codes(may_share(digest, space=OURS, members=members)) == expected


def test_what_is_empty_or_shared_already_or_from_elsewhere_is_not_shared() -> None:
    digest = row(Digest, "d", from_space="hall", votes_for=1, votes_against=0, released_at=moment("2013-10-14"))
    assert codes(may_share(digest, space=OURS, members=9)) == ["room_not_closed", "already_shared", "no_words"]
    assert "room_not_closed" in codes(may_share(digest, space=HALL, members=9))


def test_a_meeting_that_closes_without_a_critical_point_is_not_agreement() -> None:
    meeting = row(Meeting, "m", closed_at=moment("2013-10-07"))
    spaces = {"ours": OURS, "hall": HALL}

    def silent(*said: Contribution, on: str = "2013-10-07") -> bool:
        return closed_in_silence(meeting, contributions=said, spaces=spaces, at=at(on))

    critical = replace(SAID, meeting="m", critical=True)
    assert silent()
    assert silent(replace(critical, critical=False), replace(critical, critical=None))
    assert silent(replace(critical, space="ours")), "what a closed room said shows nothing"
    assert silent(replace(critical, space="a room nobody knows"))
    assert silent(replace(critical, meeting="another"), replace(critical, state=ContributionState.WITHDRAWN))
    assert not silent(critical)
    assert not silent(replace(critical, space="hall"))
    assert not silent(on="2013-10-06")


@pytest.mark.parametrize(
    ("votes_for", "against", "days", "expected"),
    [
        (0, 0, 0, ["vote_goes_on"]),
        (1, 0, 0, ["vote_goes_on"]),
        (4, 4, 13, ["vote_goes_on"]),
        (5, 0, 0, []),
        (4, 5, 0, ["vote_lost"]),
        (0, 5, 0, ["vote_lost"]),
        (1, 0, 14, []),
        (0, 0, 14, ["no_vote"]),
    ],
)
def test_nothing_is_shared_before_all_who_could_still_say_no_have_had_their_time(
    votes_for: int, against: int, days: int, expected: list[str]
) -> None:
    digest = replace(DIGEST, votes_for=votes_for, votes_against=against, happened_at=Moment.on(date(2015, 6, 1)))
    at = date(2015, 6, 1) + timedelta(days=days)
    assert codes(may_release(digest, space=OURS, members=9, at=at)) == expected


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30), st.integers(0, 30))
def test_what_is_shared_would_be_shared_however_the_others_vote_or_after_two_weeks(
    votes_for: int, against: int, rest: int, days: int
) -> None:
    digest = replace(DIGEST, votes_for=votes_for, votes_against=against, happened_at=Moment.on(date(2015, 6, 1)))
    at = date(2015, 6, 1) + timedelta(days=days)
    found = may_release(digest, space=OURS, members=votes_for + against + rest, at=at)
    if not found:
        assert votes_for > against
        assert days >= 14 or votes_for > against + rest
