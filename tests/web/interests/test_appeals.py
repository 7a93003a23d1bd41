"""Who wrote a statement that was taken out appeals to one person of each side; one voice brings it back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from counterpoise.web.interests import models
from counterpoise.web.interests.selectors import live, talk_at
from counterpoise.web.interests.selectors.opinions import memory
from counterpoise.web.ledger.models import Entry
from counterpoise.web.people.selectors import Viewer

Visit = Callable[[str], Client]
As = Callable[[str], Viewer]
MEALS = "/initiatives/meals/interests/opinions/open/"
LINDEHOF = "/initiatives/lindehof-together/interests/opinions/open/"
ONCE = "0123456789abcdef"
SAID = f"statement-{ONCE}"
WORDS = "The kitchen closes too early on Sundays."

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh(forgets: Callable[[], None]) -> None:
    """Nothing is kept between tests: each writes, and its writing is taken back."""
    forgets()
    memory._LIVE.clear()


def send(client: Client, address: str, **given: str) -> int:
    return client.post(address, {"once": ONCE, **given}).status_code


def out(author: Client, hider: Client, place: str) -> str:
    """Say a statement, let somebody take it out, and return its address."""
    assert send(author, f"{place}say/", text=WORDS) == 302
    assert send(author, f"{place}statements/{SAID}/", ballot="agree") == 302
    assert send(hider, f"{place}statements/{SAID}/hide/", ground="insult", why="It calls names.") == 302
    return f"{place}statements/{SAID}/"


def counts(as_person: As, initiative: str) -> dict[str, tuple[int, int, int]]:
    talk = talk_at(initiative, "open", viewer=as_person(""))
    assert talk is not None
    return live(talk).counts()


def test_one_voice_brings_a_statement_back_and_its_votes_count_again(visit: Visit, as_person: As) -> None:
    author, hider, other = visit("resident"), visit("council-member"), visit("manager")
    one = out(author, hider, MEALS)
    assert SAID not in counts(as_person, "meals")
    for client in (author, hider, other, visit("")):
        log = client.get(f"{MEALS}taken-out/").content.decode()
        assert "It calls names." in log
        assert (WORDS in log) == (client is author)
    assert send(other, f"{one}appeal/") == 404
    assert other.get(f"{one}hear/").status_code == 404
    assert send(author, f"{one}appeal/") == 302
    assert send(author, f"{one}appeal/") == 302  # the same form sent twice
    assert hider.get(f"{one}hear/").status_code == 404
    assert author.get(f"{one}hear/").status_code == 404
    assert WORDS in other.get(f"{one}hear/").content.decode()
    assert "Please choose what you find." in other.post(f"{one}hear/", {"once": ONCE}).content.decode()
    assert send(other, f"{one}hear/", stays="no") == 302
    assert send(other, f"{one}hear/", stays="no") == 302  # sent twice
    row = models.Statement.objects.get(pk=SAID)
    assert (row.hidden, row.supersedes_reason) == (False, "heard for the organizational side: comes back")
    assert counts(as_person, "meals")[SAID] == (1, 0, 0)
    told = Entry.objects.filter(type__in=["statement_appealed", "statement_heard"]).count()
    assert (told, "It calls names." in visit("").get(f"{MEALS}taken-out/").content.decode()) == (2, False)
    # Taken out once more, it can be appealed once more.
    assert send(hider, f"{one}hide/", ground="threat", why="It threatens.") == 302
    assert send(author, f"{one}appeal/") == 302


def test_only_both_sides_together_keep_a_statement_out(visit: Visit, as_person: As) -> None:
    author, civic, organizational = visit("citizen-1"), visit("church-goer"), visit("new-director")
    one = out(author, visit("home-council-member"), LINDEHOF)
    assert send(author, f"{one}appeal/") == 302
    assert "The author appeals" in civic.get(f"{LINDEHOF}taken-out/").content.decode()
    assert send(civic, f"{one}hear/", stays="yes") == 302
    # One side is heard once, by one person.
    assert visit("informal-caregiver").get(f"{one}hear/").status_code == 404
    assert models.Statement.objects.get(pk=SAID).hidden
    assert send(organizational, f"{one}hear/", stays="yes") == 302
    log = author.get(f"{LINDEHOF}taken-out/").content.decode()
    assert "Stays out after an appeal" in log
    assert f"{one}appeal/" not in log
    assert models.Hearing.objects.count() == 2
    assert SAID not in counts(as_person, "lindehof-together")
