"""Choose whether people can speak in an initiative without an account."""

from datetime import datetime

from django.db import transaction

from counterpoise.levels.governance import may_ask_for_accounts
from counterpoise.web.governance.selectors.about import kept
from counterpoise.web.initiatives.services import NothingHereError
from counterpoise.web.ledger.services import Event, append
from counterpoise.web.people import models as people
from counterpoise.web.people.selectors import Viewer, lets_in_without_account

__all__ = ["receive_without_account"]


def receive_without_account(*, initiative: str, allowed: bool, by: Viewer, at: datetime) -> None:
    """Choose whether people can say something in an initiative without an account; the ledger tells who chose.

    Raises
    ------
    NothingHereError
        There is no such initiative for this person, or they do not hold it.
    """
    row = kept(initiative, viewer=by)
    if row is None or not may_ask_for_accounts(row, standing=by.standing, at=at):
        raise NothingHereError(initiative)
    with transaction.atomic():
        if lets_in_without_account(initiative) is allowed:
            return
        people.Welcome.objects.update_or_create(pk=initiative, defaults={"without_account": allowed})
        body = {"by": by.person, "initiative": initiative, "without_account": allowed}
        append([Event(type="welcome_changed", body=body)], at=at)
