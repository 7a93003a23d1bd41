"""A council's table: who sits at it sees what waits, keeps a meeting on one page, prints letters and the year."""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from counterpoise.datasets.illustrations.telling import told
from counterpoise.record import Moment, Row, Say, Side
from counterpoise.record.decisions import Answer, Concern, Decision, DecisionState, Notice
from counterpoise.record.mandates import StatutoryMandate
from counterpoise.record.meetings import Meeting
from counterpoise.record.people import Seat
from counterpoise.web.control import models as control
from counterpoise.web.decisions import models as decided
from counterpoise.web.governance.selectors.council_letters import LetterKind, letter_about
from counterpoise.web.governance.selectors.table import Table, at_table, table_of, tables_of
from counterpoise.web.governance.selectors.year import year_of
from counterpoise.web.initiatives import models as spine
from counterpoise.web.initiatives.selectors import initiative_of
from counterpoise.web.ledger.models import Entry
from counterpoise.web.ledger.services import Telling, tell
from counterpoise.web.people import models as people
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.ui.clock import now

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("forgets")]
As = Callable[[str], Viewer]
Visit = Callable[[str], Client]
TABLE = "/initiatives/lindehof-together/table/home-client-council/"
MEETING = f"{TABLE}meetings/autumn-meeting/"
MEMBER = "home-council-member"
PAGES = (
    TABLE,
    f"{TABLE}years/2014/",
    f"{TABLE}meetings/first-meeting/",
    f"{TABLE}letters/church-hall/request/",
    f"{TABLE}letters/church-hall/advice/",
    f"{TABLE}letters/closing/reminder/",
)
_TABLES: dict[type[Row], Any] = {
    Answer: decided.Answer,
    Concern: decided.Concern,
    Decision: decided.Decision,
    Notice: decided.Notice,
    Meeting: spine.Meeting,
    Seat: people.Seat,
    StatutoryMandate: control.StatutoryMandate,
}


def wrote(*rows: Row) -> None:
    tell("written", *(Telling(model=_TABLES[type(row)], row=row) for row in rows), by=MEMBER, at=now())


def seen(viewer: Viewer, *, initiative: str = "lindehof-together", body: str = "home-client-council") -> Table:
    about, seated = initiative_of(initiative, viewer=viewer), at_table(initiative, body, viewer=viewer)
    assert about is not None
    assert seated is not None
    found = table_of(about, seated, viewer=viewer)
    assert found is not None
    return found


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("person", ["", "citizen-1", "new-director", "researcher", "council-member"])
def test_who_does_not_sit_at_a_table_finds_nothing_there(visit: Visit, person: str, address: str) -> None:
    assert visit(person).get(address).status_code == 404


@pytest.mark.parametrize("address", PAGES)
def test_every_page_of_a_table_is_light(visit: Visit, address: str, forgets: Callable[[], None]) -> None:
    client = visit(MEMBER)
    assert client.get(address).status_code == 200
    forgets()
    with CaptureQueriesContext(connection) as cold:
        answer = client.get(address)
    assert len(cold) <= 15
    assert len(answer.content) < 150_000
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_table_is_left_with_the_seat(visit: Visit) -> None:
    client, seat = visit(MEMBER), people.Seat.objects.get(person=MEMBER, body="home-client-council")
    for way in ("/", "/initiatives/lindehof-together/", "/initiatives/lindehof-together/people/"):
        assert TABLE in client.get(way).content.decode(), way
    ended = {"version": 1, "reason": "My term is over.", "once": "1" * 16}
    address = f"/initiatives/lindehof-together/people/seats/{seat.pk}/end/"
    assert client.post(address, ended).status_code == 302
    assert client.get(TABLE).status_code == 404


def test_several_tables_stand_beside_each_other(as_person: As) -> None:
    assert [row.id for row in tables_of("lindehof-together", viewer=as_person(MEMBER))] == ["home-client-council"]
    assert tables_of("lindehof-together", viewer=as_person("")) == ()
    assert tables_of("meals", viewer=as_person(MEMBER)) == ()


