"""Whatever is in a file: what is wrong is told by its place, nothing is written, and no exception comes out."""

import json
import os
import random
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from counterpoise.cli.speech import problem_line
from counterpoise.formats.bundle import FORMAT, MANIFEST, VERSION, Loaded, write
from counterpoise.formats.loading import load
from counterpoise.record import Moment, Record, check
from counterpoise.record.contributions import Contribution
from counterpoise.record.decisions import Decision, Notice
from counterpoise.record.initiatives import Group, Initiative, Matter
from counterpoise.record.schema import TABLES
from tests.costs import cost
from tests.formats.spreadsheets.workbooks import plain

NOW = datetime(2015, 6, 30, 10, tzinfo=UTC)
HOME: dict[str, Any] = {"recorded_at": NOW, "initiative": "home"}


def small() -> Record:
    """Return a small record that holds together."""
    return Record.of(
        [
            Initiative(id="home", recorded_at=NOW, title="Home"),
            Group(id="residents", **HOME, name="Residents", size=40),
            Matter(id="meals", **HOME, text="Meals"),
            Decision(id="soup", **HOME, matter="meals", decided_at=Moment.parse("2014-11-03")),
            Notice(id="told", **HOME, decision="soup", group="residents", told_at=Moment.parse("2014-12")),
            Contribution(id="flower", **HOME, text="A flower on our trays!", matter="meals"),
        ]
    )


def handmade(path: Path, files: dict[str, list[Any]]) -> Path:
    """Write a bundle by hand, with an honest manifest: each row a JSON value, or raw bytes."""
    path.mkdir()
    entries = []
    for name, rows in files.items():
        lines = [row if isinstance(row, bytes) else json.dumps(row).encode() for row in rows]
        content = b"".join(line + b"\n" for line in lines)
        (path / f"{name}.jsonl").write_bytes(content)
        entries.append({"name": f"{name}.jsonl", "rows": len(rows), "sha256": sha256(content).hexdigest()})
    manifest = {"format": FORMAT, "version": VERSION, "edition": "full", "files": entries}
    (path / MANIFEST).write_text(json.dumps(manifest))
    return path


def read_or_told(path: Path) -> Loaded:
    """Load a file; each problem must be a line in both languages, and a record without problems must hold together."""
    before = sorted(each.name for each in path.parent.iterdir())
    found = load(path, recorded_at=NOW)
    assert sorted(each.name for each in path.parent.iterdir()) == before
    for problem in found.problems:
        for lang in ("nl", "en"):
            line = problem_line(problem, lang=lang)
            assert line.isprintable(), line
    if not found.problems:
        assert check(found.record) == ()
    places: dict[tuple[str, str], int] = {}
    for problem in found.problems:
        places[problem.file, problem.sheet] = places.get((problem.file, problem.sheet), 0) + 1
    assert all(number <= 101 for number in places.values())
    return found


ROW = {"id": "soup", "recorded_at": "2015-06-30T10:00:00+00:00"}


@pytest.mark.parametrize(
    ("rows", "field", "code"),
    [
        ([ROW | {"matter": "nowhere"}], "matter", "dangling"),
        ([ROW | {"state": "finished"}], "state", "unknown_value"),
        ([ROW, ROW], "id", "twice"),
        ([ROW | {"version": 3}], "version", "version_skipped"),
        ([ROW | {"happened_at": "2015-07-01"}], "recorded_at", "recorded_before_it_happened"),
        ([ROW | {"decided_at": "2014-02-31"}], "decided_at", "not_a_moment"),
        (
            [ROW | {"concerns_from": "2014-03-01", "concerns_until": "2014-02-01"}],
            "concerns_until",
            "until_before_from",
        ),
        ([ROW | {"colour": "red"}], "colour", "unknown_field"),
        ([{"id": "soup"}], "recorded_at", "missing"),
        ([b'{"id": "so\xff"}'], "", "not_utf8"),
        ([b"{'id'}"], "", "not_json"),
        ([b"[" * 100_000], "", "not_json"),
        ([b'{"id": NaN}'], "", "not_json"),
        ([[1, 2]], "", "not_an_object"),
        ([ROW | {"title": 3}], "title", "not_a_text"),
        ([ROW | {"id": "\u202esoup"}], "id", "bad_id"),
    ],
    ids=lambda part: part if isinstance(part, str) else "",
)
def test_what_is_wrong_in_a_bundle_is_named_by_file_line_and_field(
    tmp_path: Path, rows: list[Any], field: str, code: str
) -> None:
    found = read_or_told(handmade(tmp_path / "bundle", {"decisions": rows}))
    assert [(each.file, each.line, each.field, each.code) for each in found.problems] == [
        ("decisions.jsonl", len(rows), field, code)
    ]


