"""Pages of care paths."""

from counterpoise.web.trajectory.views.reading import mine, one, take_along, who_looked
from counterpoise.web.trajectory.views.writing import start, take_in, write

__all__ = ["mine", "one", "start", "take_along", "take_in", "who_looked", "write"]
