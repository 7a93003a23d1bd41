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
from counterpoise.web.control.selectors.terms import (
    Ending,
    Rights,
    TrackSeen,
    calendar_of,
    ending_terms,
    remedy_words,
    rights_case,
    rights_visible_to,
    tracks_in,
)
from counterpoise.web.control.selectors.tune import Tune, tune_of

__all__ = [
    "Control",
    "Ending",
    "Held",
    "LimitSeen",
    "MatterSeen",
    "Requested",
    "Rights",
    "Talk",
    "TrackSeen",
    "Tune",
    "affected_by",
    "calendar_of",
    "case_for",
    "control_visible_to",
    "ending_terms",
    "negotiated_on",
    "on_matter",
    "remedy_words",
    "rights_case",
    "rights_on",
    "rights_visible_to",
    "seated_in",
    "there",
    "tracks_in",
    "tune_of",
]
