"""Read a conversation: its votes, and its statements where they are there."""

import math
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from counterpoise.formats.polis.numbers import NotPlainError, read_numbers
from counterpoise.formats.polis.tables import (
    BALLOTS,
    UNANSWERED,
    Header,
    VotesFileError,
    column_of,
    open_table,
    rows_of,
)
from counterpoise.formats.problems import FileProblem, FirstProblems
from counterpoise.interests.opinions.votes import Votes, gather

__all__ = ["Conversation", "Statement", "VotesFileError", "read_votes"]

PERSON: tuple[str, ...] = (
    "voter-id",
    "voter_id",
    "participant",
    "participant_id",
    "participant-id",
    "person",
    "person_id",
    "voter",
)
PERSON += ("respondent", "respondent_id", "user", "user_id", "author", "deelnemer", "persoon", "stemmer")
STATEMENT: tuple[str, ...] = (
    "comment-id",
    "comment_id",
    "statement",
    "statement_id",
    "statement-id",
    "comment",
    "tid",
    "item",
)
STATEMENT += ("question", "stelling", "vraag")
VOTE = ("vote", "ballot", "choice", "value", "answer", "response", "stem", "antwoord", "keuze")
TIME = ("timestamp", "time", "created", "created_at", "tijd", "datum")
TEXT = ("comment-body", "comment_body", "body", "text", "statement-text", "tekst", "stelling-tekst")
MODERATED = ("moderated", "mod", "gemodereerd")
ID = ("comment-id", "comment_id", "id", "statement-id", "statement_id", "tid", "nummer", *STATEMENT)
VOTES = ("votes.csv", "participants-votes.csv", "participant-votes.csv")
FIXED = frozenset({"participant", "xid", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree"})


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement as a file tells it.

    Attributes
    ----------
    text
        Its words; empty where the file has none.
    hidden
        Whether moderation took it out.
    """

    text: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Conversation:
    """What was read.

    Attributes
    ----------
    votes
        All votes that hold, those on hidden statements too.
    statements
        What is known of statements, by id.
    """

    votes: Votes
    statements: dict[str, Statement] = field(default_factory=dict)

    @property
    def shown(self) -> Votes:
        """The votes on statements that moderation left in."""
        return self.votes.without_statements(frozenset(name for name, one in self.statements.items() if one.hidden))


def _silent(done: int, total: int) -> None:
    del done, total


def read_votes(
    path: Path, *, statements: Path | None = None, progress: Callable[[int, int], None] = _silent
) -> Conversation:
    """Read a table of votes, or a folder as Polis exports it.

    Parameters
    ----------
    path
        A folder with ``votes.csv`` or ``participants-votes.csv``; or one such table; or any table with one line for
        each vote and columns for who, which statement and what.
    statements
        A table of statements; the ``comments.csv`` of the folder if not given.
    progress
        Called with how much was read, and how much there is.

    Raises
    ------
    VotesFileError
        Everything that is wrong, by file and line.
    """
    if path.is_dir():
        table = next((path / name for name in VOTES if (path / name).is_file()), None)
        if table is None:
            raise VotesFileError.of(path, "no_votes_in_folder")
        beside = path / "comments.csv"
        statements = statements or (beside if beside.is_file() else None)
        path = table
    header = open_table(path)
    wide = {"participant", "n-votes"} <= set(header.names)
    votes = _wide(path, header) if wide else _long(path, header, progress)
    return Conversation(votes, read_statements(statements) if statements is not None else {})


def read_statements(path: Path) -> dict[str, Statement]:
    """Read a table of statements, one on each line.

    Raises
    ------
    VotesFileError
        It has no column with ids or texts, or a statement is there twice.
    """
    header = open_table(path)
    key, text, moderated = (column_of(header, names) for names in (ID, TEXT, MODERATED))
    if key is None or text is None:
        needed = "comment-id" if key is None else "comment-body"
        raise VotesFileError.of(path, "column_missing", line=1, needed=needed, found=", ".join(header.names))
    found: dict[str, Statement] = {}
    problems = FirstProblems()
    for line, cells in rows_of(path, header):
        if len(cells) != len(header.names):
            problems.append(_uneven(path, line, cells, header))
            continue
        name = cells[key].strip()
        if name in found:
            problems.append(FileProblem(path.name, "", line, "", "statement_twice", {"value": name}))
        hidden = moderated is not None and cells[moderated].strip() in {"-1", "-1.0"}
        found[name] = Statement(cells[text].strip(), hidden)
    if problems:
        raise VotesFileError(problems)
    return found


def _uneven(path: Path, line: int, cells: list[str], header: Header) -> FileProblem:
    return FileProblem(path.name, "", line, "", "uneven", {"number": len(cells), "needed": len(header.names)})


def _needed(path: Path, header: Header, names: tuple[str, ...]) -> int:
    place = column_of(header, names)
    if place is None:
        found = ", ".join(name[:40] for name in header.names[:20])
        raise VotesFileError.of(path, "column_missing", line=1, needed=names[0], found=found)
    return place


def _long(path: Path, header: Header, progress: Callable[[int, int], None]) -> Votes:
    person, statement, vote = (_needed(path, header, names) for names in (PERSON, STATEMENT, VOTE))
    time = column_of(header, TIME)
    columns = (person, statement, vote) + (() if time is None else (time,))
    try:
        numbers = read_numbers(path, columns, width=len(header.names), separator=header.separator, progress=progress)
    except NotPlainError:
        return _line_by_line(path, header, columns)
    if not numbers:
        raise VotesFileError.of(path, "no_votes")
    who, which, what = numbers[:3]
    if ((what < -1) | (what > 1)).any():
        return _line_by_line(path, header, columns)
    people, person_place = _places(who)
    names, statement_place = _places(which)
    return gather(
        person_place,
        statement_place,
        what.astype(np.int8),
        people=[str(one) for one in people.tolist()],
        statements=[str(one) for one in names.tolist()],
        time=None if time is None else numbers[3],
    )


def _places(ids: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the ids that are there, sorted, and the place of each in them; without sorting where ids are small."""
    if ids.min() < 0 or ids.max() > 4 * len(ids) + 1_000_000:
        found, places = np.unique(ids, return_inverse=True)
        return found, places
    there = np.zeros(int(ids.max()) + 1, dtype=bool)
    there[ids] = True
    return np.flatnonzero(there), (np.cumsum(there) - 1)[ids]


def _line_by_line(path: Path, header: Header, columns: tuple[int, ...]) -> Votes:
    people: dict[str, int] = {}
    names: dict[str, int] = {}
    rows: list[tuple[int, int, int]] = []
    times: list[str] = []
    lines: list[int] = []
    shown: dict[int, set[int]] = {}
    problems = FirstProblems()
    for line, cells in rows_of(path, header):
        if len(cells) != len(header.names):
            problems.append(_uneven(path, line, cells, header))
            continue
        who, which, what = (cells[place].strip() for place in columns[:3])
        ballot = BALLOTS.get(what.casefold())
        if not who or not which:
            problems.append(FileProblem(path.name, "", line, "", "nobody" if not who else "on_nothing", {}))
        elif what.casefold() in UNANSWERED:
            shown.setdefault(names.setdefault(which, len(names)), set()).add(people.setdefault(who, len(people)))
        elif ballot is None:
            problems.append(FileProblem(path.name, "", line, "", "unknown_vote", {"value": what[:40]}))
        else:
            rows.append((people.setdefault(who, len(people)), names.setdefault(which, len(names)), ballot))
            if len(columns) > 3:
                times.append(cells[columns[3]].strip())
                lines.append(line)
    if problems:
        raise VotesFileError(problems)
    if not rows:
        raise VotesFileError.of(path, "no_votes")
    table = np.asarray(rows, dtype=np.int64)
    answered = set(map(tuple, table[:, :2].tolist()))
    moments = _moments(times)
    if times and moments is None and len(answered) < len(rows):
        # Somebody voted twice on something: without an order nobody knows which of these votes holds.
        wrong = next((place for place, one in enumerate(times) if _moment(one) is None), 0)
        raise VotesFileError.of(path, "no_time", line=lines[wrong], value=times[wrong][:40])
    unanswered = [sum((who, which) not in answered for who in shown.get(which, ())) for which in range(len(names))]
    return gather(
        table[:, 0],
        table[:, 1],
        table[:, 2].astype(np.int8),
        people=list(people),
        statements=list(names),
        time=moments,
        unanswered=np.asarray(unanswered, dtype=np.int64),
    )


def _moment(text: str) -> tuple[int, float | datetime] | None:
    """Return a moment that can be compared with others of its kind, and which kind it is; None for any other text."""
    with suppress(ValueError):
        return 0, int(text)
    with suppress(ValueError):
        number = float(text)
        return (0, number) if math.isfinite(number) else None
    with suppress(ValueError):
        day = datetime.fromisoformat(text)
        return 1, day if day.tzinfo is not None else day.replace(tzinfo=UTC)
    return None


def _moments(times: list[str]) -> NDArray[np.int64] | None:
    """Return moments as places in their order, shape (v,): of numbers, or of days as ISO 8601 has them.

    None where one of them is neither, or both kinds are there: 31-12-2023 as text comes after 01-01-2024.
    """
    with suppress(ValueError, OverflowError):  # other kinds of times take more room
        return np.asarray([int(one) for one in times], dtype=np.int64)
    found = [_moment(one) for one in times]
    known = [one for one in found if one is not None]
    if len(known) < len(found) or len({kind for kind, _ in known}) != 1:
        return None
    places = {one: place for place, one in enumerate(sorted(set(known)))}
    return np.asarray([places[one] for one in known], dtype=np.int64)


def _wide(path: Path, header: Header) -> Votes:
    who = header.names.index("participant")
    columns = [place for place, name in enumerate(header.names) if name not in FIXED]
    people: dict[str, int] = {}
    rows: list[tuple[int, int, int]] = []
    problems = FirstProblems()
    for line, cells in rows_of(path, header):
        if len(cells) != len(header.names):
            problems.append(_uneven(path, line, cells, header))
            continue
        name = cells[who].strip()
        if not name or name in people:
            code = "participant_twice" if name else "nobody"
            problems.append(FileProblem(path.name, "", line, "", code, {"value": name[:40]}))
            continue
        people[name] = len(people)
        for index, place in enumerate(columns):
            if what := cells[place].strip():
                ballot = BALLOTS.get(what.casefold())
                if ballot is None:
                    problems.append(FileProblem(path.name, "", line, "", "unknown_vote", {"value": what[:40]}))
                else:
                    rows.append((people[name], index, ballot))
    if problems:
        raise VotesFileError(problems)
    if not rows:
        raise VotesFileError.of(path, "no_votes")
    table = np.asarray(rows, dtype=np.int64)
    names = [header.names[place] for place in columns]
    ballots = table[:, 2].astype(np.int8)
    return gather(table[:, 0], table[:, 1], ballots, people=list(people), statements=names)
