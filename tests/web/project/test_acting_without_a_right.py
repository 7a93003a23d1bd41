"""Attacks that did something without a right: judged for others, edited what only few may, took files about people."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from counterpoise.web.expertise.models import Question, Reframe
from counterpoise.web.ledger.models import Entry
from tests.web.conftest import CAST
from tests.web.project.replay import sent, sheets
from tests.web.project.routes import addresses

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("forgets")]
Visit = Callable[[str], Client]
ONCE = "0123456789abcdef"
MEALS = "/initiatives/meals/expertise/"
BETTER = "What should be on the plates?"
ASKED = (
    "inclusion/groups/new/",
    "inclusion/groups/town/describe/",
    "inclusion/populations/new/",
    "inclusion/counts/new/",
    "inclusion/selections/new/",
    "reviews/plan/",
    "reviews/purpose/",
    "reviews/scores/",
    "about/groups/new/",
    "about/groups/town/",
)
"""Where it is laid down what people are asked about themselves, and by what they are counted."""


def test_cve_2026_40869_only_who_asked_accepts_another_wording_of_their_question(visit: Visit) -> None:
    """Anybody with an account could accept or refuse a change of somebody else's proposal."""
    place = f"{MEALS}questions/question-presentation/reframe/"
    assert visit("council-member").post(place, {"once": ONCE, "text": BETTER}).status_code == 302
    before = Entry.objects.count()
    answer = {"once": "a" * 16, "version": "1", "reply": "accept", "use": "To change it.", "reason": "No."}
    for person in ("", *CAST):
        if person == "manager":
            continue
        for reply in ("accept", "refuse"):
            found = visit(person).post(f"{MEALS}reframes/reframe-{ONCE}/", {**answer, "reply": reply})
            assert found.status_code == 404 or "/sign-in/" in found.headers.get("Location", ""), (person, reply)
    assert Reframe.objects.get(pk=f"reframe-{ONCE}").reply is None
    assert not Question.objects.filter(text=BETTER).exists()
    assert Entry.objects.count() == before
    assert visit("manager").post(f"{MEALS}reframes/reframe-{ONCE}/", answer).status_code == 302


@pytest.mark.parametrize("person", ["", "resident", "manager", "citizen-1"])
def test_cve_2023_36465_no_page_of_operators_opens_to_who_is_only_signed_in(person: str, visit: Visit) -> None:
    """A part of the pages for administrators asked only whether somebody was signed in."""
    client, tried = visit(person), 0
    for address in addresses():
        if not address.startswith("/operators/") or address == "/operators/login/":
            continue
        for verb in (client.get, client.post):
            answer = verb(address)
            tried += 1
            # Who is no operator is asked to sign in as one, or finds nothing; leaving a session opens nothing either.
            assert answer.status_code in {302, 403, 404, 405}, (address, answer.status_code)
            if answer.status_code == 302:
                assert "login" in answer.headers["Location"], address
    assert tried >= 20


def test_cve_2026_45086_what_people_are_asked_about_themselves_is_laid_down_only_by_who_takes_part(
    visit: Visit,
) -> None:
    """The editor of questions about who somebody is opened to everybody with an account, and kept what they wrote."""
    insider, wrote = visit("new-director"), 0
    for place in ASKED:
        address = f"/initiatives/lindehof-together/{place}"
        found = [each for each in sheets(insider.get(address).content.decode(), address) if each.action == address]
        assert found, address
        for sheet in found:
            wrote += sent(insider, sheet)[1]
            for person in ("", "resident", "manager"):
                client = visit(person)
                answer, written = sent(client, sheet)
                for each in (client.get(address), answer):
                    let_in = each.status_code != 404 and "/sign-in/" not in each.headers.get("Location", "")
                    assert not let_in, (person, address, each.status_code)
                assert written == 0, (person, address)
    # The same forms do write something when somebody sends them who may.
    assert wrote > 0


@pytest.mark.parametrize("person", ["", "citizen-1", "church-goer"])
def test_cve_2026_45415_no_list_of_people_is_taken_from_or_given_to_who_has_no_seat(person: str, visit: Visit) -> None:
    """The addresses that took and showed a census as a file asked nobody whether they may."""
    client, before = visit(person), Entry.objects.count()
    lottery = "/initiatives/meals/inclusion/selections/panel-of-ten/lottery/"
    taking = [f"{lottery}pool/", f"{lottery}quotas/", "/initiatives/meals/reviews/scores/"]
    giving = [
        f"{lottery}codes/",
        f"{lottery}pool/",
        "/initiatives/meals/people/needs/",
        "/initiatives/meals/paper/enter/",
    ]
    for address in taking:
        file = SimpleUploadedFile("people.csv", b"id;age\n1;40\n", content_type="text/csv")
        answer = client.post(address, {"once": ONCE, "file": file, "pool": file, "scores": file})
        assert answer.status_code in {302, 404}, address
        assert answer.status_code == 404 or "/sign-in/" in answer.headers["Location"]
    for address in giving:
        assert client.get(address).status_code in {302, 404}, address
    assert Entry.objects.count() == before
