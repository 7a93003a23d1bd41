"""Reads of care paths, each only for its owner and those whom the owner let in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q

from counterpoise.inclusion.network import ties_on
from counterpoise.interests.frictions import is_open
from counterpoise.levels.sides import SPEAKS_FOR, Standing, lasts
from counterpoise.levels.spaces import acts_for_owner, may_read
from counterpoise.record import Case, Row, Side
from counterpoise.record.initiatives import Initiative, InitiativeState
from counterpoise.record.mandates import Requirement
from counterpoise.record.people import Admission, Capacity, CapacityKind, Person, Space, SpaceKind
from counterpoise.record.positions import Friction
from counterpoise.record.trajectories import (
    Agreement,
    Alignment,
    CareConversation,
    SituationChange,
    Tie,
    Trajectory,
    WhatMatters,
)
from counterpoise.web.control.selectors import Control, control_visible_to
from counterpoise.web.initiatives.selectors import Ask, slice_of
from counterpoise.web.ledger.records import to_rows
from counterpoise.web.people.models import Capacity as CapacityTable
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.trajectory import models

__all__ = ["Clash", "Path", "Reader", "Step", "case_for", "path_visible_to", "paths_about"]

_SHOWN: tuple[type[Row], ...] = (
    Trajectory,
    WhatMatters,
    Tie,
    CareConversation,
    SituationChange,
    Agreement,
    Alignment,
    Admission,
    Space,
    Friction,
    Requirement,
)


def paths_about(person: str, circles: Iterable[str]) -> tuple[Trajectory, ...]:
    """Return the care paths that a person owns or acts in, and those of the given initiatives.

    Only to find out what somebody may read; it shows nothing of what stands in a path.
    """
    about = Q(owner=person) | Q(represented_by=person) | Q(initiative__in=list(circles))
    return to_rows(Trajectory, models.Trajectory.objects.filter(about))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Somebody with a place in the circle: as what, whether they read, and whether the viewer can end it."""

    admission: Admission
    person: Person | None
    kinds: tuple[Capacity, ...]
    may_end: bool
    reads: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """A friction with the norm that it meets."""

    friction: Friction
    norm: Requirement | None
    open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Somebody around the owner, or what they agreed to do, and whether the viewer can end or keep it."""

    row: Tie | Agreement
    tie: Tie | None
    may_step_back: bool
    may_keep: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """A care path as its page shows it.

    Attributes
    ----------
    initiative, trajectory
        The path itself, and whose it is.
    owner
        What its owner is called.
    is_owner, rests
        Whether who looks owns it, or acts for who does; whether it rests.
    overdue
        Whether the day has passed on which it was to be looked at again.
    matters
        What matters to the owner, each with what the system asks beside it.
    ties_now, ties_before
        The people around the owner now, and those who no longer are.
    agreements
        Who does what, with the person who does it.
    conversations, changes
        Talks about the care, each with who was there and who was asked beforehand, and what changed.
    control
        Who decides what.
    clashes
        Frictions, those still open first.
    readers
        Those who read along.
    strangers
        Those with a place there that the owner did not give, as a code once could: they read nothing. For the owner.
    professionals
        Whether a professional reads along: without one nobody can say the second yes to who decides.
    counted
        Whether the owner lets its figures be counted among others.
    names
        What those are called who wrote here, by person.
    before
        For each line that was told anew the words that stood there before, oldest first.
    """

    initiative: Initiative
    trajectory: Trajectory | None
    owner: str
    is_owner: bool
    rests: bool
    overdue: bool
    matters: tuple[tuple[WhatMatters, tuple[Alignment, ...]], ...]
    ties_now: tuple[Step, ...]
    ties_before: tuple[Tie, ...]
    agreements: tuple[Step, ...]
    conversations: tuple[tuple[CareConversation, tuple[Tie, ...], tuple[Tie, ...]], ...]
    changes: tuple[SituationChange, ...]
    control: Control | None
    clashes: tuple[Clash, ...]
    readers: tuple[Reader, ...]
    strangers: tuple[Reader, ...]
    professionals: bool
    counted: bool
    names: Mapping[str, str]
    before: Mapping[str, tuple[str, ...]]


def case_for(name: str, *, viewer: Viewer) -> Case | None:
    """Return the rows of a care path that its page shows; nothing where there is none for this person."""
    if name not in viewer.paths:
        return None
    asks = [Ask(kind) for kind in _SHOWN]
    return slice_of(name, viewer=viewer, asks=asks, named=(Person,))


def path_visible_to(name: str, *, viewer: Viewer) -> Path | None:
    """Return a care path; nothing where there is none, or where its owner did not let this person in."""
    case = case_for(name, viewer=viewer)
    if case is None:
        return None
    is_owner = acts_for_owner(name, standing=viewer.standing)
    ties = case.by_id(Tie)
    # Nobody wrote down since when some are there: they are there until somebody writes that they stopped.
    now = ties_on(ties.values(), case.at) | {
        row.id
        for row in ties.values()
        if row.active_from is None and (row.active_until is None or row.active_until > case.at)
    }
    own = set(models.Whom.objects.filter(person=viewer.person, tie__in=list(ties)).values_list("tie", flat=True))
    trajectory = next(iter(case.rows(Trajectory)), None)
    placed = tuple(_readers(case, case.by_id(Person), viewer=viewer, is_owner=is_owner))
    persons = case.by_id(Person)
    owner = persons.get(trajectory.owner or "") if trajectory is not None else None
    return Path(
        initiative=case.initiative,
        trajectory=trajectory,
        owner=owner.pseudonym if owner is not None else "",
        is_owner=is_owner,
        rests=case.initiative.state is InitiativeState.RESTING,
        overdue=case.initiative.review_on is not None and case.initiative.review_on <= case.at,
        matters=tuple(
            (row, tuple(each for each in case.rows(Alignment) if each.what_matters == row.id))
            for row in case.rows(WhatMatters)
        ),
        ties_now=tuple(
            Step(row=row, tie=row, may_step_back=is_owner or row.id in own) for row in ties.values() if row.id in now
        ),
        ties_before=tuple(row for row in ties.values() if row.id not in now),
        agreements=tuple(
            Step(
                row=row,
                tie=ties.get(row.by or ""),
                may_step_back=row.stepped_back_on is None and (is_owner or row.by in own),
                may_keep=row.stepped_back_on is None and is_owner,
            )
            for row in case.rows(Agreement)
        ),
        conversations=tuple(
            (row, _named(row.present, ties), _named(row.consulted, ties)) for row in case.rows(CareConversation)
        ),
        changes=case.rows(SituationChange),
        control=control_visible_to(name, viewer=viewer),
        clashes=_clashes(case),
        readers=tuple(each for each in placed if each.reads),
        professionals=any(
            (kind.side or SPEAKS_FOR.get(kind.kind or CapacityKind.PROFESSIONAL)) not in {Side.CIVIC, Side.INDEPENDENT}
            for each in placed
            if each.reads
            for kind in each.kinds
        ),
        strangers=tuple(each for each in placed if is_owner and not each.reads),
        counted=is_owner and models.Counted.objects.filter(path=name).exists(),
        names={name: row.pseudonym for name, row in persons.items() if row.pseudonym},
        before=_before(case),
    )


def _before(case: Case) -> dict[str, tuple[str, ...]]:
    """Return the words that stood somewhere before, where they were others."""
    found: dict[str, tuple[str, ...]] = {}
    for kind in (WhatMatters, Tie, Agreement):
        words: dict[str, dict[str, None]] = {}
        for row in case.versions(kind):
            words.setdefault(row.id, {})[_words(row)] = None
        for now in case.rows(kind):
            if earlier := tuple(each for each in words.get(now.id, ()) if each and each != _words(now)):
                found[now.id] = earlier
    return found


def _words(row: Row) -> str:
    told = (str(getattr(row, name, "")) for name in ("name", "text", "task"))
    return ", ".join(filter(None, told))


def _named(names: Iterable[str], ties: dict[str, Tie]) -> tuple[Tie, ...]:
    return tuple(ties[name] for name in names if name in ties)


def _clashes(case: Case) -> tuple[Clash, ...]:
    norms = {row.matter: row for row in case.rows(Requirement) if row.matter}
    found = [Clash(friction=row, norm=norms.get(row.matter or ""), open=is_open(row)) for row in case.rows(Friction)]
    return tuple(sorted(found, key=lambda each: not each.open))


def _readers(case: Case, persons: dict[str, Person], *, viewer: Viewer, is_owner: bool) -> Iterable[Reader]:
    admitted = [row for row in case.rows(Admission) if lasts(row, at=case.at) and row.person]
    # As what somebody reads along is theirs alone elsewhere; here everybody who reads may know who the others are.
    held = CapacityTable.objects.filter(initiative=case.initiative.id, person__in=[row.person for row in admitted])
    circles = [row for row in case.rows(Space) if row.kind is SpaceKind.CARE_CIRCLE]
    kinds = [each for each in to_rows(Capacity, held.order_by("written", "pk")) if lasts(each, at=case.at)]
    for row in admitted:
        standing = Standing.of(row.person, [*case.rows(Admission), *case.rows(Trajectory)])
        yield Reader(
            admission=row,
            person=persons.get(row.person or ""),
            kinds=tuple(each for each in kinds if each.person == row.person),
            may_end=is_owner or row.person == viewer.person,
            reads=any(may_read(circle, standing=standing, at=case.at) is None for circle in circles),
        )
