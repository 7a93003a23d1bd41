"""Who may write in a care path, and what every row of it carries."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from counterpoise.levels.spaces import acts_for_owner
from counterpoise.record import Level, Moment, Row
from counterpoise.record.people import Space, SpaceKind
from counterpoise.record.trajectories import Trajectory
from counterpoise.web.initiatives.selectors import rooms_to_write_in
from counterpoise.web.initiatives.services import NothingHereError
from counterpoise.web.ledger.records import to_row
from counterpoise.web.ledger.services import Telling, tell
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.trajectory.records import PAIRS

__all__ = ["EVENT", "Here", "kept", "owner_here", "put", "reader_here"]

R = TypeVar("R", bound=Row)

EVENT = "care_path"
"""What each entry of a care path is called in the log that everybody reads: not even what kind of thing happened."""

_MODELS = {kind: model for model, kind in PAIRS.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """A care path, its circle, who writes in it and when.

    Attributes
    ----------
    path, circle
        The care path, and the room in which all of it stands.
    trajectory
        Whose it is.
    by, at
        Who writes, and when.
    """

    path: str
    circle: str
    trajectory: Trajectory
    by: Viewer
    at: datetime

    @property
    def owner(self) -> str:
        """The person whose care it is."""
        return self.trajectory.owner or ""

    @property
    def told(self) -> dict[str, Any]:
        """What every row of the path carries: it stands in the circle, and says for whom somebody wrote it."""
        acts = self.by.person == self.trajectory.represented_by and self.by.person != self.owner
        return {
            "initiative": self.path,
            "level": Level.INDIVIDUAL,
            "space": self.circle,
            "happened_at": Moment.exactly(self.at),
            "recorded_at": self.at,
            "recorded_by": self.by.person,
            "on_behalf_of": self.owner if acts else None,
        }

    def again(self, row: Row, why: str) -> dict[str, Any]:
        """Return what the next version of a row carries."""
        return {
            "version": row.version + 1,
            "supersedes_reason": why,
            "recorded_at": self.at,
            "recorded_by": self.by.person,
        }


def reader_here(path: str, *, by: Viewer, at: datetime) -> Here:
    """Return a care path for whoever reads it: its owner, and those whom the owner let in.

    Raises
    ------
    NothingHereError
        There is no such care path for this person.
    """
    trajectory = by.standing.paths.get(path)
    if by.person is None or path not in by.paths or trajectory is None:
        raise NothingHereError(path)
    return Here(path=path, circle=_circle(path, by=by).id, trajectory=trajectory, by=by, at=at)


def owner_here(path: str, *, by: Viewer, at: datetime) -> Here:
    """Return a care path for its owner, or who acts for them.

    Raises
    ------
    NothingHereError
        There is no such care path for this person, or they only read it.
    """
    here = reader_here(path, by=by, at=at)
    if not acts_for_owner(path, standing=by.standing):
        raise NothingHereError(path)
    return here


def _circle(path: str, *, by: Viewer) -> Space:
    rooms = rooms_to_write_in(by, initiative=path)
    found = next((row for row in rooms if row.kind is SpaceKind.CARE_CIRCLE), None)
    if found is None:
        raise NothingHereError(path)
    return found


def kept(kind: type[R], name: str | None, *, here: Here) -> R:
    """Return a row of the care path as it is kept.

    Raises
    ------
    NothingHereError
        There is none.
    """
    table = _MODELS[kind]._default_manager  # noqa: SLF001 - Django's own name for it
    found = table.filter(pk=name or "").first()
    row = to_row(kind, found) if found is not None else None
    if row is None or row.initiative != here.path:
        raise NothingHereError(name or "")
    return row


def put(here: Here, *tellings: Telling) -> None:
    """Write rows of a care path, with the one entry that tells of them."""
    tell(EVENT, *tellings, by=here.by.person, at=here.at)
