"""A change around an initiative puts on review what was promised and agreed.

It is confirmed, agreed anew by both sides, or dropped with a reason, once those were told to whom it was promised.
"""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from counterpoise.decisions.commitments import problems, put_under_review
from counterpoise.decisions.who_may import may_judge_for
from counterpoise.levels.refusals import Refusal
from counterpoise.record import Case, Moment, Row, Side
from counterpoise.record.commitments import Commitment, CommitmentState, Promise
from counterpoise.record.initiatives import ContextChange, ContextChangeKind
from counterpoise.web.decisions import models
from counterpoise.web.decisions.selectors import agreement_there
from counterpoise.web.decisions.services.promising import MODELS, as_holder, told_of
from counterpoise.web.decisions.services.rights import NothingHereError, case_here, may_record_here
from counterpoise.web.initiatives import models as spine
from counterpoise.web.initiatives.selectors import Ask
from counterpoise.web.ledger.records import to_row
from counterpoise.web.ledger.services import RefusedError, StaleVersionError, Telling, new_id, tell
from counterpoise.web.people.selectors import Viewer

__all__ = ["agree_renewal", "confirm", "drop", "propose_renewal", "tell_change"]


def tell_change(
    *,
    initiative: str,
    kind: ContextChangeKind,
    text: str,
    happened_at: Moment | None,
    once: str,
    by: Viewer,
    at: datetime,
) -> ContextChange:
    """Tell of a change around an initiative. Every open promise and agreement is put on review with it.

    Raises
    ------
    NothingHereError
        There is no such initiative for this person, or they can not record here.
    RefusedError
        Nothing is said of what happened, or the day is still to come.
    AlreadyToldError
        The same form was sent twice.
    """
    case = may_record_here(initiative, by=by, at=at, asks=[Ask(Commitment), Ask(Promise)])
    refusals = [] if text.strip() else [Refusal("decisions.no_words")]
    if happened_at is not None and happened_at.first > at.date():
        refusals.append(Refusal("decisions.told_in_the_future"))
    if refusals:
        raise RefusedError(refusals)
    change = ContextChange(
        id=new_id("context-change", once=once),
        initiative=initiative,
        happened_at=happened_at or Moment.exactly(at),
        recorded_at=at,
        recorded_by=by.person,
        kind=kind,
        text=text.strip(),
    )
    with transaction.atomic():
        # What stands in a closed room is reviewed there, and the common log must not tell of it.
        kept = [row for row in _kept(case, initiative) if row.space is None]
        open_ones = [row for row in kept if row.state is not CommitmentState.UNDER_REVIEW]
        promises = [row for row in open_ones if isinstance(row, Promise)]
        agreed = [row for row in open_ones if isinstance(row, Commitment)]
        when: dict[str, Any] = {"context_change": change.id, "happened_at": Moment.exactly(at), "recorded_at": at}
        words: list[Row] = [*put_under_review(promises, **when), *put_under_review(agreed, **when)]
        rows = [replace(row, supersedes_reason=change.text, recorded_by=by.person) for row in words]
        tellings = [Telling(model=MODELS[type(row)], row=row) for row in rows]
        tell("context_changed", Telling(model=spine.ContextChange, row=change), *tellings, by=by.person, at=at)
    return change


def _kept(case: Case, initiative: str) -> list[Commitment | Promise]:
    # Locked in one order, so that two who tell of a change at once do not wait for each other.
    agreed = models.Commitment.objects.select_for_update().filter(initiative=initiative).order_by("pk")
    promises = models.Promise.objects.select_for_update().filter(initiative=initiative).order_by("pk")
    return [
        *(to_row(Commitment, row) for row in agreed if row.pk in case.by_id(Commitment)),
        *(to_row(Promise, row) for row in promises if row.pk in case.by_id(Promise)),
    ]


def _reviewed(
    now: Commitment | Promise, *, version: int, to: CommitmentState, why: str, by: Viewer, at: datetime
) -> Commitment | Promise:
    return replace(
        now,
        version=version + 1,
        supersedes_reason=why.strip(),
        happened_at=Moment.exactly(at),
        recorded_at=at,
        recorded_by=by.person,
        state=to,
    )


