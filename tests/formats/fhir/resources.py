"""Resources of FHIR by hand and by chance, and the two ways in which they are written."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from hypothesis import strategies as st

from counterpoise.formats.fhir.importing import Imported, read
from counterpoise.formats.fhir.shapes import MAPPED, fields_of

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)

words = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\ufffe\uffff"),
    min_size=1,
    max_size=12,
)
days = st.dates().filter(lambda day: day.year >= 1900).map(str) | st.integers(1900, 2100).map(str)
names = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9\-.]{0,15}", fullmatch=True)
VALUES = {"text": words | days, "yes": st.booleans(), "number": st.integers(-(10**6), 10**6)}
extensions = st.lists(
    st.fixed_dictionaries({"url": st.just("http://example.org/more"), "valueString": words}), min_size=1, max_size=2
)


@st.composite
def elements(draw: st.DrawFn, kind: str, depth: int = 0) -> dict[str, Any]:
    """Return an element with some of its mapped fields; deep inside only plain values."""
    found: dict[str, Any] = {}
    if depth and draw(st.integers(0, 9)) == 0:
        found["extension"] = draw(extensions)
    for name, field in fields_of(kind).items():
        if name == "id" or (not field.is_value and depth > 2) or draw(st.integers(0, 2 + depth)):
            continue
        one = VALUES[field.holds] if field.is_value else elements(field.holds, depth + 1).filter(bool)
        found[name] = draw(st.lists(one, min_size=1, max_size=2) if field.many else one)
        if field.is_value and not field.many and draw(st.integers(0, 9)) == 0:
            found[f"_{name}"] = {"extension": draw(extensions)}
    return found


@st.composite
def mapped(draw: st.DrawFn) -> dict[str, Any]:
    """Return a resource of a mapped type with any of its mapped fields."""
    kind = draw(st.sampled_from(MAPPED))
    content = draw(elements(kind).filter(lambda found: found.keys() - {"meta", "implicitRules", "language"}))
    return {"resourceType": kind, "id": draw(names), **content}


def xml_of(resource: dict[str, Any]) -> str:
    """Write a resource of a mapped type as FHIR XML."""
    kind = resource["resourceType"]
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<{kind} xmlns="http://hl7.org/fhir">{_inner(resource, kind)}</{kind}>'
    )


def _inner(given: dict[str, Any], kind: str) -> str:
    fields = fields_of(kind)
    parts = [_extension(one) for one in given.get("extension", ())]
    for name, value in given.items():
        if name in {"resourceType", "extension"} or name.startswith("_"):
            continue
        for one in value if isinstance(value, list) else [value]:
            if fields[name].is_value:
                beside = "".join(_extension(each) for each in given.get(f"_{name}", {}).get("extension", ()))
                parts.append(f"<{name} value={_quoted(one)}>{beside}</{name}>")
            else:
                parts.append(f"<{name}>{_inner(one, fields[name].holds)}</{name}>")
    return "".join(parts)


def _extension(given: dict[str, Any]) -> str:
    return f'<extension url="{given["url"]}"><valueString value={_quoted(given["valueString"])}/></extension>'


def _quoted(value: Any) -> str:  # noqa: ANN401 - a plain value
    return quoteattr(str(value).lower() if isinstance(value, bool) else str(value))


def imported(folder: Path, *resources: Any) -> Imported:  # noqa: ANN401 - whatever is to be read
    """Write each of these to a file of its own, and import them all."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, resource in enumerate(resources):
        (folder / f"{number:03}.json").write_text(json.dumps(resource), encoding="utf-8")
    return read([folder], recorded_at=NOW)


def reasons(found: Imported) -> list[str]:
    """Return why files or parts of them were skipped."""
    return [each.error.code for each in found.skipped]
