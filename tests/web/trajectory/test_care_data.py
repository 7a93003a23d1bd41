"""Care data from a file goes into one's own care path, with the words of its source."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

import counterpoise.cli.fhir
from counterpoise.formats.fhir.problems import CareDataError
from counterpoise.record import Level
from counterpoise.web.audit.records import build
from counterpoise.web.ledger.models import Entry
from counterpoise.web.trajectory.forms import why_unreadable
from counterpoise.web.trajectory.forms.refusals import REFUSED
from counterpoise.web.trajectory.models import Agreement, Tie, WhatMatters
from tests.web.trajectory.writing import PATH, Visit, let_in, send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("forgets")]
ENGLISH = Path(counterpoise.cli.fhir.__file__).parent / "words" / "en.toml"


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
    said = {each["description"]["text"] for each in goals}
    assert said == {"Walk to the choir again", "A late breakfast, and somebody to talk to."}
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


def test_what_was_written_here_goes_out_and_is_known_when_it_comes_back(visit: Visit) -> None:
    owner = visit("resident")
    out = owner.get(f"{PATH}along/fhir.json").content
    kinds = {each["resource"]["resourceType"] for each in json.loads(out)["entry"]}
    assert {"Goal", "CareTeam", "CarePlan"} <= kinds
    before = {kind: kind.objects.count() for kind in (WhatMatters, Tie, Agreement)}
    page = take_in(owner, out).content.decode()
    assert "0 lines are new" in page
    assert "Which patient" not in page
    assert {kind: kind.objects.count() for kind in before} == before


def test_what_was_written_here_goes_out_together_with_what_came_in(visit: Visit) -> None:
    owner = visit("resident")
    take_in(owner, fhir(GOAL, SISTER))
    out = owner.get(f"{PATH}along/fhir.json").content
    goals = [each["resource"] for each in json.loads(out)["entry"] if each["resource"]["resourceType"] == "Goal"]
    assert {each["subject"]["reference"] for each in goals} == {"Patient/p1"}
    assert "0 lines are new" in take_in(owner, out).content.decode()


@pytest.mark.parametrize(
    ("language", "consent", "nurse"),
    [("en", "A consent form", "Nurse (no name given)"), ("nl", "Een toestemming", "Nurse (geen naam genoemd)")],
)
def test_no_raw_word_stands_on_the_page_after_an_import(visit: Visit, language: str, consent: str, nurse: str) -> None:
    owner = visit("resident")
    owner.cookies["django_language"] = language
    whom = {"reference": "urn:uuid:0f4e8c6a-1111-4222-8333-944445555666", "type": "Practitioner"}
    code = {"coding": [{"system": "http://loinc.org", "code": "59284-0"}]}
    given = {"resourceType": "Consent", "id": "c", "patient": {"reference": "Patient/p1"}, "category": [code]}
    given |= {"provision": {"actor": [{"role": code, "reference": whom}]}}
    member = {"member": whom, "role": [{"text": "Nurse"}]}
    team = {"resourceType": "CareTeam", "id": "t", "subject": {"reference": "Patient/p1"}, "participant": [member]}
    take_in(owner, fhir(given, team))
    page = owner.get(PATH).content.decode()
    assert consent in page
    assert nurse in page
    for raw in ("59284-0", "urn:uuid"):
        assert raw not in page


def test_what_could_not_be_read_is_said_in_words_and_in_dutch(visit: Visit) -> None:
    owner = visit("resident")
    broken = {"resourceType": "Goal", "id": "g", "subject": 7}
    page = take_in(owner, fhir(GOAL, broken)).content.decode()
    assert "Could not be read: part 2. In Goal.subject stands something else than FHIR holds there." in page
    assert "not_an_object" not in page
    with_type = b'<?xml version="1.0"?><!DOCTYPE Goal><Goal xmlns="http://hl7.org/fhir"/>'
    assert "The XML declares a document type or entities." in take_in(owner, with_type, "care.xml").content.decode()
    owner.cookies["django_language"] = "nl"
    page = take_in(owner, fhir(SISTER, broken)).content.decode()
    assert "Kon niet worden gelezen: deel 2. In Goal.subject staat iets anders dan FHIR daar heeft." in page
    assert "Het bestand is leeg." in take_in(owner, b" \n").content.decode()


def test_a_day_that_does_not_exist_is_taken_in_and_said_in_words(visit: Visit) -> None:
    wrong = GOAL | {"id": "run", "startDate": "2026-13-45", "lifecycleStatus": ["active"]}
    owner = visit("resident")
    page = take_in(owner, fhir(GOAL, wrong)).content.decode()
    assert "it cannot be so: part 2. In Goal.startDate stands 2026-13-45. There is no such day or time." in page
    assert "In Goal.lifecycleStatus stand several values (active) where there is one." in page
    assert "Could not be read" not in page
    many = [GOAL | {"id": f"g{each}", "startDate": "never"} for each in range(60)]
    page = take_in(owner, fhir(*many)).content.decode()
    assert page.count("it cannot be so") == 50
    assert "Of these there are 60." in page


def test_each_reason_that_a_file_can_give_has_its_words() -> None:
    of_folders = {"missing_file", "not_a_file", "cannot_open", "too_large", "too_many"}
    of_the_command_line = {"not_r4", "no_subject"}
    known = {code.removeprefix("care_data.") for code in REFUSED if code.startswith("care_data.")}
    told = set(tomllib.loads(ENGLISH.read_text(encoding="utf-8"))["reasons"])
    assert known == told - of_folders - of_the_command_line
    given = dict.fromkeys(("kind", "line", "column", "value", "name", "most", "type", "path"), "x")
    for code in known:
        assert "%" not in why_unreadable(CareDataError(code, **given)), code


def test_who_looked_names_each_part_of_the_site_in_words(visit: Visit, forgets: Callable[[], None]) -> None:
    let_in(visit("resident"), "informal-caregiver", "informal_caregiver")
    forgets()
    reader = visit("informal-caregiver")
    routes = {"governance": "people/", "expertise": "expertise/", "control": "control/"}
    for address in routes.values():
        assert reader.get(f"/initiatives/care-path/{address}").status_code == 200, address
    page = visit("resident").get(f"{PATH}who-looked/").content.decode()
    shown = set(re.findall(r'data-label="What">([^<]+)', page))
    assert shown == {"About it, and who sits where", "Say something", "Who decides"}
