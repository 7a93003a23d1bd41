from datetime import date

from counterpoise.datasets.illustrations.care_path import care_path
from counterpoise.record.trajectories import CareConversation, Tie, Trajectory

ROWS = list(care_path())
TIES = {row.id: row for row in ROWS if isinstance(row, Tie)}


def around(day: date) -> set[str]:
    return {
        name
        for name, tie in TIES.items()
        if tie.active_from is not None
        and tie.active_from <= day
        and (tie.active_until is None or day < tie.active_until)
    }


def test_four_people_stood_around_the_owner_and_three_do_now() -> None:
    (talk,) = (row for row in ROWS if isinstance(row, CareConversation))
    assert talk.happened_at is not None
    assert around(talk.happened_at.first) == {"daughter", "neighbour", "nurse", "friend"}
    assert around(date(2015, 6, 30)) == {"daughter", "nurse", "volunteer"}


def test_who_left_was_there_in_the_first_version() -> None:
    first = [row for row in ROWS if isinstance(row, Tie) and row.version == 1]
    assert {row.active_until for row in first} == {None}
    assert {name for name, row in TIES.items() if row.version == 2} == {"neighbour", "friend"}


def test_the_owner_is_the_resident_and_everything_stands_in_the_circle() -> None:
    (path,) = (row for row in ROWS if isinstance(row, Trajectory))
    assert (path.id, path.owner) == ("care-path", "resident")
    assert {row.space for row in ROWS if row.TABLE != "spaces"} == {"care-circle"}
