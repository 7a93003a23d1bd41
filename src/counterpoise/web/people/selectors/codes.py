"""Reads of invitations and receipts. A code is never kept: only what the site's secret makes of it."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.crypto import salted_hmac

from counterpoise.levels.codes import code_from, read_code
from counterpoise.levels.seats import sits_in
from counterpoise.record.people import SpaceKind
from counterpoise.web.people import models
from counterpoise.web.people.selectors.viewers import Viewer

__all__ = [
    "INVITATION_DAYS",
    "hash_of",
    "invitation_of",
    "invitations_by",
    "lets_in_without_account",
    "live_invitation",
    "made_of",
    "receipt_by_code",
]

INVITATION_DAYS = 14
"""After so many days an invitation that nobody used ends."""


def hash_of(kind: str, text: str) -> str:
    """Return what is kept of a code or an address: nobody finds it back without the secret of the site.

    Parameters
    ----------
    kind
        What it is for, so that a receipt is never an invitation.
    text
        The code, or the address.
    """
    return salted_hmac(f"counterpoise.{kind}", text, algorithm="sha256").hexdigest()


def made_of(kind: str, once: str) -> str:
    """Return the code that belongs to a form: the same form gives the same code however often it is sent."""
    return code_from(salted_hmac(f"counterpoise.code.{kind}", once, algorithm="sha256").digest())


def _live(at: datetime) -> QuerySet[models.Invitation]:
    return models.Invitation.objects.filter(used_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=at)


def live_invitation(text: str, *, at: datetime) -> models.Invitation | None:
    """Return the invitation of a code that can still be used; nothing where there is none, for whatever reason."""
    code = read_code(text)
    if code is None:
        return None
    # None leads into a care path any more; one that was made before opens nothing.
    paths = models.Space.objects.filter(kind=SpaceKind.CARE_CIRCLE, initiative__isnull=False).values("initiative")
    found = _live(at).filter(code_hash=hash_of("invitation", code)).exclude(initiative__in=paths)
    return found.select_related("body", "room", "invited_by").first()


def invitations_by(viewer: Viewer, *, initiative: str) -> tuple[models.Invitation, ...]:
    """Return the invitations of an initiative that somebody gave, or that ask into a body in which they sit."""
    if viewer.person is None:
        return ()
    theirs = Q(invited_by=viewer.person) | Q(body__in=sits_in(viewer.standing, at=viewer.at))
    found = models.Invitation.objects.filter(theirs, initiative=initiative)
    return tuple(found.select_related("body", "room", "used_by"))


def invitation_of(name: str, *, viewer: Viewer) -> models.Invitation | None:
    """Return one invitation that somebody may take back; nothing where there is none for them."""
    found = models.Invitation.objects.filter(pk=name).first()
    if found is None or found.initiative is None:
        return None
    return next((each for each in invitations_by(viewer, initiative=found.initiative) if each.pk == name), None)


def receipt_by_code(text: str) -> models.Receipt | None:
    """Return the receipt of a code, however it was typed; nothing where there is none."""
    code = read_code(text)
    return models.Receipt.objects.filter(code_hash=hash_of("receipt", code)).first() if code is not None else None


def lets_in_without_account(initiative: str) -> bool:
    """Say whether people can say something in an initiative without an account; they can unless it says otherwise."""
    found = models.Welcome.objects.filter(pk=initiative).values_list("without_account", flat=True).first()
    return found is not False
