"""A council's secretary prepares a meeting, enters for a member who phoned, prints the minutes and the year."""

from __future__ import annotations

import io

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.journeys.axe import check_in_all_modes
from tests.journeys.conftest import be
from tests.journeys.hands import KEYS, POINTER, Hands

pytestmark = pytest.mark.browser

TABLE = "/initiatives/lindehof-together/table/home-client-council/"
PHONED = "The bus stops too far from the home."
MINUTES = "We ask the board for a bus stop before the summer."


def goes_her_way(page: Page, site: str, hands: Hands) -> None:
    """Go from the start page to a meeting that is written down, and to the paper."""
    be(page, site, "home-council-member")
    hands.tap(page, "Client council of the home")
    expect(page.get_by_role("heading", level=1)).to_have_text("Our table: Client council of the home")
    prepared(page, hands)
    phoned(page, site, hands)
    written(page, site, hands)


def prepared(page: Page, hands: Hands) -> None:
    """Call a meeting for today, and see it on the table."""
    hands.tap(page, "Call a meeting")
    hands.fill(page, "What is the meeting called?", "Council meeting")
    hands.fill(page, "When is it, or was it?", "30-6-2015")
    hands.fill(page, "Where?", "Room 4")
    hands.tap(page, "Save this meeting")
    expect(page.get_by_role("heading", level=1)).to_have_text("Council meeting")


def phoned(page: Page, site: str, hands: Hands) -> None:
    """Enter what a member said who phoned; the page that answers holds a code for them."""
    page.goto(site + TABLE)
    hands.tap(page, "Enter for a member who phoned")
    expect(page.get_by_label("By telephone")).to_be_checked()
    hands.fill(page, "What they said, in their own words", PHONED)
    hands.tap(page, "Enter these words")
    expect(page.locator(".code").first).to_be_visible()


def unfold(page: Page, hands: Hands, name: str) -> None:
    """Open one of the three forms: with the pointer, or with the tabulator and the enter key."""
    target = page.locator("summary", has_text=name)
    if hands is POINTER:
        target.click()
        return
    for _ in range(80):
        page.keyboard.press("Tab")
        if target.evaluate("each => each === document.activeElement"):
            page.keyboard.press("Enter")
            return
    raise AssertionError(name)


def written(page: Page, site: str, hands: Hands) -> None:
    """Fill in agenda, who came and minutes on one page; what is wrong is said beside its field."""
    page.goto(site + TABLE)
    hands.tap(page, "Council meeting")
    expect(page.get_by_text("No point is on the agenda.")).to_be_visible()
    unfold(page, hands, "Put a point on the agenda")
    hands.fill(page, "What should be talked about?", "The bus")
    hands.tap(page, "Put it on the agenda")
    expect(page.locator("#agenda + ol")).to_contain_text("The bus")
    unfold(page, hands, "Write down who came")
    hands.fill(page, "Who came of the citizens’ side?", "the moon: 8")
    hands.tap(page, "Keep these numbers")
    expect(page.get_by_text("This needs another look")).to_be_visible()
    expect(page.get_by_label("Who came of the citizens’ side?")).to_have_value("the moon: 8")
    hands.fill(page, "Who came of the citizens’ side?", "8")
    hands.tap(page, "Keep these numbers")
    expect(page.locator("section[aria-labelledby=came] td")).to_have_text("8")
    unfold(page, hands, "Write the minutes")
    hands.fill(page, "What was said and agreed?", MINUTES)
    hands.tap(page, "Save the minutes")
    expect(page.locator("section[aria-labelledby=minutes] .flow")).to_contain_text(MINUTES)


def on_paper(page: Page) -> tuple[int, str]:
    """Return how many sheets of A4 a page takes, and what stands on them."""
    read = PdfReader(io.BytesIO(page.pdf(format="A4")))
    return len(read.pages), " ".join(" ".join(each.extract_text() for each in read.pages).split())


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_secretary_keeps_the_papers_of_a_council(site: str, browser: Browser, scripts: bool) -> None:
    page = browser.new_context(java_script_enabled=scripts).new_page()
    goes_her_way(page, site, POINTER)
    sheets, text = on_paper(page)
    assert sheets <= 2
    for said in ("The bus", MINUTES, "Agreed", "Secretary:"):
        assert said in text
    assert "Save the minutes" not in text
    for year in (2013, 2014, 2015):
        page.goto(f"{site}{TABLE}years/{year}/")
        sheets, text = on_paper(page)
        assert sheets <= 2
        assert f"Client council of the home: {year}" in text
    page.goto(f"{site}{TABLE}letters/closing/reminder/")
    _sheets, text = on_paper(page)
    assert "We were not asked for advice." in text
    assert "Print this page" not in text


def test_the_same_papers_are_kept_with_the_keyboard_alone(site: str, page: Page) -> None:
    goes_her_way(page, site, KEYS)


def test_every_page_of_the_table_holds_in_all_modes(site: str, browser: Browser) -> None:
    pages = ("", "years/2014/", "meetings/first-meeting/", "letters/church-hall/advice/", "letters/closing/reminder/")
    check_in_all_modes(browser, site, [TABLE + each for each in pages], person="home-council-member")
