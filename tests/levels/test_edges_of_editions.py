"""Where an edition ends: each case is one that a rule with one question less would get wrong."""

from __future__ import annotations

from typing import Any

import pytest

from counterpoise.levels.editions import Around, edition_for, part_for, shared_edition
from counterpoise.levels.marks import CODE
from counterpoise.levels.sides import Standing
from counterpoise.levels.spaces import may_read
from counterpoise.record import Level, Record, Row, Side
from counterpoise.record.contributions import Contribution, ContributionState
from counterpoise.record.decisions import Decision
from counterpoise.record.initiatives import Affects, Group, Initiative, InitiativeState, Matter
from counterpoise.record.people import Admission, Capacity, ReleasedCount, Space, SpaceKind
from counterpoise.record.positions import Friction, Position, Visibility
from counterpoise.record.reviews import LevelReport, ReviewAnswer, ReviewRound, RoundState
from counterpoise.record.trajectories import Trajectory, WhatMatters
from tests.builders import at, moment, row
from tests.levels.worlds import people

TODAY = at()


def read_by(who: str | None, *rows: Row) -> Record:
    record = Record.of([*people(), *rows])
    return shared_edition(record, at=TODAY) if who is None else edition_for(record, person=who, at=TODAY)


def ids(record: Record) -> set[str]:
    return {each.id for each in record}


def marked(**where: Any) -> list[Row]:  # noqa: ANN401 - any field
    return [row(Contribution, f"c{n}", critical=True, org_present=True, **where) for n in range(4)]


def counts(record: Record) -> list[str | None]:
    return [each.initiative for each in record.rows(ReleasedCount) if each.indicator == CODE]


@pytest.mark.parametrize(
    "where",
    [
        {"space": "room-ours"},
        {"space": "room-theirs"},
        {"space": "room-circle"},
        {"level": Level.INDIVIDUAL},
        {"initiative": "path-hush-circle"},
    ],
    ids=str,
)
def test_what_was_said_in_a_closed_room_or_a_care_path_is_not_even_counted(where: dict[str, Any]) -> None:
    for who in (None, "him", "nurse", "clerk"):
        assert counts(read_by(who, *marked(**where))) == []


def test_who_reads_the_marks_themselves_gets_no_count_of_them_besides() -> None:
    assert counts(read_by("him", *marked())) == ["together"]
    assert counts(read_by("her", *marked())) == []


def test_a_care_path_is_not_counted_for_its_owner_even_where_they_work_for_the_organization() -> None:
    works = row(Capacity, "owner works", person="owner", side=Side.ORGANIZATIONAL)
    found = read_by("owner", works, *marked(initiative="path-hush-circle"))
    assert {"c0", "c1", "c2", "c3"} <= ids(found)
    assert counts(found) == []


def decided(matter: Row, **of: Any) -> list[Row]:  # noqa: ANN401 - any field
    group = row(Group, "town", side=Side.CIVIC, space="room-theirs", **of)
    touches = row(Affects, "touches", matter=matter.id, group="town", space="room-theirs", **of)
    taken = moment("2014-11-03")
    return [matter, group, touches, row(Decision, "closing", matter=matter.id, decided_at=taken, space="room-theirs")]


def test_only_what_the_organization_holds_comes_out_with_a_decision() -> None:
    theirs = row(Matter, "beds", space="room-theirs", text="which beds")
    assert {"beds", "closing"} <= ids(read_by(None, *decided(theirs)))
    for kept in (
        row(Matter, "beds", space="room-ours", text="what citizens call it"),
        row(Matter, "beds", initiative="path-hush-circle", text="the bed of one person"),
        row(Matter, "beds", space="room-theirs", level=Level.INDIVIDUAL, text="the bed of one person"),
    ):
        assert "beds" not in ids(read_by(None, *decided(kept)))


def test_a_decision_about_what_somebody_still_prepares_brings_nothing_of_it_out() -> None:
    draft = row(Initiative, "begun", initiative=None, state=InitiativeState.DRAFT)
    matter = row(Matter, "beds", initiative="begun", space="room-theirs")
    found = ids(read_by(None, draft, *decided(matter)))
    assert {"beds", "begun"}.isdisjoint(found)


