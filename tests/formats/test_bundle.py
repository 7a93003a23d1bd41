"""A bundle gives back what was written, byte for byte, and names everything that is wrong with one that was touched."""

import json
import zipfile
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoise.formats.bundle import BundleExistsError, read, write
from counterpoise.formats.codec import decode, encode
from counterpoise.record import Edition, KnowledgeKind, Moment, Record, Row, Say, Side
from counterpoise.record.contributions import Contribution
from counterpoise.record.initiatives import Initiative
from counterpoise.record.mandates import Assent, GroupSay, Mandate
from counterpoise.record.schema import TABLES, columns

NOW = datetime(2015, 6, 30, 10, tzinfo=UTC)


def small() -> Record:
    """Return a record of a few rows with every kind of value."""
    return Record.of(
        [
            Initiative(id="meals", recorded_at=NOW, title="Meals", promised_level=None, cadence_days=60),
            Contribution(
                id="flower",
                recorded_at=NOW,
                initiative="meals",
                text="Maybe they can put a flower on our trays…!\n\N{BLOSSOM}",
                side=Side.CIVIC,
                kind=KnowledgeKind.EXPERIENCE,
                critical=False,
                happened_at=Moment.parse("2013-10"),
            ),
            Mandate(
                id="daily-food",
                recorded_at=NOW,
                initiative="meals",
                others=(GroupSay(say=Say.ADVISE),),
                assents=(Assent(side=Side.CIVIC, given_at=Moment.parse("2013-10-07T14:30:00+02:00")),),
            ),
        ]
    )


def codes(path: Path) -> list[tuple[str, int, str, str]]:
    """Return where a bundle is wrong, and how."""
    return [(problem.file, problem.line, problem.field, problem.code) for problem in read(path).problems]


@pytest.mark.parametrize("name", ["bundle", "bundle.zip"])
def test_a_bundle_gives_back_what_was_written(tmp_path: Path, name: str) -> None:
    write(small(), tmp_path / name, edition=Edition.SHARED)
    loaded = read(tmp_path / name)
    assert loaded.problems == ()
    assert loaded.record == small()
    assert loaded.edition is Edition.SHARED


