import pytest

from counterpoise.inclusion.network import network, ties_on
from counterpoise.indicator import Part, Reading
from counterpoise.record import Level, Row
from counterpoise.record.trajectories import CareConversation, SituationChange, Tie
from tests.builders import at, case, row


def tie(name: str, start: str | None = "2014-01-01", end: str | None = None) -> Tie:
    return row(Tie, name, active_from=at(start) if start else None, active_until=at(end) if end else None)


TIES = (tie("A"), tie("B", end="2014-09-01"), tie("C"), tie("D", end="2015-01-01"), tie("E", "2014-12-01"))
TALKS = (
    row(CareConversation, "first", happened="2014-02-01", present=("A", "B")),
    row(CareConversation, "last", happened="2015-05-01", present=("A", "D"), consulted=("E",)),
)


def read(*rows: Row, level: Level = Level.INDIVIDUAL) -> Reading:
    return network(case(*rows, level=level), seed=1)


def part(reading: Reading, name: str) -> Part:
    return next(one for one in reading.parts if one.name == name)


def test_two_left_and_one_joined() -> None:
    reading = read(*TIES, *TALKS)
    assert reading.value == pytest.approx(3 / 7)
    assert (reading.numerator, reading.denominator) == (3, 7)
    assert part(reading, "stayed").value == pytest.approx(0.4)
    assert (part(reading, "present_or_asked").numerator, part(reading, "present_or_asked").denominator) == (2, 3)
    assert reading.details == {"then": 4, "now": 3, "joined": 1, "left": 2}
    assert reading.coverage == 1


def test_evidence_is_the_talks_and_never_a_tie() -> None:
    evidence = read(*TIES, *TALKS).evidence
    assert (evidence.numerator, evidence.tables) == (("first", "last"), ("care_conversations",))


def test_the_order_of_rows_changes_nothing() -> None:
    assert read(*TIES, *TALKS) == read(*reversed((*TIES, *TALKS)))


def test_an_initiative_for_many_has_no_network() -> None:
    assert read(*TIES, *TALKS, level=Level.COLLECTIVE) == Reading()


def test_a_first_talk_known_to_the_month_gives_a_range() -> None:
    reading = read(tie("A"), tie("B", "2014-02-15"), row(CareConversation, "t", happened="2014-02"))
    assert reading.range == pytest.approx((0, 1 / 3))
    assert reading.value == pytest.approx(1 / 6)
    assert part(reading, "stayed").range == (0.5, 1.0)


def test_without_a_talk_the_first_tie_is_the_start() -> None:
    reading = read(tie("A", end="2014-09-01"), tie("B", "2014-03-01"))
    assert reading.value == 1
    assert reading.evidence.numerator == ()
    assert all(one.name != "present_or_asked" for one in reading.parts)


def test_ties_without_a_date_lower_coverage() -> None:
    assert read(tie("A"), tie("B", None)).coverage == 0.5
    assert read(tie("B", None)).value is None
    assert read(tie("B", None)).coverage == 0


def test_nobody_then_and_nobody_now_is_no_figure() -> None:
    assert read().value is None
    assert read(tie("A", "2014-01-01", "2014-01-15"), *TALKS).value is None


def test_a_tie_lasts_until_the_day_before_its_end() -> None:
    assert ties_on([tie("A", "2014-01-01", "2014-02-01")], at("2014-01-31")) == {"A"}
    assert ties_on([tie("A", "2014-01-01", "2014-02-01")], at("2014-02-01")) == frozenset()


def test_days_from_a_change_to_a_new_look() -> None:
    changes = [
        row(SituationChange, "fall", happened="2015-04-01", looked_at_in="last"),
        row(SituationChange, "unlooked", happened="2015-06-01"),
        row(SituationChange, "undated"),
    ]
    reading = read(*TIES, *TALKS, *changes)
    assert (part(reading, "looked_at").numerator, part(reading, "looked_at").denominator) == (1, 2)
    assert part(reading, "days_until_looked_at").value == 30
    assert part(read(changes[1]), "days_until_looked_at").value is None


def test_a_change_known_to_the_month_gives_a_range_of_days() -> None:
    reading = read(*TALKS, row(SituationChange, "fall", happened="2015-03", looked_at_in="last"))
    assert part(reading, "days_until_looked_at").range == (31, 61)
