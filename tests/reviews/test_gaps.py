from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoise.record import Side
from counterpoise.record.reviews import NoAnswer, ReviewAnswer
from counterpoise.reviews.gaps import SideAnswers, now_wanted, shown, shown_gap, side_answers, side_gap
from counterpoise.statistics.disclosure import Audience
from tests.builders import row
from tests.reviews.answering import T2A, X1, answers, everything

CIVIC, STAFF = Side.CIVIC, Side.ORGANIZATIONAL


def of(code: str, side: Side, *values: int) -> SideAnswers:
    return SideAnswers(code=code, side=side, values=tuple(sorted(values)))


def test_whether_it_made_a_difference_is_seen_differently_by_both_sides() -> None:
    found = side_gap("X1", civic=X1[CIVIC], organizational=X1[STAFF])
    assert found.difference == pytest.approx(-1.9444444, abs=1e-6)
    assert found.interval == pytest.approx((-2.58, -1.31), abs=5e-3)
    assert found.superiority == pytest.approx(0.028, abs=5e-4)


def test_where_things_are_decided_is_seen_differently_by_both_sides() -> None:
    found = side_gap("T2a", civic=T2A[CIVIC], organizational=T2A[STAFF])
    assert found.difference == pytest.approx(-2.0277777, abs=1e-6)
    assert found.interval == pytest.approx((-2.68, -1.38), abs=5e-3)


def test_citizens_want_more_to_be_decided_here_than_they_find_now() -> None:
    found = {one.now: one for one in now_wanted(everything(), side=CIVIC)}["T2a"]
    assert found.n == 12
    assert found.difference == pytest.approx(2.3333333, abs=1e-6)
    assert found.interval == pytest.approx((1.71, 2.96), abs=5e-3)
    assert (found.more, found.less, found.same) == (12, 0, 0)


def test_now_and_wanted_are_compared_within_a_person_and_without_interval_under_ten() -> None:
    given_by = [
        *answers("T1a", CIVIC, [0, 1, 2, None]),
        *answers("T1b", CIVIC, [1, 1, 0, 3]),
        *answers("T1b", STAFF, [3]),
    ]
    found = now_wanted(given_by, side=CIVIC)
    assert [(one.now, one.n) for one in found] == [("T1a", 3), ("T2a", 0), ("T3a", 0), ("T4a", 0)]
    assert found[0].difference == pytest.approx(-1 / 3)
    assert found[0].interval is None
    assert (found[0].more, found[0].less, found[0].same) == (1, 1, 1)
    assert found[1].difference is None


def test_a_figure_outside_the_scale_is_no_pair() -> None:
    wild = [*answers("T1a", CIVIC, [9]), *answers("T1b", CIVIC, [1])]
    assert now_wanted(wild, side=CIVIC)[0].n == 0


def test_every_question_has_its_numbers_for_each_side_that_took_part() -> None:
    rows = [
        *answers("X1", CIVIC, [1, 5, NoAnswer.DO_NOT_KNOW, NoAnswer.RATHER_NOT_SAY, 9, None]),
        *answers("X2", CIVIC, [4]),
    ]
    found = side_answers(rows)
    asked = found["X1", CIVIC]
    assert (asked.n, asked.missing, asked.do_not_know, asked.rather_not_say, asked.people) == (2, 2, 1, 1, 6)
    assert asked.asked == 4
    assert dict(asked.distribution) == {1: 1, 2: 0, 3: 0, 4: 0, 5: 1}
    assert (asked.median, asked.mean) == (3.0, 3.0)
    assert asked.spread == pytest.approx(2.8284271)
    assert asked.at_the_ends == (0.5, 0.5)
    assert (found["X2", CIVIC].missing, found["X3", CIVIC].missing) == (5, 6)
    assert not any(side is STAFF for _, side in found)
    assert found["Y1", CIVIC].distribution == {}


def test_nothing_given_has_no_median_mean_or_spread() -> None:
    empty = of("X1", CIVIC)
    assert (empty.median, empty.mean, empty.spread, empty.at_the_ends) == (None, None, None, None)
    assert of("X1", CIVIC, 3).spread is None


def test_a_corrected_answer_takes_the_place_of_the_first() -> None:
    first = answers("X1", CIVIC, [1])[0]
    assert side_answers([replace(first, version=2, value=4), first])["X1", CIVIC].values == (4,)


def test_answers_of_nobody_s_side_are_left_out() -> None:
    assert side_answers([row(ReviewAnswer, "x", item="X1", value=1, side=Side.INDEPENDENT)]) == {}


@pytest.mark.parametrize(
    ("n", "inside", "public"),
    [(0, "nothing", "nothing"), (4, "nothing", "nothing"), (5, "medians", "nothing"), (9, "medians", "nothing"),
     (10, "means", "means")],
)  # fmt: skip
def test_nothing_under_five_medians_under_ten_then_means(n: int, inside: str, public: str) -> None:
    answered = of("X1", CIVIC, *[1, 5, 3, 2, 4, 1, 5, 3, 2, 4][:n])
    assert shown(answered).display == inside
    assert shown(answered, audience=Audience.PUBLIC).display == public


def test_under_five_not_even_the_number_is_shown_and_under_ten_no_distribution() -> None:
    few, some, many = (shown(of("X1", CIVIC, *([2] * n), 4)) for n in (3, 8, 9))
    assert (few.n, few.median, few.range, few.mean, few.distribution) == (None, None, None, None, None)
    assert (some.n, some.median, some.range, some.mean, some.distribution) == (9, 2.0, (2, 4), None, None)
    assert many.mean == pytest.approx(2.2)
    assert many.distribution == {1: 0, 2: 9, 3: 0, 4: 1, 5: 0}


def test_the_smaller_side_decides_what_is_shown_of_a_gap() -> None:
    civic, staff = of("X1", CIVIC, *X1[CIVIC]), of("X1", STAFF, *X1[STAFF])
    found = shown_gap(civic, staff)
    assert (found.display, found.medians, found.gap) == ("medians", -2.0, None)
    full = shown_gap(civic, of("X1", STAFF, *X1[STAFF], 4))
    assert full.display == "means"
    assert full.gap is not None
    assert shown_gap(civic, of("X1", STAFF, 1, 2, 3, 4)).medians is None
    assert shown_gap(civic, staff, audience=Audience.PUBLIC).display == "nothing"


def test_with_one_side_missing_there_is_no_gap() -> None:
    found = side_gap("X1", civic=X1[CIVIC], organizational=())
    assert (found.difference, found.interval, found.superiority) == (None, None, None)


FIGURES = st.lists(st.integers(1, 5), min_size=1, max_size=20)


@settings(deadline=None)  # the first call loads scipy
@given(FIGURES, FIGURES)
def test_seen_from_the_other_side_a_gap_is_the_same_size(civic: list[int], staff: list[int]) -> None:
    one, other = side_gap("X1", civic=civic, organizational=staff), side_gap("X1", civic=staff, organizational=civic)
    assert one.difference is not None
    assert one.superiority is not None
    assert other.difference == pytest.approx(-one.difference)
    assert other.superiority == pytest.approx(1 - one.superiority)


@settings(deadline=None)  # the first call loads scipy
@given(st.permutations(everything()))
def test_the_order_of_answers_changes_nothing(rows: list[ReviewAnswer]) -> None:
    assert side_answers(rows) == side_answers(everything())
    assert now_wanted(rows, side=CIVIC) == now_wanted(everything(), side=CIVIC)
