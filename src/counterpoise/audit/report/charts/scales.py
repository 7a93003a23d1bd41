"""The two-pole scale: a line between two named ends, of which neither is better, with a mark for each side."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from counterpoise.audit.report.charts.drawing import (
    COUNT_MINIMUM,
    Chart,
    ChartRow,
    Table,
    labelled,
    line,
    mark,
    percent_of,
    sentence,
    side_class,
    strip,
    ticks,
)
from counterpoise.audit.report.figures import number, span
from counterpoise.audit.report.words import Words, words_in
from counterpoise.record import Side

__all__ = ["ScaleMark", "two_pole_scale"]

_LANE = 28


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleMark:
    """One mark on a scale.

    Attributes
    ----------
    label
        Whose, or of what.
    value
        Where it stands.
    spread
        Its interval, or the range of the answers.
    side
        The side that it is about.
    people
        How many people it rests on; empty where it does not rest on people.
    wanted
        Whether it says where people want to be, not where they are.
    """

    label: str
    value: float
    spread: tuple[float, float] | None = None
    side: Side | None = None
    people: int | None = None
    wanted: bool = False


def two_pole_scale(
    marks: Sequence[ScaleMark],
    *,
    low: float,
    high: float,
    poles: tuple[str, str],
    lang: str,
    caption: str,
    pole_sides: tuple[Side | None, Side | None] = (None, None),
    middle: float | None = None,
    log: bool = False,
    write: Callable[[float], str] | None = None,
) -> Chart:
    """Draw marks between two named ends.

    Parameters
    ----------
    marks
        The marks, each in a lane of its own. One that rests on fewer than five people is not drawn.
    low, high
        The values of the two ends; what lies outside is drawn at the nearer end and written as it is.
    poles
        The names of the two ends.
    lang
        The reader's language.
    caption
        What the chart is about.
    pole_sides
        The sides that the ends belong to, if any.
    middle
        The value at which the two ends weigh the same; a tick stands there.
    log
        Whether the scale is that of a ratio, on which a half and a double lie equally far from 1.
    write
        Writes a value in words; a plain number if not given.
    """
    words = words_in(lang)
    shown = [one for one in marks if one.people is None or one.people >= COUNT_MINIMUM]
    drawn = "".join(_mark(one, 16 + _LANE * lane, low=low, high=high, log=log) for lane, one in enumerate(shown))
    table = [_cells(one, write or partial(number, lang=lang), words=words) for one in marks]
    told = [words.say("charts", "reads_value", label=label, value=value) for label, value, _ in table]
    height = max(32, 4 + _LANE * len(shown))
    at = [0.0, *([] if middle is None else [percent_of(middle, low, high, log=log)]), 100.0]
    ground = ticks(at, 2, height - 2) + line("axis", 0, 100, height / 2 if len(shown) != 1 else 16)
    reads_out = sentence(told, words=words)
    picture = strip(height, ground + drawn, label=f"{poles[0]} – {poles[1]}. {reads_out}")
    return Chart(
        "scale",
        (ChartRow("", picture),),
        Table(caption, tuple(words.say("charts", name) for name in ("part", "value", "interval")), tuple(table)),
        reads_out,
        poles=(labelled(poles[0], pole_sides[0]), labelled(poles[1], pole_sides[1])),
    )


def _mark(one: ScaleMark, y: float, *, low: float, high: float, log: bool) -> str:
    shape, fill, stroke = side_class(one.side)
    drawn = ""
    if one.spread is not None:
        ends = [percent_of(end, low, high, log=log) for end in one.spread]
        drawn = line(stroke, ends[0], ends[1], y)
    hollow = "civic-hollow" if one.side is Side.CIVIC else "hollow"
    return drawn + mark(shape, percent_of(one.value, low, high, log=log), y, hollow if one.wanted else fill)


def _cells(one: ScaleMark, tell: Callable[[float], str], *, words: Words) -> tuple[str, str, str]:
    none = words.say("charts", "none")
    if one.people is not None and one.people < COUNT_MINIMUM:
        return one.label, words.say("charts", "fewer"), none
    spread = none if one.spread is None else span(*map(tell, one.spread), lang=words.lang)
    return one.label, tell(one.value), spread
