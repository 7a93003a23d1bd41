"""The verbs and their options."""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from counterpoise.cli.files import deliver
from counterpoise.cli.options import Format, FormatOption, Lang, OutputOption
from counterpoise.cli.speech import reader_language
from counterpoise.cli.voices import grouping, positions, whose
from counterpoise.cli.voices.blocks import Block, as_html, as_text
from counterpoise.cli.voices.gathering import gather
from counterpoise.cli.voices.speaking import complaint, phrase

__all__ = ["voices"]

voices = typer.Typer(
    help="Whose words, which themes, what no category holds, and how texts position people.",
    rich_markup_mode=None,
)

FilesArgument = Annotated[
    list[Path],
    typer.Argument(metavar="FILE...", help="Text, Markdown, HTML, DOCX or PDF; or CSV or XLSX with --column."),
]
ColumnOption = Annotated[
    str, typer.Option("--column", metavar="NAME", help="The column of a table in which the texts are.")
]
LangOption = Annotated[
    Lang | None,
    typer.Option(
        "--lang",
        help="The language in which the result is told; your terminal's if not given. That of the texts is found.",
    ),
]
SeedOption = Annotated[int, typer.Option("--seed", help="The seed of every draw.")]


def _out(
    title: str,
    found: tuple[Mapping[str, Any], Sequence[Block]],
    *,
    form: Format,
    output: Path | None,
    lang: str,
    source: str,
    read: Sequence[Path | None],
) -> None:
    data, blocks = found
    heading = phrase("titles", title, lang=lang)
    write: Mapping[Format, Callable[[], str]] = {
        Format.JSON: lambda: json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False),
        Format.HTML: lambda: as_html(heading, blocks, lang=lang, source=source),
        Format.TEXT: lambda: as_text(heading, blocks),
    }
    deliver(write[form](), output, lang=lang, read=read)


@voices.command()
def words(
    files: FilesArgument,
    column: ColumnOption = "",
    by: Annotated[
        str, typer.Option("--by", metavar="NAME", help="The column that says who speaks; else each file is a side.")
    ] = "",
    speaker: Annotated[
        str,
        typer.Option("--speaker", metavar="NAME", help="The column that names the person; else each text is one."),
    ] = "",
    decision: Annotated[
        Path | None, typer.Option("--decision", metavar="FILE", help="The decision: whose words does it use?")
    ] = None,
    seed: SeedOption = 42,
    lang: LangOption = None,
    form: FormatOption = Format.TEXT,
    output: OutputOption = None,
) -> None:
    """Say which words each side uses, how far their vocabularies lie apart, and whose words a decision uses."""
    language = reader_language(lang)
    gathered = gather(files, column=column, lang=language)
    if by and by == column:
        raise complaint("by_is_text", lang=language, exit_code=2, column=by)
    found = whose.told(gathered, by=by, speaker=speaker, decision=decision, seed=seed, lang=language)
    _out(
        "words",
        found,
        form=form,
        output=output,
        lang=language,
        source=gathered.language,
        read=[*files, decision],
    )


@voices.command()
def positioning(
    files: FilesArgument,
    column: ColumnOption = "",
    seed: SeedOption = 42,
    lang: LangOption = None,
    form: FormatOption = Format.TEXT,
    output: OutputOption = None,
) -> None:
    """Say how texts position people: acting, acted upon, as partners or as a topic; and which big words they use."""
    language = reader_language(lang)
    gathered = gather(files, column=column, lang=language)
    _out(
        "positioning",
        positions.told(gathered, seed=seed, lang=language),
        form=form,
        output=output,
        lang=language,
        source=gathered.language,
        read=files,
    )


NumberOption = Annotated[
    int | None, typer.Option("--number", metavar="N", help="How many themes to look for; by their number if not given.")
]


@voices.command()
def themes(
    files: FilesArgument,
    column: ColumnOption = "",
    number: NumberOption = None,
    seed: SeedOption = 42,
    lang: LangOption = None,
    form: FormatOption = Format.TEXT,
    output: OutputOption = None,
) -> None:
    """Group contributions by their words, with typical quotes. Every contribution has a place."""
    language = reader_language(lang)
    gathered = gather(files, column=column, lang=language)
    found = grouping.told_themes(gathered, number=number, seed=seed, lang=language)
    _out("themes", found, form=form, output=output, lang=language, source=gathered.language, read=files)


@voices.command()
def coverage(
    files: FilesArgument,
    taxonomy: Annotated[
        Path | None,
        typer.Option(
            "--taxonomy",
            metavar="FILE",
            help="The categories of professionals: a text with one a line (name: description), or a table.",
        ),
    ] = None,
    column: ColumnOption = "",
    category: Annotated[
        str, typer.Option("--category", metavar="NAME", help="In a table of categories, the column with their names.")
    ] = "",
    description: Annotated[
        str,
        typer.Option("--description", metavar="NAME", help="In a table of categories, the column that describes them."),
    ] = "",
    number: NumberOption = None,
    seed: SeedOption = 42,
    lang: LangOption = None,
    form: FormatOption = Format.TEXT,
    output: OutputOption = None,
) -> None:
    """Say what people bring up that no category of the professionals holds; the uncovered comes first."""
    language = reader_language(lang)
    if taxonomy is None:
        raise complaint("taxonomy_needed", lang=language, exit_code=2)
    gathered = gather(files, column=column, lang=language)
    found = grouping.told_coverage(
        gathered,
        taxonomy=taxonomy,
        category=category,
        column=description,
        number=number,
        seed=seed,
        lang=language,
    )
    _out(
        "coverage",
        found,
        form=form,
        output=output,
        lang=language,
        source=gathered.language,
        read=[*files, taxonomy],
    )
