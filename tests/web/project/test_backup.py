"""Copies of a whole site: whole, sealed, put back on either database, and without what was erased since."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db.migrations.loader import MigrationLoader

from counterpoise.ledger.checkpoint import Signer, read_signer
from counterpoise.ledger.export import write_ledger
from counterpoise.ledger.verifier import LogFiles
from counterpoise.web.ledger.models import Entry, EntryBody, Log
from counterpoise.web.project.backup.erasing import forget
from counterpoise.web.project.backup.seal import PLACE, is_sealed, seal
from tests.web.project.sites import SAY, START, Site, bytes_in

CANARY = "the soup was cold on Tuesday zq81"


def manifest_of(path: Path) -> dict[str, Any]:
    with zipfile.ZipFile(path) as archive:
        found: dict[str, Any] = json.loads(archive.read("manifest.json"))
    return found


def rows_in(path: Path) -> dict[str, tuple[int, str]]:
    return {table["name"]: (table["rows"], table["sha256"]) for table in manifest_of(path)["tables"]}


def backed_up(site: Site, path: Path) -> Path:
    done = site.counterpoise("backup", str(path))
    assert done.returncode == 0, done.stderr
    return path


def restored(path: Path, folder: Path, *more: str) -> Site:
    site = Site(folder)
    done = site.counterpoise("restore", str(path), *more)
    assert done.returncode == 0, done.stderr
    return site


def test_a_copy_put_back_on_an_empty_machine_is_the_same_site(first_site: Site, tmp_path: Path) -> None:
    kept = first_site.copy_to(tmp_path / "source")
    (kept.data / "keys").mkdir()
    (kept.data / "keys" / "signing").write_bytes(b"\x00\x01secret")
    copy = backed_up(kept, tmp_path / "copy.zip")
    site = Site(tmp_path / "target")
    done = site.counterpoise("restore", str(copy))
    assert done.returncode == 0, done.stderr
    assert "Nothing here says what was erased after this copy was made" in done.stdout
    again = backed_up(site, tmp_path / "again.zip")
    assert rows_in(again) == rows_in(copy)
    assert manifest_of(again)["logs"] == manifest_of(copy)["logs"]
    assert sum(rows for rows, _ in rows_in(copy).values()) > 2000
    assert (site.data / "keys" / "signing").read_bytes() == b"\x00\x01secret"
    assert copy.stat().st_mode & 0o077 == 0, "nobody but the one who runs the site may read a copy"


def test_nothing_is_overwritten(first_site: Site, tmp_path: Path) -> None:
    there = tmp_path / "copy.zip"
    there.write_text("mine")
    done = first_site.counterpoise("backup", str(there))
    assert done.returncode == 1
    assert done.stderr.strip().endswith("already. Choose another place.")
    assert there.read_text() == "mine"
    copy = backed_up(first_site, tmp_path / "other.zip")
    done = first_site.copy_to(tmp_path / "full").counterpoise("restore", str(copy), "--lang", "nl")
    assert done.returncode == 1
    assert "Deze site is niet leeg" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
@pytest.mark.faults
def test_a_copy_with_one_changed_byte_is_refused(first_site: Site, tmp_path: Path) -> None:
    copy = backed_up(first_site, tmp_path / "copy.zip")
    whole = copy.read_bytes()
    chance = random.Random(20261)
    altered = tmp_path / "altered.zip"
    places = [*range(40), *range(len(whole) - 120, len(whole)), *chance.sample(range(len(whole)), 300)]
    for place in places:
        altered.write_bytes(whole[:place] + bytes([whole[place] ^ (1 << chance.randrange(8))]) + whole[place + 1 :])
        assert not is_sealed(altered), place
    for cut in (0, 1, 100, len(whole) // 2, len(whole) - 1):
        altered.write_bytes(whole[:cut])
        assert not is_sealed(altered), cut
    done = Site(tmp_path / "target").counterpoise("restore", str(altered))
    assert done.returncode == 1
    assert "changed or cut off" in done.stderr
    assert not (tmp_path / "target" / "counterpoise.sqlite3").exists()


def reworked(copy: Path, target: Path, change: Callable[[str, bytes], bytes]) -> Path:
    """Write a copy anew with other contents, and seal it as if it were whole."""
    with zipfile.ZipFile(copy) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        new.comment = PLACE
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    seal(target)
    assert is_sealed(target)
    return target


def of_manifest(change: Callable[[dict[str, Any]], None]) -> Callable[[str, bytes], bytes]:
    def done(name: str, content: bytes) -> bytes:
        if name != "manifest.json":
            return content
        told = json.loads(content)
        change(told)
        return json.dumps(told).encode()

    return done


@pytest.mark.slow
@pytest.mark.faults
def test_a_copy_that_contradicts_itself_puts_nothing_back(first_site: Site, tmp_path: Path) -> None:
    copy = backed_up(first_site, tmp_path / "copy.zip")

    def without_a_row(name: str, content: bytes) -> bytes:
        return content.split(b"\n", 1)[1] if name == "tables/decisions.Decision.jsonl" else content

    def a_path_trick(told: dict[str, Any]) -> None:
        told["files"] = [{"name": "../outside", "size": 1, "sha256": "0"}]

    def a_later_version(told: dict[str, Any]) -> None:
        told["migrations"].append(["people", "9999_not_yet"])

    def another_root(told: dict[str, Any]) -> None:
        told["logs"][0]["root"] = "00" * 32

    def long_ago(told: dict[str, Any]) -> None:
        told["keep_until"] = "2020-01-01"

    cases: list[tuple[Callable[[str, bytes], bytes], str]] = [
        (without_a_row, "contradicts itself (decisions.Decision)"),
        (of_manifest(a_path_trick), "contradicts itself (../outside)"),
        (of_manifest(a_later_version), "A later version made this copy (people.9999_not_yet)"),
        (of_manifest(another_root), "contradicts itself (ledger)"),
        (of_manifest(long_ago), "was to be destroyed after 2020-01-01"),
        (of_manifest(lambda told: told.update(format="other/1")), "no backup of this program"),
        (of_manifest(lambda told: told["tables"].pop()), "contradicts itself (tables)"),
    ]
    target = Site(tmp_path / "target")
    for number, (change, said) in enumerate(cases):
        done = target.counterpoise("restore", str(reworked(copy, tmp_path / f"{number}.zip", change)))
        assert done.returncode == 1, said
        assert said in done.stderr
        assert "Traceback" not in done.stderr
    restored(copy, target.data)  # the same folder still takes the whole copy
    assert not (tmp_path / "outside").exists()


@pytest.mark.slow
@pytest.mark.faults
def test_a_copy_of_an_earlier_version_gets_the_tables_of_that_version_and_then_those_of_this_one(
    first_site: Site, tmp_path: Path
) -> None:
    copy = backed_up(first_site, tmp_path / "copy.zip")

    def before_calendars(told: dict[str, Any]) -> None:
        # A step and all that were built upon it, however many there are by now.
        built = MigrationLoader(None).graph.backwards_plan(("control", "0002_calendar_addresses"))
        assert ("decisions", "0004_legal_steps") in built
        told["migrations"] = [each for each in told["migrations"] if tuple(each) not in built]
        later = {"control.CalendarAddress", "decisions.LegalStep"}
        assert later <= {table["name"] for table in told["tables"]}
        told["tables"] = [table for table in told["tables"] if table["name"] not in later]

    earlier = reworked(copy, tmp_path / "earlier.zip", of_manifest(before_calendars))
    site = restored(earlier, tmp_path / "target")
    again = backed_up(site, tmp_path / "again.zip")
    assert manifest_of(again)["migrations"] == manifest_of(copy)["migrations"]
    assert rows_in(again) == rows_in(copy)


WITHDRAW = """
from counterpoise.web.expertise.services import withdraw
me = viewer("council-member")
withdraw(initiative="lindehof-together", contribution="contribution-mine", version=1, by=me, at=now())
"""


def files_of(site: Site) -> list[LogFiles]:
    """Return the common log of a site as a witness gets it."""
    told = json.loads(
        site.does(
            "import json\nfrom counterpoise.web.ledger.models import Entry, EntryBody\n"
            "entries = [bytes(e.envelope).decode() for e in Entry.objects.filter(log='common').order_by('seq')]\n"
            "bodies = [{'seq': b.entry.seq, 'salt': bytes(b.salt).hex(), 'body': bytes(b.body).decode()}"
            " for b in EntryBody.objects.filter(entry__log='common').select_related('entry')]\n"
            "print(json.dumps([entries, bodies]))"
        )
    )
    entries = [text.encode() for text in told[0]]
    key = site.data / "keys" / "ledger.key"  # made when a site first signs
    seed = read_signer(key.read_text(encoding="ascii").strip()).seed if key.exists() else bytes(32)
    signer = Signer(name="site.example/common", seed=seed)
    return [
        LogFiles("common", signer.name, signer.key, [], entries, [], [], bodies=told[1], complete=True),
    ]


@pytest.mark.slow
@pytest.mark.faults
@pytest.mark.parametrize("known_by", ["the list beside the database", "a ledger that a witness has"])
def test_what_was_erased_does_not_come_back_with_an_old_copy(first_site: Site, tmp_path: Path, known_by: str) -> None:
    source = first_site.copy_to(tmp_path / "source")
    source.does(SAY + f"speak({CANARY!r}, once='mine')")
    copy = backed_up(source, tmp_path / "copy.zip")
    source.does(WITHDRAW)
    target = tmp_path / "target"
    target.mkdir()
    more: list[str] = []
    if known_by == "a ledger that a witness has":
        write_ledger(files_of(source), tmp_path / "ledger.zip")
        more = ["--ledger", str(tmp_path / "ledger.zip")]
    else:
        shutil.copy(source.data / "erasures.jsonl", target)
    site = Site(target)
    done = site.counterpoise("restore", str(copy), *more)
    assert done.returncode == 0, done.stderr
    assert "Nothing here says" not in done.stdout
    assert bytes_in(target, CANARY) == []
    assert bytes_in(target, "zq81") == []
    state = site.does(
        "from counterpoise.web.expertise.models import Contribution\n"
        "print(Contribution.objects.get(pk='contribution-mine').state.value)"
    )
    assert state.strip() == "withdrawn"
    assert manifest_of(copy)["logs"] == manifest_of(backed_up(site, tmp_path / "again.zip"))["logs"]


@pytest.mark.slow
@pytest.mark.faults
def test_a_ledger_that_is_older_than_the_copy_is_refused(first_site: Site, tmp_path: Path) -> None:
    source = first_site.copy_to(tmp_path / "source")
    write_ledger(files_of(source), tmp_path / "early.zip")
    source.does(SAY + "speak('later words', once='later')")
    copy = backed_up(source, tmp_path / "copy.zip")
    done = Site(tmp_path / "target").counterpoise("restore", str(copy), "--ledger", str(tmp_path / "early.zip"))
    assert done.returncode == 1
    assert "older than the copy" in done.stderr
    (tmp_path / "broken.zip").write_bytes(b"PK nonsense")
    done = Site(tmp_path / "target").counterpoise("restore", str(copy), "--ledger", str(tmp_path / "broken.zip"))
    assert done.returncode == 1
    assert "cannot be read" in done.stderr


@pytest.mark.slow
@pytest.mark.faults
def test_a_copy_made_while_people_write_is_of_one_moment(first_site: Site, tmp_path: Path) -> None:
    source = first_site.copy_to(tmp_path / "source")
    writer = SAY + "for n in range(10_000):\n    speak(f'word {n}', once=f'load-{n}')\n    print(n, flush=True)\n"
    with source.starts(writer) as busy:
        try:
            assert busy.stdout is not None
            assert busy.stdout.readline().strip() == "0"
            copies = [backed_up(source, tmp_path / f"{n}.zip") for n in range(2)]
        finally:
            busy.kill()
    sizes = [next(log["size"] for log in manifest_of(copy)["logs"] if log["origin"] == "common") for copy in copies]
    assert sizes[0] < sizes[1], "people wrote meanwhile"
    for number, copy in enumerate(copies):
        site = restored(copy, tmp_path / f"target-{number}")  # which holds every root, text and reference
        again = backed_up(site, tmp_path / f"again-{number}.zip")
        assert rows_in(again) == rows_in(copy)


@pytest.mark.slow
@pytest.mark.faults
def test_a_restore_that_is_killed_leaves_nothing_and_the_next_one_ends_well(first_site: Site, tmp_path: Path) -> None:
    copy = backed_up(first_site, tmp_path / "copy.zip")
    target = Site(tmp_path / "target")
    command = [sys.executable, "-m", "django", "restore", str(copy)]
    killed, ended = 0, False
    for wait in (0.6, 1.2, 1.8, 2.4, 3.0):
        pipe = subprocess.DEVNULL
        process = subprocess.Popen(command, env=target.environment, stdout=pipe, stderr=pipe)
        time.sleep(wait)
        ended = process.poll() is not None
        if ended:
            break
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        killed += 1
    assert killed >= 2
    if not ended:
        restored(copy, target.data)
    assert rows_in(backed_up(target, tmp_path / "again.zip")) == rows_in(copy)


@pytest.mark.slow
@pytest.mark.postgres
@pytest.mark.faults
def test_from_sqlite_to_postgresql_and_back_the_roots_stay(
    first_site: Site, tmp_path: Path, postgres_database: str
) -> None:
    first = backed_up(first_site, tmp_path / "first.zip")
    there = Site(tmp_path / "there", database=postgres_database)
    done = there.counterpoise("restore", str(first))
    assert done.returncode == 0, done.stderr
    there.does(SAY + "speak('said on PostgreSQL', once='there')")
    second = backed_up(there, tmp_path / "second.zip")
    back = restored(second, tmp_path / "back")
    third = backed_up(back, tmp_path / "third.zip")
    assert manifest_of(third)["logs"] == manifest_of(second)["logs"]
    assert rows_in(third) == rows_in(second)
    before, after = rows_in(first), rows_in(second)
    changed = {each for each in before if before[each] != after[each]}
    ledger = {f"ledger.{name}" for name in ("Entry", "EntryBody", "EntryRow", "Log", "TreeNode")}
    assert changed == {"expertise.Contribution", *ledger}


def test_scripts_that_break_sites_begin_in_the_same_way() -> None:
    compile(START + SAY, "script", "exec")


@pytest.mark.django_db
def test_words_of_a_group_that_were_erased_are_taken_out_of_our_table_of_groups() -> None:
    log = Log.objects.create(origin="of-this-test", size=1)
    entry = Entry.objects.create(log=log, seq=0, type="membership", envelope=b"{}")
    told = {"rows": [{"table": "groups", "row": {"id": "group-of-nobody"}}]}
    EntryBody.objects.create(entry=entry, body=json.dumps(told).encode(), salt=bytes(32))
    assert forget(apps, [("of-this-test", 0)]) == 1
    assert not EntryBody.objects.filter(entry=entry).exists()
