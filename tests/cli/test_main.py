"""The command line answers in plain lines: 0 when it did what was asked, 1 for bad input, 2 for wrong usage."""

import json
import os
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook

from counterpoise.cli.main import app, commands
from counterpoise.cli.speech import words
from counterpoise.datasets.illustrations import illustrations
from counterpoise.formats.bundle import read, write
from counterpoise.levels.editions import shared_edition
from counterpoise.record import Edition

AT = "2015-06-30"


@pytest.fixture(scope="session")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the four illustrations as a bundle."""
    path = tmp_path_factory.mktemp("illustrations") / "illustrations"
    write(illustrations(), path)
    return path


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give every test an English terminal."""
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")


def run(*arguments: str | Path) -> int:
    """Run the command line and return how it ended."""
    with pytest.raises(SystemExit) as ended:
        app([str(argument) for argument in arguments])
    return int(ended.value.code or 0)


def test_every_verb_has_help_that_says_what_it_does(capsys: pytest.CaptureFixture[str]) -> None:
    for command in commands.registered_commands:
        assert command.callback is not None
        assert run(command.callback.__name__, "--help") == 0
        assert (command.callback.__doc__ or "").split(".")[0].split()[0] in capsys.readouterr().out


def test_a_clean_bundle_is_said_to_be_clean(bundle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", bundle) == 0
    assert "no problems" in capsys.readouterr().out


def test_what_was_not_read_of_a_workbook_is_told_by_check_and_by_audit(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = Workbook()
    book.active.title = "Besluiten 2015"
    book.create_sheet("Besluiten").append(["Besluit", "Datum"])
    book["Besluiten"].append(["Sluiten", "3-11-2014"])
    book.save(tmp_path / "raad.xlsx")
    unread = "blad Besluiten 2015: de lege werkmap heeft geen blad met deze naam"
    for verb in ("check", "audit"):
        assert run(verb, tmp_path / "raad.xlsx", "--lang", "nl") == 0
        assert unread in capsys.readouterr().err
    # Whoever reads the report later was not there when it was made.
    for form in ("text", "html", "json"):
        out = tmp_path / f"report.{form}"
        assert run("audit", tmp_path / "raad.xlsx", "--lang", "nl", "--format", form, "--output", out) == 0
        assert unread in " ".join(out.read_text(encoding="utf-8").split())


def test_what_is_wrong_is_named_on_standard_error_with_its_place(
    bundle: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken"
    record = read(bundle).record
    write((row for row in record if row.id != "stay-or-close"), broken)
    assert run("check", broken) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "“stay-or-close” is not in matters: add that row, or correct the id" in err
    assert all(
        line.startswith(("decisions.jsonl, line", *(f"{name}.jsonl" for name in record.tables), str(broken)))
        for line in err.splitlines()
    )


def test_the_same_in_dutch(bundle: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").mkdir()
    assert run("check", tmp_path / "empty", "--lang", "nl") == 1
    assert "hier is geen manifest.json" in capsys.readouterr().err
    assert run("check", bundle, "--lang", "nl") == 0
    assert "geen problemen" in capsys.readouterr().out


def test_an_audit_prints_text_json_and_a_page(bundle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("audit", bundle, "--at", AT) == 0
    assert "Lindehof" in capsys.readouterr().out
    assert run("audit", bundle, "--at", AT, "--format", "html", "--lang", "nl") == 0
    assert '<html lang="nl"' in capsys.readouterr().out
    assert run("audit", bundle, "--at", AT, "--format", "json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["at"] == AT
    assert found["edition"] == "full"
    one = found["initiatives"][0]["indicators"][0]
    assert set(one) >= {
        "code", "short", "direction", "value", "numerator", "denominator", "interval", "display", "coverage",
        "evidence", "details", "cannot_say", "source",
    }  # fmt: skip
    assert "parts" in one["details"]


def test_the_same_audit_gives_the_same_bytes(bundle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outputs = []
    for _ in range(2):
        assert run("audit", bundle, "--at", AT, "--format", "json") == 0
        outputs.append(capsys.readouterr().out)
    assert outputs[0] == outputs[1]


def test_a_result_goes_to_a_file_in_one_piece(bundle: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "check.json"
    assert run("audit", bundle, "--at", AT, "--format", "json", "--output", target) == 0
    assert json.loads(target.read_text())["at"] == AT
    assert capsys.readouterr().out == ""
    assert [file.name for file in tmp_path.iterdir()] == ["check.json"]
    assert run("audit", bundle, "--at", AT, "--output", tmp_path / "no" / "where.txt") == 1
    assert "Cannot write" in capsys.readouterr().err


def test_a_shared_edition_is_not_read_as_the_full_one(
    bundle: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from datetime import date

    shared = tmp_path / "shared.zip"
    write(shared_edition(read(bundle).record, at=date(2015, 6, 30)), shared, edition=Edition.SHARED)
    assert run("audit", shared, "--at", AT, "--format", "json") == 0
    assert json.loads(capsys.readouterr().out)["edition"] == "shared"
    assert run("audit", shared, "--at", AT, "--edition", "full") == 1
    assert "It cannot be read as the full edition" in capsys.readouterr().err
    assert run("audit", bundle, "--at", AT, "--edition", "shared", "--format", "json") == 0
    assert json.loads(capsys.readouterr().out)["edition"] == "shared"


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("audit", "BUNDLE", "--at", "yesterday"), 2, "yesterday is not a date"),
        (("audit", "BUNDLE", "--at", AT, "--initiative", "x"), 1, "There is no initiative x"),
        (("audit", "BUNDLE", "--at", "1999-01-01", "--initiative", "x"), 1, "the record holds none"),
        (("audit", "/nowhere/at/all"), 1, "nowhere"),
        (("audit",), 2, "See: counterpoise audit --help"),
        (("fly",), 2, "No such command"),
        (("audit", "BUNDLE", "--format", "pdf"), 2, "pdf"),
        (("dataset", "illustrations", "--output", "BUNDLE"), 1, "There is something at"),
        (("dataset", "paintings", "--output", "x"), 2, "paintings"),
        (("compare", "BUNDLE", "--at", AT), 2, "--with"),
    ],
)
def test_every_error_is_one_plain_line(
    bundle: Path, arguments: tuple[str, ...], code: int, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*(str(bundle) if word == "BUNDLE" else word for word in arguments)) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert says in err
    assert "Traceback" not in err
    assert len(err.splitlines()) <= 2


def test_what_nobody_foresaw_is_still_one_plain_line(
    bundle: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr("counterpoise.cli.audit.audit_in_turn", breaks)
    assert run("audit", bundle, "--at", AT) == 1
    assert "Something went wrong that we did not foresee: RuntimeError: boom" in capsys.readouterr().err


def test_two_dates_are_compared(bundle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("compare", bundle, "--at", "2014-06-30", "--with", AT, "--format", "json") == 0
    assert json.loads(capsys.readouterr().out)
    assert run("compare", bundle, "--at", "2014-06-30", "--with", AT) == 0
    assert run("compare", bundle, "--at", "2014-06-30", "--with", AT, "--format", "html") == 0


def test_datasets_are_written_and_check_clean(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("dataset", "illustrations", "--output", tmp_path / "a.zip") == 0
    assert run("dataset", "synthetic", "--output", tmp_path / "b", "--contributions", "200", "--seed", "7") == 0
    assert run("check", tmp_path / "a.zip") == 0
    assert run("check", tmp_path / "b") == 0
    assert "Written" in capsys.readouterr().out


def test_a_template_is_written_and_never_over_something(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("template", tmp_path / "council.xlsx", "--lang", "nl") == 0
    assert run("check", tmp_path / "council.xlsx") == 0
    assert run("template", tmp_path / "council.xlsx") == 1
    assert "There is something at" in capsys.readouterr().err


def test_the_program_runs_as_a_program(bundle: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", "from counterpoise.cli.main import app; app()", "check", str(bundle)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, "")


def test_both_languages_say_the_same_things() -> None:
    assert {section: set(lines) for section, lines in words("en").items()} == {
        section: set(lines) for section, lines in words("nl").items()
    }
    for section, lines in words("en").items():
        for code, line in lines.items():
            fields = {part.split("}")[0] for part in line.split("{")[1:]}
            dutch = {part.split("}")[0] for part in words("nl")[section][code].split("{")[1:]}
            assert fields == dutch, (section, code)


def program(*arguments: str | Path, after: str = "") -> subprocess.CompletedProcess[str]:
    """Run the command line as a program, in a shell that does something with its output."""
    start = "from counterpoise.cli.main import app; app()"
    line = " ".join(shlex.quote(str(word)) for word in (sys.executable, "-c", start, *arguments))
    home = {"LC_ALL": "C", "PATH": os.environ["PATH"]}
    return subprocess.run(["bash", "-c", f"{line} {after}"], capture_output=True, text=True, check=False, env=home)


def test_a_reader_that_has_gone_is_no_error(bundle: Path) -> None:
    for arguments in (("check", bundle), ("audit", bundle, "--at", AT, "--format", "json"), ("--help",)):
        ended = program(*arguments, after='| true; exit "${PIPESTATUS[0]}"')
        assert (ended.returncode, ended.stderr) == (0, "")


@pytest.mark.parametrize("arguments", [("check",), ("audit", "--at", AT)])
@pytest.mark.parametrize("closed", [">&-", ">/dev/full"])
def test_an_output_that_is_closed_or_full_is_said_in_one_line(
    bundle: Path, arguments: tuple[str, ...], closed: str
) -> None:
    ended = program(*arguments, bundle, after=closed)
    assert ended.returncode == 1
    assert ended.stderr.startswith("counterpoise: Nothing could be written to standard output: ")
    assert ended.stderr.count("\n") == 1


def test_a_result_never_takes_the_place_of_what_was_read(
    bundle: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    packed = tmp_path / "record.zip"
    write(illustrations(), packed)
    (tmp_path / "link").symlink_to(packed)
    before = packed.read_bytes(), (bundle / "manifest.json").read_bytes()
    assert run("audit", packed, "--at", AT, "--output", packed) == 1
    assert run("audit", packed, "--at", AT, "--output", tmp_path / "link") == 1
    assert run("compare", bundle, "--at", AT, "--with", "2015-01-01", "--output", bundle / "manifest.json") == 1
    assert (packed.read_bytes(), (bundle / "manifest.json").read_bytes()) == before
    assert "is what was read" in capsys.readouterr().err


def test_a_result_follows_a_link_keeps_who_may_read_and_goes_down_a_pipe(bundle: Path, tmp_path: Path) -> None:
    mine, link, pipe = tmp_path / "mine", tmp_path / "link", tmp_path / "pipe"
    mine.write_text("old")
    mine.chmod(0o600)
    link.symlink_to(mine)
    assert run("audit", bundle, "--at", AT, "--output", link) == 0
    assert link.is_symlink()
    assert mine.read_text(encoding="utf-8").startswith("Power check")
    assert mine.stat().st_mode & 0o777 == 0o600
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE) as reader:
        assert run("audit", bundle, "--at", AT, "--output", pipe) == 0
        assert reader.communicate()[0] == mine.read_bytes()
    assert pipe.is_fifo()
    assert {one.name for one in tmp_path.iterdir()} == {"mine", "link", "pipe"}


def test_a_name_can_neither_break_the_line_nor_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("audit", "no\nsuch\x1b[31mfile") == 1
    err = capsys.readouterr().err
    assert "\x1b" not in err
    assert len(err.splitlines()) == 2
    assert run("audit", "a" * 5000) == 1
    err = capsys.readouterr().err
    assert err.startswith("counterpoise: Cannot read aaa")
    assert len(err.splitlines()) == 1


def test_an_error_comes_in_the_language_that_was_asked_for(bundle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for asked in (["--lang", "nl"], ["--lang=nl"]):
        assert run("audit", bundle, "--initiative", "nowhere", *asked) == 1
        assert "geen initiatief nowhere" in capsys.readouterr().err


def test_a_matter_that_is_not_there_is_said_and_only_its_initiative_is_read(
    bundle: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("audit", bundle, "--at", AT, "--matter", "nothing") == 1
    assert "There is no matter nothing on that date. There are: " in capsys.readouterr().err
    assert run("audit", bundle, "--at", "2000-01-01", "--matter", "nothing") == 1
    assert "the record holds none" in capsys.readouterr().err
    assert run("audit", bundle, "--at", AT, "--matter", "stay-or-close", "--format", "json") == 0
    told = json.loads(capsys.readouterr().out)["initiatives"]
    assert [(one["id"], one["matter"]) for one in told] == [("lindehof-together", "stay-or-close")]


@pytest.mark.parametrize("verb", [("voices", "words"), ("opinions",)])
def test_no_verb_writes_over_what_it_was_given(
    verb: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = tmp_path / "given.csv"
    votes = "".join(f"{person},{one},{1 if (person + one) % 3 else -1}\n" for person in range(30) for one in range(6))
    given.write_text("voter-id,comment-id,vote\n" + votes, encoding="utf-8")
    more = ["--mode", "polis"]
    if verb[0] == "voices":
        given, more = tmp_path / "given.txt", []
        given.write_text("We want to eat together. The director decides where the meals are.\n" * 5, encoding="utf-8")
    before = given.read_bytes()
    assert run(*verb, given, *more, "--output", given) == 1
    assert "is what was read" in capsys.readouterr().err
    assert given.read_bytes() == before


@pytest.mark.parametrize("form", ["text", "json", "html"])
def test_a_file_holds_what_standard_output_would(
    bundle: Path, tmp_path: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("audit", bundle, "--at", AT, "--format", form) == 0
    printed = capsys.readouterr().out
    assert run("audit", bundle, "--at", AT, "--format", form, "--output", tmp_path / "check") == 0
    assert (tmp_path / "check").read_text(encoding="utf-8") == printed


def test_nothing_half_written_is_left_where_measuring_breaks_off(
    bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def breaks(*_: object, **__: object) -> Iterator[str]:
        yield "half a page"
        raise RuntimeError("boom")

    (tmp_path / "check").write_text("as it was", encoding="utf-8")
    monkeypatch.setattr("counterpoise.cli.audit.json_in_pieces", breaks)
    assert run("audit", bundle, "--at", AT, "--format", "json", "--output", tmp_path / "check") == 1
    assert "RuntimeError: boom" in capsys.readouterr().err
    assert (tmp_path / "check").read_text(encoding="utf-8") == "as it was"
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".counterpoise")] == []
    # On standard output nothing is printed before all of it is there.
    assert run("audit", bundle, "--at", AT, "--format", "json") == 1
    assert capsys.readouterr().out == ""
