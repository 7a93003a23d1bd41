"""What the start page counts as waiting is what one counts by hand among the rows that somebody may read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterpoise.interests.frictions import is_open
from counterpoise.record import Case, Moment, Row, Side
from counterpoise.record.commitments import Commitment, Promise, Verdict
from counterpoise.record.contributions import Question, Reframe, ReframeReply
from counterpoise.record.decisions import Answer, Concern, Decision, DecisionState
from counterpoise.record.mandates import LimitQuestion, LimitReply
from counterpoise.record.people import Body
from counterpoise.record.positions import Friction, FrictionState
from counterpoise.record.reviews import ReviewRound, RoundState
from counterpoise.web.governance.selectors import start_for
from counterpoise.web.governance.selectors.waiting import Waiting
from counterpoise.web.initiatives.selectors import Ask, slice_of
from counterpoise.web.ledger.records import model_of, to_model
from counterpoise.web.people.selectors import Viewer
from tests.builders import row

As = Callable[[str], Viewer]
HOME = "meals"
SIDES = (Side.CIVIC, Side.ORGANIZATIONAL)
KINDS = (
    Decision,
    Concern,
    Answer,
    Reframe,
    Question,
    ReviewRound,
    Commitment,
    Promise,
    Verdict,
    LimitQuestion,
    Friction,
)
UNTIL = [
    None,
    *map(Moment.parse, ("2015", "2014", "2015-06", "2015-05", "2015-06-29", "2015-06-30", "2015-07-01")),
]
REPLIES = [None, *ReframeReply]
pytestmark = pytest.mark.django_db


def named(kind: type[Row], number: int, **held: Any) -> Row:  # noqa: ANN401 - what a row of any table holds
    return row(kind, f"made-{kind.TABLE}-{number}", initiative=HOME, recorded="2015-01-01", **held)


@st.composite
def written(draw: st.DrawFn) -> list[Row]:
    """Draw rows of every kind that can wait for somebody, in the order in which they can be written."""
    numbers = range(draw(st.integers(0, 5)))
    takers = st.sampled_from([None, "wending-management", "wending-client-council"])
    rows: list[Row] = [
        named(
            Decision,
            n,
            state=draw(st.sampled_from([DecisionState.DRAFT, DecisionState.OPEN_FOR_CONCERNS, DecisionState.TAKEN])),
            taken_by=draw(takers),
            concerns_until=draw(st.sampled_from(UNTIL)),
        )
        for n in numbers
    ]
    decisions = st.sampled_from([None, *(each.id for each in rows)])
    sides, yes = st.sampled_from([None, *SIDES]), st.booleans()
    rows += [named(Concern, n, decision=draw(decisions), text="And who asked us?") for n in numbers]
    rows += [named(Answer, n, concern=f"made-concerns-{n}", no_answer=draw(yes)) for n in numbers if draw(yes)]
    rows += [named(Question, n, author_side=draw(sides), text="How?") for n in numbers]
    rows += [named(Reframe, n, question=f"made-questions-{n}", reply=draw(st.sampled_from(REPLIES))) for n in numbers]
    rows += [named(ReviewRound, n, state=draw(st.sampled_from([*RoundState]))) for n in numbers]
    rows += [named(Commitment, n, text="Somebody looks at it.") for n in numbers]
    rows += [named(Promise, n, text="You will be asked.") for n in numbers]
    rows += [named(Verdict, n, commitment=f"made-commitments-{n}", side=draw(sides)) for n in numbers if draw(yes)]
    rows += [named(LimitQuestion, n, reply=draw(st.sampled_from([None, *LimitReply])), text="Why?") for n in numbers]
    states, steps = st.sampled_from([*FrictionState]), st.sampled_from(["", "We ask."])
    rows += [named(Friction, n, text="Too early", state=draw(states), next_step=draw(steps)) for n in numbers]
    return rows


def write(rows: list[Row]) -> None:
    for each in rows:
        model = model_of(type(each))
        model._default_manager.bulk_create([to_model(model, each)])


def by_hand(viewer: Viewer) -> tuple[int, ...]:
    """Count what waits, row by row."""
    case = slice_of(HOME, viewer=viewer, asks=[*(Ask(kind) for kind in KINDS), Ask(Body, common=True)])
    assert case is not None
    held = viewer.sides(HOME)
    return (
        sum(_open(each, case) and not _decides(each, held, case) for each in case.rows(Decision)),
        sum(_owed(each, held, case) for each in case.rows(Concern)),
        sum(each.reply is None and _asked(each, case) in held for each in case.rows(Reframe)),
        sum(each.state is RoundState.OPEN for each in case.rows(ReviewRound)),
        sum(_unjudged(each, held, case) for each in case.rows(Commitment))
        + sum(_unjudged(each, held, case) for each in case.rows(Promise)),
        sum(each.reply in {None, LimitReply.NOT_KNOWN_YET} for each in case.rows(LimitQuestion)),
        sum(is_open(each) and not each.next_step for each in case.rows(Friction)),
    )


def _open(decision: Decision, case: Case) -> bool:
    until = decision.concerns_until
    return decision.state is DecisionState.OPEN_FOR_CONCERNS and until is not None and until.last >= case.at


def _decides(decision: Decision, held: frozenset[Side], case: Case) -> bool:
    taker = case.by_id(Body).get(decision.taken_by or "")
    return taker.side in held if taker is not None else Side.ORGANIZATIONAL in held


def _owed(concern: Concern, held: frozenset[Side], case: Case) -> bool:
    if any(each.concern == concern.id for each in case.rows(Answer)):
        return False
    if concern.decision is None:
        return Side.ORGANIZATIONAL in held
    decision = case.by_id(Decision).get(concern.decision)
    return decision is not None and _decides(decision, held, case)


def _asked(reframe: Reframe, case: Case) -> Side | None:
    question = case.by_id(Question).get(reframe.question or "")
    return question.author_side if question is not None else None


def _unjudged(agreed: Commitment | Promise, held: frozenset[Side], case: Case) -> bool:
    return not any(agreed.id in {each.commitment, each.promise} and each.side in held for each in case.rows(Verdict))


def counted(viewer: Viewer) -> tuple[int, ...]:
    found = next((each for each in start_for(viewer).waiting if each.initiative.id == HOME), None)
    return tuple(getattr(found, name) if found is not None else 0 for name in NAMES)


NAMES = tuple(each.name for each in fields(Waiting) if each.name != "initiative")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(rows=written())
def test_what_waits_is_what_one_counts_by_hand(rows: list[Row], as_person: As, forgets: Callable[[], None]) -> None:
    with transaction.atomic():
        write(rows)
        for person in ("manager", "resident"):
            forgets()
            viewer = as_person(person)
            assert counted(viewer) == by_hand(viewer)
        transaction.set_rollback(True)
    forgets()
