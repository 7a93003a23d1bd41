"""``counterpoise ledger verify``: verify an exported ledger, and remember it for the next time."""

from pathlib import Path
from typing import Annotated

import typer

from counterpoise.cli.options import LangOption
from counterpoise.cli.speech import reader_language, tell
from counterpoise.ledger.command import remembered_line, report, verify_and_remember
from counterpoise.ledger.export import one_file_verifier

__all__ = ["ledger", "verify"]

ledger = typer.Typer(
    name="ledger",
    help="Verify a ledger: who decided what, and who was told when.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@ledger.callback()
def _group() -> None:
    """Verify a ledger: who decided what, and who was told when."""


@ledger.command()
def verify(
    bundle: Annotated[Path, typer.Argument(metavar="BUNDLE.zip", help="The ledger, as the site exported it.")],
    remember: Annotated[
        Path | None,
        typer.Option(
            "--remember",
            metavar="FILE",
            help="Your own file: it keeps the last checkpoint, and another past is refused the next time.",
        ),
    ] = None,
    lang: LangOption = None,
) -> None:
    """Verify a ledger offline: nothing removed, rewritten, moved or cut off. Ends with 1 if it does not hold."""
    language = reader_language(lang)
    verdict, kept = verify_and_remember(bundle, keep=remember, own=one_file_verifier().encode())
    for wrong, line in report(verdict, lang=language):
        tell(line, error=wrong)
    if kept and remember is not None:
        tell(remembered_line(remember, lang=language))
    if not verdict.holds:
        raise typer.Exit(1)
