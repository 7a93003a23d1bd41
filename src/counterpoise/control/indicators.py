"""The measures of this room, as the audit runs them."""

from math import inf

from counterpoise.control.action import action
from counterpoise.control.agreement import agreement
from counterpoise.control.congruence import congruence
from counterpoise.control.drift import drift
from counterpoise.control.duties import duties
from counterpoise.control.explicit import mandates
from counterpoise.control.limit_times import limits
from counterpoise.control.requirements import requirements
from counterpoise.control.tune import tune
from counterpoise.control.unwitnessed import unwitnessed
from counterpoise.indicator import Direction, Measure
from counterpoise.record import Case

__all__ = ["MEASURES"]

_NONE, _DUTY = Direction.NONE, Direction.DUTY
_ANY = (0.0, inf)

MEASURES: tuple[Measure[Case], ...] = (
    Measure(code="control.mandates", short="C1", direction=_DUTY, about="acts", read=mandates),
    Measure(code="control.congruence", short="C2", direction=_DUTY, about="acts", read=congruence),
    Measure(code="control.drift", short="C3", direction=_NONE, about="acts", read=drift, bounds=(-1.0, 1.0)),
    Measure(code="control.limits", short="C4", direction=_DUTY, about="acts", read=limits),
    Measure(code="control.requirements", short="C5", direction=_NONE, about="acts", read=requirements, bounds=_ANY),
    Measure(code="control.action", short="C6", direction=_NONE, about="acts", read=action, bounds=_ANY),
    Measure(code="control.agreement", short="C7", direction=_DUTY, about="review", read=agreement),
    Measure(code="control.unwitnessed", short="C8", direction=_DUTY, about="acts", read=unwitnessed, bounds=_ANY),
    Measure(code="control.duties", short="P6", direction=_DUTY, about="acts", read=duties, bounds=_ANY),
    Measure(code="control.tune", short="P9", direction=_NONE, about="acts", read=tune),
)
"""Every measure of control; the two that lie across the tensions, of duties and of the tune, stand here as well."""
