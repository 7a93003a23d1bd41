"""Words that stand in everything that is not for everybody, and who may read them: nobody else ever meets them."""

from __future__ import annotations

import re
import zlib
from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction

from counterpoise.record import Level, Moment, Row, Side, columns
from counterpoise.record.contributions import Contribution, ContributionState
from counterpoise.record.decisions import Decision
from counterpoise.record.initiatives import Initiative, InitiativeState
from counterpoise.web.audit.records import ALL
from counterpoise.web.decisions.models import Renewal
from counterpoise.web.expertise.models import Handover
from counterpoise.web.governance.models import Letter, LetterKind, LetterState, Route, Wish
from counterpoise.web.inclusion.models import Lottery, Volunteer
from counterpoise.web.ledger.records import to_earlier, to_model
from counterpoise.web.ledger.services import Event, append
from counterpoise.web.people import models as people
from counterpoise.web.reviews.models import PaperForm, SealedAnswers

AT = datetime(2015, 6, 29, 10, tzinfo=UTC)
# A released count is out by rule: it is what a room let out.
WITHOUT_ROOM = {
    "released_counts",
    "persons",
    "capacities",
    "org_roles",
    "memberships",
    "seats",
    "spaces",
    "admissions",
    "initiatives",
}
CARE = {"trajectories", "what_matters", "ties", "care_conversations", "situation_changes", "agreements", "alignments"}
# What a dated decision touches comes out of a room of the organization by rule; this one has no date.
ROOM = "KANARIE"
OTHER_ROOM = "SIJSJE"
PATH = "LIJSTER"
DRAFT = "VINKJE"
OWN = "UILTJE"
NEED = "SPECHT"
SEALED = "EKSTER"
ASKED_IN = "KIEVIT"
_ORGANIZATION = (
    "previous-director", "new-director", "regional-manager", "regional-colleague", "logistics-colleague",
    "care-colleague",
)  # fmt: skip

READERS = MappingProxyType(
    {
        ROOM: ("resident", "council-member"),
        OTHER_ROOM: _ORGANIZATION,
        PATH: ("resident",),
        DRAFT: ("church-goer",),
        OWN: ("church-goer",),
        # What somebody needs is read by themselves and by those who arrange meetings where they take part.
        NEED: ("church-goer", "citizen-1"),
        SEALED: (),
        ASKED_IN: ("resident", "council-member"),
    }
)
"""For each word, the persons of the demonstration who may meet it; nobody else does, and without an account nobody."""


def canary(kind: type[Row], *, mark: str = ROOM, initiative: str = "meals", space: str | None = "council-room") -> Row:
    """Return a row whose every text is a canary, and so is its name; in the citizens' closed room by default."""
    texts: dict[str, Any] = {
        each.name: f"{mark}-{kind.TABLE}-{each.name}"
        for each in columns(kind)
        if each.kind is str and not each.to and not each.many
    }
    texts |= {
        each.name: (f"{mark}-{kind.TABLE}",) for each in columns(kind) if each.kind is str and each.many and not each.to
    }
    texts |= {"id": f"{mark.lower()}-{kind.TABLE}", "initiative": initiative, "space": space, "recorded_at": AT}
    texts["happened_at"] = Moment.parse("2015-06-28")
    if kind is Decision and mark == ROOM:
        texts["decided_at"] = Moment.parse("2015-06-28")
    return kind(**texts)


def keep(row: Row) -> None:
    """Keep a row, with an earlier version of it."""
    model = next(model for model, kind in ALL.items() if kind is type(row))
    to_model(model, row).save(force_insert=True)
    to_earlier(row).save()


def plant_in_room() -> None:
    """Put a canary of every table into the citizens' closed room."""
    for kind in ALL.values():
        if kind.TABLE not in WITHOUT_ROOM | CARE:
            keep(canary(kind))
    Renewal.objects.create(
        commitment_id="kanarie-commitments",
        text=f"{ROOM}-renewals-text",
        side=Side.CIVIC,
        proposed_by_id="resident",
        proposed_at=AT,
    )
    Handover.objects.create(
        id="kanarie-handovers",
        contribution_id="kanarie-contributions",
        space_id="council-room",
        to_id="home-council-member",
        reason=f"{ROOM}-handovers-reason",
        by_id="resident",
        at=AT,
    )
    for number, selection in enumerate(("kanarie-selections", "panel-of-ten")):
        _lottery(number, selection)
    with transaction.atomic():
        append([Event(type="test", body={})], log="council-room", at=AT)


