"""Which row a name means: the same name in two spellings is one row, and a slip of the pen is named."""

from dataclasses import dataclass, field
from typing import Any

from counterpoise.formats.spreadsheets.cells import Named
from counterpoise.formats.spreadsheets.complaints import Complaints
from counterpoise.formats.spreadsheets.entries import Entry
from counterpoise.formats.spreadsheets.names import key_of, nearest, parts_of, slug
from counterpoise.formats.spreadsheets.plan import ACCEPTED, SHEETS
from counterpoise.formats.spreadsheets.wording import known_names, sheet_words
from counterpoise.record.moments import Moment

__all__ = ["Register", "Target", "canonical", "when"]

MOST_COMPARED = 400
MOST_COMPARISONS = 2_000
"""How many names an unknown one is compared with, and for how many: nonsense must not take hours."""


@dataclass(slots=True)
class Target:
    """A row that can be named.

    Attributes
    ----------
    table
        Its table.
    id
        Its id in the record.
    name
        Its name as it was first written.
    entry
        The row that lists it, or that was the first to use it.
    listed
        Whether it stands on its own sheet.
    """

    table: str
    id: str
    name: str
    entry: Entry
    listed: bool


@dataclass(slots=True)
class _Table:
    by_key: dict[str, list[Target]] = field(default_factory=dict)
    by_number: dict[str, list[Target]] = field(default_factory=dict)
    by_day: dict[Any, list[Target]] = field(default_factory=dict)


def canonical(name: str) -> str:
    """Return what all spellings of a name have in common, in both languages where it is a common name."""
    key = key_of(name)
    known = known_names().get(key)
    return known.key if known is not None else key


def when(entry: Entry) -> Moment | None:
    """Return when the row of an entry happened, by the first of its dates that is filled in."""
    found = [value for key in entry.sheet.when if isinstance(value := entry.values.get(key), Moment)]
    if entry.sheet.table == "mandates":
        # What two sides agree on holds when the second has agreed.
        return max(found, key=lambda moment: moment.last, default=None)
    return found[0] if found else None


