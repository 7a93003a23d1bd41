"""Small records by hand: rows with sensible defaults, and the case that they make."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any, TypeVar

from counterpoise.record import Case, Edition, Level, Mode, Moment, Record, Row, look
from counterpoise.record.initiatives import Initiative

R = TypeVar("R", bound=Row)

INITIATIVE = "together"
"""The id of the initiative to which rows belong where nothing else is said."""


def at(text: str = "2015-06-30") -> date:
    """Return a day."""
    return date.fromisoformat(text)


def moment(text: str) -> Moment:
    """Return a moment as exactly as the text knows it: ``2014-11-03``, ``2014-11`` or ``2014``."""
    return Moment.parse(text)


def written(text: str = "2015-06-30") -> datetime:
    """Return noon of a day, the time at which something was written down."""
    return datetime.combine(date.fromisoformat(text), time(12), tzinfo=UTC)


def row(
    kind: type[R],
    name: str,
    /,
    *,
    happened: str | None = None,
    recorded: str | None = None,
    **fields: Any,  # noqa: ANN401 - the fields of any kind of row
) -> R:
    """Return a row of the initiative; it is written down when it happened (at the end of a month), unless said."""
    when = None if happened is None else moment(happened)
    day = recorded or (when.last.isoformat() if when is not None else "2013-01-01")
    fields.setdefault("initiative", INITIATIVE)
    return kind(id=name, happened_at=when, recorded_at=written(day), **fields)


def case(
    *rows: Row,
    on: str = "2015-06-30",
    mode: Mode = Mode.RECORDED,
    edition: Edition = Edition.FULL,
    level: Level = Level.COLLECTIVE,
) -> Case:
    """Return the initiative that these rows make, as it stood on a day."""
    initiative = Initiative(id=INITIATIVE, recorded_at=written("2013-01-01"), level=level)
    record = Record.of([initiative, *rows])
    sight = look(record, at=at(on), mode=mode, edition=edition)
    return next(one for one in sight.cases if one.initiative.id == INITIATIVE)
