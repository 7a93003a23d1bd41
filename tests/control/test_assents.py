from dataclasses import replace
from datetime import UTC, date, datetime

from counterpoise.control.limits import LimitObstacle, may_ask
from counterpoise.control.negotiation import MandateObstacle as No
from counterpoise.control.negotiation import may_assent, standing_assents
from counterpoise.levels.refusals import Refusal
from counterpoise.record import Moment, Side
from counterpoise.record.mandates import Assent, Basis, LimitQuestion, MandateState
from counterpoise.record.people import Body, Seat
from tests.builders import row
from tests.control.mandating import agreed

NOW = datetime(2014, 5, 12, 18, tzinfo=UTC)
TODAY = NOW.date()
BODIES = {
    "council": row(Body, "council", side=Side.CIVIC),
    "board": row(Body, "board", side=Side.ORGANIZATIONAL),
    "town": row(Body, "town", side=Side.INDEPENDENT),
}
SEATS = (
    row(Seat, "s1", body="council", person="anna"),
    row(Seat, "s2", body="board", person="bert"),
    row(Seat, "s3", body="board", person="anna"),
    row(Seat, "s4", body="town", person="cees"),
)
PUT = replace(agreed(), state=MandateState.PROPOSED, basis=None, assents=())


def yes(side: Side, person: str, body: str) -> Assent:
    return Assent(side=side, person=person, body=body, given_at=Moment.exactly(NOW))


ANNA = yes(Side.CIVIC, "anna", "council")
BERT = yes(Side.ORGANIZATIONAL, "bert", "board")


def codes(refusals: tuple[Refusal, ...]) -> set[str]:
    return {refusal.code for refusal in refusals}


def obstacles(assent: Assent, **fields: object) -> set[str]:
    version = replace(PUT, **fields)  # type: ignore[arg-type]  # the fields are those of a mandate
    return codes(may_assent(version, assent=assent, bodies=BODIES, seats=SEATS, at=TODAY))


def test_each_side_says_yes_first_or_second() -> None:
    assert obstacles(ANNA) == obstacles(BERT) == set()
    assert obstacles(ANNA, assents=(BERT,)) == obstacles(BERT, assents=(ANNA,)) == set()


def test_a_side_says_yes_once_and_nobody_says_it_for_both() -> None:
    assert obstacles(ANNA, assents=(ANNA,)) == {No.SIDE_SAID_YES}
    assert obstacles(yes(Side.ORGANIZATIONAL, "anna", "board"), assents=(ANNA,)) == {No.PERSON_SAID_YES}


def test_a_yes_takes_a_seat_of_one_of_the_two_sides() -> None:
    assert obstacles(yes(Side.CIVIC, "bert", "council")) == {No.NO_SEAT}
    assert obstacles(yes(Side.CIVIC, "bert", "board")) == {No.NO_SEAT}
    assert obstacles(yes(Side.INDEPENDENT, "cees", "town")) == {No.NO_SEAT}


def test_only_what_is_proposed_gets_a_yes() -> None:
    assert obstacles(ANNA, basis=Basis.CLAIMED) == {No.CLAIMED}
    for state in set(MandateState) - {MandateState.PROPOSED}:
        assert obstacles(ANNA, state=state) == {No.NOT_FROM_HERE}


def test_who_left_their_seat_no_longer_stands_for_their_side() -> None:
    left = (replace(SEATS[0], active_until=date(2014, 5, 1)), *SEATS[1:])
    version = replace(PUT, assents=(ANNA, BERT))
    assert standing_assents(version, bodies=BODIES, seats=SEATS, at=TODAY) == (ANNA, BERT)
    assert standing_assents(version, bodies=BODIES, seats=left, at=TODAY) == (BERT,)


def test_everybody_may_ask_for_a_limit_in_words_and_as_somebody() -> None:
    assert may_ask(row(LimitQuestion, "q", text="When?", asked_by="nurse")) == ()
    assert codes(may_ask(row(LimitQuestion, "q", text=" "))) == {LimitObstacle.NO_TEXT, LimitObstacle.NO_CAPACITY}
