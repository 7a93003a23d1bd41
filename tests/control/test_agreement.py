from dataclasses import replace

import pytest

from counterpoise.control.agreement import agreement
from counterpoise.record import Row, Side
from counterpoise.record.reviews import NoAnswer, ReviewAnswer, ReviewRound, RoundState
from tests.builders import at, case, moment, row

ROUND = row(ReviewRound, "second", number=2, state=RoundState.RELEASED, happened="2015-04-01")


def said(
    matter: str, side: Side, words: str, times: int, *, round_: str = "second", no_answer: NoAnswer | None = None
) -> list[Row]:
    return [
        row(
            ReviewAnswer,
            f"{round_}-{matter}-{side}-{words}-{n}",
            round=round_,
            item="who_decides",
            matter=matter,
            side=side,
            words=words,
            no_answer=no_answer,
            respondent=str(n),
            happened="2015-04-01",
        )
        for n in range(times)
    ]


def both(matter: str, civic: str, staff: str) -> list[Row]:
    return [
        *said(matter, Side.CIVIC, civic, 7),
        *said(matter, Side.CIVIC, "somebody else", 5),
        *said(matter, Side.ORGANIZATIONAL, staff, 9),
    ]


DEMO = [
    ROUND,
    *both("stay", "together", "director"),
    *both("rooms", "Together ", "together"),
    *both("meeting-place", "organization", "organization"),
    *both("volunteers", "citizens", "care team"),
    *both("closing-point", "unclear", "board"),
]


def test_both_sides_agree_on_two_of_five_matters() -> None:
    found = agreement(case(*DEMO), seed=1)
    assert (found.value, found.numerator, found.denominator) == (0.4, 2, 5)
    assert found.interval == pytest.approx((0.118, 0.769), abs=1e-3)
    assert found.arms == (12, 9)
    line = next(line for line in found.details["matters"] if line["matter"] == "stay")
    assert line["civic"] == {"too_few": False, "n": 12, "mode": "together"}
    assert line["same"] is False


def test_the_evidence_names_the_round_and_never_an_answer() -> None:
    evidence = agreement(case(*DEMO), seed=1).evidence
    assert (evidence.numerator, evidence.denominator, evidence.tables) == ((), ("second",), ("review_rounds",))


def test_a_side_with_fewer_than_five_answers_is_not_compared_and_not_shown() -> None:
    few = [*said("stay", Side.CIVIC, "together", 4), *said("stay", Side.ORGANIZATIONAL, "together", 5)]
    found = agreement(case(ROUND, *few), seed=1)
    assert (found.value, found.denominator, found.known, found.candidates) == (None, 0, 0, 1)
    assert found.details["matters"] == [
        {
            "matter": "stay",
            "civic": {"too_few": True},
            "organizational": {"too_few": False, "n": 5, "mode": "together"},
            "same": None,
        }
    ]
    assert (found.arms, found.interval, found.details["too_few"]) == ((), None, 1)


def test_a_tie_is_no_mode_and_so_not_the_same() -> None:
    tied = [
        *said("stay", Side.CIVIC, "together", 3),
        *said("stay", Side.CIVIC, "board", 3),
        *said("stay", Side.ORGANIZATIONAL, "together", 5),
    ]
    found = agreement(case(ROUND, *tied), seed=1)
    assert found.value == 0.0
    assert found.details["matters"][0]["civic"]["mode"] is None


def test_i_do_not_know_is_no_answer_to_who_decides() -> None:
    unsure = [
        *said("stay", Side.CIVIC, "together", 4),
        *said("stay", Side.CIVIC, "unsure", 4, no_answer=NoAnswer.DO_NOT_KNOW),
        *said("stay", Side.CIVIC, " ", 4),
        *said("stay", Side.ORGANIZATIONAL, "together", 5),
    ]
    assert agreement(case(ROUND, *unsure), seed=1).denominator == 0


def test_answers_of_a_round_that_is_not_released_are_not_read() -> None:
    locked = row(
        ReviewRound,
        "third",
        number=3,
        state=RoundState.CLOSED,
        release_at=moment("2015-07-01"),
        open_from=at("2015-06-01"),
    )
    later = said("stay", Side.CIVIC, "board", 9, round_="third")
    assert agreement(case(locked, *later), seed=1).details == {}
    assert agreement(case(locked, *later, *DEMO), seed=1).denominator == 5


def test_answers_that_belong_to_no_round_are_not_read() -> None:
    lost = [replace(one, id=f"lost-{one.id}", round=None) for one in DEMO if isinstance(one, ReviewAnswer)]
    assert agreement(case(*DEMO, *lost), seed=1) == agreement(case(*DEMO), seed=1)
    assert agreement(case(ROUND, *lost), seed=1).value is None


def test_an_empty_case_has_no_figure() -> None:
    assert agreement(case(), seed=1).value is None
    assert agreement(case(ROUND, row(ReviewAnswer, "x", round="second", item="X1", value=3)), seed=1).value is None
