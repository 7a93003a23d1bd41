"""Draw before the public, break a lottery off."""

import json
import zlib
from datetime import datetime
from typing import Any

from django.db import transaction

from counterpoise.inclusion.counting import hidden_in_parts
from counterpoise.inclusion.lottery.announcing import chance_of, may_draw, randomness
from counterpoise.inclusion.lottery.draw import draw
from counterpoise.levels.refusals import Refusal
from counterpoise.web.inclusion.models import Lottery
from counterpoise.web.inclusion.services.lotteries.files import instance_for
from counterpoise.web.inclusion.services.lotteries.rights import locked
from counterpoise.web.inclusion.services.lotteries.runs import go_on
from counterpoise.web.initiatives.services import NothingHereError
from counterpoise.web.ledger.services import Event, RefusedError, append
from counterpoise.web.people.selectors import Viewer

__all__ = ["abort_lottery", "draw_lottery"]


def _frozen(lottery: Lottery) -> dict[str, Any]:
    """Return a frozen lottery as the library draws from it."""
    text = zlib.decompress(bytes(lottery.published or b"")).decode()
    people = {str(place): {"veil": veil} for place, veil in lottery.volunteers.values_list("place", "veil")}
    return {"public": json.loads(text), "people": people}


def _tally(lottery: Lottery) -> None:
    """Count those drawn by each feature: the one thing that is told of who they are. It saves the lottery.

    It is told once, of the panel as it was drawn: two countings before and after somebody left would tell of them.
    """
    pool, quotas, _ = instance_for(lottery)
    on_panel = set(lottery.volunteers.filter(on_panel=True).values_list("name", flat=True))
    found: dict[str, dict[str, int]] = {}
    for number, feature in enumerate(quotas.features):
        names = [row.value for row in quotas.of(feature)]
        counts = dict.fromkeys(names, 0)
        for name, values in zip(pool.ids, pool.values, strict=True):
            counts[names[values[number]]] += name in on_panel
        found[feature] = counts
    few = {name: sorted(hidden_in_parts(lottery.values.get(name, {}), counts)) for name, counts in found.items()}
    lottery.report = {**lottery.report, "panel": found, "few": few}
    lottery.save()


@transaction.atomic
def draw_lottery(
    *, initiative: str, selection: str, value: str, number: int | None = None, witnesses: str, by: Viewer, at: datetime
) -> Lottery:
    """Draw with what came out before the public. It is drawn once; who sends it again finds what was drawn.

    Parameters
    ----------
    initiative, selection, by, at
        For which selection, who, and when.
    value, number
        What came out; for drand the round as well.
    witnesses
        Who was there.

    Raises
    ------
    NothingHereError
        There is no frozen lottery for this person, or they hold no seat.
    RefusedError
        The criteria are not fixed yet, it is drawn already with something else, the day is still to come, nobody was
        there, or it cannot be used.
    """
    found = locked(selection, initiative=initiative, by=by, draws=True)
    if found.published is None or found.draw_on is None:
        raise NothingHereError(selection)
    came_out = randomness(chance_of(found.announced), value=value, number=number)
    if found.draw is not None:
        if found.draw["randomness"] == came_out:
            return found
        raise RefusedError((Refusal("inclusion.drawn_already", {"drawn": found.draw["randomness"]}),))
    refusals = may_draw(found.announced, drawn=came_out, on=found.draw_on, witnesses=witnesses, at=at.date())
    if refusals:
        raise RefusedError(refusals)
    result = draw(_frozen(found), randomness=came_out)
    del result["people"]
    found.draw, found.drawn_at, found.witnesses = result, at, witnesses.strip()
    found.volunteers.filter(veil__in=result["veils"]).update(on_panel=True)
    _tally(found)
    words = f"{came_out} ({result['panel']})"
    go_on(found, "lottery_drawn", "the panel was drawn", by=by.person, at=at, drawn=words, witnesses=found.witnesses)
    return found


@transaction.atomic
def abort_lottery(*, initiative: str, selection: str, reason: str, by: Viewer, at: datetime) -> Lottery:
    """Break a lottery off. It stays in the record with the reason, and another can begin.

    Raises
    ------
    NothingHereError
        There is no such lottery for this person, or they hold no seat.
    RefusedError
        There is no reason, or a panel was drawn: nobody draws until the panel pleases.
    """
    found = locked(selection, initiative=initiative, by=by)
    if found.draw is not None:
        raise RefusedError((Refusal("inclusion.drawn_stays"),))
    if not reason.strip():
        raise RefusedError((Refusal("inclusion.no_reason"),))
    found.closed, found.waits_for = True, ""
    if found.people:
        go_on(found, "lottery_aborted", "it was broken off", by=by.person, at=at, aborted=True, reason=reason.strip())
    else:  # nobody was in it: there is no run that could be broken off
        what = {"by": by.person, "lottery": found.id, "selection": found.selection_id, "reason": reason.strip()}
        append([Event(type="lottery_aborted", body=what)], log=found.log, at=at)
    found.save()
    return found
