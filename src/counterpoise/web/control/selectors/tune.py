"""Reads of who calls the tune, and of duties that moved with or without say."""

from collections.abc import Mapping
from dataclasses import dataclass

from counterpoise.record import Case, Say, Side
from counterpoise.record.initiatives import Matter, ProcessRole, ProcessRoleKind
from counterpoise.record.mandates import Mandate
from counterpoise.web.initiatives.selectors import Ask, slice_of
from counterpoise.web.people.selectors import Viewer

__all__ = ["DutyMoved", "Tune", "tune_in", "tune_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyMoved:
    """A duty that a version of a mandate moved, and the say that goes with it."""

    mandate: Mandate
    matter: Matter | None
    without_say: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Tune:
    """Which side holds each task, and which duties moved; for each task nothing where nobody wrote it down."""

    tasks: dict[ProcessRoleKind, Side | None]
    duties: tuple[DutyMoved, ...]


def tune_of(initiative: str, *, viewer: Viewer) -> Tune | None:
    """Return who calls the tune in an initiative; nothing where there is none that somebody may read."""
    asks = [Ask(ProcessRole, common=True), Ask(Mandate, common=True)]
    case = slice_of(initiative, viewer=viewer, asks=asks, named=(Matter,))
    return tune_in(case, case.by_id(Matter)) if case is not None else None


def tune_in(case: Case, matters: Mapping[str, Matter]) -> Tune:
    """Return who calls the tune, as a case tells it.

    Parameters
    ----------
    case
        With the tasks that shape a participation, and the mandates.
    matters
        The matters of duties that moved, by their ids.
    """
    held = {row.role: row.side for row in case.rows(ProcessRole) if row.role is not None}
    moved: dict[tuple[str, str], Mandate] = {}
    for row in case.versions(Mandate):
        if row.duty_moved is not None:  # the last version of a mandate that names a duty counts
            moved[row.id, row.duty.strip().casefold()] = row
    return Tune(
        tasks={task: held.get(task) for task in ProcessRoleKind},
        duties=tuple(
            DutyMoved(
                mandate=row,
                matter=matters.get(row.matter or ""),
                without_say=row.say_with_it in {None, Say.NONE},
            )
            for row in moved.values()
        ),
    )
