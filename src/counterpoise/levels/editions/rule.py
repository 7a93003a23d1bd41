"""The rule of every edition: which rows somebody reads, and what of them, given what decides it."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from counterpoise.levels.marks import sees_marks
from counterpoise.levels.sides import has_come, in_force
from counterpoise.record import Edition, Level, Record, Row, Side
from counterpoise.record.contributions import (
    AppealOutcome,
    Contribution,
    ContributionState,
    Digest,
    Moderation,
    Rewording,
)
from counterpoise.record.decisions import Decision, Notice
from counterpoise.record.initiatives import Affects, Group, Initiative, InitiativeState, Matter
from counterpoise.record.participation import Decline, Invitation, Participation
from counterpoise.record.people import Admission, Person, ReleasedCount, Space, SpaceKind
from counterpoise.record.positions import Friction, Visibility, Vote
from counterpoise.record.reviews import Audit, LevelReport, Ranking, ReviewAnswer
from counterpoise.record.trajectories import (
    Agreement,
    Alignment,
    CareConversation,
    SituationChange,
    Tie,
    Trajectory,
    WhatMatters,
)

__all__ = ["Facts", "Reader", "both_read", "facts_of", "in_reach", "is_care", "is_counted", "kept_by_rule", "surfacing"]

R = TypeVar("R", bound=Row)

_CARE = (Trajectory, WhatMatters, Tie, CareConversation, SituationChange, Agreement, Alignment)
_ANSWERS = (ReviewAnswer, LevelReport)


@dataclass(frozen=True, slots=True)
class Reader:
    """What decides what somebody reads: rooms (and those closed to others), care paths, sides, what they are told."""

    rooms: frozenset[str]
    closed: frozenset[str]
    paths: frozenset[str]
    person: str | None
    sides: Callable[[str | None], frozenset[Side]]
    told: Callable[[Decision, Iterable[Group]], bool]


@dataclass(frozen=True, slots=True)
class Facts:
    """What was read once from the whole record."""

    spaces: dict[str, Space]
    paths: frozenset[str]
    drafts: frozenset[str]
    hidden: frozenset[str]
    last: dict[tuple[str, str], Row]


def facts_of(record: Record) -> Facts:
    """Read what the rule needs of the rest of a record, once."""
    last: dict[tuple[str, str], Row] = {}
    for rows in record.tables.values():
        last.update(((row.TABLE, row.id), row) for row in in_force(rows))
    paths = {row.id for row in record.rows(Initiative) if row.level is Level.INDIVIDUAL}
    paths.update(row.initiative for row in record.rows(Trajectory) if row.initiative is not None)
    drafts = {row.id for row in in_force(record.rows(Initiative)) if row.state is InitiativeState.DRAFT}
    spaces = {row.id: row for row in in_force(record.rows(Space))}
    open_to_both = both_read(spaces)
    hidden = {
        row.contribution
        for row in in_force(record.rows(Moderation))
        if row.contribution is not None
        and row.outcome is not AppealOutcome.OVERTURNED
        # Whoever reads the words can read why they were hidden: a room hides nothing outside it.
        and (row.space in open_to_both or row.space == _space_of(last, row.contribution))
    }
    return Facts(spaces, frozenset(paths), frozenset(drafts), frozenset(hidden), last)


def both_read(spaces: Mapping[str, Space]) -> set[str | None]:
    """Return the rooms that both sides read; None is the open room."""
    return {None, *(name for name, row in spaces.items() if row.kind in {SpaceKind.OPEN, SpaceKind.MIXED})}


def _space_of(last: Mapping[tuple[str, str], Row], contribution: str) -> str | None:
    found = last.get((Contribution.TABLE, contribution))
    return found.space if found is not None else None


def kept_by_rule(
    rows: Iterable[Row], reader: Reader, facts: Facts, *, out: Collection[tuple[str, str]], at: date
) -> list[Row]:
    """Return which of these rows somebody reads, in the words in which they read them.

    Parameters
    ----------
    rows
        Rows in force, with their earlier versions; persons' answers in a review are passed over.
    reader
        Who reads.
    facts
        What was read from the rest of the record.
    out
        The rows that came out of a room of the organization, from `surfacing`.
    at
        The day, or the moment.
    """
    kept = []
    for row in rows:
        if isinstance(row, _ANSWERS):
            continue
        key = (row.TABLE, row.id)
        last = facts.last[key]
        if row is last:
            found = key in out or _stays(row, reader, facts, at=at)
        else:
            found = _stays(last, reader, facts, at=at) and _earlier_stays(row, last, reader, facts, at=at)
        if found:
            kept.append(_worded(row, reader, facts))
    return kept


def is_counted(row: Contribution, reader: Reader, facts: Facts) -> bool:
    """Say whether somebody reads only in a count whether a contribution is critical."""
    if _path_of(row, facts) is not None or sees_marks(reader.sides(row.initiative)):
        return False
    return row.space not in reader.closed and in_reach(row, reader, facts)


def is_care(row: Row, facts: Facts) -> bool:
    """Say whether a row belongs to a care path, of which nothing is counted for anybody else."""
    return _path_of(row, facts) is not None


def surfacing(record: Record, reader: Reader, facts: Facts) -> set[tuple[str, str]]:
    """Return the rows that come out of a room of the organization, as table and id.

    A decision with a date comes out for those whom it affects, with what it is about, whom it affects and who was told.
    """
    groups = {row.id: row for row in in_force(record.rows(Group))}
    affected: dict[str, list[Affects]] = {}
    for row in in_force(record.rows(Affects)):
        affected.setdefault(row.matter or "", []).append(row)
    found: set[tuple[str, str]] = set()
    decisions: set[str] = set()
    for decision in in_force(record.rows(Decision)):
        space = facts.spaces.get(decision.space or "")
        if space is None or space.kind is not SpaceKind.ORGANIZATION_ONLY or space.id in reader.rooms:
            continue  # a room of citizens, or a care circle, keeps what it decides
        touched = affected.get(decision.matter or "", [])
        named = [groups[row.group] for row in touched if row.group in groups]
        if reader.told(decision, named):
            decisions.add(decision.id)
            found |= {(Decision.TABLE, decision.id), (Matter.TABLE, decision.matter or "")}
            found |= {(Affects.TABLE, row.id) for row in touched} | {(Group.TABLE, group.id) for group in named}
    found |= {(Notice.TABLE, row.id) for row in record.rows(Notice) if row.decision in decisions}
    return {key for key in found if key in facts.last and _comes_out(facts.last[key], facts)}


def _comes_out(row: Row, facts: Facts) -> bool:
    space = facts.spaces.get(row.space or "")
    of_organization = row.space is None or (space is not None and space.kind is SpaceKind.ORGANIZATION_ONLY)
    return of_organization and _path_of(row, facts) is None and not _of_draft(row, facts)


def _path_of(row: Row, facts: Facts) -> str | None:
    # The care path that a row belongs to, "" for one that nobody named, None for what is about services for many.
    path = row.id if isinstance(row, Initiative) else row.initiative
    if path in facts.paths:
        return path
    return "" if isinstance(row, _CARE) or row.level is Level.INDIVIDUAL else None


def _of_draft(row: Row, facts: Facts) -> bool:
    # What somebody prepares is for nobody until it opens, with all that belongs to it.
    return (row.id if isinstance(row, Initiative) else row.initiative) in facts.drafts


def in_reach(row: Row, reader: Reader, facts: Facts) -> bool:
    """Say whether a row stands in a room, and in a care path, that somebody may read."""
    if _of_draft(row, facts):
        return False
    path = _path_of(row, facts)
    return (path is None or path in reader.paths) and (row.space is None or row.space in reader.rooms)


def _stays(row: Row, reader: Reader, facts: Facts, *, at: date) -> bool:
    if isinstance(row, ReleasedCount) and row.room is None and row.space is not None:
        return in_reach(row, reader, facts)  # nobody says that a room let it out
    if isinstance(row, Space | ReleasedCount):
        if _of_draft(row, facts):
            return False
        # That there is a room, and what it counted for all, is for everybody; of a care circle nobody else knows.
        path = _path_of(row, facts)
        room = facts.spaces.get(_room_of(row) or "")
        if room is not None and room.kind is SpaceKind.CARE_CIRCLE and room.initiative not in facts.paths:
            return room.id in reader.rooms  # a circle of which nobody wrote down whose it is
        return path is None or path in reader.paths
    if isinstance(row, Digest):
        # Until it is shared it lies in the room that wrote it, whatever the room it is to go to.
        rooms = (None,) if has_come(row.released_at, at=at) else (row.space, row.from_space)
        return all(in_reach(replace(row, space=room), reader, facts) for room in rooms)
    if isinstance(row, Admission):
        return row.room in reader.rooms and in_reach(row, reader, facts)
    return in_reach(row, reader, facts) and _is_for(row, reader, facts)


def _earlier_stays(row: Row, last: Row, reader: Reader, facts: Facts, *, at: date) -> bool:
    if isinstance(last, Contribution) and last.state is ContributionState.WITHDRAWN:
        return False  # the words were taken back: the earlier versions still hold them
    if isinstance(row, Space) and row.id not in reader.rooms:
        return False
    return _stays(row, reader, facts, at=at)


def _is_for(row: Row, reader: Reader, facts: Facts) -> bool:
    match row:
        case Vote() | Participation():
            return row.person is not None and row.person == reader.person
        case Ranking():
            return False
        case Invitation():
            return row.person is None or row.person == reader.person
        case Audit():
            return row.edition is Edition.SHARED
        case Contribution(state=ContributionState.DRAFT):
            return _wrote(row, reader)
        case Friction():
            return _sees_friction(row, reader)
        case Rewording():
            return not _repeats_silenced(row, reader, facts)
    return True


def _wrote(row: Row, reader: Reader) -> bool:
    return reader.person is not None and reader.person == (row.on_behalf_of or row.recorded_by)


def _is_silenced(row: Contribution, reader: Reader, facts: Facts) -> bool:
    # Words that were taken back are gone for everybody; whoever wrote words that were hidden still reads them.
    return row.state is ContributionState.WITHDRAWN or (row.id in facts.hidden and not _wrote(row, reader))


def _repeats_silenced(row: Rewording, reader: Reader, facts: Facts) -> bool:
    # A translation, or the same in plain words, tells what was taken back or hidden as well as the words did.
    told = facts.last.get((Contribution.TABLE, row.contribution or ""))
    return isinstance(told, Contribution) and _is_silenced(told, reader, facts)


def _sees_friction(row: Friction, reader: Reader) -> bool:
    one_sided = row.visibility is Visibility.ONE_SIDE or (row.visibility is Visibility.UNKNOWN and row.held_by)
    if not one_sided or (row.space is not None and row.space in reader.closed):
        return True
    # Where nobody said whose it is, no side equals it.
    return reader.sides(row.initiative) == {row.held_by}


def _worded(row: Row, reader: Reader, facts: Facts) -> Row:
    # What comes out of a room names nobody in it.
    room = _room_of(row)
    if room is not None and room not in reader.rooms:
        row = replace(row, recorded_by=None, on_behalf_of=None, quote="", supersedes_reason="")
        if isinstance(row, Space):
            return replace(row, name="", source="")
        if isinstance(row, Digest | ReleasedCount):
            return replace(row, released_by=None)
        return row
    if isinstance(row, Person) and row.id != reader.person:
        return replace(row, access_needs="")
    if isinstance(row, Contribution):
        return _said(row, reader, facts)
    if isinstance(row, Decline) and not row.shared and reader.sides(row.initiative) != {Side.CIVIC}:
        return replace(row, reason="", kind=None)
    return row


def _said(row: Contribution, reader: Reader, facts: Facts) -> Contribution:
    if row.critical is not None and not _sees_mark(row, reader):
        row = replace(row, critical=None)
    return replace(row, text="", quote="") if _is_silenced(row, reader, facts) else row


def _sees_mark(row: Contribution, reader: Reader) -> bool:
    in_their_room = row.space is not None and row.space in reader.closed
    return in_their_room or _wrote(row, reader) or sees_marks(reader.sides(row.initiative))


def _room_of(row: Row) -> str | None:
    match row:
        case Space():
            return row.id
        case Digest():
            return row.from_space
        case ReleasedCount():
            return row.room
    return row.space
