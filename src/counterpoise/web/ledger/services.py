"""Write rows of the record, and append entries to a log in the transaction of the change that they tell of."""

import os
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F

from counterpoise.formats.codec import encode
from counterpoise.ledger.envelope import SALT_BYTES, Envelope, canonical, commitment
from counterpoise.ledger.erasure import ERASURE
from counterpoise.levels.refusals import Refusal
from counterpoise.record import Row
from counterpoise.web.ledger.models import Entry, EntryBody, Log, Told
from counterpoise.web.ledger.records import to_earlier, to_model, to_row

__all__ = [
    "COMMON",
    "ERASURES",
    "AlreadyToldError",
    "Event",
    "OutsideTransactionError",
    "RefusedError",
    "StaleVersionError",
    "Telling",
    "append",
    "new_id",
    "tell",
]

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
    erased = [body for (body, _), entry in zip(bodies, entries, strict=True) if entry.type == ERASURE]
    if erased:
        transaction.on_commit(lambda: _remember(erased))
    return head.size + len(entries)


def _remember(erased: Iterable[bytes]) -> None:
    with (settings.COUNTERPOISE_DATA / ERASURES).open("ab") as file:
        file.writelines(body + b"\n" for body in erased)
        file.flush()
        os.fsync(file.fileno())


class RefusedError(Exception):
    """A rule stands in the way of what somebody wants to do; everything that does is named at once.

    Attributes
    ----------
    code
        Always ``"refused"``.
    refusals
        What stands in the way, as the rules in the library name it.
    """

    code = "refused"

    def __init__(self, refusals: Iterable[Refusal]) -> None:
        self.refusals = tuple(refusals)
        super().__init__(", ".join(refusal.code for refusal in self.refusals))


class StaleVersionError(Exception):
    """Somebody else changed a row since this person began: neither text is lost, both are shown.

    Attributes
    ----------
    code
        Always ``"stale_version"``.
    mine
        The row that was to be written.
    theirs
        The row that is there now.
    """

    code = "stale_version"

    def __init__(self, mine: Row, theirs: Row) -> None:
        self.mine = mine
        self.theirs = theirs
        super().__init__(f"{mine.TABLE} {mine.id}: version {theirs.version} is there already")


class AlreadyToldError(Exception):
    """A row with this id is there already: the same form was sent twice.

    Attributes
    ----------
    code
        Always ``"already_told"``.
    id
        The row's id.
    """

    code = "already_told"

    def __init__(self, name: str) -> None:
        self.id = name
        super().__init__(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A row of the record that is to be written, and the table that holds such rows.

    Attributes
    ----------
    model
        The table.
    row
        The row. Version 1 is a new one; any other replaces the version before it, which is kept.
    """

    model: type[Told]
    row: Row


def new_id(kind: str, *, once: str = "") -> str:
    """Return an id for a new row; with the token of a form, the same form always gives the same id."""
    return f"{kind}-{once or secrets.token_hex(8)}"


def tell(event: str, *tellings: Telling, by: str | None, at: datetime, log: str = COMMON) -> None:
    """Write rows of the record and one ledger entry that tells of them, all or nothing.

    Parameters
    ----------
    event
        What kind of event it is, such as ``question_put``.
    tellings
        The rows.
    by
        The person who did it.
    at
        When.
    log
        The log that tells of it: that of the room for what stands in a closed room.

    Raises
    ------
    AlreadyToldError
        A new row has an id that is there already.
    StaleVersionError
        A row was changed by somebody else in the meantime.
    """
    with transaction.atomic():
        for telling in tellings:
            _write(telling)
        rows = [{"table": telling.row.TABLE, "row": encode(telling.row)} for telling in tellings]
        append([Event(type=event, body={"by": by, "rows": rows})], log=log, at=at)


def _write(telling: Telling) -> None:
    row = telling.row
    now = telling.model._default_manager.select_for_update().filter(pk=row.id).first()  # noqa: SLF001 - Django's own name
    if row.version == 1:
        if now is not None:
            raise AlreadyToldError(row.id)
        try:
            with transaction.atomic():
                to_model(telling.model, row).save(force_insert=True)
        except IntegrityError as error:
            raise AlreadyToldError(row.id) from error
        return
    theirs = None if now is None else to_row(type(row), now)
    if now is None or theirs is None or theirs.version != row.version - 1:
        raise StaleVersionError(row, theirs or row)
    to_earlier(theirs).save(force_insert=True)
    # Its place among the other rows stays that of its first telling.
    to_model(telling.model, row, written=now.written).save(force_update=True)
