"""The power audit as one page: accessible, without a script, and with nothing that has to be fetched from elsewhere."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from html import escape
from importlib.resources import files
from itertools import groupby

from counterpoise.audit.guide import Form, guide
from counterpoise.audit.power import InitiativeAudit, PowerAudit, RunningAudit
from counterpoise.audit.report.allowed import Audience
from counterpoise.audit.report.charts import SPRITE, Chart, Table
from counterpoise.audit.report.opening import first_sentences
from counterpoise.audit.report.pictures import DRAWN, picture
from counterpoise.audit.report.telling import NO_NAMES, TENSIONS, Finding, tell
from counterpoise.audit.report.text import about_audit, left_out, resting
from counterpoise.audit.report.words import Words, words_in
from counterpoise.indicator import Direction, Display, Evidence
from counterpoise.record import Level, Tension
from counterpoise.record.initiatives import Initiative

__all__ = ["framed", "html_in_pieces", "table_of", "to_html"]

_LOGO = (
    '<svg width="42" height="22" viewBox="0 0 42 22" aria-hidden="true">'
    '<path class="ink-line" d="M8 8H34M21 8V20M15 20.5H27" fill="none"/>'
    '<circle class="civic-fill" cx="8" cy="8" r="7"/>'
    '<rect class="organization-fill" x="28" y="1.5" width="13" height="13"/></svg>'
)


def to_html(
    audit: PowerAudit,
    *,
    lang: str,
    names: Mapping[str, str] = NO_NAMES,
    audience: Audience = Audience.INSIDE,
) -> str:
    """Write a power audit as one self-contained page.

    Parameters
    ----------
    audit
        The audit.
    lang
        The reader's language: ``en`` or ``nl``.
    names
        Names that people know for ids, such as `names_in` gives; without them ids are written with spaces.
    audience
        Who reads it, as the audit was told: people inside the initiative, or everybody.

    Returns
    -------
    str
        An HTML document: for each initiative at most eight first sentences, then for each tension what was found, each
        with its chart, table, evidence, what it cannot say and what is held against it; the guide at the end.

    Raises
    ------
    UnknownLanguageError
        If there are no words in that language.
    """
    return "".join(html_in_pieces(audit, lang=lang, names=names, audience=audience))


def html_in_pieces(
    audit: PowerAudit | RunningAudit,
    *,
    lang: str,
    names: Mapping[str, str] = NO_NAMES,
    audience: Audience = Audience.INSIDE,
    unread: Sequence[str] = (),
) -> Iterator[str]:
    """Write a power audit as one page, an initiative at a time; parameters and errors are those of `to_html`.

    Parameters
    ----------
    audit
        The audit, or one that is still being made.
    lang, names, audience
        As for `to_html`.
    unread
        As for `text_in_pieces`.

    Yields
    ------
    str
        Pieces of the page that `to_html` writes.
    """
    words = words_in(lang)
    audited = audit.audited if isinstance(audit, RunningAudit) else tuple(each.initiative for each in audit.initiatives)
    lines = "".join(f'<p class="small soft">{escape(line)}</p>' for line in (*about_audit(audit, words=words), *unread))
    yield _before(words.say("report", "title"), lang=lang)
    yield (
        f'<div class="opening"><h1>{escape(words.say("report", "title"))}</h1>'
        f'<p class="lead">{escape(words.say("report", "lead"))}</p>{lines}{_contents(audited, words)}</div>'
    )
    for number, each in enumerate(audit.initiatives, start=1):
        yield _initiative(each, number, at=audit.at, words=words, names=names, audience=audience)
    if not audited:
        yield f"<p>{escape(words.say('report', 'no_initiatives'))}</p>"
    yield _blind(words) + _guide(words) + _after(lang=lang)


def framed(content: str, *, title: str, lang: str) -> str:
    """Put content into a page of its own, with its style inside it.

    Parameters
    ----------
    content
        The main part, as HTML.
    title
        The page's title.
    lang
        The reader's language.
    """
    return _before(title, lang=lang) + content + _after(lang=lang)


def _before(title: str, *, lang: str) -> str:
    words = words_in(lang)
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)} – Counterpoise</title>\n<style>\n{_style()}</style>\n</head>\n<body>\n"
        f'<a class="skip-link" href="#content">{escape(words.say("report", "skip"))}</a>\n{SPRITE}\n'
        f'<header class="site-header"><p class="page wordmark">{_LOGO}Counterpoise</p></header>\n'
        '<main id="content" class="page" tabindex="-1">\n'
    )


def _after(*, lang: str) -> str:
    words = words_in(lang)
    return (
        f'</main>\n<footer class="site-footer"><p class="page">{escape(words.say("report", "paper"))}</p></footer>\n'
        "</body>\n</html>\n"
    )


@lru_cache(maxsize=1)
def _style() -> str:
    folder = files("counterpoise.audit.report").joinpath("style")
    return "".join(folder.joinpath(name).read_text(encoding="utf-8") for name in ("tokens.css", "report.css"))


def _contents(audited: tuple[Initiative, ...], words: Words) -> str:
    if len(audited) < 2:
        return ""
    links = "".join(
        f'<li><a href="#i{number}">{escape(each.title or each.id)}</a></li>'
        for number, each in enumerate(audited, start=1)
    )
    name = escape(words.say("report", "initiatives"))
    return f'<nav aria-label="{name}"><ul class="contents">{links}</ul></nav>'


def _initiative(
    audit: InitiativeAudit, number: int, *, at: date, words: Words, names: Mapping[str, str], audience: Audience
) -> str:
    here = f"i{number}"
    findings = [tell(one, audit, lang=words.lang, names=names, audience=audience) for one in audit.indicators]
    kind, title = words.say("levels", audit.level.value), audit.initiative.title or audit.initiative.id
    parts = [f'<h2 id="{here}">{escape(kind)}: {escape(title)}</h2>']
    if audit.matter:
        parts.append(
            f"<p>{escape(words.say('report', 'one_matter', matter=names.get(audit.matter, audit.matter)))}</p>"
        )
    told_first = (resting(audit, words=words), left_out(audit, at=at, words=words))
    parts += [f"<p>{escape(line)}</p>" for line in told_first if line]
    parts.append(_first(findings, here, words=words, names=names))
    for place, tension in enumerate(TENSIONS.values(), start=1):
        told = [finding for finding in findings if finding.tension == tension and finding.heard]
        if told:
            articles = "".join(_finding(finding, here, words=words, names=names) for finding in told)
            parts.append(
                f'<section class="part" aria-labelledby="{here}-{tension} {here}">'
                f'<h3 class="label" id="{here}-{tension}">{place} {escape(words.say("tensions", tension))}</h3>'
                f'<p class="intro">{escape(words.say("intros", tension))}</p>{articles}</section>'
            )
    parts.append(_unheard(findings, here, words=words))
    return f'<section class="initiative" aria-labelledby="{here}">{"".join(parts)}</section>\n'


def _first(findings: list[Finding], here: str, *, words: Words, names: Mapping[str, str]) -> str:
    first = first_sentences(findings, lang=words.lang, names=names)
    heading = f'<h3 class="label" id="{here}-first">{escape(words.say("report", "first"))}</h3>'
    if not first:
        inside = f"<p>{escape(words.say('report', 'nothing_first'))}</p>"
    else:
        titles = {finding.short: finding.title for finding in findings}
        items = "".join(
            f'<li><a href="#{here}-{short.lower()}" aria-label="{escape(short)}: {escape(titles[short])}">{short}</a>'
            f"<span>{escape(sentence)}</span></li>"
            for short, sentence in first
        )
        intro = escape(words.say("report", "first_intro"))
        inside = f'<p class="intro">{intro}</p><ol class="first wide">{items}</ol>'
    return f'<section class="part" aria-labelledby="{here}-first {here}">{heading}{inside}</section>'


def _unheard(findings: list[Finding], here: str, *, words: Words) -> str:
    silent = [finding for finding in findings if not finding.heard]
    if not silent:
        return ""
    items = "".join(
        f'<li id="{here}-{finding.short.lower()}">{escape(finding.title)} ({finding.short})</li>' for finding in silent
    )
    return (
        f'<section class="part" aria-labelledby="{here}-rest {here}"><h3 class="label" id="{here}-rest">'
        f"{escape(words.say('report', 'the_rest'))}</h3>"
        f'<p class="intro">{escape(words.say("report", "the_rest_intro"))}</p>'
        f'<ul class="plain-list small">{items}</ul></section>'
    )


def _finding(finding: Finding, here: str, *, words: Words, names: Mapping[str, str]) -> str:
    name = f"{here}-{finding.short.lower()}"
    chart = picture(finding, lang=words.lang, names=names)
    thin = " thin" if finding.display is Display.THIN else ""
    drawn = DRAWN.get(finding.short, frozenset()) if chart is not None else frozenset()
    return (
        f'<article class="finding wide{thin}" aria-labelledby="{name}"><div class="said">'
        f'<h4 id="{name}">{escape(finding.title)}</h4>{_kind(finding, words)}'
        f'<p class="duty-sentence">{escape(finding.headline)}</p>{_drawn(chart, words)}{_sentences(finding)}'
        f"{_lines(finding, drawn)}{_evidence(finding.evidence, words, names)}</div>"
        f'<div class="noted">{_noted(finding, words)}</div></article>'
    )


def _kind(finding: Finding, words: Words) -> str:
    short = escape(words.say("directions", f"{finding.direction.value}_short"))
    if finding.direction is Direction.DUTY or finding.poles is None:
        return f'<p class="kind"><b>{short}.</b> {escape(finding.duty)}</p>'
    low, high = finding.poles
    ends = escape(words.say("finding", "scale", low=low, high=high))
    return f'<p class="kind"><b>{short}.</b> {ends} {escape(words.say("directions", "none_after"))}</p>'


def _drawn(chart: Chart | None, words: Words) -> str:
    if chart is None:
        return ""
    if chart.kind == "intervals" and len(chart.rows) == 1:
        # One share: the headline and the sentence below hold all its numbers.
        return chart.markup
    table = table_of(chart.table)
    name = escape(words.say("noted", "table"))
    return (
        f'{chart.markup}<p class="small">{escape(chart.reads_out)}</p>'
        f'<details><summary>{name}</summary><div class="inside">{table}</div></details>'
    )


def table_of(table: Table) -> str:
    """Return the table of a chart as HTML, with its caption and the scope of its heads."""
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in table.head)
    rows = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>{"".join(f"<td>{escape(cell)}</td>" for cell in row[1:])}</tr>'
        for row in table.rows
    )
    caption = escape(table.caption)
    return f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _sentences(finding: Finding) -> str:
    told = [*finding.sentences, *([finding.coverage] if finding.coverage else [])]
    return f'<p class="small soft">{escape(" ".join(told))}</p>' if told else ""


def _lines(finding: Finding, drawn: frozenset[str]) -> str:
    items = []
    left = [line for line in finding.lines if line.part not in drawn]
    for name, lines in groupby(left, key=lambda line: line.name):
        told = "; ".join(f"{line.of} {line.figure}".strip() for line in lines)
        items.append(f"<li>{escape(name)}: <b>{escape(told)}</b></li>")
    items += [
        f"<li>{escape(one.name)}: {escape('; '.join(one.entries))}</li>"
        for one in finding.lists
        if one.key not in drawn
    ]
    return f'<ul class="further">{"".join(items)}</ul>' if items else ""


def _evidence(evidence: Evidence, words: Words, names: Mapping[str, str]) -> str:
    groups = (("numerator", evidence.numerator), ("denominator", evidence.denominator), ("excluded", evidence.excluded))
    known = {one for _, ids in groups for one in ids}
    if not known:
        return ""
    told = "".join(
        f"<p><b>{escape(words.say('noted', f'evidence_{key}'))}</b> ({len(ids)}): "
        f'<span class="ids">{escape(_listed(ids, names))}</span></p>'
        for key, ids in groups
        if ids
    )
    name = escape(words.say("noted", "evidence_n", n=len(known)))
    return f'<details><summary>{name}</summary><div class="inside">{told}</div></details>'


def _listed(ids: Iterable[str], names: Mapping[str, str]) -> str:
    return "; ".join(f"{names[one]} ({one})" if one in names else one for one in ids)


def _noted(finding: Finding, words: Words) -> str:
    contested = "".join(
        f'<div class="contested-note"><h5><span class="tag">{escape(words.say("noted", "contested"))}</span></h5>'
        f'<p>{escape(one.by)}</p><p class="voice">{escape(one.words)}</p>'
        f"<p>{escape(words.say('noted', 'stays'))}</p></div>"
        for one in finding.contested
    )
    told = "".join(
        f"<h5>{escape(words.say('noted', key))}</h5><p>{escape(text)}</p>"
        for key, text in (("cannot_say", finding.cannot_say), ("gaming", finding.gaming))
    )
    return contested + told


def _blind(words: Words) -> str:
    items = "".join(f"<li>{escape(words.say('report', f'blind_{number}'))}</li>" for number in (1, 2, 3))
    heading = escape(words.say("report", "blind"))
    return (
        f'<section class="part" aria-labelledby="blind"><h2 class="label" id="blind">{heading}</h2>'
        f'<ul class="plain-list">{items}</ul></section>\n'
    )


def _guide(words: Words) -> str:
    cells = {(cell.tension, cell.level, cell.form): cell.questions for cell in guide(words.lang)}
    levels = {level: words.say("guide", f"level_{level.value}") for level in Level}
    # On a phone the rows become blocks, and a table that is not laid out as one keeps its meaning by its roles.
    head = "".join(
        f'<th role="columnheader" scope="col">{escape(name)}</th>'
        for name in (words.say("guide", "form"), *levels.values())
    )
    tables = []
    for tension in Tension:
        rows = "".join(
            f'<tr role="row"><th role="rowheader" scope="row">{escape(words.say("guide", form.value))}</th>'
            + "".join(
                f'<td role="cell" data-label="{escape(name)}">'
                + "".join(f"<p>{escape(question)}</p>" for question in cells[tension, level, form])
                + "</td>"
                for level, name in levels.items()
            )
            + "</tr>"
            for form in Form
        )
        caption = escape(words.say("guide", "caption", tension=words.say("tensions", tension.value)))
        tables.append(
            f'<table role="table" class="guide wide"><caption>{caption}</caption>'
            f'<thead role="rowgroup"><tr role="row">{head}</tr></thead><tbody role="rowgroup">{rows}</tbody></table>'
        )
    return (
        f'<section class="part" aria-labelledby="guide"><h2 class="label" id="guide">'
        f'{escape(words.say("guide", "title"))}</h2><p class="intro">{escape(words.say("guide", "lead"))}</p>'
        f'{"".join(tables)}<p class="small soft">{escape(words.say("guide", "source"))}</p></section>\n'
    )
