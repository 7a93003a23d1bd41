"""Write down that a decision was taken, in a minute; add what is missing; publish once nothing is."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Q

from counterpoise.decisions.lifecycle import quick_record, taken
from counterpoise.decisions.publication import missing
from counterpoise.decisions.trace import collected
from counterpoise.levels.refusals import Refusal
from counterpoise.record import Case, Consideration, Moment, Row, Side
from counterpoise.record.decisions import Decision, Weighing
from counterpoise.record.initiatives import Affects, Group, Matter
from counterpoise.record.mandates import Mandate
from counterpoise.record.people import Body
from counterpoise.web.decisions import models
from counterpoise.web.decisions.selectors import dossier_of, scope_of
from counterpoise.web.decisions.services.rights import (
    NothingHereError,
    case_here,
    log_of,
    may_record_here,
    of_taker,
)
from counterpoise.web.initiatives import models as spine
from counterpoise.web.initiatives.selectors import Ask
from counterpoise.web.ledger.models import Told
from counterpoise.web.ledger.services import RefusedError, Telling, new_id, tell
from counterpoise.web.people.selectors import Viewer

__all__ = ["Completed", "Recorded", "complete", "publish", "record_decision", "weighings"]

_SHORT = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What is known of a decision in the first minute. Nothing of it is needed.

    Attributes
    ----------
    what
        What was decided.
    taken_by
        The body that took it.
    decided_at
        When.
    touches
        The groups that it touches.
    matter
        What it is about, where that was written down before; else it becomes a matter of its own.
    """

    what: str = ""
    taken_by: str | None = None
    decided_at: Moment | None = None
    touches: tuple[str, ...] = ()
    matter: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Completed:
    """A decision with what was missing.

    Attributes
    ----------
    what, taken_by, decided_at
        As for `Recorded`.
    touches
        The groups that it touches besides those that are written down.
    reasons
        Why, in the taker's own words.
    weighed, weighed_as, weighed_for
        One more thing that was weighed: in words, of what kind, and whose reason it was.
    under_mandate, without_mandate
        The agreement that was used; or that there was none.
    """

    what: str = ""
    taken_by: str | None = None
    decided_at: Moment | None = None
    touches: tuple[str, ...] = ()
    reasons: str = ""
    weighed: str = ""
    weighed_as: Consideration | None = None
    weighed_for: Side | None = None
    under_mandate: str | None = None
    without_mandate: bool = False


def _known(kind: type[Row], names: Iterable[str | None], *, case: Case) -> None:
    known = case.by_id(kind)
    for name in names:
        if name and name not in known:
            raise NothingHereError(name)


def _tellings(rows: Iterable[Row]) -> list[Telling]:
    model: dict[type[Row], type[Told]] = {Decision: models.Decision, Affects: spine.Affects, Matter: spine.Matter}
    return [Telling(model=model[type(row)], row=row) for row in rows]


def weighings(text: str, kind: Consideration | None, side: Side | None) -> tuple[Weighing, ...]:
    """Return one more thing that was weighed; nothing where no words are."""
    return (Weighing(kind=kind, text=text.strip(), side=side),) if text.strip() else ()


def record_decision(*, initiative: str, recorded: Recorded, once: str, by: Viewer, at: datetime) -> Decision:
    """Write down that a decision was taken. What is missing is asked afterwards; nothing of it stands in the way.

    Raises
    ------
    NothingHereError
        There is no such initiative, body, group or matter for this person, or they can not record decisions here.
    AlreadyToldError
        The same form was sent twice.
    """
    asks = [Ask(Matter, Q(pk=recorded.matter or ""), common=True), Ask(Affects, Q(matter=recorded.matter or ""))]
    case = may_record_here(initiative, by=by, at=at, asks=asks)
    _known(Body, [recorded.taken_by], case=case)
    _known(Group, recorded.touches, case=case)
    _known(Matter, [recorded.matter], case=case)
    matter = recorded.matter or new_id("matter", once=once)
    touched = {row.group for row in case.rows(Affects) if row.matter == matter}
    known = quick_record(
        id=new_id("decision", once=once),
        text=recorded.what.strip(),
        taken_by=recorded.taken_by or None,
        decided_at=recorded.decided_at,
        touches=set(recorded.touches) - touched,
        matter=matter,
        initiative=initiative,
        recorded_at=at,
        recorded_by=by.person,
    )
    rows: list[Row] = [*known]
    if not recorded.matter:
        rows.append(_own_matter(matter, recorded.what, initiative=initiative, by=by, at=at))
    # The decision goes first: sent twice, it is the one that is there already.
    tell("decision_recorded", *_tellings(rows), by=by.person, at=at)
    return next(row for row in known if isinstance(row, Decision))


