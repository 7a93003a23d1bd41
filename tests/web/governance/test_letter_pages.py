"""Letters on the site: how often they come, what they said, what waits to be printed, and the link that stops them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from counterpoise.web.decisions.models import Notice
from counterpoise.web.governance import services
from counterpoise.web.governance.models import Letter, LetterKind, LetterState, Route, Wanted, Wish
from counterpoise.web.governance.services.handing import stop_token
from counterpoise.web.people.models import Person
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.ui.clock import now
from tests.web.governance.test_letters import WHAT, decided

pytestmark = pytest.mark.django_db
ONCE = "0123456789abcdef"
As = Callable[[str], Viewer]
Visit = Callable[[str], Client]


@pytest.fixture(autouse=True)
def fresh(forgets: Callable[[], None]) -> None:
    """Nothing is kept between tests: each writes, and its writing is taken back. All read English."""
    forgets()
    Person.objects.all().update(language="en")


@pytest.fixture
def paper(as_person: As) -> Letter:
    """A letter about a decision for somebody without e-mail."""
    decided(as_person)
    services.read_logs(at=now())
    return Letter.objects.get(person="home-council-member", kind=LetterKind.DECISION)


def test_who_has_no_email_is_owed_a_letter_on_paper(paper: Letter) -> None:
    assert (paper.route, paper.state) == (Route.POST, LetterState.TO_PRINT)


def test_a_letter_is_printed_by_somebody_with_a_seat_and_its_group_counts_as_told(paper: Letter, visit: Visit) -> None:
    client = visit("new-director")
    assert "A member of the home&#x27;s client council" in client.get("/letters/print/").content.decode()
    page = client.get(f"/letters/{paper.pk}/").content.decode()
    assert WHAT in page
    assert "Date of the decision: 20 June 2015." in page
    assert "Its checkpoint begins with" in page
    assert client.post(f"/letters/{paper.pk}/").status_code == 302
    paper.refresh_from_db()
    assert (paper.state, paper.sent_by_id) == (LetterState.POSTED, "new-director")
    notice = Notice.objects.get(decision=paper.about)
    assert (notice.channel, notice.recorded_by_id) == ("letter", "new-director")
    assert client.post(f"/letters/{paper.pk}/").status_code == 404, "posted once"
    assert WHAT in visit("home-council-member").get(f"/letters/{paper.pk}/").content.decode()


def test_a_letter_is_in_its_readers_language_to_its_last_line_whoever_prints_it(paper: Letter, visit: Visit) -> None:
    Person.objects.filter(pk=paper.person_id).update(language="nl")
    page = visit("new-director").get(f"/letters/{paper.pk}/").content.decode()
    sheet, _article, around = page.partition('<article class="letter"')[2].partition("</article>")
    assert "Datum van het besluit: 20 juni 2015." in sheet
    assert "Verstuurd op: 30 juni 2015." in sheet
    assert "Sent on" not in sheet
    assert "I posted this letter" in around


@pytest.mark.parametrize("person", ["", "researcher", "manager", "church-goer"])
def test_nobody_else_sees_it(paper: Letter, visit: Visit, person: str) -> None:
    client = visit(person)
    listed = client.get("/letters/print/")
    assert listed.status_code == (200 if person else 404)
    if "client council: A decision" in listed.content.decode():
        pytest.skip("holds a seat in this initiative")
    assert client.get(f"/letters/{paper.pk}/").status_code == 404
    assert client.post(f"/letters/{paper.pk}/").status_code == 404


@pytest.mark.parametrize("name", ["0", "-1", "x", "9" * 30, "1e3", "²"])
def test_a_letter_that_is_none_is_nothing(visit: Visit, name: str) -> None:
    assert visit("new-director").get(f"/letters/{name}/").status_code == 404


def test_somebody_chooses_how_letters_come_and_what_waits_goes_that_way(visit: Visit) -> None:
    client = visit("resident")
    answer = client.post("/letters/", {"once": ONCE, "wanted": "post", "address": ""})
    assert "Please write where the letters go to." in answer.content.decode()
    given = {"once": ONCE, "wanted": "post", "address": "Room 12\nDe Wending"}
    assert client.post("/letters/", given).status_code == 302
    wish = Wish.objects.get(person="resident")
    assert (wish.wanted, wish.address) == (Wanted.POST, "Room 12\nDe Wending")
    assert "Room 12" in client.get("/letters/").content.decode()
    assert visit("").get("/letters/").status_code == 404


@pytest.mark.parametrize("wanted", ["", "always", "x" * 500, "<script>"])
def test_a_choice_that_is_none_is_said_beside_the_field(visit: Visit, wanted: str) -> None:
    answer = visit("resident").post("/letters/", {"once": ONCE, "wanted": wanted, "address": "kept words"})
    assert answer.status_code == 200
    assert "Please choose one" in answer.content.decode()
    assert "kept words" in answer.content.decode()
    assert not Wish.objects.exists()


def test_the_link_in_a_letter_stops_the_weekly_one_with_one_post_and_without_a_token_of_a_form() -> None:
    client = Client(enforce_csrf_checks=True)
    where = f"/letters/stop/{stop_token('resident')}/"
    assert client.get(where).status_code == 200
    assert not Wish.objects.exists(), "looking changes nothing: programs look into links"
    assert client.post(where, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Wish.objects.get(person="resident").wanted == Wanted.NONE


@pytest.mark.parametrize("token", ["resident", "resident:nothing", "x" * 200, "%00"])
def test_a_link_that_this_site_did_not_make_stops_nothing(token: str) -> None:
    client = Client()
    assert client.get(f"/letters/stop/{token}/").status_code == 404
    assert client.post(f"/letters/stop/{token}/").status_code == 404
    assert not Wish.objects.exists()
