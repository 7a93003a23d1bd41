"""What is said about one indicator, in the reader's words: the same for the terminal, the page and the site."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from counterpoise.audit.measures import measure_of
from counterpoise.audit.power import InitiativeAudit
from counterpoise.audit.report.allowed import Audience, as_allowed, is_empty, seen_by
from counterpoise.audit.report.entries import entries_of
from counterpoise.audit.report.figures import day, days, moment, percent, span
from counterpoise.audit.report.filling import figure, filled, given_by, part_figure
from counterpoise.audit.report.forms import TOLD_ELSEWHERE, UNITS, Unit, unit_of_part
from counterpoise.audit.report.words import IndicatorWords, Words, spaced, words_in
from counterpoise.indicator import Direction, Display, Evidence, Indicator, Part, Reading
from counterpoise.record import Tension, days_between
from counterpoise.record.reviews import Contest
from counterpoise.statistics.disclosure import RATE_MINIMUM

__all__ = ["NO_NAMES", "TENSIONS", "Contested", "Finding", "Line", "List", "tell"]

NO_NAMES: Mapping[str, str] = {}
"""No names for ids: they are written with spaces."""

TENSIONS = {
    "E": Tension.EXPERTISE.value,
    "C": Tension.CONTROL.value,
    "I": Tension.INCLUSION.value,
    "N": Tension.INTERESTS.value,
    "P": "power",
}
"""By the first letter of the short name: one of the four tensions, or what crosses them."""

_LATE = 7
"""A contest that was written down more days later than this says so."""

_CHANCE = frozenset({"chance", "chance_high"})


@dataclass(frozen=True, slots=True)
class Line:
    """A further figure: its name, what it is about where there are several of the name, and the figure in words."""

    part: str
    name: str
    of: str
    figure: str
    direction: Direction


@dataclass(frozen=True, slots=True)
class List:
    """A list from the details: its key there, its name, and its entries in words."""

    key: str
    name: str
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contested:
    """What somebody holds against a finding: who and when, and their words."""

    by: str
    words: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Everything that is said about one indicator.

    Attributes
    ----------
    code, short
        As in the measure.
    tension
        The tension it belongs to, or ``power``.
    direction
        Whether it is a duty or has two ends.
    display
        How it is shown.
    title
        The question that it answers.
    kind
        A duty, or two ends.
    poles
        The names of the two ends; empty for a duty.
    duty
        The duty; empty where there are two ends.
    headline
        The first sentence: counts first.
    sentences
        The rate, the interval, chance, dates that are known to the month, silent rooms, reversals.
    lines
        Further figures.
    lists
        Lists of entries.
    coverage, cannot_say, gaming, source
        What stands beside every finding.
    contested
        Who holds what against it.
    evidence
        The records behind it.
    empty
        Whether the record holds nothing about it.
    reading
        What was found, as far as it may be shown.
    """

    code: str
    short: str
    tension: str
    direction: Direction
    display: Display
    title: str
    kind: str
    poles: tuple[str, str] | None
    duty: str
    headline: str
    sentences: tuple[str, ...]
    lines: tuple[Line, ...]
    lists: tuple[List, ...]
    coverage: str
    cannot_say: str
    gaming: str
    source: str
    contested: tuple[Contested, ...]
    evidence: Evidence
    empty: bool
    reading: Reading

    @property
    def heard(self) -> bool:
        """Whether there is anything to say: a figure, entries, a refusal to show one, or a contest."""
        return not self.empty or bool(self.contested)


