"""Nobody closes a friction alone: whatever people try, in whatever order, each party has another person behind it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoise.interests.closing import (
    REFUSALS,
    confirmed,
    may_confirm,
    may_name_step,
    may_notice,
    may_propose_closing,
    may_show,
    parties_for,
    party_sides,
    proposed,
    settled,
    spoke_in,
    writer_of,
)
from counterpoise.interests.frictions import CLOSED
from counterpoise.interests.frictions import REFUSALS as FRICTION_REFUSALS
from counterpoise.levels.refusals import Refusal
from counterpoise.record import Side, Tension
from counterpoise.record.positions import Friction, FrictionState, Position, Visibility
from tests.builders import at, moment, row

NOW = at("2015-06-30")
PARTIES = ("town", "board", "logistics")
SIDES = {"town": Side.CIVIC, "board": Side.ORGANIZATIONAL}
WORKED = row(
    Friction,
    "limits",
    happened="2013-06-10",
    text="What clashes",
    tension=Tension.CONTROL,
    between=PARTIES,
    visibility=Visibility.BOTH_SIDES,
    state=FrictionState.BEING_WORKED,
    next_step="Talk",
    next_step_by="town",
    next_step_on=at("2015-07-01"),
)
PROPOSED = proposed(WORKED, to=FrictionState.SETTLED_FOR_NOW, review_on=at("2016-06-30"))


def codes(found: tuple[Refusal, ...]) -> list[str]:
    assert {each.code for each in found} <= {*REFUSALS, *FRICTION_REFUSALS}
    return [each.code for each in found]


people = st.fixed_dictionaries(
    {
        "person": st.sampled_from(["ann", "bob", "cas", "dee"]),
        "party": st.sampled_from([*PARTIES, "nobody"]),
    }
)
HELD = {
    "ann": frozenset({Side.CIVIC}),
    "bob": frozenset({Side.ORGANIZATIONAL}),
    "cas": frozenset({Side.ORGANIZATIONAL}),
    "dee": frozenset({Side.CIVIC, Side.ORGANIZATIONAL}),
}


@given(st.lists(people, max_size=12), st.sets(st.sampled_from(sorted(HELD))))
def test_a_friction_closes_only_with_as_many_people_as_parties_each_of_the_right_side(
    tries: list[dict[str, str]], spoke: set[str]
) -> None:
    friction = PROPOSED
    for each in tries:
        person, party = each["person"], each["party"]
        refused = may_confirm(
            friction, party=party, held=HELD[person], person=person, spoke=person in spoke, sides=SIDES
        )
        allowed = parties_for(friction, held=HELD[person], person=person, spoke=person in spoke, sides=SIDES)
        assert (party in allowed) is not bool(refused)
        if not refused:
            friction = settled(
                confirmed(friction, party=party, person=person, at=moment("2015-06-30")), at=moment("2015-06-30")
            )
    said = {one.party: one.person for one in friction.confirmations}
    assert len(said) == len(set(said.values())) == len(friction.confirmations)
    assert (friction.state in CLOSED) is (set(said) == set(PARTIES))
    for party, who in said.items():
        assert SIDES.get(party) in {None, *HELD[who or ""]}
        assert party in SIDES or who in spoke


@pytest.mark.parametrize(
    ("to", "review_on", "moved_to", "code"),
    [
        (FrictionState.SETTLED_FOR_NOW, None, None, "interests.review_missing"),
        (FrictionState.SETTLED_FOR_NOW, "2015-06-30", None, "interests.review_past"),
        (FrictionState.LIVED_WITH, "2016-07-01", None, "interests.review_too_late"),
        (FrictionState.MOVED, None, None, "interests.moved_to_missing"),
        (FrictionState.SHARED, None, None, "interests.closing_missing"),
    ],
)
def test_a_proposal_says_when_people_look_again_or_who_takes_over(
    to: FrictionState, review_on: str | None, moved_to: str | None, code: str
) -> None:
    wanted = proposed(WORKED, to=to, review_on=at(review_on) if review_on else None, moved_to=moved_to)
    assert codes(may_propose_closing(wanted, at=NOW)) == [code]


def test_a_new_proposal_makes_earlier_confirmations_void() -> None:
    half = confirmed(PROPOSED, party="town", person="ann", at=moment("2015-06-30"))
    again = proposed(half, to=FrictionState.MOVED, moved_to="panel")
    assert again.confirmations == ()
    assert not may_propose_closing(again, at=NOW)


def test_nothing_is_confirmed_that_nobody_proposed_or_that_is_closed() -> None:
    given_ = {"party": "town", "held": HELD["ann"], "person": "ann", "spoke": True, "sides": SIDES}
    assert codes(may_confirm(WORKED, **given_)) == ["interests.no_closing_proposed"]  # type: ignore[arg-type]  # named above
    closed = replace(PROPOSED, state=FrictionState.SETTLED_FOR_NOW)
    assert codes(may_confirm(closed, **given_)) == ["interests.no_closing_proposed"]  # type: ignore[arg-type]  # named above
    assert settled(WORKED, at=moment("2015-06-30")) == WORKED


def test_a_friction_needs_words_a_tension_and_two_parties() -> None:
    empty = row(Friction, "empty", between=("town", "town"))
    assert codes(may_notice(empty)) == [
        "interests.no_words",
        "interests.tension_missing",
        "interests.parties_missing",
    ]
    assert may_notice(WORKED) == ()


def test_only_who_first_wrote_it_down_shows_it() -> None:
    one_sided = replace(WORKED, visibility=Visibility.ONE_SIDE, recorded_by="bob")
    later = replace(one_sided, version=2, recorded_by="cas")
    assert writer_of([later, one_sided]) == "bob"
    assert writer_of([]) is None
    assert may_show(later, writer="bob", by="bob") == ()
    assert codes(may_show(later, writer="bob", by="cas")) == ["interests.not_its_writer"]
    assert codes(may_show(later, writer=None, by=None)) == ["interests.not_its_writer"]
    assert codes(may_show(WORKED, writer="bob", by="bob")) == ["interests.seen_already"]


def test_another_step_can_be_named_while_somebody_works_on_it() -> None:
    assert may_name_step(WORKED, positions=(), at=NOW) == ()
    assert codes(may_name_step(replace(WORKED, next_step=" "), positions=(), at=NOW)) == ["interests.next_step_missing"]
    early = replace(WORKED, state=FrictionState.SHARED)
    assert codes(may_name_step(early, positions=(), at=NOW)) == ["interests.no_such_step"]


def test_the_side_of_a_party_comes_from_the_friction_or_from_its_name() -> None:
    found = party_sides(
        replace(WORKED, between=("the other Church", "the board", "somebody")),
        known={"The other church": Side.CIVIC},
        departments=["board", " "],
    )
    assert found == {"the other Church": Side.CIVIC, "the board": Side.ORGANIZATIONAL}
    told = replace(WORKED, between=("a", "b"), sides=(Side.CIVIC, Side.INDEPENDENT))
    assert party_sides(told, known={"a": Side.ORGANIZATIONAL}) == {"a": Side.CIVIC, "b": Side.INDEPENDENT}


def test_who_spoke_wrote_a_position() -> None:
    position = replace(row(Position, "p"), recorded_by="ann")
    assert spoke_in([position], person="ann")
    assert not spoke_in([position], person="bob")
    assert not spoke_in([position], person=None)
