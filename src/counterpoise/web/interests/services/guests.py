"""Vote without an account: the votes get a person who holds nothing but a code."""

from datetime import datetime

from django.db import transaction

from counterpoise.interests.statements import may_begin
from counterpoise.levels.refusals import Refusal
from counterpoise.record.positions import Statement
from counterpoise.web.initiatives.services import NothingHereError
from counterpoise.web.interests.selectors import OPEN, talk_at
from counterpoise.web.interests.services.statements import Phrasing, say_statement
from counterpoise.web.ledger.services import RefusedError
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.people.services import TooManyError, issue_receipt, open_guest, try_once

__all__ = ["begin_voting", "say_statement_as_guest"]

_AN_HOUR = 200
"""So many people begin from one address in an hour: a whole hall that shares one line may vote."""
_STATEMENTS = 30
"""So many statements come from one address in an hour without an account."""


def begin_voting(*, initiative: str, language: str, address: str, once: str, by: Viewer, at: datetime) -> str:
    """Make a place for the votes of somebody without an account and return its code, of which only a hash is kept.

    Parameters
    ----------
    initiative, language
        Where they vote, and their language as a code.
    address
        From where, to count with.
    once, by, at
        The form, who looks (nobody that is signed in), when.

    Raises
    ------
    NothingHereError
        There is no such initiative, or somebody is signed in.
    RefusedError
        Here an account is needed, the votes are over, or too many began from one address.
    AlreadyToldError
        The same form was sent twice.
    """
    talk = talk_at(initiative, OPEN, viewer=by)
    if talk is None or by.person is not None:
        raise NothingHereError(initiative)
    refusals = may_begin(guests=talk.guests, closes_on=talk.closes_on, at=at.date())
    if refusals:
        raise RefusedError(refusals)
    with transaction.atomic():
        _count("vote", address, most=_AN_HOUR, at=at)
        guest = open_guest(once=once, at=at, language=language)
        return issue_receipt(person=guest.id, initiative=initiative, contribution=None, once=once, at=at)


def say_statement_as_guest(
    *, initiative: str, phrasing: Phrasing, address: str, once: str, by: Viewer, at: datetime
) -> Statement:
    """Put a statement without an account; as `say_statement`, and counted by the address from which it comes.

    Raises
    ------
    RefusedError
        As `say_statement`, or there were too many from one address.
    """
    with transaction.atomic():
        _count("statement", address, most=_STATEMENTS, at=at)
        return say_statement(initiative=initiative, where=OPEN, phrasing=phrasing, once=once, by=by, at=at)


def _count(what: str, address: str, *, most: int, at: datetime) -> None:
    try:
        try_once(what, who=address, most=most, at=at)
    except TooManyError as error:
        raise RefusedError([Refusal("opinions.too_many")]) from error
