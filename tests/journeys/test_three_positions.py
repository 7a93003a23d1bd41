"""Three of one organization lay their positions side by side, and none of them can close the friction alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import be
from tests.journeys.test_meals import Tap, Type, fill, fill_by_key, tap, tap_by_key

pytestmark = pytest.mark.browser

ROOM = "/initiatives/lindehof-together/interests/"
CLASH = "Leave everything open, or say at which point we stop?"
PARTIES = ("the regional manager", "his colleague", "logistics")
POSITIONS = (
    ("regional-manager", "Manager, for board", "We do not decide ahead of time.", "That it stays open."),
    ("regional-colleague", "Manager, for participation office", "No targets.", "That we find out together."),
    ("logistics-colleague", "Professional, for logistics", "We need to be more specific.", "That we know when."),
)


def goes_its_way(page: Page, site: str, tap: Tap, fill: Type) -> None:
    """Write the friction down, put three positions, name a step, propose to close it, and confirm one by one."""
    noticed(page, site, tap, fill)
    for person, holder, claim, interest in POSITIONS:
        put(page, site, (person, holder, claim, interest), tap, fill)
    for _person, _holder, claim, interest in POSITIONS:
        expect(page.get_by_text(claim, exact=True)).to_be_visible()
        expect(page.get_by_text(interest, exact=True)).to_be_visible()
    proposed(page, site, tap, fill)
    for (person, *_), party in zip(POSITIONS, PARTIES, strict=True):
        expect(page.get_by_role("link", name="Open this friction again")).to_have_count(0)
        confirmed(page, site, person, party, tap)
    expect(page.get_by_text("Settled for now.")).to_be_visible()
    expect(page.get_by_role("link", name="Open this friction again")).to_be_visible()
    be(page, site, "citizen-1")
    page.goto(site + ROOM)
    expect(page.get_by_text(CLASH)).to_have_count(0)


def noticed(page: Page, site: str, tap: Tap, fill: Type) -> None:
    """Write down, as logistics, what clashes; only the organization's room reads it."""
    be(page, site, "logistics-colleague")
    page.goto(site + ROOM)
    tap(page, "Write a friction down")
    fill(page, "What clashes?", CLASH)
    fill(page, "Who on the organization side?", "\n".join(PARTIES))
    tap(page, "Whose knowledge counts")
    tap(page, "Only in our own room")
    tap(page, "Write it down")
    expect(page.get_by_role("heading", level=1)).to_have_text(CLASH)


def put(page: Page, site: str, position: tuple[str, str, str, str], tap: Tap, fill: Type) -> None:
    """Put one position."""
    person, holder, claim, interest = position
    be(page, site, person)
    page.goto(site + ROOM)
    tap(page, CLASH)
    tap(page, "Say what you want, and why")
    fill(page, "What do you want?", claim)
    fill(page, "Why does it matter to you?", interest)
    tap(page, holder)
    tap(page, "Put this position")
    expect(page.get_by_role("heading", level=1)).to_have_text(CLASH)


def proposed(page: Page, site: str, tap: Tap, fill: Type) -> None:
    """Name the next step, and propose to close it, as the regional manager."""
    be(page, site, "regional-manager")
    page.goto(site + ROOM)
    tap(page, CLASH)
    tap(page, "Name the next step")
    fill(page, "What happens next?", "Both write down a point.")
    fill(page, "Who does it?", "logistics")
    fill(page, "When?", "1-9-2015")
    tap(page, "Name this step")
    tap(page, "Propose to close it for now")
    tap(page, "We settled it for now")
    fill(page, "When do you look at it again?", "1-6-2016")
    tap(page, "Propose this")
    expect(page.get_by_text("not confirmed yet")).to_have_count(3)


def confirmed(page: Page, site: str, person: str, party: str, tap: Tap) -> None:
    """Confirm for one party; for a second one there is no way left."""
    be(page, site, person)
    page.goto(site + ROOM)
    tap(page, CLASH)
    tap(page, "Confirm that it is closed for now")
    if page.get_by_role("radio", name=party).count():
        tap(page, party)
    tap(page, "Confirm")
    expect(page.get_by_role("link", name="Confirm that it is closed for now")).to_have_count(0)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_none_of_three_closes_the_friction_alone(site: str, browser: Browser, scripts: bool) -> None:
    page = browser.new_context(java_script_enabled=scripts).new_page()
    goes_its_way(page, site, tap, fill)


def test_the_same_way_can_be_gone_with_the_keyboard_alone(site: str, page: Page) -> None:
    goes_its_way(page, site, tap_by_key, fill_by_key)
