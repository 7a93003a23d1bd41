"""Take part under a name, change it, say what one needs and how one can be reached."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from counterpoise.levels.names import looks_like, may_be_called, tidied
from counterpoise.levels.refusals import Refusal
from counterpoise.record import Moment
from counterpoise.record.people import Person
from counterpoise.web.ledger.models import Log
from counterpoise.web.ledger.services import (
    COMMON,
    AlreadyToldError,
    RefusedError,
    StaleVersionError,
    Telling,
    new_id,
    tell,
)
from counterpoise.web.people import models
from counterpoise.web.people.selectors import Viewer, names_seen, person_of

__all__ = ["keep_contact", "keep_needs", "open_guest", "own_row", "rename", "speak_language", "take_part"]

LANGUAGES = ("en", "nl")


def own_row(by: Viewer) -> Person:
    """Return the row of the person who acts.

    Raises
    ------
    RefusedError
        They are not signed in.
    """
    found = person_of(by.person)
    if found is None:
        raise RefusedError([Refusal("people.not_signed_in")])
    return found


def _free(name: str, *, own: str = "") -> str:
    # The head of the log is locked first: of two people who want one name at the same moment, one gets it.
    Log.objects.get_or_create(origin=COMMON)
    Log.objects.select_for_update().get(origin=COMMON)
    refusals = may_be_called(name)
    seen = looks_like(name)
    if seen != looks_like(own) and seen in names_seen():
        refusals += (Refusal("levels.name_like_another"),)
    if refusals:
        raise RefusedError(refusals)
    return tidied(name)


def take_part(*, account: int, name: str, language: str, once: str, at: datetime) -> Person:
    """Take part under a name: the account that signed in gets its person.

    Raises
    ------
    RefusedError
        The name cannot be had.
    AlreadyToldError
        The same form was sent twice.
    """
    with transaction.atomic():
        kept = _free(name)
        found = models.Account.objects.select_for_update().get(pk=account)
        if found.person_id is not None:
            raise AlreadyToldError(found.person_id)
        row = Person(
            id=new_id("person", once=once),
            happened_at=Moment.exactly(at),
            recorded_at=at,
            pseudonym=kept,
            language=language if language in LANGUAGES else "",
        )
        tell("person_joined", Telling(model=models.Person, row=row), by=row.id, at=at)
        models.Account.objects.filter(pk=account).update(person=row.id)
    return row


def open_guest(*, once: str, at: datetime, language: str = "", by: str | None = None) -> Person:
    """Make a place for somebody without an account, so that their words have an author. They have no name here.

    Parameters
    ----------
    once
        The token of the form with which they speak.
    at
        When.
    language
        Their language, as a code.
    by
        Who writes it down for them, where somebody does.
    """
    row = Person(
        id=new_id("person", once=once),
        happened_at=Moment.exactly(at),
        recorded_at=at,
        recorded_by=by,
        language=language if language in LANGUAGES else "",
    )
    tell("person_without_account", Telling(model=models.Person, row=row), by=by, at=at)
    return row


def _changed(row: Person, *, version: int, by: Viewer, at: datetime, why: str) -> Person:
    return replace(row, version=version + 1, supersedes_reason=why, recorded_at=at, recorded_by=by.person)


def rename(*, name: str, version: int, by: Viewer, at: datetime) -> Person:
    """Take another name.

    Raises
    ------
    RefusedError
        The name cannot be had.
    StaleVersionError
        It was changed elsewhere in the meantime.
    """
    with transaction.atomic():
        now = own_row(by)
        row = _changed(now, version=version, by=by, at=at, why="took another name")
        row = replace(row, pseudonym=_free(name, own=now.pseudonym))
        tell("person_renamed", Telling(model=models.Person, row=row), by=by.person, at=at)
    return row


def speak_language(*, language: str, version: int, by: Viewer, at: datetime) -> Person:
    """Say in which language one wants to be addressed.

    Raises
    ------
    RefusedError
        The site does not speak it.
    StaleVersionError
        It was changed elsewhere in the meantime.
    """
    if language not in LANGUAGES:
        raise RefusedError([Refusal("people.unknown_language", {"language": language})])
    row = replace(_changed(own_row(by), version=version, by=by, at=at, why="chose a language"), language=language)
    tell("person_language", Telling(model=models.Person, row=row), by=by.person, at=at)
    return row


def keep_needs(*, needs: str, at_meetings: str, version: int, by: Viewer, at: datetime) -> Person:
    """Say what one needs to be able to take part, and at a meeting. Only who must arrange it will read it.

    Raises
    ------
    StaleVersionError
        It was changed elsewhere in the meantime.
    """
    with transaction.atomic():
        row = _changed(own_row(by), version=version, by=by, at=at, why="said what they need")
        row = replace(row, access_needs=needs.strip())
        tell("person_needs", Telling(model=models.Person, row=row), by=by.person, at=at)
        models.Wishes.objects.update_or_create(pk=row.id, defaults={"at_meetings": at_meetings.strip()})
    return row


def keep_contact(*, way: str, telephone: str, address: str, version: int, by: Viewer, at: datetime) -> models.Contact:
    """Say how one can be reached. It is no record: it enters no log and leaves the site in no export of others.

    Raises
    ------
    StaleVersionError
        It was changed elsewhere in the meantime.
    """
    person = own_row(by)
    with transaction.atomic():
        models.Contact.objects.select_for_update().get_or_create(pk=person.id)
        given = {"way": way, "telephone": telephone.strip(), "address": address.strip(), "version": version + 1}
        if not models.Contact.objects.filter(pk=person.id, version=version).update(**given):
            raise StaleVersionError(person, replace(person, recorded_at=at))
    return models.Contact.objects.get(pk=person.id)
