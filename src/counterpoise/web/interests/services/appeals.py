"""Appeal against taking a statement out, and hear an appeal: one person of each side."""

from dataclasses import replace
from datetime import datetime

from django.db import IntegrityError, transaction

from counterpoise.interests.statements import may_appeal, may_hear
from counterpoise.levels.appeals import BOTH, outcome_of
from counterpoise.record import Side
from counterpoise.record.contributions import AppealOutcome
from counterpoise.record.positions import Statement
from counterpoise.web.initiatives.services import NothingHereError, log_of
from counterpoise.web.interests import models
from counterpoise.web.interests.selectors import statement_there
from counterpoise.web.interests.services.statements import note_votes, talk_to_change
from counterpoise.web.ledger.services import RefusedError, Telling, tell
from counterpoise.web.people.selectors import Viewer

__all__ = ["appeal_statement", "hear_statement"]


def _held(statement: str) -> models.Hiding:
    """Return what took a statement out, and hold it until this is done."""
    found = models.Statement.objects.select_for_update().filter(pk=statement).first()
    if found is None:
        raise NothingHereError(statement)
    # What was taken out before there were appeals has its reason in its last version.
    reason = found.supersedes_reason if found.hidden else ""
    return models.Hiding.objects.get_or_create(pk=statement, defaults={"reason": reason})[0]


def appeal_statement(*, initiative: str, where: str, statement: str, by: Viewer, at: datetime) -> Statement:
    """Appeal against taking out one's own statement.

    Raises
    ------
    NothingHereError
        There is no such statement for this person.
    RefusedError
        It is not theirs, it is not out, or they appealed already.
    """
    talk = talk_to_change(initiative, where, by=by, at=at)
    with transaction.atomic():
        hiding = _held(statement)
        now = statement_there(talk, statement, viewer=by)
        if now is None:
            raise NothingHereError(statement)
        refusals = may_appeal(now, appealed=hiding.appealed_at is not None, by=by.person)
        if refusals:
            raise RefusedError(refusals)
        hiding.appealed_at = at
        hiding.save()
        row = replace(now, version=now.version + 1, supersedes_reason="the author appeals", recorded_at=at)
        told = Telling(model=models.Statement, row=row)
        tell("statement_appealed", told, by=by.person, at=at, log=log_of(talk.space))
    return row


def hear_statement(
    *,
    initiative: str,
    where: str,
    statement: str,
    stays_hidden: bool,
    side: Side | None = None,
    by: Viewer,
    at: datetime,
) -> Statement:
    """Say for one's side whether a statement stays out; one voice brings it back, both sides together keep it out.

    Raises
    ------
    NothingHereError
        There is no such appeal for this person.
    RefusedError
        It is their own case, or their side was heard already.
    """
    talk = talk_to_change(initiative, where, by=by, at=at)
    acting = _side(initiative, by=by, side=side)
    with transaction.atomic():
        hiding = _held(statement)
        now = statement_there(talk, statement, viewer=by)
        if now is None:
            raise NothingHereError(statement)
        voices = models.Hearing.objects.filter(hiding=hiding)
        refusals = may_hear(
            now,
            appealed=hiding.appealed_at is not None,
            hidden_by=hiding.hidden_by_id,
            by=by.person,
            side=acting,
            heard=frozenset(voices.values_list("side", flat=True)),
        )
        if refusals:
            raise RefusedError(refusals)
        try:
            with transaction.atomic():
                models.Hearing.objects.create(
                    hiding=hiding, side=acting, person_id=by.person or "", stays_hidden=stays_hidden
                )
        except IntegrityError as error:
            raise NothingHereError(statement) from error
        outcome = outcome_of({each.side: each.stays_hidden for each in voices.all()})
        row = replace(
            now,
            version=now.version + 1,
            supersedes_reason=f"heard for the {acting.value} side: {'stays out' if stays_hidden else 'comes back'}",
            recorded_at=at,
            hidden=outcome is not AppealOutcome.OVERTURNED,
        )
        told = Telling(model=models.Statement, row=row)
        tell("statement_heard", told, by=by.person, at=at, log=log_of(talk.space))
        note_votes(talk)
    return row


def _side(initiative: str, *, by: Viewer, side: Side | None) -> Side:
    held = [each for each in BOTH if by.person is not None and each in by.sides(initiative)]
    if side is None and len(held) == 1:
        return held[0]
    if side is None or side not in held:
        raise NothingHereError(initiative)
    return side
