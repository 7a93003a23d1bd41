"""Attacks by what is sent from elsewhere or fetched elsewhere: old invitations, forged forms, requests by a server."""

from __future__ import annotations

import ast
import socket
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

import counterpoise.web
from counterpoise.record.people import SeatMethod
from counterpoise.web.ledger.models import Entry
from counterpoise.web.people import models, services
from counterpoise.web.people.selectors import Viewer, live_invitation
from counterpoise.web.ui.clock import now
from tests.web.project.routes import ENDS, addresses

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("forgets")]
FETCHING = {"urllib.request", "http.client", "requests", "httpx", "urllib3", "aiohttp", "ftplib", "socket"}


def test_cve_2023_48220_an_invitation_ends(as_person: Callable[[str], Viewer], visit: Callable[[str], Client]) -> None:
    """Old invitations could be accepted for ever."""
    asking = services.Asking(about="Council", body="wending-client-council", method=SeatMethod.ELECTED)
    row, code = services.invite(initiative="meals", asking=asking, once="a" * 16, by=as_person("resident"), at=now())
    assert live_invitation(code, at=now()) is not None
    kept = models.Invitation.objects.get(pk=row.id)
    assert kept.expires_at <= now() + timedelta(days=90)
    assert live_invitation(code, at=kept.expires_at) is None
    models.Invitation.objects.filter(pk=row.id).update(expires_at=now())
    assert visit("manager").get(f"/invitation/{code}/").status_code == 404


@pytest.mark.parametrize("person", ["", "resident"])
def test_cve_2023_47635_no_form_is_taken_without_its_token(person: str) -> None:
    """One page took forms from elsewhere, because nobody looked for its token."""
    client, taken = Client(enforce_csrf_checks=True), []
    if person:
        client.get(f"/demo/as/{person}/")
    before = Entry.objects.count()
    for address in {each.partition("?")[0] for each in addresses()} | ENDS:
        answer = client.post(address, {"once": "f" * 16, "csrfmiddlewaretoken": "x" * 64})
        # What takes no forms at all says so, or that there is nothing; nothing else gets past the token.
        if answer.status_code not in {403, 404, 405}:
            taken.append((address, answer.status_code))
    assert taken == []
    assert Entry.objects.count() == before


def test_cve_2023_47635_one_view_alone_is_exempt_from_the_token() -> None:
    package = Path(counterpoise.web.__file__).parent
    exempt = [path for path in package.rglob("*.py") if "@csrf_exempt" in path.read_text(encoding="utf-8")]
    # A mail program stops letters by one press (RFC 8058): it has no session, and shows the letter's own token.
    assert [path.name for path in exempt] == ["letters.py"]
    assert exempt[0].read_text(encoding="utf-8").count("@csrf_exempt") == 1


def test_cve_2026_45573_the_site_fetches_nothing_that_somebody_names(
    visit: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An address that somebody left was called by the server, from inside its own network."""

    def refuses(*_given: object, **_more: object) -> None:
        raise AssertionError("the site opened a connection")

    monkeypatch.setattr(socket.socket, "connect", refuses)
    client, address = visit("resident"), "http://169.254.169.254/latest/meta-data/"
    said = {"once": "9" * 16, "words": address, "room": "open", "stance": "adds"}
    client.post("/initiatives/meals/expertise/say/", said)
    for page in ("/initiatives/meals/expertise/", f"/search/?q={address}", "/me/"):
        assert client.get(page, {"endpoint": address, "url": address}).status_code == 200


def test_cve_2026_45573_nothing_in_the_site_can_fetch() -> None:
    package, found = Path(counterpoise.web.__file__).parent, []
    for path in package.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            found += [f"{path.name}: {name}" for name in names if name in FETCHING]
    assert found == []
    # Signing in elsewhere asks one server, which those who run the site name in its settings; by default there is none.
    assert settings.SOCIALACCOUNT_PROVIDERS == {}
