"""Somebody without an account says something, keeps a code, looks their words up again and takes them back."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.axe import check_in_all_modes
from tests.journeys.test_meals import Tap, Type, fill, fill_by_key, tap, tap_by_key

pytestmark = pytest.mark.browser

SOUP = "The soup is cold before it comes upstairs."


def goes_its_way(page: Page, site: str, tap: Tap, fill: Type) -> None:
    """Say it, read the code, type it in again, take the words back."""
    page.goto(f"{site}/initiatives/meals/expertise/say/")
    fill(page, "Tell it in your own words", SOUP)
    tap(page, "Send my words")
    expect(page.get_by_role("heading", level=1)).to_have_text("What happened with my words")
    code = page.locator(".receipt .code").inner_text()
    page.goto(f"{site}/receipts/")
    fill(page, "The code", code.lower().replace("-", " "))
    tap(page, "Look")
    expect(page.get_by_text(SOUP)).to_be_visible()
    expect(page.get_by_text("No decision says yet what was done with them.")).to_be_visible()
    tap(page, "Take your words back")
    tap(page, "Take them back")
    expect(page.get_by_text("You took these words back. Only the day stays.")).to_be_visible()
    expect(page.get_by_text(SOUP)).to_have_count(0)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_words_are_said_and_found_again_by_a_code(site: str, browser: Browser, scripts: bool) -> None:
    goes_its_way(browser.new_context(java_script_enabled=scripts).new_page(), site, tap, fill)


def test_the_same_way_can_be_gone_with_the_keyboard_alone(site: str, page: Page) -> None:
    goes_its_way(page, site, tap_by_key, fill_by_key)


def test_pages_for_people_without_an_account_hold_in_all_modes(site: str, browser: Browser) -> None:
    pages = [
        "/sign-in/",
        "/join/",
        "/receipts/",
        "/invitation/",
        "/receipts/ACDEFGHJKM3X/",
        "/initiatives/meals/paper/",
    ]
    check_in_all_modes(browser, site, [*pages, "/initiatives/meals/people/"])
