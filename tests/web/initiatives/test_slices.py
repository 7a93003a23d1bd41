"""What a slice holds is what the rule of the library gives, table by table; and the database says the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import Q
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterpoise.levels.editions import edition_for
from counterpoise.record import Case, Level, Moment, Record, Row, Side
from counterpoise.record.contributions import (
    AppealOutcome,
    Contribution,
    ContributionState,
    Digest,
    Moderation,
    Question,
    Reframe,
    Rewording,
)
from counterpoise.record.decisions import Answer, Concern, Decision, GroupReference, Notice, Trace
from counterpoise.record.documents import Claim, ClaimEvidence
from counterpoise.record.initiatives import Affects, Document, Group, Initiative, Matter
from counterpoise.record.participation import Invitation, Participation
from counterpoise.record.people import Admission, Capacity, Person, ReleasedCount, Seat, Space, SpaceKind
from counterpoise.record.positions import Friction, Position, Statement, Visibility, Vote
from counterpoise.record.reviews import Audit, Edition, Ranking, ReviewAnswer
from counterpoise.record.trajectories import Trajectory, WhatMatters
from counterpoise.web.audit.records import ALL
from counterpoise.web.initiatives.selectors import LATEST, Ask, count_of, record_slice, slice_of, visible
from counterpoise.web.ledger.records import model_of, to_earlier, to_model
from counterpoise.web.people.selectors import Viewer
from tests.web.conftest import CAST
from tests.web.initiatives import test_selectors as cases
from tests.web.initiatives.test_selectors import AT, PERSONS, ROOMS, by_rule, fresh, ground, told

KINDS = [kind for kind in ALL.values() if kind not in {Initiative, Person, Capacity, ReviewAnswer}]
# People stay in an edition only where something in it speaks of them, and a slice knows only its own rows.
OF_PEOPLE = {"persons", "capacities", "memberships"}
COMPARED = [kind for kind in KINDS if kind.TABLE not in OF_PEOPLE | {"level_reports"}]


def rows_of(case: Case | None, kind: type[Row]) -> set[Row]:
    """Return the rows of a case but for the counts that are made of the whole record."""
    return {
        row
        for row in cases.rows_of(case, kind)
        if not (kind is ReleasedCount and row.id.startswith(("marks-", "counted-")))
    }


@pytest.mark.parametrize("person", ["", *CAST])
@pytest.mark.parametrize("initiative", ["meals", "lindehof-together", "care-path"])
def test_on_the_illustrations_a_slice_of_everything_is_the_whole_edition(
    person: str, initiative: str, as_person: Callable[[str], Viewer], whole: Record
) -> None:
    viewer = as_person(person)
    seen = slice_of(initiative, viewer=viewer, asks=[Ask(kind, common=True) for kind in COMPARED])
    given_by_rule = by_rule(whole, person, initiative)
    if initiative not in {"meals", "lindehof-together", *viewer.paths}:
        assert seen is None
        return
    for kind in COMPARED:
        assert rows_of(seen, kind) == rows_of(given_by_rule, kind), kind.TABLE


@pytest.mark.parametrize("person", ["", "resident", "manager", "logistics-colleague"])
def test_on_the_illustrations_one_table_alone_has_the_same_rows_as_in_the_whole_edition(
    person: str, as_person: Callable[[str], Viewer], whole: Record
) -> None:
    viewer = as_person(person)
    given_by_rule = by_rule(whole, person, "lindehof-together")
    for kind in COMPARED:
        seen = slice_of("lindehof-together", viewer=viewer, asks=[Ask(kind, common=True)])
        assert rows_of(seen, kind) == rows_of(given_by_rule, kind), kind.TABLE


def test_a_slice_costs_two_queries_and_brings_along_whom_rows_name(as_person: Callable[[str], Viewer]) -> None:
    viewer = as_person("resident")
    asks = [Ask(Contribution, Q(space="council-room"), order=LATEST, limit=3), Ask(Question), Ask(Decision)]
    with CaptureQueriesContext(connection) as asked:
        seen = slice_of("meals", viewer=viewer, asks=asks, named=(Capacity, Person))
    assert len(asked) <= 3
    assert seen is not None
    said = seen.rows(Contribution)
    assert len(said) == 3
    assert {row.capacity for row in said if row.capacity} <= set(seen.by_id(Capacity))
    assert slice_of("nothing-there", viewer=viewer, asks=asks) is None


def test_a_record_across_initiatives_holds_no_care_path(as_person: Callable[[str], Viewer]) -> None:
    found = record_slice(viewer=as_person("resident"), asks=[Ask(Contribution), Ask(WhatMatters)], named=(Initiative,))
    assert {row.initiative for row in found.rows(Contribution)} == {"meals", "lindehof-together"}
    assert {row.id for row in found.rows(Initiative)} == {"meals", "lindehof-together"}
    assert found.rows(WhatMatters) == ()


def test_rows_are_counted_as_somebody_may_read_them(as_person: Callable[[str], Viewer]) -> None:
    counts = {
        name: count_of(Ask(Contribution), initiative="meals", viewer=as_person(name))
        for name in ("resident", "manager")
    }
    assert counts["resident"] > counts["manager"] > 0


def more_ground() -> list[Row]:
    """Return a care path with a circle, a room for all beside it, and what the drawn rows speak of."""
    circle = {"initiative": "path", "level": Level.INDIVIDUAL}
    rows: list[Row] = [
        *ground(),
        Initiative(id="path", recorded_at=AT, level=Level.INDIVIDUAL, title="Path"),
        Trajectory(id="her-path", recorded_at=AT, initiative="path", level=Level.INDIVIDUAL, owner="daughter"),
        Space(id="circle", recorded_at=AT, kind=SpaceKind.CARE_CIRCLE, **circle),  # type: ignore[arg-type]  # fields by name
        WhatMatters(id="peace", recorded_at=AT, text="peace", **circle),  # type: ignore[arg-type]  # fields by name
        Contribution(id="said-at-home", recorded_at=AT, text="at home", space="circle", **circle),  # type: ignore[arg-type]  # fields by name
        Affects(**told("touches-staff", matter="staff-matter", group="staff-group")),  # type: ignore[arg-type]  # fields by name
        Matter(**told("staff-matter", space="staff")),  # type: ignore[arg-type]  # fields by name
        Group(**told("staff-group", side=Side.CIVIC, space="staff")),  # type: ignore[arg-type]  # fields by name
        Seat(**told("a-seat", person="neighbour", body="joint-council")),  # type: ignore[arg-type]  # fields by name
        Statement(**told("statement-0", space="citizens")),  # type: ignore[arg-type]  # fields by name
        Statement(**told("statement-1")),  # type: ignore[arg-type]  # fields by name
        Document(**told("document-0", space="staff")),  # type: ignore[arg-type]  # fields by name
        Document(**told("document-1")),  # type: ignore[arg-type]  # fields by name
    ]
    return rows


def numbered(prefix: str, most: int = 2) -> st.SearchStrategy[str | None]:
    return st.sampled_from([None, *(f"{prefix}-{number}" for number in range(most))])


def row(kind: type[Row], prefix: str, **more: st.SearchStrategy[Any]) -> st.SearchStrategy[Row]:
    """Draw a row of a kind, in any room, under one of three names."""
    fields = {
        "recorded_by": st.sampled_from(PERSONS),
        "on_behalf_of": st.sampled_from([None, "daughter", "nurse"]),
        "space": st.sampled_from([None, *ROOMS]),
    }
    drawn = st.fixed_dictionaries({**fields, **more})

    def made(number: int, given: dict[str, Any]) -> Row:
        return kind(**told(f"{prefix}-{number}", **given))  # type: ignore[arg-type]  # fields by name

    return st.builds(made, st.integers(0, 2), drawn)


DAYS = ("2014", "2015", "2015-05", "2015-06", "2015-06-30", "2015-07-01", "2016")
HOURS = ("2015-06-30T09:00:00+00:00", "2015-06-30T11:00:00+00:00")
MOMENTS = st.sampled_from([None, *map(Moment.parse, DAYS)])
PERSON = st.sampled_from(PERSONS)
SOMEBODY = st.sampled_from([None, "daughter", "nurse"])
CLOSED = st.sampled_from([None, "citizens", "staff"])
MATTER = st.sampled_from([None, "matter", "staff-matter"])
GROUP = st.sampled_from([None, "people-here", "staff-group"])
SAID, DECIDED = numbered("contribution"), numbered("decision")
OF_SAID: dict[str, st.SearchStrategy[Any]] = {
    "table": st.just("contributions"),
    "record": st.just("contribution-0"),
}


def words() -> st.SearchStrategy[Row]:
    """Draw what is said and asked, and what becomes of words."""
    released = st.one_of(MOMENTS, st.sampled_from([*map(Moment.parse, HOURS)]))
    text = st.just("words")
    return st.one_of(
        row(Contribution, "contribution", state=st.sampled_from(ContributionState), text=text, matter=MATTER),
        row(Moderation, "moderation", contribution=SAID, outcome=st.sampled_from([None, *AppealOutcome])),
        row(Rewording, "rewording", contribution=SAID, text=text),
        row(Digest, "digest", from_space=CLOSED, released_at=released),
        row(Question, "question"),
        row(Reframe, "reframe", question=numbered("question")),
        row(Claim, "claim", document=numbered("document")),
        row(ClaimEvidence, "evidence", claim=numbered("claim"), **OF_SAID),
        row(ReleasedCount, "count", room=CLOSED),
    )


def acts() -> st.SearchStrategy[Row]:
    """Draw what is decided, wanted and voted, and who is let in."""
    side = st.sampled_from([None, *Side])
    letting_in = {
        "room": st.sampled_from(["citizens", "staff"]),
        "person": PERSON,
        "admitted_by_body": st.sampled_from([None, "joint-council", "joint-board"]),
        "by_vote": st.booleans(),
    }
    return st.one_of(
        row(Trace, "trace", contribution=SAID, digest=numbered("digest"), decision=DECIDED),
        row(Friction, "friction", visibility=st.sampled_from(Visibility), held_by=side, matter=MATTER),
        row(Position, "position", friction=numbered("friction"), group=GROUP),
        row(Decision, "decision", decided_at=MOMENTS, matter=MATTER, reverses=numbered("decision", 1)),
        row(Concern, "concern", decision=DECIDED),
        row(Answer, "answer", concern=numbered("concern")),
        row(Notice, "notice", decision=DECIDED, group=GROUP),
        row(GroupReference, "reference", decision=DECIDED, document=numbered("document")),
        row(Vote, "vote", statement=numbered("statement"), person=PERSON),
        row(Participation, "participation", person=SOMEBODY),
        row(Invitation, "invitation", person=SOMEBODY),
        row(Ranking, "ranking"),
        row(Audit, "audit", edition=st.sampled_from(Edition)),
        row(Admission, "admission", **letting_in),
    )


def drawn_rows() -> st.SearchStrategy[list[Row]]:
    """Draw rows of every kind that the rule treats in its own way, in rooms, with what they speak of."""
    one = st.one_of(words(), acts())
    return st.lists(one, min_size=4, max_size=40, unique_by=lambda each: (each.TABLE, each.id)).map(holding_together)


def holding_together(rows: list[Row]) -> list[Row]:
    """Empty the references to rows that were not drawn, as a record must hold together."""
    there = {each.id for each in (*rows, *more_ground())}
    names = (
        "contribution",
        "digest",
        "decision",
        "friction",
        "concern",
        "document",
        "question",
        "claim",
        "reverses",
        "statement",
    )

    def mend(each: Row) -> Row:
        gone = {name: None for name in names if getattr(each, name, None) not in (None, "", *there)}
        return replace(each, **gone)  # type: ignore[arg-type]  # fields by name

    return [mend(each) for each in rows]


@pytest.mark.django_db
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(drawn=drawn_rows(), person=st.sampled_from(["", *PERSONS]), data=st.data())
def test_on_random_records_database_and_rule_say_the_same(drawn: list[Row], person: str, data: st.DataObject) -> None:
    record = Record.of([*more_ground(), *drawn])
    kind = data.draw(st.sampled_from(sorted({type(row) for row in drawn}, key=lambda each: each.TABLE)))
    with transaction.atomic(), connection.constraint_checks_disabled():
        for row in record:
            to_model(model_of(type(row)), row).save(force_insert=True)
        viewer = fresh(person)
        given_by_rule = by_rule(record, person, "joint")
        whole = slice_of("joint", viewer=viewer, asks=[Ask(each, common=True) for each in COMPARED])
        alone = slice_of("joint", viewer=viewer, asks=[Ask(kind)])
        counted = set(visible(kind, viewer=viewer).filter(initiative="joint").values_list("pk", flat=True))
        transaction.set_rollback(True)
    for each in COMPARED:
        ours = {row for row in rows_of(whole, each) if row.initiative == "joint"}
        assert ours == rows_of(given_by_rule, each), each.TABLE
    right = rows_of(given_by_rule, kind)
    assert rows_of(alone, kind) == right
    names = {row.id for row in right}
    # A query leaves the hour of a release, and what a claim rests on, to the rule.
    assert counted == names or (kind in {Digest, Trace, ClaimEvidence} and counted >= names)


@pytest.mark.django_db
@pytest.mark.parametrize(("person", "there"), [("daughter", True), ("nurse", False), ("", False)])
def test_a_care_path_is_read_by_its_owner_alone(person: str, there: bool) -> None:
    for row in more_ground():
        to_model(model_of(type(row)), row).save(force_insert=True)
    viewer = fresh(person)
    seen = slice_of("path", viewer=viewer, asks=[Ask(WhatMatters), Ask(Contribution)])
    assert (seen is not None) is there
    assert visible(WhatMatters, viewer=viewer).filter(pk="peace").exists() is there
    assert visible(Space, viewer=viewer).filter(pk="circle").exists() is there
    if seen is not None:
        assert [row.text for row in seen.rows(WhatMatters)] == ["peace"]
        assert [row.text for row in seen.rows(Contribution)] == ["at home"]


@pytest.mark.django_db
def test_earlier_versions_come_along_numbered_as_the_viewer_may_count_them() -> None:
    at = datetime(2015, 6, 1, tzinfo=UTC)
    first = Contribution(**told("said", space="citizens", text="inside", recorded_at=at))  # type: ignore[arg-type]  # fields by name
    second = replace(first, version=2, space=None, text="outside", supersedes_reason="moved")
    third = replace(second, version=3, text="outside again", supersedes_reason="better")
    record = Record.of([*more_ground(), first, second, third])
    for row in [*more_ground(), third]:
        to_model(model_of(type(row)), row).save(force_insert=True)
    for earlier in (first, second):
        to_earlier(earlier).save()
    for person in ("", *PERSONS):
        seen = slice_of("joint", viewer=fresh(person), asks=[Ask(Contribution)])
        right = by_rule(Record.of(edition_for(record, person=person, at=AT)), person, "joint")
        assert seen is not None
        assert right is not None
        assert seen.versions(Contribution) == right.versions(Contribution), person
        assert [row.version for row in seen.versions(Contribution)] == [1, 2]
