"""What changes people: their accounts, their names and needs, as what they speak, where they sit, whom they ask in."""

from counterpoise.web.people.services.accounts import close_account, open_accounts, sign_out_everywhere
from counterpoise.web.people.services.attempts import TooManyError, forget_attempts, forget_past_attempts, try_once
from counterpoise.web.people.services.capacities import (
    add_capacity,
    add_membership,
    end_capacity,
    end_membership,
    keep_usual,
    new_capacity,
)
from counterpoise.web.people.services.codes import NotUsableError, issue_receipt, withdraw_invitation
from counterpoise.web.people.services.glass import ask_to_look, end_glass, look_through_glass, open_glass
from counterpoise.web.people.services.invitations import Asking, invite, use_invitation
from counterpoise.web.people.services.persons import (
    keep_contact,
    keep_needs,
    open_guest,
    rename,
    speak_language,
    take_part,
)
from counterpoise.web.people.services.seats import end_seat, found_body, seat

__all__ = [
    "Asking",
    "NotUsableError",
    "TooManyError",
    "add_capacity",
    "add_membership",
    "ask_to_look",
    "close_account",
    "end_capacity",
    "end_glass",
    "end_membership",
    "end_seat",
    "forget_attempts",
    "forget_past_attempts",
    "found_body",
    "invite",
    "issue_receipt",
    "keep_contact",
    "keep_needs",
    "keep_usual",
    "look_through_glass",
    "new_capacity",
    "open_accounts",
    "open_glass",
    "open_guest",
    "rename",
    "seat",
    "sign_out_everywhere",
    "speak_language",
    "take_part",
    "try_once",
    "use_invitation",
    "withdraw_invitation",
]
