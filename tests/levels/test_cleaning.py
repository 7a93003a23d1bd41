from __future__ import annotations

from counterpoise.levels.cleaning import PARENTS, cleaned, renumbered, with_parents
from counterpoise.record import Row, Say, columns
from counterpoise.record.contributions import Contribution, Reframe, Theme
from counterpoise.record.documents import Coding, Mention
from counterpoise.record.initiatives import Initiative
from counterpoise.record.mandates import GroupSay, Mandate
from tests.builders import row

HOME: Row = row(Initiative, "together", initiative=None)


def test_every_parent_is_a_field_that_points_to_a_table() -> None:
    for kind, names in PARENTS.items():
        assert set(names) <= {column.name for column in columns(kind) if column.to}


def test_what_speaks_of_a_row_that_went_goes_too_and_so_on() -> None:
    rows = [row(Mention, "m", document="gone"), row(Coding, "c", mention="m"), row(Coding, "free"), row(Reframe, "r")]
    assert [one.id for one in with_parents(rows)] == ["free", "r"]


def test_fields_that_point_to_what_went_are_emptied_those_in_parts_too() -> None:
    theme = row(Theme, "t", contributions=("c", "gone"))
    mandate = row(Mandate, "m", matter="gone", others=(GroupSay(group="gone", say=Say.HEAR),))
    found = {one.id: one for one in cleaned([HOME, theme, mandate, row(Contribution, "c")])}
    assert found["t"] == row(Theme, "t", contributions=("c",))
    assert found["m"] == row(Mandate, "m", others=(GroupSay(say=Say.HEAR),))


def test_versions_are_numbered_without_a_gap_in_their_order() -> None:
    rows = [row(Theme, "t", version=5), row(Theme, "t", version=2), row(Theme, "u", version=1)]
    assert [(one.id, one.version) for one in renumbered(rows)] == [("t", 2), ("t", 1), ("u", 1)]
