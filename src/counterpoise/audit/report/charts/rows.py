"""Charts of rows: shares with their intervals, days until something was done, and groups as bars."""

from collections.abc import Sequence
from dataclasses import dataclass

from counterpoise.audit.report.charts.drawing import (
    COUNT_MINIMUM,
    RATE_MINIMUM,
    Chart,
    ChartRow,
    KeyEntry,
    Table,
    axis_names,
    labelled,
    line,
    mark,
    percent_of,
    rect,
    sentence,
    side_class,
    strip,
    ticks,
)
from counterpoise.audit.report.figures import count, days, number, percent, span
from counterpoise.audit.report.words import Words, words_in
from counterpoise.record import Side

__all__ = ["GroupBar", "Lag", "Share", "day_bars", "group_bars", "interval_rows"]

_QUARTERS = (0.0, 25.0, 50.0, 75.0, 100.0)
_FEWER = '<rect class="fewer" x="0%" y="4" width="100%" height="22"/>'


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A share to draw.

    Attributes
    ----------
    label
        Of what.
    numerator, denominator
        How many, of how many.
    interval
        Its 95 % interval, from 0 to 1.
    side
        The side that it is about.
    reference
        A share to compare it with, such as that of the population, from 0 to 1.
    """

    label: str
    numerator: float
    denominator: float
    interval: tuple[float, float] | None = None
    side: Side | None = None
    reference: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lag:
    """Days until a group was told, or until anything else was done.

    Attributes
    ----------
    label
        Who, or what.
    days
        After how many days; negative is before, empty is not yet.
    waiting
        How many days it has been, where it is not yet done.
    spread
        The fewest and most days that dates known to the month allow.
    side
        The side that it is about.
    confirmed
        Whether the group confirmed it; empty where nobody asked.
    """

    label: str
    days: float | None = None
    waiting: float | None = None
    spread: tuple[float, float] | None = None
    side: Side | None = None
    confirmed: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupBar:
    """A group's part of a whole.

    Attributes
    ----------
    label
        The group.
    numerator, denominator
        How many of it, of how many.
    expected
        The share to compare it with, from 0 to 1.
    side
        The side that it is about.
    """

    label: str
    numerator: float
    denominator: float
    expected: float | None = None
    side: Side | None = None


def _too_few(numerator: float, denominator: float, *, people: bool) -> bool:
    return people and (denominator < COUNT_MINIMUM or 0 < numerator < COUNT_MINIMUM)


def _counted(numerator: float, denominator: float, *, words: Words) -> str:
    return words.say("charts", "n_of_m", n=count(numerator, lang=words.lang), m=count(denominator, lang=words.lang))


def interval_rows(shares: Sequence[Share], *, lang: str, caption: str, people: bool = False) -> Chart:
    """Draw shares, each on its own row, with their intervals.

    Parameters
    ----------
    shares
        The shares, in the order of the rows.
    lang
        The reader's language.
    caption
        What the chart is about.
    people
        Whether it counts people: then fewer than five are never drawn or written.

    Returns
    -------
    Chart
        From ten on a dot and an interval; below that one mark for each case, and no share.
    """
    words = words_in(lang)
    rows, table, told = [], [], []
    for share in shares:
        hidden = _too_few(share.numerator, share.denominator, people=people)
        rate = share.denominator >= RATE_MINIMUM and not hidden
        figure = words.say("charts", "fewer") if hidden else _counted(share.numerator, share.denominator, words=words)
        inner = _FEWER if hidden else (_dot_row(share) if rate else _unit_row(share))
        rows.append(ChartRow(labelled(share.label, share.side), strip(30, inner), figure))
        none = words.say("charts", "none")
        interval = none
        if rate and share.interval is not None:
            interval = span(*(percent(end, lang=lang) for end in share.interval), lang=lang)
        value = percent(share.numerator / share.denominator, lang=lang) if rate else none
        reference = none if share.reference is None else percent(share.reference, lang=lang)
        table.append((share.label, figure, value, interval, reference))
        told.append(f"{share.label}: {figure}")
    compared = any(share.reference is not None for share in shares)
    head = ("part", "counts", "share", "interval", "reference")[: 5 if compared else 4]
    return Chart(
        "intervals",
        tuple(rows),
        Table(
            caption, tuple(words.say("charts", name) for name in head), tuple(tuple(row[: len(head)]) for row in table)
        ),
        sentence(told, words=words),
        axis=_percent_axis(words) if any(share.denominator >= RATE_MINIMUM for share in shares) else "",
        key=_compared_key(words) if compared else (),
    )


def _percent_axis(words: Words) -> str:
    return axis_names([(float(n), words.say("charts", f"axis_{n}")) for n in (0, 50, 100)])


def _compared_key(words: Words) -> tuple[KeyEntry, ...]:
    return (KeyEntry("line", "ink-line", words.say("charts", "reference")),)


def _dot_row(share: Share) -> str:
    shape, fill, stroke = side_class(share.side)
    parts = [ticks(_QUARTERS, 3, 27), line("axis", 0, 100, 15)]
    if share.interval is not None:
        low, high = (percent_of(end, 0, 1) for end in share.interval)
        parts.append(line(stroke, low, high, 15))
    if share.reference is not None:
        where = percent_of(share.reference, 0, 1)
        parts.append(line("ink-line", where, where, 1, 29))
    parts.append(mark(shape, percent_of(share.numerator, 0, share.denominator), 15, fill))
    return "".join(parts)


def _unit_row(share: Share) -> str:
    # One mark for each case: filled for what was counted, hollow for the rest.
    shape, fill, _ = side_class(share.side)
    total, counted = round(share.denominator), round(share.numerator)
    if not total or share.denominator >= RATE_MINIMUM or counted > total:
        return line("axis", 0, 100, 15)
    places = [100 * (number + 0.5) / total for number in range(total)]
    marks = [
        mark(shape, place, 15, fill) if number < counted else mark("dot7", place, 15, "hollow")
        for number, place in enumerate(places)
    ]
    return line("axis", 0, 100, 15) + "".join(marks)


def day_bars(lags: Sequence[Lag], *, lang: str, caption: str) -> Chart:
    """Draw for each group after how many days it was told; what has not happened is hatched, up to the end.

    Parameters
    ----------
    lags
        One for each group, in the order of the rows.
    lang
        The reader's language.
    caption
        What the chart is about.
    """
    words = words_in(lang)
    known = [value for lag in lags for value in (lag.days, lag.waiting, *(lag.spread or ())) if value is not None]
    low, high = min([0.0, *known]), _round_up(max([1.0, *known]))
    rows, table, told = [], [], []
    for lag in lags:
        figure = _lag_words(lag, words=words)
        rows.append(ChartRow(labelled(lag.label, lag.side), strip(26, _lag_row(lag, low=low, high=high)), figure))
        confirmed = words.say("charts", {True: "yes", False: "no", None: "none"}[lag.confirmed])
        table.append((lag.label, figure, confirmed))
        told.append(words.say("charts", "reads_days", label=lag.label, days=figure))
    asked = any(lag.confirmed is not None for lag in lags)
    head = ("group", "days", "confirmed")[: 3 if asked else 2]
    steps = [low, (low + high) / 2, high] if low < 0 else [high * n / 4 for n in range(5)]
    return Chart(
        "days",
        tuple(rows),
        Table(caption, tuple(words.say("charts", name) for name in head), tuple(row[: len(head)] for row in table)),
        sentence(told, words=words),
        axis=axis_names([(percent_of(step, low, high), number(step, lang=lang, digits=1)) for step in steps]),
    )


def _round_up(most: float) -> float:
    # The next number that four quarters of an axis can name: 4, 8, 20, 40, 60, 80, 120, 200, 240 ...
    size = 1
    while True:
        for step in (4, 8, 12, 20, 24, 32):
            if most <= step * size:
                return float(step * size)
        size *= 10


def _lag_words(lag: Lag, *, words: Words) -> str:
    if lag.days is None:
        if lag.waiting is None:
            return words.say("charts", "never")
        return words.say("charts", "never_counting", days=days(lag.waiting, lang=words.lang))
    if lag.spread is not None and lag.spread[0] != lag.spread[1]:
        ends = (number(end, lang=words.lang, digits=1) for end in lag.spread)
        return words.say("numbers", "days", n=span(*ends, lang=words.lang))
    if lag.days == 0:
        return words.say("charts", "same_day")
    told = days(abs(lag.days), lang=words.lang)
    return words.say("charts", "days_before", days=told) if lag.days < 0 else told


def _lag_row(lag: Lag, *, low: float, high: float) -> str:
    zero = percent_of(0, low, high)
    drawn = ticks(_QUARTERS, 0, 26)
    if lag.days is None:
        end = 100.0 if lag.waiting is None else percent_of(lag.waiting, low, high)
        return drawn + rect("", zero, end, 8, 11, fill="url(#hatch)")
    shape, fill, stroke = side_class(lag.side)
    where = percent_of(lag.days, low, high)
    drawn += rect(fill, min(zero, where), max(zero, where), 8, 11)
    if lag.spread is not None:
        ends = [percent_of(end, low, high) for end in lag.spread]
        drawn += line(stroke, ends[0], ends[1], 13.5)
    asked = lag.confirmed is False
    hollow = "civic-hollow" if lag.side is Side.CIVIC else "hollow"
    return drawn + mark(shape, where, 13.5, hollow if asked else fill)


def group_bars(groups: Sequence[GroupBar], *, lang: str, caption: str, people: bool = False) -> Chart:
    """Draw for each group its part of the whole, with the part that was to be expected as an upright line.

    Parameters
    ----------
    groups
        One for each group, in the order of the rows.
    lang
        The reader's language.
    caption
        What the chart is about.
    people
        Whether it counts people: then fewer than five are never drawn or written.
    """
    words = words_in(lang)
    rows, table, told = [], [], []
    expected = any(group.expected is not None for group in groups)
    for group in groups:
        hidden = _too_few(group.numerator, group.denominator, people=people)
        figure = words.say("charts", "fewer") if hidden else _counted(group.numerator, group.denominator, words=words)
        rows.append(ChartRow(labelled(group.label, group.side), strip(30, _group_row(group, hidden=hidden)), figure))
        share = words.say("charts", "none")
        if group.denominator >= RATE_MINIMUM and not hidden:
            share = percent(group.numerator / group.denominator, lang=lang)
        due = words.say("charts", "none") if group.expected is None else percent(group.expected, lang=lang)
        table.append((group.label, figure, share, due))
        told.append(f"{group.label}: {figure}")
    head = ("group", "counts", "share", "expected")[: 4 if expected else 3]
    return Chart(
        "groups",
        tuple(rows),
        Table(
            caption, tuple(words.say("charts", name) for name in head), tuple(tuple(row[: len(head)]) for row in table)
        ),
        sentence(told, words=words),
        axis=_percent_axis(words) if groups else "",
        key=(KeyEntry("line", "ink-line", words.say("charts", "expected")),) if expected else (),
    )


def _group_row(group: GroupBar, *, hidden: bool) -> str:
    if hidden:
        return _FEWER
    # Without a side the bar is soft, so that the line of what was expected stands out on it.
    fill = "soft-fill" if group.side is None else side_class(group.side)[1]
    drawn = ticks(_QUARTERS, 3, 27) + line("axis", 0, 100, 27)
    drawn += rect(fill, 0, percent_of(group.numerator, 0, group.denominator or 1), 6, 16)
    if group.expected is not None:
        where = percent_of(group.expected, 0, 1)
        drawn += line("ink-line", where, where, 1, 29)
    return drawn
