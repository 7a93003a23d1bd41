from __future__ import annotations

import json
from pathlib import Path
from time import process_time

import pytest

from counterpoise.formats.fhir.exporting import resources
from counterpoise.formats.fhir.files import files_in, read_file
from counterpoise.formats.fhir.importing import read
from tests.formats.fhir.resources import NOW, reasons

GOAL = {"resourceType": "Goal", "id": "1", "description": {"text": "Walk"}}


def lines(number: int) -> str:
    """Return that many goals, one on a line."""
    return "\n".join(json.dumps({**GOAL, "id": str(each)}) for each in range(number)) + "\n\n"


@pytest.mark.parametrize("name", ["goals.ndjson", "goals.jsonl", "goals.json", "GOALS.NDJSON", "goals.txt"])
def test_lines_of_resources_are_read_whatever_the_file_is_called(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(lines(3), encoding="utf-8")
    assert read([tmp_path / name], recorded_at=NOW).resources == 3


def test_a_broken_line_does_not_take_the_others_along(tmp_path: Path) -> None:
    text = lines(2) + "{broken\n" + "3\n"
    for name in ("a.ndjson", "a.json"):
        (tmp_path / name).write_text(text, encoding="utf-8")
        found = read([tmp_path / name], recorded_at=NOW)
        assert (found.resources, reasons(found)) == (2, ["not_json", "not_fhir"])
    (tmp_path / "b.ndjson").write_bytes(lines(1).encode() + b"\xff\n")
    assert reasons(read([tmp_path / "b.ndjson"], recorded_at=NOW)) == ["not_text"]


def test_a_list_of_resources_is_read_one_by_one(tmp_path: Path) -> None:
    (tmp_path / "list.json").write_text(json.dumps([GOAL, 3, {**GOAL, "id": "2"}]), encoding="utf-8")
    found = read([tmp_path], recorded_at=NOW)
    assert (found.resources, [each.place for each in found.skipped]) == (2, ["[1]"])


def test_a_mark_at_the_beginning_of_a_file_says_nothing(tmp_path: Path) -> None:
    pytest.importorskip("lxml")
    (tmp_path / "goal.json").write_bytes(b"\xef\xbb\xbf" + json.dumps(GOAL).encode())
    (tmp_path / "goal.xml").write_bytes(
        b'\xef\xbb\xbf<?xml version="1.0" encoding="UTF-8"?>'
        b'<Task xmlns="http://hl7.org/fhir"><description value="x"/></Task>'
    )
    assert read([tmp_path], recorded_at=NOW).imported == 2


def test_folders_are_searched_as_deep_as_they_go_and_a_file_is_read_once(tmp_path: Path) -> None:
    deep = tmp_path / "a" / "b" / "c"
    deep.mkdir(parents=True)
    for name in ("x.json", "y.XML", "z.txt"):
        (deep / name).write_text("{}", encoding="utf-8")
    assert [path.name for path in files_in([tmp_path])] == ["x.json", "y.XML"]
    assert read([tmp_path, tmp_path / "a", deep / "x.json"], recorded_at=NOW).files == 2


def test_what_is_wrong_inside_a_resource_does_not_take_it_along(tmp_path: Path) -> None:
    plan = {
        "resourceType": "CarePlan",
        "id": "p",
        "description": "x",
        "contained": [{"resourceType": "Goal", "id": "g", "subject": "nobody"}],
    }
    (tmp_path / "plan.json").write_text(json.dumps(plan), encoding="utf-8")
    found = read([tmp_path], recorded_at=NOW)
    assert [each["resourceType"] for each in resources(found.record)] == ["CarePlan"]
    assert [(each.place, each.error.code) for each in found.skipped] == [("#g", "not_an_object")]


def test_a_file_that_cannot_be_opened_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "goal.json"
    path.write_text(json.dumps(GOAL), encoding="utf-8")

    def closed(path: Path, mode: str = "r") -> None:
        raise PermissionError(13, mode, str(path))

    monkeypatch.setattr(Path, "open", closed)
    ((_, error),) = read_file(path, name="goal.json").faults
    assert error.code == "cannot_open"


def test_many_lines_under_one_name_take_time_that_grows_with_their_number(tmp_path: Path) -> None:
    told = (
        json.dumps({**GOAL, "subject": {"reference": "Patient/1"}, "description": {"text": f"Walk {each}"}})
        for each in range(16_000)
    )
    (tmp_path / "goals.ndjson").write_text("\n".join(told), encoding="utf-8")
    began = process_time()
    found = read([tmp_path], recorded_at=NOW)
    # Held against every other one they took 25 seconds; each looked up once takes one.
    assert process_time() - began < 10
    assert found.resources == 16_000
