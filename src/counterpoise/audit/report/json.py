"""The power audit as plain JSON, for other programs and for the site's own store."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from math import isfinite
from typing import Any

from counterpoise.audit.measures import measure_of
from counterpoise.audit.power import InitiativeAudit, PowerAudit, RunningAudit
from counterpoise.audit.report.allowed import Audience, as_allowed, is_suppressed, seen_by
from counterpoise.audit.report.words import Words, words_in
from counterpoise.indicator import Evidence, Indicator, Part, Reading

__all__ = ["indicator_to_json", "json_in_pieces", "to_json"]


def to_json(
    audit: PowerAudit, *, lang: str, redacted: bool = False, audience: Audience = Audience.INSIDE
) -> dict[str, Any]:
    """Write a power audit as plain JSON. There is no total in it.

    Parameters
    ----------
    audit
        The audit.
    lang
        The language of titles and of what stands beside each figure: ``en`` or ``nl``.
    redacted
        Whether only what may be shown is written: suppressed figures are empty, counts come without rates and
        intervals, and tests are left out. The library and the command line write everything, with `display` beside it.
    audience
        Who will read what is redacted: people inside the initiative, or everybody.

    Returns
    -------
    dict
        ``at``, ``edition``, ``mode``, ``seed`` and ``initiatives``, each with its ``indicators``.

    Raises
    ------
    UnknownLanguageError
        If there are no words in that language.
    """
    words = words_in(lang)
    found = [
        {**_about(each), "indicators": _indicators(each, words, redacted=redacted, audience=audience)}
        for each in audit.initiatives
    ]
    return {**_settings(audit), "initiatives": found}


def json_in_pieces(audit: PowerAudit | RunningAudit, *, lang: str, unread: Sequence[str] = ()) -> Iterator[str]:
    """Write a power audit as JSON text, an initiative at a time; the same as `to_json` of the whole.

    Parameters
    ----------
    audit
        The audit, or one that is still being made.
    lang
        As for `to_json`.
    unread
        What was not read of the file, a sentence each; the key ``unread`` has them, where there are any.

    Yields
    ------
    str
        Pieces of one JSON document, with one indicator on each line.

    Raises
    ------
    UnknownLanguageError
        If there are no words in that language.
    """
    words = words_in(lang)
    yield _line({**_settings(audit), **({"unread": list(unread)} if unread else {})})[:-1] + ', "initiatives": ['
    comma = "\n"
    for each in audit.initiatives:
        yield comma + _line(_about(each))[:-1] + ', "indicators": [\n'
        yield ",\n".join(_line(one) for one in _indicators(each, words, redacted=False, audience=Audience.INSIDE))
        yield "\n]}"
        comma = ",\n"
    yield "\n]}\n"


def _line(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _settings(audit: PowerAudit | RunningAudit) -> dict[str, Any]:
    return {
        "at": audit.at.isoformat(),
        "edition": audit.edition.value,
        "mode": audit.mode.value,
        "seed": audit.seed,
    }


def _about(audit: InitiativeAudit) -> dict[str, Any]:
    return {
        "id": audit.initiative.id,
        "title": audit.initiative.title,
        "level": audit.level.value,
        "matter": audit.matter or None,
        "undated": dict(audit.undated),
    }


def _indicators(audit: InitiativeAudit, words: Words, *, redacted: bool, audience: Audience) -> list[dict[str, Any]]:
    return [
        {
            **indicator_to_json(one, lang=words.lang, redacted=redacted, audience=audience),
            "contests": [
                {
                    "id": contest.id,
                    "text": contest.text,
                    "side": None if contest.side is None else contest.side.value,
                    "at": str(contest.happened_at or contest.recorded_at.date()),
                }
                for contest in audit.contests
                if contest.indicator == one.code
            ],
        }
        for one in audit.indicators
    ]


def indicator_to_json(
    indicator: Indicator, *, lang: str, redacted: bool = False, audience: Audience = Audience.INSIDE
) -> dict[str, Any]:
    """Write one indicator as plain JSON; the parameters are those of `to_json`."""
    own = words_in(lang).indicators[indicator.code]
    measure = measure_of(indicator.code)
    if redacted:
        indicator = seen_by(indicator, audience=audience)
    reading = _redacted(indicator, audience) if redacted else indicator.reading
    # How many people a suppressed figure is about could be read from its coverage.
    hidden = redacted and is_suppressed(indicator, audience=audience)
    return {
        "code": indicator.code,
        "short": indicator.short,
        "title": own.title,
        "direction": indicator.direction.value,
        "value": _figure(reading.value),
        "numerator": _count(reading.numerator),
        "denominator": _count(reading.denominator),
        "interval": _pair(reading.interval),
        "range": _pair(reading.range),
        "display": indicator.display.value,
        "coverage": None if hidden else indicator.reading.coverage,
        "evidence": _evidence(indicator.evidence),
        "details": {"parts": [_part(part) for part in reading.parts], **_plain(reading.details)},
        "cannot_say": own.cannot_say or measure.section("Cannot say"),
        "gaming": own.gaming or measure.section("Gaming"),
        "source": own.source or measure.section("Source"),
    }


def _redacted(indicator: Indicator, audience: Audience) -> Reading:
    return replace(as_allowed(indicator, audience=audience), known=0, candidates=0)


def _pair(ends: tuple[float, float] | None) -> list[float] | None:
    return None if ends is None else [float(end) for end in ends]


def _figure(value: float | None) -> float | None:
    # Whoever reads this with a schema gets one type: a figure always has a point, a whole count never has one.
    return None if value is None else float(value)


def _count(value: float | None) -> float | None:
    return int(value) if value is not None and isfinite(value) and float(value).is_integer() else value


def _evidence(evidence: Evidence) -> dict[str, list[str]]:
    return {
        "numerator": list(evidence.numerator),
        "denominator": list(evidence.denominator),
        "excluded": list(evidence.excluded),
        "tables": list(evidence.tables),
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        "name": str(part.name),
        "of": str(part.of),
        "value": _figure(part.value),
        "numerator": _count(part.numerator),
        "denominator": _count(part.denominator),
        "interval": _pair(part.interval),
        "range": _pair(part.range),
        "direction": part.direction.value,
    }


def _plain(details: Mapping[str, Any]) -> dict[str, Any]:
    return {str(key): value for key, value in details.items()}
