"""Fill seats: plan the criterion, freeze it before replies are seen, say who is not in, seat people, replace them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from counterpoise.inclusion.selections import LeavingGround, criteria_hash, may_move, may_replace, who_is_not_in
from counterpoise.levels.refusals import Refusal
from counterpoise.record import Case, Moment, Side
from counterpoise.record.participation import FunnelCount, Margin, MarginKind, Recruitment, Selection, SelectionState
from counterpoise.record.people import Body, Seat, SeatMethod
from counterpoise.web.inclusion import models
from counterpoise.web.inclusion.selectors import capacity_in, seat_here, sides_in_body
from counterpoise.web.inclusion.services.lotteries.seating import draw_named, drawn_place
from counterpoise.web.inclusion.services.rights import case_here, held, known, person_called, seat_side, space_of
from counterpoise.web.initiatives.services import NothingHereError, log_of
from counterpoise.web.ledger.services import RefusedError, Telling, new_id, tell
from counterpoise.web.people import models as people
from counterpoise.web.people.selectors import Viewer

__all__ = [
    "Leaving",
    "Planning",
    "change_plan",
    "fill_seat",
    "leave_seat",
    "log_funnel",
    "move_selection",
    "plan_selection",
    "tell_recruitment",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Planning:
    """How seats are to be filled: of which body, how, by which criterion, and who decides."""

    body: str | None
    method: SeatMethod | None
    criterion: str
    decided_by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """Why somebody no longer holds a seat.

    Attributes
    ----------
    ground
        The ground.
    conduct, appeal_body
        What they did, where they are removed for conduct, and the body to which they can appeal.
    """

    ground: LeavingGround
    conduct: str = ""
    appeal_body: str | None = None


def tell_recruitment(
    *,
    initiative: str,
    route: str,
    criterion: str,
    limits: str,
    method: SeatMethod | None,
    decided_by: str | None,
    once: str,
    by: Viewer,
    at: datetime,
) -> Recruitment:
    """Tell how people are asked to take part, and whom that way does not reach. It takes a seat in a body.

    Raises
    ------
    NothingHereError
        There is no such initiative or body for this person, or they hold no seat.
    RefusedError
        Nobody says how, or whom it does not reach.
    AlreadyToldError
        The same form was sent twice.
    """
    seat_side(initiative, by=by)
    known(Body, decided_by, initiative=initiative, by=by)
    found = []
    if not route.strip():
        found.append(Refusal("inclusion.no_route"))
    if not limits.strip():
        found.append(Refusal("inclusion.no_limits_of_route"))
    if found:
        raise RefusedError(found)
    row = Recruitment(
        id=new_id("recruitment", once=once),
        initiative=initiative,
        happened_at=Moment.exactly(at),
        recorded_at=at,
        recorded_by=by.person,
        route=route.strip(),
        criterion=criterion.strip(),
        limits=limits.strip(),
        decided_by=decided_by or None,
        method=method,
    )
    tell("recruitment_told", Telling(model=models.Recruitment, row=row), by=by.person, at=at)
    return row


def plan_selection(*, initiative: str, planning: Planning, once: str, by: Viewer, at: datetime) -> Selection:
    """Plan how seats are filled. It takes a seat in a body.

    Raises
    ------
    NothingHereError
        There is no such initiative or body for this person, or they hold no seat.
    AlreadyToldError
        The same form was sent twice.
    """
    seat_side(initiative, by=by)
    known(Body, planning.body, planning.decided_by, initiative=initiative, by=by)
    row = Selection(
        id=new_id("selection", once=once),
        initiative=initiative,
        happened_at=Moment.exactly(at),
        recorded_at=at,
        recorded_by=by.person,
        body=planning.body or None,
        method=planning.method,
        criterion=planning.criterion.strip(),
        decided_by=planning.decided_by or None,
    )
    tell("selection_planned", Telling(model=models.Selection, row=row), by=by.person, at=at)
    return row


def _selection(name: str, *, initiative: str, by: Viewer) -> Selection:
    seat_side(initiative, by=by)
    return held(Selection, name, initiative=initiative, by=by)


def _write(event: str, row: Selection, *, initiative: str, by: Viewer, at: datetime) -> Selection:
    log = log_of(space_of(row, initiative=initiative, by=by, at=at))
    tell(event, Telling(model=models.Selection, row=row), by=by.person, at=at, log=log)
    return row


def change_plan(
    *, initiative: str, selection: str, version: int, planning: Planning, by: Viewer, at: datetime
) -> Selection:
    """Change the plan of a selection; only while it is a plan. Once it or its lottery is frozen it stays as it is.

    Raises
    ------
    NothingHereError
        There is no such selection or body for this person, or they hold no seat.
    RefusedError
        The criteria are frozen.
    StaleVersionError
        It was changed in the meantime.
    """
    now = _selection(selection, initiative=initiative, by=by)
    known(Body, planning.body, planning.decided_by, initiative=initiative, by=by)
    # Who is drawn may be known already: only what was planned since then, for a next round, can still be changed.
    frozen = models.Lottery.objects.filter(models.GOING, selection=selection, frozen_at__gte=now.recorded_at)
    if now.state is not SelectionState.PLANNED or frozen.exists():
        raise RefusedError((Refusal("inclusion.criteria_changed"),))
    row = replace(
        now,
        version=version + 1,
        supersedes_reason="the plan was changed",
        recorded_at=at,
        recorded_by=by.person,
        body=planning.body or None,
        method=planning.method,
        criterion=planning.criterion.strip(),
        decided_by=planning.decided_by or None,
    )
    return _write("selection_changed", row, initiative=initiative, by=by, at=at)


@transaction.atomic
def move_selection(
    *,
    initiative: str,
    selection: str,
    version: int,
    to: SelectionState,
    not_in: str = "",
    variable: str = "",
    seated: Mapping[str, int] | None = None,
    by: Viewer,
    at: datetime,
) -> Selection:
    """Take the next step: freeze the criteria and ask people, say who is not in, seat people, rest, plan anew.

    Raises
    ------
    NothingHereError
        There is no such selection for this person, or they hold no seat.
    RefusedError
        Everything that stands in the way of that step; for a next round also a lottery in which nobody was drawn yet.
    StaleVersionError
        It was changed in the meantime.
    """
    now = _selection(selection, initiative=initiative, by=by)
    counted = _counted(variable, seated or {}, case=case_here(initiative, by=by))
    words = " ".join(part for part in (not_in.strip(), counted) if part)
    frozen = criteria_hash(method=now.method, criterion=now.criterion, decided_by=now.decided_by)
    freezes = to is SelectionState.RECRUITING and now.state is SelectionState.PLANNED
    ready = replace(
        now,
        criteria_hash=frozen if freezes else "" if to is SelectionState.PLANNED else now.criteria_hash,
        # Who is not in is said of each round anew.
        not_in="" if to is SelectionState.PLANNED else words or now.not_in,
    )
    lottery = models.Lottery.objects.select_for_update().filter(models.GOING, selection=selection).first()
    refusals = may_move(ready, to=to, lottery_open=lottery is not None and lottery.draw is None)
    if refusals:
        raise RefusedError(refusals)
    if to is SelectionState.PLANNED and lottery is not None:
        lottery.next_round_at = at
        lottery.save(update_fields=["next_round_at"])
    row = replace(
        ready,
        version=version + 1,
        supersedes_reason="the next step was taken",
        recorded_at=at,
        recorded_by=by.person,
        state=to,
    )
    return _write(f"selection_{to}", row, initiative=initiative, by=by, at=at)


def _counted(variable: str, seated: Mapping[str, int], *, case: Case) -> str:
    """Say in numbers who is in, of how many of the population, category by category."""
    if not variable or not seated:
        return ""
    margins = [
        row for row in case.rows(Margin) if row.kind is MarginKind.POPULATION and row.variable == variable and row.count
    ]
    population = {variable: {row.category: row.count or 0 for row in margins}}
    found = who_is_not_in(population, {variable: seated})
    return (
        f"{variable}: {'; '.join(f'{row.category} {row.seated}/{row.population}' for row in found)}." if found else ""
    )


def log_funnel(
    *,
    initiative: str,
    selection: str,
    version: int,
    funnel: tuple[FunnelCount, ...],
    by: Viewer,
    at: datetime,
) -> Selection:
    """Write down how many people got how far, and how many of them had taken a critical position. Counts only.

    Raises
    ------
    NothingHereError
        There is no such selection for this person, or they hold no seat.
    RefusedError
        A count can not be: more critics than people, or fewer than nobody.
    StaleVersionError
        It was changed in the meantime.
    """
    now = _selection(selection, initiative=initiative, by=by)
    if any(not 0 <= one.critical <= one.everybody for one in funnel):
        raise RefusedError((Refusal("inclusion.more_critics_than_people"),))
    row = replace(
        now,
        version=version + 1,
        supersedes_reason="how many got how far was written down",
        recorded_at=at,
        recorded_by=by.person,
        funnel=funnel,
    )
    return _write("selection_counted", row, initiative=initiative, by=by, at=at)


@transaction.atomic
def fill_seat(
    *, initiative: str, selection: str, name: str, drawn: str = "", once: str, by: Viewer, at: datetime
) -> Seat:
    """Give somebody a seat in the body of a selection whose seats are filled, by its method.

    Parameters
    ----------
    initiative, selection, once, by, at
        For which selection, the form, who, and when.
    name
        Under which name they take part here.
    drawn
        Where seats are filled by lottery: the code by which this person was drawn; or, from who holds the list, their
        id in it. A seat by lottery is for who was drawn, and names the draw.

    Raises
    ------
    NothingHereError
        There is no such selection for this person, or they hold no seat.
    RefusedError
        Its seats are not filled yet, nobody takes part under the name, or they were not drawn.
    AlreadyToldError
        The same form was sent twice.
    """
    now = _selection(selection, initiative=initiative, by=by)
    if now.state is not SelectionState.SEATED or now.body is None:
        raise RefusedError((Refusal("inclusion.not_seated", {"state": now.state.value}),))
    person = person_called(name, initiative=initiative, by=by)
    seat = new_id("seat", once=once)
    by_lot = now.method is SeatMethod.LOTTERY
    place = drawn_place(selection, drawn, seat=seat, by=by) if by_lot else None
    row = Seat(
        id=seat,
        initiative=initiative,
        happened_at=Moment.exactly(at),
        recorded_at=at,
        body=now.body,
        person=person,
        capacity=capacity_in(person, initiative=initiative),
        method=now.method,
        made_by=now.decided_by,
        active_from=at.date(),
        source=draw_named(place) if place is not None else "",
    )
    tell("seat_filled", Telling(model=people.Seat, row=row), by=by.person, at=at)
    if place is not None:
        place.seat_id = row.id
        place.save(update_fields=["seat"])
    return row


def leave_seat(
    *, initiative: str, selection: str, seat: str, version: int, leaving: Leaving, by: Viewer, at: datetime
) -> Seat:
    """Say that somebody no longer holds a seat. Nobody is removed for what they think.

    Raises
    ------
    NothingHereError
        There is no such selection, seat or body of appeal for this person, or they hold no seat.
    RefusedError
        It would be for a stance; or for conduct, without words for it or a body of both sides to appeal to.
    StaleVersionError
        It was changed in the meantime.
    """
    now = _selection(selection, initiative=initiative, by=by)
    left = seat_here(seat, body=now.body, initiative=initiative)
    if left is None:
        raise NothingHereError(seat)
    known(Body, leaving.appeal_body, initiative=initiative, by=by)
    appeal: frozenset[Side] = sides_in_body(leaving.appeal_body, case=case_here(initiative, by=by))
    refusals = may_replace(now, ground=leaving.ground, conduct=leaving.conduct, appeal_sides=appeal)
    if refusals:
        raise RefusedError(refusals)
    words = f"{leaving.ground}: {leaving.conduct.strip()}" if leaving.conduct.strip() else str(leaving.ground)
    row = replace(
        left,
        version=version + 1,
        supersedes_reason=f"{words} ({leaving.appeal_body})" if leaving.appeal_body else words,
        recorded_at=at,
        active_until=at.date(),
    )
    tell("seat_left", Telling(model=people.Seat, row=row), by=by.person, at=at)
    return row
