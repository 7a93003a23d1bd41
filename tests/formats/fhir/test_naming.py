"""Where care data give only codes and numbers, plain words stand; where others give a name, it is found."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Any

from counterpoise.formats.fhir.naming import ENGLISH
from counterpoise.record import check
from counterpoise.record.initiatives import Document, Matter
from counterpoise.record.mandates import Mandate
from counterpoise.record.people import Body, Person
from counterpoise.record.trajectories import Agreement, Tie
from tests.formats.fhir.resources import imported

P1 = {"reference": "Patient/p1"}
NURSE = "urn:uuid:0f4e8c6a-1111-4222-8333-944445555666"


def entry(resource: dict[str, Any], url: str = "") -> dict[str, Any]:
    return {"resource": resource} | ({"fullUrl": url} if url else {})


def bundle(*entries: dict[str, Any]) -> dict[str, Any]:
    return {"resourceType": "Bundle", "type": "collection", "entry": list(entries)}


ROLE = {"coding": [{"code": "PRCP"}]}
CONSENT = {
    "resourceType": "Consent",
    "id": "c",
    "patient": P1,
    "category": [{"coding": [{"system": "http://loinc.org", "code": "59284-0"}]}],
    "provision": {"type": "permit", "actor": [{"role": ROLE, "reference": {"reference": NURSE}}]},
}
TEAM = {
    "resourceType": "CareTeam",
    "id": "t",
    "subject": P1,
    "participant": [
        {"member": {"reference": NURSE, "type": "Practitioner"}, "role": [{"text": "Nurse"}]},
        {"member": {"reference": "RelatedPerson/r"}},
    ],
}
PLAN: dict[str, Any] = {"resourceType": "CarePlan", "id": "p", "subject": P1, "author": {"reference": "Organization/o"}}
PLAN |= {"activity": [{"reference": {"reference": "ServiceRequest/s"}}]}
WROTE = {
    "resourceType": "Provenance",
    "id": "w",
    "target": [P1],
    "agent": [{"who": {"reference": NURSE}}],
    "recorded": "2015-01-01",
}
RAW = ("59284-0", "urn:uuid", "PRCP", "/")


def test_no_code_number_or_address_stands_where_people_read(tmp_path: Path) -> None:
    found = imported(tmp_path, bundle(entry(CONSENT), entry(TEAM), entry(PLAN), entry(WROTE)))
    assert check(found.record) == ()
    words = [row.text for row in found.record.rows(Matter)]
    words += [row.text for row in found.record.rows(Agreement)]
    words += [row.text for row in found.record.rows(Document)]
    words += [row.name for row in found.record.rows(Tie)]
    words += [row.name for row in found.record.rows(Body)]
    words += [row.pseudonym for row in found.record.rows(Person) if not row.id.endswith(".owner")]
    words += [row.limits for row in found.record.rows(Mandate)]
    assert not [text for text in words if any(raw in text for raw in RAW)]
    assert {row.text for row in found.record.rows(Matter)} == {"A consent form", "A care plan"}
    assert {row.name for row in found.record.rows(Tie)} >= {"Nurse (no name given)", "Somebody close (no name given)"}
    assert {row.text for row in found.record.rows(Agreement)} == {"A task (no words given)"}
    assert {row.title for row in found.record.rows(Document)} == {"Who wrote it down"}


def test_a_name_that_another_entry_gives_is_found_wherever_it_stands(tmp_path: Path) -> None:
    nurse = {"resourceType": "Practitioner", "id": "n", "name": [{"given": ["Ward"], "family": "Nurse"}]}
    order = {"resourceType": "ServiceRequest", "id": "s", "code": {"text": "Help with washing"}}
    found = imported(tmp_path, bundle(entry(TEAM), entry(CONSENT), entry(PLAN), entry(nurse, NURSE), entry(order)))
    assert "Ward Nurse" in {row.name for row in found.record.rows(Tie)}
    assert [row.limits for row in found.record.rows(Mandate)] == ["permit: Ward Nurse"]
    assert [row.text for row in found.record.rows(Agreement)] == ["Help with washing"]


def test_the_patient_is_not_named_after_their_own_entry(tmp_path: Path) -> None:
    patient = {"resourceType": "Patient", "id": "p1", "name": [{"text": "Secret Name"}]}
    found = imported(tmp_path, bundle(entry(patient), entry(TEAM)))
    assert all("Secret Name" not in str(row) for row in found.record)


def test_every_word_is_there() -> None:
    assert all(getattr(ENGLISH, each.name) for each in fields(ENGLISH))
