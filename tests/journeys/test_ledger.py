"""Somebody checks in their own browser that nobody changed their words; and the pages of the ledger in all modes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from counterpoise.web.ledger.models import Entry
from counterpoise.web.ledger.selectors import checkpoint_at
from counterpoise.web.ledger.services import COMMON
from tests.journeys.axe import check_in_all_modes
from tests.journeys.conftest import be

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.faults]


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, settings: Any) -> Iterator[None]:  # noqa: ANN401 - pytest-django's settings
    """Keep the key of these tests in a folder of its own."""
    kept, settings.COUNTERPOISE_DATA = settings.COUNTERPOISE_DATA, tmp_path
    yield
    settings.COUNTERPOISE_DATA = kept


def spoken(page: Page, site: str) -> int:
    """Sign the log and return the number of an entry whose text everybody may read."""
    be(page, site, "council-member")
    page.goto(f"{site}/ledger/")
    page.get_by_role("button", name="Sign a checkpoint now").click()
    entry = Entry.objects.filter(log=COMMON, type="contributions.loaded").first()
    assert entry is not None
    return entry.seq


def test_somebody_verifies_an_entry_in_their_own_browser(site: str, page: Page) -> None:
    seq = spoken(page, site)
    page.goto(f"{site}/ledger/common/entries/{seq}/")
    page.get_by_role("button", name="Verify it here").click()
    answers = page.get_by_role("status")
    answers.get_by_text("It stands in the ledger, unchanged.").wait_for()
    answers.get_by_text("The text is the one that was entered.").wait_for()
    # Whoever changes one sign of what stands there is found out.
    page.evaluate("at = document.getElementById('envelope'); at.textContent = at.textContent.replace('\"c\"', '\"d\"')")
    page.get_by_role("button", name="Verify it here").click()
    answers.get_by_text("It does NOT agree with the checkpoint.").wait_for()


def test_the_pages_of_the_ledger_hold_in_all_modes(site: str, page: Page, browser: Browser) -> None:
    seq = spoken(page, site)
    found = checkpoint_at(COMMON)
    assert found is not None
    addresses = [
        "/ledger/",
        "/ledger/council-room/",
        f"/ledger/common/at/{found.size}/",
        f"/ledger/common/entries/{seq}/",
        "/ledger/witnesses/add/",
        "/mine/erase/",
    ]
    check_in_all_modes(browser, site, addresses, person="resident")
