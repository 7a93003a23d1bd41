"""A made-up initiative of any size beside the illustrations, for the benchmark of the site's pages."""

from __future__ import annotations

import io
import random
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from counterpoise.record import KnowledgeKind, Moment, Row, Side
from counterpoise.record.commitments import Commitment, Promise
from counterpoise.record.contributions import Contribution, Question
from counterpoise.record.decisions import Answer, Concern, Decision, DecisionState, Effect, Notice, Trace
from counterpoise.record.initiatives import Affects, Group, Initiative, Matter
from counterpoise.record.meetings import Meeting
from counterpoise.record.people import Admission, Body, BodyKind, Capacity, CapacityKind, Space, SpaceKind
from counterpoise.record.positions import Friction, Position

LARGE_ID = "large"
_SIDES = (Side.CIVIC, Side.ORGANIZATIONAL)
_BATCH = 2000


def days_ago(day: int) -> datetime:
    """Return a moment so many days before the clock of the demonstration."""
    return datetime(2015, 6, 29, 10, tzinfo=UTC) - timedelta(days=day)


def _base(name: str, day: int) -> dict[str, Any]:
    return {
        "id": name,
        "initiative": LARGE_ID,
        "recorded_at": days_ago(day),
        "happened_at": Moment.on(days_ago(day).date()),
    }


def made(contributions: int) -> Iterator[Row]:
    """Yield the rows of a made-up initiative, in the order in which they can be written; seeded."""
    chance = random.Random(7)
    units = contributions // 1000
    yield from _frame()
    yield from _matters(units, chance)
    yield from _said(contributions, units, chance)
    yield from _decided(units, chance)
    yield from _about_decisions(units, chance)
    yield from _between_sides(units, chance)


def _day(chance: random.Random) -> int:
    return chance.randrange(2, 1400)


def _frame() -> Iterator[Row]:
    yield Initiative(
        id=LARGE_ID, recorded_at=days_ago(1500), title="A large register", purpose="To see how fast pages are."
    )
    yield Body(**_base("large-board", 1500), name="Board", side=Side.ORGANIZATIONAL, kind=BodyKind.BOARD)
    yield Body(**_base("large-council", 1500), name="Council", side=Side.CIVIC, kind=BodyKind.CLIENT_COUNCIL)
    yield Space(**_base("large-citizens", 1500), name="Citizens", kind=SpaceKind.CITIZENS_ONLY)
    yield Space(**_base("large-staff", 1500), name="Staff", kind=SpaceKind.ORGANIZATION_ONLY)
    yield Capacity(**_base("resident-here", 1500), person="resident", side=Side.CIVIC, kind=CapacityKind.CARE_USER)
    yield Capacity(**_base("manager-here", 1500), person="manager", side=_SIDES[1], kind=CapacityKind.MANAGER)
    inside: dict[str, Any] = {"admitted_by_body": "large-council", "person": "resident", "room": "large-citizens"}
    yield Admission(**_base("admission-1", 1500), **inside)
    for n in range(8):
        yield Group(**_base(f"group-{n}", 1500), name=f"Group {n}", side=_SIDES[n % 2])


def _matters(units: int, chance: random.Random) -> Iterator[Row]:
    for n in range(20 * units):
        yield Matter(**_base(f"matter-{n}", _day(chance)), text=f"What becomes of supper {n}")
    for n in range(20 * units):
        yield Affects(**_base(f"affects-{n}", 1400), matter=f"matter-{n}", group=f"group-{n % 8}")
    for n in range(5 * units):
        yield Meeting(**_base(f"meeting-{n}", _day(chance)), place="The hall", matters=(f"matter-{n}",))
    for n in range(10 * units):
        yield Question(**_base(f"question-{n}", _day(chance)), text=f"How should supper {n} be?", matter=f"matter-{n}")


