import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from counterpoise.cli.main import app
from counterpoise.cli.voices.speaking import chance, words
from counterpoise.formats.texts import pieces
from tests.expertise.voices.test_themes import contributions

RESIDENTS = "We want warm soup. The soup is cold and the dinner is late.\n\nNobody asked residents what they want."
BOARD = (
    "Nutritional protocols were evaluated. The protocol will be implemented by professionals for residents.\n\n"
    "Patients are informed by the board about the protocol."
)
DUTCH = "De bewoners werden geïnformeerd over het besluit.\n\nWij willen graag meepraten over de maaltijden."


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give every test an English terminal."""
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with texts and a table."""
    (tmp_path / "residents.txt").write_text(RESIDENTS, encoding="utf-8")
    (tmp_path / "board.txt").write_text(BOARD, encoding="utf-8")
    (tmp_path / "dutch.txt").write_text(DUTCH, encoding="utf-8")
    texts, topics = contributions(1)
    rows = [f"{topic},person {i % 9},{text}" for i, (text, topic) in enumerate(zip(texts, topics, strict=True))]
    (tmp_path / "answers.csv").write_text("\n".join(["side,who,text", *rows, "meals,person 1,!"]), encoding="utf-8")
    (tmp_path / "categories.txt").write_text(
        "Meals: soup, dinner and the cook\nParking: car and bus\n", encoding="utf-8"
    )
    return tmp_path


def run(*arguments: str | Path) -> int:
    """Run the command line and return how it ended."""
    with pytest.raises(SystemExit) as ended:
        app(["voices", *(str(argument) for argument in arguments)])
    return int(ended.value.code or 0)


