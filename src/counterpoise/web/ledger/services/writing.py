"""Write rows of the record, and one ledger entry that tells of them, all or nothing."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from counterpoise.formats.codec import encode
from counterpoise.levels.refusals import Refusal
from counterpoise.record import Row
from counterpoise.web.ledger.models import Told
from counterpoise.web.ledger.records import to_earlier, to_model, to_row
from counterpoise.web.ledger.services.appending import COMMON, Event, append

__all__ = ["AlreadyToldError", "RefusedError", "StaleVersionError", "Telling", "new_id", "tell"]


class RefusedError(Exception):
    """A rule stands in the way of what somebody wants to do; everything that does is named at once.

    Attributes
    ----------
    code
        Always ``"refused"``.
    refusals
        What stands in the way, as the rules in the library name it.
    """

    code = "refused"

    def __init__(self, refusals: Iterable[Refusal]) -> None:
        self.refusals = tuple(refusals)
        super().__init__(", ".join(refusal.code for refusal in self.refusals))


class StaleVersionError(Exception):
    """Somebody else changed a row since this person began: neither text is lost, both are shown.

    Attributes
    ----------
    code
        Always ``"stale_version"``.
    mine
        The row that was to be written.
    theirs
        The row that is there now.
    """

    code = "stale_version"

    def __init__(self, mine: Row, theirs: Row) -> None:
        self.mine = mine
        self.theirs = theirs
        super().__init__(f"{mine.TABLE} {mine.id}: version {theirs.version} is there already")


class AlreadyToldError(Exception):
    """A row with this id is there already: the same form was sent twice.

    Attributes
    ----------
    code
        Always ``"already_told"``.
    id
        The row's id.
    """

    code = "already_told"

    def __init__(self, name: str) -> None:
        self.id = name
        super().__init__(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A row of the record that is to be written, and the table that holds such rows.

    Attributes
    ----------
    model
        The table.
    row
        The row. Version 1 is a new one; any other replaces the version before it, which is kept.
    """

    model: type[Told]
    row: Row


def new_id(kind: str, *, once: str = "") -> str:
    """Return an id for a new row; with the token of a form, the same form always gives the same id."""
    return f"{kind}-{once or secrets.token_hex(8)}"


def tell(event: str, *tellings: Telling, by: str | None, at: datetime, log: str = COMMON) -> None:
    """Write rows of the record and one ledger entry that tells of them, all or nothing.

    Parameters
    ----------
    event
        What kind of event it is, such as ``question_put``.
    tellings
        The rows.
    by
        The person who did it.
    at
        When.
    log
        The log that tells of it: that of the room for what stands in a closed room.

    Raises
    ------
    AlreadyToldError
        A new row has an id that is there already.
    StaleVersionError
        A row was changed by somebody else in the meantime.
    """
    with transaction.atomic():
        for telling in tellings:
            _write(telling)
        rows = [{"table": telling.row.TABLE, "row": encode(telling.row)} for telling in tellings]
        append([Event(type=event, body={"by": by, "rows": rows})], log=log, at=at)


def _write(telling: Telling) -> None:
    row = telling.row
    now = telling.model._default_manager.select_for_update().filter(pk=row.id).first()  # noqa: SLF001 - Django's own name
    if row.version == 1:
        if now is not None:
            raise AlreadyToldError(row.id)
        try:
            with transaction.atomic():
                to_model(telling.model, row).save(force_insert=True)
        except IntegrityError as error:
            raise AlreadyToldError(row.id) from error
        return
    theirs = None if now is None else to_row(type(row), now)
    if now is None or theirs is None or theirs.version != row.version - 1:
        raise StaleVersionError(row, theirs or row)
    to_earlier(theirs).save(force_insert=True)
    # Its place among the other rows stays that of its first telling.
    to_model(telling.model, row, written=now.written).save(force_update=True)
