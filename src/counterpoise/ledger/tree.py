"""A tree that grows by appending, and its proofs at any size, from a few stored hashes each (RFC 6962, section 2.1).

A *node* is named ``(level, index)``: the hash of the entries from ``index << level`` up to, not including,
``(index + 1) << level``. It is stored once all of them are there, and never changes. An append stores two nodes on
average; a root or a proof reads at most about ``log2(size)`` squared over two of them, in practice far fewer.

A *plan* says which nodes make up each hash of an answer, so that a database can fetch them all with one question.
"""

from collections.abc import Iterable, Iterator, Mapping

from counterpoise.ledger.hashes import node_hash

__all__ = [
    "NoSuchPlaceError",
    "Node",
    "Plan",
    "answer",
    "consistency_plan",
    "grow",
    "inclusion_plan",
    "nodes_of",
    "root_plan",
]

Node = tuple[int, int]
Plan = tuple[tuple[Node, ...], ...]


class NoSuchPlaceError(ValueError):
    """A proof is asked for a place or a size that the tree does not have.

    Attributes
    ----------
    code
        Always ``"no_such_place"``.
    """

    code = "no_such_place"


def grow(leaves: Iterable[bytes], *, size: int, edge: Mapping[Node, bytes]) -> dict[Node, bytes]:
    """Append the hashes of entries to a tree; return the nodes to store.

    Parameters
    ----------
    leaves
        The hashes of the new entries, in order.
    size
        How many entries the tree has.
    edge
        At least the nodes of ``root_plan(size)``.

    Returns
    -------
    dict[Node, bytes]
        The new nodes: for n entries fewer than 2n and at most ``log2(size + n)`` more.

    Raises
    ------
    KeyError
        `edge` lacks a node.
    """
    new: dict[Node, bytes] = {}
    for index, leaf in enumerate(leaves, start=size):
        level, place, found = 0, index, leaf
        new[0, place] = found
        while place & 1:
            left = level, place - 1
            found = node_hash(new[left] if left in new else edge[left], found)
            level, place = level + 1, place >> 1
            new[level, place] = found
    return new


def root_plan(size: int) -> Plan:
    """Return the plan of the root at a size, from 1.

    Parameters
    ----------
    size
        How many entries the tree has.

    Raises
    ------
    NoSuchPlaceError
        The size is below 1.
    """
    if size < 1:
        raise NoSuchPlaceError(size)
    return (tuple(_cover(0, size)),)


def inclusion_plan(*, index: int, size: int) -> Plan:
    """Return the plan of the proof that an entry is in the tree at a size (RFC 6962, 2.1.1).

    Parameters
    ----------
    index
        The place of the entry, from 0.
    size
        How many entries the tree has.

    Raises
    ------
    NoSuchPlaceError
        The tree of that size has no such entry.
    """
    if not 0 <= index < size:
        raise NoSuchPlaceError(index)
    plan: list[tuple[Node, ...]] = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _half(end - start)
        if index < middle:
            plan.append(tuple(_cover(middle, end)))
            end = middle
        else:
            plan.append(tuple(_cover(start, middle)))
            start = middle
    return tuple(reversed(plan))


def consistency_plan(*, size1: int, size2: int) -> Plan:
    """Return the plan of the proof that the tree only grew from one size to another (RFC 6962, 2.1.2).

    Parameters
    ----------
    size1
        How many entries the older tree has.
    size2
        How many the newer one has.

    Raises
    ------
    NoSuchPlaceError
        The sizes are not in order, or below 1.
    """
    if not 1 <= size1 <= size2:
        raise NoSuchPlaceError(size1)
    plan: list[tuple[Node, ...]] = []
    start, end = 0, size2
    while size1 != end:
        middle = start + _half(end - start)
        if size1 <= middle:
            plan.append(tuple(_cover(middle, end)))
            end = middle
        else:
            plan.append(tuple(_cover(start, middle)))
            start = middle
    if start > 0:  # else the earlier tree is whole in the later one, and its root is known
        plan.append(tuple(_cover(start, end)))
    return tuple(reversed(plan))


def nodes_of(plan: Plan) -> set[Node]:
    """Return every node that a plan needs.

    Parameters
    ----------
    plan
        What a proof or a root is put together from.
    """
    return {node for hashed in plan for node in hashed}


def answer(plan: Plan, nodes: Mapping[Node, bytes]) -> tuple[bytes, ...]:
    """Return the hashes that a plan describes.

    Parameters
    ----------
    plan
        What it is put together from.
    nodes
        The hash of each node that the plan names.

    Raises
    ------
    KeyError
        `nodes` lacks a node of the plan.
    """
    return tuple(_fold(hashed, nodes) for hashed in plan)


def _half(size: int) -> int:
    """Return the largest power of two below a size from 2 on: where RFC 6962 splits a tree."""
    return 1 << (size - 1).bit_length() - 1


def _cover(start: int, end: int) -> Iterator[Node]:
    """Yield the whole nodes that make up a range, from left to right; `start` is where a split put it."""
    while start < end:
        level = (end - start).bit_length() - 1
        yield level, start >> level
        start += 1 << level


def _fold(hashed: tuple[Node, ...], nodes: Mapping[Node, bytes]) -> bytes:
    found = nodes[hashed[-1]]
    for node in reversed(hashed[:-1]):
        found = node_hash(nodes[node], found)
    return found
