"""The measures of the fourth tension that stand in this room, for the audit."""

from counterpoise.indicator import Direction, Measure
from counterpoise.interests.attention import frictions
from counterpoise.interests.plurality import plurality
from counterpoise.interests.reasoning import reasoning
from counterpoise.interests.weighing import outcomes
from counterpoise.record import Case

__all__ = ["MEASURES"]

MEASURES: tuple[Measure[Case], ...] = (
    Measure(code="interests.outcomes", short="N4", direction=Direction.NONE, about="acts", read=outcomes),
    Measure(code="interests.frictions", short="N6", direction=Direction.DUTY, about="acts", read=frictions),
    Measure(code="interests.plurality", short="N7", direction=Direction.NONE, about="acts", read=plurality),
    Measure(
        code="interests.reasoning",
        short="N9",
        direction=Direction.NONE,
        about="persons",
        read=reasoning,
        bounds=(-3.0, 1.0),
        experimental=True,
    ),
)
"""N4, N6, N7 and N9; N1 to N3, N5 and N8 are about decisions and stand with them."""
