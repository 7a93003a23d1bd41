"""Every page of who takes part, and of what matters to whom, in seven ways of looking."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.journeys.axe import check_in_all_modes

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.faults]

INCLUSION = "/initiatives/lindehof-together/inclusion/"
INTERESTS = "/initiatives/lindehof-together/interests/"
LIMITS = f"{INTERESTS}frictions/friction-limits/"
PANEL = f"{INCLUSION}selections/panel-of-ten/"
MEETING = f"{INCLUSION}meetings/first-meeting/"
PAGES = (
    INCLUSION,
    MEETING,
    PANEL,
    INTERESTS,
    LIMITS,
    f"{INTERESTS}positions/",
    *(f"{INCLUSION}{each}/new/" for each in ("groups", "populations", "counts", "meetings", "barriers", "adaptations")),
    *(f"{INCLUSION}{each}/new/" for each in ("trainings", "recruitments", "selections", "hours")),
    *(f"{MEETING}{each}/" for each in ("change", "agenda", "attendance", "minutes", "floor", "close")),
    *(f"{PANEL}{each}/" for each in ("to/resting", "counts", "invite", "seats/new")),
    f"{INCLUSION}groups/town/describe/",
    *(f"{INTERESTS}{each}/new/" for each in ("frictions", "positions", "trade-offs")),
    f"{INTERESTS}trade-offs/shared-place-for-everybody-in/look/",
    f"{INTERESTS}positions/position-of-regional-manager/reword/",
    *(f"{LIMITS}{each}/" for each in ("step", "positions/new")),
)


def test_no_page_of_these_two_rooms_breaks_a_rule(site: str, browser: Browser) -> None:
    check_in_all_modes(browser, site, PAGES, person="regional-manager")
