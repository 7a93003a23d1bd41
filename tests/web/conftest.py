"""The demonstration as the site's tests look at it: loaded once, read by everybody in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.core.management import call_command
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from counterpoise.record import Record
from counterpoise.web.people.selectors import Viewer, viewer_of
from counterpoise.web.trajectory.selectors import paths_about
from counterpoise.web.ui.clock import now

CAST = (
    "manager",
    "resident",
    "council-member",
    "previous-director",
    "new-director",
    "regional-manager",
    "logistics-colleague",
    "home-council-member",
    "informal-caregiver",
    "church-goer",
    "researcher",
    "citizen-1",
)
"""Whose eyes the tests look through."""


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:  # noqa: ARG001 - named by pytest-django
    """Load the illustrations once; each test works in a transaction that is taken back."""
    with django_db_blocker.unblock():
        call_command("load_illustrations", keep=True, verbosity=0, stdout=_Nowhere())


class _Nowhere:
    def write(self, text: str) -> int:
        return len(text)

    def flush(self) -> None:
        """Do nothing."""


@pytest.fixture(scope="session")
def whole() -> Record:
    """Return the illustrations as the library gives them."""
    from counterpoise.datasets.illustrations import illustrations

    return illustrations()


@pytest.fixture
def as_person(db: None) -> Callable[[str], Viewer]:  # noqa: ARG001 - the database is there
    """Return what makes a viewer of a person."""
    return lambda person: viewer_of(person or None, at=now(), paths_about=paths_about)


@pytest.fixture
def visit(db: None) -> Callable[[str], Client]:  # noqa: ARG001 - the database is there
    """Return what signs in a person of the demonstration, by their link."""

    def signed_in(person: str) -> Client:
        client = Client()
        if person:
            assert client.get(f"/demo/as/{person}/").status_code == 302
        return client

    return signed_in


@pytest.fixture
def forgets() -> Iterator[Callable[[], None]]:
    """Return what forgets all that was worked out, and do so before and after: for tests that write."""
    from counterpoise.web.ledger import selectors

    selectors._KEPT.clear()
    yield selectors._KEPT.clear
    selectors._KEPT.clear()
