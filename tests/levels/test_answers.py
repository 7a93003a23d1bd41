from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoise.levels.answers import FEWEST, pooled_answers, pooled_reports
from counterpoise.record import Side
from counterpoise.record.reviews import LevelReport, NoAnswer, ReviewAnswer, ReviewRound
from tests.builders import row

ROUNDS = {"one": row(ReviewRound, "one")}


@given(values=st.lists(st.integers(-3, 5), max_size=12))
def test_pooling_keeps_every_figure_from_five_on_and_nothing_below(values: list[int]) -> None:
    answers = [
        row(ReviewAnswer, f"a{n}", round="one", side=Side.CIVIC, item="X1", value=value, respondent=f"p{n}")
        for n, value in enumerate(values)
    ]
    found = list(pooled_answers(answers, ROUNDS))
    assert [one.value for one in found] == (sorted(values) if len(values) >= FEWEST else [])
    assert len({one.respondent for one in found}) == len(found)
    assert list(pooled_answers(found, ROUNDS)) == found
    assert list(pooled_answers(reversed(answers), ROUNDS)) == found


def test_answers_of_one_person_can_not_be_laid_together() -> None:
    answers = [
        row(ReviewAnswer, f"{item}{n}", round="one", side=Side.CIVIC, item=item, value=n, respondent=f"p{n}")
        for item in ("X1", "X4")
        for n in range(FEWEST)
    ]
    found = list(pooled_answers(answers, ROUNDS))
    first, second = ({one.respondent for one in found if one.item == item} for item in ("X1", "X4"))
    assert first.isdisjoint(second)


def test_no_answer_is_kept_beside_the_figures_and_does_not_count_as_one() -> None:
    silent = row(ReviewAnswer, "s", round="one", side=Side.CIVIC, item="X1", no_answer=NoAnswer.DO_NOT_KNOW, words="hm")
    told = [row(ReviewAnswer, f"a{n}", round="one", side=Side.CIVIC, item="X1", value=n) for n in range(FEWEST)]
    assert list(pooled_answers([silent, *told[1:]], ROUNDS)) == []
    last = list(pooled_answers([silent, *told], ROUNDS))[-1]
    assert (last.value, last.no_answer, last.words) == (None, NoAnswer.DO_NOT_KNOW, "")


@pytest.mark.parametrize("answer", [row(ReviewAnswer, "a", value=1), row(ReviewAnswer, "a", round="two", value=1)])
def test_answers_of_a_round_that_was_not_released_give_nothing(answer: ReviewAnswer) -> None:
    assert list(pooled_answers([answer] * 9, ROUNDS)) == []


def test_reports_without_a_side_are_pooled_apart() -> None:
    reports = [row(LevelReport, f"r{n}", experienced_level=2, side=Side.CIVIC if n % 2 else None) for n in range(10)]
    assert [one.side for one in pooled_reports(reports)] == [None] * 5 + [Side.CIVIC] * 5
