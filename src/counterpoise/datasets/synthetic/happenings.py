"""What is said and decided in a synthetic initiative, what came of it and who was told when."""

from collections.abc import Iterator
from datetime import timedelta

from counterpoise.datasets.synthetic.draws import CIVIC_GROUPS, DAYS, GROUPS, NEVER, PEOPLE, Draw
from counterpoise.datasets.synthetic.frame import MATTERS, MOMENTS, TIMES, common
from counterpoise.record import KnowledgeKind, Row, Side
from counterpoise.record.contributions import Contribution, Question, Route, Stance
from counterpoise.record.decisions import (
    Answer,
    Concern,
    Decision,
    DecisionState,
    Effect,
    GroupReference,
    Nearest,
    NearestCoding,
    Notice,
    SetAsideReason,
    Trace,
)
from counterpoise.record.meetings import Attendance, FloorShare, FloorUnit, Meeting

__all__ = ["happenings"]

EACH_MEETING = 8
"""How many contributions are made at each meeting."""

_KINDS = tuple(KnowledgeKind)
_DEPARTMENTS = ("participation office", "care", "finance", "board")
_CODED = tuple(
    tuple(NearestCoding(coder_side=side, nearest=nearest) for side in (Side.CIVIC, Side.ORGANIZATIONAL))
    for nearest in (Nearest.CIVIC, Nearest.ORGANIZATIONAL)
)


def happenings(each: Draw) -> Iterator[Row]:
    """Give the meetings, questions, contributions, traces, decisions, concerns, answers and notices."""
    yield from _meetings(each)
    yield from _said(each)
    yield from _decided(each)


def _meetings(each: Draw) -> Iterator[Row]:
    name = each.name
    for number, day in enumerate(each.said_on.tolist()[::EACH_MEETING]):
        meeting = f"{name}-meeting-{number}"
        yield Meeting(
            id=meeting,
            **common(name, day),
            title=f"Meeting {number}",
            chair_side=Side.ORGANIZATIONAL,
            agenda_by=Side.ORGANIZATIONAL,
            minutes_by=Side.CIVIC,
            attendance=(
                Attendance(side=Side.CIVIC, people=9),
                Attendance(side=Side.ORGANIZATIONAL, people=3, department="participation office"),
            ),
            floor=tuple(
                FloorShare(side=Side.CIVIC if place else Side.ORGANIZATIONAL, amount=100 + 37 * place)
                for place in range(6)
            ),
            floor_unit=FloorUnit.WORDS,
            barriers_asked=True,
        )
        yield Question(
            id=f"{name}-question-{number}",
            **common(name, day),
            text="What do you see?",
            author_side=Side.CIVIC if number % 3 == 0 else Side.ORGANIZATIONAL,
            meeting=meeting,
        )


def _said(each: Draw) -> Iterator[Row]:
    name, last = each.name, len(each.decided_on) - 1
    days = each.said_on.tolist()
    drawn = zip(days, each.civic.tolist(), each.used.tolist(), each.kind.tolist(), strict=True)
    for number, (day, civic, used, kind) in enumerate(drawn):
        first = days[number - number % EACH_MEETING]
        yield Contribution(
            id=f"{name}-said-{number}",
            **common(name, day),
            text=f"What was said, number {number}.",
            route=Route.MEETING if day == first else Route.SCREEN,
            capacity=f"{name}-person-{number % PEOPLE}-speaks" if civic else None,
            side=Side.CIVIC if civic else Side.ORGANIZATIONAL,
            kind=_KINDS[kind],
            stance=Stance.OTHER,
            critical=used,
            org_present=number % 2 == 0,
            topic=f"topic {number % 7}",
            matter=f"{name}-matter-{number % MATTERS}",
            meeting=f"{name}-meeting-{number // EACH_MEETING}" if day == first else None,
        )
        decision = number // 5 if number // 5 <= last else None
        # What happened with it is told a month later at the earliest, and never before the decision.
        traced = min(day + 30, DAYS) if decision is None else max(day + 30, int(each.decided_on[decision]))
        yield Trace(
            id=f"{name}-trace-{number}",
            **common(name, traced),
            contribution=f"{name}-said-{number}",
            decision=None if decision is None else f"{name}-decision-{decision}",
            effect=Effect.PARTLY if used else Effect.SET_ASIDE,
            reason_code=None if used else SetAsideReason.NOT_FEASIBLE,
            reason="" if used else "It could not be done this year.",
            department=_DEPARTMENTS[number % 4],
            knowledge_kind=_KINDS[kind] if used else None,
        )


def _decided(each: Draw) -> Iterator[Row]:
    name = each.name
    civic = tuple(f"{name}-group-{group}" for group in range(CIVIC_GROUPS))
    drawn = zip(
        each.decided_on.tolist(), each.promised.tolist(), each.consented.tolist(), each.named.tolist(), strict=True
    )
    for number, (day, promised, consented, named) in enumerate(drawn):
        decision = f"{name}-decision-{number}"
        matter = number % 2 if promised else 2 + number % (MATTERS - 2)
        yield Decision(
            id=decision,
            **common(name, day),
            matter=f"{name}-matter-{matter}",
            title=f"Decision {number}",
            text="What was decided.",
            taken_by=f"{name}-board",
            decided_at=MOMENTS[day],
            draft_at=MOMENTS[day - 20] if number % 2 else None,
            state=DecisionState.TAKEN,
            reasons="What was weighed.",
            consented=civic if consented else (),
            nearest=_CODED[number % 2],
            frictions=(f"{name}-friction",) if matter == 0 else (),
        )
        yield GroupReference(
            id=f"{decision}-speaks-of",
            **common(name, day),
            text="residents" if named else "the community",
            decision=decision,
            group=civic[number % CIVIC_GROUPS] if named else None,
        )
        yield from _concerns(each, number, decision, day)
        yield from _told(each, number, decision, day)


def _concerns(each: Draw, number: int, decision: str, day: int) -> Iterator[Row]:
    answers = zip(each.answered[number].tolist(), each.reasoned[number].tolist(), strict=True)
    for place, (answered, reasoned) in enumerate(answers):
        concern = f"{decision}-concern-{place}"
        yield Concern(
            id=concern,
            **common(each.name, min(day + 10, DAYS)),
            decision=decision,
            text="A worry.",
            side=Side.CIVIC,
            group=f"{each.name}-group-{place}",
        )
        if answered:
            yield Answer(
                id=f"{decision}-answer-{place}",
                **common(each.name, min(day + 20 + 10 * place, DAYS)),
                concern=concern,
                text="An answer.",
                reason="A reason." if reasoned else "",
                department=_DEPARTMENTS[(number + place) % 4],
            )


def _told(each: Draw, number: int, decision: str, day: int) -> Iterator[Row]:
    for group, lag in zip(range(GROUPS), each.lag[number].tolist(), strict=True):
        told = None if lag == NEVER else day + lag
        yield Notice(
            id=f"{decision}-told-{group}",
            initiative=each.name,
            happened_at=None if told is None else MOMENTS[told],
            recorded_at=TIMES[day if told is None else told],
            source="synthetic",
            decision=decision,
            group=f"{each.name}-group-{group}",
            told_at=None if told is None else MOMENTS[told],
            channel="letter",
            # Who is not told yet is to be told once; that day lies after the last one.
            planned_on=MOMENTS[DAYS].first + timedelta(days=30) if told is None else None,
        )
