"""Which fields of which FHIR resources are mapped, and how one resource is cut down to them.

One line per element: its fields, a star for those that may stand several times, and after a colon what they hold (text
where nothing is said). What is not named here is left where it was. Extensions and ids inside a mapped element belong
to it. Versions before and after R4 write some fields once instead of several times, or the other way round; both are
read, and kept as they were written.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from counterpoise.formats.fhir.problems import CareDataError

__all__ = ["ELEMENTS", "MAPPED", "Field", "cut", "fields_of"]

MAPPED = (
    "CareTeam", "CarePlan", "Goal", "RelatedPerson", "Consent", "Communication", "Task", "QuestionnaireResponse",
    "Provenance", "AuditEvent",
)  # fmt: skip
"""The resource types that the record holds."""

_ELEMENTS = """
Coding: system version code display userSelected:yes
CodeableConcept: coding*:Coding text
Period: start end
Identifier: use type:CodeableConcept system value period:Period
Reference: reference type identifier:Identifier display
Annotation: authorReference:Reference authorString time text
HumanName: use text family given* prefix* suffix* period:Period
Quantity: value:number comparator unit system code
Attachment: contentType language url size:number title creation
Meta: versionId lastUpdated source profile* security*:Coding tag*:Coding
CareTeam: identifier*:Identifier status category*:CodeableConcept name subject:Reference encounter:Reference period:Period participant*:CareTeam.participant managingOrganization*:Reference note*:Annotation
CareTeam.participant: role*:CodeableConcept member:Reference onBehalfOf:Reference period:Period
CarePlan: identifier*:Identifier basedOn*:Reference replaces*:Reference partOf*:Reference status intent category*:CodeableConcept title description subject:Reference encounter:Reference period:Period created author:Reference contributor*:Reference careTeam*:Reference goal*:Reference activity*:CarePlan.activity note*:Annotation
CarePlan.activity: progress*:Annotation reference:Reference detail:CarePlan.detail
CarePlan.detail: kind code:CodeableConcept status statusReason:CodeableConcept goal*:Reference doNotPerform:yes scheduledString scheduledPeriod:Period location:Reference performer*:Reference description
Goal: identifier*:Identifier lifecycleStatus achievementStatus:CodeableConcept category*:CodeableConcept priority:CodeableConcept description:CodeableConcept subject:Reference startDate startCodeableConcept:CodeableConcept target*:Goal.target statusDate statusReason expressedBy:Reference note*:Annotation
Goal.target: dueDate dueDuration:Quantity
RelatedPerson: active:yes patient:Reference relationship*:CodeableConcept name*:HumanName period:Period
Consent: identifier*:Identifier status scope:CodeableConcept category*:CodeableConcept patient:Reference dateTime performer*:Reference organization*:Reference sourceReference:Reference sourceAttachment:Attachment policy*:Consent.policy policyRule:CodeableConcept verification*:Consent.verification provision:Consent.provision
Consent.policy: authority uri
Consent.verification: verified:yes verifiedWith:Reference verificationDate
Consent.provision: type period:Period actor*:Consent.actor action*:CodeableConcept securityLabel*:Coding purpose*:Coding class*:Coding code*:CodeableConcept dataPeriod:Period data*:Consent.data provision*:Consent.provision
Consent.actor: role:CodeableConcept reference:Reference
Consent.data: meaning reference:Reference
Communication: identifier*:Identifier basedOn*:Reference partOf*:Reference inResponseTo*:Reference status statusReason:CodeableConcept category*:CodeableConcept priority medium*:CodeableConcept subject:Reference topic:CodeableConcept about*:Reference encounter:Reference sent received recipient*:Reference sender:Reference reasonCode*:CodeableConcept payload*:Communication.payload note*:Annotation
Communication.payload: contentString contentReference:Reference contentAttachment:Attachment
Task: identifier*:Identifier basedOn*:Reference groupIdentifier:Identifier partOf*:Reference status statusReason:CodeableConcept businessStatus:CodeableConcept intent priority code:CodeableConcept description focus:Reference for:Reference encounter:Reference executionPeriod:Period authoredOn lastModified requester:Reference performerType*:CodeableConcept owner:Reference reasonCode:CodeableConcept reasonReference:Reference note*:Annotation restriction:Task.restriction
Task.restriction: repetitions:number period:Period recipient*:Reference
QuestionnaireResponse: identifier:Identifier basedOn*:Reference partOf*:Reference questionnaire status subject:Reference encounter:Reference authored author:Reference source:Reference item*:QuestionnaireResponse.item
QuestionnaireResponse.item: linkId definition text answer*:QuestionnaireResponse.answer item*:QuestionnaireResponse.item
QuestionnaireResponse.answer: valueBoolean:yes valueDecimal:number valueInteger:number valueDate valueDateTime valueTime valueString valueUri valueAttachment:Attachment valueCoding:Coding valueQuantity:Quantity valueReference:Reference item*:QuestionnaireResponse.item
Provenance: target*:Reference occurredPeriod:Period occurredDateTime recorded policy* location:Reference reason*:CodeableConcept activity:CodeableConcept agent*:Provenance.agent entity*:Provenance.entity
Provenance.agent: type:CodeableConcept role*:CodeableConcept who:Reference onBehalfOf:Reference
Provenance.entity: role what:Reference agent*:Provenance.agent
AuditEvent: type:Coding subtype*:Coding action period:Period recorded outcome outcomeDesc purposeOfEvent*:CodeableConcept agent*:AuditEvent.agent source:AuditEvent.source entity*:AuditEvent.entity
AuditEvent.agent: type:CodeableConcept role*:CodeableConcept who:Reference altId name requestor:yes location:Reference policy* media:Coding purposeOfUse*:CodeableConcept
AuditEvent.source: site observer:Reference type*:Coding
AuditEvent.entity: what:Reference type:Coding role:Coding lifecycle:Coding securityLabel*:Coding name description
"""  # noqa: E501 - one element a line reads best

_DEEPEST = 60
_LARGEST_NUMBER = 400
_BAD = re.compile("[\x00\ud800-\udfff]")
_ALWAYS = ("extension", "modifierExtension")


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an element.

    Attributes
    ----------
    name
        Its name in FHIR.
    many
        Whether it may stand several times.
    holds
        What it holds: the name of an element, or ``text``, ``yes`` or ``number``.
    """

    name: str
    many: bool
    holds: str

    @property
    def is_value(self) -> bool:
        """Whether it holds one plain value."""
        return self.holds in {"text", "yes", "number"}


