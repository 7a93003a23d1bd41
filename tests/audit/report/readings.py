"""Readings by hand for the tests of the report, and the audit of the four illustrations."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from counterpoise.audit.measures import MEASURES, measure_of
from counterpoise.audit.power import InitiativeAudit, PowerAudit, audit
from counterpoise.audit.report.names import names_in
from counterpoise.datasets.illustrations import illustrations
from counterpoise.indicator import Display, Indicator, Reading
from counterpoise.record import Edition, Mode
from counterpoise.record.initiatives import Initiative
from counterpoise.record.reviews import Contest
from tests.builders import at, written


@cache
def whole() -> PowerAudit:
    """Return the power audit of the four illustrations."""
    return audit(illustrations(), at=date(2015, 6, 30))


@cache
def names() -> dict[str, str]:
    """Return the names in their record."""
    return names_in(illustrations())


def found(short: str, display: Display = Display.RATE, **fields: Any) -> Indicator:  # noqa: ANN401 - a reading's fields
    """Return one indicator with a reading by hand."""
    measure = measure_of(short)
    return Indicator(
        code=measure.code,
        short=measure.short,
        direction=measure.direction,
        initiative="together",
        reading=Reading(**fields),
        display=display,
    )


def an_audit(*indicators: Indicator, contests: tuple[Contest, ...] = (), **fields: Any) -> InitiativeAudit:  # noqa: ANN401 - an initiative's fields
    """Return the audit of one initiative: these indicators, and empty ones for the other measures."""
    given = {one.code: one for one in indicators}
    complete = tuple(given.get(one.code) or found(one.short, Display.THIN) for one in MEASURES)
    fields.setdefault("title", "Together")
    initiative = Initiative(id="together", recorded_at=written("2013-01-01"), **fields)
    return InitiativeAudit(initiative, "", complete, contests)


def a_power_audit(*audits: InitiativeAudit, mode: Mode = Mode.RECORDED) -> PowerAudit:
    """Return a power audit of these initiatives."""
    return PowerAudit(at(), mode, Edition.SHARED, 42, audits)
