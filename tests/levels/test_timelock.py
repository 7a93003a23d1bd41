from datetime import UTC, date, datetime

import pytest

from counterpoise.levels.timelock import is_released, released_rounds
from counterpoise.record import Mode
from counterpoise.record.reviews import ReviewRound, RoundState
from tests.builders import at, case, moment, row

READ = (RoundState.CLOSED, RoundState.RELEASED, RoundState.TALKED)


@pytest.mark.parametrize("state", list(RoundState))
def test_nobody_reads_the_answers_before_the_moment_that_was_set(state: RoundState) -> None:
    one = row(ReviewRound, "r", state=state, release_at=moment("2015-04-24"))
    assert not is_released(one, at=at("2015-04-23"))
    assert is_released(one, at=at("2015-04-24")) is (state in READ)


def test_the_lock_opens_on_the_minute_where_it_is_known() -> None:
    one = row(ReviewRound, "r", state=RoundState.CLOSED, release_at=moment("2015-04-24T12:00:00+00:00"))
    assert not is_released(one, at=datetime(2015, 4, 24, 11, 59, tzinfo=UTC))
    assert is_released(one, at=datetime(2015, 4, 24, 12, 0, tzinfo=UTC))
    of_day = row(ReviewRound, "r", state=RoundState.CLOSED, release_at=moment("2015-04-24"))
    assert is_released(of_day, at=datetime(2015, 4, 24, 0, 0, tzinfo=UTC))


def test_a_month_opens_at_its_last_day() -> None:
    one = row(ReviewRound, "r", state=RoundState.RELEASED, release_at=moment("2015-04"))
    assert not is_released(one, at=at("2015-04-29"))
    assert is_released(one, at=at("2015-04-30"))


def test_without_a_moment_the_state_tells() -> None:
    assert is_released(row(ReviewRound, "r", state=RoundState.TALKED), at=at())
    assert not is_released(row(ReviewRound, "r", state=RoundState.CLOSED), at=at())


def test_the_last_round_stands_at_the_end() -> None:
    rounds = [
        row(ReviewRound, "b", number=2, state=RoundState.RELEASED),
        row(ReviewRound, "a", number=1, state=RoundState.TALKED, open_from=date(2014, 1, 1)),
        row(ReviewRound, "c", number=3, state=RoundState.OPEN),
    ]
    assert [one.id for one in released_rounds(case(*rounds))] == ["a", "b"]


def test_as_it_happened_a_later_release_does_not_open_the_round_earlier() -> None:
    one = row(ReviewRound, "r", happened="2015-04-01", state=RoundState.TALKED, release_at=moment("2015-04-24"))
    assert released_rounds(case(one, on="2015-04-10", mode=Mode.HAPPENED)) == ()
    assert [found.id for found in released_rounds(case(one, on="2015-04-24", mode=Mode.HAPPENED))] == ["r"]
