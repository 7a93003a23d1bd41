"""People read what happened: by eye, by keyboard, on a phone, without scripts, with help of a screen reader."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import AXE, be

pytestmark = pytest.mark.browser

LINDEHOF = "/initiatives/lindehof-together/"
PAGES = [
    "/",
    LINDEHOF,
    *(f"{LINDEHOF}{door}/" for door in ("expertise", "control", "inclusion", "interests", "decisions", "audit")),
    *(f"{LINDEHOF}audit/{tension}/" for tension in ("expertise", "control", "inclusion", "interests", "power")),
    f"{LINDEHOF}decisions/closing/",
    f"{LINDEHOF}decisions/church-hall/",
    "/initiatives/meals/",
    "/initiatives/meals/expertise/",
    "/initiatives/meals/audit/",
    "/trajectory/care-path/",
    "/record/",
    "/search/?q=food",
    "/help/",
    "/demo/",
    "/nothing-here/",
]
SOME = [
    "/",
    LINDEHOF,
    f"{LINDEHOF}control/",
    f"{LINDEHOF}decisions/closing/",
    f"{LINDEHOF}audit/interests/",
    "/record/",
]
"""One of each kind of page: what changes with colours or width changes on these."""
WAYS: dict[str, dict[str, Any]] = {
    "phone": {"viewport": {"width": 390, "height": 844}},
    "narrow": {"viewport": {"width": 320, "height": 700}},
    "desk": {"viewport": {"width": 1280, "height": 900}},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "forced colours": {"viewport": {"width": 1280, "height": 900}, "forced_colors": "active"},
    "still": {"viewport": {"width": 390, "height": 844}, "reduced_motion": "reduce"},
}


@pytest.mark.parametrize("way", WAYS)
def test_no_page_breaks_a_rule_of_accessibility(site: str, browser: Browser, way: str) -> None:
    page = browser.new_context(**WAYS[way]).new_page()
    be(page, site, "resident")
    found = []
    for address in PAGES if way in {"phone", "desk"} else SOME:
        page.goto(site + address)
        for details in page.locator("details").all():
            details.evaluate("each => each.open = true")
        result = Axe().run(page, options=AXE)
        found += [
            f"{address}: {each['id']} {[node['target'] for node in each['nodes'][:2]]}"
            for each in result.response["violations"]
        ]
    assert found == []


@pytest.mark.parametrize("way", ["phone", "narrow"])
def test_on_a_phone_the_heading_comes_early_and_nothing_runs_out_of_the_page(
    site: str, browser: Browser, way: str
) -> None:
    page = browser.new_context(**WAYS[way]).new_page()
    be(page, site, "resident")
    for address in PAGES:
        page.goto(site + address)
        top = page.locator("h1").bounding_box()
        assert top is not None
        assert top["y"] <= 300, address
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= WAYS[way]["viewport"]["width"], address


def test_a_resident_reads_without_scripts_how_the_closing_was_decided(site: str, browser: Browser) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{site}/demo/")
    page.get_by_role("link", name="A resident", exact=True).click()
    page.get_by_role("link", name="The home closes").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The home closes")
    expect(page.get_by_text("Taken alone, while others had a right to a say.").first).to_be_visible()
    row = page.get_by_role("row").filter(has_text="Participating citizens")
    expect(row).to_contain_text("119 days")
    expect(page.get_by_role("row").filter(has_text="never told")).to_contain_text("239 days")
    page.get_by_role("link", name="Power check").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Power check")


def test_the_same_way_can_be_gone_by_keyboard_alone(site: str, page: Page) -> None:
    be(page, site, "resident")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to the text")
    page.keyboard.press("Enter")
    reach(page, "The home closes")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("The home closes")
    reach(page, "The four classes, and where this one stands")
    page.keyboard.press("Enter")
    expect(page.get_by_text("This decision. (U3)")).to_be_visible()


def reach(page: Page, text: str) -> None:
    """Press the tabulator until something with this text has the focus, and see that the focus shows."""
    for _ in range(80):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        if focused.count() and text in (focused.text_content() or ""):
            shadow = focused.evaluate("each => getComputedStyle(each).boxShadow + getComputedStyle(each).outlineStyle")
            assert "none" not in shadow.replace("nonesolid", ""), text
            return
    raise AssertionError(text)


def test_the_manager_does_not_see_what_residents_said_among_themselves(site: str, page: Page) -> None:
    be(page, site, "resident")
    page.goto(f"{site}/initiatives/meals/expertise/")
    expect(page.get_by_text("the food is cold")).to_be_visible()
    be(page, site, "manager")
    page.goto(f"{site}/initiatives/meals/expertise/")
    expect(page.get_by_text("the food is cold")).to_have_count(0)
    expect(page.get_by_text("Our own room")).to_have_count(0)


def test_the_logistics_colleague_sees_the_request_for_a_limit_age(site: str, page: Page) -> None:
    be(page, site, "logistics-colleague")
    page.goto(f"{site}{LINDEHOF}control/")
    expect(page.get_by_text("Unanswered for more than 30 days")).to_be_visible()
    expect(page.locator(".aged .age b").first).to_have_text("750")


def test_a_reader_changes_the_language_and_back(site: str, browser: Browser) -> None:
    page = browser.new_context(java_script_enabled=False, locale="en-GB").new_page()
    be(page, site, "resident")
    page.goto(site + LINDEHOF + "control/")
    page.get_by_role("button", name="Nederlands").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wie beslist")
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Who decides")


def test_somebody_finds_a_word_and_takes_their_record_along(site: str, page: Page) -> None:
    be(page, site, "citizen-1")
    page.get_by_role("link", name="Search").click()
    page.get_by_label("Words to look for").fill("voluntary")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", level=2)).to_contain_text("found")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Take your record along").click()
    assert waiting.value.suggested_filename == "record.zip"


def test_a_care_user_reads_their_care_path_and_others_find_nothing(site: str, page: Page) -> None:
    be(page, site, "resident")
    page.get_by_role("link", name="A resident's care path").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("A resident's care path")
    expect(page.get_by_role("heading", name="People around me")).to_be_visible()
    be(page, site, "manager")
    page.goto(f"{site}/trajectory/care-path/")
    expect(page.get_by_role("heading", level=1)).to_have_text("There is nothing here")
