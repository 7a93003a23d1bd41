"""The dumbbell: two marks on one row with the distance between them, and where there are enough answers, the dots."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape

from counterpoise.audit.report.charts.drawing import (
    COUNT_MINIMUM,
    RATE_MINIMUM,
    Chart,
    ChartRow,
    KeyEntry,
    Table,
    line,
    mark,
    percent_of,
    sentence,
    side_class,
    strip,
    ticks,
)
from counterpoise.audit.report.figures import number
from counterpoise.audit.report.words import Words, words_in
from counterpoise.record import Side

__all__ = ["End", "Pair", "dumbbell"]


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """One end of a dumbbell.

    Attributes
    ----------
    value
        Where it stands: a share, a median or another figure; empty where there is none.
    figure
        What is written for it; the value as a number if empty.
    side
        The side that it is about.
    people
        How many people it rests on; empty where it does not rest on people.
    spread
        The range of the answers, drawn for five to nine people.
    answers
        The answers, drawn as dots from ten people on.
    """

    value: float | None
    figure: str = ""
    side: Side | None = None
    people: int | None = None
    spread: tuple[float, float] | None = None
    answers: tuple[float, ...] = ()

    @property
    def shown(self) -> bool:
        """Whether it may be drawn and written."""
        return self.value is not None and (self.people is None or self.people >= COUNT_MINIMUM)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One row of a dumbbell chart.

    Attributes
    ----------
    label
        What the row is about.
    first, second
        The two ends.
    """

    label: str
    first: End
    second: End


def dumbbell(
    pairs: Sequence[Pair],
    *,
    low: float,
    high: float,
    names: tuple[str, str],
    lang: str,
    caption: str,
    poles: tuple[str, str] | None = None,
    steps: int = 4,
    write: Callable[[float], str] | None = None,
) -> Chart:
    """Draw pairs of figures, each with the distance between them.

    Parameters
    ----------
    pairs
        The rows.
    low, high
        The values of the two ends of the axis.
    names
        What the first and the second mark of every row stand for.
    lang
        The reader's language.
    caption
        What the chart is about.
    poles
        The names of the two ends of the axis, if they have any.
    steps
        Into how many steps ticks divide the axis.
    write
        Writes a value in words; a plain number if not given.
    """
    words = words_in(lang)
    tell = write or partial(number, lang=lang)

    rows, table, told = [], [], []
    for pair in pairs:
        written = _figure(pair.first, tell, words=words), _figure(pair.second, tell, words=words)
        # A figure that was given says what it is; a bare one is named.
        given = bool(pair.first.figure and pair.second.figure)
        first, second = written if given else (f"{names[0]} {written[0]}", f"{names[1]} {written[1]}")
        reading = words.say("charts", "reads_pair", label=pair.label, first=first, second=second)
        picture = _row(pair, low=low, high=high, steps=steps)
        rows.append(ChartRow(escape(pair.label), picture, (", " if given else " – ").join(written)))
        table.append((pair.label, *written))
        told.append(reading)
    return Chart(
        "dumbbell",
        tuple(rows),
        Table(caption, (words.say("charts", "part"), *names), tuple(table)),
        sentence(told, words=words),
        key=_key(pairs, names),
        poles=None if poles is None else (escape(poles[0]), escape(poles[1])),
    )


def _figure(end: End, tell: Callable[[float], str], *, words: Words) -> str:
    if end.value is None:
        return words.say("charts", "none")
    return (end.figure or tell(end.value)) if end.shown else words.say("charts", "fewer")


def _look(end: End, *, first: bool) -> tuple[str, str]:
    # Without a side the first mark is hollow and the second is filled.
    if end.side is None:
        return "dot7", "hollow" if first else "ink-fill"
    shape, fill, _ = side_class(end.side)
    return shape, fill


def _key(pairs: Sequence[Pair], names: tuple[str, str]) -> tuple[KeyEntry, ...]:
    if not pairs:
        return ()
    looks = _look(pairs[0].first, first=True), _look(pairs[0].second, first=False)
    return tuple(KeyEntry(shape, css, name) for (shape, css), name in zip(looks, names, strict=True))


def _row(pair: Pair, *, low: float, high: float, steps: int) -> str:
    ends = [end for end in (pair.first, pair.second) if end.shown]
    if not ends:
        return strip(30, '<rect class="fewer" x="0%" y="4" width="100%" height="22"/>')
    # The dots of the first mark rise above the axis, those of the second hang below it.
    above, below = _pile(pair.first), _pile(pair.second)
    axis = 15 + 10 * max(above.values(), default=0)
    height = axis + 15 + 10 * max(below.values(), default=0)
    drawn = ticks([100 * step / steps for step in range(steps + 1)], axis - 12, axis + 12) + line("axis", 0, 100, axis)
    for end, pile, way in ((pair.first, above, -10), (pair.second, below, 10)):
        css = "civic-dots" if end.side is Side.CIVIC else "hollow"
        for value, size in sorted(pile.items()):
            position = percent_of(value, low, high)
            drawn += "".join(mark("dot", position, axis + way * (up + 1.4), css) for up in range(size))
        if end.shown and end.spread is not None and (end.people is None or end.people < RATE_MINIMUM):
            start, stop = (percent_of(value, low, high) for value in end.spread)
            drawn += line(side_class(end.side)[2], start, stop, axis + 0.4 * way)
    places = [percent_of(end.value or 0.0, low, high) for end in ends]
    if len(ends) == 2:
        drawn += line("ink-line", places[0], places[1], axis)
    for end, place in zip(ends, places, strict=True):
        shape, css = _look(end, first=end is pair.first)
        drawn += mark(shape, place, axis, css)
    return strip(height, drawn)


def _pile(end: End) -> Counter[float]:
    # Dots lie behind the middle answer only where ten people or more answered; one answer alone points at nobody then.
    return Counter(end.answers if end.shown and (end.people or 0) >= RATE_MINIMUM else ())
