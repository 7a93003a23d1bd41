"""People say something in their own words, and only they ever change them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from counterpoise.record.decisions import Effect
from counterpoise.record.decisions import Trace as TraceRow
from counterpoise.web.decisions.models import Trace
from counterpoise.web.expertise.forms import SayForm
from counterpoise.web.expertise.models import Contribution, Rewording
from counterpoise.web.expertise.services import correct
from counterpoise.web.initiatives.services import NothingHereError
from counterpoise.web.ledger.models import EarlierVersion, Entry
from counterpoise.web.ledger.services import Telling, tell
from counterpoise.web.people.models import Account
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.ui.clock import now

pytestmark = pytest.mark.django_db

MEALS = "/initiatives/meals/expertise/"
SAY = f"{MEALS}say/"
ONCE = "0123456789abcdef"
MINE = f"{MEALS}said/contribution-{ONCE}/"
WORDS = "The food is cold when it comes to our floor."


@pytest.fixture(autouse=True)
def fresh(forgets: Callable[[], None]) -> None:
    """Nothing is kept between tests: each writes, and its writing is taken back."""


def sent(client: Client, **more: Any) -> Any:  # noqa: ANN401 - what a form holds, and the answer of a test client
    return client.post(SAY, {"once": ONCE, "words": WORDS, "room": "open", "capacity": "as-resident", **more})


def said() -> Contribution:
    return Contribution.objects.get(id=f"contribution-{ONCE}")


def entries(log: str) -> int:
    return Entry.objects.filter(log=log).count()


def test_own_words_are_enough(visit: Callable[[str], Client]) -> None:
    client = visit("citizen-1")
    answer = client.post(
        "/initiatives/lindehof-together/expertise/say/", {"once": ONCE, "words": "Where do the buses stop?"}
    )
    assert answer.status_code == 302
    row = said()
    assert (row.text, row.space_id, row.capacity_id, row.kind) == ("Where do the buses stop?", None, None, None)
    page = client.get(answer.headers["Location"]).content.decode()
    assert "Thank you. We have your words." in page
    assert "· ·" not in page
    assert "Where do the buses stop?" in page


def test_without_an_account_one_can_speak_in_the_open_room_and_nowhere_else(client: Client) -> None:
    assert client.post(SAY, {"once": ONCE, "words": WORDS}).status_code == 302
    # A person without a name stands for whoever holds the receipt; no account leads to them.
    who = said().recorded_by
    assert who is not None
    assert (who.pseudonym, said().side, Account.objects.filter(person=who).exists()) == ("", None, False)
    assert client.post(SAY, {"once": "f" * 16, "words": WORDS, "room": "council-room"}).status_code in {302, 404}
    assert not Contribution.objects.filter(id="contribution-" + "f" * 16, space="council-room").exists()
    assert client.get(f"{MINE}change/").status_code == 404


def test_who_has_a_room_of_their_own_is_asked_where_their_words_may_be_read(visit: Callable[[str], Client]) -> None:
    answer = sent(visit("resident"), room="")
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "Your words are safe. Please choose where they may be read." in page
    assert WORDS in page
    assert not Contribution.objects.filter(id=f"contribution-{ONCE}").exists()


def test_what_is_said_in_the_own_room_is_told_in_its_own_log_alone(visit: Callable[[str], Client]) -> None:
    common, own = entries("common"), entries("council-room")
    assert sent(visit("resident"), room="council-room", critical="yes").status_code == 302
    assert (said().space_id, said().critical, said().org_present) == ("council-room", True, False)
    assert (entries("common"), entries("council-room")) == (common, own + 1)
    manager = visit("manager")
    assert manager.get(MINE).status_code == 404
    for address in (MEALS, "/", "/record/", "/search/?q=floor", "/export/"):
        assert WORDS.encode() not in manager.get(address).content


def test_nobody_writes_in_a_room_that_they_may_not_enter() -> None:
    from counterpoise.web.expertise.services import NothingHereError, Saying, say
    from counterpoise.web.people.selectors import viewer_of
    from counterpoise.web.trajectory.selectors import paths_about

    manager = viewer_of("manager", at=now(), paths_about=paths_about)
    for room in ("council-room", "organization-room", "no-room"):
        with pytest.raises(NothingHereError):
            say(initiative="meals", saying=Saying(words=WORDS, room=room), once=ONCE, by=manager, at=now())
    with pytest.raises(NothingHereError):
        say(initiative="meals", saying=Saying(words=WORDS, capacity="as-resident"), once=ONCE, by=manager, at=now())


def test_the_same_form_sent_twice_says_it_once(visit: Callable[[str], Client]) -> None:
    client = visit("resident")
    first, second = sent(client), sent(client)
    assert first.headers["Location"] == second.headers["Location"] == MINE
    assert Contribution.objects.filter(text=WORDS).count() == 1


def test_an_answer_stays_with_the_wording_that_was_seen(visit: Callable[[str], Client]) -> None:
    client = visit("resident")
    address = f"{MEALS}questions/question-presentation/answer/"
    told = {"once": ONCE, "words": "It is cold.", "room": "open", "stance": "rejects_frame", "version": "1"}
    assert client.post(address, told).status_code == 302
    row = said()
    assert (row.question_id, row.question_version, row.stance) == ("question-presentation", 1, "rejects_frame")
    answer = client.post(address, {**told, "once": "1" * 16, "version": "9"})
    assert answer.status_code == 200
    assert "This question was changed." in answer.content.decode()


def test_only_the_author_changes_the_words_and_the_first_ones_stay(visit: Callable[[str], Client]) -> None:
    client = visit("resident")
    sent(client)
    others = visit("council-member")
    assert others.get(f"{MINE}change/").status_code == 404
    assert others.post(f"{MINE}change/", {"once": ONCE, "version": "1", "words": "All is well."}).status_code == 404
    assert client.post(f"{MINE}change/", {"once": ONCE, "version": "1", "words": "Still cold."}).status_code == 302
    assert (said().text, said().version) == ("Still cold.", 2)
    page = others.get(MINE).content.decode()
    assert "Still cold." in page
    assert WORDS in page  # the earlier wording, folded


def test_an_author_says_afterwards_what_their_words_are_about(
    visit: Callable[[str], Client], as_person: Callable[[str], Viewer]
) -> None:
    client = visit("resident")
    sent(client)
    assert said().matter_id is None
    page = client.get(MINE).content.decode()
    assert f"{MINE}change/#id_matter" in page
    form = client.get(f"{MINE}change/").content.decode()
    assert "What can be decided that it is about?" in form
    about = {"once": ONCE, "version": "1", "words": WORDS, "matter": "mealtimes"}
    assert visit("council-member").post(f"{MINE}change/", about).status_code == 404
    assert client.post(f"{MINE}change/", {**about, "matter": "empty-rooms"}).status_code == 200
    assert client.post(f"{MINE}change/", about).status_code == 302
    assert (said().matter_id, said().text, said().version) == ("mealtimes", WORDS, 2)
    assert EarlierVersion.objects.filter(ref=f"contribution-{ONCE}").count() == 1
    page = client.get(MINE).content.decode()
    assert "It is about:" in page
    assert "earlier wording" not in page
    assert "#id_matter" not in page
    # A page of before, which did not ask, takes nothing away; who chooses nothing in particular does.
    assert client.post(f"{MINE}change/", {"once": ONCE, "version": "2", "words": "Cold."}).status_code == 302
    assert (said().matter_id, said().text) == ("mealtimes", "Cold.")
    assert "1 earlier wording" in client.get(MINE).content.decode()
    assert client.post(f"{MINE}change/", {**about, "version": "3", "matter": ""}).status_code == 302
    assert said().matter_id is None
    with pytest.raises(NothingHereError):
        correct(
            initiative="meals",
            contribution=f"contribution-{ONCE}",
            version=4,
            words=WORDS,
            matter="empty-rooms",
            by=as_person("resident"),
            at=now(),
        )


def test_what_answers_a_question_is_about_what_that_is_about(visit: Callable[[str], Client]) -> None:
    client, answered = visit("resident"), f"{MEALS}questions/question-portions/answer/"
    told = {"once": ONCE, "words": "Small ones.", "version": "1", "stance": "answers", "room": "open", "capacity": ""}
    assert client.post(answered, told).status_code == 302
    before = said().matter_id
    assert "#id_matter" not in client.get(MINE).content.decode()
    assert 'name="matter"' not in client.get(f"{MINE}change/").content.decode()
    more = {"once": ONCE, "version": "1", "words": "Smaller ones.", "matter": "mealtimes"}
    assert client.post(f"{MINE}change/", more).status_code == 302
    assert (said().matter_id, said().text) == (before, "Smaller ones.")


def test_who_changes_an_old_version_gets_both_texts(visit: Callable[[str], Client]) -> None:
    client = visit("resident")
    sent(client)
    client.post(f"{MINE}change/", {"once": ONCE, "version": "1", "words": "Still cold."})
    answer = client.post(f"{MINE}change/", {"once": ONCE, "version": "1", "words": "Cold again."})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Still cold." in page
    assert "Cold again." in page
    assert 'name="version" value="2"' in page
    assert said().text == "Still cold."


def test_words_that_were_taken_back_are_gone_and_a_stub_stays(visit: Callable[[str], Client]) -> None:
    client = visit("resident")
    sent(client)
    client.post(f"{MINE}change/", {"once": ONCE, "version": "1", "words": "Still cold on our floor."})
    assert visit("council-member").post(f"{MINE}take-back/", {"once": ONCE, "version": "2"}).status_code == 404
    assert client.post(f"{MINE}take-back/", {"once": ONCE, "version": "2"}).status_code == 302
    row = said()
    assert (row.text, row.state, row.version) == ("", "withdrawn", 3)
    assert row.happened_at is not None
    for person in ("resident", "manager", "council-member"):
        page = visit(person).get(MINE).content.decode()
        assert "took these words back" in page
        assert "cold" not in page
    for earlier in EarlierVersion.objects.filter(ref=f"contribution-{ONCE}"):
        assert "cold" not in str(earlier.row)
    from counterpoise.web.ledger.models import EntryBody

    assert not any(b"when it comes to our floor" in bytes(body.body) for body in EntryBody.objects.all())
    assert client.post(f"{MINE}take-back/", {"once": ONCE, "version": "3"}).status_code in {200, 404}


def test_another_wording_stands_beside_and_the_author_says_if_it_is_right(visit: Callable[[str], Client]) -> None:
    client, manager = visit("resident"), visit("manager")
    sent(client)
    assert manager.post(f"{MINE}reword/", {"once": "2" * 16, "words": "Temperature issue."}).status_code == 302
    row = Rewording.objects.get(id="rewording-" + "2" * 16)
    assert (row.by_side, row.ok_for_author) == ("organizational", "no_reply")
    assert said().text == WORDS
    judge = f"{MEALS}rewordings/{row.id}/"
    told = {"once": "0" * 16, "version": "1", "right": "no"}
    assert manager.post(judge, told).status_code == 404
    assert client.post(judge, told).status_code == 302
    assert "The author says that it is not right." in manager.get(MINE).content.decode()


def test_a_wording_of_what_was_said_in_a_room_stays_in_it(visit: Callable[[str], Client]) -> None:
    address = f"{MEALS}said/meals-warmth/"
    assert visit("manager").get(address).status_code == 404
    assert visit("manager").post(f"{address}reword/", {"once": "3" * 16, "words": "x"}).status_code == 404
    common = entries("common")
    assert visit("resident").post(f"{address}reword/", {"once": "3" * 16, "words": "Warmth."}).status_code == 302
    assert Rewording.objects.get(id="rewording-" + "3" * 16).space_id == "council-room"
    assert entries("common") == common


@pytest.mark.parametrize(
    ("words", "works"),
    [
        ("", False),
        ("   \n ", False),
        ("x" * 10_001, False),
        ("a\u202eb", False),
        ("🍲 <script>alert(1)</script> {{ x }}", True),
        ("ζεστό φαγητό\nאוכל חם", True),
    ],
)
def test_whatever_somebody_types_is_taken_or_kept_with_a_plain_message(
    words: str, works: bool, visit: Callable[[str], Client]
) -> None:
    answer = sent(visit("resident"), words=words)
    assert answer.status_code == (302 if works else 200)
    if works:
        page = visit("resident").get(MINE).content.decode()
        assert "<script" not in page
    else:
        assert "repair-summary" in answer.content.decode()


def test_foreign_ids_are_nothing(visit: Callable[[str], Client]) -> None:
    client = visit("resident")
    assert sent(client, capacity="as-manager").status_code == 200
    assert sent(client, room="organization-room").status_code == 200
    assert client.get(f"{MEALS}questions/which-rooms/answer/").status_code == 404
    assert client.get("/initiatives/lindehof-together/expertise/said/flower-on-our-trays/").status_code == 404
    assert not Contribution.objects.filter(id=f"contribution-{ONCE}").exists()


@given(st.text(max_size=80), st.text(max_size=8), st.text(max_size=8))
def test_no_form_breaks_on_what_is_sent(words: str, kind: str, once: str) -> None:
    SayForm({"words": words, "kind": kind, "once": once}, capacities=(), rooms=()).is_valid()


def test_the_author_sees_what_decisions_did_with_their_words_and_says_if_that_is_right(
    visit: Callable[[str], Client],
) -> None:
    client, manager = visit("resident"), visit("manager")
    sent(client)
    row = TraceRow(
        id="trace-of-it",
        initiative="meals",
        recorded_at=now(),
        contribution=f"contribution-{ONCE}",
        effect=Effect.SET_ASIDE,
        reason="There is no money for new trolleys.",
        department="food service",
    )
    tell("trace_told", Telling(model=Trace, row=row), by="manager", at=now())
    address = f"/initiatives/meals/decisions/said/contribution-{ONCE}/"
    assert "There is no money for new trolleys." in client.get(address).content.decode()
    judge = "/initiatives/meals/decisions/traces/trace-of-it/"
    told = {"once": "0" * 16, "version": "1", "right": "no"}
    assert manager.post(judge, told).status_code == 404
    assert client.post(judge, told).headers["Location"] == address
    assert client.post(judge, told).status_code == 302  # two taps on the same button
    assert "The author says that it is not right." in manager.get(address).content.decode()
    assert Trace.objects.get(id="trace-of-it").version == 2


def test_what_happened_with_words_of_a_closed_room_is_nothing_to_others(visit: Callable[[str], Client]) -> None:
    address = "/initiatives/meals/decisions/said/meals-warmth/"
    assert visit("manager").get(address).status_code == 404
    assert "No decision says yet" in visit("resident").get(address).content.decode()


def test_own_words_say_what_they_are_about_so_that_a_decision_owes_them_a_word(visit: Callable[[str], Client]) -> None:
    client = visit("resident")
    assert "What can be decided that it is about?" in client.get(SAY).content.decode()
    refused = sent(client, matter="closing").content.decode()
    assert WORDS in refused
    assert not Contribution.objects.filter(id=f"contribution-{ONCE}").exists()
    assert sent(client, matter="mealtimes").status_code == 302
    assert said().matter_id == "mealtimes"
    asked = client.get(f"{MEALS}questions/question-portions/answer/").content.decode()
    assert "What can be decided that it is about?" not in asked
