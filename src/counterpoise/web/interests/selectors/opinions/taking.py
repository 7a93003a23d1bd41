"""A conversation to take along: as Polis exports it, and as JSON; no person in it has a name."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from counterpoise.formats.polis import Statement as PolisStatement
from counterpoise.formats.polis import export_tables
from counterpoise.interests.opinions.votes import Votes, gather
from counterpoise.ledger.packing import stream_zip
from counterpoise.record.positions import Statement
from counterpoise.web.initiatives.selectors import Ask, slice_of
from counterpoise.web.interests.selectors.opinions.found import latest_map
from counterpoise.web.interests.selectors.opinions.memory import live
from counterpoise.web.interests.selectors.opinions.place import Talk, within
from counterpoise.web.people.selectors import Viewer

__all__ = ["as_json", "as_polis", "may_take_along"]

_FEWEST = 5


def may_take_along(talk: Talk, *, people: int | None = None, viewer: Viewer) -> bool:
    """Say whether somebody can take the votes along: who takes part, where results are shown and five or more voted.

    Among fewer people whoever knows one's own votes would know those of the others.

    Parameters
    ----------
    talk, viewer
        The conversation, and who looks.
    people
        How many people voted, where that was counted already.
    """
    if viewer.person is None or not talk.shows or not viewer.sides(talk.initiative):
        return False
    return (live(talk).moments.people if people is None else people) >= _FEWEST


def _statements(talk: Talk, *, viewer: Viewer) -> tuple[Statement, ...]:
    case = slice_of(talk.initiative, viewer=viewer, asks=[Ask(Statement, within(talk))])
    return tuple(row for row in case.rows(Statement) if not row.hidden) if case is not None else ()


def _nameless(votes: Votes, numbers: dict[str, str]) -> Votes:
    """Return the same votes with numbers for people, in the order of how they voted: who came first is not told."""
    parts = [slice(votes.starts[row], votes.starts[row + 1]) for row in range(votes.n)]
    ballots = [tuple(zip(votes.statement[part].tolist(), votes.ballot[part].tolist(), strict=True)) for part in parts]
    place = np.empty(votes.n, dtype=np.int64)
    place[sorted(range(votes.n), key=lambda row: ballots[row])] = np.arange(votes.n)
    people = [str(number) for number in range(votes.n)]
    names = [numbers[name] for name in votes.statements]
    return gather(place[votes.person], votes.statement, votes.ballot, people=people, statements=names)


def as_polis(talk: Talk, *, viewer: Viewer) -> Iterator[bytes]:
    """Yield a ZIP file with the three tables that Polis exports; statements and people are numbers there.

    It is made as it is walked. What is in it was asked of the database by then, or is in memory already.

    Raises
    ------
    NoVotesError
        There is no vote.
    """
    rows = _statements(talk, viewer=viewer)
    numbers = {row.id: str(number) for number, row in enumerate(rows)}
    hidden = frozenset(live(talk).moments.counts()[0]) - set(numbers)
    votes = live(talk).moments.votes().without_statements(hidden)
    texts = {numbers[row.id]: PolisStatement(row.text) for row in rows}

    def tables() -> Iterator[tuple[str, Iterator[bytes]]]:
        yield from export_tables(_nameless(votes, numbers), texts)

    return stream_zip(tables())


def as_json(talk: Talk, *, viewer: Viewer) -> dict[str, Any]:
    """Return statements with their counts, and what the last map found, as plain values."""
    counts = live(talk).counts()
    told = latest_map(talk)
    found = {} if told is None else {name: each for name, each in told.found.items() if name != "directions"}
    return {
        "initiative": talk.initiative,
        "room": talk.where,
        "statements": [
            {
                "id": row.id,
                "text": row.text,
                **dict(zip(("agree", "disagree", "pass"), counts.get(row.id, (0, 0, 0)), strict=True)),
            }
            for row in _statements(talk, viewer=viewer)
        ],
        "map": {"as_of_votes": told.votes, "drawn_at": told.drawn_at.isoformat(), **found}
        if told is not None
        else None,
    }
