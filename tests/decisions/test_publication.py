from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoise.decisions.dossier import Dossier, dossiers
from counterpoise.decisions.publication import REFUSALS, may_publish, missing, open_concerns
from counterpoise.decisions.trace import Collected, collected
from counterpoise.decisions.urgent import urgent_notices
from counterpoise.record import Row
from counterpoise.record.contributions import Contribution
from counterpoise.record.decisions import Answer, Concern, Decision, Effect, Notice, Trace, Weighing
from tests.builders import at, case, moment, row
from tests.decisions.worlds import MATTER, decision, groups, told

COMPLETE: dict[str, Any] = {
    "text": "The home closes.",
    "taken_by": "board",
    "reasons": "The losses can not go on.",
    "considerations": (Weighing(text="The home makes losses."),),
    "under_mandate": "statute",
}


def a_dossier(*rows: Row, decided: str | None = "2014-11-03", tell: bool = True, **fields: Any) -> Dossier:  # noqa: ANN401 - any field
    notices = told("closing", {"town": "2014-11-04"}) if tell else []
    world = case(*groups("town"), decision("closing", decided, **{**COMPLETE, **fields}), *notices, *rows)
    return next(each for each in dossiers(world) if each.decision.id == "closing")


def codes(dossier: Dossier, found: Collected | None = None, **given: Any) -> list[str]:  # noqa: ANN401 - any argument
    return [each.code for each in missing(dossier, collected=found or Collected(), at=at(), **given)]


def test_a_complete_decision_may_be_called_published() -> None:
    assert may_publish(a_dossier(), collected=Collected(), at=at())


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"text": " "}, "decisions.what_is_missing"),
        ({"taken_by": None}, "decisions.taker_is_missing"),
        ({"reasons": ""}, "decisions.reasons_are_missing"),
        ({"considerations": (Weighing(),)}, "decisions.considerations_are_missing"),
        ({"under_mandate": None}, "decisions.mandate_is_missing"),
        ({"decided": "2015-07-01", "recorded": "2015-01-01"}, "decisions.not_taken_yet"),
        ({"decided": None}, "decisions.date_is_missing"),
        ({"matter": None}, "decisions.touches_nobody"),
        ({"tell": False}, "decisions.group_not_told"),
    ],
)
def test_each_thing_that_is_missing_is_named(fields: dict[str, Any], code: str) -> None:
    assert code in codes(a_dossier(**fields))
    assert code in REFUSALS


def test_that_there_was_no_agreed_mandate_can_be_said() -> None:
    assert codes(a_dossier(under_mandate=None, without_mandate=True)) == []


def test_everything_that_is_missing_is_named_at_once_and_to_the_taker() -> None:
    dossier = a_dossier(row(Concern, "worry", decision="closing"), reasons="", tell=False)
    found = missing(dossier, collected=Collected(), at=at())
    assert [each.code for each in found] == [
        "decisions.reasons_are_missing",
        "decisions.concern_without_answer",
        "decisions.group_not_told",
    ]
    assert {each.given["owner"] for each in found} == {"board"}
    assert {each.given["decision"] for each in found} == {"closing"}
    assert found[1].given["concern"] == "worry"


def an_answer(**fields: Any) -> Answer:  # noqa: ANN401 - any field
    return row(Answer, "reply", concern="worry", **fields)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (an_answer(reason="Too few nurses."), []),
        (an_answer(text="Yes."), ["decisions.answer_without_reason"]),
        (an_answer(no_answer=True, answered_by="director", reason="A court decides first."), []),
        (an_answer(no_answer=True, answered_by="director", text="A court decides first."), []),
        (an_answer(no_answer=True, reason="A court decides first."), ["decisions.no_answer_without_name_or_reason"]),
        (an_answer(no_answer=True, answered_by="director"), ["decisions.no_answer_without_name_or_reason"]),
        (
            an_answer(happened="2015-08-01", recorded="2015-01-01", reason="Later."),
            ["decisions.concern_without_answer"],
        ),
    ],
)
def test_a_concern_is_owed_a_reason_or_a_signed_no_answer(answer: Answer, expected: list[str]) -> None:
    assert codes(a_dossier(row(Concern, "worry", decision="closing"), answer)) == expected


