"""How a reading may be shown: the table of what may be shown, coverage, and the measure's own minimum, in one place."""

from math import ceil

from counterpoise.indicator import Display, Measure, Reading
from counterpoise.record import Case
from counterpoise.statistics.coverage import thin
from counterpoise.statistics.disclosure import About, Audience, display

__all__ = ["Audience", "shown"]

# From the fullest to the least. Suppression protects people, so nothing may lift it.
_LESS = (Display.RATE, Display.COUNTS, Display.LIST)


def shown(measure: Measure[Case], reading: Reading, *, audience: Audience = Audience.INSIDE) -> Display:
    """Return how a reading may be shown.

    Parameters
    ----------
    measure
        What was measured.
    reading
        What was found.
    audience
        Whether people inside the initiative see it, or everybody.

    Returns
    -------
    Display
        ``suppressed`` where it would give people away; else ``thin`` where fewer than half of the expected
        records are known, or none are;
        else the fullest form that both the table of what may be shown and the measure itself allow.
    """
    if reading.value is None and not reading.denominator:
        if reading.at_most is Display.SUPPRESSED:
            return Display.SUPPRESSED
        return Display.LIST if reading.details else Display.THIN
    allowed = Display(
        display(
            About(measure.about),
            numerator=_count(reading.numerator),
            denominator=_count(reading.denominator),
            arms=reading.arms,
            cells=reading.cells,
            audience=audience,
        )
    )
    if allowed is Display.SUPPRESSED or reading.at_most is Display.SUPPRESSED:
        return Display.SUPPRESSED
    if thin(reading.coverage):
        return Display.THIN
    if reading.value is None:
        return Display.LIST
    return _LESS[max(_LESS.index(allowed), _LESS.index(reading.at_most or Display.RATE))]


def _count(value: float | None) -> int:
    # A count of hours or days may be broken, or negative; the table asks only whether there is enough of it.
    return max(0, ceil(value or 0))
