"""What the verbs of a lottery share: their options, reading pool and quotas, and reading what they wrote before."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from counterpoise.cli.files import progress
from counterpoise.cli.options import Format
from counterpoise.cli.speech import CommandError, problem_line, tell
from counterpoise.formats.pools import WorkbookFaultError, read_table
from counterpoise.inclusion.lottery.draw import as_text, changed_files
from counterpoise.inclusion.lottery.infeasible import infeasible
from counterpoise.inclusion.lottery.lottery import Lottery, Objective, solve
from counterpoise.inclusion.lottery.pool import Pool, address_columns, numbered_by_row, read_pool, shared_addresses
from counterpoise.inclusion.lottery.problems import BadInputError, Problem, say, sentence
from counterpoise.inclusion.lottery.programmes import NoPanelError
from counterpoise.inclusion.lottery.quotas import Quotas, read_quotas
from counterpoise.inclusion.lottery.tables import Table
from counterpoise.inclusion.lottery.telling import page
from counterpoise.inclusion.lottery.types import Instance, instance_of
from counterpoise.inclusion.lottery.veils import PEOPLE, canonical, unlike
from counterpoise.inclusion.lottery.verifier import LOTTERY, misfit, sha256

__all__ = [
    "AddressOption", "IdOption", "ObjectiveOption", "PoolOption", "QuotasOption", "SeedOption", "SizeOption",
    "bytes_of", "frozen_before", "read", "read_again", "same_files", "shaped", "solved", "told_problems",
    "written_before",
]  # fmt: skip

MOST_TOLD = 20
FROZEN = {"public": LOTTERY, "people": PEOPLE, "commitment": str}
PoolOption = Annotated[Path, typer.Option("--pool", metavar="FILE", help="Who can be drawn: CSV or .xlsx.")]
QuotasOption = Annotated[Path, typer.Option("--quotas", metavar="FILE", help="The quotas: CSV or .xlsx.")]
SizeOption = Annotated[int, typer.Option("--size", metavar="K", help="How many people a panel has.")]
ObjectiveOption = Annotated[Objective, typer.Option("--objective", help="What the lottery aims at.")]
IdOption = Annotated[
    str, typer.Option("--id", metavar="COLUMN", help="The column of ids; row numbers if there is none.")
]
AddressOption = Annotated[
    list[str] | None,
    typer.Option("--address", metavar="COLUMN", help="A column of the address: at most one person of each is drawn."),
]
SeedOption = Annotated[int, typer.Option("--seed", help="The seed of every draw.")]


def read(
    pool: Path, quotas: Path, size: int, column: str, addresses: list[str] | None, lang: str
) -> tuple[Pool, Quotas, Instance]:
    """Read the two files; every problem is told on standard error before the command ends."""
    if size < 1:
        raise told_problems((Problem("", 0, "", "size_below_one"),), lang)
    try:
        wanted = read_quotas(_table(quotas), size=size)
        table = _table(pool)
        people = read_pool(table, wanted, size=size, id_column=column, addresses=addresses or ())
    except BadInputError as error:
        raise told_problems(error.problems, lang) from error
    except WorkbookFaultError as error:
        tell(problem_line(error.problem, lang=lang), error=True)
        tell(f"counterpoise: {say('problems', 'nothing_drawn', lang=lang, number=1)}", error=True)
        raise typer.Exit(1) from error
    by_row, guess = numbered_by_row(table)
    if by_row and not column:
        more = say("problems", "row_numbers_guess", lang=lang, column=guess) if guess else ""
        tell_all([Problem(table.file, 0, "", "row_numbers", {"pool": table.file, "guess": more})], lang)
    if not addresses and address_columns(table):
        # Two people at one address are no mistake, but somebody has to look at it.
        tell_all(shared_addresses(table, address_columns(table)), lang)
    return people, wanted, instance_of(people, wanted, size=size)


def read_again(pool: Path, quotas: Path, size: int, settings: dict[str, Any], lang: str) -> tuple[Pool, Quotas]:
    """Read the two files as they were read when their lottery was frozen.

    Parameters
    ----------
    pool, quotas, size
        The files, and how many people a panel has.
    settings
        The columns by which the pool was read, as they were frozen.
    lang
        The language for what is wrong with them.
    """
    people, wanted, _ = read(pool, quotas, size, settings["id"], settings["address"], lang)
    return people, wanted


def _table(path: Path) -> Table:
    try:
        return read_table(path)
    except OSError as error:
        raise CommandError("cannot_read", path=path, reason=error.strerror or str(error)) from error


def tell_all(problems: list[Problem] | tuple[Problem, ...], lang: str) -> None:
    # By line, so that of many mistakes of several kinds the first of each kind are told.
    for problem in sorted(problems, key=lambda one: (one.file, one.line))[:MOST_TOLD]:
        tell(sentence(problem, lang=lang), error=True)
    if len(problems) > MOST_TOLD:
        tell(say("problems", "and_more", lang=lang, number=len(problems) - MOST_TOLD), error=True)


def told_problems(problems: tuple[Problem, ...], lang: str) -> typer.Exit:
    """Tell what is wrong, and return the end of the command."""
    tell_all(problems, lang)
    tell(f"counterpoise: {say('problems', 'nothing_drawn', lang=lang, number=len(problems))}", error=True)
    return typer.Exit(1)


def solved(wanted: Quotas, instance: Instance, objective: Objective, seed: int, lang: str) -> Lottery:
    """Work out the fairest chances, showing how far it is; where there is no panel, tell the smallest change."""
    labels = {name: say("steps", name, lang=lang) for name in ("aim", "panels", "weights", "proof")}
    try:
        with progress(labels["aim"]) as step:
            return solve(instance, objective=objective, seed=seed, progress=lambda _, done, total: step(done, total))
    except NoPanelError as error:
        raise told_problems((infeasible(instance, wanted, lang=lang),), lang) from error


def bytes_of(path: Path) -> bytes:
    """Return what stands in a file."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise CommandError("cannot_read", path=path, reason=error.strerror or str(error)) from error


