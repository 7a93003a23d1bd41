"""What people do here: put positions, work on frictions together, keep trade-offs in sight, vote on statements."""

from counterpoise.web.interests.services.appeals import appeal_statement, hear_statement
from counterpoise.web.interests.services.bringing import bring_polis
from counterpoise.web.interests.services.closing import confirm, propose_closing, refuse_closing, reopen
from counterpoise.web.interests.services.frictions import (
    Noticing,
    Stepping,
    name_step,
    notice,
    show,
    tell_existence,
)
from counterpoise.web.interests.services.guests import begin_voting, say_statement_as_guest
from counterpoise.web.interests.services.maps import draw_maps_due
from counterpoise.web.interests.services.positions import (
    Holding,
    own_departments,
    put_position,
    reword_position,
    show_position,
)
from counterpoise.web.interests.services.statements import (
    Phrasing,
    Voting,
    fix_conversation,
    hide_statement,
    say_statement,
    vote,
    withdraw_vote,
)
from counterpoise.web.interests.services.tradeoffs import Trading, keep_trade_off, look_again

__all__ = [
    "Holding",
    "Noticing",
    "Phrasing",
    "Stepping",
    "Trading",
    "Voting",
    "appeal_statement",
    "begin_voting",
    "bring_polis",
    "confirm",
    "draw_maps_due",
    "fix_conversation",
    "hear_statement",
    "hide_statement",
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
    "say_statement",
    "say_statement_as_guest",
    "show",
    "show_position",
    "tell_existence",
    "vote",
    "withdraw_vote",
]
