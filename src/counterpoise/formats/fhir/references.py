"""References in all their forms: relative, absolute, by urn, to what stands inside, by identifier, or only by name."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from counterpoise.formats.fhir.files import Resource

__all__ = ["Target", "identified", "slug", "target"]

_SIMPLE = re.compile(r"[A-Z][A-Za-z]*/[A-Za-z0-9.\-]{1,64}\Z")
_HISTORY = re.compile(r"/_history/[^/]*\Z")
_LAST_TWO = re.compile(r"([A-Z][A-Za-z]+)/[^/#?]+\Z")


@dataclass(frozen=True, slots=True)
class Target:
    """What a reference names.

    Attributes
    ----------
    key
        Its name in all the files together.
    kind
        Its type; empty where nobody says.
    display
        How it is called; empty where nobody says.
    """

    key: str
    kind: str
    display: str


def target(reference: Any, source: Resource) -> Target | None:  # noqa: ANN401 - a reference as it was read
    """Return what a reference in a resource names; None where it names nothing."""
    if not isinstance(reference, Mapping):
        return None
    written, display = _text(reference.get("reference")), _text(reference.get("display"))
    kind = _text(reference.get("type")).rpartition("/")[2]
    if written in source.inside:
        key, inside = source.inside[written]
        return Target(key, inside or kind, display or source.names.get(key, ""))
    if written == "#" and source.within:
        return Target(source.within, kind, display)
    if written:
        plain = _HISTORY.sub("", written)
        named = _LAST_TWO.search(plain)
        if plain in source.known:
            key, told = source.known[plain]
            return Target(key, told, display or source.names.get(key, ""))
        key = _key(plain, source)
        return Target(key, kind or (named[1] if named else ""), display or source.names.get(key, ""))
    identifier = reference.get("identifier")
    if isinstance(identifier, Mapping) and identifier.get("value"):
        # The number itself is no name: it is a person's, and would be in every row.
        key = identified(_text(identifier.get("system")), _text(identifier.get("value")))
        return Target(key, kind, display)
    return Target(f"called:{display}", kind, display) if display else None


def identified(system: str, value: str) -> str:
    """Return the key of what is named by a number of its own: a mark of that number, and not the number itself."""
    return f"identifier:{_short(f'{system}|{value}')}"


def _key(written: str, source: Resource) -> str:
    if written.startswith("#"):
        return f"{source.within or source.key}{written}"
    if written.startswith(("urn:", "http://", "https://")):
        return written
    return f"{source.base}{written}"


def slug(key: str) -> str:
    """Return a key as a row's id: readable where it is plain, else with the beginning of its hash."""
    if _SIMPLE.match(key):
        return key.replace("/", "-", 1)
    readable = re.sub(r"[^A-Za-z0-9.]+", "-", key.rpartition("/")[2]).strip("-.")[:40]
    return f"{readable or 'x'}_{_short(key)}"


def _short(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _text(value: Any) -> str:  # noqa: ANN401 - as read
    return value if isinstance(value, str) else ""
