"""Reads the logs of a site past its code, from either database, and lets the verifier look at them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from counterpoise.ledger.checkpoint import Signer
from counterpoise.ledger.verifier import LogFiles, verify_log

Ask = Callable[[str, Sequence[Any]], list[tuple[Any, ...]]]
"""Asks a database, with a question mark for each value."""


def logs_of(ask: Ask) -> list[LogFiles]:
    """Return the logs of a site."""
    found = []
    for (origin,) in ask("SELECT origin FROM ledger_log ORDER BY origin", []):
        rows = ask(
            "SELECT e.seq, e.envelope, b.body, b.salt FROM ledger_entry e LEFT JOIN ledger_entrybody b"
            " ON b.entry_id = e.id WHERE e.log_id = ? ORDER BY e.seq",
            [origin],
        )
        signer = Signer(name=f"site.example/{origin}", seed=bytes(32))
        bodies = [
            {"seq": seq, "salt": bytes(salt).hex(), "body": bytes(body).decode("utf-8", "surrogateescape")}
            for seq, _, body, salt in rows
            if body is not None
        ]
        entries = [bytes(envelope) for _, envelope, _, _ in rows]
        tree = "SELECT hash FROM ledger_treenode WHERE log_id = ? AND level = 0 ORDER BY place"
        leaves = [bytes(one) for (one,) in ask(tree, [origin])]
        found.append(LogFiles(origin, signer.name, signer.key, [], entries, leaves, [], bodies, complete=True))
    return found


def problems_of(ask: Ask) -> list[str]:
    """Return what the verifier finds wrong with the logs of a site."""
    return [
        f"{finding.log} {finding.seq} {finding.code}"
        for log in logs_of(ask)
        for finding in verify_log(log, remembered=None, check=None)[0]
        if finding.code not in {"no_checkpoint", "signatures_not_checked"}
    ]


def problems(file: Path) -> list[str]:
    """Return what the verifier finds wrong with the logs of a site on SQLite."""
    with sqlite3.connect(file) as base:
        return problems_of(lambda words, values: base.execute(words, values).fetchall())