def _parsed() -> dict[str, dict[str, Field]]:
    elements: dict[str, dict[str, Field]] = {}
    for line in _ELEMENTS.strip().splitlines():
        name, _, rest = line.partition(": ")
        elements[name] = {}
        for word in rest.split():
            field, _, holds = word.partition(":")
            elements[name][field.rstrip("*")] = Field(field.rstrip("*"), field.endswith("*"), holds or "text")
    return elements


ELEMENTS: Mapping[str, Mapping[str, Field]] = _parsed()
"""Every mapped element with its fields, by its name."""


@lru_cache(maxsize=64)
def fields_of(kind: str) -> Mapping[str, Field]:
    """Return the mapped fields of a resource type or an element; resources have an id and what is told about them."""
    own = dict(ELEMENTS[kind])
    if kind in MAPPED:
        text = {name: Field(name, many=False, holds="text") for name in ("id", "implicitRules", "language")}
        return {**text, "meta": Field("meta", many=False, holds="Meta"), **own}
    return own


def cut(resource: Mapping[str, Any]) -> dict[str, Any]:
    """Return a resource with its mapped fields only, as plain JSON.

    Parameters
    ----------
    resource
        A resource of a mapped type, as FHIR JSON.

    Raises
    ------
    CareDataError
        If a mapped field holds what it cannot hold, or nothing that is mapped is there.
    """
    kind = resource["resourceType"]
    found = _element(resource, kind, kind, 0)
    if not found.keys() - {"id", "meta", "implicitRules", "language", *_ALWAYS}:
        raise CareDataError("nothing_in_it", type=kind)
    return {"resourceType": kind, **found}


def _element(given: Mapping[str, Any], kind: str, path: str, depth: int) -> dict[str, Any]:
    if depth > _DEEPEST:
        raise CareDataError("too_deep")
    found: dict[str, Any] = {}
    if "id" in given and kind not in MAPPED:
        found["id"] = _plain(given["id"], f"{path}.id", depth)
    for name in _ALWAYS:
        if given.get(name):
            found[name] = _plain(given[name], f"{path}.{name}", depth)
    for name, field in fields_of(kind).items():
        value = given.get(name)
        if value is not None and value not in ({}, [], ""):
            kept = _field(value, field, f"{path}.{name}", depth)
            if kept not in ({}, [], None):
                found[name] = kept
        if field.is_value and given.get(f"_{name}"):
            found[f"_{name}"] = _plain(given[f"_{name}"], f"{path}._{name}", depth)
    return found


def _field(value: Any, field: Field, path: str, depth: int) -> Any:  # noqa: ANN401 - as read
    if isinstance(value, list):
        each = [_one(one, field, f"{path}[{number}]", depth) for number, one in enumerate(value)]
        # A gap in a list of plain values is kept: its place belongs to what is told beside it.
        return each if field.is_value else [one for one in each if one not in (None, {})]
    return _one(value, field, path, depth)


def _one(value: Any, field: Field, path: str, depth: int) -> Any:  # noqa: ANN401 - as read
    if value is None:
        return None
    if isinstance(value, dict):
        # Another version may hold a coded reason where R4 holds a word: it is kept as it stands.
        return _plain(value, path, depth) if field.is_value else _element(value, field.holds, path, depth + 1)
    if isinstance(value, list):
        raise CareDataError("not_a_value", path=path)
    if not field.is_value and not (field.holds in {"CodeableConcept", "Annotation"} and isinstance(value, str)):
        raise CareDataError("not_an_object", path=path)
    return _plain(value, path, depth)


def _plain(value: Any, path: str, depth: int) -> Any:  # noqa: ANN401 - as read
    if depth > _DEEPEST:
        raise CareDataError("too_deep")
    if isinstance(value, str):
        if _BAD.search(value):
            raise CareDataError("bad_letters", path=path)
        return value
    if isinstance(value, dict):
        return {_plain(name, path, depth): _plain(one, f"{path}.{name}", depth + 1) for name, one in value.items()}
    if isinstance(value, list):
        return [_plain(one, path, depth + 1) for one in value]
    if value is not None and len(str(value)) > _LARGEST_NUMBER:
        raise CareDataError("not_a_number", value=str(value)[:20])
    return value
