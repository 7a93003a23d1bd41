"""Reads of decisions: how each was made, who was told when, what was used, what came of it."""

from collections import Counter
from collections.abc import Iterable, Sequence

from counterpoise.control.mandates import Mandates
from counterpoise.decisions.answers import is_answer, with_reason
from counterpoise.decisions.dossier import Dossier, dossiers
from counterpoise.decisions.lifecycle import is_taken
from counterpoise.decisions.notices import did_not_arrive, lags
from counterpoise.decisions.publication import missing, open_concerns
from counterpoise.decisions.sidedness import Classification
from counterpoise.decisions.trace import Collected
from counterpoise.decisions.trace import collected as gathered
from counterpoise.decisions.unilateral import classify
from counterpoise.levels.refusals import Refusal
from counterpoise.record import Case, KnowledgeKind, Side
from counterpoise.record.commitments import Commitment, Promise, Verdict
from counterpoise.record.contributions import Contribution, Question
from counterpoise.record.decisions import Decision, Trace
from counterpoise.record.initiatives import ContextChange, Group, Matter
from counterpoise.record.mandates import StatutoryMandate
from counterpoise.record.people import Body
from counterpoise.web.control.records import PAIRS as CONTROL
from counterpoise.web.decisions.records import PAIRS
from counterpoise.web.decisions.selectors.about import (
    LATEST_DECIDED,
    MOST_TRACES,
    about,
    ask_unanswered,
    asks_about,
    oldest_first,
    waiting_for,
)
from counterpoise.web.decisions.selectors.scope import asks_untold, of_one, scopes_of
from counterpoise.web.decisions.selectors.shown import USED, Answered, DecisionSeen, Due, Judged, Told, UsedBy
from counterpoise.web.expertise.records import PAIRS as EXPERTISE
from counterpoise.web.inclusion.records import PAIRS as INCLUSION
from counterpoise.web.initiatives.selectors import LATEST, LATEST_WRITTEN, Ask, case_of, case_with, slice_of, visible
from counterpoise.web.interests.records import PAIRS as INTERESTS
from counterpoise.web.ledger.selectors import kept_at_heads
from counterpoise.web.people.selectors import Viewer

__all__ = [
    "MOST_AGREEMENTS",
    "PER_PAGE",
    "TABLES",
    "DecisionSeen",
    "Judged",
    "UsedBy",
    "agreements_case",
    "agreements_visible_to",
    "case_about",
    "decision_visible_to",
    "decisions_case",
    "decisions_visible_to",
    "dossier_of",
    "seen_in",
]

TABLES = {**EXPERTISE, **CONTROL, **INCLUSION, **INTERESTS, **PAIRS}
"""The tables of the four rooms and of the decisions."""
PER_PAGE, MOST_AGREEMENTS = 10, 25
"""So many decisions stand on one page of a list, and so many of the latest promises and agreements are shown."""


def decisions_case(initiative: str, *, viewer: Viewer) -> Case | None:
    """Return all that somebody may read of an initiative, with the four rooms and the decisions; it grows with it."""
    return case_of(initiative, viewer=viewer, room="decisions", tables=TABLES)


def decisions_visible_to(
    initiative: str, *, viewer: Viewer, start: int = 0, limit: int = PER_PAGE
) -> tuple[DecisionSeen, ...]:
    """Return some of the decisions and drafts of an initiative that somebody may read, the latest first.

    Parameters
    ----------
    initiative, viewer
        The initiative, and who reads.
    start, limit
        The first of them, and how many.
    """
    key = f"decisions:{initiative}:{start}:{limit}:{viewer.person}:{viewer.at.date()}"
    return kept_at_heads(key, at=viewer.heads, work=lambda: _decisions(initiative, viewer, start, limit))


def _decisions(initiative: str, viewer: Viewer, start: int, limit: int) -> tuple[DecisionSeen, ...]:
    names, case = listed(initiative, viewer=viewer, start=start, limit=limit)
    return seen_in(case, names, viewer=viewer) if case is not None else ()


