"""Read an exported ledger from its zip, and verify all of it: every log, and every log against the others.

Part of the verifier that goes into every export: it runs on Python 3.9 and needs nothing but the standard library.
"""

from __future__ import annotations

import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from counterpoise.ledger.entries import Entries
from counterpoise.ledger.findings import Finding, LogState, Verdict
from counterpoise.ledger.hashes import roots_at
from counterpoise.ledger.memory import Memory, remember, remembered_of
from counterpoise.ledger.notes import Check, read_key
from counterpoise.ledger.verifier import LogFiles, verify_log

__all__ = ["FORMAT", "MANIFEST", "VERIFIER", "LedgerDamagedError", "read_ledger", "verify", "verify_files"]

MANIFEST = "ledger.json"
"""The file that says which logs there are and whose keys sign."""
VERIFIER = "verify.py"
"""The file that verifies the others."""
FORMAT = "counterpoise-ledger/1"
MOST_BYTES = 1 << 31
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""How files may be packed: the site packs in no other way, and the others fail in ways of their own."""


class LedgerDamagedError(ValueError):
    """The zip cannot be read as an export.

    Attributes
    ----------
    code
        Always ``"ledger_damaged"``.
    finding
        What is wrong with it.
    """

    code = "ledger_damaged"

    def __init__(self, code: str, **given: Any) -> None:  # noqa: ANN401 - whatever fills in the words
        self.finding = Finding(code, given=given)
        super().__init__(code)


def verify(path: Path, *, memory: Memory | None = None, check: Check, own: bytes = b"") -> Verdict:
    """Verify an exported ledger.

    Parameters
    ----------
    path
        The zip.
    memory
        What was remembered the last time; None at the first time.
    check
        Checks a signature; None where nothing here can.
    own
        The verifier's own text, to say whether the one in the zip is another; empty where nobody asks.

    Returns
    -------
    Verdict
        What was found. A zip that cannot be read is found, never raised.
    """
    try:
        files, verifier = read_ledger(path)
    except LedgerDamagedError as error:
        return Verdict(findings=(error.finding,), logs=(), memory=memory or {})
    other = bool(own) and verifier != own
    return verify_files(files, memory=memory, check=check, more=[Finding("other_verifier")] if other else [])


def read_ledger(path: Path) -> tuple[list[LogFiles], bytes]:
    """Read the logs of an exported ledger, and the verifier that lies with them; nothing is verified yet.

    Parameters
    ----------
    path
        The zip that was exported.

    Raises
    ------
    LedgerDamagedError
        It cannot be read.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            files = [_log_files(archive, row) for row in _manifest(archive)]
            return files, _content(archive, VERIFIER)
    except LedgerDamagedError:
        raise
    except OSError as error:
        raise LedgerDamagedError("cannot_read", reason=error.strerror or str(error)) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, ValueError) as error:
        raise LedgerDamagedError("zip_damaged") from error


def verify_files(
    files: Sequence[LogFiles], *, memory: Memory | None = None, check: Check, more: Sequence[Finding] = ()
) -> Verdict:
    """Verify logs that have been read: every log by itself, what was remembered, and closed rooms in the common log.

    Parameters
    ----------
    files
        The logs.
    memory
        What was remembered the last time; None at the first time.
    check
        Checks a signature; None where nothing here can.
    more
        What has been found already.

    Returns
    -------
    Verdict
        What was found.
    """
    findings = list(more)
    states: list[LogState] = []
    entries: dict[str, Entries] = {}
    kept: dict[str, Mapping[str, Any]] = dict(memory or {})
    for one in files:
        if one.origin in entries:
            findings.append(Finding("log_twice", given={"origin": one.origin}))
        found, state, entries[one.origin] = verify_log(one, remembered=remembered_of(memory, one.origin), check=check)
        findings += found
        states.append(state)
    for one in files:
        findings += _rooms(one, entries)
    findings += [Finding("log_missing", given={"origin": origin}) for origin in kept if origin not in entries]
    if check is None:
        findings.append(Finding("signatures_not_checked"))
    for one in files:
        kept[one.origin] = remember(one, entries[one.origin], kept.get(one.origin))
    return Verdict(findings=tuple(findings), logs=tuple(states), memory=kept)


def _rooms(files: LogFiles, entries: Mapping[str, Entries]) -> Iterator[Finding]:
    """Hold a closed room's log to what the common log says of it, where the reader has both."""
    for row in files.bodies:
        try:
            seq = row["seq"]
            if entries[files.origin].envelopes[seq]["type"] != "room_state":
                continue
            state = json.loads(row["body"])
            origin, size, root = str(state["origin"]), int(state["size"]), str(state["root"])
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError, RecursionError):
            continue  # a text that cannot be read has been named with its own log
        room = entries.get(origin)
        found = roots_at(room.in_order(), [size]).get(size) if room else None
        if room and (found is None or found.hex() != root):
            yield Finding("room_differs", log=files.log, seq=seq, given={"origin": origin, "size": size})


def _manifest(archive: zipfile.ZipFile) -> list[Any]:
    names = archive.namelist()
    twice = sorted({name for name in names if names.count(name) > 1}) if len(names) < 10_000 else ["…"]
    if twice:
        raise LedgerDamagedError("file_twice", file=twice[0])
    if any(info.compress_type not in PACKED for info in archive.infolist()):
        raise LedgerDamagedError("zip_damaged")
    if sum(info.file_size for info in archive.infolist()) > MOST_BYTES:
        raise LedgerDamagedError("zip_too_large", bytes=MOST_BYTES)
    content = _content(archive, MANIFEST)
    try:
        found = json.loads(content)
        form, logs = str(found["format"]), found["logs"]
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise LedgerDamagedError("manifest_unreadable") from error
    if form != FORMAT:
        raise LedgerDamagedError("other_format", format=form[:60])
    if type(logs) is not list or not logs:
        raise LedgerDamagedError("manifest_unreadable")
    return logs


def _log_files(archive: zipfile.ZipFile, row: Any) -> LogFiles:  # noqa: ANN401 - what a file holds
    try:
        return LogFiles(
            log=str(row["log"]),
            origin=str(row["origin"]),
            key=read_key(row["key"]),
            witnesses=[(read_key(each["key"]), each["outside"] is True) for each in row["witnesses"]],
            entries=_split(_content(archive, row["entries"])),
            leaves=[bytes.fromhex(line.decode()) for line in _split(_content(archive, row["leaves"]))],
            notes=[str(json.loads(line)) for line in _split(_content(archive, row["checkpoints"]))],
            bodies=[json.loads(line) for line in _split(_content(archive, row["bodies"]))],
            complete=row["complete"] is True,
        )
    except LedgerDamagedError:
        raise
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise LedgerDamagedError("manifest_unreadable") from error


def _split(content: bytes) -> list[bytes]:
    lines = content.split(b"\n")
    return lines[:-1] if not lines[-1] else lines


def _content(archive: zipfile.ZipFile, name: str) -> bytes:
    try:
        return archive.read(name)
    except KeyError as error:
        raise LedgerDamagedError("file_missing", file=name) from error
