"""Pages across the rooms: what happened, letters, who sits where, receipts, and what comes in from paper."""

from counterpoise.web.governance.views.letters import arrived, choose, one_letter, stop, to_print
from counterpoise.web.governance.views.paper import enter, entered, paper
from counterpoise.web.governance.views.people import end_seat, found, invitations, invite, needs, people, seat, withdraw
from counterpoise.web.governance.views.reading import initiative, record, search, start
from counterpoise.web.governance.views.receipts import judge, receipt, receipts, take_back

__all__ = [
    "arrived",
    "choose",
    "end_seat",
    "enter",
    "entered",
    "found",
    "initiative",
    "invitations",
    "invite",
    "judge",
    "needs",
    "one_letter",
    "paper",
    "people",
    "receipt",
    "receipts",
    "record",
    "search",
    "seat",
    "start",
    "stop",
    "take_back",
    "to_print",
    "withdraw",
]
