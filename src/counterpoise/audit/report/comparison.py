"""The comparison of two dates as text, as JSON and as a page: both figures, what changed, no arrow and no verdict."""

from collections.abc import Iterator, Mapping
from html import escape
from textwrap import wrap
from typing import Any

from counterpoise.audit.compare import Change, Comparison, Difference, InitiativeComparison
from counterpoise.audit.power import InitiativeAudit, PowerAudit
from counterpoise.audit.report.figures import day, percent, points, span
from counterpoise.audit.report.html import framed
from counterpoise.audit.report.json import indicator_to_json
from counterpoise.audit.report.telling import NO_NAMES, tell
from counterpoise.audit.report.text import left_out
from counterpoise.audit.report.words import Words, words_in
from counterpoise.indicator import Indicator
from counterpoise.statistics.disclosure import RATE_MINIMUM

__all__ = ["comparison_to_html", "comparison_to_json", "comparison_to_text"]

_MOST = 8
"""So many ids of a list of changes are written out; the JSON has them all."""


def comparison_to_json(comparison: Comparison, *, lang: str, redacted: bool = False) -> dict[str, Any]:
    """Write a comparison as plain JSON.

    Parameters
    ----------
    comparison
        The comparison.
    lang
        The language of titles: ``en`` or ``nl``.
    redacted
        Whether only what may be shown is written.

    Returns
    -------
    dict
        ``at`` and ``with`` (the earlier and the later date) and for each initiative the indicators at both dates, the
        ids that came and went, and the difference where there is one.
    """
    return {
        "at": comparison.earlier.at.isoformat(),
        "with": comparison.later.at.isoformat(),
        "edition": comparison.later.edition.value,
        "initiatives": [
            {
                "id": each.initiative.id,
                "title": each.initiative.title,
                "level": each.initiative.level.value,
                "rounds": each.rounds,
                "undated": _undated(comparison, each.initiative.id),
                "indicators": [_change_to_json(change, lang, redacted=redacted) for change in each.changes],
            }
            for each in comparison.initiatives
        ],
    }


def _undated(comparison: Comparison, initiative: str) -> dict[str, dict[str, int]]:
    audits = {"at": _of(comparison.earlier, initiative), "with": _of(comparison.later, initiative)}
    return {key: {} if audit is None else dict(audit.undated) for key, audit in audits.items()}


def _change_to_json(change: Change, lang: str, *, redacted: bool) -> dict[str, Any]:
    told = change.indicator
    later = None if redacted and change.too_close else change.later
    return {
        "code": told.code,
        "short": told.short,
        "title": words_in(lang).indicators[told.code].title,
        "direction": told.direction.value,
        "at": _figures(change.earlier, lang, redacted=redacted),
        "with": _figures(later, lang, redacted=redacted),
        "too_close": change.too_close,
        "denominator": {"added": list(change.added), "removed": list(change.removed)},
        "numerator": {"added": list(change.counted), "removed": list(change.uncounted)},
        "difference": None if change.difference is None else _difference_to_json(change.difference),
    }


def _figures(indicator: Indicator | None, lang: str, *, redacted: bool) -> dict[str, Any] | None:
    if indicator is None:
        return None
    written = indicator_to_json(indicator, lang=lang, redacted=redacted)
    return {key: written[key] for key in ("value", "numerator", "denominator", "interval", "display", "coverage")}


def _difference_to_json(found: Difference) -> dict[str, Any]:
    return {
        "new": {"numerator": found.new, "denominator": found.of_new},
        "before": {"numerator": found.before, "denominator": found.of_before},
        "value": found.value,
        "interval": list(found.interval),
    }


def comparison_to_text(
    comparison: Comparison, *, lang: str, width: int = 80, names: Mapping[str, str] = NO_NAMES
) -> str:
    """Write a comparison as plain text; the parameters are those of `to_text`."""
    words = words_in(lang)
    lines = [words.say("comparison", "title"), "=" * len(words.say("comparison", "title"))]
    lines += wrap(words.say("comparison", "lead"), width)
    lines += wrap(_days(comparison, words), width)
    for each in comparison.initiatives:
        title = f"{words.say('levels', each.initiative.level.value)}: {each.initiative.title or each.initiative.id}"
        lines += ["", "", title, "=" * len(title)]
        if each.few_rounds:
            lines += wrap(words.say("comparison", "few_rounds"), width)
        for line in _left_out(comparison, each, words):
            lines += wrap(line, width)
        told = list(_told(comparison, each, words=words, names=names))
        if not told:
            lines += wrap(words.say("comparison", "nothing"), width)
        for title, figures, changed in told:
            lines += ["", *wrap(title, width)]
            for sentence in (*figures, *changed):
                lines += wrap(sentence, width, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)
    return "\n".join(lines) + "\n"


