"""The first day of a site: it holds nobody yet, and who started it opens it by a link that works once."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from counterpoise.web.governance.selectors.about import nobody_yet

__all__ = ["LASTS", "first_link", "holds", "is_new"]

LASTS = 3 * 24 * 3600
"""For how many seconds the link works."""

_SALT = "counterpoise.first"


def is_new() -> bool:
    """Say whether the site holds nobody yet."""
    return nobody_yet()


def first_link() -> str:
    """Return the link that opens a new site. Once somebody is in it, no such link works any more."""
    token = signing.dumps("first", salt=_SALT)
    return f"{settings.COUNTERPOISE_ADDRESS}{reverse('first', args=[token])}"


def holds(token: str) -> bool:
    """Say whether this site made the link, not too long ago, and holds nobody yet."""
    try:
        signing.loads(token, salt=_SALT, max_age=LASTS)
    except signing.BadSignature:
        return False
    return is_new()
