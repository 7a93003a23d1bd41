import sys
from dataclasses import replace
from pathlib import Path

import pytest

from counterpoise.ledger.command import MOST_NAMED, main, report, verify_and_remember
from counterpoise.ledger.export import write_ledger
from counterpoise.ledger.findings import Finding, LogState, Verdict
from tests.ledger.logs import a_log, changed


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    """Return a ledger as it is exported."""
    path = tmp_path / "ledger.zip"
    write_ledger([a_log(20).files()], path)
    return path


def lines_of(*findings: Finding, lang: str = "en") -> list[str]:
    return [line for _, line in report(Verdict(findings=findings, logs=(), memory={}), lang=lang)]


def test_a_ledger_that_holds_is_said_to_hold_and_is_remembered(
    exported: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keep = tmp_path / "mine.json"
    assert main([str(exported), "--remember", str(keep)]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert out.splitlines()[0] == "The ledger holds. It cannot show what was never entered."
    assert "last confirmed from outside on 2026-03-02, by council.example/witness" in out
    assert "not checked" not in out
    assert out.splitlines()[-1] == f"Remembered in {keep}."
    assert main([str(exported), "--remember", str(keep), "--lang", "nl"]) == 0
    assert "Het logboek klopt." in capsys.readouterr().out


def test_another_past_is_refused_and_what_is_remembered_stays(
    exported: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keep = tmp_path / "mine.json"
    main([str(exported), "--remember", str(keep)])
    before = keep.read_bytes()
    other = tmp_path / "other.zip"
    write_ledger([a_log(20, seed=8).files()], other)
    capsys.readouterr()
    assert main([str(other), "--remember", str(keep)]) == 1
    err = capsys.readouterr().err
    assert "log common, entries 0 to 19: differs from what you saw before" in err
    assert "this is another past than the one you saw at size 20" in err
    assert keep.read_bytes() == before


def test_what_is_remembered_is_not_written_where_the_ledger_does_not_hold(tmp_path: Path) -> None:
    files = a_log(20).files()
    altered = tmp_path / "altered.zip"
    write_ledger([replace(files, entries=files.entries[:9])], altered)
    assert main([str(altered), "--remember", str(tmp_path / "mine.json")]) == 1
    assert not (tmp_path / "mine.json").exists()


@pytest.mark.parametrize("content", [b"\xff", b"{}", b"not a checkpoint"])
def test_a_memory_that_was_changed_is_refused(exported: Path, tmp_path: Path, content: bytes) -> None:
    keep = tmp_path / "mine.json"
    keep.write_bytes(content)
    verdict, kept = verify_and_remember(exported, keep=keep)
    assert ([one.code for one in verdict.findings], kept) == (["memory_damaged"], False)
    assert keep.read_bytes() == content


def test_a_memory_that_cannot_be_read_or_written_is_named(exported: Path, tmp_path: Path) -> None:
    verdict, kept = verify_and_remember(exported, keep=tmp_path)
    assert ([one.code for one in verdict.findings], kept) == (["cannot_remember"], False)
    verdict, kept = verify_and_remember(exported, keep=tmp_path / "no" / "where.json")
    assert ([one.code for one in verdict.findings], kept) == (["cannot_remember"], False)


@pytest.mark.parametrize("words", [[], ["a", "b"], ["--remember"], ["a", "--lang", "fr"], ["--help"], ["a", "--lang"]])
def test_wrong_use_is_said_and_ends_with_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    assert capsys.readouterr().err.startswith("Use: python3 verify.py")


def test_of_many_findings_of_one_kind_the_first_are_named_and_the_rest_is_counted() -> None:
    findings = [Finding("rewritten", log="common", seq=place * 2, last=place * 2) for place in range(MOST_NAMED + 5)]
    found = lines_of(*findings)
    assert len(found) == MOST_NAMED + 2
    assert found[-2] == "was rewritten after it was entered: and 5 more of this kind"
    assert found[-1] == f"The ledger does NOT hold: {MOST_NAMED + 5} problems."
    many = [Finding("renumbered", log="a", seq=place, given={"says": 1}) for place in range(MOST_NAMED + 1)]
    assert lines_of(*many)[-2] == "was changed: it bears the number …: and 1 more of this kind"


def test_a_place_is_told_as_one_entry_or_as_several() -> None:
    assert lines_of(Finding("removed", log="common", seq=4, last=4))[0].startswith("log common, entry 4: ")
    assert lines_of(Finding("removed", log="common", seq=4, last=6))[0].startswith("log common, entries 4 to 6: ")
    assert lines_of(Finding("reordered", log="common", seq=4), lang="nl")[0].startswith("logboek common, regel 4: ")
    assert lines_of(Finding("zip_damaged"))[0].startswith("the zip is damaged")


def test_a_name_in_a_file_cannot_move_the_cursor_or_colour_the_terminal() -> None:
    line = lines_of(Finding("removed", log="co\x1b[2Jm\nmon\u202e", seq=4))[0]
    assert line.startswith("log co?[2Jm?mon?, entry 4")


def test_where_nobody_from_outside_confirmed_it_no_day_is_told() -> None:
    state = LogState(origin="a", size=1, root=b"r" * 32, entries=1, key="k", outside_at=None, outside_by="")
    found = [line for _, line in report(Verdict(findings=(), logs=(state,), memory={}), lang="nl")]
    assert found[1:] == ["a: 1 regels; ijkpunt bij lengte 1, wortel 7272727272727272, sleutel k"]


def test_a_time_beyond_every_calendar_is_still_a_line() -> None:
    end = (1 << 63) - 1
    state = LogState(origin="a", size=1, root=b"r" * 32, entries=1, key="k", outside_at=end, outside_by="b")
    found = [line for _, line in report(Verdict(findings=(), logs=(state,), memory={}), lang="en")]
    assert found[2] == "a: last confirmed from outside on 9999-12-31, by b"


def test_a_terminal_without_our_letters_gets_question_marks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Plain:
        encoding = "ascii"

        def write(self, text: str) -> None:
            text.encode("ascii")
            written.append(text)

    written: list[str] = []
    files = a_log(3, every=3).files()
    lines = [changed(line, {"log": "zorg\u2013thuis"}) for line in files.entries]
    path = tmp_path / "other.zip"
    write_ledger([replace(files, log="zorg\u2013thuis", entries=lines, leaves=[], bodies=[], complete=False)], path)
    monkeypatch.setattr(sys, "stderr", Plain())
    assert main([str(path)]) == 1
    assert any("zorg?thuis" in line for line in written)
