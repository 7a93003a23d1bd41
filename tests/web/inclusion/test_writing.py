"""Groups, counts, meetings, barriers, selections and hours, as people write them down on the site."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook

from counterpoise.web.inclusion.models import (
    Adaptation,
    Barrier,
    Margin,
)
from counterpoise.web.initiatives.models import Document, Group, Meeting, TradeOff
from counterpoise.web.ledger.models import Entry

pytestmark = pytest.mark.django_db

ROOM = "/initiatives/lindehof-together/inclusion/"
ONCE = "0123456789abcdef"
Visit = Callable[[str], Client]


@pytest.fixture(autouse=True)
def fresh(forgets: Callable[[], None]) -> None:
    """Nothing is kept between tests: each writes, and its writing is taken back."""


def sent(client: Client, address: str, **given: Any) -> Any:  # noqa: ANN401 - what a form holds, and the answer
    return client.post(ROOM + address, {"once": ONCE, **given})


def page(visit: Visit, person: str, address: str = "") -> str:
    return visit(person).get(ROOM + address).content.decode()


def test_a_vague_name_is_asked_about_and_may_be_left_open(visit: Visit) -> None:
    client = visit("citizen-1")
    vague = {"name": "Citizens", "side": "civic", "status": "unknown"}
    asked = sent(client, "groups/new/", **vague)
    assert asked.status_code == 200
    assert "Whom do you mean by “Citizens”?" in asked.content.decode()
    assert "I leave open who belongs to it." in asked.content.decode()
    assert sent(client, "groups/new/", **vague, override="on").status_code == 302
    assert "Whom do you mean?" in page(visit, "regional-manager")
    described = vague | {"description": "Everybody who eats here.", "version": 1, "size": 31}
    address = f"groups/group-{ONCE}/describe/"
    assert sent(visit("regional-manager"), address, **described).status_code == 302
    row = Group.objects.get(id=f"group-{ONCE}")
    assert (row.description, row.size, row.version) == ("Everybody who eats here.", 31, 2)
    late = sent(client, address, **described | {"description": "Mine, later."})
    assert late.status_code == 409
    assert "Mine, later." in late.content.decode()
    assert "Everybody who eats here." in late.content.decode()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"name": ""}, "Please give the group a name."),
        ({"name": "n" * 300}, "and 200 fit"),
        ({"side": ""}, "Please choose a side."),
        ({"size": "-1"}, "greater than or equal to 0"),
        ({"description": "turned \u202e round"}, "signs that nobody can see"),
        ({"body": "wending-management"}, "Select a valid choice"),
    ],
)
def test_what_does_not_hold_of_a_group_is_said_and_nothing_is_made(
    visit: Visit, more: dict[str, str], words: str
) -> None:
    given = {"name": "Night staff", "description": "They work at night.", "side": "civic", "status": "unknown"}
    answer = sent(visit("citizen-1"), "groups/new/", **given | more)
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not Group.objects.filter(id=f"group-{ONCE}").exists()


def counted(client: Client, **more: Any) -> Any:  # noqa: ANN401 - as above
    given = {
        "who": "participants",
        "variable": "age",
        "population": "adults-in-town",
        "meeting": "winter-meeting",
        "counted_on": "5-12-2013",
        **more,
    }
    return sent(client, "counts/new/", **given)


def workbook(*rows: tuple[object, ...]) -> bytes:
    book, kept = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(kept)
    return kept.getvalue()


@pytest.mark.parametrize("how", ["typed", "csv", "semicolons", "workbook"])
def test_people_are_counted_typed_in_or_from_a_file(visit: Visit, how: str) -> None:
    files = {
        "csv": SimpleUploadedFile("a.csv", b"age,people\n18-64,12\n65+,9\n"),
        "semicolons": SimpleUploadedFile("a.csv", b"\xef\xbb\xbfage;people\r\n18-64;12\r\n65+;9\r\n"),
        "workbook": SimpleUploadedFile("a.xlsx", workbook(("age", "people"), ("18-64", 12), ("65+", 9))),
    }
    given = {"counts": "18-64: 12\n65+: 9"} if how == "typed" else {"file": files[how]}
    assert counted(visit("regional-colleague"), **given).status_code == 302
    rows = Margin.objects.filter(variable="age").order_by("written")
    assert [(row.category, row.count, row.kind) for row in rows] == [
        ("18-64", 12, "participants"),
        ("65+", 9, "participants"),
    ]
    assert Entry.objects.filter(type="people_counted").count() == 1
    assert counted(visit("regional-colleague"), counts="18-64: 12\n65+: 9").status_code == 302
    assert Margin.objects.filter(variable="age").count() == 2


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"counts": "18-64: 12\n65+"}, "Line 2: please write a name and a number"),
        ({"counts": "18-64: twelve"}, "Line 1: “twelve” is not a number of people."),
        ({"counts": ""}, "Please write at least one line."),
        ({"counts": "a: 1", "counted_on": "1-7-2015"}, "This day is still to come."),
        ({"counts": "a: 1", "population": "nobody"}, "Select a valid choice"),
        ({"file": SimpleUploadedFile("a.csv", b"age,people\n18-64,12\n65+,many\n")}, "Line 3: “many”"),
        ({"file": SimpleUploadedFile("a.csv", b"age,people\n18-64,12,1\n")}, "Line 2: this should be two columns"),
        ({"file": SimpleUploadedFile("a.xlsx", b"PK\x03\x04 no workbook")}, "This file can not be read."),
        ({"file": SimpleUploadedFile("a.csv", b"\x00\xff\xfe")}, "be two columns"),
        ({"file": SimpleUploadedFile("a.csv", b"a" * 1_100_000)}, "This file is too large."),
    ],
)
def test_what_is_wrong_in_numbers_is_told_with_its_line(visit: Visit, given: dict[str, Any], words: str) -> None:
    for upload in given.values():
        if isinstance(upload, SimpleUploadedFile):
            upload.seek(0)
    answer = counted(visit("regional-colleague"), **given)
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not Margin.objects.filter(variable="age").exists()


def test_few_people_are_not_counted_out_and_nobody_is_named(visit: Visit) -> None:
    population = {"who": "population", "meeting": "", "counts": "18-64: 1800\n65-79: 400\n80+: 150\nolder: 50"}
    counted(visit("regional-colleague"), **population)
    came = {"once": "a" * 16, "counts": "18-64: 14\n65-79: 9\n80+: 3\nolder: 0"}
    assert counted(visit("regional-colleague"), **came).status_code == 302
    text = page(visit, "citizen-1")
    shown = text[text.index(": age</h3>") : text.index('id="populations"')]
    assert shown.count("not shown") >= 2
    assert "not reached" in shown
    assert "3 of" not in shown
    assert "9 of" not in shown
    assert "14 of 26" in shown


def meeting_called(client: Client, **more: Any) -> Any:  # noqa: ANN401 - as above
    given = {"title": "Autumn talk", "day": "1-9-2015", "place": "The church hall", **more}
    return sent(client, "meetings/new/", **given)


MEETING = f"meetings/meeting-{ONCE}/"


def test_a_meeting_goes_from_agenda_to_floor_and_closes_with_a_question(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    secretary, citizen = visit("regional-colleague"), visit("church-goer")
    assert meeting_called(secretary, barriers_asked="yes", chair_side="civic").status_code == 302
    row = Meeting.objects.get(id=f"meeting-{ONCE}")
    assert (row.happened_at, str(row.planned_on)) == (None, "2015-09-01")
    assert sent(citizen, f"{MEETING}agenda/", version=1, text="The hall").status_code == 302
    early = sent(secretary, f"{MEETING}attendance/", version=2, civic="26", held_on="")
    assert "was not held yet" in early.content.decode()
    start = settings.COUNTERPOISE_NOW
    assert isinstance(start, datetime)
    monkeypatch.setattr(settings, "COUNTERPOISE_NOW", start + timedelta(days=70))
    secretary, citizen = visit("regional-colleague"), visit("church-goer")
    came = {"version": 2, "held_on": "1-9-2015", "civic": "Participating citizens: 26\nVolunteer: 2"}
    unknown = sent(secretary, f"{MEETING}attendance/", **came, organizational="logistics: 1", independent="x: 1")
    assert "Line 1: nobody knows “x” here." in unknown.content.decode()
    assert sent(secretary, f"{MEETING}attendance/", **came, organizational="logistics: 1").status_code == 302
    row.refresh_from_db()
    assert [(one.side, one.people, one.group, one.department) for one in row.attendance] == [
        ("civic", 26, "participating-citizens", ""),
        ("civic", 2, None, ""),
        ("organizational", 1, None, "logistics"),
    ]
    words = {"version": 0, "text": "We agreed to meet elsewhere.", "side": "organizational"}
    assert sent(secretary, f"{MEETING}minutes/", **words).status_code == 302
    late = sent(visit("regional-manager"), f"{MEETING}minutes/", **words | {"text": "My minutes of it."})
    assert late.status_code == 409
    assert "We agreed to meet elsewhere." in late.content.decode()
    said = {"version": 4, "unit": "words", "civic": "10 30\n40 0", "organizational": "200\n90"}
    assert sent(secretary, f"{MEETING}floor/", **said).status_code == 302
    assert "Please write how it was closed." in sent(secretary, f"{MEETING}close/", version=5).content.decode()
    assert sent(secretary, f"{MEETING}close/", version=5, note="No complaints.").status_code == 302
    text = page(visit, "church-goer", MEETING)
    for each in (
        "The hall",
        "We agreed to meet elsewhere.",
        "No complaints.",
        "that is not agreement",
        "66.7%",
        "78.4%",
    ):
        assert each in text, each
    assert "<td>2</td>" not in text
    assert Document.objects.get(id=f"minutes-of-meeting-{ONCE}").kind == "minutes"
    assert sent(citizen, f"{MEETING}minutes/", **words).status_code == 404


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"title": ""}, "Please give the meeting a name."),
        ({"day": "31-2-2015"}, "is not a date"),
        ({"day": ""}, "Please write the day of the meeting."),
        ({"cost": "-1"}, "greater than or equal to 0"),
        ({"open_to": "nobody"}, "Select a valid choice"),
        ({"once": "x"}, "This needs another look"),
    ],
)
def test_what_does_not_hold_of_a_meeting_is_said(visit: Visit, more: dict[str, str], words: str) -> None:
    answer = meeting_called(visit("regional-colleague"), **more)
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not Meeting.objects.filter(id=f"meeting-{ONCE}").exists()


def test_the_numbers_of_the_floor_are_shown_to_nobody_one_by_one(visit: Visit) -> None:
    text = page(visit, "regional-manager", "meetings/first-meeting/")
    assert "76.1%" in text
    for amount in ("1450", "980", "720"):
        assert amount not in text


def test_a_barrier_is_told_taken_away_and_what_gave_way_is_kept(visit: Visit) -> None:
    told = {"text": "The hall is not ours.", "kind": "belief", "group": "other-church", "meeting": "autumn-meeting"}
    phoned = told | {"for_whom": "Nobody"}
    assert "Nobody takes part here" in sent(visit("citizen-1"), "barriers/new/", **phoned).content.decode()
    phoned |= {"for_whom": "a member of the other church", "told_at": "10-9-2014"}
    assert sent(visit("citizen-1"), "barriers/new/", **phoned).status_code == 302
    row = Barrier.objects.get(id=f"barrier-{ONCE}")
    assert (row.on_behalf_of_id, row.reported_by, str(row.happened_at)) == ("church-goer", "civic", "2014-09-10")
    address = f"barriers/barrier-{ONCE}/solve/"
    solving = {"version": 1, "how": "We meet at the home.", "solved_at": "1-9-2014", "gave_way": "A hall in town."}
    refused = sent(visit("regional-colleague"), address, **solving).content.decode()
    for words in ("told later than this day", "Please name both", "Please write when you look at it again"):
        assert words in refused
    assert "We meet at the home." in refused
    solving |= {"solved_at": "12-9-2014", "gained": "Everybody comes.", "review_on": "1-6-2016"}
    solving |= {"changed": "A bus drives.", "department": "logistics"}
    assert sent(visit("regional-colleague"), address, **solving).status_code == 302
    row.refresh_from_db()
    assert row.side_effect_id == f"trade-off-{ONCE}"
    assert TradeOff.objects.get(id=f"trade-off-{ONCE}").gave_way == "A hall in town."
    assert Adaptation.objects.get(id=f"adaptation-{ONCE}").barrier_id == row.id
    assert sent(visit("regional-colleague"), address, **solving).status_code == 302
    assert TradeOff.objects.filter(gave_way="A hall in town.").count() == 1
    text = page(visit, "citizen-1")
    assert "What gave way: A hall in town." in text
    assert "A bus drives." in text
    assert visit("citizen-1").get(ROOM + address).status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "groups/new/",
        "groups/town/describe/",
        "populations/new/",
        "counts/new/",
        "meetings/new/",
        "meetings/first-meeting/change/",
        "meetings/first-meeting/attendance/",
        "meetings/first-meeting/minutes/",
        "meetings/first-meeting/floor/",
        "meetings/first-meeting/close/",
        "barriers/new/",
        "selections/new/",
        "selections/panel-of-ten/invite/",
        "selections/panel-of-ten/seats/new/",
        "selections/panel-of-ten/counts/",
        "recruitments/new/",
        "hours/new/",
    ],
)
def test_who_takes_no_part_finds_nothing_to_write_and_who_holds_no_seat_organizes_nothing(
    visit: Visit, address: str
) -> None:
    for person in ("", "manager"):
        assert visit(person).get(ROOM + address).status_code == 404, person
        assert sent(visit(person), address).status_code == 404, person
    open_to_all = address.startswith(("groups", "barriers", "hours"))
    assert visit("church-goer").get(ROOM + address).status_code == (200 if open_to_all else 404)
    assert visit("regional-colleague").get(ROOM + address).status_code == 200
