from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from counterpoise.decisions.dossier import dossiers
from counterpoise.formats.fhir.importing import Imported
from counterpoise.levels.editions import shared_edition
from counterpoise.record import KnowledgeKind, Level, Moment, Record, Row, Say, Side, check, look
from counterpoise.record.commitments import Commitment, CommitmentState
from counterpoise.record.contributions import Contribution, ContributionState
from counterpoise.record.decisions import Decision, DecisionState, Notice
from counterpoise.record.initiatives import Document, Group, Initiative, Matter
from counterpoise.record.mandates import Basis, Mandate, MandateState
from counterpoise.record.people import Body, BodyKind, Capacity, CapacityKind, Person, Seat, Space, SpaceKind
from counterpoise.record.positions import Position
from counterpoise.record.trajectories import Agreement, Tie, TieKind, Trajectory, WhatMatters
from tests.formats.fhir.resources import imported

OWNER = {"reference": "Patient/1", "display": "Mrs. A"}
DAUGHTER = {"reference": "RelatedPerson/d", "display": "Daughter"}
NURSE = {"reference": "Practitioner/n", "display": "Nurse"}
TEAM: dict[str, Any] = {
    "resourceType": "CareTeam",
    "id": "t",
    "name": "Around Mrs. A",
    "subject": OWNER,
    "participant": [
        {"role": [{"text": "nurse"}], "member": NURSE, "period": {"start": "2026-01-05", "end": "2026-03-01"}},
        {"member": OWNER},
        {"role": [{"text": "no member"}]},
    ],
}
PLAN: dict[str, Any] = {
    "resourceType": "CarePlan",
    "id": "p",
    "status": "active",
    "title": "Help at home",
    "subject": OWNER,
    "created": "2026-01-10",
    "author": NURSE,
    "period": {"end": "2026-12-31"},
    "activity": [
        {"detail": {"description": "Shopping", "performer": [DAUGHTER]}},
        {
            "detail": {
                "code": {"text": "Washing"},
                "performer": [NURSE, DAUGHTER],
                "scheduledPeriod": {"end": "2026-03"},
            }
        },
        {"reference": {"reference": "ServiceRequest/1", "display": "Physiotherapy"}},
        {"detail": {"status": "in-progress"}},
    ],
}
TOLD: dict[str, Any] = {
    "resourceType": "Communication",
    "id": "c",
    "status": "completed",
    "subject": OWNER,
    "sent": "2026-01-20T10:00:00+01:00",
    "received": "2026-01-21",
    "recipient": [OWNER, DAUGHTER],
    "medium": [{"text": "letter"}],
}


def only(found: Imported, kind: type[Row]) -> Any:  # noqa: ANN401 - a row of the kind that was asked for
    """Return the one row of a kind."""
    (row,) = found.record.rows(kind)
    return row


def by_name(found: Imported) -> dict[str, Tie]:
    """Return the ties by what people are called."""
    return {tie.name: tie for tie in found.record.rows(Tie)}


def test_a_care_path_has_an_owner_and_a_circle_that_lies_closed(tmp_path: Path) -> None:
    found = imported(tmp_path, TEAM, PLAN)
    assert check(found.record) == ()
    path, trajectory, circle = only(found, Initiative), only(found, Trajectory), only(found, Space)
    assert (path.level, path.title) == (Level.INDIVIDUAL, "Care path of Mrs. A")
    assert (circle.kind, circle.initiative) == (SpaceKind.CARE_CIRCLE, path.id)
    owner = {person.id: person for person in found.record.rows(Person)}[trajectory.owner]
    assert owner.pseudonym == "Mrs. A"
    assert all(row.level is Level.INDIVIDUAL for row in found.record)
    assert len(shared_edition(found.record, at=date(2026, 7, 1))) == 0


def test_who_is_there_is_a_tie_and_a_seat_and_the_owner_is_no_tie_to_themselves(tmp_path: Path) -> None:
    found = imported(tmp_path, TEAM)
    tie = only(found, Tie)
    assert (tie.name, tie.kind, tie.task, tie.active_from, tie.active_until) == (
        "Nurse",
        TieKind.FORMAL,
        "nurse",
        date(2026, 1, 5),
        date(2026, 3, 2),
    )
    assert (only(found, Body).kind, only(found, Body).name) == (BodyKind.TEAM, "Around Mrs. A")
    assert [seat.person for seat in found.record.rows(Seat)] == [tie.id, only(found, Trajectory).owner]


