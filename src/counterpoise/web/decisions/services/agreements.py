"""What came of agreements: who acts says that it is done, and each side says whether it was kept."""

from dataclasses import replace
from datetime import datetime

from django.db.models import Q

from counterpoise.decisions.commitments import judged, path_to, promised_to
from counterpoise.decisions.who_may import may_judge_for
from counterpoise.levels.refusals import Refusal
from counterpoise.record import Moment, Row, Side
from counterpoise.record.commitments import Commitment, CommitmentState, Judgement, Promise, Verdict
from counterpoise.record.initiatives import Group
from counterpoise.web.decisions import models
from counterpoise.web.decisions.selectors import agreement_there, holder_of
from counterpoise.web.decisions.services.rights import NothingHereError, case_here, log_of
from counterpoise.web.initiatives.selectors import Ask
from counterpoise.web.ledger.models import Told
from counterpoise.web.ledger.services import RefusedError, Telling, new_id, tell
from counterpoise.web.people.selectors import Viewer

__all__ = ["claim_done", "give_verdict"]


def _agreement(name: str, *, initiative: str, by: Viewer) -> Commitment | Promise:
    found = agreement_there(name, initiative=initiative, viewer=by)
    if found is None:
        raise NothingHereError(name)
    return found


def _moved(
    agreement: Commitment | Promise, states: tuple[CommitmentState, ...], *, by: Viewer, at: datetime
) -> list[Row]:
    rows: list[Row] = []
    for number, state in enumerate(states, start=1):
        rows.append(
            replace(
                agreement,
                version=agreement.version + number,
                supersedes_reason="said by those whom it is about",
                happened_at=Moment.exactly(at),
                recorded_at=at,
                recorded_by=by.person,
                state=state,
            )
        )
    return rows


def _tellings(rows: list[Row]) -> list[Telling]:
    model: dict[type[Row], type[Told]] = {
        Commitment: models.Commitment,
        Promise: models.Promise,
        Verdict: models.Verdict,
    }
    return [Telling(model=model[type(row)], row=row) for row in rows]


def claim_done(*, initiative: str, agreement: str, version: int, by: Viewer, at: datetime) -> Commitment | Promise:
    """Say, as the side that acts, that an agreement is done. Whether it was kept the other side says.

    Raises
    ------
    NothingHereError
        There is no such agreement for this person, or another side acts.
    RefusedError
        It stands at a point from which it can not be called done.
    StaleVersionError
        It was changed in the meantime.
    """
    now = _agreement(agreement, initiative=initiative, by=by)
    case = case_here(initiative, by=by)
    if holder_of(now, case=case) not in may_judge_for(by.standing, initiative=initiative, at=at):
        raise NothingHereError(agreement)
    done = CommitmentState.DONE_CLAIMED
    states = path_to(now, to=done, at=at.date())
    if not states:
        raise RefusedError([Refusal("decisions.state_does_not_follow", {"from": now.state.value, "to": done.value})])
    rows = _moved(replace(now, version=version), states, by=by, at=at)
    log = log_of(now.space, case=case)
    tell("agreement_called_done", *_tellings(rows), by=by.person, at=at, log=log)
    return now


def give_verdict(
    *,
    initiative: str,
    agreement: str,
    side: Side,
    judgement: Judgement,
    why: str,
    once: str,
    by: Viewer,
    at: datetime,
) -> Verdict:
    """Say for a side whether an agreement was kept. Of several verdicts of one side the last holds.

    It is only called kept, or not, once those to whom it was promised say so; where the sides differ it is contested.

    Raises
    ------
    NothingHereError
        There is no such agreement for this person, or they do not stand on that side.
    AlreadyToldError
        The same form was sent twice.
    StaleVersionError
        The agreement was changed in the meantime.
    """
    now = _agreement(agreement, initiative=initiative, by=by)
    case = case_here(initiative, by=by, asks=[Ask(Verdict, Q(commitment=now.id) | Q(promise=now.id))])
    if side not in may_judge_for(by.standing, initiative=initiative, at=at):
        raise NothingHereError(agreement)
    verdict = Verdict(
        id=new_id("verdict", once=once),
        initiative=initiative,
        happened_at=Moment.exactly(at),
        recorded_at=at,
        recorded_by=by.person,
        space=now.space,
        commitment=now.id if isinstance(now, Commitment) else None,
        promise=now.id if isinstance(now, Promise) else None,
        side=side,
        judgement=judgement,
        why=why.strip(),
    )
    given = {row.side: row.judgement for row in case.rows(Verdict) if now.id in {row.commitment, row.promise}}
    given[side] = judgement
    holder = holder_of(now, case=case)
    promisee = promised_to(now, holder=holder, groups=case.by_id(Group))
    after = judged(of_promisee=given.get(promisee), of_holder=given.get(holder))
    rows: list[Row] = [verdict]
    if after is not CommitmentState.DONE_CLAIMED:
        rows += _moved(now, path_to(now, to=after, at=at.date()), by=by, at=at)
    log = log_of(now.space, case=case)
    tell("verdict_given", *_tellings(rows), by=by.person, at=at, log=log)
    return verdict
