"""What waits for somebody stands on their start page, and leads to where they can answer it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from counterpoise.datasets.illustrations.telling import told
from counterpoise.record import Side
from counterpoise.record.decisions import Answer, Concern
from counterpoise.web.decisions import models
from counterpoise.web.decisions.selectors import unanswered, unanswered_page
from counterpoise.web.decisions.selectors.about import MOST_UNANSWERED
from counterpoise.web.governance.selectors import start_for
from counterpoise.web.governance.selectors.table import table_of, tables_of
from counterpoise.web.initiatives.selectors import initiative_of
from counterpoise.web.ledger.services import Telling, tell
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.ui.clock import now

As = Callable[[str], Viewer]


@pytest.fixture(autouse=True)
def fresh(forgets: Callable[[], None]) -> None:
    """Nothing is kept between tests: each writes, and its writing is taken back."""


def test_a_side_is_told_of_concerns_that_wait_for_its_answer_and_of_drafts_that_can_still_be_changed(
    visit: Callable[[str], Client], as_person: As
) -> None:
    def waiting(person: str) -> dict[str, tuple[int, int, int]]:
        rows = start_for(as_person(person)).waiting
        return {row.initiative.id: (row.drafts, row.concerns, row.rewordings) for row in rows}

    assert waiting("manager")["meals"] == (0, 6, 0)
    assert waiting("resident")["meals"] == (0, 0, 0)
    decisions, once = "/initiatives/meals/decisions/", {"once": "0123456789abcdef"}
    manager, resident = visit("manager"), visit("resident")
    draft = {**once, "what": "The hot meal comes at five.", "matter": "mealtimes", "taken_by": "wending-management"}
    assert manager.post(f"{decisions}draft/", {**draft, "touches": ["residents"]}).status_code == 302
    opened = {**once, "version": "1", "until": "31-7-2015", "open_to": ["residents"]}
    assert manager.post(f"{decisions}decision-{once['once']}/round/", opened).status_code == 302
    assert waiting("resident")["meals"] == (1, 0, 0)
    assert waiting("manager")["meals"] == (0, 6, 0)
    assert "1 draft is open for concerns." in resident.get("/").content.decode()
    raised = {**once, "text": "At five I have my visit.", "kind": "worry"}
    assert resident.post(f"{decisions}decision-{once['once']}/concern/", raised).status_code == 302
    other = {**once, "text": "What is a good time to eat?"}
    question = "/initiatives/meals/expertise/questions/question-portions/reframe/"
    assert resident.post(question, other).status_code == 302
    assert waiting("manager")["meals"] == (0, 7, 1)
    page = manager.get("/").content.decode()
    assert "7 concerns wait for your answer." in page
    assert "1 other wording of your question has no answer." in page


@pytest.mark.parametrize("person", ["manager", "resident", "home-council-member"])
def test_the_table_of_a_body_says_the_same_as_the_start_page_of_who_sits_at_it(person: str, as_person: As) -> None:
    viewer = as_person(person)
    begun = {row.initiative.id: row for row in start_for(viewer).waiting}
    looked = 0
    for name, waiting in begun.items():
        found = initiative_of(name, viewer=viewer)
        assert found is not None
        for body in tables_of(name, viewer=viewer):
            table = table_of(found, body, viewer=viewer)
            assert table is not None
            assert table.waiting == waiting
            assert table.waits
            looked += 1
    assert looked


def test_the_table_of_a_management_leads_to_the_concerns_that_wait_for_its_answer(
    visit: Callable[[str], Client],
) -> None:
    address = "/initiatives/meals/table/wending-management/"
    page = visit("manager").get(address).content.decode()
    assert "Nothing waits" not in page
    assert '<a href="/initiatives/meals/decisions/#concerns">6 concerns wait for your answer.</a>' in page
    resident = visit("resident").get("/initiatives/meals/table/wending-client-council/").content.decode()
    assert "wait for your answer" not in resident


def test_a_concern_about_what_nobody_decided_on_yet_is_found_and_answered(
    visit: Callable[[str], Client], as_person: As
) -> None:
    manager, resident = visit("manager"), visit("resident")
    list_of = "/initiatives/meals/decisions/"
    soup = next(row for row in unanswered("meals", viewer=as_person("manager"))[0] if "soup" in row.concern.text)
    assert soup.answers
    answer = f"{list_of}concerns/{soup.concern.id}/answer/"
    assert answer in manager.get(list_of).content.decode()
    page = resident.get(list_of).content.decode()
    assert "The soup was cold again." in page
    assert answer not in page
    assert resident.get(answer).status_code == 404
    table = resident.get("/initiatives/meals/table/wending-client-council/").content.decode()
    assert f"{list_of}concerns/{soup.concern.id}/" in table
    form = manager.get(answer).content.decode()
    assert "you may leave this empty" not in form
    given = {"once": "0123456789abcdef", "text": "We carry it in closed pans now.", "department": "food service"}
    assert "Please give a reason" in manager.post(answer, given).content.decode()
    sent = manager.post(answer, {**given, "reason": "The kitchen is far from the rooms."})
    own = f"{list_of}concerns/{soup.concern.id}/"
    assert sent.headers["Location"] == own
    assert "The soup was cold again." not in manager.get(list_of).content.decode()
    page = resident.get(own).content.decode()
    assert "The soup was cold again." in page
    assert "We carry it in closed pans now." in page
    assert "The kitchen is far from the rooms." in page


def test_every_concern_that_waits_is_reached_page_by_page_and_has_a_place_of_its_own(
    visit: Callable[[str], Client], as_person: As, forgets: Callable[[], None]
) -> None:
    about = told("2015-01-01", of="meals", by="resident")
    before = {row.concern.id for row in unanswered("meals", viewer=as_person("manager"))[0]}
    rows = [
        Concern(id=f"wait-{n}", **about, matter="mealtimes", text=f"Number {n} waits.", side=Side.CIVIC)
        for n in range(2 * MOST_UNANSWERED)
    ]
    tell("written", *(Telling(model=models.Concern, row=row) for row in rows), by="resident", at=now())
    forgets()
    listed, viewer = "/initiatives/meals/decisions/concerns/", as_person("manager")
    pages = [unanswered_page("meals", viewer=viewer, number=number) for number in (1, 2, 3)]
    assert [more for _, more in pages] == [True, True, False]
    names = [row.concern.id for rows_of, _ in pages for row in rows_of]
    assert len(names) == len(set(names))
    assert set(names) == before | {row.id for row in rows}
    assert all(row.answers for rows_of, _ in pages for row in rows_of)
    # The first page is what stands on the page of decisions; from there one goes on.
    shown, more = unanswered("meals", viewer=viewer)
    assert more
    assert shown == pages[0][0]
    client = visit("resident")
    assert f"{listed}?page=2" in client.get("/initiatives/meals/decisions/").content.decode()
    assert not any(row.answers for row in unanswered_page("meals", viewer=as_person("resident"), number=3)[0])
    for number in (1, 2, 3):
        page = client.get(f"{listed}?page={number}").content.decode()
        for row in pages[number - 1][0]:
            assert f'<li id="{row.concern.id}">' in page
            assert f'href="{listed}{row.concern.id}/"' in page
    assert client.get(f"{listed}?page=4").status_code == 404
    assert client.get(f"{listed}?page=1").status_code == 200
    assert client.get(f"{listed}no-such-concern/").status_code == 404
    last = client.get(f"{listed}{names[-1]}/").content.decode()
    assert f"Number {names[-1].removeprefix('wait-')} waits." in last
    with CaptureQueriesContext(connection) as asked:
        forgets()
        client.get(f"{listed}?page=2")
    assert len(asked) <= 15


def test_who_raised_it_says_of_the_answer_if_it_is_one_where_nobody_decided_yet(
    visit: Callable[[str], Client], as_person: As
) -> None:
    by, decisions = as_person("resident"), "/initiatives/meals/decisions/"
    about = told("2015-01-01", of="meals", by="resident")
    mine = Concern(id="wait-mine", **about, matter="mealtimes", text="At five I have my visit.", side=Side.CIVIC)
    reply = Answer(id="reply-to-mine", **about, concern=mine.id, text="Six, then.", reason="The cook can stay.")
    tell("written", Telling(model=models.Concern, row=mine), by=by.person, at=now())
    tell("written", Telling(model=models.Answer, row=reply), by="manager", at=now())
    client, own = visit("resident"), f"{decisions}concerns/{mine.id}/"
    assert f"{decisions}answers/{reply.id}/" in client.get(own).content.decode()
    assert f"{decisions}answers/{reply.id}/" not in visit("manager").get(own).content.decode()
    said = client.post(f"{decisions}answers/{reply.id}/", {"once": "0" * 16, "version": "1", "right": "yes"})
    assert said.headers["Location"] == own
    assert "Who asked finds that this is an answer." in client.get(own).content.decode()
