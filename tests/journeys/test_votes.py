"""A citizen says a statement; others vote by pointer, by keyboard and without scripts, and read what came of it."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from counterpoise.web.interests import services
from counterpoise.web.interests.selectors.opinions import memory
from counterpoise.web.ui.clock import now
from tests.journeys.axe import check_in_all_modes
from tests.journeys.conftest import be
from tests.journeys.test_meals import Tap, Type, fill, fill_by_key, tap, tap_by_key
from tests.web.interests.test_bringing import ONCE, two_camps

pytestmark = pytest.mark.browser

ROOM = "/initiatives/meals/interests/"
VOTES = f"{ROOM}opinions/open/"
WORDS = "Ask residents before the menu changes."


@pytest.fixture(autouse=True)
def fresh() -> None:
    """No votes of another test are in the memory of the process."""
    memory._LIVE.clear()


def says_and_votes(page: Page, site: str, tap: Tap, fill: Type) -> None:
    """Say a statement as a resident, vote on it as two others, change one vote and take it back; see the list."""
    be(page, site, "resident")
    page.goto(site + ROOM)
    tap(page, "The map of opinions")
    expect(page.get_by_role("heading", name="Too little to say")).to_be_visible()
    tap(page, "Put a statement")
    fill(page, "Your statement", WORDS)
    tap(page, "Put this statement")
    expect(page.get_by_role("heading", level=1)).to_have_text(WORDS)
    be(page, site, "manager")
    page.goto(site + ROOM)
    tap(page, "Vote on statements")
    expect(page.get_by_role("heading", level=1)).to_have_text(WORDS)
    expect(page.get_by_text("Statement 1 of 1.")).to_be_visible()
    tap(page, "This matters much to me")
    tap(page, "Disagree")
    expect(page.get_by_role("heading", level=1)).to_have_text("You saw every statement")
    tap(page, "All statements")
    expect(page.get_by_text("Agree: 0. Disagree: 1. Do not know: 0.")).to_be_visible()
    tap(page, WORDS)
    tap(page, "Agree")
    expect(page.get_by_text("Agree: 1. Disagree: 0. Do not know: 0.")).to_be_visible()
    tap(page, WORDS)
    tap(page, "Take your vote back")
    tap(page, "Take it back")
    expect(page.get_by_text("Agree: 0. Disagree: 0. Do not know: 0.")).to_be_visible()


def test_by_pointer(site: str, page: Page) -> None:
    says_and_votes(page, site, tap, fill)


def test_by_keyboard(site: str, page: Page) -> None:
    says_and_votes(page, site, tap_by_key, fill_by_key)


def test_without_scripts_on_a_phone(site: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    says_and_votes(context.new_page(), site, tap, fill)
    context.close()


def test_enter_beside_the_buttons_casts_no_vote(site: str, page: Page) -> None:
    be(page, site, "resident")
    page.goto(f"{site}{VOTES}say/")
    fill(page, "Your statement", WORDS)
    tap(page, "Put this statement")
    page.get_by_label("This matters much to me").press("Space")
    page.get_by_label("This matters much to me").press("Enter")
    expect(page.get_by_role("heading", name="This needs another look")).to_be_visible()
    page.goto(f"{site}{VOTES}statements/")
    expect(page.get_by_text("Agree: 0. Disagree: 0. Do not know: 0.")).to_be_visible()


def brought(site: str) -> None:
    """Bring a conversation of two camps in, and draw its map."""
    client = Client()
    client.get("/demo/as/resident/")
    votes, comments = two_camps()
    files = {
        "votes": SimpleUploadedFile("votes.csv", votes.encode()),
        "statements": SimpleUploadedFile("comments.csv", comments.encode()),
    }
    assert client.post(f"{VOTES}bring/", {"once": ONCE, **files}).status_code == 302, site
    assert services.draw_maps_due(at=now()) == 1


def test_the_list_says_what_the_picture_shows(site: str, page: Page) -> None:
    brought(site)
    be(page, site, "resident")
    page.goto(site + VOTES)
    expect(page.get_by_role("heading", name="2 groups of opinions")).to_be_visible()
    assert page.locator("svg.map use").count() == 60
    groups = page.get_by_role("region", name="The groups as a list")
    expect(groups.get_by_role("heading", level=3)).to_have_count(2)
    unites = page.get_by_role("region", name="What unites")
    expect(unites.get_by_role("link", name="Statement number 10")).to_be_visible()
    expect(page.get_by_role("region", name="What divides").get_by_role("link").first).to_be_visible()


def test_every_page_of_the_votes_holds_in_all_modes(site: str, browser: Browser) -> None:
    brought(site)
    pages = ["", "vote/", "say/", "statements/", f"statements/statement-{ONCE}-0/", "bring/"]
    check_in_all_modes(browser, site, [VOTES + page for page in pages], person="resident")
