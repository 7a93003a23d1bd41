"""What the start page shows."""

from collections.abc import Iterable
from dataclasses import dataclass

from counterpoise.control.limits import QuestionState, question_state
from counterpoise.interests.frictions import age, is_open
from counterpoise.record import Case, DayRange, Level, Side
from counterpoise.record.commitments import Commitment, CommitmentState, Promise, Verdict
from counterpoise.record.initiatives import Initiative
from counterpoise.record.mandates import LimitQuestion
from counterpoise.record.positions import Friction
from counterpoise.web.decisions.selectors import DecisionSeen, decisions_case, decisions_visible_to
from counterpoise.web.initiatives.selectors import initiatives_visible_to
from counterpoise.web.people.selectors import Viewer

__all__ = ["Aged", "Start", "start_for"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Aged:
    """An open friction with its age and its initiative."""

    friction: Friction
    initiative: Initiative
    age: DayRange | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What waits for somebody's side in one initiative.

    Attributes
    ----------
    initiative
        The initiative.
    verdicts
        How many agreements and promises have no verdict of that side.
    limits
        How many requests for a limit have no answer.
    steps
        How many open frictions have nobody who takes the next step.
    """

    initiative: Initiative
    verdicts: int
    limits: int
    steps: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """What the start page shows.

    Attributes
    ----------
    initiatives, paths
        What is being talked about, and the care paths that this person may read.
    waiting
        What waits for this person's side, where there is something.
    decisions
        The latest decisions, each with its initiative.
    frictions
        The open frictions, the oldest first.
    used, given
        How many contributions were used in a decision, of how many that have a word on it.
    answered, reasoned, concerns
        How many concerns have an answer, and one with a reason, of how many.
    confirmed, commitments
        How many agreements that were put on review were confirmed, of how many.
    """

    initiatives: tuple[Initiative, ...]
    paths: tuple[Initiative, ...]
    waiting: tuple[Waiting, ...]
    decisions: tuple[tuple[Initiative, DecisionSeen], ...]
    frictions: tuple[Aged, ...]
    used: int
    given: int
    answered: int
    reasoned: int
    concerns: int
    confirmed: int
    commitments: int


def start_for(viewer: Viewer) -> Start:
    """Return what the start page shows to somebody."""
    everything = initiatives_visible_to(viewer=viewer)
    initiatives = tuple(row for row in everything if row.level is Level.COLLECTIVE)
    seen = [(row, each) for row in initiatives for each in decisions_visible_to(row.id, viewer=viewer) if each.taken]
    cases = [case for row in initiatives if (case := decisions_case(row.id, viewer=viewer)) is not None]
    reviewed = [row for case in cases for row in case.rows(Commitment) if row.context_change is not None]
    return Start(
        initiatives=initiatives,
        paths=tuple(row for row in everything if row.level is Level.INDIVIDUAL),
        waiting=_waiting(cases, viewer),
        decisions=tuple(sorted(seen, key=lambda pair: str(pair[1].decision.decided_at), reverse=True)[:6]),
        frictions=_oldest(cases),
        used=sum(each.used_count for _, each in seen),
        given=sum(len(each.traces) for _, each in seen),
        answered=sum(each.answered for _, each in seen),
        reasoned=sum(each.reasoned for _, each in seen),
        concerns=sum(len(each.concerns) for _, each in seen),
        confirmed=sum(row.state is CommitmentState.CONFIRMED for row in reviewed),
        commitments=len(reviewed),
    )


def _waiting(cases: Iterable[Case], viewer: Viewer) -> tuple[Waiting, ...]:
    found = []
    for case in cases:
        sides = viewer.sides(case.initiative.id) if viewer.person else frozenset()
        if not sides & {Side.CIVIC, Side.ORGANIZATIONAL}:
            continue
        judged = {row.commitment or row.promise for row in case.rows(Verdict) if row.side in sides}
        made = [row.id for row in (*case.rows(Commitment), *case.rows(Promise))]
        states = [question_state(row, at=case.at) for row in case.rows(LimitQuestion)]
        waiting = Waiting(
            initiative=case.initiative,
            verdicts=sum(name not in judged for name in made),
            limits=sum(state is not QuestionState.ANSWERED for state in states),
            steps=sum(is_open(row) and not row.next_step for row in case.rows(Friction)),
        )
        if waiting.verdicts or waiting.limits or waiting.steps:
            found.append(waiting)
    return tuple(found)


def _oldest(cases: Iterable[Case]) -> tuple[Aged, ...]:
    found = [
        Aged(friction=row, initiative=case.initiative, age=age(row, at=case.at))
        for case in cases
        for row in case.rows(Friction)
        if is_open(row)
    ]
    return tuple(sorted(found, key=lambda row: -(row.age.high if row.age else 0)))
