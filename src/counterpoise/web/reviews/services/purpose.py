"""Say what taking part is for, and bring in scores that a host collected with another questionnaire."""

import hashlib
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from counterpoise.levels.refusals import Refusal
from counterpoise.record import Side
from counterpoise.record.initiatives import Initiative
from counterpoise.reviews.ppeet import read_scores
from counterpoise.web.initiatives import models as spine
from counterpoise.web.initiatives.services import NothingHereError
from counterpoise.web.ledger.records import to_row
from counterpoise.web.ledger.services import (
    COMMON,
    AlreadyToldError,
    Event,
    RefusedError,
    Telling,
    append,
    new_id,
    tell,
)
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.reviews import models
from counterpoise.web.reviews.services.rights import acting_side

__all__ = ["declare_purpose", "import_scores"]


def declare_purpose(
    *, initiative: str, purpose: str, reason: str, version: int, side: Side | None = None, by: Viewer, at: datetime
) -> Initiative:
    """Declare what taking part is for. It is told who declared it; what it was before stays on record.

    Raises
    ------
    NothingHereError
        There is no such initiative for this person, or they stand on neither side.
    RefusedError
        There are no words, or it is not said why it changes.
    StaleVersionError
        Somebody else declared something at the same moment.
    """
    acting = acting_side(initiative, by=by, side=side)
    found = spine.Initiative.objects.filter(pk=initiative).first()
    if found is None:
        raise NothingHereError(initiative)
    now = to_row(Initiative, found)
    refusals = [] if purpose.strip() else [Refusal("levels.no_purpose")]
    if not reason.strip():
        refusals.append(Refusal("review.no_reason"))
    if refusals:
        raise RefusedError(refusals)
    row = replace(
        now,
        version=version + 1,
        supersedes_reason=reason.strip(),
        recorded_at=at,
        recorded_by=by.person,
        purpose=purpose.strip(),
        purpose_declared_by=acting,
    )
    tell("purpose_declared", Telling(model=spine.Initiative, row=row), by=by.person, at=at)
    return row


def import_scores(*, initiative: str, text: str, once: str, side: Side | None = None, by: Viewer, at: datetime) -> None:
    """Bring in scores of the PPEET that somebody collected: codes and figures. The log keeps a hash, and no score.

    Raises
    ------
    NothingHereError
        There is no such initiative for this person, or they stand on neither side.
    ScoresError
        The table cannot be read, or brings the words of an item.
    AlreadyToldError
        The same form was sent twice.
    """
    acting_side(initiative, by=by, side=side)
    scores = read_scores(text)
    name = new_id("scores", once=once)
    with transaction.atomic():
        _, made = models.ImportedScores.objects.get_or_create(
            name=name,
            defaults={
                "initiative_id": initiative,
                "recorded_at": at,
                "recorded_by_id": by.person or "",
                "scores": text,
            },
        )
        if not made:
            raise AlreadyToldError(name)
        body = {"by": by.person, "name": name, "sha256": hashlib.sha256(text.encode()).hexdigest()}
        body["scores"] = str(len(scores))
        append([Event(type="scores_imported", body=body)], log=COMMON, at=at)
