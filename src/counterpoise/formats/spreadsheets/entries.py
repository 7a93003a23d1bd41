"""The rows that a person filled in, cell by cell, before the names in them are looked up."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as with_default
from typing import Any

from counterpoise.formats.codec import FaultError
from counterpoise.formats.spreadsheets.cells import is_blank, read_cell, text_of
from counterpoise.formats.spreadsheets.complaints import Complaints, Place
from counterpoise.formats.spreadsheets.grids import MOST_ROWS, BrokenCell, Grid, Workbook
from counterpoise.formats.spreadsheets.names import key_of, nearest
from counterpoise.formats.spreadsheets.plan import NUMBER, Field, Sheet
from counterpoise.formats.spreadsheets.wording import (
    LANGUAGES,
    column_words,
    headers,
    sheet_titles,
    sheet_words,
    shown,
    truths,
    workbook_words,
)

__all__ = ["Entry", "entries", "own_name", "wanted"]

HEADER_WITHIN = 15
"""In which of the first rows of a sheet its headers are looked for."""


@dataclass(slots=True)
class Entry:
    """One row that a person filled in.

    Attributes
    ----------
    sheet
        What kind of sheet it stands on.
    title
        The name of that sheet, as the workbook has it.
    line
        The row's number.
    heads
        The header of each column, as the workbook has it, by the column's key.
    values
        What each cell says, by the column's key; cells that say nothing are absent.
    number
        Its own number, where it has one.
    """

    sheet: Sheet
    title: str
    line: int
    heads: Mapping[str, str]
    values: dict[str, Any] = with_default(default_factory=dict)
    number: str = ""

    def place(self, key: str = "") -> Place:
        """Return where the cell of a column is, or the whole row."""
        return Place(self.title, self.line, self.heads.get(key, ""))


def wanted(title: str) -> bool:
    """Say whether a sheet of this name is read; those whose name is nearly right are, so that they can be named."""
    return key_of(title) in sheet_titles() or _is_first(title)


def _is_first(title: str) -> bool:
    return key_of(title) in {key_of(workbook_words(lang)["first"]) for lang in LANGUAGES}


def _is_own(title: str) -> bool:
    """Say whether a sheet is one that the template has besides those to fill in."""
    return key_of(title) in {key_of(workbook_words(lang)[name]) for lang in LANGUAGES for name in ("first", "lists")}


def own_name(book: Workbook) -> str:
    """Return the name that somebody wrote on the first sheet; empty where nobody did."""
    labels = {key_of(workbook_words(lang)["own_name"]) for lang in LANGUAGES}
    for grid in book.grids:
        if _is_first(grid.title):
            for values in grid.rows.values():
                for at, value in enumerate(values[:-1]):
                    if (
                        isinstance(value, str)
                        and key_of(value) in labels
                        and not isinstance(values[at + 1], BrokenCell)
                    ):
                        return "" if is_blank(values[at + 1]) else text_of(values[at + 1])
    return ""


def entries(book: Workbook, complaints: Complaints) -> Iterator[Entry]:
    """Read every row of every sheet that is known, and name what is wrong with sheets, headers and cells."""
    known = sheet_titles()
    if not any(key_of(title) in known for title in book.titles):
        complaints.say("no_known_sheet", known=[_title(sheet) for sheet in dict.fromkeys(known.values())])
    for title in book.titles:
        if key_of(title) in known or _is_own(title):
            continue
        if near := nearest(title, _every_title()):
            complaints.say("sheet_nearly", Place(title), meant=near)
        else:
            complaints.not_read("sheet_not_read", Place(title))
    for grid in book.grids:
        if (sheet := known.get(key_of(grid.title))) is not None:
            yield from _of_grid(sheet, grid, book, complaints)


def _title(sheet: Sheet) -> str:
    return " / ".join(dict.fromkeys(sheet_words(sheet, lang=lang)[0] for lang in LANGUAGES))


def _every_title() -> list[str]:
    return [sheet_words(sheet, lang=lang)[0] for sheet in dict.fromkeys(sheet_titles().values()) for lang in LANGUAGES]


def _of_grid(sheet: Sheet, grid: Grid, book: Workbook, complaints: Complaints) -> Iterator[Entry]:
    if grid.too_long:
        complaints.say("too_many_rows", Place(grid.title), most=MOST_ROWS)
        return
    top = _header_row(sheet, grid)
    if top is None:
        if grid.rows:
            head = column_words(sheet, sheet.fields[1], lang="en").head
            other = column_words(sheet, sheet.fields[1], lang="nl").head
            complaints.say("no_headers", Place(grid.title), known=[head, other])
        return
    columns, heads = _columns(sheet, grid, top, complaints)
    for line, values in grid.rows.items():
        if line > top:
            entry = Entry(sheet, grid.title, line, heads)
            if _read(entry, columns, values, book, complaints):
                yield entry


def _header_row(sheet: Sheet, grid: Grid) -> int | None:
    """Return the row with the most headers of this sheet, of the first rows."""
    known = headers(sheet)
    counts = {
        line: sum(isinstance(value, str) and key_of(value) in known for value in values)
        for line, values in grid.rows.items()
        if line <= HEADER_WITHIN
    }
    best = max(counts, key=lambda line: (counts[line], -line), default=None)
    return best if best is not None and counts[best] else None


def _columns(sheet: Sheet, grid: Grid, top: int, complaints: Complaints) -> tuple[dict[int, Field], dict[str, str]]:
    known = headers(sheet)
    columns: dict[int, Field] = {}
    heads: dict[str, str] = {}
    strangers: dict[int, str] = {}
    for at, value in enumerate(grid.rows[top]):
        if not isinstance(value, str) or is_blank(value):
            continue
        head = text_of(value).replace("\n", " ")
        found = known.get(key_of(head))
        if found is None:
            strangers[at] = head
        elif found.key in heads:
            complaints.say("header_twice", Place(grid.title, top, head), other=heads[found.key])
        else:
            columns[at], heads[found.key] = found, head
    missing = [
        column_words(sheet, field, lang=lang).head
        for field in sheet.fields
        if field.key not in heads
        for lang in LANGUAGES
    ]
    for at, head in strangers.items():
        if near := nearest(head, missing):
            complaints.say("header_nearly", Place(grid.title, top, head), meant=near)
        elif any(line > top and not is_blank(cells[at]) for line, cells in grid.rows.items() if at < len(cells)):
            complaints.not_read("column_not_read", Place(grid.title, top, head))
    return columns, heads


def _read(
    entry: Entry, columns: dict[int, Field], values: tuple[Any, ...], book: Workbook, complaints: Complaints
) -> bool:
    """Read the cells of a row; say whether it is one that a person filled in."""
    given = {field.key: values[at] for at, field in columns.items() if at < len(values) and not is_blank(values[at])}
    number = given.pop(NUMBER, None)
    marked = isinstance(number, str) and key_of(number) in _marks()
    if not given or _is_pattern(entry, given, marked=marked):
        return False
    if marked:
        complaints.say("example_filled_in", entry.place(NUMBER))
        return False
    for at, field in columns.items():
        if field.key in given:
            _read_one(entry, field, values[at], book, complaints)
    entry.number = "" if number is None or isinstance(number, BrokenCell) else text_of(number)
    return True


def _read_one(entry: Entry, field: Field, value: Any, book: Workbook, complaints: Complaints) -> None:  # noqa: ANN401 - whatever a cell holds
    if isinstance(value, BrokenCell):
        complaints.say(value.code, entry.place(field.key), value=value.text)
        return
    try:
        meant = read_cell(field, value, epoch=book.epoch)
    except FaultError as fault:
        lang = "nl" if _is_dutch(entry.title) else "en"
        complaints.fault(_in_words(fault, lang), entry.place(field.key))
        return
    if meant is not None and meant != ():
        entry.values[field.key] = meant


def _in_words(fault: FaultError, lang: str) -> FaultError:
    """Say what could have been written in the words of the sheet."""
    if fault.code == "not_yes_or_no":
        yes, no = (next(word for word, truth in _truths(lang) if truth is wished) for wished in (True, False))
        return FaultError("not_a_choice", value=fault.given["value"], known=[yes, no])
    words = fault.given.get("words")
    if fault.code != "not_a_choice" or words is None:
        return fault
    known = list(shown(words, lang=lang))
    meant = fault.given["meant"]
    if meant is None:
        return FaultError("not_a_choice", value=fault.given["value"], known=known)
    word = known[list(words).index(meant)]
    return FaultError("word_nearly", value=fault.given["value"], meant=word)


def _truths(lang: str) -> list[tuple[str, bool]]:
    first = {"en": ("yes", "no"), "nl": ("ja", "nee")}[lang]
    return [(word, truths()[word]) for word in first]


def _is_dutch(title: str) -> bool:
    sheet = sheet_titles()[key_of(title)]
    return key_of(title) == key_of(sheet_words(sheet, lang="nl")[0])


def _marks() -> frozenset[str]:
    return frozenset(key_of(workbook_words(lang)[mark]) for lang in LANGUAGES for mark in ("example", "explanation"))


def _is_pattern(entry: Entry, given: Mapping[str, Any], *, marked: bool) -> bool:
    """Say whether a row is the explanation or the example that the workbook came with, untouched.

    Without its mark it takes three equal cells: a group may really be called as the one in the example.
    """
    told = {key: key_of(text_of(value)) for key, value in given.items() if not isinstance(value, BrokenCell)}
    if len(told) < len(given) or (len(told) < 3 and not marked):
        return False
    fields = [field for field in entry.sheet.fields if field.key in entry.heads and field.key != NUMBER]
    for lang in LANGUAGES:
        words = {field.key: column_words(entry.sheet, field, lang=lang) for field in fields}
        for pattern in ("help", "example"):
            texts = {key: key_of(getattr(each, pattern)) for key, each in words.items()}
            if told == {key: text for key, text in texts.items() if text}:
                return True
    return False
