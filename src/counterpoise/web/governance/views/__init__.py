"""Pages across the rooms: what happened, the life of an initiative, letters, seats, receipts, and paper."""

from counterpoise.web.governance.views.glass import ask_to_look, end_glass, open_glass, through, who_looked
from counterpoise.web.governance.views.letters import arrived, choose, one_letter, stop, to_print
from counterpoise.web.governance.views.life import (
    about,
    begin,
    describe,
    hand_over,
    open_it,
    rest,
    wake,
    welcome,
    write_body,
    write_group,
    write_matter,
)
from counterpoise.web.governance.views.paper import enter, entered, paper
from counterpoise.web.governance.views.people import end_seat, found, invitations, invite, needs, people, seat, withdraw
from counterpoise.web.governance.views.reading import initiative, record, search, start
from counterpoise.web.governance.views.receipts import judge, receipt, receipts, take_back
from counterpoise.web.governance.views.table import council_letter, table, table_meeting, table_year

__all__ = [
    "about",
    "arrived",
    "ask_to_look",
    "begin",
    "choose",
    "council_letter",
    "describe",
    "end_glass",
    "end_seat",
    "enter",
    "entered",
    "found",
    "hand_over",
    "initiative",
    "invitations",
    "invite",
    "judge",
    "needs",
    "one_letter",
    "open_glass",
    "open_it",
    "paper",
    "people",
    "receipt",
    "receipts",
    "record",
    "rest",
    "search",
    "seat",
    "start",
    "stop",
    "table",
    "table_meeting",
    "table_year",
    "take_back",
    "through",
    "to_print",
    "wake",
    "welcome",
    "who_looked",
    "withdraw",
    "write_body",
    "write_group",
    "write_matter",
]
