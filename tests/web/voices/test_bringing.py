"""What is brought in as a text: files and words that can be read, and those that are refused in plain words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from counterpoise.web.initiatives.models import Document
from tests.formats.texts.test_reading import pdf
from tests.web.voices.test_texts import ONCE, PLAN, TEXT, Visit, brought

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh(forgets: Callable[[], None]) -> None:
    """Nothing is kept between tests: each writes, and its writing is taken back."""


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"text": ""}, "Please paste a text, or choose a file."),
        ({"title": ""}, "Please write what the text is called."),
        (
            {"text": "Les habitants décident de leur jardin, et la direction les informe de la fermeture."},
            "not in English",
        ),
        (
            {"text": f"{PLAN} De bewoners beslissen over de tuin. Wij betrekken hen bij elk plan dat wij maken."},
            "in two languages",
        ),
        ({"text": "x" * 200_001}, "At most 200000 can be read"),
        ({"text": "Residents decide. " * 401}, "citizens 401 times"),
        ({"file": SimpleUploadedFile("plan.exe", b"MZ")}, "Files of this kind cannot be read."),
        (
            {"file": SimpleUploadedFile("plan.txt", b"\xfa broken \xe9")},
            "not saved as UTF-8",
        ),
        ({"file": SimpleUploadedFile("plan.pdf", b"%PDF-1.4 nothing")}, "damaged"),
        ({"file": SimpleUploadedFile("plan.txt", b"")}, "There is no text in this file."),
        ({"text": "居民决定花园里种什么植物,管理层只是告诉他们这所房子要关闭了。"}, "not in English"),
        ({"file": SimpleUploadedFile("plan.txt", b"residents " * 600_000)}, "This file is too large."),
        ({"file": SimpleUploadedFile("plan.docx", b"\xd0\xcf\x11\xe0locked")}, "locked with a password"),
    ],
    ids=[
        "no words",
        "no title",
        "French",
        "mixed",
        "too long",
        "too many",
        "a program",
        "broken",
        "damaged",
        "empty",
        "Chinese",
        "megabytes of one line",
        "locked",
    ],
)
def test_what_cannot_be_read_is_refused_in_plain_words_and_what_was_typed_stays(
    given: dict[str, Any], words: str, visit: Visit
) -> None:
    answer = brought(visit("citizen-1"), **given)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert words in page
    assert given.get("title", "The plan") in page
    assert not Document.objects.filter(pk=f"document-{ONCE}").exists()


@pytest.mark.parametrize("algorithm", ["", "RC4-128", "AES-256"])
def test_a_scan_and_a_pdf_that_is_locked_are_refused_in_plain_words(
    algorithm: str, visit: Visit, tmp_path: Path
) -> None:
    pypdf = pytest.importorskip("pypdf")
    path = pdf(tmp_path / "plan.pdf", PLAN if algorithm else "")
    if algorithm:
        writer = pypdf.PdfWriter(clone_from=path)
        writer.encrypt("secret", algorithm=algorithm)
        writer.write(path)
    answer = brought(visit("citizen-1"), text="", file=SimpleUploadedFile("plan.pdf", path.read_bytes()))
    assert answer.status_code == 200
    assert ("locked with a password" if algorithm else "a scan without text") in answer.content.decode()
    assert not Document.objects.filter(pk=f"document-{ONCE}").exists()


def test_of_one_word_nothing_is_said_that_is_not_in_it(visit: Visit) -> None:
    citizen = visit("citizen-1")
    assert brought(citizen, text="Soup").status_code == 302
    page = citizen.get(TEXT).content.decode()
    for words in ("It names no citizens.", "No big words were found."):
        assert words in page
    assert "kappa" not in page


def test_a_file_is_read_in_place_of_what_was_pasted(visit: Visit) -> None:
    file = SimpleUploadedFile("plan.md", f"# The plan\n\n{PLAN}\n".encode())
    assert brought(visit("citizen-1"), text="", file=file).status_code == 302
    assert "Residents decide which plants" in Document.objects.get(pk=f"document-{ONCE}").text


@pytest.mark.parametrize("sign", ["\u202e", "\u2066"])
def test_signs_that_deceive_the_eye_are_refused_in_a_file_as_well(sign: str, visit: Visit) -> None:
    file = SimpleUploadedFile("plan.txt", f"{PLAN} {sign}park".encode())
    answer = brought(visit("citizen-1"), text="", file=file)
    assert answer.status_code == 200
    assert "signs that nobody can see" in answer.content.decode()
    assert not Document.objects.filter(pk=f"document-{ONCE}").exists()


def test_a_new_page_in_a_file_is_a_blank(visit: Visit) -> None:
    file = SimpleUploadedFile("plan.txt", f"{PLAN}\x0cEnd of it.".encode())
    assert brought(visit("citizen-1"), text="", file=file).status_code == 302
    assert "\x0c" not in Document.objects.get(pk=f"document-{ONCE}").text


def test_a_file_keeps_its_own_name_and_its_words_stay_when_something_else_is_wrong(visit: Visit) -> None:
    citizen = visit("citizen-1")
    file = SimpleUploadedFile("Plan for the garden.txt", PLAN.encode())
    answer = brought(citizen, title="", text="", written_on="when it rained", file=file)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "Residents decide which plants go into the garden." in page, "a browser forgets which file was chosen"
    assert 'value="Plan for the garden"' in page
    file.seek(0)
    assert brought(citizen, title="", text="", file=file).status_code == 302
    assert Document.objects.get(pk=f"document-{ONCE}").title == "Plan for the garden"
