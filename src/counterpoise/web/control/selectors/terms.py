"""Legal rights beside decisions: how each stands, what can be done until when, and the same as a calendar."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from django.db.models import Q
from django.utils.translation import gettext as _

from counterpoise.control.rights.catalogue import catalogue
from counterpoise.control.rights.deadlines import Deadline
from counterpoise.control.rights.rows import Right
from counterpoise.decisions.tracks import LegalTrack, legal_tracks
from counterpoise.record import Case, Row
from counterpoise.record.commitments import Promise
from counterpoise.record.contributions import Problem, Question
from counterpoise.record.decisions import Answer, Concern, Decision, Notice
from counterpoise.record.initiatives import Affects, Group, Matter
from counterpoise.record.mandates import Mandate, StatutoryMandate
from counterpoise.record.meetings import Meeting
from counterpoise.record.people import Body
from counterpoise.web.control import models
from counterpoise.web.control.selectors.room import seated_in
from counterpoise.web.initiatives.selectors import Ask, slice_of
from counterpoise.web.people.selectors import Viewer

__all__ = [
    "Ending",
    "Rights",
    "TrackSeen",
    "address_hash",
    "calendar_of",
    "ending_terms",
    "remedy_words",
    "rights_case",
    "rights_visible_to",
    "tracks_in",
]

_READ: tuple[type[Row], ...] = (
    Decision, Concern, Answer, Notice, Affects, Group, Matter, Meeting, Question, Problem, Promise, Mandate,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackSeen:
    """A legal right on one decision, with the decision, the body that has the right, and the row of the catalogue."""

    decision: Decision
    track: LegalTrack
    body: Body | None
    right: Right


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """The legal rights of an initiative.

    Attributes
    ----------
    held
        Those in the register, each with its body.
    tracks
        What became of them on decisions.
    packs
        The laws from which rows can be picked.
    bodies
        The bodies in whose seat the viewer can pick rows.
    """

    held: tuple[tuple[StatutoryMandate, Body | None], ...]
    tracks: tuple[TrackSeen, ...]
    packs: tuple[tuple[str, str], ...]
    bodies: tuple[Body, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """A term that ends: on which decision, by which right, for which body, and with which remedy; none for a reply."""

    decision: Decision
    right: Right
    body: Body | None
    deadline: Deadline
    remedy: str = ""

    @property
    def name(self) -> str:
        """Its name, the same each time."""
        return f"{self.decision.id}-{self.right.pack}-{self.right.id}-{self.remedy or 'reply'}"


def remedy_words(kind: str) -> str:
    """Return what people read for what can be done about it; for nothing, that a reply is waited for."""
    return {
        "nullity": _("Declare the decision void, in writing"),
        "dispute_body": _("Go to the disputes body"),
        "objection": _("Object"),
        "judicial_review": _("Go to court"),
        "ombudsman": _("Go to the ombudsman"),
        "": _("The reply to a request"),
    }.get(kind, kind)


def rights_case(initiative: str, *, viewer: Viewer) -> Case | None:
    """Return decisions, and the legal rights beside them, as somebody may read them; nothing where they may not."""
    asks = [*(Ask(kind) for kind in _READ), Ask(StatutoryMandate, common=True), Ask(Body, common=True)]
    return slice_of(initiative, viewer=viewer, asks=asks)


def rights_visible_to(initiative: str, *, viewer: Viewer) -> Rights | None:
    """Return the legal rights of an initiative; nothing where there is none that this person may read."""
    case = rights_case(initiative, viewer=viewer)
    if case is None:
        return None
    bodies = case.by_id(Body)
    held = tuple((row, bodies.get(row.body or "")) for row in case.rows(StatutoryMandate))
    packs = tuple((pack.id, pack.law) for pack in catalogue().packs.values())
    return Rights(held=held, tracks=tracks_in(case), packs=packs, bodies=seated_in(initiative, viewer=viewer))


def tracks_in(case: Case) -> tuple[TrackSeen, ...]:
    """Return the legal rights on the decisions of a case, with what became of them."""
    bodies, decisions = case.by_id(Body), case.by_id(Decision)
    known = {row.id: bodies.get(row.body or "") for row in case.rows(StatutoryMandate)}
    return tuple(
        TrackSeen(
            decision=decisions[each.decision],
            track=each,
            body=known.get(each.mandate),
            right=each.judgement.track.right,
        )
        for each in legal_tracks(case)
        if each.decision in decisions
    )


def ending_terms(tracks: Iterable[TrackSeen]) -> tuple[Ending, ...]:
    """Return the terms that began and have a last day: replies that are waited for, and remedies still open."""
    found = []
    for each in tracks:
        judged = each.track.judgement
        if judged.reply is not None and judged.track.answered_on is None and judged.track.decided_on is None:
            found.append(Ending(decision=each.decision, right=each.right, body=each.body, deadline=judged.reply))
        found += [
            Ending(
                decision=each.decision, right=each.right, body=each.body, deadline=one.deadline, remedy=one.remedy.kind
            )
            for one in judged.remedies
            if one.is_open and one.deadline is not None
        ]
    return tuple(sorted(found, key=lambda each: (each.deadline.last_day, each.name)))


def address_hash(secret: str) -> str:
    """Return what is kept of a secret address."""
    return sha256(secret.encode()).hexdigest()


def calendar_of(initiative: str, secret: str) -> str | None:
    """Return whose address this is, where it still holds; rights are worked out anew each time it is read."""
    found = models.CalendarAddress.objects.filter(Q(initiative=initiative), code_hash=address_hash(secret)).first()
    return str(found.person_id) if found is not None else None
