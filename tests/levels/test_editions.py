from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoise.levels.editions import UnknownRoomError, edition_for, room_edition, shared_edition
from counterpoise.record import Edition, Record, Row, Side, check
from counterpoise.record.contributions import (
    AppealOutcome,
    Contribution,
    ContributionState,
    Digest,
    Moderation,
    Rewording,
)
from counterpoise.record.decisions import Decision, Notice
from counterpoise.record.documents import Claim, ClaimEvidence
from counterpoise.record.initiatives import Affects, Group, Initiative, InitiativeState, Matter
from counterpoise.record.participation import Decline, Invitation, Participation
from counterpoise.record.people import (
    Membership,
    Person,
    ReleasedCount,
    Space,
    SpaceKind,
)
from counterpoise.record.positions import Friction, Position, Visibility, Vote
from counterpoise.record.reviews import Audit, AuditFinding, LevelReport, Ranking, ReviewAnswer, ReviewRound, RoundState
from counterpoise.record.trajectories import WhatMatters
from tests.builders import at, moment, row
from tests.levels.worlds import READS, ROOMS, hush, people, words, world

TODAY = at()


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10**9), who=st.sampled_from(sorted(READS)))
def test_no_word_id_or_member_of_a_closed_room_is_in_the_edition_of_somebody_outside(seed: int, who: str) -> None:
    record = world(seed)
    assert check(record) == ()
    for edition, reads in (
        (edition_for(record, person=who, at=TODAY), READS[who]),
        (shared_edition(record, at=TODAY), {"table"}),
        (room_edition(record, room="room-ours", at=TODAY), {"table", "ours"}),
    ):
        assert check(edition) == ()
        told = words(edition)
        assert [room for room in ROOMS if room not in reads and hush(room) in told] == []
        assert {space.id for space in edition.rows(Space)} >= {"room-ours", "room-theirs", "room-table"}


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10**9), who=st.sampled_from(sorted(READS)))
def test_the_shared_edition_of_ones_own_record_is_the_shared_edition(seed: int, who: str) -> None:
    record = world(seed)
    own = edition_for(record, person=who, at=TODAY)
    assert shared_edition(own, at=TODAY) == shared_edition(record, at=TODAY)
    assert edition_for(own, person=who, at=TODAY) == own


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 10**9))
def test_members_read_every_row_of_their_room_that_stands_on_its_own(seed: int) -> None:
    record = world(seed)
    for edition in (edition_for(record, person="her", at=TODAY), room_edition(record, room="room-ours", at=TODAY)):
        there = {one.id for one in edition}
        said = {one.id for one in record.rows(Contribution) if one.space == "room-ours"}
        drafts = {one.id for one in record.rows(Contribution) if one.state is ContributionState.DRAFT}
        assert said - drafts <= there


def edition(*rows: Row, who: str | None = None) -> dict[str, Row]:
    record = Record.of([*people(), *rows])
    kept = shared_edition(record, at=TODAY) if who is None else edition_for(record, person=who, at=TODAY)
    assert check(kept) == ()
    return {one.id: one for one in kept}


def test_a_closed_room_stays_as_a_room_without_a_name_and_with_its_released_counts() -> None:
    count = row(ReleasedCount, "count", room="room-ours", numerator=7, denominator=7,
                released_by="member-hush-ours", recorded_by="member-hush-ours")  # fmt: skip
    found = edition(count)
    room, out = found["room-ours"], found["count"]
    assert isinstance(room, Space)
    assert isinstance(out, ReleasedCount)
    assert (room.name, room.kind, room.recorded_by) == ("", SpaceKind.CITIZENS_ONLY, None)
    assert (out.numerator, out.released_by, out.recorded_by) == (7, None, None)
    assert "room-circle" not in found


def test_only_a_digest_that_was_shared_comes_out_of_a_room_and_it_names_nobody() -> None:
    fields: dict[str, Any] = {"from_space": "room-ours", "space": "room-ours", "recorded_by": "her"}
    draft = row(Digest, "digest", text="draft", **fields)
    shared = row(Digest, "digest", version=2, text="what we share", released_at=moment("2015-06-30"),
                 released_by="her", **fields)  # fmt: skip
    later = row(Digest, "later", text="not yet", released_at=moment("2015-07"), **fields)
    loose = row(Digest, "loose", from_space="room-ours")
    found = edition(draft, shared, later, loose)
    out = found["digest"]
    assert isinstance(out, Digest)
    assert (out.text, out.version, out.released_by, out.recorded_by) == ("what we share", 1, None, None)
    assert not {"later", "loose"} & set(found)
    assert {"later", "loose"} <= set(edition(draft, shared, later, loose, who="her"))


