from dataclasses import replace

import pytest

from counterpoise.indicator import Reading
from counterpoise.record import Side
from counterpoise.record.reviews import NoAnswer, ReviewRound, RoundState
from counterpoise.reviews.influence import influence
from tests.builders import case, moment, row
from tests.reviews.answering import ROUND, answers, everything


def parts(reading: Reading) -> dict[tuple[str, str], float | None]:
    return {(part.name, part.of): part.value for part in reading.parts}


def test_the_gap_in_perceived_influence_of_the_demo() -> None:
    found = influence(case(ROUND, *everything()), seed=1)
    assert found.value == pytest.approx(-1.94, abs=5e-3)
    assert found.interval == pytest.approx((-2.58, -1.31), abs=5e-3)
    assert found.arms == (12, 9)
    told = parts(found)
    assert (told["median", "civic"], told["median", "organizational"]) == (2.0, 4.0)
    assert told["mean", "civic"] == pytest.approx(1.83, abs=5e-3)
    assert told["mean", "organizational"] == pytest.approx(3.78, abs=5e-3)
    assert told["superiority", ""] == pytest.approx(0.028, abs=5e-4)


def test_nine_answers_show_their_median_and_range_and_no_distribution() -> None:
    side = influence(case(ROUND, *everything()), seed=1).details["sides"]["organizational"]
    assert side == {
        "display": "medians", "n": 9, "median": 4.0, "range": [3, 5], "mean": None, "distribution": None,
    }  # fmt: skip


def test_the_evidence_names_the_round_and_never_an_answer() -> None:
    evidence = influence(case(ROUND, *everything()), seed=1).evidence
    assert (evidence.numerator, evidence.denominator, evidence.excluded) == ((), ("second",), ())


def test_with_one_side_missing_there_is_no_figure() -> None:
    found = influence(case(ROUND, *answers("X1", Side.CIVIC, [1] * 6)), seed=1)
    assert (found.value, found.interval, found.arms) == (None, None, (6, 0))
    assert found.details["one_side_only"] == "civic"
    other = influence(case(ROUND, *answers("X1", Side.ORGANIZATIONAL, [1] * 6)), seed=1)
    assert other.details["one_side_only"] == "organizational"


def test_fewer_than_five_on_a_side_show_nothing_of_it() -> None:
    few = [*answers("X1", Side.CIVIC, [1, 2, 3, 4]), *answers("X1", Side.ORGANIZATIONAL, [4] * 5)]
    told = parts(influence(case(ROUND, *few), seed=1))
    assert told["median", "civic"] is told["mean", "civic"] is told["superiority", ""] is None
    assert told["median", "organizational"] == 4.0


def test_coverage_is_the_share_of_those_who_answered_with_a_figure() -> None:
    rows = [
        *answers("X1", Side.CIVIC, [1, NoAnswer.DO_NOT_KNOW, NoAnswer.RATHER_NOT_SAY]),
        *answers("X2", Side.CIVIC, [1] * 4),
    ]
    found = influence(case(ROUND, *rows), seed=1)
    assert (found.known, found.candidates) == (1, 3)


def test_only_the_last_released_round_with_an_answer_is_read() -> None:
    locked = row(ReviewRound, "third", number=3, state=RoundState.CLOSED, release_at=moment("2015-07-01"))
    without = row(ReviewRound, "fourth", number=4, state=RoundState.RELEASED)
    rows = [*answers("X1", Side.CIVIC, [5] * 9, of="third"), *answers("X2", Side.CIVIC, [5] * 9, of="fourth")]
    found = influence(case(ROUND, locked, without, *everything(), *rows), seed=1)
    assert found.details["round"] == "second"
    assert influence(case(locked, *answers("X1", Side.CIVIC, [5] * 9, of="third")), seed=1).value is None


def test_an_empty_case_has_no_figure() -> None:
    assert influence(case(), seed=1) == Reading()


def test_answers_passed_on_without_who_gave_them_give_the_same_figure() -> None:
    pooled = [replace(answer, respondent=answer.id) for answer in everything()]
    found, whole = (influence(case(ROUND, *answers), seed=1) for answers in (pooled, everything()))
    assert replace(found, details={}) == replace(whole, details={})
    assert found.details["sides"] == whole.details["sides"]
    told, all_of_it = (one.details["for_researchers"]["balances"] for one in (found, whole))
    # Only what somebody wants compared with what the same person finds now needs to know who answered.
    assert [{**one, "wanted_minus_now": {}} for one in all_of_it] == told
