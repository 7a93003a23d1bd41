"""Write down what gave way to what, and say later whether it still does."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from counterpoise.levels.refusals import Refusal
from counterpoise.levels.tradeoffs import may_trade
from counterpoise.record import Moment
from counterpoise.record.initiatives import TradeOff
from counterpoise.web.initiatives import models as spine
from counterpoise.web.initiatives.services import log_of, room_to_write_in, sides_in
from counterpoise.web.interests.services.rights import held
from counterpoise.web.ledger.services import RefusedError, Telling, new_id, tell
from counterpoise.web.people.selectors import Viewer

__all__ = ["Trading", "keep_trade_off", "look_again"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trading:
    """What gave way to what, as a form gives it.

    Attributes
    ----------
    gained, gave_way
        The good that people chose, and the one that gave way for it.
    for_how_long
        For how long, in plain words.
    review_on
        When people look at it again.
    """

    gained: str
    gave_way: str
    for_how_long: str = ""
    review_on: date | None = None


def keep_trade_off(*, initiative: str, trading: Trading, once: str, by: Viewer, at: datetime) -> TradeOff:
    """Keep in sight that one good gave way to another. Both sides can.

    Raises
    ------
    NothingHereError
        There is no such initiative for this person, or they take no part.
    RefusedError
        Everything that it lacks.
    AlreadyToldError
        The same form was sent twice.
    """
    sides_in(initiative, by=by)
    row = TradeOff(
        id=new_id("trade-off", once=once),
        initiative=initiative,
        happened_at=Moment.exactly(at),
        recorded_at=at,
        recorded_by=by.person,
        good_a=trading.gave_way.strip(),
        good_b=trading.gained.strip(),
        gave_way=trading.gave_way.strip(),
        for_how_long=trading.for_how_long.strip(),
        review_on=trading.review_on,
    )
    refusals = may_trade(row, at=at)
    if refusals:
        raise RefusedError(refusals)
    tell("trade_off_kept", Telling(model=spine.TradeOff, row=row), by=by.person, at=at)
    return row


def look_again(
    *,
    initiative: str,
    trade_off: str,
    version: int,
    still: bool,
    reason: str,
    review_on: date | None,
    by: Viewer,
    at: datetime,
) -> TradeOff:
    """Say whether the same good still gives way, why, and when people look again; else the other one gives way now.

    Raises
    ------
    NothingHereError
        There is no such trade-off for this person, or they take no part.
    RefusedError
        There is no reason, or no day to look again.
    StaleVersionError
        It was changed in the meantime.
    """
    sides_in(initiative, by=by)
    now = held(TradeOff, trade_off, initiative=initiative, by=by)
    space = room_to_write_in(now.space, initiative=initiative, by=by, at=at)
    other = now.good_b if now.gave_way == now.good_a else now.good_a
    row = replace(
        now,
        version=version + 1,
        supersedes_reason=reason.strip(),
        recorded_at=at,
        recorded_by=by.person,
        gave_way=now.gave_way if still else other,
        review_on=review_on,
    )
    refusals = may_trade(row, at=at)
    if not reason.strip():
        refusals += (Refusal("interests.no_reason"),)
    if refusals:
        raise RefusedError(refusals)
    tell("trade_off_looked_at", Telling(model=spine.TradeOff, row=row), by=by.person, at=at, log=log_of(space))
    return row
