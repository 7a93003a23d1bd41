"""``counterpoise lottery``: chances, equal panels, a draw before the public, its verification, replacements."""

import typer

from counterpoise.cli.lottery.drawing import draw
from counterpoise.cli.lottery.making import chances, panels
from counterpoise.cli.lottery.replacing import replace
from counterpoise.cli.lottery.verifying import verify

__all__ = ["lottery"]

lottery = typer.Typer(
    name="lottery",
    help="Draw people by lot: chances, panels, a draw before the public that everybody can check, replacements.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
for verb in (chances, panels, draw, verify, replace):
    lottery.command()(verb)
