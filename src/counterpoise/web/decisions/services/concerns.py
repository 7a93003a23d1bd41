"""Raise a concern about a decision or a draft; answer it with a reason; say whether that is an answer."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Q

from counterpoise.decisions.answers import problems
from counterpoise.decisions.who_may import may_speak_for_body, takes_part
from counterpoise.levels.refusals import Refusal
from counterpoise.record import Moment, Reply
from counterpoise.record.decisions import Answer, Concern, ConcernKind, Decision
from counterpoise.record.people import Body
from counterpoise.web.decisions import models
from counterpoise.web.decisions.services.rights import NothingHereError, case_here, held, log_of, room_of
from counterpoise.web.initiatives.selectors import Ask, case_with
from counterpoise.web.initiatives.services import side_spoken_for, spoken_as
from counterpoise.web.ledger.services import RefusedError, Telling, new_id, tell
from counterpoise.web.people.selectors import Viewer

__all__ = ["Answering", "answer_concern", "asked_by", "judge_answer", "may_answer", "raise_concern"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering:
    """An answer to a concern, or that there will be none.

    Attributes
    ----------
    text, reason
        The answer, and why.
    department
        The department that answers.
    no_answer
        Whether no answer will be given; signed by who sends it.
    """

    text: str = ""
    reason: str = ""
    department: str = ""
    no_answer: bool = False


def raise_concern(
    *,
    initiative: str,
    decision: str,
    kind: ConcernKind,
    text: str,
    capacity: str | None = None,
    once: str,
    by: Viewer,
    at: datetime,
) -> Concern:
    """Raise a concern about a decision or a draft; that it felt like a show is one too.

    Raises
    ------
    NothingHereError
        There is no such decision or capacity for this person, or they take no part here.
    RefusedError
        There are no words.
    AlreadyToldError
        The same form was sent twice.
    """
    case = case_here(initiative, by=by, asks=[Ask(Decision, Q(pk=decision))])
    row = case.by_id(Decision).get(decision)
    if row is None or not takes_part(by.standing, initiative=initiative, at=at):
        raise NothingHereError(decision)
    spoken = spoken_as(capacity, initiative=initiative, by=by)
    if not text.strip():
        raise RefusedError([Refusal("decisions.no_words")])
    concern = Concern(
        id=new_id("concern", once=once),
        initiative=initiative,
        happened_at=Moment.exactly(at),
        recorded_at=at,
        recorded_by=by.person,
        space=room_of(row),
        decision=decision,
        kind=kind,
        text=text.strip(),
        side=side_spoken_for(capacity, initiative=initiative, by=by),
        capacity=spoken.id if spoken is not None else None,
    )
    log = log_of(concern.space, case=case)
    tell("concern_raised", Telling(model=models.Concern, row=concern), by=by.person, at=at, log=log)
    return concern


def asked_by(concern: Concern, *, by: Viewer) -> bool:
    """Say whether somebody raised a concern themselves."""
    mine = {row.id for row in by.standing.capacities}
    if concern.capacity is not None:
        return concern.capacity in mine
    return by.person is not None and concern.recorded_by == by.person


def may_answer(concern: Concern, *, initiative: str, by: Viewer, at: datetime) -> bool:
    """Say whether somebody can answer a concern: they speak for who took the decision, and did not raise it.

    A concern about a matter on which nobody decided yet is answered by the organization's side.
    """
    if concern.decision is None and not asked_by(concern, by=by):
        # It is about a matter on which nobody decided yet: as where nobody wrote down who decides.
        return may_speak_for_body(None, standing=by.standing, initiative=initiative, at=at)
    case = case_with(initiative, viewer=by, asks=[Ask(Decision, Q(pk=concern.decision or ""))])
    decision = case.by_id(Decision).get(concern.decision or "") if case is not None else None
    if case is None or decision is None or asked_by(concern, by=by):
        return False
    taker = case.by_id(Body).get(decision.taken_by or "")
    return may_speak_for_body(taker, standing=by.standing, initiative=initiative, at=at)


def answer_concern(
    *, initiative: str, concern: str, answering: Answering, once: str, by: Viewer, at: datetime
) -> Answer:
    """Answer a concern with a reason and a department, or sign that no answer will be given, and why.

    Raises
    ------
    NothingHereError
        There is no such concern for this person, or it is not for them to answer.
    RefusedError
        Everything that the answer lacks.
    AlreadyToldError
        The same form was sent twice.
    """
    raised = held(Concern, concern, initiative=initiative, by=by)
    if not may_answer(raised, initiative=initiative, by=by, at=at):
        raise NothingHereError(concern)
    answer = Answer(
        id=new_id("answer", once=once),
        initiative=initiative,
        happened_at=Moment.exactly(at),
        recorded_at=at,
        recorded_by=by.person,
        space=raised.space,
        concern=concern,
        text=answering.text.strip(),
        reason=answering.reason.strip(),
        department=answering.department.strip(),
        answered_by=by.person,
        no_answer=answering.no_answer,
    )
    refusals = problems(answer)
    if refusals:
        raise RefusedError(refusals)
    event = "answer_refused" if answer.no_answer else "concern_answered"
    log = log_of(raised.space, case=case_here(initiative, by=by))
    tell(event, Telling(model=models.Answer, row=answer), by=by.person, at=at, log=log)
    return answer


def judge_answer(*, initiative: str, answer: str, version: int, is_answer: bool, by: Viewer, at: datetime) -> Answer:
    """Say, as the one who asked, whether an answer is one.

    Raises
    ------
    NothingHereError
        There is no such answer for this person, or somebody else asked.
    StaleVersionError
        It was changed in the meantime.
    """
    now = held(Answer, answer, initiative=initiative, by=by)
    raised = held(Concern, now.concern or "", initiative=initiative, by=by)
    if not asked_by(raised, by=by):
        raise NothingHereError(answer)
    after = replace(
        now,
        version=version + 1,
        supersedes_reason="judged by the one who asked",
        recorded_at=at,
        ok_for_asker=Reply.YES if is_answer else Reply.NO,
    )
    log = log_of(now.space, case=case_here(initiative, by=by))
    tell("answer_judged", Telling(model=models.Answer, row=after), by=by.person, at=at, log=log)
    return after
