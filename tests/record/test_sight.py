"""What was known, or what had happened, at a date."""

import gc
from dataclasses import replace
from datetime import UTC, date, datetime

from counterpoise.record import Edition, Mode, Moment, Record, look
from counterpoise.record.bulk import without_collecting
from counterpoise.record.decisions import Decision, Notice
from counterpoise.record.initiatives import Initiative, Matter
from counterpoise.record.people import Person
from counterpoise.record.sight import Case


def at(text: str) -> datetime:
    """Return noon of a day."""
    return datetime.fromisoformat(text).replace(hour=12, tzinfo=UTC)


START = Initiative(id="lindehof", recorded_at=at("2013-05-13"))
OTHER = Initiative(id="meals", recorded_at=at("2013-05-13"))
LATE = Decision(
    id="closing",
    initiative="lindehof",
    happened_at=Moment.parse("2014-11-03"),
    decided_at=Moment.parse("2014-11-03"),
    recorded_at=at("2015-03-02"),
)


def only(record: Record, day: str, mode: Mode = Mode.RECORDED) -> Case:
    """Return the case of the first initiative at a day."""
    return look(record, at=date.fromisoformat(day), mode=mode).cases[0]


def test_a_date_sees_only_what_had_been_written_down() -> None:
    record = Record.of([START, LATE])
    assert only(record, "2015-03-01").rows(Decision) == ()
    assert only(record, "2015-03-02").rows(Decision) == (LATE,)


def test_or_what_had_happened_whenever_it_was_written_down() -> None:
    record = Record.of([START, LATE])
    assert only(record, "2014-11-02", Mode.HAPPENED).rows(Decision) == ()
    assert only(record, "2014-11-03", Mode.HAPPENED).rows(Decision) == (LATE,)


def test_a_date_that_was_corrected_later_was_never_right() -> None:
    wrong = replace(LATE, happened_at=Moment.parse("2014-10-01"), decided_at=Moment.parse("2014-10-01"))
    right = replace(LATE, version=2, recorded_at=at("2015-05-01"))
    record = Record.of([START, wrong, right])
    # Between the wrong and the right day nothing had happened yet; what had been written down is another question.
    assert only(record, "2014-10-15", Mode.HAPPENED).rows(Decision) == ()
    assert only(record, "2014-11-03", Mode.HAPPENED).versions(Decision) == (right,)
    assert only(record, "2015-04-01").rows(Decision) == (wrong,)


def test_a_version_that_changes_more_than_its_date_leaves_what_was_before_as_it_was() -> None:
    before = replace(LATE, happened_at=Moment.parse("2014-10-01"), text="We think of closing.")
    after = replace(LATE, version=2, recorded_at=at("2015-05-01"), text="We close.")
    record = Record.of([START, before, after])
    assert [row.text for row in only(record, "2014-10-15", Mode.HAPPENED).rows(Decision)] == [before.text]
    assert only(record, "2014-11-03", Mode.HAPPENED).versions(Decision) == (before, after)


def test_of_several_corrections_of_a_date_the_last_holds() -> None:
    days = ["2014-09-01", "2014-12-01", "2014-11-03"]
    told = [replace(LATE, version=number, happened_at=Moment.parse(day)) for number, day in enumerate(days, start=1)]
    record = Record.of([START, *told])
    assert only(record, "2014-10-15", Mode.HAPPENED).rows(Decision) == ()
    assert only(record, "2014-11-03", Mode.HAPPENED).rows(Decision) == (told[2],)


def test_what_nobody_can_date_counts_from_when_it_was_written_down() -> None:
    matter = Matter(id="meals-matter", initiative="lindehof", recorded_at=at("2014-01-01"))
    record = Record.of([START, matter])
    assert only(record, "2013-12-31", Mode.HAPPENED).rows(Matter) == ()
    assert only(record, "2014-01-01", Mode.HAPPENED).rows(Matter) == (matter,)


def test_later_events_inside_a_row_had_not_happened_yet() -> None:
    told = Notice(
        id="n",
        initiative="lindehof",
        happened_at=Moment.parse("2014-11-03"),
        told_at=Moment.parse("2014-11-10"),
        heard_at=Moment.parse("2014-12"),
        planned_on=date(2014, 12, 24),
        recorded_at=at("2015-01-01"),
    )
    record = Record.of([START, told])
    (seen,) = only(record, "2014-11-20", Mode.HAPPENED).rows(Notice)
    assert (seen.told_at, seen.heard_at, seen.planned_on) == (told.told_at, None, told.planned_on)
    assert only(record, "2014-12-01", Mode.HAPPENED).rows(Notice) == (told,)


