"""Editions of a record: what both sides may read, that plus one room's own records, and what one person may read.

An edition is a record like any other: it holds together, and nothing in it says what was left out, except that a room
which is closed to the reader stays as a room without a name. Nobody's ballots, rankings, hours or answers are in an
edition but one's own. The answers of a review are there as counts once both sides see them, and so are the marks of who
was critical (`counterpoise.levels.marks`), hours and ballots (`counterpoise.levels.aggregates`).
"""

from counterpoise.levels.editions.part import Around, part_for
from counterpoise.levels.editions.whole import UnknownRoomError, edition_for, room_edition, shared_edition

__all__ = ["Around", "UnknownRoomError", "edition_for", "part_for", "room_edition", "shared_edition"]
