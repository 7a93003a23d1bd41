from typing import Any

import pytest

from counterpoise.decisions.dossier import Dossier, dossiers
from counterpoise.decisions.trace import (
    REFUSALS,
    Collected,
    about_nothing,
    collected,
    not_considered,
    problems,
    untraced,
)
from counterpoise.record import Case, Row
from counterpoise.record.contributions import Contribution, ContributionState, Digest, Question
from counterpoise.record.decisions import Effect, Trace
from counterpoise.record.people import Space, SpaceKind
from tests.builders import case, moment, row, written
from tests.decisions.worlds import MATTER, decision


def a_trace(**fields: Any) -> Trace:  # noqa: ANN401 - any field
    whole = {"contribution": "said", "decision": "closing", "effect": Effect.CHANGED}
    return row(Trace, "trace", **{**whole, **fields})


def the_closing(*rows: Row) -> tuple[Case, Dossier]:
    world = case(decision("closing", "2014-11-03"), *rows)
    return world, next(each for each in dossiers(world) if each.decision.id == "closing")


def found_for(*rows: Row) -> Collected:
    return collected(*the_closing(*rows))


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, []),
        ({"contribution": None, "digest": "shared"}, []),
        ({"effect": Effect.NOT_CONSIDERED}, []),
        ({"contribution": None}, ["decisions.trace_of_nothing"]),
        ({"digest": "shared"}, ["decisions.trace_of_two_things"]),
        ({"decision": None, "effect": None}, ["decisions.trace_without_decision", "decisions.trace_without_effect"]),
        (
            {"effect": Effect.SET_ASIDE},
            ["decisions.set_aside_without_sentence", "decisions.set_aside_without_department"],
        ),
        (
            {"effect": Effect.SET_ASIDE, "reason": "Too dear.", "department": "board"},
            ["decisions.set_aside_without_sentence"],
        ),
        ({"effect": Effect.SET_ASIDE, "reason": "It costs too much.", "department": "board"}, []),
    ],
)
def test_a_trace_says_of_what_for_which_decision_and_what_happened(fields: dict[str, Any], expected: list[str]) -> None:
    found = [refusal.code for refusal in problems(a_trace(**fields))]
    assert found == expected
    assert set(found) <= set(REFUSALS)


def test_what_was_said_about_the_matter_before_the_decision_was_collected_for_it() -> None:
    found = found_for(
        row(Question, "q", matter=MATTER),
        row(Contribution, "before", happened="2014-09-18", matter=MATTER),
        row(Contribution, "to-question", happened="2014-09-18", question="q"),
        row(Contribution, "same-day", happened="2014-11-03", matter=MATTER),
        row(Contribution, "after", happened="2014-11-04", matter=MATTER),
        row(Contribution, "elsewhere", happened="2014-09-18", matter="elsewhere"),
        row(Contribution, "draft", matter=MATTER, state=ContributionState.DRAFT),
        row(Contribution, "withdrawn", matter=MATTER, state=ContributionState.WITHDRAWN),
    )
    assert {each.id for each in found.contributions} == {"before", "to-question", "same-day"}


@pytest.mark.parametrize(
    ("kind", "named"),
    [
        (SpaceKind.OPEN, True),
        (SpaceKind.MIXED, True),
        (SpaceKind.CITIZENS_ONLY, False),
        (SpaceKind.ORGANIZATION_ONLY, False),
        (SpaceKind.CARE_CIRCLE, False),
    ],
)
def test_nothing_that_was_said_in_a_closed_room_is_named(kind: SpaceKind, named: bool) -> None:
    said = row(Contribution, "said", matter=MATTER, space="room")
    assert bool(found_for(row(Space, "room", kind=kind), said).contributions) is named
    assert found_for(said).contributions == ()


def test_a_room_speaks_by_what_it_shared() -> None:
    found = found_for(
        row(Digest, "shared", matter=MATTER, released_at=moment("2014-09-18")),
        row(Digest, "kept", matter=MATTER),
        row(Digest, "later", matter=MATTER, released_at=moment("2014-12-01")),
        row(Digest, "elsewhere", matter="elsewhere", released_at=moment("2014-09-18")),
    )
    assert [each.id for each in found.digests] == ["shared"]
    assert untraced(found) == ("shared",)


def test_nothing_was_collected_for_a_decision_about_nothing() -> None:
    world = case(decision("closing", "2014-11-03", matter=None), row(Contribution, "said"))
    (dossier,) = dossiers(world)
    assert collected(world, dossier) == Collected()


def test_a_trace_to_this_or_an_earlier_decision_says_what_happened() -> None:
    found = found_for(
        decision("stay-open", "2013-03-04"),
        decision("elsewhere", "2013-03-04", matter="elsewhere"),
        *[row(Contribution, name, matter=MATTER) for name in "abcd"],
        row(Trace, "1", contribution="a", decision="closing", effect=Effect.PARTLY),
        row(Trace, "2", contribution="b", decision="stay-open", effect=Effect.CONFIRMED),
        row(Trace, "3", contribution="c", decision="elsewhere", effect=Effect.PARTLY),
        row(Trace, "4", contribution="d", decision="closing"),
    )
    assert untraced(found) == ("c", "d")


def test_what_was_not_considered_can_be_said_in_one_go() -> None:
    found = found_for(
        row(Contribution, "said", matter=MATTER),
        row(Contribution, "traced", matter=MATTER),
        row(Digest, "shared", matter=MATTER, released_at=moment("2014-09-18")),
        a_trace(contribution="traced"),
    )
    given: dict[str, Any] = {"decision": "closing", "department": "board", "recorded_at": written()}
    traces = not_considered(found, **given)
    assert [(each.contribution, each.digest) for each in traces] == [("said", None), (None, "shared")]
    assert {each.effect for each in traces} == {Effect.NOT_CONSIDERED}
    assert all(problems(each) == () for each in traces)
    assert [each.digest for each in not_considered(found, **given, only=["shared", "traced"])] == ["shared"]


def test_words_about_nothing_in_particular_are_owed_no_word_but_may_have_been_used() -> None:
    found = about_nothing(
        *the_closing(
            row(Question, "about-it", matter=MATTER),
            row(Question, "about-nothing"),
            row(Space, "own", kind=SpaceKind.CITIZENS_ONLY),
            row(Contribution, "free", happened="2014-09-18"),
            row(Contribution, "to-a-free-question", happened="2014-09-18", question="about-nothing"),
            row(Contribution, "to-question", happened="2014-09-18", question="about-it"),
            row(Contribution, "on-matter", happened="2014-09-18", matter=MATTER),
            row(Contribution, "after", happened="2014-11-04"),
            row(Contribution, "in-a-room", happened="2014-09-18", space="own"),
            row(Contribution, "withdrawn", state=ContributionState.WITHDRAWN),
        )
    )
    assert {each.id for each in found} == {"free", "to-a-free-question"}
