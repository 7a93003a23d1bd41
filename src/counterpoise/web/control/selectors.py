"""Reads of who decides what: mandates as they stand, limits, requests for a limit, legal rights."""

from dataclasses import dataclass

from counterpoise.control.limits import QuestionState, question_state
from counterpoise.control.mandates import Mandates
from counterpoise.control.standing import Standing, WhoDecides
from counterpoise.record import Case, DayRange, Say, days_between
from counterpoise.record.initiatives import Group, Matter
from counterpoise.record.mandates import Limit, LimitQuestion, Mandate, Requirement, StatutoryMandate
from counterpoise.record.people import Body
from counterpoise.web.control.records import PAIRS
from counterpoise.web.initiatives.selectors import case_of
from counterpoise.web.people.selectors import Viewer

__all__ = ["Control", "Held", "MatterSeen", "Requested", "control_visible_to"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One version of a mandate as a page shows it: how it stands, who holds it, the say of each group."""

    mandate: Mandate
    standing: Standing
    holder: Body | None
    others: tuple[tuple[Group, Say], ...]
    in_force: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterSeen:
    """A matter with how it stands, its mandates, and their history."""

    matter: Matter
    decides: WhoDecides
    held: tuple[Held, ...]
    history: tuple[Mandate, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Requested:
    """A request for a limit, where it stands and how old it is."""

    question: LimitQuestion
    state: QuestionState
    age: DayRange | None
    matter: Matter | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """Who decides what in an initiative.

    Attributes
    ----------
    matters
        The matters, in the order of the record.
    settled
        For how many of them it is settled who decides: agreed, or by law.
    limits, requested, requirements
        Limits and openings; requests for a limit, the oldest first; requirements from elsewhere.
    rights
        Legal rights, with the body that has each.
    bodies
        The bodies, by id.
    """

    matters: tuple[MatterSeen, ...]
    settled: int
    limits: tuple[Limit, ...]
    requested: tuple[Requested, ...]
    requirements: tuple[Requirement, ...]
    rights: tuple[tuple[StatutoryMandate, Body | None], ...]
    bodies: dict[str, Body]


def control_visible_to(initiative: str, *, viewer: Viewer) -> Control | None:
    """Return who decides what in an initiative, as far as somebody may read it.

    Nothing where there is no such initiative, or none that this person may read.
    """
    case = case_of(initiative, viewer=viewer, room="control", tables=PAIRS)
    if case is None:
        return None
    mandates, bodies = Mandates.of(case), case.by_id(Body)
    matters = tuple(_matter(row, mandates, case) for row in case.rows(Matter))
    requested = tuple(
        Requested(
            question=row,
            state=question_state(row, at=case.at),
            age=days_between(row.happened_at, case.at) if row.happened_at is not None else None,
            matter=case.by_id(Matter).get(row.matter or ""),
        )
        for row in case.rows(LimitQuestion)
    )
    return Control(
        matters=matters,
        settled=sum(row.decides.standing in {Standing.AGREED, Standing.STATUTORY} for row in matters),
        limits=case.rows(Limit),
        requested=tuple(sorted(requested, key=lambda row: -(row.age.high if row.age else 0))),
        requirements=case.rows(Requirement),
        rights=tuple((row, bodies.get(row.body or "")) for row in case.rows(StatutoryMandate)),
        bodies=bodies,
    )


def _matter(matter: Matter, mandates: Mandates, case: Case) -> MatterSeen:
    decides = mandates.who_decides(matter=matter.id, at=case.at)
    held = [_held(each.mandate, each.standing, case, in_force=True) for each in decides.in_force]
    waiting = (
        (Standing.CONTESTED, decides.contested),
        (Standing.PROPOSED, decides.proposed),
        (Standing.CLAIMED, decides.claimed),
        (Standing.EXPIRED, decides.expired),
    )
    held += [_held(row, standing, case, in_force=False) for standing, rows in waiting for row in rows]
    history = sorted(
        (row for row in case.versions(Mandate) if row.matter == matter.id), key=lambda row: str(row.happened_at or "")
    )
    return MatterSeen(matter=matter, decides=decides, held=tuple(held), history=tuple(history))


def _held(mandate: Mandate, standing: Standing, case: Case, *, in_force: bool) -> Held:
    groups = case.by_id(Group)
    return Held(
        mandate=mandate,
        standing=standing,
        holder=case.by_id(Body).get(mandate.holder or ""),
        others=tuple(
            (groups[each.group], each.say)
            for each in mandate.others
            if each.group in groups and not _holds(mandate, groups[each.group])
        ),
        in_force=in_force,
    )


def _holds(mandate: Mandate, group: Group) -> bool:
    """Say whether a group speaks through the very body that holds the mandate: then its say is told already."""
    return group.body is not None and group.body == mandate.holder
