"""What both sides wanted before a decision, what was weighed, whom it came nearest to, and whom its words mean."""

from dataclasses import dataclass

from django.db.models import Q

from counterpoise.inclusion.groups import VagueWord, vague_words
from counterpoise.interests.positions import Table, about_decision, side_by_side
from counterpoise.interests.weighing import readings_of
from counterpoise.record import Side
from counterpoise.record.decisions import Decision, GroupReference, Nearest
from counterpoise.record.initiatives import Document, Group
from counterpoise.record.positions import Friction, Position
from counterpoise.web.initiatives.selectors import LATEST_WRITTEN, MOST_CHOICES, Ask, case_with, rows_of, slice_of
from counterpoise.web.people.selectors import Viewer

__all__ = ["Meant", "Weighed", "texts_that_speak", "weighed_in"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """A place where the words of a decision speak of people, and whom it means; nothing where nobody says."""

    reference: GroupReference
    group: Group | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A decision beside what both sides wanted.

    Attributes
    ----------
    decision
        The decision.
    civic, organizational, others
        The positions on it, and in the frictions that it touches, each with the group that holds it.
    civic_reading, organizational_reading
        Whose position it came nearest to, as each side reads it.
    vague
        Words of it that do not say who is meant, and that nobody linked to a group.
    meant
        The places that speak of people, with whom they mean.
    """

    decision: Decision
    civic: tuple[tuple[Position, Group | None], ...]
    organizational: tuple[tuple[Position, Group | None], ...]
    others: tuple[tuple[Position, Group | None], ...]
    civic_reading: tuple[Nearest, ...]
    organizational_reading: tuple[Nearest, ...]
    vague: tuple[VagueWord, ...]
    meant: tuple[Meant, ...]


def weighed_in(initiative: str, decision: str, *, viewer: Viewer) -> Weighed | None:
    """Return a decision beside what both sides wanted; nothing where there is none that this person may read."""
    matter, touched = rows_of(Decision).filter(pk=decision).values_list("matter", "frictions").first() or (None, ())
    asks = [
        Ask(Decision, Q(pk=decision)),
        Ask(Group, common=True),
        Ask(GroupReference, Q(decision=decision)),
        Ask(Friction, Q(matter=matter or "") | Q(pk__in=list(touched)), common=True),
        Ask(Position, Q(matter=matter or "") | Q(friction__in=list(touched)), common=True),
        Ask(Position, Q(friction__matter=matter or ""), common=True),
    ]
    case = slice_of(initiative, viewer=viewer, asks=asks)
    row = case.by_id(Decision).get(decision) if case is not None else None
    if case is None or row is None:
        return None
    groups = case.by_id(Group)
    sides = side_by_side(about_decision(row, Table(case)))

    def held(*named: Side | None) -> tuple[tuple[Position, Group | None], ...]:
        rows = [each for side in named for each in sides.get(side, ())]
        return tuple((each, groups.get(each.group or "")) for each in rows)

    references = [each for each in case.rows(GroupReference) if each.decision == row.id]
    linked = {each.text.casefold().strip() for each in references}
    found = vague_words(f"{row.text}\n{row.reasons}")
    return Weighed(
        decision=row,
        civic=held(Side.CIVIC),
        organizational=held(Side.ORGANIZATIONAL),
        others=held(Side.INDEPENDENT, None),
        civic_reading=tuple(sorted(readings_of(row, Side.CIVIC))),
        organizational_reading=tuple(sorted(readings_of(row, Side.ORGANIZATIONAL))),
        vague=tuple(each for each in found if each.word.casefold() not in linked),
        meant=tuple(Meant(reference=each, group=groups.get(each.group or "")) for each in references),
    )


def texts_that_speak(initiative: str, *, viewer: Viewer) -> tuple[tuple[Decision | Document, ...], tuple[Group, ...]]:
    """Return the decisions and documents whose words can be linked to a group, and the groups."""
    latest = [Ask(kind, order=LATEST_WRITTEN, limit=MOST_CHOICES) for kind in (Decision, Document)]
    case = case_with(initiative, viewer=viewer, asks=latest)
    if case is None:
        return (), ()
    return (*case.rows(Decision), *case.rows(Document)), case.rows(Group)
