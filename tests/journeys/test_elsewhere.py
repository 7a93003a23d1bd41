"""Signing in at one's organization: there and back in a real browser, and what goes wrong on the way."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.axe import check_in_all_modes
from tests.web.project.provider import Provider, provider_open
from tests.web.project.test_serve import Site
from tests.web.tables import lay_tables

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.faults, pytest.mark.xdist_group("server")]


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    """Open an organization's own place for signing in."""
    with provider_open() as found:
        yield found


@pytest.fixture(scope="module")
def linked(provider: Provider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a site that knows of it."""
    folder = tmp_path_factory.mktemp("linked")
    lay_tables(folder)
    given = {"OIDC_NAME": "De Wending", "OIDC_CLIENT": "us", "OIDC_SECRET": "a secret", "JOIN": "open"}
    found = Site(folder, OIDC_SERVER=provider.address, LANGUAGE="en", **given)
    yield found.address
    found.stop()


@pytest.fixture(autouse=True)
def _as_it_should_be(provider: Provider) -> None:
    provider.says, provider.wrong, provider.away, provider.refuses = {"sub": "anna"}, {}, False, False
    provider.held = None


def there(page: Page, site: str, *, way: str = "sign-in") -> None:
    page.goto(f"{site}/{way}/")
    page.get_by_role("button", name="De Wending").click()


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_who_signs_in_there_comes_back_as_the_same_person(
    browser: Browser, linked: str, provider: Provider, *, scripts: bool
) -> None:
    provider.says = {"sub": f"bert {scripts}", "email": f"bert{scripts}@example.org", "email_verified": True}
    page = browser.new_context(java_script_enabled=scripts).new_page()
    there(page, linked, way="join")
    heading(page, "Choose a name")
    page.get_by_role("button", name="This is my name here").click()
    name = page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("button", name="Sign out").click()
    there(page, linked)
    heading(page, name)
    page.close()


@pytest.mark.parametrize("wrong", [{"aud": "others"}, {"iss": "https://example.org"}, {"exp": 1}, {"state": "x"}])
def test_an_answer_that_is_not_meant_for_us_lets_nobody_in(
    page: Page, linked: str, provider: Provider, wrong: dict[str, object]
) -> None:
    provider.says, provider.wrong = {"sub": "carla", "email": "carla@example.org", "email_verified": True}, wrong
    there(page, linked)
    heading(page, "Signing in elsewhere did not work")
    page.goto(f"{linked}/me/")
    heading(page, "Sign in")


def test_a_code_that_somebody_else_asked_for_lets_nobody_in(browser: Browser, linked: str, provider: Provider) -> None:
    first, second = browser.new_context().new_page(), browser.new_context().new_page()
    provider.held = []
    there(first, linked)
    expect(first.get_by_text("stay")).to_be_visible()
    second.goto(provider.held[0])
    heading(second, "Signing in elsewhere did not work")


def test_a_place_that_is_away_or_left_is_told_in_plain_words(page: Page, linked: str, provider: Provider) -> None:
    provider.away = True
    there(page, linked)
    heading(page, "Signing in elsewhere did not work")
    provider.away, provider.refuses = False, True
    there(page, linked)
    heading(page, "Signing in elsewhere did not work")
    expect(page.get_by_text("let us send you a code by e-mail")).to_be_visible()


def test_an_address_that_is_not_shown_to_be_theirs_is_asked_to_be_shown(
    page: Page, linked: str, provider: Provider
) -> None:
    provider.says = {"sub": "dora", "email": "dora@example.org", "email_verified": False}
    there(page, linked)
    heading(page, "Type the code")
    page.goto(f"{linked}/me/")
    heading(page, "Type the code")


def test_somebody_adds_their_organization_and_takes_it_away(page: Page, linked: str, provider: Provider) -> None:
    provider.says = {"sub": "eva", "email": "eva@example.org", "email_verified": True}
    there(page, linked)
    page.get_by_role("button", name="This is my name here").click()
    page.get_by_role("link", name="At your organization").click()
    page.get_by_role("button", name="Take it away").click()
    expect(page.get_by_text("You have none.")).to_be_visible()
    page.get_by_role("button", name="Add De Wending").click()
    expect(page.get_by_role("button", name="Take it away")).to_be_visible()
    heading(page, "At your organization")


def test_the_pages_on_the_way_hold_in_all_modes(browser: Browser, linked: str, provider: Provider) -> None:
    check_in_all_modes(
        browser, linked, ["/sign-in/", "/join/", "/sign-in/elsewhere/broken/", "/sign-in/elsewhere/stopped/"]
    )

    def enter(page: Page) -> None:
        provider.says = {"sub": "fien", "email": "fien@example.org", "email_verified": True}
        there(page, linked)
        if page.get_by_role("button", name="This is my name here").count():
            page.get_by_role("button", name="This is my name here").click()

    check_in_all_modes(browser, linked, ["/sign-in/elsewhere/", "/me/"], enter=enter)
    provider.says = {"sub": "gijs"}
    check_in_all_modes(browser, linked, ["/sign-in/elsewhere/join/"], enter=lambda page: there(page, linked))