def test_a_round_trip_is_identical_byte_for_byte(tmp_path: Path) -> None:
    write(small(), tmp_path / "one")
    write(read(tmp_path / "one").record, tmp_path / "two")
    one, two = ({file.name: file.read_bytes() for file in (tmp_path / name).iterdir()} for name in ("one", "two"))
    assert one == two
    write(small(), tmp_path / "one.zip")
    write(read(tmp_path / "one.zip").record, tmp_path / "two.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_rows_may_come_in_any_order_as_a_stream(tmp_path: Path) -> None:
    write(reversed(list(small())), tmp_path / "bundle")
    assert set(read(tmp_path / "bundle").record) == set(small())


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("do not lose me")
    with pytest.raises(BundleExistsError):
        write(small(), tmp_path / "mine")
    assert [file.name for file in tmp_path.iterdir()] == ["mine"]


def test_nothing_is_left_behind_when_the_stream_breaks(tmp_path: Path) -> None:
    def breaking() -> "list[Row]":
        raise OSError("no more rows")

    with pytest.raises(OSError, match="no more rows"):
        write((row for row in breaking()), tmp_path / "bundle")
    assert list(tmp_path.iterdir()) == []


def test_a_changed_letter_is_named(tmp_path: Path) -> None:
    write(small(), tmp_path / "bundle")
    file = tmp_path / "bundle" / "contributions.jsonl"
    file.write_bytes(file.read_bytes().replace(b"flower on", b"stone on"))
    assert codes(tmp_path / "bundle") == [("contributions.jsonl", 0, "", "altered")]


def test_a_lost_or_strange_file_is_named(tmp_path: Path) -> None:
    write(small(), tmp_path / "bundle")
    (tmp_path / "bundle" / "contributions.jsonl").rename(tmp_path / "bundle" / "words.jsonl")
    assert codes(tmp_path / "bundle") == [
        ("words.jsonl", 0, "", "file_not_in_manifest"),
        ("contributions.jsonl", 0, "", "file_missing"),
    ]


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    write(small(), tmp_path / "bundle")
    secret = tmp_path / "secret.jsonl"
    (tmp_path / "bundle" / "contributions.jsonl").rename(secret)
    (tmp_path / "bundle" / "contributions.jsonl").symlink_to(secret)
    assert ("contributions.jsonl", 0, "", "not_a_file") in codes(tmp_path / "bundle")


def test_tricks_with_paths_in_a_zip_reach_nothing(tmp_path: Path) -> None:
    write(small(), tmp_path / "bundle.zip")
    with zipfile.ZipFile(tmp_path / "bundle.zip", "a") as archive:
        archive.writestr("../outside.jsonl", "{}")
        archive.writestr("/etc/cron.d/x", "{}")
    assert {code for _, _, _, code in codes(tmp_path / "bundle.zip")} == {"file_not_in_manifest"}
    assert [file.name for file in tmp_path.iterdir()] == ["bundle.zip"]


@pytest.mark.parametrize("keep", [0, 10, 200, -30])
def test_a_truncated_zip_is_said_to_be_damaged(tmp_path: Path, keep: int) -> None:
    write(small(), tmp_path / "bundle.zip")
    (tmp_path / "cut.zip").write_bytes((tmp_path / "bundle.zip").read_bytes()[:keep])
    assert codes(tmp_path / "cut.zip") == [("cut.zip", 0, "", "zip_damaged")]


@pytest.mark.parametrize("name", ["raad.csv", "raad.xls", "brief.txt"])
def test_a_file_of_another_kind_is_not_said_to_be_a_damaged_zip(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"\xd0\xcf\x11\xe0 Besluit;Datum\n")
    assert codes(tmp_path / name) == [(name, 0, "", "neither")]


def test_a_place_without_a_bundle_is_named(tmp_path: Path) -> None:
    assert codes(tmp_path) == [("manifest.json", 0, "", "no_manifest")]
    assert codes(tmp_path / "nowhere") == [("nowhere", 0, "", "cannot_open")]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\xff", "manifest_not_json"),
        (b"[]", "manifest_not_ours"),
        (b'{"format": "counterpoise-bundle", "version": 99}', "manifest_newer"),
        (b'{"format": "counterpoise-bundle", "version": 1, "edition": "full"}', "manifest_incomplete"),
        (b'{"format":"counterpoise-bundle","version":1,"edition":"full","files":[{"name":"x","rows":1,"sha256":""}]}',
         "manifest_incomplete"),
    ],
)  # fmt: skip
def test_a_manifest_that_is_none_is_named(tmp_path: Path, content: bytes, code: str) -> None:
    (tmp_path / "manifest.json").write_bytes(content)
    assert codes(tmp_path) == [("manifest.json", 0, "", code)]


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"colour": "red"}, "colour", "unknown_field"),
        ({"side": "left"}, "side", "unknown_value"),
        ({"side": 1}, "side", "unknown_value"),
        ({"text": 5}, "text", "not_a_text"),
        ({"text": "\ud800"}, "text", "not_a_text"),
        ({"critical": "yes"}, "critical", "not_true_or_false"),
        ({"version": 1.5}, "version", "not_a_whole_number"),
        ({"version": True}, "version", "not_a_whole_number"),
        ({"happened_at": "2013-13"}, "happened_at", "not_a_moment"),
        ({"happened_at": 2013}, "happened_at", "not_a_moment"),
        ({"recorded_at": "2013-10-07"}, "recorded_at", "not_a_time"),
        ({"recorded_at": None}, "recorded_at", "not_a_time"),
        ({"initiative": ["meals"]}, "initiative", "not_a_text"),
    ],
)
def test_a_value_that_a_field_cannot_hold_is_named(changes: dict[str, object], field: str, code: str) -> None:
    line = {**encode(small().rows(Contribution)[0]), **changes}
    row, faults = decode(Contribution, line)
    assert [(name, fault.code) for name, fault in faults] == [(field, code)]
    assert row is not None


def test_faults_inside_a_part_name_the_part() -> None:
    line = {"id": "m", "recorded_at": "2015-06-30T12:00:00+02:00", "others": [{"say": "shout"}], "assents": [3]}
    _, faults = decode(Mandate, line)
    assert [(name, fault.code) for name, fault in faults] == [
        ("others.say", "unknown_value"),
        ("assents", "not_an_object"),
    ]


