"""Who may take a step of a lottery, and the very lottery that the step begins from."""

from counterpoise.inclusion.selections import may_draw_for
from counterpoise.levels.refusals import Refusal
from counterpoise.record.participation import Selection
from counterpoise.web.inclusion.models import GOING, Lottery
from counterpoise.web.inclusion.services.rights import held, seat_side
from counterpoise.web.initiatives.services import NothingHereError
from counterpoise.web.ledger.services import RefusedError
from counterpoise.web.people.selectors import Viewer

__all__ = ["locked", "not_frozen", "selection_to_draw_for"]


def selection_to_draw_for(selection: str, *, initiative: str, by: Viewer) -> Selection:
    """Return a selection, to somebody with a seat.

    Raises
    ------
    NothingHereError
        There is no such selection for this person, or they hold no seat.
    """
    seat_side(initiative, by=by)
    return held(Selection, selection, initiative=initiative, by=by)


def locked(selection: str, *, initiative: str, by: Viewer, holder: bool = False, draws: bool = False) -> Lottery:
    """Return the lottery of a selection that goes on, and let nobody else write in it until this is done.

    Parameters
    ----------
    selection, initiative, by
        The selection, in which initiative, and who asks.
    holder
        Whether only who holds the pool may.
    draws
        Whether this takes in who said yes, or draws from them: for that the criteria are fixed first.

    Raises
    ------
    NothingHereError
        There is none for this person, they hold no seat, or they do not hold the pool.
    RefusedError
        The criteria are not fixed yet, or seats are not filled by lottery.
    """
    row = selection_to_draw_for(selection, initiative=initiative, by=by)
    found = Lottery.objects.select_for_update().filter(GOING, initiative=initiative, selection=selection).first()
    if found is None or (holder and found.holder_id != by.person):
        raise NothingHereError(selection)
    if draws and (refusals := may_draw_for(row)):
        raise RefusedError(refusals)
    return found


def not_frozen(lottery: Lottery) -> None:
    """Hold that a lottery is not frozen yet.

    Raises
    ------
    RefusedError
        It is.
    """
    if lottery.published is not None:
        raise RefusedError((Refusal("inclusion.frozen_already"),))
