from __future__ import annotations

import gzip
import os
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoise.formats.fhir import files
from counterpoise.formats.fhir.files import read_file
from counterpoise.formats.fhir.importing import read
from counterpoise.record import check
from tests.formats.fhir.resources import NOW, imported, reasons

GOAL = '{"resourceType":"Goal","id":"1","description":{"text":"Walk"},"subject":{"reference":"Patient/1"}'
XML = '<Goal xmlns="http://hl7.org/fhir"><id value="1"/><description><text value="{}"/></description></Goal>'
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


def code(path: Path) -> str:
    """Return why a file was refused."""
    found = read_file(path, name=path.name)
    assert found.resources == ()
    ((_, error),) = found.faults
    return error.code


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"{", "not_json"),
        (b"[1,2", "not_json"),
        (b"hello", "not_json"),
        (b"3", "not_fhir"),
        (b"null", "not_fhir"),
        (b'"Goal"', "not_fhir"),
        (b"{}", "no_type"),
        (b'{"resourceType":null}', "no_type"),
        (b'{"resourceType":3}', "bad_type"),
        (b'{"resourceType":"../../etc"}', "bad_type"),
        (b'{"resourceType":"Goal"}', "nothing_in_it"),
        (b'{"resourceType":"Goal","id":"1"}', "nothing_in_it"),
        (b'{"resourceType":"Goal","resourceType":"Task"}', "key_twice"),
        (b'{"resourceType":"Goal","priority":NaN}', "not_a_number"),
        (b'{"resourceType":"Goal","priority":-Infinity}', "not_a_number"),
        (b'{"resourceType":"Task","restriction":{"repetitions":1' + b"0" * 500 + b"}}", "not_a_number"),
        (b'{"resourceType":"CareTeam","participant":"everybody"}', "not_an_object"),
        (b'{"resourceType":"CareTeam","participant":[["everybody"]]}', "not_a_value"),
        (b'{"resourceType":"Goal","subject":"Patient/1"}', "not_an_object"),
        (b'{"resourceType":"Goal","statusReason":"\\ud800"}', "bad_letters"),
        (b'{"resourceType":"Goal","statusReason":"\\u0000"}', "bad_letters"),
        (b'{"resourceType":"Goal","statusReason":"\x00"}', "not_text"),
        (b'{"resourceType":"Bundle","entry":3}', "not_an_object"),
        (b'{"resourceType":"Bundle","entry":["x"]}', "not_an_object"),
        (b"[" * 100_000, "too_deep"),
        (b'{"a":' * 100_000, "too_deep"),
        (b'{"resourceType":"Goal","extension":' + b"[" * 500 + b"]" * 500 + b',"statusReason":"x"}', "too_deep"),
        (GOAL.encode("utf-16"), "not_text"),
        (GOAL.replace("Walk", "caf\xe9").encode("latin-1"), "not_text"),
        (b"PK\x03\x04rest", "packed"),
        (b"\x89PNG\r\n\x1a\n\xff\xfe", "not_text"),
        (b"<Goal", "not_xml"),
        (b"<Goal/>", "not_fhir"),
        (b'<html xmlns="http://www.w3.org/1999/xhtml"/>', "not_fhir"),
        (b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><Goal xmlns="http://hl7.org/fhir"/>', "entities"),
        (b"<!DOCTYPE x [" + b'<!ENTITY l0 "ha">' + LAUGHS.encode() + b"]>" + XML.format("&l9;").encode(), "entities"),
        (XML.format("&unknown;").encode(), "not_xml"),
        (b'<?xml version="1.0" encoding="utf-7"?>' + XML.format("x").encode(), "not_text"),
        (XML.format("x").encode("utf-16"), "not_text"),
        (b'<Goal xmlns="http://hl7.org/fhir">' * 10_000, "too_deep"),
    ],
)  # fmt: skip
def test_what_is_no_care_data_or_means_harm_is_refused_with_its_reason(
    tmp_path: Path, content: bytes, expected: str
) -> None:
    if content.startswith(b"<"):
        pytest.importorskip("lxml")
    path = tmp_path / "evil.json"
    path.write_bytes(content)
    assert code(path) == expected


def test_items_inside_items_are_read_as_deep_as_people_make_them_and_no_deeper(tmp_path: Path) -> None:
    def questions(depth: int) -> dict[str, Any]:
        item: dict[str, Any] = {"linkId": "last", "answer": [{"valueString": "yes"}]}
        for number in range(depth):
            item = {"linkId": str(number), "item": [item]}
        return {"resourceType": "QuestionnaireResponse", "id": "q", "item": [item]}

    assert reasons(imported(tmp_path / "deep", questions(20))) == []
    assert reasons(imported(tmp_path / "deeper", questions(100))) == ["too_deep"]
    assert reasons(imported(tmp_path / "deepest", questions(300))) == ["too_deep"]


