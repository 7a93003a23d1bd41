"""A decision with what belongs to it: whom it touches, who was asked, told and promised what, and what was answered.

The rules of this room read a dossier. One is made from a case, or by whoever holds the rows.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from counterpoise.decisions.lifecycle import is_taken
from counterpoise.record import Case, Moment, Row, Side, surely_before
from counterpoise.record.commitments import Promise
from counterpoise.record.contributions import Problem, Question
from counterpoise.record.decisions import Answer, Concern, Decision, Notice
from counterpoise.record.initiatives import Affects, Group
from counterpoise.record.legal import LegalStep
from counterpoise.record.meetings import Meeting
from counterpoise.record.people import Body

__all__ = ["Ask", "AskKind", "Dossier", "dossiers", "taken_dossiers"]

R = TypeVar("R", bound=Row)


class AskKind(StrEnum):
    """In what way people were asked."""

    QUESTION = "question"
    MEETING = "meeting"
    CONCERN_ROUND = "concern_round"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """People were asked something about a matter.

    Attributes
    ----------
    id
        The id of the question, the meeting, or the decision or draft with the round of concerns.
    kind
        Which of these it is.
    open_to
        The groups that could say something.
    opened, closed
        From when until when. A meeting that nobody closed lasted its day; a question asked at one lasted as long.
    """

    id: str
    kind: AskKind
    open_to: frozenset[str] = frozenset()
    opened: Moment | None = None
    closed: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """A decision, or a draft of one, with what belongs to it.

    Attributes
    ----------
    decision
        The decision.
    groups
        The groups that its matter touches, in the order of their ids.
    notices
        For each group what tells when it was told.
    asks
        When people were asked about its matter, about earlier decisions too.
    earlier
        The other decisions on its matter that were certainly taken before it, the last one last.
    concerns
        The concerns on it.
    answers
        For each concern its answers.
    promises
        Every version of every promise of the initiative, oldest first.
    steps
        The steps under legal rights on it.
    taken_by_side
        On whose side the body is that took it; empty for a joint body, and where nobody wrote down who took it.
    """

    decision: Decision
    groups: tuple[Group, ...] = ()
    notices: Mapping[str, tuple[Notice, ...]] = field(default_factory=dict)
    asks: tuple[Ask, ...] = ()
    earlier: tuple[Decision, ...] = ()
    concerns: tuple[Concern, ...] = ()
    answers: Mapping[str, tuple[Answer, ...]] = field(default_factory=dict)
    promises: tuple[Promise, ...] = ()
    steps: tuple[LegalStep, ...] = ()
    taken_by_side: Side | None = None


def dossiers(case: Case) -> tuple[Dossier, ...]:
    """Make a dossier of every decision and draft of a case, in the order of their ids."""
    decisions = sorted(case.rows(Decision), key=lambda row: row.id)
    if not decisions:
        return ()
    groups = case.by_id(Group)
    touched: defaultdict[str, set[str]] = defaultdict(set)
    for row in case.rows(Affects):
        if row.matter is not None and row.group in groups:
            touched[row.matter].add(row.group)
    notices: defaultdict[str | None, defaultdict[str, list[Notice]]] = defaultdict(lambda: defaultdict(list))
    for notice in case.rows(Notice):
        if notice.group is not None:
            notices[notice.decision][notice.group].append(notice)
    answers = _by(case.rows(Answer), "concern")
    concerns = _by(case.rows(Concern), "decision")
    steps = _by(case.rows(LegalStep), "decision")
    asks = _asks(case, decisions)
    on_matter = _by(decisions, "matter")
    promises = case.versions(Promise)
    sides = {body.id: body.side for body in case.rows(Body)}
    return tuple(
        Dossier(
            decision=decision,
            groups=tuple(groups[name] for name in sorted(touched.get(decision.matter or "", ()))),
            notices={group: tuple(rows) for group, rows in notices.get(decision.id, {}).items()},
            asks=asks.get(decision.matter or "", ()),
            earlier=_earlier(decision, on_matter.get(decision.matter or "", ())),
            concerns=concerns.get(decision.id, ()),
            answers={concern.id: answers.get(concern.id, ()) for concern in concerns.get(decision.id, ())},
            promises=promises,
            steps=steps.get(decision.id, ()),
            taken_by_side=sides.get(decision.taken_by or ""),
        )
        for decision in decisions
    )


def taken_dossiers(case: Case) -> tuple[Dossier, ...]:
    """Make a dossier of every decision that had been taken at the date of the case; a draft is no decision."""
    return tuple(dossier for dossier in dossiers(case) if is_taken(dossier.decision, at=case.at))


def _by(rows: Iterable[R], name: str) -> dict[str, tuple[R, ...]]:
    found: defaultdict[str, list[R]] = defaultdict(list)
    for row in rows:
        key: str | None = getattr(row, name)
        if key is not None:
            found[key].append(row)
    return {key: tuple(sorted(kept, key=lambda row: row.id)) for key, kept in found.items()}


def _earlier(decision: Decision, others: Iterable[Decision]) -> tuple[Decision, ...]:
    before = [
        (other.decided_at, other.id, other)
        for other in others
        if other.decided_at is not None and surely_before(other.decided_at, decision.decided_at)
    ]
    return tuple(other for *_, other in sorted(before, key=lambda one: one[:2]))


def _asks(case: Case, decisions: Iterable[Decision]) -> dict[str, tuple[Ask, ...]]:
    """Return for each matter when people were asked about it, in the order of the ids."""
    found: defaultdict[str, list[Ask]] = defaultdict(list)
    meetings = case.by_id(Meeting)
    problems = case.by_id(Problem)
    for meeting in meetings.values():
        for matter in meeting.matters:
            found[matter].append(
                Ask(
                    id=meeting.id,
                    kind=AskKind.MEETING,
                    open_to=frozenset(meeting.open_to),
                    opened=meeting.happened_at,
                    closed=meeting.closed_at or meeting.happened_at,
                )
            )
    for question in case.rows(Question):
        problem = problems.get(question.problem or "")
        matter_of = question.matter or (problem.matter if problem is not None else None)
        if matter_of is not None:
            found[matter_of].append(_question(question, meetings.get(question.meeting or "")))
    for decision in decisions:
        if decision.matter is not None and decision.concerns_from is not None:
            found[decision.matter].append(
                Ask(
                    id=decision.id,
                    kind=AskKind.CONCERN_ROUND,
                    open_to=frozenset(decision.concerns_open_to),
                    opened=decision.concerns_from,
                    closed=decision.concerns_until,
                )
            )
    return {matter: tuple(sorted(asks, key=lambda ask: (ask.kind, ask.id))) for matter, asks in found.items()}


def _question(question: Question, meeting: Meeting | None) -> Ask:
    open_to, opened, closed = question.open_to, question.happened_at, question.closed_at
    if meeting is not None:
        open_to = open_to or meeting.open_to
        opened = opened or meeting.happened_at
        closed = closed or meeting.closed_at or meeting.happened_at
    return Ask(id=question.id, kind=AskKind.QUESTION, open_to=frozenset(open_to), opened=opened, closed=closed)
