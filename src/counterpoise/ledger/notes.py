"""Signed notes, keys and checkpoints as c2sp.org defines them (signed-note, tlog-checkpoint, tlog-cosignature).

Part of the verifier that goes into every export: it runs on Python 3.9 and needs nothing but the standard library.
Signatures are checked where ``cryptography`` is installed. Signing lies in `signing`.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Optional

__all__ = [
    "BY_LOG",
    "BY_WITNESS",
    "Check",
    "Checkpoint",
    "Key",
    "Note",
    "NoteError",
    "Signature",
    "ed25519",
    "read_checkpoint",
    "read_key",
    "read_note",
    "signed",
]

BY_LOG = 1
"""The kind of a key that signs for a log."""
BY_WITNESS = 4
"""The kind of a key that cosigns for a witness, with the time."""
Check = Optional[Callable[[bytes, bytes, bytes], bool]]  # noqa: UP045 - an alias is made when the file runs, on Python 3.9 too
"""Whether a public key made a signature over a message; None where nothing here can tell."""


class NoteError(ValueError):
    """A text is no signed note, checkpoint or key. `code` says which: ``note``, ``checkpoint`` or ``key``."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def _unpacked(text: str, code: str) -> bytes:
    try:
        return base64.b64decode(text.encode("ascii"), validate=True)
    except ValueError as error:
        raise NoteError(code) from error


@dataclass(frozen=True)
class Key:
    """A public Ed25519 key with its name; `kind` 1 signs for a log, 4 for a witness (c2sp.org/signed-note)."""

    name: str
    kind: int
    public: bytes

    @property
    def id(self) -> bytes:
        """Return the four bytes by which a signature points at this key."""
        return sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.public).digest()[:4]

    def to_text(self) -> str:
        """Return the key in its one-line form: name, id and bytes, joined by plus signs."""
        return f"{self.name}+{self.id.hex()}+{base64.b64encode(bytes([self.kind]) + self.public).decode()}"


def read_key(text: str) -> Key:
    """Read a key from its one line; raise `NoteError` where it is none.

    Parameters
    ----------
    text
        The line that holds the name and the public key.
    """
    name, mark, rest = text.partition("+")
    identity, plus, packed = rest.partition("+")
    raw = _unpacked(packed, "key")
    if not (name and mark and plus) or re.search(r"\s", name) or len(raw) != 33 or raw[0] not in {BY_LOG, BY_WITNESS}:
        raise NoteError("key")
    key = Key(name=name, kind=raw[0], public=raw[1:])
    if key.id.hex() != identity:
        raise NoteError("key")
    return key


@dataclass(frozen=True)
class Signature:
    """One line of signature below a note."""

    name: str
    key_id: bytes
    data: bytes


@dataclass(frozen=True)
class Note:
    """A text, with its last line break, and the signatures below it."""

    text: str
    signatures: tuple[Signature, ...]


def read_note(note: str) -> Note:
    """Read a signed note; raise `NoteError` where it is none.

    Parameters
    ----------
    note
        The text of the note with its signatures.
    """
    text, blank, below = note.rpartition("\n\n")
    if not blank or not below.endswith("\n") or re.search(r"[\x00-\x09\x0b-\x1f]", note):
        raise NoteError("note")
    found = []
    for line in below[:-1].split("\n"):
        parts = line.split(" ")
        raw = _unpacked(parts[-1], "note")
        if len(parts) != 3 or parts[0] != "—" or not parts[1] or re.search(r"[\s+]", parts[1]) or len(raw) < 5:
            raise NoteError("note")
        found.append(Signature(name=parts[1], key_id=raw[:4], data=raw[4:]))
    return Note(text=text + "\n", signatures=tuple(found))


@dataclass(frozen=True)
class Checkpoint:
    """How far a log has come: its origin, its size and the root of its tree."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        """Return the text that is signed: three lines (c2sp.org/tlog-checkpoint)."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


def read_checkpoint(text: str) -> Checkpoint:
    """Read a checkpoint from the text of a note; raise `NoteError` where it is none. Further lines are ignored.

    Parameters
    ----------
    text
        The text of the note, without its signatures.
    """
    lines = text.split("\n")
    if len(lines) < 4 or not all(lines[:-1]) or not re.fullmatch(r"0|[1-9][0-9]{0,17}", lines[1]):
        raise NoteError("checkpoint")
    root = _unpacked(lines[2], "checkpoint")
    if len(root) != 32:
        raise NoteError("checkpoint")
    return Checkpoint(origin=lines[0], size=int(lines[1]), root=root)


def signed(note: Note, key: Key, check: Check) -> list[tuple[bool, int]]:
    """Return, for each signature of this key, whether it holds, and its time in seconds since 1970 (0 for a log's).

    Parameters
    ----------
    note
        The note.
    key
        Whose signature is looked for.
    check
        Says whether a signature fits a text; None where nothing is checked.
    """
    found = []
    for one in note.signatures:
        if (one.name, one.key_id) != (key.name, key.id):
            continue  # a note may bear signatures of keys that we do not know
        start = 8 if key.kind == BY_WITNESS else 0
        at = int.from_bytes(one.data[:start], "big")
        head = f"cosignature/v1\ntime {at}\n" if key.kind == BY_WITNESS else ""
        whole = len(one.data) == start + 64 and at < 1 << 63
        made = check is None or check(key.public, one.data[start:], (head + note.text).encode())
        found.append((whole and made, at))
    return found


def ed25519() -> Check:
    """Return what checks an Ed25519 signature, or None where ``cryptography`` is not installed."""
    try:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    except ImportError:
        return None

    def check(public: bytes, signature: bytes, message: bytes) -> bool:
        try:
            Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True

    return check
