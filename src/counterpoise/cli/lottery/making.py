"""Work out chances, and freeze a lottery."""

import secrets
import time
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from counterpoise.cli.files import deliver, hold_places, progress
from counterpoise.cli.lottery.sharing import (
    AddressOption,
    IdOption,
    ObjectiveOption,
    PoolOption,
    QuotasOption,
    SeedOption,
    SizeOption,
    read,
    shaped,
    solved,
    told_problems,
)
from counterpoise.cli.options import Format, FormatOption, LangOption, OutputOption
from counterpoise.cli.speech import reader_language
from counterpoise.inclusion.lottery.announcing import may_announce_as
from counterpoise.inclusion.lottery.draw import as_text, freeze, published
from counterpoise.inclusion.lottery.lottery import Objective
from counterpoise.inclusion.lottery.problems import Problem, say
from counterpoise.inclusion.lottery.report import to_html, to_json, to_text
from counterpoise.inclusion.lottery.telling import frozen_sentences
from counterpoise.inclusion.lottery.veils import canonical

__all__ = ["chances", "panels"]

PublishOption = Annotated[
    Path | None,
    typer.Option("--publish", metavar="FILE", help="Write here what is shown before the draw: no names."),
]


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
    people, wanted, instance = read(pool, quotas, size, column, address, language)
    found = solved(wanted, instance, objective, seed, language)
    if form is Format.JSON:
        content = as_text(to_json(found, people, cpu_seconds=round(time.process_time() - started, 3)))
    elif form is Format.HTML:
        content = to_html(found, people, wanted, lang=language)
    else:
        content = to_text(found, people, wanted, lang=language)
    deliver(content, output, lang=language, read=(pool, quotas))


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
        typer.Option(
            "--announce",
            metavar="KIND:WORDS",
            help="Which chance will choose: dice, drand or text. Three dice before the public if not given.",
        ),
    ] = "",
    publish: PublishOption = None,
    keep: Annotated[
        Path | None,
        typer.Option("--keep", metavar="FILE", help="Keep the frozen lottery here, to draw from: it names people."),
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
    announced = announce or f"dice:{say('telling', 'three_dice', lang=language)}"
    _hold_announcement(announced, at=datetime.now(UTC), lang=language)
    _hold_places(keep, (publish, certificate, output), read=(pool, quotas), lang=language)
    people, wanted, instance = read(pool, quotas, size, column, address, language)
    found = solved(wanted, instance, objective, seed, language)
    with progress(say("steps", "rounding", lang=language)) as step:
        frozen = freeze(
            found,
            people,
            wanted,
            seed=seed,
            files={"pool": pool.read_bytes(), "quotas": quotas.read_bytes()},
            announced=announced,
            salts=[secrets.token_bytes(16) for _ in people.ids],
            version=version("counterpoise"),
            id_column=column,
            addresses=address or (),
            progress=lambda _, done, total: step(done, total),
        )
    if keep is not None:
        deliver(as_text(frozen) + "\n", keep, lang=language, read=(pool, quotas))
    if publish is not None:
        deliver(published(frozen) + "\n", publish, lang=language, read=(pool, quotas))
    if certificate is not None:
        deliver(canonical(frozen["certificate"]) + "\n", certificate, lang=language, read=(pool, quotas))
    kept = keep is not None or form is Format.JSON
    lines = frozen_sentences(frozen, lang=language) if kept else [say("telling", "not_kept", lang=language)]
    deliver(shaped(form, frozen, lines, language), output, lang=language, read=(pool, quotas))


def _hold_places(keep: Path | None, others: tuple[Path | None, ...], *, read: tuple[Path, ...], lang: str) -> None:
    hold_places((keep, *others), read=read)
    if keep is not None and keep.is_file():
        # Its hash may stand in the newspaper, and its codes are random: nothing could bring it back.
        raise told_problems((Problem(str(keep), 0, "--keep", "frozen_there"),), lang)


def _hold_announcement(announced: str, *, at: datetime, lang: str) -> None:
    refusals = may_announce_as(announced, at=at)
    if refusals:
        problems = [Problem("", 0, "--announce", one.code.partition(".")[2], one.given) for one in refusals]
        raise told_problems(tuple(problems), lang)
