"""What entries tell of, and the right edge of their tree, as the tables keep them."""

from collections.abc import Iterator, Mapping
from typing import Any

from counterpoise.ledger.hashes import Frontier
from counterpoise.ledger.tree import Node, answer, root_plan

__all__ = ["edge_after", "edge_of", "root_from", "rows_told", "told_rows"]

_HASH = 32
_LOADED = ".loaded"


def rows_told(kind: str, body: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the rows of which an entry tells, each as table and name.

    Parameters
    ----------
    kind, body
        The type of the entry, and what it tells of.
    """
    for table, row in told_rows(kind, body):
        yield table, str(row["id"])


def told_rows(kind: str, body: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the rows of which an entry tells, each as table and what was written; parameters as above."""
    if kind.endswith(_LOADED):
        yield kind.removesuffix(_LOADED), body
    for told in body.get("rows", ()) if isinstance(body.get("rows"), list | tuple) else ():
        if isinstance(told, Mapping) and isinstance(told.get("row"), Mapping) and "id" in told["row"]:
            yield str(told["table"]), told["row"]


def edge_of(size: int, packed: bytes) -> dict[Node, bytes]:
    """Return the nodes of a tree's right edge, by their place.

    Parameters
    ----------
    size, packed
        How many entries the log has, and the hashes of its edge one after the other.

    Raises
    ------
    ValueError
        They do not belong together: then the database was changed from outside.
    """
    nodes = root_plan(size)[0] if size else ()
    hashes = [packed[start : start + _HASH] for start in range(0, len(packed), _HASH)]
    return dict(zip(nodes, hashes, strict=True))


def edge_after(size: int, edge: Mapping[Node, bytes], new: Mapping[Node, bytes]) -> bytes:
    """Return the hashes of the right edge of a tree that grew, one after the other.

    Parameters
    ----------
    size
        How many entries it has now.
    edge, new
        The edge before, and the nodes that came.
    """
    return b"".join(new[node] if node in new else edge[node] for node in (root_plan(size)[0] if size else ()))


def root_from(size: int, packed: bytes) -> bytes:
    """Return the root that follows from a right edge; parameters and errors as for `edge_of`."""
    return answer(root_plan(size), edge_of(size, packed))[0] if size else Frontier().root()
