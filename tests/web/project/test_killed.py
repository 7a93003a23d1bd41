"""Processes that are killed while they write: what was acknowledged is there, and nothing is there by half."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from tests.web.project.logs import problems
from tests.web.project.sites import SAY, Site

KILLS = 50
WRITERS = (
    SAY
    + f"""
import os, random, select, signal, time
from django import db
from counterpoise.record import Moment
from counterpoise.web.decisions.services import Recorded, record_decision

chance = random.Random(20261)
def write(number, pipe):
    who = viewer("new-director")
    for n in range(10_000):
        once = f"{{number}}-{{n}}"
        if n % 3 == 2:
            taken = Moment.exactly(now())
            touches = ("town",)
            told = Recorded(what=f"decided {{once}}", taken_by="board", decided_at=taken, touches=touches)
            row = record_decision(initiative="lindehof-together", recorded=told, once=once, by=who, at=now())
        else:
            row = speak(f"said {{once}}", once=once)
        os.write(pipe, (row.id + "\\n").encode())

db.connections.close_all()
acknowledged = []
for number in range({KILLS}):
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        write(number, writing)
        os._exit(1)
    os.close(writing)
    got, until = b"", None
    while until is None or time.monotonic() < until:
        ready, _, _ = select.select([reading], [], [], 0.01)
        if ready:
            more = os.read(reading, 65536)
            assert more, "the writer fell over by itself"
            got += more
            until = until or time.monotonic() + chance.uniform(0, 0.25)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while more := os.read(reading, 65536):
        got += more
    os.close(reading)
    acknowledged += got.decode().split()
import json
print(json.dumps(acknowledged))
"""
)
"""One process starts others, one after the other, and kills each at a moment that chance chooses."""


@pytest.mark.slow
@pytest.mark.faults
def test_what_was_acknowledged_survives_fifty_killed_servers(first_site: Site, tmp_path: Path) -> None:
    site = first_site.copy_to(tmp_path / "data")
    acknowledged = json.loads(site.does(WRITERS))
    assert len(acknowledged) >= KILLS
    with sqlite3.connect(site.file) as base:
        assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
        said = {name for (name,) in base.execute("SELECT id FROM expertise_contributions")}
        decided = {name for (name,) in base.execute("SELECT id FROM decisions_decisions")}
        assert set(acknowledged) <= said | decided
        told = [
            {row["row"]["id"]: row["table"] for row in json.loads(bytes(body)).get("rows", ())}
            for (body,) in base.execute("SELECT body FROM ledger_entrybody")
        ]
    # No half decision: one entry tells of it, of what it is about and of whom it touches, and all of them are there.
    new = {name for name in said | decided if name.startswith(("contribution-", "decision-"))}
    for name in new:
        entries = [rows for rows in told if name in rows]
        assert len(entries) == 1, name
        if name in decided:
            assert set(entries[0].values()) >= {"decisions", "affects", "matters"}
    assert problems(site.file) == []


@pytest.mark.slow
@pytest.mark.faults
def test_one_changed_bit_in_any_row_is_named_by_its_number(first_site: Site, tmp_path: Path) -> None:
    site = first_site.copy_to(tmp_path / "data")
    assert problems(site.file) == []
    with sqlite3.connect(site.file) as base:
        base.execute("PRAGMA foreign_keys=OFF")
        places = [
            (table, column, key, rowid, log, seq)
            for table, column, key in (
                ("ledger_entry", "envelope", "id"),
                ("ledger_entrybody", "body", "entry_id"),
                ("ledger_entrybody", "salt", "entry_id"),
            )
            for rowid, log, seq in base.execute("SELECT id, log_id, seq FROM ledger_entry ORDER BY id")
        ]
    step = max(1, len(places) // 200)
    for number, (table, column, key, rowid, log, seq) in enumerate(places[::step]):
        with sqlite3.connect(site.file) as base:
            (was,) = base.execute(f"SELECT {column} FROM {table} WHERE {key} = ?", [rowid]).fetchone()  # noqa: S608 - names of our own tables
            at = number % len(was)
            changed = was[:at] + bytes([was[at] ^ (1 << number % 8)]) + was[at + 1 :]
            base.execute(f"UPDATE {table} SET {column} = ? WHERE {key} = ?", [changed, rowid])  # noqa: S608 - names of our own tables
        found = problems(site.file)
        assert any(line.startswith(f"{log} {seq} ") for line in found), (table, column, log, seq, found)
        with sqlite3.connect(site.file) as base:
            base.execute(f"UPDATE {table} SET {column} = ? WHERE {key} = ?", [was, rowid])  # noqa: S608 - names of our own tables
    assert problems(site.file) == []
