"""What a witness remembers of a ledger from one time to the next, so that nobody can show another past.

Part of the verifier that goes into every export: it runs on Python 3.9 and needs nothing but the standard library.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from counterpoise.ledger.entries import Entries
from counterpoise.ledger.hashes import roots_at
from counterpoise.ledger.notes import NoteError, read_checkpoint, read_note
from counterpoise.ledger.verifier import LogFiles, Remembered

__all__ = ["Memory", "MemoryDamagedError", "memory_text", "read_memory", "remember", "remembered_of"]

Memory = Mapping[str, Mapping[str, Any]]
"""What is remembered of each log, by its origin: ``key``, ``size``, ``root`` and ``leaves``, bytes in hex."""


class MemoryDamagedError(ValueError):
    """What was remembered cannot be read, or was changed.

    Attributes
    ----------
    code
        Always ``"memory_damaged"``.
    """

    code = "memory_damaged"


def read_memory(text: str) -> Memory:
    """Read what was remembered: a file that this program wrote, or a checkpoint that stood in minutes or an e-mail.

    Parameters
    ----------
    text
        The text of the file in which checkpoints are remembered.

    Raises
    ------
    MemoryDamagedError
        It is neither, or the hashes in it do not give the root in it.
    """
    if not text.lstrip().startswith("{"):
        try:
            found = read_checkpoint(read_note(text).text)
        except NoteError as error:
            raise MemoryDamagedError from error
        return {found.origin: {"key": "", "size": found.size, "root": found.root.hex(), "leaves": ""}}
    try:
        memory = json.loads(text)["logs"]
        for origin in memory:
            one = _remembered(memory[origin])
            if one.leaves and (len(one.leaves) != one.size or roots_at(one.leaves, [one.size])[one.size] != one.root):
                raise MemoryDamagedError
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise MemoryDamagedError from error
    found_memory: Memory = memory
    return found_memory


def memory_text(memory: Memory) -> str:
    """Write what is to be remembered, to be read by `read_memory`.

    Parameters
    ----------
    memory
        What is remembered, by the origin of each log.
    """
    return json.dumps({"logs": memory}, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def remembered_of(memory: Memory | None, origin: str) -> Remembered | None:
    """Return what is remembered of one log, or None.

    Parameters
    ----------
    memory
        What is remembered, by the origin of each log.
    origin
        The log.
    """
    return _remembered(memory[origin]) if memory and origin in memory else None


def remember(files: LogFiles, entries: Entries, before: Mapping[str, Any] | None) -> Mapping[str, Any]:
    """Return what to remember of a log: its longest checkpoint that agrees with its entries, or what there was.

    Parameters
    ----------
    files
        The files of the log, its notes among them.
    entries
        Its entries.
    before
        What was remembered of this log until now; None where nothing was.
    """
    checkpoints = []
    for text in files.notes:
        try:
            checkpoints.append(read_checkpoint(read_note(text).text))
        except NoteError:
            continue
    leaves = list(entries.in_order())
    roots = roots_at(leaves, [one.size for one in checkpoints])
    agreed = [one.size for one in checkpoints if roots.get(one.size) == one.root]
    size = max(agreed, default=0)
    if before is not None and before["size"] > size:
        return before
    return {
        "key": files.key.to_text(),
        "size": size,
        "root": roots[size].hex(),
        "leaves": b"".join(leaves[:size]).hex(),
    }


def _remembered(row: Mapping[str, Any]) -> Remembered:
    packed = bytes.fromhex(row["leaves"])
    if type(row["size"]) is not int or row["size"] < 0 or len(row["root"]) != 64:
        raise ValueError("no size or no root")
    return Remembered(
        key=str(row["key"]),
        size=int(row["size"]),
        root=bytes.fromhex(row["root"]),
        leaves=[packed[start : start + 32] for start in range(0, len(packed), 32)],
    )
