"""Care data out again: the mapped fields of what was imported, who wrote what down, and who looked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from counterpoise.formats.fhir.problems import CareDataError
from counterpoise.formats.fhir.words import read_json
from counterpoise.record import Record, Row
from counterpoise.record.people import Person

__all__ = ["Look", "audit_event", "bundle", "provenances", "resources"]

SYSTEM = "urn:counterpoise"
"""The space of names in which the record's own ids are identifiers."""

_OPERATION = "http://terminology.hl7.org/CodeSystem/v3-DataOperation"
_PARTICIPANT = "http://terminology.hl7.org/CodeSystem/provenance-participant-type"


def resources(record: Record) -> Iterator[dict[str, Any]]:
    """Give back the resources that the rows of a record came from, with their mapped fields.

    Parameters
    ----------
    record
        Rows that `importing` made, among others. A row of which several versions were told gives its last one.

    Returns
    -------
    iterator of dict
        FHIR JSON; decimals are `Decimal`, as they were written.
    """
    last: dict[tuple[str, str], Row] = {}
    for row in record:
        if row.source.startswith("FHIR ") and row.quote.startswith('{"resourceType":'):
            known = last.get((row.TABLE, row.id))
            if known is None or known.version <= row.version:
                last[row.TABLE, row.id] = row
    for row in last.values():
        try:
            yield _without_gaps(read_json(row.quote))
        except CareDataError:
            continue  # somebody wrote words of their own there


def _without_gaps(value: Any) -> Any:  # noqa: ANN401 - plain JSON
    """Return a resource without parts in which nothing stands: FHIR knows none, and earlier versions kept them."""
    if isinstance(value, list):
        return [_without_gaps(one) for one in value if one != {}]
    if not isinstance(value, dict):
        return value
    told = {name: _without_gaps(one) for name, one in value.items()}
    return {name: one for name, one in told.items() if one not in ([], {})}


def provenances(record: Record) -> Iterator[dict[str, Any]]:
    """Give for every version of every row who wrote it down, for whom and when, as Provenance of FHIR R4.

    Parameters
    ----------
    record
        All rows, all versions.
    """
    called = {row.id: row.pseudonym for row in record.rows(Person)}
    for row in record:
        yield _provenance(row, called)


def _provenance(row: Row, called: dict[str, str]) -> dict[str, Any]:
    operation = "CREATE" if row.version == 1 else "UPDATE"
    found: dict[str, Any] = {
        "resourceType": "Provenance",
        "target": [_named(row.TABLE, f"{row.id}/{row.version}")],
        "recorded": _instant(row.recorded_at),
        "activity": {"coding": [{"system": _OPERATION, "code": operation}]},
        "agent": [_agent(row, called)],
    }
    if row.happened_at is not None and row.happened_at.at is None:
        found["occurredPeriod"] = {
            "start": row.happened_at.first.isoformat(),
            "end": row.happened_at.last.isoformat(),
        }
    elif row.happened_at is not None and row.happened_at.at is not None:
        found["occurredDateTime"] = _instant(row.happened_at.at)
    entities = []
    if row.version > 1:
        entities.append({"role": "revision", "what": _named(row.TABLE, f"{row.id}/{row.version - 1}")})
    if row.source:
        entities.append({"role": "source", "what": {"display": row.source}})
    if entities:
        found["entity"] = entities
    return found


def _agent(row: Row, called: dict[str, str]) -> dict[str, Any]:
    agent: dict[str, Any] = {
        "type": {"coding": [{"system": _PARTICIPANT, "code": "enterer"}]},
        "who": _person(row.recorded_by, called),
    }
    if row.on_behalf_of is not None:
        agent["onBehalfOf"] = _person(row.on_behalf_of, called)
    return agent


def _person(name: str | None, called: dict[str, str]) -> dict[str, Any]:
    if name is None:
        return {"display": "not recorded"}
    return {**_named("persons", name), **({"display": called[name]} if called.get(name) else {})}


def _named(table: str, name: str) -> dict[str, Any]:
    return {"identifier": {"system": f"{SYSTEM}:{table}", "value": name}}


def _instant(at: datetime) -> str:
    # An instant of FHIR has its seconds and its zone.
    return at.isoformat(timespec="microseconds" if at.microsecond else "seconds")


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Somebody looked at a care path. The fields are those that NEN 7513 asks for.

    Attributes
    ----------
    reader
        The id of who looked.
    reader_name
        How they are called; may be empty.
    reader_role
        As what they looked, in words.
    owner
        The id of the owner of the care path.
    path
        The care path.
    looked_at
        When.
    what
        What they looked at.
    action
        ``R`` for reading, ``C``, ``U`` and ``D`` for writing, changing and taking away, ``E`` for exporting.
    organization
        Who runs the system.
    allowed
        Whether they were let in.
    """

    reader: str
    owner: str
    path: str
    looked_at: datetime
    reader_name: str = ""
    reader_role: str = ""
    what: str = ""
    action: str = "R"
    organization: str = ""
    allowed: bool = True


def audit_event(look: Look) -> dict[str, Any]:
    """Return that somebody looked, as AuditEvent of FHIR R4."""
    who = {**_named("persons", look.reader), **({"display": look.reader_name} if look.reader_name else {})}
    agent: dict[str, Any] = {"who": who, "requestor": True}
    if look.reader_role:
        agent["role"] = [{"text": look.reader_role}]
    objects = "http://terminology.hl7.org/CodeSystem/audit-entity-type"
    roles = "http://terminology.hl7.org/CodeSystem/object-role"
    seen: dict[str, Any] = {
        "what": _named("initiatives", look.path),
        "type": {"system": objects, "code": "2", "display": "System Object"},
    }
    if look.what:
        seen["description"] = look.what
    return {
        "resourceType": "AuditEvent",
        "type": {
            "system": "http://dicom.nema.org/resources/ontology/DCM",
            "code": "110110",
            "display": "Patient Record",
        },
        "action": look.action,
        "recorded": _instant(look.looked_at),
        "outcome": "0" if look.allowed else "4",
        "agent": [agent],
        "source": {"observer": {"display": look.organization or "counterpoise"}},
        "entity": [
            {
                "what": _named("persons", look.owner),
                "type": {"system": objects, "code": "1", "display": "Person"},
                "role": {"system": roles, "code": "1", "display": "Patient"},
            },
            seen,
        ],
    }


def bundle(entries: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Return resources together as one Bundle."""
    return {
        "resourceType": "Bundle",
        "type": "collection",
        "entry": [{"resource": entry} for entry in entries],
    }
