"""What goes from persons' own rows into a record that is passed on: counts, and nothing that one person said or did.

Hours, ballots and rankings are in nobody's edition but, at most, one's own. What measures need of them is counted over
the whole record before it is narrowed down, and goes along as rows of `released_counts` that name no room. Which counts
are large enough the table of what may be shown decides (`counterpoise.statistics.disclosure`). Measures count by the
functions here where they read the rows, and read the counts where they do not.
"""

from counterpoise.levels.aggregates.hours import FRESH_ROUNDS, Hours, Worked, worked
from counterpoise.levels.aggregates.openly import is_held_back, openly
from counterpoise.levels.aggregates.pooled import pooled_counts
from counterpoise.levels.aggregates.rankings import FEWEST_TO_RANK, Rankings, last_rankings, read_scale
from counterpoise.levels.aggregates.staying import Arm, Fixed, Stayed, fixed_statements, stayed, took_part

__all__ = [
    "FEWEST_TO_RANK",
    "FRESH_ROUNDS",
    "Arm",
    "Fixed",
    "Hours",
    "Rankings",
    "Stayed",
    "Worked",
    "fixed_statements",
    "is_held_back",
    "last_rankings",
    "openly",
    "pooled_counts",
    "read_scale",
    "stayed",
    "took_part",
    "worked",
]
