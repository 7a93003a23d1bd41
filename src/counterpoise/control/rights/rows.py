"""The rows of the catalogue of legal rights: who has what say on what, by which law, and what follows from a breach."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from counterpoise.control.rights.holidays import Jurisdiction
from counterpoise.control.rights.terms import Term
from counterpoise.record import Say

__all__ = ["LANGUAGES", "NOT_LEGAL_ADVICE", "Duty", "Kind", "Pack", "Remedy", "Right"]

LANGUAGES = ("en", "nl")
NOT_LEGAL_ADVICE: Mapping[str, str] = MappingProxyType(
    {
        "en": "This is not legal advice. Every row is to be checked by a named reader.",
        "nl": "Dit is geen juridisch advies. Een lezer met naam moet elke regel nog nakijken.",
    }
)


class Kind(StrEnum):
    """What kind of say a right gives."""

    INFORMED = "informed"
    HEARD = "heard"
    ADVICE = "advice"
    WEIGHTY_ADVICE = "weighty_advice"
    CONSENT = "consent"
    BINDING_NOMINATION = "binding_nomination"
    UNSOLICITED_ADVICE = "unsolicited_advice"
    CO_DECISION = "co_decision"
    INITIATIVE = "initiative"
    INQUIRY = "inquiry"
    OWN_DECISION = "own_decision"
    NULLITY = "nullity"
    DISPUTE_BODY = "dispute_body"


_SAYS: Mapping[Kind, Say] = {
    Kind.INFORMED: Say.HEAR,
    Kind.HEARD: Say.HEAR,
    Kind.ADVICE: Say.ADVISE,
    Kind.WEIGHTY_ADVICE: Say.ADVISE_WEIGHTY,
    Kind.CONSENT: Say.CONSENT,
    Kind.CO_DECISION: Say.CO_DECIDE,
    Kind.OWN_DECISION: Say.DECIDE,
}


class Duty(StrEnum):
    """What an organization must do, in this order, before and after it departs from what people say."""

    ASK = "ask"
    TALK = "talk"
    COMMITTEE = "committee"
    CONSENT = "consent"
    REASONS = "reasons"


@dataclass(frozen=True, slots=True)
class Remedy:
    """What can be done when a right was not kept.

    Attributes
    ----------
    kind
        What it is, as a word: ``nullity``, ``dispute_body``, ``objection``, ``judicial_review`` or ``ombudsman``.
    article
        Where it is laid down.
    term
        Within what time; empty where the law names none.
    """

    kind: str
    article: str
    term: Term | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """One row: who has what say on which subject, by which law, and what follows where it is not kept.

    Attributes
    ----------
    pack
        The file that it stands in, such as ``nl-wmcz-2018``.
    id
        Its name in that file.
    kind
        The kind of say.
    body
        Who has it, as a word: ``client_council``, ``clients``, ``residents``, and so on.
    subject
        The subject in each language.
    topics
        The topics by which decisions name the subject; none for a right that holds on every subject.
    law, article
        Its basis.
    when
        When must be asked, in each language.
    form
        In what form, in each language.
    reply_term
        The term in which is replied; empty where the law names none.
    breach
        What follows where it is not kept, in each language.
    requires
        What the organization must do, in order.
    remedies
        What can be done about it, and within what time.
    active_from, active_until
        From when until when it holds; half open.
    source
        Where the text of the law is published.
    last_checked_by
        Who checked it last.
    """

    pack: str
    id: str
    kind: Kind
    body: str
    subject: Mapping[str, str]
    topics: tuple[str, ...]
    law: str
    article: str
    when: Mapping[str, str]
    form: Mapping[str, str]
    reply_term: Term | None
    breach: Mapping[str, str]
    requires: tuple[Duty, ...]
    remedies: tuple[Remedy, ...]
    active_from: date
    active_until: date | None
    source: str
    last_checked_by: str

    @property
    def say(self) -> Say:
        """How much say it gives; none for rights that are not about one decision."""
        return _SAYS.get(self.kind, Say.NONE)

    def holds(self, on: date) -> bool:
        """Say whether it holds on a day."""
        return self.active_from <= on and (self.active_until is None or on < self.active_until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """One law in one version.

    Attributes
    ----------
    id
        Its name, such as ``nl-wmcz-2018``.
    jurisdiction
        Whose holidays count for its terms.
    law
        The name of the law.
    source
        Where it is published.
    rights
        Its rows.
    """

    id: str
    jurisdiction: Jurisdiction
    law: str
    source: str
    rights: tuple[Right, ...]
