"""The command line. Every error is one plain line on standard error: exit 2 for wrong usage, exit 1 for bad input."""

import sys

import typer

from counterpoise.cli.audit import audit
from counterpoise.cli.check import check
from counterpoise.cli.compare import compare
from counterpoise.cli.copies import backup, restore
from counterpoise.cli.dataset import dataset
from counterpoise.cli.fhir import fhir
from counterpoise.cli.ledger import ledger
from counterpoise.cli.lottery import lottery
from counterpoise.cli.opinions import opinions
from counterpoise.cli.site import demo, serve
from counterpoise.cli.speech import CommandError, mute, reader_language, say, tell
from counterpoise.cli.template import template
from counterpoise.cli.voices import voices

__all__ = ["app", "commands"]

commands = typer.Typer(
    name="counterpoise",
    help="Participation in integrated care that makes its tensions explicit, with a power audit.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
for command in (demo, serve, backup, restore, dataset, template, check, audit, compare, opinions):
    commands.command()(command)
commands.add_typer(voices, name="voices")
commands.add_typer(lottery, name="lottery")
commands.add_typer(ledger)
commands.add_typer(fhir, name="fhir")

_STOPPED = 130


def app(arguments: list[str] | None = None) -> None:
    """Run the command line on these arguments, or on those of the program, and end the program."""
    sys.exit(_run(sys.argv[1:] if arguments is None else arguments))


def _run(arguments: list[str]) -> int:
    lang = reader_language(_asked(arguments))
    try:
        program = typer.main.get_command(commands)
        ended = program.main(arguments or ["--help"], prog_name="counterpoise", standalone_mode=False)
    except CommandError as error:
        tell(f"counterpoise: {say('errors', error.code, lang=lang, **error.given)}", error=True)
        return error.exit_code
    except typer.TyperException as error:
        context = getattr(error, "ctx", None)
        command = context.command_path.removeprefix("counterpoise") if context is not None else ""
        message = " ".join(error.format_message().split())
        line = say("errors", "usage", lang=lang, message=message, command=command.strip())
        tell(f"counterpoise: {' '.join(line.split())}", error=True)
        return error.exit_code
    except (typer.Abort, KeyboardInterrupt):
        ended = _STOPPED
    except SystemExit as left:
        # The reader of a pipe has gone, as `head` does: nothing is wrong. Typer ends the program with 1 there.
        mute()
        return 0 if isinstance(left.__context__, BrokenPipeError) else 1
    except OSError as error:
        mute()
        code = "no_output" if error.filename is None else "cannot_read"
        reason = error.strerror or str(error)
        tell(f"counterpoise: {say('errors', code, lang=lang, path=error.filename, reason=reason)}", error=True)
        return 1
    except Exception as error:  # noqa: BLE001 - whatever happens, a person reads one plain line
        line = say("errors", "unexpected", lang=lang, kind=f"{type(error).__name__}: {error}")
        tell(f"counterpoise: {line}", error=True)
        return 1
    if ended == _STOPPED:
        # Typer makes this number of Ctrl+C, and says nothing.
        tell(say("errors", "stopped", lang=lang), error=True)
    return ended if isinstance(ended, int) else 0


def _asked(arguments: list[str]) -> str | None:
    # Errors come in the language that was asked for, even where the rest of the command is wrong.
    for word, after in zip(arguments, [*arguments[1:], ""], strict=True):
        asked = after if word == "--lang" else word.removeprefix("--lang=")
        if asked in {"nl", "en"} and word.startswith("--lang"):
            return asked
    return None
