"""Append entries to a log, and their hashes to its tree, in the transaction of the change that they tell of."""

import os
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from counterpoise.ledger.envelope import SALT_BYTES, Envelope, canonical, commitment
from counterpoise.ledger.erasure import ERASURE
from counterpoise.ledger.hashes import leaf_hash
from counterpoise.ledger.tree import grow
from counterpoise.web.ledger.models import Entry, EntryBody, EntryRow, Log, TreeNode
from counterpoise.web.ledger.records import edge_after, edge_of, rows_told

__all__ = ["COMMON", "ERASURES", "Event", "OutsideTransactionError", "append"]

COMMON = "common"
"""The log that everybody may read. A closed room has a log of its own, named after the room."""

ERASURES = "erasures.jsonl"
"""The list of what was erased, beside the database: an old copy is held against it. It names nobody."""
_AT_ONCE = 500


class OutsideTransactionError(RuntimeError):
    """An entry was to be appended outside the transaction of its change: then one could be kept without the other.

    Attributes
    ----------
    code
        Always ``"outside_transaction"``.
    """

    code = "outside_transaction"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What an entry tells of.

    Attributes
    ----------
    type
        What kind of event it is.
    body
        What happened, as plain JSON; names and words stand here and nowhere else.
    """

    type: str
    body: Mapping[str, Any]


def append(events: Iterable[Event], *, log: str = COMMON, at: datetime) -> int:
    """Append entries without gaps in their numbers; return how many the log now has.

    Parameters
    ----------
    events
        What happened, in order.
    log
        The log.
    at
        When it is entered.

    Raises
    ------
    OutsideTransactionError
        No transaction is open.
    """
    if not transaction.get_connection().in_atomic_block:
        raise OutsideTransactionError(log)
    head = _locked(log)
    entries, bodies = [], []
    for seq, event in enumerate(events, start=head.size):
        salt = secrets.token_bytes(SALT_BYTES)
        envelope = Envelope(
            log=log,
            seq=seq,
            type=event.type,
            # Random at every entry: nobody can follow a person through the log. Who it was stands in the body.
            actor=secrets.token_hex(8),
            object=secrets.token_hex(8),
            at=at,
            c=commitment(salt, event.body),
        )
        entries.append(Entry(log=head, seq=seq, type=event.type, envelope=envelope.to_bytes()))
        bodies.append((event, canonical(event.body), salt))
    written = Entry.objects.bulk_create(entries, batch_size=_AT_ONCE)
    told = [
        EntryBody(entry=entry, body=body, salt=salt) for entry, (_, body, salt) in zip(written, bodies, strict=True)
    ]
    EntryBody.objects.bulk_create(told, batch_size=_AT_ONCE)
    EntryRow.objects.bulk_create(
        [
            EntryRow(body=kept, table=table, ref=name)
            for kept, (event, _, _) in zip(told, bodies, strict=True)
            for table, name in rows_told(event.type, event.body)
        ],
        batch_size=_AT_ONCE,
    )
    _grow(head, written)
    erased = [body for event, body, _ in bodies if event.type == ERASURE]
    if erased:
        transaction.on_commit(lambda: _remember(erased))
    return head.size


def _locked(log: str) -> Log:
    head = Log.objects.select_for_update().filter(origin=log).first()
    if head is None:
        Log.objects.get_or_create(origin=log)
        head = Log.objects.select_for_update().get(origin=log)
    return head


def _grow(head: Log, entries: Sequence[Entry]) -> None:
    # The head keeps the hashes of the right edge: an append reads no other part of the tree.
    edge = edge_of(head.size, bytes(head.edge))
    nodes = grow([leaf_hash(bytes(entry.envelope)) for entry in entries], size=head.size, edge=edge)
    TreeNode.objects.bulk_create(
        [TreeNode(log=head, level=level, place=place, hash=found) for (level, place), found in nodes.items()],
        batch_size=_AT_ONCE,
    )
    head.size += len(entries)
    head.edge = edge_after(head.size, edge, nodes)
    Log.objects.filter(pk=head.pk).update(size=head.size, edge=head.edge)


def _remember(erased: Iterable[bytes]) -> None:
    with (settings.COUNTERPOISE_DATA / ERASURES).open("ab") as file:
        file.writelines(body + b"\n" for body in erased)
        file.flush()
        os.fsync(file.fileno())
