"""Sentences and pages: what is said of a frozen lottery, of a draw and of replacements."""

import html
import math
from collections.abc import Mapping, Sequence
from typing import Any

from counterpoise.inclusion.lottery.problems import say
from counterpoise.inclusion.lottery.replacement import Replacement

__all__ = ["at_most", "document", "draw_sentences", "frozen_sentences", "page", "percent", "replacement_sentences"]

STYLE = (
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem;overflow-wrap:anywhere}"
    "table{border-collapse:collapse;margin:1rem 0}caption{text-align:left;font-weight:600}"
    "th,td{text-align:left;padding:.25rem .75rem .25rem 0;border-bottom:1px solid #888}"
)


def percent(value: float, *, lang: str) -> str:
    """Return a share as a percentage, with the decimal sign of the language."""
    text = f"{100 * value:.1f}" if value >= 0.001 or value == 0 else f"{100 * value:.2g}"
    return f"{text.replace('.', ',') if lang == 'nl' else text} %"


_FINEST = 1e-4


def at_most(share: float, *, lang: str) -> str:
    """Return a percentage that a share does not exceed, with two decimals at most: a proof is never overstated."""
    text = f"{math.ceil(max(share, _FINEST) * 1e4 - 1e-9) / 100:.2f}".rstrip("0").rstrip(".")
    return f"{text.replace('.', ',') if lang == 'nl' else text} %"


def document(title: str, body: str, *, lang: str) -> str:
    """Return a page that stands by itself, around a body that is HTML already."""
    name = html.escape(title)
    return (
        f'<!doctype html>\n<html lang="{lang}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{name}</title><style>{STYLE}</style></head>'
        f"<body><main><h1>{name}</h1>{body}</main></body></html>\n"
    )


def page(title: str, lines: Sequence[str], *, lang: str) -> str:
    """Return a page of sentences."""
    return document(title, "".join(f"<p>{html.escape(line)}</p>" for line in lines), lang=lang)


def frozen_sentences(frozen: Mapping[str, Any], *, lang: str) -> list[str]:
    """Return what is said of a frozen lottery; it names nobody."""
    public = frozen["public"]
    panels = len(public["panels"])
    least = min(times for times, _ in public["chances"].values()) / panels
    return [
        say("telling", "frozen", lang=lang, panels=panels, size=public["size"]),
        say("telling", "rounded", lang=lang, minimum=percent(least, lang=lang)),
        say("telling", "announced", lang=lang, announced=public["announced"]),
        say("telling", "commitment", lang=lang, commitment=frozen["commitment"]),
    ]


def draw_sentences(result: Mapping[str, Any], *, lang: str) -> list[str]:
    """Return what is said of a draw, or of a rehearsal."""
    people = say("telling", "people", lang=lang, people=", ".join(result["people"]))
    if "seed" in result:
        return [say("telling", "rehearsal", lang=lang, seed=result["seed"]), people]
    return [
        say("telling", "panel", lang=lang, number=result["panel"], randomness=result["randomness"]),
        say("telling", "belongs", lang=lang, commitment=result["commitment"]),
        people,
    ]


def replacement_sentences(found: Replacement, *, lang: str) -> list[str]:
    """Return what is said of replacements."""
    kept = "quotas_broken" if found.broken else "quotas_kept"
    return [
        say("telling", "replaced", lang=lang, people=", ".join(found.people)),
        say("telling", kept, lang=lang, number=found.broken),
    ]
