"""People vote without an account where that was fixed: with a code, and counted apart in the results."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from counterpoise.interests.statements import may_begin
from counterpoise.record.positions import Ballot
from counterpoise.web.governance import services as governance
from counterpoise.web.interests import models, services
from counterpoise.web.interests.selectors import results_for, talk_at
from counterpoise.web.interests.selectors.opinions import memory
from counterpoise.web.ledger.models import EntryBody
from counterpoise.web.ledger.services import RefusedError
from counterpoise.web.people.models import Account, Receipt
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.ui.clock import now
from tests.web.conftest import CAST

Visit = Callable[[str], Client]
As = Callable[[str], Viewer]
MEALS = "/initiatives/meals/interests/opinions/"
PLACE = f"{MEALS}open/"
ELSEWHERE = "/initiatives/lindehof-together/interests/opinions/open/"
ONCE = "0123456789abcdef"
SAID = f"statement-{ONCE}"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh(forgets: Callable[[], None]) -> None:
    """Nothing is kept between tests: each writes, and its writing is taken back."""
    forgets()
    memory._LIVE.clear()


@pytest.fixture
def everybody(visit: Visit) -> Visit:
    """Fix that everybody votes, and put a statement."""
    resident = visit("resident")
    fixed = {"once": ONCE, "closes_on": "", "hidden": "no", "guests": "yes"}
    assert resident.post(f"{PLACE}fix/", fixed).status_code == 302
    assert resident.post(f"{PLACE}say/", {"once": ONCE, "text": "Warm food for everybody."}).status_code == 302
    return visit


def begin(client: Client, once: str = "b" * 16, place: str = PLACE) -> Any:  # noqa: ANN401 - the answer of a test client
    return client.post(f"{place}begin/", {"once": once})


def vote(client: Client, ballot: str, place: str = PLACE, statement: str = SAID) -> Any:  # noqa: ANN401 - as above
    return client.post(f"{place}statements/{statement}/", {"once": ONCE, "ballot": ballot})


def code_of(client: Client) -> str:
    (code,) = [cookie.value for name, cookie in client.cookies.items() if name.startswith("votes-") and cookie.value]
    return str(code)


def votes() -> list[tuple[Ballot | None, int]]:
    return [(row.ballot, row.version) for row in models.Vote.objects.filter(statement=SAID).order_by("recorded_at")]


def test_nobody_votes_without_an_account_where_that_was_not_fixed(visit: Visit) -> None:
    visit("resident").post(f"{PLACE}say/", {"once": ONCE, "text": "Warm food for everybody."})
    nobody = visit("")
    for page in ("begin/", "code/", "my-code/"):
        assert nobody.get(PLACE + page).status_code == 404, page
    assert begin(nobody).status_code == 404
    assert nobody.get(f"{PLACE}vote/")["Location"] == PLACE
    assert vote(nobody, "agree").status_code == 404
    assert "Vote without an account" not in nobody.get(PLACE).content.decode()
    assert not votes()


def test_somebody_without_an_account_votes_changes_their_vote_and_takes_it_back(everybody: Visit) -> None:
    nobody = everybody("")
    assert "Vote without an account" in nobody.get(PLACE).content.decode()
    assert nobody.get(f"{PLACE}vote/")["Location"] == f"{PLACE}begin/"
    began = begin(nobody)
    assert began["Location"] == f"{PLACE}vote/"
    assert nobody.get(f"{PLACE}vote/").context["turn"].chance is not None
    assert vote(nobody, "agree").status_code == 302
    assert vote(nobody, "disagree").status_code == 302
    assert votes() == [(Ballot.DISAGREE, 2)]
    assert "Your vote: Disagree" in " ".join(nobody.get(f"{PLACE}statements/").content.decode().split())
    assert nobody.post(f"{PLACE}statements/{SAID}/take-back/", {"once": ONCE, "version": "2"}).status_code == 302
    assert votes() == [(None, 3)]
    person = models.Vote.objects.get(statement=SAID).person
    assert person is not None
    assert (person.pseudonym, Account.objects.filter(person=person).count()) == ("", 0)


def test_the_code_is_kept_by_the_browser_alone_and_out_of_reach_of_scripts(everybody: Visit) -> None:
    nobody = everybody("")
    (cookie,) = [each for name, each in begin(nobody).cookies.items() if name.startswith("votes-")]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")
    code = code_of(nobody)
    assert not Receipt.objects.filter(code_hash__contains=code).exists()
    assert not [each for each in EntryBody.objects.all() if code.encode() in bytes(each.body)]
    shown = nobody.get(f"{PLACE}my-code/")
    assert f"{code[:4]}-{code[4:8]}-{code[8:]}" in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]


def test_two_browsers_are_two_people_and_a_code_brings_the_same_votes_to_another_browser(everybody: Visit) -> None:
    first, second, third = everybody(""), everybody(""), everybody("")
    begin(first, "1" * 16)
    begin(second, "2" * 16)
    vote(first, "agree")
    vote(second, "disagree")
    assert votes() == [(Ballot.AGREE, 1), (Ballot.DISAGREE, 1)]
    typed = code_of(first).lower()
    assert third.post(f"{PLACE}code/", {"once": ONCE, "text": f"{typed[:4]} {typed[4:]}"}).status_code == 302
    assert vote(third, "pass").status_code == 302
    assert sorted(votes()) == [(Ballot.DISAGREE, 1), (Ballot.PASS, 2)]


def test_the_same_form_sent_twice_begins_once(everybody: Visit) -> None:
    one, two = everybody(""), everybody("")
    assert begin(one).status_code == begin(two).status_code == 302
    assert code_of(one) == code_of(two)
    assert Receipt.objects.filter(contribution=None).count() == 1
    assert begin(one, "c" * 16)["Location"] == f"{PLACE}vote/"
    assert Receipt.objects.filter(contribution=None).count() == 1


def test_who_stops_on_a_device_leaves_their_votes_there_but_not_their_code(everybody: Visit) -> None:
    nobody = everybody("")
    begin(nobody)
    vote(nobody, "agree")
    assert nobody.get(f"{PLACE}stop/").status_code == 405
    assert nobody.post(f"{PLACE}stop/").status_code == 302
    assert nobody.get(f"{PLACE}my-code/")["Location"] == f"{PLACE}begin/"
    assert vote(nobody, "disagree").status_code == 404
    assert votes() == [(Ballot.AGREE, 1)]


def test_a_wrong_code_or_one_of_another_initiative_opens_nothing_and_trying_ends(everybody: Visit) -> None:
    nobody = everybody("")
    elsewhere = {"once": "d" * 16, "closes_on": "", "hidden": "no", "guests": "yes"}
    models.Vote.objects.filter(initiative="lindehof-together").delete()
    assert everybody("new-director").post(f"{ELSEWHERE}fix/", elsewhere).status_code == 302
    begin(nobody, place=ELSEWHERE)
    strange = code_of(nobody)
    answer = nobody.post(f"{PLACE}code/", {"once": ONCE, "text": strange})
    assert "With this code nobody votes here." in answer.content.decode()
    assert vote(nobody, "agree").status_code == 404
    for _ in range(19):
        answer = nobody.post(f"{PLACE}code/", {"once": ONCE, "text": strange})
    assert nobody.post(f"{PLACE}code/", {"once": ONCE, "text": strange}).status_code == 429


def test_where_an_initiative_wants_accounts_again_nobody_votes_without_one(everybody: Visit, as_person: As) -> None:
    nobody = everybody("")
    begin(nobody)
    vote(nobody, "agree")
    governance.receive_without_account(initiative="meals", allowed=False, by=as_person("council-member"), at=now())
    assert vote(nobody, "disagree").status_code == 404
    assert nobody.get(f"{PLACE}begin/").status_code == 404
    assert votes() == [(Ballot.AGREE, 1)]


def test_too_many_from_one_place_are_told_to_wait(everybody: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services.guests, "_AN_HOUR", 2)
    for number in range(2):
        assert begin(everybody(""), f"{number}" * 16).status_code == 302
    assert "Too many people began to vote from one place." in begin(everybody(""), "e" * 16).content.decode()


def test_somebody_without_an_account_puts_a_statement_of_their_own(
    everybody: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    nobody = everybody("")
    assert nobody.get(f"{PLACE}say/").status_code == 404
    begin(nobody)
    own = {"once": "f" * 16, "text": "Let us choose when we eat."}
    assert nobody.post(f"{PLACE}say/", own).status_code == 302
    assert models.Statement.objects.get(text=own["text"]).author_side is None
    assert "Your own statement" in nobody.get(f"{PLACE}statements/").content.decode()
    monkeypatch.setattr(services.guests, "_STATEMENTS", 1)
    more = nobody.post(f"{PLACE}say/", {"once": "a" * 16, "text": "Another one."})
    assert "Too many" in more.content.decode()


def test_the_rules_of_a_room_never_let_anybody_in_without_an_account(visit: Visit, as_person: As) -> None:
    page = visit("resident").get(f"{MEALS}council-room/fix/")
    assert "Who can vote?" not in page.content.decode()
    given = {"closes_on": None, "hidden": False, "guests": True, "by": as_person("resident"), "at": now()}
    with pytest.raises(RefusedError) as refused:
        services.fix_conversation(initiative="meals", where="council-room", **given)  # type: ignore[arg-type]  # of all kinds
    assert [each.code for each in refused.value.refusals] == ["opinions.no_guests_in_room"]


def test_the_code_of_votes_typed_where_words_are_looked_up_leads_to_the_votes(everybody: Visit) -> None:
    nobody, other = everybody(""), everybody("")
    begin(nobody)
    answer = other.post("/receipts/", {"once": ONCE, "text": code_of(nobody)})
    assert answer["Location"] == f"{PLACE}code/?code={code_of(nobody)}"
    assert code_of(nobody) in other.get(answer["Location"]).content.decode()


def test_results_say_how_many_voted_without_an_account_and_what_stands_without_them(
    everybody: Visit, as_person: As
) -> None:
    names = [SAID]
    for number in range(3):
        own = {"once": f"{number}" * 16, "text": f"Sentence number {number}."}
        assert everybody("resident").post(f"{PLACE}say/", own).status_code == 302
        names.append(f"statement-{number}" + f"{number}" * 15)
    voters = [person for person in CAST if everybody(person).get(f"{PLACE}vote/").status_code == 200][:6]
    assert len(voters) == 6
    for person in voters:
        for place, name in enumerate(names):
            assert vote(everybody(person), "agree" if place % 2 else "disagree", statement=name).status_code == 302
    at = as_person("resident").at
    talk = talk_at("meals", "open", viewer=as_person("resident"))
    assert talk is not None
    assert services.draw_maps_due(at=at) == 1
    before = results_for(talk, viewer=as_person(""))
    assert before is not None
    assert before.guests is None
    for number in range(12):
        guest = everybody("")
        begin(guest, f"{number:016x}")
        for name in names:
            vote(guest, "agree", statement=name)
        if number == 3:
            assert services.draw_maps_due(at=at + timedelta(minutes=1)) == 1
            few = results_for(talk, viewer=as_person(""))
            assert few is not None
            assert few.guests is not None
            assert (few.guests.people, few.guests.compared) == (None, False)
    assert services.draw_maps_due(at=at + timedelta(minutes=2)) == 1
    page = everybody("").get(PLACE)
    guests = page.context["results"].guests
    assert (guests.people, guests.compared) == (12, True)
    assert guests.gone or guests.new
    shown = page.content.decode()
    assert "12 people voted without an account." in shown
    assert "On a list only" in shown


def test_whether_somebody_may_begin_is_one_rule() -> None:
    day = now().date()
    assert may_begin(guests=True, closes_on=None, at=day) == ()
    assert [each.code for each in may_begin(guests=False, closes_on=None, at=day)] == ["opinions.needs_account"]
    over = may_begin(guests=True, closes_on=day.replace(year=2000), at=day)
    assert [each.code for each in over] == ["opinions.closed"]