def test_a_concern_that_came_after_the_round_had_closed_bars_nothing() -> None:
    dossier = a_dossier(
        row(Concern, "in-time", happened="2014-10-20", decision="closing"),
        row(Concern, "too-late", happened="2014-10-21", decision="closing"),
        row(Concern, "undated", decision="closing"),
        concerns_until=moment("2014-10-20"),
    )
    assert [each.id for each in open_concerns(dossier)] == ["in-time", "undated"]


@pytest.mark.parametrize(
    ("planned_on", "expected"),
    [("2015-07-01", []), ("2015-06-30", []), ("2015-06-29", ["decisions.planned_date_has_passed"])],
)
def test_a_group_that_was_not_told_needs_a_date_that_lies_ahead(planned_on: str, expected: list[str]) -> None:
    plan = row(Notice, "plan", decision="closing", group="town", planned_on=at(planned_on))
    assert codes(a_dossier(plan, tell=False)) == expected


def test_what_was_collected_for_it_needs_a_trace() -> None:
    world = case(
        *groups("town"),
        decision("closing", "2014-11-03", **COMPLETE),
        *told("closing", {"town": "2014-11-04"}),
        row(Contribution, "said", happened="2014-09-18", matter=MATTER),
        row(Contribution, "traced", happened="2014-09-18", matter=MATTER),
        row(Trace, "trace", contribution="traced", decision="closing", effect=Effect.NOT_CONSIDERED),
    )
    (dossier,) = dossiers(world)
    (found,) = missing(dossier, collected=collected(world, dossier), at=at())
    assert (found.code, found.given["contribution"]) == ("decisions.contribution_without_trace", "said")


@pytest.mark.parametrize(
    ("earlier", "expected"),
    [
        ({}, ["decisions.reversed_decision_without_considerations"]),
        ({"reasons": "It can be borne."}, []),
        ({"considerations": (Weighing(text="Community."),)}, []),
    ],
)
def test_a_decision_that_turns_another_around_shows_both_weighings(
    earlier: dict[str, Any], expected: list[str]
) -> None:
    turned = row(Decision, "stay-open", **earlier)
    assert codes(a_dossier(reverses="stay-open"), reversed_decision=turned) == expected


PARTS = ("reasons", "considerations", "taken_by", "under_mandate", "text")


@settings(max_examples=150, deadline=None)
@given(
    gone=st.sets(st.sampled_from(PARTS)),
    answered=st.lists(st.booleans(), max_size=4),
    groups_told=st.lists(st.sampled_from(["told", "planned", "untold"]), min_size=1, max_size=4),
    traced=st.lists(st.booleans(), max_size=4),
)
def test_exactly_what_is_missing_is_named_and_telling_is_never_barred(
    gone: set[str], answered: list[bool], groups_told: list[str], traced: list[bool]
) -> None:
    names = [f"group-{number}" for number in range(len(groups_told))]
    blank: dict[str, Any] = {"reasons": "", "considerations": (), "taken_by": None, "under_mandate": None, "text": ""}
    rows: list[Row] = [
        *groups(*names),
        decision("closing", "2014-11-03", **{**COMPLETE, **{k: blank[k] for k in gone}}),
    ]
    for number, is_answered in enumerate(answered):
        rows.append(row(Concern, f"worry-{number}", decision="closing"))
        if is_answered:
            rows.append(row(Answer, f"reply-{number}", concern=f"worry-{number}", reason="Too few nurses."))
    for name, how in zip(names, groups_told, strict=True):
        if how == "told":
            rows += told("closing", {name: "2014-12-01"})
        if how == "planned":
            rows.append(row(Notice, f"plan-{name}", decision="closing", group=name, planned_on=at("2015-07-01")))
    for number, has_trace in enumerate(traced):
        rows.append(row(Contribution, f"said-{number}", matter=MATTER))
        if has_trace:
            rows.append(
                row(Trace, f"t-{number}", contribution=f"said-{number}", decision="closing", effect=Effect.PARTLY)
            )
    world = case(*rows)
    (dossier,) = dossiers(world)
    found = missing(dossier, collected=collected(world, dossier), at=world.at)
    counted = len(gone) + answered.count(False) + groups_told.count("untold") + traced.count(False)
    assert len(found) == counted
    assert len({(each.code, str(sorted(each.given.items(), key=str))) for each in found}) == counted
    waiting = {name for name, how in zip(names, groups_told, strict=True) if how != "told"}
    assert {each.group for each in urgent_notices(dossier, at=world.at)} == waiting
    bare = replace(dossier, concerns=(), answers={})
    assert urgent_notices(bare, at=world.at) == urgent_notices(dossier, at=world.at)