def test_a_taken_decision_comes_out_of_the_organizations_room_for_the_groups_it_affects() -> None:
    hidden: dict[str, Any] = {"space": "room-theirs", "recorded_by": "him"}
    rows = [
        row(Matter, "beds", text="stay open or close", **hidden),
        row(Group, "town", side=Side.CIVIC, **hidden),
        row(Affects, "touches", matter="beds", group="town", **hidden),
        row(Decision, "closing", matter="beds", text="an idea", **hidden),
        row(Decision, "closing", version=2, matter="beds", text="it closes", decided_at=moment("2014-11-03"), **hidden),
        row(Notice, "told", decision="closing", group="town", **hidden),
        row(Decision, "idea", matter="beds", **hidden),
        row(Decision, "inside", decided_at=moment("2014-11-03"), **hidden),
        row(Decision, "of citizens", matter="beds", decided_at=moment("2014-11-03"), space="room-ours"),
    ]
    for who in (None, "her", "outsider"):
        found = edition(*rows, who=who)
        assert {"beds", "town", "touches", "closing", "told"} <= set(found)
        assert (found["closing"].version, found["closing"].recorded_by) == (1, None)
        assert not {"idea", "inside"} & set(found)
    assert "closing" not in edition(*rows, who="clerk")
    assert "of citizens" not in edition(*rows, who="him")
    own = edition(*rows, who="him")["closing"]
    assert (own.version, own.recorded_by) == (2, "him")


def test_one_sided_frictions_are_for_that_side_alone_with_what_is_said_about_them() -> None:
    rows = [
        row(Friction, "theirs", visibility=Visibility.ONE_SIDE, held_by=Side.ORGANIZATIONAL),
        row(Position, "on it", friction="theirs"),
        row(Friction, "nobody's", visibility=Visibility.ONE_SIDE),
        row(Friction, "unclear", held_by=Side.CIVIC),
        row(Friction, "open"),
        row(Friction, "in the room", visibility=Visibility.ONE_SIDE, space="room-ours"),
        row(Friction, "brought forward", visibility=Visibility.ONE_SIDE, held_by=Side.CIVIC, text="before"),
        row(Friction, "brought forward", version=2, visibility=Visibility.BOTH_SIDES, text="now"),
    ]

    def seen(who: str | None) -> set[str]:
        return {name for name, one in edition(*rows, who=who).items() if isinstance(one, Friction | Position)}

    assert seen(None) == {"open", "brought forward"}
    assert seen("him") == {"open", "brought forward", "theirs", "on it"}
    assert seen("her") == {"open", "brought forward", "unclear", "in the room"}
    assert seen("nurse") == {"open", "brought forward"}
    assert edition(*rows)["brought forward"].version == 1


def test_ballots_hours_rankings_and_invitations_of_others_are_nobodys_business() -> None:
    rows = [
        row(Vote, "vote", person="her"),
        row(Vote, "no one's vote"),
        row(Participation, "hours", person="her"),
        row(Ranking, "ranks"),
        row(Invitation, "asked her", person="her"),
        row(Invitation, "asked many", people=40),
        row(Audit, "full", edition=Edition.FULL),
        row(AuditFinding, "finding", audit="full"),
        row(Audit, "shared"),
    ]
    mine = {"vote", "hours", "asked her"}
    assert set(edition(*rows)) & {one.id for one in rows} == {"asked many", "shared"}
    assert set(edition(*rows, who="her")) & {one.id for one in rows} == {"asked many", "shared", *mine}


def test_access_needs_drafts_hidden_words_and_reasons_to_decline_stay_where_they_belong() -> None:
    rows = [
        row(Contribution, "draft", state=ContributionState.DRAFT, recorded_by="her"),
        row(Contribution, "hidden", text="a name", recorded_by="her"),
        row(Moderation, "hides", contribution="hidden"),
        row(Contribution, "shown", text="words", recorded_by="outsider"),
        row(Moderation, "overturned", contribution="shown", outcome=AppealOutcome.OVERTURNED),
        row(Contribution, "gone", text="taken back"),
        row(Contribution, "gone", version=2, state=ContributionState.WITHDRAWN),
        row(Decline, "no", reason="my own"),
        row(Decline, "no, shared", reason="the bus", shared=True),
    ]
    shared, hers, his = edition(*rows), edition(*rows, who="her"), edition(*rows, who="him")
    assert "draft" not in shared
    assert "draft" in hers
    assert [getattr(found["hidden"], "text") for found in (shared, hers)] == ["", "a name"]  # noqa: B009 - any row
    assert "words" in repr(shared["shown"])
    assert "taken back" not in repr(hers)
    assert ("my own" in repr(shared), "my own" in repr(his), "my own" in repr(hers)) == (False, False, True)
    assert "the bus" in repr(shared)
    assert "needs of her" not in repr(shared)
    assert "needs of her" in repr(hers)
    assert "needs of him" not in repr(hers)


