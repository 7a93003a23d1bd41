"""Letters that a council prints from the record: a request for advice, an advice, a reminder.

Such a letter leaves the house: it holds nothing that stands in a closed room, however much its writer may read.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from counterpoise.decisions.answers import is_answer
from counterpoise.decisions.dossier import Dossier, dossiers
from counterpoise.decisions.lifecycle import is_taken
from counterpoise.decisions.notices import untold
from counterpoise.record import Case, Moment, Side
from counterpoise.record.decisions import Concern, Decision
from counterpoise.record.initiatives import Group
from counterpoise.record.mandates import StatutoryMandate
from counterpoise.record.people import Body
from counterpoise.web.control.selectors import TrackSeen, tracks_in
from counterpoise.web.decisions.selectors import about
from counterpoise.web.governance.selectors.news import in_the_open
from counterpoise.web.people.selectors import Viewer

__all__ = ["CouncilLetter", "LetterKind", "Offered", "letter_about", "offered_in"]

_MOST_CONCERNS = 10


class LetterKind(StrEnum):
    """What a letter asks or says."""

    REQUEST = "request"
    ADVICE = "advice"
    REMINDER = "reminder"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """The letters that a body can print about one decision or draft."""

    decision: Decision
    kinds: tuple[LetterKind, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CouncilLetter:
    """A letter of a body about one decision or draft.

    Attributes
    ----------
    kind, decision, sender, to
        What it is, what it is about, from whom, and to which bodies; to nobody where the taker is not written down.
    taken, ours
        Whether the decision was taken, and whether the sender takes it.
    tracks
        The legal rights on it, of the sender or of those to whom it goes.
    concerns, more
        The concerns of the sender's side that it names, the oldest first, and how many there are besides.
    untold
        Groups for which the sender speaks and that nobody told.
    answer_by
        Until when concerns can be raised, where that is written down.
    """

    kind: LetterKind
    decision: Decision
    sender: Body
    to: tuple[Body, ...]
    taken: bool
    ours: bool
    tracks: tuple[TrackSeen, ...]
    concerns: tuple[Concern, ...]
    more: int
    untold: tuple[Group, ...]
    answer_by: Moment | None


def offered_in(case: Case, names: Collection[str], *, body: Body, sides: Collection[Side]) -> tuple[Offered, ...]:
    """Return for some decisions and drafts of a case the letters that a body can print, where there are any.

    Parameters
    ----------
    case, names
        What somebody may read, and the ids of the decisions and drafts.
    body, sides
        The body that writes, and the sides for which it speaks.
    """
    found = {
        dossier.decision.id: Offered(decision=dossier.decision, kinds=kinds)
        for dossier in dossiers(case)
        if dossier.decision.id in names and (kinds := _kinds(dossier, case, body=body, sides=sides))
    }
    return tuple(found[name] for name in names if name in found)


def _kinds(dossier: Dossier, case: Case, *, body: Body, sides: Collection[Side]) -> tuple[LetterKind, ...]:
    decision = dossier.decision
    if not in_the_open(decision, case=case):
        return ()
    draft = not is_taken(decision, at=case.at)
    if decision.taken_by == body.id:
        return (LetterKind.REQUEST,) if draft and _to_be_asked(dossier, case, body=body) else ()
    if not _touched(dossier, case, body=body, sides=sides):
        return ()
    asked = body.id in decision.consulted
    found = [LetterKind.REQUEST] if draft and not asked else []
    if draft or asked:
        found.append(LetterKind.ADVICE)
    if _unanswered(dossier, case, sides=sides) or _untold(dossier, case, body=body):
        found.append(LetterKind.REMINDER)
    return tuple(found)


def _touched(dossier: Dossier, case: Case, *, body: Body, sides: Collection[Side]) -> bool:
    rights = any(
        row.body == body.id and dossier.decision.topic and dossier.decision.topic in row.topics
        for row in case.rows(StatutoryMandate)
    )
    return rights or any(group.body == body.id or group.side in sides for group in dossier.groups)


def _to_be_asked(dossier: Dossier, case: Case, *, body: Body) -> tuple[Body, ...]:
    """Return the bodies that can be asked for advice: by law, or because they speak for a group that it touches."""
    topic = dossier.decision.topic
    names = {row.body for row in case.rows(StatutoryMandate) if topic and topic in row.topics}
    names |= {group.body for group in dossier.groups}
    return tuple(row for row in case.rows(Body) if row.id in names and row.id != body.id)


def _unanswered(dossier: Dossier, case: Case, *, sides: Collection[Side]) -> list[Concern]:
    found = [
        row
        for row in dossier.concerns
        if row.side in sides
        and in_the_open(row, case=case)
        and not any(is_answer(each, at=case.at) for each in dossier.answers.get(row.id, ()))
    ]
    return sorted(found, key=lambda row: (str(row.happened_at or ""), row.id))


def _untold(dossier: Dossier, case: Case, *, body: Body) -> tuple[Group, ...]:
    names = untold(dossier, at=case.at) if is_taken(dossier.decision, at=case.at) else ()
    return tuple(group for group in dossier.groups if group.id in names and group.body == body.id)


def letter_about(
    decision: str, kind: str, *, initiative: str, body: Body, sides: Collection[Side], viewer: Viewer
) -> CouncilLetter | None:
    """Return a letter of a body about a decision; nothing where there is no such letter to print.

    Parameters
    ----------
    decision, kind
        The id of the decision or draft, and the word of a `LetterKind`.
    initiative, body, sides, viewer
        The initiative, the body that writes, the sides for which it speaks, and who prints.
    """
    case = about([decision], initiative=initiative, viewer=viewer)
    dossier = next((row for row in dossiers(case) if row.decision.id == decision), None) if case is not None else None
    if case is None or dossier is None or kind not in _kinds(dossier, case, body=body, sides=sides):
        return None
    row, ours = dossier.decision, dossier.decision.taken_by == body.id
    taker = case.by_id(Body).get(row.taken_by or "")
    to = _to_be_asked(dossier, case, body=body) if ours else (taker,) if taker is not None else ()
    whose = {each.id for each in to} if ours else {body.id}
    waiting = _unanswered(dossier, case, sides=sides)
    raised = [each for each in dossier.concerns if each.side in sides and in_the_open(each, case=case)]
    named = waiting if kind == LetterKind.REMINDER else raised if kind == LetterKind.ADVICE else []
    return CouncilLetter(
        kind=LetterKind(kind),
        decision=row,
        sender=body,
        to=to,
        taken=is_taken(row, at=case.at),
        ours=ours,
        tracks=tuple(
            each
            for each in tracks_in(case)
            if each.decision.id == decision and each.body is not None and each.body.id in whose
        ),
        concerns=tuple(named[:_MOST_CONCERNS]),
        more=max(len(named) - _MOST_CONCERNS, 0),
        untold=_untold(dossier, case, body=body),
        answer_by=row.concerns_until,
    )
