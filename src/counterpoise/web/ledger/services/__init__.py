"""Write rows of the record, and append entries to a log in the transaction of the change that they tell of."""

from counterpoise.web.ledger.services.appending import COMMON, ERASURES, Event, OutsideTransactionError, append
from counterpoise.web.ledger.services.writing import (
    AlreadyToldError,
    RefusedError,
    StaleVersionError,
    Telling,
    new_id,
    tell,
)

__all__ = [
    "COMMON",
    "ERASURES",
    "AlreadyToldError",
    "Event",
    "OutsideTransactionError",
    "RefusedError",
    "StaleVersionError",
    "Telling",
    "append",
    "new_id",
    "tell",
]
