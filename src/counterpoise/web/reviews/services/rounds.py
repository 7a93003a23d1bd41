"""Plan a round in which both sides look, and take each of its steps when its day has come, not earlier."""

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction

from counterpoise.formats.codec import encode
from counterpoise.ledger.envelope import canonical
from counterpoise.levels.refusals import Refusal
from counterpoise.record import Moment, Side
from counterpoise.record.reviews import ReviewAnswer, ReviewRound, RoundState
from counterpoise.reviews.deciders import item_of, matter_of
from counterpoise.reviews.rounds import may_close, may_open, may_plan, may_release
from counterpoise.web.ledger.records import to_model, to_rows
from counterpoise.web.ledger.services import COMMON, Event, RefusedError, Telling, append, new_id, tell
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.reviews import models
from counterpoise.web.reviews.selectors import Given, Sheet, matters_on, rounds_visible_to
from counterpoise.web.reviews.selectors.sealed import sheet_in
from counterpoise.web.reviews.services.rights import acting_side

__all__ = ["Plan", "plan", "take_due_steps"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A round, as a form gives it.

    Attributes
    ----------
    open_from, open_until
        The first day on which people can answer, and the day from which they no longer can.
    channels
        By which ways.
    release_at
        When both sides see the answers.
    matters
        The matters of which both sides are asked who decides; empty for the first ones.
    """

    open_from: date | None
    open_until: date | None
    channels: tuple[str, ...]
    release_at: datetime | None
    matters: tuple[str, ...] = ()


def plan(*, initiative: str, plan: Plan, once: str, side: Side | None = None, by: Viewer, at: datetime) -> ReviewRound:
    """Plan a round: either side can, and both are asked.

    Raises
    ------
    NothingHereError
        There is no such initiative or matter for both sides, or this person stands on neither side.
    RefusedError
        It is too short, has too few ways to answer, asks about too many matters, shows answers while people still can,
        or another one goes on.
    AlreadyToldError
        The same form was sent twice.
    """
    acting_side(initiative, by=by, side=side or _either(initiative, by=by))
    others = rounds_visible_to(initiative, viewer=by)
    row = ReviewRound(
        id=new_id("review", once=once),
        initiative=initiative,
        happened_at=Moment.exactly(at),
        recorded_at=at,
        recorded_by=by.person,
        number=max((each.number for each in others), default=0) + 1,
        open_from=plan.open_from,
        open_until=plan.open_until,
        channels=plan.channels,
        release_at=Moment.exactly(plan.release_at) if plan.release_at is not None else None,
        matters=plan.matters,
    )
    if plan.open_from is not None and not set(plan.matters) <= {
        each.id for each in matters_on(plan.open_from, initiative=initiative)
    }:
        raise RefusedError([Refusal("review.other_matter")])
    refusals = may_plan(row, others=[each for each in others if each.id != row.id], at=at.date())
    if refusals:
        raise RefusedError(refusals)
    tell("review_planned", Telling(model=models.ReviewRound, row=row), by=by.person, at=at)
    return row


def _either(initiative: str, *, by: Viewer) -> Side | None:
    held = sorted(by.sides(initiative) & {Side.CIVIC, Side.ORGANIZATIONAL})
    return held[0] if held else None


def take_due_steps(*, at: datetime) -> tuple[ReviewRound, ...]:
    """Open, close and release every round whose day has come; return those that took a step.

    Nobody decides about it: the days were fixed when the round was planned. So anybody may start it, and starting it
    twice changes nothing.
    """
    going = models.ReviewRound.objects.exclude(state__in=[RoundState.RELEASED, RoundState.TALKED])
    taken = []
    for name in going.order_by("written").values_list("id", flat=True):
        with transaction.atomic():
            row = _stepped(name, at=at)
        if row is not None:
            taken.append(row)
    return tuple(taken)


def _stepped(name: str, *, at: datetime) -> ReviewRound | None:
    # The row is held while it steps: two that start at one moment take each step once.
    kept = to_rows(ReviewRound, models.ReviewRound.objects.select_for_update().filter(pk=name))
    now, last = kept[0], None
    if not may_open(now, at=at.date()):
        now = last = _step(now, RoundState.OPEN, "review_opened", at=at)
    if not may_close(now, at=at.date()):
        now = last = _step(now, RoundState.CLOSED, "review_closed", at=at)
    if not may_release(now, at=at):
        last = _release(now, at=at)
    return last


def _step(now: ReviewRound, state: RoundState, event: str, *, at: datetime) -> ReviewRound:
    row = replace(
        now,
        version=now.version + 1,
        supersedes_reason=f"it is {state} from this day",
        recorded_at=at,
        recorded_by=None,
        state=state,
    )
    tell(event, Telling(model=models.ReviewRound, row=row), by=None, at=at)
    return row


def _release(now: ReviewRound, *, at: datetime) -> ReviewRound:
    waiting = models.SealedAnswers.objects.filter(round=now.id)
    sheets = [sheet_in(bytes(each.seal), round_id=now.id) for each in waiting.order_by("pk")]
    sent = [sheet for sheet in sheets if sheet.sent]
    # The order in which people answered tells nobody who is who.
    random.SystemRandom().shuffle(sent)
    answers = [row for number, sheet in enumerate(sent, start=1) for row in _answers(now, sheet, number, at=at)]
    models.ReviewAnswer.objects.bulk_create([to_model(models.ReviewAnswer, row) for row in answers], batch_size=500)
    waiting.delete()
    models.PaperForm.objects.filter(round=now.id).delete()
    row = _step(now, RoundState.RELEASED, "review_released", at=at)
    # The answers themselves stand in no log; that they were these, and no others, can be shown from it.
    told = hashlib.sha256(canonical({"answers": [encode(each) for each in answers]})).hexdigest()
    append([Event(type="review_answers_kept", body={"round": now.id, "sha256": told})], log=COMMON, at=at)
    return row


def _answers(now: ReviewRound, sheet: Sheet, number: int, *, at: datetime) -> Iterator[ReviewAnswer]:
    for code, given in sorted(sheet.answers.items()):
        if given != Given():
            yield ReviewAnswer(
                id=f"{now.id}-{code.lower().replace(':', '-')}-{number}",
                initiative=now.initiative,
                level=now.level,
                # All at one moment: the time of writing must not tell who is who.
                happened_at=Moment.on(now.open_until) if now.open_until is not None else None,
                recorded_at=at,
                round=now.id,
                side=sheet.side,
                respondent=str(number),
                item=item_of(code),
                matter=matter_of(code),
                value=given.value,
                no_answer=given.no_answer,
                words=given.words,
            )