def test_what_waits_is_what_nobody_did_yet(as_person: As) -> None:
    table = seen(as_person(MEMBER))
    assert [(row.decision.id, [group.id for group, _ in row.notices]) for row in table.untold] == [
        ("closing", ["caregivers-outside"])
    ]
    days = [str(row.happened_at) for row in table.concerns]
    assert len(days) == 5
    assert days == sorted(days)
    assert table.more_concerns
    assert [matter.text for _, matter in table.mandates if matter is not None] == ["Whether the care home stays open."]
    assert table.waits

    about = told("2015-06-29", of="lindehof-together", by="new-director")
    heard = Notice(
        id="told-at-last", **about, decision="closing", group="caregivers-outside", told_at=Moment.parse("2015-06-29")
    )
    answers = [Answer(id=f"late-{name}", **about, concern=name, text="Yes.", reason="So.") for name in _open()]
    wrote(heard, *answers)
    table = seen(as_person(MEMBER))
    assert (table.untold, table.concerns, table.more_concerns) == ((), (), False)


def test_each_concern_leads_to_its_own_place_and_from_there_to_what_it_is_about(visit: Visit, as_person: As) -> None:
    page = visit(MEMBER).get(TABLE).content.decode()
    oldest = seen(as_person(MEMBER)).concerns[0]
    place = f"/initiatives/lindehof-together/decisions/concerns/{oldest.id}/"
    assert f'href="{place}"' in page
    own = visit(MEMBER).get(place).content.decode()
    assert html.escape(oldest.text) in own
    assert f'href="/initiatives/lindehof-together/decisions/{oldest.decision}/#concerns"' in own
    assert 'href="/record/?initiative=lindehof-together&amp;kind=concern"' in page
    about = told("2013-01-21", of="lindehof-together", by=MEMBER)
    wrote(Concern(id="of-a-matter", **about, matter="stay-or-close", text="WHO DECIDES?", side=Side.CIVIC))
    page = visit(MEMBER).get(TABLE).content.decode()
    assert '/decisions/concerns/of-a-matter/">WHO DECIDES?</a>' in page
    assert '<li id="of-a-matter">' in visit(MEMBER).get("/initiatives/lindehof-together/decisions/").content.decode()


def _open() -> list[str]:
    given = decided.Answer.objects.filter(no_answer=False).values("concern")
    rows = decided.Concern.objects.filter(initiative="lindehof-together", side=Side.CIVIC).exclude(pk__in=given)
    return [str(name) for name in rows.values_list("pk", flat=True)]


def test_a_term_of_the_law_and_a_place_that_ends_are_on_the_table(as_person: As) -> None:
    about = told("2015-06-20", of="lindehof-together", by="new-director")
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
    second = Decision(
        id="kitchen",
        **about,
        matter="stay-or-close",
        topic="meals",
        title="Another kitchen",
        taken_by="board",
        decided_at=Moment.parse("2015-06-20"),
    )
    told_us = Notice(
        id="told-us", **about, decision="kitchen", group="home-council", told_at=Moment.parse("2015-06-22")
    )
    kept = people.Seat.objects.get(person=MEMBER, body="home-client-council")
    wrote(right, second, told_us)
    people.Seat.objects.filter(pk=kept.pk).update(active_until=date(2015, 8, 1))
    table = seen(as_person(MEMBER))
    assert [(row.decision.id, row.remedy, row.deadline.last_day) for row in table.terms] == [
        ("kitchen", "nullity", date(2015, 7, 22))
    ]
    assert [seat.person for seat, _ in table.leaving] == [MEMBER]


def test_meetings_stand_in_the_order_in_which_one_looks_for_them(as_person: As) -> None:
    about = told("2015-06-29", of="lindehof-together", by=MEMBER)
    plans = [replace(_plan(about, name), planned_on=day) for name, day in _PLANS]
    wrote(*plans)
    table = seen(as_person(MEMBER))
    assert [row.id for row in table.coming] == ["soon", "late"]
    assert [str(row.happened_at) for row in table.held] == sorted(
        (str(row.happened_at) for row in table.held), reverse=True
    )
    assert len(table.held) == 6


