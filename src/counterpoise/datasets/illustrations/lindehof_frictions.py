"""The frictions of Lindehof with the positions in them, and the counts that the organization's own room released."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from counterpoise.datasets.illustrations.telling import LINDEHOF, told
from counterpoise.record import Consideration, Moment, Row, Side, Tension
from counterpoise.record.people import ReleasedCount
from counterpoise.record.positions import Confirmation, Friction, FrictionState, Position, Visibility

__all__ = ["frictions"]

ROOM = "organization-room"


def frictions() -> Iterator[Row]:
    """Give the four frictions, the positions in them and the counts that the closed room released."""
    yield from _joint()
    yield from _limits()
    yield from _venue()
    yield from _mission()
    yield from _released()


def _joint() -> Iterator[Row]:
    yield Friction(
        id="friction-joint",
        **told(
            "2013-05-13",
            of=LINDEHOF,
            by="previous-director",
            quote="What such participation meant for local service governance, however, was less clear",
        ),
        text="The home goes on only together, but who decides when it can not?",
        tension=Tension.INTERESTS,
        matter="stay-or-close",
        between=("participating citizens", "the board"),
        visibility=Visibility.BOTH_SIDES,
        state=FrictionState.JUXTAPOSED,
    )
    yield Position(
        id="position-of-citizens",
        **told("2013-05-13", of=LINDEHOF, by="citizen-1", quote="citizens’ interests to keep the facility open"),
        friction="friction-joint",
        matter="stay-or-close",
        group="participating-citizens",
        side=Side.CIVIC,
        claim="The home stays open, and we decide with you.",
        interest="That people can grow old in their own town.",
        consideration=Consideration.COMMUNITY,
    )
    yield Position(
        id="position-of-the-board",
        **told(
            "2013-05-13",
            of=LINDEHOF,
            by="previous-director",
            quote="the organization’s compromised financial status",
        ),
        friction="friction-joint",
        matter="stay-or-close",
        department="board",
        side=Side.ORGANIZATIONAL,
        claim="It stays open only if citizens do their part.",
        interest="That the organization can carry its losses.",
        consideration=Consideration.MONEY,
    )


def _limits() -> Iterator[Row]:
    yield Friction(
        id="friction-limits",
        **told(
            "2013-06-10",
            of=LINDEHOF,
            by="logistics-colleague",
            quote="grew nervous and wished his superiors would set clear targets",
            clock="22:45",
            space=ROOM,
        ),
        text="An open process, or a clear point at which we stop?",
        tension=Tension.CONTROL,
        matter="closing-point",
        between=("the regional manager", "his colleague", "logistics"),
        visibility=Visibility.ONE_SIDE,
        held_by=Side.ORGANIZATIONAL,
        state=FrictionState.JUXTAPOSED,
    )
    for name, claim, interest, kind, quote in (
        (
            "regional-manager",
            "We do not decide ahead of time.",
            "That the process stays open.",
            Consideration.COMMUNITY,
            "emphasized the ‘openness’ of this joint trajectory",
        ),
        (
            "regional-colleague",
            "No targets: we ‘embark on a journey together’.",
            "That we find out together.",
            Consideration.COMMUNITY,
            "embark on a journey together",
        ),
        (
            "logistics-colleague",
            "We need to be more specific.",
            "That we know when it can not go on.",
            Consideration.LOGISTICS,
            "We need to be more specific.",
        ),
    ):
        yield Position(
            id=f"position-of-{name}",
            **told("2013-06-10", of=LINDEHOF, by=name, quote=quote, clock="22:50", space=ROOM),
            friction="friction-limits",
            matter="closing-point",
            capacity=f"as-{name}",
            department={"regional-manager": "board", "regional-colleague": "participation office"}.get(
                name, "logistics"
            ),
            side=Side.ORGANIZATIONAL,
            claim=claim,
            interest=interest,
            consideration=kind,
        )


def _venue() -> Iterator[Row]:
    noticed = Friction(
        id="friction-venue",
        **told(
            "2013-09-20",
            of=LINDEHOF,
            by="regional-colleague",
            quote="Facing such fragmentation within the local community",
        ),
        text="A hall in the middle of town is not everybody's hall.",
        tension=Tension.INCLUSION,
        matter="meeting-place",
        between=("management", "the other church"),
        visibility=Visibility.BOTH_SIDES,
        state=FrictionState.SHARED,
    )
    settled = told("2013-09-23", of=LINDEHOF, by="regional-colleague")
    day = Moment.parse("2013-09-23")
    yield noticed
    yield Position(
        id="position-of-the-other-church",
        **told("2013-09-20", of=LINDEHOF, by="church-goer"),
        friction="friction-venue",
        matter="meeting-place",
        group="other-church",
        side=Side.CIVIC,
        claim="We would rather not meet in that church's hall.",
        interest="To belong without choosing a church.",
        consideration=Consideration.FAIRNESS,
    )
    yield replace(
        noticed,
        version=2,
        supersedes_reason="Settled for now.",
        recorded_at=settled["recorded_at"],
        state=FrictionState.SETTLED_FOR_NOW,
        closed_at=day,
        confirmations=(
            Confirmation(party="management", confirmed_at=day),
            Confirmation(party="the other church", confirmed_at=day),
        ),
        review_on=date(2014, 9, 22),
    )


def _mission() -> Iterator[Row]:
    yield Friction(
        id="friction-mission",
        **told(
            "2014-09-15",
            of=LINDEHOF,
            by="care-colleague",
            quote="whether they are mostly a medical service provider",
            space=ROOM,
        ),
        text="Are we there for medical care, or for how people live?",
        tension=Tension.INTERESTS,
        between=("the new director", "care"),
        visibility=Visibility.ONE_SIDE,
        held_by=Side.ORGANIZATIONAL,
        state=FrictionState.NOTICED,
    )
    yield Position(
        id="position-of-new-director",
        **told(
            "2014-09-15",
            of=LINDEHOF,
            by="new-director",
            quote="in favour of a more medicalized approach to care provision",
            clock="17:30",
            space=ROOM,
        ),
        friction="friction-mission",
        capacity="as-new-director",
        department="board",
        side=Side.ORGANIZATIONAL,
        claim="Medical care comes first.",
        interest="That what only we can do is done well.",
        consideration=Consideration.CARE_QUALITY,
    )


def _released() -> Iterator[Row]:
    # Both frictions of the room are open, one holds more than one position, none has a next step; it holds no limit.
    for name, indicator, part, numerator, denominator in (
        ("released-next-steps", "interests.frictions", "", 0, 2),
        ("released-visible", "interests.frictions", "visible_to_both", 0, 2),
        ("released-juxtaposed", "interests.frictions", "juxtaposed", 1, 2),
        ("released-reopened", "interests.frictions", "reopened", 0, 2),
        ("released-limits", "control.limits", "", 0, 0),
    ):
        yield ReleasedCount(
            id=name,
            **told("2015-06-30", of=LINDEHOF, by="regional-manager", clock="09:00"),
            room=ROOM,
            indicator=indicator,
            part=part,
            counted_on=date(2015, 6, 30),
            numerator=numerator,
            denominator=denominator,
            released_by="regional-manager",
        )
