"""Fill a new site with its first person, their body, and a draft of the first initiative."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction

from counterpoise.record import Moment, Row, Side
from counterpoise.record.initiatives import Affects, Group, Initiative, InitiativeState, Matter, PromisedLevel
from counterpoise.record.people import Body, Capacity, Person, Seat
from counterpoise.web.governance.selectors.about import nobody_yet
from counterpoise.web.initiatives import models as spine
from counterpoise.web.initiatives.services import NothingHereError
from counterpoise.web.ledger.models import Log, Told
from counterpoise.web.ledger.services import COMMON, Telling, new_id, tell
from counterpoise.web.people import models as people

__all__ = ["Example", "ExampleGroup", "Founder", "found_site"]

_TABLES: dict[type[Row], type[Told]] = {
    Person: people.Person,
    Capacity: people.Capacity,
    Body: people.Body,
    Seat: people.Seat,
    Initiative: spine.Initiative,
    Group: spine.Group,
    Matter: spine.Matter,
    Affects: spine.Affects,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleGroup:
    """A group of an example: its name, who belongs to it, its side, and how the matter touches it."""

    name: str
    description: str
    side: Side
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """What a draft can begin with.

    Attributes
    ----------
    code, title
        Its code, and its name in the list.
    purpose
        What it would be for.
    promised_level
        The say that it would promise.
    matter
        What can be decided.
    groups
        Whom that touches.
    """

    code: str
    title: str
    purpose: str
    promised_level: PromisedLevel
    matter: str
    groups: tuple[ExampleGroup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Founder:
    """The answers to the three questions.

    Attributes
    ----------
    name, email, side, body
        Who the first person is, for which side and body they speak, and their e-mail address, if any.
    language
        The language that they want.
    title
        What they want to talk about first.
    example
        What the draft begins with, if anything.
    """

    name: str
    email: str
    side: Side
    body: str
    language: str
    title: str
    example: Example | None = None


def found_site(*, founder: Founder, at: datetime) -> tuple[people.Account, Initiative]:
    """Write down the first person, their seat, and the draft; return their account and the draft.

    Raises
    ------
    NothingHereError
        Somebody is here already.
    """
    with transaction.atomic():
        # Two who send the same link at the same moment: one of them waits here, and finds somebody.
        Log.objects.get_or_create(origin=COMMON)
        Log.objects.select_for_update().get(origin=COMMON)
        if not nobody_yet():
            raise NothingHereError("first")
        rows = tuple(_rows(founder, at=at))
        tell("site_founded", *(Telling(model=_TABLES[type(row)], row=row) for row in rows), by=rows[0].id, at=at)
        person = rows[0].id
        account = people.Account.objects.create(
            name=person,
            person_id=person,
            email=founder.email,
            password="!",  # noqa: S106 - "!" marks that no password can ever fit
            is_staff=True,
        )
        if founder.email:
            # Not shown yet to be theirs: the first code that they type shows it, and then no second one is asked for.
            EmailAddress.objects.create(user=account, email=founder.email, primary=True, verified=False)
    return account, next(row for row in rows if isinstance(row, Initiative))


def _rows(founder: Founder, *, at: datetime) -> Iterable[Row]:
    person, body, initiative = new_id("person"), new_id("body"), new_id("initiative")
    moment, day = Moment.exactly(at), at.date()
    yield Person(
        id=person, happened_at=moment, recorded_at=at, pseudonym=founder.name.strip(), language=founder.language
    )
    yield Body(id=body, happened_at=moment, recorded_at=at, name=founder.body.strip(), side=founder.side)
    yield Capacity(
        id=new_id("capacity"), happened_at=moment, recorded_at=at, person=person, side=founder.side, active_from=day
    )
    yield Seat(id=new_id("seat"), happened_at=moment, recorded_at=at, person=person, body=body, active_from=day)
    example = founder.example
    yield Initiative(
        id=initiative,
        happened_at=moment,
        recorded_at=at,
        recorded_by=person,
        state=InitiativeState.DRAFT,
        holder=body,
        title=founder.title.strip(),
        purpose=example.purpose if example is not None else "",
        purpose_declared_by=founder.side,
        promised_level=example.promised_level if example is not None else None,
    )
    if example is not None:
        yield from _example(example, initiative=initiative, person=person, at=at)


def _example(example: Example, *, initiative: str, person: str, at: datetime) -> Iterable[Row]:
    moment = Moment.exactly(at)
    common: dict[str, Any] = {
        "initiative": initiative,
        "happened_at": moment,
        "recorded_at": at,
        "recorded_by": person,
        "source": "example",
    }
    matter = Matter(id=new_id("matter"), text=example.matter, **common)
    yield matter
    for each in example.groups:
        group = Group(
            id=new_id("group"),
            name=each.name,
            description=each.description,
            side=each.side,
            **common,
        )
        yield group
        yield Affects(
            id=f"{matter.id}-touches-{group.id}",
            matter=matter.id,
            group=group.id,
            how=each.how,
            **common,
        )
