from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from counterpoise.formats import bundle
from counterpoise.formats.fhir.exporting import resources
from counterpoise.formats.fhir.importing import read
from counterpoise.formats.fhir.words import written
from counterpoise.record import check
from tests.formats.fhir.resources import NOW, imported, mapped, xml_of

calm = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def back(folder: Path) -> list[dict[str, Any]]:
    """Import a folder, write the bundle, read it again, and return the resources that come out of it."""
    found = read([folder / "in"], recorded_at=NOW)
    assert [(each.place, each.error.code, each.error.given) for each in found.skipped] == []
    assert check(found.record) == ()
    bundle.write(found.record, folder / "out")
    loaded = bundle.read(folder / "out")
    assert loaded.problems == ()
    assert loaded.record == found.record
    return [json.loads(written(each)) for each in resources(loaded.record)]


@calm
@given(resource=mapped())
def test_every_mapped_field_of_json_comes_back(resource: dict[str, Any]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "in").mkdir()
        (folder / "in" / "one.json").write_text(json.dumps(resource), encoding="utf-8")
        assert back(folder) == [resource]


@calm
@given(resource=mapped())
def test_every_mapped_field_of_xml_comes_back_as_json(resource: dict[str, Any]) -> None:
    pytest.importorskip("lxml")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "in").mkdir()
        (folder / "in" / "one.xml").write_text(xml_of(resource), encoding="utf-8")
        assert back(folder) == [resource]


def test_what_is_not_mapped_stays_where_it_was(tmp_path: Path) -> None:
    goal = {
        "resourceType": "Goal",
        "id": "walk",
        "text": {"status": "generated", "div": "<div>secret finding</div>"},
        "lifecycleStatus": "active",
        "description": {"text": "Walk to the shop"},
        "subject": {"reference": "Patient/1"},
        "addresses": [{"display": "secret finding"}],
        "target": [{"measure": {"text": "secret finding"}, "dueDate": "2026-09-01"}],
    }
    found = imported(tmp_path / "in", goal)
    bundle.write(found.record, tmp_path / "out")
    assert all("secret finding" not in path.read_text(encoding="utf-8") for path in (tmp_path / "out").iterdir())
    (again,) = resources(found.record)
    assert again["target"] == [{"dueDate": "2026-09-01"}]


def test_decimals_keep_the_digits_they_were_written_with(tmp_path: Path) -> None:
    answer = (
        '{"resourceType":"QuestionnaireResponse","id":"q","item":[{"linkId":"1","answer":[{"valueDecimal":1.50}]}]}'
    )
    (tmp_path / "q.json").write_text(answer, encoding="utf-8")
    (again,) = resources(read([tmp_path], recorded_at=NOW).record)
    assert written(again) == answer


def test_what_was_told_twice_is_two_versions_and_the_last_one_comes_back(tmp_path: Path) -> None:
    first = {
        "resourceType": "Goal",
        "id": "1",
        "meta": {"lastUpdated": "2026-01-01T10:00:00Z"},
        "description": {"text": "Walk"},
        "subject": {"reference": "Patient/1"},
    }
    second = {**first, "meta": {"lastUpdated": "2026-02-01T10:00:00Z"}, "description": {"text": "Walk further"}}
    found = imported(tmp_path, second, first, second)
    assert check(found.record) == ()
    positions = found.record.tables["positions"]
    assert [(row.version, row.quote.count("further")) for row in positions] == [(1, 0), (2, 1)]
    assert [each["description"]["text"] for each in resources(found.record)] == ["Walk further"]


def test_a_goal_that_changes_hands_begins_anew_as_what_matters_to_the_owner(tmp_path: Path) -> None:
    doctor = {
        "resourceType": "Goal",
        "id": "1",
        "meta": {"lastUpdated": "2026-01-01T10:00:00Z"},
        "description": {"text": "Walk"},
        "subject": {"reference": "Patient/1"},
        "expressedBy": {"reference": "Practitioner/1"},
    }
    owner = {**doctor, "meta": {"lastUpdated": "2026-02-01T10:00:00Z"}, "expressedBy": {"reference": "Patient/1"}}
    again = {**doctor, "meta": {"lastUpdated": "2026-03-01T10:00:00Z"}, "description": {"text": "Walk more"}}
    found = imported(tmp_path, doctor, owner, again)
    assert check(found.record) == ()
    assert [row.version for row in found.record.tables["positions"]] == [1, 2]
    assert [row.version for row in found.record.tables["what_matters"]] == [1]
