"""The ledger as somebody may read it: which logs, which texts, one entry with its proof, and all of it to take along.

A text is handed out as it was bound, or not at all: every row in it must stand, word for word, in what its reader may
read.
"""

import hmac
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import Q

from counterpoise.formats.codec import encode
from counterpoise.ledger.entries import read_entry
from counterpoise.ledger.envelope import canonical
from counterpoise.ledger.erasure import ERASURE
from counterpoise.ledger.export import LogStream
from counterpoise.ledger.hashes import leaf_hash
from counterpoise.ledger.notes import Checkpoint as Stand
from counterpoise.ledger.notes import read_key
from counterpoise.ledger.proof import EntryProof
from counterpoise.ledger.rooms import ROOM_STATE
from counterpoise.record import TABLES, Row
from counterpoise.record.people import Capacity, Membership, Person
from counterpoise.web.initiatives.selectors import Ask, people_named, record_slice, slice_of
from counterpoise.web.ledger.models import Checkpoint, Entry, EntryBody, EntryRow, Log, TreeNode
from counterpoise.web.ledger.records import told_rows
from counterpoise.web.ledger.selectors import Seen, checkpoint_at, inclusion_proof, stands_at, witnesses
from counterpoise.web.ledger.services import COMMON, origin_of, signer_of
from counterpoise.web.people import models as people
from counterpoise.web.people.selectors import Viewer

__all__ = [
    "EntrySeen",
    "checkpoint_for_paper",
    "entries_about",
    "entry_seen",
    "ledger_for",
    "logs_for",
    "may_read_log",
    "names_of",
]

_OPEN = frozenset({ERASURE, "witness_added"})
_OF_A_ROW = frozenset({"by", "rows"})

People = Callable[[], Mapping[str, Collection[str]]]
"""Tells of whom somebody's edition speaks."""

