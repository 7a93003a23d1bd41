"""Who decides what at Lindehof: a legal right, what was claimed, agreed and contested, and a limit that nobody set."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from counterpoise.datasets.illustrations.telling import LINDEHOF, told
from counterpoise.record import Moment, Row, Say, Side
from counterpoise.record.mandates import (
    Assent,
    Basis,
    DutyMove,
    GroupSay,
    Limit,
    LimitKind,
    LimitQuestion,
    Mandate,
    MandateState,
    StatutoryMandate,
)

__all__ = ["control"]


def control() -> Iterator[Row]:
    """Give the legal right, the mandates with their versions, the opening and the request for a limit."""
    yield StatutoryMandate(
        id="right-to-advise-on-closing",
        **told("2013-07-01", of=LINDEHOF, by="home-council-member"),
        pack="nl-wmcz-1996",
        article="3",
        topics=("closing",),
        say=Say.ADVISE,
        body="home-client-council",
        group="home-council",
        active_until=date(2020, 7, 1),
    )
    yield Mandate(
        id="advice-on-closing",
        **told("2013-07-01", of=LINDEHOF, by="home-council-member"),
        matter="stay-or-close",
        holder="home-client-council",
        say=Say.ADVISE,
        others=(GroupSay(group="home-council", say=Say.ADVISE),),
        review_on=date(2015, 7, 1),
        reason="The law gives the council the right to advise.",
        basis=Basis.STATUTORY,
        state=MandateState.AGREED,
        legal_right="right-to-advise-on-closing",
    )
    yield from _claimed()
    yield _volunteer_tasks()
    yield _closing_point()
    yield from _limits()


def _claimed() -> Iterator[Row]:
    promised = Mandate(
        id="stay-or-close-claimed",
        **told("2013-05-13", of=LINDEHOF, by="previous-director"),
        matter="stay-or-close",
        holder="platform",
        say=Say.CO_DECIDE,
        review_on=date(2014, 5, 12),
        reason="The promise: citizens and the organization decide together.",
        basis=Basis.CLAIMED,
        direction=-1,
    )
    yield promised
    mission = replace(
        promised,
        **told(
            "2014-09-15",
            of=LINDEHOF,
            by="new-director",
            quote="which effectively marginalized citizens’ influence in the process",
        ),
        version=2,
        supersedes_reason="The mission changed.",
        holder="board",
        say=Say.DECIDE,
        review_on=date(2015, 9, 14),
        reason="The mission is medical care now; the board decides.",
        direction=1,
    )
    yield mission
    yield replace(
        mission,
        **told("2014-11-03", of=LINDEHOF, by="new-director"),
        version=3,
        supersedes_reason="The board decided that the home closes.",
        reason="The board decided on closing alone.",
    )


def _volunteer_tasks() -> Mandate:
    return Mandate(
        id="volunteer-tasks-agreed",
        **told("2014-05-12", of=LINDEHOF, by="regional-colleague"),
        matter="volunteer-tasks",
        holder="platform",
        say=Say.DECIDE,
        others=(
            GroupSay(group="participating-citizens", say=Say.DECIDE),
            GroupSay(group="employees", say=Say.ADVISE),
        ),
        limits="Nursing and medicines stay with the staff.",
        conflict_decides="Management, after a talk with both.",
        conflict_max_days=30,
        expires_on=date(2016, 5, 12),
        reason="Those who do the work divide it.",
        basis=Basis.AGREED,
        state=MandateState.AGREED,
        assents=(
            Assent(side=Side.CIVIC, person="citizen-1", body="platform", given_at=Moment.parse("2014-05-12")),
            Assent(
                side=Side.ORGANIZATIONAL,
                person="regional-manager",
                body="management",
                given_at=Moment.parse("2014-05-12"),
            ),
        ),
        duty_moved=DutyMove.TO_CIVIC,
        duty="Coffee, walks and help at meals.",
        say_with_it=Say.DECIDE,
    )


def _closing_point() -> Mandate:
    return Mandate(
        id="closing-point-contested",
        **told("2014-06-05", of=LINDEHOF, by="citizen-1", clock="22:30"),
        matter="closing-point",
        holder="board",
        say=Say.DECIDE,
        others=(GroupSay(group="participating-citizens", say=Say.HEAR),),
        review_on=date(2015, 12, 4),
        reason="The board says that it decides; the platform says that this is not what was promised.",
        state=MandateState.CONTESTED,
    )


def _limits() -> Iterator[Row]:
    yield Limit(
        id="what-it-will-look-like",
        **told(
            "2013-06-10",
            of=LINDEHOF,
            by="regional-manager",
            quote="decide ahead of time what things will look like",
            clock="22:30",
        ),
        matter="stay-or-close",
        kind=LimitKind.OPENING,
        text="What the home will look like is not decided ahead of time.",
        side=Side.ORGANIZATIONAL,
        set_by="management",
        reason="It is a journey together.",
        declared_at=Moment.parse("2013-06-10"),
        negotiable=True,
    )
    asked = "At what point do we say, “We can’t continue like this"
    yield LimitQuestion(
        id="closing-point-question",
        **told(
            "2013-06-10",
            of=LINDEHOF,
            by="logistics-colleague",
            quote=asked,
            clock="22:40",
            space="organization-room",
        ),
        matter="closing-point",
        text=f"{asked}…”?",
        asked_by="as-logistics-colleague",
        department="logistics",
        side=Side.ORGANIZATIONAL,
    )
