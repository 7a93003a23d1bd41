"""``counterpoise opinions`` in a terminal."""

import json
from pathlib import Path

import pytest

from counterpoise.cli.main import app
from counterpoise.formats.polis import Statement, write_export
from counterpoise.interests.opinions.simulation import made


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give every test an English terminal."""
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small conversation with two groups, as Polis exports it."""
    path = tmp_path_factory.mktemp("conversation")
    votes = made(80, 16, seed=3, shares=(0.6, 0.4), apart=2.5, density=0.8, passes=0.1).votes
    write_export(votes, {"0": Statement("More buses"), "1": Statement("Rude", hidden=True)}, path)
    return path


def run(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as ended:
        app(["opinions", *(str(argument) for argument in arguments)])
    return int(ended.value.code or 0)


def test_json_has_the_keys_and_the_held_out_losses(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "--format", "json", "--evaluate") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["participants"] == 80
    assert found["statements"] == 15
    assert found["groups"]["k"] == 2
    assert found["held_out"]["model"] > 0
    assert found["held_out"]["polis"] > 0
    assert found["cpu_seconds"] > 0


def test_text_in_dutch_and_a_page_in_a_file(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "--lang", "nl", "--mode", "polis") == 0
    assert "80 mensen gaven" in capsys.readouterr().out
    assert run(folder / "votes.csv", "--statements", folder / "comments.csv", "--format", "html",
               "--output", tmp_path / "map.html") == 0  # fmt: skip
    page = (tmp_path / "map.html").read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert "More buses" in page


def test_a_made_up_conversation_is_mapped_the_same_each_time(capsys: pytest.CaptureFixture[str]) -> None:
    found = []
    for _ in range(2):
        assert run("--scale", "300,20,2500", "--mode", "polis", "--format", "json", "--seed", "5") == 0
        found.append({**json.loads(capsys.readouterr().out), "cpu_seconds": 0})
    assert found[0] == found[1]
    assert found[0]["participants"] == 300


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the file is empty"),
        ("voter-id,comment-id,vote\n1,1,9\n", "line 2: “9” is no vote"),
        ("voter-id,comment-id,vote\n1,1,1\n", "only one person"),
        ("voter-id,comment-id,vote\n1,1,1\n2,1,1\n", "one statement only"),
        ("voter-id,comment-id,vote\n1,1,0\n2,2,0\n", "Everybody passed"),
    ],
)
def test_bad_input_is_one_plain_line_and_ends_with_1(
    text: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "votes.csv").write_text(text, encoding="utf-8")
    assert run(tmp_path / "votes.csv") == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    "arguments", [(), ("votes.csv", "--scale", "9,9,9"), ("--scale", "9,9"), ("--scale", "9,9,80")]
)
def test_wrong_usage_ends_with_2(arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*arguments) == 2
    assert capsys.readouterr().err.startswith("counterpoise: ")


def test_where_moderation_took_all_statements_out_that_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    votes = made(20, 5, seed=3, density=0.9).votes
    write_export(votes, {str(number): Statement("x", hidden=True) for number in range(5)}, tmp_path)
    assert run(tmp_path) == 1
    assert "All statements were taken out by moderation." in capsys.readouterr().err
