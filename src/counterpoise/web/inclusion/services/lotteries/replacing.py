"""Who left a panel that was drawn, why, and who takes their places: found by the draw, chosen by nobody."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from counterpoise.inclusion.lottery.leaving import PanelGround, may_leave_panel, replacement_seed
from counterpoise.inclusion.lottery.replacement import NotEnoughLeftError, Replacement, replace
from counterpoise.levels.refusals import Refusal
from counterpoise.web.inclusion.models import Lottery, PanelChange, Volunteer
from counterpoise.web.inclusion.services.lotteries.files import instance_for
from counterpoise.web.inclusion.services.lotteries.rights import locked
from counterpoise.web.inclusion.services.lotteries.runs import go_on
from counterpoise.web.initiatives.services import NothingHereError
from counterpoise.web.ledger.services import RefusedError
from counterpoise.web.people.selectors import Viewer

__all__ = ["LeavingPanel", "hold_leaving", "replace_people"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeavingPanel:
    """Who leaves a panel, and why.

    Attributes
    ----------
    gone
        Their places in the pool.
    ground, words
        Why, from the list and in words. Everybody reads both.
    """

    gone: Collection[str]
    ground: PanelGround | None
    words: str


def _drawn(initiative: str, selection: str, *, by: Viewer) -> Lottery:
    found = locked(selection, initiative=initiative, by=by, holder=True)
    if found.draw is None:
        raise NothingHereError(selection)
    return found


def _leaving(lottery: Lottery, leaving: LeavingPanel) -> list[Volunteer]:
    """Return those who leave; nobody where all of them left before, so that sending it twice changes nothing."""
    named = list(lottery.volunteers.select_related("seat").filter(place__in=[int(one) for one in leaving.gone]))
    left = [one for one in named if one.on_panel]
    if named and not left and all(one.left_in_id is not None for one in named):
        return []
    seated = [one.name for one in left if one.seat is not None and one.seat.active_until is None]
    names = [one.name for one in left]
    refusals = may_leave_panel(gone=names, ground=leaving.ground, words=leaving.words, seated=seated)
    if refusals:
        raise RefusedError(refusals)
    return left


@transaction.atomic
def hold_leaving(*, initiative: str, selection: str, leaving: LeavingPanel, by: Viewer) -> None:
    """Hold that people could leave the panel like this, before somebody is asked whether they are sure.

    Raises
    ------
    NothingHereError
        There is no drawn lottery for this person, or they do not hold its pool.
    RefusedError
        Nobody leaves, the reason is missing or names somebody, or one of them still holds a seat.
    """
    _leaving(_drawn(initiative, selection, by=by), leaving)


@transaction.atomic
def replace_people(*, initiative: str, selection: str, leaving: LeavingPanel, by: Viewer, at: datetime) -> Lottery:
    """Let people leave the panel; who takes their places follows from the draw. Sent twice, it happens once.

    Parameters
    ----------
    initiative, selection, by, at
        For which selection, who, and when.
    leaving
        Who leaves, and why.

    Raises
    ------
    NothingHereError
        There is no drawn lottery for this person, or they do not hold its pool.
    RefusedError
        Nobody leaves, the reason is missing or names somebody, one of them still holds a seat, or there are too few
        people to take their places.
    """
    found = _drawn(initiative, selection, by=by)
    left = _leaving(found, leaving)
    if left:
        chosen = _chosen(found, [one.name for one in left])
        came = list(found.volunteers.filter(name__in=chosen.people))
        change = PanelChange.objects.create(
            lottery=found,
            number=found.panel_changes.count() + 1,
            ground=leaving.ground,
            words=leaving.words.strip(),
            left=sorted(one.veil for one in left),
            came=sorted(one.veil for one in came),
            broken=chosen.broken,
            by_id=str(by.person),
            at=at,
        )
        found.volunteers.filter(pk__in=[one.pk for one in left]).update(on_panel=False, gone=True, left_in=change)
        found.volunteers.filter(pk__in=[one.pk for one in came]).update(on_panel=True, came_in=change)
        why = (
            f"{len(left)} left the panel ({change.ground}: {change.words}) and {len(came)} took their places by the "
            f"rule of the draw; the quotas are missed by {chosen.broken}"
        )
        go_on(found, "lottery_replaced", why, by=by.person, at=at)
    return found


def _chosen(lottery: Lottery, left: list[str]) -> Replacement:
    pool, quotas, _ = instance_for(lottery)
    volunteers = list(lottery.volunteers.values_list("name", "on_panel", "gone"))
    panel = [name for name, on_panel, _gone in volunteers if on_panel]
    away = [name for name, _on_panel, gone in volunteers if gone]
    try:
        return replace(pool, quotas, panel, left, seed=replacement_seed(lottery.draw or {}), unwilling=away)
    except NotEnoughLeftError as error:
        given = {"wanted": error.wanted, "left": error.left}
        raise RefusedError((Refusal("inclusion.too_few_left", given),)) from error
