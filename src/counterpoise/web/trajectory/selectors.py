"""Reads of care paths, each only for its owner and those whom the owner let in."""

from collections.abc import Iterable

from django.db.models import Q

from counterpoise.record.trajectories import Trajectory
from counterpoise.web.ledger.records import to_rows
from counterpoise.web.trajectory import models

__all__ = ["paths_about"]


def paths_about(person: str, circles: Iterable[str]) -> tuple[Trajectory, ...]:
    """Return the care paths that a person owns or acts in, and those of the given initiatives.

    Only to find out what somebody may read; it shows nothing of what stands in a path.
    """
    about = Q(owner=person) | Q(represented_by=person) | Q(initiative__in=list(circles))
    return to_rows(Trajectory, models.Trajectory.objects.filter(about))
