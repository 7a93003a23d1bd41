from typing import Any

from counterpoise.control.action import action
from counterpoise.indicator import Part, Reading
from counterpoise.record import Side
from counterpoise.record.commitments import Commitment, Judgement, Verdict
from counterpoise.record.decisions import Decision, ParticipationLink
from counterpoise.record.initiatives import Cycle
from counterpoise.record.meetings import Meeting
from tests.builders import at, case, moment, row

CYCLES = [
    row(Cycle, "one", number=1, active_from=at("2013-01-01"), active_until=at("2014-01-01")),
    row(Cycle, "two", number=2, active_from=at("2014-01-01"), active_until=at("2015-01-01")),
    row(Cycle, "three", number=3, active_from=at("2015-01-01")),
]


def part(reading: Reading, name: str) -> Part:
    return next(each for each in reading.parts if each.name == name)


def promised(name: str, **fields: Any) -> Commitment:  # noqa: ANN401 - the fields of a commitment
    return row(Commitment, name, **{"happened": "2013-06-01", "due_on": at("2014-01-01"), **fields})


def judged(commitment: str, side: Side | None, judgement: Judgement | None, day: str = "2014-02-01") -> Verdict:
    name = f"{commitment}-{side}-{day}"
    return row(Verdict, name, commitment=commitment, side=side, judgement=judgement, happened=day)


def test_kept_is_what_those_say_to_whom_it_was_promised() -> None:
    rows = [
        row(Meeting, "m1", happened="2013-06-10"),
        row(Meeting, "m2", happened="2013-09-26"),
        row(Meeting, "plan"),
        promised("kept", side=Side.ORGANIZATIONAL),
        promised("said-by-themselves", side=Side.ORGANIZATIONAL),
        promised("by-citizens", side=Side.CIVIC),
        promised("not-due", due_on=at("2016-01-01")),
        promised("no-date", due_on=None),
        judged("kept", Side.CIVIC, Judgement.NOT_KEPT, "2014-01-15"),
        judged("kept", Side.CIVIC, Judgement.KEPT),
        judged("kept", None, Judgement.PARTLY),
        judged("kept", Side.CIVIC, None, "2014-03-01"),
        judged("said-by-themselves", Side.ORGANIZATIONAL, Judgement.KEPT),
        judged("by-citizens", Side.ORGANIZATIONAL, Judgement.PARTLY),
    ]
    found = action(case(*rows), seed=1)
    assert (found.value, found.numerator, found.denominator) == (0.5, 1, 2)
    assert (found.known, found.candidates) == (2, 3)
    assert found.evidence.numerator == ("kept",)
    assert found.evidence.excluded == ("said-by-themselves",)
    assert (part(found, "kept").numerator, part(found, "kept").denominator) == (1, 2)
    assert part(found, "cycles_without_action").value is None


def test_rounds_with_meetings_in_which_nothing_was_kept_are_counted_from_the_last_one_back() -> None:
    meetings = [
        row(Meeting, name, happened=day)
        for name, day in (("a", "2013-06-10"), ("b", "2014-06-05"), ("c", "2015-02-01"))
    ]
    decision = row(Decision, "d", decided_at=moment("2014-07-01"), participation=ParticipationLink.LINKED)
    open_cycle = row(Cycle, "unknown", number=0)
    kept = [promised("kept"), judged("kept", Side.CIVIC, Judgement.KEPT)]
    found = action(case(*CYCLES, open_cycle, *meetings, decision, *kept), seed=1)
    assert part(found, "cycles_without_action").value == 2
    assert found.details["cycles"][1:3] == [
        {"cycle": "one", "number": 1, "meetings": 1, "decisions": 0, "made": 1, "kept": 1},
        {"cycle": "two", "number": 2, "meetings": 1, "decisions": 1, "made": 0, "kept": 0},
    ]
    assert part(action(case(CYCLES[1], meetings[1]), seed=1), "cycles_without_action").value == 1


def test_an_empty_case_has_no_figure() -> None:
    found = action(case(), seed=1)
    assert (found.value, found.coverage) == (None, None)
