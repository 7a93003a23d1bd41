"""Which table of the site holds which table of the record."""

from counterpoise.record import Row
from counterpoise.record import people as people_record
from counterpoise.web.ledger.models import Told
from counterpoise.web.people import models

__all__ = ["PAIRS"]

PAIRS: dict[type[Told], type[Row]] = {
    models.Person: people_record.Person,
    models.Capacity: people_record.Capacity,
    models.OrgRole: people_record.OrgRole,
    models.Membership: people_record.Membership,
    models.Body: people_record.Body,
    models.Seat: people_record.Seat,
    models.Space: people_record.Space,
    models.Admission: people_record.Admission,
    models.ReleasedCount: people_record.ReleasedCount,
}
"""Each table here and its table in the record."""
