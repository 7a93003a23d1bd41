"""The care paths that files of care data are about, and the people, bodies and groups around each owner.

Whoever stands in two care paths is two persons in the record: nobody can join care paths by the people in them. A tie,
and the person that it is with, have the same id.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from counterpoise.formats.fhir.references import Target, slug
from counterpoise.formats.fhir.wording import TOLD_ANEW
from counterpoise.record import Level, Moment, Row, Side
from counterpoise.record.initiatives import Affects, Group, Initiative
from counterpoise.record.people import Body, Capacity, CapacityKind, Person, Space, SpaceKind
from counterpoise.record.trajectories import Tie, TieKind, Trajectory

__all__ = ["Circle", "Somebody"]

_CLOSE = frozenset({"RelatedPerson", "Patient"})
_STAFF = frozenset({"Practitioner", "PractitionerRole", "Organization", "CareTeam", "HealthcareService", "Device"})
_NOBODY = frozenset({"Device", "Organization", "CareTeam", "HealthcareService", "Location", "Group"})
_GROUPS = {
    "owner": ("The owner of this care path", "Whose care it is.", Side.CIVIC),
    "close": ("People close to the owner", "Those who help unpaid, or are close to the owner.", Side.CIVIC),
    "staff": ("Professionals", "Those who help as their work.", Side.ORGANIZATIONAL),
}


@dataclass(slots=True)
class Somebody:
    """One person, team or organization in a care path.

    Attributes
    ----------
    id
        The id of the person and of the tie.
    name
        How they are called.
    kind
        Their type in FHIR; empty where nobody says.
    task
        What they do.
    active_from, active_until
        From when until when they are there, as far as days are known.
    happened_at
        When they came.
    told
        The rows of the tie as its own resource tells it, oldest first; none where only others name them.
    """

    id: str
    name: str
    kind: str
    task: str = ""
    active_from: date | None = None
    active_until: date | None = None
    happened_at: Moment | None = None
    told: list[Tie] = field(default_factory=list)

    @property
    def group(self) -> str:
        """Which group they belong to: ``close``, ``staff``, or nobody knows (empty)."""
        return "close" if self.kind in _CLOSE else "staff" if self.kind in _STAFF else ""

    @property
    def side(self) -> Side | None:
        """On whose side they stand; empty where nobody knows."""
        return _GROUPS[self.group][2] if self.group else None


class Circle:
    """One care path, or what belongs to nobody's.

    Parameters
    ----------
    owner
        The care user; None for what belongs to no care path.
    recorded_at
        When it is written down.
    """

    def __init__(self, owner: Target | None, *, recorded_at: datetime) -> None:
        self.owner = owner
        self.id = f"path-{slug(owner.key)}" if owner is not None else ""
        self.recorded_at = recorded_at
        self.name = owner.display if owner is not None else ""
        self.people: dict[str, Somebody] = {}
        self.bodies: dict[str, Body] = {}
        self.capacities: set[str] = set()
        self.matters: list[str] = []
        self.began: list[Moment] = []

    def told(self, source: str, *, happened: Moment | None = None, quote: str = "") -> dict[str, Any]:
        """Return what every row of this care path carries."""
        return {
            "recorded_at": self.recorded_at,
            "initiative": self.id or None,
            "level": Level.INDIVIDUAL,
            "space": f"{self.id}.circle" if self.id else None,
            "happened_at": happened,
            "source": source,
            "quote": quote,
        }

    def is_owner(self, target: Target | None) -> bool:
        """Say whether a reference names the owner."""
        return target is not None and self.owner is not None and target.key == self.owner.key

    @property
    def owner_id(self) -> str | None:
        """The owner as a person of the record; None where nobody knows whose care it is."""
        return f"{self.id}.owner" if self.owner is not None else None

    def somebody(self, target: Target) -> Somebody | None:
        """Return who a reference names; None for the owner, who has no tie to themselves."""
        if self.is_owner(target):
            self.name = self.name or target.display
            return None
        found = self.people.get(target.key)
        if found is None:
            found = Somebody(f"{self.id or 'path-unknown'}.{slug(target.key)}", target.display, target.kind)
            self.people[target.key] = found
        found.name, found.kind = found.name or target.display, found.kind or target.kind
        return found

    def person(self, target: Target | None) -> str | None:
        """Return the person whom a reference names; None for a thing, an organization, or nobody."""
        if target is None or target.kind in _NOBODY:
            return None
        found = self.somebody(target)
        return found.id if found is not None else self.owner_id

    def capacity(self, target: Target | None) -> str | None:
        """Return as what somebody speaks; None where nobody speaks."""
        person = self.person(target)
        if person is None:
            return None
        self.capacities.add(person)
        return f"{person}.capacity"

    def body(self, target: Target) -> str:
        """Return the body for a person, team or organization that decides or does something."""
        somebody = self.somebody(target)
        name = f"{somebody.id if somebody is not None else self.owner_id}.body"
        if name not in self.bodies:
            side = somebody.side if somebody is not None else Side.CIVIC
            called = somebody.name if somebody is not None else self.name
            self.bodies[name] = Body(id=name, **self.told("FHIR"), name=called, side=side)
        return name

    def group(self, target: Target) -> str | None:
        """Return the group of the care path that a reference falls in; None where nobody knows."""
        somebody = self.somebody(target)
        kind = "owner" if somebody is None else somebody.group
        return f"{self.id}.group-{kind}" if kind and self.id else None

    def rows(self) -> Iterator[Row]:
        """Give the care path itself and everybody in it, once all that tells of them has been read."""
        if self.owner is not None:
            yield from self._path(self.owner)
        for somebody in self.people.values():
            yield from self._around(somebody)
        yield from self.bodies.values()

    def _path(self, owner: Target) -> Iterator[Row]:
        source = f"FHIR {owner.key}" if not owner.key.startswith("identifier:") else "FHIR"
        person = f"{self.id}.owner"
        began = min(self.began, default=None)
        own = {**self.told(source, happened=began), "initiative": None}
        title = f"Care path of {self.name}" if self.name else "Care path"
        yield Initiative(id=self.id, **own, title=title)
        yield Trajectory(id=self.id, **self.told(source), owner=person)
        yield Space(
            id=f"{self.id}.circle", **{**self.told(source), "space": None}, name=title, kind=SpaceKind.CARE_CIRCLE
        )
        yield Person(id=person, **self.told(source), pseudonym=self.name)
        yield Capacity(
            id=f"{person}.capacity",
            **self.told(source),
            person=person,
            kind=CapacityKind.CARE_USER,
            side=Side.CIVIC,
        )
        kinds = ["owner", *sorted({one.group for one in self.people.values() if one.group})]
        for kind in kinds:
            name, description, side = _GROUPS[kind]
            size = 1 if kind == "owner" else sum(one.group == kind for one in self.people.values())
            yield Group(
                id=f"{self.id}.group-{kind}",
                **self.told("FHIR"),
                name=name,
                description=description,
                side=side,
                size=size,
            )
            for matter in self.matters:
                yield Affects(
                    id=f"{matter}.{kind}", **self.told("FHIR"), matter=matter, group=f"{self.id}.group-{kind}"
                )

    def _around(self, somebody: Somebody) -> Iterator[Row]:
        kind = {"close": TieKind.INFORMAL, "staff": TieKind.FORMAL}.get(somebody.group)
        yield Person(id=somebody.id, **self.told("FHIR"), pseudonym=somebody.name)
        if somebody.id in self.capacities:
            as_what = {"close": CapacityKind.INFORMAL_CAREGIVER, "staff": CapacityKind.PROFESSIONAL}
            yield Capacity(
                id=f"{somebody.id}.capacity",
                **self.told("FHIR"),
                person=somebody.id,
                kind=as_what.get(somebody.group),
                side=somebody.side,
            )
        if not somebody.told:
            somebody.told.append(Tie(id=somebody.id, **self.told("FHIR", happened=somebody.happened_at)))
        for version, tie in enumerate(somebody.told, start=1):
            since, until = tie.active_from or somebody.active_from, tie.active_until or somebody.active_until
            yield replace(
                tie,
                version=version,
                supersedes_reason="" if version == 1 else TOLD_ANEW,
                name=tie.name or somebody.name,
                kind=kind,
                task=tie.task or somebody.task,
                active_from=since,
                active_until=until if until is None or since is None or until >= since else None,
            )
