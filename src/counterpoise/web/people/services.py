"""What changes people and their accounts."""

from collections.abc import Iterable

from django.db import transaction

from counterpoise.web.people import models

__all__ = ["open_accounts"]


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
