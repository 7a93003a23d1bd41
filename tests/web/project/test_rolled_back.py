"""An old copy that is put back as if nothing had come since: whoever kept a newer checkpoint shows it."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from counterpoise.ledger.checkpoint import Signer
from counterpoise.ledger.erasure import Ground
from counterpoise.ledger.export import write_ledger
from counterpoise.ledger.log import Log
from tests.web.project.sites import SAY, Site

EXPORT = """
from pathlib import Path
from counterpoise.ledger.export import write_ledger
from counterpoise.web.audit.selectors import ledger_for
from counterpoise.web.ledger.services import sign_checkpoint

sign_checkpoint(log="common", at=now())
write_ledger(ledger_for(viewer=viewer("council-member")), Path({path!r}))
"""


def exported(site: Site, path: Path) -> Path:
    """Take the ledger of a site along, as a member of the council does."""
    site.does(EXPORT.format(path=str(path)))
    return path


@pytest.mark.slow
@pytest.mark.faults
def test_an_old_copy_put_back_is_exposed_by_what_a_witness_remembers(first_site: Site, tmp_path: Path) -> None:
    source, mine = first_site.copy_to(tmp_path / "source"), str(tmp_path / "mine.json")
    early = exported(source, tmp_path / "early.zip")
    assert source.counterpoise("ledger", "verify", str(early), "--remember", mine).returncode == 0
    copy = str(tmp_path / "copy.zip")
    assert source.counterpoise("backup", copy).returncode == 0
    source.does(SAY + "speak('what must not be forgotten', once='later')")
    late = exported(source, tmp_path / "late.zip")
    done = source.counterpoise("ledger", "verify", str(late), "--remember", mine)
    assert done.returncode == 0, done.stderr

    old = Site(tmp_path / "old")
    assert old.counterpoise("restore", copy).returncode == 0
    done = old.counterpoise("ledger", "verify", str(exported(old, tmp_path / "old.zip")), "--remember", mine)
    assert done.returncode == 1
    assert "an older ledger was put back" in done.stderr

    refused = Site(tmp_path / "refused")
    done = refused.counterpoise("restore", copy, "--remember", mine)
    assert done.returncode == 1
    assert "This copy is older than what the witness saw: log common has" in done.stderr
    assert "Traceback" not in done.stderr
    done = refused.counterpoise("restore", copy, "--remember", mine, "--ledger", str(late))
    assert done.returncode == 0, done.stderr


@pytest.mark.slow
@pytest.mark.faults
def test_a_copy_of_another_past_and_a_memory_that_was_changed_are_refused(first_site: Site, tmp_path: Path) -> None:
    source, mine = first_site.copy_to(tmp_path / "source"), tmp_path / "mine.json"
    exported(source, tmp_path / "early.zip")
    done = source.counterpoise("ledger", "verify", str(tmp_path / "early.zip"), "--remember", str(mine), "--lang", "nl")
    assert done.returncode == 0, done.stderr
    copy = str(tmp_path / "copy.zip")
    assert source.counterpoise("backup", copy).returncode == 0
    memory = json.loads(mine.read_text())
    (origin,) = [name for name in memory["logs"] if name.endswith("/common")]
    memory["logs"][origin] |= {"root": "00" * 32, "leaves": ""}
    other = tmp_path / "other.json"
    other.write_text(json.dumps(memory))
    done = Site(tmp_path / "target").counterpoise("restore", copy, "--remember", str(other), "--lang", "nl")
    assert done.returncode == 1
    assert "een ander verleden" in done.stderr
    other.write_text("{")
    done = Site(tmp_path / "target").counterpoise("restore", copy, "--remember", str(other))
    assert done.returncode == 1
    assert "What the witness remembers cannot be read" in done.stderr


@pytest.mark.slow
@pytest.mark.faults
def test_a_text_that_was_changed_past_the_site_is_named_in_what_people_take_along(
    first_site: Site, tmp_path: Path
) -> None:
    site = first_site.copy_to(tmp_path / "site")
    with sqlite3.connect(site.file) as base:
        query = "SELECT b.entry_id, e.seq, b.body FROM ledger_entrybody b JOIN ledger_entry e ON e.id = b.entry_id"
        key, seq, body = base.execute(f"{query} WHERE e.log_id = 'common' AND e.seq = 40").fetchone()
        base.execute("UPDATE ledger_entrybody SET body = ? WHERE entry_id = ?", [b"\xff" + bytes(body)[1:], key])
    base.close()
    done = site.counterpoise("ledger", "verify", str(exported(site, tmp_path / "taken.zip")))
    assert done.returncode == 1
    assert f"log common, entry {seq}: its text is not the one that was entered" in done.stderr


@pytest.mark.slow
@pytest.mark.faults
def test_a_ledger_of_another_site_erases_nothing_and_stands_in_for_nothing(first_site: Site, tmp_path: Path) -> None:
    source, mine = first_site.copy_to(tmp_path / "source"), str(tmp_path / "mine.json")
    copy = str(tmp_path / "copy.zip")
    assert source.counterpoise("backup", copy).returncode == 0
    source.does(SAY + "speak('what must not be forgotten', once='later')")
    late = exported(source, tmp_path / "late.zip")
    assert source.counterpoise("ledger", "verify", str(late), "--remember", mine).returncode == 0

    # Every site has a log of this name, and it is longer than ours, and says that our first words were erased.
    other = Log("common", signer=Signer(name="elsewhere.example/common", seed=bytes(32)), chance=Random(7).randbytes)
    for _ in range(1000):
        other.append("decision", {"words": "elsewhere"}, at=datetime(2026, 3, 2, tzinfo=UTC))
    other.erase([0, 1, 2], ground=Ground.ASKED, at=datetime(2026, 3, 2, tzinfo=UTC))
    other.sign()
    elsewhere = tmp_path / "elsewhere.zip"
    write_ledger([other.files()], elsewhere)
    target = Site(tmp_path / "target")
    for more in ([], ["--remember", mine]):
        done = target.counterpoise("restore", copy, "--ledger", str(elsewhere), *more)
        assert (done.returncode, "does not go on from this copy: log common" in done.stderr) == (1, True), done.stderr
    altered = tmp_path / "altered.zip"
    with zipfile.ZipFile(late) as packed, zipfile.ZipFile(altered, "w") as anew:
        for name in packed.namelist():
            anew.writestr(name, packed.read(name).replace(b'"type":"', b'"type":"x', 1))
    done = target.counterpoise("restore", copy, "--ledger", str(altered), "--lang", "nl")
    assert (done.returncode, "Het logboek bij --ledger klopt niet" in done.stderr) == (1, True), done.stderr
    assert target.counterpoise("restore", copy, "--ledger", str(late), "--remember", mine).returncode == 0
