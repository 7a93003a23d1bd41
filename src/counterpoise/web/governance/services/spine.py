"""The groups, matters and bodies of an initiative, and which matter touches whom."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from counterpoise.inclusion.groups import may_name_group
from counterpoise.levels.refusals import Refusal
from counterpoise.record import Moment, Row, Side
from counterpoise.record.initiatives import Affects, Group, Lane, Matter
from counterpoise.record.people import Body, BodyKind
from counterpoise.web.governance.services.life import to_change
from counterpoise.web.initiatives import models as spine
from counterpoise.web.initiatives.services import NothingHereError
from counterpoise.web.ledger.records import to_row, to_rows
from counterpoise.web.ledger.services import RefusedError, Telling, new_id, tell
from counterpoise.web.people import models as people
from counterpoise.web.people.selectors import Viewer

__all__ = ["BodyGiven", "GroupGiven", "MatterGiven", "add_body", "write_group", "write_matter"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupGiven:
    """A group, as a form gives it.

    Attributes
    ----------
    name, description
        Its name, and who belongs to it.
    side, size
        Its side, and how many people it has.
    body
        The body that speaks for it.
    meant
        Whether a name that says little is meant so.
    """

    name: str
    description: str
    side: Side | None
    size: int | None = None
    body: str | None = None
    meant: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterGiven:
    """A matter, as a form gives it: what can be decided, where it lives, and for each group how it touches them."""

    text: str
    lane: Lane | None = None
    touches: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyGiven:
    """A body, as a form gives it: its name, its kind, its side, and how it decides."""

    name: str
    kind: BodyKind | None
    side: Side | None
    rule: str = ""


def _common(initiative: str, *, by: Viewer, at: datetime) -> dict[str, Any]:
    return {"initiative": initiative, "happened_at": Moment.exactly(at), "recorded_at": at, "recorded_by": by.person}


def _bodies(initiative: str) -> dict[str, Body]:
    found = to_rows(Body, people.Body.objects.all())
    return {row.id: row for row in found if row.initiative in {None, initiative}}


def write_group(
    *, initiative: str, group: str = "", version: int = 0, given: GroupGiven, once: str, by: Viewer, at: datetime
) -> Group:
    """Write down a group, or change one. "Citizens" alone is no name: it does not say whom it means.

    Raises
    ------
    NothingHereError
        There is no such initiative, group or body that this person may change.
    RefusedError
        It has no name; or nobody says who belongs to it, and whether that is meant so.
    AlreadyToldError
        The same form was sent twice.
    StaleVersionError
        It was changed in the meantime.
    """
    to_change(initiative, by=by)
    if given.body and given.body not in _bodies(initiative):
        raise NothingHereError(given.body)
    refused = may_name_group(name=given.name, description=given.description, override=given.meant)
    if refused is not None:
        raise RefusedError([refused])
    values: dict[str, Any] = {
        "name": given.name.strip(),
        "description": given.description.strip(),
        "side": given.side,
        "size": given.size,
        "body": given.body or None,
    }
    if group:
        now = _kept_group(group, initiative)
        row = replace(now, version=version + 1, supersedes_reason="changed", recorded_at=at, **values)
        event = "group_changed"
    else:
        row = Group(id=new_id("group", once=once), **_common(initiative, by=by, at=at), **values)
        event = "group_named"
    tell(event, Telling(model=spine.Group, row=row), by=by.person, at=at)
    return row


def _kept_group(name: str, initiative: str) -> Group:
    found = spine.Group.objects.filter(id=name, initiative=initiative).first()
    if found is None:
        raise NothingHereError(name)
    return to_row(Group, found)


def write_matter(
    *, initiative: str, matter: str = "", version: int = 0, given: MatterGiven, once: str, by: Viewer, at: datetime
) -> Matter:
    """Write down a matter with the groups that it touches, or change it. Whom it touches is only ever added to.

    Raises
    ------
    NothingHereError
        There is no such initiative, matter or group that this person may change.
    RefusedError
        It does not say what can be decided.
    AlreadyToldError
        The same form was sent twice.
    StaleVersionError
        It was changed in the meantime.
    """
    to_change(initiative, by=by)
    groups = set(spine.Group.objects.filter(initiative=initiative).values_list("id", flat=True))
    if not set(given.touches) <= groups:
        raise NothingHereError(initiative)
    if not given.text.strip():
        raise RefusedError([Refusal("levels.no_matter")])
    if matter:
        found = spine.Matter.objects.filter(id=matter, initiative=initiative).first()
        if found is None:
            raise NothingHereError(matter)
        now = to_row(Matter, found)
        row = replace(
            now,
            version=version + 1,
            supersedes_reason="changed",
            recorded_at=at,
            text=given.text.strip(),
            lane=given.lane,
        )
        event = "matter_changed"
    else:
        common = _common(initiative, by=by, at=at)
        row = Matter(id=new_id("matter", once=once), text=given.text.strip(), lane=given.lane, **common)
        event = "matter_named"
    tellings = [Telling(model=spine.Matter, row=row), *_touching(row, given, initiative=initiative, by=by, at=at)]
    tell(event, *tellings, by=by.person, at=at)
    return row


def _touching(row: Matter, given: MatterGiven, *, initiative: str, by: Viewer, at: datetime) -> list[Telling]:
    there = {each.group: each for each in to_rows(Affects, spine.Affects.objects.filter(matter=row.id))}
    rows: list[Row] = []
    for group, how in sorted(given.touches.items()):
        now = there.get(group)
        if now is None:
            common = _common(initiative, by=by, at=at)
            rows.append(Affects(id=f"{row.id}-touches-{group}", matter=row.id, group=group, how=how.strip(), **common))
        elif how.strip() != now.how:
            rows.append(
                replace(now, version=now.version + 1, supersedes_reason="changed", recorded_at=at, how=how.strip())
            )
    return [Telling(model=spine.Affects, row=each) for each in rows]


def add_body(*, initiative: str, given: BodyGiven, once: str, by: Viewer, at: datetime) -> Body:
    """Write down a body that takes part: a council, a platform, a board.

    Raises
    ------
    NothingHereError
        There is no such initiative that this person may change.
    RefusedError
        It has no name.
    AlreadyToldError
        The same form was sent twice.
    """
    to_change(initiative, by=by)
    if not given.name.strip():
        raise RefusedError([Refusal("levels.no_body_name")])
    row = Body(
        id=new_id("body", once=once),
        name=given.name.strip(),
        kind=given.kind,
        side=given.side,
        rule=given.rule.strip(),
        **_common(initiative, by=by, at=at),
    )
    tell("body_named", Telling(model=people.Body, row=row), by=by.person, at=at)
    return row
