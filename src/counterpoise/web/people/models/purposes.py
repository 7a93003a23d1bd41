"""For every field about people: why it is kept, and until when. The data protection assessment is made from it."""

from dataclasses import dataclass

from django.db import models

from counterpoise.web.people.models.accounts import Account
from counterpoise.web.people.models.bodies import Admission, Body, ReleasedCount, Seat, Space
from counterpoise.web.people.models.codes import Attempt, Invitation, Receipt, Welcome
from counterpoise.web.people.models.contacts import Contact, Wishes
from counterpoise.web.people.models.glass import GlassAsk, GlassLook, GlassOpening
from counterpoise.web.people.models.persons import Capacity, Membership, OrgRole, Person

__all__ = ["PURPOSES", "TOLD", "Kept"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Why a field is kept, and until when.

    Attributes
    ----------
    why
        The purpose, in one plain sentence.
    until
        How long it is kept.
    """

    why: str
    until: str


_RECORD = "as long as the initiative; the person's name goes when they ask for erasure"
_ACCOUNT = "until the person deletes their sign-in"
_ASKED = "until the person takes it away or asks for erasure"
_CODE = "as long as what it was given for"
_HOUR = "one hour"


def _kept(until: str, **why: str) -> dict[str, Kept]:
    return {name: Kept(why=text, until=until) for name, text in why.items()}


TOLD = _kept(
    _RECORD,
    id="Names the row in links and in the record.",
    version="Shows that a row was changed, so that nobody writes over somebody else.",
    supersedes_reason="Says why a row was changed.",
    level="Keeps one person's care apart from services for many.",
    happened_at="Says when it happened: what is told late shows.",
    recorded_at="Says when it was written down: dating back shows.",
    recorded_by="Says who wrote it down, so that they can answer for it.",
    on_behalf_of="Says whose it is where somebody else wrote it down.",
    space="Says who may read it.",
    initiative="Says to what it belongs.",
    source="Says where it comes from, so that it can be checked.",
    quote="Gives the words of the source, so that it can be checked.",
    written="Orders the rows; it tells no time.",
)
"""What all rows of the record have in common."""

_OWN: dict[type[models.Model], dict[str, Kept]] = {
    Person: _kept(
        _RECORD,
        pseudonym="The name under which others meet the person, chosen by themselves.",
        language="Lets the site speak to them in their language.",
    )
    | _kept(_ASKED, access_needs="Lets those who arrange meetings make it possible to take part."),
    Capacity: _kept(
        _RECORD,
        person="Says whose it is.",
        kind="Shows as what somebody speaks.",
        side="Decides which rooms are open to them.",
        active_from="Says from when it counts.",
        active_until="Says until when it counts.",
    ),
    OrgRole: _kept(
        _RECORD, organization="Names an organization in the initiative.", role="Says what it does in the initiative."
    ),
    Membership: _kept(
        _RECORD,
        person="Says whose it is.",
        organization="Decides on which side somebody stands.",
        department="Shows whether the whole organization takes part or one corner of it.",
        function="Shows in what function somebody speaks.",
        active_from="Says from when it counts.",
        active_until="Says until when it counts.",
    ),
    Body: _kept(
        _RECORD,
        name="Names the body.",
        kind="Says what kind of body has a say.",
        side="Says on whose side it stands.",
        seats="Says how many places it has.",
        rule="Says how it decides.",
    ),
    Seat: _kept(
        _RECORD,
        body="Says in which body.",
        person="Says who holds it, so that people know who speaks for them.",
        capacity="Says as what they hold it.",
        method="Shows how places were filled.",
        made_by="Shows who filled it.",
        active_from="Says from when it counts.",
        active_until="Says until when it counts.",
    ),
    Space: _kept(
        _RECORD,
        name="Names the room.",
        kind="Decides who may read in it.",
        power_cube="Says who made it.",
        admits_both_sides="Decides whether it may let in who speaks for both sides.",
    ),
    Admission: _kept(
        _RECORD,
        room="Says which room.",
        person="Says who was let in.",
        admitted_by="Says which members did, so that nobody enters by one person's favour.",
        admitted_by_body="Says which council did.",
        account_check="Says how it was checked who they are.",
        by_vote="Says whether the room voted.",
        active_from="Says from when it counts.",
        active_until="Ends their reading.",
    ),
    ReleasedCount: _kept(
        _RECORD,
        room="Says which room let the count out.",
        indicator="Says for which figure.",
        part="Says for which part of it.",
        counted_on="Says up to which day was counted.",
        numerator="The count.",
        denominator="The count of all.",
        released_by="Says who let it out, to the room alone.",
    ),
}

PURPOSES: dict[type[models.Model], dict[str, Kept]] = {
    **{model: TOLD | own for model, own in _OWN.items()},
    Account: _kept(
        _ACCOUNT,
        id="Names the account inside the machine.",
        name="Names the account inside the machine; it is made by chance and says nothing.",
        email="Takes the codes to sign in.",
        person="Says who signs in.",
        password="Is never a password; changing it signs out everywhere.",  # noqa: S106 - a sentence about the column
        last_login="Shows the person themself when somebody last signed in.",
        is_active="Lets an account be stopped.",
        is_staff="Gives the pages of operators, and no reading of any room.",
        is_superuser="Gives the pages of operators, and no reading of any room.",
        groups="Django's own rights for operators.",
        user_permissions="Django's own rights for operators.",
    ),
    Contact: _kept(
        _ASKED,
        person="Says whose it is.",
        way="Says how somebody wants to hear.",
        telephone="Reaches somebody who wants to be called.",
        address="Reaches somebody who wants letters.",
        version="Keeps two changes from writing over each other.",
    ),
    Wishes: _kept(
        _ASKED,
        person="Says whose it is.",
        usual_capacity="Saves choosing each time as what somebody speaks.",
        at_meetings="Lets those who arrange meetings make it possible to take part.",
        version="Keeps two changes from writing over each other.",
    ),
    Invitation: _kept(
        _RECORD,
        id="Names the invitation.",
        code_hash="Recognizes the code without keeping it.",
        initiative="Says to what somebody is asked in.",
        body="Says to which body.",
        room="Says to which room.",
        capacity="Says as what.",
        side="Says on which side, where they choose as what.",
        method="Says how the place is filled.",
        about="Says in words to what somebody is asked in.",
        invited_by="Says who answers for it.",
        invited_at="Says when.",
        expires_at="Ends it.",
        used_by="Says who used it; it works once.",
        used_at="Says when it was used.",
        withdrawn_at="Says when it was taken back.",
    ),
    Receipt: _kept(
        _CODE,
        id="Names the receipt inside the machine.",
        code_hash="Recognizes the code without keeping it.",
        person="Lets somebody without an account speak as the author of their words.",
        initiative="Finds the words again.",
        contribution="Finds the words again.",
        issued_at="Says when it was given.",
    ),
    Welcome: _kept(
        _RECORD,
        initiative="Says which initiative.",
        without_account="Decides whether an account is needed to speak.",
        version="Keeps two changes from writing over each other.",
    ),
    GlassAsk: _kept(
        _RECORD,
        id="Names the ask.",
        initiative="Says in which initiative.",
        asked_by="Says who must look, to those who decide on it.",
        reason="Says why, in the words of who asks; it goes when they ask for erasure.",
        asked_at="Ends the ask after some days.",
    ),
    GlassOpening: _kept(
        _RECORD,
        ask="Says to whom a room was opened.",
        room="Says which room.",
        opened_by="Says which member answers for it.",
        opened_at="Says from when somebody could look.",
        open_until="Ends it by itself.",
        ended_by="Says which member ended it before its time.",
        ended_at="Says when that was.",
    ),
    GlassLook: _kept(
        _RECORD,
        id="Names the row inside the machine.",
        opening="Says through what somebody looked.",
        person="Shows the members of the room who looked.",
        looked_at="Shows them when.",
    ),
    Attempt: _kept(
        _HOUR,
        id="Names the row inside the machine.",
        what="Says what was tried.",
        who="Counts tries from one place, by a keyed hash of its address.",
        at="Says when.",
    ),
}
"""For each table about people, each of its fields."""
