"""Mandates by hand, for the tests of this folder."""

from __future__ import annotations

from typing import Any

from counterpoise.record import Say, Side
from counterpoise.record.mandates import Assent, Basis, Mandate, MandateState, StatutoryMandate
from tests.builders import at, moment, row

TOPIC = "closing"


def assents(day: str = "2014-05-12", *, civic: str | None = "anna", staff: str | None = "bert") -> tuple[Assent, ...]:
    """Return the yes of one person of each side."""
    given = moment(day)
    return (
        Assent(side=Side.CIVIC, person=civic, body="council", given_at=given),
        Assent(side=Side.ORGANIZATIONAL, person=staff, body="board", given_at=given),
    )


def agreed(
    name: str = "tasks",
    day: str = "2014-05-12",
    **fields: Any,  # noqa: ANN401 - the fields of a mandate
) -> Mandate:
    """Return a mandate that both sides agreed to on a day, and that was written down on it."""
    fields = {
        "matter": "volunteers",
        "holder": "platform",
        "say": Say.DECIDE,
        "basis": Basis.AGREED,
        "state": MandateState.AGREED,
        "assents": assents(day),
        "expires_on": at("2016-05-12"),
        **fields,
    }
    return row(Mandate, name, happened=day, **fields)


def right(name: str = "advice", **fields: Any) -> StatutoryMandate:  # noqa: ANN401 - the fields of a legal right
    """Return a legal right of the council to advise on closing."""
    fields = {
        "topics": (TOPIC,),
        "say": Say.ADVISE,
        "body": "council",
        "group": "council-group",
        "active_from": at("1996-06-01"),
        **fields,
    }
    return row(StatutoryMandate, name, **fields)


def statutory(name: str = "advice-on-closing", **fields: Any) -> Mandate:  # noqa: ANN401 - the fields of a mandate
    """Return the mandate that follows from that right."""
    fields = {
        "matter": "stay",
        "holder": "council",
        "say": Say.ADVISE,
        "basis": Basis.STATUTORY,
        "state": MandateState.AGREED,
        "legal_right": "advice",
        **fields,
    }
    return row(Mandate, name, happened="2013-07-01", **fields)
