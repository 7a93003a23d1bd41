"""Who wrote something down, and who looked."""

from typing import Any

from counterpoise.formats.fhir.files import Resource
from counterpoise.formats.fhir.mapping.context import Context, every
from counterpoise.formats.fhir.references import slug, target
from counterpoise.formats.fhir.wording import each, part, text_of
from counterpoise.record import Row
from counterpoise.record.initiatives import Document, DocumentKind

__all__ = ["audit_event", "provenance"]


def provenance(source: Resource, context: Context) -> Row:
    """Return who wrote something down."""
    content = source.content
    who = _names(source, content.get("agent"))
    what = ", ".join(filter(None, (one.display for one in every(source, "target"))))
    return Document(
        id=slug(source.key),
        **context.told(source, content.get("recorded"), keeps=True),
        kind=DocumentKind.OTHER,
        text=": ".join(filter(None, (who, what))),
    )


def audit_event(source: Resource, context: Context) -> Row:
    """Return who looked at what."""
    content = source.content
    action = text_of(content.get("subtype")) or text_of(content.get("type"))
    return Document(
        id=slug(source.key),
        **context.told(source, content.get("recorded"), keeps=True),
        kind=DocumentKind.OTHER,
        text=": ".join(filter(None, (_names(source, content.get("agent")), action))),
    )


def _names(source: Resource, agents: Any) -> str:  # noqa: ANN401 - as read
    found = []
    for agent in each(agents):
        who = target(part(agent, "who"), source)
        found.append(text_of(part(agent, "name")) or (who.display if who is not None else ""))
    return ", ".join(dict.fromkeys(filter(None, found)))
