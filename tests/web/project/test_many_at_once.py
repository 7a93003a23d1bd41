"""Fifty votes, changes or consents of one person at the same moment, over the site's own forms: one counts."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from counterpoise.record.mandates import MandateState
from counterpoise.web.control.models import Mandate
from counterpoise.web.expertise.models import Ballot, Contribution, Tally
from counterpoise.web.ledger import selectors as kept_here
from counterpoise.web.ledger.models import Entry
from tests.web.again import load_again
from tests.web.control.test_mandates import NAME, proposed, yes
from tests.web.control.test_mandates import ROOM as CONTROL

MANY = 50
ROOM = "/initiatives/meals/expertise/rooms/council-room/"


@pytest.fixture
def committed(transactional_db: None) -> Iterator[None]:  # noqa: ARG001 - the database is there
    """Load the illustrations for a test whose threads each have a connection of their own."""
    load_again()
    kept_here._KEPT.clear()
    yield
    kept_here._KEPT.clear()


def at_once(client: Client, address: str, forms: list[dict[str, str]]) -> list[Any]:
    """Send forms of one person in the same moment, each over a connection of its own; return the answers."""
    line, answers = Barrier(len(forms)), {}

    def sends(number: int, form: dict[str, str]) -> None:
        own = Client()
        own.cookies = client.cookies
        line.wait()
        try:
            answers[number] = own.post(address, form)
        finally:
            connection.close()

    threads = [Thread(target=sends, args=given) for given in enumerate(forms)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [answers[number] for number in range(len(forms))]


@pytest.mark.faults
@pytest.mark.usefixtures("committed")
def test_cve_2023_47634_fifty_votes_in_the_same_moment_are_one() -> None:
    """Who endorsed many times at once was counted many times."""
    client = Client()
    client.get("/demo/as/resident/")
    client.post(f"{ROOM}share/", {"once": "e" * 16, "text": "We share this."})
    address = "/initiatives/meals/expertise/digests/digest-" + "e" * 16 + "/vote/"
    answers = at_once(client, address, [{"once": f"{number:016x}", "share": "yes"} for number in range(MANY)])
    statuses = [answer.status_code for answer in answers]
    assert len(statuses) == MANY
    assert max(statuses) < 500
    tally = Tally.objects.get()
    assert (tally.votes_for, tally.votes_against, Ballot.objects.count()) == (1, 0, 1)


@pytest.mark.faults
@pytest.mark.usefixtures("committed")
def test_of_fifty_changes_of_one_text_one_is_kept_and_each_other_is_shown_beside_it() -> None:
    client = Client()
    client.get("/demo/as/council-member/")
    once = "d" * 16
    said = client.post("/initiatives/lindehof-together/expertise/say/", {"once": once, "words": "The soup is cold."})
    assert said.status_code == 302
    before = Entry.objects.count()
    words = [f"The soup is cold, and I said so {number} times." for number in range(MANY)]
    forms = [{"once": f"{number:016x}", "version": "1", "words": text} for number, text in enumerate(words)]
    answers = at_once(client, f"/initiatives/lindehof-together/expertise/said/contribution-{once}/change/", forms)
    kept = [number for number, answer in enumerate(answers) if answer.status_code == 302]
    assert len(kept) == 1
    row = Contribution.objects.get(pk=f"contribution-{once}")
    assert (row.text, row.version, Entry.objects.count()) == (words[kept[0]], 2, before + 1)
    for number, answer in enumerate(answers):
        if number not in kept:
            page = answer.content.decode()
            assert answer.status_code == 409
            # Nothing that somebody typed is lost: both texts stand there.
            assert words[number] in page
            assert words[kept[0]] in page


@pytest.mark.faults
@pytest.mark.usefixtures("committed")
def test_of_fifty_consents_of_one_side_one_counts() -> None:
    citizen, director = Client(), Client()
    citizen.get("/demo/as/citizen-1/")
    director.get("/demo/as/new-director/")
    assert proposed(citizen).status_code == 302
    assert yes(citizen, 1).status_code == 302
    before = Entry.objects.count()
    forms = [{"once": f"{number:016x}", "version": "2"} for number in range(MANY)]
    answers = at_once(director, f"{CONTROL}mandates/{NAME}/agree/", forms)
    assert {answer.status_code for answer in answers} <= {200, 302, 409}
    row = Mandate.objects.get(pk=NAME)
    assert (row.state, row.version, len(row.assents)) == (MandateState.AGREED, 3, 2)
    assert Entry.objects.count() == before + 1
