"""A citizen brings a plan in; a citizen and a manager read it apart from each other, compare, and settle one label."""

from __future__ import annotations

from pathlib import Path

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
    begin(page, site, again)
    document = here.rstrip("/").rsplit("/", 1)[-1]

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
        f"{again}done/",
        f"{again}leave/",
        f"{HERE}mentions/{document}-mention-2/",
        f"{HERE}claims/{document}-claim-1/beside/",
        f"{HERE}compare/",
        f"{HERE}bring/",
        f"{HERE}bring-several/",
        f"{HERE}book/",
        "/initiatives/lindehof-together/decisions/closing/",
    ]
    check_in_all_modes(browser, site, pages, enter=enter)

    def enter_as_writer(page: Page) -> None:
        be(page, site, "regional-manager")
        if language != "English":
            tap(page, language)

    # The side that wrote the text says what its big words mean.
    meaning = f"{HERE}claims/{document}-claim-1/meaning/"
    check_in_all_modes(browser, site, [meaning], enter=enter_as_writer)


def suggested(page: Page, site: str) -> str:
    """Return the address at which a theme is made of what the citizens' words suggest first."""
    be(page, site, "citizen-1")
    page.goto(f"{site}{HERE}")
    return str(page.get_by_role("link", name="Make a theme of it").first.get_attribute("href"))


@pytest.mark.parametrize("language", ["English", "Nederlands"])
def test_making_a_theme_holds_in_all_modes(site: str, browser: Browser, language: str) -> None:
    here = suggested(browser.new_page(), site)

    def enter(page: Page) -> None:
        be(page, site, "citizen-1")
        if language != "English":
            tap(page, language)

    check_in_all_modes(browser, site, [here], enter=enter)


def test_a_citizen_makes_a_theme_of_what_words_suggest(site: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{site}{suggested(page, site)}")
    boxes = page.get_by_role("group", name="What belongs to it?").get_by_role("checkbox")
    kept = boxes.count() - 1
    assert kept > 0
    boxes.last.uncheck()
    fill(page, "The theme, in a few words", "A house in the town")
    tap(page, "Keep this theme")
    expect(page.get_by_role("heading", level=1)).to_have_text("A house in the town")
    page.goto(f"{site}{HERE}")
    made = page.get_by_role("region", name="The themes that people made").get_by_role("listitem")
    expect(made.filter(has_text="A house in the town")).to_contain_text(f"{kept} of {kept}")


def brought_again(page: Page, site: str) -> str:
    """Bring one more text in that nobody reads yet, and return its address."""
    return brought(page, site).removeprefix(site)


def begin(page: Page, site: str, here: str) -> None:
    """Label one place of a text, as its first reader."""
    be(page, site, "citizen-1")
    page.goto(f"{site}{here}read/")
    page.locator("form.writing fieldset").first.get_by_label(ACT).check()
    tap(page, "Keep these and go on")
    expect(page.get_by_role("heading", name="Without a label")).to_be_visible()


def test_who_stops_reading_gives_the_place_back(site: str, browser: Browser) -> None:
    page = browser.new_page()
    here = brought_again(page, site)
    begin(page, site, here)
    page.goto(f"{site}{here}")
    tap(page, "Stop reading")
    expect(page.get_by_text("Your labels are thrown away.")).to_be_visible()
    tap(page, "Stop reading")
    expect(page.get_by_text("Nobody reads it yet.")).to_be_visible()
    expect(page.get_by_role("link", name="Read this text")).to_be_visible()


def test_several_files_are_brought_in_at_once(site: str, browser: Browser, tmp_path: Path) -> None:
    page = browser.new_page()
    be(page, site, "citizen-1")
    chosen = []
    for name in ("Plan of the garden", "Minutes of June"):
        chosen.append(tmp_path / f"{name}.txt")
        chosen[-1].write_text(PLAN, encoding="utf-8")
    page.goto(f"{site}{HERE}texts/")
    tap(page, "Bring several texts in")
    page.get_by_label("Choose the files").set_input_files(chosen)
    page.get_by_label("Which level does it speak of?").select_option(index=1)
    tap(page, "Bring the texts in")
    for path in chosen:
        expect(page.get_by_role("link", name=path.stem).first).to_be_visible()
