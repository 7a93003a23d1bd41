import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoise.ledger.entries import read_entries, read_entry
from counterpoise.ledger.envelope import canonical
from counterpoise.ledger.findings import Finding
from tests.ledger.logs import a_log, changed

LINES = list(a_log(12).files().entries)


def found(lines: list[bytes]) -> list[tuple[str, int | None, int | None]]:
    return [(one.code, one.seq, one.last) for one in read_entries(lines, log="common").findings]


def test_entries_as_they_were_entered_are_fine() -> None:
    entries = read_entries(LINES, log="common")
    assert entries.findings == ()
    assert entries.end == 12
    assert len(list(entries.in_order())) == 12
    assert read_entries([], log="common").end == 0


def test_an_envelope_in_its_canonical_form_is_read() -> None:
    assert read_entry(LINES[3]) == json.loads(LINES[3])


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"\xff",
        b"[]",
        b"{}",
        b"[" * 100_000,
        LINES[0] + b" ",
        LINES[0].replace(b'"seq":0', b'"seq":NaN'),
        LINES[0].replace(b'{"actor"', b'{"actor":"x","actor"'),  # two readers could read two things
        changed(LINES[0], {"more": 1}),
        changed(LINES[0], {"seq": True}),
        changed(LINES[0], {"seq": "0"}),
        changed(LINES[0], {"at": "2026-03-02T09:00:00Z"}),
        json.dumps(json.loads(LINES[0])).encode(),
    ],
)
def test_what_is_not_an_envelope_in_its_one_form_is_named(line: bytes) -> None:
    assert read_entry(line) is None
    assert found([line, *LINES[1:]]) == [("entry_unreadable", 0, None)]


def test_an_entry_of_another_log_is_named() -> None:
    assert found([*LINES[:4], changed(LINES[4], {"log": "room"}), *LINES[5:]]) == [("entry_of_other_log", 4, None)]


@given(st.integers(0, 10), st.integers(1, 4))
def test_what_was_taken_out_is_named_and_nothing_else(first: int, number: int) -> None:
    last = min(first + number, 11) - 1
    assert found(LINES[:first] + LINES[last + 1 :]) == ([("removed", first, last)] if last >= first else [])


def test_two_that_were_taken_out_are_both_named() -> None:
    assert found([line for place, line in enumerate(LINES) if place not in {2, 5}]) == [
        ("removed", 2, 2),
        ("removed", 5, 5),
    ]


def test_a_doubled_entry_is_named() -> None:
    assert found([*LINES[:5], LINES[4], *LINES[5:]]) == [("doubled", 4, None)]
    assert found([*LINES, LINES[4]]) == [("doubled", 4, None)]


@given(st.permutations(range(12)))
def test_entries_in_another_order_are_named_and_keep_their_places(order: list[int]) -> None:
    entries = read_entries([LINES[place] for place in order], log="common")
    named = {
        place
        for one in entries.findings
        if one.code == "reordered" and one.seq is not None and one.last is not None
        for place in range(one.seq, one.last + 1)
    }
    assert named == {place for place, seq in enumerate(order) if place != seq}
    assert entries.leaves == read_entries(LINES, log="common").leaves


@pytest.mark.parametrize("says", [-4, 2, 9999])
def test_a_changed_number_is_named_at_its_place(says: int) -> None:
    lines = [*LINES[:6], changed(LINES[6], {"seq": says}), *LINES[7:]]
    assert read_entries(lines, log="common").findings[0] == Finding(
        "renumbered", log="common", seq=6, given={"says": says}
    )


def test_a_clock_that_ran_back_is_told_and_the_order_is_that_of_the_numbers() -> None:
    lines = [*LINES[:6], changed(LINES[6], {"at": "2026-03-02T08:00:00.000000Z"}), *LINES[7:]]
    assert found(lines) == [("clock_back", 6, None)]


@given(st.dictionaries(st.text(max_size=3), st.none() | st.integers() | st.text(max_size=3), max_size=3))
def test_the_verifiers_canonical_form_is_that_of_the_envelope(more: dict[str, object]) -> None:
    fields = json.loads(LINES[0])
    fields["type"] = json.dumps(more, ensure_ascii=False)
    assert read_entry(canonical(fields)) == fields