def test_what_is_no_step_of_a_ladder_is_told_with_the_steps_there_are(tmp_path: Path) -> None:
    found = read_or_told(handmade(tmp_path / "bundle", {"level_reports": [ROW | {"experienced_level": []}]}))
    (problem,) = found.problems
    assert problem.field == "experienced_level"
    assert "is not one of: 0, 1, 2" in problem_line(problem, lang="en")


def test_heard_before_it_was_decided_without_a_draft(tmp_path: Path) -> None:
    files = {
        "decisions": [ROW | {"decided_at": "2014-11-03"}],
        "notices": [ROW | {"decision": "soup", "heard_at": "2014-10"}],
    }
    found = read_or_told(handmade(tmp_path / "bundle", files))
    assert [(each.file, each.field, each.code) for each in found.problems] == [
        ("notices.jsonl", "heard_at", "heard_before_decided")
    ]


def test_a_zip_with_paths_out_of_its_folder_writes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    write(small(), folder / "bundle.zip")
    with zipfile.ZipFile(folder / "bundle.zip", "a") as archive:
        archive.writestr("../../evil.txt", "x")
        archive.writestr("/etc/evil", "x")
    found = read_or_told(folder / "bundle.zip")
    assert {each.code for each in found.problems} == {"file_not_in_manifest"}
    assert [each.name for each in tmp_path.iterdir()] == ["in"]


@pytest.mark.slow
def test_a_million_rows_of_nonsense_are_told_in_time(tmp_path: Path) -> None:
    folder = tmp_path / "bundle"
    folder.mkdir()
    content = b'{"id": 7, "nonsense": [1, 2, 3]}\n' * 1_000_000
    (folder / "decisions.jsonl").write_bytes(content)
    entry = {"name": "decisions.jsonl", "rows": 1_000_000, "sha256": sha256(content).hexdigest()}
    manifest = {"format": FORMAT, "version": VERSION, "edition": "full", "files": [entry]}
    (folder / MANIFEST).write_text(json.dumps(manifest))
    # In a process of its own: measuring what each test runs takes longer than the reading itself.
    asked = (
        "import sys; from pathlib import Path; from time import process_time;"
        "from counterpoise.formats.bundle import read;"
        "start = process_time(); found = read(Path(sys.argv[1])).problems;"
        "print(len(found), found[-1].code, found[-1].given['number'], process_time() - start)"
    )
    alone = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    ended = subprocess.run(
        [sys.executable, "-c", asked, str(folder)], env=alone, capture_output=True, text=True, check=True
    )
    told, code, left_out, seconds = ended.stdout.split()
    assert (told, code) == ("101", "and_more")
    assert int(left_out) > 1_000_000
    assert float(seconds) < 20


@pytest.mark.slow
def test_a_workbook_with_very_many_rows_is_told_in_time(tmp_path: Path) -> None:
    book = Workbook(write_only=True)
    page = book.create_sheet("Decisions")
    for number in range(60_000):
        page.append([f"nonsense {number}", number, "x"])
    book.save(tmp_path / "list.xlsx")
    told: list[Any] = []
    assert cost(lambda: told.append(read_or_told(tmp_path / "list.xlsx")), limit=20, again=1) < 20
    assert [each.code for each in told[0].problems] == ["too_many_rows"]


@pytest.mark.slow
def test_ten_thousand_rows_of_names_that_nobody_lists_are_told_in_time(tmp_path: Path) -> None:
    draw = random.Random(7)
    names = ["".join(draw.choices("abcdefghij klm", k=14)) for _ in range(10_000)]
    rows = [["Decision", "Group"], *([name, other] for name, other in zip(names, reversed(names), strict=True))]
    book = plain(tmp_path / "list.xlsx", {"Told": rows})
    found: list[Any] = []
    assert cost(lambda: found.append(read_or_told(book)), limit=30, again=1) < 30
    assert found[0].problems[-1].code == "and_more"


VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20), st.just("2014-11-03")),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)),
    max_leaves=6,
)


@given(table=st.sampled_from(sorted(TABLES)), data=st.data())
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_rows_in_any_table_are_read_or_told(tmp_path: Path, table: str, data: st.DataObject) -> None:
    names = ["id", "recorded_at", "version", *TABLES[table].__dataclass_fields__]
    row = st.dictionaries(st.sampled_from(names), VALUES, max_size=8)
    rows = data.draw(st.lists(row.map(lambda given_: {**ROW, **given_}), max_size=4))
    folder = tmp_path / "bundle"
    shutil.rmtree(folder, ignore_errors=True)
    read_or_told(handmade(folder, {table: rows}))


