"""Attacks from one tenant on another. Here the tenants are initiatives, and sites beside each other."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client, override_settings

from counterpoise.web.ledger.models import Entry
from tests.web.project.replay import every_sheet, sent
from tests.web.project.routes import addresses

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("forgets")]


def test_cve_2026_45414_a_session_of_one_site_is_none_on_another(visit: Callable[[str], Client]) -> None:
    """A token that one organization gave out opened the data of another."""
    client = visit("resident")
    assert client.get("/me/").status_code == 200
    with override_settings(SECRET_KEY="another site, with another secret of its own"):  # noqa: S106 - known to all
        assert client.get("/me/").status_code == 302
    forged = Client()
    forged.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32
    assert forged.get("/me/").status_code == 302


def test_cve_2026_45330_a_row_of_one_initiative_is_nothing_in_another(visit: Callable[[str], Client]) -> None:
    """Somebody who managed one organization read and judged the papers of another, by their number."""
    client, tried = visit("resident"), 0
    for address in addresses():
        if not address.startswith("/initiatives/meals/") or client.get(address).status_code != 200:
            continue
        moved = address.replace("/meals/", "/lindehof-together/")
        parts = address.split("/")
        # Only addresses that name a row: those of whole rooms are there in both.
        if len(parts) > 5 and moved != address and client.get(address).status_code == 200 and _names_a_row(address):
            tried += 1
            assert client.get(moved).status_code in {404, 405}, moved
    assert tried >= 10


def _names_a_row(address: str) -> bool:
    marks = ("kanarie-", "closing", "flower", "meals-warmth", "question-", "home-council", "wending-", "council-room")
    return any(f"/{mark}" in address for mark in marks)


def test_cve_2026_45330_a_form_of_one_initiative_does_nothing_in_another(visit: Callable[[str], Client]) -> None:
    client, tried = visit("resident"), 0
    own = [each for each in every_sheet(client) if each.action.startswith("/initiatives/meals/")]
    for sheet in own:
        if not _names_a_row(sheet.action):
            continue
        sheet.action = sheet.action.replace("/meals/", "/lindehof-together/")
        answer, wrote = sent(client, sheet)
        tried += 1
        assert (answer.status_code in {302, 404, 405}, wrote) == (True, 0), sheet.action
    assert tried >= 5
    assert Entry.objects.filter(log="council-room", type="test").count() == 0
