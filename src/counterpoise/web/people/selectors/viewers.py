"""Who is looking, and what of any table they may read.

`Viewer` is asked for by every selector of the site. What it says comes from the rules in ``counterpoise.levels``; the
queries here say the same to the database.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.db.models import Exists, Q, QuerySet
from django.http import HttpRequest

from counterpoise.levels.sides import Standing, sides
from counterpoise.levels.spaces import CLOSED, may_read, may_read_path
from counterpoise.record import Level, Side
from counterpoise.record.people import Admission, Body, Capacity, Membership, OrgRole, Person, Seat, Space, SpaceKind
from counterpoise.record.trajectories import Trajectory
from counterpoise.web.ledger.models import Told
from counterpoise.web.ledger.records import to_row, to_rows
from counterpoise.web.ledger.selectors import Part, heads, kept_at_heads, read_together
from counterpoise.web.people import models

__all__ = ["Viewer", "account_of", "bodies", "people_to_be", "readable", "spaces", "viewer_of", "who_looks"]

M = TypeVar("M", bound=Told)
PathsAbout = Callable[[str, Iterable[str]], tuple[Trajectory, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """Somebody who looks at the site, and what the record says of their place.

    Attributes
    ----------
    person
        Their id; empty for somebody who is not signed in.
    name
        The name that they chose.
    at
        When they look, in the zone of the place.
    standing
        What decides where they may read.
    rooms
        The rooms that are not open to everybody and that they may read in, by id.
    open_rooms
        The rooms that are open to everybody.
    closed_rooms
        Those of their rooms that are closed to one of the two sides.
    paths
        The care paths that they may read, by the ids of their initiatives.
    heads
        How far the logs had come when they began to look.
    """

    person: str | None
    name: str
    at: datetime
    standing: Standing
    rooms: frozenset[str]
    open_rooms: frozenset[str]
    closed_rooms: frozenset[str]
    paths: frozenset[str]
    heads: str

    def sides(self, initiative: str | None) -> frozenset[Side]:
        """Return the sides on which they stand in an initiative."""
        return sides(self.standing, initiative=initiative, at=self.at)

    @property
    def side(self) -> Side | None:
        """The one side on which they stand everywhere; empty where there are several or none."""
        found = self.sides(None) if self.person else frozenset()
        return next(iter(found)) if len(found) == 1 else None

    def may_enter(self, space: str | None) -> bool:
        """Say whether they may read in a room."""
        return space is None or space in self.rooms or space in self.open_rooms


def viewer_of(person: str | None, *, at: datetime, paths_about: PathsAbout) -> Viewer:
    """Say who is looking.

    Parameters
    ----------
    person
        The person of the account that is signed in; empty where nobody is.
    at
        When.
    paths_about
        Finds the care paths that a person owns or acts in, or that the given initiatives are.
    """
    now = heads()
    name = f"viewer:{person}:{at.date()}"
    return kept_at_heads(name, at=now, work=lambda: _viewer(person, at=at, paths_about=paths_about, now=now))


def _viewer(person: str | None, *, at: datetime, paths_about: PathsAbout, now: str) -> Viewer:
    told = read_together(_parts(person))
    open_rooms = frozenset(told.names.get("open", ()))
    who: Person | None = next(iter(told.of(Person.TABLE)), None)
    if who is None:
        return _seen(Standing(), "", (), frozenset(), at=at, now=now, open_rooms=open_rooms)
    candidates: list[Space] = list(told.of(Space.TABLE))
    circles = {row.initiative for row in candidates if row.kind is SpaceKind.CARE_CIRCLE}
    paths = paths_about(who.id, [each for each in circles if each])
    own = [path.initiative for path in paths if path.initiative]
    if own:
        found = models.Space.objects.filter(kind=SpaceKind.CARE_CIRCLE, initiative__in=own)
        candidates += to_rows(Space, found.exclude(id__in=[row.id for row in candidates]))
    standing = Standing.of(who.id, [*(row for label in told.rows for row in told.of(label)), *paths])
    return _seen(standing, who.pseudonym, candidates, frozenset(own), at=at, now=now, open_rooms=open_rooms)


def _parts(person: str | None) -> Iterable[Part]:
    yield Part(
        Space, models.Space.objects.filter(kind=SpaceKind.OPEN, level=Level.COLLECTIVE), names_only=True, label="open"
    )
    if not person:
        return
    admissions, seats = models.Admission.objects.filter(person=person), models.Seat.objects.filter(person=person)
    memberships = models.Membership.objects.filter(person=person)
    yield Part(Person, models.Person.objects.filter(id=person))
    yield Part(Admission, admissions)
    yield Part(Seat, seats)
    yield Part(Membership, memberships)
    yield Part(Capacity, models.Capacity.objects.filter(person=person))
    yield Part(Space, models.Space.objects.filter(Q(kind=SpaceKind.MIXED) | Q(id__in=admissions.values("room"))))
    theirs = Q(id__in=seats.values("body")) | Q(id__in=admissions.values("admitted_by_body"))
    yield Part(Body, models.Body.objects.filter(theirs))
    # Where somebody works counts on the side of each initiative in which that organization takes part.
    yield Part(OrgRole, models.OrgRole.objects.filter(Exists(memberships)))


def _seen(
    standing: Standing,
    name: str,
    candidates: Iterable[Space],
    paths: frozenset[str],
    *,
    at: datetime,
    now: str,
    open_rooms: frozenset[str],
) -> Viewer:
    known = tuple(candidates)
    circles = [space for space in known if space.kind is SpaceKind.CARE_CIRCLE]
    inside = {space.id: space for space in known if may_read(space, standing=standing, at=at) is None}
    return Viewer(
        person=standing.person,
        name=name,
        at=at,
        standing=standing,
        rooms=frozenset(inside),
        open_rooms=open_rooms,
        closed_rooms=frozenset(name for name, space in inside.items() if space.kind in CLOSED),
        paths=frozenset(
            path for path in paths if may_read_path(path, standing=standing, circles=circles, at=at) is None
        ),
        heads=now,
    )


def readable(model: type[M], *, viewer: Viewer) -> QuerySet[M]:
    """Return the rows of a table that stand in a room which somebody may read, those of care paths only if theirs."""
    inside = Q(space__isnull=True) | Q(space__in=[*viewer.rooms, *viewer.open_rooms])
    theirs = ~Q(level=Level.INDIVIDUAL) | Q(initiative__in=list(viewer.paths))
    return model._default_manager.filter(inside & theirs)  # noqa: SLF001 - Django's own name for it


def bodies(*, viewer: Viewer) -> tuple[Body, ...]:
    """Return the bodies that somebody may know of."""
    return to_rows(Body, readable(models.Body, viewer=viewer))


def spaces(*, viewer: Viewer, initiative: str) -> tuple[Space, ...]:
    """Return the rooms of an initiative that somebody may enter."""
    found = models.Space.objects.filter(initiative=initiative, id__in=[*viewer.rooms, *viewer.open_rooms])
    return to_rows(Space, found)


def account_of(person: str) -> models.Account | None:
    """Return the account of a person, to sign them in."""
    return models.Account.objects.filter(person=person, is_active=True).first()


def people_to_be() -> tuple[tuple[Person, Capacity | None], ...]:
    """Return everybody with an account, with the first capacity of each: whom a visitor of a demonstration can be."""
    accounts = models.Account.objects.filter(person__isnull=False, is_active=True).select_related("person")
    people = [account.person for account in accounts.order_by("person__written") if account.person is not None]
    capacities: dict[str, models.Capacity] = {}
    for capacity in models.Capacity.objects.filter(person__in=people).order_by("-written"):
        capacities[str(capacity.person_id)] = capacity
    return tuple(
        (to_row(Person, who), to_row(Capacity, capacities[who.id]) if who.id in capacities else None) for who in people
    )


def who_looks(request: HttpRequest) -> Viewer:
    """Return who looks at a page; the middleware of the site found it out."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]  # the middleware puts it there
    return viewer
