"""What all charts are made of: strips, marks placed in percent, rows with a label and a figure, and a table."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from counterpoise.audit.report.words import Words
from counterpoise.record import Side

__all__ = [
    "COUNT_MINIMUM",
    "RATE_MINIMUM",
    "SPRITE",
    "Chart",
    "ChartRow",
    "KeyEntry",
    "Table",
    "axis_names",
    "labelled",
    "line",
    "mark",
    "percent_of",
    "rect",
    "sentence",
    "side_class",
    "strip",
    "ticks",
]

COUNT_MINIMUM = 5
"""Under this many people nothing is drawn and no number is written."""

RATE_MINIMUM = 10
"""From this many on a share is drawn as a dot with its interval."""

SPRITE = (
    '<svg class="sprite" aria-hidden="true" focusable="false"><defs>'
    '<circle id="circle" r="9"/><rect id="square" x="-8" y="-8" width="16" height="16"/>'
    '<path id="diamond" d="M0-10 10 0 0 10-10 0z"/><circle id="dot" r="4"/><circle id="dot7" r="6.5"/>'
    '<pattern id="hatch" width="8" height="8" patternUnits="userSpaceOnUse">'
    '<path class="hatch-line" d="M-2 2 2-2M0 8 8 0M6 10 10 6"/></pattern></defs></svg>'
)
"""The shapes that the marks use; a page holds them once."""

_SIDES = {
    Side.CIVIC: ("civic", "circle", "civic"),
    Side.ORGANIZATIONAL: ("organization", "square", "organization"),
    Side.INDEPENDENT: ("public-body", "diamond", "public"),
}
_HEAD = 5
"""So many rows are read out in full."""


@dataclass(frozen=True, slots=True)
class Table:
    """The numbers of a chart.

    Attributes
    ----------
    caption
        What the table is about.
    head
        The names of its columns.
    rows
        Its rows, each as long as the head; the first cell names the row.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One row of a chart: its label, its strip and the figure beside it.

    Attributes
    ----------
    label
        The label as HTML, with the shape of its side.
    svg
        The strip.
    figure
        The figure in words.
    """

    label: str
    svg: str
    figure: str = ""


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """One entry of a chart's key.

    Attributes
    ----------
    shape
        The shape: a name in the sprite, or ``line``.
    css
        Its class.
    text
        What it stands for.
    """

    shape: str
    css: str
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart, the table of its numbers, and the sentence that reads it out.

    Attributes
    ----------
    kind
        The form: ``intervals``, ``scale``, ``dumbbell``, ``days`` or ``groups``.
    rows
        Its rows, for pages that lay them out themselves.
    axis
        A strip with the names of the axis, or nothing.
    key
        What its marks stand for.
    poles
        The names of the two ends as HTML, or nothing.
    table
        The same numbers.
    reads_out
        The sentence.
    """

    kind: str
    rows: tuple[ChartRow, ...]
    table: Table
    reads_out: str
    axis: str = ""
    key: tuple[KeyEntry, ...] = ()
    poles: tuple[str, str] | None = None

    @property
    def svg(self) -> str:
        """All strips, one after the other."""
        return "".join(row.svg for row in self.rows) + self.axis

    @property
    def markup(self) -> str:
        """The whole chart as HTML, without its table and its sentence."""
        parts = []
        if self.poles is not None:
            ends = "".join(f"<span>{end}</span>" for end in self.poles)
            parts.append(f'<p class="pole-names">{ends}</p>')
        if self.kind == "scale":
            parts.extend(row.svg for row in self.rows)
            parts.append(self.axis)
        else:
            rows = [
                f'<li><span>{row.label}</span>{row.svg}<span class="figure">{escape(row.figure)}</span></li>'
                for row in self.rows
            ]
            if self.axis:
                rows.append(f'<li aria-hidden="true"><span></span>{self.axis}</li>')
            parts.append(f'<ul class="bar-rows">{"".join(rows)}</ul>')
        if self.key:
            parts.append(f'<ul class="key">{"".join(map(_key, self.key))}</ul>')
        css = {"scale": "two-pole-scale", "dumbbell": "dumbbell"}.get(self.kind, "chart")
        return f'<div class="{css}">{"".join(parts)}</div>'


