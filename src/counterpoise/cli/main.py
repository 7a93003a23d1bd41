"""The command line. Every error is one plain line on standard error: exit 2 for wrong usage, exit 1 for bad input."""

import os
import sys

import click
import typer

from counterpoise.cli.audit import audit
from counterpoise.cli.check import check
from counterpoise.cli.compare import compare
from counterpoise.cli.dataset import dataset
from counterpoise.cli.lottery import lottery
from counterpoise.cli.site import demo, serve
from counterpoise.cli.speech import CommandError, reader_language, say, tell
from counterpoise.cli.template import template

__all__ = ["app", "commands"]

commands = typer.Typer(
    name="counterpoise",
    help="Participation in integrated care that makes its tensions explicit, with a power audit.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
for command in (demo, serve, dataset, template, check, audit, compare):
    commands.command()(command)
commands.add_typer(lottery, name="lottery")


def app(arguments: list[str] | None = None) -> None:
    """Run the command line on these arguments, or on those of the program, and end the program."""
    sys.exit(_run(sys.argv[1:] if arguments is None else arguments))


def _run(arguments: list[str]) -> int:
    lang = reader_language()
    try:
        ended = typer.main.get_command(commands).main(arguments, prog_name="counterpoise", standalone_mode=False)
    except CommandError as error:
        tell(f"counterpoise: {say('errors', error.code, lang=lang, **error.given)}", error=True)
        return error.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        tell(error.format_message())
        return 2
    except click.UsageError as error:
        place = error.ctx.command_path.removeprefix("counterpoise").strip() if error.ctx else ""
        message = " ".join(error.format_message().split())
        tell(
            f"counterpoise: {' '.join(say('errors', 'usage', lang=lang, message=message, command=place).split())}",
            error=True,
        )
        return 2
    except click.Abort:
        tell(say("errors", "stopped", lang=lang), error=True)
        return 130
    except BrokenPipeError:
        # The reader of a pipe has gone, as `head` does: nothing is wrong.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001 - whatever happens, a person reads one plain line
        tell(
            f"counterpoise: {say('errors', 'unexpected', lang=lang, kind=f'{type(error).__name__}: {error}')}",
            error=True,
        )
        return 1
    return ended if isinstance(ended, int) else 0
