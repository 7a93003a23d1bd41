"""An attack by being fast: fifty votes of one person at the same moment, over the site's own forms."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client

from counterpoise.web.expertise.models import Ballot, Tally
from counterpoise.web.ledger import selectors as kept
from tests.web.again import load_again

MANY = 50
ROOM = "/initiatives/meals/expertise/rooms/council-room/"


@pytest.fixture
def committed(transactional_db: None) -> Iterator[None]:  # noqa: ARG001 - the database is there
    """Load the illustrations for a test whose threads each have a connection of their own."""
    load_again()
    kept._KEPT.clear()
    yield
    kept._KEPT.clear()


@pytest.mark.usefixtures("committed")
def test_cve_2023_47634_fifty_votes_in_the_same_moment_are_one() -> None:
    """Who endorsed many times at once was counted many times."""
    client = Client()
    client.get("/demo/as/resident/")
    client.post(f"{ROOM}share/", {"once": "e" * 16, "text": "We share this."})
    address = "/initiatives/meals/expertise/digests/digest-" + "e" * 16 + "/vote/"
    line, statuses = Barrier(MANY), []

    def votes(number: int) -> None:
        own = Client()
        own.cookies = client.cookies
        line.wait()
        try:
            statuses.append(own.post(address, {"once": f"{number:016x}", "share": "yes"}).status_code)
        finally:
            connection.close()

    threads = [Thread(target=votes, args=(number,)) for number in range(MANY)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(statuses) == MANY
    assert max(statuses) < 500
    tally = Tally.objects.get()
    assert (tally.votes_for, tally.votes_against, Ballot.objects.count()) == (1, 0, 1)
