"""Verify one log: its entries against its checkpoints, against what was remembered, and against the texts.

Part of the verifier that goes into every export: it runs on Python 3.9 and needs nothing but the standard library.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from counterpoise.ledger.entries import Entries, read_entries
from counterpoise.ledger.findings import Finding, LogState, runs
from counterpoise.ledger.hashes import roots_at
from counterpoise.ledger.notes import Check, Checkpoint, Key, Note, NoteError, read_checkpoint, read_note, signed

__all__ = ["LogFiles", "Remembered", "verify_log"]

SALT_BYTES = 32
SLACK = timedelta(minutes=10)
"""How far two honest clocks may lie apart before it is remarked."""


@dataclass(frozen=True)
class LogFiles:
    """What an export holds of one log.

    Attributes
    ----------
    log
        The log's name, as its entries have it.
    origin
        The log's name in the world, as its checkpoints have it.
    key
        The key that signs its checkpoints.
    witnesses
        The keys of its witnesses, each with whether it is somebody from outside the organization.
    entries
        The envelopes, one line each.
    leaves
        The hashes that the tree kept; empty where the export has none.
    notes
        The checkpoints, each a signed note.
    bodies
        The texts that the reader may see: ``{"seq", "salt" (hex), "body" (the very text that was bound)}``.
    complete
        Whether every text is said to be there that was not erased.
    """

    log: str
    origin: str
    key: Key
    witnesses: Sequence[tuple[Key, bool]]
    entries: Sequence[bytes]
    leaves: Sequence[bytes]
    notes: Sequence[str]
    bodies: Sequence[Mapping[str, Any]]
    complete: bool


@dataclass(frozen=True)
class Remembered:
    """What a witness kept of a log: its key, the last checkpoint, and the hashes of the entries (to name the place)."""

    key: str
    size: int
    root: bytes
    leaves: Sequence[bytes]


@dataclass(frozen=True)
class _Signed:
    checkpoint: Checkpoint
    note: Note


def verify_log(
    files: LogFiles, *, remembered: Remembered | None, check: Check
) -> tuple[tuple[Finding, ...], LogState, Entries]:
    """Verify one log.

    Parameters
    ----------
    files
        What the export holds of it.
    remembered
        What was kept of it the last time; None at the first time.
    check
        Checks a signature; None where nothing here can.

    Returns
    -------
    tuple[tuple[Finding, ...], LogState, Entries]
        What was found, how far the log came, and its entries.
    """
    entries = read_entries(files.entries, log=files.log)
    findings = list(entries.findings)
    findings += _kept(files, entries)
    notes, wrong = _read_notes(files)
    findings += wrong
    sizes = {one.checkpoint.size for one in notes} | {len(entries.leaves)}
    roots = roots_at(entries.in_order(), sizes | ({remembered.size} if remembered else set()))
    if remembered is not None:
        findings += _against_memory(files, entries, roots, remembered)
    findings += _against_checkpoints(files, entries, roots, notes, {each.seq for each in findings})
    outside, more = _signatures(files, entries, notes, check)
    findings += more
    findings += _texts(files, entries)
    last = max((one.checkpoint for one in notes), key=lambda each: each.size, default=None)
    if last is None:
        findings.append(Finding("no_checkpoint", log=files.log))
        last = Checkpoint(origin=files.origin, size=len(entries.leaves), root=roots.get(len(entries.leaves), b""))
    state = LogState(
        origin=last.origin,
        size=last.size,
        root=last.root,
        entries=len(files.entries),
        key=files.key.to_text(),
        outside_at=outside[0] if outside else None,
        outside_by=outside[1] if outside else "",
    )
    return tuple(findings), state, entries


def _kept(files: LogFiles, entries: Entries) -> Iterator[Finding]:
    """Hold the entries to the hashes that the tree kept: that names the place."""
    if not files.leaves:
        return
    known = len(files.leaves)
    changed = [place for place, leaf in entries.leaves.items() if place < known and files.leaves[place] != leaf]
    for first, last in runs(changed):
        yield Finding("rewritten", log=files.log, seq=first, last=last)
    if entries.end > known:
        yield Finding("added", log=files.log, seq=known, last=entries.end - 1)
    if len(files.leaves) > entries.end:
        yield Finding("truncated", log=files.log, seq=entries.end, last=len(files.leaves) - 1)


def _read_notes(files: LogFiles) -> tuple[list[_Signed], list[Finding]]:
    found: list[_Signed] = []
    wrong = []
    for number, text in enumerate(files.notes, start=1):
        try:
            note = read_note(text)
            one = _Signed(checkpoint=read_checkpoint(note.text), note=note)
        except NoteError:
            wrong.append(Finding("checkpoint_unreadable", log=files.log, given={"number": number}))
            continue
        if one.checkpoint.origin != files.origin:
            wrong.append(Finding("other_origin", log=files.log, given={"origin": one.checkpoint.origin}))
        found.append(one)
    found.sort(key=lambda each: each.checkpoint.size)
    return found, wrong


def _against_memory(
    files: LogFiles, entries: Entries, roots: Mapping[int, bytes], remembered: Remembered
) -> Iterator[Finding]:
    """Hold the log to the last checkpoint that a witness kept."""
    if remembered.key and remembered.key != files.key.to_text():
        yield Finding("other_key", log=files.log, given={"key": files.key.to_text(), "before": remembered.key})
    if entries.end < remembered.size:
        yield Finding("rolled_back", log=files.log, seq=entries.end, last=remembered.size - 1)
    changed = [place for place, leaf in enumerate(remembered.leaves) if entries.leaves.get(place, leaf) != leaf]
    for first, last in runs(changed):
        yield Finding("changed_since", log=files.log, seq=first, last=last)
    # Where an entry is missing there is no root at that size, and the missing one has been named.
    if roots.get(remembered.size, remembered.root) != remembered.root:
        first = min(changed, default=0)
        yield Finding("forked", log=files.log, seq=first, last=remembered.size - 1, given={"size": remembered.size})


def _against_checkpoints(
    files: LogFiles, entries: Entries, roots: Mapping[int, bytes], notes: Iterable[_Signed], named: set[int | None]
) -> Iterator[Finding]:
    """Hold the log to its own checkpoints: a change lies between the last that agrees and the first that does not."""
    agreed, longest, differs = [0], 0, False
    signed_roots: dict[int, bytes] = {}
    for one in notes:
        size, root = one.checkpoint.size, one.checkpoint.root
        good = next(each for each in reversed(agreed) if each < max(size, 1))
        if signed_roots.setdefault(size, root) != root:
            yield Finding("two_roots", log=files.log, seq=good, last=size - 1, given={"size": size})
        longest = max(longest, size)
        if roots.get(size) == root:
            agreed.append(size)
        elif not differs and size <= entries.end:
            differs = True
            if not any(good <= place < size for place in named if place is not None):
                yield Finding("root_differs", log=files.log, seq=good, last=size - 1, given={"size": size})
    if longest > max(entries.end, len(files.leaves)):
        yield Finding("truncated", log=files.log, seq=entries.end, last=longest - 1)


def _signatures(
    files: LogFiles, entries: Entries, notes: Iterable[_Signed], check: Check
) -> tuple[tuple[int, str] | None, list[Finding]]:
    """Check who signed each checkpoint; return when somebody from outside last did, and who."""
    found: list[Finding] = []
    confirmed: list[tuple[int, str]] = []
    ahead: set[int] = set()
    for one in notes:
        size = one.checkpoint.size
        own = signed(one.note, files.key, check)
        if not own:
            found.append(Finding("wrong_key", log=files.log, given={"size": size, "key": files.key.to_text()}))
        elif not all(holds for holds, _ in own):
            found.append(Finding("bad_signature", log=files.log, given={"size": size, "name": files.key.name}))
        for key, outside in files.witnesses:
            for holds, at in signed(one.note, key, check):
                if not holds:
                    found.append(Finding("bad_signature", log=files.log, given={"size": size, "name": key.name}))
                    continue
                ahead.update(_ahead(entries, size, at))
                if outside:
                    confirmed.append((at, key.name))
    found += [Finding("clock_ahead", log=files.log, seq=first, last=last) for first, last in runs(ahead)]
    if not confirmed and files.notes:
        found.append(Finding("never_outside", log=files.log))
    return max(confirmed, default=None), found


def _ahead(entries: Entries, size: int, at: int) -> Iterator[int]:
    """Yield the last entries of a checkpoint that bear a later time than the witness who confirmed it afterwards."""
    limit = _day_and_time(at + int(SLACK.total_seconds()))
    for place in range(min(size, entries.end) - 1, -1, -1):
        envelope = entries.envelopes.get(place)
        if envelope is None or envelope["at"] <= limit:
            return
        yield place


def _day_and_time(seconds: int) -> str:
    """Write seconds since 1970 as an entry's time is written."""
    days, rest = divmod(min(seconds, 253402300799), 86400)
    day = date(1970, 1, 1) + timedelta(days=days)
    return f"{day.isoformat()}T{rest // 3600:02}:{rest // 60 % 60:02}:{rest % 60:02}.000000Z"


