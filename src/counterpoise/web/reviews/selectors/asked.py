"""Which questions a round asks of one side: those of the instrument, and for each matter who decides it."""

from django.db.models import Q

from counterpoise.record import Level, Side
from counterpoise.record.initiatives import Matter
from counterpoise.record.people import SpaceKind
from counterpoise.record.reviews import ReviewRound
from counterpoise.reviews.deciders import MOST_MATTERS, who_decides_item
from counterpoise.reviews.instrument import Item, items
from counterpoise.web.initiatives import models as spine
from counterpoise.web.ledger.records import to_rows

__all__ = ["asked_in", "matters_of", "matters_open_to_all"]


def matters_open_to_all(initiative: str) -> Q:
    """Return the condition for matters of an initiative that stand in no closed room: both sides are asked the same."""
    in_the_open = Q(space__isnull=True) | Q(space__kind=SpaceKind.OPEN)
    return in_the_open & Q(initiative=initiative, level=Level.COLLECTIVE)


def matters_of(one: ReviewRound) -> tuple[Matter, ...]:
    """Return the matters about which a round asks who decides: the same for both sides, and for its whole time.

    They are those that could be decided about on its first day, in the order in which they were written down.
    """
    if one.open_from is None:
        return ()
    day = one.open_from
    live = (Q(active_from__isnull=True) | Q(active_from__lte=day)) & (
        Q(active_until__isnull=True) | Q(active_until__gt=day)
    )
    found = spine.Matter.objects.filter(matters_open_to_all(one.initiative or "") & live).exclude(text="")
    return to_rows(Matter, found.order_by("written", "pk")[:MOST_MATTERS])


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
