import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from counterpoise.cli.ledger import days_unwitnessed
from counterpoise.cli.main import app
from counterpoise.ledger.checkpoint import read_signer
from counterpoise.ledger.export import write_ledger
from counterpoise.ledger.notes import ed25519, read_checkpoint, read_note, signed
from tests.ledger.logs import HOST, START, a_log, changed, with_line


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
    """Verify by the command line and return how it ended."""
    return ends("ledger", "verify", *arguments)


def ends(*arguments: str | Path) -> int:
    """Run the command line and return how it ended."""
    with pytest.raises(SystemExit) as ended:
        app([str(argument) for argument in arguments])
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


def confirmed(exported: Path, mine: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    capsys.readouterr()
    code = ends("ledger", "confirm", exported, "--key", mine / "secret.key", "--remember", mine / "mine.json")
    return code, *capsys.readouterr()


def test_a_witness_makes_a_key_and_confirms_what_they_verified(
    exported: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ends("ledger", "key", tmp_path / "secret.key", "--name", "town.example/witness") == 0
    public = capsys.readouterr().out.strip()
    secret = read_signer((tmp_path / "secret.key").read_text().strip())
    assert (tmp_path / "secret.key").stat().st_mode & 0o077 == 0
    assert secret.key.to_text() == public
    assert "PRIVATE" not in public

    code, note, err = confirmed(exported, tmp_path, capsys)
    assert (code, err) == (0, "")
    read = read_note(note)
    assert read_checkpoint(read.text).size == 20
    assert [holds for holds, _ in signed(read, secret.key, ed25519())] == [True]
    assert [holds for holds, _ in signed(read, HOST.key, ed25519())] == [True]
    assert (tmp_path / "mine.json").exists()


def test_a_witness_confirms_nothing_that_does_not_hold_or_is_another_past(
    exported: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ends("ledger", "key", tmp_path / "secret.key", "--name", "town.example/witness") == 0
    assert confirmed(exported, tmp_path, capsys)[0] == 0
    files = a_log(20).files()
    altered, forked = tmp_path / "altered.zip", tmp_path / "forked.zip"
    write_ledger([with_line(files, 7, changed(files.entries[7], {"type": "verdict"}))], altered)
    write_ledger([a_log(20, seed=8).files()], forked)
    for path, place in ((altered, "entry 7"), (forked, "than the one you saw")):
        code, note, err = confirmed(path, tmp_path, capsys)
        assert (code, note) == (1, "")
        assert place in err
        assert "Traceback" not in err


def test_a_key_is_never_overwritten_and_only_a_witness_confirms(
    exported: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "secret.key"
    for text, says in (("mine", "holds no secret key"), (HOST.to_text(), "is the key of a log")):
        kept.write_text(text)
        assert ends("ledger", "key", kept, "--name", "town.example/witness") == 1
        assert "already" in capsys.readouterr().err
        assert kept.read_text() == text
        code, note, err = confirmed(exported, tmp_path, capsys)
        assert (code, note) == (1, "")
        assert says in err
    for name in ("two words", "a+b", "é"):
        assert ends("ledger", "key", tmp_path / "other.key", "--name", name) == 2
        assert not (tmp_path / "other.key").exists()
    assert ends("ledger", "key", tmp_path / "no" / "folder", "--name", "town.example/witness") == 1
    kept.unlink()
    assert confirmed(exported, tmp_path, capsys)[0] == 1
    write_ledger([a_log(3, every=5).files()], tmp_path / "young.zip")
    assert ends("ledger", "key", kept, "--name", "town.example/witness") == 0
    code, _note, err = confirmed(tmp_path / "young.zip", tmp_path, capsys)
    assert code == 1
    assert "holds no checkpoint to confirm" in err


def test_an_audit_reads_for_how_long_nobody_outside_confirmed_the_ledger(
    exported: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # The last entry was confirmed on 2 March 2026 at 09:20; at the end of 9 March that is seven days and 14:40 ago.
    last = START + timedelta(minutes=20)
    found = days_unwitnessed(exported, at=date(2026, 3, 9))
    assert found == pytest.approx(7 + (24 - last.hour - last.minute / 60) / 24)
    assert days_unwitnessed(exported, at=date(2026, 2, 1)) is None

    assert ends("dataset", "illustrations", "--output", tmp_path / "bundle") == 0
    capsys.readouterr()
    asked = ("audit", tmp_path / "bundle", "--at", "2026-03-09", "--format", "json")
    values: list[float | None] = []
    for more in ((), ("--ledger", exported)):
        assert ends(*asked, *more) == 0
        told = json.loads(capsys.readouterr().out)
        values += {
            each["value"] for case in told["initiatives"] for each in case["indicators"] if each["short"] == "C8"
        }
    assert values == [None, pytest.approx(found)]


def test_an_audit_takes_no_ledger_that_does_not_hold(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files, path = a_log(20).files(), tmp_path / "altered.zip"
    write_ledger([with_line(files, 7, changed(files.entries[7], {"type": "verdict"}))], path)
    assert ends("dataset", "illustrations", "--output", tmp_path / "bundle") == 0
    capsys.readouterr()
    assert ends("audit", tmp_path / "bundle", "--ledger", path) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert f"counterpoise ledger verify {path}" in err
