"""Write a conversation as Polis exports it."""

import csv
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from counterpoise.formats.polis.reading import Statement
from counterpoise.interests.opinions.votes import Votes

__all__ = ["write_export"]


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
