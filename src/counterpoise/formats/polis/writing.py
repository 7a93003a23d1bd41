"""Write a conversation as Polis exports it."""

import csv
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from counterpoise.formats.polis.reading import Statement
from counterpoise.interests.opinions.votes import Votes

__all__ = ["write_export", "write_votes"]

ROWS = 500_000


def write_export(votes: Votes, statements: Mapping[str, Statement], folder: Path) -> None:
    """Write ``votes.csv``, ``participants-votes.csv`` and ``comments.csv`` into a folder that is there.

    The rank of a vote stands where Polis has its moment: these votes carry no times, and nobody's pattern of hours is
    given away. A text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    with (folder / "votes.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("timestamp", "datetime", "comment-id", "voter-id", "vote"))
        for rank, (who, which, ballot) in enumerate(zip(votes.person, votes.statement, votes.ballot, strict=True)):
            writer.writerow((rank, "", _cell(votes.statements[which]), _cell(votes.people[who]), int(ballot)))
    with (folder / "participants-votes.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        fixed = ("participant", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree")
        writer.writerow((*fixed, *(_cell(name) for name in votes.statements)))
        for index, name in enumerate(votes.people):
            part = slice(votes.starts[index], votes.starts[index + 1])
            ballots = dict(zip(votes.statement[part].tolist(), votes.ballot[part].tolist(), strict=True))
            agree, disagree = (sum(one == answer for one in ballots.values()) for answer in (1, -1))
            answers = (ballots.get(place, "") for place in range(votes.m))
            writer.writerow((_cell(name), "", "", len(ballots), agree, disagree, *answers))
    agree, disagree, _ = votes.counts()
    with (folder / "comments.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(
            ("timestamp", "datetime", "comment-id", "author-id", "agrees", "disagrees", "moderated", "comment-body")
        )
        for place, name in enumerate(votes.statements):
            one = statements.get(name, Statement())
            counts = (int(np.int64(agree[place])), int(disagree[place]))
            writer.writerow((place, "", _cell(name), "", *counts, -1 if one.hidden else 1, _cell(one.text)))


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
