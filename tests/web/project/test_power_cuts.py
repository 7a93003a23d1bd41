"""Power cuts and disks that fail, under the very statements that the site's services write."""

from __future__ import annotations

import pickle
import random
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

import apsw
import pytest

from tests.web.project.disks import Disk, DiskVfs, PowerCutError
from tests.web.project.sites import SAY, Site

CUTS = 200
NAME = "site"
RECORD = (
    SAY
    + """
import pickle, sqlite3
from pathlib import Path
from django.conf import settings
from django.db import connection
kept, now_kept = [], []
def keep(execute, sql, params, many, context):
    if sql.split(" ", 1)[0] in {"INSERT", "UPDATE", "DELETE", "SAVEPOINT", "RELEASE"}:
        rows = params if many else [params]
        now_kept.extend((sql, tuple(bytes(v) if isinstance(v, memoryview) else v for v in row or ())) for row in rows)
    return execute(sql, params, many, context)
viewer("council-member")
connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
base = Path(connection.settings_dict["NAME"]).read_bytes()
with connection.execute_wrapper(keep):
    for n in range(25):
        speak(f"words {n} " + "x" * (n * 97), once=f"cut-{n}")
        kept.append(list(now_kept))
        now_kept.clear()
(settings.COUNTERPOISE_DATA / "kept").write_bytes(pickle.dumps((base, kept)))
"""
)
"""Says twenty-five things, and keeps the statements of each transaction and the database from before."""

Statements = list[tuple[str, tuple[object, ...]]]


@pytest.fixture(scope="module")
def recorded(first_site: Site, tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, list[Statements]]:
    """Return a database, and the transactions that the services write to it."""
    site = first_site.copy_to(tmp_path_factory.mktemp("recorded") / "data")
    site.does(RECORD)
    base, kept = pickle.loads((site.data / "kept").read_bytes())  # noqa: S301 - our own, from a moment ago
    assert len(kept) == 25
    assert all(any("INSERT" in sql for sql, _ in each) for each in kept)
    return base, kept


_NUMBERS = count()
PRAGMAS = ("locking_mode=EXCLUSIVE", "journal_mode=WAL", "wal_autocheckpoint=40")


@contextmanager
def opened(disk: Disk, *, synchronous: str = "FULL") -> Iterator[apsw.Connection]:
    """Open the database on a disk, with the settings of the site."""
    name = f"disk-{next(_NUMBERS)}"
    vfs = DiskVfs(name, disk)
    base = apsw.Connection(NAME, vfs=name)
    try:
        for pragma in (*PRAGMAS, f"synchronous={synchronous}"):
            base.execute(f"PRAGMA {pragma}").fetchall()
        yield base
    finally:
        disk.before_write = lambda: None
        base.close()
        vfs.unregister()


def write(base: apsw.Connection, transactions: list[Statements], acknowledged: list[int]) -> None:
    """Write one transaction after the other, and note each that was acknowledged."""
    for number, statements in enumerate(transactions):
        base.execute("BEGIN IMMEDIATE")
        for sql, values in statements:
            base.execute(sql.replace("%s", "?"), values)
        base.execute("COMMIT")
        acknowledged.append(number)


def found_on(disk: Disk) -> tuple[bool, set[int], set[int]]:
    """Return whether the database is whole, which words it holds, and of which words the log tells."""
    with opened(disk) as base:
        whole = base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        whole = whole and not base.execute("PRAGMA foreign_key_check").fetchall()
        names = [f"contribution-cut-{number}" for number in range(25)]
        said = {number for number, name in enumerate(names) if _one(base, SAID, name)}
        told = {number for number, name in enumerate(names) if _one(base, TOLD, f'%"{name}"%')}
        gaps = base.execute(GAPS).fetchall()
    return whole and not gaps, said, told


SAID = "SELECT 1 FROM expertise_contributions WHERE id = ?"
TOLD = "SELECT 1 FROM ledger_entrybody WHERE CAST(body AS TEXT) LIKE ?"
GAPS = (
    "SELECT l.origin FROM ledger_log l"
    " WHERE l.size <> (SELECT COUNT(*) FROM ledger_entry e WHERE e.log_id = l.origin)"
    " OR l.size <> 1 + (SELECT COALESCE(MAX(e.seq), -1) FROM ledger_entry e WHERE e.log_id = l.origin)"
)


def _one(base: apsw.Connection, sql: str, value: str) -> bool:
    return base.execute(sql, (value,)).fetchone() is not None


def cut(recorded: tuple[bytes, list[Statements]], *, trial: int, synchronous: str) -> tuple[bool, int, bool]:
    """Cut the current at a write that chance chooses; return whether all is whole, how much was lost, if it was cut."""
    base, transactions = recorded
    chance = random.Random(f"{synchronous}:{trial}")
    left = chance.randrange(400)

    def step() -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise PowerCutError

    disk, acknowledged = Disk({NAME: base}), list[int]()
    was_cut = False
    with opened(disk, synchronous=synchronous) as writing:
        disk.before_write = step
        try:
            write(writing, transactions, acknowledged)
        except (apsw.Error, PowerCutError):
            was_cut = True
        files = disk.after_power_cut(chance)
    whole, said, told = found_on(Disk(files))
    return whole and said == told, len(set(acknowledged) - said), was_cut


@pytest.mark.slow
@pytest.mark.faults
def test_two_hundred_power_cuts_lose_nothing_that_was_acknowledged(recorded: tuple[bytes, list[Statements]]) -> None:
    trials = [cut(recorded, trial=trial, synchronous="FULL") for trial in range(CUTS)]
    assert sum(was_cut for _, _, was_cut in trials) > CUTS * 0.9
    assert [whole for whole, _, _ in trials] == [True] * CUTS
    assert sum(lost for _, lost, _ in trials) == 0


@pytest.mark.slow
@pytest.mark.faults
def test_the_disk_that_forgets_can_tell_the_difference(recorded: tuple[bytes, list[Statements]]) -> None:
    # Without the setting that the site uses, the same power cuts do lose what was acknowledged.
    assert sum(cut(recorded, trial=trial, synchronous="NORMAL")[1] > 0 for trial in range(40)) > 10


@pytest.mark.slow
@pytest.mark.faults
def test_a_write_that_fails_is_an_error_and_never_silence(recorded: tuple[bytes, list[Statements]]) -> None:
    base, transactions = recorded
    for failing in range(0, 120, 3):
        left, disk, acknowledged = failing, Disk({NAME: base}), list[int]()

        def step() -> None:
            nonlocal left
            left -= 1
            if left == -1:
                raise apsw.IOError("the disk does not answer")

        with opened(disk) as writing:
            disk.before_write = step
            with pytest.raises(apsw.Error):
                write(writing, transactions, acknowledged)
        whole, said, told = found_on(Disk({name: bytes(content) for name, content in disk.seen.items()}))
        assert whole, failing
        assert said == told
        assert set(acknowledged) <= said