def same_files(hashes: dict[str, str], files: dict[str, Path | None], lang: str) -> None:
    """Hold that files are those that were frozen.

    Parameters
    ----------
    hashes
        The hash of each, as it was frozen, by what the file is.
    files, lang
        The files that were given, and the language in which one that was changed is named.
    """
    there = {name: bytes_of(path) for name, path in files.items() if path is not None}
    wrong = changed_files({"public": {"files": hashes}}, there)
    if wrong:
        raise told_problems(tuple(Problem(str(files[name]), 0, "", f"{name}_changed") for name in wrong), lang)


def written_before(path: Path, shape: Any, *, lang: str) -> dict[str, Any]:  # noqa: ANN401 - shapes as the verifier has them
    """Read a file that this program wrote before; what stands at another place in it is named.

    Parameters
    ----------
    path, lang
        The file, and the language for what is wrong with it.
    shape
        What stands where in it.
    """
    try:
        value = json.loads(bytes_of(path), parse_constant=int)
        # Half a sign of two halves cannot be written again.
        json.dumps(value, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise CommandError("cannot_read", path=path, reason="JSON") from error
    place = misfit(value, shape)
    if place:
        raise told_problems((Problem(path.name, 0, "", "misshapen", {"place": place}),), lang)
    found: dict[str, Any] = value
    return found


def frozen_before(path: Path, *, lang: str) -> dict[str, Any]:
    """Read a lottery that was frozen, with its names, in which nothing was changed since.

    Parameters
    ----------
    path, lang
        The file, and the language for what is wrong with it.
    """
    frozen = written_before(path, FROZEN, lang=lang)
    wrong = [Problem(path.name, 0, "", "name_changed", {"name": name}) for name in unlike(frozen["people"])]
    veils = {one["veil"] for one in frozen["people"].values()}
    if sha256(canonical(frozen["public"])) != frozen["commitment"] or veils != set(frozen["public"]["chances"]):
        wrong.insert(0, Problem(path.name, 0, "", "lottery_changed"))
    if wrong:
        raise told_problems(tuple(wrong), lang)
    return frozen


def shaped(form: Format, values: dict[str, Any], lines: list[str], lang: str) -> str:
    """Return a result in the form that was asked for."""
    match form:
        case Format.JSON:
            return as_text(values)
        case Format.HTML:
            return page(say("report", "title", lang=lang), lines, lang=lang)
    return "\n".join(lines) + "\n"