def tell(
    indicator: Indicator,
    audit: InitiativeAudit,
    *,
    lang: str,
    names: Mapping[str, str] = NO_NAMES,
    audience: Audience = Audience.INSIDE,
) -> Finding:
    """Say what one indicator found, with only what may be shown.

    Parameters
    ----------
    indicator
        The indicator, with everything that was found.
    audit
        The audit that it belongs to: it holds the contests, and the indicator that another one points to.
    lang
        The reader's language.
    names
        Names that people know for ids.
    audience
        Who reads it: people inside the initiative, or everybody.
    """
    words = words_in(lang)
    own = words.indicators[indicator.code]
    measure = measure_of(indicator.code)
    indicator = seen_by(indicator, audience=audience)
    reading = as_allowed(indicator, audience=audience)
    empty = is_empty(indicator.reading)
    told = _Told(words, own, indicator, reading, names)
    duty = indicator.direction is Direction.DUTY
    return Finding(
        code=indicator.code,
        short=indicator.short,
        tension=TENSIONS[indicator.short[0]],
        direction=indicator.direction,
        display=indicator.display,
        title=own.title,
        kind=words.say("directions", indicator.direction.value),
        poles=None if duty else (own.low, own.high),
        duty=own.duty if duty else "",
        headline=own.nothing if empty else told.headline(),
        sentences=() if empty else told.sentences(audit),
        lines=() if empty else told.lines(),
        lists=() if empty else entries_of(indicator.code, reading, words=words, names=names, list_of=List),
        coverage=told.coverage(),
        cannot_say=own.cannot_say or measure.section("Cannot say"),
        gaming=own.gaming or measure.section("Gaming"),
        source=own.source or measure.section("Source"),
        contested=tuple(_contested(one, words) for one in audit.contests if one.indicator == indicator.code),
        evidence=indicator.evidence,
        empty=empty,
        reading=reading,
    )


