from __future__ import annotations

from typing import Any

import pytest

from counterpoise.expertise.presence import presence
from counterpoise.indicator import Display, Reading
from counterpoise.record import Edition, Row, Side
from counterpoise.record.contributions import Contribution
from counterpoise.record.decisions import Trace
from counterpoise.record.meetings import Meeting
from counterpoise.record.people import Person, ReleasedCount, Space, SpaceKind
from tests.builders import case, row
from tests.expertise.samples import part


def council(room: str | None = "ours", **fields: Any) -> list[Row]:  # noqa: ANN401 - any field
    """Return the meeting of the meals: three things said with the manager there, and seven after he left."""
    with_him = [row(Contribution, f"w{n}", critical=False, org_present=True, meeting="m", **fields) for n in range(3)]
    after = [
        row(Contribution, f"a{n}", critical=True, org_present=False, meeting="m", space=room, topic="warmth", **fields)
        for n in range(7)
    ]
    return [*with_him, *after, row(Space, "ours", kind=SpaceKind.CITIZENS_ONLY), row(Meeting, "m")]


def test_people_spoke_up_after_the_manager_had_left() -> None:
    found = presence(case(*council()), seed=42)
    assert found.value == 1.0
    assert found.interval == pytest.approx((0.336, 1.0), abs=5e-4)
    absent, present = part(found, "absent"), part(found, "present")
    assert (absent.numerator, absent.denominator) == (7, 7)
    assert (present.numerator, present.denominator) == (0, 3)
    assert found.details["for_researchers"]["fisher_exact_p"] == pytest.approx(0.0083, abs=5e-5)
    assert found.details["topics"] == [
        {"topic": "warmth", "absent": {"critical": 7, "all": 7}, "present": {"critical": 0, "all": 0}}
    ]
    assert found.at_most is Display.COUNTS
    assert found.arms == (7, 3)
    assert (found.evidence.denominator, found.evidence.tables) == (("m",), ("meetings",))
    assert not {f"a{n}" for n in range(7)} & set(found.evidence.numerator)


def test_released_counts_stand_in_for_a_closed_room_and_a_silent_room_lowers_coverage() -> None:
    open_rows = [one for one in council() if one.space is None]
    silent = presence(case(*open_rows, edition=Edition.SHARED), seed=42)
    assert (silent.value, silent.known, silent.candidates, silent.details["silent_rooms"]) == (None, 3, 4, 1)
    assert silent.at_most is Display.LIST
    counts = [
        row(
            ReleasedCount,
            f"r{name}",
            room="ours",
            indicator="expertise.presence",
            part=name,
            numerator=n,
            denominator=n,
        )
        for name, n in (("absent", 7), ("present", 0))
    ]
    found = presence(case(*open_rows, *counts, edition=Edition.SHARED), seed=42)
    assert (found.value, found.known, found.candidates, found.details["released"]) == (1.0, 10, 10, 7)
    assert found.interval == pytest.approx((0.336, 1.0), abs=5e-4)


def test_what_staff_say_and_what_nobody_marked_is_left_out_and_unknown_presence_lowers_coverage() -> None:
    rows = [
        *council(),
        row(Contribution, "staff", side=Side.ORGANIZATIONAL, critical=True, org_present=True),
        row(Contribution, "unmarked", org_present=True, meeting="other"),
        row(Contribution, "unseen", critical=True),
        row(Meeting, "other"),
    ]
    found = presence(case(*rows), seed=42)
    assert (found.value, found.known, found.candidates) == (1.0, 10, 12)
    assert found.evidence.excluded == ("other",)


def test_one_meeting_without_known_speakers_gives_counts_only() -> None:
    def said(who: str | None, meetings: int) -> Reading:
        rows = [
            row(
                Contribution,
                f"c{n}",
                critical=n % 3 == 0,
                org_present=n < 10,
                meeting=f"m{n % meetings}",
                recorded_by=who,
            )
            for n in range(20)
        ]
        return presence(case(*rows), seed=42)

    assert [said(who, n).at_most for who, n in ((None, 1), ("her", 1), (None, 2))] == [Display.COUNTS, None, None]


def test_people_without_an_account_are_a_new_person_each_time_and_are_not_told_apart() -> None:
    def said(name: str) -> Reading:
        rows: list[Row] = []
        for n in range(20):
            rows.append(row(Person, f"guest-{n}", initiative=None, pseudonym=name and f"{name} {n}"))
            rows.append(row(Contribution, f"c{n}", critical=n % 3 == 0, org_present=n < 10, meeting="m",
                            recorded_by="secretary", on_behalf_of=f"guest-{n}"))  # fmt: skip
        return presence(case(*rows), seed=42)

    assert [said(name).at_most for name in ("", "Guest")] == [Display.COUNTS, None]


def test_an_empty_record_has_no_figure() -> None:
    found = presence(case(), seed=42)
    assert (found.value, found.denominator, found.interval, found.coverage) == (None, 0, None, None)


def test_rows_of_which_nothing_is_known_give_no_figure() -> None:
    rows = [row(Contribution, "c"), row(Trace, "t", contribution="c")]
    assert presence(case(*rows), seed=42).value is None
