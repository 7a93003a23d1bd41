"""The first day of a site, and the life of an initiative: by mouse, by keyboard alone, and without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.core.management import call_command
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from counterpoise.web.ledger import selectors
from counterpoise.web.project.first import first_link
from tests.journeys.test_meals import Tap, Type, fill, fill_by_key, tap, tap_by_key
from tests.journeys.test_passkeys import ANNA, signed_in_by_code

pytestmark = pytest.mark.browser


@pytest.fixture
def new_site(transactional_db: None, live_server: LiveServer) -> Iterator[str]:  # noqa: ARG001 - the database is there
    """Serve a site that holds nobody yet."""
    call_command("flush", interactive=False, verbosity=0)
    selectors._KEPT.clear()
    yield str(live_server.url)
    selectors._KEPT.clear()


def link(site: str) -> str:
    return site + first_link().partition("://")[2].partition("/")[2].join(("/", ""))


def begun_and_opened(page: Page, site: str, tap: Tap, fill: Type) -> None:
    """Answer the three questions, complete the draft, open it, let it rest, and wake it."""
    page.goto(link(site))
    expect(page.get_by_role("heading", level=1)).to_have_text("A new site: three questions")
    fill(page, "1. Who are you?", "Somebody of the board")
    tap(page, "Organization side")
    fill(page, "For which body or organization do you speak?", "The board")
    tap(page, "English")
    fill(page, "3. What do you want to talk about first?", "Our meals")
    tap(page, "Meals in a care home")
    tap(page, "Open my site")
    expect(page.get_by_role("heading", level=1)).to_have_text("Our meals")
    expect(page.get_by_role("heading", name="Residents of the home")).to_be_visible()
    expect(page.get_by_text("When do both sides look again?")).to_be_visible()
    tap(page, "Change what it is for")
    fill(page, "When do both sides look again?", "31-12-2015")
    tap(page, "Keep this")
    expect(page.get_by_text("Nothing is missing.")).to_be_visible()
    tap(page, "Open this initiative")
    tap(page, "Open it")
    expect(page.get_by_text("Let it rest")).to_be_visible()
    asks_the_other_side(page, tap)
    lives_on(page, tap, fill)


def asks_the_other_side(page: Page, tap: Tap) -> None:
    """Read that nobody of the other side is here, and make an invitation that says on which side it is."""
    place = page.url
    expect(page.get_by_text("Nobody of the citizens’ side takes part here yet.")).to_be_visible()
    tap(page, "Ask somebody in")
    expect(page.get_by_label("This initiative, on this side: Citizens’ side")).to_be_checked()
    tap(page, "Make the invitation")
    expect(page.get_by_text("Citizens’ side").first).to_be_visible()
    # It was only asked: nobody came yet.
    page.goto(place)
    expect(page.get_by_text("Nobody of the citizens’ side takes part here yet.")).to_be_visible()


def lives_on(page: Page, tap: Tap, fill: Type) -> None:
    """Let it rest without a day, then with one, and wake it."""
    tap(page, "Let it rest")
    fill(page, "Why does it rest?", "The kitchen is rebuilt.")
    tap(page, "Let it rest now")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("Why does it rest?")).to_have_value("The kitchen is rebuilt.")
    fill(page, "When do both sides look again?", "1-10-2015")
    tap(page, "Let it rest now")
    expect(page.get_by_text("The kitchen is rebuilt.")).to_be_visible()
    tap(page, "Wake it")
    fill(page, "When do both sides look again?", "31-12-2015")
    tap(page, "Ask to wake it")
    expect(page.get_by_text("It rests:")).to_have_count(0)
    expect(page.get_by_text("What it was before")).to_be_visible()


@pytest.mark.parametrize(("tap", "fill"), [(tap, fill), (tap_by_key, fill_by_key)], ids=["mouse", "keyboard"])
def test_a_new_site_is_begun_and_its_initiative_lives(page: Page, new_site: str, tap: Tap, fill: Type) -> None:
    begun_and_opened(page, new_site, tap, fill)


def test_a_new_site_is_begun_without_javascript(browser: Browser, new_site: str) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    begun_and_opened(page, new_site, tap, fill)


def test_nobody_begins_a_site_that_holds_somebody(page: Page, site: str) -> None:
    assert page.goto(link(site)).status == 404  # type: ignore[union-attr]  # a page that answers


def test_who_began_a_site_comes_back_with_one_code(page: Page, new_site: str) -> None:
    page.goto(link(new_site))
    fill(page, "1. Who are you?", "Somebody of the board")
    fill(page, "Your e-mail address", ANNA)
    tap(page, "Organization side")
    fill(page, "For which body or organization do you speak?", "The board")
    tap(page, "English")
    fill(page, "3. What do you want to talk about first?", "Our meals")
    tap(page, "Open my site")
    tap(page, "Sign out")
    cache.clear()
    signed_in_by_code(page, new_site)
