"""What somebody sees through broken glass: the words that stand in a room, and nothing that leads further."""

from dataclasses import dataclass

from counterpoise.record import Moment, Row
from counterpoise.record.people import Person
from counterpoise.web.governance.selectors.kinds import KINDS
from counterpoise.web.ledger.records import model_of, to_rows
from counterpoise.web.people import models as people

__all__ = ["Through", "words_in_room"]

_MOST = 500
_WORDS = ("title", "text", "claim", "reasons", "reason", "place")


@dataclass(frozen=True, slots=True, kw_only=True)
class Through:
    """One thing that stands in the room: what it is, when, by whom, and its words."""

    kind: str
    at: Moment | None
    by: str
    words: tuple[str, ...]


def words_in_room(opening: people.GlassOpening) -> tuple[Through, ...]:
    """Return what stands in the room that was opened, the latest first, up to five hundred things.

    Parameters
    ----------
    opening
        The opening. That it is open to who looks, the service held that kept the look.
    """
    found: list[tuple[str, Row]] = []
    for kind, table in KINDS.items():
        rows = model_of(table)._default_manager.filter(space=opening.room_id).order_by("-written")[:_MOST]  # type: ignore[misc]  # noqa: SLF001 - every table of the record above people has a room
        found += [(kind, row) for row in to_rows(table, rows)]
    found.sort(key=lambda each: (each[1].recorded_at, each[1].id), reverse=True)
    shown = found[:_MOST]
    authors = {row.on_behalf_of or row.recorded_by for _kind, row in shown}
    names = {row.id: row.pseudonym for row in to_rows(Person, people.Person.objects.filter(pk__in=authors - {None}))}
    return tuple(
        Through(
            kind=kind,
            at=row.happened_at,
            by=names.get(row.on_behalf_of or row.recorded_by or "", ""),
            words=tuple(text for name in _WORDS if isinstance(text := getattr(row, name, None), str) and text),
        )
        for kind, row in shown
    )