def test_a_row_without_id_or_time_is_named() -> None:
    row, faults = decode(Contribution, {})
    assert row is None
    assert [(name, fault.code) for name, fault in faults] == [("id", "missing"), ("recorded_at", "missing")]
    assert decode(Contribution, [])[1][0][1].code == "not_an_object"


def test_lines_that_are_not_json_are_named_by_their_number(tmp_path: Path) -> None:
    write(small(), tmp_path / "bundle")
    file = tmp_path / "bundle" / "contributions.jsonl"
    file.write_bytes(b'{"id"\n\xff\xfe\n' + file.read_bytes() + b'{"id":NaN}\n' + b"[" * 100_000 + b"\n")
    found = codes(tmp_path / "bundle")
    assert [(line, code) for _, line, _, code in found[:4]] == [
        (1, "not_json"),
        (2, "not_utf8"),
        (4, "not_json"),
        (5, "not_json"),
    ]


def test_of_many_problems_the_first_hundred_are_told_and_the_rest_counted(tmp_path: Path) -> None:
    write(small(), tmp_path / "bundle")
    file = tmp_path / "bundle" / "contributions.jsonl"
    file.write_bytes(b"nonsense\n" * 100_000)
    problems = read(tmp_path / "bundle").problems
    assert len(problems) == 101
    assert problems[-1].code == "and_more"
    assert problems[-1].given["number"] == 100_000 - 100 + 1


def test_a_reference_to_nothing_is_named_with_its_line(tmp_path: Path) -> None:
    lost = Contribution(id="lost", recorded_at=NOW, initiative="nowhere")
    write(small().with_rows([lost]), tmp_path / "bundle")
    (problem,) = read(tmp_path / "bundle").problems
    assert (problem.file, problem.line, problem.field, problem.code) == (
        "contributions.jsonl",
        2,
        "initiative",
        "dangling",
    )
    assert problem.given["id"] == "nowhere"


def test_of_a_row_that_could_not_be_read_nobody_is_told_to_add_it(tmp_path: Path) -> None:
    write(small(), tmp_path / "bundle")
    file = tmp_path / "bundle" / "initiatives.jsonl"
    file.write_bytes(file.read_bytes().replace(b"Meals", b"Ma\xeftre"))
    assert codes(tmp_path / "bundle") == [
        ("initiatives.jsonl", 1, "", "not_utf8"),
        ("initiatives.jsonl", 0, "", "altered"),
        ("initiatives.jsonl", 0, "", "pointed_to"),
    ]
    assert read(tmp_path / "bundle").problems[-1].given == {"number": 2}


def test_what_a_broken_zip_no_longer_gives_is_not_said_to_be_missing(tmp_path: Path) -> None:
    write(small(), tmp_path / "bundle")
    (tmp_path / "bundle" / "initiatives.jsonl").unlink()
    (tmp_path / "bundle" / "initiatives.jsonl").mkdir()
    assert "dangling" not in {code for _, _, _, code in codes(tmp_path / "bundle")}


@given(st.data())
def test_every_row_that_can_be_said_comes_back_the_same(data: st.DataObject) -> None:
    cls = data.draw(st.sampled_from(list(TABLES.values())))
    row = data.draw(rows_of(cls))
    again, faults = decode(cls, json.loads(json.dumps(encode(row))))
    assert not faults
    assert again == row


def rows_of(cls: type[Any]) -> st.SearchStrategy[Row]:
    """Return rows of one kind with any values in the fields that hold simple ones."""
    texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)
    simple: dict[type, st.SearchStrategy[object]] = {
        str: texts,
        int: st.integers(-(2**50), 2**50),
        float: st.floats(-1e15, 1e15, allow_nan=False),
        bool: st.booleans(),
    }
    fields: dict[str, st.SearchStrategy[object]] = {}
    for column in columns(cls):
        if column.words and not column.many:
            fields[column.name] = st.sampled_from(list(cast("type[Enum]", column.kind)))
        elif column.kind in simple and not column.many:
            fields[column.name] = simple[column.kind]
        elif column.kind is Moment:
            fields[column.name] = st.sampled_from([Moment.parse("2013-10"), Moment.parse("2013"), None])
    return st.fixed_dictionaries({**fields, "recorded_at": st.just(NOW)}).map(lambda values: cls(**values))
