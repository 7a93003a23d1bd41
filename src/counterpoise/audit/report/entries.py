"""Lists in the details of a reading, as entries in words: what was left open, by its name, its state and its age."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from counterpoise.audit.report.figures import count, days, moment
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
    "cycle",
    "meeting",
    "topic",
    "document",
    "id",
    "reason",
)
"""By which field an entry is named, first come first served."""

_TOLD_BY = ("standing", "class", "outcome", "told", "nearest", "under", "state", "duty", "text", "stage", "reverses")
"""The field that says how it stands."""

_OWN_WORDS = frozenset({"department", "word", "topic", "reason"})
"""Fields that hold people's own words, not an id."""

_COUNTED = ("submitted", "cited", "answers", "meetings", "made", "kept", "decisions")
"""Fields with a count that the entry tells by name."""

_PAIRS = (("solved_before", "reported"), ("named", "all"), ("critical", "all"), ("used", "traced"))
"""Fields that are how many, and of how many."""

_MOVES = {-1: "to_civic", 0: "to_nobody", 1: "to_centre"}


def entries_of(
    code: str,
    reading: Reading,
    *,
    words: Words,
    names: Mapping[str, str],
    list_of: Callable[[str, str, tuple[str, ...]], L],
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
        Makes a list of its key, its name and its entries.
    """
    # A kind of knowledge has a name of its own: "civic" there is what people know, not who they are.
    known = {**words.fixed["kinds"], **names} if code == "expertise.knowledge" else names
    teller = _Teller(words, known)
    found = []
    for key, name in words.indicators[code].lists.items():
        # What is said of several entries alike stands once, with how many they are.
        sizes = Counter(teller.entries(reading.details.get(key)))
        entries = tuple(f"{entry} ({size})" if size > 1 else entry for entry, size in sizes.items())
        if entries:
            found.append(list_of(key, name, entries))
    return tuple(found)


def _is_number(value: Any) -> bool:  # noqa: ANN401 - plain JSON
    return isinstance(value, int | float) and not isinstance(value, bool)


class _Teller:
    def __init__(self, words: Words, names: Mapping[str, str]) -> None:
        self.words = words
        self.names = names

    def entries(self, value: Any) -> Iterable[str]:  # noqa: ANN401 - plain JSON
        if isinstance(value, Mapping):
            for key, one in value.items():
                told = self.counts(one)
                if told:
                    yield f"{self.name(str(key))}: {told}"
        elif isinstance(value, list | tuple):
            yield from filter(None, map(self.entry, value))

    def counts(self, value: Any) -> str:  # noqa: ANN401 - plain JSON
        if isinstance(value, Mapping):
            told = [
                f"{self.name(str(key))} {self.number(one)}" for key, one in value.items() if _is_number(one) and one
            ]
            return ", ".join(told)
        return self.number(value) if _is_number(value) and value else ""

    def number(self, value: float) -> str:
        return count(value, lang=self.words.lang)

    def entry(self, one: Any) -> str:  # noqa: ANN401 - plain JSON
        if isinstance(one, str):
            return self.name(one)
        if not isinstance(one, Mapping):
            return ""
        key = next((field for field in _NAMED_BY if one.get(field)), None)
        if key is None:
            return ""
        own = str(one[key])
        told = [own if key in _OWN_WORDS else self.name(own), *self.standing(one, key), *self.figures(one)]
        return ", ".join(filter(None, told))

    def standing(self, one: Mapping[str, Any], named_by: str) -> Iterable[str]:
        if one.get("direction") in _MOVES:
            yield self.words.name("terms", _MOVES[one["direction"]])
            if isinstance(one.get("at"), str):
                yield self.name(one["at"])
            return
        for field in _TOLD_BY:
            if field != named_by and isinstance(one.get(field), str) and one[field]:
                text = one[field]
                yield self.names.get(text) or self.words.fixed["terms"].get(text) or text
                return

    def figures(self, one: Mapping[str, Any]) -> Iterable[str]:
        yield from self.pairs(one)
        for field in _COUNTED:
            if _is_number(one.get(field)):
                yield f"{self.words.name('terms', field)} {self.number(one[field])}"
        for key, inner in one.items():
            if isinstance(inner, Mapping):
                told = [*self.pairs(inner), *self.mode(inner)]
                if told:
                    yield f"{self.words.name('terms', key)}: {' '.join(told)}"
        lag = one.get("days")
        if isinstance(lag, list | tuple) and len(lag) == 2:
            lag = (lag[0] + lag[1]) / 2
        if isinstance(lag, int | float) and not isinstance(lag, bool):
            yield days(float(lag), lang=self.words.lang)

    def pairs(self, one: Mapping[str, Any]) -> Iterable[str]:
        for part, whole in _PAIRS:
            if _is_number(one.get(part)) and _is_number(one.get(whole)) and one[whole]:
                yield self.words.say("charts", "n_of_m", n=self.number(one[part]), m=self.number(one[whole]))

    def mode(self, one: Mapping[str, Any]) -> Iterable[str]:
        if one.get("too_few"):
            yield self.words.say("charts", "fewer")
        elif isinstance(one.get("mode"), str):
            yield self.words.name("terms", one["mode"].replace(" ", "_"))

    def name(self, key: str) -> str:
        if key in self.names:
            return self.names[key]
        if " " in key or key[:1].isupper():
            return key
        try:
            return moment(Moment.parse(key), lang=self.words.lang)
        except MomentError:
            return self.words.name("terms", key)
