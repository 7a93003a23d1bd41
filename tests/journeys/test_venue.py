"""The church hall is swapped for the own venue once a barrier is told; what gave way for that stays in sight."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import be
from tests.journeys.test_meals import Tap, Type, fill, fill_by_key, tap, tap_by_key

pytestmark = pytest.mark.browser

ROOM = "/initiatives/lindehof-together/inclusion/"
INTERESTS = "/initiatives/lindehof-together/interests/"
HALL = "We would rather not meet in that church’s hall."
GAVE_WAY = "A place in the middle of town."


def goes_its_way(page: Page, site: str, tap: Tap, fill: Type) -> None:
    """Call the meeting, tell what keeps people away, move it, and see what gave way."""
    called(page, site, tap, fill)
    told(page, site, tap, fill)
    taken_away(page, site, tap, fill)
    moved(page, tap, fill)
    be(page, site, "citizen-1")
    page.goto(site + INTERESTS)
    expect(page.get_by_text(GAVE_WAY).first).to_be_visible()


def called(page: Page, site: str, tap: Tap, fill: Type) -> None:
    """Call a meeting in the church hall."""
    be(page, site, "regional-colleague")
    page.goto(site + ROOM)
    tap(page, "Call a meeting, or write one down")
    fill(page, "What is the meeting called?", "Autumn talk")
    fill(page, "When is it, or was it?", "1-9-2015")
    fill(page, "Where?", "The church hall")
    fill(page, "What does that place stand for?", "The middle of town, and one of its churches.")
    tap(page, "Save this meeting")
    expect(page.get_by_role("heading", level=1)).to_have_text("Autumn talk")
    expect(page.get_by_text("Planned: 1 September 2015, The church hall.")).to_be_visible()


def told(page: Page, site: str, tap: Tap, fill: Type) -> None:
    """Tell, as a member of the other church, what would keep people away."""
    be(page, site, "church-goer")
    page.goto(site + ROOM)
    tap(page, "Autumn talk")
    tap(page, "Tell what keeps people away")
    fill(page, "What keeps people away?", HALL)
    tap(page, "Belief")
    tap(page, "Tell it")
    expect(page.get_by_text(HALL)).to_be_visible()


def taken_away(page: Page, site: str, tap: Tap, fill: Type) -> None:
    """Say how it is taken away, and what gives way for that."""
    be(page, site, "regional-colleague")
    page.goto(site + ROOM)
    tap(page, "Say how it was taken away")
    fill(page, "How was it taken away?", "We meet in the home itself.")
    fill(page, "Did something good give way for that?", GAVE_WAY)
    tap(page, "It was taken away")
    # Two things are missing: the form says so, and nothing that was written is lost.
    expect(page.get_by_text("Please name both: what was gained, and what gave way.").first).to_be_visible()
    fill(page, "What was gained?", "That everybody can come.")
    fill(page, "When do you look at it again?", "1-6-2016")
    tap(page, "It was taken away")
    expect(page.get_by_text(f"What gave way: {GAVE_WAY}")).to_be_visible()


def moved(page: Page, tap: Tap, fill: Type) -> None:
    """Move the meeting to the own house."""
    tap(page, "Autumn talk")
    tap(page, "Change this meeting")
    fill(page, "Where?", "Lindehof")
    fill(page, "What does that place stand for?", "The organization’s own house; nobody’s church.")
    fill(page, "Why is it changed?", "So that nobody stays away because of the place.")
    tap(page, "Save")
    expect(page.get_by_text("Planned: 1 September 2015, Lindehof.")).to_be_visible()
    expect(page.get_by_text("Taken away", exact=True)).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_the_hall_is_swapped_for_the_own_house_and_what_gave_way_is_kept(
    site: str, browser: Browser, scripts: bool
) -> None:
    page = browser.new_context(java_script_enabled=scripts).new_page()
    goes_its_way(page, site, tap, fill)


def test_the_same_way_can_be_gone_with_the_keyboard_alone(site: str, page: Page) -> None:
    goes_its_way(page, site, tap_by_key, fill_by_key)
