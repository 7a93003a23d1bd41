import time
from collections import Counter
from itertools import islice

import pytest

from counterpoise.datasets.synthetic import FIRST_DAY, LAST_DAY, Design, SizeError, synthetic, truth
from counterpoise.decisions.unilateral import unilateral
from counterpoise.record import Record, Side, check, days_between, look
from counterpoise.record.contributions import Contribution
from counterpoise.record.decisions import Answer, Concern, Decision, Effect, GroupReference, Notice, Trace
from counterpoise.record.initiatives import Group, Initiative
from counterpoise.record.positions import Ballot, Vote


@pytest.fixture(scope="module")
def record() -> Record:
    return Record.of(synthetic(contributions=1_000, seed=7))


def test_the_register_holds_together(record: Record) -> None:
    assert check(record) == ()


def test_the_sizes_are_those_that_were_asked_for(record: Record) -> None:
    assert [len(record.rows(kind)) for kind in (Initiative, Contribution, Decision, Notice)] == [10, 1_000, 200, 2_000]


@pytest.mark.parametrize(("contributions", "initiatives"), [(0, None), (1, None), (7, 3), (250, 2)])
def test_small_and_uneven_sizes_hold_together(contributions: int, initiatives: int | None) -> None:
    small = Record.of(synthetic(contributions=contributions, initiatives=initiatives))
    assert check(small) == ()
    assert len(small.rows(Contribution)) == contributions
    assert len(small.rows(Initiative)) == (initiatives or 1)


@pytest.mark.parametrize(("contributions", "initiatives"), [(-1, None), (10, 0)])
def test_a_size_that_cannot_be_made_is_refused(contributions: int, initiatives: int | None) -> None:
    with pytest.raises(SizeError) as caught:
        synthetic(contributions=contributions, initiatives=initiatives)
    assert caught.value.code == "bad_size"
    assert (caught.value.contributions, caught.value.initiatives) == (contributions, initiatives)


def test_the_same_seed_gives_the_same_rows_and_another_one_others(record: Record) -> None:
    again = Record.of(synthetic(contributions=1_000, seed=7))
    assert again == record
    assert Record.of(synthetic(contributions=1_000, seed=8)) != record


def test_an_initiative_does_not_depend_on_those_after_it() -> None:
    few = Record.of(synthetic(contributions=100, seed=7))
    more = Record.of(synthetic(contributions=300, seed=7))
    own = [row for row in more if row.initiative == "initiative-0001"]
    assert own == [row for row in few if row.initiative == "initiative-0001"]


def test_every_row_says_that_it_is_made_up_and_lies_between_the_two_days(record: Record) -> None:
    assert {row.source for row in record} == {"synthetic"}
    days = {row.recorded_at.date() for row in record}
    assert min(days) >= FIRST_DAY
    assert max(days) <= LAST_DAY


def test_the_rows_come_as_a_stream() -> None:
    started = time.process_time()
    first = list(islice(synthetic(contributions=10_000_000), 5))
    assert len(first) == 5
    assert time.process_time() - started < 5


def test_the_truth_is_what_stands_in_the_rows(record: Record) -> None:
    true = truth(contributions=1_000, seed=7)
    said = {row.id: str(row.side) for row in record.rows(Contribution)}
    assert Counter(said.values()) == true.contributions
    used = Counter(said[row.contribution or ""] for row in record.rows(Trace) if row.effect is Effect.PARTLY)
    assert used == true.used
    assert len(record.rows(Concern)) == true.concerns
    answers = record.rows(Answer)
    assert (len(answers), sum(bool(row.reason) for row in answers)) == (true.answered, true.with_reason)
    references = record.rows(GroupReference)
    assert (len(references), sum(row.group is not None for row in references)) == (true.references, true.named)
    against = [row for row in record.rows(Vote) if row.ballot is Ballot.DISAGREE]
    assert len(against) == true.critics


def test_the_true_lags_are_those_of_the_notices(record: Record) -> None:
    sides = {row.id: str(row.side) for row in record.rows(Group)}
    decided = {row.id: row.decided_at for row in record.rows(Decision)}
    found: dict[str, Counter[int]] = {str(Side.CIVIC): Counter(), str(Side.ORGANIZATIONAL): Counter()}
    for row in record.rows(Notice):
        start = decided[row.decision or ""]
        assert start is not None
        lag = -1 if row.told_at is None else days_between(start, row.told_at).low
        found[sides[row.group or ""]][lag] += 1
    assert found == truth(contributions=1_000, seed=7).lags


def test_the_true_number_of_one_sided_decisions_is_what_the_rule_finds(record: Record) -> None:
    readings = [unilateral(case, seed=1) for case in look(record, at=LAST_DAY).cases]
    found: Counter[str] = Counter()
    for reading in readings:
        found.update({part.of: int(part.numerator or 0) for part in reading.parts if part.name == "class"})
    assert found == truth(contributions=1_000, seed=7).sidedness
    assert min(found.values()) > 0


def test_the_draws_follow_the_chances() -> None:
    design = Design(civic_uptake=0.1, organization_uptake=0.8, answered=0.25)
    true = truth(contributions=20_000, seed=3, design=design)
    assert true.design == design
    assert true.used["civic"] / true.contributions["civic"] == pytest.approx(0.1, abs=0.01)
    assert true.used["organizational"] / true.contributions["organizational"] == pytest.approx(0.8, abs=0.015)
    assert true.answered / true.concerns == pytest.approx(0.25, abs=0.02)
    assert true.critics_stayed / true.critics == pytest.approx(design.critic_stays, abs=0.04)
    assert true.others_stayed / true.others == pytest.approx(design.stays, abs=0.04)


def test_whoever_agreed_beforehand_is_on_the_civic_side(record: Record) -> None:
    civic = {row.id for row in record.rows(Group) if row.side is Side.CIVIC}
    agreed = [row for row in record.rows(Decision) if row.consented]
    assert agreed
    assert all(set(row.consented) <= civic for row in agreed)


@pytest.mark.slow
def test_a_thousand_initiatives_are_made_in_time() -> None:
    started = time.process_time()
    tables = Counter(row.TABLE for row in synthetic(contributions=100_000))
    assert (tables["initiatives"], tables["decisions"], tables["notices"]) == (1_000, 20_000, 200_000)
    assert time.process_time() - started < 20
