"""Reads of persons: what they see of themselves, who sits where, who is called like whom."""

from collections.abc import Iterable
from dataclasses import dataclass

from counterpoise.levels.names import looks_like
from counterpoise.levels.sides import lasts
from counterpoise.record.people import Body, Capacity, Membership, Person, Seat
from counterpoise.web.ledger.records import to_row, to_rows
from counterpoise.web.ledger.selectors import heads, kept_at_heads
from counterpoise.web.people import models
from counterpoise.web.people.selectors.viewers import Viewer, readable

__all__ = [
    "Own",
    "called_like",
    "contact_of",
    "email_of",
    "members",
    "names_seen",
    "own_place",
    "person_of",
    "usual_capacity_of",
    "wishes_of",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """What somebody sees of their own place.

    Attributes
    ----------
    person
        Who they are here.
    email
        The address with which they sign in.
    contact, wishes
        How they can be reached, and what they chose.
    capacities, memberships, seats
        Those that hold today; each seat with its body.
    past
        The capacities that ended.
    """

    person: Person
    email: str
    contact: models.Contact
    wishes: models.Wishes
    capacities: tuple[Capacity, ...]
    memberships: tuple[Membership, ...]
    seats: tuple[tuple[Seat, Body | None], ...]
    past: tuple[Capacity, ...]


def own_place(viewer: Viewer) -> Own | None:
    """Return what somebody sees of their own place; nothing for somebody who is not signed in."""
    person = person_of(viewer.person)
    if person is None:
        return None
    standing = viewer.standing
    return Own(
        person=person,
        email=email_of(person.id),
        contact=contact_of(person.id),
        wishes=wishes_of(person.id),
        capacities=tuple(row for row in standing.capacities if lasts(row, at=viewer.at)),
        memberships=tuple(row for row in standing.memberships if lasts(row, at=viewer.at)),
        seats=tuple((row, standing.bodies.get(row.body or "")) for row in standing.seats if lasts(row, at=viewer.at)),
        past=tuple(row for row in standing.capacities if not lasts(row, at=viewer.at)),
    )


def person_of(name: str | None) -> Person | None:
    """Return a person by their id, needs and all: for themselves, and for rules that decide who else may read them."""
    found = models.Person.objects.filter(pk=name).first() if name else None
    return to_row(Person, found) if found is not None else None


def email_of(person: str) -> str:
    """Return the address with which a person signs in; empty for who has none."""
    found = models.Account.objects.filter(person=person, is_active=True).values_list("email", flat=True).first()
    return found or ""


def contact_of(person: str) -> models.Contact:
    """Return how a person can be reached; not yet kept where they never said."""
    return models.Contact.objects.filter(pk=person).first() or models.Contact(person_id=person)


def wishes_of(person: str) -> models.Wishes:
    """Return what a person chose; not yet kept where they never did."""
    return models.Wishes.objects.filter(pk=person).first() or models.Wishes(person_id=person)


def usual_capacity_of(viewer: Viewer) -> str | None:
    """Return as what somebody usually speaks, where they said so and it still holds."""
    if viewer.person is None:
        return None
    chosen = wishes_of(viewer.person).usual_capacity_id
    held = {row.id for row in viewer.standing.capacities if lasts(row, at=viewer.at)}
    return chosen if chosen in held else None


def names_seen() -> frozenset[str]:
    """Return what the names of all persons look like to a hurried eye."""

    def seen() -> frozenset[str]:
        names = models.Person.objects.exclude(pseudonym="").values_list("pseudonym", flat=True)
        return frozenset(looks_like(name) for name in names.iterator())

    return kept_at_heads("names", at=heads(), work=seen)


def called_like(name: str) -> tuple[Person, ...]:
    """Return who takes part under a name; capitals and spaces do not matter, letters that only look alike do."""
    wanted = " ".join(name.split()).casefold()
    found = models.Person.objects.filter(pseudonym__iexact=" ".join(name.split()))
    return tuple(row for row in to_rows(Person, found) if row.pseudonym.casefold() == wanted)


def members(found: Iterable[Body], *, viewer: Viewer) -> dict[str, tuple[tuple[Seat, Person | None], ...]]:
    """Return who sits in each of these bodies, and who did, with the seats that hold today first.

    Parameters
    ----------
    found
        The bodies.
    viewer
        Who looks.
    """
    names = [body.id for body in found]
    seats = to_rows(Seat, readable(models.Seat, viewer=viewer).filter(body__in=names))
    persons = _persons(row.person for row in seats)
    ordered = sorted(seats, key=lambda row: not lasts(row, at=viewer.at))
    return {name: tuple((row, persons.get(row.person or "")) for row in ordered if row.body == name) for name in names}


def _persons(names: Iterable[str | None]) -> dict[str, Person]:
    found = models.Person.objects.filter(pk__in=[name for name in names if name])
    return {row.id: row for row in to_rows(Person, found)}
