"""A panel is drawn: from the numbers of the town to a draw before the public that everybody can check."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from counterpoise.web.inclusion.models import Volunteer
from tests.journeys.axe import check_in_all_modes
from tests.journeys.conftest import be
from tests.journeys.test_meals import fill, fill_by_key, tap, tap_by_key
from tests.web.inclusion.lotteries import HOLDER, pool

pytestmark = pytest.mark.browser

ROOM = "/initiatives/lindehof-together/inclusion/"
STEPS = ("places", "asking", "pool", "quotas", "chances", "freeze", "draw", "panel", "abort", "codes", "report")
Tap = Callable[[Page, str], None]
Type = Callable[[Page, str, str], None]


def draw_a_panel(page: Page, site: str, tap: Tap, fill: Type) -> str:
    """Go through all steps; return the address of the lottery."""
    be(page, site, HOLDER)
    plan(page, site, tap, fill)
    tap(page, "Fix the criteria, and ask people")
    tap(page, "Fix the criteria, and ask people")
    tap(page, "Go to the steps")
    tap(page, "1. Places and population")
    fill(page, "How many places are there?", "12")
    tap(page, "Save, and go on")
    tap(page, "Go on: who said yes")
    # A list is too long to type sign by sign, also for who uses keys alone: they paste it.
    page.get_by_label("Or paste the lines here").fill(pool())
    fill(page, "By which columns are people told apart?", "age, part of town")
    fill(page, "The column with an id", "id")
    tap(page, "Keep this list, and go on")
    fill(page, "age, 18 to 39: at least", "9")
    fill(page, "age, 40 to 64: at least", "9")
    tap(page, "Keep these quotas, and go on")
    expect(page.get_by_text("The smallest change that helps")).to_be_visible()
    for age in ("18 to 39", "40 to 64", "65 and older"):
        fill(page, f"age, {age}: at least", "3")
        fill(page, f"age, {age}: at most", "5")
    tap(page, "Keep these quotas, and go on")
    tap(page, "Work out the chances")
    expect(page.get_by_text("This is proved")).to_be_visible()
    tap(page, "Go on: freeze it")
    fill(page, "On which day does it come out?", "30-6-2015")
    fill(page, "Where can everybody see it?", "in the community centre at 19.00")
    tap(page, "Freeze the lottery")
    expect(page.get_by_text(re.compile("^[0-9a-f]{64}$"))).to_be_visible()
    tap(page, "Go on: the draw")
    fill(page, "What came out?", "4-0-7")
    fill(page, "Who was there?", "two of the council")
    tap(page, "Draw the panel")
    expect(page.get_by_role("heading", name="Who is on the panel")).to_be_visible()
    return page.url.removesuffix("panel/").removeprefix(site)


def leave_the_panel(page: Page, site: str, there: str, who: Volunteer, tap: Tap, fill: Type) -> None:
    """Let somebody leave, with a reason and a second look."""
    page.goto(f"{site}{there}panel/")
    page.get_by_label(who.name, exact=True).check()
    page.get_by_label("wants to stop").check()
    fill(page, "Why, in words?", "No time on Tuesdays any more.")
    tap(page, "Go on: look at what will happen")
    expect(page.get_by_role("heading", name="Are you sure?")).to_be_visible()
    expect(page.get_by_text("you cannot choose, and trying again gives the same people")).to_be_visible()
    tap(page, "Yes, they leave the panel")
    expect(page.get_by_role("heading", name="Who is on the panel")).to_be_visible()


def plan(page: Page, site: str, tap: Tap, fill: Type) -> None:
    """Plan the selection by lottery."""
    page.goto(f"{site}{ROOM}selections/new/")
    page.get_by_label("How are the seats filled?").select_option("lottery")
    page.get_by_label("The seats of which body?").select_option("panel")
    page.get_by_label("Who decides who gets a seat?").select_option("management")
    fill(page, "By which criterion?", "By lot, among all who said yes.")
    tap(page, "Save this plan")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_panel_is_drawn_with_and_without_scripts(site: str, browser: Browser, scripts: bool, tmp_path: Path) -> None:
    page = browser.new_context(java_script_enabled=scripts).new_page()
    there = draw_a_panel(page, site, tap, fill)
    one = Volunteer.objects.filter(on_panel=True)[0]
    visitor = browser.new_context(java_script_enabled=scripts).new_page()
    visitor.goto(f"{site}{there}report/")
    expect(visitor.get_by_text("That is panel 407 of the thousand")).to_be_visible()
    assert one.name not in visitor.content()
    with visitor.expect_download() as given:
        visitor.get_by_role("link", name="lottery.json").click()
    given.value.save_as(tmp_path / "lottery.json")
    assert one.veil in (tmp_path / "lottery.json").read_text()
    tap(visitor, "See your own chance")
    fill(visitor, "Your code", one.salt)
    tap(visitor, "See your own chance")
    expect(visitor.get_by_text("You were drawn: you are on the panel.")).to_be_visible()
    leave_the_panel(page, site, there, one, tap, fill)
    visitor.reload()
    expect(visitor.get_by_text("You are no longer on the panel, since")).to_be_visible()
    visitor.goto(f"{site}{there}report/")
    expect(visitor.get_by_text("1 person left. 1 person came. Why: wants to stop.")).to_be_visible()
    assert one.name not in visitor.content()


def test_the_codes_come_out_of_the_printer_ten_on_a_sheet(site: str, browser: Browser) -> None:
    page = browser.new_context().new_page()
    there = draw_a_panel(page, site, tap, fill)
    page.goto(f"{site}{there}codes/")
    sheets = [sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf(format="A4"))).pages]
    assert [sheet.count("person-") for sheet in sheets] == [10] * 6
    for one in Volunteer.objects.all():
        (sheet,) = [text for text in sheets if re.search(rf"\b{one.name}\b", text)]
        assert one.salt in "".join(sheet.split())


def test_a_panel_is_drawn_with_the_keyboard_alone(site: str, page: Page) -> None:
    draw_a_panel(page, site, tap_by_key, fill_by_key)


def test_on_a_phone_no_page_of_the_lottery_runs_out_of_the_screen(site: str, browser: Browser) -> None:
    there = draw_a_panel(browser.new_context().new_page(), site, tap, fill)
    phone = browser.new_context(viewport={"width": 390, "height": 800}, locale="nl-NL").new_page()
    be(phone, site, HOLDER)
    for step in ("", *STEPS):
        phone.goto(f"{site}{there}{step and step + '/'}")
        assert phone.evaluate("document.documentElement.scrollWidth") <= 390, phone.url


@pytest.mark.slow
@pytest.mark.faults
def test_no_page_of_the_lottery_breaks_a_rule(site: str, browser: Browser) -> None:
    there = draw_a_panel(browser.new_context().new_page(), site, tap, fill)
    code = Volunteer.objects.all()[0].salt
    pages = [there, *(f"{there}{step}/" for step in STEPS), f"{there}own/", f"{there}own/{code}/"]
    check_in_all_modes(browser, site, pages, person=HOLDER)
