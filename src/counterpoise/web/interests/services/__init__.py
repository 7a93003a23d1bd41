"""What people do here: put positions, write frictions down and work on them together, keep trade-offs in sight."""

from counterpoise.web.interests.services.closing import confirm, propose_closing, refuse_closing, reopen
from counterpoise.web.interests.services.frictions import (
    Noticing,
    Stepping,
    name_step,
    notice,
    show,
    tell_existence,
)
from counterpoise.web.interests.services.positions import (
    Holding,
    own_departments,
    put_position,
    reword_position,
    show_position,
)
from counterpoise.web.interests.services.tradeoffs import Trading, keep_trade_off, look_again

__all__ = [
    "Holding",
    "Noticing",
    "Stepping",
    "Trading",
    "confirm",
    "keep_trade_off",
    "look_again",
    "name_step",
    "notice",
    "own_departments",
    "propose_closing",
    "put_position",
    "refuse_closing",
    "reopen",
    "reword_position",
    "show",
    "show_position",
    "tell_existence",
]
