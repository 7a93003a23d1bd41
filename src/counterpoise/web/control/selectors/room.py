"""Reads of who decides what: mandates as they stand, limits, requests for a limit, legal rights."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from counterpoise.control.limits import TRANSITIONS, QuestionState, question_state
from counterpoise.control.mandates import Mandates
from counterpoise.control.negotiation import may_expire
from counterpoise.control.standing import Held as InForce
from counterpoise.control.standing import Standing, WhoDecides
from counterpoise.record import Case, DayRange, Say, Side, days_between
from counterpoise.record.initiatives import Group, Matter
from counterpoise.record.mandates import (
    Limit,
    LimitQuestion,
    LimitState,
    Mandate,
    MandateState,
    Requirement,
    StatutoryMandate,
)
from counterpoise.record.people import Body
from counterpoise.web.control.selectors.case import case_for, matters_named, negotiated_on
from counterpoise.web.control.selectors.tune import Tune, tune_in
from counterpoise.web.initiatives.selectors import MOST_COUNTED, Ask, counts_of, seats_of
from counterpoise.web.people.selectors import Viewer

__all__ = ["Control", "Held", "LimitSeen", "MatterSeen", "Requested", "Talk", "control_visible_to", "seated_in"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One version of a mandate as a page shows it: how it stands, who holds it, the say of each group."""

    mandate: Mandate
    standing: Standing
    holder: Body | None
    others: tuple[tuple[Group, Say], ...]
    in_force: bool
    contested: bool = False
    review_overdue: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """Where the talk about a matter stands, and what somebody can do in it.

    Attributes
    ----------
    mandate
        The last version.
    said_yes
        The sides that said yes to it.
    ended
        Whether what was agreed has ended; proposing again reopens it.
    may_contest, may_agree, may_reopen, may_propose
        What this person can do now.
    """

    mandate: Mandate
    said_yes: tuple[Side, ...] = ()
    ended: bool = False
    may_contest: bool = False
    may_agree: bool = False
    may_reopen: bool = False
    may_propose: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterSeen:
    """A matter with how it stands, its mandates, their history, and where the talk about it stands."""

    matter: Matter
    talk: Talk | None
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
    own: bool
    answer: Limit | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitSeen:
    """A limit, whether the viewer can contest it, and whether they can say what becomes of it."""

    limit: Limit
    may_contest: bool
    may_settle: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """Who decides what in an initiative.

    Attributes
    ----------
    matters
        The matters in the order of the record; where only some are asked for, what was written last first.
    all, settled
        How many there are, counted up to a thousand and one, and for how many of all it is settled who decides: agreed,
        or by law.
    more
        Whether there are older ones than those that were asked for.
    limits, requested, requirements
        Limits and openings; requests for a limit, the oldest first; requirements from elsewhere.
    rights
        Legal rights, with the body that has each.
    bodies
        The bodies, by id.
    takes_part, has_seat, seats
        Whether the viewer stands on a side here, whether they hold a seat in a body, and in which bodies.
    tune
        Who calls the tune.
    """

    matters: tuple[MatterSeen, ...]
    all: int
    settled: int
    more: bool
    limits: tuple[LimitSeen, ...]
    requested: tuple[Requested, ...]
    requirements: tuple[Requirement, ...]
    rights: tuple[tuple[StatutoryMandate, Body | None], ...]
    bodies: dict[str, Body]
    takes_part: bool
    has_seat: bool
    seats: frozenset[str]
    tune: Tune

    @property
    def many(self) -> bool:
        """Whether there are more matters than are counted."""
        return self.all > MOST_COUNTED


def seated_in(initiative: str, *, viewer: Viewer) -> tuple[Body, ...]:
    """Return the bodies in which somebody holds a seat in an initiative, in the order of their ids."""
    names = {row.body for row in seats_of(viewer, initiative=initiative)}
    return tuple(row for name, row in sorted(viewer.standing.bodies.items()) if name in names)


