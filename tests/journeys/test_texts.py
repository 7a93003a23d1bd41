"""A citizen brings a plan in; a citizen and a manager read it apart from each other, compare, and settle one label."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.axe import check_in_all_modes
from tests.journeys.conftest import be
from tests.journeys.test_meals import fill, tap

pytestmark = pytest.mark.browser

HERE = "/initiatives/lindehof-together/voices/"
PLAN = (
    "Residents decide which plants go into the garden. The manager informs residents about the closing. "
    "Residents are at the centre of our plan."
)
ACT, DONE_TO, BIG = "They act themselves", "Something is done to or for them", "Big words about them"


def brought(page: Page, site: str) -> str:
    """Bring the plan in, and return its address."""
    be(page, site, "citizen-1")
    page.goto(f"{site}{HERE}texts/")
    tap(page, "Bring a text in")
    fill(page, "What is the text called?", "Plan for the garden")
    fill(page, "Paste the text", PLAN)
    page.get_by_label("Which side wrote it?").select_option(label="Organization side")
    tap(page, "Bring it in")
    expect(page.get_by_role("heading", level=1)).to_have_text("Plan for the garden")
    return page.url


def read(page: Page, site: str, person: str, here: str, labels: tuple[str, ...]) -> None:
    """Label every place, and say that one is done; nothing of the other reader is to be seen."""
    be(page, site, person)
    page.goto(here)
    tap(page, "Read this text")
    for number, label in enumerate(labels):
        places = page.locator("form.writing fieldset")
        expect(places.nth(number).get_by_role("radio", checked=True)).to_have_count(0)
        places.nth(number).get_by_label(label).check()
    tap(page, "Keep these and go on")
    expect(page.get_by_text("Every place has a label.")).to_be_visible()
    tap(page, "I am done")


def walk(page: Page, site: str) -> str:
    """Go the whole way, and return the address of the text."""
    here = brought(page, site)
    read(page, site, "citizen-1", here, (ACT, DONE_TO, BIG))
    expect(page.get_by_text("You are done.")).to_be_visible()
    expect(page.get_by_text("kappa")).to_have_count(0)
    read(page, site, "regional-manager", here, (ACT, ACT, BIG))
    expect(page.get_by_text("They differ on 1 of 3 places.")).to_be_visible()
    expect(page.get_by_text("Agreement beyond chance (kappa)")).to_be_visible()
    page.get_by_role("link", name="Settle it").click()
    tap(page, DONE_TO)
    tap(page, "Write it down")
    expect(page.get_by_text("Settled:")).to_be_visible()
    page.get_by_role("link", name="Say what it means").click()
    fill(page, "What does this mean here?", "Residents choose first.")
    tap(page, "Keep it")
    page.get_by_role("link", name="Lay something of the register").click()
    page.get_by_role("radio").first.check()
    fill(page, "What does it show?", "They were not asked.")
    tap(page, "Lay it beside")
    expect(page.get_by_text("They were not asked.")).to_be_visible()
    return here


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_two_people_read_a_text_apart_from_each_other(site: str, browser: Browser, scripts: bool) -> None:
    page = browser.new_context(java_script_enabled=scripts).new_page()
    walk(page, site)


@pytest.mark.parametrize("language", ["English", "Nederlands"])
def test_every_page_of_it_holds_in_all_modes(site: str, browser: Browser, language: str) -> None:
    page = browser.new_page()
    here = walk(page, site)
    again = brought_again(page, site)

    def enter(page: Page) -> None:
        be(page, site, "citizen-1")
        if language != "English":
            tap(page, language)

    pages = [
        HERE,
        f"{HERE}decisions/closing/",
        f"{HERE}texts/",
        here.removeprefix(site),
        again,
        f"{again}read/",
        f"{HERE}compare/",
        f"{HERE}bring/",
        f"{HERE}book/",
        "/initiatives/lindehof-together/decisions/closing/",
    ]
    check_in_all_modes(browser, site, pages, enter=enter)


def brought_again(page: Page, site: str) -> str:
    """Bring one more text in that nobody reads yet, and return its address."""
    return brought(page, site).removeprefix(site)