@dataclass(frozen=True, slots=True)
class _Told:
    words: Words
    own: IndicatorWords
    indicator: Indicator
    reading: Reading
    names: Mapping[str, str]

    @property
    def lang(self) -> str:
        return self.words.lang

    @property
    def unit(self) -> Unit:
        return UNITS.get(self.indicator.code, Unit.PERCENT)

    def say(self, key: str, **given: str) -> str:
        return self.words.say("finding", key, **given)

    def headline(self) -> str:
        display = self.indicator.display
        if display is Display.SUPPRESSED:
            return self.say("suppressed")
        given = given_by(self.reading, self.indicator.code, lang=self.lang)
        counted = filled(self.own.counts, given) if self.reading.denominator or self.reading.numerator else ""
        if display is Display.THIN:
            thin = self.say("thin")
            return f"{thin} {self.say('thin_counts', counts=counted)}" if counted else thin
        return counted or filled(self.own.rate, given) or self.own.entries or self.say("entries")

    def sentences(self, audit: InitiativeAudit) -> tuple[str, ...]:
        display, reading = self.indicator.display, self.reading
        found: list[str] = []
        given = given_by(reading, self.indicator.code, lang=self.lang)
        of_one = reading.details.get("decision")
        if of_one and self.own.of_one and display is not Display.SUPPRESSED:
            found.append(filled(self.own.of_one, {**given, "decision": self.name(of_one)}))
        if display is Display.RATE or (display is Display.COUNTS and reading.value is not None):
            rate = filled(self.own.rate, given) if self._enough() else ""
            found += [rate] if rate and rate != self.headline() else []
        if display is Display.COUNTS and reading.value is None:
            found.append(self.say(self._only_counts()))
        if display is Display.LIST and self.headline() not in (self.own.entries, self.say("entries")):
            found.append(self.own.entries or self.say("entries"))
        if display is not Display.THIN and reading.interval is not None and self._spread(reading):
            key = "census" if measure_of(self.indicator.code).about == "acts" else "interval"
            found.append(self.say(key, range=self._range(reading.interval)))
        if reading.range is not None and reading.range[0] != reading.range[1]:
            found.append(self.say("dates_range", range=self._range(reading.range)))
        if display is Display.RATE:
            found += self._chance()
        silent = reading.details.get("silent_rooms") or 0
        if silent:
            found.append(self.say("silent_one" if silent == 1 else "silent_many", n=str(silent)))
        if measure_of(self.indicator.code).experimental:
            found.append(self.say("experimental"))
        return (*found, *self._reversals(audit))

    def _only_counts(self) -> str:
        if measure_of(self.indicator.code).about == "review" and self.unit is not Unit.PERCENT:
            return "medians_only"
        return "counts_only" if self.unit in {Unit.PERCENT, Unit.POINTS} else "no_figure_yet"

    def _spread(self, reading: Reading) -> bool:
        # One case has no interval worth telling, and neither has a share that cannot vary.
        low, high = reading.interval or (0.0, 0.0)
        return (reading.denominator or 2) > 1 and low < high

    def _enough(self) -> bool:
        # Of fewer than ten, the counts say it all: no percentage beside them.
        return self.unit is not Unit.PERCENT or (self.reading.denominator or 0) >= RATE_MINIMUM

    def _range(self, ends: tuple[float, float]) -> str:
        low, high = (figure(end, self.unit, lang=self.lang) for end in ends)
        return span(low, high, lang=self.lang)

    def _chance(self) -> list[str]:
        parts = {part.name: part for part in self.reading.parts if part.name in _CHANCE and part.of in ("", "value")}
        chance, value = parts.get("chance"), self.reading.value
        if chance is None or chance.value is None or value is None:
            return []
        high = chance.range[1] if chance.range is not None else parts["chance_high"].value
        found = [self.say("chance", value=figure(chance.value, self.unit, lang=self.lang))]
        if high is not None and value > high:
            return [*found, self.say("more_uneven", high=figure(high, self.unit, lang=self.lang))]
        return [*found, self.say("no_more_uneven")]

    def _reversals(self, audit: InitiativeAudit) -> list[str]:
        # One decision may take another one back; then a count of both reads more balanced than it is.
        pairs = self.reading.details.get("reversals")
        if self.indicator.short != "N4" or not pairs:
            return []
        other = audit.indicator("N8")
        lags = {one["decision"]: one["days"] for one in other.reading.details.get("reversals", ())}
        found = []
        for second, first in pairs:
            lag = lags.get(second)
            if lag is None:
                found.append(self.say("reversal_plain"))
                continue
            told = days((lag[0] + lag[1]) / 2, lang=self.lang)
            found.append(self.say("reversal", second=self.name(second), first=self.name(first), days=told))
        title = self.words.indicators[other.code].title
        return [*found, self.say("see_continuity", title=title, short=other.short)]

    def name(self, key: str) -> str:
        return self.names.get(key) or self.words.name("terms", str(key))

    def lines(self) -> tuple[Line, ...]:
        if self.indicator.display is Display.SUPPRESSED:
            return ()
        found = []
        for part in self.reading.parts:
            if part.name in _CHANCE or (self.indicator.code, part.name) in TOLD_ELSEWHERE:
                continue
            told = self._line(part)
            if told:
                name = self.own.parts.get(part.name) or spaced(part.name)
                of = self.name(part.of) if part.of else ""
                found.append(Line(str(part.name), name, of, told, part.direction))
        first = {line.part: place for place, line in reversed(list(enumerate(found)))}
        return tuple(sorted(found, key=lambda line: first[line.part]))

    def _line(self, part: Part) -> str:
        lang = self.lang
        counted = part_figure(part, self.indicator.code, lang=lang)
        unit = unit_of_part(self.indicator.code, part.name)
        if part.numerator is None and _was_counted(part, self.indicator):
            return self.say("fewer")
        if not counted and unit is Unit.DAYS and part.denominator and part.numerator is not None:
            return self.say("not_reached")
        if not counted:
            return ""
        if unit is Unit.DAYS and part.range is not None and part.range[0] != part.range[1]:
            counted = f"{counted} ({span(*(days(end, lang=lang) for end in part.range), lang=lang)})"
        elif part.interval is not None and (part.denominator or 0) >= RATE_MINIMUM and unit is not Unit.DAYS:
            share = percent((part.numerator or 0) / (part.denominator or 1), lang=lang)
            ends = span(*(percent(end, lang=lang) for end in part.interval), lang=lang)
            counted = f"{counted} ({share}; {ends})"
        return counted

    def coverage(self) -> str:
        if not self.reading.candidates and not self.reading.known:
            return ""
        return filled(self.own.coverage, given_by(self.reading, self.indicator.code, lang=self.lang))


def _was_counted(part: Part, indicator: Indicator) -> bool:
    # A part that lost its count on the way to the page is about too few people.
    return any(one.name == part.name and one.of == part.of and one.numerator for one in indicator.reading.parts)


def _contested(contest: Contest, words: Words) -> Contested:
    who = words.say("sides", contest.side.value) if contest.side is not None else ""
    written = contest.recorded_at.date()
    said = moment(contest.happened_at, lang=words.lang) if contest.happened_at else day(written, lang=words.lang)
    by = words.say("noted", "contested_by", side=who, day=said) if who else said
    if contest.happened_at is not None:
        later = days_between(contest.happened_at, written)
        if later.low > _LATE:
            late: Any = words.say("finding", "written_late", days=days(later.low, lang=words.lang))
            by = f"{by} ({late})"
    return Contested(by, contest.text)