def test_somebody_close_is_an_informal_tie_in_their_own_words(tmp_path: Path) -> None:
    daughter = {
        "resourceType": "RelatedPerson",
        "id": "d",
        "patient": OWNER,
        "relationship": [{"text": "daughter"}, {"coding": [{"display": "first contact"}]}],
        "name": [{"given": ["Anna", "M."], "family": "de Wit"}],
        "period": {"start": "2025-05"},
    }
    found = imported(tmp_path, daughter, PLAN)
    tie = by_name(found)["Anna M. de Wit"]
    assert (tie.kind, tie.task, tie.active_from) == (TieKind.INFORMAL, "daughter, first contact", None)
    assert tie.happened_at == Moment.parse("2025-05")
    assert {row.by for row in found.record.rows(Agreement) if row.text == "Shopping"} == {tie.id}


def test_the_same_professional_in_two_care_paths_is_two_persons(tmp_path: Path) -> None:
    other = {**TEAM, "id": "u", "subject": {"reference": "Patient/2"}}
    found = imported(tmp_path, TEAM, other)
    assert len({tie.id for tie in found.record.rows(Tie) if tie.name == "Nurse"}) == 2


def test_a_plan_is_a_decision_about_a_matter_with_its_activities(tmp_path: Path) -> None:
    found = imported(tmp_path, PLAN)
    decision = only(found, Decision)
    assert (decision.title, decision.decided_at, decision.state) == (
        "Help at home",
        Moment.parse("2026-01-10"),
        DecisionState.TAKEN,
    )
    assert only(found, Matter).id == decision.matter
    names = {tie.id: tie.name for tie in found.record.rows(Tie)}
    done = [(row.text, names.get(row.by or "")) for row in found.record.rows(Agreement)]
    assert done == [("Shopping", "Daughter"), ("Washing", "Nurse"), ("Washing", "Daughter"), ("Physiotherapy", None)]
    assert {row.review_on for row in found.record.rows(Agreement)} == {date(2026, 12, 31), None}
    (case,) = look(found.record, at=date(2026, 7, 1)).cases
    (dossier,) = dossiers(case)
    assert {group.side for group in dossier.groups} == {Side.CIVIC, Side.ORGANIZATIONAL}


def test_a_plan_that_is_a_draft_or_lies_ahead_was_not_decided(tmp_path: Path) -> None:
    found = imported(tmp_path, {**PLAN, "status": "draft"}, {**PLAN, "id": "q", "created": "2027-01-01"})
    assert [(row.decided_at, row.state) for row in found.record.rows(Decision)] == [(None, DecisionState.DRAFT)] * 2
    assert check(found.record) == ()


def test_a_plan_whose_author_is_the_owner_has_their_yes(tmp_path: Path) -> None:
    found = imported(tmp_path, {**PLAN, "author": OWNER})
    groups = {group.id for group in found.record.rows(Group) if group.size == 1 and group.side is Side.CIVIC}
    assert set(only(found, Decision).consented) < groups | {only(found, Decision).consented[0]}
    assert only(found, Decision).consented


def test_a_communication_tells_each_group_of_the_plan_that_was_decided_by_then(tmp_path: Path) -> None:
    older = {**PLAN, "id": "o", "created": "2025-01-01"}
    later = {**PLAN, "id": "l", "created": "2026-06-01"}
    found = imported(tmp_path, PLAN, older, later, TOLD)
    notices = found.record.rows(Notice)
    assert [(row.decision, row.channel, str(row.heard_at)) for row in notices] == [
        ("CarePlan-p", "letter", "2026-01-21")
    ] * 2
    assert len({row.group for row in notices}) == 2
    named = imported(tmp_path / "named", PLAN, older, {**TOLD, "about": [{"reference": "CarePlan/o"}]})
    assert {row.decision for row in named.record.rows(Notice)} == {"CarePlan-o"}
    early = imported(tmp_path / "early", later, {**TOLD, "about": [{"reference": "CarePlan/l"}]})
    assert {row.decision for row in early.record.rows(Notice)} == {None}
    assert check(early.record) == ()
    undone = imported(tmp_path / "undone", PLAN, {**TOLD, "status": "not-done"})
    assert {row.told_at for row in undone.record.rows(Notice)} == {None}


