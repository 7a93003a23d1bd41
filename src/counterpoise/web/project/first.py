"""The first day of a site: it holds nobody yet, and who started it opens it by a link that works once."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.urls import reverse

from counterpoise.web.governance.selectors.about import nobody_yet

__all__ = ["LASTS", "first_link", "holds", "is_new"]

LASTS = 3 * 24 * 3600
"""For how many seconds the link works."""

_SALT = "counterpoise.first"
_THIS_MACHINE = frozenset({"127.0.0.1", "localhost", "::1"})


def is_new() -> bool:
    """Say whether the site holds nobody yet."""
    return nobody_yet()


def first_link(*, port: int | None = None) -> str:
    """Return the link that opens a new site. Once somebody is in it, no such link works any more.

    Parameters
    ----------
    port
        The port on which the site listens. It stands in the link where the site is reached on this machine alone: no
        proxy stands before it then.
    """
    token = signing.dumps("first", salt=_SALT)
    address = urlsplit(settings.COUNTERPOISE_ADDRESS)
    here = address.hostname in _THIS_MACHINE and address.port is None and port is not None
    return f"{settings.COUNTERPOISE_ADDRESS}{f':{port}' if here else ''}{reverse('first', args=[token])}"


def holds(token: str) -> bool:
    """Say whether this site made the link, not too long ago, and holds nobody yet."""
    try:
        signing.loads(token, salt=_SALT, max_age=LASTS)
    except signing.BadSignature:
        return False
    return is_new()
