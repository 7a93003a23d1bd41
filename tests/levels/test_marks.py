"""Who was critical is read by citizens; the organization, and what both sides read, get it only as a count."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoise.expertise.presence import presence
from counterpoise.levels.editions import edition_for, room_edition, shared_edition
from counterpoise.levels.marks import CODE, FEWEST, counted_openly, sees_marks
from counterpoise.record import Edition, Record, Row, Side, check, look
from counterpoise.record.contributions import Contribution, ContributionState
from counterpoise.record.people import Capacity, ReleasedCount
from tests.builders import at, row
from tests.levels.worlds import people

TODAY = at()
WHO = ("her", "him", "nurse", "clerk", "outsider", "owner")
SAID = st.lists(
    st.tuples(
        st.sampled_from([None, True, False]),
        st.sampled_from([None, True, False]),
        st.sampled_from([None, Side.CIVIC, Side.ORGANIZATIONAL]),
        st.sampled_from([None, "room-ours", "room-theirs", "room-table"]),
        st.sampled_from([None, *WHO]),
        st.sampled_from([ContributionState.GIVEN, ContributionState.WITHDRAWN]),
    ),
    max_size=16,
)


def said(*told: tuple[Any, ...]) -> Record:
    rows: list[Row] = [
        row(Contribution, f"c{n}", critical=critical, org_present=there, side=side, space=room, recorded_by=who,
            state=state)
        for n, (critical, there, side, room, who, state) in enumerate(told)
    ]  # fmt: skip
    return Record.of([*people(), *rows])


def gap(record: Record, edition: Edition) -> tuple[float | None, float | None, float | None]:
    sight = look(record, at=TODAY, edition=edition)
    found = presence(next(one for one in sight.cases if one.initiative.id == "together"), seed=42)
    return found.value, found.numerator, found.denominator


@settings(max_examples=150, deadline=None)
@given(told=SAID, who=st.sampled_from(WHO))
def test_nobody_but_citizens_reads_who_was_critical_outside_a_room_of_theirs(told: Any, who: str) -> None:  # noqa: ANN401 - what hypothesis draws
    record = said(*told)
    own = edition_for(record, person=who, at=TODAY)
    assert check(own) == ()
    rooms = {"her": {"room-ours"}, "him": {"room-theirs"}}.get(who, set())
    for each in own.rows(Contribution):
        if each.critical is not None and not sees_marks({"her": [Side.CIVIC], "outsider": [Side.CIVIC],
                                                         "owner": [Side.CIVIC]}.get(who, [])):  # fmt: skip
            assert each.space in rooms or each.recorded_by == who
    shared = shared_edition(record, at=TODAY)
    assert [each for each in shared.rows(Contribution) if each.critical is not None] == []
    assert shared_edition(own, at=TODAY) == shared
    assert edition_for(own, person=who, at=TODAY) == own


@settings(max_examples=150, deadline=None)
@given(told=SAID)
def test_the_count_gives_the_figure_that_the_marks_give(told: Any) -> None:  # noqa: ANN401 - what hypothesis draws
    openly = [one for one in told if one[3] in {None, "room-table"}]
    record = said(*openly)
    arms = [sum(1 for critical, there, side, _, _, state in openly
                if critical is not None and there is present and side is not Side.ORGANIZATIONAL
                and state is ContributionState.GIVEN) for present in (True, False)]  # fmt: skip
    whole, shared = gap(record, Edition.FULL), gap(shared_edition(record, at=TODAY), Edition.SHARED)
    if min(arms) >= FEWEST:
        assert shared == whole
    else:
        assert shared[0] is None
        assert (shared[2] or 0) <= (whole[2] or 0)


def test_two_marked_words_are_not_counted_out_and_three_are() -> None:
    two = said(*[(True, True, Side.CIVIC, None, None, ContributionState.GIVEN)] * 2)
    three = said(*[(n > 0, True, Side.CIVIC, None, None, ContributionState.GIVEN) for n in range(3)])
    assert shared_edition(two, at=TODAY).rows(ReleasedCount) == ()
    counts = shared_edition(three, at=TODAY).rows(ReleasedCount)
    assert [(one.room, one.indicator, one.part, one.numerator, one.denominator) for one in counts] == [
        (None, CODE, "present", 2, 3)
    ]
    case = look(shared_edition(three, at=TODAY), at=TODAY, edition=Edition.SHARED).cases[0]
    assert (counted_openly(case, "present"), counted_openly(case, "absent")) == (counts[0], None)


def test_words_of_the_organization_are_not_counted_even_where_only_the_capacity_says_so() -> None:
    manager = row(Capacity, "as-manager", person="him", side=Side.ORGANIZATIONAL)
    rows = [row(Contribution, f"c{n}", critical=True, org_present=True, capacity="as-manager") for n in range(4)]
    shared = shared_edition(Record.of([*people(), manager, *rows]), at=TODAY)
    assert shared.rows(ReleasedCount) == ()


def test_an_earlier_version_loses_its_mark_as_well() -> None:
    first = row(Contribution, "c", critical=True, org_present=True)
    second = row(Contribution, "c", version=2, critical=False, org_present=True)
    shared = shared_edition(Record.of([*people(), first, second]), at=TODAY)
    assert [each.critical for each in shared.rows(Contribution)] == [None, None]


def test_members_of_a_room_read_the_marks_in_it_and_not_those_of_others_outside() -> None:
    rows = [row(Contribution, "in", critical=True, space="room-theirs"), row(Contribution, "out", critical=True)]
    record = Record.of([*people(), *rows])
    for edition in (edition_for(record, person="him", at=TODAY), room_edition(record, room="room-theirs", at=TODAY)):
        assert {each.id: each.critical for each in edition.rows(Contribution)} == {"in": True, "out": None}


@pytest.mark.parametrize(
    ("held", "sees"),
    [([Side.CIVIC], True), ([Side.ORGANIZATIONAL], False), ([Side.CIVIC, Side.ORGANIZATIONAL], False), ([], False),
     ([Side.INDEPENDENT], False)],
)  # fmt: skip
def test_whoever_also_speaks_for_the_organization_does_not_read_who_was_critical(held: list[Side], sees: bool) -> None:
    assert sees_marks(held) is sees
