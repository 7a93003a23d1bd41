"""The measures of this room, as the audit runs them."""

from counterpoise.indicator import Direction, Measure
from counterpoise.record import Case
from counterpoise.reviews.influence import influence
from counterpoise.reviews.level import level

__all__ = ["MEASURES"]

MEASURES: tuple[Measure[Case], ...] = (
    Measure(code="reviews.level", short="P1", direction=Direction.DUTY, about="review", read=level, bounds=(-5.0, 5.0)),
    Measure(
        code="reviews.influence",
        short="P2",
        direction=Direction.NONE,
        about="review",
        read=influence,
        bounds=(-4.0, 4.0),
    ),
)
"""Every measure of the reviews."""
