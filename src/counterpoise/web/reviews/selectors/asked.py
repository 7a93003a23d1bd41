"""Which questions a round asks of one side: those of the instrument, and for each matter who decides it."""

from datetime import date

from django.db.models import Q, QuerySet

from counterpoise.record import Level, Side
from counterpoise.record.initiatives import Matter
from counterpoise.record.people import SpaceKind
from counterpoise.record.reviews import ReviewRound
from counterpoise.reviews.deciders import who_decides_item
from counterpoise.reviews.instrument import Item, items
from counterpoise.reviews.rounds import MOST_MATTERS
from counterpoise.web.initiatives import models as spine
from counterpoise.web.initiatives.selectors import MOST_CHOICES
from counterpoise.web.ledger.records import to_rows

__all__ = ["asked_in", "matters_left_out", "matters_of", "matters_on", "matters_open_to_all", "matters_to_choose"]


def matters_open_to_all(initiative: str) -> Q:
    """Return the condition for matters of an initiative that stand in no closed room: both sides are asked the same."""
    in_the_open = Q(space__isnull=True) | Q(space__kind=SpaceKind.OPEN)
    return in_the_open & Q(initiative=initiative, level=Level.COLLECTIVE)


def matters_of(one: ReviewRound) -> tuple[Matter, ...]:
    """Return the matters about which a round asks who decides: the same for both sides, and for its whole time.

    They are those that were chosen when it was planned; or else the first ones that could be decided about on its
    first day, in the order in which they were written down.
    """
    if one.open_from is None:
        return ()
    live = matters_on(one.open_from, initiative=one.initiative or "")
    return tuple(row for row in live if row.id in one.matters) if one.matters else live[:MOST_MATTERS]


def matters_left_out(one: ReviewRound) -> tuple[Matter, ...]:
    """Return the matters that could be decided about on the first day of a round, and about which it does not ask."""
    if one.open_from is None:
        return ()
    asked = {row.id for row in matters_of(one)}
    return tuple(row for row in matters_on(one.open_from, initiative=one.initiative or "") if row.id not in asked)


def matters_on(day: date, *, initiative: str) -> tuple[Matter, ...]:
    """Return the matters that can be decided about on a day and that both sides may read, as they were written down."""
    return to_rows(Matter, _live(day, initiative=initiative).order_by("written", "pk"))


def matters_to_choose(day: date, *, initiative: str) -> tuple[Matter, ...]:
    """Return the matters that a form can offer on a day, as they were written down.

    They are those that a round asks about if nobody chooses, and the latest, as many as fit a page.
    """
    live = _live(day, initiative=initiative)
    first, latest = live.order_by("written", "pk")[:MOST_MATTERS], live.order_by("-written", "-pk")[:MOST_CHOICES]
    offered = {row.id: row for row in (*to_rows(Matter, first), *reversed(to_rows(Matter, latest)))}
    return tuple(offered.values())


def _live(day: date, *, initiative: str) -> QuerySet[spine.Matter]:
    live = (Q(active_from__isnull=True) | Q(active_from__lte=day)) & (
        Q(active_until__isnull=True) | Q(active_until__gt=day)
    )
    return spine.Matter.objects.filter(matters_open_to_all(initiative) & live).exclude(text="")


def asked_in(one: ReviewRound, side: Side, *, pulse: bool = False) -> tuple[Item, ...]:
    """Return the questions that a round asks of one side, in their order.

    Parameters
    ----------
    one
        The round.
    side
        The side that is asked.
    pulse
        Whether only the short version is wanted; it asks about no matter.
    """
    asked = items(side, pulse=pulse)
    if pulse:
        return asked
    last = max(place for place, each in enumerate(asked) if each.code.startswith("T2"))
    about = tuple(who_decides_item(matter, side) for matter in matters_of(one))
    return (*asked[: last + 1], *about, *asked[last + 1 :])
