from __future__ import annotations

from typing import Any

from counterpoise.audit.report.entries import entries_of
from counterpoise.audit.report.names import names_in
from counterpoise.audit.report.words import words_in
from counterpoise.datasets.illustrations import illustrations
from counterpoise.indicator import Reading
from counterpoise.record import Record
from counterpoise.record.initiatives import Group
from counterpoise.record.people import Person
from tests.builders import row


def told(code: str, details: dict[str, Any], names: dict[str, str] | None = None) -> dict[str, tuple[str, ...]]:
    lists = entries_of(
        code,
        Reading(details=details),
        words=words_in("en"),
        names=names or {},
        list_of=lambda _key, name, entries: (name, entries),
    )
    return dict(lists)


def test_an_entry_says_what_it_is_how_it_stands_and_how_old_it_is() -> None:
    request = {"request": "q", "matter": "closing-point", "state": "overdue", "days": 750.0}
    assert told("control.limits", {"requests": [request]}) == {
        "Requests for a limit": ("closing point, overdue, 750 days",)
    }
    friction = {"friction": "f", "state": "noticed", "days": [2, 4]}
    assert told("interests.frictions", {"frictions": [friction]}, {"f": "Who pays?"}) == {
        "Frictions": ("Who pays?, noticed, 3 days",)
    }


def test_a_move_of_control_has_its_direction_and_its_day() -> None:
    change = {"mandate": "m", "matter": "meals", "direction": 1, "at": "2014-09"}
    assert told("control.drift", {"changes": [change]}) == {"Changes": ("meals, towards the centre, September 2014",)}


def test_fewer_than_five_answers_are_not_counted_out() -> None:
    matter = {
        "matter": "meals",
        "civic": {"too_few": True},
        "organizational": {"too_few": False, "n": 9, "mode": "board"},
    }
    (entry,) = told("control.agreement", {"matters": [matter]})[
        "Questions of control, and who the sides see as decider"
    ]
    assert entry == "meals, citizens: fewer than 5, organization: the board"


def test_a_grid_is_told_by_its_rows_and_empty_rows_are_left_out() -> None:
    grid = {"agenda": {"civic": 1, "organizational": 2}, "chair": {"civic": 0}}
    assert told("control.tune", {"grid": grid}) == {"Tasks by side": ("agenda: citizens 1, organization 2",)}


def test_a_department_is_told_in_its_own_words_even_where_a_body_has_that_name() -> None:
    lines = [{"department": "board", "answers": 1, "matters": 4}]
    (entry,) = told("decisions.compartments", {"departments": lines}, {"board": "Board of Lindehof"})["Departments"]
    assert entry.startswith("board, answers 1")


def test_what_has_no_name_is_passed_over() -> None:
    assert told("control.limits", {"requests": [{"days": 3}, 5, None], "openings": []}) == {}


def test_names_are_titles_and_texts_and_never_a_persons() -> None:
    names = names_in(illustrations())
    assert names["closing"] == "The home closes"
    assert not {person.id for person in illustrations().rows(Person)} & names.keys()
    assert all(len(name) <= 72 for name in names.values())


def test_the_last_version_gives_the_name_and_a_long_one_is_cut_at_a_word() -> None:
    record = Record.of(
        [
            row(Group, "g", name="Second name " + "and more " * 20, version=2, happened="2014-01-02"),
            row(Group, "g", name="First name", happened="2014-01-01"),
            row(Group, "nameless", happened="2014-01-01"),
        ]
    )
    names = names_in(record)
    assert names["g"].startswith("Second name and more")
    assert names["g"].endswith(("more …", "and …"))
    assert "nameless" not in names


def test_entries_that_are_told_alike_stand_once_with_their_number() -> None:
    lines = [{"concern": f"c{number}", "decision": "closing"} for number in range(13)]
    assert told("decisions.answers", {"unanswered": lines}) == {"Without an answer": ("closing (13)",)}
