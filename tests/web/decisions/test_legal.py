"""A body writes down which remedy it used, and who asked gives it time to answer; both stand on the track."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client

from counterpoise.datasets.illustrations.telling import told
from counterpoise.record import Moment, Row, Say
from counterpoise.record.decisions import Decision, Notice
from counterpoise.record.legal import LegalStepKind, RemedyKind
from counterpoise.record.mandates import StatutoryMandate
from counterpoise.web.audit.records import edition_of
from counterpoise.web.control import models as control
from counterpoise.web.control.selectors import ending_terms, rights_visible_to
from counterpoise.web.decisions import models as decided
from counterpoise.web.decisions.models import LegalStep
from counterpoise.web.governance.selectors.terms import soon_ending
from counterpoise.web.ledger.models import Entry
from counterpoise.web.ledger.services import Telling, tell
from counterpoise.web.people.selectors import Viewer, viewer_of
from counterpoise.web.trajectory.selectors import paths_about
from counterpoise.web.ui.clock import now

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("forgets")]
PLACE = "lindehof-together"
RIGHTS = f"/initiatives/{PLACE}/control/rights/"
KITCHEN = f"/initiatives/{PLACE}/decisions/kitchen/rights/right-on-meals/"
MENU = f"/initiatives/{PLACE}/decisions/menu/rights/right-on-meals/"
ONCE = "0123456789abcdef"
MEMBER = "home-council-member"
As = Callable[[str], Viewer]
Visit = Callable[[str], Client]
_TABLES: dict[type[Row], Any] = {
    Decision: decided.Decision,
    Notice: decided.Notice,
    StatutoryMandate: control.StatutoryMandate,
}


@pytest.fixture(autouse=True)
def passed_over() -> None:
    """Write down a decision that the council heard of on 3 June, and a draft of which it was asked on 8 June."""
    about: dict[str, Any] = {**told("2015-06-01", of=PLACE, by="new-director")}
    right = StatutoryMandate(
        id="right-on-meals",
        **about,
        pack="nl-wmcz-1996",
        article="3(1)(i)",
        topics=("meals",),
        say=Say.ADVISE_WEIGHTY,
        body="home-client-council",
        group="home-council",
    )
    about |= {"matter": "stay-or-close", "topic": "meals", "taken_by": "board"}
    kitchen = Decision(id="kitchen", **about, title="Another kitchen", decided_at=Moment.parse("2015-06-01"))
    menu = Decision(
        id="menu",
        **about,
        title="Another menu",
        draft_at=Moment.parse("2015-06-01"),
        consulted=("home-client-council",),
        consulted_at=Moment.parse("2015-06-08"),
    )
    heard = Notice(
        id="heard",
        **told("2015-06-03", of=PLACE, by="new-director"),
        decision="kitchen",
        group="home-council",
        told_at=Moment.parse("2015-06-03"),
    )
    rows = (right, kitchen, menu, heard)
    tell("written", *(Telling(model=_TABLES[type(row)], row=row) for row in rows), by=MEMBER, at=now())


def used(client: Client, **more: str) -> Any:  # noqa: ANN401 - the answer of a test client
    given = {"once": ONCE, "remedy": "nullity", "on": "20-6-2015", "ground": "We were not asked."}
    return client.post(f"{KITCHEN}remedy/", given | more)


def given_time(client: Client, act: str = "more-time", **more: str) -> Any:  # noqa: ANN401 - the answer of a test client
    given = {"once": ONCE, "until": "20-7-2015", "told_on": "12-6-2015", "reason": "It is holiday."}
    return client.post(f"{MENU}{act}/", given | more)


def text_of(answer: Any) -> str:  # noqa: ANN401 - the answer of a test client
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def endings(viewer: Viewer) -> dict[str, date]:
    seen = rights_visible_to(PLACE, viewer=viewer)
    assert seen is not None
    return {each.name: each.deadline.last_day for each in ending_terms(seen.tracks)}


def test_a_used_remedy_stands_in_the_record_and_on_the_track_with_the_term_that_it_met(visit: Visit) -> None:
    client = visit(MEMBER)
    form = text_of(client.get(f"{KITCHEN}remedy/"))
    assert "Declare the decision void, in writing. The law names this; the last day is 3 July 2015." in form
    answer = used(client, told_on="22-6-2015")
    assert answer.status_code == 302
    assert used(client).status_code == 302, "sent twice, it is written once"
    row = LegalStep.objects.get()
    assert (row.kind, row.remedy, row.body_id, row.side) == (
        LegalStepKind.REMEDY_USED,
        RemedyKind.NULLITY,
        "home-client-council",
        "civic",
    )
    assert Entry.objects.filter(type="remedy_used").count() == 1
    page = text_of(client.get(answer.headers["Location"]))
    assert "Declared void, in writing: 20 June 2015" in page
    assert "In time: the last day was 3 July 2015." in page
    assert "We were not asked." in page
    assert "The other side was told: 22 June 2015" in page
    assert "Written down on 30 June 2015." in page, "a day that is said afterwards is seen to be"
    assert "In time: the last day was 3 July 2015." in text_of(visit("new-director").get(RIGHTS))


def test_a_term_that_a_remedy_met_runs_no_longer_in_pages_and_calendars(visit: Visit, as_person: As) -> None:
    name = "kitchen-nl-wmcz-1996-daily-life-nullity"
    assert endings(as_person(MEMBER))[name] == date(2015, 7, 3)
    client = visit(MEMBER)
    address = re.search(r"<code>http://testserver(/[^<]+)</code>", client.post(f"{RIGHTS}calendar/").content.decode())
    assert address is not None
    assert f"{name}@counterpoise" in Client().get(address[1]).content.decode()
    used(client)
    assert name not in endings(as_person(MEMBER))
    assert name not in Client().get(address[1]).content.decode()


def test_a_used_remedy_goes_out_with_the_record(visit: Visit, as_person: As) -> None:
    used(visit(MEMBER))
    for person in (MEMBER, "new-director"):
        rows = edition_of(as_person(person)).tables["legal_steps"]
        assert [row.id for row in rows] == [f"remedy-{ONCE}"]


def test_what_was_done_stands_in_the_year_and_the_letters_of_the_council(visit: Visit) -> None:
    client = visit(MEMBER)
    used(client)
    given_time(visit("new-director"))
    table = f"/initiatives/{PLACE}/table/home-client-council/"
    assert "Declared void, in writing: 20 June 2015" in text_of(client.get(f"{table}years/2015/"))
    letter = text_of(client.get(f"{table}letters/menu/advice/"))
    assert "More time: until 20 July 2015" in letter
    assert "The term for the reply ends on 20 July 2015." in letter


def test_the_page_of_a_decision_on_a_topic_of_the_law_leads_to_its_rights(visit: Visit) -> None:
    home = f"/initiatives/{PLACE}/decisions/"
    assert f'href="{RIGHTS}#tracks"' in visit(MEMBER).get(f"{home}kitchen/").content.decode()
    assert f'href="{RIGHTS}#tracks"' not in visit(MEMBER).get(f"{home}church-hall/").content.decode()


def test_a_remedy_that_came_too_late_is_written_down_and_shown_as_late(visit: Visit) -> None:
    client = visit(MEMBER)
    decided.Notice.objects.filter(pk="heard").update(told_at="2015-05-03")
    assert used(client, on="15-6-2015").status_code == 302
    assert "After the term: the last day was 3 June 2015." in text_of(client.get(RIGHTS))


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"ground": " "}, "Please give a reason"),
        ({"on": "31-5-2015"}, "before the decision"),
        ({"on": "1-1-2199"}, "still to come"),
        ({"told_on": "1-1-2199"}, "still to come"),
        ({"on": "June 2015"}, "write the day too"),
        ({"remedy": "magic"}, "Select a valid choice"),
        ({"remedy": ""}, "Please choose one"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_written(visit: Visit, more: dict[str, str], words: str) -> None:
    answer = used(visit(MEMBER), **more)
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not LegalStep.objects.exists()


def test_the_same_remedy_is_written_down_once(visit: Visit) -> None:
    client = visit(MEMBER)
    used(client)
    assert "written down already" in used(client, once="f" * 16).content.decode()
    assert used(client, once="f" * 16, remedy="dispute_body").status_code == 302


@pytest.mark.parametrize("person", ["", "citizen-1", "new-director", "resident"])
def test_who_does_not_sit_in_the_body_writes_down_no_remedy(visit: Visit, person: str) -> None:
    client = visit(person)
    assert client.get(f"{KITCHEN}remedy/").status_code == 404
    assert used(client).status_code == 404
    assert "/remedy/" not in client.get(RIGHTS).content.decode()
    assert not LegalStep.objects.exists()


def test_of_a_draft_nobody_uses_a_remedy_and_of_a_decision_nobody_gives_time(visit: Visit) -> None:
    assert visit(MEMBER).get(f"{MENU}remedy/").status_code == 404
    for act in ("more-time", "pause"):
        assert visit("new-director").get(f"{KITCHEN}{act}/").status_code == 404
    assert visit(MEMBER).get(f"/initiatives/{PLACE}/decisions/menu/rights/no-such-right/remedy/").status_code == 404


def test_who_asked_gives_time_to_answer_and_lets_it_stand_still(visit: Visit, as_person: As) -> None:
    client = visit("new-director")
    assert client.get(f"{MENU}pause/").status_code == 404, "no term runs yet"
    assert given_time(client).status_code == 302
    assert given_time(client).status_code == 302, "sent twice, it is written once"
    assert endings(as_person(MEMBER))["menu-nl-wmcz-1996-daily-life-reply"] == date(2015, 7, 20)
    still = {"once": "b" * 16, "starts_on": "15-6-2015", "until": "22-6-2015"}
    assert given_time(client, "pause", **still).status_code == 302
    assert endings(as_person(MEMBER))["menu-nl-wmcz-1996-daily-life-reply"] == date(2015, 7, 27)
    page = text_of(visit(MEMBER).get(RIGHTS))
    assert "The last day to answer: 27 July 2015" in page
    assert "More time: until 20 July 2015" in page
    assert "The term stands still: from 15 June 2015 until 22 June 2015" in page
    assert "It is holiday." in page
    assert set(LegalStep.objects.values_list("kind", "side")) == {
        ("term_extended", "organizational"),
        ("term_paused", "organizational"),
    }


def test_a_council_is_warned_before_the_time_that_it_was_given_ends(visit: Visit) -> None:
    def warned(day: str) -> list[str]:
        at = datetime.combine(date.fromisoformat(day), now().timetz())
        viewer = viewer_of(MEMBER, at=at, paths_about=paths_about)
        return [each.decision.id for each in soon_ending(PLACE, viewer=viewer) if not each.remedy]

    client = visit("new-director")
    given_time(client)
    assert [warned(day) for day in ("2015-07-10", "2015-07-13", "2015-07-20", "2015-07-21")] == [
        [],
        ["menu"],
        ["menu"],
        [],
    ]
    given_time(client, "pause", once="b" * 16, starts_on="15-6-2015", until="22-6-2015")
    assert [warned(day) for day in ("2015-07-17", "2015-07-20", "2015-07-27")] == [[], ["menu"], ["menu"]]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"until": "1-6-2015"}, "Please write a day"),
        ({"until": ""}, "Please write a day"),
        ({"told_on": "1-1-2199"}, "still to come"),
        ({"told_on": "1-6-2015"}, "before the day on which the body was asked"),
        ({"reason": ""}, "Please give a reason"),
    ],
)
def test_time_needs_its_days_and_a_reason(visit: Visit, more: dict[str, str], words: str) -> None:
    answer = given_time(visit("new-director"), **more)
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not LegalStep.objects.exists()


def test_a_term_is_not_made_shorter_and_not_revived(visit: Visit) -> None:
    client = visit("new-director")
    given_time(client, until="15-6-2015")
    assert "not longer" in given_time(client, once="c" * 16, until="14-6-2015").content.decode()
    late = given_time(client, once="c" * 16, told_on="16-6-2015")
    assert "over on that day" in late.content.decode()


@pytest.mark.parametrize("person", ["", "citizen-1", MEMBER])
def test_who_did_not_ask_gives_no_time(visit: Visit, person: str) -> None:
    client = visit(person)
    for act in ("more-time", "pause"):
        assert client.get(f"{MENU}{act}/").status_code == 404
        assert given_time(client, act).status_code == 404
    assert "/more-time/" not in client.get(RIGHTS).content.decode()


def test_a_day_whose_year_was_mistyped_and_a_word_before_the_deed_are_asked_about(visit: Visit) -> None:
    asks = visit("new-director")
    page = text_of(given_time(asks, until="20-7-2105"))
    assert "This is more than two years later. Is the year right?" in page
    page = text_of(used(visit(MEMBER), told_on="19-6-2015"))
    assert "They cannot have been told before it was used." in page
    assert not LegalStep.objects.exists()
