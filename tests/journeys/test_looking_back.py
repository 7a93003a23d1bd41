"""Both sides look back and leave one step for each tension; a check is contested; hidden words come back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, expect

from counterpoise.web.ledger import selectors
from tests.journeys.conftest import be
from tests.journeys.test_meals import fill, fill_by_key, tap, tap_by_key

pytestmark = pytest.mark.browser

HERE = "/initiatives/lindehof-together/"
REVIEWS = f"{HERE}reviews/"
LATE = "Why did we hear it so late?"
UNKIND = "KANARIE my neighbour has dementia, and everybody knows it."
BANK = "The bank gave us one week. We could not ask everyone in that time."

Tap = Callable[[Page, str], None]
Type = Callable[[Page, str, str], None]
Walk = Callable[[Page, str, Tap, Type, pytest.MonkeyPatch], None]


def days_pass(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    start = settings.COUNTERPOISE_NOW
    assert isinstance(start, datetime)
    monkeypatch.setattr(settings, "COUNTERPOISE_NOW", start + timedelta(days=days))
    selectors._KEPT.clear()


def look_back(page: Page, site: str, tap: Tap, fill: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    """Plan, answer on both sides, see the same page, talk, propose and agree."""
    here = planned(page, site, tap, fill)
    for person, answer in (("citizen-1", "A little"), ("regional-manager", "Mostly")):
        answered(page, site, tap, fill, here=here, person=person, answer=answer)
    days_pass(monkeypatch, 17)
    same_page(page, site, tap, here=here)
    agreed(page, site, tap, fill, here=here)


def planned(page: Page, site: str, tap: Tap, fill: Type) -> str:
    """Plan a round and open it; return its address."""
    be(page, site, "citizen-1")
    page.goto(site + REVIEWS)
    tap(page, "Plan a round")
    fill(page, "From which day can people answer?", "30-6-2015")
    fill(page, "From which day can they no longer answer?", "15-7-2015")
    fill(page, "On which day do both sides see the answers?", "16-7-2015")
    tap(page, "Plan this round")
    tap(page, "Take the step")
    return page.url


def answered(page: Page, site: str, tap: Tap, fill: Type, *, here: str, person: str, answer: str) -> None:
    """Answer, and see nothing of what anybody answered."""
    be(page, site, person)
    page.goto(here)
    tap(page, "Answer all questions on one page")
    tap(page, answer)
    fill(page, "What should we talk about first?", f"{LATE} {person}")
    tap(page, "Send my answers")
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you. The answers are locked.")
    page.goto(here)
    expect(page.get_by_text("Middle answer")).to_have_count(0)


def same_page(page: Page, site: str, tap: Tap, *, here: str) -> None:
    """Look as both sides at what both answered."""
    be(page, site, "regional-manager")
    page.goto(here)
    tap(page, "Take the step")
    theirs = page.locator("main").inner_text()
    be(page, site, "citizen-1")
    page.goto(here)
    assert page.locator("main").inner_text() == theirs
    expect(page.get_by_text("We talk openly about whose knowledge counts.").first).to_be_visible()


def agreed(page: Page, site: str, tap: Tap, fill: Type, *, here: str) -> None:
    """Note the talk, propose one step for each tension, and agree as the other side."""
    tap(page, "We talked about it")
    fill(page, "When did you talk?", "17-7-2015")
    tap(page, "Note it")
    tap(page, "Propose the steps")
    for name in ("1 Whose knowledge counts", "2 Who decides", "3 Who takes part"):
        fill(page, f"{name}: one step", f"A step on {name}")
    fill(page, "4 What matters to whom: or we leave it, because", "closing comes first")
    fill(page, "When do both look again?", "1-12-2015")
    tap(page, "Propose this to the other side")
    be(page, site, "new-director")
    page.goto(here)
    tap(page, "Agree to these steps")
    tap(page, "We agree")
    expect(page.get_by_text("Agreed by both sides")).to_have_count(4)
    expect(page.get_by_text("We leave it, because")).to_be_visible()


def check_and_contest(page: Page, site: str, tap: Tap, fill: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run the power check as a citizen; contest a finding as the organization; read both as a neighbour."""
    del monkeypatch
    be(page, site, "citizen-1")
    page.goto(f"{site}{HERE}audit/")
    expect(page.get_by_text("Nobody ran it yet")).to_be_visible()
    tap(page, "Run the power check")
    expect(page.get_by_role("heading", name="First of all")).to_be_visible()
    be(page, site, "new-director")
    page.goto(f"{site}{HERE}audit/interests/")
    finding = page.locator("article", has=page.locator("#N2"))
    expect(finding.get_by_text("1 of 3").first).to_be_visible()
    page.goto(f"{site}{HERE}audit/contest/N2/")
    fill(page, "What do you hold against it?", BANK)
    tap(page, "Put it beside the finding")
    be(page, site, "church-goer")
    page.goto(f"{site}{HERE}audit/interests/")
    finding = page.locator("article", has=page.locator("#N2"))
    expect(finding.get_by_text("1 of 3").first).to_be_visible()
    expect(finding.get_by_text(BANK)).to_be_visible()
    expect(page.get_by_role("button", name="Delete")).to_have_count(0)


def hide_and_bring_back(page: Page, site: str, tap: Tap, fill: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    """Say something, have it hidden, appeal, and be heard by one person of the other side."""
    del monkeypatch
    be(page, site, "citizen-1")
    page.goto(f"{site}{HERE}expertise/say/")
    fill(page, "Tell it in your own words", UNKIND)
    tap(page, "What I lived through myself")
    tap(page, "Send my words")
    said = page.url
    be(page, site, "home-council-member")
    page.goto(said)
    tap(page, "Hide these words")
    tap(page, "It tells something private about somebody else")
    fill(page, "Why does this fit?", "It tells of an illness.")
    tap(page, "Hide them")
    expect(page.get_by_text(UNKIND)).to_have_count(0)
    page.goto(said)
    expect(page.get_by_text(UNKIND)).to_have_count(0)
    be(page, site, "citizen-1")
    page.goto(said)
    expect(page.get_by_text("These words are hidden.")).to_be_visible()
    tap(page, "Read why, and what came of it")
    tap(page, "Appeal")
    tap(page, "Send the appeal")
    be(page, site, "regional-manager")
    page.goto(f"{site}{HERE}expertise/hidden/")
    tap(page, "Hear this appeal")
    tap(page, "The words come back")
    tap(page, "Say so for my side")
    expect(page.get_by_text("Came back after an appeal")).to_be_visible()
    page.goto(said)
    expect(page.get_by_text(UNKIND)).to_be_visible()


WALKS: dict[str, Walk] = {
    "both sides look": look_back,
    "a check is contested": check_and_contest,
    "hidden words come back": hide_and_bring_back,
}


@pytest.mark.parametrize("walk", WALKS.values(), ids=list(WALKS))
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_it_goes_with_and_without_scripts(
    site: str, browser: Browser, scripts: bool, walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = browser.new_context(java_script_enabled=scripts).new_page()
    walk(page, site, tap, fill, monkeypatch)


@pytest.mark.parametrize("walk", WALKS.values(), ids=list(WALKS))
def test_it_goes_with_the_keyboard_alone(site: str, page: Page, walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    walk(page, site, tap_by_key, fill_by_key, monkeypatch)