def control_visible_to(initiative: str, *, start: int = 0, limit: int | None = None, viewer: Viewer) -> Control | None:
    """Return who decides what in an initiative, as far as somebody may read it.

    Nothing where there is no such initiative, or none that this person may read.

    Parameters
    ----------
    initiative, viewer
        The initiative, and who reads.
    start, limit
        The first matter to show, and how many; without a limit all.
    """
    case = case_for(initiative, viewer=viewer, start=start, limit=None if limit is None else limit + 1)
    if case is None:
        return None
    mandates, bodies = Mandates.of(case), case.by_id(Body)
    held = viewer.sides(initiative) if viewer.person else frozenset()
    sits_in = seated_in(initiative, viewer=viewer)
    seated = frozenset(body.side for body in sits_in if body.side is not None)
    shown = case.rows(Matter) if limit is None else case.rows(Matter)[::-1][:limit]
    came = _by_matter(case)
    matters = tuple(
        _matter(row, mandates, case, history=came.get(row.id, ()), sides=held, seated=seated) for row in shown
    )
    more = limit is not None and len(case.rows(Matter)) > limit
    asked = case.rows(LimitQuestion)
    named = [*(row.matter for row in asked), *(row.matter for row in case.versions(Mandate) if row.duty_moved)]
    about = matters_named(named, case=case, viewer=viewer)
    requested = (_requested(row, case, about, viewer=viewer) for row in asked)
    return Control(
        matters=matters,
        all=_all(initiative, viewer=viewer) if more or start else len(matters),
        settled=sum(_is_settled(mandates, name, case) for name in mandates.by_matter if name),
        more=more,
        limits=tuple(_limit(row, sides=held) for row in case.rows(Limit)),
        requested=tuple(sorted(requested, key=lambda row: -(row.age.high if row.age else 0))),
        requirements=case.rows(Requirement),
        rights=tuple((row, bodies.get(row.body or "")) for row in case.rows(StatutoryMandate)),
        bodies=bodies,
        takes_part=bool(held),
        has_seat=bool(seated),
        seats=frozenset(body.id for body in sits_in),
        tune=tune_in(case, about),
    )


def _by_matter(case: Case) -> dict[str | None, list[Mandate]]:
    found: dict[str | None, list[Mandate]] = {}
    for row in case.versions(Mandate):
        found.setdefault(row.matter, []).append(row)
    return found


def _all(initiative: str, *, viewer: Viewer) -> int:
    return counts_of({"all": Ask(Matter)}, viewer=viewer, initiative=initiative)["all"]


def _is_settled(mandates: Mandates, matter: str, case: Case) -> bool:
    return mandates.who_decides(matter=matter, at=case.at).standing in {Standing.AGREED, Standing.STATUTORY}


def _requested(question: LimitQuestion, case: Case, about: Mapping[str, Matter], *, viewer: Viewer) -> Requested:
    return Requested(
        question=question,
        state=question_state(question, at=case.at),
        age=days_between(question.happened_at, case.at) if question.happened_at is not None else None,
        matter=about.get(question.matter or ""),
        own=viewer.person is not None and question.recorded_by == viewer.person,
        answer=case.by_id(Limit).get(question.answered_with or ""),
    )


def _limit(limit: Limit, *, sides: frozenset[Side]) -> LimitSeen:
    return LimitSeen(
        limit=limit,
        may_contest=bool(sides) and LimitState.CONTESTED in TRANSITIONS[limit.state],
        may_settle=limit.side in sides and limit.state in {LimitState.CONTESTED, LimitState.LIFTED},
    )


def _talk(matter: Matter, case: Case, *, sides: frozenset[Side], seated: frozenset[Side]) -> Talk | None:
    mandate = negotiated_on(matter.id, case=case)
    if mandate is None:
        return None
    proposed, agreed = mandate.state is MandateState.PROPOSED, mandate.state is MandateState.AGREED
    expired = not may_expire(mandate, at=case.at)
    said_yes = tuple(each.side for each in mandate.assents if each.side is not None)
    return Talk(
        mandate=mandate,
        said_yes=said_yes if proposed else (),
        ended=expired or mandate.state is MandateState.EXPIRED,
        may_contest=bool(sides) and proposed,
        may_agree=proposed and bool((seated & {Side.CIVIC, Side.ORGANIZATIONAL}) - set(said_yes)),
        may_reopen=bool(sides) and agreed and not expired,
        may_propose=bool(sides) and (not agreed or expired),
    )


def _matter(
    matter: Matter,
    mandates: Mandates,
    case: Case,
    *,
    history: Iterable[Mandate],
    sides: frozenset[Side],
    seated: frozenset[Side],
) -> MatterSeen:
    decides = mandates.who_decides(matter=matter.id, at=case.at)
    held = [_in_force(each, case) for each in decides.in_force]
    waiting = (
        (Standing.CONTESTED, decides.contested),
        (Standing.PROPOSED, decides.proposed),
        (Standing.CLAIMED, decides.claimed),
        (Standing.EXPIRED, decides.expired),
    )
    held += [_held(row, standing, case, in_force=False) for standing, rows in waiting for row in rows]
    talk = _talk(matter, case, sides=sides, seated=seated)
    came = tuple(sorted(history, key=lambda row: str(row.happened_at or "")))
    return MatterSeen(matter=matter, talk=talk, decides=decides, held=tuple(held), history=came)


def _in_force(each: InForce, case: Case) -> Held:
    shown = _held(each.mandate, each.standing, case, in_force=True)
    return replace(shown, contested=each.contested, review_overdue=each.review_overdue)


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
