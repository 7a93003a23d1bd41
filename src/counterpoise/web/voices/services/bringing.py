"""Bring a text in: the places that name citizens and its big words are written down with it."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from counterpoise.expertise.voices.language import UnreadableLanguageError
from counterpoise.levels.refusals import Refusal
from counterpoise.record import Moment, Side
from counterpoise.record.documents import Claim, Mention
from counterpoise.record.initiatives import Document, DocumentKind, Lane
from counterpoise.web.expertise import models as expertise
from counterpoise.web.initiatives import models as spine
from counterpoise.web.initiatives.services import sides_in
from counterpoise.web.ledger.services import RefusedError, Telling, new_id, tell
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.voices.selectors.reading import Found, found_in

__all__ = ["LONGEST", "MOST_MENTIONS", "MOST_TEXTS", "bring_text", "bring_texts"]

LONGEST = 200_000
"""Letters of the longest text: some sixty pages."""

MOST_MENTIONS = 400
"""A text that names citizens more often is brought in in parts: nobody labels more in one go."""

MOST_TEXTS = 10
"""So many texts at most are brought in in one go."""

_TOGETHER = 2 * LONGEST


def bring_texts(
    *,
    initiative: str,
    texts: Sequence[tuple[str, str]],
    kind: DocumentKind | None,
    author_side: Side | None,
    lane: Lane | None,
    written_on: Moment | None,
    once: str,
    by: Viewer,
    at: datetime,
) -> Document:
    """Bring several texts in: all of them, or none where one cannot be read.

    Parameters
    ----------
    initiative, texts
        Where, and what each text is called with the text.
    kind, author_side, lane, written_on
        What is the same for all of them, as in `bring_text`.
    once, by, at
        The form, who brings them, when.

    Returns
    -------
    Document
        The last of them.

    Raises
    ------
    NothingHereError
        There is no such initiative for this person, or they take no part in it.
    RefusedError
        There is none, there are too many, two are called the same, or one cannot be read; each refusal names the text.
    """
    sides_in(initiative, by=by)
    refusals = [*_all_together(texts), *(each for title, text in texts for each in _why_not(title, text))]
    if refusals:
        raise RefusedError(refusals)
    with transaction.atomic():
        rows = [
            bring_text(
                initiative=initiative,
                title=title,
                text=text,
                kind=kind,
                author_side=author_side,
                lane=lane,
                written_on=written_on,
                once=f"{once}-{number}",
                by=by,
                at=at,
            )
            for number, (title, text) in enumerate(texts, start=1)
        ]
    return rows[-1]


def _all_together(texts: Sequence[tuple[str, str]]) -> list[Refusal]:
    refusals = [] if texts else [Refusal("voices.no_text")]
    if len(texts) > MOST_TEXTS:
        refusals.append(Refusal("voices.too_many_texts", {"most": MOST_TEXTS}))
    length = sum(len(text) for _, text in texts)
    if length > _TOGETHER:
        refusals.append(Refusal("voices.together_too_long", {"length": length, "most": _TOGETHER}))
    names = Counter(title for title, _ in texts)
    return [*refusals, *(Refusal("voices.same_name", {"name": name}) for name, n in names.items() if n > 1)]


def _why_not(title: str, text: str) -> list[Refusal]:
    try:
        _readable(title, text)
    except RefusedError as error:
        return [Refusal(each.code, {**each.given, "name": title}) for each in error.refusals]
    return []


def bring_text(
    *,
    initiative: str,
    title: str,
    text: str,
    kind: DocumentKind | None,
    author_side: Side | None,
    lane: Lane | None,
    written_on: Moment | None,
    once: str,
    by: Viewer,
    at: datetime,
) -> Document:
    """Bring a text in. Everybody who may read the initiative can read it.

    Parameters
    ----------
    initiative, title, text
        Where, what it is called, and the text.
    kind, author_side, lane
        What kind of text it is, which side wrote it, and the level of integration that it speaks about.
    written_on
        When it was written, where that is known.
    once, by, at
        The form, who brings it, when.

    Raises
    ------
    NothingHereError
        There is no such initiative for this person, or they take no part in it.
    RefusedError
        It has no words or no title, is too long, or is in a language that cannot be read.
    """
    sides_in(initiative, by=by)
    found = _readable(title, text)
    row = Document(
        id=new_id("document", once=once),
        initiative=initiative,
        happened_at=written_on,
        recorded_at=at,
        recorded_by=by.person,
        title=title.strip(),
        kind=kind,
        author_side=author_side,
        lane=lane,
        text=text.strip(),
    )
    tellings = [Telling(model=spine.Document, row=row), *_mentions(row, found, at), *_claims(row, found, at)]
    tell("text_brought", *tellings, by=by.person, at=at)
    return row


def _readable(title: str, text: str) -> Found:
    refusals = [] if title.strip() else [Refusal("voices.no_title")]
    if not text.strip():
        refusals.append(Refusal("voices.no_text"))
    elif len(text) > LONGEST:
        refusals.append(Refusal("voices.too_long", {"length": len(text), "most": LONGEST}))
    if refusals:
        raise RefusedError(refusals)
    try:
        found = found_in(text.strip())
    except UnreadableLanguageError as error:
        raise RefusedError([Refusal(error.code)]) from error
    if len(found.citizens) > MOST_MENTIONS:
        raise RefusedError(
            [Refusal("voices.too_many_mentions", {"number": len(found.citizens), "most": MOST_MENTIONS})]
        )
    return found


def _mentions(document: Document, found: Found, at: datetime) -> list[Telling]:
    return [
        Telling(
            model=expertise.Mention,
            row=Mention(
                id=f"{document.id}-mention-{number}",
                initiative=document.initiative,
                happened_at=Moment.exactly(at),
                recorded_at=at,
                recorded_by=document.recorded_by,
                document=document.id,
                sentence=each.number,
                start=each.start,
                end=each.end,
                text=each.text,
            ),
        )
        for number, each in enumerate(found.citizens, start=1)
    ]


def _claims(document: Document, found: Found, at: datetime) -> list[Telling]:
    # A sentence with two big words asks once.
    said = dict.fromkeys(each.sentence for each in found.claims)
    return [
        Telling(
            model=expertise.Claim,
            row=Claim(
                id=f"{document.id}-claim-{number}",
                initiative=document.initiative,
                happened_at=Moment.exactly(at),
                recorded_at=at,
                recorded_by=document.recorded_by,
                document=document.id,
                text=sentence,
            ),
        )
        for number, sentence in enumerate(said, start=1)
    ]
