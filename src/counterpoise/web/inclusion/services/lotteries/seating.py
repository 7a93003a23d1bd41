"""Seats by lottery: only for who was drawn, and each names its draw."""

import hashlib

from counterpoise.inclusion.lottery.leaving import plain_code
from counterpoise.levels.refusals import Refusal
from counterpoise.web.inclusion.models import GOING, Lottery, Volunteer
from counterpoise.web.ledger.services import RefusedError
from counterpoise.web.people.selectors import Viewer

__all__ = ["draw_named", "drawn_place"]


def drawn_place(selection: str, drawn: str, *, seat: str, by: Viewer) -> Volunteer:
    """Return who was drawn under a code and is on the panel now. The caller holds the transaction.

    Parameters
    ----------
    selection
        Whose panel.
    drawn
        The code; from who holds the list also an id in it.
    seat
        The seat that is to be given: sent twice, it is the same seat.
    by
        Who gives it.

    Raises
    ------
    RefusedError
        Nobody was drawn yet, this is of nobody on the panel, or they have their seat already.
    """
    lottery = Lottery.objects.select_for_update().filter(GOING, selection=selection).first()
    if lottery is None or lottery.draw is None:
        raise RefusedError((Refusal("inclusion.seat_without_draw"),))
    panel = lottery.volunteers.filter(on_panel=True)
    found = panel.filter(key=hashlib.sha256(plain_code(drawn).encode()).hexdigest()).first()
    if found is None and lottery.holder_id == by.person:
        found = panel.filter(name=drawn.strip()).first()
    if found is None:
        raise RefusedError((Refusal("inclusion.not_drawn"),))
    if found.seat_id not in {None, seat}:
        raise RefusedError((Refusal("inclusion.drawn_seated_already"),))
    return found


def draw_named(place: Volunteer) -> str:
    """Return what a seat says of its draw: the run of the lottery, what came out, and the panel."""
    lottery = place.lottery
    draw = lottery.draw or {}
    return f"{lottery.run_id}: {draw['randomness']} ({draw['panel']})"
