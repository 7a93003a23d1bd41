from typing import Any

from counterpoise.interests.positions import (
    REFUSALS,
    Table,
    about_decision,
    both_sides,
    decided,
    frictions_of_decision,
    holder_of,
    holders,
    in_own_words,
    problems,
    side_by_side,
)
from counterpoise.record import Side
from counterpoise.record.decisions import Decision
from counterpoise.record.positions import Friction, Position
from tests.builders import case, moment, row


def position(name: str, department: str = "", side: Side | None = None, **fields: object) -> Position:
    given: dict[str, Any] = {"department": department, "side": side, **fields}
    return row(Position, name, **given)


def codes(one: Position) -> list[str]:
    found = [refusal.code for refusal in problems(one)]
    assert set(found) <= set(REFUSALS)
    return found


def test_a_position_has_a_holder_a_claim_an_interest_and_something_it_is_about() -> None:
    assert codes(position("p")) == [
        "interests.holder_missing",
        "interests.claim_missing",
        "interests.interest_missing",
        "interests.nothing_to_be_about",
    ]
    complete: dict[str, Any] = {
        "claim": "Say when it is too far",
        "interest": "We plan the rooms",
        "friction": "limits",
    }
    assert codes(position("p", "logistics", **complete)) == []
    assert codes(position("p", "logistics", capacity="her", **complete)) == []
    assert codes(position("p", "logistics", group="town", **complete)) == ["interests.several_holders"]


def test_the_organization_holds_no_position() -> None:
    assert holder_of(position("p", side=Side.ORGANIZATIONAL)) is None
    assert holder_of(position("p", "logistics")) == ("department", "logistics")
    assert holder_of(position("p", group="town")) == ("group", "town")
    assert holder_of(position("p", capacity="her")) == ("capacity", "her")


def test_one_holder_counts_once() -> None:
    rows = [position("a", "care", Side.ORGANIZATIONAL), position("b", "care", Side.ORGANIZATIONAL), position("c")]
    assert len(holders(rows)) == 2
    assert len(holders(rows, side=Side.ORGANIZATIONAL)) == 1
    assert len(holders(rows, side=Side.CIVIC)) == 0


def test_only_own_words_are_own_words() -> None:
    rows = [position("a", claim="I stay"), position("b", claim="They stay", own_words=False), position("c", claim=" ")]
    assert [one.id for one in in_own_words(rows)] == ["a"]


def test_positions_stand_side_by_side_in_an_order_that_ranks_nobody() -> None:
    rows = [
        position("d"),
        position("b", "logistics", Side.ORGANIZATIONAL),
        position("a", "care", Side.ORGANIZATIONAL),
        position("c", side=Side.CIVIC, group="town"),
    ]
    found = side_by_side(rows)
    assert {side: [one.id for one in there] for side, there in found.items()} == {
        Side.CIVIC: ["c"],
        Side.ORGANIZATIONAL: ["a", "b"],
        None: ["d"],
    }
    assert side_by_side(reversed(rows)) == found


def test_both_sides_means_both() -> None:
    assert not both_sides([position("a", side=Side.CIVIC), position("b", side=Side.INDEPENDENT)])
    assert both_sides([position("a", side=Side.CIVIC), position("b", side=Side.ORGANIZATIONAL)])


def test_positions_about_a_decision_are_those_on_its_matter_and_in_its_frictions() -> None:
    closing = row(Decision, "closing", matter="stay", decided_at=moment("2014-11-03"), frictions=("named",))
    one = case(
        closing,
        row(Friction, "before", matter="stay", happened="2013-05-13"),
        row(Friction, "after", matter="stay", happened="2015-01-01"),
        row(Friction, "undated", matter="stay"),
        row(Friction, "named"),
        position("p1", matter="stay", friction="before"),
        position("p2", friction="named"),
        position("p3", friction="after"),
        position("p4", matter="meals"),
    )
    table = Table(one)
    assert frictions_of_decision(closing, table) == {"before", "named"}
    assert [found.id for found in about_decision(closing, table)] == ["p1", "p2"]
    draft = row(Decision, "draft", matter="stay")
    assert frictions_of_decision(draft, table) == frozenset()


def test_drafts_and_decisions_ahead_are_not_decided() -> None:
    taken = row(Decision, "b", decided_at=moment("2014-11-03"))
    ahead = row(Decision, "c", decided_at=moment("2016-01-01"))
    other = row(Decision, "a", decided_at=moment("2013-11-03"))
    assert [one.id for one in decided(case(taken, ahead, other, row(Decision, "draft")))] == ["a", "b"]
