"""Who is signed in finds what they said, and what became of it, without a code."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from counterpoise.record import Moment
from counterpoise.record.decisions import Effect, Trace
from counterpoise.web.governance.selectors import own_words, start_for
from counterpoise.web.ledger.records import model_of, to_model
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.ui.clock import now

Visit = Callable[[str], Client]
As = Callable[[str], Viewer]
SAY = "/initiatives/meals/expertise/say/"
MINE = "/receipts/"


@pytest.fixture(autouse=True)
def fresh(forgets: Callable[[], None]) -> None:
    """Nothing is kept between tests: each writes, and its writing is taken back."""


def say(client: Client, number: int, room: str = "open") -> str:
    once = f"{number:016x}"
    given = {"once": once, "words": f"Words number {number}.", "capacity": "as-council-member", "room": room}
    assert client.post(SAY, given).status_code == 302
    return f"contribution-{once}"


def test_what_somebody_said_stands_on_one_page_with_what_became_of_it(visit: Visit, as_person: As) -> None:
    member, resident = visit("council-member"), visit("resident")
    assert "You did not say anything here yet." in visit("church-goer").get(MINE).content.decode()
    before = start_for(as_person("council-member"))
    first, second = say(member, 1), say(member, 2, room="council-room")
    used = Trace(
        id="used",
        initiative="meals",
        contribution=first,
        effect=Effect.CHANGED,
        happened_at=Moment.exactly(now()),
        recorded_at=now(),
    )
    to_model(model_of(Trace), used).save(force_insert=True)
    found, more = own_words(as_person("council-member"))
    assert [(row.contribution.id, len(row.traces)) for row in found[:2]] == [(second, 0), (first, 1)]
    assert not more
    page = member.get(MINE).content.decode()
    assert "Words number 1." in page
    assert "Words number 2." in page
    assert "It changed the decision" in page
    assert "Words number" not in resident.get(MINE).content.decode()
    assert "Words number" not in Client().get(MINE).content.decode()
    start = start_for(as_person("council-member"))
    assert start.said - before.said == 2
    assert "What you said here" in member.get("/").content.decode()
    assert "What you said here" not in Client().get("/").content.decode()


def test_a_long_list_of_own_words_is_turned_over(visit: Visit, as_person: As) -> None:
    member = visit("council-member")
    before = {row.contribution.id for row in own_words(as_person("council-member"))[0]}
    names = [say(member, number) for number in range(1, 24)]
    viewer = as_person("council-member")
    first, more = own_words(viewer)
    second, no_more = own_words(viewer, page=2)
    assert (len(first), more, len(second), no_more) == (20, True, 3 + len(before), False)
    assert {row.contribution.id for row in (*first, *second)} == {*names, *before}
    page = member.get(MINE).content.decode()
    assert "?page=2" in page
    # What stands beside the list is a part of its own, with its heading.
    assert page.index('<form method="post" class="part') < page.index("With a code") < page.index('name="text"')
    assert "Words number" not in member.get(f"{MINE}?page=999").content.decode()
