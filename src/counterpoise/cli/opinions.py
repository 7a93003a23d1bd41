"""``counterpoise opinions``: who thinks alike, what holds across groups, and how sure one can be."""

import json
import time
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from counterpoise.cli.files import deliver, progress
from counterpoise.cli.options import Format, FormatOption, LangOption, OutputOption
from counterpoise.cli.speech import CommandError, reader_language, say
from counterpoise.formats.polis import read_votes
from counterpoise.interests.opinions.mapping import map_polis
from counterpoise.interests.opinions.report.json import to_json

__all__ = ["opinions"]


class Mode(StrEnum):
    """Which way of finding groups."""

    MODEL = "model"
    POLIS = "polis"


def opinions(
    votes: Annotated[Path, typer.Argument(metavar="VOTES.csv|FOLDER")],
    mode: Annotated[Mode, typer.Option("--mode")] = Mode.MODEL,
    lang: LangOption = None,
    form: FormatOption = Format.TEXT,
    output: OutputOption = None,
) -> None:
    """Map the opinions behind votes on statements."""
    language = reader_language(lang)
    started = time.process_time()
    with progress(say("done", "reading", lang=language)) as step:
        read = read_votes(votes, progress=step)
    found = map_polis(read.shown)
    spent = time.process_time() - started
    deliver(json.dumps(to_json(found, cpu_seconds=spent), ensure_ascii=False, allow_nan=False), output, lang=language)