def confirm(*, initiative: str, agreement: str, version: int, by: Viewer, at: datetime) -> Commitment | Promise:
    """Say, as the side that acts, that what was promised or agreed still holds after the change.

    Raises
    ------
    NothingHereError
        There is no such agreement for this person, or another side acts.
    RefusedError
        It is not on review.
    StaleVersionError
        It was changed in the meantime.
    """
    now, case = as_holder(agreement, initiative=initiative, by=by, at=at)
    to = CommitmentState.CONFIRMED
    if refusals := problems(now.state, to=to):
        raise RefusedError(refusals)
    row = _reviewed(now, version=version, to=to, why="confirmed after the change", by=by, at=at)
    return told_of("agreement_confirmed", row, case=case, by=by, at=at)


def drop(
    *, initiative: str, agreement: str, version: int, reason: str, told: bool, by: Viewer, at: datetime
) -> Commitment | Promise:
    """Drop, as the side that acts, what is on review: with a reason, once those were told to whom it was promised.

    Raises
    ------
    NothingHereError
        There is no such agreement for this person, or another side acts.
    RefusedError
        It is not on review, there is no reason, or they were not told.
    StaleVersionError
        It was changed in the meantime.
    """
    now, case = as_holder(agreement, initiative=initiative, by=by, at=at)
    to = CommitmentState.DROPPED
    if refusals := problems(now.state, to=to, reason=reason, told=told):
        raise RefusedError(refusals)
    row = _reviewed(now, version=version, to=to, why=reason, by=by, at=at)
    return told_of("agreement_dropped", row, case=case, by=by, at=at)


def _sides_of(name: str, *, initiative: str, by: Viewer, at: datetime) -> tuple[Commitment | Promise, frozenset[Side]]:
    now = agreement_there(name, initiative=initiative, viewer=by)
    held = may_judge_for(by.standing, initiative=initiative, at=at)
    if now is None or not held or by.person is None:
        raise NothingHereError(name)
    return now, held


def _column(row: Commitment | Promise) -> str:
    return "commitment" if isinstance(row, Commitment) else "promise"


def propose_renewal(
    *, initiative: str, agreement: str, text: str, due_on: date | None, side: Side, by: Viewer, at: datetime
) -> Commitment | Promise:
    """Propose other words for what is on review. They hold once somebody of the other side says yes.

    Raises
    ------
    NothingHereError
        There is no such agreement for this person, or they do not stand on that side.
    RefusedError
        It is not on review, or there are no words.
    """
    now, held = _sides_of(agreement, initiative=initiative, by=by, at=at)
    if side not in held:
        raise NothingHereError(agreement)
    refusals = [] if text.strip() else [Refusal("decisions.no_words")]
    refusals += problems(now.state, to=CommitmentState.RENEGOTIATED, agreed_by={Side.CIVIC, Side.ORGANIZATIONAL})
    if refusals:
        raise RefusedError(refusals)
    about: dict[str, Any] = {f"{_column(now)}_id": now.id}
    given = {"text": text.strip(), "due_on": due_on, "side": side, "proposed_by_id": by.person, "proposed_at": at}
    models.Renewal.objects.update_or_create(**about, defaults=given)
    return now


def agree_renewal(*, initiative: str, agreement: str, version: int, by: Viewer, at: datetime) -> Commitment | Promise:
    """Say yes, for the other side, to other words: they take the place of the old ones, which stay in the record.

    Raises
    ------
    NothingHereError
        There is no such proposal for this person, or they stand on the side that made it alone.
    RefusedError
        It is not on review any more, or the same person proposed it.
    StaleVersionError
        It was changed in the meantime.
    """
    now, held = _sides_of(agreement, initiative=initiative, by=by, at=at)
    case = case_here(initiative, by=by)
    with transaction.atomic():
        found = models.Renewal.objects.select_for_update().filter(**{f"{_column(now)}_id": now.id}).first()
        if found is None or found.side is None:
            raise NothingHereError(agreement)
        theirs = sorted(held - {found.side})
        if not theirs:
            raise NothingHereError(agreement)
        if found.proposed_by_id == by.person:
            raise RefusedError([Refusal("decisions.renegotiated_by_one_side")])
        to = CommitmentState.RENEGOTIATED
        if refusals := problems(now.state, to=to, agreed_by={found.side, theirs[0]}):
            raise RefusedError(refusals)
        row = _reviewed(now, version=version, to=to, why="agreed anew by both sides", by=by, at=at)
        row = replace(row, text=found.text, due_on=found.due_on, quote="")
        if now.version != version:
            raise StaleVersionError(row, now)
        found.delete()
        return told_of("agreement_renegotiated", row, case=case, by=by, at=at)
