"""Write a bundle. Rows may come in any order, as a stream; nothing is left behind when it fails."""

import json
import shutil
import tempfile
import zipfile
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from counterpoise.formats.bundle.manifest import MANIFEST, SUFFIX, FileEntry, Manifest
from counterpoise.formats.codec import encode
from counterpoise.record.base import Row
from counterpoise.record.reviews import Edition
from counterpoise.record.schema import TABLES

__all__ = ["BundleExistsError", "write"]


class BundleExistsError(FileExistsError):
    """There is something at the place already, and it is not overwritten.

    Attributes
    ----------
    code
        Always ``"bundle_exists"``.
    path
        The place.
    """

    code = "bundle_exists"

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(str(path))


def write(rows: Iterable[Row], path: Path, *, edition: Edition = Edition.FULL) -> Manifest:
    """Write rows as a bundle.

    Parameters
    ----------
    rows
        A record, or any stream of rows; each table keeps the order in which its rows come.
    path
        The place: a zip where it ends in ``.zip``, else a folder.
    edition
        Whose record it is.

    Returns
    -------
    Manifest
        What was written.

    Raises
    ------
    BundleExistsError
        If there is a file, or a folder that is not empty, at that place.
    """
    if path.is_file() or (path.is_dir() and any(path.iterdir())):
        raise BundleExistsError(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    # Beside the place itself, so that the last step is one rename on the same disk.
    scratch = Path(tempfile.mkdtemp(prefix=".bundle-", dir=path.parent))
    try:
        with _Tables(scratch) as tables:
            for row in rows:
                tables.add(row)
        manifest = Manifest(edition, tables.entries())
        (scratch / MANIFEST).write_bytes(manifest.to_bytes())
        if path.suffix == ".zip":
            _pack(scratch, manifest, path)
        else:
            scratch.chmod(0o755)
            scratch.replace(path)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return manifest


class _Tables:
    """The open files of a bundle that is being written."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[str, IO[bytes]] = {}
        self._hashes = {name: sha256() for name in TABLES}
        self._rows = dict.fromkeys(TABLES, 0)
        self._encoder = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for file in self._files.values():
            file.close()

    def add(self, row: Row) -> None:
        table = row.TABLE
        line = self._encoder.encode(encode(row)).encode() + b"\n"
        if table not in self._files:
            self._files[table] = (self._folder / (table + SUFFIX)).open("wb")
        self._files[table].write(line)
        self._hashes[table].update(line)
        self._rows[table] += 1

    def entries(self) -> tuple[FileEntry, ...]:
        return tuple(
            FileEntry(name + SUFFIX, rows, self._hashes[name].hexdigest()) for name, rows in self._rows.items() if rows
        )


def _pack(scratch: Path, manifest: Manifest, path: Path) -> None:
    packed = scratch / "packed"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name in (MANIFEST, *(file.name for file in manifest.files)):
            # A fixed date and fixed rights: the same record gives the same bytes.
            info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            with (scratch / name).open("rb") as source, archive.open(info, "w", force_zip64=True) as target:
                shutil.copyfileobj(source, target, 1 << 20)
    packed.replace(path)
