"""Which page of a list is asked for is read in one place."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from django.test import RequestFactory

import counterpoise.web
from counterpoise.web.initiatives.views import page_asked


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ("1", 1),
        ("2", 2),
        ("007", 7),
        ("999999", 999_999),
        ("", 1),
        ("0", 1),
        ("-3", 1),
        ("x", 1),
        ("1.5", 1),
        ("٣", 1),
        ("²", 1),
        ("1\x00", 1),
        ("9" * 7, 1),
        ("9" * 5000, 1),
    ],
)
def test_what_is_no_number_of_a_page_is_the_first(asked: str, number: int) -> None:
    assert page_asked(RequestFactory().get(f"/?page={quote(asked)}")) == number


def test_without_a_number_it_is_the_first_page() -> None:
    assert page_asked(RequestFactory().get("/")) == 1


def test_no_other_place_reads_the_number_of_a_page() -> None:
    package = Path(counterpoise.web.__file__).parent
    ways = ('GET.get("page"', 'GET["page"]', 'GET.getlist("page"')
    found = [
        str(path.relative_to(package))
        for path in package.rglob("*.py")
        if any(way in path.read_text(encoding="utf-8") for way in ways)
    ]
    assert found == ["initiatives/views.py"]
