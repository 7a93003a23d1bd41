"""A search finds what stands in one's own care path and lotteries by name, and nobody else gets a hit or a count."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from counterpoise.record.participation import Selection
from counterpoise.record.people import SeatMethod
from counterpoise.web.governance.selectors import Find, lotteries_found, paths_found
from counterpoise.web.inclusion import models
from counterpoise.web.initiatives.selectors import initiatives_visible_to
from counterpoise.web.ledger.services import Telling, tell
from counterpoise.web.people.models import Space
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.ui.clock import now
from tests.web.conftest import CAST
from tests.web.trajectory.writing import PATH, let_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("forgets")]

As = Callable[[str], Viewer]
Visit = Callable[[str], Client]
WORDS = {
    "BREAKFAST somebody": "A late breakfast",
    "former neighbour": "Former neighbour",
    "newspaper aloud": "Volunteer",
    "ten kitchen": "Breakfast at ten",
    "resident's care": "care path",
}


def search(client: Client, words: str) -> str:
    answer = client.get("/search/", {"q": words})
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.mark.parametrize("words", WORDS)
def test_the_owner_finds_what_stands_in_the_care_path(words: str, visit: Visit) -> None:
    page = search(visit("resident"), words)
    assert "In care paths that you read" in page
    assert WORDS[words] in page
    assert f'href="{PATH}' in page


def test_nobody_else_gets_a_hit_or_a_count(as_person: As, visit: Visit) -> None:
    for person in (*CAST, ""):
        viewer = as_person(person)
        if "care-path" in viewer.paths:
            continue
        for words, found in WORDS.items():
            assert paths_found(words, initiatives=initiatives_visible_to(viewer=viewer), viewer=viewer) == ()
            page = search(visit(person), words).split("<h2")[1:]
            assert all(found not in part and "In care paths" not in part for part in page), (person, words)
    manager = visit("manager")
    told = {
        search(manager, words).split("</form>\n</div>")[1].split("</main>")[0] for words in ("breakfast late", "zzz")
    }
    assert len(told) == 1


def test_a_reader_finds_it_while_they_are_let_in(visit: Visit, forgets: Callable[[], None]) -> None:
    owner, reader = visit("resident"), visit("church-goer")
    assert "Former neighbour" not in search(reader, "former neighbour")
    let_in(owner, "church-goer", "volunteer")
    forgets()
    assert "Former neighbour" in search(reader, "former neighbour")


def lotteries(words: str, viewer: Viewer) -> tuple[Find, ...]:
    return lotteries_found(words, initiatives=initiatives_visible_to(viewer=viewer), viewer=viewer)


def planned(initiative: str, body: str, space: str | None) -> None:
    row = Selection(
        id="by-lot",
        recorded_at=now(),
        initiative=initiative,
        space=space,
        body=body,
        method=SeatMethod.LOTTERY,
        criterion="Neighbours of the Lindehof by lot",
    )
    tell("planned", Telling(model=models.Selection, row=row), by=None, at=now())


def test_a_lottery_is_found_by_its_name(as_person: As, visit: Visit, forgets: Callable[[], None]) -> None:
    planned("lindehof-together", "platform", None)
    forgets()
    for words in ("lottery", "neighbours lot", "lindehof"):
        (found,) = lotteries(words, as_person("manager"))
        assert found.link == "/initiatives/lindehof-together/inclusion/selections/by-lot/"
        page = visit("manager").get("/search/", {"q": words}).content.decode()
        assert found.link in page
    assert lotteries("no such lottery at all", as_person("manager")) == ()


def test_a_lottery_of_a_closed_room_is_found_by_nobody_outside(as_person: As, forgets: Callable[[], None]) -> None:
    room = Space.objects.filter(kind="citizens_only", initiative="meals").first()
    assert room is not None
    planned("meals", "wending-client-council", room.pk)
    forgets()
    found = {person: lotteries("lottery", as_person(person)) for person in (*CAST, "")}
    assert not found["manager"]
    assert not found[""]
    assert any(found.values())


def test_a_search_asks_the_database_little(visit: Visit) -> None:
    client = visit("resident")
    search(client, "zzz")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        search(client, "breakfast")
    assert len(asked) <= 15
