from __future__ import annotations

from typing import Any

import pytest

from counterpoise.decisions.continuity import Outcome, continuity, reversals, under_review
from counterpoise.indicator import Reading
from counterpoise.record import Row, Say
from counterpoise.record.commitments import Commitment, CommitmentState, Promise
from counterpoise.record.initiatives import ContextChange, ContextChangeKind
from counterpoise.record.mandates import Basis, Mandate, MandateState
from counterpoise.record.reviews import ReviewRound
from tests.builders import case, moment, row
from tests.decisions.mandates_by_hand import assents
from tests.decisions.worlds import MATTER, decision

NEW_DIRECTOR = row(ContextChange, "new-director", happened="2014-09-01", kind=ContextChangeKind.LEADERSHIP)
S = CommitmentState


def reviewed(name: str, outcome: CommitmentState | None, *, kind: type[Commitment | Promise] = Commitment) -> list[Row]:
    """Return a promise or agreement that was made, put on review, and then what came of it."""
    rows: list[Row] = [
        row(kind, name, happened="2014-06-05"),
        row(kind, name, happened="2014-09-01", version=2, state=S.UNDER_REVIEW, context_change="new-director"),
    ]
    if outcome is not None:
        rows.append(row(kind, name, happened="2014-10-20", version=3, state=outcome))
    return rows


def part(reading: Reading, name: str, of: str) -> float | None:
    return next(each.value for each in reading.parts if (each.name, each.of) == (name, of))


def the_change() -> list[Row]:
    return [
        NEW_DIRECTOR,
        row(ContextChange, "mission", happened="2014-09-15", kind=ContextChangeKind.MISSION),
        *reviewed("open-kitchen", S.CONFIRMED),
        *reviewed("figures", S.DROPPED),
        *reviewed("rooms", S.DROPPED),
        *reviewed("invest", S.REVERSED),
        decision("stay-open", "2013-03-04"),
        decision("closing", "2014-11-03", reverses="stay-open"),
    ]


def test_one_agreement_in_four_outlived_the_new_director() -> None:
    reading = continuity(case(*the_change()), seed=42)
    assert (reading.numerator, reading.denominator) == (1, 4)
    assert reading.interval == pytest.approx((0.046, 0.699), abs=1e-3)
    assert (reading.known, reading.candidates) == (4, 4)
    assert part(reading, "outcome", "dropped") == 0.5
    assert part(reading, "confirmed", "commitments") == 0.25
    assert part(reading, "confirmed", "mandates") is None
    assert reading.evidence.numerator == ("open-kitchen",)


def test_the_second_decision_turns_the_first_around_and_both_are_named() -> None:
    reading = continuity(case(*the_change()), seed=42)
    assert reading.details["reversals"] == [
        {
            "decision": "closing",
            "reverses": "stay-open",
            "days": [609, 609],
            "leadership_change": "new-director",
            "days_since_change": [63, 63],
        }
    ]
    assert part(reading, "reversal_days", "closing") == 609
    assert part(reading, "days_since_leadership_change", "closing") == 63


def test_a_reversal_of_what_is_not_in_the_record_is_named_without_days() -> None:
    (found,) = reversals(
        case(
            decision("closing", "2014-11", reverses="unheard-of"),
            decision("draft", None, reverses="closing"),
            decision("later", "2015-09-01", recorded="2015-01-01", reverses="closing"),
            decision("plain", "2014-01-01"),
            row(ContextChange, "undated", kind=ContextChangeKind.LEADERSHIP),
            row(ContextChange, "after", happened="2015-01-01", kind=ContextChangeKind.LEADERSHIP),
        )
    )
    assert (found.decision, found.days, found.leadership_change, found.days_since_change) == (
        "closing",
        None,
        None,
        None,
    )


def test_days_known_to_the_month_give_a_range() -> None:
    reading = continuity(case(decision("a", "2014-01"), decision("b", "2014-02-01", reverses="a")), seed=42)
    days = next(each for each in reading.parts if each.name == "reversal_days")
    assert (days.value, days.range) == (16, (1, 31))


def test_what_is_still_on_review_has_no_outcome_and_lowers_coverage() -> None:
    reading = continuity(case(NEW_DIRECTOR, *reviewed("a", S.CONFIRMED), *reviewed("b", None, kind=Promise)), seed=42)
    assert (reading.value, reading.known, reading.candidates) == (0.5, 1, 2)
    assert reading.evidence.excluded == ("b",)
    assert reading.details["under_review"][1] == {
        "table": "promises",
        "id": "b",
        "context_change": "new-director",
        "outcome": None,
    }


