"""People put statements and vote: once each, changed and taken back; hidden where so chosen; never across rooms."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from counterpoise.record.positions import Ballot
from counterpoise.web.interests import models, services
from counterpoise.web.interests.forms import drawn_token
from counterpoise.web.interests.selectors import live, results_for, talk_at
from counterpoise.web.interests.selectors.opinions import memory
from counterpoise.web.ledger import selectors as kept
from counterpoise.web.ledger.models import EarlierVersion, Entry
from counterpoise.web.people.selectors import Viewer, viewer_of
from counterpoise.web.trajectory.selectors import paths_about
from counterpoise.web.ui.clock import now
from tests.web.again import load_again

Visit = Callable[[str], Client]
As = Callable[[str], Viewer]
PLACE = "/initiatives/lindehof-together/interests/opinions/open/"
MEALS = "/initiatives/meals/interests/opinions/"
ONCE = "0123456789abcdef"
SAID = f"statement-{ONCE}"
WORDS = "Tell us before a decision, not after."

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh(forgets: Callable[[], None]) -> None:
    """Nothing is kept between tests: each writes, and its writing is taken back."""
    forgets()
    memory._LIVE.clear()


def say(client: Client, text: str = WORDS, once: str = ONCE, place: str = PLACE, **more: str) -> Any:  # noqa: ANN401 - the answer of a test client
    return client.post(f"{place}say/", {"once": once, "text": text, **more})


def vote(client: Client, ballot: str, statement: str = SAID, place: str = PLACE, **more: str) -> Any:  # noqa: ANN401 - as above
    return client.post(f"{place}statements/{statement}/", {"once": ONCE, "ballot": ballot, **more})


def votes() -> list[models.Vote]:
    return list(models.Vote.objects.filter(statement=SAID).order_by("pk"))


def test_a_statement_is_said_voted_on_changed_and_the_vote_taken_back(visit: Visit) -> None:
    citizen, other = visit("citizen-1"), visit("new-director")
    assert say(citizen).status_code == 302
    assert say(citizen).status_code == 302  # the same form sent twice
    assert models.Statement.objects.filter(text=WORDS).count() == 1
    assert vote(other, "agree", important="on", words="We were told after.").status_code == 302
    (row,) = votes()
    assert (row.ballot, row.important, row.words, row.version) == (Ballot.AGREE, True, "We were told after.", 1)
    assert vote(other, "disagree").status_code == 302
    assert [(row.ballot, row.version) for row in votes()] == [(Ballot.DISAGREE, 2)]
    assert vote(other, "disagree").status_code == 302
    assert votes()[0].version == 2
    assert other.post(f"{PLACE}statements/{SAID}/take-back/", {"once": ONCE, "version": "2"}).status_code == 302
    assert [(row.ballot, row.words, row.version) for row in votes()] == [(None, "", 3)]
    assert Entry.objects.filter(type__in=["vote_cast", "vote_withdrawn"]).count() == 3
    assert other.get(f"{PLACE}statements/{SAID}/take-back/").status_code == 404


def test_seen_without_an_answer_is_no_pass_and_takes_no_answer_away(visit: Visit, as_person: As) -> None:
    citizen = visit("citizen-1")
    say(citizen)
    vote(visit("new-director"), "seen")
    vote(visit("manager"), "pass")
    talk = talk_at("lindehof-together", "open", viewer=as_person("citizen-1"))
    assert talk is not None
    assert live(talk).counts()[SAID] == (0, 0, 1)
    vote(visit("manager"), "seen")
    assert live(talk).counts()[SAID] == (0, 0, 1)


def test_the_next_statement_is_drawn_and_its_chance_kept_with_the_vote(visit: Visit) -> None:
    client = visit("new-director")
    for number in range(4):
        say(visit("citizen-1"), f"Statement number {number}.", f"{number}" * 16)
    page = client.get(f"{PLACE}vote/")
    turn, form = page.context["turn"], page.context["form"]
    assert client.get(f"{PLACE}vote/").context["turn"].statement.id == turn.statement.id
    told = page.content.decode()
    votes = told[told.index('<form method="post" class="part writing"') :]
    assert "I would put it differently" in votes[: votes.index("</form>")]
    given = {"once": ONCE, "ballot": "agree", "statement": turn.statement.id, "drawn": form["drawn"].value()}
    assert client.post(f"{PLACE}vote/", given).status_code == 302
    row = models.Vote.objects.get(statement=turn.statement.id, person="new-director")
    assert row.chance == pytest.approx(turn.chance)
    assert row.chance is not None
    assert 0 < row.chance < 1
    after = client.get(f"{PLACE}vote/").context["turn"]
    assert after.statement.id != turn.statement.id
    forged = {"once": ONCE, "ballot": "agree", "statement": after.statement.id, "drawn": form["drawn"].value()}
    assert client.post(f"{PLACE}vote/", forged).status_code == 302
    assert models.Vote.objects.get(statement=after.statement.id, person="new-director").chance is None


def test_the_chance_of_a_draw_is_taken_from_the_voter_for_whom_it_was_drawn_alone(visit: Visit) -> None:
    say(visit("citizen-1"))
    for person, chance in (("new-director", 0.25), ("manager", None)):
        drawn = drawn_token(SAID, 0.25, voter="new-director")
        assert vote(visit(person), "agree", drawn=drawn).status_code == 302
        assert models.Vote.objects.get(statement=SAID, person=person).chance == chance


def test_while_results_are_hidden_the_draw_of_statements_does_not_tell_how_votes_stand(visit: Visit) -> None:
    place, resident = MEALS + "open/", visit("resident")
    resident.post(f"{place}fix/", {"once": ONCE, "closes_on": "1-7-2015", "hidden": "yes"})
    for number in range(4):
        say(resident, f"Statement number {number}.", f"{number}" * 16, place=place)
    for person in ("resident", "council-member"):
        for number, ballot in enumerate(("agree", "disagree", "pass")):
            name = f"statement-{number}" + f"{number}" * 15
            assert vote(visit(person), ballot, name, place=place).status_code == 302
    assert visit("manager").get(f"{place}vote/").context["turn"].chance == pytest.approx(1 / 4)
    models.Conversation.objects.update(hidden=False)
    assert visit("manager").get(f"{place}vote/").context["turn"].chance != pytest.approx(1 / 4)


def test_after_a_vote_the_list_opens_on_the_page_where_the_statement_stands(visit: Visit) -> None:
    for number in range(30):
        say(visit("citizen-1"), f"Statement number {number}.", f"{number:016d}")
    client, late = visit("manager"), f"statement-{29:016d}"
    where = vote(client, "agree", late)["Location"]
    assert where == f"{PLACE}statements/?page=2#{late}"
    assert f'id="{late}"' in client.get(where).content.decode()
    assert vote(client, "agree", f"statement-{3:016d}")["Location"] == f"{PLACE}statements/#statement-{3:016d}"


def test_where_votes_are_too_few_for_a_map_the_page_promises_none(visit: Visit) -> None:
    place, client = MEALS + "open/", visit("manager")
    told = [" ".join(client.get(place).content.decode().split())]
    assert "People voted on one statement only." in client.get(PLACE).content.decode()
    for once in ("1" * 16, "2" * 16):
        say(client, f"Statement {once}.", once, place=place)
    for person, once in (("manager", "1" * 16), ("resident", "1" * 16), ("resident", "2" * 16)):
        vote(visit(person), "pass" if once == "1" * 16 else "agree", f"statement-{once}", place=place)
        told.append(" ".join(client.get(place).content.decode().split()))
    for page, words in zip(
        told, ("Nobody voted yet.", "One person voted.", "one statement only", "It comes soon"), strict=True
    ):
        assert words in page


def test_who_saw_everything_is_told_so(visit: Visit) -> None:
    client = visit("new-director")
    for _ in range(3):
        turn = client.get(f"{PLACE}vote/").context.get("turn")
        if turn is not None:
            vote(client, "agree", turn.statement.id)
    assert "You saw every statement" in client.get(f"{PLACE}vote/").content.decode()


@pytest.mark.parametrize("ballot", ["", "maybe", "AGREE", "1", "\x00"])
def test_an_unknown_vote_is_answered_beside_the_buttons(visit: Visit, ballot: str) -> None:
    say(visit("citizen-1"))
    answer = vote(visit("manager"), ballot)
    assert answer.status_code == 200
    assert "Please choose one of the answers." in answer.content.decode()
    assert not votes()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "Please write your statement first."),
        ("  \n ", "Please write your statement first."),
        ("x" * 301, "300"),
        ("tell us  before a decision, not after", "Somebody said this already."),
    ],
)
def test_a_statement_without_words_too_long_or_said_already_is_refused(visit: Visit, text: str, told: str) -> None:
    say(visit("citizen-1"))
    answer = say(visit("manager"), text, "f" * 16)
    assert answer.status_code == 200
    assert told in answer.content.decode()
    assert models.Statement.objects.filter(text=WORDS).count() == 1


def test_results_stay_hidden_until_the_last_day_is_over_for_everybody(visit: Visit, as_person: As) -> None:
    citizen = visit("citizen-1")
    place = MEALS + "open/"
    assert citizen.get(f"{place}fix/").status_code == 404
    resident = visit("resident")
    early = resident.post(f"{place}fix/", {"once": ONCE, "closes_on": "", "hidden": "yes"})
    assert "Please write the last day" in early.content.decode()
    assert resident.post(f"{place}fix/", {"once": ONCE, "closes_on": "1-7-2015", "hidden": "yes"}).status_code == 302
    say(resident, place=place)
    for person in ("manager", "resident"):
        assert vote(visit(person), "agree", place=place).status_code == 302
    for person in ("manager", "resident", "researcher", ""):
        for page in ("", "statements/", f"statements/{SAID}/"):
            shown = visit(person).get(place + page).content.decode()
            assert "Agree: " not in shown, (person, page)
            assert "People who voted" not in shown, (person, page)
    viewer = as_person("manager")
    talk = talk_at("meals", "open", viewer=viewer)
    assert talk is not None
    assert results_for(talk, viewer=viewer) is None
    assert services.draw_maps_due(at=viewer.at) == 0
    assert not models.OpinionMap.objects.exists()
    again = resident.post(f"{place}fix/", {"once": ONCE, "closes_on": "1-8-2015", "hidden": "no"})
    assert "Somebody voted already." in again.content.decode()
    models.Conversation.objects.update(closes_on=date(2015, 6, 1))
    over = vote(visit("manager"), "disagree", place=place)
    assert "People who voted: 2." in visit("").get(place).content.decode()
    assert models.Vote.objects.get(statement=SAID, person="manager").ballot == Ballot.AGREE
    assert over.status_code == 200
    assert services.draw_maps_due(at=viewer.at) == 1


def test_the_votes_of_a_closed_room_are_unknown_outside_it(visit: Visit) -> None:
    place = MEALS + "council-room/"
    inside, outside = visit("resident"), visit("manager")
    assert say(inside, place=place).status_code == 302
    assert vote(inside, "agree", place=place).status_code == 302
    assert models.Vote.objects.get(statement=SAID).space_id == "council-room"
    for client in (outside, visit("")):
        for page in ("", "vote/", "statements/", f"statements/{SAID}/", "say/", "fix/"):
            assert client.get(place + page).status_code == 404, page
        assert vote(client, "agree", place=place).status_code == 404
        assert client.get(f"{MEALS}open/statements/{SAID}/").status_code == 404
        assert WORDS not in client.get(f"{MEALS}open/statements/").content.decode()
    assert models.Vote.objects.filter(statement=SAID).count() == 1
    assert Entry.objects.filter(log="council-room", type="vote_cast").count() == 1
    assert not Entry.objects.filter(log="common", type__in=["vote_cast", "statement_said"]).exists()


def test_who_holds_a_seat_takes_a_statement_out_and_its_votes_count_nowhere(visit: Visit, as_person: As) -> None:
    resident, member = visit("resident"), visit("council-member")
    place = MEALS + "open/"
    say(resident, place=place)
    vote(resident, "agree", place=place)
    address = f"{place}statements/{SAID}/hide/"
    assert resident.get(address).status_code == 404
    empty = member.post(address, {"once": ONCE})
    assert "Please choose why." in empty.content.decode()
    assert member.post(address, {"once": ONCE, "ground": "insult", "why": "It calls names."}).status_code == 302
    assert models.Statement.objects.get(pk=SAID).supersedes_reason == "insult: It calls names."
    assert resident.get(f"{place}statements/{SAID}/").status_code == 404
    talk = talk_at("meals", "open", viewer=as_person("resident"))
    assert talk is not None
    assert SAID not in live(talk).counts()


def test_a_statement_speaks_only_of_what_its_author_may_read(visit: Visit) -> None:
    citizen = visit("citizen-1")
    # What they may not read is refused in the same words as what is not there, and their own words stay.
    for speaks_of in ({"friction": "friction-limits"}, {"friction": "nothing"}, {"contribution": "meals-warmth"}):
        page = say(citizen, **speaks_of)
        assert page.status_code == 200
        assert "What this statement speaks of is not here." in page.content.decode()
    assert not models.Statement.objects.filter(pk=SAID).exists()
    friction = models.Friction.objects.filter(initiative="lindehof-together", visibility="both_sides").first()
    assert friction is not None
    assert say(citizen, friction=friction.id).status_code == 302
    assert models.Statement.objects.get(pk=SAID).friction_id == friction.id
    assert friction.text in visit("manager").get(f"{PLACE}statements/{SAID}/").content.decode()


def someone(person: str) -> Viewer:
    return viewer_of(person, at=now(), paths_about=paths_about)


@pytest.fixture
def committed(transactional_db: None) -> None:  # noqa: ARG001 - the database is there
    """Load the illustrations for a test whose threads each have a connection of their own."""
    load_again()
    kept._KEPT.clear()


@pytest.mark.usefixtures("committed")
def test_fifty_votes_of_one_person_at_once_are_one() -> None:
    told: dict[str, Any] = {"initiative": "lindehof-together", "where": "open", "statement": "citizens-run-the-day"}
    by, line, failed = someone("new-director"), Barrier(50), []

    def go(ballot: Ballot) -> None:
        line.wait()
        try:
            services.vote(voting=services.Voting(ballot=ballot), by=by, at=now(), **told)
        except Exception as error:  # noqa: BLE001 - none is expected, of whatever kind
            failed.append(repr(error))
        finally:
            connection.close()

    threads = [Thread(target=go, args=((Ballot.AGREE, Ballot.DISAGREE)[number % 2],)) for number in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    (row,) = models.Vote.objects.filter(statement="citizens-run-the-day", person="new-director")
    assert row.version == 1 + EarlierVersion.objects.filter(ref=row.pk).count()
    assert Entry.objects.filter(type="vote_cast").count() == row.version


def test_every_page_of_the_votes_costs_at_most_fifteen_queries(
    visit: Visit,
    django_assert_max_num_queries: Any,  # noqa: ANN401 - of pytest-django
    forgets: Callable[[], None],
) -> None:
    client = visit("new-director")
    for number in range(40):
        say(visit("citizen-1"), f"Statement number {number}.", f"{number:016d}")
    vote(client, "agree", f"statement-{1:016d}")
    for page in ("", "vote/", "statements/", "statements/?page=2", "say/", "fix/", f"statements/statement-{1:016d}/"):
        forgets()
        memory._LIVE.clear()
        with django_assert_max_num_queries(15):
            assert client.get(PLACE + page).status_code == 200, page
