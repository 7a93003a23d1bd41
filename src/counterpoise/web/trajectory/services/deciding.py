"""Say who decides what around one person, write a friction down, and take a matter to where it concerns many."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from counterpoise.control.negotiation import may_propose
from counterpoise.expertise.contributions import may_give
from counterpoise.interests.closing import may_notice, party_sides
from counterpoise.interests.frictions import may_move
from counterpoise.interests.positions import problems
from counterpoise.record import Consideration, Moment, Say, Side, Tension
from counterpoise.record.contributions import Contribution, ContributionState, Route
from counterpoise.record.initiatives import Affects, Matter
from counterpoise.record.mandates import Assent, Basis, GroupSay, Mandate, MandateState, Requirement
from counterpoise.record.people import Body
from counterpoise.record.positions import Friction, FrictionState, Position, Visibility
from counterpoise.record.trajectories import Tie, TieKind
from counterpoise.web.control.models import Mandate as MandateTable
from counterpoise.web.control.models import Requirement as RequirementTable
from counterpoise.web.expertise.models import Contribution as ContributionTable
from counterpoise.web.initiatives import models as spine
from counterpoise.web.initiatives.selectors import initiative_of
from counterpoise.web.initiatives.services import NothingHereError
from counterpoise.web.interests.models import Friction as FrictionTable
from counterpoise.web.interests.models import Position as PositionTable
from counterpoise.web.ledger.records import to_row
from counterpoise.web.ledger.services import RefusedError, Telling, new_id, tell
from counterpoise.web.people import models as people
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.trajectory.services.rights import Here, kept, owner_here, put
from counterpoise.web.trajectory.services.starting import missing_places

__all__ = ["Clashing", "Deciding", "clash", "propose", "raise_matter"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deciding:
    """Who decides something around one person, as a form gives it.

    Attributes
    ----------
    matter
        What it is about, in words.
    tie
        Who decides; empty for the owner.
    say
        The owner's say, where somebody else decides.
    limits
        Within which limits.
    conflict_decides, conflict_mediator, conflict_max_days
        Who decides where they disagree, who helps them talk, and after how many days at most.
    review_on
        When it is looked at again.
    reason
        Why.
    """

    matter: str
    tie: str
    say: Say
    limits: str
    conflict_decides: str
    conflict_mediator: str
    conflict_max_days: int
    review_on: date
    reason: str


def propose(*, path: str, deciding: Deciding, once: str, by: Viewer, at: datetime) -> Mandate:
    """Propose who decides something, with the owner's yes. It is agreed once the other side says yes too.

    Raises
    ------
    NothingHereError
        There is no such care path or person in it, or it is somebody else's.
    RefusedError
        Everything that it lacks.
    AlreadyToldError
        The same form was sent twice.
    """
    here = owner_here(path, by=by, at=at)
    group = f"{here.path}.group-owner"
    before = _matter_called(deciding.matter, here=here)
    matter = before or Matter(id=new_id("matter", once=once), **here.told, text=deciding.matter.strip())
    holder, new = _holder(deciding.tie, here=here)
    own = f"{here.path}.owner-body"
    row = Mandate(
        id=new_id("mandate", once=once),
        **here.told,
        matter=matter.id,
        holder=holder,
        say=Say.DECIDE,
        others=(GroupSay(group=group, say=Say.DECIDE if holder == own else deciding.say),),
        limits=deciding.limits.strip(),
        conflict_decides=deciding.conflict_decides.strip(),
        conflict_mediator=deciding.conflict_mediator.strip(),
        conflict_max_days=deciding.conflict_max_days,
        review_on=deciding.review_on,
        reason=deciding.reason.strip(),
        basis=Basis.AGREED,
        state=MandateState.PROPOSED,
        assents=(Assent(side=Side.CIVIC, person=by.person, body=own, given_at=Moment.exactly(at)),),
    )
    if refusals := may_propose(row, affected={group}, at=at.date()):
        raise RefusedError(refusals)
    tellings = [*missing_places(here), *new]
    if before is None:
        touches = Affects(id=f"{matter.id}.affects", **here.told, matter=matter.id, group=group)
        tellings += [Telling(model=spine.Matter, row=matter), Telling(model=spine.Affects, row=touches)]
    put(here, *tellings, Telling(model=MandateTable, row=row))
    return row


def _matter_called(text: str, *, here: Here) -> Matter | None:
    found = spine.Matter.objects.filter(initiative=here.path, text__iexact=text.strip()).first()
    return to_row(Matter, found) if found is not None else None


def _holder(tie: str, *, here: Here) -> tuple[str, list[Telling]]:
    if not tie:
        return f"{here.path}.owner-body", []
    helps = kept(Tie, tie, here=here)
    name = f"{helps.id}.body"
    if people.Body.objects.filter(pk=name).exists():
        return name, []
    side = Side.CIVIC if helps.kind is TieKind.INFORMAL else Side.ORGANIZATIONAL
    return name, [Telling(model=people.Body, row=Body(id=name, **here.told, name=helps.name, side=side))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clashing:
    """A friction between what the owner wants and a norm, as a form gives it.

    Attributes
    ----------
    text
        What clashes.
    wants, why
        What the owner wants, and why it matters to them.
    norm, imposed_by, protects
        The norm, who asks for it, and what it protects.
    leaves
        What it leaves to decide here.
    """

    text: str
    wants: str
    why: str
    norm: str
    imposed_by: str
    protects: str
    leaves: str = ""


def clash(*, path: str, clashing: Clashing, once: str, by: Viewer, at: datetime) -> Friction:
    """Write down that what the owner wants clashes with a norm, citing the norm. Others put their position beside it.

    Raises
    ------
    NothingHereError
        There is no such care path, or it is somebody else's.
    RefusedError
        Everything that it lacks.
    AlreadyToldError
        The same form was sent twice.
    """
    here = owner_here(path, by=by, at=at)
    matter = Matter(id=new_id("matter", once=once), **here.told, text=clashing.text.strip())
    norm = Requirement(
        id=new_id("norm", once=once),
        **here.told,
        matter=matter.id,
        text=clashing.norm.strip(),
        imposed_by=clashing.imposed_by.strip(),
        protects=clashing.protects.strip(),
        effect_on_room=clashing.leaves.strip(),
    )
    row = Friction(
        id=new_id("friction", once=once),
        **here.told,
        text=clashing.text.strip(),
        tension=Tension.INTERESTS,
        matter=matter.id,
        between=(by.name or here.path, norm.imposed_by),
        sides=(Side.CIVIC, Side.ORGANIZATIONAL),
        visibility=Visibility.BOTH_SIDES,
    )
    position = Position(
        id=new_id("position", once=once),
        **here.told,
        friction=row.id,
        matter=matter.id,
        capacity=f"{here.path}.as-owner",
        side=Side.CIVIC,
        claim=clashing.wants.strip(),
        interest=clashing.why.strip(),
        consideration=Consideration.WELLBEING,
        own_words=True,
    )
    refusals = (*may_notice(row), *problems(position))
    if refusals:
        raise RefusedError(refusals)
    if not may_move(row, to=FrictionState.SHARED, sides=party_sides(row, known={}), at=at.date()):
        row = replace(row, state=FrictionState.SHARED)
    put(
        here,
        *missing_places(here),
        Telling(model=spine.Matter, row=matter),
        Telling(model=RequirementTable, row=norm),
        Telling(model=FrictionTable, row=row),
        Telling(model=PositionTable, row=position),
    )
    return row


def raise_matter(
    *, path: str, initiative: str, text: str, named: bool, once: str, by: Viewer, at: datetime
) -> Contribution:
    """Take a matter of one's own to an initiative that serves many. Only the owner can; nothing else leaves the path.

    Parameters
    ----------
    path, initiative
        The care path, and the initiative in which it is said.
    text
        The words that are said there: they are written for it, and copied from nowhere.
    named
        Whether it is said under the owner's name. Else nothing in it, and nothing in the log, tells who it was.
    once, by, at
        The token of the form, who raises it, and when.

    Raises
    ------
    NothingHereError
        There is no such care path or initiative for this person, or it is somebody else's.
    RefusedError
        There are no words.
    AlreadyToldError
        The same form was sent twice.
    """
    here = owner_here(path, by=by, at=at)
    if initiative_of(initiative, viewer=by) is None or initiative in by.paths:
        raise NothingHereError(initiative)
    row = Contribution(
        id=new_id("contribution", once=once),
        initiative=initiative,
        happened_at=Moment.exactly(at),
        recorded_at=at,
        recorded_by=by.person if named else None,
        on_behalf_of=here.told["on_behalf_of"] if named else None,
        text=text.strip(),
        route=Route.SCREEN,
        side=Side.CIVIC,
        from_trajectory=here.trajectory.id if named else None,
        state=ContributionState.DRAFT,
    )
    if refusals := may_give(row, rather_not_say=True):
        raise RefusedError(refusals)
    given = replace(row, state=ContributionState.GIVEN)
    who = by.person if named else None
    tell("contribution_given", Telling(model=ContributionTable, row=given), by=who, at=at)
    return given
