"""Votes in files: what can be read is read, and what is wrong is named by file and line."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoise.formats.polis import Statement, VotesFileError, read_votes, write_export, write_votes
from counterpoise.interests.opinions.simulation import large, made

HEAD = "timestamp,datetime,comment-id,voter-id,vote\n"


def written(folder: Path, text: str | bytes, name: str = "votes.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def refused(path: Path, statements: Path | None = None) -> list[tuple[int, str]]:
    with pytest.raises(VotesFileError) as error:
        read_votes(path, statements=statements)
    return [(problem.line, problem.code) for problem in error.value.problems]


def test_an_export_of_polis_comes_back_as_it_was_written(tmp_path: Path) -> None:
    votes = made(30, 12, seed=1, passes=0.2).votes
    write_export(votes, {"3": Statement("=1+1"), "4": Statement("x", hidden=True)}, tmp_path)
    read = read_votes(tmp_path)
    for again in (read.votes, read_votes(tmp_path / "participants-votes.csv").votes):
        assert again.people == votes.people
        assert np.array_equal(again.statement, votes.statement)
        assert np.array_equal(again.ballot, votes.ballot)
    assert read.statements["3"].text == "'=1+1"
    assert "4" not in read.shown.statements


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_the_latest_vote_holds_whatever_the_ends_of_lines(tmp_path: Path, end: str, mark: bytes) -> None:
    text = (HEAD + "9,,0,7,1\n8,,0,7,-1\n8,,1,7,0").replace("\n", end)
    votes = read_votes(written(tmp_path, mark + text.encode())).votes
    assert votes.ballot.tolist() == [1, 0]
    assert votes.replaced == 1


def test_other_names_words_and_separators_are_understood(tmp_path: Path) -> None:
    text = "Deelnemer;Stelling;Stem\nann;bus;eens\nann;tram;geen mening\nben;bus;Oneens\nben;tram;gezien\n"
    votes = read_votes(written(tmp_path, text)).votes
    assert votes.people == ("ann", "ben")
    assert votes.ballot.tolist() == [1, 0, -1]
    assert votes.unanswered.tolist() == [0, 1]


@given(rows=st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99), st.integers(-1, 1)), min_size=1, max_size=30))
@settings(deadline=None)
def test_reading_in_large_pieces_and_line_by_line_is_the_same(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[int, int, int]]
) -> None:
    folder = tmp_path_factory.mktemp("same")
    plain = "".join(f"{rank},,{which},{who},{ballot}\n" for rank, (who, which, ballot) in enumerate(rows))
    quoted = plain.replace(",,", ',"Wed Jun 18, 2014",')
    one, other = (read_votes(written(folder, HEAD + text)).votes for text in (plain, quoted))
    assert one.people == other.people
    assert np.array_equal(one.statement, other.statement)
    assert np.array_equal(one.ballot, other.ballot)


def test_many_votes_are_written_and_read_whole(tmp_path: Path) -> None:
    person, statement, ballot = large(3_000, 50, 60_000, seed=1)
    write_votes(person, statement, ballot, tmp_path / "votes.csv")
    steps: list[tuple[int, int]] = []
    votes = read_votes(tmp_path / "votes.csv", progress=lambda done, total: steps.append((done, total))).votes
    assert votes.size == len(ballot)
    assert votes.ballot.sum() == ballot.sum()
    assert steps[-1][0] == steps[-1][1]


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("", [(0, "empty_file")]),
        ("a,b\n1,2\n", [(1, "column_missing")]),
        ("votes\n1\n", [(1, "not_a_table")]),
        (HEAD, [(0, "no_votes")]),
        (HEAD + "1,,0,0,7\n2,,0,1,=1+1\n", [(2, "unknown_vote"), (3, "unknown_vote")]),
        (HEAD + "1,,0,0,1\n2,,0", [(3, "uneven")]),
        (HEAD + "1,,0,,1\n1,,,0,1\n", [(2, "nobody"), (3, "on_nothing")]),
        (HEAD + '1,,0,"0,1\n', [(2, "quotes_open")]),
        (HEAD.encode() + b"1,,0,Jos\xe9,1\n", [(2, "not_utf8")]),
        ("\ufeffv\x00".encode("utf-16"), [(1, "not_utf8")]),
        ("participant,n-votes,0\n1,1,1\n1,1,1\n", [(3, "participant_twice")]),
        ("participant,n-votes,0\n1,1,5\n", [(2, "unknown_vote")]),
        ("participant,n-votes,0\n1,1\n", [(2, "uneven")]),
        ("participant,n-votes,0\n1,0,\n", [(0, "no_votes")]),
    ],
)
def test_what_is_wrong_is_named_by_its_line(tmp_path: Path, text: str | bytes, problems: list[tuple[int, str]]) -> None:
    assert refused(written(tmp_path, text)) == problems


def test_many_problems_are_counted_and_not_all_told(tmp_path: Path) -> None:
    problems = refused(written(tmp_path, HEAD + "1,,0,0,x\n" * 5_000))
    assert problems[-1] == (0, "and_more")
    assert len(problems) < 1_000


def test_a_folder_without_votes_and_a_file_that_is_not_there_are_told(tmp_path: Path) -> None:
    assert refused(tmp_path) == [(0, "no_votes_in_folder")]
    assert refused(tmp_path / "nowhere.csv") == [(0, "cannot_open")]


@pytest.mark.parametrize(
    ("early", "late"),
    [("2023-12-31", "2024-01-01"), ("2024-01-01T10:00:00+01:00", "2024-01-01T09:30:00Z"), ("9.5", "10.25")],
)
def test_the_last_vote_is_the_latest_in_time_and_not_in_the_alphabet(tmp_path: Path, early: str, late: str) -> None:
    votes = read_votes(written(tmp_path, f"voter,item,vote,time\na,x,1,{late}\na,x,-1,{early}\nb,x,0,{early}\n")).votes
    assert votes.ballot.tolist() == [1, 0]


def test_times_without_an_order_are_refused_where_somebody_voted_twice(tmp_path: Path) -> None:
    head = "stemmer;stelling;stem;datum\n"
    twice = written(tmp_path, head + "a;x;1;2024-01-01\na;x;-1;31-12-2023\n")
    assert refused(twice) == [(3, "no_time")]
    assert refused(written(tmp_path, head + "a;x;1;5\na;x;-1;2023-12-31\n")) == [(2, "no_time")]
    once = read_votes(written(tmp_path, head + "a;x;1;01-01-2024\nb;x;-1;31-12-2023\n")).votes
    assert once.ballot.tolist() == [1, -1]


def test_ends_of_lines_of_old_computers_and_signs_that_no_text_has_are_told(tmp_path: Path) -> None:
    assert refused(written(tmp_path, (HEAD + "1,,0,7,1\n").replace("\n", "\r"))) == [(1, "old_line_ends")]
    assert refused(written(tmp_path, HEAD + "1,,0,7,1\n2,,1\0,7,1\n")) == [(3, "no_text")]


def test_the_newer_name_of_the_table_of_people_is_known(tmp_path: Path) -> None:
    table = "participant,group-id,n-comments,n-votes,n-agree,n-disagree,0,1\n5,,0,2,1,1,1,-1\n"
    written(tmp_path, table, name="participant-votes.csv")
    assert read_votes(tmp_path).votes.ballot.tolist() == [1, -1]


def test_the_folder_in_which_somebody_is_has_a_name_in_messages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(VotesFileError) as error:
        read_votes(Path())
    assert error.value.problems[0].file == "."


def test_tables_of_statements_are_checked_too(tmp_path: Path) -> None:
    votes = written(tmp_path, HEAD + "1,,0,0,1\n")
    twice = written(tmp_path, "comment-id,comment-body\n0,a\n0,b\n", "twice.csv")
    assert refused(votes, twice) == [(3, "statement_twice")]
    assert refused(votes, written(tmp_path, "comment-id,author\n0,a\n", "none.csv")) == [(1, "column_missing")]
    assert refused(votes, written(tmp_path, "comment-id,comment-body\n0\n", "cut.csv")) == [(2, "uneven")]


@pytest.mark.shared
def test_the_real_conversations_are_read_with_all_their_votes(shared_data: Path) -> None:
    sizes = {folder.name: read_votes(folder).votes for folder in (shared_data / "opinion").iterdir() if folder.is_dir()}
    assert len(sizes) == 8
    assert (sizes["vtaiwan.uberx"].n, sizes["vtaiwan.uberx"].m) == (1921, 197)
    seattle = sizes["15-per-hour-seattle"]
    assert (seattle.n, seattle.m, seattle.size, seattle.replaced) == (339, 54, 2872, 123)
