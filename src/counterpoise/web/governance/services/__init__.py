"""What changes what stands across the rooms: letters, the life of an initiative, words entered for somebody else."""

from counterpoise.web.governance.services.bounces import take_bounce
from counterpoise.web.governance.services.by_time import remind, write_weekly
from counterpoise.web.governance.services.composing import compose
from counterpoise.web.governance.services.owed import read_logs
from counterpoise.web.governance.services.paper import Entering, enter_for_somebody
from counterpoise.web.governance.services.printing import post_letter, words_of
from counterpoise.web.governance.services.sending import deliver
from counterpoise.web.governance.services.wishes import choose_letters, person_of, stop_letters

__all__ = [
    "Entering",
    "choose_letters",
    "compose",
    "deliver",
    "enter_for_somebody",
    "person_of",
    "post_letter",
    "read_logs",
    "remind",
    "stop_letters",
    "take_bounce",
    "words_of",
    "write_weekly",
]
