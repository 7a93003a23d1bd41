"""The map as the content of a page: a picture, lists that say the same, and a table of all statements."""

import math
from collections.abc import Mapping
from html import escape

import numpy as np

from counterpoise.interests.opinions.mapping import OpinionMap
from counterpoise.interests.opinions.report.telling import Told, letter, text_of
from counterpoise.interests.opinions.report.words import say

__all__ = ["drawing", "to_html"]

WIDTH, HEIGHT, EDGE = 720, 440, 14
MOST_DRAWN = 3_000
_DOTS = "list-style:disc;padding-inline-start:1.2em"
# Figures stay whole: where the table is wider than the page it is moved sideways.
_WHOLE = 'style="white-space:nowrap;text-align:end"'
_WORDS = 'style="overflow-wrap:normal;text-align:end"'
_STATEMENT = 'style="min-width:14rem;font-weight:400"'
COLOURS = ("#1f5f8b", "#a3541a", "#4d6b2f", "#7a3e78", "#5b5b5b")
CLEAR = 0.9


def to_html(found: OpinionMap, told: Told, *, texts: Mapping[str, str], lang: str, title: str) -> str:
    """Return the content of a page, without its frame.

    Parameters
    ----------
    found
        The map.
    told
        What it says.
    texts
        The words of statements, by id.
    lang
        The reader's language.
    title
        The title above it.
    """
    opening = "".join(f"<p>{escape(line)}</p>" for line in told.opening)
    parts = "".join(
        f'<section class="part"><h2 class="label">{escape(part.title)}</h2><ul style="{_DOTS}">'
        f"{''.join(f'<li>{escape(line)}</li>' for line in part.lines)}</ul></section>"
        for part in told.parts
    )
    closing = "".join(f"<p>{escape(line)}</p>" for line in told.closing)
    picture = drawing(found, lang=lang)
    return (
        f'<div class="opening"><h1>{escape(title)}</h1>{opening}{picture}</div>{parts}{_table(found, texts, lang)}'
        f'<div class="opening">{closing}</div>\n'
    )


def _shape(kind: int, x: float, y: float, *, clear: bool) -> str:
    """Return the mark of one person: each group has its own shape, so that colour is never needed to tell."""
    look = f'fill="{COLOURS[kind % 5]}" fill-opacity="{0.75 if clear else 0.2}" stroke="{COLOURS[kind % 5]}"'
    r = 4
    if kind % 5 == 0:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r}" {look}/>'
    corners = {
        1: ((-r, -r), (r, -r), (r, r), (-r, r)),
        2: ((0, -r - 1), (r, r), (-r, r)),
        3: ((0, -r - 1), (r + 1, 0), (0, r + 1), (-r - 1, 0)),
        4: ((-r, -r), (r, -r), (0, r + 1)),
    }[kind % 5]
    points = " ".join(f"{x + dx:.1f},{y + dy:.1f}" for dx, dy in corners)
    return f'<polygon points="{points}" {look}/>'


def drawing(found: OpinionMap, *, lang: str) -> str:
    """Return the map as SVG; empty where there is nothing to tell people apart. Large ones show every so many-th."""
    if not found.components.explained.any():
        return ""
    places, member = found.components.people, found.groups.membership
    chosen = np.arange(0, len(places), max(1, math.ceil(len(places) / MOST_DRAWN)))
    low, high = np.percentile(places, 0.5, axis=0), np.percentile(places, 99.5, axis=0)
    span = np.where(high > low, high - low, 1)
    inside = np.clip((places[chosen] - low) / span, 0, 1)
    xs, ys = EDGE + inside[:, 0] * (WIDTH - 2 * EDGE), HEIGHT - EDGE - inside[:, 1] * (HEIGHT - 2 * EDGE)
    marks = "".join(
        _shape(int(member[person].argmax()), float(x), float(y), clear=bool(member[person].max() > CLEAR))
        for person, x, y in zip(chosen.tolist(), xs, ys, strict=True)
    )
    label = escape(say("map", "drawing", lang=lang, people=found.votes.n))
    names = [
        say("map", "group", lang=lang, letter=letter(group), people=round(float(size)))
        for group, size in enumerate(member.sum(axis=0))
    ]
    key = "".join(
        '<li><svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">'
        f"{_shape(group, 8, 8, clear=True)}</svg> "
        f"{escape(name if found.groups.k > 1 else say('map', 'group_all', lang=lang))}</li>"
        for group, name in enumerate(names)
    )
    share = escape(say("map", "explained", lang=lang, share=round(100 * float(found.components.explained.sum()))))
    marked = f" {escape(say('map', 'marks', lang=lang))}" if found.groups.k > 1 else ""
    return (
        f'<figure><svg role="img" aria-label="{label}" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'style="max-width:100%;height:auto">{marks}</svg><figcaption>{label} {share}{marked}</figcaption>'
        f'<ul class="key" style="list-style:none;padding:0">{key}</ul></figure>'
    )


def _table(found: OpinionMap, texts: Mapping[str, str], lang: str) -> str:
    shares, counts = found.agreement, found.votes.counts()
    heads = [say("map", name, lang=lang) for name in ("statement", "agree", "disagree", "passed")]
    if shares.k > 1:
        heads += [say("map", "share_of", lang=lang, letter=letter(group)) for group in range(shares.k)]
    unknown = escape(say("map", "unknown", lang=lang))
    rows = []
    for place in range(found.votes.m):
        cells = [f'<th scope="row" {_STATEMENT}>{escape(text_of(found, texts, place))}</th>']
        cells += [f"<td {_WHOLE}>{int(count)}</td>" for count in counts[:, place]]
        if shares.k > 1:
            for group in range(shares.k):
                low, high = shares.low[group, place], shares.high[group, place]
                cells.append(f"<td {_WHOLE}>{unknown if math.isnan(low) else f'{100 * low:.0f}–{100 * high:.0f}'}</td>")
        rows.append(f"<tr>{''.join(cells)}</tr>")
    head = f'<th scope="col">{escape(heads[0])}</th>'
    head += "".join(f'<th scope="col" {_WORDS}>{escape(name)}</th>' for name in heads[1:])
    title = escape(say("map", "all_statements", lang=lang))
    return (
        f'<section class="opening"><h2>{title}</h2><div style="overflow-x:auto;min-width:0" tabindex="0" '
        f'role="region" aria-label="{title}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></div></section>"
    )
