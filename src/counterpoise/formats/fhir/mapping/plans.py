"""What is meant and who does it: plans with their activities, goals, and tasks."""

from collections.abc import Iterator

from counterpoise.formats.fhir.files import Resource
from counterpoise.formats.fhir.mapping.context import Context, first
from counterpoise.formats.fhir.references import slug, target
from counterpoise.formats.fhir.wording import day, each, part, text_of, texts_of
from counterpoise.record import Row, Side
from counterpoise.record.commitments import Commitment, CommitmentState
from counterpoise.record.decisions import Decision, DecisionState
from counterpoise.record.initiatives import Matter
from counterpoise.record.positions import Position
from counterpoise.record.trajectories import Agreement, WhatMatters

__all__ = ["activities", "care_plan", "goal", "task"]


def care_plan(source: Resource, context: Context) -> Row:
    """Return a plan as a decision: who decided it, and when. A plan whose author is the owner has their yes."""
    content = source.content
    decided = content.get("created") or part(content, "period", "start") or part(content, "meta", "lastUpdated")
    draft = text_of(content.get("status")) == "draft" or text_of(content.get("intent")) in {"proposal", "option"}
    when = context.happened(decided)
    author = first(source, "author") or first(source, "careTeam")
    owner = context.circle.group(context.circle.owner) if context.circle.owner is not None else None
    by_owner = author is not None and context.circle.is_owner(author)
    return Decision(
        id=slug(source.key),
        **context.told(source, decided, keeps=True),
        matter=f"{slug(source.key)}.matter",
        title=text_of(content.get("title")) or texts_of(content.get("category")),
        text=text_of(content.get("description")),
        taken_by=context.circle.body(author) if author is not None else None,
        decided_at=None if draft else when,
        draft_at=when if draft else None,
        state=DecisionState.DRAFT if draft or when is None else DecisionState.TAKEN,
        consented=(owner,) if owner is not None and by_owner else (),
    )


def activities(source: Resource, context: Context) -> Iterator[Row]:
    """Give what a plan is about, and each of its activities with who does it."""
    content = source.content
    title = text_of(content.get("title")) or texts_of(content.get("category"))
    yield Matter(id=f"{slug(source.key)}.matter", **context.told(source), text=title)
    if context.circle.id:
        context.circle.matters.append(f"{slug(source.key)}.matter")
    decided = content.get("created") or part(content, "period", "start") or part(content, "meta", "lastUpdated")
    for number, activity in enumerate(each(content.get("activity")), start=1):
        detail = part(activity, "detail") or {}
        reference = target(part(activity, "reference"), source)
        performers = [one for one in (target(each_, source) for each_ in each(part(detail, "performer"))) if one]
        text = text_of(part(detail, "description")) or text_of(part(detail, "code"))
        text = text or (reference.display if reference is not None else "") or text_of(detail.get("kind"))
        period = part(detail, "scheduledPeriod")
        until = day(part(period, "end") or part(content, "period", "end"))
        ended = until is not None and until <= context.circle.recorded_at.date()
        stopped = until if ended and text_of(detail.get("status")) in {"cancelled", "stopped"} else None
        if not text and not performers and reference is None:
            continue
        for place, performer in enumerate(performers or [None], start=1):
            somebody = context.circle.somebody(performer) if performer is not None else None
            yield Agreement(
                id=f"{slug(source.key)}.activity-{number}" + (f"-{place}" if place > 1 else ""),
                **context.told(source, part(period, "start") or decided),
                text=text,
                by=somebody.id if somebody is not None else None,
                review_on=until if stopped is None else None,
                stepped_back_on=stopped,
            )


def goal(source: Resource, context: Context) -> Row:
    """Return a goal: what matters to the owner where they expressed it, else the position of whoever did."""
    content = source.content
    whose = first(source, "expressedBy")
    text = text_of(content.get("description"))
    told = context.told(source, content.get("startDate") or content.get("statusDate"), keeps=True)
    if context.circle.is_owner(whose):
        return WhatMatters(id=slug(source.key), **told, text=text)
    somebody = context.circle.somebody(whose) if whose is not None else None
    return Position(
        id=slug(source.key),
        **told,
        capacity=context.circle.capacity(whose),
        department="" if somebody is None or context.circle.person(whose) is not None else somebody.name,
        side=somebody.side if somebody is not None else None,
        claim=text,
        interest=text_of(content.get("statusReason")),
    )


_STATES = {
    "completed": CommitmentState.DONE_CLAIMED,
    "in-progress": CommitmentState.ON_TRACK,
    "accepted": CommitmentState.ON_TRACK,
    "on-hold": CommitmentState.UNDER_REVIEW,
    "cancelled": CommitmentState.DROPPED,
    "failed": CommitmentState.DROPPED,
    "rejected": CommitmentState.DROPPED,
}


def task(source: Resource, context: Context) -> Row:
    """Return a task as an agreement to act."""
    content = source.content
    owner = first(source, "owner")
    somebody = context.circle.somebody(owner) if owner is not None else None
    due = part(content, "restriction", "period", "end") or part(content, "executionPeriod", "end")
    return Commitment(
        id=slug(source.key),
        **context.told(source, content.get("authoredOn"), keeps=True),
        text=text_of(content.get("description")) or text_of(content.get("code")),
        by=context.circle.body(owner) if owner is not None else None,
        side=Side.CIVIC if context.circle.is_owner(owner) else somebody.side if somebody is not None else None,
        due_on=day(due),
        state=_STATES.get(text_of(content.get("status")), CommitmentState.MADE),
    )