def listed(initiative: str, *, viewer: Viewer, start: int, limit: int) -> tuple[Sequence[str], Case | None]:
    """Return the names of some decisions, the latest first, and what somebody may read about them.

    The first page reads along those of which somebody's groups were not told: it shows them above the list.
    """

    def work() -> tuple[Sequence[str], Case | None]:
        found = visible(Decision, viewer=viewer).filter(initiative=initiative).order_by(*LATEST_DECIDED)
        names = list(found.values_list("pk", flat=True)[start : start + limit])
        waiting = [] if start else waiting_for(initiative, viewer=viewer)
        read = list(dict.fromkeys([*names, *waiting]))
        return names, about(read, initiative=initiative, viewer=viewer) if read else None

    key = f"listed:{initiative}:{start}:{limit}:{viewer.person}:{viewer.at.date()}"
    return kept_at_heads(key, at=viewer.heads, work=work)


def seen_in(case: Case, names: Sequence[str], *, viewer: Viewer) -> tuple[DecisionSeen, ...]:
    """Return decisions of a case as a list shows them, in the order of their names.

    Whether something was left untold is only looked up for those that lack nothing else.
    """
    of = {dossier.decision.id: dossier for dossier in dossiers(case)}
    seen = {name: _seen(of[name], case, collected=Collected()) for name in names if name in of}
    whole = [name for name, row in seen.items() if not row.missing and row.decision.matter is not None]
    if whole:
        untold = asks_untold(scopes_of(whole, viewer=viewer), viewer=viewer, limit=MOST_TRACES)
        more = slice_of(case.initiative.id, viewer=viewer, asks=[*asks_about(whole), *untold], named=(Question,))
        for dossier in dossiers(more) if more is not None else ():
            if dossier.decision.id in whole and more is not None:
                seen[dossier.decision.id] = _seen(dossier, more)
    return tuple(seen[name] for name in names if name in seen)


def decision_visible_to(initiative: str, name: str, *, viewer: Viewer) -> DecisionSeen | None:
    """Return one decision or draft; nothing where there is none, or none that this person may read."""
    case = case_about(name, initiative=initiative, viewer=viewer)
    found = dossier_of(case, name) if case is not None else None
    return _seen(found, case) if found is not None and case is not None else None


def case_about(name: str, *, initiative: str, viewer: Viewer) -> Case | None:
    """Return what somebody may read about one decision; nothing where they may not read the initiative."""
    key = f"decision:{initiative}:{name}:{viewer.person}:{viewer.at.date()}"

    def work() -> Case | None:
        more = of_one(name, viewer=viewer)
        return about(
            [name], initiative=initiative, viewer=viewer, more=more, named=(Contribution, Question, ContextChange)
        )

    return kept_at_heads(key, at=viewer.heads, work=work)


def dossier_of(case: Case, name: str) -> Dossier | None:
    """Return a decision of a case with what belongs to it."""
    return next((dossier for dossier in dossiers(case) if dossier.decision.id == name), None)


def agreements_visible_to(initiative: str, *, viewer: Viewer) -> tuple[Judged, ...]:
    """Return the latest promises and agreements that somebody may read, with both sides' verdicts."""
    key = f"agreements:{initiative}:{viewer.person}:{viewer.at.date()}"
    return kept_at_heads(key, at=viewer.heads, work=lambda: _agreements(initiative, viewer))


def agreements_case(initiative: str, *, viewer: Viewer) -> Case | None:
    """Return the latest promises and agreements what was said of them, and concerns without an answer."""
    asks = [
        Ask(Promise, order=LATEST, limit=MOST_AGREEMENTS),
        Ask(Commitment, order=LATEST, limit=MOST_AGREEMENTS),
        Ask(Verdict, order=LATEST_WRITTEN, limit=4 * MOST_AGREEMENTS),
        ask_unanswered(viewer),
    ]
    key = f"agreements-case:{initiative}:{viewer.person}:{viewer.at.date()}"

    def read() -> Case | None:
        return case_with(initiative, viewer=viewer, asks=asks, named=(ContextChange, Decision, Matter))

    return kept_at_heads(key, at=viewer.heads, work=read)


def _agreements(initiative: str, viewer: Viewer) -> tuple[Judged, ...]:
    case = agreements_case(initiative, viewer=viewer)
    if case is None:
        return ()
    verdicts = case.rows(Verdict)
    promised = [
        Judged(commitment=row, verdicts=tuple(each for each in verdicts if each.promise == row.id))
        for row in case.rows(Promise)
    ]
    agreed = [
        Judged(commitment=row, verdicts=tuple(each for each in verdicts if each.commitment == row.id))
        for row in case.rows(Commitment)
    ]
    found = sorted(promised + agreed, key=lambda row: str(row.commitment.happened_at or ""), reverse=True)
    return tuple(found[:MOST_AGREEMENTS])


