"""Which table of the site holds which table of the record."""

from counterpoise.record import Row
from counterpoise.record import trajectories as trajectories_record
from counterpoise.web.control.records import PAIRS as CONTROL
from counterpoise.web.decisions.records import PAIRS as DECISIONS
from counterpoise.web.expertise.records import PAIRS as EXPERTISE
from counterpoise.web.inclusion.records import PAIRS as INCLUSION
from counterpoise.web.initiatives.records import PAIRS as SPINE
from counterpoise.web.interests.records import PAIRS as INTERESTS
from counterpoise.web.ledger.models import Told
from counterpoise.web.people.records import PAIRS as PEOPLE
from counterpoise.web.reviews.records import PAIRS as REVIEWS
from counterpoise.web.trajectory import models

__all__ = ["EVERYWHERE", "PAIRS"]

PAIRS: dict[type[Told], type[Row]] = {
    models.Trajectory: trajectories_record.Trajectory,
    models.WhatMatters: trajectories_record.WhatMatters,
    models.Tie: trajectories_record.Tie,
    models.CareConversation: trajectories_record.CareConversation,
    models.SituationChange: trajectories_record.SituationChange,
    models.Agreement: trajectories_record.Agreement,
    models.Alignment: trajectories_record.Alignment,
}
"""Each table here and its table in the record."""

EVERYWHERE: dict[type[Row], type[Told]] = {
    kind: model
    for pairs in (PEOPLE, SPINE, EXPERTISE, CONTROL, INCLUSION, INTERESTS, DECISIONS, REVIEWS, PAIRS)
    for model, kind in pairs.items()
}
"""For each table of the record that a care path can have rows in, the table of the site."""
