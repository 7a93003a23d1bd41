"""Which table of the site holds which table of the record."""

from counterpoise.record import Row
from counterpoise.record import initiatives as initiatives_record
from counterpoise.record import meetings as meetings_record
from counterpoise.web.initiatives import models
from counterpoise.web.ledger.models import Told

__all__ = ["PAIRS"]

PAIRS: dict[type[Told], type[Row]] = {
    models.Initiative: initiatives_record.Initiative,
    models.Cycle: initiatives_record.Cycle,
    models.Group: initiatives_record.Group,
    models.Matter: initiatives_record.Matter,
    models.Affects: initiatives_record.Affects,
    models.ContextChange: initiatives_record.ContextChange,
    models.ProcessRole: initiatives_record.ProcessRole,
    models.TradeOff: initiatives_record.TradeOff,
    models.Document: initiatives_record.Document,
    models.Meeting: meetings_record.Meeting,
}
"""Each table here and its table in the record."""
