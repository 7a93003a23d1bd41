"""Contest a finding: the contest stands beside it in every power check from then on, and nobody takes it away."""

from datetime import datetime

from counterpoise.audit.measures import measure_of
from counterpoise.levels.refusals import Refusal
from counterpoise.record import Moment, Side
from counterpoise.record.reviews import Contest
from counterpoise.web.audit import models
from counterpoise.web.initiatives.services import NothingHereError, sides_in, spoken_as
from counterpoise.web.ledger.services import RefusedError, Telling, new_id, tell
from counterpoise.web.people.selectors import Viewer

__all__ = ["contest"]


def contest(
    *,
    initiative: str,
    indicator: str,
    text: str,
    side: Side | None = None,
    capacity: str | None = None,
    once: str,
    by: Viewer,
    at: datetime,
) -> Contest:
    """Contest a finding of the power check of an initiative; whoever takes part can.

    Parameters
    ----------
    initiative, indicator
        The initiative, and the code of what was measured.
    text
        What they hold against it.
    side, capacity
        For which side and as what they speak; the side is asked of who stands on several.
    once, by, at
        The form, who contests, and when.

    Raises
    ------
    NothingHereError
        There is no such initiative or measure for this person, or they take no part.
    RefusedError
        There are no words.
    AlreadyToldError
        The same form was sent twice.
    """
    held = sides_in(initiative, by=by)
    try:
        code = measure_of(indicator).code
    except KeyError as error:
        raise NothingHereError(indicator) from error
    spoken = spoken_as(capacity, initiative=initiative, by=by)
    chosen = side or (spoken.side if spoken is not None else None) or (next(iter(held)) if len(held) == 1 else None)
    if chosen not in held:
        raise NothingHereError(initiative)
    if not text.strip():
        raise RefusedError([Refusal("audit.no_words")])
    row = Contest(
        id=new_id("contest", once=once),
        initiative=initiative,
        happened_at=Moment.exactly(at),
        recorded_at=at,
        recorded_by=by.person,
        indicator=code,
        text=text.strip(),
        side=chosen,
        capacity=spoken.id if spoken is not None else None,
    )
    tell("finding_contested", Telling(model=models.Contest, row=row), by=by.person, at=at)
    return row
