"""A closed room shares only what its members vote to share, and lets in only whom two of them let in."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client

from counterpoise.record import Side
from counterpoise.record.people import Admission, Capacity, CapacityKind, Person
from counterpoise.web.expertise.models import Ballot, Digest, Tally
from counterpoise.web.expertise.services import propose_digest, vote
from counterpoise.web.ledger import selectors as kept
from counterpoise.web.ledger.models import Entry, EntryBody
from counterpoise.web.ledger.services import RefusedError, Telling, tell
from counterpoise.web.people import models as people
from counterpoise.web.people.selectors import Viewer, viewer_of
from counterpoise.web.trajectory.selectors import paths_about
from counterpoise.web.ui.clock import now
from tests.web.again import load_again

MEALS = "/initiatives/meals/expertise/"
ROOM = f"{MEALS}rooms/council-room/"
ONCE = "0123456789abcdef"
DIGEST = f"digest-{ONCE}"
TEXT = "The food is often cold, and who needs help has to wait."


@pytest.fixture(autouse=True)
def fresh(forgets: Callable[[], None]) -> None:
    """Nothing is kept between tests: each writes, and its writing is taken back."""


def who(person: str) -> Viewer:
    return viewer_of(person, at=now(), paths_about=paths_about)


def newcomer(name: str, *sides: Side, council: bool = False) -> None:
    """Write down somebody who takes part in the meals; with a council they are in the room."""
    at = now()
    rows = [Telling(model=people.Person, row=Person(id=name, pseudonym=name.title(), recorded_at=at))]
    for side in sides:
        kind = CapacityKind.CARE_USER if side is Side.CIVIC else CapacityKind.PROFESSIONAL
        capacity = Capacity(id=f"{name}-{side}", initiative="meals", recorded_at=at, person=name, kind=kind, side=side)
        rows.append(Telling(model=people.Capacity, row=capacity))
    if council:
        row = Admission(
            id=f"{name}-in",
            initiative="meals",
            space="council-room",
            recorded_at=at,
            room="council-room",
            person=name,
            admitted_by_body="wending-client-council",
            account_check="known",
            active_from=date(2015, 1, 1),
        )
        rows.append(Telling(model=people.Admission, row=row))
    tell("somebody_came", *rows, by=None, at=at)


def proposed(visit: Callable[[str], Client], **more: str) -> Client:
    client = visit("resident")
    assert client.post(f"{ROOM}share/", {"once": ONCE, "text": TEXT, **more}).status_code == 302
    return client


def voted(client: Client, share: str = "yes") -> int:
    return client.post(f"{MEALS}digests/{DIGEST}/vote/", {"once": ONCE, "share": share}).status_code


def released(client: Client) -> int:
    return client.post(f"{MEALS}digests/{DIGEST}/release/", {"once": ONCE}).status_code


@pytest.mark.django_db
@pytest.mark.parametrize("person", ["", "manager", "citizen-1", "researcher"])
def test_the_room_is_nothing_to_who_is_not_in_it(person: str, visit: Callable[[str], Client]) -> None:
    proposed(visit)
    client = visit(person)
    for address in (ROOM, f"{ROOM}share/", f"{ROOM}admit/", f"{MEALS}digests/{DIGEST}/vote/"):
        assert client.get(address).status_code == 404
        # Reading pages take no post, whatever their address: that says nothing of the room.
        assert client.post(address, {"once": ONCE, "text": "x", "share": "yes"}).status_code in {404, 405}
    assert released(client) == 404
    for address in (MEALS, "/", "/record/", "/search/?q=often", "/initiatives/meals/", "/export/"):
        assert TEXT.encode() not in client.get(address).content


@pytest.mark.django_db
def test_members_see_who_is_in_and_what_is_not_guaranteed(visit: Callable[[str], Client]) -> None:
    page = visit("resident").get(ROOM).content.decode()
    for words in ("A council member", "Client council of De Wending", "the food is cold", "closed by rule"):
        assert words in page


@pytest.mark.django_db
def test_a_text_leaves_the_room_by_vote_and_with_nobodys_name(visit: Callable[[str], Client]) -> None:
    resident, council, manager = proposed(visit), visit("council-member"), visit("manager")
    assert voted(resident) == 302
    assert released(resident) == 200  # one of two has voted: the other can still say no
    assert "still going on" in resident.post(f"{MEALS}digests/{DIGEST}/release/", {"once": ONCE}).content.decode()
    assert voted(council) == 302
    assert TEXT not in manager.get(MEALS).content.decode()
    assert released(council) == 302
    page = manager.get(MEALS).content.decode()
    assert TEXT in page
    assert "2 members voted to share this, 0 voted not to." in page
    assert "the food is cold" not in page
    entry = Entry.objects.filter(log="common", type="digest_released").latest("seq")
    body = json.loads(bytes(EntryBody.objects.get(entry=entry).body))
    assert body["by"] is None
    assert "council-member" not in str(body)
    assert "resident" not in str(body)


@pytest.mark.django_db
def test_until_it_is_shared_the_common_log_tells_nothing_of_it(visit: Callable[[str], Client]) -> None:
    before = Entry.objects.filter(log="common").count()
    resident = proposed(visit)
    voted(resident, "no")
    voted(visit("council-member"), "no")
    assert Entry.objects.filter(log="common").count() == before
    assert released(resident) == 200
    assert "it stays in the room" in resident.get(ROOM).content.decode()
    assert Digest.objects.get(id=DIGEST).released_at is None


@pytest.mark.django_db
def test_nobody_votes_twice_and_nobody_sees_how_the_vote_stands(visit: Callable[[str], Client]) -> None:
    resident = proposed(visit)
    assert voted(resident) == 302
    again = resident.post(f"{MEALS}digests/{DIGEST}/vote/", {"once": ONCE, "share": "no"})
    assert "You voted already." in again.content.decode()
    tally = Tally.objects.get(digest=DIGEST)
    assert (tally.votes_for, tally.votes_against) == (1, 0)
    page = visit("council-member").get(ROOM).content.decode()
    assert "1 of 2 members have voted." in page
    assert "voted to share" not in page


@pytest.mark.django_db
def test_nothing_keeps_how_somebody_voted(visit: Callable[[str], Client]) -> None:
    voted(proposed(visit), "no")
    assert {field.name for field in Ballot._meta.get_fields()} == {"id", "digest", "person"}
    for entry in EntryBody.objects.filter(entry__log="council-room", entry__type="digest_voted"):
        assert b"resident" not in bytes(entry.body)


@pytest.mark.django_db
def test_the_number_that_say_something_is_wrong_is_shared_only_if_the_room_votes_for_it(
    visit: Callable[[str], Client],
) -> None:
    resident = proposed(visit, with_count="on")
    voted(resident)
    voted(visit("council-member"))
    assert not people.ReleasedCount.objects.filter(room="council-room").exists()
    assert released(resident) == 302
    counts = {
        row.part: (row.numerator, row.denominator) for row in people.ReleasedCount.objects.filter(room="council-room")
    }
    assert counts == {"present": (0, 0), "absent": (7, 7)}


@pytest.fixture
def committed(transactional_db: None) -> None:  # noqa: ARG001 - the database is there
    """Load the illustrations for a test whose threads each have a connection of their own."""
    load_again()
    kept._KEPT.clear()


@pytest.mark.usefixtures("committed")
def test_fifty_votes_at_once_of_one_person_are_one_vote() -> None:
    propose_digest(initiative="meals", room="council-room", text=TEXT, once=ONCE, by=who("resident"), at=now())
    results = at_once([lambda: vote(initiative="meals", digest=DIGEST, share=True, by=who("resident"), at=now())] * 50)
    assert results.count("voted") == 1
    assert Tally.objects.get(digest=DIGEST).votes_for == 1
    assert Ballot.objects.filter(digest=DIGEST).count() == 1


@pytest.mark.usefixtures("committed")
def test_fifty_members_who_vote_at_once_have_one_vote_each() -> None:
    for number in range(50):
        newcomer(f"member-{number}", Side.CIVIC, council=True)
    kept._KEPT.clear()
    propose_digest(initiative="meals", room="council-room", text=TEXT, once=ONCE, by=who("member-0"), at=now())
    voters = [who(f"member-{number}") for number in range(50)]

    def of(voter: Viewer) -> Callable[[], object]:
        return lambda: vote(initiative="meals", digest=DIGEST, share=True, by=voter, at=now())

    results = at_once([of(voter) for voter in voters])
    assert results == ["voted"] * 50
    assert Tally.objects.get(digest=DIGEST).votes_for == 50
    assert Entry.objects.filter(log="council-room", type="digest_voted").count() == 50


def at_once(acts: list[Callable[[], object]]) -> list[str]:
    """Do all of these at the same moment; return what came of each."""
    line = Barrier(len(acts))
    results: list[str] = []

    def go(act: Callable[[], object]) -> None:
        line.wait()
        try:
            act()
            results.append("voted")
        except RefusedError as error:
            results.append(error.refusals[0].code)
        finally:
            connection.close()

    threads = [Thread(target=go, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.mark.django_db
def test_somebody_is_in_once_two_members_say_so(visit: Callable[[str], Client]) -> None:
    newcomer("neighbour", Side.CIVIC)
    resident, council = visit("resident"), visit("council-member")
    told = {"once": ONCE, "name": "neighbour", "account_check": "We spoke in person."}
    assert resident.post(f"{ROOM}admit/", told).status_code == 302
    assert not who("neighbour").may_enter("council-room")
    let_in = f"{ROOM}admit/admission-{ONCE}/"
    assert "two different members" in resident.post(let_in, {"once": ONCE, "version": "1"}).content.decode()
    assert not who("neighbour").may_enter("council-room")
    assert "We spoke in person." in council.get(let_in).content.decode()
    assert council.post(let_in, {"once": ONCE, "version": "1"}).status_code == 302
    assert who("neighbour").may_enter("council-room")
    assert not Entry.objects.filter(log="common", type__in=["member_proposed", "member_let_in"]).exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sides", "message"),
    [
        ((Side.ORGANIZATIONAL,), "not of the side"),
        ((Side.CIVIC, Side.ORGANIZATIONAL), "also speaks for the other side"),
    ],
)
def test_nobody_who_speaks_for_the_organization_is_let_in(
    sides: tuple[Side, ...], message: str, visit: Callable[[str], Client]
) -> None:
    newcomer("nurse", *sides)
    answer = visit("resident").post(f"{ROOM}admit/", {"once": ONCE, "name": "Nurse", "account_check": "Known."})
    assert message in answer.content.decode()
    assert not people.Admission.objects.filter(person="nurse").exists()


@pytest.mark.django_db
def test_a_name_that_nobody_has_is_told_and_kept(visit: Callable[[str], Client]) -> None:
    answer = visit("resident").post(f"{ROOM}admit/", {"once": ONCE, "name": "Nobody <b>", "account_check": "Known."})
    page = answer.content.decode()
    assert "Nobody takes part here under this name." in page
    assert "Nobody &lt;b&gt;" in page
