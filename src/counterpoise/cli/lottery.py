"""``counterpoise lottery``: chances, equal panels, a draw before the public, its verification, replacements."""

import json
import secrets
import time
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any

import typer

from counterpoise.cli.files import deliver, progress
from counterpoise.cli.options import Format, FormatOption, LangOption, OutputOption
from counterpoise.cli.speech import CommandError, problem_line, reader_language, tell
from counterpoise.formats.pools import WorkbookFaultError, read_table
from counterpoise.inclusion.lottery.draw import (
    OtherChanceError,
    as_text,
    changed_files,
    freeze,
    public_text,
    published,
    rehearsal,
)
from counterpoise.inclusion.lottery.draw import draw as draw_panel
from counterpoise.inclusion.lottery.infeasible import infeasible
from counterpoise.inclusion.lottery.lottery import Lottery, Objective, solve
from counterpoise.inclusion.lottery.pool import Pool, address_columns, read_pool, shared_addresses
from counterpoise.inclusion.lottery.problems import BadInputError, Problem, say, sentence
from counterpoise.inclusion.lottery.programmes import NoPanelError
from counterpoise.inclusion.lottery.quotas import Quotas, read_quotas
from counterpoise.inclusion.lottery.replacement import NotEnoughLeftError, UnknownPersonError
from counterpoise.inclusion.lottery.replacement import replace as choose_replacement
from counterpoise.inclusion.lottery.report import to_html, to_json, to_text
from counterpoise.inclusion.lottery.tables import Table
from counterpoise.inclusion.lottery.telling import draw_sentences, frozen_sentences, page, replacement_sentences
from counterpoise.inclusion.lottery.types import Instance, instance_of
from counterpoise.inclusion.lottery.verifier import UnusableRandomnessError, canonical, check, unproved

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
    if size < 1:
        raise _told((Problem("", 0, "", "size_below_one"),), lang)
    try:
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
    # By line, so that of many mistakes of several kinds the first of each kind are told.
    for problem in sorted(problems, key=lambda one: (one.file, one.line))[:MOST_TOLD]:
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
            return solve(instance, objective=objective, seed=seed, progress=lambda _, done, total: step(done, total))
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
    if form is Format.JSON:
        content = as_text(to_json(found, people, cpu_seconds=round(time.process_time() - started, 3)))
    elif form is Format.HTML:
        content = to_html(found, people, wanted, lang=language)
    else:
        content = to_text(found, people, wanted, lang=language)
    deliver(content, output, lang=language, read=(pool, quotas))


def _frozen(path: Path) -> dict[str, Any]:
    """Read a frozen lottery or a draw that this program wrote."""
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CommandError("cannot_read", path=path, reason=error.strerror or str(error)) from error
    except ValueError as error:
        raise CommandError("cannot_read", path=path, reason="JSON") from error
    if not isinstance(value, dict):
        raise CommandError("cannot_read", path=path, reason="JSON")
    return value


@lottery.command()
def panels(
    pool: PoolOption,
    quotas: QuotasOption,
    size: SizeOption,
    objective: ObjectiveOption = Objective.LEXIMIN,
    column: IdOption = "",
    address: AddressOption = None,
    seed: SeedOption = 42,
    announce: Annotated[
        str,
        typer.Option("--announce", help="Which chance will choose, as KIND:WORDS; the kind is dice, drand or text."),
    ] = "dice:three ten-sided dice, thrown before the public",
    publish: Annotated[
        Path | None,
        typer.Option("--publish", metavar="FILE", help="Write here what is shown before the draw: no names."),
    ] = None,
    certificate: Annotated[
        Path | None,
        typer.Option("--certificate", metavar="FILE", help="Write the proof here: for whoever may see the pool."),
    ] = None,
    lang: LangOption = None,
    form: FormatOption = Format.TEXT,
    output: OutputOption = None,
) -> None:
    """Freeze a lottery: a thousand equally likely panels, and the hash to publish before the draw."""
    language = reader_language(lang)
    people, wanted, instance = _read(pool, quotas, size, column, address, language)
    found = _solved(wanted, instance, objective, seed, language)
    with progress(say("steps", "rounding", lang=language)) as step:
        frozen = freeze(
            found,
            people,
            wanted,
            seed=seed,
            files={"pool": pool.read_bytes(), "quotas": quotas.read_bytes()},
            announced=announce,
            salts=[secrets.token_bytes(16) for _ in people.ids],
            version=version("counterpoise"),
            progress=lambda _, done, total: step(done, total),
        )
    if publish is not None:
        deliver(published(frozen) + "\n", publish, lang=language, read=(pool, quotas))
    if certificate is not None:
        deliver(canonical(frozen["certificate"]) + "\n", certificate, lang=language, read=(pool, quotas))
    lines = frozen_sentences(frozen, lang=language)
    deliver(_shaped(form, frozen, lines, language), output, lang=language, read=(pool, quotas))