def _lottery(number: int, selection: str) -> None:
    """Draw a lottery, in the closed room or in the open: its pool is read by who holds it alone."""
    lottery = Lottery.objects.create(
        id=f"kanarie-lottery-{number}",
        initiative_id="meals" if number == 0 else "lindehof-together",
        selection_id=selection,
        log="common",
        begun_by_id="regional-colleague",
        begun_at=AT,
        size=1,
        holder_id="regional-colleague",
        pool=b"id,age\nKANARIE-volunteer,KANARIE-age\n",
        pool_name="KANARIE-pool.csv",
        people=1,
        quotas="feature,value,min,max\n",
        announced="dice:2015-06-30, in the hall",
        draw_on=AT.date(),
        published=zlib.compress(b"{}"),
        frozen_at=AT,
        draw={"randomness": "dice:0-0-0", "panel": 0, "veils": ["0" * 64]},
        drawn_at=AT,
    )
    Volunteer.objects.create(
        lottery=lottery,
        place=0,
        name="KANARIE-volunteer",
        salt=f"{number}" * 32,
        key=f"{number}" * 64,
        veil="0" * 64,
        times=1000,
        on_panel=True,
    )


def plant_elsewhere() -> None:
    """Put canaries into the organization's room, a care path, drafts, what is somebody's own, and what is sealed."""
    for kind in ALL.values():
        if kind.TABLE in CARE:
            keep(_individual(canary(kind, mark=PATH, initiative="care-path", space=None)))
        elif kind.TABLE not in WITHOUT_ROOM:
            keep(canary(kind, mark=OTHER_ROOM, initiative="lindehof-together", space="organization-room"))
    draft = canary(Contribution, mark=DRAFT, initiative="lindehof-together", space=None)
    keep(_changed(draft, state=ContributionState.DRAFT, recorded_by="church-goer", on_behalf_of=None))
    begun = canary(Initiative, mark=SEALED, space=None)
    keep(_changed(begun, state=InitiativeState.DRAFT, initiative=None))
    _plant_own()
    SealedAnswers.objects.create(round_id="second-look", who=f"{SEALED}-who", seal=f"{SEALED}-seal".encode())
    PaperForm.objects.create(round_id="second-look", code=f"{SEALED}-paper", side=Side.CIVIC)
    people.Invitation.objects.create(
        id="kievit-invitation",
        code_hash=f"{SEALED}-hash",
        initiative="meals",
        room_id="council-room",
        about=f"{ASKED_IN}-about",
        invited_by_id="resident",
        invited_at=AT,
        expires_at=datetime(2016, 1, 1, tzinfo=UTC),
    )


def _plant_own() -> None:
    person = people.Person.objects.get(pk="church-goer")
    person.access_needs = f"{NEED}-needs"
    person.save()
    account = people.Account.objects.get(person="church-goer")
    account.email = f"{OWN.lower()}@example.org"
    account.save()
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    own = {"telephone": f"{OWN}-telephone", "address": f"{OWN}-address"}
    people.Contact.objects.update_or_create(person=person, defaults=own)
    people.Wishes.objects.update_or_create(person=person, defaults={"at_meetings": f"{NEED}-at-meetings"})
    Wish.objects.update_or_create(person=person, defaults={"address": f"{OWN}-wish"})
    Letter.objects.create(
        key="uil-letter",
        person=person,
        kind=LetterKind.WEEKLY,
        route=Route.MAIL,
        state=LetterState.DUE,
        owed_at=AT,
        due_at=AT,
        content={"subject": f"{OWN}-subject", "text": f"{OWN}-text"},
        problem=f"{OWN}-problem",
    )


def _individual(row: Row) -> Row:
    return _changed(row, level=Level.INDIVIDUAL)


def _changed(row: Row, **more: object) -> Row:
    return replace(row, **more)  # type: ignore[arg-type]  # which fields there are differs by table


HANDED_TO, HANDED_AT = "home-council-member", "/initiatives/meals/expertise/handed/kanarie-handovers/"
"""A member handed one contribution to somebody outside, who reads it and why on one page. They know both names."""


def without_handed(said: str, *, by: str, address: str) -> str:
    """Return what an answer says without what was handed to who asks: there alone, and nothing else of the room."""
    if by != HANDED_TO:
        return said
    words = ("KANARIE-contributions-text", "KANARIE-handovers-reason") if address == HANDED_AT else ()
    for each in words:
        said = said.replace(each, "")
    return re.sub(r"kanarie-(handovers|contributions)(?![-\w])", "", said)


def met(said: str, *, by: str) -> Collection[str]:
    """Return the canaries that somebody met and may not."""
    low = said.lower()
    return {mark for mark, readers in READERS.items() if by not in readers and f"{mark.lower()}-" in low}
