"""A database server that is killed while people write: what was acknowledged is there, once, and nothing by half."""

from __future__ import annotations

import json
import random
import subprocess
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.web.project.logs import problems_of
from tests.web.project.sites import SAY, Site
from tools.services import Cluster, find_postgres

pytestmark = [pytest.mark.postgres, pytest.mark.slow, pytest.mark.faults, pytest.mark.xdist_group("server")]

KILLS, WRITERS, BETWEEN = 6, 2, 12
WRITER = (
    SAY
    + """
import sys
import time
from pathlib import Path
from django import db
from counterpoise.record import Moment
from counterpoise.web.decisions.services import Recorded, record_decision
from counterpoise.web.ledger.services import AlreadyToldError

NAME, FOLDER = "{name}", Path("{folder}")

def write(n):
    # Who gets no answer sends the same again, as a browser does; it must not be there twice.
    once = f"{{NAME}}-{{n}}"
    if n % 3 == 2:
        taken = Moment.exactly(now())
        told = Recorded(what=f"decided {{once}}", taken_by="board", decided_at=taken, touches=("town",))
        by = viewer("new-director")
        return record_decision(initiative="lindehof-together", recorded=told, once=once, by=by, at=now())
    return speak(f"said {{once}}", once=once)

n = cuts = 0
with (FOLDER / NAME).open("a") as acknowledged:
    while not (FOLDER / "stop").exists():
        # What Django does before each request.
        db.close_old_connections()
        try:
            name = write(n).id
        except AlreadyToldError as told:
            # It was written, and the server was killed before it could say so.
            name = told.id
        except db.Error:
            cuts += 1
            time.sleep(0.05)
            continue
        print(name, file=acknowledged, flush=True)
        n += 1
print(cuts)
"""
)
"""Writes one thing after the other until it is told to stop; prints how often the database gave no answer."""


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    """Start a server of one's own, which writes through to the disk as a real one does."""
    programs = find_postgres()
    assert programs is not None
    made = Cluster(programs)
    yield made
    made.remove()


def told_by(folder: Path) -> list[str]:
    return [line for n in range(WRITERS) for line in (folder / f"writer{n}").read_text().split()]


def kill_and_start(cluster: Cluster, folder: Path, writers: list[subprocess.Popen[str]]) -> None:
    chance = random.Random(20263)
    for _ in range(KILLS):
        before, patience = len(told_by(folder)), time.monotonic() + 120
        while len(told_by(folder)) < before + BETWEEN:
            if any(each.poll() is not None for each in writers):
                return  # what it has to say is read once the others were told to stop too
            assert time.monotonic() < patience, "nobody writes any more"
            time.sleep(0.02)
        time.sleep(chance.uniform(0, 0.25))
        cluster.kill()
        cluster.start()


def test_what_was_acknowledged_survives_six_killed_database_servers(cluster: Cluster, tmp_path: Path) -> None:
    site = Site(tmp_path / "data", database=cluster.address)
    site.data.mkdir()
    for words in (("migrate", "-v0"), ("load_illustrations", "-v0")):
        done = site.manage(*words)
        assert done.returncode == 0, done.stderr
    for n in range(WRITERS):
        (tmp_path / f"writer{n}").touch()
    writers = [site.starts(WRITER.format(name=f"writer{n}", folder=tmp_path)) for n in range(WRITERS)]
    try:
        kill_and_start(cluster, tmp_path, writers)
    finally:
        (tmp_path / "stop").touch()
        ends = [(*each.communicate(timeout=60), each.returncode) for each in writers]
    assert [code for _, _, code in ends] == [0] * WRITERS, ends
    cuts = [int(said) for said, _, _ in ends]
    assert min(cuts) >= KILLS, cuts
    acknowledged = told_by(tmp_path)
    assert len(acknowledged) >= KILLS * BETWEEN
    assert len(set(acknowledged)) == len(acknowledged)

    with psycopg.connect(cluster.address) as base:

        def ask(words: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
            return base.execute(words.replace("?", "%s").encode(), values).fetchall()

        said = {name for (name,) in ask("SELECT id FROM expertise_contributions")}
        decided = {name for (name,) in ask("SELECT id FROM decisions_decisions")}
        assert set(acknowledged) <= said | decided
        texts = Counter(
            text for (text,) in ask("SELECT text FROM expertise_contributions WHERE text LIKE ?", ["said %"])
        )
        assert set(texts.values()) == {1}, "something was sent twice and is there twice"
        told = [
            {row["row"]["id"]: row["table"] for row in json.loads(bytes(body)).get("rows", ())}
            for (body,) in ask("SELECT body FROM ledger_entrybody")
        ]
        # No half decision: one entry tells of it, with what it is about and whom it touches.
        for name in {name for name in said | decided if name.startswith(("contribution-", "decision-"))}:
            entries = [rows for rows in told if name in rows]
            assert len(entries) == 1, name
            if name in decided:
                assert set(entries[0].values()) >= {"decisions", "affects", "matters"}
        assert problems_of(ask) == []
    # The server's own tool looks at every row and whether each index knows it.
    found = cluster.run("pg_amcheck", *cluster.to, "-d", "cp", "--install-missing", "--heapallindexed")
    assert found.strip() == ""
