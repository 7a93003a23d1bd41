"""Check a draw."""

from pathlib import Path
from typing import Annotated

import typer

from counterpoise.cli.files import deliver, hold_places
from counterpoise.cli.lottery.sharing import bytes_of, shaped
from counterpoise.cli.options import Format, FormatOption, LangOption, OutputOption
from counterpoise.cli.speech import reader_language
from counterpoise.inclusion.lottery.draw import read_published
from counterpoise.inclusion.lottery.problems import say
from counterpoise.inclusion.lottery.verifier import check, unproved

__all__ = ["verify"]


def verify(
    published_lottery: Annotated[Path, typer.Option("--lottery", metavar="FILE", help="What was published before.")],
    drawn: Annotated[Path, typer.Option("--draw", metavar="FILE", help="The draw.")],
    pool: Annotated[
        Path | None, typer.Option("--pool", metavar="FILE", help="The pool, to see it is the same.")
    ] = None,
    quotas: Annotated[Path | None, typer.Option("--quotas", metavar="FILE", help="The quotas, likewise.")] = None,
    certificate: Annotated[
        Path | None,
        typer.Option("--certificate", metavar="FILE", help="The proof, to do its sums again."),
    ] = None,
    lang: LangOption = None,
    form: FormatOption = Format.TEXT,
    output: OutputOption = None,
) -> None:
    """Check a draw: the lottery's hash, the chance from outside, the panel, everybody's chance, files and proof."""
    language = reader_language(lang)
    hold_places((output,), read=(published_lottery, drawn, pool, quotas, certificate))
    told = read_published(*(bytes_of(path).decode("utf-8", "replace") for path in (published_lottery, drawn)))
    given = (("pool", pool), ("quotas", quotas), ("certificate", certificate))
    files = {name: bytes_of(path) for name, path in given if path is not None}
    wrong = check(told.lottery, told.draw, files)
    wrong += ["wrong_names"] if told.unlike else []
    open_parts = unproved(files) if "certificate" in files and "certificate_unreadable" not in wrong else []
    lines = [say("verify", code, lang=language) for code in wrong] or [say("verify", "all_well", lang=language)]
    lines += [say("verify", "look_at", lang=language, place=place) for place in told.misfits]
    lines += [say("verify", "name_differs", lang=language, name=name) for name in told.unlike]
    open_parts += ["names_not_compared"] if told.names_without_salts else []
    lines += [say("verify", code, lang=language) for code in open_parts]
    values = {"verified": not wrong, "wrong": wrong, "unproved": open_parts, "names": told.unlike}
    deliver(
        shaped(form, values | {"places": told.misfits}, lines, language),
        output,
        lang=language,
        read=(published_lottery, drawn, pool, quotas, certificate),
    )
    if wrong:
        raise typer.Exit(1)
