"""What was found in the votes, as somebody may see it: the map of a job, and what moved since."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

import numpy as np
from django.db.models import Q
from numpy.typing import NDArray

from counterpoise.interests.opinions.moments import Refreshed
from counterpoise.interests.opinions.record import NUMBERS
from counterpoise.record.positions import OpinionGroup, Statement
from counterpoise.web.initiatives.selectors import Ask, slice_of
from counterpoise.web.interests import models
from counterpoise.web.interests.selectors.opinions.memory import live
from counterpoise.web.interests.selectors.opinions.place import Talk, talk_of, within
from counterpoise.web.interests.selectors.opinions.voting import own_ballots
from counterpoise.web.people.selectors import Viewer

__all__ = ["Entry", "Group", "Results", "Share", "any_map_due", "latest_map", "maps_due", "results_for"]

LISTS = ("unites", "divides", "minority", "outside", "split_inside", "undecided")
_FEWEST = 5
_SURE = 0.6
_SMALL = 2_000
_MINUTE = timedelta(minutes=1)
_WIDTH, _HEIGHT, _EDGE = 360, 280, 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How much of one group agrees with a statement, in percent; empty where fewer than five said so."""

    group: str
    low: int | None
    mid: int | None
    high: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A statement on a list.

    Attributes
    ----------
    statement
        The statement.
    side
        ``agree`` or ``disagree``: what is held of it; empty where there are both.
    low
        At least so many percent, with 95 % certainty.
    sure
        Whether that is far more than half.
    group
        The letter of the group that it is about.
    shares
        Each group with its share.
    """

    statement: Statement
    side: str
    low: int
    sure: bool
    group: str
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group of opinions: how many are surely in it, where on the map, and for what it stands.

    Attributes
    ----------
    number, letter
        Its number from 0, and its letter.
    size
        How many people are surely in it; empty where they are fewer than five.
    stands
        The statements that set it apart, each with what it does with it.
    seat
        Whether somebody who thinks so has a seat; empty where nobody knows.
    """

    number: int
    letter: str
    size: int | None
    stands: tuple[tuple[Statement, str], ...]
    seat: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Guests:
    """How many voted without an account, and what would stand elsewhere without their votes.

    Attributes
    ----------
    people
        How many; empty where they are fewer than five.
    compared
        Whether the lists were made without them too.
    too_little
        Whether there is too little to say without them.
    gone, new
        For each list by its name, the statements that stand on it only with their votes, and only without them.
    """

    people: int | None
    compared: bool = False
    too_little: bool = False
    gone: tuple[tuple[str, Statement], ...] = ()
    new: tuple[tuple[str, Statement], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """What the votes tell.

    Attributes
    ----------
    people, votes, statements
        How many there are now.
    drawn_at, as_of
        When the map was drawn, and as of how many votes; empty where none was drawn yet.
    too_little
        Why there is no map: a word of the library; empty where there is one.
    stable
        Whether there are groups that come back when votes are left out.
    groups, between
        The groups, and how many people are surely in none.
    lists
        What can be said of statements, list by list.
    places
        Where people are on the picture: x, y and the name of the mark.
    me
        Where who looks is on it, as of their last vote; empty where they did not vote.
    raids
        How many blocks of nearly the same ballots stand out.
    guests
        Who voted without an account; empty where nobody can.
    brought
        How many people came with a conversation from Polis.
    looked
        Whether enough people answered enough statements to look for groups.
    unheard
        The letters of groups with too few votes on each statement; with one of them nothing can unite.
    """

    people: int
    votes: int
    statements: int
    drawn_at: datetime | None = None
    as_of: int = 0
    too_little: str = ""
    stable: bool = False
    groups: tuple[Group, ...] = ()
    between: int = 0
    lists: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    places: tuple[tuple[str, str, int], ...] = ()
    me: tuple[str, str] | None = None
    raids: int = 0
    guests: Guests | None = None
    brought: int = 0
    looked: bool = True
    unheard: str = ""


def maps_due(*, at: datetime) -> tuple[Talk, ...]:
    """Return the conversations with votes that the last map does not know; not those that are to stay hidden still.

    A large one is drawn once a minute at most.
    """
    day = at.date()
    secret = models.Conversation.objects.filter(hidden=True, closes_on__gte=day).values("pk")
    found = []
    for due in models.MapDue.objects.exclude(pk__in=secret).select_related("space").order_by("pk"):
        last = models.OpinionMap.objects.filter(conversation=due.pk).values_list("drawn_at", "votes").first()
        if last is None or last[1] < _SMALL or last[0] <= at - _MINUTE:
            found.append(talk_of(due, at=day))
    return tuple(found)


def any_map_due(*, at: datetime) -> bool:
    """Say whether there is a map to draw."""
    return bool(maps_due(at=at))


def latest_map(talk: Talk) -> models.OpinionMap | None:
    """Return the map that was drawn last."""
    return models.OpinionMap.objects.filter(conversation=talk.name).first()


def results_for(talk: Talk, *, viewer: Viewer) -> Results | None:
    """Return what the votes of a conversation tell; nothing where nobody may see it yet."""
    if not talk.shows:
        return None
    now = live(talk)
    names, table = now.moments.counts()
    counted = Results(people=now.moments.people, votes=now.moments.size, statements=len(names))
    told = latest_map(talk)
    if told is None:
        return replace(counted, too_little=_not_enough(counted.people, table))
    found: dict[str, Any] = told.found
    if "too_little" in found:
        return replace(counted, drawn_at=told.drawn_at, as_of=told.votes, too_little=found["too_little"])
    texts = _texts(talk, found, viewer=viewer)
    box = _box(found["places"])
    return replace(
        counted,
        drawn_at=told.drawn_at,
        as_of=told.votes,
        stable=found["groups"]["stable"],
        groups=_groups(told, found, texts, viewer=viewer),
        between=found["between"],
        lists={name: _entries(found, name, texts) for name in LISTS},
        places=tuple((*_spot(box, x, y), int(group)) for x, y, group in found["places"]),
        me=_me(talk, found, box, viewer=viewer),
        raids=len(found["raids"]),
        guests=_guests(found, texts),
        brought=found.get("brought", 0),
        looked=found["groups"]["looked"],
        unheard=", ".join(map(_letter, found["groups"].get("unheard", ()))),
    )


def _not_enough(people: int, counts: NDArray[np.int64]) -> str:
    """Return why no map can be drawn of so few votes, in the words of the library; empty where one can be."""
    if not people:
        return "no_votes"
    if people == 1:
        return "one_person"
    if int((counts.sum(axis=0) > 0).sum()) == 1:
        return "one_statement"
    return "" if counts[:2].any() else "all_pass"


def _guests(found: Mapping[str, Any], texts: Mapping[str, Statement]) -> Guests | None:
    told = found.get("guests")
    if told is None or not told["people"]:
        return None
    lists: Mapping[str, Mapping[str, list[str]]] = told.get("lists", {})

    def named(which: str) -> tuple[tuple[str, Statement], ...]:
        return tuple((name, texts[one]) for name, each in lists.items() for one in each[which] if one in texts)

    return Guests(
        people=told["people"] if told["people"] >= _FEWEST else None,
        compared="lists" in told,
        too_little="too_little" in told,
        gone=named("gone"),
        new=named("new"),
    )


def _texts(talk: Talk, found: Mapping[str, Any], *, viewer: Viewer) -> dict[str, Statement]:
    """Return the statements that are spoken of and that this person may read; what was hidden since is not."""
    names = {entry["statement"] for name in LISTS for entry in found["lists"][name]}
    names |= {one for each in found.get("guests", {}).get("lists", {}).values() for of in each.values() for one in of}
    names |= {name for of in found["stands"] for name, _ in of[:_FEWEST]}
    asked = Ask(Statement, within(talk) & Q(hidden=False, pk__in=sorted(names)))
    case = slice_of(talk.initiative, viewer=viewer, asks=[asked])
    return dict(case.by_id(Statement)) if case is not None else {}


def _letter(group: int | None) -> str:
    return "" if group is None else chr(ord("A") + group)


def _percent(value: float | None) -> int | None:
    return None if value is None else round(100 * value)


def _entries(found: Mapping[str, Any], name: str, texts: Mapping[str, Statement]) -> tuple[Entry, ...]:
    if name in {"minority", "outside"} and found["groups"]["k"] < 2:
        return ()
    return tuple(
        Entry(
            statement=texts[entry["statement"]],
            side=entry["side"],
            low=int(100 * entry["low"]),
            sure=entry["low"] >= _SURE,
            group=_letter(entry["group"]),
            shares=tuple(
                Share(group=_letter(group), low=_percent(low), mid=_percent(mid), high=_percent(high))
                for group, (low, mid, high) in enumerate(found["shares"][entry["statement"]])
            ),
        )
        for entry in found["lists"][name]
        if entry["statement"] in texts
    )


def _groups(
    told: models.OpinionMap, found: Mapping[str, Any], texts: Mapping[str, Statement], *, viewer: Viewer
) -> tuple[Group, ...]:
    if found["groups"]["k"] < 2:
        return ()
    asked = Ask(OpinionGroup, Q(run=told.pk))
    case = slice_of(told.initiative_id, viewer=viewer, asks=[asked])
    seats = {row.name: row.has_seat for row in case.rows(OpinionGroup)} if case is not None else {}
    return tuple(
        Group(
            number=number,
            letter=_letter(number),
            size=size if size >= _FEWEST else None,
            stands=tuple((texts[name], side) for name, side in found["stands"][number][:_FEWEST] if name in texts),
            seat=seats.get(_letter(number)),
        )
        for number, size in enumerate(found["groups"]["sizes"])
    )


def _box(places: list[list[float]]) -> tuple[float, float, float, float]:
    if not places:
        return (-1.0, 1.0, -1.0, 1.0)
    table = np.asarray(places, dtype=np.float64)[:, :2]
    (left, low), (right, high) = np.percentile(table, 0.5, axis=0), np.percentile(table, 99.5, axis=0)
    return (float(left), float(max(right, left + 1e-6)), float(low), float(max(high, low + 1e-6)))


def _spot(box: tuple[float, float, float, float], x: float, y: float) -> tuple[str, str]:
    left, right, low, high = box
    inside = (min(max((x - left) / (right - left), 0), 1), min(max((y - low) / (high - low), 0), 1))
    across = _EDGE + inside[0] * (_WIDTH - 2 * _EDGE)
    down = _HEIGHT - _EDGE - inside[1] * (_HEIGHT - 2 * _EDGE)
    return f"{across:.0f}", f"{down:.0f}"


def _me(
    talk: Talk, found: Mapping[str, Any], box: tuple[float, float, float, float], *, viewer: Viewer
) -> tuple[str, str] | None:
    """Return where somebody is who votes as they do now, on the map that was drawn last."""
    mine = [(name, NUMBERS[ballot]) for name, ballot in own_ballots(talk, viewer=viewer) if ballot in NUMBERS]
    known = found["directions"]
    if not found["places"] or not any(name in known for name, _ in mine):
        return None
    names = tuple(known)
    table = np.asarray([known[name] for name in names], dtype=np.float64)
    then = Refreshed(names, table[:, 1:], np.zeros(2), table[:, 0], found["votes"])
    return _spot(box, *then.place(mine))
