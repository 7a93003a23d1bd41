"""The tables of this part of the site."""

from counterpoise.web.trajectory.models.circle import Counted, Look, Patient, Whom
from counterpoise.web.trajectory.models.paths import (
    Agreement,
    Alignment,
    CareConversation,
    SituationChange,
    Tie,
    Trajectory,
    WhatMatters,
)

__all__ = [
    "Agreement",
    "Alignment",
    "CareConversation",
    "Counted",
    "Look",
    "Patient",
    "SituationChange",
    "Tie",
    "Trajectory",
    "WhatMatters",
    "Whom",
]
