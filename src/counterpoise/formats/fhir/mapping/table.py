"""For each resource type the row that keeps its words, and the rows that follow from it."""

from collections.abc import Callable, Iterator, Mapping

from counterpoise.formats.fhir.files import Resource
from counterpoise.formats.fhir.mapping.context import Context
from counterpoise.formats.fhir.mapping.people import care_team, related_person, seats
from counterpoise.formats.fhir.mapping.plans import activities, care_plan, goal, task
from counterpoise.formats.fhir.mapping.telling import answers, communication, consent, consent_matter, further_notices
from counterpoise.formats.fhir.mapping.traces import audit_event, provenance
from counterpoise.formats.fhir.references import slug
from counterpoise.record import Row
from counterpoise.record.initiatives import Document, DocumentKind

__all__ = ["MAIN", "derived", "main"]

_WITHDRAWN = "entered-in-error"


def _nothing(source: Resource, context: Context) -> Iterator[Row]:
    del source, context
    return iter(())


Main = Callable[[Resource, Context], Row]
Derived = Callable[[Resource, Context], Iterator[Row]]

MAIN: Mapping[str, tuple[Main, Derived]] = {
    "RelatedPerson": (related_person, _nothing),
    "CareTeam": (care_team, seats),
    "CarePlan": (care_plan, activities),
    "Goal": (goal, _nothing),
    "Task": (task, _nothing),
    "Consent": (consent, consent_matter),
    "Communication": (communication, further_notices),
    "QuestionnaireResponse": (answers, _nothing),
    "Provenance": (provenance, _nothing),
    "AuditEvent": (audit_event, _nothing),
}
"""For each type what keeps its words, and what follows from it; in the order in which they are built."""


def main(source: Resource, context: Context) -> Row:
    """Return the row that keeps the words of a resource. What was entered in error is kept, and counts nowhere."""
    if _is_error(source):
        told = context.told(source, keeps=True)
        return Document(id=slug(source.key), **told, kind=DocumentKind.OTHER)
    return MAIN[source.kind][0](source, context)


def derived(source: Resource, context: Context) -> Iterator[Row]:
    """Give the rows that follow from a resource."""
    if not _is_error(source):
        yield from MAIN[source.kind][1](source, context)


def _is_error(source: Resource) -> bool:
    return _WITHDRAWN in (source.content.get("status"), source.content.get("lifecycleStatus"))
