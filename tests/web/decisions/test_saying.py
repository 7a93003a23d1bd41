"""Concerns get an answer with a reason, groups say when they heard, and both sides say what was kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from counterpoise.record import Reply
from counterpoise.record.commitments import CommitmentState
from counterpoise.record.decisions import ConcernKind
from counterpoise.web.decisions.models import Answer, Commitment, Concern, Notice, Verdict
from counterpoise.web.ledger.models import Entry

pytestmark = pytest.mark.django_db
HOME = "/initiatives/lindehof-together/decisions/"
CLOSING = f"{HOME}closing/"
ONCE = "0123456789abcdef"
CONCERN = f"concern-{ONCE}"
ANSWER = f"answer-{ONCE}"
WORDS = "Where will my mother live? 🙂 <b>Where?</b>"
Visit = Callable[[str], Client]


@pytest.fixture(autouse=True)
def fresh(forgets: Callable[[], None]) -> None:
    """Nothing is kept between tests: each writes, and its writing is taken back."""


def raised(client: Client, **more: Any) -> Any:  # noqa: ANN401 - what a form holds, and the answer of a test client
    return client.post(f"{CLOSING}concern/", {"once": ONCE, "text": WORDS, "kind": "show", **more})


def answered(client: Client, **more: Any) -> Any:  # noqa: ANN401 - as above
    given = {"once": ONCE, "text": "In the new house.", "reason": "There is room.", "department": "housing"}
    return client.post(f"{HOME}concerns/{CONCERN}/answer/", given | more)


def test_that_it_felt_like_a_show_is_a_concern_that_everybody_sees(visit: Visit) -> None:
    client = visit("citizen-1")
    assert raised(client).status_code == 302
    assert raised(client).status_code == 302
    row = Concern.objects.get(pk=CONCERN)
    assert (row.kind, row.side, row.decision_id, row.text) == (ConcernKind.SHOW, "civic", "closing", WORDS)
    assert Entry.objects.filter(type="concern_raised").count() == 1
    page = visit("").get(CLOSING).content.decode()
    assert "This felt like a show" in page
    assert "&lt;b&gt;Where?&lt;/b&gt;" in page


def test_a_concern_can_be_raised_on_a_draft(visit: Visit) -> None:
    sent = visit("citizen-1").post(f"{HOME}church-hall/concern/", {"once": ONCE, "text": WORDS, "kind": "worry"})
    assert sent.status_code == 302
    assert Concern.objects.get(pk=CONCERN).decision_id == "church-hall"


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"text": "   "}, "Please write something first."),
        ({"kind": "praise"}, "Select a valid choice"),
        ({"text": "y" * 5001}, "and 5000 fit"),
        ({"text": "a\u2066b"}, "signs that nobody can see"),
    ],
)
def test_what_is_wrong_with_a_concern_is_said(more: dict[str, Any], words: str, visit: Visit) -> None:
    answer = raised(visit("citizen-1"), **more)
    assert (answer.status_code, words in answer.content.decode()) == (200, True)
    assert not Concern.objects.filter(pk=CONCERN).exists()


def test_an_answer_has_a_reason_and_a_department_and_the_asker_says_whether_it_is_one(visit: Visit) -> None:
    citizen, director = visit("citizen-1"), visit("new-director")
    raised(citizen)
    bare = answered(director, reason="", department="", text="")
    page = bare.content.decode()
    assert bare.status_code == 200
    for words in ("Please write an answer.", "An answer needs one.", "which department answers"):
        assert words in page
    assert answered(director).status_code == 302
    assert answered(director).status_code == 302
    row = Answer.objects.get(concern=CONCERN)
    assert (row.answered_by_id, row.department, row.ok_for_asker) == ("new-director", "housing", Reply.NO_REPLY)
    judged = citizen.post(f"{HOME}answers/{ANSWER}/", {"once": ONCE, "version": "1", "right": "no"})
    assert judged.status_code == 302
    assert Answer.objects.get(pk=ANSWER).ok_for_asker is Reply.NO
    assert "Who asked finds that this is no answer." in visit("").get(CLOSING).content.decode()


def test_that_there_will_be_no_answer_is_signed_and_has_a_reason(visit: Visit) -> None:
    raised(visit("citizen-1"))
    director = visit("new-director")
    silent = {"text": "", "department": "", "no_answer": "on"}
    assert "Please say why no answer will be given." in answered(director, reason="", **silent).content.decode()
    assert answered(director, reason="It is before the court.", **silent).status_code == 302
    assert (Answer.objects.get(pk=ANSWER).no_answer, Answer.objects.get(pk=ANSWER).answered_by_id) == (
        True,
        "new-director",
    )
    assert "No answer will be given." in director.get(CLOSING).content.decode()


@pytest.mark.parametrize("person", ["", "citizen-1", "church-goer", "researcher", "manager"])
def test_only_who_took_it_answers_and_only_who_asked_judges(person: str, visit: Visit) -> None:
    raised(visit("citizen-1"))
    assert answered(visit(person)).status_code == 404
    answered(visit("new-director"))
    if person != "citizen-1":
        sent = visit(person).post(f"{HOME}answers/{ANSWER}/", {"once": ONCE, "version": "1", "right": "yes"})
        assert sent.status_code == 404
    assert Answer.objects.get(pk=ANSWER).ok_for_asker is Reply.NO_REPLY


@pytest.mark.parametrize("person", ["", "manager", "resident"])
def test_who_takes_no_part_raises_nothing(person: str, visit: Visit) -> None:
    assert raised(visit(person)).status_code == 404
    assert not Concern.objects.filter(pk=CONCERN).exists()


def test_telling_is_written_down_and_the_group_says_when_it_heard(visit: Visit) -> None:
    director, caregiver = visit("new-director"), visit("informal-caregiver")
    told = f"{CLOSING}told/caregivers-outside/"
    nothing = director.post(told, {"once": ONCE})
    assert "Please give a day" in nothing.content.decode()
    assert "still to come" in director.post(told, {"once": ONCE, "told_at": "2015-07-30"}).content.decode()
    assert "passed already" in director.post(told, {"once": ONCE, "planned_on": "2015-06-01"}).content.decode()
    assert "one day" in director.post(told, {"once": ONCE, "planned_on": "August 2015"}).content.decode()
    assert director.post(told, {"once": ONCE, "planned_on": "2015-07-05"}).status_code == 302
    assert "planned:" in visit("").get(CLOSING).content.decode()
    sent = {"once": "1" * 16, "told_at": "2015-06-20", "channel": "letter"}
    assert director.post(told, sent).status_code == 302
    assert director.post(told, sent).status_code == 302
    heard = f"{CLOSING}heard/caregivers-outside/"
    assert "still to come" in caregiver.post(heard, {"once": ONCE, "heard_at": "2015-08-01"}).content.decode()
    assert caregiver.post(heard, {"once": ONCE, "heard_at": "2015-06-25"}).status_code == 302
    assert caregiver.post(heard, {"once": ONCE, "heard_at": "2015-06-25"}).status_code == 302
    row = Notice.objects.get(pk=f"notice-{'1' * 16}")
    assert (str(row.told_at), str(row.heard_at), row.version) == ("2015-06-20", "2015-06-25", 2)
    assert Notice.objects.filter(group="caregivers-outside", decision="closing").count() == 2
    assert "234 days" in visit("").get(CLOSING).content.decode()


def test_a_group_that_nobody_told_says_itself_when_it_heard(visit: Visit) -> None:
    caregiver = visit("informal-caregiver")
    assert "Decided, and nobody told you" in caregiver.get(CLOSING).content.decode()
    sent = {"once": ONCE, "heard_at": "2015-06-25"}
    assert caregiver.post(f"{CLOSING}heard/caregivers-outside/", sent).status_code == 302
    assert "Decided, and nobody told you" not in caregiver.get(CLOSING).content.decode()


@pytest.mark.parametrize(
    ("person", "address"),
    [
        ("", "heard/caregivers-outside/"),
        ("new-director", "heard/caregivers-outside/"),
        ("church-goer", "heard/home-council/"),
        ("church-goer", "told/town/"),
        ("manager", "told/town/"),
        ("new-director", "told/no-such-group/"),
    ],
)
def test_who_does_not_speak_for_a_group_or_can_not_record_finds_nothing(
    person: str, address: str, visit: Visit
) -> None:
    client = visit(person)
    assert client.get(f"{CLOSING}{address}").status_code == 404
    sent = {"once": ONCE, "heard_at": "2015-06-25", "told_at": "2015-06-25"}
    assert client.post(f"{CLOSING}{address}", sent).status_code == 404


def test_it_is_called_not_kept_only_when_those_it_was_promised_to_say_so(visit: Visit) -> None:
    kitchen = f"{HOME}agreements/open-kitchen/verdict/"
    Verdict._default_manager.filter(commitment="open-kitchen").delete()
    row = Commitment.objects.get(pk="open-kitchen")
    row.state = CommitmentState.CONFIRMED
    row.save()
    director, citizen = visit("new-director"), visit("citizen-1")
    kept = {"once": "1" * 16, "side": "organizational", "judgement": "kept"}
    assert director.post(kitchen, kept).status_code == 302
    assert Commitment.objects.get(pk="open-kitchen").state is CommitmentState.CONFIRMED
    not_kept = {"once": "2" * 16, "side": "civic", "judgement": "not_kept", "why": "It was open twice."}
    assert citizen.post(kitchen, not_kept).status_code == 302
    assert citizen.post(kitchen, not_kept).status_code == 302
    assert Commitment.objects.get(pk="open-kitchen").state is CommitmentState.CONTESTED
    assert Verdict._default_manager.filter(commitment="open-kitchen").count() == 2
    assert "It was open twice." in visit("").get(HOME).content.decode()


def test_who_acts_says_that_it_is_done_and_nobody_of_the_other_side_does(visit: Visit) -> None:
    row = Commitment.objects.get(pk="open-kitchen")
    row.state = CommitmentState.CONFIRMED
    row.save()
    done = f"{HOME}agreements/open-kitchen/done/"
    assert visit("citizen-1").post(done, {"version": str(row.version)}).status_code == 404
    assert visit("new-director").post(done, {"version": "many"}).status_code == 404
    assert visit("new-director").post(done, {"version": "999"}).status_code == 302
    assert Commitment.objects.get(pk="open-kitchen").state is CommitmentState.CONFIRMED
    for _ in range(2):
        assert visit("new-director").post(done, {"version": str(row.version)}).status_code == 302
    after = Commitment.objects.get(pk="open-kitchen")
    assert (after.state, after.version) == (CommitmentState.DONE_CLAIMED, row.version + 1)


@pytest.mark.parametrize("person", ["", "researcher", "manager"])
def test_who_stands_on_neither_side_gives_no_verdict(person: str, visit: Visit) -> None:
    sent = {"once": ONCE, "side": "civic", "judgement": "kept"}
    assert visit(person).post(f"{HOME}agreements/open-kitchen/verdict/", sent).status_code == 404


def test_nobody_gives_the_verdict_of_the_other_side(visit: Visit) -> None:
    sent = {"once": ONCE, "side": "civic", "judgement": "kept"}
    answer = visit("new-director").post(f"{HOME}agreements/open-kitchen/verdict/", sent)
    assert answer.status_code == 200
    assert not Verdict._default_manager.filter(pk=f"verdict-{ONCE}").exists()


def test_people_can_be_told_of_what_nobody_wrote_a_day_for(visit: Visit) -> None:
    director = visit("new-director")
    sent = {"once": ONCE, "what": "No more lunch for guests.", "touches": ["town"]}
    place = director.post(f"{HOME}record/", sent).headers["Location"]
    assert f"{place}told/town/" in director.get(place).content.decode()
    assert director.post(f"{place}told/town/", {"once": ONCE, "told_at": "2015-06-20"}).status_code == 302
    assert Notice.objects.get(decision=f"decision-{ONCE}").group_id == "town"
