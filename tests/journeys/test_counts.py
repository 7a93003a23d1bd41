"""The members of a closed room vote on letting out a count; the checks that were kept; both in every way of looking."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.axe import check_in_all_modes
from tests.journeys.conftest import be
from tests.journeys.hands import KEYS, POINTER, Hands

pytestmark = pytest.mark.browser

AUDIT = "/initiatives/meals/audit/"
ROOM = f"{AUDIT}rooms/council-room/"
MEMBERS = ("council-member", "resident")
COUNT = "expertise.presence"


def let_out(page: Page, site: str, hands: Hands) -> None:
    """Propose a count as one member, vote as both, and let it out."""
    be(page, site, MEMBERS[0])
    page.goto(f"{site}{AUDIT}readings/")
    hands.tap(page, "What “The council's own room” shares as counts")
    expect(page.get_by_role("heading", level=1)).to_have_text("What our room shares as counts")
    hands.tap(page, "Propose to share this count")
    expect(page.get_by_text("Only these numbers leave the room: no words and no names.")).to_be_visible()
    hands.tap(page, "Propose it to the members")
    for number, member in enumerate(MEMBERS, start=1):
        be(page, site, member)
        page.goto(site + ROOM)
        hands.tap(page, "Vote")
        hands.tap(page, "Yes, share it")
        hands.tap(page, "Vote")
        expect(page.get_by_text(f"{number} of {len(MEMBERS)} members have voted.")).to_be_visible()
    expect(page.get_by_text("The vote is over: we share it.")).to_be_visible()
    hands.tap(page, "Share this count")
    hands.tap(page, "Share it")
    expect(page.get_by_text("Last shared on 30 June 2015.")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_room_lets_out_a_count_by_a_vote_of_its_members(site: str, browser: Browser, scripts: bool) -> None:
    page = browser.new_context(java_script_enabled=scripts).new_page()
    let_out(page, site, POINTER)


def test_the_same_vote_is_held_with_the_keyboard_alone(site: str, page: Page) -> None:
    let_out(page, site, KEYS)


def test_the_pages_of_counts_and_of_kept_checks_hold_in_all_modes(site: str, browser: Browser, page: Page) -> None:
    be(page, site, MEMBERS[0])
    for _ in range(2):
        page.goto(f"{site}{AUDIT}")
        page.get_by_role("button", name="Run the power check").click()
    page.goto(f"{site}{ROOM}propose/{COUNT}/")
    POINTER.tap(page, "Propose it to the members")
    vote = page.get_by_role("link", name="Vote", exact=True).first.get_attribute("href")
    assert vote is not None
    page.goto(f"{site}{AUDIT}readings/")
    one = page.locator("section[aria-labelledby=kept] h3 a").first.get_attribute("href")
    assert one is not None
    compared = page.locator("form.filters select").count()
    assert compared == 2
    POINTER.tap(page, "Compare")
    two = page.url.removeprefix(site)
    check_in_all_modes(browser, site, [f"{AUDIT}readings/", one, two, ROOM, vote], person=MEMBERS[0])
