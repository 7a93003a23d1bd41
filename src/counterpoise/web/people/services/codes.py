"""Give receipts, and take invitations back."""

from datetime import datetime

from django.db import transaction

from counterpoise.levels.refusals import Refusal
from counterpoise.web.ledger.services import Event, RefusedError, append
from counterpoise.web.people import models
from counterpoise.web.people.selectors import Viewer, hash_of, invitation_of, made_of

__all__ = ["NotUsableError", "issue_receipt", "withdraw_invitation"]


class NotUsableError(Exception):
    """A code that is no code, was used, was taken back or has ended: all are told in the same words.

    Attributes
    ----------
    code
        Always ``"not_usable"``.
    """

    code = "not_usable"


def issue_receipt(*, person: str, initiative: str, contribution: str | None, once: str, at: datetime) -> str:
    """Give a receipt for what somebody without an account said, and return its code. Only a keyed hash is kept.

    Parameters
    ----------
    person
        The place of its author, from `open_guest`.
    initiative, contribution
        What was said, and where.
    once
        The token of the form: sent twice, it gives the same receipt.
    at
        When.
    """
    code = made_of("receipt", once)
    with transaction.atomic():
        given = {"person_id": person, "initiative": initiative, "contribution": contribution, "issued_at": at}
        _receipt, new = models.Receipt.objects.get_or_create(code_hash=hash_of("receipt", code), defaults=given)
        if new:
            append([Event(type="receipt_issued", body={"by": None, "person": person})], at=at)
    return code


def withdraw_invitation(*, invitation: str, by: Viewer, at: datetime) -> models.Invitation:
    """Take an invitation back that nobody used yet.

    Raises
    ------
    NotUsableError
        It was used, has ended, or was taken back already.
    RefusedError
        There is no such invitation for this person.
    """
    found = invitation_of(invitation, viewer=by)
    if found is None:
        raise RefusedError([Refusal("people.nothing_here", {"invitation": invitation})])
    with transaction.atomic():
        live = models.Invitation.objects.filter(
            pk=found.pk, used_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=at
        )
        if not live.update(withdrawn_at=at):
            raise NotUsableError(invitation)
        append([Event(type="invitation_withdrawn", body={"by": by.person, "invitation": found.pk})], at=at)
    found.refresh_from_db()
    return found
