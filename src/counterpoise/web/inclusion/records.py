"""Which table of the site holds which table of the record."""

from counterpoise.record import Row
from counterpoise.record import access as access_record
from counterpoise.record import participation as participation_record
from counterpoise.web.inclusion import models
from counterpoise.web.ledger.models import Told

__all__ = ["PAIRS"]

PAIRS: dict[type[Told], type[Row]] = {
    models.Barrier: access_record.Barrier,
    models.Adaptation: access_record.Adaptation,
    models.Training: access_record.Training,
    models.Population: participation_record.Population,
    models.Margin: participation_record.Margin,
    models.Recruitment: participation_record.Recruitment,
    models.Selection: participation_record.Selection,
    models.Invitation: participation_record.Invitation,
    models.Decline: participation_record.Decline,
    models.Participation: participation_record.Participation,
    models.LotteryRun: participation_record.LotteryRun,
}
"""Each table here and its table in the record."""
