"""Figures in their units, and lines of words filled in with them."""

import re
from collections.abc import Mapping

from counterpoise.audit.report.figures import count, days, number, percent, points
from counterpoise.audit.report.forms import UNITS, Unit, unit_of_part
from counterpoise.audit.report.words import words_in
from counterpoise.indicator import Part, Reading

__all__ = ["figure", "filled", "given_by", "part_figure"]


_BY_COUNT = re.compile(r"\[([^\[\]|]+)\|([^\[\]|]+)\]")


def filled(template: str, given: Mapping[str, str]) -> str:
    """Fill in a line of words; empty where a value for it is missing.

    Of ``[is|are]`` the first is taken where the first count of the line is one: one of two decisions *is*.
    """
    names = re.findall(r"{(\w+)}", template)
    if any(given.get(name) is None for name in names):
        return ""
    # Before the values go in: what people wrote may hold such signs of its own.
    template = _BY_COUNT.sub(lambda found: found[1 if given[names[0]] == "1" else 2], template)
    return template.format_map(given)


def figure(value: float, unit: Unit, *, lang: str) -> str:
    """Write a figure in its unit."""
    words = words_in(lang)
    match unit:
        case Unit.PERCENT:
            return percent(value, lang=lang)
        case Unit.POINTS:
            return points(value, lang=lang)
        case Unit.IN_100:
            return words.say("numbers", "in_100", n=number(100 * value, lang=lang, digits=0))
        case Unit.TIMES:
            return words.say("numbers", "times", n=number(value, lang=lang))
        case Unit.DAYS:
            return days(value, lang=lang) if value else words.say("charts", "same_day")
        case Unit.STEPS:
            return words.say(
                "numbers", "one_step" if abs(value) == 1 else "steps", n=number(value, lang=lang, digits=1)
            )
        case Unit.COUNT:
            return count(value, lang=lang)
        case _:
            # Two decimals, and three where two would say 0 or 1 of what is neither.
            close = 0 < abs(value) < 0.1 or 0.99 < abs(value) < 1
            return number(value, lang=lang, digits=3 if close else 2)


def given_by(reading: Reading, code: str, *, lang: str) -> dict[str, str]:
    """Return what a line of words can be filled in with: counts, value, further figures and counts of the details.

    A part fills in ``{name}``, and ``{name_of}`` where it says what it is about.
    """
    given = {
        "known": count(reading.known, lang=lang),
        "candidates": count(reading.candidates, lang=lang),
    }
    if reading.numerator is not None:
        given["numerator"] = count(reading.numerator, lang=lang)
    if reading.denominator is not None:
        given["denominator"] = count(reading.denominator, lang=lang)
    if reading.value is not None:
        given["value"] = _value(reading.value, code, lang=lang)
    for key, value in reading.details.items():
        if isinstance(value, int) and not isinstance(value, bool):
            given.setdefault(key, count(value, lang=lang))
    for part in reading.parts:
        told = part_figure(part, code, lang=lang)
        if told:
            given.setdefault(f"{part.name}_{part.of}" if part.of else str(part.name), told)
    return given


def _value(value: float, code: str, *, lang: str) -> str:
    if code == "interests.reasoning" and value < -1:
        # The formula runs down to -3; below -1 a smaller number says nothing more.
        return words_in(lang).say("finding", "below_minus_one")
    return figure(value, UNITS.get(code, Unit.PERCENT), lang=lang)


def part_figure(part: Part, code: str, *, lang: str) -> str:
    """Write a further figure: counts where it has them, else its value in its unit; empty where there is neither."""
    words = words_in(lang)
    unit = unit_of_part(code, part.name)
    if unit is not Unit.DAYS and part.numerator is not None and part.denominator is not None:
        if not part.denominator:
            return ""
        return words.say("charts", "n_of_m", n=count(part.numerator, lang=lang), m=count(part.denominator, lang=lang))
    if part.value is None:
        return ""
    return figure(part.value, unit, lang=lang)
