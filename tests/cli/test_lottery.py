"""``counterpoise lottery``: chances, panels, a draw, its verification, replacements, and plain words for bad input."""

import json
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest
from openpyxl import Workbook

from counterpoise.cli.main import app

KEYS = {
    "objective", "certified", "gap", "minimum", "maximum", "geometric_mean", "gini", "chances", "panels", "cpu_seconds"
}  # fmt: skip


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give every test an English terminal."""
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")


@pytest.fixture
def question(tmp_path: Path) -> list[str]:
    """Write a pool and quotas, and return the options that name them."""
    rows = "".join(f"p{at},{'Female' if at % 3 else 'Male'},{'old' if at % 2 else 'young'}\n" for at in range(30))
    (tmp_path / "pool.csv").write_text("id,gender,age\n" + rows, encoding="utf-8")
    (tmp_path / "quotas.csv").write_text(
        "category,feature,min,max\ngender,Female,3,3\ngender,Male,3,3\nage,old,2,4\nage,young,2,4\n", encoding="utf-8"
    )
    return ["--pool", str(tmp_path / "pool.csv"), "--quotas", str(tmp_path / "quotas.csv"), "--size", "6"]


def run(*arguments: str | Path) -> int:
    """Run the command line and return how it ended."""
    with pytest.raises(SystemExit) as ended:
        app(["lottery", *(str(argument) for argument in arguments)])
    return int(ended.value.code or 0)


@pytest.mark.parametrize("objective", ["leximin", "maximin", "nash", "goldilocks"])
def test_chances_as_json_have_the_agreed_keys(
    question: list[str], objective: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("chances", *question, "--objective", objective, "--format", "json") == 0
    told = json.loads(capsys.readouterr().out)
    assert set(told) == KEYS
    assert told["certified"]
    assert sum(told["chances"].values()) == pytest.approx(6)
    assert told["minimum"] == pytest.approx(min(told["chances"].values()))


def test_chances_in_words_name_nobody(question: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    for form, lang in (("text", "en"), ("html", "nl")):
        assert run("chances", *question, "--format", form, "--lang", lang) == 0
        told = capsys.readouterr().out
        assert "p17" not in told
        assert "Gini" in told


def test_the_whole_way_from_panels_to_a_verified_draw(
    question: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    frozen, shown, drawn = tmp_path / "frozen.json", tmp_path / "lottery.json", tmp_path / "draw.json"
    pool, quotas = question[:2], question[2:4]
    assert run("panels", *question, "--format", "json", "--output", frozen, "--publish", shown) == 0
    assert run("draw", "--lottery", frozen, "--randomness", "dice:0-4-2", "--format", "json", "--output", drawn) == 0
    assert run("verify", "--lottery", shown, "--draw", drawn, *pool, *quotas) == 0
    gone = json.loads(drawn.read_text(encoding="utf-8"))["people"][0]
    capsys.readouterr()
    assert run("replace", *question, "--draw", drawn, "--gone", gone) == 0
    assert "All quotas are kept" in capsys.readouterr().out
    assert run("replace", *question, "--draw", drawn, "--gone", "nobody") == 1
    Path(question[1]).write_text("changed", encoding="utf-8")
    assert run("verify", "--lottery", shown, "--draw", drawn, *pool) == 1
    assert "pool" in capsys.readouterr().out
    assert run("draw", "--lottery", frozen, "--randomness", "dice:0-4-2", *pool) == 1
    assert run("draw", "--lottery", frozen, "--randomness", "dice:heads") == 1
    capsys.readouterr()
    assert run("draw", "--lottery", frozen, "--randomness", "text:heads") == 1
    assert "not the chance that was announced" in capsys.readouterr().err


def test_a_rehearsal_says_that_it_is_none(question: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run("draw", *question, "--seed", "5") == 0
    assert "rehearsal" in capsys.readouterr().out
    assert run("draw", "--seed", "5") == 2


def test_a_workbook_is_read_like_a_csv_file(
    question: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = Workbook()
    for line in Path(question[1]).read_text(encoding="utf-8").splitlines():
        book.active.append(line.split(","))
    book.save(tmp_path / "pool.xlsx")
    assert run("chances", "--pool", tmp_path / "pool.xlsx", *question[2:], "--format", "json") == 0
    assert json.loads(capsys.readouterr().out)["certified"]
    (tmp_path / "broken.xlsx").write_bytes(b"no workbook")
    assert run("chances", "--pool", tmp_path / "broken.xlsx", *question[2:]) == 1
    assert "workbook" in capsys.readouterr().err


def test_bad_input_is_named_in_both_languages_and_nothing_is_drawn(
    question: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with Path(question[1]).open("a", encoding="utf-8") as file:
        file.write("p1,Other,old\n")
    for lang, words in (("en", "Nothing was drawn"), ("nl", "niets geloot")):
        assert run("chances", *question, "--lang", lang) == 1
        out, err = capsys.readouterr()
        assert not out
        assert "line 32" in err or "regel 32" in err
        assert words in err
        assert "Traceback" not in err


def test_quotas_that_no_panel_keeps_are_answered_with_the_smallest_change(
    question: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    Path(question[1]).write_text("gender,age\n" + "Female,old\n" * 5 + "Male,young\n" * 5, encoding="utf-8")
    Path(question[3]).write_text(
        "feature,value,min,max\ngender,Female,3,3\ngender,Male,3,3\nage,old,2,2\nage,young,4,4\n", encoding="utf-8"
    )
    assert run("chances", *question) == 1
    assert "The smallest change that helps" in capsys.readouterr().err
    assert run("chances", *question[:4], "--size", "0") == 1
    assert run("chances", "--pool", "absent.csv", *question[2:]) == 1


def test_the_words_are_complete_in_both_languages() -> None:
    folder = files("counterpoise.inclusion.lottery").joinpath("words")
    one, other = (
        {
            (section, code)
            for section, rows in tomllib.loads(folder.joinpath(f"{lang}.toml").read_text(encoding="utf-8")).items()
            for code in rows
        }
        for lang in ("en", "nl")
    )
    assert one == other


def test_a_hundred_thousand_rows_are_read_and_of_their_mistakes_the_first_of_each_kind_are_told(
    question: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    many = tmp_path / "many.csv"
    rows = [f"p{at},{'Female' if at % 3 else 'Male'},{'old' if at % 2 else 'young'}" for at in range(100_000)]
    many.write_text("id,gender,age\n" + "\n".join(rows), encoding="utf-8")
    assert run("chances", "--pool", many, *question[2:], "--format", "json") == 0
    assert len(json.loads(capsys.readouterr().out)["chances"]) == 100_000
    rows[1::2] = [f"p{at},Other,old" for at in range(0, 100_000, 2)]
    many.write_text("id,gender,age\n" + "\n".join(rows), encoding="utf-8")
    assert run("chances", "--pool", many, *question[2:]) == 1
    out, err = capsys.readouterr()
    assert not out
    assert "many.csv, line 3, id:" in err
    assert "many.csv, line 3, gender:" in err
    assert len(err.splitlines()) == 22
    many.write_text("id,gender,age\n" + "\n".join(rows).replace(",", ";"), encoding="utf-8")
    assert run("chances", "--pool", many, *question[2:]) == 1
    assert "many.csv, line 2: there are 1 values for 3 columns" in capsys.readouterr().err


@pytest.mark.shared
@pytest.mark.parametrize(
    ("folder", "pool", "quotas", "size", "column"),
    [
        ("couples_2", "respondents", "categories", 2, ""),
        ("example_small_20", "respondents", "categories", 20, ""),
        ("example_large_200", "respondents", "categories", 200, ""),
        ("opendlp_monitoring", "respondents", "categories", 30, "unique_id"),
        ("sf_fixture_22", "candidates", "features", 22, "nationbuilder_id"),
        ("sf_fixture_22", "candidates_lower", "features", 22, "email"),
    ],
)
def test_every_header_of_the_files_that_are_in_use_is_read(
    shared_data: Path, folder: str, pool: str, quotas: str, size: int, column: str, capsys: pytest.CaptureFixture[str]
) -> None:
    here = shared_data / "lottery" / folder
    options = ["--id", column] if column else []
    files: list[str | Path] = ["--pool", here / f"{pool}.csv", "--quotas", here / f"{quotas}.csv"]
    assert run("chances", *files, "--size", str(size), *options, "--format", "json") == 0
    told = json.loads(capsys.readouterr().out)
    assert set(told) == KEYS
    assert told["certified"]
    assert sum(told["chances"].values()) == pytest.approx(size)
    first = next(iter(told["chances"]))
    assert first == {"": "1", "unique_id": "1", "nationbuilder_id": "p0", "email": "email0"}[column]


@pytest.mark.parametrize("title", ["number", "nr", "Deelnemer"])
def test_whoever_is_known_by_the_number_of_their_row_is_told_so_and_how_to_name_the_column(
    question: list[str], title: str, capsys: pytest.CaptureFixture[str]
) -> None:
    pool = Path(question[1])
    pool.write_text(pool.read_text(encoding="utf-8").replace("id,", f"{title},", 1), encoding="utf-8")
    assert run("chances", *question, "--format", "json") == 0
    out, err = capsys.readouterr()
    assert "1" in json.loads(out)["chances"]
    assert f'known by the number of their row. If “{title}” is such a column, say --id "{title}"' in err
    assert run("chances", *question, "--id", title, "--format", "json") == 0
    out, err = capsys.readouterr()
    assert "p0" in json.loads(out)["chances"]
    assert err == ""


def test_the_public_reads_a_gap_that_people_can_read(question: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    for objective, words in (("leximin", "by more than 0.01 % of the mean chance, unless"), ("maximin", "0.01 %")):
        assert run("chances", *question, "--objective", objective) == 0
        told = capsys.readouterr().out
        assert words in told
        assert "e-" not in told.partition("This is proved")[2].partition("\n")[0]
