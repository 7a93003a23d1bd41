"""A browser that looks at the demonstration."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from counterpoise.web.ledger import selectors
from tests.web.again import load_again

AXE = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
"""The rules of WCAG 2.2, levels A and AA, and those before it."""


@pytest.fixture
def site(transactional_db: None, live_server: LiveServer) -> Iterator[str]:  # noqa: ARG001 - the database is there
    """Serve the demonstration; each test finds it as it was."""
    load_again()
    selectors._KEPT.clear()
    yield str(live_server.url)
    selectors._KEPT.clear()


def be(page: Page, site: str, person: str) -> None:
    """Step into a person of the demonstration."""
    page.goto(f"{site}/demo/as/{person}/")