def test_a_care_path_is_read_by_its_circle_alone() -> None:
    mine = row(WhatMatters, "mine", initiative="path-hush-circle", text="the garden")
    lost = row(WhatMatters, "lost", initiative=None)
    assert {"mine", "lost", "path-hush-circle"}.isdisjoint(edition(mine, lost))
    assert {"mine", "lost", "path-hush-circle"}.isdisjoint(edition(mine, lost, who="her"))
    assert {"mine", "path-hush-circle", "room-circle"} <= set(edition(mine, lost, who="owner"))
    record = Record.of([*people(), mine])
    assert "mine" in {one.id for one in room_edition(record, room="room-circle", at=TODAY)}


def answers(round_: str, side: Side, values: list[int], **fields: Any) -> list[Row]:  # noqa: ANN401 - any field
    return [
        row(ReviewAnswer, f"{round_}-{side}-{n}", round=round_, side=side, respondent=f"p{n}", item="X1", value=value,
            words="my words", **fields)
        for n, value in enumerate(values)
    ]  # fmt: skip


def test_answers_of_a_review_are_there_as_counts_once_both_sides_see_them() -> None:
    rows: list[Row] = [
        row(ReviewRound, "one", state=RoundState.RELEASED, release_at=moment("2015-06-30")),
        row(ReviewRound, "two", state=RoundState.CLOSED, release_at=moment("2015-07-01")),
        *answers("one", Side.CIVIC, [3, 1, 2, 5, 4]),
        *answers("one", Side.ORGANIZATIONAL, [1, 2, 3, 4]),
        *answers("two", Side.CIVIC, [3, 1, 2, 5, 4]),
    ]
    for who in (None, "her"):
        found = [one for one in edition(*rows, who=who).values() if isinstance(one, ReviewAnswer)]
        assert [(one.round, one.side, one.value, one.words) for one in found] == [
            ("one", Side.CIVIC, value, "") for value in (1, 2, 3, 4, 5)
        ]
        assert not {one.respondent for one in found} & {f"p{n}" for n in range(5)}
    assert {"one", "two"} <= set(edition(*rows))


def test_reports_of_the_say_that_was_felt_are_pooled_by_side_and_chosen_words_are_kept() -> None:
    reports = [row(LevelReport, f"r{n}", side=Side.CIVIC, experienced_level=n % 3, recorded_by="her") for n in range(5)]
    few = [row(LevelReport, f"f{n}", side=Side.INDEPENDENT, experienced_level=1) for n in range(4)]
    empty = row(LevelReport, "empty", side=Side.CIVIC)
    asked: list[Row] = [row(ReviewRound, "one", state=RoundState.TALKED), row(Matter, "beds")]
    asked += [
        row(ReviewAnswer, f"w{n}", round="one", side=Side.CIVIC, item="who_decides", words="director", matter="beds")
        for n in range(5)
    ]
    found = edition(*reports, *few, empty, *asked)
    levels = [one for one in found.values() if isinstance(one, LevelReport)]
    assert [(one.experienced_level, one.recorded_by) for one in levels] == [(n, None) for n in (0, 0, 1, 1, 2)]
    decides = [one for one in found.values() if isinstance(one, ReviewAnswer)]
    assert [(one.words, one.matter) for one in decides] == [("director", "beds")] * 5


def test_a_room_that_is_not_there_is_refused_by_name() -> None:
    with pytest.raises(UnknownRoomError, match="attic") as refused:
        room_edition(Record(), room="attic", at=TODAY)
    assert (refused.value.code, refused.value.room) == ("levels.unknown_room", "attic")
    assert shared_edition(Record(), at=TODAY) == Record()


def test_people_of_whom_no_row_speaks_are_left_out_with_their_places() -> None:
    works = row(Membership, "works", person="clerk", organization="the town")
    found = edition(works, row(Contribution, "said", capacity="clerk independent", recorded_by="her"))
    assert {"works", "clerk", "her", "clerk independent"} <= set(found)
    assert {"him", "member-hush-ours", "him organizational"}.isdisjoint(found)
    assert "works" not in edition(works)


