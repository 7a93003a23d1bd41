"""Hide words and tell their author; appeal; hear an appeal, one person of each side."""

from dataclasses import replace
from datetime import datetime

from django.db import IntegrityError, transaction

from counterpoise.expertise.contributions import author
from counterpoise.expertise.moderation import (
    BOTH,
    Ground,
    may_appeal,
    may_hear,
    may_hide,
    outcome_of,
    told_reason,
)
from counterpoise.record import Moment, Side
from counterpoise.record.contributions import Contribution, Moderation
from counterpoise.web.expertise import models
from counterpoise.web.expertise.selectors import may_moderate as can_moderate
from counterpoise.web.expertise.selectors import sides_heard, there
from counterpoise.web.initiatives.services import NothingHereError, log_of, room_to_write_in
from counterpoise.web.ledger.records import to_rows
from counterpoise.web.ledger.services import RefusedError, Telling, new_id, tell
from counterpoise.web.people.selectors import Viewer

__all__ = ["appeal", "hear_appeal", "hide"]


def hide(
    *,
    initiative: str,
    contribution: str,
    ground: Ground | None,
    why: str,
    side: Side | None = None,
    once: str,
    by: Viewer,
    at: datetime,
) -> Moderation:
    """Hide somebody's words from everybody but their author, who finds the reason on the page of their words.

    Raises
    ------
    NothingHereError
        There is no such contribution for this person, or they cannot hide it.
    RefusedError
        There is no ground, it is not said why it fits, or the words are hidden already.
    AlreadyToldError
        The same form was sent twice.
    """
    said = _said(contribution, initiative=initiative, by=by)
    acting = _side(initiative, by=by, side=side)
    if not can_moderate(said, initiative=initiative, viewer=by):
        raise NothingHereError(contribution)
    space = room_to_write_in(said.space, initiative=initiative, by=by, at=at)
    name = new_id("moderation", once=once)
    with transaction.atomic():
        # Two who hide the same words at one moment: the second one meets what the first one did.
        models.Contribution.objects.select_for_update().get(pk=said.id)
        rows = _rows(said.id, but=name)
        refusals = may_hide(said, rows=rows, ground=ground, why=why, by=by.person)
        if refusals or ground is None:
            raise RefusedError(refusals)
        row = Moderation(
            id=name,
            initiative=initiative,
            happened_at=Moment.exactly(at),
            recorded_at=at,
            recorded_by=by.person,
            space=said.space,
            contribution=said.id,
            reason=told_reason(ground, why),
            by_side=acting,
            # Its author finds it on the page of their words from this moment on; nobody can be told without a name.
            noticed_at=Moment.exactly(at) if author(said) is not None else None,
        )
        tell("contribution_hidden", Telling(model=models.Moderation, row=row), by=by.person, at=at, log=log_of(space))
    return row


def appeal(*, initiative: str, moderation: str, version: int, by: Viewer, at: datetime) -> Moderation:
    """Appeal against the hiding of one's own words.

    Raises
    ------
    NothingHereError
        There is nothing like that for this person.
    RefusedError
        They did not write the words, or appealed already.
    StaleVersionError
        Somebody else took a step at the same moment.
    """
    now, said = _moderation(moderation, initiative=initiative, by=by)
    space = room_to_write_in(said.space, initiative=initiative, by=by, at=at)
    refusals = may_appeal(now, said=said, by=by.person)
    if refusals:
        raise RefusedError(refusals)
    row = replace(
        now,
        version=version + 1,
        supersedes_reason="the author appeals",
        recorded_at=at,
        appealed_at=Moment.exactly(at),
    )
    tell("hiding_appealed", Telling(model=models.Moderation, row=row), by=by.person, at=at, log=log_of(space))
    return row


def hear_appeal(
    *, initiative: str, moderation: str, stays_hidden: bool, side: Side | None = None, by: Viewer, at: datetime
) -> Moderation:
    """Say for one's side whether words stay hidden; one voice brings them back, both sides together keep them hidden.

    Raises
    ------
    NothingHereError
        There is no such appeal for this person.
    RefusedError
        It is their own case, or their side was heard already.
    """
    acting = _side(initiative, by=by, side=side)
    with transaction.atomic():
        models.Moderation.objects.select_for_update().filter(pk=moderation).first()
        now, said = _moderation(moderation, initiative=initiative, by=by)
        space = room_to_write_in(said.space, initiative=initiative, by=by, at=at)
        heard = sides_heard(now.id)
        refusals = may_hear(now, said=said, by=by.person, side=acting, heard=heard)
        if refusals:
            raise RefusedError(refusals)
        try:
            with transaction.atomic():
                models.AppealVoice.objects.create(
                    moderation_id=now.id, side=acting, person_id=by.person or "", stays_hidden=stays_hidden
                )
        except IntegrityError as error:
            raise NothingHereError(moderation) from error
        voices = models.AppealVoice.objects.filter(moderation=now.id)
        outcome = outcome_of({each.side: each.stays_hidden for each in voices})
        reasons = "stays hidden" if stays_hidden else "comes back"
        row = replace(
            now,
            version=now.version + 1,
            supersedes_reason=f"heard for the {acting.value} side: {reasons}",
            recorded_at=at,
            outcome=outcome,
        )
        tell("appeal_heard", Telling(model=models.Moderation, row=row), by=by.person, at=at, log=log_of(space))
    return row


def _side(initiative: str, *, by: Viewer, side: Side | None) -> Side:
    held = [each for each in BOTH if by.person is not None and each in by.sides(initiative)]
    if side is None and len(held) == 1:
        return held[0]
    if side is None or side not in held:
        raise NothingHereError(initiative)
    return side


def _rows(contribution: str, *, but: str) -> list[Moderation]:
    found = models.Moderation.objects.filter(contribution=contribution).exclude(pk=but)
    return list(to_rows(Moderation, found))


def _said(name: str, *, initiative: str, by: Viewer) -> Contribution:
    found = there(Contribution, name, initiative=initiative, viewer=by)
    if found is None:
        raise NothingHereError(name)
    return found


def _moderation(name: str, *, initiative: str, by: Viewer) -> tuple[Moderation, Contribution]:
    found = there(Moderation, name, initiative=initiative, viewer=by)
    if found is None or found.contribution is None:
        raise NothingHereError(name)
    return found, _said(found.contribution, initiative=initiative, by=by)
