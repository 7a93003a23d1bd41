"""A whole log in memory: what the site keeps in its tables, for a notebook, a test, or a ledger without a site."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from counterpoise.ledger.checkpoint import Signer, sign
from counterpoise.ledger.cosignatures import Witness
from counterpoise.ledger.envelope import SALT_BYTES, Envelope, canonical, commitment
from counterpoise.ledger.erasure import ERASURE, ErasureStaysError, Ground, NothingErasedError, erasure
from counterpoise.ledger.hashes import Frontier, leaf_hash
from counterpoise.ledger.notes import Checkpoint
from counterpoise.ledger.proof import EntryProof
from counterpoise.ledger.tree import Node, answer, consistency_plan, grow, inclusion_plan, root_plan
from counterpoise.ledger.verifier import LogFiles

__all__ = ["Log"]

_NAME_BYTES = 8


class Log:
    """A log: its entries, their texts, its tree and its checkpoints.

    Parameters
    ----------
    name
        The log's name, as its entries have it.
    signer
        Who signs its checkpoints, under the log's origin.
    witnesses
        Who confirms them.
    chance
        Gives random bytes: salts and names that nobody can guess, such as ``secrets.token_bytes``.
    """

    def __init__(
        self, name: str, *, signer: Signer, witnesses: Iterable[Witness] = (), chance: Callable[[int], bytes]
    ) -> None:
        self.name = name
        self.witnesses = tuple(witnesses)
        self.notes: list[str] = []
        self._signer = signer
        self._chance = chance
        self._entries: list[bytes] = []
        self._bodies: dict[int, tuple[bytes, bytes]] = {}
        self._nodes: dict[Node, bytes] = {}
        self._erasures: set[int] = set()

    @property
    def size(self) -> int:
        """Return how many entries there are."""
        return len(self._entries)

    def append(self, kind: str, body: Mapping[str, Any], *, at: datetime) -> int:
        """Enter what happened; return its number.

        Parameters
        ----------
        kind
            The type of the entry.
        body
            What happened, as plain JSON.
        at
            When it is entered.

        Raises
        ------
        ValueError
            `at` has no zone, or the body is no plain JSON.
        """
        salt = self._chance(SALT_BYTES)
        envelope = Envelope(
            log=self.name,
            seq=self.size,
            type=kind,
            actor=self._chance(_NAME_BYTES).hex(),
            object=self._chance(_NAME_BYTES).hex(),
            at=at,
            c=commitment(salt, body),
        ).to_bytes()
        self._nodes |= grow([leaf_hash(envelope)], size=self.size, edge=self._nodes)
        self._bodies[self.size] = (canonical(body), salt)
        self._entries.append(envelope)
        return self.size - 1

    def erase(self, numbers: Iterable[int], *, ground: Ground, at: datetime) -> int:
        """Erase the texts of entries, and enter that they were; return the number of that entry.

        Raises
        ------
        NothingErasedError
            There is no number, or one of no entry.
        ErasureStaysError
            One of them is an entry of erasure.
        """
        body = erasure(log=self.name, entries=numbers, ground=ground)
        if body["entries"][-1] >= self.size:
            raise NothingErasedError
        if any(number in self._erasures for number in body["entries"]):
            raise ErasureStaysError
        self._erasures.add(self.size)
        for number in body["entries"]:
            self._bodies.pop(number, None)
        return self.append(ERASURE, body, at=at)

    def checkpoint(self) -> Checkpoint:
        """Return how far the log has come."""
        root = answer(root_plan(self.size), self._nodes)[0] if self.size else Frontier().root()
        return Checkpoint(origin=self._signer.name, size=self.size, root=root)

    def sign(self) -> str:
        """Sign how far the log has come, and keep the checkpoint; return it as a note."""
        note = sign(self.checkpoint(), signer=self._signer)
        self.notes.append(note)
        return note

    def prove(self, number: int, *, note: str, size: int) -> EntryProof:
        """Return the proof that an entry is in the log at a checkpoint.

        Parameters
        ----------
        number
            The entry.
        note, size
            The checkpoint, and its size.

        Raises
        ------
        NoSuchPlaceError
            The log had no such entry by then.
        """
        hashes = answer(inclusion_plan(index=number, size=size), self._nodes)
        return EntryProof(index=number, hashes=hashes, note=note)

    def prove_growth(self, *, size1: int, size2: int) -> tuple[bytes, ...]:
        """Return the proof that the log only grew from one size to another.

        Raises
        ------
        NoSuchPlaceError
            The sizes are not in order, or below 1.
        """
        return answer(consistency_plan(size1=size1, size2=size2), self._nodes)

    def envelope(self, number: int) -> bytes:
        """Return an entry, byte for byte.

        Raises
        ------
        IndexError
            There is no such entry.
        """
        return self._entries[number]

    def files(self, *, readable: Callable[[int], bool] | None = None) -> LogFiles:
        """Return what an export holds.

        Parameters
        ----------
        readable
            Whether the reader may see the text of an entry; all of them where not given.
        """
        bodies: Sequence[Mapping[str, Any]] = [
            {"seq": number, "salt": salt.hex(), "body": body.decode()}
            for number, (body, salt) in self._bodies.items()
            if readable is None or readable(number)
        ]
        return LogFiles(
            log=self.name,
            origin=self._signer.name,
            key=self._signer.key,
            witnesses=[(witness.key, witness.outside) for witness in self.witnesses],
            entries=list(self._entries),
            leaves=[self._nodes[0, number] for number in range(self.size)],
            notes=list(self.notes),
            bodies=bodies,
            complete=readable is None,
        )
