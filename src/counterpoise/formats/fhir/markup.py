"""FHIR XML as FHIR JSON. Entities, document types and the network are refused; lxml keeps depth and sizes in bounds."""

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from importlib.util import find_spec
from typing import Any

from counterpoise.formats.fhir.problems import CareDataError
from counterpoise.formats.fhir.shapes import ELEMENTS, MAPPED, Field, fields_of

__all__ = ["read_xml"]

FHIR = "http://hl7.org/fhir"
_SPACE = f"{{{FHIR}}}"
_DECLARED = re.compile(rb"""\A\s*<\?xml[^>]*encoding\s*=\s*["']([^"']*)["']""")
_DEEPEST = 100
_WORDS = {"yes": {"true": True, "false": False}}
_NUMBERS = frozenset({"valueInteger", "valueDecimal", "valuePositiveInt", "valueUnsignedInt"})


def read_xml(content: bytes) -> dict[str, Any]:
    """Read one resource, or a Bundle, from FHIR XML.

    Parameters
    ----------
    content
        The file, in UTF-8.

    Returns
    -------
    dict
        As FHIR JSON, with the mapped fields of mapped types; of other types their kind and id.

    Raises
    ------
    CareDataError
        ``entities``, ``not_xml``, ``not_fhir``, ``too_deep``, ``not_text`` or ``needs_lxml``.
    """
    if find_spec("lxml") is None:
        raise CareDataError("needs_lxml")
    from lxml import etree

    declared = _DECLARED.match(content.removeprefix(b"\xef\xbb\xbf"))
    if declared is not None and declared[1].lower() not in {b"utf-8", b"us-ascii", b"ascii"}:
        raise CareDataError("not_text")
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise CareDataError("entities")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        code = "too_deep" if "depth" in str(error).lower() else "not_xml"
        line, column = error.position
        raise CareDataError(code, line=line, column=column) from error
    if not isinstance(root.tag, str) or not root.tag.startswith(_SPACE):
        raise CareDataError("not_fhir")
    return _resource(root, 0)


def _name(node: Any) -> str:  # noqa: ANN401 - a node of lxml, which publishes no types
    return str(node.tag).rpartition("}")[2]


def _children(node: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - a node of lxml
    for child in node:
        if isinstance(child.tag, str) and child.tag.startswith(_SPACE):
            yield _name(child), child


def _resource(node: Any, depth: int) -> dict[str, Any]:  # noqa: ANN401 - a node of lxml
    if depth > _DEEPEST:
        raise CareDataError("too_deep")
    kind = _name(node)
    found: dict[str, Any] = {"resourceType": kind}
    if kind in MAPPED:
        found.update(_element(node, kind, depth))
    elif (name := next((one.get("value") for tag, one in _children(node) if tag == "id"), None)) is not None:
        found["id"] = name
    if kind == "Bundle":
        found["entry"] = [_entry(one, depth) for tag, one in _children(node) if tag == "entry"]
    contained = [
        _resource(inner, depth + 1) for tag, one in _children(node) if tag == "contained" for _, inner in _children(one)
    ]
    if contained:
        found["contained"] = contained
    return found


def _entry(node: Any, depth: int) -> dict[str, Any]:  # noqa: ANN401 - a node of lxml
    entry: dict[str, Any] = {}
    for tag, child in _children(node):
        if tag == "fullUrl":
            entry["fullUrl"] = child.get("value") or ""
        elif tag == "resource":
            for _, inner in _children(child):
                entry["resource"] = _resource(inner, depth + 1)
    return entry


def _element(node: Any, kind: str, depth: int) -> dict[str, Any]:  # noqa: ANN401 - a node of lxml
    if depth > _DEEPEST:
        raise CareDataError("too_deep")
    found: dict[str, Any] = {}
    beside: dict[str, list[Any]] = {}
    if kind not in MAPPED and node.get("id") is not None:
        found["id"] = node.get("id")
    fields = fields_of(kind)
    for tag, child in _children(node):
        if tag in {"extension", "modifierExtension"}:
            found.setdefault(tag, []).append(_extension(child, depth + 1))
            continue
        field = fields.get(tag)
        if field is None:
            continue
        value = _value(child, field) if field.is_value else _element(child, field.holds, depth + 1)
        told = _beside(child, depth + 1) if field.is_value else None
        if field.many:
            found.setdefault(tag, []).append(value)
            beside.setdefault(tag, []).append(told)
        else:
            if value is not None:
                found[tag] = value
            if told is not None:
                found[f"_{tag}"] = told
    found.update({f"_{tag}": told for tag, told in beside.items() if any(one is not None for one in told)})
    return found


def _value(node: Any, field: Field) -> Any:  # noqa: ANN401 - a node of lxml, and a plain value
    text = node.get("value")
    if text is None:
        return None
    if field.holds == "number":
        return _number(text)
    return _WORDS.get(field.holds, {}).get(text, text)


def _number(text: str) -> Any:  # noqa: ANN401 - a number, or the text that should have been one
    try:
        return int(text) if text.removeprefix("-").isdecimal() and len(text) < 400 else _decimal(text)
    except InvalidOperation:
        return text


def _decimal(text: str) -> Decimal:
    value = Decimal(text)
    if not value.is_finite():
        raise InvalidOperation
    return value


def _beside(node: Any, depth: int) -> dict[str, Any] | None:  # noqa: ANN401 - a node of lxml
    """Return what is told about a plain value: its id and extensions, as the field with an underscore holds them."""
    told: dict[str, Any] = {"id": node.get("id")} if node.get("id") is not None else {}
    extensions = [_extension(child, depth) for tag, child in _children(node) if tag == "extension"]
    if extensions:
        told["extension"] = extensions
    return told or None


def _extension(node: Any, depth: int) -> dict[str, Any]:  # noqa: ANN401 - a node of lxml
    if depth > _DEEPEST:
        raise CareDataError("too_deep")
    found: dict[str, Any] = {"url": node.get("url") or ""}
    for tag, child in _children(node):
        if tag == "extension":
            found.setdefault(tag, []).append(_extension(child, depth + 1))
        elif tag.startswith("value"):
            found[tag] = _any(child, tag, depth + 1)
    return found


def _any(node: Any, tag: str, depth: int) -> Any:  # noqa: ANN401 - a node of lxml, and a value of any kind
    kind = tag.removeprefix("value")
    if kind in ELEMENTS:
        return _element(node, kind, depth)
    if tag == "valueBoolean":
        return _value(node, Field(tag, many=False, holds="yes"))
    if tag in _NUMBERS:
        return _value(node, Field(tag, many=False, holds="number"))
    if node.get("value") is not None:
        return node.get("value")
    if depth > _DEEPEST:
        raise CareDataError("too_deep")
    found: dict[str, Any] = {}
    for name, child in _children(node):
        value = _any(child, name, depth + 1)
        known = found.get(name)
        found[name] = value if known is None else [*(known if isinstance(known, list) else [known]), value]
    return found