def _seen(dossier: Dossier, case: Case, *, collected: Collected | None = None) -> DecisionSeen:
    decision = dossier.decision
    known = case.by_id(Decision)
    reverses = known.get(decision.reverses or "")
    classed = classify(dossier, mandates=Mandates.of(case), at=case.at)
    found = collected if collected is not None else gathered(case, dossier)
    asked = oldest_first(dossier.concerns)
    concerns = tuple(Answered(concern=row, answers=dossier.answers.get(row.id, ())) for row in asked)
    real = [[each for each in row.answers if is_answer(each, at=case.at)] for row in concerns]
    traces = _traces(case, decision)
    told = _told(dossier, case)
    return DecisionSeen(
        decision=decision,
        matter=case.by_id(Matter).get(decision.matter or ""),
        taker=case.by_id(Body).get(decision.taken_by or ""),
        taken=is_taken(decision, at=case.at),
        told=told,
        civic_untold=sum(row.lag.days is None and row.group.side is Side.CIVIC for row in told),
        classed=classed,
        due=tuple(_due(classed, case)),
        concerns=concerns,
        answered=sum(map(bool, real)),
        reasoned=sum(any(map(with_reason, answers)) for answers in real),
        unanswered=sum(not answers for answers in real),
        open=oldest_first(open_concerns(dossier)),
        missing=_counted(missing(dossier, collected=found, at=case.at, reversed_decision=reverses)),
        used=_used(traces),
        traces=traces,
        commitments=_commitments(case, decision),
        reverses=reverses,
        reversed_by=next((row for row in known.values() if row.reverses == decision.id), None),
    )


def _told(dossier: Dossier, case: Case) -> tuple[Told, ...]:
    groups = {group.id: group for group in case.rows(Group)}
    found = lags(dossier, at=case.at)
    longest = max([1.0, *(lag.waited.middle for lag in found.values())])
    notices = {row.id: row for rows in dossier.notices.values() for row in rows}
    rows = []
    for name, lag in found.items():
        notice = notices.get(lag.notice or "")
        rows.append(
            Told(
                group=groups[name],
                lag=lag,
                share=(lag.middle if lag.middle is not None else lag.waited.middle) / longest,
                confirmed=lag.heard is not None,
                failed=did_not_arrive(dossier.notices.get(name, ())),
                on=(notice.heard_at or notice.told_at) if notice is not None else None,
            )
        )
    return tuple(sorted(rows, key=lambda row: (row.lag.middle is None, row.lag.middle or 0.0, row.group.name)))


def _due(classed: Classification | None, case: Case) -> Iterable[Due]:
    rights, promises, groups = case.by_id(StatutoryMandate), case.by_id(Promise), case.by_id(Group)
    seen = set()
    for group in classed.groups if classed is not None else ():
        for ground in group.grounds:
            if not ground.met and ground.id not in seen:
                seen.add(ground.id)
                yield Due(
                    ground=ground.kind.value,
                    promise=promises.get(ground.id),
                    right=rights.get(ground.id),
                    group=groups[group.group],
                )


def _counted(refusals: tuple[Refusal, ...]) -> tuple[tuple[str, int], ...]:
    return tuple(Counter(refusal.code for refusal in refusals).items())


def _traces(case: Case, decision: Decision) -> tuple[tuple[Trace, Contribution | None], ...]:
    contributions = case.by_id(Contribution)
    rows = (row for row in case.rows(Trace) if row.decision == decision.id)
    return tuple((row, contributions.get(row.contribution or "")) for row in rows)


def _used(traces: tuple[tuple[Trace, Contribution | None], ...]) -> tuple[UsedBy, ...]:
    given: Counter[KnowledgeKind] = Counter()
    used: Counter[KnowledgeKind] = Counter()
    for trace, contribution in traces:
        if contribution is not None and contribution.kind is not None:
            given[contribution.kind] += 1
            used[contribution.kind] += trace.effect in USED
    most = max(given.values(), default=1)
    return tuple(
        UsedBy(
            kind=kind, used=used[kind], given=given[kind], share_used=used[kind] / most, share_given=given[kind] / most
        )
        for kind in KnowledgeKind
        if given[kind]
    )


def _commitments(case: Case, decision: Decision) -> tuple[Judged, ...]:
    verdicts = case.rows(Verdict)
    return tuple(
        Judged(commitment=row, verdicts=tuple(each for each in verdicts if each.commitment == row.id))
        for row in case.rows(Commitment)
        if row.decision == decision.id
    )
