"""What stands around what is said and decided in a synthetic initiative: people, groups, matters, who decides."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import TypedDict

from counterpoise.datasets.synthetic.design import FIRST_DAY
from counterpoise.datasets.synthetic.draws import CIVIC_GROUPS, DAYS, GROUPS, PEOPLE, START, Draw
from counterpoise.record import Moment, Row, Say, Side, Tension
from counterpoise.record.access import Barrier, BarrierKind
from counterpoise.record.commitments import Commitment, CommitmentState, Promise
from counterpoise.record.initiatives import (
    Affects,
    ContextChange,
    ContextChangeKind,
    Cycle,
    Group,
    Initiative,
    Matter,
    PromisedLevel,
    Reached,
)
from counterpoise.record.mandates import Basis, Limit, LimitQuestion, Mandate, MandateState
from counterpoise.record.participation import Margin, MarginKind, Participation, Population
from counterpoise.record.people import Body, BodyKind, Capacity, CapacityKind, Person
from counterpoise.record.positions import Ballot, Friction, FrictionState, Position, Statement, Visibility, Vote
from counterpoise.record.reviews import ReviewAnswer, ReviewRound, RoundState

__all__ = ["MATTERS", "MOMENTS", "TIMES", "Common", "common", "frame"]

MATTERS = 5
"""How many matters each initiative has; on the first two of them deciding together was promised."""

ROUND_TWO = 500
"""The day on which the second round begins."""

MOMENTS = tuple(Moment.on(FIRST_DAY + timedelta(days=day)) for day in range(DAYS + 1))
"""The moment of each day."""

TIMES = tuple(datetime.combine(moment.first, time(17), UTC) for moment in MOMENTS)
"""The time at which what happened on a day is written down."""

_DEPARTMENTS = ("participation office", "care", "logistics", "finance", "housing", "board")

# How a draw from 0 to 5 becomes an answer: five points, six steps of say, and a balance around 0.
_ON_SCALE: dict[str, Callable[[int], int]] = {
    "X1": lambda value: max(value, 1),
    "X4": lambda value: value,
    "T2a": lambda value: value - 2,
}


class Common(TypedDict):
    """What every row says of itself."""

    initiative: str | None
    happened_at: Moment
    recorded_at: datetime
    source: str


def common(name: str | None, day: int) -> Common:
    """Return what a row of an initiative says of itself when it happened on a day and was written down at once."""
    return Common(initiative=name, happened_at=MOMENTS[day], recorded_at=TIMES[day], source="synthetic")


def frame(each: Draw) -> Iterator[Row]:
    """Give everything of one initiative that is neither said in a meeting nor decided."""
    name = each.name
    yield Initiative(
        id=name,
        **common(None, 0),
        title=name.replace("-", " ").capitalize(),
        promised_level=PromisedLevel.DECIDED_TOGETHER,
        review_on=date(2018, 12, 31),
        cadence_days=60,
    )
    yield Body(id=f"{name}-board", **common(name, 0), name="Board", kind=BodyKind.BOARD, side=Side.ORGANIZATIONAL)
    yield from _groups(name)
    yield from _people(each)
    yield from _control(name)
    yield from _interests(name)
    yield from _review(each)


def _groups(name: str) -> Iterator[Row]:
    for number in range(GROUPS):
        civic = number < CIVIC_GROUPS
        yield Group(
            id=f"{name}-group-{number}",
            **common(name, 0),
            name=f"Group {number}",
            description="Made up.",
            side=Side.CIVIC if civic else Side.ORGANIZATIONAL,
            size=50 * (number + 1),
            status=Reached.REACHED,
        )
    yield Population(id=f"{name}-area", **common(name, 0), name="Area", area="Area", size=1000)
    for number in range(MATTERS):
        yield Matter(
            id=f"{name}-matter-{number}",
            **common(name, 0),
            text=f"Matter {number}",
            owner_department=_DEPARTMENTS[number],
            departments=_DEPARTMENTS[number : number + 3],
            active_from=FIRST_DAY,
        )
        for group in range(GROUPS):
            yield Affects(
                id=f"{name}-touches-{number}-{group}",
                **common(name, 0),
                matter=f"{name}-matter-{number}",
                group=f"{name}-group-{group}",
            )


def _people(each: Draw) -> Iterator[Row]:
    name = each.name
    proposal = f"{name}-proposal"
    yield Cycle(id=f"{name}-round-1", **common(name, 0), number=1, active_from=FIRST_DAY)
    yield Cycle(id=f"{name}-round-2", **common(name, ROUND_TWO), number=2, active_from=MOMENTS[ROUND_TWO].first)
    yield Statement(
        id=proposal,
        **common(name, START),
        text="We do as the organization proposes.",
        author_side=Side.ORGANIZATIONAL,
        against_proposal=Ballot.DISAGREE,
    )
    tallied = (int(each.against.sum()), int((~each.against).sum()))
    for number, (people, came) in enumerate(zip((300, 700), tallied, strict=True)):
        for kind, count in ((MarginKind.POPULATION, people), (MarginKind.PARTICIPANTS, came)):
            yield Margin(
                id=f"{name}-{kind.value}-{number}",
                **common(name, START),
                population=f"{name}-area",
                variable="street",
                category=f"street {number}",
                kind=kind,
                count=count,
                counted_on=MOMENTS[START].first,
            )
    for number, (against, stayed) in enumerate(zip(each.against.tolist(), each.stayed.tolist(), strict=True)):
        person = f"{name}-person-{number}"
        yield Person(id=person, **common(None, 0), pseudonym=f"Person {number}")
        yield Capacity(
            id=f"{person}-speaks",
            **common(name, 0),
            person=person,
            kind=CapacityKind.RESIDENT_OF_AREA,
            side=Side.CIVIC,
            active_from=FIRST_DAY,
        )
        yield Vote(
            id=f"{person}-votes",
            **common(name, START + 1),
            statement=proposal,
            person=person,
            ballot=Ballot.DISAGREE if against else Ballot.AGREE,
        )
        for turn, day in ((1, START), (2, ROUND_TWO)):
            if turn == 1 or stayed:
                yield Participation(
                    id=f"{person}-in-round-{turn}",
                    **common(name, day),
                    person=person,
                    cycle=f"{name}-round-{turn}",
                    side=Side.CIVIC,
                    hours=10.0,
                )


def _control(name: str) -> Iterator[Row]:
    yield Promise(
        id=f"{name}-promise",
        **common(name, START),
        text="We decide on this together.",
        made_by=f"{name}-board",
        to=tuple(f"{name}-group-{number}" for number in range(CIVIC_GROUPS)),
        promised_level=PromisedLevel.DECIDED_TOGETHER,
        scope=(f"{name}-matter-0", f"{name}-matter-1"),
    )
    yield Mandate(
        id=f"{name}-mandate",
        **common(name, START),
        matter=f"{name}-matter-2",
        holder=f"{name}-board",
        say=Say.DECIDE,
        review_on=date(2019, 12, 31),
        basis=Basis.CLAIMED,
        state=MandateState.PROPOSED,
        direction=1,
    )
    yield Limit(
        id=f"{name}-limit",
        **common(name, START - 1),
        matter=f"{name}-matter-2",
        text="No more money than now.",
        side=Side.ORGANIZATIONAL,
        declared_at=MOMENTS[START - 1],
    )
    yield LimitQuestion(
        id=f"{name}-limit-question",
        **common(name, START),
        matter=f"{name}-matter-3",
        text="When is it too far?",
        department="logistics",
        side=Side.ORGANIZATIONAL,
    )
    yield Barrier(
        id=f"{name}-barrier",
        **common(name, START),
        kind=BarrierKind.TRANSPORT,
        text="No bus in the evening.",
        group=f"{name}-group-0",
        reported_by=Side.CIVIC,
    )


def _interests(name: str) -> Iterator[Row]:
    yield Friction(
        id=f"{name}-friction",
        **common(name, START),
        text="Two goods that pull apart.",
        tension=Tension.INTERESTS,
        matter=f"{name}-matter-0",
        between=("citizens", "finance"),
        visibility=Visibility.BOTH_SIDES,
        state=FrictionState.JUXTAPOSED,
    )
    for side, department in ((Side.CIVIC, ""), (Side.ORGANIZATIONAL, "finance")):
        yield Position(
            id=f"{name}-position-{side.value}",
            **common(name, START),
            friction=f"{name}-friction",
            matter=f"{name}-matter-0",
            group=f"{name}-group-0" if side is Side.CIVIC else None,
            department=department,
            side=side,
            claim="Ours first.",
        )
    yield ContextChange(
        id=f"{name}-change", **common(name, ROUND_TWO), kind=ContextChangeKind.LEADERSHIP, text="A new director."
    )
    yield Commitment(
        id=f"{name}-commitment",
        **common(name, ROUND_TWO),
        text="What was agreed is looked at again.",
        by=f"{name}-board",
        department="board",
        side=Side.ORGANIZATIONAL,
        to=(f"{name}-group-0",),
        due_on=MOMENTS[ROUND_TWO + 90].first,
        state=CommitmentState.UNDER_REVIEW,
        context_change=f"{name}-change",
    )


def _review(each: Draw) -> Iterator[Row]:
    name, day = each.name, ROUND_TWO + 30
    yield ReviewRound(
        id=f"{name}-review",
        **common(name, day),
        number=1,
        state=RoundState.RELEASED,
        open_from=MOMENTS[day - 21].first,
        open_until=MOMENTS[day].first,
        channels=("screen", "paper"),
        release_at=MOMENTS[day],
    )
    for respondent, values in enumerate(each.scale.tolist(), start=1):
        for item, value in zip(_ON_SCALE, values, strict=True):
            yield ReviewAnswer(
                id=f"{name}-{item.lower()}-{respondent}",
                **common(name, day),
                round=f"{name}-review",
                side=Side.CIVIC if respondent <= PEOPLE // 2 else Side.ORGANIZATIONAL,
                respondent=str(respondent),
                item=item,
                value=_ON_SCALE[item](value),
            )