def comparison_to_html(comparison: Comparison, *, lang: str, names: Mapping[str, str] = NO_NAMES) -> str:
    """Write a comparison as one self-contained page; the parameters are those of `to_html`."""
    words = words_in(lang)
    title = words.say("comparison", "title")
    lead = escape(words.say("comparison", "lead"))
    days = escape(_days(comparison, words))
    parts = [f'<div class="opening"><h1>{escape(title)}</h1><p class="lead">{lead}</p><p>{days}</p></div>']
    for number, each in enumerate(comparison.initiatives, start=1):
        here = f"i{number}"
        kind = words.say("levels", each.initiative.level.value)
        few = f"<p>{escape(words.say('comparison', 'few_rounds'))}</p>" if each.few_rounds else ""
        few += _paragraphs(_left_out(comparison, each, words))
        told = list(_told(comparison, each, words=words, names=names))
        table = _table(told, words) if told else f"<p>{escape(words.say('comparison', 'nothing'))}</p>"
        name = escape(each.initiative.title or each.initiative.id)
        parts.append(
            f'<section class="initiative" aria-labelledby="{here}"><h2 id="{here}">{escape(kind)}: {name}</h2>'
            f"{few}{table}</section>"
        )
    return framed("".join(parts), title=title, lang=lang)


def _table(told: list[tuple[str, tuple[str, ...], tuple[str, ...]]], words: Words) -> str:
    figure, change = words.say("comparison", "figure"), words.say("comparison", "changed")
    # On a phone the rows become blocks, and a table that is not laid out as one keeps its meaning by its roles.
    head = "".join(
        f'<th role="columnheader" scope="col">{escape(one)}</th>'
        for one in (words.say("charts", "part"), figure, change)
    )
    rows = "".join(
        f'<tr role="row"><th role="rowheader" scope="row">{escape(name)}</th>'
        f'<td role="cell" data-label="{escape(figure)}">{_paragraphs(figures)}</td>'
        f'<td role="cell" data-label="{escape(change)}">{_paragraphs(changed)}</td></tr>'
        for name, figures, changed in told
    )
    return (
        f'<table role="table" class="guide"><caption>{escape(words.say("comparison", "only_changed"))}</caption>'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead><tbody role="rowgroup">{rows}</tbody></table>'
    )


def _paragraphs(told: tuple[str, ...]) -> str:
    return "".join(f'<p class="small">{escape(sentence)}</p>' for sentence in told)


def _days(comparison: Comparison, words: Words) -> str:
    first, second = (day(one.at, lang=words.lang) for one in (comparison.earlier, comparison.later))
    return words.say("comparison", "days", first=first, second=second)


def _left_out(comparison: Comparison, each: InitiativeComparison, words: Words) -> tuple[str, ...]:
    audits = ((one.at, _of(one, each.initiative.id)) for one in (comparison.earlier, comparison.later))
    told = (left_out(audit, at=at, words=words) for at, audit in audits if audit is not None)
    return tuple(line for line in told if line)


def _told(
    comparison: Comparison, each: InitiativeComparison, *, words: Words, names: Mapping[str, str]
) -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    audits = tuple(_of(one, each.initiative.id) for one in (comparison.earlier, comparison.later))
    days = tuple(day(one.at, lang=words.lang) for one in (comparison.earlier, comparison.later))
    for change in each.changes:
        figures = []
        heard = False
        for indicator, audit, when in zip((change.earlier, change.later), audits, days, strict=True):
            label = words.say("comparison", "at", day=when)
            if indicator is None or audit is None:
                figures.append(f"{label}: {words.say('comparison', 'absent')}.")
                continue
            if change.too_close and indicator is change.later:
                figures.append(f"{label}: {words.say('comparison', 'close')}")
                continue
            finding = tell(indicator, audit, lang=words.lang, names=names)
            heard = heard or not finding.empty
            rate = _rate(indicator, finding.reading.value, lang=words.lang)
            headline = f"{finding.headline.removesuffix('.')} ({rate})." if rate else finding.headline
            figures.append(f"{label}: {headline}")
        if heard:
            title = f"{words.indicators[change.indicator.code].title} ({change.indicator.short})"
            yield title, tuple(figures), tuple(_changed(change, words=words, names=names))


def _of(audit: PowerAudit, initiative: str) -> InitiativeAudit | None:
    return next((each for each in audit.initiatives if each.initiative.id == initiative), None)


def _rate(indicator: Indicator, value: float | None, *, lang: str) -> str:
    reading = indicator.reading
    if value is None or not reading.denominator or reading.denominator < RATE_MINIMUM or reading.numerator is None:
        return ""
    if abs(value - reading.numerator / reading.denominator) > 1e-12:
        return ""
    return percent(value, lang=lang)


def _changed(change: Change, *, words: Words, names: Mapping[str, str]) -> Iterator[str]:
    if change.earlier is None or change.later is None:
        return
    lists = (
        ("added", change.added),
        ("removed", change.removed),
        ("counted_added", change.counted),
        ("counted_removed", change.uncounted),
    )
    for key, ids in lists:
        if ids:
            named = [names.get(one, one) for one in ids[:_MOST]]
            rest = [words.say("noted", "and_more", n=len(ids) - _MOST)] if len(ids) > _MOST else []
            listed = "; ".join([*named, *rest])
            end = "" if listed.endswith((".", "?", "!", "…")) else "."
            yield f"{words.say('comparison', key)} ({len(ids)}): {listed}{end}"
    if not any(ids for _, ids in lists):
        yield words.say("comparison", "unchanged")
    found = change.difference
    if found is not None:
        lang = words.lang
        yield words.say("comparison", "new", n=found.new, m=found.of_new, k=found.before, l=found.of_before)
        ends = span(*(points(end, lang=lang) for end in found.interval), lang=lang)
        yield words.say("comparison", "difference", points=points(found.value, lang=lang), range=ends)
