"""Attacks that read what was not open: through an interface for programs, an embedded page, a filter."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tests.web.project.answers import plain
from tests.web.project.canaries import met, plant_elsewhere, plant_in_room
from tests.web.project.routes import addresses
from tests.web.project.test_routes import shown

pytestmark = pytest.mark.django_db
OUTSIDERS = ("", "manager", "citizen-1")


@pytest.fixture(autouse=True)
def planted(db: None, forgets: Callable[[], None]) -> None:  # noqa: ARG001 - the database is there, nothing is kept
    """Put canaries into everything that is not for everybody."""
    plant_in_room()
    plant_elsewhere()


@pytest.mark.parametrize("person", OUTSIDERS)
def test_cve_2026_40870_no_name_of_a_row_opens_it_past_its_room(person: str, visit: Callable[[str], Client]) -> None:
    """One field of an interface gave everything that can be commented on, by its name alone."""
    client = visit(person)
    names = [each for each in addresses() if "kanarie-" in each and "?" not in each]
    assert len(names) > 40
    assert {client.get(each).status_code for each in names} <= {404, 405}
    for guess in (
        "/api/",
        "/api/contributions/kanarie-contributions/",
        "/graphql",
        "/record.json",
        "/export/?room=all",
    ):
        assert not met(shown(client.get(guess)).replace(guess, ""), by=person), guess


@pytest.mark.parametrize("person", OUTSIDERS)
@pytest.mark.parametrize("more", ["embed/", "embed.html", "embed", "print/", "feed/", "feed.xml", "pdf/", "?embed=1"])
def test_cve_2024_27090_nothing_closed_is_embedded_elsewhere(
    person: str, more: str, visit: Callable[[str], Client]
) -> None:
    """The page for embedding showed private things to who guessed their address."""
    client = visit(person)
    for address in ("/initiatives/care-path/", "/initiatives/ekster-initiatives/", "/trajectory/care-path/"):
        answer = client.get(address + more)
        assert answer.status_code == 404
        assert not met(shown(answer).replace(address, ""), by=person)


def test_cve_2024_27090_no_page_lets_itself_be_framed(visit: Callable[[str], Client]) -> None:
    for address in ("/", "/initiatives/meals/", "/sign-in/", "/nothing-there/"):
        headers = visit("").get(address).headers
        assert headers["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "asked",
    [
        "recorded_by=church-goer",
        "q[recorded_by_email_start]=uil",
        "person__account__email__startswith=uiltje",
        "filter[with_contact]=1",
        "space=council-room",
        "state=draft",
        "initiative=meals&space__isnull=False",
    ],
)
def test_cve_2023_34090_no_filter_answers_about_a_field_that_is_not_shown(
    asked: str, visit: Callable[[str], Client]
) -> None:
    """Filters took the name of any column, so that addresses and passwords could be guessed letter by letter."""
    client = visit("manager")
    for page in ("/record/", "/search/?q=warm", "/initiatives/meals/expertise/"):
        with_it = f"{page}{'&' if '?' in page else '?'}{asked}"
        ours = asked.startswith("initiative=") and page == "/record/"
        answer = client.get(with_it)
        assert not met(shown(answer), by="manager")
        if not ours:
            assert plain(answer) == plain(client.get(page)), with_it
