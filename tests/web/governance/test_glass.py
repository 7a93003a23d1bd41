"""Who must look into a closed room asks, a member opens, all members are told, each look is kept, and it ends."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client

from counterpoise.ledger.erasure import Ground
from counterpoise.web.audit.selectors import about_person
from counterpoise.web.audit.services import erase_person
from counterpoise.web.governance import services as governance
from counterpoise.web.governance.models import Letter, LetterKind, Route
from counterpoise.web.governance.selectors.letters import letters_to_print
from counterpoise.web.ledger.models import Entry, EntryBody
from counterpoise.web.ledger.services import RefusedError
from counterpoise.web.people import models, services
from counterpoise.web.people.selectors import Viewer, glass_to_look_through
from counterpoise.web.people.services import glass as written
from counterpoise.web.ui.clock import now

pytestmark = pytest.mark.django_db
As = Callable[[str], Viewer]
Visit = Callable[[str], Client]
PLACE = "/initiatives/meals/glass/"
ROOM = f"{PLACE}rooms/council-room/"
ONCE = "0123456789abcdef"
ASK = f"ask-{ONCE}"
WHY = "Somebody wrote that they were hurt."
INSIDE = "the food is cold"


@pytest.fixture(autouse=True)
def fresh(forgets: Callable[[], None]) -> None:
    """Nothing is kept between tests: each writes, and its writing is taken back."""


def asked(visit: Visit, person: str = "manager") -> Client:
    client = visit(person)
    assert client.post(PLACE, {"once": ONCE, "reason": WHY}).status_code == 302
    return client


def opened(visit: Visit, person: str = "council-member", hours: str = "4") -> Client:
    client = visit(person)
    assert client.post(f"{ROOM}{ASK}/", {"once": ONCE, "hours": hours}).status_code == 302
    return client


def looks(client: Client) -> int:
    return client.get(f"{PLACE}through/{ASK}/").status_code


def test_nobody_learns_by_asking_whether_there_is_a_room(visit: Visit) -> None:
    manager = asked(visit)
    page = manager.get(PLACE).content.decode()
    assert WHY in page
    assert "Nobody opened anything yet." in page
    assert "council-room" not in page
    for address in (ROOM, f"{ROOM}{ASK}/", f"{PLACE}rooms/no-such-room/", f"{PLACE}through/{ASK}/"):
        assert manager.get(address).status_code == 404
    for address in (f"{ROOM}{ASK}/", f"{ROOM}{ASK}/end/"):
        assert manager.post(address, {"once": ONCE, "hours": "4"}).status_code == 404
    assert not models.GlassOpening.objects.exists()
    for person in ("", "citizen-1", "logistics-colleague"):
        assert visit(person).get(ROOM).status_code == 404


def test_it_takes_a_reason_and_a_place_in_the_initiative(visit: Visit) -> None:
    manager = visit("manager")
    page = manager.post(PLACE, {"once": ONCE, "reason": "  "})
    assert "Please write why you must look." in page.content.decode()
    for person in ("", "citizen-1"):
        assert visit(person).get(PLACE).status_code == 404
        assert visit(person).post(PLACE, {"once": ONCE, "reason": WHY}).status_code == 404
    assert not models.GlassAsk.objects.exists()


def test_the_room_itself_says_to_its_members_that_somebody_asks(visit: Visit) -> None:
    own = "/initiatives/meals/expertise/rooms/council-room/"
    asks = "Somebody asks to look into this room"
    assert asks not in visit("resident").get(own).content.decode()
    asked(visit)
    assert asks in visit("resident").get(own).content.decode()
    opened(visit)
    assert asks not in visit("resident").get(own).content.decode()


def test_a_member_opens_and_who_asked_reads_one_page_and_nothing_else(visit: Visit, as_person: As) -> None:
    manager = asked(visit)
    assert looks(manager) == 404
    waiting = visit("resident").get(ROOM).content.decode()
    assert WHY in waiting
    assert "Let this person look" in waiting
    opened(visit)
    page = manager.get(f"{PLACE}through/{ASK}/")
    assert INSIDE in page.content.decode()
    assert page["Cache-Control"].startswith("max-age=0")
    for address in ("/initiatives/meals/expertise/rooms/council-room/", ROOM):
        assert manager.get(address).status_code == 404
    for address in ("/record/", "/search/?q=cold", "/initiatives/meals/", "/initiatives/meals/expertise/", "/"):
        assert INSIDE not in manager.get(address).content.decode()
    assert "council-room" not in as_person("manager").rooms
    for other in ("", "citizen-1", "resident", "council-member", "new-director"):
        assert looks(visit(other)) == 404


def test_each_look_is_in_the_ledger_and_before_the_eyes_of_all_members(visit: Visit) -> None:
    manager = asked(visit)
    opened(visit)
    for _ in range(3):
        assert looks(manager) == 200
    assert models.GlassLook.objects.filter(person="manager").count() == 3
    kinds = list(Entry.objects.filter(log="council-room", type__startswith="glass_").values_list("type", flat=True))
    assert kinds == ["glass_opened", *["glass_looked"] * 3]
    page = visit("resident").get(ROOM).content.decode()
    assert page.count("30 June 2015, ") >= 5, "from, until, and each look"
    assert "A council member" in page
    assert WHY in page
    assert (
        "Somebody from outside looked"
        in visit("resident").get("/initiatives/meals/expertise/rooms/council-room/").content.decode()
    )
    # The common log tells that glass was broken, and not whose.
    entry = Entry.objects.get(log="common", type="glass_opened")
    assert json.loads(bytes(EntryBody.objects.get(entry=entry).body)) == {"by": None}
    asking = Entry.objects.get(log="common", type="glass_asked")
    assert WHY.encode() not in bytes(EntryBody.objects.get(entry=asking).body)


def test_a_look_that_can_not_be_kept_shows_nothing(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    manager = asked(visit)
    opened(visit)

    def breaks(*_given: object, **_named: object) -> int:
        raise ConnectionError

    monkeypatch.setattr(written, "append", breaks)
    manager.raise_request_exception = False
    answer = manager.get(f"{PLACE}through/{ASK}/")
    assert answer.status_code == 500
    assert INSIDE not in answer.content.decode()
    assert not models.GlassLook.objects.exists()


def test_it_ends_by_itself_and_any_member_ends_it_before(visit: Visit, as_person: As) -> None:
    manager = asked(visit)
    opened(visit, hours="1")
    start = models.GlassOpening.objects.get(pk=ASK).opened_at
    viewer = as_person("manager")
    for minutes, there in ((0, True), (59, True), (60, False), (600, False), (-1, False)):
        found = glass_to_look_through(ASK, viewer=viewer, at=start + timedelta(minutes=minutes))
        assert (found is not None) is there, minutes
    assert looks(manager) == 200
    assert visit("resident").post(f"{ROOM}{ASK}/end/").status_code == 302
    assert looks(manager) == 404
    row = models.GlassOpening.objects.get(pk=ASK)
    assert str(row.ended_by_id) == "resident"
    assert "This is over." in manager.get(PLACE).content.decode()
    ended = row.ended_at
    assert visit("council-member").post(f"{ROOM}{ASK}/end/").status_code == 302
    assert models.GlassOpening.objects.get(pk=ASK).ended_at == ended, "what ended stays as it ended"


def test_an_ask_that_nobody_answers_is_over_after_a_week(visit: Visit) -> None:
    asked(visit)
    models.GlassAsk.objects.update(asked_at=now() - timedelta(days=8))
    assert WHY not in visit("resident").get(ROOM).content.decode()
    assert visit("resident").post(f"{ROOM}{ASK}/", {"once": ONCE, "hours": "4"}).status_code == 404


def test_nobody_opens_for_themselves_or_for_more_than_a_day(visit: Visit, as_person: As) -> None:
    resident = asked(visit, "resident")
    assert resident.post(f"{ROOM}{ASK}/", {"once": ONCE, "hours": "4"}).status_code == 404
    page = visit("council-member").post(f"{ROOM}{ASK}/", {"once": ONCE, "hours": "25"})
    assert page.status_code == 200
    with pytest.raises(RefusedError) as refused:
        services.open_glass(ask=ASK, room="council-room", hours=25, by=as_person("council-member"), at=now())
    assert [each.code for each in refused.value.refusals] == ["levels.opens_too_long"]
    assert not models.GlassOpening.objects.exists()


def test_all_members_are_told_by_letter_and_nobody_else(visit: Visit, forgets: Callable[[], None]) -> None:
    governance.read_logs(at=now())
    asked(visit)
    governance.read_logs(at=now())
    found = Letter.objects.filter(kind=LetterKind.BREAK_GLASS)
    members = {"council-member", "resident"}
    assert set(found.values_list("person", flat=True)) == members
    letter = found.get(person="resident")
    content = governance.compose(letter, at=now())
    assert content is not None
    assert WHY in json.dumps(content.as_json(), ensure_ascii=False)
    opened(visit)
    governance.read_logs(at=now())
    told = Letter.objects.filter(kind=LetterKind.BREAK_GLASS, key__contains=":opened:")
    assert set(told.values_list("person", flat=True)) == {"resident"}, "who opened knows"
    content = governance.compose(told.get(), at=now())
    assert content is not None
    assert "A council member" in json.dumps(content.as_json(), ensure_ascii=False)
    models.Admission.objects.filter(person="resident", room="council-room").update(active_until=now().date())
    forgets()
    assert governance.compose(told.get(), at=now()) is None, "who left the room in the meantime is told nothing of it"


def test_who_asks_for_erasure_takes_the_reason_out_of_the_letters_that_quote_it(
    visit: Visit, forgets: Callable[[], None]
) -> None:
    # A letter that holds the name loses everything with it; a short name is in too many other words to be looked for.
    models.Person.objects.filter(pk="manager").update(pseudonym="M.")
    forgets()
    governance.read_logs(at=now())
    asked(visit)
    governance.read_logs(at=now())
    letter = Letter.objects.get(kind=LetterKind.BREAK_GLASS, person="resident")
    content = governance.compose(letter, at=now())
    assert content is not None
    Letter.objects.filter(pk=letter.pk).update(content=content.as_json())
    erase_person(person="manager", ground=Ground.ASKED, sure=True, at=now())
    assert WHY not in json.dumps(list(Letter.objects.values_list("content", flat=True)), ensure_ascii=False)
    assert Letter.objects.filter(pk=letter.pk).exists()


def test_a_letter_about_a_closed_room_is_printed_by_its_members_only(visit: Visit, as_person: As) -> None:
    asked(visit)
    governance.read_logs(at=now())
    found = Letter.objects.filter(kind=LetterKind.BREAK_GLASS)
    found.update(route=Route.POST, state="to_print")
    assert found.count() == 2
    for person in ("manager", "new-director", "previous-director", "logistics-colleague"):
        printed = {row.kind for row in letters_to_print(as_person(person))}
        assert LetterKind.BREAK_GLASS not in printed, person
    assert LetterKind.BREAK_GLASS in {row.kind for row in letters_to_print(as_person("council-member"))}


def test_the_words_of_who_asked_go_when_they_ask_and_stay_out_of_the_file_of_who_opened(visit: Visit) -> None:
    manager = asked(visit)
    opened(visit)
    looks(manager)
    mine, theirs = about_person("manager"), about_person("council-member")
    assert mine is not None
    assert theirs is not None
    assert {"people_glassask", "people_glasslook"} <= {each.table for each in mine.rows}
    assert "people_glassopening" in {each.table for each in theirs.rows}
    assert WHY in str(mine.rows)
    assert WHY not in str(theirs.rows)
    erase_person(person="manager", ground=Ground.ASKED, sure=True, at=now())
    assert models.GlassAsk.objects.get(pk=ASK).reason == ""


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_members_who_open_at_once_give_one_opening(visit: Visit) -> None:
    call_command("load_illustrations", keep=True, verbosity=0)
    asked(visit)
    clients = [visit(name) for name in ("council-member", "resident") for _ in range(4)]
    start, answers = Barrier(len(clients)), []

    def opens(client: Client) -> None:
        start.wait()
        answers.append(client.post(f"{ROOM}{ASK}/", {"once": ONCE, "hours": "4"}).status_code)
        connection.close()

    threads = [Thread(target=opens, args=(client,)) for client in clients]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(answers) == len(clients)
    assert set(answers) <= {200, 302}
    assert models.GlassOpening.objects.count() == 1
    assert Entry.objects.filter(log="council-room", type="glass_opened").count() == 1
