"""Proofs that an entry is in a log, and that a log only grew (RFC 9162, sections 2.1.3 and 2.1.4; RFC 6962, 2.1).

A proof that does not hold is False, whatever is wrong with it: who verifies need not know what can go wrong.
"""

import base64
import re
from collections.abc import Sequence
from dataclasses import dataclass

from counterpoise.ledger.hashes import leaf_hash, node_hash
from counterpoise.ledger.notes import Check, Key, NoteError, read_checkpoint, read_note, signed

__all__ = ["EntryProof", "ProofError", "read_proof", "verify_consistency", "verify_entry", "verify_inclusion"]

HASH_BYTES = 32
HEADER = "c2sp.org/tlog-proof@v1"


def verify_inclusion(*, index: int, size: int, root: bytes, leaf_hash: bytes, proof: Sequence[bytes]) -> bool:
    """Return whether an entry stands at a place in a tree (RFC 9162, 2.1.3.2).

    Parameters
    ----------
    index
        The entry's place, from 0.
    size
        How many entries the tree has, at least 1.
    root
        The tree's root, 32 bytes.
    leaf_hash
        The entry's hash, 32 bytes.
    proof
        A list or tuple of hashes of 32 bytes, from the entry's neighbour up.

    Returns
    -------
    bool
        False for whatever does not hold, values of a wrong type included; never an error.
    """
    if not (_are_counts(index, size) and _are_hashes([root, leaf_hash]) and _are_hashes(proof)) or index >= size:
        return False
    place, last, found = index, size - 1, leaf_hash
    for neighbour in proof:
        if last == 0:
            return False  # longer than the tree is high
        if place & 1 or place == last:
            found = node_hash(neighbour, found)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            found = node_hash(found, neighbour)
        place, last = place >> 1, last >> 1
    return last == 0 and found == root


def verify_consistency(*, size1: int, size2: int, root1: bytes, root2: bytes, proof: Sequence[bytes]) -> bool:
    """Return whether a tree only grew: whether it begins with the very entries of the earlier root (RFC 9162, 2.1.4.2).

    Parameters
    ----------
    size1, size2
        How many entries the tree had and has, at least 1.
    root1, root2
        The roots at these sizes. Between two sizes they are compared with what the proof gives, which has 32 bytes.
    proof
        A list or tuple of hashes of 32 bytes; empty where the sizes are the same.

    Returns
    -------
    bool
        False for whatever does not hold, values of a wrong type included; never an error.
    """
    if not (_are_counts(0, size1) and _are_counts(size1, size2) and _is_something(root1) and _is_something(root2)):
        return False
    if not _are_hashes(proof) or size1 > size2:
        return False
    if size1 == size2:
        return not proof and root1 == root2
    path = [root1, *proof] if size1 & (size1 - 1) == 0 else list(proof)  # a whole tree is its own first hash
    if not path:
        return False
    place, last = size1 - 1, size2 - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    earlier = later = path[0]
    for neighbour in path[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            earlier, later = node_hash(neighbour, earlier), node_hash(neighbour, later)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            later = node_hash(later, neighbour)
        place, last = place >> 1, last >> 1
    return last == 0 and earlier == root1 and later == root2


def _are_counts(index: object, size: object) -> bool:
    """Return whether these are a place and a size of whole numbers; True and False are none."""
    return type(index) is int and type(size) is int and index >= 0 and size >= 1


def _is_something(value: object) -> bool:
    return type(value) is bytes and value != b""


def _are_hashes(values: object) -> bool:
    if not isinstance(values, list | tuple) or type(values) not in {list, tuple}:
        return False  # a kind of list of somebody's own may do anything when it is read
    return all(type(one) is bytes and len(one) == HASH_BYTES for one in values)


class ProofError(ValueError):
    """A text is no proof of an entry.

    Attributes
    ----------
    code
        Always ``"proof_unreadable"``.
    """

    code = "proof_unreadable"


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryProof:
    """That an entry is in a log, as one text to keep: place, hashes and checkpoint (c2sp.org/tlog-proof).

    Attributes
    ----------
    index
        The entry's place.
    hashes
        The proof of inclusion.
    note
        The checkpoint, signed.
    """

    index: int
    hashes: tuple[bytes, ...]
    note: str

    def to_text(self) -> str:
        """Return the text to keep."""
        hashes = "".join(base64.b64encode(one).decode() + "\n" for one in self.hashes)
        return f"{HEADER}\nindex {self.index}\n{hashes}\n{self.note}"


def read_proof(text: str) -> EntryProof:
    """Read a proof that somebody kept.

    Parameters
    ----------
    text
        The text of the proof.

    Raises
    ------
    ProofError
        The text is none.
    """
    head, blank, note = text.partition("\n\n")
    lines = head.split("\n")
    if lines[1:] and lines[1].startswith("extra "):
        del lines[1]  # whatever an application added; nothing vouches for it
    index = re.fullmatch(r"index (0|[1-9][0-9]{0,17})", lines[1]) if len(lines) > 1 else None
    if not blank or lines[0] != HEADER or index is None:
        raise ProofError
    try:
        hashes = tuple(base64.b64decode(line.encode("ascii"), validate=True) for line in lines[2:])
    except ValueError as error:
        raise ProofError from error
    return EntryProof(index=int(index[1]), hashes=hashes, note=note)


def verify_entry(entry: bytes, proof: EntryProof, *, key: Key, check: Check) -> bool:
    """Return whether an entry is in the log that this key signs for.

    Parameters
    ----------
    entry
        The envelope, byte for byte.
    proof
        What was kept with it.
    key
        The log's key.
    check
        Checks a signature; None leaves the signature unchecked.
    """
    try:
        note = read_note(proof.note)
        checkpoint = read_checkpoint(note.text)
    except NoteError:
        return False
    made = signed(note, key, check)
    if not made or not all(holds for holds, _ in made):
        return False
    return verify_inclusion(
        index=proof.index, size=checkpoint.size, root=checkpoint.root, leaf_hash=leaf_hash(entry), proof=proof.hashes
    )
