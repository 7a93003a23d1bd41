"""What a decision did with what people said: told for many at once; the author says whether that is right."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Q

from counterpoise.decisions.trace import Collected, about_nothing, collected, not_considered, problems, untraced
from counterpoise.expertise.contributions import author
from counterpoise.levels.refusals import Refusal
from counterpoise.record import KnowledgeKind, Moment, Reply
from counterpoise.record.contributions import Contribution, Digest
from counterpoise.record.decisions import Effect, SetAsideReason, Trace
from counterpoise.web.decisions import models
from counterpoise.web.decisions.selectors import dossier_of, scope_of
from counterpoise.web.decisions.services.rights import NothingHereError, case_here, held, of_taker
from counterpoise.web.initiatives.selectors import Ask
from counterpoise.web.ledger.services import COMMON, RefusedError, Telling, new_id, tell
from counterpoise.web.people.selectors import Viewer

__all__ = ["Tracing", "judge_trace", "trace_rest", "trace_some"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracing:
    """What was done with some contributions, as a form gives it.

    Attributes
    ----------
    about
        The contributions, and texts that rooms shared.
    effect
        What was done with them.
    reason_code, reason
        Why they were not used, as a kind of reason and in words.
    department
        The department that says so.
    """

    about: tuple[str, ...]
    effect: Effect
    reason_code: SetAsideReason | None = None
    reason: str = ""
    department: str = ""


def _in_scope(
    decision: str, *, initiative: str, by: Viewer, at: datetime, also: tuple[str, ...] = ()
) -> tuple[Collected, tuple[Contribution, ...]]:
    of_taker(decision, initiative=initiative, by=by, at=at)
    case = scope_of(decision, initiative=initiative, viewer=by, also=also)
    dossier = dossier_of(case, decision) if case is not None else None
    if case is None or dossier is None:
        raise NothingHereError(decision)
    return collected(case, dossier), about_nothing(case, dossier)


def trace_some(
    *, initiative: str, decision: str, tracing: Tracing, once: str, by: Viewer, at: datetime
) -> tuple[Trace, ...]:
    """Say what was done with some contributions. What has a word already keeps it.

    Raises
    ------
    NothingHereError
        There is no such decision for this person, they do not speak for its taker, or one of these is about something
        else or was said after it.
    RefusedError
        Nothing was chosen; or what is set aside lacks a reason of a sentence, or a department.
    AlreadyToldError
        The same form was sent twice.
    """
    found, loose = _in_scope(decision, initiative=initiative, by=by, at=at, also=tracing.about)
    rows: dict[str, Contribution | Digest] = {row.id: row for row in (*found.contributions, *loose)}
    rows |= {row.id: row for row in found.digests}
    if any(name not in rows for name in tracing.about):
        raise NothingHereError(decision)
    told = {row.contribution for row in found.traces if row.decision == decision and row.effect is not None}
    waiting = {*untraced(found), *(row.id for row in loose if row.id not in told)}
    wanted = [name for name in dict.fromkeys(tracing.about) if name in waiting]
    traces = [
        _trace(rows[name], number, decision=decision, tracing=tracing, once=once, by=by, at=at)
        for number, name in enumerate(wanted)
    ]
    refusals = list(dict.fromkeys(each.code for trace in traces for each in problems(trace)))
    if not tracing.about:
        refusals.append("decisions.nothing_chosen")
    if refusals:
        raise RefusedError([Refusal(code) for code in refusals])
    _told(traces, by=by, at=at)
    return tuple(traces)


def _trace(
    row: Contribution | Digest, number: int, *, decision: str, tracing: Tracing, once: str, by: Viewer, at: datetime
) -> Trace:
    used = tracing.effect in {Effect.CHANGED, Effect.CONFIRMED, Effect.PARTLY}
    kind: KnowledgeKind | None = row.kind if isinstance(row, Contribution) and used else None
    return Trace(
        id=new_id("trace", once=once) + (f"-{number}" if number else ""),
        initiative=row.initiative,
        happened_at=Moment.exactly(at),
        recorded_at=at,
        recorded_by=by.person,
        # What happened with words that only some can read is told where those words stand.
        space=row.space,
        contribution=row.id if isinstance(row, Contribution) else None,
        digest=row.id if isinstance(row, Digest) else None,
        decision=decision,
        effect=tracing.effect,
        reason_code=tracing.reason_code if tracing.effect is Effect.SET_ASIDE else None,
        reason=tracing.reason.strip(),
        department=tracing.department.strip(),
        knowledge_kind=kind,
    )


def trace_rest(*, initiative: str, decision: str, department: str, by: Viewer, at: datetime) -> tuple[Trace, ...]:
    """Say of all that has no word yet, in one go, that it was not considered.

    Raises
    ------
    NothingHereError
        There is no such decision for this person, or they do not speak for its taker.
    """
    found, _loose = _in_scope(decision, initiative=initiative, by=by, at=at)
    rooms = {row.id: row.space for row in found.contributions}
    made = not_considered(
        found, decision=decision, department=department.strip(), recorded_at=at, recorded_by=by.person
    )
    traces = [replace(row, happened_at=Moment.exactly(at), space=rooms.get(row.contribution or "")) for row in made]
    _told(traces, by=by, at=at)
    return tuple(traces)


def _told(traces: Iterable[Trace], *, by: Viewer, at: datetime) -> None:
    tellings = [Telling(model=models.Trace, row=row) for row in traces]
    if tellings:
        tell("contributions_traced", *tellings, by=by.person, at=at)


def judge_trace(*, initiative: str, trace: str, version: int, right: bool, by: Viewer, at: datetime) -> Trace:
    """Say whether it is right what is told of one's own contribution.

    Raises
    ------
    NothingHereError
        There is no such word for this person, or the contribution is somebody else's.
    StaleVersionError
        It was changed in the meantime.
    """
    now = held(Trace, trace, initiative=initiative, by=by)
    case = case_here(initiative, by=by, asks=[Ask(Contribution, Q(pk=now.contribution or ""))])
    said = case.by_id(Contribution).get(now.contribution or "")
    if said is None or by.person is None or author(said) != by.person:
        raise NothingHereError(trace)
    row = replace(
        now,
        version=version + 1,
        supersedes_reason="answered by the author",
        recorded_at=at,
        recorded_by=by.person,
        agreed_by_contributor=Reply.YES if right else Reply.NO,
    )
    tell("trace_judged", Telling(model=models.Trace, row=row), by=by.person, at=at, log=now.space or COMMON)
    return row
