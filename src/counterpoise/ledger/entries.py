"""Read the entries of a log and say which are missing, doubled, moved or rewritten.

Part of the verifier that goes into every export: it runs on Python 3.9 and needs nothing but the standard library.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from counterpoise.ledger.findings import Finding, runs
from counterpoise.ledger.hashes import leaf_hash

__all__ = ["Entries", "read_entries", "read_entry"]

FIELDS = {"log": str, "seq": int, "type": str, "actor": str, "object": str, "at": str, "c": str}
TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z\Z")


@dataclass(frozen=True)
class Entries:
    """The entries of a log.

    Attributes
    ----------
    envelopes
        What each says, by its place; only those that could be read.
    leaves
        The hash of each, by its place.
    findings
        What is wrong with them by themselves.
    """

    envelopes: dict[int, dict[str, Any]]
    leaves: dict[int, bytes]
    findings: tuple[Finding, ...]

    @property
    def end(self) -> int:
        """Return one more than the last place."""
        return max(self.leaves, default=-1) + 1

    def in_order(self) -> Iterator[bytes]:
        """Yield the hashes from place 0 up to the first gap."""
        place = 0
        while place in self.leaves:
            yield self.leaves[place]
            place += 1


def read_entry(line: bytes) -> dict[str, Any] | None:
    """Return what an envelope says, or None where the bytes are no envelope in its one canonical form.

    Parameters
    ----------
    line
        One line of an entries file, as it was written.
    """
    try:
        found = json.loads(line.decode("utf-8"))
        again = json.dumps(found, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()
    except (ValueError, RecursionError):
        return None
    if again != line or type(found) is not dict or set(found) != set(FIELDS):
        return None
    if any(type(found[name]) is not kind for name, kind in FIELDS.items()) or not TIME.match(found["at"]):
        return None
    return found


def read_entries(lines: Sequence[bytes], *, log: str) -> Entries:
    """Read the lines of a log, one envelope each.

    Every line gets the place that it most likely had, so that one missing line does not make all later ones wrong.

    Parameters
    ----------
    lines
        The lines of an entries file, in order.
    log
        The name of the log, for what is found wrong.
    """
    read = [read_entry(line) for line in lines]
    places, findings = _places([place if each is None else each["seq"] for place, each in enumerate(read)], log=log)
    envelopes: dict[int, dict[str, Any]] = {}
    leaves: dict[int, bytes] = {}
    for line, each, place in zip(lines, read, places):  # noqa: B905 - Python 3.9 has no strict=
        if place is None:
            continue
        leaves[place] = leaf_hash(line)
        if each is None:
            findings.append(Finding("entry_unreadable", log=log, seq=place))
        elif each["log"] != log:
            findings.append(Finding("entry_of_other_log", log=log, seq=place))
        else:
            envelopes[place] = each
    findings.extend(_clock(envelopes, log=log))
    return Entries(envelopes=envelopes, leaves=leaves, findings=tuple(findings))


def _places(seqs: Sequence[int], *, log: str) -> tuple[list[int | None], list[Finding]]:
    """Return the place of each line, None for one too many, and what is wrong with the numbers."""
    moved = [place for place, seq in enumerate(seqs) if place != seq]
    if sorted(seqs) == list(range(len(seqs))):
        return list(seqs), [Finding("reordered", log=log, seq=first, last=last) for first, last in runs(moved)]
    later = list(seqs)  # the smallest number from here on
    for place in range(len(seqs) - 2, -1, -1):
        later[place] = min(later[place], later[place + 1])
    places: list[int | None] = []
    findings = []
    expected = 0
    for place, seq in enumerate(seqs):
        rest = later[place + 1] if place + 1 < len(seqs) else seq + 1
        if seq > expected and rest > seq:  # nothing later fills the gap
            findings.append(Finding("removed", log=log, seq=expected, last=seq - 1))
            expected = seq
        elif 0 <= seq < expected and rest <= expected:  # it was here before, and the next line goes on where we are
            findings.append(Finding("doubled", log=log, seq=seq))
            places.append(None)
            continue
        elif seq != expected:
            findings.append(Finding("renumbered", log=log, seq=expected, given={"says": seq}))
        places.append(expected)
        expected += 1
    return places, findings


def _clock(envelopes: dict[int, dict[str, Any]], *, log: str) -> Iterator[Finding]:
    """Say where the clock ran back: the order is that of the numbers, and the times tell of the clock."""
    before = ""
    for place in sorted(envelopes):
        at = envelopes[place]["at"]
        if at < before:
            yield Finding("clock_back", log=log, seq=place, given={"at": at, "before": before})
        before = at
