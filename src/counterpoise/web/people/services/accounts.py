"""Open and close accounts, and end every sign-in at once. An account is no record: nothing of it enters a log."""

from collections.abc import Iterable

from django.db import transaction

from counterpoise.web.people import models

__all__ = ["close_account", "open_accounts", "sign_out_everywhere"]


@transaction.atomic
def open_accounts(persons: Iterable[str]) -> int:
    """Give each of these persons an account without a password, for the sign-in links of a demonstration.

    Parameters
    ----------
    persons
        Their ids; who has an account keeps it.

    Returns
    -------
    int
        How many accounts were opened.
    """
    there = set(models.Account.objects.filter(person__in=list(persons)).values_list("person", flat=True))
    new = [models.Account(name=name, person_id=name, password="!") for name in persons if name not in there]  # noqa: S106 - "!" marks that no password can ever fit
    models.Account.objects.bulk_create(new)
    return len(new)


def sign_out_everywhere(*, account: int) -> None:
    """End every session of an account, on every machine.

    A session holds as long as the password does. There are no passwords, but the mark that stands in their place is
    made anew, and with it all sessions end.
    """
    with transaction.atomic():
        found = models.Account.objects.select_for_update().get(pk=account)
        found.set_unusable_password()
        found.save(update_fields=["password"])


def close_account(*, account: int) -> None:
    """Take a sign-in away: address, passkeys and sessions go. What the person said stays as it is."""
    with transaction.atomic():
        found = models.Account.objects.select_for_update().get(pk=account)
        if found.person_id is not None:
            models.Contact.objects.filter(pk=found.person_id).delete()
        found.delete()
