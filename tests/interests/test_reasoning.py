import pytest

from counterpoise.indicator import Display, Part, Reading
from counterpoise.interests.reasoning import reasoning
from counterpoise.record.reviews import Ranking, ReviewRound
from tests.builders import case, row

FOUR = (("54123", "1234"), ("45213", "1324"), ("12543", "4321"), ("53124", "2134"))


def ranking(
    name: str, considerations: str, preferences: str, round_: str | None = "r2", recorded: str = "2015-04-01"
) -> Ranking:
    return row(
        Ranking,
        name,
        recorded=recorded,
        round=round_,
        considerations=tuple(map(int, considerations)),
        preferences=tuple(map(int, preferences)),
    )


def part(reading: Reading, name: str) -> Part:
    return next(one for one in reading.parts if one.name == name)


def test_the_index_of_four_people_is_known_and_not_shown() -> None:
    reading = reasoning(
        case(
            *(ranking(str(n), *given) for n, given in enumerate(FOUR)), row(ReviewRound, "r2"), row(ReviewRound, "r1")
        ),
        seed=42,
    )
    assert reading.value == pytest.approx(0.8667, abs=5e-5)
    assert part(reading, "standard").value == pytest.approx(0.8667, abs=5e-5)
    assert part(reading, "low_signal").value == 0
    assert part(reading, "shuffled").value is None
    assert reading.interval is None
    assert reading.at_most is Display.SUPPRESSED
    assert (reading.denominator, reading.arms, reading.coverage) == (4, (4,), 1)
    assert reading.evidence.denominator == ("r2",)
    assert reading.evidence.tables == ("review_rounds",)


def crowd(people: int, considerations: int = 10) -> list[Ranking]:
    shifted = [
        [(n * 3 + place * (1 + n % 3)) % considerations for place in range(considerations)] for n in range(people)
    ]
    return [
        ranking(f"p{n}", "".join(map(str, values)), "".join(str((values[0] + place) % 4) for place in range(4)))
        for n, values in enumerate(shifted)
    ]


def test_from_ten_people_an_interval_and_the_shuffled_index_stand_beside_it() -> None:
    rows = crowd(12)
    reading = reasoning(case(*rows), seed=42)
    assert reading.at_most is None
    assert reading.value is not None
    low, high = reading.interval or (1.0, -1.0)
    assert low < reading.value < high
    assert part(reading, "shuffled").value is not None
    assert reasoning(case(*reversed(rows)), seed=42) == reading


def test_a_round_that_is_not_in_the_record_is_no_evidence() -> None:
    assert reasoning(case(ranking("a", "123", "123")), seed=1).evidence.denominator == ()


def test_few_considerations_are_not_shown() -> None:
    assert reasoning(case(*crowd(12, considerations=5)), seed=42).at_most is Display.SUPPRESSED


def test_the_last_round_is_read_and_only_people_who_were_asked_the_same() -> None:
    rows = [ranking(str(n), *given) for n, given in enumerate(FOUR)]
    rows += [
        ranking("other", "123", "123"),
        ranking("half", "54123", ""),
        ranking("early", "54123", "1234", "r1", "2014-04-01"),
    ]
    reading = reasoning(case(*rows), seed=42)
    assert (reading.known, reading.candidates) == (4, 6)
    assert reading.details["round"] == "r2"


def test_a_round_without_a_name_has_no_evidence_and_nobody_no_figure() -> None:
    assert reasoning(case(ranking("a", "123", "123", None), row(ReviewRound, "r1")), seed=1).evidence.denominator == ()
    assert reasoning(case(ranking("a", "", "123")), seed=1).candidates == 1
    reading = reasoning(case(), seed=1)
    assert (reading.value, reading.coverage, reading.details) == (None, None, {})


def test_people_who_rate_everything_alike_can_not_be_compared() -> None:
    rows = [ranking(f"p{n}", "1111111111", "1234") for n in range(10)]
    reading = reasoning(case(*rows), seed=1)
    assert (reading.value, reading.interval) == (None, None)
    assert reading.details["undefined_pairs"] == 45
    some = reasoning(case(*rows[:2], *crowd(10)), seed=1)
    assert some.value is not None
    assert some.interval is not None
