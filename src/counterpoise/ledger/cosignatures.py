"""Witnesses: people who confirm a checkpoint, so that a host cannot show two pasts (c2sp.org/tlog-cosignature)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from counterpoise.ledger.checkpoint import Signer, SignerError, signature_line
from counterpoise.ledger.notes import (
    BY_WITNESS,
    Check,
    Checkpoint,
    Key,
    Note,
    NoteError,
    read_checkpoint,
    read_note,
    signed,
)
from counterpoise.ledger.proof import verify_consistency
from counterpoise.ledger.verifier import LogFiles

__all__ = [
    "ALERT_DAYS",
    "RefusedError",
    "Witness",
    "confirm",
    "cosign",
    "merge",
    "unwitnessed",
    "unwitnessed_in",
]

ALERT_DAYS = 7.0
"""After how many days without a confirmation from outside people are told."""
_DAY = 86400.0


class RefusedError(ValueError):
    """A witness does not confirm a checkpoint.

    Attributes
    ----------
    code
        ``"not_signed"`` by the log, ``"other_log"``, ``"rolled_back"`` (shorter than the last one), or ``"forked"``
        (another past than the one that was confirmed).
    """

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """Somebody who confirms checkpoints.

    Attributes
    ----------
    key
        The public key.
    outside
        Whether it is somebody from outside the organization that runs the site.
    """

    key: Key
    outside: bool


def cosign(note: str, *, signer: Signer, at: datetime) -> str:
    """Return a checkpoint with one more signature: this witness saw it at that time.

    Parameters
    ----------
    note
        The signed checkpoint.
    signer
        The witness.
    at
        When it is confirmed, with its zone.

    Raises
    ------
    SignerError
        The key is not a witness's.
    ValueError
        The time has no zone.
    NoteError
        The note is none.
    """
    if signer.kind != BY_WITNESS:
        raise SignerError("this key signs for a log, not for a witness")
    if at.tzinfo is None:
        raise ValueError("a witness's time needs a time zone")
    text = read_note(note).text
    seconds = int(at.timestamp())
    message = f"cosignature/v1\ntime {seconds}\n{text}".encode()
    return note + signature_line(signer, message=message, before=seconds.to_bytes(8, "big"))


def confirm(
    note: str,
    *,
    key: Key,
    last: Checkpoint | None,
    proof: Sequence[bytes],
    signer: Signer,
    at: datetime,
    check: Check,
) -> str:
    """Cosign a checkpoint if it continues the last one that this witness confirmed.

    Parameters
    ----------
    note
        The signed checkpoint.
    key
        The log's key.
    last
        The last checkpoint that this witness confirmed; None at the first time.
    proof
        That the log only grew since then.
    signer
        The witness.
    at
        When it is confirmed.
    check
        Checks the log's signature.

    Returns
    -------
    str
        The checkpoint with the witness's line.

    Raises
    ------
    RefusedError
        It does not continue the last one, or the log did not sign it.
    NoteError
        The note is none.
    """
    read = read_note(note)
    new = read_checkpoint(read.text)
    made = signed(read, key, check)
    if not made or not all(holds for holds, _ in made):
        raise RefusedError("not_signed")
    if last is not None and last.origin != new.origin:
        raise RefusedError("other_log")
    if last is not None and last.size > new.size:
        raise RefusedError("rolled_back")
    if (
        last is not None
        and last.size > 0
        and not verify_consistency(size1=last.size, size2=new.size, root1=last.root, root2=new.root, proof=proof)
    ):
        raise RefusedError("forked")
    return cosign(note, signer=signer, at=at)


def merge(note: str, other: str) -> str:
    """Add the signatures of another copy of the same checkpoint, each once.

    Parameters
    ----------
    note
        The note that is kept.
    other
        A note of the same checkpoint whose signatures are added.

    Raises
    ------
    RefusedError
        It is a copy of another checkpoint: code ``"other_log"`` or ``"forked"``.
    NoteError
        One of both is no note.
    """
    mine, theirs = read_note(note), read_note(other)
    if mine.text != theirs.text:
        same = read_checkpoint(mine.text).origin == read_checkpoint(theirs.text).origin
        raise RefusedError("forked" if same else "other_log")
    lines = note.removeprefix(mine.text + "\n").splitlines(keepends=True)
    more = other.removeprefix(theirs.text + "\n").splitlines(keepends=True)
    return mine.text + "\n" + "".join(dict.fromkeys([*lines, *more]))


def unwitnessed(
    notes: Iterable[str],
    *,
    witnesses: Iterable[Witness],
    at: datetime,
    check: Check,
    since: datetime | None = None,
) -> float | None:
    """Return how many days ago somebody from outside last confirmed a checkpoint: the unwitnessed window.

    Parameters
    ----------
    notes
        The checkpoints with their signatures, in any order; a text that is no note counts for nothing.
    witnesses
        Who confirms, and who of them is from outside.
    at
        Seen from when. What was confirmed later does not count.
    check
        Checks a signature; False ones count for nothing.
    since
        When the log began: from then on where nobody has confirmed anything yet.

    Returns
    -------
    float or None
        Days, with their fraction; None where nobody confirmed anything and `since` is not given.
    """
    outside = [witness.key for witness in witnesses if witness.outside]
    now = at.timestamp()
    times = [
        seconds
        for text in notes
        if (note := _note_or_none(text)) is not None
        for key in outside
        for holds, seconds in signed(note, key, check)
        if holds and seconds <= now
    ]
    if times:
        return (now - max(times)) / _DAY
    return None if since is None else max(now - since.timestamp(), 0.0) / _DAY


def unwitnessed_in(files: LogFiles, *, at: datetime, check: Check) -> float | None:
    """Return the unwitnessed window of an exported log, as the site itself works it out.

    Parameters
    ----------
    files
        What an export holds of the log; whether it holds is verified elsewhere.
    at
        Seen from when.
    check
        Checks a signature.

    Returns
    -------
    float or None
        Days, with their fraction; None where nobody from outside has confirmed anything.
    """
    witnesses = [Witness(key=key, outside=outside) for key, outside in files.witnesses]
    return unwitnessed(files.notes, witnesses=witnesses, at=at, check=check)


def _note_or_none(text: str) -> Note | None:
    try:
        return read_note(text)
    except NoteError:
        return None
