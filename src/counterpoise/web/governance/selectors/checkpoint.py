"""How the common log stands: its size and its root, for letters and prints to carry."""

from counterpoise.ledger.hashes import Frontier, leaf_hash
from counterpoise.web.ledger.models import Entry, Log
from counterpoise.web.ledger.selectors import kept_at_heads
from counterpoise.web.ledger.services import COMMON

__all__ = ["checkpoint"]

_SHORT = 12


def checkpoint() -> tuple[int, str]:
    """Return how many entries the common log has, and the first twelve signs of its root."""
    log = Log.objects.filter(origin=COMMON).first()
    size = log.size if log is not None else 0
    return size, kept_at_heads("checkpoint", at=str(size), work=lambda: _root(size)) if size else ""


def _root(size: int) -> str:
    edge = Frontier()
    found = Entry.objects.filter(log=COMMON, seq__lt=size).order_by("seq")
    for envelope in found.values_list("envelope", flat=True).iterator():
        edge.add(leaf_hash(bytes(envelope)))
    return edge.root().hex()[:_SHORT]
