"""``counterpoise lottery``: chances, equal panels, a draw before the public, its verification, replacements."""

import json
import time
from pathlib import Path
from typing import Annotated

import typer

from counterpoise.cli.files import deliver, progress
from counterpoise.cli.options import Format, FormatOption, LangOption, OutputOption
from counterpoise.cli.speech import CommandError, problem_line, reader_language, tell
from counterpoise.formats.pools import WorkbookFaultError, read_table
from counterpoise.inclusion.lottery.infeasible import infeasible
from counterpoise.inclusion.lottery.lottery import Lottery, Objective, solve
from counterpoise.inclusion.lottery.pool import Pool, address_columns, read_pool, shared_addresses
from counterpoise.inclusion.lottery.problems import BadInputError, Problem, say, sentence
from counterpoise.inclusion.lottery.programmes import NoPanelError
from counterpoise.inclusion.lottery.quotas import Quotas, read_quotas
from counterpoise.inclusion.lottery.report import to_html, to_json, to_text
from counterpoise.inclusion.lottery.tables import Table
from counterpoise.inclusion.lottery.types import Instance, instance_of

__all__ = ["lottery"]

MOST_TOLD = 20

lottery = typer.Typer(
    name="lottery",
    help="Draw people by lot: chances, panels, a draw before the public that everybody can check, replacements.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

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


def _read(
    pool: Path, quotas: Path, size: int, column: str, addresses: list[str] | None, lang: str
) -> tuple[Pool, Quotas, Instance]:
    """Read the two files; every problem is told on standard error before the command ends."""
    try:
        if size < 1:
            raise BadInputError(Problem("", 0, "", "size_below_one"))
        wanted = read_quotas(_table(quotas), size=size)
        table = _table(pool)
        people = read_pool(table, wanted, size=size, id_column=column, addresses=addresses or ())
    except BadInputError as error:
        raise _told(error.problems, lang) from error
    except WorkbookFaultError as error:
        tell(problem_line(error.problem, lang=lang), error=True)
        tell(f"counterpoise: {say('problems', 'nothing_drawn', lang=lang, number=1)}", error=True)
        raise typer.Exit(1) from error
    if not addresses and address_columns(table):
        # Two people at one address are no mistake, but somebody has to look at it.
        _tell_all(shared_addresses(table, address_columns(table)), lang)
    return people, wanted, instance_of(people, wanted, size=size)


def _table(path: Path) -> Table:
    try:
        return read_table(path)
    except OSError as error:
        raise CommandError("cannot_read", path=path, reason=error.strerror or str(error)) from error


def _tell_all(problems: list[Problem] | tuple[Problem, ...], lang: str) -> None:
    for problem in problems[:MOST_TOLD]:
        tell(sentence(problem, lang=lang), error=True)
    if len(problems) > MOST_TOLD:
        tell(say("problems", "and_more", lang=lang, number=len(problems) - MOST_TOLD), error=True)


def _told(problems: tuple[Problem, ...], lang: str) -> typer.Exit:
    _tell_all(problems, lang)
    tell(f"counterpoise: {say('problems', 'nothing_drawn', lang=lang, number=len(problems))}", error=True)
    return typer.Exit(1)


def _solved(wanted: Quotas, instance: Instance, objective: Objective, seed: int, lang: str) -> Lottery:
    labels = {name: say("steps", name, lang=lang) for name in ("aim", "panels", "weights", "proof")}
    try:
        with progress(labels["aim"]) as step:
            return solve(instance, objective=objective, seed=seed, progress=lambda name, done, total: step(done, total))
    except NoPanelError as error:
        raise _told((infeasible(instance, wanted, lang=lang),), lang) from error


@lottery.command()
def chances(
    pool: PoolOption,
    quotas: QuotasOption,
    size: SizeOption,
    objective: ObjectiveOption = Objective.LEXIMIN,
    column: IdOption = "",
    address: AddressOption = None,
    seed: SeedOption = 42,
    lang: LangOption = None,
    form: FormatOption = Format.TEXT,
    output: OutputOption = None,
) -> None:
    """Work out the fairest chances that the quotas allow, with the proof that no lottery is fairer."""
    language = reader_language(lang)
    started = time.process_time()
    people, wanted, instance = _read(pool, quotas, size, column, address, language)
    found = _solved(wanted, instance, objective, seed, language)
    match form:
        case Format.JSON:
            values = to_json(found, people, cpu_seconds=round(time.process_time() - started, 3))
            content = json.dumps(values, ensure_ascii=False, indent=1, allow_nan=False)
        case Format.HTML:
            content = to_html(found, people, wanted, lang=language)
        case Format.TEXT:
            content = to_text(found, people, wanted, lang=language)
    deliver(content, output, lang=language, read=(pool, quotas))