@pytest.mark.parametrize(
    ("whose", "kind", "capacity"),
    [
        (OWNER, WhatMatters, None),
        (DAUGHTER, Position, CapacityKind.INFORMAL_CAREGIVER),
        (NURSE, Position, CapacityKind.PROFESSIONAL),
        (None, Position, None),
    ],
)
def test_whose_goal_it_is_decides_what_it_becomes(
    tmp_path: Path, whose: dict[str, str] | None, kind: type[Row], capacity: CapacityKind | None
) -> None:
    goal = {
        "resourceType": "Goal",
        "id": "g",
        "lifecycleStatus": "active",
        "description": {"text": "Walk"},
        "subject": OWNER,
        "statusReason": "The wedding in May",
        "startDate": "2026-02-03",
        **({"expressedBy": whose} if whose else {}),
    }
    found = imported(tmp_path, goal)
    row = only(found, kind)
    assert getattr(row, "text", None) or row.claim == "Walk"
    if isinstance(row, Position):
        kinds = {each.id: each.kind for each in found.record.rows(Capacity)}
        assert kinds.get(row.capacity or "") is capacity
        assert row.interest == "The wedding in May"


def test_a_consent_is_claimed_for_it_has_one_side(tmp_path: Path) -> None:
    consent = {
        "resourceType": "Consent",
        "id": "c",
        "status": "active",
        "category": [{"text": "Sharing"}],
        "patient": OWNER,
        "dateTime": "2026-01-01",
        "performer": [OWNER],
        "provision": {
            "type": "permit",
            "period": {"end": "2026-12-31"},
            "actor": [{"reference": NURSE}],
            "provision": [{"type": "deny", "action": [{"text": "disclose"}]}],
        },
    }
    found = imported(tmp_path, consent, {**consent, "id": "old", "status": "inactive"})
    mandates = {row.id: row for row in found.record.rows(Mandate)}
    mandate = mandates["Consent-c"]
    assert (mandate.say, mandate.basis, mandate.state) == (Say.CONSENT, Basis.CLAIMED, MandateState.PROPOSED)
    assert mandate.limits == "permit: Nurse\ndeny: disclose"
    assert mandate.expires_on == date(2027, 1, 1)
    assert [one.side for one in mandate.assents] == [Side.CIVIC]
    assert mandates["Consent-old"].state is MandateState.EXPIRED


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("completed", CommitmentState.DONE_CLAIMED),
        ("cancelled", CommitmentState.DROPPED),
        ("new", CommitmentState.MADE),
    ],
)
def test_a_task_is_an_agreement_to_act(tmp_path: Path, status: str, state: CommitmentState) -> None:
    task = {
        "resourceType": "Task",
        "id": "t",
        "status": status,
        "description": "Call the daughter",
        "for": OWNER,
        "owner": NURSE,
        "authoredOn": "2026-01-01",
        "restriction": {"period": {"end": "2026-02-01"}},
    }
    row = only(imported(tmp_path, task), Commitment)
    assert (row.text, row.state, row.side, row.due_on) == (
        "Call the daughter",
        state,
        Side.ORGANIZATIONAL,
        date(2026, 2, 1),
    )


