"""``counterpoise compare``: the power audit at two dates, side by side and without a verdict."""

import json
from collections.abc import Mapping
from typing import Annotated

import typer

from counterpoise.audit.compare import Comparison
from counterpoise.audit.compare import compare as run_compare
from counterpoise.audit.report.comparison import comparison_to_html, comparison_to_json, comparison_to_text
from counterpoise.audit.report.names import names_in
from counterpoise.cli.files import deliver, loaded_clean
from counterpoise.cli.options import Format, FormatOption, LangOption, OutputOption, RecordArgument, a_date, usual_mode
from counterpoise.cli.speech import reader_language

__all__ = ["compare"]


def compare(
    record: RecordArgument,
    at: Annotated[str, typer.Option("--at", metavar="DATE", help="The one date.")],
    other: Annotated[str, typer.Option("--with", metavar="DATE", help="The other date.")],
    lang: LangOption = None,
    form: FormatOption = Format.TEXT,
    output: OutputOption = None,
) -> None:
    """Lay the power audit at two dates side by side: both figures and what changed, without a verdict."""
    language = reader_language(lang)
    days = a_date(at), a_date(other)
    found = loaded_clean(record, lang=language)
    result = run_compare(found.record, at=days[0], with_=days[1], mode=usual_mode(record), edition=found.edition)
    deliver(_written(result, form, language, names_in(found.record)), output, lang=language, read=(record,))


def _written(result: Comparison, form: Format, lang: str, names: Mapping[str, str]) -> str:
    match form:
        case Format.JSON:
            return json.dumps(comparison_to_json(result, lang=lang), ensure_ascii=False, indent=1, allow_nan=False)
        case Format.HTML:
            return comparison_to_html(result, lang=lang, names=names)
        case Format.TEXT:
            return comparison_to_text(result, lang=lang, names=names)
