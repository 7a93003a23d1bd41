from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from counterpoise.ledger.findings import REMARKS, Finding, Verdict, runs
from counterpoise.ledger.words import WORDS


@given(st.sets(st.integers(0, 30)))
def test_runs_hold_the_same_numbers_without_gaps(numbers: set[int]) -> None:
    found = runs(numbers)
    assert [number for first, last in found for number in range(first, last + 1)] == sorted(numbers)
    assert all(later[0] > earlier[1] + 1 for earlier, later in pairwise(found))


def test_a_remark_does_not_speak_against_the_ledger_and_a_problem_does() -> None:
    remark, problem = Finding("clock_back"), Finding("removed")
    assert Verdict(findings=(remark,), logs=(), memory={}).holds
    assert not Verdict(findings=(remark, problem), logs=(), memory={}).holds


def test_every_remark_has_words() -> None:
    assert set(WORDS) >= REMARKS
