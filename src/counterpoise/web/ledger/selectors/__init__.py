"""How far the logs have come, what was worked out of the record as it stood there, and rows of many tables at once."""

from counterpoise.web.ledger.selectors.kept import _KEPT, heads, kept_at_heads
from counterpoise.web.ledger.selectors.together import Key, Part, Together, keys_together, read_together

__all__ = ["_KEPT", "Key", "Part", "Together", "heads", "kept_at_heads", "keys_together", "read_together"]
