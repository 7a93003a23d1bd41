"""Note that both sides talked, propose what comes of it, and agree: one person of each side."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from counterpoise.formats.codec import encode
from counterpoise.record import Moment, Side
from counterpoise.record.reviews import ReviewOutcome, ReviewRound, RoundState
from counterpoise.reviews.rounds import may_agree, may_propose, may_talk
from counterpoise.web.initiatives.services import NothingHereError
from counterpoise.web.ledger.services import COMMON, Event, RefusedError, StaleVersionError, Telling, append, tell
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.reviews import models
from counterpoise.web.reviews.selectors import meetings_of
from counterpoise.web.reviews.services.rights import acting_side, round_here

__all__ = ["agree", "note_talk", "propose"]


def note_talk(
    *,
    initiative: str,
    round_id: str,
    meeting: str | None,
    talked_at: Moment | None,
    version: int,
    side: Side | None = None,
    by: Viewer,
    at: datetime,
) -> ReviewRound:
    """Note at which meeting both sides talked about what they saw.

    Raises
    ------
    NothingHereError
        There is no such round or meeting for this person, or they stand on neither side.
    RefusedError
        The answers were not seen yet, no meeting is named, or the day is still to come.
    StaleVersionError
        Somebody else took a step at the same moment.
    """
    acting_side(initiative, by=by, side=side)
    now = round_here(round_id, initiative=initiative, by=by)
    if meeting and meeting not in {row.id for row in meetings_of(initiative, viewer=by)}:
        raise NothingHereError(meeting)
    refusals = may_talk(now, meeting=meeting, talked_at=talked_at, at=at.date())
    if refusals:
        raise RefusedError(refusals)
    row = replace(
        now,
        version=version + 1,
        supersedes_reason="both sides talked about it",
        recorded_at=at,
        recorded_by=by.person,
        state=RoundState.TALKED,
        meeting=meeting,
        talked_at=talked_at,
    )
    tell("review_talked_about", Telling(model=models.ReviewRound, row=row), by=by.person, at=at)
    return row


def propose(
    *,
    initiative: str,
    round_id: str,
    outcomes: Iterable[ReviewOutcome],
    next_review_on: date | None,
    version: int,
    side: Side | None = None,
    by: Viewer,
    at: datetime,
) -> ReviewRound:
    """Propose what comes of a round, to which the other side can agree; the round itself stays as it is until then.

    Parameters
    ----------
    initiative, round_id
        The round.
    outcomes, next_review_on
        What is proposed, and when both look again.
    version
        The proposal that this person saw; 0 where there was none.
    side, by, at
        For which side, who, and when.

    Raises
    ------
    NothingHereError
        There is no such round for this person, or they stand on neither side.
    RefusedError
        They have not talked yet, a tension is left out, has both a step and a reason, or the next day is missing.
    StaleVersionError
        Somebody else proposed something at the same moment.
    """
    acting = acting_side(initiative, by=by, side=side)
    now = round_here(round_id, initiative=initiative, by=by)
    told = tuple(outcomes)
    refusals = may_propose(now, told, next_review_on=next_review_on, at=at.date())
    if refusals or next_review_on is None:
        raise RefusedError(refusals)
    with transaction.atomic():
        models.ReviewRound.objects.select_for_update().get(pk=now.id)
        there = models.ProposedOutcome.objects.filter(round=now.id).first()
        mine = replace(now, version=version + 1, outcomes=told, next_review_on=next_review_on)
        if (there.version if there is not None else 0) != version:
            raise StaleVersionError(mine, _as_round(now, there))
        models.ProposedOutcome.objects.update_or_create(
            round_id=now.id,
            defaults={
                "version": version + 1,
                "outcomes": told,
                "next_review_on": next_review_on,
                "proposed_by_id": by.person or "",
                "side": acting,
            },
        )
        body = {"by": by.person, "side": acting.value, "proposed": encode(mine)}
        append([Event(type="review_outcome_proposed", body=body)], log=COMMON, at=at)
    return now


def agree(
    *, initiative: str, round_id: str, version: int, side: Side | None = None, by: Viewer, at: datetime
) -> ReviewRound:
    """Agree to what the other side proposed; from then on it is what both sides do.

    Raises
    ------
    NothingHereError
        There is no such round or proposal for this person, or they stand on neither side.
    RefusedError
        It takes somebody else, and of the other side.
    StaleVersionError
        Another proposal was made in the meantime.
    """
    acting = acting_side(initiative, by=by, side=side)
    now = round_here(round_id, initiative=initiative, by=by)
    with transaction.atomic():
        models.ReviewRound.objects.select_for_update().get(pk=now.id)
        there = models.ProposedOutcome.objects.filter(round=now.id).first()
        if there is None:
            raise NothingHereError(round_id)
        seen = _as_round(now, there)
        if there.version != version:
            raise StaleVersionError(replace(seen, version=version), seen)
        refusals = may_agree(
            proposed_by=str(there.proposed_by_id), for_side=there.side, by=by.person or "", side=acting
        )
        if refusals:
            raise RefusedError(refusals)
        row = replace(
            now,
            version=now.version + 1,
            supersedes_reason="both sides agreed on what comes of it",
            recorded_at=at,
            recorded_by=by.person,
            outcomes=seen.outcomes,
            next_review_on=seen.next_review_on,
        )
        tell("review_outcome_agreed", Telling(model=models.ReviewRound, row=row), by=by.person, at=at)
        there.delete()
    return row


def _as_round(now: ReviewRound, there: models.ProposedOutcome | None) -> ReviewRound:
    if there is None:
        return now
    return replace(now, version=there.version, outcomes=tuple(there.outcomes), next_review_on=there.next_review_on)
