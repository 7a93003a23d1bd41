"""What an initiative is about: purpose and its versions, groups, matters, whom what touches, bodies; drafts too."""

from collections import defaultdict
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Q

from counterpoise.levels.governance import (
    FEWEST_TO_WAKE,
    SETTLED,
    asleep_past_review,
    may_ask_for_accounts,
    may_open,
    open_commitments,
)
from counterpoise.levels.refusals import Refusal
from counterpoise.levels.sides import lasts
from counterpoise.record import Level, Row, Side
from counterpoise.record.commitments import Commitment
from counterpoise.record.initiatives import Affects, Group, Initiative, InitiativeState, Matter
from counterpoise.record.people import Body
from counterpoise.web.governance.models import WakeCall
from counterpoise.web.initiatives import models as spine
from counterpoise.web.initiatives.selectors import (
    Ask,
    case_with,
    counts_of,
    earlier_versions,
    initiative_of,
    seats_of,
    slice_of,
    visible,
)
from counterpoise.web.ledger.models import Told
from counterpoise.web.ledger.records import to_row, to_rows
from counterpoise.web.people import models as people
from counterpoise.web.people.selectors import Viewer, lets_in_without_account, readable

__all__ = [
    "MATTERS",
    "About",
    "Touched",
    "about",
    "bodies_held_by",
    "callers",
    "chooses_accounts",
    "drafts_of",
    "kept",
    "matters_in",
    "nobody_yet",
    "open_agreements",
    "prepares",
]

R = TypeVar("R", bound=Row)

MATTERS = 50
"""So many matters stand on a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """A matter with the groups that it touches.

    Attributes
    ----------
    matter
        The matter.
    groups
        Each group, and how the matter touches it.
    """

    matter: Matter
    groups: tuple[tuple[Group, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What an initiative is about, as a page shows it.

    Attributes
    ----------
    initiative
        The initiative.
    earlier
        Its earlier versions, the latest first.
    groups, matters, bodies
        Its groups, its matters with whom they touch, and the bodies that take part.
    holder
        The body that holds it.
    missing
        What a draft lacks before it can open.
    may_write
        Whether this person may change what stands here.
    asleep
        Whether it rests past its review.
    calls, calls_needed
        How many of the citizens' side asked to wake it, of how many that are needed.
    side
        The sides on which this person stands.
    without_account
        Whether people can speak without an account.
    """

    initiative: Initiative
    earlier: tuple[Initiative, ...]
    groups: tuple[Group, ...]
    matters: tuple[Touched, ...]
    bodies: tuple[Body, ...]
    holder: Body | None
    missing: tuple[Refusal, ...]
    may_write: bool
    asleep: bool
    calls: int
    calls_needed: int
    side: frozenset[Side]
    without_account: bool = True

    @property
    def draft(self) -> bool:
        """Whether it did not open yet."""
        return self.initiative.state is InitiativeState.DRAFT


def nobody_yet() -> bool:
    """Say whether the site holds nobody: no person and no account."""
    return not people.Person.objects.exists() and not people.Account.objects.exists()


def prepares(initiative: Initiative, *, viewer: Viewer) -> bool:
    """Say whether somebody may change what an initiative is about.

    A draft is changed by who began it, and by the members of the body that holds it; later whoever holds a seat in it.
    """
    if viewer.person is None or initiative.level is not Level.COLLECTIVE:
        return False
    if initiative.holder is not None and initiative.holder in {row.id for row in bodies_held_by(viewer)}:
        return True
    if initiative.state is InitiativeState.DRAFT:
        return initiative.recorded_by == viewer.person
    return bool(seats_of(viewer, initiative=initiative.id))


def kept(name: str, *, viewer: Viewer) -> Initiative | None:
    """Return an initiative as it is kept, where somebody may read it; a draft where they may change it."""
    found = spine.Initiative.objects.filter(id=name, level=Level.COLLECTIVE).first()
    if found is None:
        return None
    row = to_row(Initiative, found)
    if row.state is InitiativeState.DRAFT:
        return row if prepares(row, viewer=viewer) else None
    return row if initiative_of(name, viewer=viewer) is not None else None


def open_agreements(name: str, *, viewer: Viewer) -> tuple[Commitment, ...]:
    """Return the agreements of an initiative that nobody has settled, as far as somebody may read them."""
    case = slice_of(name, viewer=viewer, asks=[Ask(Commitment, ~Q(state__in=sorted(SETTLED)))])
    rows = case.rows(Commitment) if case is not None else ()
    unsettled = set(open_commitments(rows))
    return tuple(row for row in rows if row.id in unsettled)


def matters_in(name: str, *, viewer: Viewer) -> int:
    """Return how many matters of an initiative somebody may read."""
    return counts_of({"all": Ask(Matter)}, viewer=viewer, initiative=name)["all"]


def chooses_accounts(found: About, *, viewer: Viewer) -> bool:
    """Say whether somebody may choose if people can speak in an initiative without an account."""
    return not found.draft and may_ask_for_accounts(found.initiative, standing=viewer.standing, at=viewer.at)