def _texts(files: LogFiles, entries: Entries) -> Iterator[Finding]:
    """Hold each text to its entry, and each missing text to an entry of erasure."""
    there: set[int] = set()
    erased: dict[int, int] = {}
    for number, row in enumerate(files.bodies, start=1):
        try:
            seq, body, salt = row["seq"], row["body"].encode(), bytes.fromhex(row["salt"])
            envelope = entries.envelopes[seq]
        except (KeyError, TypeError, ValueError, AttributeError):
            yield Finding("text_unreadable", log=files.log, seq=_place_of(row, entries), given={"row": number})
            continue
        there.add(seq)
        if len(salt) != SALT_BYTES or hmac.new(salt, body, "sha256").hexdigest() != envelope["c"]:
            yield Finding("text_differs", log=files.log, seq=seq)
        elif envelope["type"] == "erasure":
            erased.update(dict.fromkeys(_erased_by(body, files.log), seq))
    for seq in sorted(there & set(erased)):
        yield Finding("erased_but_there", log=files.log, seq=seq, given={"erasure": erased[seq]})
    gone = set(entries.envelopes) - there - set(erased)
    if gone and files.complete:
        for first, last in runs(gone):
            yield Finding("text_gone", log=files.log, seq=first, last=last)
    elif gone:
        yield Finding("no_text", log=files.log, given={"number": len(gone)})


def _place_of(row: Any, entries: Entries) -> int | None:  # noqa: ANN401 - whatever a file holds
    place = row.get("seq") if isinstance(row, Mapping) else None
    return place if type(place) is int and place in entries.envelopes else None


def _erased_by(body: bytes, log: str) -> list[int]:
    """Return which entries of this log an entry of erasure names."""
    try:
        found = json.loads(body)
        return [int(seq) for seq in found["entries"]] if found["log"] == log else []
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return []
