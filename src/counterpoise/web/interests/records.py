"""Which table of the site holds which table of the record."""

from counterpoise.record import Row
from counterpoise.record import positions as positions_record
from counterpoise.web.interests import models
from counterpoise.web.ledger.models import Told

__all__ = ["PAIRS"]

PAIRS: dict[type[Told], type[Row]] = {
    models.Friction: positions_record.Friction,
    models.Position: positions_record.Position,
    models.Statement: positions_record.Statement,
    models.Vote: positions_record.Vote,
    models.OpinionGroup: positions_record.OpinionGroup,
}
"""Each table here and its table in the record."""