def drafts_of(viewer: Viewer) -> tuple[Initiative, ...]:
    """Return the drafts that somebody may change."""
    if viewer.person is None:
        return ()
    held = [row.id for row in bodies_held_by(viewer)]
    found = spine.Initiative.objects.filter(state=InitiativeState.DRAFT, level=Level.COLLECTIVE)
    rows = to_rows(Initiative, found.filter(Q(recorded_by=viewer.person) | Q(holder__in=held)))
    return tuple(row for row in rows if prepares(row, viewer=viewer))


def callers(initiative: Initiative) -> frozenset[str]:
    """Return who of the citizens' side asked to wake an initiative since it went to rest."""
    found = WakeCall.objects.filter(initiative=initiative.id, version=initiative.version)
    return frozenset(str(name) for name in found.values_list("person", flat=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rows:
    """What an initiative is made of."""

    groups: tuple[Group, ...]
    affects: tuple[Affects, ...]
    matters: tuple[Matter, ...]
    bodies: tuple[Body, ...]


def _of_open(name: str, *, viewer: Viewer, start: int, matter: str) -> _Rows:
    wanted = visible(Matter, viewer=viewer).filter(initiative=name).order_by("-written")[start : start + MATTERS]
    chosen = Q(pk=matter) if matter else Q(pk__in=wanted.values("pk"))
    touched = Q(matter=matter) if matter else Q(matter__in=wanted.values("pk"))
    case = case_with(name, viewer=viewer, asks=[Ask(Affects, touched), Ask(Matter, chosen)])
    if case is None:
        return _Rows(groups=(), affects=(), matters=(), bodies=())
    return _Rows(
        groups=tuple(row for row in case.rows(Group) if row.initiative == name),
        affects=case.rows(Affects),
        matters=case.rows(Matter),
        bodies=case.rows(Body),
    )


def _of_draft(name: str, *, viewer: Viewer) -> _Rows:
    # A draft is in nobody's edition: it is read by itself.
    of_all = Q(initiative=name) | Q(initiative__isnull=True)
    return _Rows(
        groups=_rows(spine.Group, Group, name=name, viewer=viewer),
        affects=_rows(spine.Affects, Affects, name=name, viewer=viewer),
        matters=_rows(spine.Matter, Matter, name=name, viewer=viewer),
        bodies=to_rows(Body, readable(people.Body, viewer=viewer).filter(of_all)),
    )


def _rows(model: type[Told], kind: type[R], *, name: str, viewer: Viewer) -> tuple[R, ...]:
    found = readable(model, viewer=viewer).filter(Q(initiative=name))
    return to_rows(kind, found)


def about(name: str, *, viewer: Viewer, start: int = 0, matter: str = "") -> About | None:
    """Return what an initiative is about; nothing where there is none that this person may read.

    Parameters
    ----------
    name, viewer
        The initiative, and who reads.
    start
        The first of its matters to return, the one that was written last being the first of all; `MATTERS` come at
        most. A draft has few, and all of them come.
    matter
        The one matter to return instead.
    """
    initiative = kept(name, viewer=viewer)
    if initiative is None:
        return None
    draft = initiative.state is InitiativeState.DRAFT
    rows = _of_draft(name, viewer=viewer) if draft else _of_open(name, viewer=viewer, start=start, matter=matter)
    by_id = {row.id: row for row in rows.groups}
    touching: defaultdict[str, list[Affects]] = defaultdict(list)
    for row in rows.affects:
        touching[row.matter or ""].append(row)
    matters = tuple(
        Touched(
            matter=each,
            groups=tuple((by_id[row.group], row.how) for row in touching[each.id] if row.group in by_id),
        )
        for each in (rows.matters if draft else reversed(rows.matters))
    )
    earlier = earlier_versions(Initiative, [name], viewer=viewer)
    return About(
        initiative=initiative,
        earlier=tuple(row for row in reversed(earlier) if isinstance(row, Initiative)),
        groups=rows.groups,
        matters=matters,
        bodies=rows.bodies,
        holder=next((row for row in rows.bodies if row.id == initiative.holder), None),
        missing=may_open(initiative, affected=_affected(rows.groups, rows.affects), at=viewer.at) if draft else (),
        may_write=prepares(initiative, viewer=viewer),
        asleep=asleep_past_review(initiative, at=viewer.at),
        calls=len(callers(initiative)) if initiative.state is InitiativeState.RESTING else 0,
        calls_needed=FEWEST_TO_WAKE,
        side=viewer.sides(name) if viewer.person is not None else frozenset(),
        without_account=lets_in_without_account(name),
    )


def _affected(groups: tuple[Group, ...], affects: tuple[Affects, ...]) -> tuple[Group, ...]:
    touched = {row.group for row in affects}
    return tuple(row for row in groups if row.id in touched)


def bodies_held_by(viewer: Viewer) -> tuple[Body, ...]:
    """Return the bodies in which somebody sits on this day."""
    if viewer.person is None:
        return ()
    held = {row.body for row in viewer.standing.seats if row.body and lasts(row, at=viewer.at)}
    return tuple(row for name, row in sorted(viewer.standing.bodies.items()) if name in held)
