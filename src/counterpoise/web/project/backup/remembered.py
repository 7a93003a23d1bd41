"""Hold a copy to what a witness remembers: a copy that is behind cannot be put back as if nothing had come since."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.apps.registry import Apps

from counterpoise.ledger.hashes import leaf_hash, roots_at
from counterpoise.ledger.memory import Memory, read_memory, remembered_of

__all__ = ["against_memory", "memory_in"]


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
