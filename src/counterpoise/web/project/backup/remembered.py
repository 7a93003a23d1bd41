"""Hold a copy to what a witness remembers: a copy that is behind cannot be put back as if nothing had come since."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.apps.registry import Apps

from counterpoise.ledger.archive import read_ledger, verify_files
from counterpoise.ledger.hashes import leaf_hash, roots_at
from counterpoise.ledger.memory import Memory, read_memory, remembered_of
from counterpoise.ledger.notes import ed25519

__all__ = ["against_ledger", "against_memory", "memory_in"]


def memory_in(path: Path) -> Memory:
    """Read what a witness remembers: the file of ``verify --remember``, or a checkpoint as text.

    Raises
    ------
    MemoryDamagedError
        It is neither.
    OSError
        It cannot be read.
    """
    return read_memory(path.read_bytes().decode("utf-8", "replace"))


def against_memory(which: Apps, memory: Memory, *, seen: Mapping[str, int]) -> tuple[str, dict[str, Any]] | None:
    """Return why a copy does not go together with what a witness remembers, as a code and what fills in its words.

    Parameters
    ----------
    which
        The models of the copy's version, filled.
    memory
        What the witness remembers.
    seen
        How many entries each log has in the later ledger that was brought along: that is as good as the copy itself.
    """
    entries = which.get_model("ledger", "Entry").objects
    for origin in sorted(memory):
        kept, log = remembered_of(memory, origin), origin.rpartition("/")[2]
        if kept is None:
            continue
        envelopes = entries.filter(log=log).order_by("seq").values_list("envelope", flat=True)
        leaves = [leaf_hash(bytes(one)) for one in envelopes.iterator(chunk_size=2000)]
        if kept.size > max(len(leaves), seen.get(log, 0)):
            return "behind", {"log": log, "size": len(leaves), "seen": kept.size}
        if kept.size <= len(leaves) and roots_at(leaves, [kept.size])[kept.size] != kept.root:
            return "other_past", {"log": log, "seen": kept.size}
    return None


def against_ledger(which: Apps, path: Path, memory: Memory, *, key: bytes | None) -> tuple[str, dict[str, Any]] | None:
    """Return why an exported ledger does not go on from a copy, as a code and what fills in its words.

    Every site has a log of the same name. What the ledger of another one erased, or one that somebody made up, would
    take out words that nobody erased, and would pass for what the witness saw.

    Parameters
    ----------
    which
        The models of the copy's version, filled.
    path
        The ledger.
    memory
        What the witness remembers.
    key
        The public key with which the copy's site signs; None where it never signed.

    Raises
    ------
    LedgerDamagedError
        It cannot be read.
    """
    files, _ = read_ledger(path)
    known = {one.origin: memory[one.origin] for one in files if one.origin in memory}
    if not verify_files(files, memory=known, check=ed25519()).holds:
        return "ledger_holds_not", {}
    for one in files:
        here = which.get_model("ledger", "Entry").objects.filter(log=one.log).order_by("seq")
        lines = here.values_list("envelope", flat=True).iterator(chunk_size=2000)
        ours = all(bytes(line) == there for line, there in zip(lines, one.entries, strict=False))
        if not ours or (key is not None and one.key.public != key):
            return "other_ledger", {"log": one.log}
    return None