def test_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.json"
    with path.open("wb") as file:
        file.truncate(2**30)  # a hole: a gigabyte of nothing that takes no room on the disk
    assert code(path) == "too_large"


def test_empty_parts_without_number_are_refused_before_they_are_made(tmp_path: Path) -> None:
    path = tmp_path / "many.json"
    path.write_bytes(b"[" + b"[]," * 2_100_000 + b"[]]")
    assert code(path) == "too_many_parts"


def test_a_line_that_is_too_long_is_refused_and_the_lines_before_it_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "LONGEST_LINE", 200)
    path = tmp_path / "lines.ndjson"
    path.write_text(GOAL + "}\n" + '{"resourceType":"Goal","statusReason":"' + "x" * 300 + '"}\n', encoding="utf-8")
    found = read([path], recorded_at=NOW)
    assert (found.resources, reasons(found)) == (1, ["line_too_long"])


def test_packed_files_are_not_unpacked(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.json", "0" * 10**7)
    (tmp_path / "bomb.gz").write_bytes(gzip.compress(b"0" * 10**7))
    assert code(tmp_path / "bomb.zip") == "packed"
    assert code(tmp_path / "bomb.gz") == "packed"


def test_what_is_not_there_and_what_is_no_file_are_said(tmp_path: Path) -> None:
    assert code(tmp_path / "nowhere.json") == "missing_file"
    os.mkfifo(tmp_path / "pipe.json")
    assert code(tmp_path / "pipe.json") == "not_a_file"
    assert code(Path("/dev/zero")) == "not_a_file"


def test_links_inside_a_folder_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "secret.json").write_text(GOAL + "}", encoding="utf-8")
    (tmp_path / "in" / "link.json").symlink_to(tmp_path / "secret.json")
    (tmp_path / "in" / "ring").symlink_to(tmp_path / "in")
    assert read([tmp_path / "in"], recorded_at=NOW).files == 0


def test_one_broken_entry_does_not_take_the_others_along(tmp_path: Path) -> None:
    bundle = {
        "resourceType": "Bundle",
        "entry": [
            {"resource": {"resourceType": "CareTeam", "participant": "everybody"}},
            {"resource": {"resourceType": "Goal", "id": "1", "description": {"text": "Walk"}}},
            {"resource": {"resourceType": "Patient", "id": "1"}},
            {"request": {"method": "DELETE"}},
            3,
        ],
    }
    found = imported(tmp_path, bundle)
    assert (found.files, found.imported, found.unmapped) == (1, 1, {"Patient": 1})
    assert [(each.place, each.error.code) for each in found.skipped] == [
        ("entry 1", "not_an_object"),
        ("entry 5", "not_an_object"),
    ]


def test_bundles_inside_bundles_are_read_only_so_deep(tmp_path: Path) -> None:
    def nested(depth: int) -> dict[str, Any]:
        inner: dict[str, Any] = {"resourceType": "Goal", "id": "1", "description": {"text": "Walk"}}
        for _ in range(depth):
            inner = {"resourceType": "Bundle", "entry": [{"resource": inner}]}
        return inner

    assert imported(tmp_path / "a", nested(3)).imported == 1
    assert reasons(imported(tmp_path / "b", nested(9))) == ["too_deep"]


plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
FIELDS = ("subject", "patient", "participant", "activity", "item", "period", "expressedBy", "agent", "status", "meta")


@settings(max_examples=200, deadline=None)
@given(
    kind=st.sampled_from(["CareTeam", "CarePlan", "Goal", "QuestionnaireResponse", "AuditEvent", "Bundle", "Strange"]),
    content=st.dictionaries(st.sampled_from([*FIELDS, "entry", "contained", "id", "extension", "_status"]), plain),
)
def test_whatever_stands_in_a_resource_it_is_imported_or_skipped_and_the_record_holds(
    tmp_path_factory: pytest.TempPathFactory, kind: str, content: dict[str, Any]
) -> None:
    found = imported(tmp_path_factory.mktemp("any"), {"resourceType": kind, **content})
    assert found.files == 1
    assert found.imported or found.unmapped or found.skipped
    assert check(found.record) == ()


@settings(max_examples=200, deadline=None)
@given(content=st.binary(max_size=200))
def test_whatever_the_bytes_are_nothing_is_raised(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("bytes") / "any.json"
    path.write_bytes(content)
    found = read_file(path, name="any.json")
    assert found.resources == ()
    assert found.faults or found.others
