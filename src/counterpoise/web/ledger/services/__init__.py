"""Write rows of the record, and append entries to a log in the transaction of the change that they tell of."""

from counterpoise.web.ledger.services.appending import COMMON, ERASURES, Event, OutsideTransactionError, append
from counterpoise.web.ledger.services.keys import KEY_FILE, KEYS, origin_of, signer_of
from counterpoise.web.ledger.services.watching import (
    ROOM_HOUR,
    add_witness,
    confirm_checkpoint,
    enter_room_days,
    sign_checkpoint,
    sign_checkpoints_due,
)
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
    "KEYS",
    "KEY_FILE",
    "ROOM_HOUR",
    "AlreadyToldError",
    "Event",
    "OutsideTransactionError",
    "RefusedError",
    "StaleVersionError",
    "Telling",
    "add_witness",
    "append",
    "confirm_checkpoint",
    "enter_room_days",
    "new_id",
    "origin_of",
    "sign_checkpoint",
    "sign_checkpoints_due",
    "signer_of",
    "tell",
]
