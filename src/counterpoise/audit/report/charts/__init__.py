"""Five static chart forms: interval rows, two-pole scale, dumbbell, day bars and group bars.

Each is a pure function that returns a `Chart`: the drawing, a table of the same numbers, and one sentence that reads it
out. Marks are placed in percent in strips without a view box, so that charts stretch and words never shrink; there is
no style attribute. A side is a shape, then a word, then a hue. Under five people nothing is drawn; from five to nine
there are counts; from ten on dots and intervals. A page that shows a chart holds `SPRITE` once.
"""

from counterpoise.audit.report.charts.drawing import SPRITE, Chart, ChartRow, KeyEntry, Table
from counterpoise.audit.report.charts.dumbbells import End, Pair, dumbbell
from counterpoise.audit.report.charts.rows import GroupBar, Lag, Share, day_bars, group_bars, interval_rows
from counterpoise.audit.report.charts.scales import ScaleMark, two_pole_scale

__all__ = [
    "SPRITE",
    "Chart",
    "ChartRow",
    "End",
    "GroupBar",
    "KeyEntry",
    "Lag",
    "Pair",
    "ScaleMark",
    "Share",
    "Table",
    "day_bars",
    "dumbbell",
    "group_bars",
    "interval_rows",
    "two_pole_scale",
]
