"""Every page of the site in seven ways, as two people see it: all of them when asked, some of them each day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import get_resolver
from playwright.sync_api import Browser, expect

from tests.journeys.axe import check_in_all_modes
from tests.journeys.conftest import be
from tests.web.project.routes import QUERIES, fill, patterns

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.faults]

PERSONS = ("council-member", "new-director")
"""One of each side: who speaks for a council, and who decides."""
SAMPLE = 5
"""So many pages of each person are looked at in every run, other ones each day."""
NOT_WALKED = ("/demo/as/", "/leave/", "/language/", "/admin/", "/accounts/", "/export/")
"""What steps into somebody, what signs out, what Django and allauth show, and a file to take along."""
EARLY = 300
"""A heading stands within so many pixels of the top of a phone."""


def pages_of(person: str) -> Iterator[str]:
    """Yield the pages that somebody can open: of each route the first filling of each initiative that is there."""
    client = Client()
    assert client.get(f"/demo/as/{person}/").status_code == 302
    for route in patterns(get_resolver().url_patterns, ""):
        seen = set()
        for filled in fill(route):
            of = filled.split("/")[1] if filled.startswith("initiatives/") else ""
            for query in QUERIES.get(route, ("",)):
                address = f"/{filled}{query}"
                if (of, query) in seen or address.startswith(NOT_WALKED):
                    continue
                answer = client.get(address)
                if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
                    seen.add((of, query))
                    yield address


@pytest.mark.slow
@pytest.mark.faults
@pytest.mark.parametrize("person", PERSONS)
def test_every_page_holds_in_all_modes(site: str, browser: Browser, person: str) -> None:
    pages = list(pages_of(person))
    assert len(pages) > 100
    check_in_all_modes(browser, site, pages, person=person)


@pytest.mark.parametrize("person", PERSONS)
def test_some_pages_hold_in_all_modes_other_ones_each_day(site: str, browser: Browser, person: str) -> None:
    pages = list(pages_of(person))
    first = datetime.now(tz=UTC).toordinal() * SAMPLE
    check_in_all_modes(browser, site, [pages[(first + each) % len(pages)] for each in range(SAMPLE)], person=person)


@pytest.mark.slow
@pytest.mark.faults
@pytest.mark.parametrize("person", PERSONS)
def test_on_a_phone_every_heading_comes_early(site: str, browser: Browser, person: str) -> None:
    page = browser.new_context(viewport={"width": 390, "height": 844}).new_page()
    be(page, site, person)
    late = []
    for address in pages_of(person):
        page.goto(site + address)
        expect(page.locator("h1")).to_have_count(1)
        top = page.locator("h1").bounding_box()
        if top is None or top["y"] > EARLY:
            late.append((address, top))
    assert late == []
