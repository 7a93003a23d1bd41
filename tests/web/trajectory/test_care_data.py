"""Care data from a file goes into one's own care path, with the words of its source."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from counterpoise.record import Level
from counterpoise.web.audit.records import build
from counterpoise.web.ledger.models import Entry
from tests.web.trajectory.writing import PATH, Visit, send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("forgets")]


def fhir(*resources: dict[str, Any]) -> bytes:
    return json.dumps(
        {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": each} for each in resources]}
    ).encode()


GOAL = {
    "resourceType": "Goal",
    "id": "walk",
    "lifecycleStatus": "active",
    "description": {"text": "Walk to the choir again"},
    "subject": {"reference": "Patient/p1"},
    "expressedBy": {"reference": "Patient/p1"},
}
SISTER = {
    "resourceType": "RelatedPerson",
    "id": "sister",
    "patient": {"reference": "Patient/p1"},
    "name": [{"text": "Sister from the north"}],
}


def take_in(client: Client, content: bytes, name: str = "care.json") -> Any:  # noqa: ANN401 - the answer of a test client
    return send(client, f"{PATH}care-data/", file=SimpleUploadedFile(name, content))


def test_care_data_come_into_the_path_once_and_out_again(visit: Visit) -> None:
    owner = visit("resident")
    page = take_in(owner, fhir(GOAL, SISTER, {"resourceType": "Observation", "id": "x"})).content.decode()
    assert "new in your care path" in page
    assert "Observation" in page
    seen = owner.get(PATH).content.decode()
    assert "Walk to the choir again" in seen
    assert "Sister from the north" in seen
    assert "0 lines are new" in take_in(owner, fhir(GOAL, SISTER)).content.decode()
    for row in build():
        if row.source.startswith("FHIR"):
            assert (row.initiative, row.space, row.level) == ("care-path", "care-circle", Level.INDIVIDUAL)
            assert row.id.startswith("care-path.")
    entries = json.loads(owner.get(f"{PATH}along/fhir.json").content)["entry"]
    goals = [each["resource"] for each in entries if each["resource"]["resourceType"] == "Goal"]
    assert [each["description"]["text"] for each in goals] == ["Walk to the choir again"]
    assert visit("manager").get(f"{PATH}along/fhir.json").status_code == 404
    assert b"entity" in owner.get(f"{PATH}along/prov.json").content
    assert owner.get(f"{PATH}along/record.zip").content[:2] == b"PK"


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "care.json", "Nothing in this file"),
        (b"no json at all", "care.json", "Nothing in this file"),
        (b"[" * 100_000, "care.json", "Nothing in this file"),
        (b'<!DOCTYPE x [<!ENTITY a "aaaa">]><Goal>&a;</Goal>', "care.xml", "Nothing in this file"),
        (b"x" * 5_000_001, "care.json", "too large"),
        (fhir(GOAL, GOAL | {"id": "other", "subject": {"reference": "Patient/p2"}}), "care.json", "several people"),
    ],
)
def test_a_file_that_cannot_be_taken_in_is_refused_and_changes_nothing(
    visit: Visit, content: bytes, name: str, said: str
) -> None:
    before = Entry.objects.count()
    answer = take_in(visit("resident"), content, name)
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert Entry.objects.count() == before
