"""Logs for tests: made in memory from a seed, and the ways in which somebody could change them."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from counterpoise.ledger.checkpoint import Signer, sign
from counterpoise.ledger.cosignatures import Witness, cosign
from counterpoise.ledger.envelope import canonical
from counterpoise.ledger.hashes import leaf_hash, roots_at
from counterpoise.ledger.log import Log
from counterpoise.ledger.notes import BY_WITNESS, Checkpoint
from counterpoise.ledger.verifier import LogFiles

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HOST = Signer(name="lindehof.example/common", seed=b"h" * 32)
ROOM = Signer(name="lindehof.example/room", seed=b"r" * 32)
COUNCIL = Signer(name="council.example/witness", kind=BY_WITNESS, seed=b"c" * 32)
BOARD = Signer(name="lindehof.example/board", kind=BY_WITNESS, seed=b"b" * 32)
STRANGER = Signer(name="lindehof.example/common", seed=b"s" * 32)
WITNESSES = (Witness(key=COUNCIL.key, outside=True), Witness(key=BOARD.key, outside=False))


def a_log(size: int = 20, *, every: int = 5, signer: Signer = HOST, name: str = "common", seed: int = 7) -> Log:
    """Return a log with a cosigned checkpoint after every so many entries, one entry a minute."""
    log = Log(name, signer=signer, witnesses=WITNESSES, chance=random.Random(seed).randbytes)
    for number in range(size):
        log.append("decision", {"words": f"what was decided, {number}"}, at=START + timedelta(minutes=number))
        if (number + 1) % every == 0:
            witnessed(log)
    return log


def witnessed(log: Log, *, by: Signer = COUNCIL) -> str:
    """Sign where the log stands, have it confirmed, and keep that checkpoint."""
    note = cosign(log.sign(), signer=by, at=START + timedelta(minutes=log.size))
    log.notes[-1] = note
    return note


def with_line(files: LogFiles, place: int, line: bytes) -> LogFiles:
    """Put another line at a place."""
    return replace(files, entries=[*files.entries[:place], line, *files.entries[place + 1 :]])


def changed(line: bytes, fields: dict[str, Any]) -> bytes:
    """Change what an envelope says, in its canonical form."""
    return canonical({**json.loads(line), **fields})


def host_rewrites(files: LogFiles, change: Callable[[list[bytes]], list[bytes]]) -> LogFiles:
    """Change the entries as a host would who holds the log's key: tree and checkpoints are made anew."""
    entries = change(list(files.entries))
    leaves = [leaf_hash(entry) for entry in entries]
    sizes = [size for size in range(1, len(leaves) + 1) if size % 5 == 0 or size == len(leaves)]
    notes = [
        sign(Checkpoint(origin=files.origin, size=size, root=root), signer=HOST)
        for size, root in roots_at(leaves, sizes).items()
        if size
    ]
    return replace(files, entries=entries, leaves=leaves, notes=notes)
