"""The first sentences of a report: for each tension the duty that waits longest, and one scale. At most eight."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from counterpoise.audit.report.figures import count, days, number, span
from counterpoise.audit.report.filling import filled, given_by
from counterpoise.audit.report.telling import NO_NAMES, Finding
from counterpoise.audit.report.words import Words, words_in
from counterpoise.indicator import Display
from counterpoise.record import Tension

__all__ = ["first_sentences"]

_SCALES = {
    Tension.EXPERTISE: ("E3", "E1", "E4", "E5", "E7", "E6"),
    Tension.CONTROL: ("C3", "C5", "C6"),
    Tension.INCLUSION: ("I2", "I1", "I3", "I8"),
    Tension.INTERESTS: ("N4", "N5", "N7"),
}
"""For each tension its scales, the one that says most to people first."""

_DUTIES = {
    Tension.EXPERTISE: ("E2",),
    Tension.CONTROL: ("C4", "C1", "C2", "C7"),
    Tension.INCLUSION: ("I2", "I6", "I7"),
    Tension.INTERESTS: ("N1", "N6", "N3", "N8", "N2"),
}
"""For each tension its duties; those whose age is known come first, the oldest of them foremost."""


@dataclass(frozen=True, slots=True)
class _Open:
    """Something that is still to be done: how old it is (in days), how much, what and which decision it is about.

    Its age has two ends where a date is known to the month or the year only.
    """

    age: tuple[float, float] | None = None
    number: float | None = None
    of: str = ""
    decision: str = ""


def first_sentences(
    findings: Sequence[Finding], *, lang: str, names: Mapping[str, str] = NO_NAMES
) -> tuple[tuple[str, str], ...]:
    """Return the first sentences, each with the short name of its indicator.

    Parameters
    ----------
    findings
        All findings of one initiative.
    lang
        The reader's language.
    names
        Names that people know for ids.

    Returns
    -------
    tuple of (str, str)
        Short name and sentence, at most two for each tension. Nothing that is suppressed is among them.
    """
    words = words_in(lang)
    by_short = {finding.short: finding for finding in findings}
    told: list[tuple[str, str]] = []
    for tension in Tension:
        told += _oldest(by_short, _DUTIES[tension], words=words, names=names)
        told += _scale(by_short, _SCALES[tension], words=words)
    return tuple(told)


def _speaks(finding: Finding | None) -> bool:
    return finding is not None and not finding.empty and finding.display is not Display.SUPPRESSED


def _scale(by_short: Mapping[str, Finding], order: Sequence[str], *, words: Words) -> Iterator[tuple[str, str]]:
    for short in order:
        finding = by_short.get(short)
        if finding is None or not _speaks(finding) or finding.display is Display.THIN:
            continue
        own = words.indicators[finding.code]
        told = filled(own.scale, given_by(finding.reading, finding.code, lang=words.lang)) if own.scale else ""
        if told or finding.reading.denominator:
            yield short, told or finding.headline
            return


def _oldest(
    by_short: Mapping[str, Finding], order: Sequence[str], *, words: Words, names: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    found = []
    for place, short in enumerate(order):
        finding = by_short.get(short)
        if finding is None or not _speaks(finding):
            continue
        waiting = _WAITING.get(short, _short_of_all)(finding)
        if waiting is not None:
            found.append((-sum(waiting.age or (0.0, 0.0)) / 2, place, finding, waiting))
    for _, _, finding, waiting in sorted(found, key=lambda one: one[:2]):
        own = words.indicators[finding.code]
        given = given_by(finding.reading, finding.code, lang=words.lang)
        if waiting.age is not None:
            given["days"] = _age(waiting.age, lang=words.lang)
        if waiting.number is not None:
            given["count"] = count(waiting.number, lang=words.lang)
        if waiting.of:
            given["of"] = names.get(waiting.of) or words.name("terms", waiting.of)
        if waiting.decision:
            given["decision"] = names.get(waiting.decision) or words.name("terms", waiting.decision)
        told = filled(own.open, given)
        if told:
            yield finding.short, told[0].upper() + told[1:]
            return


def _age(ends: tuple[float, float], *, lang: str) -> str:
    low, high = ends
    return span(
        days(low, lang=lang) if low == high else number(low, lang=lang, digits=1), days(high, lang=lang), lang=lang
    )


def _short_of_all(finding: Finding) -> _Open | None:
    reading = finding.reading
    if reading.numerator is None or reading.denominator is None or reading.numerator >= reading.denominator:
        return None
    return _Open(number=reading.denominator - reading.numerator)


def _counted_against(finding: Finding) -> _Open | None:
    # Here the numerator counts what went wrong.
    return _Open(number=finding.reading.numerator) if finding.reading.numerator else None


def _oldest_request(finding: Finding) -> _Open | None:
    for part in finding.reading.parts:
        if part.name == "oldest_request_days" and part.value is not None:
            return _Open(age=(part.value, part.value), number=part.denominator, of=part.of)
    return None


def _never_told(finding: Finding) -> _Open | None:
    waits: list[tuple[float, str, str, tuple[float, float]]] = []
    for decision in finding.reading.details.get("decisions") or ():
        for group in decision["groups"]:
            waited = group.get("not_told_for")
            if waited and group.get("days") is None and group.get("side") == "civic":
                ends = (waited[0], waited[1])
                waits.append((sum(ends) / 2, group["group"], decision["decision"], ends))
    if not waits:
        return None
    _middle, group, of, ends = max(waits)
    return _Open(age=ends, number=len(waits), of=group, decision=of)


def _left_alone(finding: Finding) -> _Open | None:
    alone = [one for one in finding.reading.details.get("frictions") or () if one["open"] and not one["step_ahead"]]
    ages = [(one["days"][0], one["days"][1]) for one in alone if one["days"]]
    return _Open(age=max(ages, key=sum), number=len(alone)) if ages else None


def _missing_group(finding: Finding) -> _Open | None:
    details: Mapping[str, Any] = finding.reading.details
    missing = [*(details.get("groups_not_reached") or ()), *(details.get("not_reached") or ())]
    named = [one.get("group", "") if isinstance(one, Mapping) else str(one) for one in missing]
    return _Open(number=len(named), of=min(named)) if named else None


_WAITING: Mapping[str, Callable[[Finding], _Open | None]] = {
    "C4": _oldest_request,
    "I2": _missing_group,
    "N1": _never_told,
    "N2": _counted_against,
    "N6": _left_alone,
}
