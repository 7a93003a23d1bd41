"""The measures of this room, for the audit."""

import math

from counterpoise.decisions.answers import answers
from counterpoise.decisions.commitments import verdicts
from counterpoise.decisions.compartments import CODE as COMPARTMENTS
from counterpoise.decisions.compartments import compartments
from counterpoise.decisions.continuity import continuity
from counterpoise.decisions.liveness import liveness
from counterpoise.decisions.notices import notice
from counterpoise.decisions.participation import participation
from counterpoise.decisions.plan_telling import plan_telling
from counterpoise.decisions.unilateral import unilateral
from counterpoise.indicator import Direction, Measure
from counterpoise.record import Case

__all__ = ["MEASURES"]

_DUTY, _NONE = Direction.DUTY, Direction.NONE

MEASURES: tuple[Measure[Case], ...] = (
    Measure(
        code="decisions.notice",
        short="N1",
        direction=_DUTY,
        about="acts",
        read=notice,
        bounds=(-math.inf, math.inf),
    ),
    Measure(code="decisions.unilateral", short="N2", direction=_DUTY, about="acts", read=unilateral),
    Measure(code="decisions.answers", short="N3", direction=_DUTY, about="acts", read=answers),
    Measure(code=COMPARTMENTS, short="N5", direction=_NONE, about="acts", read=compartments),
    Measure(code="decisions.continuity", short="N8", direction=_DUTY, about="acts", read=continuity),
    Measure(
        code="decisions.plan_telling",
        short="N10",
        direction=_DUTY,
        about="acts",
        read=plan_telling,
        bounds=(-math.inf, math.inf),
    ),
    Measure(code="decisions.verdicts", short="P3", direction=_DUTY, about="acts", read=verdicts, bounds=(-1.0, 1.0)),
    Measure(code="decisions.liveness", short="P4", direction=_DUTY, about="acts", read=liveness),
    Measure(
        code="decisions.participation",
        short="P5",
        direction=_NONE,
        about="acts",
        read=participation,
        experimental=True,
    ),
)
"""Notice lag, one-sided decisions, answers, compartments, continuity, verdicts, liveness, participation."""
