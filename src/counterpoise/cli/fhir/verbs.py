"""The verbs and their options."""

import json
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from counterpoise.cli.fhir.speaking import complaint, phrase, reason, words
from counterpoise.cli.files import deliver, loaded_clean, progress
from counterpoise.cli.options import LangOption, RecordArgument
from counterpoise.cli.speech import CommandError, Language, reader_language, tell
from counterpoise.formats.bundle import BundleExistsError, Manifest, write
from counterpoise.formats.fhir.exporting import bundle, provenances, resources
from counterpoise.formats.fhir.importing import Imported, Skipped, read
from counterpoise.formats.fhir.making import made
from counterpoise.formats.fhir.naming import Naming
from counterpoise.formats.fhir.words import written
from counterpoise.formats.prov import NeedsProvError, to_prov_json
from counterpoise.record import Record

__all__ = ["fhir"]

fhir = typer.Typer(
    help="Care data: what gives people a footing in their own care, never a health record.",
    rich_markup_mode=None,
)

TOLD_FIRST = 50
"""How many skipped files are told one by one in text; JSON has them all."""


class Form(StrEnum):
    """How the outcome is written."""

    TEXT = "text"
    JSON = "json"


class What(StrEnum):
    """What is written from a record."""

    RESOURCES = "resources"
    PROVENANCE = "provenance"
    PROV = "prov"


@fhir.command(name="import")
def import_(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILES...",
            help="FHIR R4 as JSON, XML (zib2020) or lines (.ndjson): single resources, Bundles, or folders with these.",
        ),
    ],
    output: Annotated[
        Path, typer.Option("--output", metavar="DIR", help="Where to write the bundle: a folder, or a .zip file.")
    ],
    strict: Annotated[  # noqa: FBT002 - a switch of the command line
        bool, typer.Option("--strict", help="Skip what does not follow FHIR R4 to the letter; this takes longer.")
    ] = False,
    lang: LangOption = None,
    form: Annotated[Form, typer.Option("--format", help="Text to read, or JSON for programs.")] = Form.TEXT,
) -> None:
    """Read care data into care paths, as a bundle that can be checked and audited. Nothing is overwritten."""
    language = reader_language(lang)
    if output.is_file() or (output.is_dir() and any(output.iterdir())):
        raise CommandError("bundle_exists", path=output)
    with progress(phrase("work", "reading", lang=language)) as step:
        found = _read(files, strict=strict, lang=language, step=step)
        manifest = _written(found, output) if _has_something(found) else None
    _say(found, manifest, output, form=form, lang=language)
    if manifest is None:
        tell(phrase("done", "nothing_held" if found.unmapped else "nothing", lang=language), error=True)
        raise typer.Exit(1)


def _read(files: list[Path], *, strict: bool, lang: Language, step: Any) -> Imported:  # noqa: ANN401 - what shows progress
    try:
        naming = Naming(**words(lang)["naming"])
        at = datetime.now(UTC).replace(microsecond=0)
        return read(files, recorded_at=at, progress=step, strict=strict, naming=naming)
    except ModuleNotFoundError as error:
        raise complaint("needs_models", lang=lang) from error


def _has_something(found: Imported) -> bool:
    return bool(found.imported)


def _written(found: Imported, output: Path) -> Manifest:
    try:
        return write(found.record, output)
    except BundleExistsError as error:
        raise CommandError("bundle_exists", path=error.path) from error
    except OSError as error:
        raise CommandError("cannot_write", path=output, reason=error.strerror or str(error)) from error


def _say(found: Imported, manifest: Manifest | None, output: Path, *, form: Form, lang: Language) -> None:
    _some("nobodys", found.nobodys, lang=lang)
    _some("odd", found.odd, lang=lang)
    if form is Form.JSON:
        told = {
            "files": found.files,
            "imported": found.imported,
            "unmapped": found.unmapped,
            "skipped": [{"file": each.file, "reason": reason(each, lang=lang)} for each in found.skipped],
        }
        tell(json.dumps(told, ensure_ascii=True, indent=1))
        return
    tell(
        phrase(
            "done",
            "imported",
            lang=lang,
            files=found.files,
            imported=found.imported,
            resources=found.resources,
        )
    )
    if found.unmapped:
        types = ", ".join(f"{kind} ({number})" for kind, number in found.unmapped.items())
        tell(phrase("done", "unmapped", lang=lang, types=types))
    _some("skipped", found.skipped, lang=lang)
    if manifest is not None:
        rows = sum(file.rows for file in manifest.files)
        tell(phrase("done", "written", lang=lang, path=output, rows=rows, tables=len(manifest.files)))


def _some(heading: str, told: tuple[Skipped, ...], *, lang: Language) -> None:
    if not told:
        return
    tell(phrase("done", heading, lang=lang, number=len(told)), error=True)
    for each in told[:TOLD_FIRST]:
        line = phrase("done", "one_skipped", lang=lang, file=each.file, reason=reason(each, lang=lang))
        tell(f"  {line}", error=True)
    if len(told) > TOLD_FIRST:
        tell(f"  … ({len(told) - TOLD_FIRST})", error=True)


@fhir.command()
def export(
    record: RecordArgument,
    output: Annotated[Path | None, typer.Option("--output", metavar="FILE", help="Write to this file.")] = None,
    what: Annotated[
        What,
        typer.Option(
            "--what",
            help="Resources that were imported or that care paths give, who wrote each row (Provenance), or PROV-JSON.",
        ),
    ] = What.RESOURCES,
    lang: LangOption = None,
) -> None:
    """Write imported care data, or who wrote what down, from a bundle."""
    language = reader_language(lang)
    rows = loaded_clean(record, lang=language).record
    content = _content(rows, what, path=record, lang=language)
    deliver(content, output, lang=language, read=(record,))


def _content(rows: Record, what: What, *, path: Path, lang: str) -> str:
    if what is What.PROV:
        try:
            return to_prov_json(rows)
        except NeedsProvError as error:
            raise complaint(error.code, lang=lang) from error
    entries = [*resources(rows), *made(rows)] if what is What.RESOURCES else list(provenances(rows))
    if not entries:
        raise complaint("no_care_data", lang=lang, path=path)
    return written(bundle(entries))
