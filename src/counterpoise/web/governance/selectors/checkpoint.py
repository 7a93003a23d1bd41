"""How the common log stands: its size and its root, for letters and prints to carry."""

from counterpoise.web.ledger.selectors import SHORT_ROOT, state_of
from counterpoise.web.ledger.services import COMMON

__all__ = ["checkpoint"]


def checkpoint() -> tuple[int, str]:
    """Return how many entries the common log has, and the first twelve signs of its root."""
    size, root = state_of(COMMON)
    return size, root.hex()[:SHORT_ROOT] if size else ""
