from __future__ import annotations

from counterpoise.expertise.professionalization import professionalization
from counterpoise.record import Side
from counterpoise.record.access import Training
from counterpoise.record.initiatives import Cycle
from counterpoise.record.participation import Participation
from counterpoise.record.people import Body, Capacity, Seat
from tests.builders import case, row
from tests.expertise.samples import part


def hours(person: str | None, cycle: str | None, amount: float | None, side: Side = Side.CIVIC) -> Participation:
    return row(Participation, f"{person} {cycle} {side}", person=person, cycle=cycle, hours=amount, side=side)


CYCLES = [row(Cycle, f"c{n}", number=n) for n in (1, 2, 3)]


def test_hours_in_the_first_two_rounds_of_a_person_are_fresh() -> None:
    rows = [
        *CYCLES,
        *(hours("old", f"c{n}", 10) for n in (1, 2, 3)),
        hours("new", "c3", 10),
        hours("staff", "c3", 90, Side.ORGANIZATIONAL),
        hours("unknown", "c3", None),
        hours(None, "c3", 5),
        hours("lost", "gone", 5),
    ]
    found = professionalization(case(*rows), seed=42)
    assert (found.value, found.numerator, found.denominator) == (0.75, 30, 40)
    assert (found.known, found.candidates, found.arms, found.interval) == (4, 7, (2,), None)
    assert (found.evidence.denominator, found.evidence.tables) == (("c1", "c2", "c3"), ("cycles",))


def test_ten_people_give_an_interval_that_their_order_does_not_change() -> None:
    rows = [*CYCLES, *(hours(f"p{n}", f"c{c}", n + 1) for n in range(10) for c in (1, 2, 3)[: n % 3 + 1])]
    found = professionalization(case(*rows), seed=42)
    assert found.interval is not None
    assert found.value is not None
    assert found.interval[0] < found.value < found.interval[1]
    assert professionalization(case(*rows[::-1]), seed=42) == found
    nothing = [*CYCLES, *(hours(f"p{n}", "c1", 0) for n in range(10))]
    assert professionalization(case(*nothing), seed=42).interval is None


def test_seats_held_by_few_and_training_in_both_directions() -> None:
    seats = [row(Seat, f"s{n}", person="busy", body="council") for n in range(3)]
    rows = [
        *seats,
        row(Seat, "one", person="new", capacity="k"),
        row(Seat, "board", person="him", body="board"),
        row(Seat, "nobody's", body="council"),
        row(Seat, "nowhere", person="new"),
        row(Body, "council", side=Side.CIVIC),
        row(Body, "board", side=Side.ORGANIZATIONAL),
        row(Capacity, "k", side=Side.CIVIC),
        row(Training, "t1", trainer_side=Side.ORGANIZATIONAL, trainee_side=Side.CIVIC, hours=12),
        row(Training, "t2", trainer_side=Side.CIVIC, trainee_side=Side.ORGANIZATIONAL, hours=3),
        row(Training, "t3", trainer_side=Side.CIVIC, trainee_side=Side.ORGANIZATIONAL),
    ]
    found = professionalization(case(*rows), seed=42)
    assert (part(found, "many_seats").numerator, part(found, "many_seats").denominator) == (3, 4)
    assert [part(found, f"training_{name}").value for name in ("of_citizens", "of_staff", "balance")] == [12, 3, 4]
    assert part(professionalization(case(), seed=42), "training_balance").value is None


def test_an_empty_record_has_no_figure() -> None:
    found = professionalization(case(), seed=42)
    assert (found.value, found.denominator, found.interval, found.coverage) == (None, 0, None, None)


def test_rows_of_which_nothing_is_known_give_no_figure() -> None:
    rows = [row(Participation, "p", side=Side.CIVIC), row(Seat, "s")]
    assert professionalization(case(*rows), seed=42).value is None