def _own_matter(name: str, what: str, *, initiative: str, by: Viewer, at: datetime) -> Matter:
    first = what.strip().split("\n")[0]
    text = first if len(first) <= _SHORT else f"{first[: _SHORT - 1].rstrip()}…"
    return Matter(
        id=name,
        initiative=initiative,
        happened_at=Moment.exactly(at),
        recorded_at=at,
        recorded_by=by.person,
        text=text,
    )


def complete(
    *, initiative: str, decision: str, version: int, completed: Completed, by: Viewer, at: datetime
) -> Decision:
    """Add to a decision what is missing, or correct it: a new version, beside which the earlier one stays.

    Raises
    ------
    NothingHereError
        There is no such decision, body, group or agreement for this person, or they do not speak for its taker.
    StaleVersionError
        It was changed in the meantime.
    """
    now = of_taker(decision, initiative=initiative, by=by, at=at)
    asks = [
        Ask(Mandate, Q(pk=completed.under_mandate or ""), common=True),
        Ask(Affects, Q(matter=now.matter or ""), common=True),
    ]
    case = case_here(initiative, by=by, asks=asks)
    _known(Body, [completed.taken_by], case=case)
    _known(Group, completed.touches, case=case)
    _known(Mandate, [completed.under_mandate], case=case)
    matter = now.matter or new_id("matter", once=now.id)
    touched = {row.group for row in case.rows(Affects) if row.matter == matter}
    more = weighings(completed.weighed, completed.weighed_as, completed.weighed_for)
    after = replace(
        now,
        version=version + 1,
        supersedes_reason="completed",
        recorded_at=at,
        recorded_by=by.person,
        text=completed.what.strip(),
        quote=now.quote if completed.what.strip() == now.text else "",
        taken_by=completed.taken_by or None,
        matter=matter,
        reasons=completed.reasons.strip(),
        considerations=(*now.considerations, *more),
        under_mandate=completed.under_mandate or None,
        without_mandate=completed.without_mandate,
    )
    if completed.decided_at != now.decided_at:
        after = replace(taken(after, decided_at=completed.decided_at), happened_at=completed.decided_at)
    rows: list[Row] = [after]
    if now.matter is None:
        rows.insert(0, replace(_own_matter(matter, after.text, initiative=initiative, by=by, at=at), space=now.space))
    common: dict[str, Any] = {
        "matter": matter,
        "initiative": initiative,
        "happened_at": after.happened_at,
        "recorded_at": at,
    }
    rows += [
        Affects(id=f"{now.id}-touches-{group}", group=group, recorded_by=by.person, **common)
        for group in sorted(set(completed.touches) - touched)
    ]
    log = log_of(now.space, case=case)
    tell("decision_completed", *_tellings(rows), by=by.person, at=at, log=log)
    return after


def publish(*, initiative: str, decision: str, version: int, by: Viewer, at: datetime) -> Decision:
    """Call a decision published: properly made, with everything that asks for.

    Raises
    ------
    NothingHereError
        There is no such decision for this person, or they do not speak for its taker.
    RefusedError
        Everything that is missing, each thing on its own; or it is published already.
    StaleVersionError
        It was changed in the meantime.
    """
    now = of_taker(decision, initiative=initiative, by=by, at=at)
    case = scope_of(decision, initiative=initiative, viewer=by)
    dossier = dossier_of(case, decision) if case is not None else None
    if case is None or dossier is None:
        raise NothingHereError(decision)
    if now.published_at is not None:
        raise RefusedError([Refusal("decisions.published_already", {"decision": decision})])
    refusals = missing(
        dossier,
        collected=collected(case, dossier),
        at=at.date(),
        reversed_decision=case.by_id(Decision).get(now.reverses or ""),
    )
    if refusals:
        raise RefusedError(refusals)
    after = replace(
        now,
        version=version + 1,
        supersedes_reason="published",
        recorded_at=at,
        recorded_by=by.person,
        published_at=Moment.exactly(at),
    )
    log = log_of(now.space, case=case)
    tell("decision_published", Telling(model=models.Decision, row=after), by=by.person, at=at, log=log)
    return after
