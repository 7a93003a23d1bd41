import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.inter_rater import cohens_kappa

from counterpoise.statistics.agreement import Kappa, cohen_kappa, mode, modes, percent_agreement
from counterpoise.statistics.intervals import UnevenPairsError

labels = st.sampled_from("abc")
readings = st.lists(st.tuples(labels, labels), min_size=1, max_size=60)


@given(readings)
def test_kappa_and_its_interval_equal_statsmodels(pairs: list[tuple[str, str]]) -> None:
    first, second = [a for a, _ in pairs], [b for _, b in pairs]
    found = cohen_kappa(first, second)
    if len(set(first) | set(second)) == 1:
        assert found.kappa is None
        return
    table = [[pairs.count((a, b)) for b in "abc"] for a in "abc"]
    with np.errstate(all="ignore"):  # its test statistic, which we do not use, may divide by zero
        theirs = cohens_kappa(table)
    assert found.kappa == pytest.approx(theirs.kappa, abs=1e-9)
    assert found.interval is not None
    if theirs.var_kappa > 1e-12:
        ends = max(-1, theirs.kappa_low), min(1, theirs.kappa_upp)
        assert (found.interval.low, found.interval.high) == pytest.approx(ends, abs=1e-6)


@given(readings)
def test_kappa_does_not_depend_on_who_is_called_first(pairs: list[tuple[str, str]]) -> None:
    there = cohen_kappa([a for a, _ in pairs], [b for _, b in pairs]).kappa
    back = cohen_kappa([b for _, b in pairs], [a for a, _ in pairs]).kappa
    assert there == pytest.approx(back)


def test_readers_who_always_agree_have_a_kappa_of_one() -> None:
    found = cohen_kappa("aabbc", "aabbc")
    assert (found.kappa, found.observed, found.n) == (1.0, 1.0, 5)


def test_kappa_says_nothing_where_only_one_label_was_used_or_nothing_was_read() -> None:
    assert cohen_kappa("aaa", "aaa") == Kappa(None, None, 1.0, 1.0, 3)
    assert cohen_kappa("", "") == Kappa(None, None, None, None, 0)
    assert cohen_kappa("aaa", "bbb").kappa == 0


def test_plain_agreement_is_a_share_of_items() -> None:
    assert percent_agreement([1, 2, 3, 4], [1, 2, 4, 4]) == 0.75
    assert percent_agreement([], []) is None


def test_lists_of_unlike_length_are_refused() -> None:
    for measure in (percent_agreement, cohen_kappa):
        with pytest.raises(UnevenPairsError):
            measure(["a"], ["a", "b"])


def test_the_mode_keeps_its_ties() -> None:
    assert modes(["together", "director", "together"]) == ("together",)
    assert modes(["b", "a", "b", "a", "c"]) == modes(["a", "b", "c", "b", "a"]) == ("a", "b")
    assert modes([]) == ()
    assert mode(["a", "a", "b"]) == "a"
    assert mode(["a", "b"]) is None
    assert mode([]) is None
