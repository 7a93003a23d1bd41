"""``counterpoise audit``: the power audit of a bundle or a workbook."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated

import typer

from counterpoise.audit.power import RunningAudit, UnknownInitiativeError, UnknownMatterError, audit_in_turn
from counterpoise.audit.report.html import html_in_pieces
from counterpoise.audit.report.json import json_in_pieces
from counterpoise.audit.report.names import names_in
from counterpoise.audit.report.text import text_in_pieces
from counterpoise.cli.files import deliver, loaded_clean, progress
from counterpoise.cli.ledger import days_unwitnessed
from counterpoise.cli.options import (
    AtOption,
    Format,
    FormatOption,
    LangOption,
    LedgerOption,
    OutputOption,
    RecordArgument,
    a_date,
    usual_mode,
)
from counterpoise.cli.speech import CommandError, problem_line, reader_language, say
from counterpoise.formats.bundle import Loaded
from counterpoise.levels.editions import shared_edition
from counterpoise.record import Edition, Mode

__all__ = ["audit"]


class EditionChoice(StrEnum):
    """Which edition of a record is read."""

    SHARED = "shared"
    FULL = "full"


def audit(
    record: RecordArgument,
    at: AtOption = "",
    mode: Annotated[
        Mode | None,
        typer.Option(
            "--as",
            help="What had been written down by that date, or what had happened; a workbook does not say when it was"
            " written, so that there it is what had happened.",
        ),
    ] = None,
    initiative: Annotated[
        str, typer.Option("--initiative", metavar="ID", help="Only this initiative or care path.")
    ] = "",
    matter: Annotated[str, typer.Option("--matter", metavar="ID", help="Only this matter.")] = "",
    edition: Annotated[
        EditionChoice | None,
        typer.Option("--edition", help="What both sides may read, or everything; what the bundle holds if not given."),
    ] = None,
    ledger: LedgerOption = None,
    seed: Annotated[int, typer.Option("--seed", help="The seed of every draw.")] = 42,
    lang: LangOption = None,
    form: FormatOption = Format.TEXT,
    output: OutputOption = None,
) -> None:
    """Compute the power audit: every indicator with its counts, interval, coverage, evidence and what it cannot say."""
    language = reader_language(lang)
    found = loaded_clean(record, lang=language)
    day = a_date(at) if at else datetime.now(UTC).astimezone().date()
    chosen = _edition(found, edition)
    # Somebody's own export holds their own ballots and hours too: whoever asks for what both sides may read gets that.
    asked = edition is EditionChoice.SHARED or chosen is not found.edition
    rows = shared_edition(found.record, at=day) if asked else found.record
    unwitnessed = days_unwitnessed(ledger, at=day) if ledger is not None else None
    with progress(say("done", "measuring", lang=language)) as step, _unknown_told():
        running = audit_in_turn(
            rows,
            at=day,
            mode=mode or usual_mode(record),
            edition=chosen,
            seed=seed,
            initiative=initiative,
            matter=matter,
            unwitnessed=unwitnessed,
            progress=step,
        )
        unread = [problem_line(each, lang=language) for each in found.unread]
        pieces = _written(running, form, language, names_in(rows), unread)
        if output is None:
            # All of it before the first line is printed: a bar that is being drawn would stand between the lines.
            pieces = iter(tuple(pieces))
        else:
            # Into a file as it is measured: all findings of a large register would fill the memory.
            read = (record,) if ledger is None else (record, ledger)
            deliver(pieces, output, lang=language, read=read)
    if output is None:
        deliver(pieces, None, lang=language)


@contextmanager
def _unknown_told() -> Iterator[None]:
    try:
        yield
    except UnknownInitiativeError as error:
        code = "unknown_initiative" if error.known else "no_initiative"
        known = ", ".join(error.known[:20])
        raise CommandError(code, initiative=error.initiative, known=known) from error
    except UnknownMatterError as error:
        code = "unknown_matter" if error.known else "no_matter"
        raise CommandError(code, matter=error.matter, known=", ".join(error.known[:20])) from error


def _edition(found: Loaded, asked: EditionChoice | None) -> Edition:
    if asked is None or asked.value == found.edition.value:
        return found.edition
    if asked is EditionChoice.FULL:
        raise CommandError("not_shared_only")
    return Edition.SHARED


def _written(
    running: RunningAudit, form: Format, lang: str, names: Mapping[str, str], unread: Sequence[str]
) -> Iterator[str]:
    match form:
        case Format.JSON:
            return json_in_pieces(running, lang=lang, unread=unread)
        case Format.HTML:
            return html_in_pieces(running, lang=lang, names=names, unread=unread)
        case Format.TEXT:
            return text_in_pieces(running, lang=lang, names=names, unread=unread)
