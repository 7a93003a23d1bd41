"""How often somebody wants letters; and the link in each letter that stops the weekly one."""

from datetime import datetime

from django.core import signing
from django.db import transaction

from counterpoise.web.governance.models import Letter, LetterKind, LetterState, Route, Wanted, Wish
from counterpoise.web.governance.services.handing import STOP
from counterpoise.web.initiatives.services import NothingHereError
from counterpoise.web.people.models import Person
from counterpoise.web.people.selectors import Viewer

__all__ = ["choose_letters", "person_of", "stop_letters"]


def choose_letters(*, wanted: Wanted, address: str, by: Viewer, at: datetime) -> Wish:
    """Keep how somebody wants to be told. What waits to be sent goes the new way.

    Raises
    ------
    NothingHereError
        Nobody is signed in.
    """
    if by.person is None:
        raise NothingHereError("letters")
    with transaction.atomic():
        given = {"wanted": wanted, "address": address.strip()}
        wish, _new = Wish.objects.update_or_create(person_id=by.person, defaults=given)
        waiting = Letter.objects.filter(person=by.person, state=LetterState.DUE)
        if wanted == Wanted.POST:
            waiting.update(state=LetterState.TO_PRINT, route=Route.POST)
        elif wanted == Wanted.NONE:
            waiting.filter(kind=LetterKind.WEEKLY).update(state=LetterState.VOID, sent_at=at)
    return wish


def person_of(token: str) -> str | None:
    """Return whose letters a link stops; nothing where this site did not make it."""
    try:
        name = signing.Signer(salt=STOP).unsign(token)
    except signing.BadSignature:
        return None
    return name if Person.objects.filter(id=name).exists() else None


def stop_letters(*, token: str, at: datetime) -> None:
    """Stop the weekly letter of who holds the link. What they must be told, they are still told.

    Raises
    ------
    NothingHereError
        This site did not make the link.
    """
    person = person_of(token)
    if person is None:
        raise NothingHereError("stop")
    with transaction.atomic():
        Wish.objects.update_or_create(person_id=person, defaults={"wanted": Wanted.NONE})
        waiting = Letter.objects.filter(person=person, kind=LetterKind.WEEKLY)
        waiting.filter(state__in=[LetterState.DUE, LetterState.TO_PRINT]).update(state=LetterState.VOID, sent_at=at)
