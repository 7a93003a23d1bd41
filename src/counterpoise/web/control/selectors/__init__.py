"""Reads of who decides what, each for somebody who looks."""

from counterpoise.web.control.selectors.case import affected_by, case_for, negotiated_on, on_matter, rights_on, there
from counterpoise.web.control.selectors.room import (
    Control,
    Held,
    LimitSeen,
    MatterSeen,
    Requested,
    Talk,
    control_visible_to,
    seated_in,
)
from counterpoise.web.control.selectors.tune import Tune, tune_of

__all__ = [
    "Control",
    "Held",
    "LimitSeen",
    "MatterSeen",
    "Requested",
    "Talk",
    "Tune",
    "affected_by",
    "case_for",
    "control_visible_to",
    "negotiated_on",
    "on_matter",
    "rights_on",
    "seated_in",
    "there",
    "tune_of",
]
