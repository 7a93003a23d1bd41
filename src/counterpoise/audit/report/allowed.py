"""What of an indicator may stand on a page: its reading after the table of what may be shown."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from counterpoise.audit.display import Audience, shown
from counterpoise.audit.measures import measure_of
from counterpoise.audit.report.forms import BARE, PEOPLE_PARTS, PEOPLE_TOLD, UNITS, Unit, unit_of_part
from counterpoise.indicator import Display, Indicator, Part, Reading
from counterpoise.record import Side
from counterpoise.statistics.disclosure import COUNT_MINIMUM, PUBLIC_MINIMUM, review_display

__all__ = ["Audience", "as_allowed", "is_empty", "is_suppressed", "seen_by"]

_RATES = frozenset(
    {
        "share",
        "population_share",
        "submitted_share",
        "cited_share",
        "missing_share",
        "interval",
        "ratio",
        "difference",
        "partial",
        "mean",
        "cv",
        "tvd",
        "gini",
        "effective_speakers",
    }
)
"""Keys of details that hold rates; they go where only counts may be shown."""

_TESTS = frozenset({"for_researchers", "chi_square", "sign_test_p", "log_rank"})
"""Keys of details that hold tests: no p-value stands on a page for people."""


_ALWAYS_THERE = frozenset({"state", "review_on", "number", "rule_hash", "kind", "department", "matters"})
"""Keys of details that are filled in where nothing has been recorded yet."""


_LEVEL = "reviews.level"
_NOT_TOLD = {"display": "nothing", "n": None, "median": None, "range": None, "mean": None, "distribution": None}
_SIDES = frozenset(side.value for side in Side)
_FULLEST_FIRST = (Display.RATE, Display.COUNTS, Display.LIST, Display.SUPPRESSED)


def seen_by(indicator: Indicator, *, audience: Audience) -> Indicator:
    """Return the indicator with the way in which this audience may see it.

    Parameters
    ----------
    indicator
        The indicator, which may have been read for people inside the initiative.
    audience
        Who will see it. For everybody it is never shown more fully than the table allows in public.
    """
    if audience is Audience.INSIDE or indicator.display is Display.SUPPRESSED:
        return indicator
    allowed = shown(measure_of(indicator.code), indicator.reading, audience=audience)
    if allowed is Display.SUPPRESSED or Display.THIN not in {allowed, indicator.display}:
        return replace(indicator, display=max(allowed, indicator.display, key=_FULLEST_FIRST.index))
    return replace(indicator, display=Display.THIN)


def as_allowed(indicator: Indicator, *, audience: Audience = Audience.INSIDE) -> Reading:
    """Return the reading with only what may be shown.

    Parameters
    ----------
    indicator
        The indicator with everything that was found.
    audience
        Whether people inside the initiative read it, or everybody.

    Returns
    -------
    Reading
        Suppressed: no figure, count, part or detail. List: the counts of the entries. Counts: no rate and no interval.
        Thin: as far as it would be shown if the register were not thin. Tests are always left out.
    """
    indicator = _sides_told(seen_by(indicator, audience=audience), audience)
    reading = indicator.reading
    match _fullest(indicator, audience):
        case Display.SUPPRESSED:
            return Reading(known=0, candidates=0, evidence=reading.evidence)
        case Display.RATE:
            parts = tuple(_small_hidden(part, audience) if _about_people(indicator) else part for part in reading.parts)
            return replace(reading, parts=parts, details=_without(reading.details, _TESTS))
        case _:
            bare = UNITS.get(indicator.code, Unit.PERCENT) in BARE
            # Of five to nine answers the table allows middle and range, and not how many said what.
            answers = indicator.code == _LEVEL
            parts = tuple(part for part in reading.parts if not (answers and part.name == "below"))
            return replace(
                reading,
                numerator=None if answers else reading.numerator,
                value=reading.value if bare else None,
                range=reading.range if bare else None,
                interval=None,
                parts=tuple(_counted(part, indicator, audience) for part in parts),
                details=_without(reading.details, _TESTS | _RATES),
            )


def is_suppressed(indicator: Indicator, *, audience: Audience) -> bool:
    """Say whether nothing of an indicator may be shown to these readers, be its register thin or not."""
    return _fullest(seen_by(indicator, audience=audience), audience) is Display.SUPPRESSED


def _fullest(indicator: Indicator, audience: Audience) -> Display:
    if indicator.display is not Display.THIN:
        return indicator.display
    reading = indicator.reading
    if reading.value is None and not reading.denominator:
        return Display.LIST
    return shown(measure_of(indicator.code), replace(reading, known=1, candidates=1), audience=audience)


def _about_people(indicator: Indicator) -> bool:
    return measure_of(indicator.code).about in PEOPLE_TOLD


def _sides_told(indicator: Indicator, audience: Audience) -> Indicator:
    # One side of a review may be shown while the other has too few answers for those who read.
    if measure_of(indicator.code).about != "review":
        return indicator
    reading = indicator.reading
    parts = tuple(
        replace(part, value=None, numerator=None, denominator=None, range=None, interval=None)
        if part.of in _SIDES and review_display(int(part.denominator or 0), audience=audience) == "nothing"
        else part
        for part in reading.parts
    )
    told = reading.details.get("sides")
    sides = {
        side: one if review_display(one["n"] or 0, audience=audience) != "nothing" else _NOT_TOLD
        for side, one in (told or {}).items()
    }
    details = reading.details if told is None else {**reading.details, "sides": sides}
    return replace(indicator, reading=replace(reading, parts=parts, details=details))


def _small_hidden(part: Part, audience: Audience) -> Part:
    least = COUNT_MINIMUM if audience is Audience.INSIDE else PUBLIC_MINIMUM
    few = part.numerator is not None and 0 < part.numerator < least
    if part.name in PEOPLE_PARTS and few:
        return replace(part, value=None, numerator=None, interval=None, range=None)
    return part


def _counted(part: Part, indicator: Indicator, audience: Audience) -> Part:
    if _about_people(indicator):
        part = _small_hidden(part, audience)
    kept = part.value is not None and unit_of_part(indicator.code, part.name) in BARE
    return replace(part, value=part.value if kept else None, interval=None, range=part.range if kept else None)


def _without(details: Mapping[str, Any], keys: frozenset[str]) -> dict[str, Any]:
    return {key: _inside(value, keys) for key, value in details.items() if key not in keys}


def _inside(value: Any, keys: frozenset[str]) -> Any:  # noqa: ANN401 - plain JSON
    # Most of what is in there is a word or a number, and asking an abstract class about each takes long.
    if isinstance(value, str | int | float) or value is None:
        return value
    if isinstance(value, Mapping):
        return _without(value, keys)
    if isinstance(value, list | tuple):
        return [_inside(one, keys) for one in value]
    return value


def is_empty(reading: Reading) -> bool:
    """Say whether the record holds nothing at all that the measure could be read from."""
    counted = reading.value is not None or reading.numerator or reading.denominator
    parts = any(part.value or part.numerator for part in reading.parts)
    return not (counted or parts or _holds(reading.details))


def _holds(value: Any) -> bool:  # noqa: ANN401 - plain JSON
    if isinstance(value, Mapping):
        return any(_holds(one) for key, one in value.items() if key not in _ALWAYS_THERE)
    if isinstance(value, list | tuple):
        return any(map(_holds, value))
    return bool(value) and not isinstance(value, bool)
