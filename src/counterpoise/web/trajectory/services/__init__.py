"""What people do in a care path, one verb each."""

from counterpoise.web.trajectory.services.deciding import Clashing, Deciding, clash, propose, raise_matter
from counterpoise.web.trajectory.services.importing import LARGEST, Taken, take_in
from counterpoise.web.trajectory.services.readers import (
    Granting,
    count_along,
    end_reading,
    grant,
    log_look,
    stop_counting,
)
from counterpoise.web.trajectory.services.starting import Starting, plan_look, rest, start, wake
from counterpoise.web.trajectory.services.writing import (
    Helping,
    add_person,
    agree,
    align,
    keep_on,
    look_again,
    say_what_matters,
    step_back,
    stop_helping,
    talk,
    tell_change,
)

__all__ = [
    "LARGEST",
    "Clashing",
    "Deciding",
    "Granting",
    "Helping",
    "Starting",
    "Taken",
    "add_person",
    "agree",
    "align",
    "clash",
    "count_along",
    "end_reading",
    "grant",
    "keep_on",
    "log_look",
    "look_again",
    "plan_look",
    "propose",
    "raise_matter",
    "rest",
    "say_what_matters",
    "start",
    "step_back",
    "stop_counting",
    "stop_helping",
    "take_in",
    "talk",
    "tell_change",
    "wake",
]