def test_who_was_let_into_a_room_is_known_there_alone() -> None:
    of_room = row(Admission, "of room", person="outsider", room="room-ours", admitted_by=("her", "owner"))
    said_in_room = row(Admission, "in room", person="outsider", room="room-table", space="room-ours")
    of_none = row(Admission, "of none", person="outsider")
    for who in (None, "him", "nurse"):
        assert {"of room", "in room", "of none"}.isdisjoint(ids(read_by(who, of_room, said_in_room, of_none)))
    assert {"of room", "in room"} <= ids(read_by("her", of_room, said_in_room))


def test_what_stands_beside_a_care_path_that_nobody_named_is_nobodys_to_read() -> None:
    nameless = row(Trajectory, "nameless", initiative=None, owner="owner")
    matters = row(WhatMatters, "matters", initiative=None, text="the garden")
    for who in (None, "her", "owner"):
        assert {"nameless", "matters"}.isdisjoint(ids(read_by(who, nameless, matters)))


def test_earlier_words_are_gone_with_the_words_that_were_taken_back() -> None:
    first = row(Contribution, "c", text="a name", recorded_by="her")
    second = row(Contribution, "c", version=2, state=ContributionState.WITHDRAWN, recorded_by="her")
    for who in (None, "her", "him"):
        [left] = read_by(who, first, second).rows(Contribution)
        assert (left.text, left.state) == ("", ContributionState.WITHDRAWN)


def test_only_a_care_circle_opens_a_care_path() -> None:
    rows = [
        row(Capacity, "works here", person="him", side=Side.ORGANIZATIONAL, initiative="path-hush-circle"),
        row(Space, "staff-room", kind=SpaceKind.ORGANIZATION_ONLY, initiative="path-hush-circle"),
        row(
            Admission, "let in", person="him", room="staff-room", initiative="path-hush-circle", admitted_by=("a", "b")
        ),
        row(Contribution, "said", space="staff-room", initiative="path-hush-circle"),
        row(WhatMatters, "matters", initiative="path-hush-circle", text="the garden"),
    ]
    record = Record.of([*people(), *rows])
    room = next(each for each in record.rows(Space) if each.id == "staff-room")
    assert may_read(room, standing=Standing.of("him", record), at=TODAY) is None
    assert "matters" not in ids(read_by("him", *rows))
    assert "matters" in ids(read_by("owner", *rows))


@pytest.mark.parametrize("where", [{"space": "room-ours"}, {"initiative": "begun"}], ids=str)
def test_answers_and_reports_of_a_closed_room_or_a_draft_are_not_pooled(where: dict[str, Any]) -> None:
    draft = row(Initiative, "begun", initiative=None, state=InitiativeState.DRAFT)
    seen = row(ReviewRound, "one", state=RoundState.RELEASED, release_at=moment("2015-05-30"))
    answers = [
        row(ReviewAnswer, f"a{n}", round="one", side=Side.CIVIC, respondent=f"p{n}", item="X1", value=3, **where)
        for n in range(6)
    ]
    reports = [row(LevelReport, f"r{n}", side=Side.CIVIC, experienced_level=1, **where) for n in range(6)]
    found = read_by(None, draft, seen, *answers, *reports)
    assert (found.rows(ReviewAnswer), found.rows(LevelReport)) == ((), ())


def test_a_row_that_was_asked_for_and_not_given_is_not_there_for_others_to_speak_of() -> None:
    kept_back = row(Friction, "theirs", visibility=Visibility.ONE_SIDE, held_by=Side.ORGANIZATIONAL)
    speaks = row(Position, "on it", friction="theirs")
    around = Around(
        standing=Standing.of("her", Record.of(people())), rooms=frozenset(), there={"frictions": {"theirs", "other"}}
    )
    assert ids(part_for([kept_back, speaks], around=around, at=TODAY)) == set()
    assert ids(part_for([speaks], around=around, at=TODAY)) == {"on it"}