def test_answers_to_questions_are_a_contribution_of_whoever_gave_them(tmp_path: Path) -> None:
    inner = {"linkId": "a", "answer": [{"valueString": "b"}]}
    answers = {
        "resourceType": "QuestionnaireResponse",
        "id": "q",
        "status": "completed",
        "subject": OWNER,
        "source": OWNER,
        "authored": "2026-01-01",
        "item": [
            {"linkId": "1", "text": "Do you sleep well?", "answer": [{"valueBoolean": False}]},
            {
                "linkId": "2",
                "item": [
                    {"linkId": "2.1", "answer": [{"valueQuantity": {"value": 3, "unit": "hours"}}]},
                    {"linkId": "2.2", "answer": [{"valueCoding": {"code": "x"}, "item": [inner]}]},
                    {"linkId": "2.3", "answer": [{"valueReference": {"display": "The bed"}}, {"valueInteger": 4}]},
                    {"linkId": "2.4", "text": "Nothing"},
                ],
            },
        ],
    }
    row = only(imported(tmp_path, answers), Contribution)
    assert row.text == "Do you sleep well?: no\n2.1: 3 hours\n2.2: x\na: b\n2.3: The bed, 4"
    assert (row.kind, row.side, row.state) == (KnowledgeKind.EXPERIENCE, Side.CIVIC, ContributionState.GIVEN)
    draft = imported(tmp_path / "draft", {**answers, "status": "in-progress", "source": NURSE})
    assert only(draft, Contribution).state is ContributionState.DRAFT
    assert only(draft, Contribution).kind is KnowledgeKind.PROFESSIONAL


def test_who_wrote_and_who_looked_lies_in_the_care_path_that_it_is_about(tmp_path: Path) -> None:
    wrote = {
        "resourceType": "Provenance",
        "id": "w",
        "target": [{"reference": "CarePlan/p", "display": "the plan"}],
        "recorded": "2026-01-10T10:00:00Z",
        "agent": [{"who": NURSE}],
    }
    looked = {
        "resourceType": "AuditEvent",
        "id": "l",
        "type": {"display": "Read"},
        "recorded": "2026-01-11T10:00:00Z",
        "agent": [{"name": "Somebody", "requestor": True}],
        "source": {"observer": {"display": "x"}},
        "entity": [{"what": {"reference": "Patient/1/_history/2"}}],
    }
    found = imported(tmp_path, PLAN, wrote, looked, {**looked, "id": "m", "entity": []})
    told = {row.id: (row.title, row.text, row.initiative) for row in found.record.rows(Document)}
    assert told["Provenance-w"] == ("Who wrote it down", "Nurse: the plan", "path-Patient-1")
    assert told["AuditEvent-l"] == ("Who looked", "Somebody: Read", "path-Patient-1")
    assert told["AuditEvent-m"][2] is None


def test_what_was_entered_in_error_is_kept_and_counts_nowhere(tmp_path: Path) -> None:
    found = imported(tmp_path, {**PLAN, "status": "entered-in-error"})
    assert found.imported == 1
    assert not found.record.rows(Decision)
    assert not found.record.rows(Agreement)
    assert only(found, Document).quote


def test_what_stands_inside_another_resource_belongs_to_the_same_care_path(tmp_path: Path) -> None:
    plan = {
        **PLAN,
        "contained": [
            {"resourceType": "Goal", "id": "g", "description": {"text": "Walk"}, "expressedBy": OWNER},
            {"resourceType": "RelatedPerson", "id": "near", "patient": OWNER, "name": [{"text": "Neighbour"}]},
            {"resourceType": "Goal", "id": "stub"},
            {"resourceType": "Medication", "id": "m"},
        ],
        "activity": [{"detail": {"description": "Walk", "performer": [{"reference": "#near"}]}}],
    }
    found = imported(tmp_path, plan)
    assert (found.resources, found.unmapped, found.skipped) == (3, {}, ())
    assert only(found, WhatMatters).initiative == "path-Patient-1"
    assert only(found, Agreement).by == by_name(found)["Neighbour"].id


def test_what_belongs_to_nobody_we_know_is_kept_and_closed(tmp_path: Path) -> None:
    found = imported(
        tmp_path, {**PLAN, "subject": {"reference": "Group/1"}}, {**TEAM, "subject": None, "participant": []}
    )
    assert not found.record.rows(Initiative)
    assert check(found.record) == ()
    assert len(shared_edition(found.record, at=date(2026, 7, 1))) == 0


def test_nothing_is_made_of_dates_that_are_none(tmp_path: Path) -> None:
    found = imported(
        tmp_path,
        {**PLAN, "created": "yesterday"},
        {**TEAM, "participant": [{"member": NURSE, "period": {"start": "2026-03-01", "end": "2026-01-01"}}]},
    )
    assert only(found, Decision).decided_at is None
    tie = by_name(found)["Nurse"]
    assert (tie.active_from, tie.active_until) == (date(2026, 3, 1), None)
    assert isinstance(found.record, Record)
