"""The measures of the third tension, for the audit."""

from math import inf

from counterpoise.inclusion.attrition import staying
from counterpoise.inclusion.barriers import barriers
from counterpoise.inclusion.care_team import care_team
from counterpoise.inclusion.floor import floor
from counterpoise.inclusion.funnel import funnel
from counterpoise.inclusion.groups import naming
from counterpoise.inclusion.network import network
from counterpoise.inclusion.representativeness import contrast_of, representation
from counterpoise.inclusion.viewpoints import viewpoints
from counterpoise.indicator import Direction, Measure
from counterpoise.record import Case

__all__ = ["MEASURES"]

_NONE, _DUTY = Direction.NONE, Direction.DUTY

MEASURES: tuple[Measure[Case], ...] = (
    Measure(
        code="inclusion.contrast", short="I1", direction=_NONE, about="persons", read=contrast_of, bounds=(0.0, inf)
    ),
    Measure(code="inclusion.representation", short="I2", direction=_NONE, about="persons", read=representation),
    Measure(code="inclusion.floor", short="I3", direction=_NONE, about="persons", read=floor),
    Measure(
        code="inclusion.staying",
        short="I4",
        direction=_DUTY,
        about="persons_outcome",
        read=staying,
        bounds=(-1.0, 1.0),
    ),
    Measure(
        code="inclusion.funnel", short="I5", direction=_NONE, about="persons_outcome", read=funnel, bounds=(-1.0, 1.0)
    ),
    Measure(code="inclusion.barriers", short="I6", direction=_DUTY, about="acts", read=barriers),
    Measure(code="inclusion.naming", short="I7", direction=_DUTY, about="acts", read=naming),
    Measure(code="inclusion.network", short="I8", direction=_NONE, about="persons", read=network),
    Measure(
        code="inclusion.viewpoints", short="I9", direction=_NONE, about="persons", read=viewpoints, bounds=(0.0, inf)
    ),
    Measure(code="inclusion.care_team", short="I10", direction=_NONE, about="acts", read=care_team),
)
"""I1 to I10."""