_PLANS = (("late", date(2015, 10, 1)), ("soon", date(2015, 7, 3)))


def _plan(about: Any, name: str) -> Meeting:  # noqa: ANN401 - the fields that say when it was written
    return Meeting(id=name, **{**about, "happened_at": None}, title=name)


def point(client: Client, address: str = f"{MEETING}agenda/", **given: Any) -> Any:  # noqa: ANN401 - what a form holds
    return client.post(address, {"once": "a" * 16, "version": 1, "side": "civic", **given})


def test_a_meeting_goes_from_agenda_to_minutes_on_one_page(visit: Visit) -> None:
    client, before = visit(MEMBER), Entry.objects.count()
    said = point(client, text="Mrs. De Boer phoned: the bus stops too far away.")
    assert (said.status_code, said["Location"]) == (302, f"{MEETING}#agenda")
    came = {
        "once": "b" * 16,
        "version": 2,
        "held_on": "18-9-2014",
        "civic": "client rep: 7",
        "organizational": "board: 2",
    }
    assert client.post(f"{MEETING}attendance/", came | {"civic": "Client council of the moon: 7"}).status_code == 200
    came["civic"] = "7"
    assert client.post(f"{MEETING}attendance/", came).status_code == 302
    words = {"once": "c" * 16, "version": 0, "side": "civic", "text": "We asked for a bus stop.\nNobody objected."}
    assert client.post(f"{MEETING}minutes/", words).status_code == 302
    page = client.get(MEETING).content.decode()
    for text in ("the bus stops too far away", "We asked for a bus stop.", "Put a point on the agenda"):
        assert text in page
    meeting = spine.Meeting.objects.get(pk="autumn-meeting")
    assert [each.people for each in meeting.attendance] == [7, 2]
    assert Entry.objects.count() == before + 3


def test_what_is_wrong_stands_in_its_own_form_and_nothing_is_lost(visit: Visit) -> None:
    client = visit(MEMBER)
    empty = point(client, text="").content.decode()
    assert empty.count("This needs another look") == 1
    wrong = client.post(f"{MEETING}attendance/", {"once": "b" * 16, "version": 1, "civic": "seven <b>people</b>"})
    assert "seven &lt;b&gt;people&lt;/b&gt;" in wrong.content.decode()
    assert client.get(f"{MEETING}attendance/").status_code == 200
    assert point(client, text="First.").status_code == 302
    late = point(client, text="Second, written meanwhile.", once="d" * 16)
    assert late.status_code == 409
    assert "Second, written meanwhile." in late.content.decode()
    assert "First." in late.content.decode()
    again = {"once": "d" * 16, "version": 2, "side": "civic", "text": "Second, written meanwhile."}
    assert client.post(f"{MEETING}agenda/", again).status_code == 302
    assert [each.text for each in spine.Meeting.objects.get(pk="autumn-meeting").agenda][-2:] == [
        "First.",
        "Second, written meanwhile.",
    ]


@pytest.mark.parametrize("address", [MEETING, f"{MEETING}floor/", f"{TABLE}meetings/no-such-meeting/agenda/"])
def test_only_the_three_parts_of_a_meeting_take_something(visit: Visit, address: str) -> None:
    assert point(visit(MEMBER), address, text="A point.").status_code == 404


def test_each_name_on_the_page_of_a_meeting_stands_once(visit: Visit) -> None:
    page = visit(MEMBER).get(MEETING).content.decode()
    names = [part.split('"')[0] for part in page.split(' id="')[1:]]
    assert sorted(names) == sorted(set(names))


def test_who_phoned_is_entered_with_the_way_it_came_in(visit: Visit) -> None:
    client = visit(MEMBER)
    page = client.get("/initiatives/lindehof-together/paper/enter/?route=phone").content.decode()
    assert 'value="phone"' in page
    assert page.count("checked") == 3
    assert "checked" in page.split('value="phone"')[1].split(">")[0]
    other = client.get("/initiatives/lindehof-together/paper/enter/?route=<b>").content.decode()
    assert other.count("checked") == 2


def letters(table: Table) -> dict[str, tuple[str, ...]]:
    return {row.decision.id: tuple(kind.value for kind in row.kinds) for row in table.letters}


