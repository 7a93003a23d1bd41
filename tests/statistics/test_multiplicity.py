from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import false_discovery_control
from statsmodels.stats.multitest import multipletests

from counterpoise.statistics.multiplicity import (
    NotAProbabilityError,
    benjamini_hochberg,
    benjamini_yekutieli,
    holm,
)

p_lists = st.lists(st.floats(0, 1), min_size=1, max_size=25)
METHODS = [(holm, "holm"), (benjamini_hochberg, "fdr_bh"), (benjamini_yekutieli, "fdr_by")]
Correction = Callable[[list[float]], list[float]]


@pytest.mark.parametrize(("correct", "name"), METHODS)
@settings(max_examples=30, deadline=None)
@given(p_values=p_lists)
def test_corrections_equal_statsmodels(correct: Correction, name: str, p_values: list[float]) -> None:
    assert correct(p_values) == pytest.approx(multipletests(p_values, method=name)[1].tolist(), abs=1e-9)


@given(p_lists)
def test_false_discovery_corrections_equal_scipy(p_values: list[float]) -> None:
    assert benjamini_hochberg(p_values) == pytest.approx(false_discovery_control(p_values).tolist(), abs=1e-9)
    expected = false_discovery_control(p_values, method="by").tolist()
    assert benjamini_yekutieli(p_values) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(("correct", "name"), METHODS)
@given(p_values=p_lists)
def test_a_correction_never_lowers_a_p_value_and_keeps_the_order(
    correct: Correction, name: str, p_values: list[float]
) -> None:
    adjusted = correct(p_values)
    assert all(p <= q <= 1 for p, q in zip(p_values, adjusted, strict=True)), name
    assert sorted(adjusted) == [q for _, q in sorted(zip(p_values, adjusted, strict=True))]


@pytest.mark.parametrize(("correct", "name"), METHODS)
def test_no_questions_need_no_correction(correct: Correction, name: str) -> None:
    assert correct([]) == [], name


@pytest.mark.parametrize("p", [-0.01, 1.01, float("nan")])
@pytest.mark.parametrize("correct", [holm, benjamini_hochberg, benjamini_yekutieli])
def test_what_is_no_probability_is_refused(correct: Correction, p: float) -> None:
    with pytest.raises(NotAProbabilityError, match="between 0 and 1"):
        correct([0.5, p])