def test_what_two_changes_put_on_review_counts_for_each() -> None:
    found = under_review(
        case(
            *reviewed("a", S.CONFIRMED),
            row(Commitment, "a", happened="2015-01-01", version=4, state=S.UNDER_REVIEW, context_change="merger"),
            row(Commitment, "a", happened="2015-02-01", version=5, state=S.DROPPED),
            row(Commitment, "never", happened="2014-01-01"),
        )
    )
    assert [(each.context_change, each.outcome) for each in found] == [
        ("merger", Outcome.DROPPED),
        ("new-director", Outcome.CONFIRMED),
    ]


def test_work_that_goes_on_after_a_review_keeps_its_outcome() -> None:
    rows = [*reviewed("a", S.CONFIRMED), row(Commitment, "a", happened="2015-01-01", version=4, state=S.ON_TRACK)]
    assert [each.outcome for each in under_review(case(*rows))] == [Outcome.CONFIRMED]


def a_mandate(version: int, day: str, **fields: Any) -> Mandate:  # noqa: ANN401 - any field
    whole = {"matter": MATTER, "holder": "board", "say": Say.DECIDE, "basis": Basis.AGREED, "assents": assents(day)}
    return row(Mandate, "m", happened=day, version=version, **{"state": MandateState.AGREED, **whole, **fields})


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ({}, Outcome.CONFIRMED),
        ({"say": Say.CO_DECIDE}, Outcome.RENEGOTIATED),
        ({"state": MandateState.EXPIRED}, Outcome.DROPPED),
        ({"assents": ()}, None),
    ],
)
def test_a_mandate_is_confirmed_where_both_sides_agree_to_it_as_it_stood(
    last: dict[str, Any], expected: Outcome | None
) -> None:
    change = {"context_change": "new-director"}
    rows = (
        a_mandate(1, "2014-01-01"),
        a_mandate(2, "2014-09-01", state=MandateState.CONTESTED, **change),
        a_mandate(3, "2014-10-01", **change, **last),
    )
    (found,) = under_review(case(*rows))
    assert found.outcome is expected


def test_a_mandate_first_agreed_under_a_change_is_a_new_one() -> None:
    (found,) = under_review(case(a_mandate(1, "2014-10-01", context_change="new-director")))
    assert found.outcome is Outcome.RENEGOTIATED


def test_a_change_is_owed_a_look_together() -> None:
    rows = (
        NEW_DIRECTOR,
        row(ContextChange, "undated"),
        row(ContextChange, "law", happened="2015-06-01", kind=ContextChangeKind.LAW),
        row(ReviewRound, "before", talked_at=moment("2014-05-01")),
        row(ReviewRound, "after", talked_at=moment("2015-04-10")),
        row(ReviewRound, "planned"),
    )
    reading = continuity(case(*rows), seed=42)
    assert part(reading, "days_to_review", "new-director") == 221
    assert part(reading, "days_to_review", "law") is None
    assert sum(each.name == "days_to_review" for each in reading.parts) == 2


def test_what_stood_and_was_never_put_on_review_is_counted() -> None:
    rows = (
        NEW_DIRECTOR,
        row(Promise, "stood", happened="2013-05-13"),
        row(Promise, "later", happened="2015-01-01"),
        row(Promise, "undated"),
        *reviewed("a", S.CONFIRMED),
    )
    assert continuity(case(*rows), seed=42).details["not_put_on_review"] == {
        "promises": 1,
        "commitments": 0,
        "mandates": 0,
    }


def test_where_nothing_changed_there_is_no_share() -> None:
    reading = continuity(case(row(Promise, "a", happened="2013-05-13")), seed=42)
    assert (reading.value, reading.interval, reading.candidates) == (None, None, 0)
    assert reading.details["not_put_on_review"] == {"promises": 0, "commitments": 0, "mandates": 0}


def test_the_last_change_of_leadership_is_the_last_by_the_clock() -> None:
    def change(name: str, when: str) -> Row:
        return row(ContextChange, name, happened=when, recorded="2014-11-04", kind=ContextChangeKind.LEADERSHIP)

    world = case(
        change("second", "2014-11-03T22:50:00+00:00"),
        change("first", "2014-11-03T23:30:00+01:00"),
        decision("stay", "2014-01-01"),
        decision("go", "2014-12-01", reverses="stay"),
    )
    assert [one.leadership_change for one in reversals(world)] == ["second"]
