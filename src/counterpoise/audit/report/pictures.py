"""Which chart goes with which finding. What may not be shown has none."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from counterpoise.audit.report.charts import (
    Chart,
    End,
    GroupBar,
    Lag,
    Pair,
    ScaleMark,
    Share,
    day_bars,
    dumbbell,
    group_bars,
    interval_rows,
    two_pole_scale,
)
from counterpoise.audit.report.figures import count
from counterpoise.audit.report.filling import figure
from counterpoise.audit.report.forms import UNITS, Unit
from counterpoise.audit.report.telling import NO_NAMES, Finding
from counterpoise.audit.report.words import Words, words_in
from counterpoise.indicator import Display, Part
from counterpoise.record import Side

__all__ = ["DRAWN", "picture"]

DRAWN: Mapping[str, frozenset[str]] = {
    "E3": frozenset({"civic", "organizational"}),
    "E4": frozenset({"kinds"}),
    "E5": frozenset({"absent", "present"}),
    "I2": frozenset({"ratio"}),
    "I3": frozenset({"people", "floor"}),
    "N5": frozenset({"departments"}),
}
"""Parts and lists that the chart and its table tell already."""

_TOP_LEVEL = 5
_SCALES = {
    "control.drift": (-1.0, 1.0, 0.0),
    "inclusion.floor": (0.0, 1.0, None),
    "decisions.compartments": (0.0, 1.0, None),
    "expertise.presence": (-1.0, 1.0, 0.0),
}
"""Figures that are no share of a whole: their two ends and their middle."""


def picture(finding: Finding, *, lang: str, names: Mapping[str, str] = NO_NAMES) -> Chart | None:
    """Return the chart of a finding; none where nothing may be drawn, or where the counts say it all.

    Parameters
    ----------
    finding
        What is said about an indicator; its reading holds only what may be shown.
    lang
        The reader's language.
    names
        Names that people know for ids.
    """
    if finding.empty or finding.display is Display.SUPPRESSED:
        return None
    drawer = _Drawer(finding, words_in(lang), names)
    special = _SPECIAL.get(finding.short)
    if special is not None:
        return special(drawer)
    if finding.display is Display.THIN:
        return None
    if finding.code in _SCALES:
        return drawer.scale()
    if UNITS.get(finding.code, Unit.PERCENT) is Unit.PERCENT:
        return drawer.share()
    return None


@dataclass(frozen=True, slots=True)
class _Drawer:
    finding: Finding
    words: Words
    names: Mapping[str, str]

    @property
    def lang(self) -> str:
        return self.words.lang

    def name(self, key: str) -> str:
        return self.names.get(key) or self.words.name("terms", str(key))

    def details(self, key: str) -> list[Any]:
        return list(self.finding.reading.details.get(key) or ())

    def parts(self, name: str) -> dict[str, Part]:
        return {str(part.of): part for part in self.finding.reading.parts if part.name == name}

    def share(self) -> Chart | None:
        reading = self.finding.reading
        if not reading.denominator or reading.numerator is None:
            return None
        one = Share(
            label=self.words.say("charts", "all_together"),
            numerator=reading.numerator,
            denominator=reading.denominator,
            interval=reading.interval,
        )
        return interval_rows([one], lang=self.lang, caption=self.finding.title)

    def scale(self) -> Chart | None:
        reading = self.finding.reading
        if reading.value is None or self.finding.poles is None:
            return None
        low, high, middle = _SCALES[self.finding.code]
        unit = UNITS[self.finding.code]
        return two_pole_scale(
            [ScaleMark(label=self.words.say("charts", "all_together"), value=reading.value, spread=reading.interval)],
            low=low,
            high=high,
            middle=middle,
            poles=self.finding.poles,
            lang=self.lang,
            caption=self.finding.title,
            write=partial(figure, unit=unit, lang=self.lang),
        )

    def two_sides(self, first: str, second: str, *, sided: bool = True) -> Chart | None:
        rows = []
        for name, side in ((first, Side.CIVIC), (second, Side.ORGANIZATIONAL)):
            part = self.parts(name).get("")
            if part is None or part.numerator is None or not part.denominator:
                continue
            label = self.words.indicators[self.finding.code].parts[name]
            rows.append(
                Share(
                    label=label,
                    numerator=part.numerator,
                    denominator=part.denominator,
                    interval=part.interval,
                    side=side if sided else None,
                )
            )
        return interval_rows(rows, lang=self.lang, caption=self.finding.title) if rows else None

    def kinds(self) -> Chart | None:
        lines = self.details("kinds")
        said, used = (sum(line[key] for line in lines) for key in ("submitted", "cited"))
        if not said or not used:
            return None
        pairs = [
            Pair(
                label=self.words.name("kinds", line["kind"]),
                first=End(
                    value=line["submitted"] / said,
                    figure=self.words.say("charts", "said_n", n=count(line["submitted"], lang=self.lang)),
                ),
                second=End(
                    value=line["cited"] / used,
                    figure=self.words.say("charts", "used_n", n=count(line["cited"], lang=self.lang)),
                ),
            )
            for line in lines
        ]
        names = self.words.say("charts", "said"), self.words.say("charts", "used")
        return dumbbell(pairs, low=0, high=1, names=names, lang=self.lang, caption=self.finding.title)

    def who_came(self) -> Chart | None:
        lines = self.details("groups")
        whole = self.finding.reading.denominator or 0
        if not lines or self.finding.display is Display.THIN:
            return None
        population = sum(line["population"] for line in lines) or 1
        rows = [
            Share(
                label=self.name(line["group"]),
                numerator=line["participants"],
                denominator=whole,
                interval=_ends(line.get("interval")),
                reference=line["population"] / population,
            )
            for line in lines
        ]
        return interval_rows(rows, lang=self.lang, caption=self.finding.title, people=True)

    def told_when(self) -> Chart | None:
        main = self.finding.reading.details.get("decision")
        decision = next((one for one in self.details("decisions") if one["decision"] == main), None)
        if decision is None:
            return None
        lags = [
            Lag(
                label=self.name(group["group"]),
                days=group["days"],
                waiting=_middle(group.get("not_told_for")),
                spread=_ends(group.get("told")),
                side=_side(group["side"]),
            )
            for group in decision["groups"]
        ]
        lags.sort(key=lambda lag: (lag.days is None, lag.days or 0, lag.label))
        return day_bars(lags, lang=self.lang, caption=f"{self.finding.title} {self.name(str(main))}")

    def open_frictions(self) -> Chart | None:
        lines = [one for one in self.details("frictions") if one["open"] and one["days"]]
        lags = [Lag(label=self.name(one["friction"]), days=_middle(one["days"])) for one in lines]
        lags.sort(key=lambda lag: -(lag.days or 0))
        return day_bars(lags, lang=self.lang, caption=self.words.say("charts", "days_open")) if lags else None

    def departments(self) -> Chart | None:
        lines = self.details("departments")
        whole = self.finding.reading.denominator or 0
        if not whole:
            return None
        due = sum(line["matters"] for line in lines)
        bars = [
            GroupBar(
                label=line["department"],
                numerator=line["answers"],
                denominator=whole,
                expected=line["matters"] / due if due else None,
            )
            for line in sorted(lines, key=lambda line: (-line["answers"], line["department"]))
        ]
        return group_bars(bars, lang=self.lang, caption=self.finding.title)

    def floor(self) -> Chart | None:
        people, talk = self.parts("people"), self.parts("floor")
        rows = []
        for side in (Side.CIVIC, Side.ORGANIZATIONAL, Side.INDEPENDENT):
            there, spoke = people.get(side.value), talk.get(side.value)
            if there is None or there.value is None or spoke is None or spoke.value is None:
                continue
            rows.append(
                Pair(
                    label=self.words.say("sides", side.value),
                    first=End(value=there.value, figure=figure(there.value, Unit.PERCENT, lang=self.lang)),
                    second=End(value=spoke.value, figure=figure(spoke.value, Unit.PERCENT, lang=self.lang)),
                )
            )
        own = self.words.indicators[self.finding.code].parts
        names = own["people"], own["floor"]
        return dumbbell(rows, low=0, high=1, names=names, lang=self.lang, caption=self.finding.title) if rows else None

    def answers(self, *, low: float, high: float) -> Chart | None:
        sides = self.finding.reading.details.get("sides") or {}
        ends = [_answers(sides.get(side.value), side) for side in (Side.CIVIC, Side.ORGANIZATIONAL)]
        if not any(end.shown for end in ends):
            return None
        pair = Pair(label=self.words.say("charts", "middle_answer"), first=ends[0], second=ends[1])
        names = self.words.say("sides", "civic"), self.words.say("sides", "organizational")
        return dumbbell(
            [pair],
            low=low,
            high=high,
            steps=round(high - low),
            names=names,
            lang=self.lang,
            caption=self.finding.title,
            poles=(self.words.say("charts", f"answer_low_{round(low)}"), self.words.say("charts", "answer_high")),
        )


def _ends(value: Any) -> tuple[float, float] | None:  # noqa: ANN401 - plain JSON
    return (float(value[0]), float(value[1])) if value else None


def _middle(value: Any) -> float | None:  # noqa: ANN401 - plain JSON
    return (value[0] + value[1]) / 2 if value else None


def _side(value: str | None) -> Side | None:
    return Side(value) if value else None


def _answers(told: Mapping[str, Any] | None, side: Side) -> End:
    if not told or told.get("median") is None:
        return End(value=None, side=side)
    spread = told.get("distribution") or {}
    return End(
        value=told["median"],
        side=side,
        people=told["n"],
        spread=_ends(told.get("range")),
        answers=tuple(float(answer) for answer, size in spread.items() for _ in range(size)),
    )


_SPECIAL: Mapping[str, Callable[[_Drawer], Chart | None]] = {
    "E3": lambda drawer: drawer.two_sides("civic", "organizational"),
    "E4": _Drawer.kinds,
    "E5": lambda drawer: drawer.two_sides("absent", "present", sided=False),
    "I1": lambda _drawer: None,
    "I2": _Drawer.who_came,
    "I3": _Drawer.floor,
    "N1": _Drawer.told_when,
    "N5": _Drawer.departments,
    "N6": _Drawer.open_frictions,
    "P1": lambda drawer: drawer.answers(low=0, high=_TOP_LEVEL),
    "P2": lambda drawer: drawer.answers(low=1, high=_TOP_LEVEL),
}
