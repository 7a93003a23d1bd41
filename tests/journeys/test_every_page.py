"""Every page of the site in seven ways, as two people see it: all of them, or some of them each day.

A page is what a route shows: of each route one filling is looked at, the first that opens to this person, with each
of its queries and in the initiative where most happens. What pages of one route differ in is words and rows, and the
template is the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.http import HttpResponseBase
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
"""So many pages of each person are looked at where there is no time for all, other ones each day."""
NOT_WALKED = ("/demo/as/", "/leave/", "/language/", "/admin/", "/accounts/", "/export/")
"""What steps into somebody, what signs out, what Django and allauth show, and a file to take along."""
FULLEST = "/lindehof-together/"
"""Stands in the addresses of the initiative in which most happens."""
EARLY = 300
"""A heading stands within so many pixels of the top of a phone."""


def pages_of(person: str) -> Iterator[str]:
    """Yield the pages that somebody can open, one of each route and query."""
    client = Client()
    assert client.get(f"/demo/as/{person}/").status_code == 302
    for route in patterns(get_resolver().url_patterns, ""):
        fillings = sorted(fill(route), key=lambda each: FULLEST not in each)
        for query in QUERIES.get(route, ("",)):
            asked = (f"/{each}{query}" for each in fillings if not f"/{each}".startswith(NOT_WALKED))
            shown = next((each for each in asked if _is_page(client.get(each))), None)
            if shown is not None:
                yield shown


def _is_page(answer: HttpResponseBase) -> bool:
    return answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html")


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
