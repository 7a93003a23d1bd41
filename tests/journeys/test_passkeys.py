"""Signing in with a passkey, on a device that keeps one, loses it, or refuses; and the code that always stays."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from playwright.sync_api import Browser, CDPSession, Page, expect

from counterpoise.web.people.models import Account
from tests.journeys.axe import check_in_all_modes

pytestmark = pytest.mark.browser
ANNA = "anna@example.org"
KIND = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
"""A phone that asks for a finger: what it says is as true as that of a real one, only the finger is not."""


class Device:
    """A device of Chromium's own that keeps passkeys."""

    def __init__(self, page: Page) -> None:
        self._ask: CDPSession = page.context.new_cdp_session(page)
        self._ask.send("WebAuthn.enable")
        self._name = self._new()

    def _new(self) -> str:
        made = self._ask.send("WebAuthn.addVirtualAuthenticator", {"options": KIND})
        return str(made["authenticatorId"])

    def _send(self, what: str, **given: object) -> Any:  # noqa: ANN401 - what Chromium answers
        return self._ask.send(f"WebAuthn.{what}", {"authenticatorId": self._name, **given})

    def refuse(self, *, it: bool) -> None:
        """Let the finger be the wrong one, or the right one again."""
        self._send("setUserVerified", isUserVerified=not it)

    def keeps(self) -> list[bool]:
        """Return of each passkey whether the device finds it without being told whose it is."""
        return [bool(each["isResidentCredential"]) for each in self._send("getCredentials")["credentials"]]

    def swap(self) -> None:
        """Take another device."""
        self._send("removeVirtualAuthenticator")
        self._name = self._new()


@pytest.fixture
def person(site: str) -> Iterator[str]:
    """Let the resident have an address; nobody has asked for a code yet."""
    account = Account.objects.get(person="resident")
    Account.objects.filter(pk=account.pk).update(email=ANNA)
    EmailAddress.objects.create(user=account, email=ANNA, verified=True, primary=True)
    cache.clear()
    yield site
    cache.clear()


def signed_in_by_code(page: Page, site: str) -> None:
    page.goto(f"{site}/sign-in/")
    page.get_by_label("Your e-mail address").fill(ANNA)
    page.get_by_role("button", name="Send me a code").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Type the code")
    found = re.search(r"^\s*([A-Z0-9]{3,}-?[A-Z0-9]{3,})\s*$", str(mail.outbox[-1].body), re.MULTILINE)
    assert found is not None
    page.get_by_label("The code from the e-mail").fill(found.group(1))
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(f"{site}/me/")


def added(page: Page, site: str, name: str) -> None:
    page.goto(f"{site}/sign-in/passkeys/add/")
    page.get_by_label("A name for this passkey").fill(name)
    page.get_by_label("A name for this passkey").press("Enter")
    expect(page.get_by_text(name, exact=True)).to_be_visible()


def leave(page: Page, site: str) -> None:
    page.goto(f"{site}/")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()


def by_passkey(page: Page, site: str) -> None:
    page.goto(f"{site}/sign-in/")
    page.get_by_role("button", name="Use a passkey").press("Enter")


def test_a_passkey_signs_in_and_the_code_goes_on_to_work_beside_it(page: Page, person: str) -> None:
    device = Device(page)
    signed_in_by_code(page, person)
    added(page, person, "my phone")
    assert device.keeps() == [True]
    leave(page, person)
    by_passkey(page, person)
    expect(page).to_have_url(f"{person}/me/")
    leave(page, person)
    signed_in_by_code(page, person)
    # Whose phone is lost takes its passkey away, without the phone.
    device.swap()
    page.goto(f"{person}/sign-in/passkeys/")
    page.get_by_role("link", name="Take it away").click()
    page.get_by_role("button", name="Take it away").click()
    expect(page.get_by_text("You have none.")).to_be_visible()


def test_of_two_passkeys_the_one_that_was_taken_away_opens_nothing_more(page: Page, person: str) -> None:
    device = Device(page)
    signed_in_by_code(page, person)
    added(page, person, "my phone")
    device.swap()
    added(page, person, "my tablet")
    page.goto(f"{person}/sign-in/passkeys/")
    page.locator("li").filter(has_text="my tablet").get_by_role("link").click()
    page.get_by_role("button", name="Take it away").click()
    expect(page.get_by_text("my phone", exact=True)).to_be_visible()
    leave(page, person)
    by_passkey(page, person)
    expect(page.get_by_role("alert").first).to_contain_text("Perhaps it was taken away.")
    page.goto(f"{person}/me/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_a_device_that_gives_no_passkey_is_told_of_on_the_page(page: Page, person: str) -> None:
    device = Device(page)
    by_passkey(page, person)
    expect(page.get_by_text("No passkey was used.")).to_be_visible()
    signed_in_by_code(page, person)
    page.goto(f"{person}/sign-in/passkeys/add/")
    device.refuse(it=True)
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_text("No passkey was used.")).to_be_visible()
    device.refuse(it=False)
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Passkeys")
    assert device.keeps() == [True]


def test_without_scripts_the_button_says_why_it_does_nothing(browser: Browser, person: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{person}/sign-in/")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("alert").first).to_contain_text("A passkey needs JavaScript")
    page.close()


def test_the_pages_for_signing_in_hold_in_all_modes(browser: Browser, person: str) -> None:
    check_in_all_modes(browser, person, ["/sign-in/", "/join/", "/sign-in/closed/"])

    def enter(page: Page) -> None:
        cache.clear()
        signed_in_by_code(page, person)

    inside = ["/sign-in/passkeys/", "/sign-in/passkeys/add/", "/sign-in/address/", "/sign-in/again/"]
    check_in_all_modes(browser, person, inside, enter=enter)


def test_the_page_for_the_code_holds_in_all_modes(browser: Browser, person: str) -> None:
    def enter(page: Page) -> None:
        cache.clear()
        page.goto(f"{person}/sign-in/")
        page.get_by_label("Your e-mail address").fill(ANNA)
        page.get_by_role("button", name="Send me a code").click()
        page.get_by_label("The code from the e-mail").fill("AAAA-AAAA")
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_text("This is not the code.").first).to_be_visible()

    check_in_all_modes(browser, person, ["/sign-in/code/"], enter=enter)