def test_evidence_beside_a_claim_goes_with_the_record_that_it_names() -> None:
    rows = [
        row(Claim, "claim"),
        row(ClaimEvidence, "open", claim="claim", table="contributions", record="said"),
        row(ClaimEvidence, "closed", claim="claim", table="contributions", record="hidden"),
        row(ClaimEvidence, "bare", claim="claim"),
        row(Contribution, "said"),
        row(Contribution, "hidden", space="room-ours"),
    ]
    found = edition(*rows)
    assert {"open", "bare"} <= set(found)
    assert "closed" not in found
    assert "closed" in edition(*rows, who="her")


def test_a_room_that_was_renamed_keeps_none_of_its_names() -> None:
    renamed = row(Space, "room-ours", version=2, kind=SpaceKind.CITIZENS_ONLY, name="hush-again")
    found = edition(renamed)["room-ours"]
    assert isinstance(found, Space)
    assert (found.version, found.name) == (1, "")


def test_a_digest_stays_in_its_room_until_it_is_shared_wherever_it_is_to_go() -> None:
    rows = [
        row(Initiative, "together", initiative=None),
        row(Space, "ours", kind=SpaceKind.CITIZENS_ONLY),
        row(Space, "hall", kind=SpaceKind.MIXED),
        row(Digest, "asleep", from_space="ours", space="hall", text="not yet"),
        row(Digest, "out", from_space="ours", space="hall", text="shared", released_at=moment("2014-01-01")),
    ]
    assert [one.id for one in shared_edition(Record.of(rows), at=TODAY).rows(Digest)] == ["out"]
    inside = room_edition(Record.of(rows), room="ours", at=TODAY)
    assert {one.id for one in inside.rows(Digest)} == {"asleep", "out"}


def test_a_care_circle_that_names_no_care_path_is_known_to_nobody_outside_it() -> None:
    rows = [
        row(Initiative, "together", initiative=None),
        row(Space, "circle-of-nobody", kind=SpaceKind.CARE_CIRCLE, initiative=None),
        row(Space, "circle-of-her", kind=SpaceKind.CARE_CIRCLE),
        row(ReleasedCount, "count", room="circle-of-her", indicator="decisions.notice", numerator=1, denominator=2),
    ]
    for edition in (shared_edition(Record.of(rows), at=TODAY), edition_for(Record.of(rows), person="she", at=TODAY)):
        assert [one.id for one in edition] == ["together"]


def test_words_that_were_taken_back_or_hidden_are_in_no_translation_either() -> None:
    rows = [
        row(Initiative, "together", initiative=None),
        row(Person, "her", initiative=None),
        row(Contribution, "back", text="hush", state=ContributionState.WITHDRAWN, recorded_by="her"),
        row(Contribution, "hidden", text="hush", recorded_by="her"),
        row(Contribution, "kept", text="said", recorded_by="her"),
        row(Moderation, "m", contribution="hidden", reason="a name of somebody"),
        *(row(Rewording, f"r-{of}", contribution=of, text=of) for of in ("back", "hidden", "kept")),
    ]
    outside = shared_edition(Record.of(rows), at=TODAY)
    assert {one.id: one.text for one in outside.rows(Contribution)} == {"back": "", "hidden": "", "kept": "said"}
    assert [one.id for one in outside.rows(Rewording)] == ["r-kept"]
    own = edition_for(Record.of(rows), person="her", at=TODAY)
    assert {one.id: one.text for one in own.rows(Contribution)} == {"back": "", "hidden": "hush", "kept": "said"}
    assert {one.id for one in own.rows(Rewording)} == {"r-hidden", "r-kept"}


def test_a_row_that_came_out_of_a_room_does_not_say_what_it_replaces() -> None:
    before = row(Contribution, "c", space="ours", text="inside")
    after = replace(before, version=2, space=None, text="outside", supersedes_reason="without the names of the room")
    rows = [row(Initiative, "together", initiative=None), row(Space, "ours", kind=SpaceKind.CITIZENS_ONLY)]
    [told] = shared_edition(Record.of([*rows, before, after]), at=TODAY).rows(Contribution)
    assert (told.version, told.text, told.supersedes_reason) == (1, "outside", "")


def test_what_somebody_prepares_is_in_nobodys_edition_with_all_that_belongs_to_it() -> None:
    states = {"begun": InitiativeState.DRAFT, "opened": InitiativeState.ACTIVE}
    rows = [
        each
        for name, state in states.items()
        for each in (
            row(Initiative, name, initiative=None, state=state, title="Meals"),
            row(Matter, f"matter-of-{name}", initiative=name, text="What is eaten"),
            row(Space, f"room-of-{name}", initiative=name, kind=SpaceKind.CITIZENS_ONLY),
        )
    ]
    ours = {each.id for each in rows}
    for who in (None, "resident"):
        assert ours & set(edition(*rows, who=who)) == {"opened", "matter-of-opened", "room-of-opened"}
