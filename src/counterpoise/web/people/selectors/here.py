"""On which sides anybody takes part in an initiative at all."""

from datetime import date

from django.db.models import Exists, Q

from counterpoise.levels.sides import SPEAKS_FOR
from counterpoise.record import Side
from counterpoise.record.people import Capacity, Membership, Seat
from counterpoise.web.ledger.selectors import Part, count_together, kept_at_heads
from counterpoise.web.people import models
from counterpoise.web.people.selectors.viewers import Viewer

__all__ = ["sides_here"]


def sides_here(initiative: str, *, viewer: Viewer) -> frozenset[Side]:
    """Return the sides on which somebody with a name takes part in an initiative today.

    It says of nobody who they are, so it is the same for everybody. It mirrors `levels.sides.sides`, asked of all
    people at once; a test holds both together.

    Parameters
    ----------
    initiative, viewer
        The initiative, and who looks: the day is theirs.
    """
    day = viewer.at.date()
    return kept_at_heads(f"sides:{initiative}:{day}", at=viewer.heads, work=lambda: _sides(initiative, day))


def _sides(initiative: str, day: date) -> frozenset[Side]:
    counts = count_together(dict(_asked(initiative, day)), most=1)
    return frozenset(side for side in Side if any(counts.get(f"{side}:{what}") for what in ("said", "sits", "works")))


def _asked(initiative: str, day: date) -> list[tuple[str, Part]]:
    about = Q(initiative=initiative) | Q(initiative__isnull=True)
    begun = Q(active_from__isnull=True) | Q(active_from__lte=day)
    lasts = begun & (Q(active_until__isnull=True) | Q(active_until__gt=day))
    # Who speaks without an account has no name here: they said something once, and nobody can ask them back.
    named = lasts & Q(person__isnull=False) & ~Q(person__pseudonym="")
    found = []
    for side in Side:
        kinds = [kind for kind, of in SPEAKS_FOR.items() if of is side]
        unsaid = Q(kind__in=kinds)
        if side is Side.ORGANIZATIONAL:
            unsaid = Q(kind__isnull=True) | ~Q(kind__in=list(SPEAKS_FOR))
        stands = Q(side=side) | (Q(side__isnull=True) & unsaid)
        found.append((f"{side}:said", Part(Capacity, models.Capacity.objects.filter(about & named & stands))))
        found.append((f"{side}:sits", Part(Seat, models.Seat.objects.filter(about & named, body__side=side))))
    roles = models.OrgRole.objects.filter(about).order_by()
    # Where nobody wrote down which organizations take part, any employer may be one of them.
    here = Q(organization__in=roles.values("organization")) | ~Q(Exists(roles))
    works = Q(initiative=initiative) | (Q(initiative__isnull=True) & here)
    found.append((f"{Side.ORGANIZATIONAL}:works", Part(Membership, models.Membership.objects.filter(named & works))))
    return found
