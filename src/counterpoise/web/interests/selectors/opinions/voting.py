"""What somebody votes on next, with the chance that it had; their own votes; the list of all statements."""

from dataclasses import dataclass

import numpy as np
from django.db.models import Q
from numpy.typing import NDArray

from counterpoise.interests.opinions.routing import draw, urgency
from counterpoise.interests.statements import author_of
from counterpoise.record import Case
from counterpoise.record.decisions import Decision
from counterpoise.record.initiatives import Matter
from counterpoise.record.positions import Ballot, Friction, Position, Statement, Vote
from counterpoise.web.initiatives.selectors import Ask, seats_of, slice_of
from counterpoise.web.interests import models
from counterpoise.web.interests.selectors.opinions.memory import live
from counterpoise.web.interests.selectors.opinions.place import Talk, statements_in, within
from counterpoise.web.ledger.records import to_row
from counterpoise.web.people.selectors import Viewer

__all__ = [
    "Listed",
    "Turn",
    "listed",
    "may_hide_statement",
    "order_of",
    "own_ballots",
    "own_vote",
    "turn_for",
    "turn_on",
]

_NAMED = (Matter, Friction, Position, Decision)


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A statement for somebody to vote on.

    Attributes
    ----------
    statement, vote
        The statement, and what they voted on it before.
    chance
        The chance with which it was drawn; empty where they looked it up.
    done, all
        How many statements they saw, and how many there are.
    friction, position, decision
        Of what the statement speaks, where this person may read it.
    """

    statement: Statement
    vote: Vote | None
    chance: float | None
    done: int
    all: int
    friction: Friction | None = None
    position: Position | None = None
    decision: Decision | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A statement in the list, with one's own vote and how all votes stand where that may be seen."""

    statement: Statement
    ballot: Ballot | None
    important: bool
    counts: tuple[int, int, int] | None
    own: bool
    may_hide: bool


def own_vote(statement: str, *, viewer: Viewer) -> Vote | None:
    """Return what somebody voted on a statement."""
    if viewer.person is None:
        return None
    found = models.Vote.objects.filter(statement=statement, person=viewer.person).order_by("recorded_at", "pk").last()
    return to_row(Vote, found) if found is not None else None


def own_ballots(talk: Talk, *, viewer: Viewer) -> list[tuple[str, Ballot]]:
    """Return what somebody voted in a conversation, by statement; without what they took back."""
    if viewer.person is None:
        return []
    return [(name, Ballot(ballot)) for name, (ballot, _) in _seen(talk, viewer).items() if ballot]


def _seen(talk: Talk, viewer: Viewer) -> dict[str, tuple[str | None, bool]]:
    mine = models.Vote.objects.filter(within(talk), person=viewer.person).order_by("recorded_at", "pk")
    return {str(name): (ballot, flag) for name, ballot, flag in mine.values_list("statement_id", "ballot", "important")}


def turn_for(talk: Talk, *, viewer: Viewer) -> Turn | None:
    """Return the statement that somebody sees next; nothing where they saw all, or nobody is signed in."""
    if viewer.person is None:
        return None
    names = list(statements_in(talk, viewer=viewer).values_list("pk", flat=True))
    seen = _seen(talk, viewer)
    left = np.asarray([name not in seen for name in names], dtype=bool)
    if not left.any():
        return None
    priority = _priority(talk, names)
    # Who asks again without an answer sees the same one: the seed changes with each answer only.
    drawn = draw(names, priority, left, seed=f"{talk.name}:{viewer.person}:{len(seen)}")
    if drawn is None:
        return None
    return _turn(
        talk, drawn.statement, viewer=viewer, chance=drawn.probability, done=int((~left).sum()), all_=len(names)
    )


def _priority(talk: Talk, names: list[str]) -> NDArray[np.float64]:
    """Return how urgent an answer to each of these statements is; for all the same where results are hidden still.

    What is drawn, and with which chance, would tell there how the votes stand.
    """
    if not talk.shows:
        return np.ones(len(names))
    now = live(talk)
    counts, far = now.counts(), np.hypot(*now.refreshed.places.T)
    distance = dict(zip(now.refreshed.statements, far.tolist(), strict=True))
    table = np.asarray([counts.get(name, (0, 0, 0)) for name in names], dtype=np.int64).T
    return urgency(table, np.asarray([distance.get(name, 0.0) for name in names]))


def turn_on(talk: Talk, statement: str, *, viewer: Viewer) -> Turn | None:
    """Return a statement that somebody looks up; nothing where there is none for them, or moderation took it out."""
    names = set(statements_in(talk, viewer=viewer).values_list("pk", flat=True))
    if statement not in names:
        return None
    done = len(names & set(_seen(talk, viewer))) if viewer.person is not None else 0
    return _turn(talk, statement, viewer=viewer, chance=None, done=done, all_=len(names))


def _turn(talk: Talk, name: str, *, viewer: Viewer, chance: float | None, done: int, all_: int) -> Turn | None:
    case = slice_of(talk.initiative, viewer=viewer, asks=[Ask(Statement, within(talk) & Q(pk=name))], named=_NAMED)
    row = case.by_id(Statement).get(name) if case is not None else None
    if case is None or row is None:
        return None
    return Turn(
        statement=row,
        vote=own_vote(name, viewer=viewer),
        chance=chance,
        done=done,
        all=all_,
        friction=case.by_id(Friction).get(row.friction or ""),
        position=case.by_id(Position).get(row.position or ""),
        decision=case.by_id(Decision).get(row.decision or ""),
    )


def listed(talk: Talk, *, start: int, limit: int, viewer: Viewer) -> tuple[tuple[Listed, ...], int]:
    """Return statements of a conversation in the order in which they were written, and how many there are."""
    asked = Ask(Statement, within(talk) & Q(hidden=False), order=("written",), start=start, limit=limit)
    case = slice_of(talk.initiative, viewer=viewer, asks=[asked])
    total = statements_in(talk, viewer=viewer).count()
    if case is None:
        return (), 0
    counts = live(talk).counts() if talk.shows else None
    seen = _seen(talk, viewer) if viewer.person is not None else {}
    return tuple(_listed(row, case, seen=seen, counts=counts, viewer=viewer) for row in case.rows(Statement)), total


def order_of(talk: Talk, statement: str, *, viewer: Viewer) -> int:
    """Return the place of a statement in the list, from 0; 0 where it is not there."""
    names = list(statements_in(talk, viewer=viewer).values_list("pk", flat=True))
    return names.index(statement) if statement in names else 0


def _listed(
    row: Statement,
    case: Case,
    *,
    seen: dict[str, tuple[str | None, bool]],
    counts: dict[str, tuple[int, int, int]] | None,
    viewer: Viewer,
) -> Listed:
    ballot, important = seen.get(row.id, (None, False))
    return Listed(
        statement=row,
        ballot=Ballot(ballot) if ballot else None,
        important=important,
        counts=None if counts is None else counts.get(row.id, (0, 0, 0)),
        own=viewer.person is not None and viewer.person == author_of(row),
        may_hide=may_hide_statement(row, initiative=case.initiative.id, viewer=viewer),
    )


def may_hide_statement(row: Statement, *, initiative: str, viewer: Viewer) -> bool:
    """Say whether somebody can hide a statement: in the open who holds a seat of a side, in a room its members."""
    if viewer.person is None or row.hidden or viewer.person == author_of(row):
        return False
    if row.space is not None and row.space in viewer.rooms:
        return True
    return bool(seats_of(viewer, initiative=initiative)) and bool(viewer.sides(initiative))
