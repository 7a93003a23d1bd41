"""What is wrong is said in a room that the manager cannot see; the council shares it; the question is worded anew."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import be

pytestmark = pytest.mark.browser

MEALS = "/initiatives/meals/expertise/"
OURS = "/initiatives/meals/expertise/rooms/council-room/"
COLD = "KANARIE the soup is cold before it comes upstairs."
SHARED = "Many of us say that the food is cold, and that help comes late."
BETTER = "What would make mealtimes good for you?"
EVERYWHERE = ("/", "/initiatives/meals/", MEALS, "/initiatives/meals/interests/", "/record/", "/search/?q=soup")

Tap = Callable[[Page, str], None]
Type = Callable[[Page, str, str], None]


def tap(page: Page, name: str) -> None:
    """Press what has this name: a button, a link or a choice."""
    found = page.get_by_role("button", name=name, exact=True).or_(page.get_by_role("link", name=name, exact=True))
    choice = page.get_by_role("radio", name=name).or_(page.get_by_role("checkbox", name=name))
    found.or_(choice).first.click()


def fill(page: Page, label: str, text: str) -> None:
    """Write into the field with this label."""
    page.get_by_label(label).fill(text)


def tap_by_key(page: Page, name: str) -> None:
    """Go to what has this name with the tabulator and the arrows alone, and press it."""
    found = page.get_by_role("button", name=name, exact=True).or_(page.get_by_role("link", name=name, exact=True))
    choice = page.get_by_role("radio", name=name).or_(page.get_by_role("checkbox", name=name))
    target = found.or_(choice).first
    kind = target.get_attribute("type")
    for _ in range(150):
        focused = page.locator(":focus")
        if focused.count() and target.evaluate("each => each === document.activeElement"):
            if kind in {"radio", "checkbox"}:
                page.keyboard.press("Space")
            else:
                with page.expect_navigation():
                    page.keyboard.press("Enter")
            return
        in_group = focused.count() and kind == "radio" and _same_group(focused.evaluate("each => each.name"), target)
        page.keyboard.press("ArrowDown" if in_group else "Tab")
    raise AssertionError(name)


def _same_group(name: object, target: object) -> bool:
    return bool(name) and name == target.get_attribute("name")  # type: ignore[attr-defined]  # a locator


def fill_by_key(page: Page, label: str, text: str) -> None:
    """Go to the field with this label with the tabulator alone, and type."""
    target = page.get_by_label(label)
    for _ in range(80):
        page.keyboard.press("Tab")
        if target.evaluate("each => each === document.activeElement"):
            page.keyboard.press("ControlOrMeta+a")
            page.keyboard.type(text)
            return
    raise AssertionError(label)


def sees_nothing(page: Page, site: str, *words: str) -> None:
    """Look at every page as the manager: none of these words are there."""
    be(page, site, "manager")
    for address in EVERYWHERE:
        page.goto(site + address)
        for each in words:
            expect(page.get_by_text(each)).to_have_count(0)
    assert page.goto(site + OURS).status == 404  # type: ignore[union-attr]  # a page that answers


def goes_its_way(page: Page, site: str, tap: Tap, fill: Type) -> None:
    """Walk the whole way: said in the room, shared by vote, asked anew, accepted."""
    said_in_the_room(page, site, tap, fill)
    sees_nothing(page, site, COLD, SHARED)
    voted_on(page, site, tap, fill)
    sees_nothing(page, site, COLD, SHARED)
    shared_and_asked_anew(page, site, tap, fill)
    sees_nothing(page, site, COLD)
    accepted(page, site, tap, fill)


def said_in_the_room(page: Page, site: str, tap: Tap, fill: Type) -> None:
    """Say as a resident what is wrong, where only the members read it."""
    be(page, site, "resident")
    page.goto(site + MEALS)
    tap(page, "Go into our own room")
    tap(page, "Say something here")
    fill(page, "Tell it in your own words", COLD)
    tap(page, "What I lived through myself")
    tap(page, "Yes")
    tap(page, "Only in our own room")
    tap(page, "Send my words")
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you. We have your words.")


def voted_on(page: Page, site: str, tap: Tap, fill: Type) -> None:
    """Propose what the room shares, and vote on it as both members."""
    be(page, site, "council-member")
    page.goto(site + OURS)
    expect(page.get_by_text(COLD)).to_be_visible()
    tap(page, "Propose what we share")
    fill(page, "What could we share?", SHARED)
    tap(page, "Propose it to the members")
    for person in ("council-member", "resident"):
        be(page, site, person)
        page.goto(site + OURS)
        tap(page, "Vote")
        expect(page.get_by_text("You have one vote.")).to_be_visible()
        tap(page, "Yes, share it")
        tap(page, "Vote")
        expect(page.get_by_role("heading", level=1)).to_have_text("Our own room")


def shared_and_asked_anew(page: Page, site: str, tap: Tap, fill: Type) -> None:
    """Share it as the council, and say that the manager's question is not the question."""
    be(page, site, "council-member")
    page.goto(site + OURS)
    tap(page, "Share it")
    tap(page, "Share this text")
    expect(page.get_by_text(SHARED)).to_be_visible()
    page.goto(f"{site}{MEALS}questions/question-presentation/reframe/")
    fill(page, "What is the question, then?", BETTER)
    tap(page, "Propose this question")
    expect(page.get_by_text(BETTER)).to_be_visible()


def accepted(page: Page, site: str, tap: Tap, fill: Type) -> None:
    """Read as the manager what was shared, and ask what the council proposes."""
    page.goto(site + MEALS)
    expect(page.get_by_text(SHARED)).to_be_visible()
    tap(page, "Answer this proposal")
    tap(page, "Yes, we ask this instead")
    fill(page, "With yes: what will you do with the answers?", "To change how meals are served.")
    tap(page, "Send this answer")
    expect(page.get_by_text("It was accepted.")).to_be_visible()
    expect(page.get_by_text("1 of 5 questions were worded by the citizens’ side.")).to_be_visible()
    expect(page.get_by_text("Another question took its place")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_the_question_is_worded_anew_after_the_council_shared_what_is_wrong(
    site: str, browser: Browser, scripts: bool
) -> None:
    page = browser.new_context(java_script_enabled=scripts).new_page()
    goes_its_way(page, site, tap, fill)


def test_the_same_way_can_be_gone_with_the_keyboard_alone(site: str, page: Page) -> None:
    goes_its_way(page, site, tap_by_key, fill_by_key)


def test_on_a_phone_no_page_of_this_room_runs_out_of_the_screen(site: str, browser: Browser) -> None:
    page = browser.new_context(viewport={"width": 320, "height": 700}).new_page()
    be(page, site, "resident")
    for address in (f"{MEALS}say/", f"{MEALS}ask/", OURS, f"{OURS}share/", f"{OURS}admit/", f"{MEALS}problems/"):
        page.goto(site + address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address
        top = page.locator("h1").bounding_box()
        assert top is not None
        assert top["y"] <= 300, address
