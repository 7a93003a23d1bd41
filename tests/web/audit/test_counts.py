"""A closed room lets out counts by a vote of its members, and the power check is then less silent about it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from counterpoise.audit.power import audit
from counterpoise.audit.rooms import FEWEST, RELEASABLE, counts_of_room
from counterpoise.levels.editions import shared_edition
from counterpoise.record import Edition
from counterpoise.record.people import Space
from counterpoise.web.audit import models
from counterpoise.web.audit.records import build
from counterpoise.web.expertise.selectors import members_of
from counterpoise.web.ledger.models import Entry, EntryBody
from counterpoise.web.ledger.records import to_row
from counterpoise.web.people import models as people
from counterpoise.web.ui.clock import now

pytestmark = pytest.mark.django_db
ROOM = "council-room"
HERE = f"/initiatives/meals/audit/rooms/{ROOM}/"
ONCE = "0123456789abcdef"
CODE = "expertise.presence"
Visit = Callable[[str], Client]


@pytest.fixture(autouse=True)
def fresh(forgets: Callable[[], None]) -> None:
    """Nothing is kept between tests: each writes, and its writing is taken back."""


@pytest.fixture
def members() -> list[str]:
    """Return who is in the room."""
    return sorted(members_of(to_row(Space, people.Space.objects.get(pk=ROOM)), at=now()))


def told_of(code: str) -> tuple[float | None, float | None]:
    record = shared_edition(build(), at=now())
    reading = audit(record, at=now().date(), edition=Edition.SHARED).of("meals").indicator(code).reading
    return reading.coverage, reading.details["silent_rooms"]


def proposed(visit: Visit, person: str, code: str = CODE) -> str:
    assert visit(person).post(f"{HERE}propose/{code}/", {"once": ONCE}).status_code == 302
    return models.CountProposal.objects.get(indicator=code).name


def test_only_members_see_what_their_room_could_share(visit: Visit, members: list[str]) -> None:
    assert members
    text = visit(members[0]).get(HERE).content.decode()
    assert "What our room shares as counts" in text
    assert HERE in visit(members[0]).get("/initiatives/meals/audit/readings/").content.decode()
    for person in ("manager", "regional-manager", ""):
        for address in (HERE, f"{HERE}propose/{CODE}/", f"{HERE}vote/count-{ONCE}/", f"{HERE}release/count-{ONCE}/"):
            assert visit(person).get(address).status_code == 404
            answer = visit(person).post(address, {"once": ONCE, "share": "yes"})
            assert answer.status_code == (405 if address == HERE else 404)
    assert visit(members[0]).get(f"{HERE}propose/expertise.uptake/").status_code == 404
    assert visit(members[0]).get(f"{HERE}vote/nothing/").status_code == 404
    assert not models.CountProposal.objects.exists()


def test_a_count_leaves_the_room_once_its_members_voted_for_it_and_silence_ends(
    visit: Visit, members: list[str]
) -> None:
    before, silent = told_of(CODE)
    assert silent == 1
    name = proposed(visit, members[0])
    assert told_of(CODE) == (before, silent), "a proposal tells nothing"
    early = visit(members[0]).post(f"{HERE}release/{name}/", {"once": ONCE})
    assert early.status_code == 200
    assert not people.ReleasedCount.objects.filter(id__startswith=name).exists()
    for person in members:
        assert visit(person).post(f"{HERE}vote/{name}/", {"once": ONCE, "share": "yes"}).status_code == 302
    again = visit(members[0]).post(f"{HERE}vote/{name}/", {"once": ONCE, "share": "yes"})
    assert again.status_code == 200
    assert models.CountProposal.objects.get(pk=name).votes_for == len(members)
    assert "The vote is over: we share it." in visit(members[0]).get(HERE).content.decode()
    assert visit(members[-1]).post(f"{HERE}release/{name}/", {"once": ONCE}).status_code == 302
    rows = people.ReleasedCount.objects.filter(id__startswith=name)
    counted = counts_of_room(build(), room=ROOM, at=now(), by=None)[CODE]
    assert {(row.part, row.numerator, row.denominator) for row in rows} == {
        (row.part, row.numerator, row.denominator) for row in counted
    }
    after, silent = told_of(CODE)
    assert silent == 0
    assert after is not None
    assert before is None or after >= before
    body = b"".join(bytes(each) for each in EntryBody.objects.filter(
        entry__log="common", entry__type="count_released").values_list("body", flat=True)).decode()  # fmt: skip
    assert all(person not in body for person in members)
    assert not Entry.objects.filter(log="common", type__in=["count_proposed", "count_voted"]).exists()
    votes = EntryBody.objects.filter(entry__log=ROOM, entry__type="count_voted")
    assert len(votes) == len(members)
    assert all(person not in bytes(vote.body).decode() for vote in votes for person in members)


def test_a_vote_that_is_lost_keeps_the_count_in_the_room_and_it_can_be_proposed_anew(
    visit: Visit, members: list[str]
) -> None:
    name = proposed(visit, members[0])
    twice = visit(members[0]).post(f"{HERE}propose/{CODE}/", {"once": "fedcba9876543210"})
    assert "The members vote on this count already." in twice.content.decode()
    for person in members:
        visit(person).post(f"{HERE}vote/{name}/", {"once": ONCE, "share": "no"})
    assert visit(members[0]).post(f"{HERE}release/{name}/", {"once": ONCE}).status_code == 404
    assert "it stays in the room" in visit(members[0]).get(HERE).content.decode()
    assert not people.ReleasedCount.objects.filter(id__startswith=name).exists()
    assert visit(members[0]).post(f"{HERE}propose/{CODE}/", {"once": "fedcba9876543210"}).status_code == 302
    assert models.CountProposal.objects.count() == 2


def test_the_page_costs_little(visit: Visit, members: list[str]) -> None:
    client = visit(members[0])
    client.get(HERE)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(HERE)
    assert len(asked) <= 15
    assert len(answer.content) <= 150_000


def test_what_a_room_lets_out_is_what_the_measure_counts_in_it() -> None:
    counts = counts_of_room(build(), room=ROOM, at=now(), by=None)
    assert set(counts) == set(RELEASABLE)
    for code, rows in counts.items():
        assert {row.part for row in rows} <= set(RELEASABLE[code])
        for row in rows:
            assert row.numerator <= row.denominator
            assert code != CODE or not 0 < row.denominator < FEWEST
