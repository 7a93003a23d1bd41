"""Say what a big word means here, and lay something of the register beside it."""

from dataclasses import replace
from datetime import datetime

from django.db.models import Q

from counterpoise.levels.refusals import Refusal
from counterpoise.record import TABLES, Case, Moment
from counterpoise.record.documents import Claim, ClaimEvidence
from counterpoise.record.initiatives import Document
from counterpoise.record.people import Space
from counterpoise.web.expertise import models
from counterpoise.web.initiatives.selectors import Ask, slice_of
from counterpoise.web.initiatives.services import NothingHereError, log_of, sides_in
from counterpoise.web.ledger.services import RefusedError, Telling, new_id, tell
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.voices.selectors.beside import may_lie_beside

__all__ = ["lay_beside", "say_meaning"]


def say_meaning(*, initiative: str, claim: str, meaning: str, version: int, by: Viewer, at: datetime) -> Claim:
    """Say what a big word means here. The side that wrote the text says it.

    Raises
    ------
    NothingHereError
        There is no such claim for this person, or another side wrote the text.
    RefusedError
        There are no words.
    StaleVersionError
        Somebody else changed it meanwhile.
    """
    held = sides_in(initiative, by=by)
    case, now = _claim_here(claim, initiative=initiative, by=by)
    document = case.by_id(Document).get(now.document or "")
    if document is None or (document.author_side is not None and document.author_side not in held):
        raise NothingHereError(claim)
    if not meaning.strip():
        raise RefusedError([Refusal("voices.no_meaning")])
    row = replace(
        now,
        version=version + 1,
        supersedes_reason="its meaning was told",
        recorded_at=at,
        recorded_by=by.person,
        meaning=meaning.strip(),
    )
    tell("claim_explained", Telling(model=models.Claim, row=row), by=by.person, at=at, log=_log(now, case))
    return row


def lay_beside(
    *, initiative: str, claim: str, table: str, record: str, note: str, once: str, by: Viewer, at: datetime
) -> ClaimEvidence:
    """Lay a row of the record beside a big word, for or against it. Either side may.

    Raises
    ------
    NothingHereError
        There is no such claim or row for this person, or not all who read the claim may read the row.
    RefusedError
        It is not said what the row shows.
    """
    sides_in(initiative, by=by)
    case, now = _claim_here(claim, initiative=initiative, by=by)
    kind = TABLES.get(table)
    seen = slice_of(initiative, viewer=by, asks=[Ask(kind, Q(pk=record))]) if kind is not None else None
    row_beside = seen.by_id(kind).get(record) if kind is not None and seen is not None else None
    if row_beside is None or seen is None or not may_lie_beside(row_beside, seen, room=now.space):
        raise NothingHereError(claim)
    if not note.strip():
        raise RefusedError([Refusal("voices.no_note")])
    row = ClaimEvidence(
        id=new_id("claim-evidence", once=once),
        initiative=initiative,
        space=now.space,
        happened_at=Moment.exactly(at),
        recorded_at=at,
        recorded_by=by.person,
        claim=claim,
        table=table,
        record=record,
        note=note.strip(),
    )
    tell("laid_beside", Telling(model=models.ClaimEvidence, row=row), by=by.person, at=at, log=_log(now, case))
    return row


def _claim_here(claim: str, *, initiative: str, by: Viewer) -> tuple[Case, Claim]:
    case = slice_of(initiative, viewer=by, asks=[Ask(Claim, Q(pk=claim))], named=(Document,))
    now = case.by_id(Claim).get(claim) if case is not None else None
    if case is None or now is None or now.initiative != initiative:
        raise NothingHereError(claim)
    return case, now


def _log(row: Claim, case: Case) -> str:
    return log_of(case.by_id(Space).get(row.space or ""))
