from pathlib import Path

import pytest

from counterpoise.cli.main import app
from counterpoise.ledger.export import write_ledger
from tests.ledger.logs import a_log, changed, with_line


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give every test an English terminal."""
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    """Return a ledger as it is exported."""
    path = tmp_path / "ledger.zip"
    write_ledger([a_log(20).files()], path)
    return path


def run(*arguments: str | Path) -> int:
    """Run the command line and return how it ended."""
    with pytest.raises(SystemExit) as ended:
        app(["ledger", "verify", *(str(argument) for argument in arguments)])
    return int(ended.value.code or 0)


def test_a_ledger_that_holds_ends_with_0_and_is_remembered(
    exported: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(exported) == 0
    assert "Remembered" not in capsys.readouterr().out
    assert run(exported, "--remember", tmp_path / "mine.json") == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert "The ledger holds." in out
    assert "signatures not checked" not in out
    assert f"Remembered in {tmp_path / 'mine.json'}." in out


def test_a_ledger_that_does_not_hold_ends_with_1_and_names_the_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = a_log(20).files()
    path = tmp_path / "altered.zip"
    write_ledger([with_line(files, 7, changed(files.entries[7], {"type": "verdict"}))], path)
    assert run(path) == 1
    assert "log common, entry 7: was rewritten after it was entered" in capsys.readouterr().err
    assert run(path, "--lang", "nl") == 1
    assert "logboek common, regel 7: is herschreven" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("nowhere.zip",), 1, "the file cannot be opened"),
        ((), 2, "See: counterpoise ledger verify --help"),
        (("a.zip", "--lang", "fr"), 2, "fr"),
    ],
)
def test_every_error_is_plain(
    arguments: tuple[str, ...], code: int, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*arguments) == code
    out, err = capsys.readouterr()
    assert says in err
    assert "Traceback" not in out + err
