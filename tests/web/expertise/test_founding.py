"""Rooms of one side are founded by three or by a council; one contribution is handed out; people hear their stage."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from counterpoise.record.people import Space, SpaceKind
from counterpoise.web.expertise.models import Contribution, Handover, Question, Theme
from counterpoise.web.expertise.selectors import members_of, silence_prompt, theme_seen
from counterpoise.web.ledger.models import Entry
from counterpoise.web.ledger.records import to_row
from counterpoise.web.people import models as people
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.ui.clock import now

pytestmark = pytest.mark.django_db
MEALS = "/initiatives/meals/expertise/"
LINDEHOF = "/initiatives/lindehof-together/expertise/"
ONCE = "0123456789abcdef"
Visit = Callable[[str], Client]
As = Callable[[str], Viewer]


@pytest.fixture(autouse=True)
def fresh(forgets: Callable[[], None]) -> None:
    """Nothing is kept between tests: each writes, and its writing is taken back."""


def name_of(person: str) -> str:
    return people.Person.objects.get(pk=person).pseudonym


def members() -> set[str]:
    space = to_row(Space, people.Space.objects.get(pk=f"room-{ONCE}"))
    return set(members_of(space, at=now()))


def test_three_citizens_found_a_room_that_nobody_of_the_organization_can_find(visit: Visit) -> None:
    citizen = visit("citizen-1")
    given = {"once": ONCE, "name": "KANARIE of the street", "kind": "citizens_only", "account_check": "We met."}
    alone = citizen.post(f"{LINDEHOF}rooms/new/", {**given, "others": name_of("citizen-2")})
    assert "Without a council it takes three" in alone.content.decode()
    stranger = citizen.post(f"{LINDEHOF}rooms/new/", {**given, "others": "Nobody Atall\nNobody Either"})
    assert "Nobody takes part here under this name." in stranger.content.decode()
    others = f"{name_of('citizen-2')}\n{name_of('citizen-3')}"
    assert citizen.post(f"{LINDEHOF}rooms/new/", {**given, "others": others}).status_code == 302
    assert citizen.post(f"{LINDEHOF}rooms/new/", {**given, "others": others}).status_code == 302
    assert members() == {"citizen-1", "citizen-2", "citizen-3"}
    room = f"{LINDEHOF}rooms/room-{ONCE}/"
    page = citizen.get(room).content.decode()
    assert "Where to turn in need" in page
    assert "112" in page
    for person in ("manager", "new-director", "church-goer", ""):
        client = visit(person)
        assert client.get(room).status_code == 404
        for address in (LINDEHOF, "/record/", "/search/?q=KANARIE"):
            assert "KANARIE of the street" not in client.get(address).content.decode()
    assert not Entry.objects.filter(log="common", type="room_founded").exists()


def test_nobody_founds_a_room_for_the_other_side_or_lets_the_other_side_in(visit: Visit) -> None:
    given = {"once": ONCE, "name": "Ours", "kind": "organization_only", "account_check": "We met."}
    assert visit("citizen-1").post(f"{LINDEHOF}rooms/new/", {**given, "others": ""}).status_code == 200
    director = visit("new-director")
    others = f"{name_of('citizen-1')}\n{name_of('regional-manager')}"
    page = director.post(f"{LINDEHOF}rooms/new/", {**given, "others": others}).content.decode()
    assert "not of the side that this room is for" in page
    assert not people.Space.objects.filter(pk=f"room-{ONCE}").exists()
    assert visit("").get(f"{LINDEHOF}rooms/new/").status_code == 404


def test_who_sits_in_the_council_lets_somebody_in_at_once_and_others_cannot(visit: Visit) -> None:
    council = visit("home-council-member")
    given = {"once": ONCE, "name": "The council's table", "kind": "citizens_only", "account_check": "We met."}
    assert council.post(f"{LINDEHOF}rooms/new/", {**given, "others": ""}).status_code == 302
    assert members() == {"home-council-member"}
    room = f"{LINDEHOF}rooms/room-{ONCE}/"
    assert council.get(f"{room}council/").status_code == 200
    bare = council.post(f"{room}council/", {"once": ONCE, "name": name_of("citizen-1"), "account_check": " "})
    assert bare.status_code == 200
    let_in = {"once": ONCE, "name": name_of("citizen-1"), "account_check": "I saw her sign in."}
    assert council.post(f"{room}council/", let_in).status_code == 302
    assert members() == {"home-council-member", "citizen-1"}
    assert visit("citizen-1").get(f"{room}council/").status_code == 404
    manager = {**let_in, "once": "a" * 16, "name": name_of("regional-manager")}
    assert council.post(f"{room}council/", manager).status_code == 200
    assert members() == {"home-council-member", "citizen-1"}


def test_one_contribution_is_handed_to_one_person_and_all_members_see_that(visit: Visit) -> None:
    member = visit("resident")
    address = f"{MEALS}said/meals-warmth/hand-over/"
    given = {"once": ONCE, "name": name_of("manager"), "reason": "He can warm the plates."}
    assert "Please give a reason." in member.post(address, {**given, "reason": " "}).content.decode()
    assert member.post(address, given).status_code == 302
    assert member.post(address, {**given, "once": "a" * 16}).status_code == 302
    assert Handover.objects.count() == 1
    manager = visit("manager")
    page = manager.get(f"{MEALS}handed/handover-{ONCE}/")
    text = Contribution.objects.get(pk="meals-warmth").text
    assert text in page.content.decode()
    assert manager.get(f"{MEALS}said/meals-warmth/").status_code == 404
    assert manager.get(f"{MEALS}rooms/council-room/").status_code == 404
    for person in ("resident", "council-member", "new-director", ""):
        assert visit(person).get(f"{MEALS}handed/handover-{ONCE}/").status_code == 404
    seen = visit("council-member").get(f"{MEALS}rooms/council-room/").content.decode()
    assert "He can warm the plates." in seen
    assert "One contribution was handed to somebody outside" in seen
    assert manager.get(address).status_code == 404


def test_what_was_taken_back_is_not_read_by_who_got_it_either(visit: Visit) -> None:
    member = visit("resident")
    said = {"once": ONCE, "words": "The plates are cold.", "room": "council-room", "critical": "yes", "kind": ""}
    assert member.post(f"{MEALS}say/", said).status_code == 302
    handed = {"once": ONCE, "name": name_of("manager"), "reason": "He asked."}
    assert member.post(f"{MEALS}said/contribution-{ONCE}/hand-over/", handed).status_code == 302
    assert visit("manager").get(f"{MEALS}handed/handover-{ONCE}/").status_code == 200
    back = {"once": "b" * 16, "version": "1"}
    assert member.post(f"{MEALS}said/contribution-{ONCE}/take-back/", back).status_code == 302
    assert visit("manager").get(f"{MEALS}handed/handover-{ONCE}/").status_code == 404


def test_what_was_hidden_is_not_read_by_who_got_it_either(visit: Visit) -> None:
    member = visit("resident")
    given = {"once": ONCE, "name": name_of("manager"), "reason": "He can warm the plates."}
    assert member.post(f"{MEALS}said/meals-warmth/hand-over/", given).status_code == 302
    assert visit("manager").get(f"{MEALS}handed/handover-{ONCE}/").status_code == 200
    text = Contribution.objects.get(pk="meals-warmth").text
    hidden = {"once": "c" * 16, "ground": "names_somebody", "why": "It names the cook."}
    member = visit("resident")
    assert text in member.get(f"{MEALS}rooms/council-room/").content.decode()
    assert member.post(f"{MEALS}said/meals-warmth/hide/", hidden).status_code == 302
    assert visit("manager").get(f"{MEALS}handed/handover-{ONCE}/").status_code == 404
    assert text not in member.get(f"{MEALS}rooms/council-room/").content.decode()


def test_both_sides_sort_the_same_words_each_under_their_own_theme(visit: Visit, as_person: As) -> None:
    citizen, director = visit("citizen-1"), visit("new-director")
    about = list(Contribution.objects.filter(initiative="lindehof-together", space=None).values_list("pk", flat=True))
    ours = {"once": ONCE, "name": "Living on here", "contributions": about[:2]}
    theirs = {"once": "a" * 16, "name": "Occupancy", "contributions": about[:1]}
    assert citizen.post(f"{LINDEHOF}themes/", ours).status_code == 302
    assert director.post(f"{LINDEHOF}themes/", theirs).status_code == 302
    seen = theme_seen(f"theme-{ONCE}", initiative="lindehof-together", viewer=as_person("citizen-1"))
    assert seen is not None
    assert [beside for _, beside in seen.given] == [("Occupancy",), ()]
    address = f"{LINDEHOF}themes/theme-{ONCE}/"
    assert director.get(address).status_code == 200
    assert director.post(address, {"once": ONCE, "contributions": about[2:3]}).status_code == 404
    for _ in range(2):
        assert citizen.post(address, {"once": ONCE, "contributions": about[2:3]}).status_code == 302
    assert Theme.objects.get(pk=f"theme-{ONCE}").contributions == tuple(about[:3])
    assert "Please choose at least one contribution." in citizen.post(address, {"once": ONCE}).content.decode()


def test_a_theme_is_renamed_and_split_by_the_side_that_made_it(visit: Visit) -> None:
    citizen, director = visit("citizen-1"), visit("new-director")
    about = list(Contribution.objects.filter(initiative="lindehof-together", space=None).values_list("pk", flat=True))
    made = {"once": ONCE, "name": "Living on here", "contributions": about[:3]}
    assert citizen.post(f"{LINDEHOF}themes/", made).status_code == 302
    address = f"{LINDEHOF}themes/theme-{ONCE}/change/"
    assert address in citizen.get(f"{LINDEHOF}themes/theme-{ONCE}/").content.decode()
    assert director.get(address).status_code == 404
    assert address not in director.get(f"{LINDEHOF}themes/theme-{ONCE}/").content.decode()
    assert 'value="Living on here"' in citizen.get(address).content.decode()
    given = {"once": "b" * 16, "version": "1", "name": "At home", "take_out": about[:1], "apart": "Money"}
    assert citizen.post(address, given).status_code == 302
    row, new = Theme.objects.get(pk=f"theme-{ONCE}"), Theme.objects.get(pk=f"theme-{'b' * 16}")
    assert (row.name, row.contributions, row.version) == ("At home", tuple(about[1:3]), 2)
    assert (new.name, new.contributions, new.made_by) == ("Money", tuple(about[:1]), "civic")
    late = citizen.post(address, {"once": "c" * 16, "version": "1", "name": "Elsewhere"})
    assert late.status_code == 409, "somebody of the same side changed it meanwhile"
    out = {"once": "d" * 16, "version": "2", "name": "At home", "take_out": about[1:2], "apart": ""}
    assert citizen.post(address, out).status_code == 302
    assert Theme.objects.get(pk=f"theme-{ONCE}").contributions == tuple(about[2:3])
    for wrong, words in (
        ({"take_out": about[2:3]}, "Something has to stay"),
        ({"name": " "}, "This needs another look"),
    ):
        answer = citizen.post(address, {"once": "e" * 16, "version": "3", "name": "At home", **wrong})
        assert answer.status_code == 200
        assert words in answer.content.decode()
    assert Theme.objects.filter(name="At home").count() == 1


def test_people_are_told_at_which_stage_they_come_in(visit: Visit) -> None:
    director = visit("new-director")
    given = {"once": ONCE, "text": "Which wall first?", "use": "To choose.", "without_co_author": "on"}
    fixed = {"options": "north\nsouth", "options_fixed_at": "2015-06-01", "open_to": ["town"]}
    assert director.post(f"{LINDEHOF}ask/", {**given, **fixed}).status_code == 302
    row = Question.objects.get(pk=f"question-{ONCE}")
    assert (row.open_to, row.co_author_skipped) == (("town",), True)
    page = visit("citizen-1").get(f"{LINDEHOF}questions/question-{ONCE}/answer/").content.decode()
    assert "The options were fixed before you were asked." in page
    open_one = {**given, "once": "a" * 16, "text": "What worries you?"}
    assert director.post(f"{LINDEHOF}ask/", open_one).status_code == 302
    page = visit("citizen-1").get(f"{LINDEHOF}questions/question-{'a' * 16}/answer/").content.decode()
    assert "You come in early" in page


def test_only_the_side_that_asked_closes_a_question_and_once(visit: Visit) -> None:
    manager, resident = visit("manager"), visit("resident")
    address = f"{MEALS}questions/question-presentation/close/"
    version = str(Question.objects.get(pk="question-presentation").version)
    assert resident.get(address).status_code == 404
    assert resident.post(address, {"once": ONCE, "version": version}).status_code == 404
    assert manager.post(address, {"once": ONCE, "version": version}).status_code == 302
    assert Question.objects.get(pk="question-presentation").closed_at is not None
    again = manager.post(address, {"once": ONCE, "version": str(int(version) + 1)})
    assert "This question was closed already." in again.content.decode()


def test_a_meeting_that_closed_without_a_critical_point_asks_what_could_not_be_said(as_person: As) -> None:
    found = silence_prompt("council-meeting", initiative="meals", viewer=as_person("resident"))
    assert found is not None
    assert found.room is not None
    assert found.room.kind is SpaceKind.CITIZENS_ONLY
    manager = silence_prompt("council-meeting", initiative="meals", viewer=as_person("manager"))
    assert manager is not None
    assert manager.room is None
    assert silence_prompt("no-such-meeting", initiative="meals", viewer=as_person("resident")) is None
