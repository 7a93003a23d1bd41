"""The hashes of a tree, and the right edge from which its root follows (RFC 6962, section 2.1).

Part of the verifier that goes into every export: it runs on Python 3.9 and needs nothing but the standard library.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

__all__ = ["Frontier", "leaf_hash", "node_hash", "roots_at"]


def leaf_hash(entry: bytes) -> bytes:
    """Return the hash of an entry: SHA-256 of 00 and the entry (RFC 6962, 2.1).

    Parameters
    ----------
    entry
        The bytes of the entry.
    """
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of two neighbours: SHA-256 of 01, left and right (RFC 6962, 2.1).

    Parameters
    ----------
    left, right
        The hashes of the two halves.
    """
    return sha256(b"\x01" + left + right).digest()


class Frontier:
    """The right edge of a growing tree: the few hashes from which its root follows."""

    def __init__(self) -> None:
        self.size = 0
        self._peaks: list[bytes] = []

    def add(self, leaf: bytes) -> None:
        """Append the hash of one entry."""
        size = self.size
        while size & 1:
            leaf = node_hash(self._peaks.pop(), leaf)
            size >>= 1
        self._peaks.append(leaf)
        self.size += 1

    def root(self) -> bytes:
        """Return the root; for no entries the hash of nothing."""
        if not self._peaks:
            return sha256().digest()
        found = self._peaks[-1]
        for peak in reversed(self._peaks[:-1]):
            found = node_hash(peak, found)
        return found


def roots_at(leaves: Iterable[bytes], sizes: Iterable[int]) -> dict[int, bytes]:
    """Return the root at each of the sizes that the leaves reach.

    Parameters
    ----------
    leaves
        The hashes of the leaves, in order.
    sizes
        The sizes at which the root is asked.
    """
    wanted, edge = set(sizes), Frontier()
    found = {0: edge.root()}
    for leaf in leaves:
        edge.add(leaf)
        if edge.size in wanted:
            found[edge.size] = edge.root()
    return found