def data(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> dict[str, Any]:
    """Run a verb and return its JSON."""
    assert run(*arguments, "--format", "json") == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_positions_have_the_keys_that_programs_rely_on(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = data(capsys, "positioning", folder / "board.txt")
    assert set(found) == {"language", "groups", "mentions"}
    assert found["language"] == "en"
    assert set(found["groups"]["citizens"]) == {"agent", "recipient", "partner", "other", "index", "interval"}
    assert found["groups"]["citizens"]["recipient"] == 2
    assert found["groups"]["citizens"]["index"] is None
    for one in found["mentions"]:
        assert set(one) == {"sentence", "start", "end", "text", "group", "role"}
        assert one["sentence"][one["start"] : one["end"]] == one["text"]


def test_themes_have_the_keys_that_programs_rely_on(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = data(capsys, "themes", folder / "answers.csv", "--column", "text", "--number", "3")
    assert set(found) == {"documents", "themes", "assignment", "stability", "cpu_seconds"}
    assert found["documents"] == len(found["assignment"]) == sum(one["size"] for one in found["themes"]) == 90
    assert next(iter(found["assignment"])) == "2"
    assert all(set(one) == {"id", "words", "size", "quotes"} for one in found["themes"])
    assert set(found["assignment"].values()) == {one["id"] for one in found["themes"]}


def test_words_compare_files_or_columns(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = data(capsys, "words", folder / "residents.txt", folder / "board.txt", "--decision", folder / "board.txt")
    assert found["groups"]["residents.txt"]["texts"] == 2
    assert {row["word"] for row in found["groups"]["board.txt"]["common"]} >= {"protocol"}
    assert [one["speakers"] for one in found["distances"]] == [[2, 2], [2, 2]]
    assert set(found["uptake"]) == {"residents.txt", "board.txt"}
    by = data(capsys, "words", folder / "answers.csv", "--column", "text", "--by", "side", "--speaker", "who")
    assert {row["word"] for row in by["distinctive"]["meals"]} >= {"soup"}
    assert len(by["distances"]) == 3


def test_the_words_of_one_text_are_counted(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = data(capsys, "words", folder / "residents.txt")
    assert found["groups"]["residents.txt"]["common"][0] == {"word": "soup", "count": 2}
    assert found["distinctive"] == {}


def test_coverage_puts_first_what_no_category_holds(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ("coverage", folder / "answers.csv", "--column", "text", "--taxonomy", folder / "categories.txt")
    found = data(capsys, *arguments)
    assert found["documents"] == 90 == found["uncovered"] + found["unclear"] + found["covered"]
    assert "nurse" in " ".join(one["text"] for one in found["contributions"][:10])
    assert set(found["categories"]) == {"Meals", "Parking"}
    shares = [one["uncovered"] / one["size"] for one in found["themes"]]
    assert shares == sorted(shares, reverse=True)


def test_a_table_of_categories_names_its_columns(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = folder / "table.csv"
    table.write_text("name,about\nMeals,soup and dinner\nMeals,the cook\nParking,car\n", encoding="utf-8")
    base = ("coverage", folder / "answers.csv", "--column", "text", "--taxonomy", table)
    found = data(capsys, *base, "--category", "name", "--description", "about")
    assert set(found["categories"]) == {"Meals", "Parking"}
    assert run(*base) == 1
    assert "--category" in capsys.readouterr().err
    assert run(*base, "--category", "x", "--description", "about") == 1
    assert "There are: name, about" in capsys.readouterr().err


@pytest.mark.parametrize("form", ["text", "html"])
@pytest.mark.parametrize("lang", ["en", "nl"])
def test_every_verb_tells_what_it_cannot_say_in_both_languages(
    folder: Path, capsys: pytest.CaptureFixture[str], form: str, lang: str
) -> None:
    answers, texts = (folder / "answers.csv", "--column", "text"), (folder / "residents.txt", folder / "board.txt")
    for arguments in (
        ("positioning", *texts),
        ("words", *texts, "--decision", folder / "board.txt"),
        ("themes", *answers),
        ("coverage", *answers, "--taxonomy", folder / "categories.txt"),
    ):
        assert run(*arguments, "--format", form, "--lang", lang) == 0
        out = unescape(re.sub(r"\s+", " ", capsys.readouterr().out))
        told = words(lang)["cannot_say"][str(arguments[0])]
        assert told in out
        assert ("<html" in out) is (form == "html")
        assert "{" not in out.split("</style>")[-1]


def test_a_dutch_text_is_read_in_dutch_and_says_how_often_the_rules_are_right(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert data(capsys, "positioning", folder / "dutch.txt")["language"] == "nl"
    assert run("positioning", folder / "dutch.txt") == 0
    assert "On 91 of these they gave the same role" in " ".join(capsys.readouterr().out.split())


def test_a_page_holds_no_markup_of_the_texts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("Residents wrote <script>alert(1)</script> on the wall.", encoding="utf-8")
    assert run("positioning", tmp_path / "a.txt", "--format", "html") == 0
    assert "<script>" not in capsys.readouterr().out


def test_nothing_that_a_text_holds_steers_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("Residents decide \x1b[31mabout\u202e the garden.", encoding="utf-8")
    for form in ("text", "html"):
        assert run("positioning", tmp_path / "a.txt", "--format", form) == 0
        out = capsys.readouterr().out
        assert "Residents decide" in out
        assert not {"\x1b", "\u202e"} & set(out)


def test_what_is_read_is_never_written_over(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answers = (folder / "answers.csv", "--column", "text")
    for arguments, kept in (
        (("words", folder / "residents.txt", "--decision", folder / "board.txt"), folder / "board.txt"),
        (("coverage", *answers, "--taxonomy", folder / "categories.txt"), folder / "categories.txt"),
    ):
        before = kept.read_bytes()
        assert run(*arguments, "--output", kept) == 1
        assert kept.read_bytes() == before
    assert capsys.readouterr().out == ""


def test_a_decision_in_another_language_is_refused_and_not_said_to_use_nobodys_words(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = (folder / "residents.txt", folder / "board.txt")
    assert run("words", *texts, "--decision", folder / "dutch.txt") == 1
    assert "residents.txt and dutch.txt are in different languages (en, nl)." in capsys.readouterr().err


def test_a_small_file_in_another_language_is_not_read_with_the_words_of_the_large_one(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "large.txt").write_text(f"{RESIDENTS}\n\n" * 30, encoding="utf-8")
    assert run("positioning", folder / "large.txt", folder / "dutch.txt") == 1
    assert "large.txt and dutch.txt are in different languages (en, nl)." in capsys.readouterr().err


def test_one_is_told_as_one(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("themes", folder / "answers.csv", "--column", "text") == 0
    assert "1 row without words was left out." in capsys.readouterr().out
    (folder / "few.txt").write_text("Soup.", encoding="utf-8")
    assert run("themes", folder / "few.txt") == 1
    assert "There are 0 contributions" in capsys.readouterr().err


def test_a_column_with_a_name_for_each_person_is_told_in_short(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [f"person {i},We want warm soup on day {'abcdefgh'[i % 8] * 3} please" for i in range(40)]
    (folder / "many.csv").write_text("\n".join(["who,text", *rows]), encoding="utf-8")
    arguments = ("words", folder / "many.csv", "--column", "text", "--by", "who")
    assert len(data(capsys, *arguments)["groups"]) == 40
    assert len(data(capsys, *arguments)["distances"]) == 20
    assert run(*arguments) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "There are 40 groups. The 20 with most texts are each held beside all others." in out


def test_a_side_without_distinctive_words_gets_no_nought_of_nought(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("words", folder / "residents.txt", folder / "board.txt", "--decision", folder / "board.txt") == 0
    out = capsys.readouterr().out
    assert "residents.txt has no distinctive words" in " ".join(out.split())
    assert "0 of 0" not in out


def test_a_chance_is_never_told_as_nothing_but_noughts() -> None:
    assert [chance(p) for p in (0.03, 0.0001, 0.00001, 0.0)] == ["0.0300", "0.0001", "< 0.0001", "< 0.0001"]


def test_words_of_the_texts_are_marked_in_their_own_language(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answers = (folder / "answers.csv", "--column", "text")
    for arguments, mark in (
        (("positioning", folder / "board.txt"), '<td lang="en">'),
        (("themes", *answers), '<blockquote lang="en">'),
        (("coverage", *answers, "--taxonomy", folder / "categories.txt"), '<td lang="en">'),
        (("words", *answers, "--by", "side"), '<td lang="en">'),
    ):
        assert run(*arguments, "--format", "html", "--lang", "nl") == 0
        assert mark in capsys.readouterr().out
        assert run(*arguments, "--format", "html", "--lang", "en") == 0
        assert mark not in capsys.readouterr().out


def test_the_result_goes_to_a_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("words", folder / "residents.txt", "--format", "json", "--output", folder / "out.json") == 0
    assert json.loads((folder / "out.json").read_text(encoding="utf-8"))["language"] == "en"
    assert "Written" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "ended", "message"),
    [
        (["themes", "residents.txt"], 1, "themes need at least 10"),
        (["themes", "answers.csv", "--column", "text", "--number", "1"], 2, "lies between 2"),
        (["themes", "answers.csv"], 1, "Name it with --column"),
        (["themes", "answers.csv", "--column", "nothing"], 1, "no column nothing"),
        (["words", "answers.csv", "--column", "text", "--by", "nothing"], 1, "no column nothing"),
        (["words", "residents.txt", "--by", "side"], 1, "no column side"),
        (["words", "residents.txt", "residents.txt"], 1, "different names"),
        (["words", "residents.txt", "stops.txt"], 1, "Both sides need words"),
        (["coverage", "answers.csv", "--column", "text"], 2, "--taxonomy"),
        (["coverage", "answers.csv", "--column", "text", "--taxonomy", "stops.txt"], 1, "at least 2 are needed"),
        (
            ["coverage", "residents.txt", "--taxonomy", "categories.txt"],
            1,
            "There are 2 contributions; it takes at least 10",
        ),
        (["coverage", "few.txt", "--taxonomy", "categories.txt"], 1, "There is 1 contribution; it takes"),
        (["words", "answers.csv", "--column", "text", "--by", "text"], 2, "The texts are in column text."),
        (["positioning", "none.txt"], 1, "is not there"),
        (["positioning", "german.txt"], 1, "another language (de)"),
        (
            ["positioning", "residents.txt", "dutch.txt"],
            1,
            "residents.txt and dutch.txt are in different languages (en, nl)",
        ),
        (["positioning"], 2, "Missing argument"),
        (["words", "one.csv", "--column", "text", "--by", "side"], 1, "nobody to compare with"),
    ],
)
def test_what_is_wrong_is_one_plain_line(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    ended: int,
    message: str,
) -> None:
    monkeypatch.chdir(folder)
    german = "Die Bewohner wurden über die Entscheidung der Leitung informiert und waren nicht einverstanden."
    (folder / "german.txt").write_text(german, encoding="utf-8")
    (folder / "few.txt").write_text("We want warm soup today.", encoding="utf-8")
    (folder / "stops.txt").write_text("the of and", encoding="utf-8")
    (folder / "one.csv").write_text("side,text\na,We want soup now please\na,We want dinner\n", encoding="utf-8")
    assert run(*arguments) == ended
    out, err = capsys.readouterr()
    assert out == ""
    assert message in err
    assert len(err.splitlines()) == 1
    assert "Traceback" not in err


def test_both_languages_have_the_same_words_with_the_same_gaps() -> None:
    english, dutch = words("en"), words("nl")
    assert {section: set(of) for section, of in english.items()} == {section: set(of) for section, of in dutch.items()}
    for section, of in english.items():
        for code, line in of.items():
            gaps = set(re.findall(r"{(\w+)}", line)) - {"low", "high"}
            assert gaps == set(re.findall(r"{(\w+)}", dutch[section][code])) - {"low", "high"}, (section, code)


def test_every_reason_to_refuse_a_file_has_its_words() -> None:
    named = set(re.findall(r"text_\w+", pieces.__doc__ or "")) | set(
        re.findall(r"``(text_\w+)``", pieces.UnreadableTextError.__doc__ or "")
    )
    assert named <= set(words("en")["errors"])
    assert len(named) > 10
