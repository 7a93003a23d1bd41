"""The steps of a decision: a draft, a round of concerns, taken, told, followed up, looked back on; and what it says."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Q

from counterpoise.decisions.answers import is_answer, is_signed_no_answer
from counterpoise.decisions.explained import problems as explained_problems
from counterpoise.decisions.lifecycle import BEFORE_TAKEN, problems, taken
from counterpoise.decisions.notices import untold
from counterpoise.decisions.publication import open_concerns
from counterpoise.decisions.who_may import may_speak_for_group
from counterpoise.levels.refusals import Refusal
from counterpoise.record import Case, Consideration, Moment, Row, Side
from counterpoise.record.decisions import Decision, DecisionState, ParticipationLink
from counterpoise.record.initiatives import Affects, Group, Matter
from counterpoise.record.people import Body
from counterpoise.web.decisions import models
from counterpoise.web.decisions.selectors import about, dossier_of
from counterpoise.web.decisions.services.recording import weighings
from counterpoise.web.decisions.services.rights import (
    NothingHereError,
    case_here,
    held,
    log_of,
    may_record_here,
    of_taker,
)
from counterpoise.web.initiatives import models as spine
from counterpoise.web.initiatives.selectors import Ask
from counterpoise.web.ledger.models import Told
from counterpoise.web.ledger.services import (
    AlreadyToldError,
    RefusedError,
    StaleVersionError,
    Telling,
    new_id,
    tell,
)
from counterpoise.web.people.selectors import Viewer

__all__ = ["Drafting", "Explaining", "agree_for_group", "draft", "explain", "open_round", "step", "take"]

_AGAIN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafting:
    """A draft, as a form gives it.

    Attributes
    ----------
    what
        What would be decided.
    matter
        What it is about.
    taken_by
        The body that would take it.
    touches
        The groups that it would touch, besides those that its matter touches already.
    reasons
        Why, in the words of who drafts it.
    weighed, weighed_as, weighed_for
        One thing that was weighed: in words, of what kind, and whose reason it was.
    """

    what: str
    matter: str
    taken_by: str | None = None
    touches: tuple[str, ...] = ()
    reasons: str = ""
    weighed: str = ""
    weighed_as: Consideration | None = None
    weighed_for: Side | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Explaining:
    """What a decision says of how it was made, as a form gives it.

    Attributes
    ----------
    participation, participation_reason
        Whether people took part; or that no participation was organized, and why.
    urgency, urgent_look_on
        Why it could not wait, and on which day both sides look at it after all.
    reverses
        The earlier decision that it turns around.
    undeclared_limits
        Limits that its reasons use.
    consulted, consulted_at
        The bodies that were asked in writing, and when.
    topic
        The topic, as legal rights name it.
    """

    participation: ParticipationLink | None = None
    participation_reason: str = ""
    urgency: str = ""
    urgent_look_on: date | None = None
    reverses: str | None = None
    undeclared_limits: tuple[str, ...] = ()
    consulted: tuple[str, ...] = ()
    consulted_at: Moment | None = None
    topic: str = ""


def _known(kind: type[Row], names: Iterable[str | None], *, case: Case) -> None:
    known = case.by_id(kind)
    for name in names:
        if name and name not in known:
            raise NothingHereError(name)


def draft(*, initiative: str, drafting: Drafting, once: str, by: Viewer, at: datetime) -> Decision:
    """Write down a draft, for everybody to read before it is taken.

    Raises
    ------
    NothingHereError
        There is no such initiative, matter, body or group for this person, or they can not record decisions here.
    RefusedError
        There are no words.
    AlreadyToldError
        The same form was sent twice.
    """
    asks = [Ask(Matter, Q(pk=drafting.matter or ""), common=True), Ask(Affects, Q(matter=drafting.matter or ""))]
    case = may_record_here(initiative, by=by, at=at, asks=asks)
    _known(Matter, [drafting.matter], case=case)
    _known(Body, [drafting.taken_by], case=case)
    _known(Group, drafting.touches, case=case)
    if not drafting.what.strip():
        raise RefusedError([Refusal("decisions.no_words")])
    row = Decision(
        id=new_id("decision", once=once),
        initiative=initiative,
        happened_at=Moment.exactly(at),
        recorded_at=at,
        recorded_by=by.person,
        matter=drafting.matter,
        text=drafting.what.strip(),
        taken_by=drafting.taken_by or None,
        state=DecisionState.DRAFT,
        draft_at=Moment.exactly(at),
        reasons=drafting.reasons.strip(),
        considerations=weighings(drafting.weighed, drafting.weighed_as, drafting.weighed_for),
    )
    touched = {each.group for each in case.rows(Affects) if each.matter == drafting.matter}
    affects = [
        Affects(
            id=f"{row.id}-touches-{group}",
            initiative=initiative,
            happened_at=row.happened_at,
            recorded_at=at,
            recorded_by=by.person,
            matter=drafting.matter,
            group=group,
        )
        for group in sorted(set(drafting.touches) - touched)
    ]
    tell("decision_drafted", *_tellings([row, *affects]), by=by.person, at=at)
    return row


def _tellings(rows: Iterable[Row]) -> list[Telling]:
    model: dict[type[Row], type[Told]] = {Decision: models.Decision, Affects: spine.Affects}
    return [Telling(model=model[type(row)], row=row) for row in rows]


def _next(now: Decision, *, version: int, why: str, by: Viewer, at: datetime) -> Decision:
    return replace(now, version=version + 1, supersedes_reason=why, recorded_at=at, recorded_by=by.person)


def _told(event: str, row: Decision, *, case: Case, by: Viewer, at: datetime) -> Decision:
    log = log_of(row.space, case=case)
    tell(event, Telling(model=models.Decision, row=row), by=by.person, at=at, log=log)
    return row


def open_round(
    *, initiative: str, decision: str, version: int, until: Moment, open_to: tuple[str, ...], by: Viewer, at: datetime
) -> Decision:
    """Open a draft for concerns until a day. Every concern that is raised is owed an answer.

    Raises
    ------
    NothingHereError
        There is no such decision or group for this person, or they do not speak for its taker.
    RefusedError
        It is no draft, it is open to nobody, or the day has passed.
    StaleVersionError
        It was changed in the meantime.
    """
    now = of_taker(decision, initiative=initiative, by=by, at=at)
    case = case_here(initiative, by=by)
    _known(Group, open_to, case=case)
    row = replace(
        _next(now, version=version, why="opened for concerns", by=by, at=at),
        state=DecisionState.OPEN_FOR_CONCERNS,
        concerns_from=Moment.exactly(at),
        concerns_until=until,
        concerns_open_to=open_to,
    )
    refusals = problems(replace(row, state=now.state), to=DecisionState.OPEN_FOR_CONCERNS, at=at.date())
    if until.last < at.date():
        refusals += (Refusal("decisions.round_over_before_it_begins"),)
    if refusals:
        raise RefusedError(refusals)
    return _told("decision_opened_for_concerns", row, case=case, by=by, at=at)


def step(
    *, initiative: str, decision: str, version: int, to: DecisionState, words: str, by: Viewer, at: datetime
) -> Decision:
    """Bring a decision one step on: concerns answered, told, followed up, looked back on; with what there is to say.

    Raises
    ------
    NothingHereError
        There is no such decision for this person, or they do not speak for its taker.
    RefusedError
        The step does not follow, concerns have no answer, groups were not told, or nothing is said of what was seen.
    StaleVersionError
        It was changed in the meantime.
    """
    now = of_taker(decision, initiative=initiative, by=by, at=at)
    case = about([decision], initiative=initiative, viewer=by)
    dossier = dossier_of(case, decision) if case is not None else None
    if case is None or dossier is None or to in {DecisionState.TAKEN, DecisionState.OPEN_FOR_CONCERNS}:
        raise NothingHereError(decision)
    day = at.date()
    waiting = [
        row.id
        for row in open_concerns(dossier)
        if not any(is_answer(each, at=day) or is_signed_no_answer(each) for each in dossier.answers.get(row.id, ()))
    ]
    refusals = problems(now, to=to, at=day, without_answer=waiting, untold=untold(dossier, at=day))
    if to in {DecisionState.FOLLOWED_UP, DecisionState.REVIEWED} and not words.strip():
        refusals += (Refusal("decisions.step_without_words"),)
    if refusals:
        raise RefusedError(refusals)
    row = replace(_next(now, version=version, why=words.strip(), by=by, at=at), state=to)
    return _told(f"decision_{to.value}", row, case=case, by=by, at=at)


def take(
    *,
    initiative: str,
    decision: str,
    version: int,
    decided_at: Moment,
    taken_by: str | None = None,
    by: Viewer,
    at: datetime,
) -> Decision:
    """Write down that a draft was taken, from whatever step it was at. The steps that were skipped are kept.

    Raises
    ------
    NothingHereError
        There is no such decision or body for this person, or they do not speak for its taker.
    RefusedError
        The day is still to come, or it was taken already.
    StaleVersionError
        It was changed in the meantime.
    """
    now = of_taker(decision, initiative=initiative, by=by, at=at)
    case = case_here(initiative, by=by)
    _known(Body, [taken_by], case=case)
    after = replace(_next(now, version=version, why="taken", by=by, at=at), taken_by=taken_by or now.taken_by)
    refusals = problems(replace(after, decided_at=decided_at), to=DecisionState.TAKEN, at=at.date())
    if refusals:
        raise RefusedError(refusals)
    return _told("decision_taken", taken(after, decided_at=decided_at), case=case, by=by, at=at)


def explain(
    *, initiative: str, decision: str, version: int, explaining: Explaining, by: Viewer, at: datetime
) -> Decision:
    """Say how a decision was made: with whom or why with nobody, why it could not wait, what it turns around.

    Raises
    ------
    NothingHereError
        There is no such decision or body for this person, or they do not speak for its taker.
    RefusedError
        Everything that does not hold in it.
    StaleVersionError
        It was changed in the meantime.
    """
    now = of_taker(decision, initiative=initiative, by=by, at=at)
    case = case_here(initiative, by=by, asks=[Ask(Decision, Q(pk=explaining.reverses or ""))])
    _known(Decision, [explaining.reverses], case=case)
    _known(Body, explaining.consulted, case=case)
    row = replace(
        _next(now, version=version, why="said how it was made", by=by, at=at),
        participation=explaining.participation,
        participation_reason=explaining.participation_reason.strip(),
        urgency=explaining.urgency.strip(),
        urgent_look_on=explaining.urgent_look_on,
        reverses=explaining.reverses or None,
        undeclared_limits=explaining.undeclared_limits,
        consulted=explaining.consulted,
        consulted_at=explaining.consulted_at,
        topic=explaining.topic.strip(),
    )
    refusals = explained_problems(row, reversed_decision=case.by_id(Decision).get(row.reverses or ""))
    if refusals:
        raise RefusedError(refusals)
    return _told("decision_explained", row, case=case, by=by, at=at)


def agree_for_group(*, initiative: str, decision: str, group: str, by: Viewer, at: datetime) -> Decision:
    """Agree to a draft for a group that must agree. It is said once; nobody can say it after the decision was taken.

    Raises
    ------
    NothingHereError
        There is no such draft or group for this person, they do not speak for the group, or it was taken already.
    AlreadyToldError
        The group agreed already.
    StaleVersionError
        Others changed it at the same moment, again and again.
    """
    case = case_here(initiative, by=by)
    named = case.by_id(Group).get(group)
    if named is None or not may_speak_for_group(named, standing=by.standing, initiative=initiative, at=at):
        raise NothingHereError(group)
    for attempt in range(_AGAIN):
        now = held(Decision, decision, initiative=initiative, by=by)
        if now.decided_at is not None or now.state not in BEFORE_TAKEN:
            raise NothingHereError(decision)
        if group in now.consented:
            raise AlreadyToldError(decision)
        row = _next(now, version=now.version, why="a group agreed to it", by=by, at=at)
        try:
            return _told("group_agreed", replace(row, consented=(*now.consented, group)), case=case, by=by, at=at)
        except StaleVersionError:
            if attempt == _AGAIN - 1:
                raise
    raise NothingHereError(decision)
