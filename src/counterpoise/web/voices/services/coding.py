"""Read a text apart from the other reader, see both readings at one moment, and settle what differs."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from counterpoise.expertise.voices.readers import CHOICES, READERS, Reader, both_done, may_read_text, unlabelled
from counterpoise.levels.refusals import Refusal
from counterpoise.record import Case, Moment, Side
from counterpoise.record.documents import Coding, Label, Mention
from counterpoise.record.initiatives import Document
from counterpoise.record.people import Space
from counterpoise.web.expertise import models as expertise
from counterpoise.web.initiatives import models as spine
from counterpoise.web.initiatives.selectors import Ask, slice_of
from counterpoise.web.initiatives.services import NothingHereError, log_of, sides_in
from counterpoise.web.ledger.services import RefusedError, Telling, tell
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.voices import models
from counterpoise.web.voices.selectors.texts import codes_in, readers_of, reading_side, seal_of

__all__ = ["finish", "keep_codes", "settle", "step_back"]


def keep_codes(*, initiative: str, document: str, codes: Mapping[str, Label], by: Viewer) -> Document:
    """Keep what somebody makes of some mentions of a text; nobody else sees it before both readers are done.

    Nothing is entered in a log: it would tell how far each reader is.

    Parameters
    ----------
    initiative, document
        The text.
    codes
        A label for each mention; what was given before for others stays.
    by
        Who reads.

    Raises
    ------
    NothingHereError
        There is no such text or mention for this person, or they take no part.
    RefusedError
        Two others read it already, a citizen is still to read it, or they said that they are
        done, or they label nothing and have labelled nothing yet.
    """
    case, row = _text_here(document, initiative=initiative, by=by)
    known = {each.id for each in case.rows(Mention)}
    if any(name not in known or label not in CHOICES for name, label in codes.items()):
        raise NothingHereError(document)
    with transaction.atomic():
        mine = _reader(row, initiative=initiative, by=by)
        if mine.done_at is not None:
            raise RefusedError([Refusal("voices.done_already")])
        if not codes and mine.pk is None:
            # A text has two places for readers: nobody takes one by a click alone.
            raise RefusedError([Refusal("voices.nothing_labelled")])
        mine.seal = seal_of({**codes_in(mine), **codes}, document=row.id)
        mine.save()
    return row


def finish(*, initiative: str, document: str, by: Viewer, at: datetime) -> Document:
    """Say that one is done. Once both readers are, both readings become rows of the record at the same moment.

    Raises
    ------
    NothingHereError
        There is no such text for this person, or they do not read it.
    RefusedError
        A mention has no label yet.
    """
    case, row = _text_here(document, initiative=initiative, by=by)
    mentions = [each.id for each in case.rows(Mention)]
    with transaction.atomic():
        # The text is locked, so that of two readers who finish at once one sees that the other is done.
        spine.Document.objects.select_for_update().get(pk=row.id)
        readers = readers_of(row.id)
        mine = next((each for each in readers if each.person_id == by.person), None)
        if mine is None:
            raise NothingHereError(document)
        if mine.done_at is not None:
            return row
        left = unlabelled(mentions, codes_in(mine))
        if left:
            raise RefusedError([Refusal("voices.not_all_labelled", {"number": len(left)})])
        mine.done_at = at
        mine.save()
        if both_done([_as_reader(each) for each in readers]):
            _share(row, readers, case, at=at)
    return row


def step_back(*, initiative: str, document: str, by: Viewer) -> Document:
    """Give one's place as a reader up: the own labels are thrown away, and somebody else can read the text.

    Nothing is entered in a log, as nothing was entered when they began.

    Raises
    ------
    NothingHereError
        There is no such text for this person, or they do not read it.
    RefusedError
        They said that they are done: what they made of the text stays.
    """
    _case, row = _text_here(document, initiative=initiative, by=by)
    with transaction.atomic():
        # The same lock as for who finishes: nobody leaves between their last label and the sharing of both readings.
        spine.Document.objects.select_for_update().get(pk=row.id)
        mine = next((each for each in readers_of(row.id) if each.person_id == by.person), None)
        if mine is None:
            raise NothingHereError(document)
        if mine.done_at is not None:
            raise RefusedError([Refusal("voices.done_already")])
        mine.delete()
    return row


def _share(document: Document, readers: list[models.TextReader], case: Case, *, at: datetime) -> None:
    tellings = [
        Telling(
            model=expertise.Coding,
            row=Coding(
                id=f"{mention}-reader-{number}",
                initiative=document.initiative,
                space=document.space,
                happened_at=Moment.exactly(at),
                recorded_at=at,
                mention=mention,
                reader=str(reader.person_id),
                reader_side=Side(reader.side),
                label=label,
            ),
        )
        for number, reader in enumerate(readers, start=1)
        for mention, label in sorted(codes_in(reader).items())
    ]
    if tellings:
        tell("readings_shared", *tellings, by=None, at=at, log=_log(document, case))
    for reader in readers:
        reader.seal = b""
        reader.save()


def settle(*, initiative: str, mention: str, label: Label, version: int, by: Viewer, at: datetime) -> Mention:
    """Write down the label on which both readers settled after they talked. Either of them writes it down.

    Raises
    ------
    NothingHereError
        There is no such mention for this person, they are none of its readers, or it is no label.
    RefusedError
        Not both readers are done, or both gave the same label.
    StaleVersionError
        The other reader settled it meanwhile.
    """
    sides_in(initiative, by=by)
    asks = [Ask(Mention, Q(pk=mention)), Ask(Coding, Q(mention=mention))]
    case = slice_of(initiative, viewer=by, asks=asks, named=(Document,))
    now = case.by_id(Mention).get(mention) if case is not None else None
    if case is None or now is None or now.initiative != initiative or now.document is None or label not in CHOICES:
        raise NothingHereError(mention)
    readers = readers_of(now.document)
    if all(each.person_id != by.person for each in readers):
        raise NothingHereError(mention)
    if not both_done([_as_reader(each) for each in readers]):
        raise RefusedError([Refusal("voices.not_both_done")])
    if now.label is None and len({row.label for row in case.rows(Coding) if row.mention == mention}) < READERS:
        # What both made of it is not for one of them to change.
        raise RefusedError([Refusal("voices.agree_already")])
    row = replace(
        now,
        version=version + 1,
        supersedes_reason="both readers talked about it",
        recorded_at=at,
        recorded_by=by.person,
        label=label,
    )
    document = case.by_id(Document)[now.document]
    tell("mention_settled", Telling(model=expertise.Mention, row=row), by=by.person, at=at, log=_log(document, case))
    return row


def _text_here(document: str, *, initiative: str, by: Viewer) -> tuple[Case, Document]:
    sides_in(initiative, by=by)
    asks = [Ask(Document, Q(pk=document)), Ask(Mention, Q(document=document))]
    case = slice_of(initiative, viewer=by, asks=asks)
    row = case.by_id(Document).get(document) if case is not None else None
    if case is None or row is None or row.initiative != initiative:
        raise NothingHereError(document)
    return case, row


def _reader(document: Document, *, initiative: str, by: Viewer) -> models.TextReader:
    """Return the reading of somebody, begun now if they may."""
    spine.Document.objects.select_for_update().get(pk=document.id)
    readers = readers_of(document.id)
    mine = next((each for each in readers if each.person_id == by.person), None)
    if mine is not None:
        return mine
    side = reading_side(by.sides(initiative))
    if by.person is None or side is None:
        raise NothingHereError(document.id)
    refusals = may_read_text([_as_reader(each) for each in readers], person=by.person, side=side)
    if refusals:
        raise RefusedError(refusals)
    return models.TextReader(document_id=document.id, person_id=by.person, side=side)


def _as_reader(row: models.TextReader) -> Reader:
    return Reader(str(row.person_id), Side(row.side), row.done_at is not None)


def _log(document: Document, case: Case) -> str:
    return log_of(case.by_id(Space).get(document.space or ""))
