"""A stored check as PDF where it can be made, and how to print the pages where it cannot."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from counterpoise.web.audit.views import printing
from counterpoise.web.ledger.selectors import heads, stands_at, state_of
from counterpoise.web.ledger.services import COMMON

pytestmark = pytest.mark.django_db
HERE = "/initiatives/lindehof-together/audit/"
ONCE = "0123456789abcdef"


@pytest.fixture(autouse=True)
def fresh(forgets: Callable[[], None]) -> None:
    """Nothing is kept between tests: each writes, and its writing is taken back."""


@pytest.fixture
def reader(visit: Callable[[str], Client]) -> Client:
    """Run the check as a citizen, and contest a finding."""
    client = visit("citizen-1")
    client.post(f"{HERE}run/", {"once": ONCE})
    client.post(f"{HERE}contest/N2/", {"once": ONCE, "text": "We see this differently."})
    return client


def test_without_the_part_that_makes_pdf_the_page_says_how_to_print(
    reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "find_spec", lambda _name: None)
    page = reader.get(f"{HERE}readings/check-{ONCE}/pdf/").content.decode()
    assert "This site does not make PDF files itself." in page
    assert "counterpoise[pdf]" in page
    assert reader.get(f"{HERE}readings/no-reading/pdf/").status_code == 404


def test_the_pdf_holds_the_findings_with_their_contests_and_fetches_nothing(reader: Client) -> None:
    pytest.importorskip("weasyprint", reason="the extra `pdf` is not installed")
    from pypdf import PdfReader

    answer = reader.get(f"{HERE}readings/check-{ONCE}/pdf/")
    assert answer.headers["Content-Type"] == "application/pdf"
    pages = PdfReader(io.BytesIO(answer.content)).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "Who is asked before a decision?" in text
    assert "We see this differently." in text
    assert "What this cannot say" in text
    size, root = state_of(COMMON)
    assert f"The ledger then had {size} entries. Its root begins with {root.hex()[:12]}." in text
    with pytest.raises(ValueError, match="example"):
        printing._fetch_nothing("http://example.org/")


def test_every_page_on_paper_carries_how_the_ledger_stood(visit: Callable[[str], Client]) -> None:
    client = visit("council-member")
    for before in range(2):
        size, root = state_of(COMMON)
        line = f"The ledger then had {size} entries. Its root begins with {root.hex()[:12]}."
        for address in ("/", "/record/", "/initiatives/lindehof-together/", "/ledger/"):
            page = client.get(address).content.decode()
            assert f'<p class="only-on-paper">{line}</p>' in page, (before, address)
        client.post("/initiatives/lindehof-together/expertise/say/", {"once": ONCE, "words": "The soup is cold."})
        assert state_of(COMMON)[0] == size + (before == 0)


def test_how_the_ledger_stood_costs_no_question_to_the_database(db: None) -> None:  # noqa: ARG001 - the database is there
    at = heads()
    with CaptureQueriesContext(connection) as asked:
        found = stands_at(COMMON, at=at)
    assert (found, len(asked)) == (state_of(COMMON), 0)
    assert stands_at("no-such-log", at=at)[0] == 0
