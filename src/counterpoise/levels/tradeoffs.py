"""One good gives way to another, for a while: what has to be said of that, and when it is looked at again.

Refusals, each after ``levels.``: ``no_good``, ``same_good``, ``no_gave_way``, and those of `review_ahead`.
"""

from datetime import date

from counterpoise.levels.governance import review_ahead
from counterpoise.levels.refusals import Refusal
from counterpoise.record.initiatives import TradeOff

__all__ = ["may_trade", "review_due"]


def may_trade(trade_off: TradeOff, *, at: date) -> tuple[Refusal, ...]:
    """Say everything that a trade-off lacks: two different goods, which of them gave way, and when people look again.

    Parameters
    ----------
    trade_off
        The trade-off. It is looked at again within twelve months.
    at
        The day.
    """
    goods = (trade_off.good_a.strip(), trade_off.good_b.strip())
    found = []
    if not all(goods):
        found.append(Refusal("levels.no_good"))
    elif goods[0] == goods[1]:
        found.append(Refusal("levels.same_good"))
    if trade_off.gave_way.strip() not in {good for good in goods if good}:
        found.append(Refusal("levels.no_gave_way"))
    return (*found, *review_ahead(trade_off.review_on, at=at))


def review_due(trade_off: TradeOff, *, at: date) -> bool:
    """Say whether a trade-off should have been looked at again by now."""
    return trade_off.review_on is not None and trade_off.review_on < at
