"""People come, leave, change sides, are put out, look through glass and are erased: each may read what a table says.

The table below is written apart from the rule and much smaller: it keeps what happened in plain sets. After each step
the site is asked what somebody may enter and read, and has to answer as the table does. At the end of each life the
logs are read from their first entry, and have to give the root that the site keeps.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from counterpoise.ledger.erasure import Ground
from counterpoise.ledger.hashes import leaf_hash, node_hash
from counterpoise.record import Row, Side
from counterpoise.record.contributions import Contribution, ContributionState
from counterpoise.record.initiatives import Initiative
from counterpoise.record.people import Admission, Capacity, CapacityKind, Membership, Person, Space, SpaceKind
from counterpoise.web.audit.services import erase_person
from counterpoise.web.expertise.models import Contribution as ContributionTable
from counterpoise.web.initiatives.models import Initiative as InitiativeTable
from counterpoise.web.ledger import selectors as kept
from counterpoise.web.ledger.models import Entry, Log
from counterpoise.web.ledger.records import root_from, to_row
from counterpoise.web.ledger.services import RefusedError, Telling, tell
from counterpoise.web.people import models, services
from counterpoise.web.people.selectors import Viewer, glass_to_look_through, readable, viewer_of

pytestmark = pytest.mark.django_db
WHO = ("anna", "bert", "chris", "dora")
ROOMS = {"ours": Side.CIVIC, "theirs": Side.ORGANIZATIONAL}
OTHER = {Side.CIVIC: Side.ORGANIZATIONAL, Side.ORGANIZATIONAL: Side.CIVIC}
KINDS = {Side.CIVIC: CapacityKind.CARE_USER, Side.ORGANIZATIONAL: CapacityKind.MANAGER}
PERSONS, PLACES = st.sampled_from(WHO), st.sampled_from(sorted(ROOMS))


class Life(RuleBasedStateMachine):
    """One life of two rooms and four people."""

    steps: ClassVar[int] = 0
    reads: ClassVar[int] = 0
    """How often somebody was asked about, and how often they might read a closed room: else nothing would be shown."""

    def __init__(self) -> None:
        super().__init__()
        kept._KEPT.clear()
        self.saved = transaction.savepoint()
        self.at = datetime(2016, 2, 27, 12, tzinfo=UTC)
        self.number = 0
        self.sides: dict[str, dict[str, Side]] = {who: {} for who in WHO}
        self.works: dict[str, set[str]] = {who: set() for who in WHO}
        self.let_in: dict[tuple[str, str], Admission] = {}
        self.said: dict[str, str | None] = {}
        self.glass: dict[str, tuple[str, datetime]] = {}

    def teardown(self) -> None:
        """Read the logs from their first entry, then take everything back."""
        for log in Log.objects.filter(pk__in=["common", *ROOMS]):
            leaves = [leaf_hash(bytes(each.envelope)) for each in Entry.objects.filter(log=log).order_by("seq")]
            assert len(leaves) == log.size
            assert _root(leaves) == root_from(log.size, bytes(log.edge))
        transaction.savepoint_rollback(self.saved)
        kept._KEPT.clear()

    def _write(self, model: Any, row: Row, *, log: str = "common") -> None:  # noqa: ANN401 - any table of the record
        self.at += timedelta(seconds=1)
        tell("step", Telling(model=model, row=row), by=None, at=self.at, log=log)

    def _told(self, what: str, /, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - the fields of any row
        self.number += 1
        return {"id": f"{what}-{self.number}", "initiative": "house", "recorded_at": self.at, **more}

    def _viewer(self, who: str) -> Viewer:
        return viewer_of(who, at=self.at, paths_about=lambda _person, _circles: ())

    @initialize(both=st.booleans())
    def begins(self, both: bool) -> None:
        """Lay the house."""
        self.both = both
        self._write(InitiativeTable, Initiative(id="house", recorded_at=self.at, title="House"))
        for name, side in ROOMS.items():
            kind = SpaceKind.CITIZENS_ONLY if side is Side.CIVIC else SpaceKind.ORGANIZATION_ONLY
            space = Space(id=name, initiative="house", recorded_at=self.at, kind=kind, admits_both_sides=both)
            self._write(models.Space, space)
        for who in WHO:
            self._write(models.Person, Person(id=who, recorded_at=self.at, pseudonym=who.title()))
        # Two are in each room from the first: else hardly anybody would ever read in one.
        for who, room in (("anna", "ours"), ("bert", "ours"), ("chris", "theirs"), ("dora", "theirs")):
            self.takes_a_side(who, ROOMS[room])
            self.is_let_in(who, room, set(WHO), voted=False)

    @rule(who=PERSONS, side=st.sampled_from(sorted(ROOMS.values())))
    def takes_a_side(self, who: str, side: Side) -> None:
        """Somebody speaks from a side."""
        row = Capacity(**self._told("as", person=who, kind=KINDS[side], side=side, active_from=self.at.date()))
        self._write(models.Capacity, row)
        self.sides[who][row.id] = side
        self.looks(who)

    @rule(who=PERSONS)
    def gives_up_a_side(self, who: str) -> None:
        """Somebody no longer speaks from a side."""
        if self.sides[who]:
            name = min(self.sides[who])
            del self.sides[who][name]
            self._end(models.Capacity, name)
        self.looks(who)

    def _end(self, model: Any, name: str) -> None:  # noqa: ANN401 - any table with a last day
        kind = {models.Capacity: Capacity, models.Membership: Membership, models.Admission: Admission}[model]
        now: Any = to_row(kind, model.objects.get(pk=name))
        row = replace(now, version=now.version + 1, supersedes_reason="ends", active_until=self.at.date())
        self._write(model, row)
        if isinstance(row, Admission):
            self.let_in[str(row.person), str(row.room)] = row

    @rule(who=PERSONS)
    def works_there(self, who: str) -> None:
        """Somebody takes work at an organization."""
        row = Membership(**self._told("works", person=who, organization="Home", active_from=self.at.date()))
        self._write(models.Membership, row)
        self.works[who].add(row.id)
        self.looks(who)

    @rule(who=PERSONS)
    def stops_working(self, who: str) -> None:
        """Somebody's work ends."""
        if self.works[who]:
            self._end(models.Membership, self.works[who].pop())
        self.looks(who)

    @rule(who=PERSONS, room=PLACES, by=st.sets(PERSONS, max_size=3), voted=st.booleans())
    def is_let_in(self, who: str, room: str, by: set[str], voted: bool) -> None:
        """Somebody is let in, by as many as it may be, by themselves even."""
        names = tuple(sorted(by))
        row = Admission(
            **self._told("in", room=room, person=who, admitted_by=names, by_vote=voted, active_from=self.at.date())
        )
        self._write(models.Admission, row, log=room)
        self.let_in[who, room] = row
        self.looks(who)

    @rule(who=PERSONS, room=PLACES)
    def leaves_or_is_put_out(self, who: str, room: str) -> None:
        """Somebody's place in a room ends."""
        if (who, room) in self.let_in:
            self._end(models.Admission, self.let_in[who, room].id)
        self.looks(who)

    @rule(who=PERSONS, room=st.none() | PLACES)
    def says(self, who: str, room: str | None) -> None:
        """Somebody says something, in the open or in a room."""
        given = self._told("said", text=f"by {who}", space=room, recorded_by=who, state=ContributionState.GIVEN)
        row = Contribution(**given)
        self._write(ContributionTable, row, log=room or "common")
        self.said[row.id] = room
        self.looks(who)

    @precondition(lambda self: self.said)
    @rule(who=PERSONS, room=st.none() | PLACES)
    def moves_words(self, who: str, room: str | None) -> None:
        """What was said is moved to another room."""
        name = max(self.said)
        now = to_row(Contribution, ContributionTable.objects.get(pk=name))
        row = replace(now, version=now.version + 1, supersedes_reason="moved", space=room)
        self._write(ContributionTable, row, log=room or "common")
        self.said[name] = room
        self.looks(who)

    @rule(days=st.integers(1, 3), who=PERSONS)
    def days_pass(self, days: int, who: str) -> None:
        """Time goes on, over a leap day too."""
        self.at += timedelta(days=days)
        self.looks(who)

    @rule(asker=PERSONS, member=PERSONS, room=PLACES, hours=st.sampled_from([1, 24]))
    def breaks_glass(self, asker: str, member: str, room: str, hours: int) -> None:
        """Somebody asks to look, and somebody tries to open."""
        self.number += 1
        may_ask = bool(self._sides(asker))
        try:
            services.ask_to_look(
                initiative="house", reason="fire", once=str(self.number), by=self._viewer(asker), at=self.at
            )
            asked = True
        except RefusedError:
            asked = False
        assert asked is may_ask
        if asked:
            ask = f"ask-{self.number}"
            try:
                services.open_glass(ask=ask, room=room, hours=hours, by=self._viewer(member), at=self.at)
                opened = True
            except RefusedError:
                opened = False
            assert opened is (member != asker and self._reads(member, room))
            if opened:
                self.glass[ask] = (asker, self.at + timedelta(hours=hours))
        self.looks(asker)

    @rule(who=PERSONS)
    def is_erased(self, who: str) -> None:
        """Somebody asks for erasure: their places end."""
        erase_person(person=who, ground=Ground.ASKED, sure=True, at=self.at)
        # Erasing tells of words; that places ended shows on the next day's page, as it does for whoever leaves.
        kept._KEPT.clear()
        self.sides[who], self.works[who] = {}, set()
        for pair in [pair for pair in self.let_in if pair[0] == who]:
            del self.let_in[pair]
        self.looks(who)

    def _sides(self, who: str) -> set[Side]:
        return set(self.sides[who].values()) | ({Side.ORGANIZATIONAL} if self.works[who] else set())

    def _reads(self, who: str, room: str) -> bool:
        row, side, held = self.let_in.get((who, room)), ROOMS[room], self._sides(who)
        if row is None or row.active_until is not None or side not in held:
            return False
        enough = len(set(row.admitted_by) - {who}) >= 2
        return enough and (OTHER[side] not in held or (self.both and row.by_vote))

    @rule(who=PERSONS)
    def looks(self, who: str) -> None:
        """What somebody may enter, read and look through is what the table says."""
        type(self).steps += 1
        viewer = self._viewer(who)
        for room in ROOMS:
            type(self).reads += self._reads(who, room)
            assert viewer.may_enter(room) is self._reads(who, room), (who, room)
        seen = set(readable(ContributionTable, viewer=viewer).filter(initiative="house").values_list("pk", flat=True))
        assert seen == {name for name, room in self.said.items() if room is None or self._reads(who, room)}
        for ask, (asker, until) in self.glass.items():
            there = glass_to_look_through(ask, viewer=viewer, at=self.at) is not None
            assert there is (asker == who and self.at < until)


def _root(leaves: list[bytes]) -> bytes:
    """Return the root as RFC 6962 defines it, word for word."""
    if len(leaves) == 1:
        return leaves[0]
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return node_hash(_root(leaves[:half]), _root(leaves[half:]))


def lived(lives: int, steps: int) -> int:
    """Live so many lives; return how often it was asked what somebody may read."""
    Life.steps = Life.reads = 0
    options = settings(
        max_examples=lives,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Life, settings=options)
    return Life.steps


def test_rooms_open_and_close_as_the_table_says() -> None:
    assert lived(10, 30) >= 100
    assert Life.reads >= 50


@pytest.mark.slow
@pytest.mark.faults
def test_rooms_open_and_close_as_the_table_says_in_twenty_thousand_steps() -> None:
    assert lived(460, 50) >= 20_000
    assert Life.reads >= 2_000
