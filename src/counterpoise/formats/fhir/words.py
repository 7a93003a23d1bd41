"""JSON as FHIR needs it: no double names, no numbers that are none, and decimals with all their digits."""

import json
from decimal import Decimal
from typing import Any

from counterpoise.formats.fhir.problems import CareDataError

__all__ = ["read_json", "sorted_out", "written"]

MOST_PARTS = 2_000_000
MOST_COMMAS = 4_000_000


def read_json(text: str) -> Any:  # noqa: ANN401 - whatever a file holds
    """Read JSON.

    Raises
    ------
    CareDataError
        ``not_json``, ``not_a_number``, ``key_twice``, ``too_deep`` or ``too_many_parts``.
    """
    # Empty parts cost no letters and much memory: how many there are is known before any is made.
    if text.count("[") + text.count("{") > MOST_PARTS or text.count(",") > MOST_COMMAS:
        raise CareDataError("too_many_parts")
    try:
        return json.loads(
            text, parse_float=Decimal, parse_constant=_no_number, object_pairs_hook=_object, parse_int=_whole
        )
    except json.JSONDecodeError as error:
        raise CareDataError("not_json", line=error.lineno, column=error.colno) from error
    except RecursionError as error:
        raise CareDataError("too_deep") from error


def _no_number(word: str) -> Any:  # noqa: ANN401 - it never returns
    raise CareDataError("not_a_number", value=word)


def _whole(digits: str) -> int:
    if len(digits) > 400:
        raise CareDataError("not_a_number", value=digits[:20])
    return int(digits)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise CareDataError("key_twice", name=next(name for name in names if names.count(name) > 1)[:80])
    return found


def written(value: Any) -> str:  # noqa: ANN401 - plain JSON with decimals
    """Write plain JSON on one line; decimals keep their digits."""
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, dict):
        return (
            "{"
            + ",".join(f"{json.dumps(name, ensure_ascii=False)}:{written(one)}" for name, one in value.items())
            + "}"
        )
    if isinstance(value, list):
        return "[" + ",".join(map(written, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def sorted_out(value: Any) -> str:  # noqa: ANN401 - plain JSON with decimals
    """Write plain JSON so that two values give the same text when they say the same in another order of names."""
    return written(_sorted(value))


def _sorted(value: Any) -> Any:  # noqa: ANN401 - plain JSON with decimals
    if isinstance(value, dict):
        return {name: _sorted(value[name]) for name in sorted(value)}
    return [_sorted(one) for one in value] if isinstance(value, list) else value
