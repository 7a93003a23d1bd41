"""What waits for somebody, and all that they said, with much on the pages: in seven ways, and by keyboard alone."""

from __future__ import annotations

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from counterpoise.datasets.illustrations.telling import told
from counterpoise.record import Side
from counterpoise.record.decisions import Concern
from counterpoise.web.decisions import models
from counterpoise.web.ledger.services import Telling, tell
from counterpoise.web.ui.clock import now
from tests.journeys.axe import check_in_all_modes
from tests.journeys.conftest import be

pytestmark = pytest.mark.browser
MEALS = "/initiatives/meals/"
PAGES = (
    "/",
    "/receipts/",
    "/receipts/?page=2",
    f"{MEALS}decisions/",
    f"{MEALS}decisions/concerns/?page=2",
    f"{MEALS}expertise/",
    f"{MEALS}expertise/say/",
    f"{MEALS}paper/enter/",
    f"{MEALS}reviews/",
)
OWN_TABLE = {
    "manager": f"{MEALS}table/wending-management/",
    "resident": f"{MEALS}table/wending-client-council/",
}
WALK = """each => {
    const box = each.getBoundingClientRect(), style = getComputedStyle(each);
    const area = (other) => other.compareDocumentPosition(each);
    const before = window.before;
    window.before = each;
    return {
        what: (each.innerText || each.name || each.tagName).trim().slice(0, 60),
        seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
        marked: style.outlineStyle !== "none" || style.boxShadow !== "none",
        ordered: !before || Boolean(area(before) & Node.DOCUMENT_POSITION_FOLLOWING),
    };
}"""
"""Says of what has the focus: what it is, whether it is on the screen, is marked, comes after the one before."""


def _posted(person: str, address: str, given: dict[str, object]) -> None:
    client = Client()
    assert client.get(f"/demo/as/{person}/").status_code == 302
    answer = client.post(address, given)
    assert answer.status_code == 302, answer.content.decode().partition("repair-summary")[2][:900]


@pytest.fixture
def full(site: str) -> str:
    """Let much wait: concerns on two pages, a draft, another wording, a round; and let both say more than one page."""
    once = {"once": "0123456789abcdef"}
    draft = {"what": "The hot meal comes at five.", "matter": "mealtimes", "taken_by": "wending-management"}
    _posted("manager", f"{MEALS}decisions/draft/", {**once, **draft, "touches": ["residents"]})
    opened = {"version": "1", "until": "31-7-2015", "open_to": ["residents"]}
    _posted("manager", f"{MEALS}decisions/decision-{once['once']}/round/", {**once, **opened})
    other = f"{MEALS}expertise/questions/question-portions/reframe/"
    _posted("resident", other, {**once, "text": "What is a good time to eat?"})
    there = told("2015-01-01", of="meals", by="resident")
    concerns = [
        Concern(id=f"wait-{n}", **there, matter="mealtimes", text=f"Number {n} waits.", side=Side.CIVIC)
        for n in range(40)
    ]
    tell("written", *(Telling(model=models.Concern, row=row) for row in concerns), by="resident", at=now())
    for place, person in enumerate(OWN_TABLE, start=1):
        for number in range(22):
            words = {
                "once": f"{place}{number:015x}",
                "words": f"Words number {number}.",
                "room": "open",
                "capacity": "",
            }
            _posted(person, f"{MEALS}expertise/say/", {**words, "matter": "mealtimes" if number % 2 else ""})
    days = {"open_from": "30-6-2015", "open_until": "20-7-2015", "release_on": "22-7-2015"}
    _posted("manager", f"{MEALS}reviews/plan/", {**once, **days, "channels": ["screen", "paper"]})
    _posted("manager", f"{MEALS}reviews/review-{once['once']}/step/", {})
    return site


@pytest.mark.parametrize("person", OWN_TABLE)
def test_what_waits_and_what_one_said_holds_in_all_modes(browser: Browser, full: str, person: str) -> None:
    page = browser.new_context().new_page()
    be(page, full, person)
    if person == "manager":
        expect(page.get_by_text("46 concerns wait for your answer.")).to_be_visible()
        expect(page.get_by_text("1 other wording of your question has no answer.")).to_be_visible()
    else:
        expect(page.get_by_text("1 draft is open for concerns.")).to_be_visible()
    page.goto(f"{full}/receipts/?page=2")
    expect(page.get_by_text("Words number 0.")).to_be_visible()
    page.context.close()
    check_in_all_modes(browser, full, [*PAGES, OWN_TABLE[person]], person=person)


@pytest.mark.parametrize("address", ["/", "/receipts/", f"{MEALS}decisions/"])
def test_the_keyboard_goes_through_it_in_order_and_is_always_seen(page: Page, full: str, address: str) -> None:
    # Else a page glides to what has the focus, and is looked at on its way.
    page.emulate_media(reduced_motion="reduce")
    be(page, full, "manager")
    page.goto(full + address)
    steps = []
    for _ in range(400):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        if not focused.count():
            break
        steps.append(focused.evaluate(WALK))
    wrong = [step for step in steps if not (step["seen"] and step["marked"] and step["ordered"])]
    assert wrong == []
    reached = page.evaluate(
        "[...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]"
        ".filter(each => each.checkVisibility()).length"
    )
    assert len(steps) == reached
