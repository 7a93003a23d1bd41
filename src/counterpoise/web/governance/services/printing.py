"""Print a letter for somebody without e-mail, and write down that a person posted it."""

from datetime import datetime
from typing import Any

from django.db import transaction

from counterpoise.web.governance.models import Letter, LetterState, Route
from counterpoise.web.governance.selectors.letters import letter_to_print
from counterpoise.web.governance.services.composing import compose
from counterpoise.web.governance.services.telling import told_by
from counterpoise.web.initiatives.services import NothingHereError
from counterpoise.web.people.selectors import Viewer

__all__ = ["post_letter", "words_of"]


def words_of(letter: Letter, *, prints: bool, at: datetime) -> dict[str, Any] | None:
    """Return what a letter says: as it went, or, of one that did not go yet, as it would be now.

    Parameters
    ----------
    letter
        The letter.
    prints
        Whether somebody prints it for another; where nothing is left to say, it leaves the list.
    at
        Now.
    """
    if letter.content and not prints:
        kept: dict[str, Any] = letter.content
        return kept
    content = compose(letter, at=at)
    if content is None and prints:
        Letter.objects.filter(pk=letter.pk, state=letter.state).update(state=LetterState.VOID, sent_at=at)
    return content.as_json() if content is not None else None


@transaction.atomic
def post_letter(name: str, *, by: Viewer, at: datetime) -> Letter:
    """Write down that somebody printed and posted a letter; its group now counts as told.

    Raises
    ------
    NothingHereError
        There is no such letter that this person may print, or it has gone.
    """
    found = letter_to_print(name, viewer=by)
    letter = Letter.objects.select_for_update().filter(pk=found.pk).first() if found is not None else None
    if letter is None or letter.state not in {LetterState.TO_PRINT, LetterState.UNKNOWN}:
        raise NothingHereError(name)
    content = compose(letter, at=at)
    if content is None:
        raise NothingHereError(name)
    letter.content = content.as_json()
    letter.state = LetterState.POSTED
    letter.route = Route.POST
    letter.sent_at = at
    letter.sent_by_id = by.person
    letter.save(update_fields=["content", "state", "route", "sent_at", "sent_by"])
    told_by(letter, by=by, at=at)
    for other in _told_with(letter, content.groups):
        other.content, other.state, other.route = letter.content, letter.state, letter.route
        other.sent_at, other.sent_by_id = at, by.person
        other.save(update_fields=["content", "state", "route", "sent_at", "sent_by"])
        told_by(other, by=by, at=at)
    return letter


def _told_with(letter: Letter, groups: list[str]) -> list[Letter]:
    """Return the letters to the same person about the same decision whose groups stand on this sheet, too."""
    waits = Letter.objects.filter(person=letter.person_id, kind=letter.kind, about=letter.about, group__in=groups)
    waits = waits.filter(state__in=(LetterState.TO_PRINT, LetterState.UNKNOWN))
    return list(waits.exclude(pk=letter.pk).select_for_update())
