"""Put a copy back on an empty machine, and open it only if it is whole."""

import hmac
import json
import os
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

from django.apps.registry import Apps
from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from counterpoise.ledger.archive import PACKED
from counterpoise.ledger.checkpoint import read_signer
from counterpoise.ledger.memory import Memory
from counterpoise.web.ledger.services import ERASURES, KEY_FILE, KEYS
from counterpoise.web.project.backup.erasing import erased_known, forget
from counterpoise.web.project.backup.remembered import against_ledger, against_memory, memory_in
from counterpoise.web.project.backup.seal import is_sealed
from counterpoise.web.project.backup.tables import Table, count_rows, empty, restart_numbers, tables_of, write_rows
from counterpoise.web.project.backup.writing import FORMAT, MANIFEST, roots
from counterpoise.web.project.upgrade import WholeSteps, bring_up_to_date, make_tables

__all__ = ["RestoreError", "Restored", "read_manifest", "restore_backup"]

Progress = Callable[[int, int], None]
_BLOCK = 1 << 20


class RestoreError(Exception):
    """A copy is not put back; nothing was written.

    Attributes
    ----------
    code
        Why: ``altered``, ``no_backup``, ``newer``, ``not_empty``, ``other_tables``, ``too_old``, ``too_short``,
        ``ledger_holds_not``, ``other_ledger``, ``behind``, ``other_past`` or ``damaged``.
    given
        What fills in the words.
    """

    def __init__(self, code: str, **given: Any) -> None:  # noqa: ANN401 - whatever fills in the words
        self.code = code
        self.given = given
        super().__init__(code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What was put back.

    Attributes
    ----------
    tables, rows, files
        How many.
    logs
        Each log with its size and root, as the entries give it now.
    erased
        How many texts had come back with the copy and were taken out again.
    """

    tables: int
    rows: int
    files: int
    logs: list[dict[str, Any]]
    erased: int


def read_manifest(path: Path) -> dict[str, Any]:
    """Read what a copy says of itself, once its seal holds.

    Raises
    ------
    RestoreError
        It is no copy of this program, or it was changed.
    OSError
        It cannot be read.
    """
    if not zipfile.is_zipfile(path):
        raise RestoreError("altered" if path.stat().st_size else "no_backup")
    if not is_sealed(path):
        raise RestoreError("altered")
    try:
        with zipfile.ZipFile(path) as archive:
            if any(info.compress_type not in PACKED for info in archive.infolist()):
                raise RestoreError("no_backup")
            manifest: Any = json.loads(archive.read(MANIFEST))
    except (KeyError, ValueError, zipfile.BadZipFile, zlib.error) as error:
        raise RestoreError("no_backup") from error
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise RestoreError("no_backup")
    found: dict[str, Any] = manifest
    return found


def restore_backup(
    path: Path,
    *,
    on: date,
    ledger: Path | None = None,
    remembered: Path | None = None,
    even_old: bool = False,
    progress: Progress | None = None,
) -> Restored:
    """Put a copy back: all of it, or nothing.

    Parameters
    ----------
    path
        The copy.
    on
        Today: a copy that should have been destroyed by now is refused.
    ledger
        A later export of the ledger, such as a witness has: what it says was erased is taken out again.
    remembered
        What a witness remembers of the ledger: a copy that is behind it is refused, unless `ledger` reaches that far.
    even_old
        Put it back although it should have been destroyed.
    progress
        Called with how many tables were read, and how many there are.

    Raises
    ------
    RestoreError
        The copy is altered, of a later version, too old, or behind the ledger; or this site is not empty.
    MemoryDamagedError
        What the witness remembers cannot be read.
    OSError
        A file cannot be read or written.
    """
    manifest = read_manifest(path)
    if on > date.fromisoformat(manifest["keep_until"]) and not even_old:
        raise RestoreError("too_old", until=manifest["keep_until"])
    _hold_empty()
    memory = memory_in(remembered) if remembered is not None else {}
    which = _lay_tables([(app, name) for app, name in manifest["migrations"]])
    known = {table.name: table for table in tables_of(which)}
    with zipfile.ZipFile(path) as archive, transaction.atomic():
        rows = _fill(archive, manifest, known, progress)
        _hold_roots(which, manifest["logs"])
        _hold_texts(which)
        erased, sizes = erased_known(which, beside=settings.COUNTERPOISE_DATA / ERASURES, ledger=ledger)
        _hold_sizes(manifest["logs"], sizes)
        _hold_ledger(which, ledger, memory, key=_key_in(archive))
        if (found := against_memory(which, memory, seen=sizes)) is not None:
            raise RestoreError(found[0], **found[1])
        gone = forget(which, erased)
        restart_numbers(which)
        files = _files(archive, manifest["files"])
    bring_up_to_date()
    _pack()
    logs = roots(_apps_now())
    if logs != manifest["logs"]:
        raise RestoreError("damaged", what="ledger")
    return Restored(tables=len(known), rows=rows, files=files, logs=logs, erased=gone)


def _pack() -> None:
    # What was taken out again must not live on in the free pages of the file, or in its log.
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _apps_now() -> Apps:
    from django.apps import apps

    return apps


def _hold_empty() -> None:
    there = set(connection.introspection.table_names())
    for table in tables_of(_apps_now()):
        if table.table in there and not _is_djangos(table) and count_rows(table):
            raise RestoreError("not_empty", table=table.name)


def _is_djangos(table: Table) -> bool:
    # Django itself fills these when it lays the tables.
    return table.name in {"contenttypes.ContentType", "auth.Permission"}


def _lay_tables(migrations: list[tuple[str, str]]) -> Apps:
    executor = WholeSteps(connection)
    unknown = [pair for pair in migrations if pair not in executor.loader.disk_migrations]
    if unknown:
        raise RestoreError("newer", migration=".".join(unknown[0]))
    applied = set(MigrationRecorder(connection).applied_migrations())
    if applied - set(migrations):
        raise RestoreError("other_tables")
    if set(migrations) == set(executor.loader.graph.nodes):
        # The copy is of this version: its tables are made at once, which saves twenty seconds of steps.
        make_tables()
        return _apps_now()
    inside = {parent for child in migrations for parent in _parents(executor, child) if parent[0] == child[0]}
    ends = [pair for pair in migrations if pair not in inside]
    executor.migrate(ends)
    return MigrationExecutor(connection).loader.project_state(ends).apps


def _parents(executor: MigrationExecutor, pair: tuple[str, str]) -> Iterable[tuple[str, str]]:
    return executor.loader.disk_migrations[pair].dependencies


def _fill(
    archive: zipfile.ZipFile, manifest: dict[str, Any], known: dict[str, Table], progress: Progress | None
) -> int:
    told = manifest["tables"]
    if {row["name"] for row in told} != set(known):
        raise RestoreError("damaged", what="tables")
    for table in known.values():
        empty(table)
    total = 0
    for number, row in enumerate(told, start=1):
        # Migrations lay the columns in another order than the models name them: the rows are in that of the copy.
        columns = tuple((str(name), str(kind)) for name, kind in row["columns"])
        if sorted(columns) != sorted(known[row["name"]].columns):
            raise RestoreError("damaged", what=row["name"])
        table = replace(known[row["name"]], columns=columns)
        digest = sha256()
        with archive.open(row["file"]) as file:
            written = write_rows(table, _hashed(file, digest.update))
        if written != row["rows"] or digest.hexdigest() != row["sha256"] or count_rows(table) != written:
            raise RestoreError("damaged", what=row["name"])
        total += written
        if progress is not None:
            progress(number, len(told))
    connection.check_constraints()
    return total


def _hashed(lines: Iterable[bytes], update: Callable[[bytes], None]) -> Iterator[bytes]:
    for line in lines:
        update(line)
        yield line


def _hold_roots(which: Apps, told: list[dict[str, Any]]) -> None:
    if roots(which) != told:
        raise RestoreError("damaged", what="ledger")


def _hold_texts(which: Apps) -> None:
    # Each text that is there is the one that its entry was bound to.
    bodies = which.get_model("ledger", "EntryBody").objects.values_list(
        "entry__log", "entry__seq", "entry__envelope", "body", "salt"
    )
    for log, seq, envelope, body, salt in bodies.iterator(chunk_size=2000):
        bound = hmac.new(bytes(salt), bytes(body), "sha256").hexdigest()
        if json.loads(bytes(envelope))["c"] != bound:
            raise RestoreError("damaged", what=f"{log} {seq}")


def _hold_sizes(told: list[dict[str, Any]], seen: dict[str, int]) -> None:
    # A ledger that is shorter than the copy cannot say what was erased after the copy was made.
    for log in told:
        if log["origin"] in seen and seen[log["origin"]] < log["size"]:
            raise RestoreError("too_short", log=log["origin"], size=log["size"], seen=seen[log["origin"]])


def _hold_ledger(which: Apps, ledger: Path | None, memory: Memory, *, key: bytes | None) -> None:
    if ledger is not None and (found := against_ledger(which, ledger, memory, key=key)) is not None:
        raise RestoreError(found[0], **found[1])


def _key_in(archive: zipfile.ZipFile) -> bytes | None:
    name = f"files/{KEYS}/{KEY_FILE}"
    if name not in archive.namelist():
        return None
    return read_signer(archive.read(name).decode("ascii").strip()).key.public


def _files(archive: zipfile.ZipFile, told: list[dict[str, Any]]) -> int:
    for row in told:
        inside = PurePosixPath(row["name"])
        if inside.is_absolute() or ".." in inside.parts or inside.parts[0] not in settings.COUNTERPOISE_KEPT:
            raise RestoreError("damaged", what=str(row["name"]))
        target = settings.COUNTERPOISE_DATA / inside
        target.parent.mkdir(parents=True, exist_ok=True)
        _put(archive, row, target)
    return len(told)


def _put(archive: zipfile.ZipFile, row: dict[str, Any], target: Path) -> None:
    digest = sha256()
    with tempfile.NamedTemporaryFile(dir=target.parent, prefix=".restore-", delete=False) as scratch:
        name = Path(scratch.name)
        try:
            with archive.open(f"files/{row['name']}") as source:
                while block := source.read(_BLOCK):
                    scratch.write(block)
                    digest.update(block)
            scratch.flush()
            os.fsync(scratch.fileno())
            if digest.hexdigest() != row["sha256"]:
                raise RestoreError("damaged", what=str(row["name"]))
            name.replace(target)
        finally:
            name.unlink(missing_ok=True)