def _key(entry: KeyEntry) -> str:
    drawn = (
        f'<path class="{entry.css}" d="M8 0V16"/>'
        if entry.shape == "line"
        else f'<use href="#{entry.shape}" x="8" y="8" class="{entry.css}"/>'
    )
    return f'<li><svg width="16" height="16" aria-hidden="true">{drawn}</svg>{escape(entry.text)}</li>'


def percent_of(value: float, low: float, high: float, *, log: bool = False) -> float:
    """Return where a value lies between two ends, from 0 to 100; what lies outside is put at the nearer end."""
    if log:
        value, low, high = math.log(max(value, low)), math.log(low), math.log(high)
    if high <= low:
        return 50.0
    return 100 * min(1.0, max(0.0, (value - low) / (high - low)))


def _at(position: float) -> str:
    return f"{position:.1f}".removesuffix(".0") + "%"


def strip(height: int, inner: str, *, label: str = "", css: str = "strip") -> str:
    """Return a strip: 100 % wide, so many pixels high; with a label it is a picture, without one it is passed over."""
    told = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    return f'<svg class="{css}" height="{height}" {told}>{inner}</svg>'


def mark(shape: str, position: float, y: float, css: str) -> str:
    """Return a mark of the sprite at a position in percent and a height in pixels."""
    return f'<use href="#{shape}" x="{_at(position)}" y="{y:g}" class="{css}"/>'


def line(css: str, start: float, end: float, y: float, y_end: float | None = None) -> str:
    """Return a line between two positions in percent, level unless `y_end` says otherwise."""
    return f'<line class="{css}" x1="{_at(start)}" x2="{_at(end)}" y1="{y:g}" y2="{y if y_end is None else y_end:g}"/>'


def rect(css: str, start: float, end: float, y: float, height: float, *, fill: str = "") -> str:
    """Return a bar between two positions in percent."""
    painted = f'fill="{fill}"' if fill else f'class="{css}"'
    return f'<rect {painted} x="{_at(start)}" y="{y:g}" width="{_at(max(0.0, end - start))}" height="{height:g}"/>'


def ticks(positions: Sequence[float], y: float, y_end: float) -> str:
    """Return upright ticks at positions in percent."""
    return "".join(line("tick", position, position, y, y_end) for position in positions)


def axis_names(names: Sequence[tuple[float, str]]) -> str:
    """Return a strip with the names of an axis at positions in percent; the outermost stay inside it."""
    anchors = {0.0: "start", 100.0: "end"}
    inner = "".join(
        f'<text x="{_at(position)}" y="17" text-anchor="{anchors.get(position, "middle")}">{escape(name)}</text>'
        for position, name in names
    )
    return strip(22, inner, css="strip axis-names")


def side_class(side: Side | None) -> tuple[str, str, str]:
    """Return the shape of a side, the class that fills it and the class of its lines; no side is ink and a dot."""
    if side is None:
        return "dot7", "ink-fill", "span"
    _, shape, hue = _SIDES[side]
    return shape, f"{hue}-fill", "span" if hue == "public" else f"{hue}-line"


def labelled(label: str, side: Side | None) -> str:
    """Return a label as HTML, with the shape of its side."""
    return escape(label) if side is None else f'<span class="side {_SIDES[side][0]}">{escape(label)}</span>'


def sentence(told: Sequence[str], *, words: Words) -> str:
    """Return one sentence that reads out what the rows tell; a long list is cut, and the table has the rest."""
    if not told:
        return words.say("charts", "no_rows")
    rest = len(told) - _HEAD
    shown = [*told[:_HEAD], words.say("noted", "and_more", n=rest)] if rest > 1 else told
    return "; ".join(shown) + "."
