"""Decisions beside the legal rights that name their topic: how each stands, and until when something can be done.

The record says what happened; the catalogue says what the law asks. What nobody wrote down counts as not having been
done, so a track asks for a look at the papers before anybody says that a law was broken.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from counterpoise.control.mandates import Mandates
from counterpoise.control.rights.catalogue import Catalogue, catalogue
from counterpoise.control.rights.holidays import Calendar
from counterpoise.control.rights.judging import Judgement, judge
from counterpoise.control.rights.rows import Right
from counterpoise.control.rights.track import Answer, Change, Track
from counterpoise.decisions.dossier import AskKind, Dossier, dossiers
from counterpoise.record import Case, Moment
from counterpoise.record.initiatives import Group
from counterpoise.record.legal import LegalStep, LegalStepKind
from counterpoise.record.mandates import StatutoryMandate

__all__ = ["LegalTrack", "change_of", "is_step_of", "legal_tracks", "track_of"]


@dataclass(frozen=True, slots=True)
class LegalTrack:
    """One legal right on one decision.

    Attributes
    ----------
    decision
        The decision, or the draft of one.
    mandate
        The legal right in the record.
    group
        The group that has it; empty where the record names only a body.
    judgement
        What it comes to.
    """

    decision: str
    mandate: str
    group: str
    judgement: Judgement


def legal_tracks(case: Case, *, rights: Catalogue | None = None) -> tuple[LegalTrack, ...]:
    """Return every legal right that names the topic of a decision, with what became of it.

    Parameters
    ----------
    case
        One initiative or care path at a date.
    rights
        The catalogue; the one that comes with the software where none is given.

    Returns
    -------
    tuple of LegalTrack
        In the order of the decisions. A legal right that is in the record and not in the catalogue is left out.
    """
    known = rights or catalogue()
    mandates = Mandates.of(case)
    groups = case.rows(Group)
    return tuple(track for dossier in dossiers(case) for track in _of(dossier, known, mandates, groups, case.at))


def _of(
    dossier: Dossier, known: Catalogue, mandates: Mandates, groups: tuple[Group, ...], at: date
) -> Iterator[LegalTrack]:
    decision = dossier.decision
    day = decision.decided_at or Moment.on(at)
    if not decision.topic:
        return
    for mandate in mandates.rights_on(decision.topic, at=day):
        right = known.right_of(mandate, topic=decision.topic)
        if right is None:
            continue
        group = _group(mandate, groups)
        calendar = Calendar(known.pack(right.pack).jurisdiction)
        track = track_of(dossier, right, body=mandate.body, group=group, mandate=mandate.id)
        name = group.id if group is not None else ""
        yield LegalTrack(decision.id, mandate.id, name, judge(track, at=at, calendar=calendar))


def _group(mandate: StatutoryMandate, groups: tuple[Group, ...]) -> Group | None:
    named = next((group for group in groups if group.id == mandate.group), None)
    return named or next((group for group in groups if mandate.body and group.body == mandate.body), None)


def track_of(
    dossier: Dossier, right: Right, *, body: str | None, group: Group | None, mandate: str | None = None
) -> Track:
    """Return the track of one right on one decision, as far as it was written down.

    Where a date is known only to the month, asking counts from its last possible day and telling from its first: nobody
    is taken to have asked earlier, or to have more time left, than is certain.

    Parameters
    ----------
    dossier
        The decision with what belongs to it.
    right
        The row of the catalogue.
    body, group
        Who has the right here.
    mandate
        The legal right in the record. A step that names another one is not of this track.
    """
    decision = dossier.decision
    name = group.id if group is not None else ""
    body = body or (group.body if group is not None else None)
    asked = decision.consulted_at if body is not None and body in decision.consulted else None
    decided = None if decision.decided_at is None else decision.decided_at.first
    told = _told(dossier, name)
    answer, answered = _answer(dossier, name, decided)
    steps = [row for row in dossier.steps if is_step_of(row, mandate=mandate, body=body)]
    return Track(
        right=right,
        asked_on=None if asked is None else asked.last,
        answer=answer,
        answered_on=answered,
        talked_on=_talks(dossier, name),
        decided_on=decided,
        told_on=told,
        reasons_on=told if decision.reasons.strip() else None,
        invoked_on=_used(steps),
        changes=tuple(change for step in steps if (change := change_of(step)) is not None),
    )


def is_step_of(step: LegalStep, *, mandate: str | None, body: str | None) -> bool:
    """Say whether a step on a decision is one under a legal right of a body.

    Where nobody wrote down under which right, a remedy is one under each right of the body that used it, and a change
    of a term one under each right.
    """
    if step.right is not None:
        return step.right == mandate
    return step.kind is not LegalStepKind.REMEDY_USED or step.body is None or step.body == body


def _on(step: LegalStep) -> date:
    """Return the day of a step; of a month its last day: nobody is taken to have acted sooner than is certain."""
    day = step.happened_at or step.told_at
    return step.recorded_at.date() if day is None else day.last


def _used(steps: Iterable[LegalStep]) -> dict[str, date]:
    found: dict[str, date] = {}
    for step in steps:
        if step.kind is LegalStepKind.REMEDY_USED and step.remedy is not None:
            found[step.remedy.value] = min(_on(step), found.get(step.remedy.value, date.max))
    return found


def change_of(step: LegalStep) -> Change | None:
    """Return what a step did to a term; nothing where a remedy was used."""
    if step.kind is LegalStepKind.REMEDY_USED:
        return None
    remedy = step.remedy.value if step.remedy is not None else ""
    return Change(kind=step.kind, remedy=remedy, on=_on(step), starts_on=step.starts_on, until=step.until)


def _told(dossier: Dossier, group: str) -> date | None:
    days = [day for row in dossier.notices.get(group, ()) if (day := row.heard_at or row.told_at) is not None]
    return min((day.first for day in days), default=None)


def _answer(dossier: Dossier, group: str, decided: date | None) -> tuple[Answer | None, date | None]:
    objections = [
        row.happened_at.last for row in dossier.concerns if row.group == group and row.happened_at is not None
    ]
    if group and group in dossier.decision.consented:
        # The record says that they agreed beforehand, and not on which day.
        return Answer.AGREES, decided
    return (Answer.OBJECTS, min(objections)) if group and objections else (None, None)


def _talks(dossier: Dossier, group: str) -> tuple[date, ...]:
    held = (ask for ask in dossier.asks if ask.kind is AskKind.MEETING and group in ask.open_to)
    return tuple(sorted({ask.opened.first for ask in held if ask.opened is not None}))
