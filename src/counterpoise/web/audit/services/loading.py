"""Load a whole record into empty tables."""

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from counterpoise.formats.codec import encode
from counterpoise.levels.sides import in_force
from counterpoise.levels.spaces import CLOSED
from counterpoise.record import Record, Row, check
from counterpoise.record.people import Space, SpaceKind
from counterpoise.web.audit.records import ALL
from counterpoise.web.ledger.models import EarlierVersion, Told
from counterpoise.web.ledger.models.base import next_written
from counterpoise.web.ledger.records import to_earlier, to_model
from counterpoise.web.ledger.services import COMMON, Event, append

__all__ = ["NotARecordError", "NotEmptyError", "load"]

_AT_ONCE = 500


class NotEmptyError(RuntimeError):
    """A record can only be loaded where there is none yet: nothing is ever written over.

    Attributes
    ----------
    code
        Always ``"not_empty"``.
    table
        A table that holds something.
    """

    code = "not_empty"

    def __init__(self, table: str) -> None:
        self.table = table
        super().__init__(f"the table {table} holds rows already; load into an empty database")


class NotARecordError(ValueError):
    """The rows do not hold together.

    Attributes
    ----------
    code
        Always ``"not_a_record"``.
    problems
        What is wrong, one line each.
    """

    code = "not_a_record"

    def __init__(self, problems: tuple[str, ...]) -> None:
        self.problems = problems
        super().__init__(f"{len(problems)} things are wrong; the first: {problems[0]}")


@transaction.atomic
def load(record: Record, *, at: datetime, progress: Callable[[int, int], None] | None = None) -> int:
    """Write a whole record into empty tables, with one ledger entry for each row; return how many rows.

    The version in force of each row goes into its table, the earlier ones beside it. Rows of a closed room are entered
    in that room's own log.

    Parameters
    ----------
    record
        All rows, all versions.
    at
        When it is entered.
    progress
        Called with how many tables are done, and of how many.

    Raises
    ------
    NotEmptyError
        There are rows already.
    NotARecordError
        The rows do not hold together.
    """
    for model, kind in ALL.items():
        if model._default_manager.exists():  # noqa: SLF001 - Django's own name for it
            raise NotEmptyError(kind.TABLE)
    problems = tuple(map(str, check(record)))
    if problems:
        raise NotARecordError(problems)
    places = {id(row): next_written() for row in record}
    for number, (model, kind) in enumerate(ALL.items(), start=1):
        _write(model, record.rows(kind), places)
        if progress is not None:
            progress(number, len(ALL))
    _enter(record, at=at)
    return len(record)


def _write(model: type[Told], rows: tuple[Row, ...], places: dict[int, int]) -> None:
    current = {id(row) for row in in_force(rows)}
    model._default_manager.bulk_create(  # noqa: SLF001 - Django's own name for it
        [to_model(model, row, written=places[id(row)]) for row in rows if id(row) in current], batch_size=_AT_ONCE
    )
    EarlierVersion.objects.bulk_create(
        [to_earlier(row, written=places[id(row)]) for row in rows if id(row) not in current], batch_size=_AT_ONCE
    )


def _enter(record: Record, *, at: datetime) -> None:
    own_log = CLOSED | {SpaceKind.CARE_CIRCLE}
    rooms = {row.id for row in record.rows(Space) if row.kind in own_log}
    logs: defaultdict[str, list[Event]] = defaultdict(list)
    for row in record:
        log = row.space if row.space in rooms and row.space is not None else COMMON
        logs[log].append(Event(type=f"{row.TABLE}.loaded", body=encode(row)))
    for log, events in logs.items():
        append(events, log=log, at=at)
