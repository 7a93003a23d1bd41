"""Say something without an account: the words get an author who holds nothing but a receipt."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from counterpoise.levels.refusals import Refusal
from counterpoise.record.contributions import Contribution
from counterpoise.web.expertise.services.contributions import Saying, say
from counterpoise.web.initiatives.services import NothingHereError
from counterpoise.web.ledger.services import RefusedError
from counterpoise.web.people.selectors import Viewer, lets_in_without_account
from counterpoise.web.people.services import TooManyError, issue_receipt, open_guest, try_once

__all__ = ["say_without_account"]

_AN_HOUR = 30
"""So many contributions come from one address in an hour: a whole room that shares one line may speak."""


def say_without_account(
    *, initiative: str, saying: Saying, language: str = "", address: str, once: str, by: Viewer, at: datetime
) -> Contribution:
    """Give a contribution without an account. Its code is that of the form, see `people.selectors.made_of`.

    Parameters
    ----------
    initiative, saying
        What is said, in the open room.
    language
        Their language, as a code.
    address
        From where, to count with.
    once, by, at
        The form, who looks (nobody that is signed in), when.

    Raises
    ------
    NothingHereError
        There is no such initiative, room or question, or somebody is signed in.
    RefusedError
        Here an account is needed, there are no words, or there were too many from one address.
    AlreadyToldError
        The same form was sent twice.
    """
    if by.person is not None or saying.room:
        raise NothingHereError(initiative)
    if not lets_in_without_account(initiative):
        raise RefusedError([Refusal("expertise.needs_account")])
    with transaction.atomic():
        try:
            try_once("say", who=address, most=_AN_HOUR, at=at)
        except TooManyError as error:
            raise RefusedError([Refusal("expertise.too_many")]) from error
        guest = open_guest(once=once, at=at, language=language)
        speaker = replace(by, person=guest.id, standing=replace(by.standing, person=guest.id))
        row = say(initiative=initiative, saying=saying, once=once, by=speaker, at=at)
        issue_receipt(person=guest.id, initiative=initiative, contribution=row.id, once=once, at=at)
    return row