class Register:
    """All rows that can be named, and the ids that are given out.

    Parameters
    ----------
    complaints
        Where names that mean nothing are told.
    """

    def __init__(self, complaints: Complaints) -> None:
        self._complaints = complaints
        self._tables: dict[str, _Table] = {sheet.table: _Table() for sheet in SHEETS}
        self._ids: dict[str, dict[str, int]] = {}
        self._comparisons = 0
        self.unlisted: list[Target] = []

    def new_id(self, table: str, *texts: str) -> str:
        """Return an id for a row that no other row of its table has: readable, and the same every time."""
        made = slug(*texts) or table.replace("_", "-")
        taken = self._ids.setdefault(table, {})
        number = taken.get(made, 0) + 1
        while number > 1 and f"{made}-{number}" in taken:
            number += 1
        taken[made] = number
        if number == 1:
            return made
        taken[f"{made}-{number}"] = 1
        return f"{made}-{number}"

    def enter(self, entry: Entry) -> str:
        """Give the row of an entry its id, and let others name it."""
        table = entry.sheet.table
        texts = [_text(entry.values.get(key)) for key in entry.sheet.names]
        moment = when(entry)
        name = texts[0]
        if not any(texts):
            texts = [table.replace("_", "-"), str(moment) if moment is not None else f"row {entry.line}"]
        target = Target(table, self.new_id(table, *texts), name, entry, listed=True)
        known = self._tables[table]
        if name:
            before = known.by_key.setdefault(canonical(name), [])
            if before and table in ACCEPTED:
                first = before[0].entry
                place = entry.place(entry.sheet.names[0])
                self._complaints.say("name_twice", place, value=name[:60], on=first.title, at=first.line)
            before.append(target)
        if entry.number:
            known.by_number.setdefault(key_of(entry.number), []).append(target)
        if moment is not None and moment.first == moment.last:
            known.by_day.setdefault(moment.first, []).append(target)
        return target.id

    def find(self, table: str, name: str) -> Target | None:
        """Return the row of exactly this name, in any spelling, where there is one."""
        found = self._tables[table].by_key.get(canonical(name), [])
        return found[0] if found else None

    def targets(self, table: str) -> list[Target]:
        """Return all rows of a table that can be named, in the order in which they were."""
        return [target for found in self._tables[table].by_key.values() for target in found]

    def accept(self, table: str, name: str, entry: Entry) -> Target:
        """Let a name that no sheet lists become a row of its own."""
        target = Target(table, self.new_id(table, name), name, entry, listed=False)
        self._tables[table].by_key.setdefault(canonical(name), []).append(target)
        self.unlisted.append(target)
        return target

    def many(self, table: str, named: Named, entry: Entry, key: str) -> tuple[str, ...]:
        """Return the ids of all rows that a cell names."""
        if self.find(table, named.text) is not None:
            parts = [named.text]
        else:
            parts = [part for each in parts_of(named.text) for part in self._joined(table, each)]
        found = (self.one(table, Named(part), entry, key) for part in parts)
        return tuple(dict.fromkeys(each for each in found if each is not None))

    def _joined(self, table: str, text: str) -> list[str]:
        """Split "residents and family" where both are known by themselves."""
        if self.find(table, text) is None and canonical(text) not in self._tables[table].by_key:
            for word in (" en ", " and ", " & ", " + ", "/"):
                parts = [part.strip() for part in text.split(word)]
                if len(parts) > 1 and all(self.find(table, part) or key_of(part) in known_names() for part in parts):
                    return parts
        return [text]

    def one(self, table: str, named: Named, entry: Entry, key: str) -> str | None:
        """Return the id of the row that a cell names; None where it means none, which is told."""
        known = self._tables[table]
        place = entry.place(key)
        for found in (
            known.by_key.get(canonical(named.text), []),
            known.by_number.get(key_of(named.text), []),
            known.by_day.get(named.day, []) if named.day is not None else [],
        ):
            if len(found) == 1 or (found and table in ACCEPTED):
                return found[0].id
            if found:
                lines = ", ".join(str(target.entry.line) for target in found[:10])
                self._complaints.say("name_ambiguous", place, value=named.text[:60], lines=lines)
                return None
        meant = self._nearly(table, named.text)
        if meant is not None:
            given = {"value": named.text[:60], "meant": meant.name[:60], "on": meant.entry.title}
            own = _own_sheet(table, entry)
            self._complaints.say("name_nearly", place, **given, at=meant.entry.line, own=own)
            return None
        if table not in ACCEPTED:
            self._complaints.say("not_on_sheet", place, value=named.text[:60], own=_own_sheet(table, entry))
            return None
        if len(parts_of(named.text)) > 1:
            self._complaints.say("one_name_here", place, value=named.text[:60])
            return None
        return self.accept(table, named.text, entry).id

    def _nearly(self, table: str, text: str) -> Target | None:
        if key_of(text) in known_names() or self._comparisons >= MOST_COMPARISONS:
            return None
        self._comparisons += 1
        names = {target.name: target for target in self.targets(table)[:MOST_COMPARED]}
        meant = nearest(text, names)
        if meant is None and table not in ACCEPTED and len(key_of(text)) > 4:
            # People shorten long names; which one they mean is theirs to say.
            longer = [name for name in names if key_of(text) in key_of(name)]
            meant = longer[0] if len(longer) == 1 else None
        return names[meant] if meant is not None else None


def _text(value: Any) -> str:  # noqa: ANN401 - what a cell says
    if isinstance(value, tuple):
        return " ".join(_text(each) for each in value)
    return value.text if isinstance(value, Named) else value if isinstance(value, str) else ""


def _own_sheet(table: str, entry: Entry) -> str:
    """Return the name of the sheet that lists the rows of a table, in the language of the sheet that names one."""
    sheet = next(sheet for sheet in SHEETS if sheet.table == table)
    dutch = key_of(entry.title) == key_of(sheet_words(entry.sheet, lang="nl")[0])
    return sheet_words(sheet, lang="nl" if dutch else "en")[0]
