"""Make a copy of the whole site while people go on working."""

import json
import os
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.apps import apps
from django.apps.registry import Apps
from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from counterpoise.ledger.hashes import Frontier, leaf_hash
from counterpoise.web.project.backup.seal import PLACE, seal
from counterpoise.web.project.backup.tables import read_rows, tables_of

__all__ = ["FORMAT", "KEPT_DAYS", "MANIFEST", "BackupExistsError", "NotUpToDateError", "roots", "write_backup"]

FORMAT = "counterpoise-backup/1"
MANIFEST = "manifest.json"
KEPT_DAYS = 35
"""A copy is to be destroyed after so many days: else words that somebody had erased live on in it."""
Progress = Callable[[int, int], None]
_BLOCK = 1 << 20


class BackupExistsError(FileExistsError):
    """There is something at the place already, and it is not overwritten.

    Attributes
    ----------
    code
        Always ``"backup_exists"``.
    """

    code = "backup_exists"


class NotUpToDateError(RuntimeError):
    """The tables are not those of this version of the program.

    Attributes
    ----------
    code
        Always ``"not_up_to_date"``.
    """

    code = "not_up_to_date"


def write_backup(path: Path, *, at: datetime, progress: Progress | None = None) -> dict[str, Any]:
    """Write a copy of all tables and files, as they stood at one moment.

    Parameters
    ----------
    path
        Where; nothing is overwritten, and nothing half written is left.
    at
        The time.
    progress
        Called with how many tables were written, and how many there are.

    Returns
    -------
    dict
        The manifest: tables with their rows and hashes, files, logs with size and root, and until when to keep it.

    Raises
    ------
    BackupExistsError
        There is something at that place.
    NotUpToDateError
        The tables are not those of this version.
    OSError
        The place cannot be written.
    """
    if path.exists():
        raise BackupExistsError(path)
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise NotUpToDateError
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".backup-", delete=False) as scratch:
        name = Path(scratch.name)
        try:
            with zipfile.ZipFile(scratch, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as archive:
                archive.comment = PLACE
                manifest = _fill(archive, at=at, progress=progress)
            scratch.flush()
            seal(name)
            # os.link refuses where somebody was quicker; a rename would overwrite what they made.
            os.link(name, path)
        except FileExistsError as error:
            raise BackupExistsError(path) from error
        finally:
            name.unlink(missing_ok=True)
    return manifest


def _fill(archive: zipfile.ZipFile, *, at: datetime, progress: Progress | None) -> dict[str, Any]:
    tables = tables_of(apps)
    manifest: dict[str, Any] = {
        "format": FORMAT,
        "made_at": at.isoformat(),
        "keep_until": (at + timedelta(days=KEPT_DAYS)).date().isoformat(),
        "tables": [],
        "files": [],
    }
    with _one_moment():
        manifest["migrations"] = sorted(MigrationRecorder(connection).applied_migrations())
        manifest["logs"] = roots(apps)
        for number, table in enumerate(tables, start=1):
            name = f"tables/{table.name}.jsonl"
            rows, digest = 0, sha256()
            with archive.open(name, "w", force_zip64=True) as file:
                for line in read_rows(table):
                    file.write(line)
                    digest.update(line)
                    rows += 1
            columns = [list(column) for column in table.columns]
            manifest["tables"].append(
                {"name": table.name, "file": name, "columns": columns, "rows": rows, "sha256": digest.hexdigest()}
            )
            if progress is not None:
                progress(number, len(tables))
    for kept in _kept_files():
        manifest["files"].append(_copied(archive, kept))
    archive.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True))
    return manifest


@contextmanager
def _one_moment() -> Iterator[None]:
    # Readers see one state of the database, and stand in nobody's way.
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
        return
    usual = connection.transaction_mode  # type: ignore[attr-defined]  # Django's SQLite has it
    connection.transaction_mode = "DEFERRED"  # type: ignore[attr-defined]  # the same
    try:
        with transaction.atomic():
            yield
    finally:
        connection.transaction_mode = usual  # type: ignore[attr-defined]  # the same


def _kept_files() -> Iterator[Path]:
    for folder in settings.COUNTERPOISE_KEPT:
        found = settings.COUNTERPOISE_DATA / folder
        if found.is_dir():
            yield from sorted(path for path in found.rglob("*") if path.is_file() and not path.is_symlink())


def _copied(archive: zipfile.ZipFile, path: Path) -> dict[str, Any]:
    inside = path.relative_to(settings.COUNTERPOISE_DATA).as_posix()
    digest, size = sha256(), 0
    with path.open("rb") as source, archive.open(f"files/{inside}", "w", force_zip64=True) as file:
        while block := source.read(_BLOCK):
            file.write(block)
            digest.update(block)
            size += len(block)
    return {"name": inside, "size": size, "sha256": digest.hexdigest()}


def roots(which: Apps) -> list[dict[str, Any]]:
    """Return each log with its size and the root of its tree, worked out anew from its entries.

    Parameters
    ----------
    which
        The models of this version, or of the version of a copy.
    """
    entry = which.get_model("ledger", "Entry")
    found = []
    for origin in which.get_model("ledger", "Log").objects.order_by("origin").values_list("origin", flat=True):
        edge = Frontier()
        envelopes = entry.objects.filter(log=origin).order_by("seq").values_list("envelope", flat=True)
        for envelope in envelopes.iterator(chunk_size=2000):
            edge.add(leaf_hash(bytes(envelope)))
        found.append({"origin": origin, "size": edge.size, "root": edge.root().hex()})
    return found
