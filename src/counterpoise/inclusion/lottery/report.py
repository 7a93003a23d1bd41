"""What is said of a lottery: its figures as plain values, as text, and as a page for the public."""

import html
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterpoise.inclusion.lottery.lottery import Lottery, Objective
from counterpoise.inclusion.lottery.pool import Pool
from counterpoise.inclusion.lottery.problems import say
from counterpoise.inclusion.lottery.quotas import Quotas
from counterpoise.inclusion.lottery.telling import at_most, document, percent

__all__ = [
    "Figures",
    "chance_rows",
    "figures",
    "gini",
    "quota_rows",
    "sentences",
    "to_html",
    "to_json",
    "to_text",
]

Floats = NDArray[np.float64]
BANDS = 10


@dataclass(frozen=True, slots=True)
class Figures:
    """The chances of a lottery in a few figures.

    Attributes
    ----------
    minimum, maximum, mean
        The smallest, the largest and the mean chance.
    geometric_mean
        Their geometric mean; 0 where somebody has no chance.
    gini
        Their Gini coefficient, from 0 (all alike) to 1.
    without
        How many people have no chance.
    """

    minimum: float
    maximum: float
    mean: float
    geometric_mean: float
    gini: float
    without: int


def gini(values: Floats) -> float:
    """Return the Gini coefficient of values of zero or more; 0 where they are all zero.

    Notes
    -----
    The mean distance between two values, over twice their mean; from the sorted values in one pass.
    """
    ordered = np.sort(values)
    total = float(ordered.sum())
    if total <= 0:
        return 0.0
    count = len(ordered)
    ranks = np.arange(1, count + 1)
    return max(0.0, float((2 * ranks - count - 1) @ ordered) / (count * total))


def figures(chances: Floats) -> Figures:
    """Return the figures of chances, one for each person."""
    without = int((chances < 1e-9).sum())
    logs = math.exp(float(np.log(chances).mean())) if not without else 0.0
    return Figures(float(chances.min()), float(chances.max()), float(chances.mean()), logs, gini(chances), without)


_DECIMALS = 9


def to_json(lottery: Lottery, pool: Pool, *, cpu_seconds: float) -> dict[str, Any]:
    """Return the chances as plain values, with nine decimals: in these, all machines agree.

    Parameters
    ----------
    lottery, pool
        The lottery and the people.
    cpu_seconds
        What it cost.
    """
    found = figures(lottery.by_person())
    return {
        "objective": lottery.objective.value,
        "certified": lottery.certificate.certified,
        "gap": round(lottery.certificate.gap, _DECIMALS),
        "minimum": round(found.minimum, _DECIMALS),
        "maximum": round(found.maximum, _DECIMALS),
        "geometric_mean": round(found.geometric_mean, _DECIMALS),
        "gini": round(found.gini, _DECIMALS),
        "chances": {name: round(chance, _DECIMALS) for name, chance in lottery.chances(pool).items()},
        "panels": len(lottery.panels),
        "cpu_seconds": cpu_seconds,
    }


def sentences(lottery: Lottery, *, lang: str) -> list[str]:
    """Return what there is to say, one sentence or two at a time."""
    instance, certificate = lottery.instance, lottery.certificate
    found = figures(lottery.by_person())
    gap = at_most(certificate.gap, lang=lang)
    kind = "smallest" if lottery.objective is Objective.MAXIMIN and certificate.kind == "stages" else certificate.kind
    proof = f"certified_{kind}" if certificate.certified else "not_certified"
    number = f"{found.gini:.3f}"
    lines = [
        say("report", "people", lang=lang, people=instance.people, size=instance.size),
        say("report", f"objective_{lottery.objective.value}", lang=lang),
        say("report", "mean", lang=lang, mean=percent(instance.mean, lang=lang)),
        say("report", "minimum", lang=lang, minimum=percent(found.minimum, lang=lang)),
        say("report", "maximum", lang=lang, maximum=percent(found.maximum, lang=lang)),
        say("report", "gini", lang=lang, gini=number.replace(".", ",") if lang == "nl" else number),
        say("report", proof, lang=lang, gap=gap),
    ]
    if found.without:
        lines.append(say("report", "zero", lang=lang, people=found.without))
    return [*lines, say("report", "cannot_say", lang=lang)]


