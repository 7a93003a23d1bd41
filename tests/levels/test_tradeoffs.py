from __future__ import annotations

from typing import Any

import pytest

from counterpoise.levels.tradeoffs import may_trade, review_due
from counterpoise.record.initiatives import TradeOff
from tests.builders import at, row

NOW = at("2015-06-30")
GOOD: dict[str, Any] = {
    "good_a": "The hall",
    "good_b": "Everybody comes",
    "gave_way": "The hall",
    "review_on": at("2016-06-30"),
}


@pytest.mark.parametrize(
    ("more", "codes"),
    [
        ({}, []),
        ({"good_a": " ", "gave_way": ""}, ["levels.no_good", "levels.no_gave_way"]),
        ({"good_b": "The hall"}, ["levels.same_good"]),
        ({"gave_way": "Something else"}, ["levels.no_gave_way"]),
        ({"review_on": None}, ["levels.no_review_date"]),
        ({"review_on": NOW}, ["levels.review_not_ahead"]),
        ({"review_on": at("2016-07-01")}, ["levels.review_too_far"]),
    ],
)
def test_a_trade_off_names_two_goods_which_gave_way_and_when_people_look_again(
    more: dict[str, Any], codes: list[str]
) -> None:
    trade_off = row(TradeOff, "t", **GOOD | more)
    assert [each.code for each in may_trade(trade_off, at=NOW)] == codes


def test_a_day_that_has_passed_is_due() -> None:
    assert review_due(row(TradeOff, "t", review_on=at("2015-06-29")), at=NOW)
    assert not review_due(row(TradeOff, "t", review_on=NOW), at=NOW)
    assert not review_due(row(TradeOff, "t"), at=NOW)
