"""Write a conversation as Polis exports it."""

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from counterpoise.formats.polis.reading import Statement
from counterpoise.interests.opinions.votes import Votes

__all__ = ["export_tables", "write_export", "write_votes"]

ROWS = 500_000


def write_export(votes: Votes, statements: Mapping[str, Statement], folder: Path) -> None:
    """Write the tables of `export_tables` into a folder that is there."""
    for name, pieces in export_tables(votes, statements):
        with (folder / name).open("wb") as file:
            file.writelines(pieces)


def export_tables(votes: Votes, statements: Mapping[str, Statement]) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Yield ``comments.csv``, ``participants-votes.csv`` and ``votes.csv``, each made as it is walked.

    The rank of a vote stands where Polis has its moment: these votes carry no times, and nobody's pattern of hours is
    given away. A text that a spreadsheet would take for a formula gets an apostrophe before it.

    Parameters
    ----------
    votes
        The votes.
    statements
        What is known of the statements, by their ids.
    """
    yield "comments.csv", _comments(votes, statements)
    yield "participants-votes.csv", _participants(votes)
    yield "votes.csv", _votes(votes)


def _comments(votes: Votes, statements: Mapping[str, Statement]) -> Iterator[bytes]:
    yield _line(
        "timestamp", "datetime", "comment-id", "author-id", "agrees", "disagrees", "moderated", "comment-body"
    ).encode()
    agree, disagree, _ = votes.counts().tolist()
    for place, name in enumerate(votes.statements):
        one = statements.get(name, Statement())
        row = (place, "", _cell(name), "", agree[place], disagree[place], -1 if one.hidden else 1, _cell(one.text))
        yield _line(*row).encode()


def _participants(votes: Votes) -> Iterator[bytes]:
    fixed = ("participant", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree")
    yield _line(*fixed, *(_cell(name) for name in votes.statements)).encode()
    for name, places, ballots in _by_person(votes):
        answers = [""] * votes.m
        for place, ballot in zip(places, ballots, strict=True):
            answers[place] = str(ballot)
        counts = f"{len(ballots)},{ballots.count(1)},{ballots.count(-1)}"
        yield f"{_told(name)},,,{counts},{','.join(answers)}\r\n".encode()


def _votes(votes: Votes) -> Iterator[bytes]:
    yield _line("timestamp", "datetime", "comment-id", "voter-id", "vote").encode()
    names, rank = [_told(name) for name in votes.statements], 0
    for name, places, ballots in _by_person(votes):
        who = _told(name)
        rows = zip(range(rank, rank + len(ballots)), places, ballots, strict=True)
        yield "".join(f"{number},,{names[place]},{who},{ballot}\r\n" for number, place, ballot in rows).encode()
        rank += len(ballots)


def _by_person(votes: Votes) -> Iterator[tuple[str, list[int], list[int]]]:
    for index, name in enumerate(votes.people):
        part = slice(votes.starts[index], votes.starts[index + 1])
        yield name, votes.statement[part].tolist(), votes.ballot[part].tolist()


def _told(text: str) -> str:
    return _line(_cell(text)).removesuffix("\r\n")


def _line(*cells: object) -> str:
    held = io.StringIO()
    csv.writer(held).writerow(cells)
    return held.getvalue()


def _cell(text: str) -> str:
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text


def write_votes(
    person: NDArray[np.integer], statement: NDArray[np.integer], ballot: NDArray[np.int8], path: Path
) -> None:
    """Write many votes as Polis's ``votes.csv``, with their rank as the moment: millions of them in a few seconds.

    Parameters
    ----------
    person, statement
        Shape (v,): numbers from 0, which become the ids.
    ballot
        Shape (v,): 1, 0 or -1.
    path
        The file.
    """
    with path.open("wb") as file:
        file.write(b"timestamp,datetime,comment-id,voter-id,vote\n")
        for begin in range(0, len(ballot), ROWS):
            part = slice(begin, begin + ROWS)
            rank = np.arange(begin, min(begin + ROWS, len(ballot)))
            comma = np.full((len(rank), 1), ord(","), dtype=np.uint8)
            sign = np.where(ballot[part] < 0, ord("-"), 0).astype(np.uint8)[:, None]
            end = np.full_like(comma, ord("\n"))
            ids = (comma, comma, _digits(statement[part]), comma, _digits(person[part]), comma)
            rows = np.hstack([_digits(rank), *ids, sign, _digits(np.abs(ballot[part])), end])
            file.write(rows[rows != 0].tobytes())


def _digits(numbers: NDArray[np.integer]) -> NDArray[np.uint8]:
    """Return numbers as digits, one row each, with zero bytes before the first digit."""
    width = len(str(int(numbers.max(initial=0))))
    left = numbers.astype(np.int64)
    digits = np.zeros((len(left), width), dtype=np.uint8)
    for place in range(width - 1, -1, -1):
        digits[:, place] = np.where((left > 0) | (place == width - 1), left % 10 + ord("0"), 0)
        left = left // 10
    return digits
