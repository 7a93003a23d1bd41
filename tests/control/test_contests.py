from dataclasses import replace

import pytest

from counterpoise.control.contests import RequirementObstacle as No
from counterpoise.control.contests import may_contest, may_tell_outcome, may_write_down
from counterpoise.levels.refusals import Refusal
from counterpoise.record import Side
from counterpoise.record.mandates import Requirement
from tests.builders import row

RULE = row(Requirement, "rule", text="Every meal is registered.", imposed_by="The inspectorate")


def codes(refusals: tuple[Refusal, ...]) -> set[str]:
    return {refusal.code for refusal in refusals}


def test_a_rule_from_elsewhere_has_words_and_somebody_who_imposes_it() -> None:
    assert may_write_down(RULE) == ()
    assert codes(may_write_down(replace(RULE, text=" ", imposed_by=""))) == {No.NO_TEXT, No.NO_IMPOSER}


@pytest.mark.parametrize("side", Side)
def test_every_side_contests_with_a_reason(side: Side) -> None:
    assert may_contest(RULE, by=side, reason="It takes an hour.") == ()
    assert codes(may_contest(RULE, by=side, reason=" ")) == {No.NO_REASON}
    assert codes(may_contest(RULE, by=None, reason="x")) == {No.NO_SIDE}


def test_a_contest_ends_with_its_outcome_and_then_another_can_begin() -> None:
    contested = replace(RULE, contested_by=Side.CIVIC)
    assert codes(may_contest(contested, by=Side.CIVIC, reason="x")) == {No.CONTESTED_ALREADY}
    told = replace(contested, changed_after_contest=False)
    assert may_contest(told, by=Side.CIVIC, reason="x") == ()
    assert may_tell_outcome(contested, reason="They said no.") == ()
    assert codes(may_tell_outcome(contested, reason="")) == {No.NO_REASON}
    assert codes(may_tell_outcome(RULE, reason="x")) == {No.NOT_CONTESTED}
