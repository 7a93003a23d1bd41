"""Lists in the details of a reading, as entries in words: what was left open, by its name and its age."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from counterpoise.audit.report.figures import count, days
from counterpoise.audit.report.words import Words
from counterpoise.indicator import Reading
from counterpoise.record import Moment, MomentError

__all__ = ["entries_of"]

L = TypeVar("L")

_NAMED_BY = (
    "group",
    "matter",
    "decision",
    "friction",
    "limit",
    "request",
    "commitment",
    "concern",
    "department",
    "word",
    "kind",
    "mandate",
    "meeting",
    "topic",
    "id",
    "reason",
)
"""By which field an entry is named, first come first served."""

_TOLD_BY = ("standing", "class", "outcome", "told", "nearest", "under", "state", "duty", "text", "stage")
"""The word that says how it stands."""

_COUNTS = ("numerator", "solved_before", "named", "answers", "meetings", "made", "kept", "cited", "submitted")


def entries_of(
    code: str,
    reading: Reading,
    *,
    words: Words,
    names: Mapping[str, str],
    list_of: Callable[[str, tuple[str, ...]], L],
) -> tuple[L, ...]:
    """Return the lists of a reading that have a name in the words, with their entries in words.

    Parameters
    ----------
    code
        The indicator's code.
    reading
        What was found, as far as it may be shown.
    words
        The words of the reader's language.
    names
        Names that people know for ids.
    list_of
        Makes a list of its name and its entries.
    """
    found = []
    for key, name in words.indicators[code].lists.items():
        entries = tuple(_entries(reading.details.get(key), words=words, names=names))
        if entries:
            found.append(list_of(name, entries))
    return tuple(found)


def _entries(value: Any, *, words: Words, names: Mapping[str, str]) -> Iterable[str]:  # noqa: ANN401 - plain JSON
    if isinstance(value, Mapping):
        for key, one in value.items():
            told = _of_mapping(one, words=words)
            if told:
                yield f"{_name(key, words=words, names=names)}: {told}"
    elif isinstance(value, list | tuple):
        for one in value:
            told = _entry(one, words=words, names=names)
            if told:
                yield told


def _of_mapping(value: Any, *, words: Words) -> str:  # noqa: ANN401 - plain JSON
    if isinstance(value, Mapping):
        counted = [(key, one) for key, one in value.items() if isinstance(one, int | float) and one]
        return ", ".join(
            f"{words.name('terms', str(key))} {count(one, lang=words.lang)}"
            for key, one in counted
            if not isinstance(one, bool)
        )
    if isinstance(value, int | float) and not isinstance(value, bool) and value:
        return count(value, lang=words.lang)
    return ""


def _entry(one: Any, *, words: Words, names: Mapping[str, str]) -> str:  # noqa: ANN401 - plain JSON
    if isinstance(one, str):
        return _name(one, words=words, names=names)
    if not isinstance(one, Mapping):
        return ""
    key = next((field for field in _NAMED_BY if one.get(field)), None)
    if key is None:
        return ""
    told = [_name(str(one[key]), words=words, names=names)]
    told += [
        _how(one[field], words=words, names=names)
        for field in _TOLD_BY
        if field != key and isinstance(one.get(field), str) and one[field]
    ][:1]
    lag = one.get("days")
    if isinstance(lag, int | float):
        told.append(days(lag, lang=words.lang))
    elif isinstance(lag, list | tuple) and len(lag) == 2:
        told.append(days((lag[0] + lag[1]) / 2, lang=words.lang))
    return ", ".join(told)


def _how(text: str, *, words: Words, names: Mapping[str, str]) -> str:
    return names.get(text) or words.fixed["terms"].get(text) or text


def _name(key: str, *, words: Words, names: Mapping[str, str]) -> str:
    if key in names:
        return names[key]
    if " " in key or key[:1].isupper():
        return key
    try:
        Moment.parse(key)
    except MomentError:
        return words.name("terms", key)
    return key
