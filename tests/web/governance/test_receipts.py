"""Somebody without an account says something, finds it again by a code, judges what was done with it, takes it back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.test import Client

from counterpoise.levels.codes import spelled
from counterpoise.record import Moment
from counterpoise.record.contributions import Route
from counterpoise.record.decisions import Effect, Trace
from counterpoise.web.decisions.models import Trace as TraceTable
from counterpoise.web.expertise.models import Contribution
from counterpoise.web.governance import services as governance
from counterpoise.web.governance.selectors import question_code, receipt_seen
from counterpoise.web.ledger.models import Entry, EntryBody
from counterpoise.web.ledger.services import Telling, tell
from counterpoise.web.people import models
from counterpoise.web.people.selectors import Viewer, made_of, receipt_by_code
from counterpoise.web.ui.clock import now

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("forgets")]
SAY = "/initiatives/meals/expertise/say/"
WORDS = "KANARIE the soup is cold"


def said(client: Client, *, once: str = "5" * 16, words: str = WORDS) -> str:
    """Say something and return the code of the receipt."""
    answer = client.post(SAY, {"once": once, "words": words, "capacity": "", "kind": "", "critical": ""})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"]).rstrip("/").rsplit("/", 1)[-1]


def test_what_is_said_without_an_account_is_found_again_by_its_code(client: Client) -> None:
    code = said(client)
    receipt = receipt_by_code(spelled(code).lower())
    assert receipt is not None
    assert code not in receipt.code_hash
    page = Client().get(f"/receipts/{code}/").content.decode()
    assert WORDS in page
    assert spelled(code) in page
    assert "No decision says yet what was done with them." in page
    row = Contribution.objects.get(pk=receipt.contribution)
    assert (row.route, row.recorded_by_id, row.capacity_id) == (Route.SCREEN, receipt.person_id, None)
    assert models.Person.objects.get(pk=receipt.person_id).pseudonym == ""
    assert not any(code.encode() in bytes(body.body) for body in EntryBody.objects.iterator())
    assert not any(b"KANARIE" in bytes(entry.envelope) for entry in Entry.objects.iterator())


def test_the_same_form_sent_twice_gives_one_contribution_and_one_receipt(client: Client) -> None:
    assert said(client) == said(client)
    assert Contribution.objects.filter(text=WORDS).count() == 1
    assert models.Receipt.objects.count() == 1


def test_a_code_is_typed_with_small_letters_and_spaces(client: Client) -> None:
    code = said(client)
    typed = spelled(code).lower().replace("-", " ")
    answer = client.post("/receipts/", {"once": "a" * 16, "text": typed})
    assert answer["Location"] == f"/receipts/{code}/"


def traced(code: str) -> str:
    """Let the manager say of a decision what was done with the words of a receipt."""
    receipt = receipt_by_code(code)
    assert receipt is not None
    row = Trace(
        id="trace-of-the-soup",
        initiative="meals",
        happened_at=Moment.parse("2015-06-29"),
        recorded_at=datetime(2015, 6, 29, 12, tzinfo=UTC),
        recorded_by="manager",
        contribution=receipt.contribution,
        effect=Effect.CHANGED,
        reason="The soup now comes in warm bowls.",
        department="Kitchen",
    )
    tell("trace", Telling(model=TraceTable, row=row), by="manager", at=now())
    return row.id


def test_the_author_gives_a_verdict_by_the_code_and_can_open_it_again(client: Client) -> None:
    code = said(client)
    trace = traced(code)
    page = client.get(f"/receipts/{code}/").content.decode()
    assert "The soup now comes in warm bowls." in page
    assert "Yes: the record shows that somebody worked with them." in page
    for right, words in (("yes", "You said that this is right."), ("no", "It is open again.")):
        version = TraceTable.objects.get(pk=trace).version
        form = {"once": "0" * 16, "version": version, "right": right}
        assert client.post(f"/receipts/{code}/judge/{trace}/", form).status_code == 302
        assert words in client.get(f"/receipts/{code}/").content.decode()
        # Two taps on the same button change nothing more.
        assert client.post(f"/receipts/{code}/judge/{trace}/", form).status_code == 302
    assert TraceTable.objects.get(pk=trace).version == 3


def test_nobody_judges_or_takes_back_the_words_of_another_by_their_own_code(client: Client) -> None:
    first, second = said(client), said(client, once="6" * 16, words="something else")
    trace = traced(first)
    form = {"once": "0" * 16, "version": "1", "right": "no"}
    assert client.post(f"/receipts/{second}/judge/{trace}/", form).status_code == 404
    assert TraceTable.objects.get(pk=trace).version == 1
    assert client.post(f"/receipts/{second}/take-back/", {"once": "8" * 16, "version": "1"}).status_code == 302
    assert WORDS in client.get(f"/receipts/{first}/").content.decode()


def test_words_taken_back_by_code_are_gone_from_tables_and_log(client: Client) -> None:
    code = said(client)
    assert client.post(f"/receipts/{code}/take-back/", {"once": "8" * 16, "version": "1"}).status_code == 302
    page = client.get(f"/receipts/{code}/").content.decode()
    assert "You took these words back." in page
    assert WORDS not in page
    assert not any(b"KANARIE" in bytes(body.body) for body in EntryBody.objects.iterator())
    assert client.get(f"/receipts/{code}/take-back/").status_code == 302


def test_wrong_codes_are_counted_and_then_refused_for_an_hour(client: Client) -> None:
    answers = [client.get("/receipts/ACDEFGHJKM3X/").status_code for _ in range(25)]
    assert answers[0] == 404
    assert answers[-1] == 429
    assert 15 <= answers.count(404) <= 20


def test_an_initiative_can_ask_for_an_account(
    client: Client, as_person: Callable[[str], Viewer], visit: Callable[[str], Client]
) -> None:
    governance.receive_without_account(initiative="meals", allowed=False, by=as_person("council-member"), at=now())
    form = {"once": "5" * 16, "words": WORDS, "capacity": "", "kind": "", "critical": ""}
    page = client.post(SAY, form).content.decode()
    assert "Here people speak with an account." in page
    assert WORDS in page
    assert visit("resident").post(SAY, form | {"room": "open"}).status_code == 302


def test_a_flood_from_one_address_is_stopped_and_keeps_the_words(client: Client) -> None:
    for number in range(30):
        said(client, once=f"{number:016x}")
    form = {"once": "e" * 16, "words": "the last one", "capacity": "", "kind": "", "critical": ""}
    page = client.post(SAY, form).content.decode()
    assert "Very much was said from this address." in page
    assert "the last one" in page


def entered(client: Client, **more: str) -> str:
    form = {"once": "4" * 16, "route": "paper", "words": WORDS, "question": "", "capacity": "", "kind": ""}
    answer = client.post("/initiatives/meals/paper/enter/", {**form, **more})
    return str(answer["Location"]) if answer.status_code == 302 else answer.content.decode()


def test_somebody_enters_what_came_on_paper_and_the_words_stay_the_others(visit: Callable[[str], Client]) -> None:
    client = visit("council-member")
    question = question_code("question-presentation")
    printed = client.get("/initiatives/meals/paper/").content.decode()
    assert question in printed
    where = entered(client, question=question.lower(), said_at="29-6-2015", capacity="care_user")
    code = where.rstrip("/").rsplit("/", 1)[-1]
    assert code == made_of("receipt", "4" * 16)
    assert spelled(code) in client.get(where).content.decode()
    row = Contribution.objects.get(text=WORDS)
    assert (row.route, row.recorded_by_id, row.question_id) == (Route.PAPER, "council-member", "question-presentation")
    assert row.on_behalf_of_id not in {None, "council-member"}
    assert str(row.happened_at) == "2015-06-29"
    seen = receipt_seen(code, at=now())
    assert seen is not None
    assert seen.said.own
    assert entered(client) == where
    for other in ("resident", "manager", ""):
        assert visit(other).get(where).status_code == 404


@pytest.mark.parametrize(
    ("more", "beside"),
    [
        ({"words": ""}, "words"),
        ({"words": "x" * 20_000}, "words"),
        ({"words": "a\u202eb"}, "words"),
        ({"route": "pigeon"}, "route"),
        ({"question": "AAAAAA"}, "question"),
        ({"question": question_code("no-such-question")}, "question"),
        ({"said_at": "yesterday"}, "said_at"),
        ({"said_at": "1-7-2015"}, "said_at"),
        ({"capacity": "as-manager"}, "capacity"),
    ],
)
def test_bad_input_from_paper_is_told_beside_the_field(
    visit: Callable[[str], Client], more: dict[str, str], beside: str
) -> None:
    page = entered(visit("council-member"), **more)
    assert f'id="id_{beside}_error"' in page
    assert not models.Receipt.objects.exists()


def test_only_who_takes_part_enters_for_others(visit: Callable[[str], Client]) -> None:
    for who in ("", "citizen-1"):
        assert visit(who).get("/initiatives/meals/paper/enter/").status_code == 404
        assert visit(who).get("/initiatives/meals/paper/").status_code == 200