def test_letters_are_offered_where_there_is_something_to_write(as_person: As, visit: Visit) -> None:
    table = seen(as_person(MEMBER))
    assert letters(table) == {"closing": ("reminder",), "church-hall": ("request", "advice")}
    client = visit(MEMBER)
    for decision, kinds in (
        ("closing", ("request", "advice")),
        ("church-hall", ("reminder",)),
        ("no-such", ("advice",)),
    ):
        for kind in (*kinds, "no-such-kind"):
            assert client.get(f"{TABLE}letters/{decision}/{kind}/").status_code == 404
    reminder = client.get(f"{TABLE}letters/closing/reminder/").content.decode()
    assert "Board of Lindehof" in reminder
    assert "We were not asked for advice." in reminder
    assert "And 3 more." in reminder
    assert "Wet medezeggenschap" in reminder


def test_whoever_takes_a_decision_asks_those_who_have_a_right_to_advise(as_person: As, visit: Visit) -> None:
    about = told("2015-06-20", of="lindehof-together", by="new-director")
    draft = Decision(
        id="draft-closing",
        **about,
        matter="stay-or-close",
        topic="closing",
        title="Perhaps it closes",
        taken_by="board",
        draft_at=Moment.parse("2015-06-20"),
        state=DecisionState.DRAFT,
    )
    wrote(draft)
    board = seen(as_person("new-director"), body="board")
    assert letters(board)["draft-closing"] == ("request",)
    place = "/initiatives/lindehof-together/table/board/letters/draft-closing/request/"
    page = visit("new-director").get(place).content.decode()
    assert "We ask for your advice" in page
    assert "Client council of the home" in page
    assert letters(seen(as_person(MEMBER)))["draft-closing"] == ("request", "advice")


def test_nothing_of_a_closed_room_goes_into_a_letter_or_a_year(as_person: As, visit: Visit) -> None:
    about = told("2013-11-20", of="meals", by="manager")
    inside = told("2013-06-21", of="meals", by="resident", space="council-room")
    menu = Decision(
        id="new-menu",
        **about,
        matter="mealtimes",
        title="A new menu",
        taken_by="wending-management",
        draft_at=Moment.parse("2013-11-20"),
        state=DecisionState.DRAFT,
    )
    open_one = Concern(
        id="loud", **told("2013-06-22", of="meals", by="resident"), decision="new-menu", text="LOUD", side=Side.CIVIC
    )
    closed = Concern(id="quiet", **inside, decision="new-menu", text="QUIET", side=Side.CIVIC)
    wrote(menu, open_one, closed)
    viewer = as_person("council-member")
    table = seen(viewer, initiative="meals", body="wending-client-council")
    assert {row.text for row in table.concerns} > {"LOUD", "QUIET"}
    for kind in ("advice", "reminder"):
        page = visit("council-member").get(f"/initiatives/meals/table/wending-client-council/letters/new-menu/{kind}/")
        assert "LOUD" in page.content.decode()
        assert "QUIET" not in page.content.decode()
    seated = at_table("meals", "wending-client-council", viewer=viewer)
    meals = initiative_of("meals", viewer=viewer)
    assert seated is not None
    assert meals is not None
    year = year_of(meals, seated, 2013, viewer=viewer)
    assert year is not None
    assert year.counts["concerns"] == 1 + _open_concerns_before()
    # Seven contributions were made in the council's room in that year, and none of them is counted.
    assert year.counts["said"] == 3
    secret = replace(menu, id="own-plan", space="council-room", title="OWN PLAN")
    wrote(secret)
    assert "own-plan" not in letters(
        seen(as_person("council-member"), initiative="meals", body="wending-client-council")
    )
    made = letter_about(
        "own-plan",
        LetterKind.ADVICE,
        initiative="meals",
        body=seated,
        sides={Side.CIVIC},
        viewer=as_person("council-member"),
    )
    assert made is None


def _open_concerns_before() -> int:
    return decided.Concern.objects.filter(initiative="meals", space=None, side=Side.CIVIC).exclude(pk="loud").count()
