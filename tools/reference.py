"""The pages of the reference that are made from the library itself, so that they cannot say anything else than it does.

``python -m tools.reference`` names the pages that have drifted and returns 1 if any has; ``--write`` writes them anew.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING
from datetime import date, datetime
from enum import Enum
from math import isinf
from operator import itemgetter
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from counterpoise.audit.measures import MEASURES
from counterpoise.audit.report.words import IndicatorWords, words_in
from counterpoise.cli.main import commands
from counterpoise.indicator import Direction, Measure
from counterpoise.record import TABLES, Case, Moment, Row, columns, help_texts
from counterpoise.record.schema import Column, summary
from tools.asvs_page import asvs_page
from tools.kept_page import kept_page
from tools.rights_page import rights_page

ROOT = Path(__file__).resolve().parent.parent
FOLDER = Path("docs", "reference")
MADE = "<!-- Made by `make docs` from the library: edit its docstrings, not this page. -->"
WIDTH = 100
"""How many letters a line of help has on the page of the command line."""

TENSIONS = {
    "E": "Tension 1: whose knowledge counts",
    "C": "Tension 2: who decides what",
    "I": "Tension 3: who takes part",
    "N": "Tension 4: what matters to whom",
    "P": "Across the four tensions: power",
}
ABOUT = {
    "acts": "what organizations and bodies did: shown from one",
    "contributions": "what people said: counts from one, a rate from ten",
    "persons": "persons, one thing about each: counts from five, a rate from ten",
    "persons_outcome": "persons by what came of them: only where every cell and every group is large enough",
    "persons_traits": "persons by several traits: never raw",
    "review": "answers of a review: per side medians from five, means from ten",
}
"""What is counted, in the words of the table of what may be shown. A new kind must be put into words here."""

KINDS: Mapping[type, str] = {
    str: "text",
    int: "whole number",
    float: "number",
    bool: "yes or no",
    date: "day",
    datetime: "time",
    Moment: "moment",
}


def pages() -> dict[str, str]:
    """Return every page that is made, by its path below ``docs/reference``."""
    made = {"indicators.md": indicators_page(), "command-line.md": command_line_page(), "record.md": record_page()}
    made["rights.md"] = rights_page(MADE)
    made["security.md"] = asvs_page(MADE)
    made["data-protection.md"] = kept_page(MADE)
    return made | {f"record/{module}.md": module_page(module, kinds) for module, kinds in modules().items()}


def drifted(root: Path = ROOT) -> list[str]:
    """Return the pages that differ from what the library says now, and those that it no longer makes."""
    made = pages()
    folder = root / FOLDER
    differs = [name for name, text in made.items() if _text(folder / name) != text]
    return sorted(differs + [name for name in _left_over(folder, made) if name not in differs])


def write(root: Path = ROOT) -> list[str]:
    """Write every page that has drifted, take away those no longer made, and return their names."""
    made = pages()
    folder = root / FOLDER
    changed = drifted(root)
    for name in changed:
        path = folder / name
        if name in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(made[name], encoding="utf-8")
        else:
            path.unlink()
    return changed


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def _left_over(folder: Path, made: Mapping[str, str]) -> Iterator[str]:
    for path in sorted((folder / "record").glob("*.md")):
        name = path.relative_to(folder).as_posix()
        if name not in made:
            yield name


# ── indicators ───────────────────────────────────────────────────────────────────────────────────────────────────────


def indicators_page() -> str:
    """Return the page with all measures, by tension."""
    lines = [
        MADE,
        "",
        "# Indicators",
        "",
        f"The power audit has {len(MEASURES)} measures. None of them is added to another. A measure either has two",
        "ends, of which neither is better, or states a duty. [How much is shown](../explanation/display.md)",
        "depends on what is counted, and on how much of it there is.",
        "",
        "Each name leads to what the measure says of itself.",
    ]
    by_letter = {letter: [each for each in MEASURES if each.short[0] == letter] for letter in TENSIONS}
    for letter, measures in by_letter.items():
        lines += ["", f"## {TENSIONS[letter]}", ""]
        lines += _table(("", "code", "question", "direction"), map(_overview, measures))
        for measure in measures:
            lines += ["", *_measure(measure)]
    return "\n".join(lines) + "\n"


def _overview(measure: Measure[Case]) -> tuple[str, ...]:
    own = _words(measure)
    link = f"[{measure.short}](#{slug(_heading(measure))})"
    return link, f"`{measure.code}`", own.title, measure.direction.value


def _words(measure: Measure[Case]) -> IndicatorWords:
    return words_in("en").indicators[measure.code]


def _heading(measure: Measure[Case]) -> str:
    return f"{measure.short}: {_words(measure).title}"


def _measure(measure: Measure[Case]) -> Iterator[str]:
    own = _words(measure)
    told = (inspect.getdoc(measure.read) or "").split("\n\n")
    value = next((" ".join(each.split()) for each in told if each.startswith("Value: ")), "")
    yield f"### {_heading(measure)}"
    yield ""
    yield escaped(" ".join(told[0].split()))
    yield ""
    yield from _table(("", ""), _properties(measure, own))
    sections = {
        "Value": value.removeprefix("Value: "),
        "What else it gives": measure.section("Returns").removeprefix("Reading "),
        "What it cannot say": measure.section("Cannot say"),
        "How it could be gamed": measure.section("Gaming"),
        "Where it comes from": measure.section("Source"),
    }
    for title, text in sections.items():
        yield ""
        yield f"**{title}.** {escaped(text)}"


def _properties(measure: Measure[Case], own: IndicatorWords) -> Iterator[tuple[str, ...]]:
    yield "code", f"`{measure.code}`"
    if measure.direction is Direction.DUTY:
        yield "direction", f"`duty`: {escaped(own.duty)}"
    else:
        ends = f"from “{own.low}” to “{own.high}”" if own.low else "no place between two ends"
        yield "direction", f"`none`: {escaped(ends)}"
    yield "counts", f"`{measure.about}`: {ABOUT[measure.about]}"
    yield "bounds", " to ".join(_bound(end) for end in measure.bounds)
    if measure.experimental:
        yield "experimental", "in the library and the JSON only, for research"


def _bound(value: float) -> str:
    if isinf(value):
        return "no upper bound"
    return f"{value:g}".replace("-", "−")


# ── the command line ─────────────────────────────────────────────────────────────────────────────────────────────────


def command_line_page() -> str:
    """Return the page with the help of every verb, word for word."""
    command = typer.main.get_command(commands)
    lines = [
        MADE,
        "",
        "# Command line",
        "",
        "What `counterpoise VERB --help` prints, for every verb. Results go to standard output; errors go to",
        "standard error, one plain line each. The program ends with 0 when it did what was asked, with 1 for bad",
        "input, and with 2 for wrong usage.",
        "",
        "Text is written in the language of the terminal, English or Dutch; `--lang` asks for one of them. Names of",
        "verbs and options, and keys in JSON, are the same in both.",
    ]
    for name, each in sorted(verbs(command, "counterpoise"), key=itemgetter(0)):
        context = typer.Context(each, info_name=name, terminal_width=WIDTH, max_content_width=WIDTH)
        lines += ["", f"## {name}", "", "```text", each.get_help(context).rstrip(), "```"]
    return "\n".join(lines) + "\n"


def verbs(command: object, name: str) -> Iterator[tuple[str, TyperCommand]]:
    """Yield each verb with its full name; a verb of verbs yields those."""
    if isinstance(command, TyperCommand):
        yield name, command
    elif isinstance(command, TyperGroup):
        for word, each in command.commands.items():
            yield from verbs(each, f"{name} {word}")


# ── the record ───────────────────────────────────────────────────────────────────────────────────────────────────────


def modules() -> dict[str, list[type[Row]]]:
    """Return the tables of the record by the module that holds them, in the order in which they are written."""
    found: dict[str, list[type[Row]]] = {}
    for kind in TABLES.values():
        found.setdefault(kind.__module__.rpartition(".")[2], []).append(kind)
    return found


def record_page() -> str:
    """Return the page on the record as a whole: what every row carries, and the tables."""
    texts = help_texts(Row)
    lines = [
        MADE,
        "",
        "# The record",
        "",
        f"The record is one set of {len(TABLES)} tables. Every row says one thing that happened, who wrote it down and",
        "when. Rows are never changed: a correction is a new version with the same id. An id is a word, such as",
        "`stay-or-close`, and one row names another by its id.",
        "",
        "## What every row carries",
        "",
        *_table(("field", "holds", "meaning"), (_field(each, texts, "record/") for each in columns(Row))),
        "",
        "A text is empty where nothing was said. A moment is as exact as it is known: a time",
        "`2014-11-03T14:30:00+01:00`, a day `2014-11-03`, a month `2014-11` or a year `2014`. A time always has its",
        "zone. Names that end in `_at` tell what has happened, those in `_on` what is planned or agreed. Ranges run",
        "from `active_from` up to but not including `active_until`.",
        "",
        "## The tables",
    ]
    for module, kinds in modules().items():
        lines += ["", f"### {module}", "", _intro(kinds[0]), ""]
        rows = ((f"[{kind.TABLE}](record/{module}.md#{kind.TABLE})", escaped(summary(kind))) for kind in kinds)
        lines += _table(("table", "one row is"), rows)
    names = "\n".join(f"record/{module}" for module in modules())
    lines += ["", "```{toctree}", ":hidden:", "", names, "```"]
    return "\n".join(lines) + "\n"


def _intro(kind: type) -> str:
    module = sys.modules[kind.__module__]
    return escaped(" ".join((inspect.getdoc(module) or "").split("\n\n")[0].split()))


def module_page(module: str, kinds: list[type[Row]]) -> str:
    """Return the page with the tables of one module, the parts of their rows, and the words that they choose from."""
    lines = [
        MADE,
        "",
        f"# Record: {module}",
        "",
        _intro(kinds[0]),
        "",
        "Every row also carries [what all rows carry](../record.md#what-every-row-carries).",
    ]
    parts: dict[type, None] = {}
    for kind in kinds:
        own = list(_own(kind))
        parts |= dict.fromkeys(each.kind for each in own if each.is_part)
        lines += ["", f"## {kind.TABLE}", "", f"{escaped(summary(kind))} In Python: `{kind.__name__}`.", ""]
        texts = help_texts(kind)
        lines += _table(("field", "holds", "meaning"), (_field(each, texts, "") for each in own))
    for part in parts:
        texts = help_texts(part)
        lines += ["", f"## Part {part.__name__}", "", escaped(summary(part)), ""]
        lines += _table(("field", "holds", "meaning"), (_field(each, texts, "") for each in columns(part)))
    return "\n".join(lines) + "\n"


def _own(kind: type[Row]) -> Iterator[Column]:
    # What all rows carry stands on the record's own page, unless this table gives it a meaning of its own.
    common, texts = help_texts(Row), help_texts(kind)
    for column in columns(kind):
        if column.name not in common or texts[column.name] != common[column.name]:
            yield column


def _field(column: Column, texts: Mapping[str, str], to: str) -> tuple[str, ...]:
    return f"`{column.name}`", _holds(column, to), escaped(texts[column.name])


def _holds(column: Column, to: str) -> str:
    if column.to:
        module = TABLES[column.to].__module__.rpartition(".")[2]
        what = f"id in [{column.to}]({to}{module}.md#{column.to})"
    elif column.is_part:
        what = f"part [{column.kind.__name__}](#part-{column.kind.__name__.lower()})"
    elif issubclass(column.kind, Enum):
        what = "one of " + ", ".join(f"`{word}`" for word in column.words)
    else:
        what = KINDS[column.kind]
    what = f"any number: {what}" if column.many else what
    return f"{what}; needed" if column.default is MISSING else f"{what}{_default(column.default)}"


def _default(value: Any) -> str:  # noqa: ANN401 - a field's default is of any type
    if value in (None, "", (), False):
        return ""
    return f"; `{value.value if isinstance(value, Enum) else value}` if not given"


# ── Markdown ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def slug(heading: str) -> str:
    """Return the anchor that the pages give to a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-")


def escaped(text: str) -> str:
    """Keep what a docstring says from being read as Markdown: bars, stars, angle brackets, code of the other kind."""
    parts = re.split(r"(`+[^`]+`+)", text)
    marked = (
        re.sub(r"([*_<>\[\]$\\])", r"\\\1", part) if number % 2 == 0 else part for number, part in enumerate(parts)
    )
    return "".join(marked).replace("|", "\\|")


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield "| " + " | ".join(head) + " |"
    yield "|" + "---|" * len(head)
    for row in rows:
        yield "| " + " | ".join(row) + " |"


def main(arguments: list[str]) -> int:
    """Name the pages that have drifted, or write them."""
    if arguments == ["--write"]:
        for name in write():
            print(f"Written: {FOLDER / name}")
        return 0
    found = drifted()
    for name in found:
        print(f"{FOLDER / name} is not what the library says now: run python -m tools.reference --write")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
