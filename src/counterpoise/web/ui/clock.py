"""What time it is on the site: the machine's, or in a demonstration the time at which it stands still."""

from datetime import date, datetime

from django.conf import settings
from django.utils import timezone

__all__ = ["now", "today"]


def now() -> datetime:
    """Return the time on the site, in the zone of the place. Everything below the views gets it as ``at=``."""
    stands_at: datetime | None = settings.COUNTERPOISE_NOW
    return timezone.localtime(stands_at or timezone.now())


def today() -> date:
    """Return the day on the site, in the zone of the place."""
    return now().date()