def chance_rows(lottery: Lottery, *, lang: str) -> list[tuple[str, ...]]:
    """Return how many people have which chance, in bands of equal width."""
    chances = lottery.by_person()
    low, high = float(chances.min()), float(chances.max())
    if high - low < 1e-9:
        return [(percent(low, lang=lang), str(len(chances)))]
    edges = np.linspace(low, high, BANDS + 1)
    band = np.clip(((chances - low) / (high - low) * BANDS + 1e-9).astype(int), 0, BANDS - 1)
    counts = np.bincount(band, minlength=BANDS)
    return [
        (
            say(
                "report",
                "from_to",
                lang=lang,
                low=percent(edges[at], lang=lang),
                high=percent(edges[at + 1], lang=lang),
            ),
            str(counts[at]),
        )
        for at in range(BANDS)
    ]


def quota_rows(lottery: Lottery, pool: Pool, quotas: Quotas, *, lang: str) -> list[tuple[str, ...]]:
    """Return each quota beside the pool and what is to be expected on a panel."""
    chances = lottery.by_person()
    rows: list[tuple[str, ...]] = []
    for number, feature in enumerate(quotas.features):
        places = np.array([values[number] for values in pool.values])
        for at, quota in enumerate(quotas.of(feature)):
            expected = f"{chances[places == at].sum():.1f}"
            rows.append(
                (
                    feature, quota.value, str(quota.least), str(quota.most), str(int((places == at).sum())),
                    expected.replace(".", ",") if lang == "nl" else expected,
                )
            )  # fmt: skip
    return rows


def _tables(
    lottery: Lottery, pool: Pool, quotas: Quotas, lang: str
) -> list[tuple[str, tuple[str, ...], list[tuple[str, ...]]]]:
    def heads(*names: str) -> tuple[str, ...]:
        return tuple(say("report", f"column_{name}", lang=lang) for name in names)

    return [
        (say("report", "chances_table", lang=lang), heads("chance", "people"), chance_rows(lottery, lang=lang)),
        (
            say("report", "quota_table", lang=lang),
            heads("feature", "value", "least", "most", "pool", "expected"),
            quota_rows(lottery, pool, quotas, lang=lang),
        ),
    ]


def to_text(lottery: Lottery, pool: Pool, quotas: Quotas, *, lang: str) -> str:
    """Return the report as text to read in a terminal; nobody is named in it."""
    parts = [say("report", "title", lang=lang), "", *sentences(lottery, lang=lang)]
    for title, heads, rows in _tables(lottery, pool, quotas, lang):
        parts += ["", title, *_aligned([heads, *rows])]
    return "\n".join(parts) + "\n"


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    return [
        "  " + "  ".join(value.ljust(width) for value, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]


def to_html(lottery: Lottery, pool: Pool, quotas: Quotas, *, lang: str) -> str:
    """Return the report as a page that stands by itself; nobody is named in it."""
    parts = [f"<p>{html.escape(line)}</p>" for line in sentences(lottery, lang=lang)]
    for caption, heads, rows in _tables(lottery, pool, quotas, lang):
        head = "".join(f'<th scope="col">{html.escape(name)}</th>' for name in heads)
        body = "".join(
            f'<tr><th scope="row">{html.escape(row[0])}</th>'
            + "".join(f"<td>{html.escape(value)}</td>" for value in row[1:])
            + "</tr>"
            for row in rows
        )
        parts.append(
            f"<table><caption>{html.escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        )
    return document(say("report", "title", lang=lang), "".join(parts), lang=lang)
