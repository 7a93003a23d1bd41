from typing import Any

import pytest

from counterpoise.control.limit_times import late_limits, limits
from counterpoise.control.limits import Lateness
from counterpoise.indicator import Part, Reading
from counterpoise.record import Edition, Side
from counterpoise.record.contributions import Contribution
from counterpoise.record.decisions import Decision
from counterpoise.record.mandates import Limit, LimitKind, LimitQuestion, LimitReply
from counterpoise.record.people import ReleasedCount, Space, SpaceKind
from tests.builders import case, moment, row

CLOSING = row(
    Decision,
    "closing",
    matter="stay",
    decided_at=moment("2014-11-03"),
    undeclared_limits=("how large the losses may be",),
)
ASKED = row(LimitQuestion, "how-far", happened="2013-06-10", matter="closing-point")


def limit(name: str, declared: str | None, **fields: Any) -> Limit:  # noqa: ANN401 - the fields of a limit
    fields = {"matter": "stay", "side": Side.ORGANIZATIONAL, **fields}
    return row(Limit, name, declared_at=None if declared is None else moment(declared), **fields)


def said(name: str, day: str | None, side: Side = Side.CIVIC, matter: str | None = "stay") -> Contribution:
    return row(Contribution, name, happened=day, side=side, matter=matter)


def part(reading: Reading, name: str) -> Part:
    return next(each for each in reading.parts if each.name == name)


def test_a_limit_that_a_decision_used_and_nobody_was_told_of_counts_as_not_told_before() -> None:
    found = limits(case(CLOSING, ASKED), seed=1)
    assert (found.value, found.numerator, found.denominator) == (0.0, 0, 1)
    assert found.details["not_told"] == [{"decision": "closing", "text": "how large the losses may be"}]
    assert found.evidence.denominator == ("closing",)


def test_each_limit_says_whether_it_was_told_before_people_spoke_and_openings_bind_nobody() -> None:
    found = late_limits(
        case(
            limit("early", "2013-01-01"),
            limit("late", "2014-05-01"),
            limit("open", "2014-05-01", kind=LimitKind.OPENING),
            said("words", "2013-09-01"),
        )
    )
    assert set(found) == {"early", "late"}
    assert found["early"] is Lateness.IN_TIME
    assert found["late"] is not Lateness.IN_TIME


def test_a_request_for_a_limit_that_nobody_answered_has_waited_750_days() -> None:
    found = limits(case(CLOSING, ASKED), seed=1)
    assert part(found, "oldest_request_days").value == 750
    assert part(found, "oldest_request_days").of == "how-far"
    assert (part(found, "requests_answered").numerator, part(found, "requests_answered").denominator) == (0, 1)
    assert found.details["requests"][0]["overdue"] is True


def test_an_answered_request_waits_no_longer_and_one_without_a_date_has_no_days() -> None:
    answered = row(LimitQuestion, "a", happened="2013-06-10", reply=LimitReply.LIMIT, answered_at=moment("2013-06-20"))
    silent = row(LimitQuestion, "b", happened="2013-06-10", reply=LimitReply.OPENING)
    found = limits(case(answered, silent, row(LimitQuestion, "c")), seed=1)
    assert [line["days"] for line in found.details["requests"]] == [10, 750, None]
    assert part(found, "oldest_request_days").value is None
    assert part(found, "requests_answered").numerator == 2


def test_a_request_known_to_the_month_has_waited_a_range_of_days() -> None:
    found = limits(case(row(LimitQuestion, "m", happened="2013-06")), seed=1)
    assert part(found, "oldest_request_days").range == (730, 759)
    assert part(found, "oldest_request_days").value == 744.5


def test_limits_are_in_time_before_the_first_contribution_of_another_side() -> None:
    rows = [
        said("own", "2013-01-01", Side.ORGANIZATIONAL),
        said("first", "2013-06-10"),
        said("second", "2013-07-10"),
        said("elsewhere", "2012-01-01", matter=None),
        said("undated", None),
        limit("early", "2013-06-01"),
        limit("late", "2013-06-20"),
        limit("red", "2013-02-01", kind=LimitKind.RED_LINE, side=Side.CIVIC),
        limit("open", "2014-06-20", kind=LimitKind.OPENING),
        limit("unknown", None),
    ]
    found = limits(case(*rows), seed=1)
    assert (found.value, found.numerator, found.denominator) == (1 / 3, 1, 3)
    assert (found.known, found.candidates, found.evidence.excluded) == (3, 4, ("unknown",))
    assert found.evidence.numerator == ("early",)
    told = {line["limit"]: (line["told"], line["days"]) for line in found.details["limits"]}
    assert told == {
        "early": ("in_time", -9), "late": ("late", 10), "red": ("late", 31), "unknown": ("not_known", None),
    }  # fmt: skip
    assert found.details["openings"] == ["open"]
    assert part(found, "median_days").value == 10


def test_a_limit_without_anything_that_it_binds_is_in_time() -> None:
    found = limits(case(limit("alone", "2014-01-01", side=None)), seed=1)
    assert (found.value, part(found, "median_days").value) == (1.0, None)
    assert found.details["limits"][0]["side"] is None


def test_a_month_gives_both_ends_and_their_midpoint() -> None:
    found = limits(case(said("first", "2013-06-10"), limit("month", "2013-06")), seed=1)
    assert (found.value, found.range, found.interval) == (0.5, (0.0, 1.0), None)
    assert part(found, "median_days").range == (-9, 20)


def test_what_was_never_told_has_waited_until_now() -> None:
    told = [limit("late", "2013-06-20"), limit("later", "2013-06-30")]
    found = limits(case(said("first", "2013-06-10"), *told, CLOSING), seed=1)
    assert part(found, "median_days").value == 20
    assert (part(found, "median_days").numerator, part(found, "median_days").denominator) == (2, 3)
    never = limits(case(said("first", "2013-06-10"), said("o", "2013-06-11", Side.ORGANIZATIONAL), CLOSING), seed=1)
    assert part(never, "median_days").value is None


def test_two_decisions_that_use_the_same_limit_use_one_limit() -> None:
    again = row(
        Decision,
        "again",
        matter="stay",
        decided_at=moment("2015-01-01"),
        undeclared_limits=("How large the losses may be",),
    )
    draft = row(Decision, "draft", matter="stay", undeclared_limits=("something else",))
    assert limits(case(CLOSING, again, draft), seed=1).denominator == 1


@pytest.mark.parametrize(("counted", "expected"), [(True, (1, 3, 3, 0)), (False, (0, 1, 2, 1))])
def test_a_closed_room_adds_its_count_or_lowers_the_coverage(counted: bool, expected: tuple[int, ...]) -> None:
    room = row(Space, "room", kind=SpaceKind.ORGANIZATION_ONLY)
    count = row(ReleasedCount, "count", room="room", indicator="control.limits", numerator=1, denominator=2)
    rows = (CLOSING, room, count) if counted else (CLOSING, room)
    found = limits(case(*rows, edition=Edition.SHARED), seed=1)
    assert (found.numerator, found.denominator, found.candidates, found.details["silent_rooms"]) == expected


def test_an_empty_case_has_no_figure() -> None:
    found = limits(case(), seed=1)
    assert (found.value, found.interval, found.coverage) == (None, None, None)
