"""Whatever file somebody gives: one plain line that says what is wrong, and nothing is invented."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from counterpoise.expertise.voices.language import LONGEST_WORD
from tests.cli.voices.test_verbs import BOARD, DUTCH, RESIDENTS, run
from tests.costs import cost
from tests.formats.texts.test_reading import docx, pdf

VERBS = ("positioning", "words", "themes", "coverage")
FRENCH = "Les habitants décident de leur jardin, et la direction les informe de la fermeture de la maison."
GERMAN = "Die Bewohner wurden über die Entscheidung der Leitung informiert und waren nicht einverstanden."
ARABIC = "يقرر السكان ما يزرع في الحديقة، والإدارة تخبرهم فقط بأن البيت سوف يغلق قريبا جدا."
CHINESE = "居民决定花园里种什么植物,管理层只是告诉他们这所房子要关闭了。居民们对此很不满意。"
GREEK = "Οι κάτοικοι αποφασίζουν για τον κήπο, και η διεύθυνση τους ενημερώνει για το κλείσιμο."
HUNDRED = 100 * 2**20


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give every test an English terminal."""
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")


def refused(capsys: pytest.CaptureFixture[str], verb: str, path: Path) -> str:
    """Return the one line with which a verb refuses a file; it has printed nothing else."""
    more: list[str | Path] = []
    if verb == "coverage":
        categories = path.with_name("categories.txt")
        categories.write_text("Meals: soup, dinner and the cook\nParking: car and bus\n", encoding="utf-8")
        more = ["--taxonomy", categories]
    assert run(verb, path, *more) == 1
    out, err = capsys.readouterr()
    assert out == "", "nothing is invented"
    assert len(err.splitlines()) == 1, err
    assert "Traceback" not in err
    return err


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize(
    ("text", "letters"),
    [(FRENCH, "fr"), (GERMAN, "de"), (ARABIC, "ar"), (CHINESE, "zh"), (GREEK, "el"), (CHINESE[:8], "")],
    ids=["French", "German", "Arabic", "Chinese", "Greek", "a few signs of Chinese"],
)
def test_a_text_in_another_language_is_refused(
    verb: str, text: str, letters: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(text, encoding="utf-8")
    assert f"another language ({letters}" in refused(capsys, verb, path)


@pytest.mark.parametrize("verb", VERBS)
def test_a_text_in_two_languages_is_refused(verb: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(f"{RESIDENTS}\n\n{DUTCH}\n", encoding="utf-8")
    assert "two languages (en, nl)" in refused(capsys, verb, path)


@pytest.mark.parametrize("verb", VERBS)
def test_a_scan_without_text_is_refused(verb: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("pypdf")
    assert "scan" in refused(capsys, verb, pdf(tmp_path / "scan.pdf", ""))


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("algorithm", ["RC4-40", "RC4-128", "AES-128", "AES-256"])
def test_a_pdf_that_is_locked_with_a_password_is_refused(
    verb: str, algorithm: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pypdf = pytest.importorskip("pypdf")
    if algorithm.startswith("AES"):
        pytest.importorskip("cryptography")
    writer = pypdf.PdfWriter(clone_from=pdf(tmp_path / "open.pdf", BOARD.replace("\n", " ")))
    writer.encrypt("secret", algorithm=algorithm)
    writer.write(tmp_path / "locked.pdf")
    assert "password" in refused(capsys, verb, tmp_path / "locked.pdf")


def test_a_pdf_that_only_forbids_to_print_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pypdf = pytest.importorskip("pypdf")
    writer = pypdf.PdfWriter(clone_from=pdf(tmp_path / "open.pdf", "Residents decide about the garden of the house."))
    writer.encrypt("", "secret", algorithm="RC4-128")
    writer.write(tmp_path / "locked.pdf")
    assert run("positioning", tmp_path / "locked.pdf", "--format", "json") == 0
    assert json.loads(capsys.readouterr().out)["mentions"][0]["text"] == "Residents"


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("name", ["plan.txt", "plan.md", "plan.html", "plan.csv", "plan.docx", "plan.pdf", "plan.xlsx"])
def test_an_empty_file_is_refused(verb: str, name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / name
    path.write_bytes(b"")
    refused(capsys, verb, path)


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("content", ["<p></p>", "<html><body><img src='a.png'></body></html>"])
def test_a_page_without_words_is_refused(
    verb: str, content: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "plan.html"
    path.write_text(content, encoding="utf-8")
    assert "no text" in refused(capsys, verb, path)
    assert "no text" in refused(capsys, verb, docx(tmp_path / "plan.docx", "<w:p/>"))


def test_of_one_word_nothing_is_said_that_is_not_in_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "plan.txt"
    path.write_text("Soup", encoding="utf-8")
    assert "themes need at least 10" in refused(capsys, "themes", path)
    assert run("positioning", path) == 0
    told = " ".join(capsys.readouterr().out.split())
    for words in ("too short to tell their language. They were read as English.", "No people are named", "None found."):
        assert words in told
    assert run("positioning", path, "--format", "json") == 0
    assert json.loads(capsys.readouterr().out) == {"language": "en", "groups": {}, "mentions": []}
    assert run("words", path) == 0
    assert "too short to tell their language" in " ".join(capsys.readouterr().out.split())


@pytest.mark.slow
@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("name", ["plan.txt", "plan.md", "plan.html", "plan.csv", "plan.docx", "plan.pdf", "plan.xlsx"])
def test_100_megabytes_of_one_line_are_refused_soon(
    verb: str, name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    path.write_bytes(b"residents " * (HUNDRED // 10))
    assert cost(lambda: refused(capsys, verb, path)) < 5


@pytest.mark.slow
def test_a_document_that_holds_100_megabytes_of_one_line_is_refused_soon(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = docx(tmp_path / "plan.docx", "")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        line = "residents " * (HUNDRED // 10)
        archive.writestr(
            "word/document.xml",
            f"<w:document {word}><w:body><w:p><w:r><w:t>{line}</w:t></w:r></w:p></w:body></w:document>",
        )
    assert cost(lambda: refused(capsys, "positioning", path)) < 20


@pytest.mark.slow
def test_the_longest_line_that_is_read_gives_no_word_of_megabytes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "plan.txt"
    path.write_text("Residents decide about the garden of the house. " + "x" * (7 * 2**20), encoding="utf-8")
    assert run("words", path, "--format", "json") == 0
    out = capsys.readouterr().out
    assert "garden" in out
    assert "x" * (LONGEST_WORD + 1) not in out
    assert len(out) < 5000


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("De bewoners beslissen over het café.".encode("latin-1"), "line 1, is not UTF-8"),
        ("De bewoners beslissen over het café".encode()[:-1], "line 1, is not UTF-8"),
        ("De bewoners beslissen.".encode("utf-16-le"), "is not a text"),
        ("De bewoners beslissen.".encode("utf-32"), "is not a text"),
        (b"\xff\xfeD\x00e", "not"),
        (b"De bewoners\x00beslissen", "is not a text"),
        (b"First line.\nSecond \xc3\x28 line.\n", "line 2, is not UTF-8"),
        (b"MZ\x90\x00\x03\x00\x00\x00\x04", "is not a text"),
    ],
    ids=[
        "latin-1",
        "cut off",
        "UTF-16 without a mark",
        "UTF-32",
        "half a sign",
        "an empty sign",
        "line 2",
        "a program",
    ],
)
def test_a_broken_encoding_is_refused_with_its_line(
    verb: str, content: bytes, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(content)
    told = refused(capsys, verb, path)
    assert message in told
    assert "�" not in told
