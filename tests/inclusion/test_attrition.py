from datetime import date

import pytest

from counterpoise.inclusion.attrition import fixed_statements, rule_hash, staying
from counterpoise.indicator import Reading
from counterpoise.record import Row, Side
from counterpoise.record.initiatives import Cycle
from counterpoise.record.participation import Participation
from counterpoise.record.people import Seat
from counterpoise.record.positions import Ballot, Statement, Vote
from tests.builders import at, case, moment, row

ROUNDS = (
    row(Cycle, "first", number=1, active_from=at("2013-06-01")),
    row(Cycle, "second", number=2, active_from=at("2014-06-01")),
)
FIXED = row(Statement, "close-it", happened="2013-05-01", against_proposal=Ballot.DISAGREE)
OTHER = row(Statement, "warm-meals", happened="2013-05-01")


def people(critics: int, critics_stay: int, others: int, others_stay: int) -> list[Row]:
    rows: list[Row] = [*ROUNDS, FIXED, OTHER]
    for kind, number, stay, ballot in (
        ("critic", critics, critics_stay, Ballot.DISAGREE),
        ("other", others, others_stay, Ballot.AGREE),
    ):
        for one in range(number):
            person = f"{kind}-{one}"
            rows.append(
                row(Vote, f"vote-{person}", happened="2013-07-01", statement="close-it", person=person, ballot=ballot)
            )
            rows.append(row(Participation, f"first-{person}", cycle="first", person=person, side=Side.CIVIC))
            if one < stay:
                rows.append(row(Participation, f"second-{person}", cycle="second", person=person))
    return rows


def part(reading: Reading, name: str, of: str = "") -> float | None:
    return next(one.value for one in reading.parts if one.name == name and one.of == of)


def test_staying_of_twelve_and_twenty_eight() -> None:
    reading = staying(case(*people(12, 4, 28, 20)), seed=42)
    assert reading.value == pytest.approx(4 / 12 - 20 / 28)
    assert reading.interval == pytest.approx((-0.617, -0.049), abs=5e-4)
    assert part(reading, "odds_ratio_conditional") == pytest.approx(0.209, abs=5e-4)
    odds = next(one for one in reading.parts if one.name == "odds_ratio")
    assert odds.interval == pytest.approx((0.054, 0.885), abs=5e-4)
    assert part(reading, "stayed", "critics") == pytest.approx(1 / 3)
    assert part(reading, "stayed", "others") == pytest.approx(5 / 7)
    assert reading.arms == (12, 28)
    assert reading.cells == (4, 8, 20, 8)
    assert reading.coverage == 1


def test_evidence_is_the_statements_and_no_person_is_named_anywhere() -> None:
    reading = staying(case(*people(12, 4, 28, 20)), seed=42)
    assert reading.evidence.numerator == reading.evidence.denominator == ("close-it",)
    assert reading.evidence.tables == ("statements",)
    assert "critic-" not in repr(reading)
    assert "other-" not in repr(reading)


def test_the_order_of_rows_changes_nothing() -> None:
    rows = people(12, 4, 28, 20)
    assert staying(case(*rows), seed=42) == staying(case(*reversed(rows)), seed=42)


def test_people_who_did_not_vote_lower_coverage() -> None:
    silent = [row(Participation, f"silent-{n}", cycle="first", person=f"silent-{n}") for n in range(40)]
    staff = row(Participation, "staff", cycle="first", person="staff", side=Side.ORGANIZATIONAL)
    unnamed = row(Participation, "unnamed", cycle="first")
    reading = staying(case(*people(12, 4, 28, 20), *silent, staff, unnamed), seed=42)
    assert (reading.known, reading.candidates) == (40, 80)


def test_having_seen_a_statement_is_no_vote_and_a_pass_is_one() -> None:
    extra = [
        *(row(Participation, f"p-{who}", cycle="first", person=who) for who in ("seer", "passer", "nobody")),
        row(Vote, "seen", happened="2013-07-01", statement="close-it", person="seer", ballot=Ballot.SEEN),
        row(Vote, "pass", happened="2013-07-01", statement="close-it", person="passer", ballot=Ballot.PASS),
        row(Vote, "no-ballot", happened="2013-07-01", statement="close-it", person="seer"),
        row(Vote, "no-person", happened="2013-07-01", statement="close-it", ballot=Ballot.DISAGREE),
        row(Vote, "no-statement", happened="2013-07-01", person="seer", ballot=Ballot.DISAGREE),
        row(Vote, "another", happened="2013-07-01", statement="warm-meals", person="seer", ballot=Ballot.DISAGREE),
    ]
    assert staying(case(*people(12, 4, 28, 20), *extra), seed=42).arms == (12, 29)


def test_the_last_vote_before_the_next_round_holds() -> None:
    rows = people(10, 5, 10, 5)
    first = row(
        Vote,
        "vote-other-0",
        happened="2013-08-01",
        statement="close-it",
        person="other-0",
        version=2,
        ballot=Ballot.DISAGREE,
    )
    late = row(Vote, "late", happened="2014-07-01", statement="close-it", person="other-1", ballot=Ballot.DISAGREE)
    undated = row(
        Vote, "undated", recorded="2014-07-01", statement="close-it", person="other-2", ballot=Ballot.DISAGREE
    )
    assert staying(case(*rows, first, late, undated), seed=1).arms == (11, 9)