Known = Mapping[tuple[str, str, int], bytes]
"""The rows that somebody may read, each by table, name and version, as plain JSON."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntrySeen:
    """One entry with its proof, as somebody may read it.

    Attributes
    ----------
    log, seq
        The log, and the entry's number in it.
    kind, at
        What kind of event it is, and when it was entered.
    envelope
        The entry, byte for byte.
    leaf
        Its hash.
    body, salt
        What it tells of, as it was bound, and the salt in hex; empty where that was erased or is not for this reader.
    checkpoint
        A checkpoint that covers it; nothing where the next one is not signed yet.
    proof
        That the entry is in the log at that checkpoint.
    key
        The public key with which this site signs.
    """

    log: str
    seq: int
    kind: str
    at: str
    envelope: str
    leaf: bytes
    body: str
    salt: str
    checkpoint: Seen | None
    proof: EntryProof | None
    key: str


def may_read_log(log: str, *, viewer: Viewer) -> bool:
    """Say whether somebody may read the entries of a log: everybody that of all, members that of their closed room."""
    return log == COMMON or log in viewer.rooms


def logs_for(*, viewer: Viewer) -> tuple[str, ...]:
    """Return the logs that somebody may read, that of all first."""
    found = set(Log.objects.filter(pk__in=[COMMON, *viewer.rooms]).values_list("pk", flat=True))
    return tuple(sorted(found, key=lambda log: (log != COMMON, log)))


def ledger_for(*, viewer: Viewer) -> list[LogStream]:
    """Return the logs that somebody may read, whole, with the texts that they may read.

    Each is read from the tables only as it is walked, a few hundred entries at a time, up to where it stands now.
    """
    people = cache(lambda: people_named(viewer=viewer))  # asked once, and only where an entry tells of people
    return [_stream(log, people, viewer=viewer) for log in logs_for(viewer=viewer)]


def _stream(log: str, people: People, *, viewer: Viewer) -> LogStream:
    signer = signer_of(log)
    size = Log.objects.get(pk=log).size
    notes = Checkpoint.objects.filter(log=log, size__lte=size).order_by("size").values_list("note", flat=True)
    entries = Entry.objects.filter(log=log).order_by("seq")
    nodes = TreeNode.objects.filter(log=log, level=0).order_by("place")
    return LogStream(
        log=log,
        origin=signer.name,
        key=signer.key,
        witnesses=[(read_key(each.key), each.outside) for each in witnesses()],
        entries=(
            bytes(one)
            for first, after in _spans(size, _ROWS)
            for one in entries.filter(seq__gte=first, seq__lt=after).values_list("envelope", flat=True)
        ),
        leaves=(
            bytes(one)
            for first, after in _spans(size, _ROWS)
            for one in nodes.filter(place__gte=first, place__lt=after).values_list("hash", flat=True)
        ),
        notes=list(notes),
        bodies=(
            told for first, after in _spans(size, _TEXTS) for told in _texts(log, first, after, people, viewer=viewer)
        ),
        complete=False,
    )


_ROWS, _TEXTS = 5000, 200


def _spans(size: int, step: int) -> Iterator[tuple[int, int]]:
    # No question to the database stays open while a slow reader fetches: each span is read whole.
    return ((first, min(first + step, size)) for first in range(0, size, step))


def _texts(log: str, first: int, after: int, people: People, *, viewer: Viewer) -> Iterator[Mapping[str, Any]]:
    """Yield the texts of some entries that somebody may read."""
    kept = EntryBody.objects.filter(entry__log=log, entry__seq__gte=first, entry__seq__lt=after).order_by("entry__seq")
    columns = ("entry__seq", "entry__type", "entry__envelope", "body", "salt")
    bodies = [
        (seq, kind, bytes(envelope), bytes(body), bytes(salt))
        for seq, kind, envelope, body, salt in kept.values_list(*columns)
    ]
    bound = [each for each in bodies if _is_bound(each[2], each[3], each[4])]
    told = (row for _, kind, _, body, _ in bound for row in told_rows(kind, json.loads(body)))
    known = _known_of(told, people, viewer=viewer)
    for seq, kind, envelope, body, salt in bodies:
        yield from _told(seq, kind, envelope, body, salt, known, viewer)


def _known_of(told: Iterable[tuple[str, Mapping[str, Any]]], people: People, *, viewer: Viewer) -> Known:
    """Return those of some rows, of all their versions, that somebody may read, in the words that these have for them.

    They are asked for by their names, so it takes as long as there are rows, however much was said besides. Only where
    people are among them it is asked of whom the record speaks.
    """
    names: dict[str, set[str]] = {}
    for table, row in told:
        if table in TABLES:
            names.setdefault(table, set()).add(str(row["id"]))
    asks = [Ask(TABLES[table], Q(pk__in=sorted(ids))) for table, ids in names.items()]
    named = people() if names.keys() & _PEOPLE else None
    return _known(record_slice(viewer=viewer, asks=asks, anywhere=True, people=named))


_PEOPLE = frozenset({Person.TABLE, Capacity.TABLE, Membership.TABLE})


def _known(rows: Iterable[Row]) -> Known:
    return {(row.TABLE, row.id, row.version): canonical(encode(row)) for row in rows}


def _is_bound(envelope: bytes, body: bytes, salt: bytes) -> bool:
    return hmac.new(salt, body, "sha256").hexdigest() == _bound(envelope)


def _told(
    seq: int, kind: str, envelope: bytes, body: bytes, salt: bytes, known: Known, viewer: Viewer
) -> Iterator[Mapping[str, Any]]:
    if not _is_bound(envelope, body, salt):
        # Changed past this program. Nobody can say who might read it, and whoever verifies must see that it is false.
        yield {"seq": seq, "salt": salt.hex(), "body": ""}
    elif _readable(kind, json.loads(body), known, viewer=viewer):
        yield {"seq": seq, "salt": salt.hex(), "body": body.decode()}


def _bound(envelope: bytes) -> str:
    found = read_entry(envelope)
    return found["c"] if found is not None else ""


def _readable(kind: str, body: Mapping[str, Any], known: Known, *, viewer: Viewer) -> bool:
    if kind in _OPEN:
        return True
    if kind == ROOM_STATE:
        return str(body["origin"]).rpartition("/")[2] in viewer.rooms
    rows = list(told_rows(kind, body))
    if not rows or ("rows" in body and not set(body) <= _OF_A_ROW):
        return False
    authors = {row.get(name) for _, row in rows for name in ("recorded_by", "on_behalf_of")}
    if body.get("by") not in {None, viewer.person, *authors} and "rows" in body:
        return False
    return all(known.get((table, row["id"], row.get("version", 1))) == canonical(row) for table, row in rows)


def entries_about(table: str, name: str, *, viewer: Viewer) -> tuple[tuple[str, int, str], ...]:
    """Return the entries that tell of a row, each as log, number and kind, as far as somebody may read these logs."""
    found = EntryRow.objects.filter(table=table, ref=name).select_related("body__entry").order_by("pk")
    entries = [row.body.entry for row in found]
    return tuple((each.log_id, each.seq, each.type) for each in entries if may_read_log(each.log_id, viewer=viewer))


def entry_seen(log: str, seq: int, *, viewer: Viewer) -> EntrySeen | None:
    """Return an entry with its proof; nothing where there is none that somebody may see.

    Parameters
    ----------
    log, seq
        The log, and the number of the entry.
    viewer
        Who reads.
    """
    if not may_read_log(log, viewer=viewer):
        return None
    entry = Entry.objects.filter(log=log, seq=seq).first()
    if entry is None:
        return None
    envelope = bytes(entry.envelope)
    kept = EntryBody.objects.filter(pk=entry.pk).first()
    if kept is not None and not _may_read_text(entry.type, json.loads(bytes(kept.body)), viewer=viewer):
        kept = None
    checkpoint = checkpoint_at(log)
    proof = None
    if checkpoint is not None and seq < checkpoint.size:
        hashes = inclusion_proof(log, seq=seq, size=checkpoint.size)
        proof = EntryProof(index=seq, hashes=hashes, note=checkpoint.note)
    return EntrySeen(
        log=log,
        seq=seq,
        kind=entry.type,
        at=str(json.loads(envelope)["at"]),
        envelope=envelope.decode(),
        leaf=leaf_hash(envelope),
        body=bytes(kept.body).decode() if kept is not None else "",
        salt=bytes(kept.salt).hex() if kept is not None else "",
        checkpoint=checkpoint if proof is not None else None,
        proof=proof,
        key=signer_of(log).key.to_text(),
    )


def _may_read_text(kind: str, body: Mapping[str, Any], *, viewer: Viewer) -> bool:
    # A page asks for the few rows that an entry tells of, and not for all that somebody may read.
    asked: dict[str, list[Ask]] = {}
    for table, row in told_rows(kind, body):
        if table in TABLES and row.get("initiative"):
            asks = asked.setdefault(str(row["initiative"]), [])
            asks.append(Ask(TABLES[table], Q(pk=row["id"])))
    known: dict[tuple[str, str, int], bytes] = {}
    for initiative, asks in list(asked.items())[:1]:
        case = slice_of(initiative, viewer=viewer, asks=asks)
        if case is not None:
            known |= _known(row for ask in asks for row in case.versions(ask.kind))
    return _readable(kind, body, known, viewer=viewer)


def names_of(persons: Iterable[str]) -> dict[str, str]:
    """Return the names that these people chose, for what everybody may see that they did."""
    return dict(people.Person.objects.filter(pk__in=set(persons)).values_list("pk", "pseudonym"))


def checkpoint_for_paper(*, viewer: Viewer) -> Stand | None:
    """Return how the common log stood when a page was made, for what goes on paper; nothing where it has no entry."""
    size, root = stands_at(COMMON, at=viewer.heads)
    return Stand(origin=origin_of(COMMON), size=size, root=root) if size else None
