from collections import Counter
from datetime import date

from counterpoise.datasets.illustrations.meals import meals
from counterpoise.record import Moment, Side, days_between
from counterpoise.record.contributions import Contribution, Question, Stance
from counterpoise.record.decisions import Concern, Decision
from counterpoise.record.meetings import Meeting
from counterpoise.record.positions import Friction

ROWS = list(meals())
SAID = [row for row in ROWS if isinstance(row, Contribution)]


def test_six_complaints_came_in_a_month_and_belong_to_no_decision() -> None:
    complaints = [row for row in ROWS if isinstance(row, Concern)]
    assert len(complaints) == 6
    assert {(row.decision, row.happened_at) for row in complaints} == {(None, Moment.in_month(2013, 9))}
    assert not [row for row in ROWS if isinstance(row, Decision)]


def test_the_manager_asked_all_four_questions() -> None:
    sides = [row.author_side for row in ROWS if isinstance(row, Question)]
    assert sides == [Side.ORGANIZATIONAL] * 4


def test_three_spoke_while_he_was_there_and_none_was_critical() -> None:
    there = [row for row in SAID if row.org_present]
    assert [row.critical for row in there] == [False] * 3
    assert [row.id for row in there if row.stance is Stance.REJECTS_FRAME] == ["flower-on-our-trays"]
    assert {row.space for row in there} == {None}


def test_seven_spoke_in_their_own_room_and_all_were_critical() -> None:
    alone = [row for row in SAID if row.org_present is False]
    assert Counter((row.space, row.critical) for row in alone) == {("council-room", True): 7}
    assert {row.topic for row in alone} >= {"warmth", "time", "choice", "help", "taste"}


def test_the_meeting_closed_without_major_complaints() -> None:
    (meeting,) = (row for row in ROWS if isinstance(row, Meeting))
    assert meeting.closing_note == "No major complaints."
    assert str(meeting.happened_at) == str(meeting.closed_at) == "2013-10-07"


def test_the_friction_is_seen_by_one_side_and_is_631_days_old_on_the_day_of_the_demo() -> None:
    (friction,) = (row for row in ROWS if isinstance(row, Friction))
    assert (friction.visibility.value, friction.held_by, friction.space) == ("one_side", Side.CIVIC, "council-room")
    assert friction.happened_at is not None
    assert days_between(friction.happened_at, date(2015, 6, 30)).low == 631


def test_nothing_was_shared_yet() -> None:
    assert {row.TABLE for row in ROWS}.isdisjoint({"digests", "reframes", "released_counts"})