def test_a_next_round_without_a_first_day_takes_every_vote() -> None:
    rows = [one for one in people(2, 1, 2, 1) if not isinstance(one, Cycle)]
    rounds = [row(Cycle, "first", number=1), row(Cycle, "second", number=2)]
    late = row(Vote, "late", happened="2015-01-01", statement="close-it", person="other-0", ballot=Ballot.DISAGREE)
    assert staying(case(*rows, *rounds, late), seed=1).arms == (3, 1)


def test_a_statement_fixed_after_the_first_vote_does_not_count() -> None:
    late = row(Statement, "late", happened="2013-05-01", recorded="2013-08-01", against_proposal=Ballot.AGREE)
    corrected = row(
        Statement, "late", happened="2013-05-01", recorded="2013-09-01", against_proposal=Ballot.AGREE, version=2
    )
    vote = row(Vote, "v", happened="2013-07-01", statement="late", person="other-0", ballot=Ballot.AGREE)
    one = case(*people(10, 5, 10, 5), late, corrected, vote)
    assert fixed_statements(one).late == ("late",)
    reading = staying(one, seed=1)
    assert reading.arms == (10, 10)
    assert reading.evidence.excluded == ("late",)
    assert reading.details["fixed_late"] == ["late"]


def test_a_statement_that_was_changed_after_the_first_vote_does_not_count() -> None:
    turned = row(
        Statement, "close-it", happened="2013-05-01", recorded="2014-01-01", against_proposal=Ballot.AGREE, version=2
    )
    assert fixed_statements(case(*people(1, 1, 1, 1), turned)).late == ("close-it",)


def test_the_hash_tells_one_rule_from_another() -> None:
    rule = {"a": Ballot.AGREE, "b": Ballot.DISAGREE}
    assert rule_hash(rule) == rule_hash(dict(reversed(rule.items())))
    assert rule_hash(rule) != rule_hash({**rule, "b": Ballot.PASS})


@pytest.mark.parametrize("counts", [(0, 0, 5, 2), (5, 2, 0, 0)])
def test_one_empty_group_is_no_figure(counts: tuple[int, int, int, int]) -> None:
    reading = staying(case(*people(*counts)), seed=1)
    assert reading.value is None
    assert reading.interval is None
    assert reading.parts == ()


def test_nobody_and_a_single_round_are_no_figure() -> None:
    assert staying(case(), seed=1).value is None
    alone = [one for one in people(3, 0, 3, 0) if not isinstance(one, Cycle)]
    assert staying(case(*alone, ROUNDS[0]), seed=1).value is None


def test_the_last_round_that_people_went_on_from_is_read() -> None:
    third = row(Cycle, "third", number=3, active_from=at("2015-06-01"))
    stay = [row(Participation, f"third-critic-{n}", cycle="third", person=f"critic-{n}") for n in range(2)]
    reading = staying(case(*people(12, 4, 28, 20), third, *stay), seed=42)
    assert reading.arms == (4, 20)
    assert reading.cells == (2, 2, 0, 20)
    assert part(reading, "odds_ratio") is not None
    unheld = row(Cycle, "fourth", number=4)
    assert staying(case(*people(12, 4, 28, 20), unheld), seed=42).arms == (12, 28)


def seat(person: str, start: date | None, end: date | None = None, name: str = "") -> Seat:
    return row(Seat, name or f"seat-{person}", person=person, active_from=start, active_until=end)


def test_an_infinite_odds_ratio_is_no_figure() -> None:
    assert part(staying(case(*people(10, 10, 10, 5)), seed=1), "odds_ratio_conditional") is None


def test_with_the_dates_of_every_seat_both_curves_are_compared() -> None:
    seats: list[Row] = []
    for n in range(10):
        seats.append(seat(f"critic-{n}", at("2013-07-01"), at("2013-10-09") if n < 8 else None))
        seats.append(seat(f"other-{n}", at("2013-07-01"), at("2015-12-01") if n < 8 else None))
    seats += [
        seat("critic-0", at("2013-10-09"), at("2013-10-19"), "again"),
        seat("critic-1", at("2020-01-01"), None, "ahead"),
        seat("critic-1", None, None, "undated"),
        row(Seat, "empty", active_from=at("2013-07-01")),
    ]
    reading = staying(case(*people(10, 2, 10, 8), *seats), seed=1)
    assert part(reading, "median_days_in_seat", "critics") == 100
    assert part(reading, "median_days_in_seat", "others") is None
    assert reading.details["log_rank"]["degrees"] == 1
    assert reading.details["log_rank"]["chi2"] > 3.84


def test_without_every_date_nothing_is_compared() -> None:
    reading = staying(case(*people(10, 2, 10, 8), seat("critic-0", at("2013-07-01"))), seed=1)
    assert reading.details["log_rank"] is None
    assert all(one.name != "median_days_in_seat" for one in reading.parts)


def test_a_vote_known_to_the_month_counts_from_its_first_day() -> None:
    vote = row(Vote, "v", statement="close-it", person="p", ballot=Ballot.DISAGREE, happened="2014-05")
    there = row(Participation, "p1", cycle="first", person="p")
    assert vote.happened_at == moment("2014-05")
    assert staying(case(*people(1, 1, 1, 1), vote, there), seed=1).arms == (2, 1)
