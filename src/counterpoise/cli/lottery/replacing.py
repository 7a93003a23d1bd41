"""Choose who takes the places of those who left."""

from pathlib import Path
from typing import Annotated

import typer

from counterpoise.cli.files import deliver, hold_places
from counterpoise.cli.lottery.sharing import (
    AddressOption,
    IdOption,
    PoolOption,
    QuotasOption,
    SizeOption,
    read,
    same_files,
    shaped,
    told_problems,
    written_before,
)
from counterpoise.cli.options import Format, FormatOption, LangOption, OutputOption
from counterpoise.cli.speech import CommandError, reader_language
from counterpoise.inclusion.lottery.leaving import replacement_seed
from counterpoise.inclusion.lottery.problems import Problem
from counterpoise.inclusion.lottery.replacement import NotEnoughLeftError, UnknownPersonError
from counterpoise.inclusion.lottery.replacement import replace as choose_replacement
from counterpoise.inclusion.lottery.telling import replacement_sentences
from counterpoise.inclusion.lottery.verifier import DRAW

__all__ = ["replace"]

REHEARSAL = "counterpoise-rehearsal-1"


def replace(
    pool: PoolOption,
    quotas: QuotasOption,
    size: SizeOption,
    drawn: Annotated[Path, typer.Option("--draw", metavar="FILE", help="The draw.")],
    gone: Annotated[list[str], typer.Option("--gone", metavar="ID", help="Who left; once for each.")],
    unwilling: Annotated[
        list[str] | None, typer.Option("--unwilling", metavar="ID", help="Who cannot be asked any more.")
    ] = None,
    column: IdOption = "",
    address: AddressOption = None,
    seed: Annotated[
        int | None, typer.Option("--seed", help="Only after a rehearsal; after a draw its own chance is used.")
    ] = None,
    lang: LangOption = None,
    form: FormatOption = Format.TEXT,
    output: OutputOption = None,
) -> None:
    """Choose who takes the places of those who left, so that the quotas are kept as well as can be."""
    language = reader_language(lang)
    hold_places((output,), read=(pool, quotas, drawn))
    before = written_before(drawn, {"people": [str], "format": str}, lang=language)
    chance = _seed(drawn, before, seed, language)
    if "files" in before:
        # Whoever could take people out of the pool, or change a quota, would choose who comes.
        hashes = written_before(drawn, {"files": {str: str}}, lang=language)["files"]
        same_files(hashes, {"pool": pool, "quotas": quotas}, language)
    people, wanted, _ = read(pool, quotas, size, column, address, language)
    try:
        panel = list(dict.fromkeys(before["people"]))
        found = choose_replacement(
            people, wanted, panel, list(dict.fromkeys(gone)), seed=chance, unwilling=unwilling or ()
        )
    except UnknownPersonError as error:
        raise told_problems((Problem(drawn.name, 0, "", "unknown_person", {"name": error.name}),), language) from error
    except NotEnoughLeftError as error:
        given = {"wanted": error.wanted, "left": error.left}
        raise told_problems((Problem(people.file, 0, "", "not_enough_left", given),), language) from error
    values = {
        "replacements": list(found.people),
        "panel": list(found.panel),
        "broken": found.broken,
        "expected": found.expected,
    }
    told = shaped(form, values, replacement_sentences(found, lang=language), language)
    deliver(told, output, lang=language, read=(pool, quotas, drawn))


def _seed(path: Path, before: dict[str, object], seed: int | None, lang: str) -> int | str:
    """Return by what chance replacements are found: after a draw by its own, so that nobody can look for another."""
    if before["format"] == REHEARSAL:
        return 42 if seed is None else seed
    if seed is not None:
        message = "After a draw its own chance finds who comes: leave --seed out."
        raise CommandError("usage", exit_code=2, message=message, command="lottery replace")
    return replacement_seed(written_before(path, DRAW, lang=lang))
