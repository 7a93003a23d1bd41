import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from counterpoise.datasets.illustrations import illustrations
from counterpoise.levels.editions import shared_edition
from counterpoise.record import Level, Moment, Record, Row, check, look
from counterpoise.record.initiatives import Initiative
from counterpoise.record.people import Person
from counterpoise.record.positions import Friction
from counterpoise.record.reviews import ReviewAnswer, ReviewRound
from counterpoise.record.schema import TABLES, columns


@pytest.fixture(scope="module")
def record() -> Record:
    return illustrations()


def words(text: str) -> str:
    return re.sub(r"\s+", " ", text.translate(str.maketrans("‘'", "’’")))


def test_the_record_holds_together(record: Record) -> None:
    assert check(record) == ()


def test_it_reads_the_same_every_time(record: Record) -> None:
    assert illustrations() == record


def test_three_efforts_stand_in_it_and_one_is_about_one_person(record: Record) -> None:
    levels = {row.id: row.level for row in record.rows(Initiative)}
    assert levels == {
        "meals": Level.COLLECTIVE,
        "lindehof-together": Level.COLLECTIVE,
        "care-path": Level.INDIVIDUAL,
    }
    assert {row.level for row in record if row.initiative == "care-path"} == {Level.INDIVIDUAL}


def test_every_id_is_made_of_words(record: Record) -> None:
    strange = [row.id for row in record if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", row.id)]
    marks = [row.id for row in record if re.fullmatch(r"[a-z]{1,2}-?\d+", row.id)]
    assert strange == marks == []


def test_every_row_says_whether_the_paper_says_it(record: Record) -> None:
    assert {row.source for row in record} == {"paper", "assumed"}
    assert [row.id for row in record if (row.source == "paper") != bool(row.quote)] == []


def test_no_quote_is_longer_than_fifteen_words(record: Record) -> None:
    assert [row.id for row in record if len(row.quote.split()) > 15] == []


@pytest.mark.shared
def test_every_quote_stands_in_the_paper(record: Record, shared_data: Path) -> None:
    paper = shared_data.parent / "design" / "paper.txt"
    if not paper.is_file():
        pytest.skip("the text of the paper is not beside the data")
    text = paper.read_text(encoding="utf-8")
    # A hyphen at the end of a line may belong to the word or not.
    readings = [words(text.replace("-\n", "")), words(text.replace("-\n", "-"))]
    quotes = {row.id: words(row.quote) for row in record if row.quote}
    assert len(quotes) > 30
    assert [name for name, quote in quotes.items() if not any(quote in each for each in readings)] == []


def test_the_first_telling_of_everything_is_of_the_day_or_month_in_which_it_happened(record: Record) -> None:
    first = [row for row in record if row.version == 1 and row.happened_at is not None]
    assert len(first) > 700
    late = [row.id for row in first if row.happened_at and row.recorded_at.date() > row.happened_at.last]
    assert late == []


def test_the_answers_of_a_review_are_there_before_both_sides_see_them_and_tell_nobody_by_their_time(
    record: Record,
) -> None:
    (one,) = record.rows(ReviewRound)
    (moment,) = {row.recorded_at for row in record.rows(ReviewAnswer)}
    assert one.release_at is not None
    assert moment.date() < one.release_at.first


def test_what_had_not_happened_yet_was_never_told(record: Record) -> None:
    # A field named ..._at tells of something that happened; nobody can have written it down before.
    early = []
    for row in record:
        for column in columns(type(row)):
            moment = getattr(row, column.name)
            if column.kind is Moment and moment is not None and moment.first > row.recorded_at.date():
                early.append((row.id, row.version, column.name))
    assert early == []


def test_the_clock_is_that_of_the_place(record: Record) -> None:
    offsets = {row.recorded_at.utcoffset() for row in record}
    assert offsets == {timedelta(hours=1), timedelta(hours=2)}
    by_day = {row.recorded_at.date(): row.recorded_at.utcoffset() for row in record}
    assert by_day[date(2013, 6, 10)] == timedelta(hours=2)
    assert by_day[date(2014, 11, 3)] == timedelta(hours=1)


def test_nobody_has_a_name_of_their_own(record: Record) -> None:
    persons = [row.pseudonym for row in record.rows(Person)]
    assert len(persons) == len(set(persons)) == 53
    assert sum(bool(re.fullmatch(r"Citizen \d+", name)) for name in persons) == 40
    others = [name for name in persons if not name.startswith("Citizen ")]
    assert all(name.startswith(("A ", "An ", "The ")) for name in others)


def test_what_both_sides_may_read_holds_together_and_tells_nothing_of_the_closed_rooms(record: Record) -> None:
    shared = shared_edition(record, at=date(2015, 6, 30))
    assert check(shared) == ()
    assert {row.space for row in shared} <= {None}
    assert {row.id for row in shared.rows(Friction)} == {"friction-joint", "friction-venue"}


def test_no_open_row_points_into_a_closed_room(record: Record) -> None:
    closed: dict[str, set[str]] = {}
    for row in record:
        if row.space is not None:
            closed.setdefault(row.TABLE, set()).add(row.id)
    # A care path is closed as a whole, whichever room its rows stand in.
    reduced = Record.of(row for row in record if row.space is None and row.initiative != "care-path")
    assert check(reduced) == ()
    assert set(closed) >= {"contributions", "frictions", "positions", "limit_questions"}


def test_on_the_day_of_the_demo_everything_is_there(record: Record) -> None:
    cases = look(record, at=date(2015, 6, 30)).cases
    assert [case.initiative.id for case in cases] == ["meals", "lindehof-together", "care-path"]
    seen = sum(len(case.versions(kind)) for case in cases for kind in kinds())
    common = sum(row.initiative is None and not isinstance(row, Initiative) for row in record)
    # What serves all is seen in each of the three; the initiatives themselves stand apart.
    assert seen == len(record) - len(record.rows(Initiative)) + 2 * common


def kinds() -> list[type[Row]]:
    return [kind for kind in TABLES.values() if kind is not Initiative]
