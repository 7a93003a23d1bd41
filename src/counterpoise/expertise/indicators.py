"""The measures of this room, for the audit."""

from collections.abc import Callable
from math import inf

from counterpoise.expertise.goals import goals
from counterpoise.expertise.knowledge import knowledge
from counterpoise.expertise.origin import framing
from counterpoise.expertise.positioning import claims, positioning
from counterpoise.expertise.presence import presence
from counterpoise.expertise.professionalization import professionalization
from counterpoise.expertise.reframes import reframes
from counterpoise.expertise.upstream import upstream
from counterpoise.expertise.uptake import uptake
from counterpoise.indicator import Direction, Measure, Reading
from counterpoise.record import Case

__all__ = ["MEASURES"]


def _measure(
    short: str,
    code: str,
    read: Callable[..., Reading],
    *,
    about: str = "contributions",
    direction: Direction = Direction.NONE,
    bounds: tuple[float, float] = (0.0, 1.0),
) -> Measure[Case]:
    return Measure(code=f"expertise.{code}", short=short, direction=direction, about=about, read=read, bounds=bounds)


MEASURES: tuple[Measure[Case], ...] = (
    _measure("E1", "framing", framing),
    _measure("E2", "reframes", reframes, about="acts", direction=Direction.DUTY),
    _measure("E3", "uptake", uptake, bounds=(0.0, inf)),
    _measure("E4", "knowledge", knowledge),
    _measure("E5", "presence", presence, bounds=(-1.0, 1.0)),
    _measure("E6", "professionalization", professionalization, about="persons"),
    _measure("E7", "upstream", upstream, about="acts"),
    _measure("E8", "goals", goals, about="acts"),
    _measure("P7", "positioning", positioning, about="acts"),
    _measure("P8", "claims", claims, about="acts", direction=Direction.DUTY),
)
"""How expertise counts: who asks, who is heard, what is used, and how texts speak of people."""
