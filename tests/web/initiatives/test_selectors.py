"""What pages read is what the library's rule says that somebody may read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterpoise.levels.editions import edition_for
from counterpoise.record import Case, Level, Moment, Record, Row, Side, look
from counterpoise.record.contributions import Contribution, ContributionState, Digest
from counterpoise.record.decisions import Concern, Decision, Notice
from counterpoise.record.initiatives import Affects, Group, Initiative, InitiativeState, Matter
from counterpoise.record.mandates import LimitQuestion
from counterpoise.record.people import Admission, Body, BodyKind, Capacity, CapacityKind, Person, Space, SpaceKind
from counterpoise.record.positions import Friction, Position, Visibility
from counterpoise.web.audit.records import ALL
from counterpoise.web.decisions.selectors import TABLES, decisions_case
from counterpoise.web.initiatives.records import PAIRS as SPINE
from counterpoise.web.initiatives.selectors import case_of, earlier_versions, initiative_of, initiatives_visible_to
from counterpoise.web.ledger.records import to_earlier, to_model
from counterpoise.web.people.selectors import Viewer, viewer_of
from counterpoise.web.trajectory.selectors import paths_about
from tests.web.conftest import CAST

AT = datetime(2015, 6, 30, 10, tzinfo=UTC)
MODEL = {kind: model for model, kind in ALL.items()}
COMPARED = [kind for kind in (*SPINE.values(), *TABLES.values()) if kind is not Initiative]


def by_rule(record: Record, person: str, initiative: str) -> Case | None:
    edition = edition_for(record, person=person, at=AT)
    return next((case for case in look(edition, at=AT.date()).cases if case.initiative.id == initiative), None)


def rows_of(case: Case | None, kind: type[Row]) -> set[Row]:
    return set() if case is None else set(case.rows(kind))


@pytest.mark.parametrize("person", ["", *CAST])
@pytest.mark.parametrize("initiative", ["meals", "lindehof-together"])
def test_on_the_illustrations_pages_read_just_what_the_rule_gives(
    person: str, initiative: str, as_person: Callable[[str], Viewer], whole: Record
) -> None:
    seen = decisions_case(initiative, viewer=as_person(person))
    given_by_rule = by_rule(whole, person, initiative)
    for kind in COMPARED:
        assert rows_of(seen, kind) == rows_of(given_by_rule, kind), kind.TABLE


PERSONS = ("nurse", "daughter", "neighbour", "both")
ROOMS = ("open", "mixed", "citizens", "staff")


def told(row_id: str, **more: object) -> dict[str, object]:
    return {"id": row_id, "recorded_at": AT, "initiative": "joint", **more}


def ground() -> list[Row]:
    """Return an initiative with two sides, four rooms and four persons; "both" works there and has a mother there."""
    sides = {"nurse": [Side.ORGANIZATIONAL], "daughter": [Side.CIVIC], "neighbour": [Side.CIVIC]}
    sides["both"] = [Side.CIVIC, Side.ORGANIZATIONAL]
    rows: list[Row] = [Person(id=name, recorded_at=AT, pseudonym=name) for name in PERSONS]
    rows += [
        Capacity(**told(f"{name}-{side}", person=name, side=side, kind=CapacityKind.VOLUNTEER))  # type: ignore[arg-type]  # fields by name
        for name, held in sides.items()
        for side in held
    ]
    rows += [
        Body(**told("joint-council", side=Side.CIVIC, kind=BodyKind.CLIENT_COUNCIL)),  # type: ignore[arg-type]  # fields by name
        Body(**told("joint-board", side=Side.ORGANIZATIONAL, kind=BodyKind.BOARD)),  # type: ignore[arg-type]  # fields by name
        Initiative(**told("joint", title="Joint", initiative=None)),  # type: ignore[arg-type]  # fields by name
        Initiative(**told("draft", title="Draft", initiative=None, state=InitiativeState.DRAFT)),  # type: ignore[arg-type]  # fields by name
        Matter(**told("matter")),  # type: ignore[arg-type]  # fields by name
        Group(**told("people-here", side=Side.CIVIC)),  # type: ignore[arg-type]  # fields by name
        Affects(**told("touches", matter="matter", group="people-here")),  # type: ignore[arg-type]  # fields by name
    ]
    kinds = dict(
        zip(ROOMS, (SpaceKind.OPEN, SpaceKind.MIXED, SpaceKind.CITIZENS_ONLY, SpaceKind.ORGANIZATION_ONLY), strict=True)
    )
    rows += [Space(**told(name, name=name, kind=kind)) for name, kind in kinds.items()]  # type: ignore[arg-type]  # fields by name
    return rows


def in_rooms() -> st.SearchStrategy[list[Row]]:
    """Draw rows of seven kinds in rooms, and admissions to rooms."""
    room = st.sampled_from([None, *ROOMS])
    person = st.sampled_from(PERSONS)
    moment = st.sampled_from([None, Moment.parse("2014-11"), Moment.parse("2016-01-01")])
    side = st.sampled_from([None, *Side])
    number = st.integers(0, 9)

    def row(kind: type[Row], prefix: str, **more: st.SearchStrategy[object]) -> st.SearchStrategy[Row]:
        fields = st.fixed_dictionaries({"space": room, "recorded_by": person, **more})
        return st.builds(lambda n, given: kind(**told(f"{prefix}-{n}", **given)), number, fields)  # type: ignore[arg-type]  # fields by name

    drawn = st.one_of(
        row(Contribution, "contribution", state=st.sampled_from(ContributionState), text=st.just("words")),
        row(Friction, "friction", visibility=st.sampled_from(Visibility), held_by=side),
        row(Position, "position", friction=st.sampled_from([None, "friction-0", "friction-1"])),
        row(Decision, "decision", decided_at=moment, matter=st.sampled_from([None, "matter"])),
        row(Concern, "concern", decision=st.sampled_from([None, "decision-0", "decision-1"])),
        row(Notice, "notice", decision=st.sampled_from(["decision-0", "decision-1"]), group=st.just("people-here")),
        row(LimitQuestion, "asked", text=st.just("When is it too far?")),
        row(Digest, "digest", from_space=st.sampled_from(["citizens", "staff"]), released_at=moment),
        row(
            Admission,
            "admission",
            room=st.sampled_from(["citizens", "staff"]),
            person=person,
            admitted_by_body=st.sampled_from([None, "joint-council", "joint-board"]),
            by_vote=st.booleans(),
        ),
    )
    return st.lists(drawn, max_size=25, unique_by=lambda each: (each.TABLE, each.id)).map(whole_references)


def whole_references(rows: list[Row]) -> list[Row]:
    """Empty the references to rows that were not drawn, as a record must hold together."""
    there = {each.id for each in (*rows, *ground())}

    def mend(each: Row) -> Row:
        gone = {name: None for name in ("friction", "decision") if getattr(each, name, None) not in (None, *there)}
        return replace(each, **gone)  # type: ignore[arg-type]  # fields by name

    return [mend(each) for each in rows]


@pytest.mark.django_db
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(drawn=in_rooms(), person=st.sampled_from(["", *PERSONS]))
def test_on_random_rooms_pages_read_just_what_the_rule_gives(drawn: list[Row], person: str) -> None:
    from django.db import transaction

    record = Record.of([*ground(), *drawn])
    with transaction.atomic():
        for row in record:
            to_model(MODEL[type(row)], row).save(force_insert=True)
        # Nothing is kept between examples: they all stand at the same heads.
        viewer = fresh(person)
        seen = case_of("joint", viewer=viewer, room=f"test-{id(drawn)}", tables=TABLES)
        given_by_rule = by_rule(record, person, "joint")
        for kind in COMPARED:
            ours = {row for row in rows_of(seen, kind) if row.initiative == "joint"}
            assert ours == rows_of(given_by_rule, kind), kind.TABLE
        transaction.set_rollback(True)


def fresh(person: str) -> Viewer:
    from counterpoise.web.ledger import selectors

    selectors._KEPT.clear()
    return viewer_of(person or None, at=AT, paths_about=paths_about)


def test_a_draft_of_an_initiative_is_for_nobody(as_person: Callable[[str], Viewer]) -> None:
    to_model(MODEL[Initiative], Initiative(id="d", recorded_at=AT, state=InitiativeState.DRAFT)).save()
    assert initiative_of("d", viewer=as_person("resident")) is None


def test_a_care_path_is_among_the_initiatives_of_its_circle_alone(as_person: Callable[[str], Viewer]) -> None:
    def paths(person: str) -> list[str]:
        seen = initiatives_visible_to(viewer=as_person(person))
        return [row.id for row in seen if row.level is Level.INDIVIDUAL]

    assert paths("resident") == ["care-path"]
    assert paths("manager") == paths("citizen-1") == paths("") == []


def test_an_earlier_version_that_stood_in_a_closed_room_stays_there(as_person: Callable[[str], Viewer]) -> None:
    inside = Contribution(id="c", recorded_at=AT, initiative="meals", space="council-room", text="said inside")
    to_earlier(inside).save()
    to_earlier(replace(inside, version=2, space=None)).save()
    seen = {
        person: len(earlier_versions(Contribution, ["c"], viewer=as_person(person)))
        for person in ("resident", "manager")
    }
    assert seen == {"resident": 2, "manager": 1}
