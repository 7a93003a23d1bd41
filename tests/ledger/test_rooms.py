from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from counterpoise.ledger.archive import verify_files
from counterpoise.ledger.log import Log
from counterpoise.ledger.notes import ed25519
from counterpoise.ledger.rooms import ROOM_STATE, room_state, room_states_due
from counterpoise.ledger.verifier import LogFiles
from tests.ledger.logs import ROOM, START, a_log, host_rewrites

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def common_and_room() -> tuple[Log, Log]:
    """Return a common log that vouches for a room of 7 entries, and the room, which went on."""
    room = a_log(7, signer=ROOM, name="room")
    common = a_log(4)
    common.append(ROOM_STATE, room_state(room.checkpoint()), at=START + timedelta(hours=1))
    room.append("contribution", {"words": "more"}, at=START + timedelta(hours=2))
    return common, room


def test_the_common_log_vouches_for_a_room_without_telling_of_it() -> None:
    common, room = common_and_room()
    entry = common.envelope(4)
    assert ROOM.name.encode() not in entry
    assert room.checkpoint().root.hex().encode() not in entry
    assert verify_files([common.files(), room.files()], check=ed25519()).holds


def test_who_is_not_in_the_room_verifies_the_common_log_alone() -> None:
    common, _ = common_and_room()
    assert verify_files([common.files()], check=ed25519()).holds
    assert verify_files([common.files(readable=lambda number: number != 4)], check=ed25519()).holds


@pytest.mark.parametrize("cut", [True, False])
def test_a_room_whose_past_was_changed_is_named_by_the_entry_of_the_common_log(cut: bool) -> None:
    common, room = common_and_room()
    files: LogFiles = replace(room.files(), bodies=[], complete=False)
    changed = host_rewrites(files, lambda lines: lines[:5] if cut else [*lines[:2], lines[3], lines[2], *lines[4:]])
    found = verify_files([common.files(), replace(changed, notes=[], leaves=[])], check=ed25519())
    named = [(one.code, one.log, one.seq, one.given) for one in found.findings if one.code == "room_differs"]
    if cut:
        assert named == [("room_differs", "common", 4, {"origin": ROOM.name, "size": 7})]
    else:  # the two entries that changed places are named in the room itself
        assert [(one.code, one.seq) for one in found.findings if not one.is_remark] == [("reordered", 2)]


def test_a_state_that_says_nothing_is_passed_over() -> None:
    common = a_log(1, every=50)
    common.append(ROOM_STATE, {"origin": "x"}, at=START + timedelta(hours=1))
    assert verify_files([common.files()], check=ed25519()).holds


def test_a_state_is_due_once_a_day_at_the_hour_by_the_clock_of_the_place() -> None:
    def due(last_on: date | None, at: datetime) -> tuple[date, ...]:
        return room_states_due(last_on=last_on, at=at, hour=4, zone=AMSTERDAM)

    before, after = datetime(2026, 7, 2, 1, 59, tzinfo=UTC), datetime(2026, 7, 2, 2, 0, tzinfo=UTC)
    assert due(date(2026, 7, 1), before) == ()
    assert due(date(2026, 7, 1), after) == (date(2026, 7, 2),)
    assert due(date(2026, 7, 2), after) == ()
    assert due(None, before) == (date(2026, 7, 1),)
    assert due(date(2026, 6, 28), after) == tuple(date(2026, 6, 28) + timedelta(days=each) for each in range(1, 5))


def test_each_day_has_one_state_also_when_the_clock_changes() -> None:
    days: list[date] = [date(2026, 3, 27)]
    at = datetime(2026, 3, 28, tzinfo=UTC)
    while at < datetime(2026, 4, 1, tzinfo=UTC):
        days.extend(room_states_due(last_on=days[-1], at=at, hour=2, zone=AMSTERDAM))
        at += timedelta(minutes=30)
    assert days == [date(2026, 3, 27) + timedelta(days=number) for number in range(5)]


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        room_states_due(last_on=None, at=datetime(2026, 7, 2), hour=4, zone=UTC)  # noqa: DTZ001 - that is the point
