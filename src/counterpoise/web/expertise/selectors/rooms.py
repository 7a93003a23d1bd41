"""Reads of a closed room, for its members: who is in, what was said, what is voted on, and its own log."""

import json
from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Q

from counterpoise.expertise.contributions import may_release
from counterpoise.levels.spaces import CLOSED
from counterpoise.record import Case
from counterpoise.record.contributions import Contribution, Digest
from counterpoise.record.people import Admission, Body, Capacity, Person, Space
from counterpoise.web.expertise.models import Ballot, Tally
from counterpoise.web.expertise.selectors.said import Given
from counterpoise.web.expertise.selectors.standings import members_of
from counterpoise.web.initiatives.selectors import LATEST_WRITTEN, Ask, slice_of
from counterpoise.web.ledger.models import Entry
from counterpoise.web.ledger.records import to_rows
from counterpoise.web.ledger.selectors import kept_at_heads
from counterpoise.web.people import models as people
from counterpoise.web.people.selectors import Viewer

__all__ = ["Happened", "Member", "RoomSeen", "Vote", "Waiting", "room_seen"]

_LATEST, _MOST_SAID = 20, 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody in the room, since when, and who let them in."""

    person: Person
    admission: Admission
    by: tuple[str, ...]
    by_body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Somebody whom one member proposed; a second one can let them in."""

    admission: Admission
    person: Person
    by: tuple[str, ...]
    mine: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """A text that the room votes on. How the votes stand is not told before the vote is over.

    Attributes
    ----------
    digest
        The text.
    voted, members
        How many have voted, of how many.
    mine
        Whether who looks has voted.
    ready
        Whether the vote is over and won.
    lost
        Whether it is over and lost.
    with_count
        Whether the room would also share how many contributions say that something is wrong.
    """

    digest: Digest
    voted: int
    members: int
    mine: bool
    ready: bool
    lost: bool
    with_count: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """One entry of the room's own log."""

    type: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomSeen:
    """A closed room as its members see it."""

    space: Space
    members: tuple[Member, ...]
    waiting: tuple[Waiting, ...]
    given: tuple[Given, ...]
    votes: tuple[Vote, ...]
    shared: tuple[Digest, ...]
    log: tuple[Happened, ...]


def room_seen(room: str, *, initiative: str, viewer: Viewer) -> RoomSeen | None:
    """Return a closed room; nothing where there is none, or none that somebody may enter."""
    if room not in viewer.rooms:
        return None
    asks = [
        Ask(Contribution, Q(space=room), order=LATEST_WRITTEN, limit=_MOST_SAID),
        Ask(Digest, Q(from_space=room)),
        Ask(Admission, Q(room=room)),
    ]
    case = slice_of(initiative, viewer=viewer, asks=asks, named=(Person, Capacity, Body))
    space = case.by_id(Space).get(room) if case is not None and room in viewer.rooms else None
    if case is None or space is None or space.kind not in CLOSED or space.initiative != initiative:
        return None
    key = f"own-room:{room}:{viewer.person}:{viewer.at.date()}"
    return kept_at_heads(key, at=viewer.heads, work=lambda: _seen(space, case, viewer))


def _seen(space: Space, case: Case, viewer: Viewer) -> RoomSeen:
    members = members_of(space, at=viewer.at)
    admissions = to_rows(Admission, people.Admission.objects.filter(room=space.id).order_by("recorded_at", "version"))
    capacities = case.by_id(Capacity)
    said = [row for row in case.rows(Contribution) if row.space == space.id]
    digests = [row for row in case.rows(Digest) if row.from_space == space.id]
    return RoomSeen(
        space=space,
        members=_members(members, admissions, case),
        waiting=_waiting(members, admissions, viewer),
        given=tuple(
            Given(contribution=row, capacity=capacities.get(row.capacity or ""), room=None) for row in reversed(said)
        ),
        votes=_votes([row for row in digests if row.released_at is None], space, set(members), viewer),
        shared=tuple(row for row in reversed(digests) if row.released_at is not None),
        log=_log(space.id),
    )


def _members(members: dict[str, Person], admissions: tuple[Admission, ...], case: Case) -> tuple[Member, ...]:
    last = {row.person: row for row in admissions if row.person is not None}
    persons, bodies = case.by_id(Person), case.by_id(Body)
    return tuple(
        Member(
            person=person,
            admission=last[name],
            by=tuple(persons[each].pseudonym for each in last[name].admitted_by if each in persons),
            by_body=bodies[body].name if (body := last[name].admitted_by_body or "") in bodies else "",
        )
        for name, person in members.items()
    )


def _waiting(members: dict[str, Person], admissions: tuple[Admission, ...], viewer: Viewer) -> tuple[Waiting, ...]:
    last = {row.person: row for row in admissions if row.person is not None and row.person not in members}
    open_ones = [row for row in last.values() if row.active_until is None and len(row.admitted_by) == 1]
    names = {*(row.person for row in open_ones), *(name for row in open_ones for name in row.admitted_by)}
    known = {row.id: row for row in to_rows(Person, people.Person.objects.filter(id__in=[n for n in names if n]))}
    return tuple(
        Waiting(
            admission=row,
            person=known[row.person or ""],
            by=tuple(known[name].pseudonym for name in row.admitted_by if name in known),
            mine=viewer.person in row.admitted_by,
        )
        for row in open_ones
        if row.person in known
    )


def _votes(drafts: list[Digest], space: Space, members: set[str], viewer: Viewer) -> tuple[Vote, ...]:
    names = [row.id for row in drafts]
    tallies = {str(row.digest_id): row for row in Tally.objects.filter(digest__in=names)}
    cast: Counter[str] = Counter()
    mine: set[str] = set()
    electorate: dict[str, set[str]] = {name: set(members) for name in names}
    for digest, person in Ballot.objects.filter(digest__in=names).values_list("digest", "person"):
        cast[str(digest)] += 1
        electorate[str(digest)].add(str(person))
        if person == viewer.person:
            mine.add(str(digest))
    found = []
    for row in reversed(drafts):
        tally = tallies.get(row.id)
        counted = _counted(row, tally)
        refusals = {
            each.code for each in may_release(counted, space=space, members=len(electorate[row.id]), at=viewer.at)
        }
        found.append(
            Vote(
                digest=row,
                voted=cast[row.id],
                members=len(electorate[row.id]),
                mine=row.id in mine,
                ready=not refusals,
                lost="expertise.vote_lost" in refusals,
                with_count=tally is not None and tally.with_count,
            )
        )
    return tuple(found)


def _counted(row: Digest, tally: Tally | None) -> Digest:
    if tally is None:
        return row
    return replace(row, votes_for=tally.votes_for, votes_against=tally.votes_against)


def _log(room: str) -> tuple[Happened, ...]:
    entries = Entry.objects.filter(log=room).order_by("-seq")[:_LATEST]
    return tuple(Happened(type=row.type, at=_when(row)) for row in entries)


def _when(entry: Entry) -> datetime:
    return datetime.fromisoformat(json.loads(bytes(entry.envelope))["at"])
