"""What a file of care data tells anew, held against what a care path has of it already. Nothing is overwritten."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any

from django.db.models import Q

from counterpoise.formats.codec import encode
from counterpoise.formats.fhir.naming import Naming, named
from counterpoise.formats.fhir.problems import CareDataError
from counterpoise.formats.fhir.wording import TOLD_ANEW, when_told
from counterpoise.formats.fhir.words import read_json
from counterpoise.record import Row
from counterpoise.record.initiatives import Affects, Group
from counterpoise.record.people import Seat
from counterpoise.web.ledger.models import EarlierVersion
from counterpoise.web.ledger.records import to_rows
from counterpoise.web.ledger.services import Telling
from counterpoise.web.trajectory.records import EVERYWHERE
from counterpoise.web.trajectory.services.rights import Here

__all__ = ["Changed", "News", "news_in"]

_AT_ONCE = 400
_COUNTED = (Group, Affects)  # counted from one file alone, and so nothing that a second file could correct
_OWN = frozenset({"version", "supersedes_reason", "recorded_at", "recorded_by", "on_behalf_of", "happened_at"})
_WORDS = ("text", "claim", "title", "name", "pseudonym")
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Changed:
    """The words of a line before and after; both are kept."""

    before: str
    after: str


@dataclass(slots=True)
class News:
    """What a file brings.

    Attributes
    ----------
    tellings
        The rows to be written: new ones, and the next versions of those that changed.
    new, changed, known
        The names of the rows that are new, that were told anew in other words, and that are there as they stand.
    older
        Those of which a later version is there already.
    kept
        Those that somebody changed here since: what was written here stays.
    gone
        Those that an earlier version told, and this one no longer does.
    words
        For each line whose words changed, what it was and what it is.
    """

    tellings: list[Telling] = field(default_factory=list)
    new: set[Key] = field(default_factory=set)
    changed: set[Key] = field(default_factory=set)
    known: set[Key] = field(default_factory=set)
    older: set[Key] = field(default_factory=set)
    kept: set[Key] = field(default_factory=set)
    gone: set[Key] = field(default_factory=set)
    words: list[Changed] = field(default_factory=list)

    def put(self, row: Row) -> None:
        """Have a row written."""
        self.tellings.append(Telling(model=EVERYWHERE[type(row)], row=row))


def news_in(rows: Sequence[Row], *, naming: Naming, here: Here) -> News:
    """Hold the rows of a file against those of the care path.

    A resource is the same where its words are; newer or older by its ``meta``, as far as that says so. What somebody
    changed here since stays as it is. Rows that several resources give together, such as a person whom two teams name,
    only ever gain what was not known of them.

    Parameters
    ----------
    rows
        The rows of the file under their names in this path, the versions of each in their order.
    naming
        What is written where a file gives no words. It never takes the place of words that are there.
    here
        The care path.

    Returns
    -------
    News
        What is to be written, and what became of each row.
    """
    there = _kept(rows, here=here)
    news = News()
    by_source: dict[str, list[Row]] = defaultdict(list)
    together: list[Row] = []
    for row, whole in zip(rows, named(rows, naming), strict=True):
        if row.source.startswith("FHIR "):
            by_source[row.source].append(whole)
        else:
            together.append(row)
    earlier = _earlier_quotes(rows, there)
    for source, told in by_source.items():
        main = [row for row in told if row.quote]
        verdict = _verdict(main, there, earlier)
        if verdict == "changed":
            _renew(told, there, earlier, news)
            _let_go(source, told, there, news, on=here.at.date())
        else:
            _stay(told, there, news, older=verdict == "older")
    for row in together:
        _together(row, there, news, still=not news.changed and not news.new)
    news.tellings = _again(named([each.row for each in news.tellings], naming), here)
    return news


def _key(row: Row) -> Key:
    return row.TABLE, row.id


def _kept(rows: Iterable[Row], *, here: Here) -> dict[Key, Row]:
    names: dict[type[Row], list[str]] = defaultdict(list)
    for row in rows:
        names[type(row)].append(row.id)
    sources = sorted({row.source for row in rows if row.source.startswith("FHIR ")})
    found: dict[Key, Row] = {}
    for kind, told in names.items():
        table = EVERYWHERE[kind]._default_manager.filter(Q(initiative=here.path))  # noqa: SLF001 - Django's own name for it
        for some in _some(list(dict.fromkeys(told))):
            found |= {_key(row): row for row in to_rows(kind, table.filter(pk__in=some))}
        for some in _some(sources):
            found |= {_key(row): row for row in to_rows(kind, table.filter(source__in=some))}
    return found


def _some(names: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(names), _AT_ONCE):
        yield names[start : start + _AT_ONCE]


def _earlier_quotes(rows: Iterable[Row], there: Mapping[Key, Row]) -> dict[Key, set[str]]:
    found: dict[Key, set[str]] = defaultdict(set)
    for key, row in there.items():
        found[key].add(row.quote)
    names = sorted({row.id for row in rows if row.quote and _key(row) in there and there[_key(row)].version > 1})
    for some in _some(names):
        for each in EarlierVersion.objects.filter(ref__in=some):
            found[each.table, each.ref].add(str(each.row.get("quote", "")))
    return found


def _verdict(main: Sequence[Row], there: Mapping[Key, Row], earlier: Mapping[Key, set[str]]) -> str:
    """Return what a resource of the file is to the care path: ``changed`` (or new), ``older`` or ``same``."""
    if not main:
        return "changed"
    last = main[-1]
    kept = there.get(_key(last))
    if kept is None or not kept.quote:
        return "changed"
    if last.quote == kept.quote:
        return "same"
    if _passed(last, kept, earlier):
        return "older"
    return "changed"


def _told(row: Row) -> tuple[str, str, int]:
    try:
        resource = read_json(row.quote)
    except CareDataError:
        resource = None
    return when_told(resource.get("meta") if isinstance(resource, dict) else None)


def _before(mine: tuple[str, str, int], theirs: tuple[str, str, int]) -> bool:
    if mine[0] and theirs[0] and mine[0] != theirs[0]:
        return mine[0] < theirs[0]
    return 0 < mine[2] < theirs[2]


def _renew(told: Sequence[Row], there: Mapping[Key, Row], earlier: Mapping[Key, set[str]], news: News) -> None:
    last: dict[Key, Row] = {}
    for row in told:
        key = _key(row)
        kept = last.get(key) or there.get(key)
        if key not in there:
            news.new.add(key)
            news.put(row)
        elif kept is None or _says(row) == _says(kept) or _passed(row, there[key], earlier):
            news.known.add(key)
        elif there[key].version > 1 and there[key].supersedes_reason != TOLD_ANEW:
            news.kept.add(key)
        else:
            last[key] = replace(row, version=kept.version + 1, supersedes_reason=TOLD_ANEW)
            news.changed.add(key)
            _say(kept, row, news)
            news.put(last[key])
    news.known -= news.changed


def _passed(row: Row, kept: Row, earlier: Mapping[Key, set[str]]) -> bool:
    if not row.quote:
        return False
    return row.quote in earlier.get(_key(row), ()) or _before(_told(row), _told(kept))


def _says(row: Row) -> dict[str, Any]:
    return {name: value for name, value in encode(row).items() if name not in _OWN}


def _say(before: Row, after: Row, news: News) -> None:
    for name in _WORDS:
        first, then = getattr(before, name, ""), getattr(after, name, "")
        if first != then and (first or then):
            news.words.append(Changed(str(first), str(then)))
            return


def _let_go(source: str, told: Sequence[Row], there: Mapping[Key, Row], news: News, *, on: date) -> None:
    """End the seats of whom a team no longer names; other lines that are told no longer stay, and are counted."""
    named = {_key(row) for row in told}
    for key, row in there.items():
        if row.source != source or key in named:
            continue
        if not isinstance(row, Seat):
            news.gone.add(key)
        elif row.active_until is None and (row.active_from is None or row.active_from <= on):
            news.changed.add(key)
            news.put(replace(row, version=row.version + 1, supersedes_reason=TOLD_ANEW, active_until=on))


def _stay(told: Iterable[Row], there: Mapping[Key, Row], news: News, *, older: bool) -> None:
    for row in told:
        key = _key(row)
        if key in there:
            (news.older if older else news.known).add(key)
        else:
            news.new.add(key)
            news.put(row)


def _together(row: Row, there: Mapping[Key, Row], news: News, *, still: bool) -> None:
    key = _key(row)
    kept = there.get(key)
    if kept is None:
        news.new.add(key)
        news.put(row)
        return
    gained = {
        each.name: getattr(row, each.name)
        for each in fields(row)
        if each.name not in _OWN
        and each.name not in {"source", "quote"}
        and getattr(row, each.name) not in (None, "", ())
    }
    fuller = replace(kept, **gained)
    foreign = kept.version > 1 and kept.supersedes_reason != TOLD_ANEW
    if still or foreign or isinstance(row, _COUNTED) or _says(fuller) == _says(kept):
        news.known.add(key)
        return
    news.changed.add(key)
    _say(kept, fuller, news)
    news.put(replace(fuller, version=kept.version + 1, supersedes_reason=TOLD_ANEW))


def _again(rows: Iterable[Row], here: Here) -> list[Telling]:
    """Return the rows as somebody writes them here now, whoever wrote the version before."""
    who = {name: here.told[name] for name in ("recorded_at", "recorded_by", "on_behalf_of")}
    return [Telling(model=EVERYWHERE[type(row)], row=replace(row, **who)) for row in rows]
