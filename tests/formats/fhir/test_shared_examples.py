from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from counterpoise.audit.power import audit
from counterpoise.formats import bundle
from counterpoise.formats.fhir.exporting import resources
from counterpoise.formats.fhir.importing import Imported, read
from counterpoise.formats.fhir.shapes import MAPPED, fields_of
from counterpoise.formats.fhir.words import written
from counterpoise.record import check
from tests.formats.fhir.resources import NOW

pytest.importorskip("lxml")
pytestmark = pytest.mark.shared

# By hand: for some official examples what must come back, as path and value.
BY_HAND = {
    ("Goal", "example"): {
        "expressedBy.reference": "Patient/example",
        "statusReason": "Patient wants to defer weight loss until after honeymoon.",
        "description.text": "Target weight is 160 to 180 lbs.",
        "target.0.dueDate": "2016-04-05",
    },
    ("CareTeam", "example"): {
        "participant.1.member.reference": "#pr1",
        "participant.1.onBehalfOf.reference": "Organization/f001",
        "participant.1.period.end": "2013-01-01",
        "name": "Peter James Charlmers Care Plan for Inpatient Encounter",
    },
    ("CareTeam", "nl-core-CareTeam-01"): {
        "participant.0.member.display": "Contact person, Jan de Wit",
        "participant.6.member.type": "PractitionerRole",
    },
    ("CarePlan", "nl-core-HelpFromOthers-01"): {
        "activity.0.detail.description": "Boodschappen doen",
        "activity.0.detail.performer.0.reference": "RelatedPerson/nl-core-HelpFromOthers-01-RelatedPerson-01",
        "activity.0.detail.scheduledString": "1 keer per week",
    },
    ("Communication", "example"): {"received": "2014-12-12T18:01:11-08:00", "medium.0.text": "written"},
    ("RelatedPerson", "peter"): {"period.start": "2012-03-11", "name.0.given.1": "James"},
    ("Task", "example1"): {
        "restriction.period.end": "2016-11-02T09:45:05+10:00",
        "owner.display": "Clinical Laboratory @ Acme Hospital",
    },
    ("Provenance", "example"): {"agent.1.id": "a1", "entity.0.what.display": "CDA Document in XDS repository"},
    ("AuditEvent", "example-rest"): {
        "agent.0.altId": "601847123",
        "agent.1.who.identifier.value": "2.16.840.1.113883.4.2",
    },
    ("Consent", "consent-example-Emergency"): {"provision.provision.0.type": "deny"},
    ("RelatedPerson", "nl-core-ContactPerson-01"): {
        "name.0._family.extension.3.valueString": "Giessen",
        "relationship.1.coding.0.display": "Hulpverlener",
    },
}


@pytest.fixture(scope="module")
def found(shared_data: Path) -> Imported:
    return read([shared_data / "fhir"], recorded_at=NOW)


def at(value: Any, path: str) -> Any:  # noqa: ANN401 - plain JSON
    """Return what stands at a path of names and numbers."""
    for name in path.split("."):
        value = value[int(name)] if name.isdecimal() else value[name]
    return value


def test_all_of_the_examples_are_read(found: Imported, shared_data: Path) -> None:
    files = [path for path in (shared_data / "fhir").rglob("*") if path.suffix in {".json", ".xml"}]
    assert found.files == len(files) > 100
    assert len(found.skipped) <= found.files // 100, [(each.file, each.error.code) for each in found.skipped]
    assert found.imported + sum(found.unmapped.values()) + len(found.skipped) == found.files


def test_the_record_holds_together_and_can_be_audited(found: Imported, tmp_path: Path) -> None:
    assert check(found.record) == ()
    bundle.write(found.record, tmp_path / "out")
    again = bundle.read(tmp_path / "out")
    assert (again.problems, again.record) == ((), found.record)
    result = audit(again.record, at=NOW.date())
    assert len(result.initiatives) > 10


def test_what_was_looked_up_by_hand_comes_back(found: Imported) -> None:
    by_name = {(each["resourceType"], each["id"]): json.loads(written(each)) for each in resources(found.record)}
    for name, expected in BY_HAND.items():
        for path, value in expected.items():
            assert at(by_name[name], path) == value, (name, path)


def test_every_mapped_field_of_the_json_examples_comes_back(shared_data: Path) -> None:
    compared = 0
    for path in sorted((shared_data / "fhir").rglob("*.json")):
        given = json.loads(path.read_text(encoding="utf-8"))
        if given["resourceType"] in MAPPED:
            alone = resources(read([path], recorded_at=NOW).record)
            (again,) = (each for each in alone if (each["resourceType"], each["id"]) == _name(given))
            compared += _compared(given, json.loads(written(again)), given["resourceType"])
    assert compared > 500


def _name(given: dict[str, Any]) -> tuple[str, str]:
    return given["resourceType"], given["id"]


def _compared(given: dict[str, Any], again: dict[str, Any], kind: str) -> int:
    """Compare every mapped field, and return how many plain values were the same."""
    number = 0
    for name, field in fields_of(kind).items():
        if name not in given:
            continue
        if field.is_value:
            assert again[name] == given[name], (kind, name)
            number += 1
            continue
        pairs = zip(_list(given[name]), _list(again.get(name, [])), strict=False)
        number += sum(_compared(a, b, field.holds) for a, b in pairs)
    return number


def _list(value: Any) -> list[Any]:  # noqa: ANN401 - plain JSON
    return value if isinstance(value, list) else [value]


def test_what_comes_out_follows_r4_as_its_own_models_say(found: Imported) -> None:
    models = pytest.importorskip("fhir.resources.R4B")
    for each in resources(found.record):
        models.get_fhir_model_class(each["resourceType"]).model_validate(json.loads(written(each)))


def test_to_the_letter_the_examples_of_mapped_types_are_accepted_too(shared_data: Path) -> None:
    pytest.importorskip("fhir.resources.R4B")
    assert read([shared_data / "fhir"], recorded_at=NOW, strict=True).skipped == ()
