"""The check says everything that does not hold together, with table, row and field."""

from collections.abc import Iterable
from datetime import UTC, date, datetime

import pytest

from counterpoise.record import Moment, Record, Row, check
from counterpoise.record.decisions import Decision, Notice
from counterpoise.record.documents import ClaimEvidence
from counterpoise.record.initiatives import Group, Initiative
from counterpoise.record.mandates import Assent, GroupSay, Mandate
from counterpoise.record.meetings import Attendance, Meeting
from counterpoise.record.participation import Margin
from counterpoise.record.people import Capacity, Person
from counterpoise.record.reviews import AuditFinding

NOW = datetime(2015, 6, 30, 10, tzinfo=UTC)


def said(*rows: Row) -> list[tuple[str, str, str, str]]:
    """Return what the check says of these rows."""
    return [(p.table, p.row, p.field, p.code) for p in check(Record.of(rows))]


def moment(text: str) -> Moment:
    """Return a moment."""
    return Moment.parse(text)


def test_a_record_that_holds_together_has_no_problems() -> None:
    rows: Iterable[Row] = [
        Initiative(id="meals", recorded_at=NOW),
        Group(id="residents", recorded_at=NOW, initiative="meals"),
        Meeting(id="talk", recorded_at=NOW, initiative="meals", attendance=(Attendance(people=3, group="residents"),)),
    ]
    assert said(*rows) == []


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (Group(id="residents", recorded_at=NOW, initiative="nowhere"), "initiative"),
        (Mandate(id="food", recorded_at=NOW, others=(GroupSay(), GroupSay(group="nobody"))), "others.group"),
        (Mandate(id="food", recorded_at=NOW, assents=(Assent(person="nobody"),)), "assents.person"),
        (Meeting(id="talk", recorded_at=NOW, open_to=("nobody",)), "open_to"),
    ],
)
def test_a_reference_to_nothing_is_named(row: Row, field: str) -> None:
    assert said(row) == [(row.TABLE, row.id, field, "dangling")]


def test_beside_a_reference_to_nothing_others_of_the_same_table_hold() -> None:
    problems = said(
        Initiative(id="meals", recorded_at=NOW),
        Group(id="a", recorded_at=NOW, initiative="meals"),
        Group(id="b", recorded_at=NOW),
        Group(id="c", recorded_at=NOW, initiative="nowhere"),
    )
    assert problems == [("groups", "c", "initiative", "dangling")]


def test_all_problems_are_said_at_once() -> None:
    problems = said(
        Capacity(id="a", recorded_at=NOW, person="x", active_from=date(2014, 1, 2), active_until=date(2014, 1, 1)),
        Group(id="b", recorded_at=NOW, initiative="y", size=-1),
    )
    assert problems == [
        ("capacities", "a", "person", "dangling"),
        ("capacities", "a", "active_until", "until_before_from"),
        ("groups", "b", "initiative", "dangling"),
        ("groups", "b", "size", "outside_range"),
    ]


def test_the_same_id_and_version_twice_is_named_and_a_new_version_is_not() -> None:
    one, two = Person(id="a", recorded_at=NOW), Person(id="a", recorded_at=NOW, version=2)
    assert said(one, two) == []
    assert said(one, one) == [("persons", "a", "id", "twice")]
    assert said(one, Person(id="a", recorded_at=NOW, version=3)) == [("persons", "a", "version", "version_skipped")]
    assert said(Person(id="a", recorded_at=NOW, version=0)) == [("persons", "a", "version", "version_below_one")]


@pytest.mark.parametrize(
    ("name", "code"), [("", "empty_id"), (" a", "bad_id"), ("a\nb", "bad_id"), ("a" * 201, "bad_id")]
)
def test_an_id_must_be_a_short_printable_word(name: str, code: str) -> None:
    assert said(Person(id=name, recorded_at=NOW)) == [("persons", name, "id", code)]


@pytest.mark.parametrize(
    ("happened", "wrong"),
    [
        ("2015-06-30", False),
        ("2015-06", False),
        ("2015-07-01", True),
        ("2015-06-30T09:59:00+00:00", False),
        ("2015-06-30T10:01:00+00:00", True),
        ("2015-06-30T11:59:00+02:00", False),
    ],
)
def test_nothing_is_recorded_before_it_happened(happened: str, wrong: bool) -> None:
    problems = said(Person(id="a", recorded_at=NOW, happened_at=moment(happened)))
    assert problems == ([("persons", "a", "recorded_at", "recorded_before_it_happened")] if wrong else [])


def decision(
    *, draft_at: Moment | None = None, concerns_from: Moment | None = None, concerns_until: Moment | None = None
) -> Decision:
    """Return a decision taken on 3 November 2014."""
    return Decision(
        id="closing",
        recorded_at=NOW,
        decided_at=moment("2014-11-03"),
        draft_at=draft_at,
        concerns_from=concerns_from,
        concerns_until=concerns_until,
    )


def test_nobody_hears_of_a_decision_before_it_is_taken_unless_there_was_a_draft() -> None:
    early = Notice(
        id="n", recorded_at=NOW, decision="closing", heard_at=moment("2014-11-02"), told_at=moment("2014-10")
    )
    assert said(decision(), early) == [
        ("notices", "n", "heard_at", "heard_before_decided"),
        ("notices", "n", "told_at", "heard_before_decided"),
    ]
    assert said(decision(draft_at=moment("2014-10-01")), early) == []
    assert said(decision(), Notice(id="n", recorded_at=NOW, decision="closing", told_at=moment("2014-11"))) == []
    assert said(Decision(id="closing", recorded_at=NOW), early) == []


def test_a_round_of_concerns_cannot_close_before_it_opens() -> None:
    wrong = decision(concerns_from=moment("2014-11-02"), concerns_until=moment("2014-10"))
    assert said(wrong) == [("decisions", "closing", "concerns_until", "until_before_from")]
    assert said(decision(concerns_from=moment("2014-10-02"), concerns_until=moment("2014-10"))) == []


def test_evidence_lies_in_a_table_of_the_record() -> None:
    assert said(ClaimEvidence(id="e", recorded_at=NOW, table="secrets")) == [
        ("claim_evidence", "e", "table", "unknown_table")
    ]
    assert said(ClaimEvidence(id="e", recorded_at=NOW, table="decisions")) == []


def test_a_finding_may_have_any_figure_but_a_count_of_people_may_not() -> None:
    assert said(AuditFinding(id="f", recorded_at=NOW, numerator=-3)) == []
    assert said(Margin(id="m", recorded_at=NOW, count=-3)) == [("margins", "m", "count", "outside_range")]


def test_of_many_problems_the_first_are_told_and_the_rest_counted() -> None:
    record = Record.of([Group(id=f"g{n}", recorded_at=NOW, initiative="nowhere") for n in range(250)])
    problems = check(record)
    assert [p.code for p in problems] == ["dangling"] * 100 + ["and_more"]
    assert problems[-1].given == {"number": 150}
    assert len(check(record, first=3)) == 4
