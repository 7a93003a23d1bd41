"""Append entries to a log, in the transaction of the change that they tell of."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from counterpoise.ledger.envelope import SALT_BYTES, Envelope, canonical, commitment
from counterpoise.web.ledger.models import Entry, EntryBody, Log

__all__ = ["COMMON", "Event", "OutsideTransactionError", "append"]

COMMON = "common"
"""The log that everybody may read. A closed room has a log of its own, named after the room."""

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
    Log.objects.get_or_create(origin=log)
    head = Log.objects.select_for_update().get(origin=log)
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
        bodies.append((canonical(event.body), salt))
    written = Entry.objects.bulk_create(entries, batch_size=_AT_ONCE)
    EntryBody.objects.bulk_create(
        [EntryBody(entry=entry, body=body, salt=salt) for entry, (body, salt) in zip(written, bodies, strict=True)],
        batch_size=_AT_ONCE,
    )
    Log.objects.filter(origin=log).update(size=F("size") + len(entries))
    return head.size + len(entries)
