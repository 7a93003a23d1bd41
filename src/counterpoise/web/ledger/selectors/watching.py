"""The checkpoints of a log, who confirmed them, and for how long nobody from outside has."""

from dataclasses import dataclass
from datetime import UTC, datetime

from counterpoise.ledger.cosignatures import ALERT_DAYS, Witness, unwitnessed
from counterpoise.ledger.notes import ed25519, read_key, read_note, signed
from counterpoise.web.ledger.models import Checkpoint, RoomDay, WitnessKey

__all__ = [
    "ALERT_DAYS",
    "Confirmed",
    "Seen",
    "WitnessSeen",
    "checkpoint_at",
    "checkpoints_of",
    "room_line",
    "unwitnessed_days",
    "witnesses",
]

_LATEST = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class WitnessSeen:
    """Somebody who confirms checkpoints: name, key, whether from outside, and who added them when."""

    name: str
    key: str
    outside: bool
    added_by: str
    added_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """That somebody confirmed a checkpoint: who, whether from outside, and when by their own clock."""

    name: str
    outside: bool
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A checkpoint: how many entries, the root, the signed text, when it was signed, and who confirmed it."""

    size: int
    root: bytes
    note: str
    signed_at: datetime
    confirmed: tuple[Confirmed, ...]


def witnesses() -> tuple[WitnessSeen, ...]:
    """Return everybody who confirms checkpoints, in the order in which they came."""
    return tuple(
        WitnessSeen(name=row.name, key=row.key, outside=row.outside, added_by=row.added_by or "", added_at=row.added_at)
        for row in WitnessKey.objects.all()
    )


def checkpoints_of(log: str, *, most: int = 30) -> tuple[Seen, ...]:
    """Return the latest checkpoints of a log, the newest first."""
    known = witnesses()
    return tuple(_seen(row, known) for row in Checkpoint.objects.filter(log=log).order_by("-size")[:most])


def checkpoint_at(log: str, *, size: int | None = None) -> Seen | None:
    """Return the checkpoint of a log at a size, else the newest; nothing where there is none."""
    found = Checkpoint.objects.filter(log=log).order_by("-size")
    row = (found if size is None else found.filter(size=size)).first()
    return None if row is None else _seen(row, witnesses())


def _seen(row: Checkpoint, known: tuple[WitnessSeen, ...]) -> Seen:
    note, check = read_note(row.note), ed25519()
    found = [
        Confirmed(name=each.name, outside=each.outside, at=datetime.fromtimestamp(seconds, tz=UTC))
        for each in known
        for holds, seconds in signed(note, read_key(each.key), check)
        if holds
    ]
    return Seen(size=row.size, root=bytes(row.root), note=row.note, signed_at=row.signed_at, confirmed=tuple(found))


def unwitnessed_days(log: str, *, at: datetime) -> float | None:
    """Return for how many days nobody from outside has confirmed a checkpoint of a log; nothing where nobody ever did.

    Parameters
    ----------
    log, at
        The log, and seen from when.
    """
    notes = Checkpoint.objects.filter(log=log).order_by("-size").values_list("note", flat=True)[:_LATEST]
    known = [Witness(key=read_key(each.key), outside=each.outside) for each in witnesses() if each.outside]
    return unwitnessed(notes, witnesses=known, at=at, check=ed25519()) if known else None


def room_line(room: str) -> tuple[RoomDay, str] | None:
    """Return the last line by which the common log vouches for a closed room, with the salt that opens it, in hex.

    Who asks must be a member of the room: the caller holds that.
    """
    found = RoomDay.objects.filter(room=room).select_related("entry__body").order_by("-on").first()
    return None if found is None else (found, bytes(found.entry.body.salt).hex())
