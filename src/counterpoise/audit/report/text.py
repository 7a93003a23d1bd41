"""The power audit for a terminal: plain lines, counts first, no colour, nothing that may not be shown."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from textwrap import wrap

from counterpoise.audit.power import InitiativeAudit, PowerAudit, RunningAudit
from counterpoise.audit.report.allowed import Audience
from counterpoise.audit.report.figures import day
from counterpoise.audit.report.opening import first_sentences
from counterpoise.audit.report.telling import NO_NAMES, TENSIONS, Finding, tell
from counterpoise.audit.report.words import Words, words_in
from counterpoise.record import Mode
from counterpoise.record.initiatives import InitiativeState

__all__ = ["about_audit", "left_out", "resting", "text_in_pieces", "to_text"]

_NARROWEST = 40
_LONGEST_LIST = 6


def to_text(
    audit: PowerAudit,
    *,
    lang: str,
    width: int = 80,
    names: Mapping[str, str] = NO_NAMES,
    audience: Audience = Audience.INSIDE,
) -> str:
    """Write a power audit as plain text.

    Parameters
    ----------
    audit
        The audit.
    lang
        The reader's language: ``en`` or ``nl``.
    width
        How many characters a line may have; at least 40.
    names
        Names that people know for ids, such as `names_in` gives; without them ids are written with spaces.
    audience
        Who reads it, as the audit was told: people inside the initiative, or everybody.

    Returns
    -------
    str
        For each initiative at most eight first sentences, then for each tension what was found. Ends with a line end.

    Raises
    ------
    UnknownLanguageError
        If there are no words in that language.
    """
    return "".join(text_in_pieces(audit, lang=lang, width=width, names=names, audience=audience))


def text_in_pieces(
    audit: PowerAudit | RunningAudit,
    *,
    lang: str,
    width: int = 80,
    names: Mapping[str, str] = NO_NAMES,
    audience: Audience = Audience.INSIDE,
    unread: Sequence[str] = (),
) -> Iterator[str]:
    """Write a power audit as plain text, an initiative at a time; parameters and errors are those of `to_text`.

    Parameters
    ----------
    audit
        The audit, or one that is still being made.
    lang, width, names, audience
        As for `to_text`.
    unread
        What was not read of the file, a sentence each: whoever reads the report was not there when it was made.

    Yields
    ------
    str
        Pieces of the text that `to_text` writes, each with whole lines.
    """
    words = words_in(lang)
    page = _Page(max(width, _NARROWEST))
    page.heading(words.say("report", "title"), "=")
    for line in (words.say("report", "lead"), *about_audit(audit, words=words), *unread):
        page.text(line)
    empty = True
    for each in audit.initiatives:
        empty = False
        _initiative(page, each, at=audit.at, words=words, names=names, audience=audience)
        yield page.taken()
    if empty:
        page.gap()
        page.text(words.say("report", "no_initiatives"))
    page.gap()
    page.heading(words.say("report", "blind"), "-")
    for number in (1, 2, 3):
        page.item(words.say("report", f"blind_{number}"))
    yield page.taken()


def about_audit(audit: PowerAudit | RunningAudit, *, words: Words) -> tuple[str, ...]:
    """Return the lines that say which day, whose record and which seed."""
    told = "of_day" if audit.mode is Mode.RECORDED else "of_day_happened"
    return (
        words.say("report", told, day=day(audit.at, lang=words.lang)),
        words.say("editions", audit.edition.value),
        words.say("report", "same_numbers", seed=audit.seed),
    )


def resting(audit: InitiativeAudit, *, words: Words) -> str:
    """Return the sentence that says that an initiative rests, and why; nothing where it is active."""
    row = audit.initiative
    if row.state is not InitiativeState.RESTING:
        return ""
    reason = row.rest_reason.rstrip(".")
    told = words.say("report", "resting", reason=reason) if reason else words.say("report", "resting_plain")
    if row.review_on is None:
        return told
    return f"{told} {words.say('report', 'look_again', day=day(row.review_on, lang=words.lang))}"


def left_out(audit: InitiativeAudit, *, at: date, words: Words) -> str:
    """Return the sentence that says which rows have no date, so that they are not in an audit of that day."""
    numbers: Counter[str] = Counter()
    for table, number in audit.undated.items():
        numbers[table if table in words.fixed["rows"] else "other"] += number
    if not numbers:
        return ""
    rows = "; ".join(f"{words.say('rows', table)}: {number}" for table, number in numbers.most_common())
    number = numbers.total()
    told = "undated_one" if number == 1 else "undated"
    return words.say("report", told, number=number, day=day(at, lang=words.lang), rows=rows)


class _Page:
    """Lines of text that are broken at a width."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.lines: list[str] = []
        self.last = ""

    def text(self, text: str, *, indent: int = 0, hang: int = 0) -> None:
        first, rest = " " * indent, " " * (indent + hang)
        self.lines += wrap(text, self.width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False) or [
            ""
        ]

    def item(self, text: str, *, indent: int = 0) -> None:
        self.text(f"- {text}", indent=indent, hang=2)

    def gap(self) -> None:
        if self.lines[-1] if self.lines else self.last:
            self.lines.append("")

    def heading(self, text: str, rule: str = "") -> None:
        self.text(text)
        if rule:
            self.lines.append(rule * min(len(text), self.width))

    def taken(self) -> str:
        """Return the lines that were written since the last time."""
        lines, self.lines = self.lines, []
        self.last = lines[-1] if lines else self.last
        return "".join(line.rstrip() + "\n" for line in lines)


