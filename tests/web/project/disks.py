"""A disk in memory for SQLite that forgets, at a power cut, what nobody asked it to keep, or that fails at a write."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from typing import Any

import apsw

SECTOR = 512


class PowerCutError(Exception):
    """The current is gone."""


class Disk:
    """Files as the programs see them, and as they would be found after a power cut.

    Parameters
    ----------
    files
        What lies on it, kept for good.
    before_write
        Called before each write and each truncation; what it raises, the write fails with.
    """

    def __init__(self, files: Mapping[str, bytes], *, before_write: Callable[[], None] = lambda: None) -> None:
        self.seen = {name: bytearray(content) for name, content in files.items()}
        self.kept = {name: bytearray(content) for name, content in files.items()}
        self.waiting: dict[str, list[tuple[int, bytes | None]]] = {}
        self.before_write = before_write

    def write(self, name: str, data: bytes, offset: int) -> None:
        """Write, without a promise that it is kept."""
        self.before_write()
        _put(self.seen.setdefault(name, bytearray()), data, offset)
        self.waiting.setdefault(name, []).append((offset, bytes(data)))

    def truncate(self, name: str, size: int) -> None:
        """Cut a file off, without a promise that it is kept."""
        self.before_write()
        del self.seen[name][size:]
        self.waiting.setdefault(name, []).append((size, None))

    def sync(self, name: str) -> None:
        """Keep what was written to a file."""
        self.before_write()
        self.kept[name] = bytearray(self.seen[name])
        self.waiting.pop(name, None)

    def delete(self, name: str) -> None:
        """Take a file away; that lasts only once its folder is synced, which SQLite asks for at once."""
        for files in (self.seen, self.kept, self.waiting):
            files.pop(name, None)

    def after_power_cut(self, chance: random.Random) -> dict[str, bytes]:
        """Return the files as they are found: of each unkept write any part of its sectors may be there."""
        found = {name: bytearray(content) for name, content in self.kept.items()}
        for name, writes in self.waiting.items():
            file = found.setdefault(name, bytearray())
            for offset, data in writes:
                if data is None:
                    if chance.random() < 0.5:
                        del file[offset:]
                    continue
                for start in range(0, len(data), SECTOR):
                    if chance.random() < 0.5:
                        _put(file, data[start : start + SECTOR], offset + start)
        return {name: bytes(content) for name, content in found.items()}


def _put(file: bytearray, data: bytes, offset: int) -> None:
    if len(file) < offset:
        file.extend(bytes(offset - len(file)))
    file[offset : offset + len(data)] = data


class DiskVfs(apsw.VFS):
    """Lets SQLite read and write on a `Disk`."""

    def __init__(self, name: str, disk: Disk) -> None:
        self.disk = disk
        super().__init__(name, base="")

    def xOpen(self, name: Any, flags: list[int]) -> Any:  # noqa: N802, ANN401 - SQLite's own name; a file of our own
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        flags[1] = flags[0]
        self.disk.seen.setdefault(path, bytearray())
        return DiskFile(self.disk, path)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: ARG002, N802 - SQLite's own names
        self.disk.delete(filename)

    def xAccess(self, pathname: str, flags: int) -> bool:  # noqa: ARG002, N802 - SQLite's own names
        return bool(self.disk.seen.get(pathname))

    def xFullPathname(self, name: str) -> str:  # noqa: N802 - SQLite's own name
        return name


class DiskFile:
    """One open file on a `Disk`; nobody else has it open, so locks are nothing."""

    def __init__(self, disk: Disk, name: str) -> None:
        self.disk, self.name = disk, name

    def xRead(self, amount: int, offset: int) -> bytes:  # noqa: N802 - SQLite's own name
        return bytes(self.disk.seen[self.name][offset : offset + amount])

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802 - SQLite's own name
        self.disk.write(self.name, data, offset)

    def xTruncate(self, newsize: int) -> None:  # noqa: N802 - SQLite's own name
        self.disk.truncate(self.name, newsize)

    def xSync(self, flags: int) -> None:  # noqa: ARG002, N802 - SQLite's own name
        self.disk.sync(self.name)

    def xFileSize(self) -> int:  # noqa: N802 - SQLite's own name
        return len(self.disk.seen[self.name])

    def xFileControl(self, op: int, ptr: int) -> bool:  # noqa: ARG002, N802 - SQLite's own name
        return False

    def xLock(self, level: int) -> None:  # noqa: N802 - SQLite's own name
        """Do nothing."""

    def xUnlock(self, level: int) -> None:  # noqa: N802 - SQLite's own name
        """Do nothing."""

    def xCheckReservedLock(self) -> bool:  # noqa: N802 - SQLite's own name
        return False

    def xSectorSize(self) -> int:  # noqa: N802 - SQLite's own name
        return SECTOR

    def xDeviceCharacteristics(self) -> int:  # noqa: N802 - SQLite's own name
        return 0

    def xClose(self) -> None:  # noqa: N802 - SQLite's own name
        """Do nothing."""
