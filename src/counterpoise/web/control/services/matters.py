"""Write down what somebody can decide about, whom it touches, and who holds the tasks that shape a participation."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from counterpoise.levels.refusals import Refusal
from counterpoise.record import Moment, Row, Side
from counterpoise.record.initiatives import Affects, Group, Matter, ProcessRole, ProcessRoleKind
from counterpoise.web.control.services.rights import case_here
from counterpoise.web.initiatives import models as spine
from counterpoise.web.initiatives.selectors import Ask, kept_row
from counterpoise.web.initiatives.services import NothingHereError, sides_in
from counterpoise.web.ledger.models import Told
from counterpoise.web.ledger.services import RefusedError, Telling, new_id, tell
from counterpoise.web.people.selectors import Viewer

__all__ = ["Opening", "name_tasks", "open_matter"]

_MODELS: dict[type[Row], type[Told]] = {Matter: spine.Matter, Affects: spine.Affects, ProcessRole: spine.ProcessRole}


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A question of control, as a form gives it.

    Attributes
    ----------
    text
        What can be decided.
    touches
        The groups that it touches: they are to be told, and asked where they have a say.
    department
        The department that holds it.
    """

    text: str
    touches: tuple[str, ...] = ()
    department: str = ""


def open_matter(*, initiative: str, opening: Opening, once: str, by: Viewer, at: datetime) -> Matter:
    """Write down a question of control. Both sides may, so that nobody alone says what can be talked about.

    Raises
    ------
    NothingHereError
        There is no such initiative or group for this person, or they take no part.
    RefusedError
        There are no words, or it touches nobody.
    AlreadyToldError
        The same form was sent twice.
    """
    sides_in(initiative, by=by)
    groups = case_here(initiative, by=by).by_id(Group)
    if any(name not in groups for name in opening.touches):
        raise NothingHereError(initiative)
    found = [] if opening.text.strip() else [Refusal("control.matter_no_text")]
    found += [] if opening.touches else [Refusal("control.matter_touches_nobody")]
    if found:
        raise RefusedError(found)
    row = Matter(
        id=new_id("matter", once=once),
        initiative=initiative,
        happened_at=Moment.exactly(at),
        recorded_at=at,
        recorded_by=by.person,
        text=opening.text.strip(),
        owner_department=opening.department.strip(),
        active_from=at.date(),
    )
    affects = [
        Affects(
            id=f"{row.id}-touches-{group}",
            initiative=initiative,
            happened_at=row.happened_at,
            recorded_at=at,
            recorded_by=by.person,
            matter=row.id,
            group=group,
        )
        for group in sorted(set(opening.touches))
    ]
    tell(
        "matter_opened",
        *(Telling(model=_MODELS[type(each)], row=each) for each in (row, *affects)),
        by=by.person,
        at=at,
    )
    return row


def name_tasks(
    *, initiative: str, tasks: Mapping[ProcessRoleKind, Side | None], by: Viewer, at: datetime
) -> tuple[ProcessRole, ...]:
    """Say which side holds each of the tasks that shape a participation: who calls the tune.

    Only what changed is written; who held a task before stays in the record.

    Raises
    ------
    NothingHereError
        There is no such initiative for this person, or they take no part.
    StaleVersionError
        Somebody else wrote at the same moment.
    """
    sides_in(initiative, by=by)
    known = {
        row.role: row for row in case_here(initiative, by=by, asks=[Ask(ProcessRole, common=True)]).rows(ProcessRole)
    }
    rows: list[ProcessRole] = []
    for task, side in tasks.items():
        seen = kept_row(known.get(task), model=spine.ProcessRole, initiative=initiative)
        if seen is not None and seen.side is not side:
            rows.append(
                replace(
                    seen,
                    version=seen.version + 1,
                    supersedes_reason="another side holds it",
                    happened_at=Moment.exactly(at),
                    recorded_at=at,
                    recorded_by=by.person,
                    side=side,
                    body=None,
                )
            )
        elif seen is None and side is not None:
            rows.append(
                ProcessRole(
                    id=f"task-{initiative}-{task}",
                    initiative=initiative,
                    happened_at=Moment.exactly(at),
                    recorded_at=at,
                    recorded_by=by.person,
                    role=task,
                    side=side,
                )
            )
    if rows:
        tell("tasks_named", *(Telling(model=spine.ProcessRole, row=row) for row in rows), by=by.person, at=at)
    return tuple(rows)
