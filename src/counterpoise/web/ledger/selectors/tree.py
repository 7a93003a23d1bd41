"""How far a log has come, and proofs that it holds an entry and only grew, from a few stored hashes each."""

from collections.abc import Iterable

from django.db.models import Q

from counterpoise.ledger.tree import Node, Plan, answer, consistency_plan, inclusion_plan, nodes_of
from counterpoise.web.ledger.models import Log, TreeNode
from counterpoise.web.ledger.records import root_from

__all__ = ["SHORT_ROOT", "growth_proof", "inclusion_proof", "state_of"]

SHORT_ROOT = 12
"""How many signs of a root stand in letters, minutes and prints: enough to compare."""


def state_of(log: str) -> tuple[int, bytes]:
    """Return how many entries a log has and the root of its tree; for a log that nobody wrote in yet, an empty tree."""
    head = Log.objects.filter(pk=log).first()
    size, edge = (head.size, bytes(head.edge)) if head is not None else (0, b"")
    return size, root_from(size, edge)


def inclusion_proof(log: str, *, seq: int, size: int) -> tuple[bytes, ...]:
    """Return the proof that an entry is in a log at a size.

    Parameters
    ----------
    log, seq
        The log, and the number of the entry.
    size
        How many entries the log has, or had.

    Raises
    ------
    NoSuchPlaceError
        The log had no such entry.
    """
    return _answer(log, inclusion_plan(index=seq, size=size))


def growth_proof(log: str, *, size1: int, size2: int) -> tuple[bytes, ...]:
    """Return the proof that a log only grew from one size to another.

    Raises
    ------
    NoSuchPlaceError
        The sizes are not in order, or below 1.
    """
    return _answer(log, consistency_plan(size1=size1, size2=size2))


def _answer(log: str, plan: Plan) -> tuple[bytes, ...]:
    return answer(plan, _nodes(log, nodes_of(plan)))


def _nodes(log: str, wanted: Iterable[Node]) -> dict[Node, bytes]:
    asked = Q()
    for level, place in wanted:
        asked |= Q(level=level, place=place)
    if not asked:
        return {}
    found = TreeNode.objects.filter(asked, log=log).values_list("level", "place", "hash")
    return {(level, place): bytes(held) for level, place, held in found}
