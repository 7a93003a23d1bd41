from counterpoise.decisions.medians import Wait, median_wait
from counterpoise.record import DayRange


def test_the_median_is_the_first_day_on_which_half_or_fewer_wait() -> None:
    waits = [Wait(DayRange(day, day), over=True) for day in (0, 21)]
    assert median_wait(waits).value == 0


def test_where_most_still_wait_there_is_no_median() -> None:
    median = median_wait([Wait(DayRange(3, 3), over=True), *[Wait(DayRange(9, 9), over=False)] * 2])
    assert (median.value, median.range, median.interval) == (None, None, None)


def test_weights_shift_the_median_to_where_most_people_are() -> None:
    waits = [Wait(DayRange(1, 1), over=True, weight=9), Wait(DayRange(8, 8), over=True, weight=2400)]
    assert median_wait(waits).value == 1
    assert median_wait(waits, weighted=True).value == 8


def test_dates_that_leave_it_open_give_a_range_around_the_median() -> None:
    median = median_wait([Wait(DayRange(4, 10), over=True)])
    assert (median.value, median.range, median.interval) == (7, (4, 10), None)


def test_many_exact_times_give_an_interval() -> None:
    median = median_wait([Wait(DayRange(day, day), over=True) for day in range(20)])
    assert median.value == 9
    assert median.interval is not None
    assert median.interval[0] < 9 < median.interval[1]
