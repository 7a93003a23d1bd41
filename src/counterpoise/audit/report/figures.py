"""Numbers, shares and dates as the reader of a language writes them."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from counterpoise.audit.report.words import words_in
from counterpoise.record import Moment, Precision

__all__ = ["count", "day", "days", "moment", "number", "percent", "points", "span"]

# (mark of thousands, mark of decimals)
_MARKS = {"en": (",", "."), "nl": (".", ",")}


@lru_cache(maxsize=4096)
def number(value: float, *, lang: str, digits: int = 2) -> str:
    """Return a number with at most `digits` decimals, without needless zeros and with a real minus sign."""
    thousands, decimals = _MARKS[words_in(lang).lang]
    # Halves go up, as people round; formatting alone would make 12 of 12.5 and 14 of 13.5.
    exact = Decimal(repr(abs(float(value)))).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    text = f"{exact:,.{digits}f}"
    whole, _, rest = text.partition(".")
    rest = rest.rstrip("0")
    told = whole.replace(",", thousands) + (decimals + rest if rest else "")
    return f"−{told}" if value < 0 and told.strip("0.,") else told


def count(value: float, *, lang: str) -> str:
    """Return a count; one that is broken, such as hours, keeps one decimal."""
    return number(value, lang=lang, digits=1)


def percent(share: float, *, lang: str) -> str:
    """Return a share (0 to 1) as whole percents; one that is not quite 0 or 1 does not become it."""
    if 0 < share < 0.005:
        return words_in(lang).say("numbers", "under_one_percent")
    if 0.995 < share < 1:
        return words_in(lang).say("numbers", "over_99_percent")
    return f"{number(100 * share, lang=lang, digits=0)}%"


def points(difference: float, *, lang: str) -> str:
    """Return the difference of two shares (−1 to 1) in whole percentage points."""
    return words_in(lang).say("numbers", "points", n=number(100 * difference, lang=lang, digits=0))


def days(value: float, *, lang: str) -> str:
    """Return a number of calendar days in words."""
    words = words_in(lang)
    if value == 1:
        return words.say("numbers", "one_day")
    return words.say("numbers", "days", n=number(value, lang=lang, digits=1))


def day(when: date, *, lang: str) -> str:
    """Return a date in words, such as "3 November 2014" or "3 november 2014"."""
    return f"{when.day} {words_in(lang).fixed['months'][str(when.month)]} {when.year}"


def moment(when: Moment, *, lang: str) -> str:
    """Return a moment in words, no more exactly than it is known."""
    match when.precision:
        case Precision.YEAR:
            return str(when.first.year)
        case Precision.MONTH:
            return f"{words_in(lang).fixed['months'][str(when.first.month)]} {when.first.year}"
        case _:
            return day(when.first, lang=lang)


def span(low: str, high: str, *, lang: str) -> str:
    """Return two written figures as a range."""
    return low if low == high else words_in(lang).say("numbers", "range", low=low, high=high)