def _said(contributions: int, units: int, chance: random.Random) -> Iterator[Row]:
    for n in range(contributions):
        yield Contribution(
            **_base(f"said-{n}", _day(chance)),
            text=f"The {'soup' if n % 50 == 0 else 'meal'} was cold, and we would rather eat together, {n}.",
            capacity="resident-here" if n % 2 else "manager-here",
            side=_SIDES[n % 2],
            kind=list(KnowledgeKind)[n % len(KnowledgeKind)],
            question=f"question-{chance.randrange(10 * units)}" if n % 3 else None,
            space="large-citizens" if n % 10 == 0 else None,
            recorded_by="resident" if n % 2 else "manager",
        )


def _decided(units: int, chance: random.Random) -> Iterator[Row]:
    days = [_day(chance) for _ in range(20 * units)]
    for n, day in enumerate(days):
        yield Decision(
            **_base(f"decision-{n}", day),
            title=f"Supper {n} goes on",
            text="It stays as it is.",
            matter=f"matter-{n}",
            taken_by="large-board",
            decided_at=Moment.on(days_ago(day).date()) if n % 8 else None,
            state=DecisionState.TAKEN if n % 8 else DecisionState.DRAFT,
            space="large-staff" if n % 5 == 0 else None,
        )
    for n, day in enumerate(days):
        yield Commitment(**_base(f"commitment-{n}", day), decision=f"decision-{n}", text="Somebody looks at it.")


def _about_decisions(units: int, chance: random.Random) -> Iterator[Row]:
    decisions = 20 * units
    for n in range(400 * units):
        effect, of = list(Effect)[n % len(Effect)], f"decision-{n % decisions}"
        said = f"said-{n * 2}"
        yield Trace(**_base(f"trace-{n}", _day(chance)), contribution=said, decision=of, effect=effect, reason="So.")
    for n in range(80 * units):
        day = _day(chance)
        told = Moment.on(days_ago(day).date())
        yield Notice(**_base(f"notice-{n}", day), decision=f"decision-{n // 4}", group=f"group-{n % 8}", told_at=told)
    for n in range(60 * units):
        of = f"decision-{n % decisions}"
        yield Concern(**_base(f"concern-{n}", _day(chance)), decision=of, text="And who asked us?", side=Side.CIVIC)
    for n in range(1, 60 * units, 2):
        yield Answer(**_base(f"answer-{n}", _day(chance)), concern=f"concern-{n}", text="We did.", reason="As agreed.")


def _between_sides(units: int, chance: random.Random) -> Iterator[Row]:
    for n in range(5 * units):
        yield Friction(**_base(f"friction-{n}", _day(chance)), text=f"Supper {n} is early", matter=f"matter-{n}")
    for n in range(5 * units):
        of = f"friction-{n}"
        yield Position(**_base(f"position-{n}", _day(chance)), friction=of, claim="Later", side=_SIDES[n % 2])
    for n in range(5 * units):
        yield Promise(**_base(f"promise-{n}", _day(chance)), text=f"You will be asked about supper {n}.")


def fill(contributions: int) -> None:
    """Write the illustrations and the made-up initiative into the database of the site, which is set up."""
    from django.core.management import call_command
    from django.db import connection

    call_command("load_illustrations", verbosity=0, stdout=io.StringIO())
    write_all(made(contributions))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def write_all(rows: Iterable[Row]) -> None:
    """Write rows into the database, many at once; each kind of them stands together."""
    waiting: list[Row] = []
    for row in rows:
        if waiting and (len(waiting) >= _BATCH or type(waiting[0]) is not type(row)):
            _write(waiting)
            waiting = []
        waiting.append(row)
    _write(waiting)


def _write(rows: list[Row]) -> None:
    from counterpoise.web.ledger.records import model_of, to_model

    model = model_of(type(rows[0]))
    model._default_manager.bulk_create([to_model(model, row) for row in rows])  # noqa: SLF001 - Django's own name for it
