import subprocess
import sys
import zipfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from counterpoise.ledger.export import ExportExistsError, one_file_verifier, write_ledger
from tests.ledger.logs import ROOM, a_log, changed, with_line

LOG = a_log(20)


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    """Return a ledger as it is exported."""
    path = tmp_path / "ledger.zip"
    write_ledger([LOG.files(), a_log(5, signer=ROOM, name="room").files()], path)
    return path


def bare(verifier: Path, *arguments: Path | str) -> tuple[int, str, str]:
    """Run the one file on Python alone: no packages, no environment, in a folder of its own."""
    command = [sys.executable, "-I", "-S", str(verifier), *(str(word) for word in arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=verifier.parent, encoding="utf-8")
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def verifier(exported: Path, tmp_path: Path) -> Path:
    """Return the verifier that came with the ledger."""
    with zipfile.ZipFile(exported) as archive:
        return Path(archive.extract("verify.py", tmp_path / "alone"))


def test_the_same_ledger_gives_the_same_bytes_and_nothing_else_is_left(exported: Path, tmp_path: Path) -> None:
    again = tmp_path / "again" / "ledger.zip"
    again.parent.mkdir()
    write_ledger([LOG.files(), a_log(5, signer=ROOM, name="room").files()], again)
    assert again.read_bytes() == exported.read_bytes()
    assert [path.name for path in again.parent.iterdir()] == ["ledger.zip"]


def test_nothing_is_overwritten_and_nothing_half_written_is_left(exported: Path, tmp_path: Path) -> None:
    before = exported.read_bytes()
    with pytest.raises(ExportExistsError) as raised:
        write_ledger([LOG.files()], exported)
    assert (raised.value.code, raised.value.path) == ("export_exists", exported)
    assert exported.read_bytes() == before
    broken = tmp_path / "broken" / "ledger.zip"
    broken.parent.mkdir()
    files = replace(LOG.files(), bodies=[{"seq": object()}])  # a fault halfway
    with pytest.raises(TypeError):
        write_ledger([files], broken)
    assert list(broken.parent.iterdir()) == []


def test_the_one_file_imports_nothing_of_ours_and_names_everything_once() -> None:
    text = one_file_verifier()
    assert "import counterpoise" not in text
    assert "from counterpoise" not in text
    defined = Counter(
        line.split("(")[0].split(":")[0].split(" ", 1)[1]
        for line in text.splitlines()
        if line.startswith(("def ", "class "))
    )
    assert [name for name, count in defined.items() if count > 1] == []
    constants = Counter(line.split("=")[0].split(":")[0].strip() for line in text.splitlines() if " = " in line and line[0].isupper())  # fmt: skip  # noqa: E501 - one thought
    assert [name for name, count in constants.items() if count > 1] == []


def test_the_one_file_verifies_on_a_bare_python_and_says_what_it_did_not_check(exported: Path, verifier: Path) -> None:
    code, out, err = bare(verifier, exported, "--remember", verifier.parent / "mine.json")
    assert (code, err) == (0, "")
    assert "The ledger holds. It cannot show what was never entered." in out
    assert "lindehof.example/common: 20 entries; checkpoint at size 20" in out
    assert "signatures not checked" in out
    assert "Remembered in" in out
    assert "other" not in out


def test_the_one_file_names_what_was_rewritten_and_ends_with_1(verifier: Path, tmp_path: Path) -> None:
    files = LOG.files()
    path = tmp_path / "altered.zip"
    write_ledger([with_line(files, 7, changed(files.entries[7], {"type": "verdict"}))], path)
    code, _, err = bare(verifier, path, "--lang", "nl")
    assert code == 1
    assert "logboek common, regel 7: is herschreven nadat het erin kwam" in err
    assert "Het logboek klopt NIET" in err


def test_the_one_file_says_how_it_is_used(verifier: Path) -> None:
    code, out, err = bare(verifier)
    assert (code, out) == (2, "")
    assert err.startswith("Use: python3 verify.py LEDGER.zip")


def test_the_one_file_remarks_that_another_one_lies_in_the_zip(exported: Path, verifier: Path) -> None:
    verifier.write_text(verifier.read_text(encoding="utf-8") + "\n# mine\n", encoding="utf-8")
    code, out, _ = bare(verifier, exported)
    assert code == 0
    assert "verify.py in the zip is another one than this" in out
