"""What changes what stands across the rooms: letters, the life of an initiative, words entered for somebody else."""

from counterpoise.web.governance.services.bounces import take_bounce
from counterpoise.web.governance.services.by_time import remind, write_weekly
from counterpoise.web.governance.services.composing import compose
from counterpoise.web.governance.services.founding import Example, ExampleGroup, Founder, found_site
from counterpoise.web.governance.services.life import (
    Described,
    begin_initiative,
    describe,
    hand_over,
    open_initiative,
    rest,
    wake,
)
from counterpoise.web.governance.services.owed import read_logs
from counterpoise.web.governance.services.paper import Entering, enter_for_somebody
from counterpoise.web.governance.services.printing import post_letter, words_of
from counterpoise.web.governance.services.sending import deliver
from counterpoise.web.governance.services.spine import (
    BodyGiven,
    GroupGiven,
    MatterGiven,
    add_body,
    write_group,
    write_matter,
)
from counterpoise.web.governance.services.welcome import receive_without_account
from counterpoise.web.governance.services.wishes import choose_letters, person_of, stop_letters

__all__ = [
    "BodyGiven",
    "Described",
    "Entering",
    "Example",
    "ExampleGroup",
    "Founder",
    "GroupGiven",
    "MatterGiven",
    "add_body",
    "begin_initiative",
    "choose_letters",
    "compose",
    "deliver",
    "describe",
    "enter_for_somebody",
    "found_site",
    "hand_over",
    "open_initiative",
    "person_of",
    "post_letter",
    "read_logs",
    "receive_without_account",
    "remind",
    "rest",
    "stop_letters",
    "take_bounce",
    "wake",
    "words_of",
    "write_group",
    "write_matter",
    "write_weekly",
]