def _initiative(
    page: _Page, audit: InitiativeAudit, *, at: date, words: Words, names: Mapping[str, str], audience: Audience
) -> None:
    page.gap()
    page.gap()
    title = audit.initiative.title or audit.initiative.id
    page.heading(f"{words.say('levels', audit.level.value)}: {title}", "=")
    if audit.matter:
        page.text(words.say("report", "one_matter", matter=names.get(audit.matter, audit.matter)))
    for line in (resting(audit, words=words), left_out(audit, at=at, words=words)):
        if line:
            page.text(line)
    findings = [tell(one, audit, lang=words.lang, names=names, audience=audience) for one in audit.indicators]
    first = first_sentences(findings, lang=words.lang, names=names)
    page.gap()
    page.heading(words.say("report", "first"), "-")
    if not first:
        page.text(words.say("report", "nothing_first"))
    for short, sentence in first:
        page.item(f"{sentence} ({short})")
    for number, tension in enumerate(TENSIONS.values(), start=1):
        told = [finding for finding in findings if finding.tension == tension and finding.heard]
        if told:
            page.gap()
            page.heading(f"{number} {words.say('tensions', tension)}", "-")
            for finding in told:
                page.gap()
                _finding(page, finding, words=words)
    _unheard(page, findings, words=words)


def _unheard(page: _Page, findings: list[Finding], *, words: Words) -> None:
    silent = [finding for finding in findings if not finding.heard]
    if silent:
        page.gap()
        page.heading(words.say("report", "the_rest"), "-")
        page.text(words.say("report", "the_rest_intro"))
        for finding in silent:
            page.item(f"{finding.title} ({finding.short})")


def _finding(page: _Page, finding: Finding, *, words: Words) -> None:
    page.text(f"{finding.title} ({finding.short}, {finding.code})")
    page.text(finding.headline, indent=2)
    for sentence in finding.sentences:
        page.text(sentence, indent=2)
    if finding.poles is not None:
        low, high = finding.poles
        ends = words.say("finding", "scale", low=low, high=high)
        page.text(f"{words.say('directions', 'none')} {ends}", indent=2)
    else:
        page.text(f"{words.say('directions', 'duty_short')}: {finding.duty}", indent=2)
    for name, lines in groupby(finding.lines, key=lambda line: line.name):
        page.item(f"{name}: {'; '.join(f'{line.of} {line.figure}'.strip() for line in lines)}", indent=2)
    for one in finding.lists:
        page.item(f"{one.name}: {_cut(one.entries, words=words)}", indent=2)
    if finding.coverage:
        page.text(finding.coverage, indent=2)
    if not finding.empty:
        page.text(f"{words.say('noted', 'cannot_say')}: {finding.cannot_say}", indent=2)
    for contested in finding.contested:
        page.text(f"{words.say('noted', 'contested')} ({contested.by}): “{contested.words}”", indent=2)
        page.text(words.say("noted", "stays"), indent=2)


def _cut(entries: tuple[str, ...], *, words: Words) -> str:
    return "; ".join(_some(entries, words=words))


def _some(entries: tuple[str, ...], *, words: Words) -> Iterator[str]:
    yield from entries[:_LONGEST_LIST]
    if len(entries) > _LONGEST_LIST:
        yield words.say("noted", "and_more", n=len(entries) - _LONGEST_LIST)
