"""Every measure of the power audit, in the order of the four tensions and then what crosses them."""

from counterpoise.control import indicators as control
from counterpoise.decisions import indicators as decisions
from counterpoise.expertise import indicators as expertise
from counterpoise.inclusion import indicators as inclusion
from counterpoise.indicator import Measure
from counterpoise.interests import indicators as interests
from counterpoise.record import Case
from counterpoise.reviews import indicators as reviews

__all__ = ["MEASURES", "measure_of"]

_ORDER = {letter: number for number, letter in enumerate("ECINP")}


def _place(measure: Measure[Case]) -> tuple[int, int]:
    return _ORDER[measure.short[0]], int(measure.short[1:])


MEASURES: tuple[Measure[Case], ...] = tuple(
    sorted(
        (
            *expertise.MEASURES,
            *control.MEASURES,
            *inclusion.MEASURES,
            *interests.MEASURES,
            *decisions.MEASURES,
            *reviews.MEASURES,
        ),
        key=_place,
    )
)
"""All measures: E about expertise, C about control, I about inclusion, N about interests, P about power across them."""


def measure_of(code: str) -> Measure[Case]:
    """Return the measure with this code, such as ``expertise.uptake``, or this short name, such as ``E3``.

    Raises
    ------
    KeyError
        If there is none.
    """
    return _BY_NAME[code]


_BY_NAME = {name: measure for measure in MEASURES for name in (measure.code, measure.short)}
