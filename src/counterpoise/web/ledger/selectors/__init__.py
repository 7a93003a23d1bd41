"""How far the logs have come, what was worked out of the record as it stood there, and rows of many tables at once."""

from counterpoise.web.ledger.selectors.kept import _KEPT, heads, kept_at_heads, stands_at
from counterpoise.web.ledger.selectors.together import (
    Dated,
    Key,
    Part,
    Together,
    Written,
    count_together,
    keys_together,
    read_together,
)
from counterpoise.web.ledger.selectors.tree import SHORT_ROOT, growth_proof, inclusion_proof, state_of
from counterpoise.web.ledger.selectors.watching import (
    ALERT_DAYS,
    Confirmed,
    Seen,
    WitnessSeen,
    checkpoint_at,
    checkpoints_of,
    room_line,
    unwitnessed_days,
    witnesses,
)

__all__ = [
    "ALERT_DAYS",
    "SHORT_ROOT",
    "_KEPT",
    "Confirmed",
    "Dated",
    "Key",
    "Part",
    "Seen",
    "Together",
    "WitnessSeen",
    "Written",
    "checkpoint_at",
    "checkpoints_of",
    "count_together",
    "growth_proof",
    "heads",
    "inclusion_proof",
    "kept_at_heads",
    "keys_together",
    "read_together",
    "room_line",
    "stands_at",
    "state_of",
    "unwitnessed_days",
    "witnesses",
]
