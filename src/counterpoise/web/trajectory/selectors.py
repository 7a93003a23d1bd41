"""Reads of care paths, each only for its owner and those whom the owner let in."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from counterpoise.inclusion.network import ties_on
from counterpoise.levels.sides import lasts
from counterpoise.levels.spaces import acts_for_owner
from counterpoise.record import Row
from counterpoise.record.initiatives import Initiative
from counterpoise.record.people import Admission
from counterpoise.record.trajectories import (
    Agreement,
    Alignment,
    CareConversation,
    SituationChange,
    Tie,
    Trajectory,
    WhatMatters,
)
from counterpoise.web.initiatives.selectors import case_of
from counterpoise.web.ledger.models import Told
from counterpoise.web.ledger.records import to_rows
from counterpoise.web.people import models as people
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.trajectory import models
from counterpoise.web.trajectory.records import PAIRS

__all__ = ["Path", "path_visible_to", "paths_about"]


def paths_about(person: str, circles: Iterable[str]) -> tuple[Trajectory, ...]:
    """Return the care paths that a person owns or acts in, and those of the given initiatives.

    Only to find out what somebody may read; it shows nothing of what stands in a path.
    """
    about = Q(owner=person) | Q(represented_by=person) | Q(initiative__in=list(circles))
    return to_rows(Trajectory, models.Trajectory.objects.filter(about))


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """A care path as its page shows it.

    Attributes
    ----------
    initiative, trajectory
        The path itself, and whose it is.
    is_owner
        Whether who looks owns it, or acts for who does.
    matters
        What matters to the owner.
    ties_now, ties_before
        The people around the owner now, and those who no longer are.
    agreements
        Who does what, with the person who does it.
    alignments
        What matters beside what the system asks.
    conversations, changes
        Talks about the care, and what changed.
    readers
        The rooms of the path, through which others read along.
    """

    initiative: Initiative
    trajectory: Trajectory | None
    is_owner: bool
    matters: tuple[WhatMatters, ...]
    ties_now: tuple[Tie, ...]
    ties_before: tuple[Tie, ...]
    agreements: tuple[tuple[Agreement, Tie | None], ...]
    alignments: tuple[Alignment, ...]
    conversations: tuple[CareConversation, ...]
    changes: tuple[SituationChange, ...]
    readers: tuple[Admission, ...]


def path_visible_to(name: str, *, viewer: Viewer) -> Path | None:
    """Return a care path; nothing where there is none, or where its owner did not let this person in."""
    if name not in viewer.paths:
        return None
    tables: dict[type[Told], type[Row]] = {**PAIRS, people.Admission: Admission}
    case = case_of(name, viewer=viewer, room="trajectory", tables=tables)
    if case is None:
        return None
    ties = case.by_id(Tie)
    now = ties_on(ties.values(), case.at)
    return Path(
        initiative=case.initiative,
        trajectory=next(iter(case.rows(Trajectory)), None),
        is_owner=acts_for_owner(name, standing=viewer.standing),
        matters=case.rows(WhatMatters),
        ties_now=tuple(row for row in ties.values() if row.id in now),
        ties_before=tuple(row for row in ties.values() if row.id not in now),
        agreements=tuple((row, ties.get(row.by or "")) for row in case.rows(Agreement)),
        alignments=case.rows(Alignment),
        conversations=case.rows(CareConversation),
        changes=case.rows(SituationChange),
        readers=tuple(row for row in case.rows(Admission) if lasts(row, at=case.at)),
    )
