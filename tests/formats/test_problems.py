"""The first problems of a file are kept, the others counted."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

from counterpoise.formats.polis import VotesFileError, read_votes
from counterpoise.formats.problems import FileProblem, FirstProblems, capped


def problem(line: int, *, sheet: str = "") -> FileProblem:
    return FileProblem("votes.csv", sheet, line, "vote", "unknown_vote", {"value": "maybe"})


def test_the_first_of_each_sheet_are_kept_and_the_others_counted() -> None:
    found = FirstProblems(first=2)
    assert not found
    for line in range(5):
        found.append(problem(line))
    found.append(problem(7, sheet="decisions"))
    assert found
    told = [(one.sheet, one.line, one.code, one.given.get("number")) for one in found]
    assert told == [
        ("", 0, "unknown_vote", None),
        ("", 1, "unknown_vote", None),
        ("decisions", 7, "unknown_vote", None),
        ("", 0, "and_more", 3),
    ]


def test_what_was_counted_before_is_added() -> None:
    before = FirstProblems(first=2)
    for line in range(5):
        before.append(problem(line))
    again = list(capped([*before, problem(9)], first=2))
    assert [(one.line, one.given.get("number")) for one in again] == [(0, None), (1, None), (0, 4)]


def test_a_file_with_nothing_but_wrong_votes_takes_no_room(tmp_path: Path) -> None:
    path = tmp_path / "votes.csv"
    rows = "".join(f"{number},1,maybe\n" for number in range(60_000))
    path.write_text(f"voter-id,comment-id,vote\n{rows}", encoding="utf-8")
    tracemalloc.start()
    with pytest.raises(VotesFileError) as refused:
        read_votes(path)
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert refused.value.problems[-1].given == {"number": 60_000 - 100}
    assert most < 12_000_000, "a problem kept for each row takes more than twice that"
