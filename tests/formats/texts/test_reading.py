import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from counterpoise.formats.texts import UnreadableTextError, documents, read_texts
from counterpoise.formats.texts.pages import html_text, markdown_text
from tests.costs import cost

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def write(path: Path, content: str | bytes) -> Path:
    """Write a file and return its path."""
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def refused(path: Path, column: str = "") -> UnreadableTextError:
    """Return how a file is refused."""
    with pytest.raises(UnreadableTextError) as error:
        read_texts(path, column=column)
    return error.value


def docx(path: Path, body: str, declaration: str = "") -> Path:
    """Write a small document as a word processor does."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml",
            f"<?xml version='1.0'?>{declaration}<w:document {WORD}><w:body>{body}</w:body></w:document>",
        )
    return path


def pdf(path: Path, text: str, *, shown: int = 1, drawn: str = "", form: str = "") -> Path:
    """Write a page as a PDF, with a text or as an empty scan; it may be shown often, and hold more, or a form X."""
    content = f"BT /F1 12 Tf 72 720 Td ({text}) Tj {drawn} ET" if text else "0 0 100 100 re f"
    stream = f"\nstream\n{form}\nendstream"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{'3 0 R ' * shown}] /Count {shown} >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources 6 0 R >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        "<< /Font << /F1 5 0 R >> /XObject << /X 7 0 R >> >>",
        f"<< /Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources 8 0 R /Length {len(form)} >>{stream}",
        "<< /Font << /F1 5 0 R >> >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{one}\nendobj\n".encode()
    start = len(out)
    out += b"xref\n0 9\n0000000000 65535 f \n" + b"".join(f"{at:010} 00000 n \n".encode() for at in places)
    return write(path, out + f"trailer\n<< /Size 9 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode())


def test_paragraphs_of_a_text_are_its_pieces(tmp_path: Path) -> None:
    found = read_texts(write(tmp_path / "a.txt", "First part\nof a paragraph.\n\nSecond.\n\n---\n"))
    assert [(piece.row, piece.text) for piece in found.pieces] == [(1, "First part\nof a paragraph."), (2, "Second.")]
    assert found.whole == "First part\nof a paragraph.\n\nSecond."


def test_lines_that_end_as_sentences_are_pieces_and_broken_lines_are_not(tmp_path: Path) -> None:
    assert len(read_texts(write(tmp_path / "a.txt", "One.\nTwo!\nThree?")).pieces) == 3
    assert len(read_texts(write(tmp_path / "b.txt", "A line that goes\non and on until it\nstops.")).pieces) == 1


def test_marks_of_markdown_and_html_are_no_words(tmp_path: Path) -> None:
    text = "# Title\n\n* one **bold** [link](http://x.org/a)\n\n```\ncode\n```\n\n| a | b |\n|---|---|\n| c | d |\n"
    assert markdown_text(text).split() == ["Title", "one", "bold", "link", "a", "b", "c", "d"]
    page = "<html><head><title>x</title></head><body><script>y()</script><p>One &amp; two</p><p>three</p></body></html>"
    assert html_text(page).split() == ["One", "&", "two", "three"]
    assert len(read_texts(write(tmp_path / "a.html", page)).pieces) == 2
    assert len(read_texts(write(tmp_path / "a.md", text)).pieces) >= 4


@given(st.text())
def test_any_page_gives_text(page: str) -> None:
    assert isinstance(html_text(page), str)
    assert isinstance(markdown_text(page), str)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_rows_of_a_table_are_pieces_with_their_other_columns(tmp_path: Path, separator: str) -> None:
    lines = [("side", "text"), ("users", '"Cold soup,\n; again"'), ("", "x"), ("staff", "!"), ("staff", "Late")]
    path = write(tmp_path / "a.csv", "\n".join(separator.join(line) for line in lines))
    found = read_texts(path, column="text")
    assert [(piece.row, piece.text, piece.fields["side"]) for piece in found.pieces] == [
        (2, "Cold soup,\n; again", "users"), (3, "x", ""), (5, "Late", "staff"),
    ]  # fmt: skip
    assert (found.columns, found.empty) == (("side", "text"), 1)


def test_one_column_needs_no_name(tmp_path: Path) -> None:
    assert read_texts(write(tmp_path / "a.csv", "answer\nYes\n")).pieces[0].text == "Yes"


def test_a_workbook_gives_the_sheet_with_the_column(tmp_path: Path) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.append(["nothing"])
    sheet = book.create_sheet("answers")
    for row in (["who", "text"], ["a", "Cold soup"], ["b", None], ["c", 12]):
        sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    found = read_texts(tmp_path / "a.xlsx", column="text")
    assert [(piece.row, piece.text, dict(piece.fields)) for piece in found.pieces] == [(2, "Cold soup", {"who": "a"})]


def test_two_columns_of_one_name_are_refused_where_the_texts_are_in_one_of_them(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "answer,answer,side\nWe decide.,They decide.,civic\n")
    assert (refused(path, "answer").code, refused(path, "answer").given["column"]) == ("text_same_columns", "answer")
    assert read_texts(path, column="side").whole == "civic"


def test_an_unknown_column_is_refused_with_those_there_are(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "a,b\n1,x\n")
    assert refused(path).code == "text_needs_column"
    error = refused(path, "c")
    assert (error.code, error.given["known"]) == ("text_unknown_column", "a, b")


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.txt", "", "text_empty"),
        ("a.txt", " \n 12 \n", "text_empty"),
        ("a.csv", "text\n12\n", "text_empty"),
        ("a.csv", ",\nx,y\n", "text_empty"),
        ("a.txt", b"\x00\x01binary", "text_binary"),
        ("a.txt", b"fine\ncaf\xe9\n", "text_not_utf8"),
        ("a.png", b"\x89PNG", "text_unknown_kind"),
        ("a.docx", b"not a zip", "text_damaged"),
        ("a.docx", b"\xd0\xcf\x11\xe0locked", "text_locked"),
        ("a.xlsx", b"not a zip", "text_damaged"),
        ("a.csv", "text\n" + "x" * 200_000, "text_damaged"),
        ("a.csv", 'text,n\n"never closed,1\nx,2\n', "text_damaged"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(
    tmp_path: Path, name: str, content: str | bytes, code: str
) -> None:
    assert refused(write(tmp_path / name, content)).code == code


def test_the_line_of_a_broken_letter_is_named(tmp_path: Path) -> None:
    assert refused(write(tmp_path / "a.txt", b"one\ntwo\ncaf\xe9\n")).given["line"] == 3


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.txt").code == "text_missing"
    assert refused(tmp_path).code == "text_missing"


def test_a_text_of_many_megabytes_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("counterpoise.formats.texts.plain.LARGEST", 1000)
    monkeypatch.setattr("counterpoise.formats.texts.plain.LARGEST_PROSE", 1000)
    assert refused(write(tmp_path / "a.txt", "x" * 1001)).code == "text_too_large"


def test_prose_has_a_bound_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("counterpoise.formats.texts.plain.LARGEST_PROSE", 100)
    assert refused(write(tmp_path / "a.txt", "Soup. " * 50)).code == "text_too_large"
    assert len(read_texts(write(tmp_path / "a.csv", "text\n" + "Soup.\n" * 50)).pieces) == 50


def test_odd_marks_inside_a_cell_harm_nothing(tmp_path: Path) -> None:
    found = read_texts(write(tmp_path / "a.csv", 'text\n"Soup" is cold\nLate\n'))
    assert [piece.text for piece in found.pieces] == ["Soup is cold", "Late"]


def test_utf_16_with_its_mark_is_read(tmp_path: Path) -> None:
    assert read_texts(write(tmp_path / "a.txt", "Café".encode("utf-16"))).whole == "Café"


def test_a_document_gives_its_paragraphs(tmp_path: Path) -> None:
    body = "<w:p><w:r><w:t>Cold</w:t><w:tab/><w:t>soup</w:t></w:r></w:p><w:p><w:r><w:t>Late</w:t></w:r></w:p>"
    deleted = "<w:p><w:del><w:r><w:delText>Gone</w:delText></w:r></w:del></w:p>"
    found = read_texts(docx(tmp_path / "a.docx", body + deleted))
    assert [piece.text for piece in found.pieces] == ["Cold soup", "Late"]


def test_a_document_with_instructions_is_refused(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]>'
    assert refused(docx(tmp_path / "a.docx", "<w:p/>", bomb)).code == "text_unsafe"
    assert refused(docx(tmp_path / "b.docx", "<w:p>")).code == "text_damaged"


def test_the_text_layer_of_a_pdf_is_read(tmp_path: Path) -> None:
    pytest.importorskip("pypdf")
    assert read_texts(pdf(tmp_path / "a.pdf", "Residents decide.")).whole == "Residents decide."


def test_a_form_within_a_page_is_read(tmp_path: Path) -> None:
    pytest.importorskip("pypdf")
    within = pdf(tmp_path / "a.pdf", "Residents decide.", drawn="ET /X Do BT", form="BT /F1 9 Tf (Nurses help.) Tj ET")
    assert read_texts(within).whole.split() == ["Residents", "decide.", "Nurses", "help."]


@pytest.mark.parametrize(
    ("drawn", "shown", "form"),
    [
        ("(a) Tj " * 2_000, 600, ""),
        (" " * 200_000, 200, ""),
        ("/X Do " * 50_000, 1, ""),
        ("/X Do " * 500, 1, " " * 300_000),
    ],
    ids=["instructions", "blanks", "forms", "large forms"],
)
def test_a_pdf_that_shows_a_page_over_and_over_is_refused_before_it_costs_hours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, drawn: str, shown: int, form: str
) -> None:
    pytest.importorskip("pypdf")
    # A tenth of the real bounds: the work up to those takes ten seconds.
    monkeypatch.setattr(documents, "_MOST_DRAWN", 100_000)
    monkeypatch.setattr(documents, "_MOST_UNFOLDED", 3 * 2**20)
    told: list[UnreadableTextError] = []
    path = pdf(tmp_path / "a.pdf", "Residents decide.", shown=shown, drawn=drawn, form=form)
    assert cost(lambda: told.append(refused(path)), limit=6, again=1) < 6
    assert told[0].code == "text_unfolds"


def test_a_scan_and_a_damaged_pdf_are_refused(tmp_path: Path) -> None:
    pytest.importorskip("pypdf")
    assert refused(pdf(tmp_path / "a.pdf", "")).code == "text_scanned"
    assert refused(write(tmp_path / "b.pdf", "no pdf at all")).code == "text_damaged"


def test_without_the_extra_a_pdf_is_refused_with_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("counterpoise.formats.texts.documents.find_spec", lambda _: None)
    assert refused(pdf(tmp_path / "a.pdf", "x")).code == "text_needs_extra"


def test_a_long_sheet_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("counterpoise.formats.spreadsheets.grids.MOST_ROWS", 3)
    book = Workbook()
    assert book.active is not None
    for number in range(6):
        book.active.append([f"text {number}"])
    book.save(tmp_path / "a.xlsx")
    assert refused(tmp_path / "a.xlsx").code == "text_too_many_rows"


def test_a_text_box_is_read_once_and_for_itself(tmp_path: Path) -> None:
    box = "<w:p><w:r><w:t>Outside.</w:t></w:r><w:txbxContent><w:p><w:t>Inside.</w:t></w:p></w:txbxContent></w:p>"
    same = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    twice = f'<w:p xmlns:m="{same}"><w:t>New.</w:t><m:Fallback><w:t>The same.</w:t></m:Fallback></w:p>'
    found = read_texts(docx(tmp_path / "box.docx", box + twice))
    assert [piece.text for piece in found.pieces] == ["Inside.", "Outside.", "New."]


@pytest.mark.parametrize(
    "body",
    [
        "<w:p>" * 20_000 + "<w:t>word</w:t>" + "</w:p>" * 20_000,
        "<w:p/>" * 2_100_000,
        "<w:p><w:t>" + "word " * 1_700_000 + "</w:t></w:p>",
    ],
    ids=["nested deep", "very many", "very long"],
)
def test_a_small_document_that_unfolds_into_much_is_refused_soon(tmp_path: Path, body: str) -> None:
    path = tmp_path / "bomb.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document {WORD}><w:body>{body}</w:body></w:document>")
    assert path.stat().st_size < 100_000
    told: list[UnreadableTextError] = []
    assert cost(lambda: told.append(refused(path)), limit=10, again=1) < 10
    assert told[0].code == "text_unfolds"


def test_a_document_packed_in_an_unusual_way_that_is_broken_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "lzma.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>" * 50)
    content = bytearray(path.read_bytes())
    for at in range(60, 75):
        content[at] ^= 0xFF
    assert refused(write(path, bytes(content))).code == "text_damaged"


@pytest.mark.parametrize(
    "text",
    [" " * 300_000 + "x", "<!--" * 100_000, "|" * 300_000 + "x", "![" * 150_000, "[a](" * 80_000, "```x\n" * 80_000,
     "[" * 300_000, "- " * 150_000 + "x", "a_" * 150_000],
    ids=["blanks", "comments", "bars", "pictures", "links", "fences", "brackets", "dashes", "signs"],
)  # fmt: skip
def test_signs_of_markdown_without_an_end_cost_little(text: str) -> None:
    assert cost(lambda: markdown_text(text), limit=3, again=1) < 3


@pytest.mark.parametrize("begun", ["<!--", "<a ", "<a b='", "</", "<!", "<?", "<![CDATA[", "<", "&"])
def test_a_page_of_beginnings_costs_little(begun: str) -> None:
    assert cost(lambda: html_text(begun * 100_000), limit=3, again=1) < 3


def test_a_page_that_begins_much_and_ends_other_things_costs_little() -> None:
    page = "<svg>" * 100_000 + "<nav></nav>" * 100_000 + "<body><p>Residents decide."
    assert cost(lambda: html_text(page), limit=4, again=1) < 4
    assert html_text(page).split() == ["Residents", "decide."]
    assert html_text("<nav><svg>a</nav>b</svg>c<style>d</style>e") == "bce"
    assert html_text("<svg>a<nav>b</svg>c</nav>d<svg><nav>x<svg>y</nav>z</svg>w") == "cdw"


def test_what_a_page_hides_in_comments_is_not_read_and_a_comment_without_an_end_hides_nothing() -> None:
    page = "<p>a < b <!-- <p>not</p> --> and <b>c</b></p><script>if (a<b) d</script><!-- never <i>ends</i>"
    assert html_text(page).split() == ["a", "<", "b", "and", "c", "<!--", "never", "ends"]


def test_markdown_loses_its_signs_and_keeps_its_words() -> None:
    source = (
        "# Title\n\n| a | b |\n|---|:-:|\n| c | d |\n\n---\n\n```\ncode\n```\n"
        "See ![a picture](x_(1).png) and [a\nlink](https://x.nl/a_(b)).\n<!-- not\nseen -->**End**."
    )
    assert " ".join(markdown_text(source).split()) == "Title a b c d See a picture and a link. End."


def test_a_text_in_utf_16_with_an_empty_sign_is_no_text(tmp_path: Path) -> None:
    assert refused(write(tmp_path / "a.txt", "Citizens\x00decide.".encode("utf-16"))).code == "text_binary"
