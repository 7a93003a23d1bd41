from math import exp, log

import pytest

from counterpoise.inclusion.floor import floor
from counterpoise.indicator import Display, Reading
from counterpoise.record import Side
from counterpoise.record.meetings import FloorShare, FloorUnit, Meeting
from tests.builders import case, row

WORDS = (1450, 980, 720, 310, 220, 150, 120, 90, 60, 40, 0, 0)


def meeting(name: str, amounts: tuple[float, ...], staff: int = 3, happened: str | None = "2013-06-10") -> Meeting:
    shares = tuple(
        FloorShare(side=Side.ORGANIZATIONAL if n < staff else Side.CIVIC, amount=amount)
        for n, amount in enumerate(amounts)
    )
    return row(Meeting, name, happened=happened, floor=shares, floor_unit=FloorUnit.WORDS)


def part(reading: Reading, name: str, of: str = "") -> float | None:
    return next(one.value for one in reading.parts if one.name == name and one.of == of)


def test_the_floor_of_twelve_people() -> None:
    reading = floor(case(meeting("meeting-1", WORDS)), seed=42)
    assert reading.value == pytest.approx(0.628, abs=5e-4)
    assert part(reading, "gini_corrected") == pytest.approx(0.685, abs=5e-4)
    assert part(reading, "effective_speakers") == pytest.approx(5.90, abs=5e-3)
    assert part(reading, "people", "organizational") == 0.25
    assert part(reading, "floor", "organizational") == pytest.approx(0.761, abs=5e-4)
    assert part(reading, "floor", "civic") == pytest.approx(0.239, abs=5e-4)
    assert part(reading, "silent") == pytest.approx(2 / 12)
    assert (reading.arms, reading.denominator, reading.at_most) == ((12,), 12, None)
    assert reading.evidence.denominator == ("meeting-1",)


def test_effective_speakers_are_the_exponent_of_the_entropy() -> None:
    total = sum(WORDS)
    expected = exp(-sum(x / total * log(x / total) for x in WORDS if x))
    reading = floor(case(meeting("m", WORDS)), seed=42)
    assert part(reading, "effective_speakers") == pytest.approx(expected)


def test_chance_stands_beside_it_and_depends_on_the_seed_alone() -> None:
    one = case(meeting("m", WORDS))
    first, second = floor(one, seed=42), floor(one, seed=42)
    assert first == second
    chance, high = part(first, "chance"), part(first, "chance_high")
    assert chance is not None
    assert high is not None
    assert 0 < chance < high < (first.value or 0)


def test_amounts_of_persons_are_never_given() -> None:
    reading = floor(case(meeting("m", WORDS)), seed=42)
    assert "1450" not in repr(reading)


def test_somebody_alone_on_their_side_is_not_told_apart() -> None:
    reading = floor(case(meeting("m", WORDS, staff=1)), seed=42)
    assert all(one.name not in {"floor", "people"} for one in reading.parts)
    assert reading.details["meetings"][0]["sides"] == []


def test_several_meetings_weigh_by_people() -> None:
    rows = [meeting("a", (1.0,) * 5, staff=0), meeting("b", WORDS), meeting("c", (2.0,) * 5, staff=0)]
    reading = floor(case(*rows), seed=42)
    assert reading.value == pytest.approx(12 / 22 * 0.62802, abs=1e-5)
    low, high = reading.interval or (1.0, 0.0)
    assert low <= 12 / 22 * 0.628 <= high
    assert floor(case(*reversed(rows)), seed=42) == reading


def test_meetings_without_a_record_of_the_floor_lower_coverage() -> None:
    reading = floor(case(meeting("m", WORDS), row(Meeting, "n", happened="2013-09-26"), row(Meeting, "ahead")), seed=1)
    assert reading.coverage == 0.5


@pytest.mark.parametrize("amounts", [(5.0, 4.0, 3.0, 2.0, 0.0, 0.0), (5.0, 5.0, 5.0, 5.0, 5.0, -1.0)])
def test_too_few_speakers_or_an_impossible_count_are_left_out(amounts: tuple[float, ...]) -> None:
    reading = floor(case(meeting("m", amounts)), seed=1)
    assert reading.value is None
    assert reading.at_most is Display.SUPPRESSED
    assert reading.evidence.excluded == ("m",)
    assert reading.details["too_few_speakers"] == 1


def test_few_people_get_no_chance_value() -> None:
    reading = floor(case(meeting("m", (5.0, 4.0, 3.0, 2.0, 1.0), staff=2)), seed=1)
    assert all(one.name != "chance" for one in reading.parts)


def test_no_meeting_is_no_figure() -> None:
    reading = floor(case(), seed=1)
    assert (reading.value, reading.coverage) == (None, None)


def test_a_side_that_nobody_knows_keeps_its_people() -> None:
    shares = tuple(FloorShare(side=side, amount=2) for side in (None, None, Side.CIVIC, Side.CIVIC, Side.CIVIC))
    reading = floor(case(row(Meeting, "m", happened="2013-06-10", floor=shares)), seed=1)
    detail = reading.details["meetings"][0]
    assert detail["unit"] is None
    assert [one["side"] for one in detail["sides"]] == [None, "civic"]
