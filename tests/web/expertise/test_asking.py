"""A question says who asked; the other side can always say that it is not the question, and gets an answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from counterpoise.web.expertise.models import Contribution, Problem, Question, Reframe, Theme
from counterpoise.web.ledger.models import Entry

pytestmark = pytest.mark.django_db

MEALS = "/initiatives/meals/expertise/"
ONCE = "0123456789abcdef"
BETTER = "What would make mealtimes good for you?"
ASKED = {"once": ONCE, "text": "Is the soup warm?", "use": "To change the trolleys.", "without_co_author": "on"}


@pytest.fixture(autouse=True)
def fresh(forgets: Callable[[], None]) -> None:
    """Nothing is kept between tests: each writes, and its writing is taken back."""


def put(client: Client, **more: str) -> Any:  # noqa: ANN401 - the answer of a test client
    return client.post(f"{MEALS}ask/", {**ASKED, **more})


def proposed(visit: Callable[[str], Client]) -> Client:
    client = visit("council-member")
    address = f"{MEALS}questions/question-presentation/reframe/"
    assert client.post(address, {"once": ONCE, "text": BETTER}).status_code == 302
    return client


def reply(client: Client, **more: str) -> Any:  # noqa: ANN401 - the answer of a test client
    return client.post(f"{MEALS}reframes/reframe-{ONCE}/", {"once": "a" * 16, "version": "1", **more})


def test_a_question_tells_which_side_asked_and_that_nobody_helped(visit: Callable[[str], Client]) -> None:
    assert put(visit("manager")).status_code == 302
    row = Question.objects.get(id=f"question-{ONCE}")
    assert (row.author_side, row.co_author_skipped, row.happened_at is None) == ("organizational", True, False)
    assert Entry.objects.filter(log="common", type="question_put_without_co_author").count() == 1
    page = visit("").get(MEALS).content.decode()
    assert "Is the soup warm?" in page
    assert "Nobody of the other side helped to word it." in page


def test_a_question_lacks_nothing_or_everything_it_lacks_is_named(visit: Callable[[str], Client]) -> None:
    page = put(visit("manager"), text="", use="", options_fixed_at="soon").content.decode()
    for words in ("Please write something first.", "Please say what you will do", "is not a date"):
        assert words in page
    page = put(visit("manager"), without_co_author="").content.decode()
    assert "Name somebody of the other side" in page
    page = put(visit("manager"), options_fixed_at="1-1-2016").content.decode()
    assert "This day is still to come." in page
    assert not Question.objects.filter(id=f"question-{ONCE}").exists()


def test_a_co_author_says_whether_it_is_so(visit: Callable[[str], Client]) -> None:
    assert put(visit("manager"), without_co_author="", co_author="a resident").status_code == 302
    client = visit("resident")
    assert "Yes, I helped to word it" in client.get(MEALS).content.decode()
    told = {"once": "0" * 16, "version": "1", "right": "no"}
    address = f"{MEALS}questions/question-{ONCE}/co-author/"
    assert visit("council-member").post(address, told).status_code == 404
    assert client.post(address, told).status_code == 302
    assert Question.objects.get(id=f"question-{ONCE}").co_author_confirmed is False
    assert "they say that it is not so" in visit("manager").get(MEALS).content.decode()


@pytest.mark.parametrize(
    ("name", "message"), [("nobody at all", "Nobody takes part"), ("the responsible manager", "on your own side")]
)
def test_a_co_author_is_somebody_of_the_other_side(name: str, message: str, visit: Callable[[str], Client]) -> None:
    assert message in put(visit("manager"), without_co_author="", co_author=name).content.decode()


def test_who_takes_no_part_asks_nothing(visit: Callable[[str], Client]) -> None:
    assert visit("").get(f"{MEALS}ask/").status_code == 404
    assert put(visit("")).status_code == 404


def test_people_are_told_that_the_options_were_fixed_before_they_were_asked(visit: Callable[[str], Client]) -> None:
    put(visit("manager"), options="Blue plates\nWhite plates\nBlue plates", options_fixed_at="1-6-2015")
    row = Question.objects.get(id=f"question-{ONCE}")
    assert [each.text for each in row.options] == ["Blue plates", "White plates"]
    client = visit("resident")
    address = f"{MEALS}questions/{row.id}/answer/"
    page = client.get(address).content.decode()
    assert "The options were fixed before you were asked." in page
    assert "this is not the question" in page
    told = {"once": "b" * 16, "version": "1", "room": "open", "option": "1", "words": ""}
    assert client.post(address, told).status_code == 302
    assert Contribution.objects.get(id="contribution-" + "b" * 16).text == "White plates"


def test_the_other_side_can_always_propose_and_the_own_side_not(visit: Callable[[str], Client]) -> None:
    address = f"{MEALS}questions/question-presentation/reframe/"
    assert visit("manager").get(address).status_code == 404
    assert visit("").get(address).status_code == 404
    proposed(visit)
    row = Reframe.objects.get(id=f"reframe-{ONCE}")
    assert (row.author_side, row.text, row.reply) == ("civic", BETTER, None)


def test_accepting_puts_the_new_question_in_the_place_of_the_old_one(visit: Callable[[str], Client]) -> None:
    council, manager = proposed(visit), visit("manager")
    before = Contribution.objects.get(id="looks-fine")
    assert reply(council, reply="accept", use="To change how we serve.").status_code == 404
    assert "Please say what you will do" in reply(manager, reply="accept", use=" ").content.decode()
    assert reply(manager, reply="accept", use="To change how we serve.").status_code == 302
    row = Reframe.objects.get(id=f"reframe-{ONCE}")
    new = Question.objects.get(id="question-" + "a" * 16)
    assert (row.reply, row.replaced_by_id, row.version) == ("accepted", new.id, 2)
    assert (new.text, new.author_side, new.in_reply_to_id) == (BETTER, "civic", "question-presentation")
    assert Contribution.objects.get(id="looks-fine").question_id == before.question_id
    page = visit("resident").get(MEALS).content.decode()
    assert "2 of 5 questions" not in page
    assert "1 of 5 questions were worded by the citizens’ side." in page
    assert "Another question took its place" in page


def test_refusing_needs_a_reason(visit: Callable[[str], Client]) -> None:
    proposed(visit)
    manager = visit("manager")
    assert "Saying no needs one." in reply(manager, reply="refuse", reason="").content.decode()
    assert reply(manager, reply="refuse", reason="We change the plates this month.").status_code == 302
    assert "We change the plates this month." in visit("resident").get(MEALS).content.decode()


def test_who_answers_second_sees_what_was_answered(visit: Callable[[str], Client]) -> None:
    proposed(visit)
    manager = visit("manager")
    reply(manager, reply="refuse", reason="Not now.")
    assert "answered already" in reply(manager, reply="accept", use="x", once="c" * 16).content.decode()
    assert not Question.objects.filter(id="question-" + "c" * 16).exists()


def test_two_weeks_without_an_answer_are_marked_and_stay_marked(
    visit: Callable[[str], Client],
    settings: Any,  # noqa: ANN401 - pytest-django's settings
) -> None:
    from datetime import timedelta

    proposed(visit)
    assert "No answer within 14 days" not in visit("resident").get(MEALS).content.decode()
    settings.COUNTERPOISE_NOW += timedelta(days=15)
    assert "No answer within 14 days" in visit("resident").get(MEALS).content.decode()
    reply(visit("manager"), reply="refuse", reason="Too late, I know.")
    assert "No answer within 14 days" in visit("resident").get(MEALS).content.decode()


def test_a_problem_is_open_to_all_and_both_sides_add_what_could_be_done(visit: Callable[[str], Client]) -> None:
    assert visit("").post(f"{MEALS}problems/", {"once": ONCE, "text": "Nobody helps at supper."}).status_code == 302
    address = f"{MEALS}problems/problem-{ONCE}/"
    assert visit("").get(address).status_code == 404
    for person, text in (
        ("resident", "Ask the volunteers."),
        ("manager", "One more colleague."),
        ("manager", "One more colleague."),
    ):
        assert visit(person).post(address, {"once": ONCE, "text": text}).status_code == 302
    row = Problem.objects.get(id=f"problem-{ONCE}")
    assert [(each.text, each.author_side) for each in row.options] == [
        ("Ask the volunteers.", "civic"),
        ("One more colleague.", "organizational"),
    ]


def test_themes_of_both_sides_stand_beside_each_other(visit: Callable[[str], Client]) -> None:
    for person, once, name in (("resident", "1" * 16, "Warm food"), ("manager", "2" * 16, "Presentation")):
        told = {"once": once, "name": name, "contributions": ["looks-fine", "plates-are-white"]}
        assert visit(person).post(f"{MEALS}themes/", told).status_code == 302
    assert [row.made_by for row in Theme.objects.filter(initiative="meals")] == ["civic", "organizational"]
    page = visit("").get(MEALS).content.decode()
    assert page.index("Warm food") < page.index("Presentation")


def test_a_theme_takes_nothing_out_of_a_closed_room(visit: Callable[[str], Client]) -> None:
    told = {"once": ONCE, "name": "Warm food", "contributions": ["meals-warmth"]}
    assert visit("resident").post(f"{MEALS}themes/", told).status_code == 200
    assert not Theme.objects.filter(initiative="meals").exists()


def test_a_meeting_that_closed_without_a_critical_point_is_asked_about(visit: Callable[[str], Client]) -> None:
    for person in ("resident", "manager", ""):
        page = visit(person).get(MEALS).content.decode()
        assert "Silence is not the same as agreement." in page
    assert "Say it in our own room" in visit("resident").get(MEALS).content.decode()
    assert "own room" not in visit("manager").get(MEALS).content.decode()
