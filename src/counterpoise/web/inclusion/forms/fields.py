"""Fields that several forms of this room share: people by category, typed or from a file; choices of rows."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from counterpoise.formats.pools import WorkbookFaultError, read_table
from counterpoise.inclusion.counting import LineProblem, counts_in, split_lines
from counterpoise.inclusion.lottery.problems import BadInputError
from counterpoise.record import Side
from counterpoise.web.inclusion.forms.refusals import LINES
from counterpoise.web.ui.forms import Words
from counterpoise.web.ui.words import word

__all__ = [
    "CountLines",
    "NumberLines",
    "choice_of",
    "counts_of_file",
    "optional_number",
    "side_choice",
    "some_of",
    "wrong_lines",
]

_MOST_BYTES = 1_000_000
_MOST_TOLD = 20


def wrong_lines(problems: Iterable[LineProblem]) -> forms.ValidationError:
    """Return what is wrong on each line, the first twenty of them."""
    told = list(problems)[:_MOST_TOLD]
    return forms.ValidationError(
        [forms.ValidationError(LINES[one.code], code=one.code, params={"line": one.line, **one.given}) for one in told]
    )


class CountLines(Words):
    """A category and a number of people on each line; a number alone is of a category that nobody named."""

    def __init__(self, *, rows: int = 4, **options: Any) -> None:  # noqa: ANN401 - Django's own options
        options.setdefault("help_text", _("One on each line, such as “65 to 79: 120”."))
        super().__init__(rows=rows, longest=20_000, **options)

    def clean(self, value: Any) -> dict[str, int]:  # type: ignore[override]  # noqa: ANN401 - counts instead of one text
        """Return the numbers of people by category.

        Raises
        ------
        ValidationError
            What is wrong on each line.
        """
        text = super().clean(value)
        alone = (("", *parts) if len(parts) == 1 and parts[0].isdigit() else parts for _, parts in split_lines(text))
        lines = list(zip((line for line, _ in split_lines(text)), alone, strict=True))
        if not lines and not self.required:
            return {}
        counts, problems = counts_in(lines)
        if problems:
            raise wrong_lines(problems)
        return counts


class NumberLines(Words):
    """A number on each line, for each person one."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - Django's own options
        super().__init__(rows=3, longest=20_000, required=False, **options)

    def clean(self, value: Any) -> tuple[float, ...]:  # type: ignore[override]  # noqa: ANN401 - numbers instead of one text
        """Return the numbers.

        Raises
        ------
        ValidationError
            Something on a line is no number.
        """
        found, problems = [], []
        for line, text in enumerate(super().clean(value).split("\n"), start=1):
            for part in text.replace(";", " ").split():
                number = part.replace(",", ".", 1)
                if number.replace(".", "", 1).isascii() and number.replace(".", "", 1).isdigit() and len(number) < 10:
                    found.append(float(number))
                else:
                    problems.append(LineProblem(line, "not_a_number", {"text": part[:40]}))
        if problems:
            raise wrong_lines(problems)
        return tuple(found)


def counts_of_file(upload: "UploadedFile[Any]") -> dict[str, int]:
    """Read the numbers of people by category from a CSV file or a workbook with two columns.

    Raises
    ------
    ValidationError
        What is wrong, and on which line.
    """
    if (upload.size or 0) > _MOST_BYTES:
        raise wrong_lines([LineProblem(0, "too_large")])
    name = "counts.xlsx" if str(upload.name or "").lower().endswith((".xlsx", ".xlsm")) else "counts.csv"
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(_with_commas(upload.read()) if name == "counts.csv" else upload.read())
        try:
            table = read_table(path)
        except BadInputError as error:
            raise wrong_lines(
                LineProblem(one.line, "columns" if one.line else "not_readable") for one in error.problems
            ) from error
        except WorkbookFaultError as error:
            line = error.problem.line
            raise wrong_lines([LineProblem(line, "cell" if line else "not_readable")]) from error
    # A first line that counts people already is no line of names.
    first = [(table.header_line, table.header)] if table.header[-1].isdigit() else []
    counts, problems = counts_in([*first, *table.rows])
    if problems:
        raise wrong_lines(problems)
    return counts


def _with_commas(content: bytes) -> bytes:
    # A Dutch spreadsheet writes semicolons; the columns are two, and neither holds a comma then.
    first = content.split(b"\n", 1)[0]
    return content.replace(b";", b",") if b";" in first and b"," not in content else content


def choice_of(
    rows: Iterable[Any],
    label: Any,  # noqa: ANN401 - a text still to be translated
    *,
    text: str = "name",
    nothing: Any = "–",  # noqa: ANN401 - a text still to be translated
    required: bool = False,
) -> forms.ChoiceField:
    """Return a field to choose one row, or none."""
    known = [(row.id, getattr(row, text)) for row in rows]
    return forms.ChoiceField(
        label=label,
        choices=known if required else [("", nothing), *known],
        required=required,
        error_messages={"required": _("Please choose one of these.")},
    )


def some_of(
    rows: Iterable[Any],
    label: Any,  # noqa: ANN401 - a text still to be translated
    *,
    text: str,
) -> forms.MultipleChoiceField:
    """Return a field to choose any number of rows."""
    return forms.MultipleChoiceField(
        label=label,
        choices=[(row.id, getattr(row, text)) for row in rows],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


def optional_number(label: Any, *, whole: bool, **options: Any) -> forms.Field:  # noqa: ANN401 - a text to be translated, and Django's own options
    """Return a field for a number of 0 or more."""
    given: Mapping[str, Any] = {
        "label": label,
        "required": False,
        "min_value": 0,
        "max_value": 10_000_000,
        "widget": forms.TextInput(attrs={"inputmode": "numeric" if whole else "decimal"}),
        **options,
    }
    return forms.IntegerField(**given) if whole else forms.FloatField(**given)


def side_choice(label: Any, *, required: bool = False) -> forms.ChoiceField:  # noqa: ANN401 - a text still to be translated
    """Return a field to choose a side."""
    known = [(side.value, word(side)) for side in Side]
    return forms.ChoiceField(
        label=label,
        choices=known if required else [("", _("Nobody wrote that down")), *known],
        required=required,
        initial=None if required else "",
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose a side.")},
    )
