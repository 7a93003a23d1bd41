"""Count how often somebody tries, so that nobody can try all codes or fill the site by a machine."""

from datetime import datetime, timedelta

from django.db import transaction

from counterpoise.web.people import models
from counterpoise.web.people.selectors import hash_of

__all__ = ["TooManyError", "forget_attempts", "forget_past_attempts", "try_once"]

_HOUR = timedelta(hours=1)
_IN_ALL = 50
"""From all places together so many times what one place may: a limit for those who try from many places."""


class TooManyError(Exception):
    """Too many tries: there are no more for an hour.

    Attributes
    ----------
    code
        Always ``"too_many"``.
    """

    code = "too_many"


def try_once(what: str, *, who: str, most: int, at: datetime) -> None:
    """Count one try.

    Parameters
    ----------
    what
        What is tried, such as ``receipt``.
    who
        From where; only a keyed hash of it is kept, for an hour.
    most
        How many tries one place has in an hour.
    at
        When.

    Raises
    ------
    TooManyError
        There were too many in the last hour.
    """
    mark = hash_of("attempt", who)
    with transaction.atomic():
        since = models.Attempt.objects.filter(what=what, at__gt=at - _HOUR)
        if since.filter(who=mark).count() >= most or since.count() >= most * _IN_ALL:
            raise TooManyError(what)
        forget_past_attempts(at=at)
        models.Attempt.objects.create(what=what, who=mark, at=at)


def forget_past_attempts(*, at: datetime) -> None:
    """Forget tries that no longer count, whether or not somebody tries again.

    Parameters
    ----------
    at
        Now.
    """
    models.Attempt.objects.filter(at__lte=at - _HOUR).delete()


def forget_attempts(what: str, *, who: str) -> None:
    """Forget the tries of somebody who succeeded."""
    models.Attempt.objects.filter(what=what, who=hash_of("attempt", who)).delete()
