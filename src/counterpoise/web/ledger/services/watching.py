"""Sign how far a log has come, let people confirm it, and vouch in the common log for closed rooms once a day."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from counterpoise.ledger.checkpoint import sign
from counterpoise.ledger.cosignatures import merge
from counterpoise.ledger.notes import (
    BY_WITNESS,
    Checkpoint,
    Note,
    NoteError,
    ed25519,
    read_checkpoint,
    read_key,
    read_note,
    signed,
)
from counterpoise.ledger.rooms import ROOM_STATE, room_state, room_states_due
from counterpoise.levels.refusals import Refusal
from counterpoise.web.ledger import models
from counterpoise.web.ledger.records import root_from
from counterpoise.web.ledger.selectors import state_of
from counterpoise.web.ledger.services.appending import COMMON, Event, append
from counterpoise.web.ledger.services.keys import origin_of, signer_of
from counterpoise.web.ledger.services.writing import RefusedError

__all__ = [
    "ROOM_HOUR",
    "add_witness",
    "confirm_checkpoint",
    "enter_room_days",
    "sign_checkpoint",
    "sign_checkpoints_due",
]

ROOM_HOUR = 4
"""The hour, by the clock of the place, at which the common log vouches for every closed room."""
_MARK = "— "


def sign_checkpoint(*, log: str, at: datetime) -> models.Checkpoint | None:
    """Sign how far a log has come; the same checkpoint where nothing came since, and none for an empty log.

    A checkpoint is no entry: else each would call for the next.

    Parameters
    ----------
    log, at
        The log, and when.
    """
    with transaction.atomic():
        head = models.Log.objects.select_for_update().filter(pk=log).first()
        if head is None or not head.size:
            return None
        root = root_from(head.size, bytes(head.edge))
        signer = signer_of(log)
        note = sign(Checkpoint(origin=signer.name, size=head.size, root=root), signer=signer)
        found, _new = models.Checkpoint.objects.get_or_create(
            log=head, size=head.size, defaults={"root": root, "note": note, "signed_at": at}
        )
        return found


def sign_checkpoints_due(*, at: datetime) -> int:
    """Sign every log that has grown and has no checkpoint of today yet; return how many were signed."""
    today = timezone.localtime(at).date()
    done = 0
    for log in models.Log.objects.filter(size__gt=0).order_by("pk"):
        last = models.Checkpoint.objects.filter(log=log).order_by("-size").first()
        if last is None or (last.size < log.size and timezone.localtime(last.signed_at).date() < today):
            done += sign_checkpoint(log=log.pk, at=at) is not None
    return done


def add_witness(*, name: str, key: str, outside: bool, once: str, by: str, at: datetime) -> models.WitnessKey:
    """Write down the public key of somebody who will confirm checkpoints. Everybody sees who added it.

    Parameters
    ----------
    name
        Who it is, in words that both sides know.
    key
        Their public key in its one line.
    outside
        Whether they are from outside the organization that runs this site.
    once, by, at
        The form, who adds it, and when.

    Raises
    ------
    RefusedError
        The key is none, is no witness's, or is there already under another name.
    """
    try:
        read = read_key(key.strip())
    except NoteError as error:
        raise RefusedError([Refusal("ledger.no_key")]) from error
    if read.kind != BY_WITNESS:
        raise RefusedError([Refusal("ledger.key_of_a_log")])
    with transaction.atomic():
        there = models.WitnessKey.objects.filter(pk=once).first()
        if there is not None:
            return there
        if models.WitnessKey.objects.filter(key=read.to_text()).exists():
            raise RefusedError([Refusal("ledger.key_there_already")])
        body = {"by": by, "name": name, "key": read.to_text(), "outside": outside}
        append([Event(type="witness_added", body=body)], at=at)
        return models.WitnessKey.objects.create(
            once=once, name=name, key=read.to_text(), outside=outside, added_by=by, added_at=at
        )


def confirm_checkpoint(*, log: str, size: int, text: str) -> int:
    """Keep the signatures of witnesses below a checkpoint; return how many came.

    Whoever has a signature of a known witness may bring it: it says the same in everybody's hands.

    Parameters
    ----------
    log, size
        The checkpoint.
    text
        The whole checkpoint with the signature below it, or the line of the signature alone.

    Raises
    ------
    RefusedError
        It is none of this checkpoint, of another past, or nobody whom this site knows signed it.
    """
    with transaction.atomic():
        kept = models.Checkpoint.objects.select_for_update().filter(log=log, size=size).first()
        if kept is None:
            raise RefusedError([Refusal("ledger.no_such_checkpoint")])
        theirs = _as_note(text, kept.note)
        _hold_same(theirs, log=log, ours=read_note(kept.note))
        check, lines = ed25519(), []
        for witness in models.WitnessKey.objects.all():
            key = read_key(witness.key)
            made = signed(theirs, key, check)
            if made and not all(holds for holds, _ in made):
                raise RefusedError([Refusal("ledger.false_signature", {"name": witness.name})])
            lines += [line for line in _lines(text) if made and line.startswith(f"{_MARK}{key.name} ")]
        if not lines:
            raise RefusedError([Refusal("ledger.nobody_known")])
        before = len(read_note(kept.note).signatures)
        kept.note = merge(kept.note, theirs.text + "\n" + "".join(lines))
        kept.save(update_fields=["note"])
        return len(read_note(kept.note).signatures) - before


def _lines(text: str) -> list[str]:
    return [line.strip() + "\n" for line in text.splitlines() if line.startswith(_MARK)]


def _as_note(text: str, kept: str) -> Note:
    plain = "\n".join(line.rstrip() for line in text.strip().splitlines()) + "\n"
    if plain.startswith(_MARK):
        plain = read_note(kept).text + "\n" + plain
    try:
        return read_note(plain)
    except NoteError as error:
        raise RefusedError([Refusal("ledger.no_checkpoint")]) from error


def _hold_same(theirs: Note, *, log: str, ours: Note) -> None:
    if theirs.text == ours.text:
        return
    try:
        read = read_checkpoint(theirs.text)
    except NoteError as error:
        raise RefusedError([Refusal("ledger.no_checkpoint")]) from error
    mine = read_checkpoint(ours.text)
    made = signed(theirs, signer_of(log).key, ed25519())
    if read.origin != mine.origin or not made or not all(holds for holds, _ in made):
        raise RefusedError([Refusal("ledger.other_log")])
    # This site signed it, and it is another one than what stands here: somebody changed the past, or put back a copy.
    if read.size > state_of(log)[0]:
        raise RefusedError([Refusal("ledger.rolled_back", {"size": read.size, "here": state_of(log)[0]})])
    known = models.Checkpoint.objects.filter(log=log, size=read.size).first()
    if read.size == mine.size or (known is not None and bytes(known.root) != read.root):
        raise RefusedError([Refusal("ledger.other_past", {"size": read.size})])
    raise RefusedError([Refusal("ledger.other_size", {"size": read.size})])


def enter_room_days(*, rooms: Iterable[str], at: datetime) -> int:
    """Enter in the common log how far the log of each closed room has come, once a day; return how many lines came.

    Parameters
    ----------
    rooms
        The closed rooms, those where nothing was ever said too.
    at
        Now. Days that were missed are made up for.
    """
    done = 0
    for room in sorted(set(rooms)):
        with transaction.atomic():
            models.Log.objects.get_or_create(origin=room)
            log = models.Log.objects.select_for_update().get(origin=room)
            last = models.RoomDay.objects.filter(room=log).order_by("-on").values_list("on", flat=True).first()
            zone = timezone.get_current_timezone()
            for day in room_states_due(last_on=last, at=at, hour=ROOM_HOUR, zone=zone):
                root = root_from(log.size, bytes(log.edge))
                body = room_state(Checkpoint(origin=origin_of(room), size=log.size, root=root))
                size = append([Event(type=ROOM_STATE, body=body)], at=at)
                entry = models.Entry.objects.get(log=COMMON, seq=size - 1)
                models.RoomDay.objects.create(room=log, on=day, entry=entry)
                done += 1
    return done
