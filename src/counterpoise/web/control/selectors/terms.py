"""Legal rights beside decisions: how each stands, what can be done until when, and the same as a calendar."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext as _

from counterpoise.control.rights.catalogue import catalogue
from counterpoise.control.rights.deadlines import Deadline
from counterpoise.control.rights.rows import Right
from counterpoise.decisions.tracks import LegalTrack, change_of, is_step_of, legal_tracks
from counterpoise.decisions.who_may import may_speak_for_body
from counterpoise.record import Case
from counterpoise.record.decisions import Concern, Decision, Notice
from counterpoise.record.initiatives import Group
from counterpoise.record.legal import LegalStep, LegalStepKind
from counterpoise.record.mandates import StatutoryMandate
from counterpoise.record.meetings import Meeting
from counterpoise.record.people import Body
from counterpoise.web.control import models
from counterpoise.web.control.selectors.room import seated_in
from counterpoise.web.initiatives.selectors import Ask, Condition, Table, slice_of
from counterpoise.web.people.selectors import Viewer

__all__ = [
    "PER_PAGE",
    "Ending",
    "Rights",
    "StepSeen",
    "TrackSeen",
    "address_hash",
    "calendar_of",
    "ending_terms",
    "remedy_words",
    "rights_case",
    "rights_held",
    "rights_visible_to",
    "track_there",
    "tracks_in",
]

_RIGHTS = (Ask(StatutoryMandate, common=True), Ask(Body, common=True), Ask(Group))
PER_PAGE = 20
"""So many decisions beside a legal right stand on one page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepSeen:
    """A step under a legal right as a page shows it.

    Attributes
    ----------
    row
        The step.
    body
        Who took it.
    counts
        Whether the law lets it count; what does not count is shown all the same.
    in_time
        Of a remedy, whether it was used in time; empty where no last day is known.
    last_day
        Of a remedy, the last day of its term.
    """

    row: LegalStep
    body: Body | None
    counts: bool = True
    in_time: bool | None = None
    last_day: date | None = None

    @property
    def starts(self) -> date | None:
        """The first day on which a term stood still: as it was said, else the day on which it was told."""
        told = self.row.happened_at
        return self.row.starts_on or (told.first if told is not None else None)

    @property
    def written_later(self) -> date | None:
        """The day on which it was written down, where that is later than the day on which it is said to be done."""
        done, written = self.row.happened_at, self.row.recorded_at.date()
        return written if done is not None and written > done.last else None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackSeen:
    """A legal right on one decision, with the decision, the body that has the right, and the row of the catalogue.

    Attributes
    ----------
    decision, track, body, right
        These.
    taker
        The body that takes the decision.
    steps
        What was done under the right: remedies used, terms changed.
    """

    decision: Decision
    track: LegalTrack
    body: Body | None
    right: Right
    taker: Body | None = None
    steps: tuple[StepSeen, ...] = ()

    @property
    def waits(self) -> bool:
        """Whether the body was asked and the decision is not taken: its term to answer can still be changed."""
        track = self.track.judgement.track
        return track.asked_on is not None and track.answered_on is None and track.decided_on is None


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
    asks_as
        The bodies for which the viewer can give time to answer.
    """

    held: tuple[tuple[StatutoryMandate, Body | None], ...]
    tracks: tuple[TrackSeen, ...]
    packs: tuple[tuple[str, str], ...]
    bodies: tuple[Body, ...]
    asks_as: frozenset[str] = frozenset()

    def may_use(self, seen: TrackSeen) -> bool:
        """Say whether the viewer sits in the body that has the right, and the decision was taken."""
        mine = seen.body is not None and any(row.id == seen.body.id for row in self.bodies)
        return mine and seen.track.judgement.track.decided_on is not None

    def may_give_time(self, seen: TrackSeen) -> bool:
        """Say whether the viewer speaks for who asked, and the answer is still awaited."""
        return seen.waits and (seen.taker.id if seen.taker is not None else "") in self.asks_as


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
        "complaint": _("Complain"),
        "judicial_review": _("Go to court"),
        "ombudsman": _("Go to the ombudsman"),
        "": _("The reply to a request"),
    }.get(kind, kind)


def rights_case(initiative: str, *, viewer: Viewer) -> Case | None:
    """Return the decisions that touch a legal right, with what belongs to them; nothing where somebody may not read it.

    Only decisions on a topic that a right in the register names are read, and only what tells how they stand beside
    it: who was told, who objected, and at which meetings their matter was talked over.
    """
    case = slice_of(initiative, viewer=viewer, asks=_RIGHTS)
    topics = _topics(case) if case is not None else ()
    if not topics:
        return case
    of_decision = Q(decision__topic__in=topics)
    asks = [
        Ask(Decision, Q(topic__in=topics)),
        Ask(Concern, of_decision),
        Ask(Notice, of_decision),
        Ask(LegalStep, of_decision),
        Ask(Meeting, also=lambda row: _talked_over(row, topics)),
    ]
    return slice_of(initiative, viewer=viewer, asks=[*_RIGHTS, *asks])


def _talked_over(meeting: Table, topics: Collection[str]) -> Condition:
    """Return the condition that a meeting was about the matter of a decision on one of these topics."""
    decision = Table.of(Decision, "d0")
    # Its matters are a list of ids in JSON, and an id is a word without quotes.
    place = "STRPOS" if connection.vendor == "postgresql" else "INSTR"
    listed = f"""CAST({meeting.column("matters")} AS TEXT), '"' || {decision.column("matter")} || '"'"""
    return decision.there(
        decision.same("initiative", meeting, "initiative"),
        decision.one_of("topic", topics),
        Condition(f"{place}({listed}) > 0"),
    )


def _topics(case: Case) -> tuple[str, ...]:
    return tuple(sorted({topic for row in case.rows(StatutoryMandate) for topic in row.topics if topic}))


def rights_held(initiative: str, *, viewer: Viewer) -> Rights | None:
    """Return the legal rights in the register and the laws to pick from, without decisions, for a form about them."""
    case = slice_of(initiative, viewer=viewer, asks=_RIGHTS)
    return _rights(case, (), initiative=initiative, viewer=viewer) if case is not None else None


def rights_visible_to(initiative: str, *, viewer: Viewer) -> Rights | None:
    """Return the legal rights of an initiative; nothing where there is none that this person may read."""
    case = rights_case(initiative, viewer=viewer)
    return _rights(case, tracks_in(case), initiative=initiative, viewer=viewer) if case is not None else None


def _rights(case: Case, tracks: tuple[TrackSeen, ...], *, initiative: str, viewer: Viewer) -> Rights:
    bodies = case.by_id(Body)
    held = tuple((row, bodies.get(row.body or "")) for row in case.rows(StatutoryMandate))
    packs = tuple((pack.id, pack.law) for pack in catalogue().packs.values())
    takers: list[Body | None] = [None, *bodies.values()]
    return Rights(
        held=held,
        tracks=tracks,
        packs=packs,
        bodies=seated_in(initiative, viewer=viewer),
        asks_as=frozenset(
            body.id if body is not None else ""
            for body in takers
            if may_speak_for_body(body, standing=viewer.standing, initiative=initiative, at=viewer.at)
        ),
    )


def tracks_in(case: Case) -> tuple[TrackSeen, ...]:
    """Return the legal rights on the decisions of a case, with what became of them: what was decided last first."""
    bodies, decisions = case.by_id(Body), case.by_id(Decision)
    holders = {row.id: row.body for row in case.rows(StatutoryMandate)}
    known = {name: bodies.get(body or "") for name, body in holders.items()}
    steps = case.rows(LegalStep)
    found = [
        TrackSeen(
            decision=decisions[each.decision],
            track=each,
            body=known.get(each.mandate),
            right=each.judgement.track.right,
            taker=bodies.get(decisions[each.decision].taken_by or ""),
            steps=tuple(
                _step(row, each, bodies)
                for row in steps
                if row.decision == each.decision
                and is_step_of(row, mandate=each.mandate, body=holders.get(each.mandate))
            ),
        )
        for each in legal_tracks(case)
        if each.decision in decisions
    ]
    return tuple(sorted(found, key=lambda each: str(each.decision.decided_at or "~"), reverse=True))


def _step(step: LegalStep, track: LegalTrack, bodies: Mapping[str, Body]) -> StepSeen:
    judged, body = track.judgement, bodies.get(step.body or "")
    if step.kind is not LegalStepKind.REMEDY_USED:
        clocks = [judged.replying, *(one.clock for one in judged.remedies)]
        counted = {change for each in clocks for change in each.counted}
        return StepSeen(row=step, body=body, counts=change_of(step) in counted)
    used = next((one for one in judged.remedies if one.remedy.kind == step.remedy), None)
    if used is None:
        return StepSeen(row=step, body=body)
    last = used.deadline.last_day if used.deadline is not None else None
    return StepSeen(row=step, body=body, in_time=used.in_time, last_day=last)


def track_there(initiative: str, *, decision: str, right: str, viewer: Viewer) -> tuple[Rights, TrackSeen] | None:
    """Return one legal right on one decision, with what somebody can do; nothing where they may not read it."""
    seen = rights_visible_to(initiative, viewer=viewer)
    tracks = seen.tracks if seen is not None else ()
    found = next((row for row in tracks if (row.decision.id, row.track.mandate) == (decision, right)), None)
    return (seen, found) if seen is not None and found is not None else None


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