@lottery.command()
def draw(
    frozen: Annotated[
        Path | None, typer.Option("--lottery", metavar="FILE", help="The lottery that was frozen.")
    ] = None,
    randomness: Annotated[
        str, typer.Option("--randomness", help="What came out: dice:4-0-7, drand:ROUND:HEX or text:WORDS.")
    ] = "",
    pool: Annotated[Path | None, typer.Option("--pool", metavar="FILE", help="Who can be drawn.")] = None,
    quotas: Annotated[Path | None, typer.Option("--quotas", metavar="FILE", help="The quotas.")] = None,
    size: Annotated[int, typer.Option("--size", metavar="K", help="How many people a panel has.")] = 0,
    objective: ObjectiveOption = Objective.LEXIMIN,
    column: IdOption = "",
    address: AddressOption = None,
    seed: SeedOption = 42,
    lang: LangOption = None,
    form: FormatOption = Format.TEXT,
    output: OutputOption = None,
) -> None:
    """Draw the panel from a frozen lottery with chance from outside; without it, rehearse with the seed."""
    language = reader_language(lang)
    if frozen is not None:
        if not randomness:
            raise CommandError("usage", exit_code=2, message="--lottery needs --randomness.", command="lottery draw")
        _same_files(_frozen(frozen), {"pool": pool, "quotas": quotas}, language)
        try:
            result = draw_panel(_frozen(frozen), randomness=randomness)
        except UnusableRandomnessError as error:
            raise _told((Problem("", 0, "", "randomness_unusable", {"randomness": randomness}),), language) from error
        except OtherChanceError as error:
            given = {"randomness": randomness, "announced": error.announced}
            raise _told((Problem("", 0, "", "randomness_of_another_kind", given),), language) from error
        except (KeyError, TypeError) as error:
            raise CommandError("cannot_read", path=frozen, reason="JSON") from error
    else:
        if randomness or pool is None or quotas is None or not size:
            raise CommandError(
                "usage",
                exit_code=2,
                message="Give --lottery and --randomness, or --pool, --quotas and --size to rehearse.",
                command="lottery draw",
            )
        people, wanted, instance = _read(pool, quotas, size, column, address, language)
        result = rehearsal(_solved(wanted, instance, objective, seed, language), people, seed=seed)
    told = _shaped(form, result, draw_sentences(result, lang=language), language)
    deliver(told, output, lang=language, read=(frozen, pool, quotas))


def _same_files(frozen: dict[str, Any], files: dict[str, Path | None], lang: str) -> None:
    wrong = changed_files(frozen, {name: _bytes(path) for name, path in files.items() if path is not None})
    if wrong:
        raise _told(tuple(Problem(str(files[name]), 0, "", f"{name}_changed") for name in wrong), lang)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CommandError("cannot_read", path=path, reason=error.strerror or str(error)) from error


@lottery.command()
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
    texts = [_bytes(path).decode("utf-8", "replace") for path in (published_lottery, drawn)]
    given = (("pool", pool), ("quotas", quotas), ("certificate", certificate))
    files = {name: _bytes(path) for name, path in given if path is not None}
    wrong = check(public_text(texts[0]), texts[1], files)
    open_parts = unproved(files) if "certificate" in files and "certificate_unreadable" not in wrong else []
    lines = [say("verify", code, lang=language) for code in wrong] or [say("verify", "all_well", lang=language)]
    lines += [say("verify", code, lang=language) for code in open_parts]
    told = _shaped(form, {"verified": not wrong, "wrong": wrong, "unproved": open_parts}, lines, language)
    deliver(told, output, lang=language, read=(published_lottery, drawn, pool, quotas, certificate))
    if wrong:
        raise typer.Exit(1)


@lottery.command()
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
    seed: SeedOption = 42,
    lang: LangOption = None,
    form: FormatOption = Format.TEXT,
    output: OutputOption = None,
) -> None:
    """Choose who takes the places of those who left, so that the quotas are kept as well as can be."""
    language = reader_language(lang)
    people, wanted, _ = _read(pool, quotas, size, column, address, language)
    panel = _frozen(drawn).get("people", [])
    try:
        found = choose_replacement(
            people, wanted, panel, list(dict.fromkeys(gone)), seed=seed, unwilling=unwilling or ()
        )
    except UnknownPersonError as error:
        raise _told((Problem(drawn.name, 0, "", "unknown_person", {"name": error.name}),), language) from error
    except NotEnoughLeftError as error:
        given = {"wanted": error.wanted, "left": error.left}
        raise _told((Problem(people.file, 0, "", "not_enough_left", given),), language) from error
    values = {
        "replacements": list(found.people),
        "panel": list(found.panel),
        "broken": found.broken,
        "expected": found.expected,
    }
    told = _shaped(form, values, replacement_sentences(found, lang=language), language)
    deliver(told, output, lang=language, read=(pool, quotas, drawn))


def _shaped(form: Format, values: dict[str, Any], lines: list[str], lang: str) -> str:
    match form:
        case Format.JSON:
            return as_text(values)
        case Format.HTML:
            return page(say("report", "title", lang=lang), lines, lang=lang)
    return "\n".join(lines) + "\n"
