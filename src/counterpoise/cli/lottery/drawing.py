"""Draw the panel from a frozen lottery, or rehearse."""

from pathlib import Path
from typing import Annotated, Any

import typer

from counterpoise.cli.files import deliver, hold_places
from counterpoise.cli.lottery.sharing import (
    AddressOption,
    IdOption,
    ObjectiveOption,
    SeedOption,
    frozen_before,
    read,
    same_files,
    shaped,
    solved,
    told_problems,
)
from counterpoise.cli.options import Format, FormatOption, LangOption, OutputOption
from counterpoise.cli.speech import CommandError, reader_language
from counterpoise.inclusion.lottery.draw import (
    OtherChanceError,
    as_text,
    rehearsal,
    without_names,
)
from counterpoise.inclusion.lottery.draw import draw as draw_panel
from counterpoise.inclusion.lottery.lottery import Objective
from counterpoise.inclusion.lottery.problems import Problem
from counterpoise.inclusion.lottery.telling import draw_sentences
from counterpoise.inclusion.lottery.verifier import UnusableRandomnessError

__all__ = ["draw"]


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
    publish: Annotated[
        Path | None,
        typer.Option("--publish", metavar="FILE", help="Write here what is shown after the draw: hashes, no names."),
    ] = None,
    lang: LangOption = None,
    form: FormatOption = Format.TEXT,
    output: OutputOption = None,
) -> None:
    """Draw the panel from a frozen lottery with chance from outside; without it, rehearse with the seed."""
    language = reader_language(lang)
    hold_places((publish, output), read=(frozen, pool, quotas))
    if frozen is not None:
        if not randomness:
            raise CommandError("usage", exit_code=2, message="--lottery needs --randomness.", command="lottery draw")
        result = _drawn(frozen, randomness, {"pool": pool, "quotas": quotas}, language)
    else:
        if randomness or pool is None or quotas is None or not size or publish is not None:
            raise CommandError(
                "usage",
                exit_code=2,
                message="Give --lottery and --randomness, or --pool, --quotas and --size to rehearse; nothing is "
                "published of a rehearsal.",
                command="lottery draw",
            )
        people, wanted, instance = read(pool, quotas, size, column, address, language)
        result = rehearsal(solved(wanted, instance, objective, seed, language), people, seed=seed)
    if publish is not None:
        deliver(as_text(without_names(result)) + "\n", publish, lang=language, read=(frozen, pool, quotas))
    told = shaped(form, result, draw_sentences(result, lang=language), language)
    deliver(told, output, lang=language, read=(frozen, pool, quotas))


def _drawn(path: Path, randomness: str, files: dict[str, Path | None], lang: str) -> dict[str, Any]:
    frozen = frozen_before(path, lang=lang)
    same_files(frozen["public"]["files"], files, lang)
    try:
        return draw_panel(frozen, randomness=randomness)
    except UnusableRandomnessError as error:
        raise told_problems((Problem("", 0, "", "randomness_unusable", {"randomness": randomness}),), lang) from error
    except OtherChanceError as error:
        given = {"randomness": randomness, "announced": error.announced}
        raise told_problems((Problem("", 0, "", "randomness_of_another_kind", given),), lang) from error
    except KeyError as error:
        # Somebody on the panel who is not among the people; the numbers on the panels were not frozen by us.
        raise told_problems((Problem(path.name, 0, "", "lottery_changed"),), lang) from error
