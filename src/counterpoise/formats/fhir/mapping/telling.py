"""What was allowed, told and said: consents, communications, and answers to questions."""

from collections.abc import Iterator
from typing import Any

from counterpoise.formats.fhir.files import Resource
from counterpoise.formats.fhir.mapping.context import Context, called, every, first
from counterpoise.formats.fhir.references import slug, target
from counterpoise.formats.fhir.wording import day_after, each, part, text_of, texts_of
from counterpoise.record import KnowledgeKind, Row, Say, Side
from counterpoise.record.contributions import Contribution, ContributionState
from counterpoise.record.decisions import Notice
from counterpoise.record.initiatives import Matter
from counterpoise.record.mandates import Assent, Basis, Mandate, MandateState

__all__ = ["answers", "communication", "consent", "consent_matter", "further_notices"]


def consent(source: Resource, context: Context) -> Row:
    """Return a consent as a mandate: claimed, for a consent has one side, and an agreement has two."""
    content, circle = source.content, context.circle
    given = context.happened(content.get("dateTime"))
    performers = every(source, "performer")
    assents = tuple(
        Assent(side=Side.CIVIC, person=circle.person(one), given_at=given)
        for one in performers
        if circle.is_owner(one) or one.kind == "RelatedPerson"
    )
    ended = text_of(content.get("status")) in {"inactive", "rejected", "deprecated"}
    return Mandate(
        id=slug(source.key),
        **context.told(source, content.get("dateTime"), keeps=True),
        matter=f"{slug(source.key)}.matter",
        holder=circle.body(circle.owner) if circle.owner is not None else None,
        say=Say.CONSENT,
        limits=_provisions(content.get("provision"), source),
        expires_on=day_after(part(content, "provision", "period", "end")),
        basis=Basis.CLAIMED,
        state=MandateState.EXPIRED if ended else MandateState.PROPOSED,
        assents=assents,
    )


def consent_matter(source: Resource, context: Context) -> Iterator[Row]:
    """Give the matter that a consent is about."""
    content = source.content
    text = texts_of(content.get("category")) or text_of(content.get("scope"))
    yield Matter(id=f"{slug(source.key)}.matter", **context.told(source), text=text)
    if context.circle.id:
        context.circle.matters.append(f"{slug(source.key)}.matter")


def _actor(actor: Any, source: Resource) -> str:  # noqa: ANN401 - as read
    named = target(part(actor, "reference"), source)
    return (named.display if named is not None else "") or text_of(part(actor, "role"))


def _provisions(provision: Any, source: Resource, depth: int = 0) -> str:  # noqa: ANN401 - as read
    found = []
    for one in each(provision):
        if not isinstance(one, dict) or depth > 10:
            continue
        who = ", ".join(filter(None, (_actor(actor, source) for actor in each(one.get("actor")))))
        what = texts_of([*each(one.get("action")), *each(one.get("code"))])
        line = ": ".join(filter(None, (text_of(one.get("type")), "; ".join(filter(None, (who, what))))))
        found += [line, _provisions(one.get("provision"), source, depth + 1)]
    return "\n".join(filter(None, found))


def communication(source: Resource, context: Context) -> Row:
    """Return who was told what, when: a notice."""
    return next(_notices(source, context))


def further_notices(source: Resource, context: Context) -> Iterator[Row]:
    """Give a notice for each further group that the same message reached."""
    notices = _notices(source, context)
    next(notices)
    yield from notices


def _notices(source: Resource, context: Context) -> Iterator[Notice]:
    content, circle = source.content, context.circle
    done = text_of(content.get("status")) not in {"not-done", "preparation"}
    sent, received = context.happened(content.get("sent")), context.happened(content.get("received"))
    told, heard = (sent, received) if done else (None, None)
    found = (circle.group(one) for one in every(source, "recipient"))
    groups: list[str | None] = list(dict.fromkeys(group for group in found if group is not None)) or [None]
    about = {one.key for name in ("about", "basedOn", "partOf") for one in every(source, name)}
    decision = context.plans.told_of(about, told or heard)
    for number, group in enumerate(groups, start=1):
        first = number == 1
        yield Notice(
            id=slug(source.key) if first else f"{slug(source.key)}.notice-{number}",
            **context.told(source, content.get("sent") or content.get("received"), keeps=first),
            decision=decision,
            group=group,
            told_at=told,
            heard_at=heard,
            channel=texts_of(content.get("medium")),
        )


_KINDS = {
    "Patient": KnowledgeKind.EXPERIENCE,
    "RelatedPerson": KnowledgeKind.EXPERIENCE,
    "Practitioner": KnowledgeKind.PROFESSIONAL,
    "PractitionerRole": KnowledgeKind.PROFESSIONAL,
}


def answers(source: Resource, context: Context) -> Row:
    """Return the answers to a questionnaire as a contribution in the words of who gave them."""
    content, circle = source.content, context.circle
    who = first(source, "source") or first(source, "author")
    somebody = circle.somebody(who) if who is not None else None
    draft = text_of(content.get("status")) == "in-progress"
    return Contribution(
        id=slug(source.key),
        **context.told(source, content.get("authored"), keeps=True),
        text="\n".join(_lines(content.get("item"), 0)),
        capacity=circle.capacity(who),
        side=Side.CIVIC if circle.is_owner(who) else somebody.side if somebody is not None else None,
        kind=_KINDS.get(who.kind) if who is not None else None,
        state=ContributionState.DRAFT if draft else ContributionState.GIVEN,
    )


def _lines(items: Any, depth: int) -> Iterator[str]:  # noqa: ANN401 - as read
    for item in each(items):
        if not isinstance(item, dict) or depth > 60:
            continue
        question = text_of(item.get("text")) or text_of(item.get("linkId"))
        answers = [answer for answer in each(item.get("answer")) if isinstance(answer, dict)]
        values = ", ".join(filter(None, map(_value, answers)))
        if values:
            yield f"{question}: {values}"
        yield from _lines(item.get("item"), depth + 1)
        for answer in answers:
            yield from _lines(answer.get("item"), depth + 1)


def _value(answer: dict[str, Any]) -> str:
    for name, value in answer.items():
        if not name.startswith("value"):
            continue
        if isinstance(value, bool):
            return "yes" if value else "no"
        if not isinstance(value, dict):
            return str(value)
        if name == "valueQuantity":
            return " ".join(str(value[key]) for key in ("value", "unit") if key in value)
        return text_of(value) or called(value) or text_of(value.get("title")) or text_of(value.get("code"))
    return ""
