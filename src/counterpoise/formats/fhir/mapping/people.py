"""Who is there: people close to the owner, and care teams with their members."""

from collections.abc import Iterator

from counterpoise.formats.fhir.files import Resource
from counterpoise.formats.fhir.mapping.context import Context
from counterpoise.formats.fhir.references import Target, slug, target
from counterpoise.formats.fhir.wording import day, day_after, each, name_of, part, text_of, texts_of
from counterpoise.record import Row
from counterpoise.record.people import Body, BodyKind, Seat
from counterpoise.record.trajectories import Tie

__all__ = ["care_team", "related_person", "seats"]


def related_person(source: Resource, context: Context) -> Row:
    """Return the tie with somebody close to the owner; who they are to the owner is what they do."""
    content = source.content
    period = part(content, "period")
    somebody = context.circle.somebody(Target(source.key, "RelatedPerson", name_of(content.get("name"))))
    tie = Tie(
        id=somebody.id if somebody is not None else slug(source.key),
        **context.told(source, part(period, "start"), keeps=True),
        name=name_of(content.get("name")),
        task=texts_of(content.get("relationship")),
        active_from=day(part(period, "start")),
        active_until=day_after(part(period, "end")),
    )
    if somebody is not None:
        somebody.told.append(tie)
    return tie


def care_team(source: Resource, context: Context) -> Row:
    """Return a care team as a body."""
    content = source.content
    return Body(
        id=slug(source.key),
        **context.told(source, part(content, "period", "start"), keeps=True),
        name=text_of(content.get("name")) or texts_of(content.get("category")),
        kind=BodyKind.TEAM,
        seats=len(list(each(content.get("participant")))) or None,
    )


def seats(source: Resource, context: Context) -> Iterator[Row]:
    """Give a seat for each member of a care team."""
    for number, participant in enumerate(each(source.content.get("participant")), start=1):
        member = target(part(participant, "member"), source)
        if member is None:
            continue
        start, end = part(participant, "period", "start"), part(participant, "period", "end")
        since, until = day(start), day_after(end)
        somebody = context.circle.somebody(member)
        if somebody is not None:
            somebody.task = somebody.task or texts_of(participant.get("role"))
            somebody.active_from = somebody.active_from or since
            somebody.active_until = somebody.active_until or until
            somebody.happened_at = somebody.happened_at or context.happened(start)
        yield Seat(
            id=f"{slug(source.key)}.seat-{number}",
            **context.told(source, start),
            body=slug(source.key),
            person=somebody.id if somebody is not None else context.circle.owner_id,
            active_from=since,
            active_until=until if until is None or since is None or until >= since else None,
        )