CELLS = st.one_of(
    st.none(),
    st.integers(-(10**9), 10**9),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.datetimes(datetime(1900, 3, 1), datetime(9999, 1, 1)),  # noqa: DTZ001 - as workbooks hold them
    st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=30),
    st.sampled_from(
        ["3-11-2014", "nov 2014", "ja", "Bewoners", "Bewonrs", "Sluiten", "M1", "=1+1", "#REF!", "Voorbeeld"]
    ),
)
HEADS = [
    "Nr.",
    "Besluit",
    "Besloten op",
    "Genomen door",
    "Wie het raakt",
    "Draait terug",
    "Initiatief",
    "Opgeschreven op",
]


@given(st.lists(st.lists(CELLS, min_size=1, max_size=8), max_size=6), st.permutations(HEADS))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_cells_under_any_headers_are_read_or_told(tmp_path: Path, rows: list[list[Any]], heads: list[str]) -> None:
    told = [["Besluit", "Groep", "Verteld op"], *(row[:3] for row in rows)]
    read_or_told(plain(tmp_path / "list.xlsx", {"Besluiten": [heads, *rows], "Verteld": told}))


def mutations(content: bytes, draw: random.Random, number: int) -> Iterable[bytes]:
    """Change, cut, double or swap a few bytes of a file, in a different way each time."""
    for _ in range(number):
        made = bytearray(content)
        for _ in range(draw.choice((1, 1, 2, 8))):
            at = draw.randrange(max(len(made), 1))
            match draw.randrange(5):
                case 0:
                    made[at : at + 1] = bytes([draw.randrange(256)])
                case 1:
                    del made[at : at + draw.randrange(1, 64)]
                case 2:
                    made[at:at] = made[at : at + draw.randrange(1, 64)]
                case 3:
                    made[at:at] = draw.randbytes(draw.randrange(1, 16))
                case _:
                    del made[at:]
        yield bytes(made)


def inside(path: Path, change: Callable[[bytes], bytes], draw: random.Random) -> None:
    """Change one part of a zip or workbook, so that the zip itself stays whole."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    chosen = draw.choice(sorted(parts))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, change(content) if name == chosen else content)


def workbook(path: Path) -> Path:
    """Write a small workbook with every kind of cell."""
    return plain(
        path,
        {
            "Besluiten": [
                ["Besluit", "Besloten op", "Wie het raakt"],
                ["Sluiten", datetime(2014, 11, 3), "Bewoners, Familie"],  # noqa: DTZ001 - as workbooks hold them
                ["Openen", "nov 2014", None],
                ["Wachten", 41946, "=A2"],
            ],
            "Groepen": [["Groep", "Aantal", "Is het iedereen?"], ["Bewoners", 40, True], ["Familie", 12.5, "nee"]],
        },
    )


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("name", ["bundle.zip", "list.xlsx"])
def test_files_with_changed_bytes_are_read_or_told(tmp_path: Path, name: str, seed: int) -> None:
    changed_in_many_ways(tmp_path, name, seed)


@pytest.mark.slow
@pytest.mark.faults
@pytest.mark.parametrize("part", range(8))
@pytest.mark.parametrize("name", ["bundle.zip", "list.xlsx"])
def test_twenty_thousand_files_with_changed_bytes_are_read_or_told(tmp_path: Path, name: str, part: int) -> None:
    assert sum(changed_in_many_ways(tmp_path, name, 1_000 + 11 * part + more) for more in range(11)) >= 20_000 / 16


def changed_in_many_ways(tmp_path: Path, name: str, seed: int) -> int:
    """Change a file in a hundred and twenty ways and read each; return how many were read or told."""
    draw = random.Random(f"{name} {seed}")
    path = tmp_path / f"{seed}-{name}"
    workbook(path) if name == "list.xlsx" else write(small(), path)
    whole = path.read_bytes()
    for content in mutations(whole, draw, 60):
        path.write_bytes(content)
        read_or_told(path)
    for _ in range(60):
        path.write_bytes(whole)
        inside(path, lambda part: next(iter(mutations(part, draw, 1))), draw)
        read_or_told(path)
    return 120


@pytest.mark.parametrize("seed", range(3))
def test_a_folder_with_changed_bytes_is_read_or_told(tmp_path: Path, seed: int) -> None:
    draw = random.Random(seed)
    path = tmp_path / "bundle"
    write(small(), path)
    for file in sorted(path.iterdir()):
        whole = file.read_bytes()
        for content in mutations(whole, draw, 25):
            file.write_bytes(content)
            assert read_or_told(path).problems or content == whole
        file.write_bytes(whole)
