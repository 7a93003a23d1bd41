"""Read the logs for what is owed to whom, and write it down as letters.

Every change of the record has one ledger entry, written in its own transaction. So the entries themselves say what is
due: nothing can be changed without being found here. How far a log was read and what was owed are written together.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from counterpoise.decisions.lifecycle import said_taken
from counterpoise.formats.codec import decode
from counterpoise.levels.spaces import CLOSED
from counterpoise.record import TABLES, Level, Row
from counterpoise.record.contributions import Reframe
from counterpoise.record.decisions import Decision
from counterpoise.record.initiatives import Affects, Group, Initiative, InitiativeState
from counterpoise.record.mandates import LimitQuestion
from counterpoise.record.people import Space as SpaceRow
from counterpoise.record.people import SpaceKind
from counterpoise.web.decisions.models import Decision as DecisionTable
from counterpoise.web.expertise.models import Question as QuestionTable
from counterpoise.web.expertise.selectors import members_of
from counterpoise.web.governance.models import Letter, LetterKind, LetterState, ReadSoFar, Route, Wanted, Wish
from counterpoise.web.governance.selectors.addressees import seated, speakers_for, taking_part
from counterpoise.web.initiatives import models as spine
from counterpoise.web.ledger.models import EntryBody, Log
from counterpoise.web.ledger.records import to_row, to_rows
from counterpoise.web.people.models import Account, GlassAsk, Space

__all__ = ["Owed", "owed_for_limit", "read_logs", "write_owed"]

_AT_ONCE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """Something that one person is to be told.

    Attributes
    ----------
    kind
        What kind of letter tells it.
    person
        Who is to be told.
    initiative, about, group
        The initiative, the row and, for a decision, the group.
    once
        What tells this debt from later ones about the same row, such as a week.
    since
        For a weekly letter: from when on it tells.
    """

    kind: LetterKind
    person: str
    initiative: str = ""
    about: str = ""
    group: str = ""
    once: str = ""
    since: datetime | None = None

    @property
    def key(self) -> str:
        """What the debt is for: the same is never owed twice."""
        return f"{self.kind.value}:{self.initiative}:{self.about}:{self.group}:{self.once}:{self.person}"


def read_logs(*, at: datetime) -> int:
    """Read what was entered in the logs since the last time, and write down what is owed.

    Parameters
    ----------
    at
        Now.

    Returns
    -------
    int
        How many letters became due.
    """
    found = 0
    for log in Log.objects.order_by("origin").values_list("origin", flat=True):
        while True:
            more, read = _read(log, at=at)
            found += more
            if read < _AT_ONCE:
                break
    return found


def _read(log: str, *, at: datetime) -> tuple[int, int]:
    with transaction.atomic():
        ReadSoFar.objects.get_or_create(log=log)
        place = ReadSoFar.objects.select_for_update().get(log=log)
        size = Log.objects.get(origin=log).size
        until = min(size, place.size + _AT_ONCE)
        bodies = EntryBody.objects.filter(entry__log=log, entry__seq__gte=place.size, entry__seq__lt=until)
        owed = [each for body in bodies.order_by("entry__seq") for each in _owed(json.loads(bytes(body.body)), at=at)]
        made = write_owed(owed, at=at)
        read = until - place.size
        place.size = until
        place.save(update_fields=["size"])
    return made, read


def write_owed(owed: Iterable[Owed], *, at: datetime) -> int:
    """Write letters for what is owed and was not written before; return how many.

    Parameters
    ----------
    owed
        What is owed.
    at
        From when it is due.
    """
    wanted = {each.key: each for each in owed}
    if not wanted:
        return 0
    there = set(Letter.objects.filter(key__in=list(wanted)).values_list("key", flat=True))
    new = [each for key, each in wanted.items() if key not in there]
    persons = {each.person for each in new}
    mailed = set(
        Account.objects.filter(person__in=persons, is_active=True).exclude(email="").values_list("person", flat=True)
    )
    on_paper = set(Wish.objects.filter(person__in=persons, wanted=Wanted.POST).values_list("person", flat=True))
    letters = []
    for each in new:
        by_mail = each.person in mailed and each.person not in on_paper
        letters.append(
            Letter(
                key=each.key,
                person_id=each.person,
                kind=each.kind,
                initiative=each.initiative,
                about=each.about,
                group=each.group,
                since=each.since,
                owed_at=at,
                due_at=at,
                route=Route.MAIL if by_mail else Route.POST,
                state=LetterState.DUE if by_mail else LetterState.TO_PRINT,
            )
        )
    Letter.objects.bulk_create(letters, ignore_conflicts=True, batch_size=_AT_ONCE)
    return len(letters)


def _owed(body: dict[str, Any], *, at: datetime) -> Iterable[Owed]:
    if "glass" in body:
        yield from _of_glass(body, at=at)
    # What was loaded from files happened elsewhere: who was told of it stands in those files.
    for each in body.get("rows", ()):
        kind = TABLES.get(each["table"])
        if kind is None:
            continue
        row, _faults = decode(kind, each["row"])
        # Nothing of a care path ever goes into a letter.
        if row is not None and row.level is not Level.INDIVIDUAL:
            yield from _of(row, at=at)


def _of(row: Row, *, at: datetime) -> Iterable[Owed]:
    day = at.date()
    match row:
        case Decision() if said_taken(row, at=day):
            yield from _decision(row, day=day)
        case Affects() if row.matter is not None:
            for decision in to_rows(Decision, DecisionTable.objects.filter(matter=row.matter)):
                if said_taken(decision, at=day):
                    yield from _decision(decision, day=day)
        case LimitQuestion() if row.reply is None and _is_open(row.space):
            yield from owed_for_limit(row, LetterKind.LIMIT_QUESTION, day=day)
        case Reframe() if row.reply is None and _is_open(row.space):
            yield from _reframe(row, day=day)
        case Initiative() if row.state is InitiativeState.RESTING:
            once = row.review_on.isoformat() if row.review_on else ""
            for person in taking_part(row.id, at=day):
                yield Owed(kind=LetterKind.REST, person=person, initiative=row.id, about=row.id, once=once)


def _of_glass(body: dict[str, Any], *, at: datetime) -> Iterable[Owed]:
    """Say who is told that somebody asks to look into their closed room, and that a member opened it."""
    asked = GlassAsk.objects.filter(pk=body["glass"]).first()
    if asked is None or asked.initiative is None:
        return
    room = body.get("room")
    closed = Space.objects.filter(initiative=asked.initiative, kind__in=CLOSED)
    for found in closed.filter(pk=room) if room else closed:
        for person in members_of(to_row(SpaceRow, found), at=at):
            if person not in {body["by"], str(asked.asked_by_id)}:
                yield Owed(
                    kind=LetterKind.BREAK_GLASS,
                    person=person,
                    initiative=asked.initiative,
                    about=asked.pk,
                    group=found.pk,
                    once="opened" if room else "asked",
                )


def _is_open(space: str | None) -> bool:
    return space is None or Space.objects.filter(id=space, kind=SpaceKind.OPEN).exists()


def _decision(decision: Decision, *, day: date) -> Iterable[Owed]:
    touched = spine.Affects.objects.filter(matter=decision.matter, group__isnull=False).values_list("group", flat=True)
    for model in spine.Group.objects.filter(id__in=list(touched)):
        group = to_row(Group, model)
        for person in speakers_for(group, at=day):
            if person != decision.recorded_by:
                yield Owed(
                    kind=LetterKind.DECISION,
                    person=person,
                    initiative=decision.initiative or "",
                    about=decision.id,
                    group=group.id,
                )


def owed_for_limit(row: LimitQuestion, kind: LetterKind, *, day: date) -> Iterable[Owed]:
    """Say to whom a request for a limit is put: the holders of the matter, else whoever sits for the other side."""
    matter = spine.Matter.objects.filter(id=row.matter).first() if row.matter else None
    holders = list(matter.holders) if matter is not None else []
    initiative = row.initiative or ""
    asked = seated(initiative, at=day, bodies=holders) if holders else seated(initiative, at=day, not_of=row.side)
    for person in asked:
        if person != row.recorded_by:
            yield Owed(kind=kind, person=person, initiative=initiative, about=row.id)


def _reframe(row: Reframe, *, day: date) -> Iterable[Owed]:
    question = QuestionTable.objects.filter(id=row.question).first()
    if question is None:
        return
    other = row.author_side
    asker = str(question.recorded_by_id) if question.recorded_by_id else ""
    persons = (asker,) if asker else seated(row.initiative or "", at=day, not_of=other)
    for person in persons:
        if person != row.recorded_by:
            yield Owed(kind=LetterKind.REFRAME, person=person, initiative=row.initiative or "", about=row.id)
