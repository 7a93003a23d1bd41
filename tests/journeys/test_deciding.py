"""A limit ages in sight; a decision is seen at once; what was agreed, and what was called kept, is reopened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from counterpoise.web.ledger import selectors
from tests.journeys.conftest import AXE, be
from tests.journeys.hands import KEYS, POINTER, Hands

pytestmark = pytest.mark.browser

LINDEHOF = "/initiatives/lindehof-together/"
CONTROL = f"{LINDEHOF}control/"
DECISIONS = f"{LINDEHOF}decisions/"
WAYS = {"pointer": (POINTER, True), "keyboard": (KEYS, True), "without scripts": (POINTER, False)}
FAR = "At what point do we say that empty rooms are too many?"
GARDEN = "The garden is sold."


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest, browser: Browser) -> Iterator[tuple[Hands, Page]]:
    """Return one way to use the site, and a page to use."""
    hands, scripts = WAYS[request.param]
    context = browser.new_context(java_script_enabled=scripts)
    yield hands, context.new_page()
    context.close()


def test_a_request_for_a_limit_ages_in_sight(site: str, way: tuple[Hands, Page], settings: Any) -> None:  # noqa: ANN401 - pytest-django's
    hands, page = way
    be(page, site, "logistics-colleague")
    page.goto(f"{site}{CONTROL}ask/")
    hands.fill(page, "When is it too far?", FAR)
    hands.tap(page, "By both sides")
    hands.tap(page, "Ask this")
    row = page.get_by_role("listitem").filter(has_text=FAR)
    expect(row.locator(".age b")).to_have_text("0")
    expect(row).to_contain_text("Not answered yet")
    settings.COUNTERPOISE_NOW += timedelta(days=40)
    selectors._KEPT.clear()
    be(page, site, "citizen-1")
    page.goto(site + CONTROL)
    row = page.get_by_role("listitem").filter(has_text=FAR)
    expect(row.locator(".age b")).to_have_text("40")
    expect(row).to_contain_text("Unanswered for more than 30 days")


def test_a_decision_in_four_fields_is_seen_at_once_by_every_group(site: str, way: tuple[Hands, Page]) -> None:
    hands, page = way
    be(page, site, "new-director")
    page.goto(f"{site}{DECISIONS}record/")
    hands.fill(page, "What was decided?", GARDEN)
    hands.choose(page, "Who took it?", "Board of Lindehof")
    hands.fill(page, "When was it taken?", "3-11-2014")
    for group in ("Participating citizens", "Town residents"):
        hands.tap(page, group)
    hands.tap(page, "Save this decision")
    expect(page.get_by_role("heading", level=1)).to_have_text(GARDEN)
    address = page.url
    for person in ("citizen-1", "informal-caregiver"):
        be(page, site, person)
        page.goto(address)
        expect(page.get_by_role("heading", name="Decided, and nobody told you")).to_be_visible()
        expect(page.get_by_text("239 days").first).to_be_visible()


def test_publishing_is_refused_with_the_thirteen_concerns_that_wait(site: str, way: tuple[Hands, Page]) -> None:
    hands, page = way
    be(page, site, "new-director")
    page.goto(f"{site}{DECISIONS}closing/publish/")
    hands.tap(page, "Publish")
    expect(page.get_by_role("alert")).to_contain_text("Concerns without an answer: 13")
    expect(page.get_by_text("13 concerns without an answer")).to_be_visible()
    be(page, site, "citizen-1")
    page.goto(f"{site}{DECISIONS}closing/")
    expect(page.get_by_text("Taken alone, while others had a right to a say.").first).to_be_visible()
    expect(page.get_by_text("A promise.", exact=True)).to_be_visible()
    expect(page.get_by_text("The law.", exact=True)).to_be_visible()


def test_both_sides_agree_who_decides_and_one_reopens_it(site: str, way: tuple[Hands, Page]) -> None:
    hands, page = way
    be(page, site, "citizen-1")
    page.goto(f"{site}{CONTROL}matters/empty-rooms/propose/")
    hands.tap(page, page.locator("input[name=holder][value=platform] >> xpath=..").inner_text().strip())
    for label in page.locator("label:has-text('Which say does this group have')").all_inner_texts():
        hands.choose(page, label.strip(), "gives advice")
    hands.fill(page, "Within which limits?", "The money of this year.")
    hands.fill(page, "Who decides when both sides disagree?", "The board")
    hands.fill(page, "Who helps them talk?", "The municipality")
    hands.fill(page, "After how many days at most is it decided?", "30")
    hands.fill(page, "From which day does it no longer hold?", "1-7-2016")
    hands.fill(page, "Why?", "Those who use the rooms know best.")
    hands.tap(page, "Send the proposal")
    row = page.locator("#empty-rooms")
    for person in ("citizen-1", "new-director"):
        be(page, site, person)
        page.goto(site + CONTROL)
        hands.tap(page, "Say yes for your side")
        hands.tap(page, "We say yes")
    expect(row.get_by_text("Agreed", exact=True).first).to_be_visible()
    expect(row).to_contain_text("1 July 2016")
    page.goto(site + row.get_by_role("link", name="Reopen what was agreed").get_attribute("href"))  # type: ignore[operator]  # a link that is there
    hands.fill(page, "Why?", "The budget changed.")
    hands.tap(page, "Reopen it")
    expect(row.get_by_text("In force, contested").first).to_be_visible()
    expect(row).to_contain_text("The budget changed.")


def test_a_citizen_gives_a_verdict_and_reopens_what_was_called_kept(site: str, way: tuple[Hands, Page]) -> None:
    hands, page = way
    be(page, site, "new-director")
    page.goto(f"{site}{DECISIONS}agree/")
    hands.fill(page, "What will be done?", "A bench at the door.")
    hands.tap(page, "Participating citizens")
    hands.tap(page, "Board of Lindehof")
    hands.tap(page, "Save this agreement")
    row = page.get_by_role("listitem").filter(has_text="A bench at the door.")
    hands.tap(page, "We say: it is done")
    be(page, site, "citizen-1")
    page.goto(site + DECISIONS)
    page.goto(site + row.get_by_role("link", name="Give your verdict").get_attribute("href"))  # type: ignore[operator]  # a link that is there
    hands.tap(page, "It was kept")
    hands.tap(page, "Send this verdict")
    expect(row).to_contain_text("Kept")
    page.goto(site + row.get_by_role("link", name="Reopen it").get_attribute("href"))  # type: ignore[operator]  # a link that is there
    hands.fill(page, "Why?", "It was taken away again.")
    hands.tap(page, "Reopen it")
    expect(row).to_contain_text("Contested")
    expect(row).to_contain_text("It was taken away again.")


ROOMS = [
    CONTROL,
    *(f"{CONTROL}{each}/" for each in ("ask", "limits/new", "matters/new", "tasks", "matters/empty-rooms/propose")),
    DECISIONS,
    *(f"{DECISIONS}{each}/" for each in ("record", "draft", "promise", "agree", "change", "limits")),
    *(f"{DECISIONS}closing/{each}/" for each in ("explain", "trace", "complete", "publish", "concern")),
    f"{DECISIONS}church-hall/",
    f"{DECISIONS}church-hall/take/",
    f"{DECISIONS}agreements/open-kitchen/report/",
    *(f"{LINDEHOF}expertise/{each}/" for each in ("ask", "themes", "rooms/new", "problems", "say")),
]
SCREENS: dict[str, dict[str, Any]] = {
    "narrow": {"viewport": {"width": 320, "height": 700}},
    "desk": {"viewport": {"width": 1280, "height": 900}},
    "forced colours": {"viewport": {"width": 1280, "height": 900}, "forced_colors": "active"},
}


@pytest.mark.parametrize("screen", SCREENS)
def test_no_page_of_these_rooms_breaks_a_rule_of_accessibility_or_runs_out_of_the_screen(
    site: str, browser: Browser, screen: str
) -> None:
    page = browser.new_context(**SCREENS[screen]).new_page()
    be(page, site, "new-director")
    found = []
    for address in ROOMS:
        answer = page.goto(site + address)
        assert answer is not None
        if answer.status != 200:
            found.append(f"{address}: {answer.status}")
            continue
        for details in page.locator("details").all():
            details.evaluate("each => each.open = true")
        result = Axe().run(page, options=AXE)
        found += [f"{address}: {each['id']} {each['nodes'][0]['target']}" for each in result.response["violations"]]
        if page.evaluate("document.documentElement.scrollWidth") > SCREENS[screen]["viewport"]["width"]:
            found.append(f"{address}: too wide")
    assert found == []
