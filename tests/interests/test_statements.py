"""Statements that were taken out: only their author appeals, once, and nobody judges their own case."""

import pytest

from counterpoise.interests.statements import may_appeal, may_hear
from counterpoise.record import Side
from counterpoise.record.positions import Statement
from tests.builders import row


def said(*, hidden: bool = True) -> Statement:
    """Return a statement of the author."""
    return row(Statement, "said", recorded_by="author", hidden=hidden)


@pytest.mark.parametrize(
    ("hidden", "appealed", "by", "codes"),
    [
        (True, False, "author", set()),
        (True, True, "author", {"opinions.appealed_already"}),
        (True, False, "other", {"opinions.not_the_author"}),
        (True, False, None, {"opinions.not_the_author"}),
        (False, False, "author", {"opinions.not_hidden"}),
    ],
)
def test_the_author_appeals_once_against_what_is_out(
    *, hidden: bool, appealed: bool, by: str | None, codes: set[str]
) -> None:
    assert {one.code for one in may_appeal(said(hidden=hidden), appealed=appealed, by=by)} == codes


@pytest.mark.parametrize(
    ("appealed", "by", "side", "heard", "codes"),
    [
        (True, "judge", Side.CIVIC, [], set()),
        (True, "judge", Side.CIVIC, [Side.ORGANIZATIONAL], set()),
        (True, "judge", Side.CIVIC, [Side.CIVIC], {"opinions.side_was_heard"}),
        (True, "judge", Side.INDEPENDENT, [], {"opinions.of_neither_side"}),
        (True, None, Side.CIVIC, [], {"opinions.of_neither_side"}),
        (True, "author", Side.CIVIC, [], {"opinions.own_case"}),
        (True, "hider", Side.ORGANIZATIONAL, [], {"opinions.own_case"}),
        (False, "judge", Side.CIVIC, [], {"opinions.not_appealed"}),
    ],
)
def test_one_person_of_each_side_hears_an_appeal_and_not_in_their_own_case(
    *, appealed: bool, by: str | None, side: Side, heard: list[Side], codes: set[str]
) -> None:
    found = may_hear(said(), appealed=appealed, hidden_by="hider", by=by, side=side, heard=heard)
    assert {one.code for one in found} == codes


def test_what_came_back_is_heard_no_more() -> None:
    found = may_hear(said(hidden=False), appealed=True, hidden_by="h", by="j", side=Side.CIVIC, heard=())
    assert {one.code for one in found} == {"opinions.not_hidden"}
