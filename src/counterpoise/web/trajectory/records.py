"""Which table of the site holds which table of the record."""

from counterpoise.record import Row
from counterpoise.record import trajectories as trajectories_record
from counterpoise.web.ledger.models import Told
from counterpoise.web.trajectory import models

__all__ = ["PAIRS"]

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
