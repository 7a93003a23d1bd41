"""What the ledger asks for by time: a line a day for every closed room, and signed checkpoints."""

from datetime import datetime

from counterpoise.levels.spaces import CLOSED
from counterpoise.record.people import SpaceKind
from counterpoise.web.ledger.services import enter_room_days, sign_checkpoints_due
from counterpoise.web.people import models as people

__all__ = ["keep_ledger"]

_OWN_LOG = CLOSED | {SpaceKind.CARE_CIRCLE}


def keep_ledger(*, at: datetime) -> int:
    """Enter the lines that are due for closed rooms, and sign what is due; return how many of both.

    Parameters
    ----------
    at
        Now. Run twice or broken off anywhere, it does nothing twice.
    """
    rooms = people.Space.objects.filter(kind__in=_OWN_LOG).values_list("pk", flat=True)
    return enter_room_days(rooms=list(rooms), at=at) + sign_checkpoints_due(at=at)
