"""The classes against their definition, read once more from the words of it and applied to small worlds by chance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoise.control.mandates import Mandates
from counterpoise.decisions.dossier import dossiers
from counterpoise.decisions.unilateral import classify
from counterpoise.record import Row, Say, Side
from counterpoise.record.commitments import Promise
from counterpoise.record.contributions import Question
from counterpoise.record.decisions import Answer, Concern, Notice
from counterpoise.record.initiatives import PromisedLevel
from counterpoise.record.mandates import Basis, GroupSay, Mandate, MandateState, StatutoryMandate
from counterpoise.record.meetings import Meeting
from tests.builders import case, moment, row
from tests.decisions.mandates_by_hand import assents
from tests.decisions.worlds import MATTER, decision, groups

ORDER = ["none", "hear", "advise", "advise_weighty", "consent", "co_decide", "decide"]
LEVELS = {0: "none", 1: "hear", 2: "advise", 3: "advise_weighty", 4: "co_decide", 5: "decide"}
DECIDED = date(2014, 11, 3)


def day(offset: int) -> str:
    return (DECIDED + timedelta(days=offset)).isoformat()


@dataclass(frozen=True)
class World:
    """Days are counted from the decision: -3 is three days before it."""

    told: int | None
    heard: int | None
    earlier: int | None
    question: tuple[int, int | None, bool] | None
    meeting: tuple[int, bool] | None
    concerns: tuple[int, int, bool] | None
    mandate: tuple[str, int] | None
    right: tuple[str, bool] | None
    promise: tuple[int, int, bool, int | None] | None
    requested: int | None
    consented: bool
    own_body: bool
    reasons: bool
    worries: tuple[bool, ...]


DAYS = st.integers(-40, 40)
SAYS = st.sampled_from(ORDER[1:])
WORLDS = st.builds(
    World,
    told=st.none() | DAYS,
    heard=st.none() | DAYS,
    earlier=st.none() | st.integers(-60, -1),
    question=st.none() | st.tuples(st.integers(-80, -2), st.none() | st.integers(-2, 3), st.booleans()),
    meeting=st.none() | st.tuples(st.integers(-80, 3), st.booleans()),
    concerns=st.none() | st.tuples(st.integers(-80, -2), st.integers(-2, 3), st.booleans()),
    mandate=st.none() | st.tuples(SAYS, st.integers(-30, 30)),
    right=st.none() | st.tuples(SAYS, st.booleans()),
    promise=st.none()
    | st.tuples(st.integers(0, 5), st.integers(-30, 30), st.booleans(), st.none() | st.integers(-20, 20)),
    requested=st.none() | st.integers(-20, 20),
    consented=st.booleans(),
    own_body=st.booleans(),
    reasons=st.booleans(),
    worries=st.lists(st.booleans(), max_size=2).map(tuple),
)


def defined(world: World) -> str:
    """Apply the definition to the numbers of a world."""
    lag = world.heard if world.heard is not None else world.told
    after = -10_000 if world.earlier is None else world.earlier
    rounds = [
        (world.question[0], world.question[1]) if world.question and world.question[2] else None,
        (world.meeting[0], world.meeting[0]) if world.meeting and world.meeting[1] else None,
        (world.concerns[0], world.concerns[1]) if world.concerns and world.concerns[2] else None,
    ]
    asked = any(each and after < each[0] and each[1] is not None and each[1] < 0 for each in rounds)
    requested = world.requested is not None and world.requested < 0
    answered = all(world.worries) if world.worries else world.reasons

    def met(say: str, heard_by: bool) -> bool:
        if say == "hear":
            return lag is not None and lag < 0
        if say in {"advise", "advise_weighty"}:
            return heard_by and answered
        return world.own_body if say == "decide" else world.consented

    says: list[tuple[str, bool]] = []
    if world.mandate and world.mandate[1] < 0:
        says.append((world.mandate[0], met(world.mandate[0], asked)))
    if world.right and world.right[1]:
        says.append((world.right[0], met(world.right[0], requested)))
    if world.promise:
        level, made, in_scope, withdrawn = world.promise
        if made < 0 and in_scope and not (withdrawn is not None and withdrawn < 0):
            says.append((LEVELS[level], met(LEVELS[level], asked)))
    due = max((say for say, _ in says), key=ORDER.index, default="none")
    is_met = due != "none" and all(each for say, each in says if say == due)
    if due != "none" and not is_met:
        return "U3"
    if lag is None or lag > 7:
        return "U2"
    return "U0" if is_met or asked else "U1"


def rows_of(world: World) -> list[Row]:
    """Write a world down as records."""
    extra = {
        "concerns_from": moment(day(world.concerns[0])) if world.concerns else None,
        "concerns_until": moment(day(world.concerns[1])) if world.concerns else None,
        "concerns_open_to": ("town",) if world.concerns and world.concerns[2] else (),
        "consulted": ("town-body",) if world.requested is not None else (),
        "consulted_at": moment(day(world.requested)) if world.requested is not None else None,
        "consented": ("town",) if world.consented else (),
        "taken_by": "town-body" if world.own_body else "board",
        "reasons": "The losses." if world.reasons else "",
    }
    rows: list[Row] = [*groups("town", body="town-body"), decision("closing", day(0), topic="closing", **extra)]
    rows.append(
        row(
            Notice,
            "notice",
            decision="closing",
            group="town",
            told_at=None if world.told is None else moment(day(world.told)),
            heard_at=None if world.heard is None else moment(day(world.heard)),
        )
    )
    for number, answered in enumerate(world.worries):
        rows.append(row(Concern, f"worry-{number}", decision="closing", group="town"))
        reason = "Too few nurses." if answered else ""
        rows.append(row(Answer, f"reply-{number}", concern=f"worry-{number}", reason=reason))
    return rows + _asked(world) + _due(world)


def _asked(world: World) -> list[Row]:
    rows: list[Row] = []
    if world.earlier is not None:
        rows.append(decision("stay-open", day(world.earlier)))
    if world.question:
        opened, closed, own = world.question
        closed_at = None if closed is None else moment(day(closed))
        open_to = ("town",) if own else ("council",)
        rows.append(row(Question, "q", happened=day(opened), matter=MATTER, open_to=open_to, closed_at=closed_at))
    if world.meeting:
        held, own = world.meeting
        rows.append(
            row(Meeting, "m", happened=day(held), matters=(MATTER,), open_to=("town",) if own else ("council",))
        )
    return rows


def _due(world: World) -> list[Row]:
    rows: list[Row] = []
    if world.mandate:
        say, agreed = world.mandate
        rows.append(
            row(
                Mandate,
                "agreement",
                happened=day(agreed),
                matter=MATTER,
                others=(GroupSay(group="town", say=Say(say)),),
                basis=Basis.AGREED,
                state=MandateState.AGREED,
                assents=assents(day(agreed)),
            )
        )
    if world.right:
        say, names_it = world.right
        topics = ("closing",) if names_it else ("meals",)
        rows.append(row(StatutoryMandate, "right", topics=topics, say=Say(say), body="town-body"))
    if world.promise:
        level, made, in_scope, withdrawn = world.promise
        rows.append(
            row(
                Promise,
                "promise",
                happened=day(made),
                to=("town",),
                promised_level=PromisedLevel(level),
                scope=(MATTER,) if in_scope else ("elsewhere",),
                withdrawn_at=None if withdrawn is None else moment(day(withdrawn)),
            )
        )
    return rows


@settings(max_examples=400, deadline=None)
@given(WORLDS)
def test_the_class_is_the_one_of_the_definition(world: World) -> None:
    record = case(*rows_of(world))
    dossier = next(each for each in dossiers(record) if each.decision.id == "closing")
    found = classify(dossier, mandates=Mandates.of(record), at=record.at)
    assert found is not None
    assert found.groups[0].sidedness.value == defined(world)


@settings(max_examples=100, deadline=None)
@given(WORLDS, st.sampled_from([Side.ORGANIZATIONAL, Side.INDEPENDENT]))
def test_the_class_of_a_decision_is_that_of_the_civic_side_alone(world: World, other: Side) -> None:
    rows = rows_of(world)
    alone = case(*rows)
    together = case(*rows, *groups("others", side=other), *groups("council"))
    mandates = Mandates.of(together)
    dossier = next(each for each in dossiers(together) if each.decision.id == "closing")
    found = classify(dossier, mandates=mandates, at=together.at)
    before = classify(
        next(each for each in dossiers(alone) if each.decision.id == "closing"),
        mandates=Mandates.of(alone),
        at=alone.at,
    )
    assert found is not None
    assert before is not None
    assert [each.group for each in found.beside] == ["others"]
    # The council was never told: with it, the class is at least U2.
    assert found.sidedness == max(before.sidedness or "U0", "U2")
