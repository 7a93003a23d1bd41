from __future__ import annotations

import pytest

from counterpoise.decisions.answers import answers, is_answer, is_signed_no_answer, problems, same_reasons
from counterpoise.indicator import Part, Reading
from counterpoise.record import Reply, Row
from counterpoise.record.decisions import Answer, Concern
from tests.builders import at, case, row


def part(reading: Reading, name: str) -> Part:
    return next(each for each in reading.parts if each.name == name)


def concerns(number: int, *, decision: str | None = "closing", happened: str | None = "2014-11-10") -> list[Row]:
    return [row(Concern, f"worry-{n:02}", happened=happened, decision=decision) for n in range(number)]


def test_a_signed_note_that_there_will_be_no_answer_is_no_answer() -> None:
    note = row(Answer, "note", concern="a", no_answer=True, answered_by="director", reason="A court decides.")
    assert is_signed_no_answer(note)
    assert not is_answer(note, at=at())


def test_thirteen_of_thirtyone_concerns_wait() -> None:
    given = [
        row(Answer, f"reply-{n:02}", happened="2014-12-10", concern=f"worry-{n:02}", reason="" if n > 10 else f"R {n}")
        for n in range(18)
    ]
    reading = answers(case(*concerns(31), *given), seed=42)
    assert (reading.numerator, reading.denominator) == (18, 31)
    assert reading.interval == pytest.approx((0.408, 0.736), abs=1e-3)
    reasons = part(reading, "with_reason")
    assert (reasons.numerator, reasons.denominator) == (11, 31)
    assert reasons.interval == pytest.approx((0.211, 0.531), abs=1e-3)
    assert part(reading, "median_days").value == 30
    assert len(reading.details["unanswered"]) == 13
    assert reading.details["unanswered"][0] == {"concern": "worry-18", "decision": "closing"}
    assert reading.evidence.numerator[0] == "worry-00"


def test_concerns_that_are_about_no_decision_do_not_count() -> None:
    reading = answers(case(*concerns(6, decision=None)), seed=42)
    assert (reading.value, reading.denominator, reading.candidates) == (None, 0, 0)
    assert part(reading, "median_days").value is None


def test_the_asker_says_whether_it_is_an_answer() -> None:
    reading = answers(
        case(
            *concerns(3),
            row(Answer, "a", concern="worry-00", ok_for_asker=Reply.YES),
            row(Answer, "b", concern="worry-01", ok_for_asker=Reply.NO),
            row(Answer, "c", concern="worry-02", no_answer=True, answered_by="director", reason="None."),
            row(Answer, "d", concern="worry-02", happened="2015-07-02", recorded="2015-01-01"),
        ),
        seed=42,
    )
    assert reading.numerator == 2
    assert part(reading, "ok_for_asker").numerator == 1
    assert part(reading, "no_answer").numerator == 1


def test_who_waits_still_counts_as_waiting_and_who_has_no_date_is_left_out() -> None:
    reading = answers(
        case(
            *concerns(3),
            row(Concern, "undated", decision="closing"),
            row(Answer, "first", happened="2014-11-20", concern="worry-00"),
            row(Answer, "second", happened="2014-11-30", concern="worry-00"),
            row(Answer, "no-date", concern="worry-01"),
        ),
        seed=42,
    )
    days = part(reading, "median_days")
    assert (days.value, days.numerator, days.denominator) == (10, 1, 2)


def test_dates_known_to_the_month_give_a_range_of_days() -> None:
    reading = answers(case(*concerns(1), row(Answer, "a", happened="2014-12", concern="worry-00")), seed=42)
    days = part(reading, "median_days")
    assert (days.value, days.range) == (36, (21, 51))


def test_the_same_reason_in_other_signs_is_the_same_reason() -> None:
    given = [
        row(Answer, "a", reason="We  take this along."),
        row(Answer, "b", reason="we take THIS along!"),
        row(Answer, "c", reason="Nurses."),
        row(Answer, "d", reason="nurses"),
        row(Answer, "e", reason="We take this along"),
        row(Answer, "f", reason=""),
        row(Answer, "g", reason="..."),
        row(Answer, "h", reason="Only once."),
    ]
    expected = [
        {"reason": "We  take this along.", "answers": ["a", "b", "e"]},
        {"reason": "Nurses.", "answers": ["c", "d"]},
    ]
    assert same_reasons(given) == same_reasons(given[::-1]) == expected


def test_an_answer_has_words_a_reason_and_a_department_and_all_that_lacks_is_named_at_once() -> None:
    empty = row(Answer, "a", concern="c", text=" ", reason="", department="")
    whole = row(Answer, "a", concern="c", text="No.", reason="It is too dear.", department="finance")
    assert [each.code for each in problems(empty)] == [
        "decisions.answer_without_words",
        "decisions.answer_without_reason",
        "decisions.answer_without_department",
    ]
    assert problems(whole) == ()


def test_that_there_will_be_no_answer_needs_a_name_and_a_reason() -> None:
    signed = row(Answer, "a", concern="c", no_answer=True, answered_by="manager", reason="It is before the court.")
    unsigned = row(Answer, "a", concern="c", no_answer=True, reason="It is before the court.")
    bare = row(Answer, "a", concern="c", no_answer=True, answered_by="manager")
    assert problems(signed) == ()
    assert [each.code for one in (unsigned, bare) for each in problems(one)] == [
        "decisions.no_answer_without_name_or_reason"
    ] * 2