def test_the_last_version_that_was_recorded_is_in_force_and_the_others_are_kept() -> None:
    first = Matter(id="venue", initiative="lindehof", text="where", recorded_at=at("2013-06-01"))
    second = Matter(id="venue", version=2, initiative="lindehof", text="where and when", recorded_at=at("2013-09-01"))
    record = Record.of([START, second, first])
    before, after = only(record, "2013-08-31"), only(record, "2013-09-01")
    assert before.rows(Matter) == (first,)
    assert after.rows(Matter) == (second,)
    assert after.versions(Matter) == (first, second)
    assert after.by_id(Matter) == {"venue": second}
    assert after.of_table("matters") == (second,)


def test_a_case_holds_its_own_rows_and_those_that_serve_all() -> None:
    person = Person(id="p", recorded_at=at("2013-01-01"))
    mine = Matter(id="mine", initiative="lindehof", recorded_at=at("2013-06-01"))
    record = Record.of([START, OTHER, person, mine])
    here, there = look(record, at=date(2015, 6, 30), edition=Edition.SHARED).cases
    assert here.edition is Edition.SHARED
    assert here.rows(Matter) == (mine,)
    assert there.rows(Matter) == ()
    assert here.rows(Person) == there.rows(Person) == (person,)
    assert here.rows(Initiative) == ()


def test_a_case_can_be_narrowed_down_to_some_rows() -> None:
    mine = Matter(id="mine", initiative="lindehof", recorded_at=at("2013-06-01"))
    other = Matter(id="other", initiative="lindehof", recorded_at=at("2013-06-01"))
    person = Person(id="p", recorded_at=at("2013-01-01"))
    case = only(Record.of([START, mine, other, person]), "2015-06-30").narrowed({"matters": frozenset({"mine"})})
    assert case.rows(Matter) == case.versions(Matter) == (mine,)
    assert case.rows(Person) == (person,)


def test_what_had_happened_by_the_date_of_a_case() -> None:
    case = only(Record.of([START]), "2014-11-15")
    assert case.had_happened(Moment.parse("2014-11"))
    assert case.had_happened(date(2014, 11, 15))
    assert not case.had_happened(date(2014, 11, 16))
    assert not case.had_happened(None)


def test_a_row_that_moved_to_another_initiative_stands_there_once_and_nowhere_else() -> None:
    first = Notice(id="told", recorded_at=at("2014-01-01"))
    second = replace(first, version=2, initiative="lindehof", recorded_at=at("2014-02-01"))
    third = replace(first, version=3, initiative="meals", recorded_at=at("2014-03-01"))
    record = Record.of([START, OTHER, third, second, first])

    def there(day: str) -> dict[str, list[int]]:
        cases = look(record, at=date.fromisoformat(day)).cases
        return {one.initiative.id: [each.version for each in one.rows(Notice)] for one in cases}

    assert there("2014-01-15") == {"lindehof": [1], "meals": [1]}
    assert there("2014-02-15") == {"lindehof": [2], "meals": []}
    assert there("2014-03-15") == {"lindehof": [], "meals": [3]}
    meals = look(record, at=date(2014, 3, 15)).cases[1]
    assert [each.version for each in meals.versions(Notice)] == [1, 2, 3]


def test_looking_for_garbage_stays_off_where_it_was_off() -> None:
    gc.disable()
    try:
        with without_collecting():
            assert not gc.isenabled()
        assert not gc.isenabled()
    finally:
        gc.enable()
    with without_collecting():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_what_has_no_date_is_left_out_of_an_earlier_day_and_counted() -> None:
    undated = replace(LATE, id="kitchen", happened_at=None, decided_at=None)
    later = replace(undated, version=2, title="The kitchen")
    record = Record.of([replace(START, happened_at=Moment.parse("2013-05-13")), LATE, undated, later])
    assert only(record, "2014-12-01", Mode.HAPPENED).rows(Decision) == (LATE,)
    assert only(record, "2014-12-01", Mode.HAPPENED).undated == {"decisions": 1}, "two versions are one row"
    assert only(record, "2015-03-02", Mode.HAPPENED).undated == {}
    assert only(record, "2014-12-01", Mode.RECORDED).undated == {}, "there the date says what had been written down"


def test_what_is_seen_in_an_earlier_version_is_not_left_out() -> None:
    first = replace(LATE, happened_at=None, decided_at=None, recorded_at=at("2014-01-01"))
    corrected = replace(first, version=2, recorded_at=at("2015-03-02"))
    record = Record.of([replace(START, happened_at=Moment.parse("2013-05-13")), first, corrected])
    case = only(record, "2014-12-01", Mode.HAPPENED)
    assert (len(case.rows(Decision)), case.undated) == (1, {})
