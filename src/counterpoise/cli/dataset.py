"""``counterpoise dataset``: write one of the records that the project makes itself."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from counterpoise.cli.files import progress
from counterpoise.cli.options import LangOption
from counterpoise.cli.speech import CommandError, reader_language, say, tell
from counterpoise.datasets.illustrations import illustrations
from counterpoise.datasets.synthetic import synthetic
from counterpoise.formats.bundle import BundleExistsError, write

__all__ = ["dataset"]


class Name(StrEnum):
    """The records that the project makes itself."""

    ILLUSTRATIONS = "illustrations"
    SYNTHETIC = "synthetic"


def dataset(
    name: Annotated[Name, typer.Argument(help="The four illustrations of the paper, or made-up records of any size.")],
    output: Annotated[
        Path, typer.Option("--output", metavar="DIR", help="Where to write: a folder, or a file ending in .zip.")
    ],
    contributions: Annotated[
        int, typer.Option("--contributions", min=0, help="How many contributions to make up.")
    ] = 10_000,
    seed: Annotated[int, typer.Option("--seed", help="The seed: the same one gives the same records.")] = 42,
    lang: LangOption = None,
) -> None:
    """Write the paper's four illustrations, or made-up records of any size, as a bundle."""
    language = reader_language(lang)
    rows = illustrations() if name is Name.ILLUSTRATIONS else synthetic(contributions=contributions, seed=seed)
    try:
        with progress(say("done", "reading", lang=language)):
            manifest = write(rows, output)
    except BundleExistsError as error:
        raise CommandError("bundle_exists", path=error.path) from error
    except OSError as error:
        raise CommandError("cannot_write", path=output, reason=error.strerror or str(error)) from error
    total = sum(file.rows for file in manifest.files)
    tell(say("done", "dataset", lang=language, path=output, rows=total, tables=len(manifest.files)))
