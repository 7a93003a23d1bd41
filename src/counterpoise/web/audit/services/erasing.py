"""Erase a person's words from everywhere on this site, and their name; what they did in office stays with the office.

The tables keep rows without words, so that counts and references hold. The logs keep their envelopes, so that they
still verify, and an entry in each says what was erased and on what ground.
"""

import json
import logging
import time
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.db import models as db
from django.utils.html import escape

from counterpoise.ledger.erasure import ERASURE, Ground, erasure
from counterpoise.levels.refusals import Refusal
from counterpoise.record import Row, columns
from counterpoise.record.contributions import Contribution, ContributionState, Rewording
from counterpoise.record.people import Admission, Capacity, Membership, Person, Seat
from counterpoise.web.audit import models as audit
from counterpoise.web.audit.records import ALL
from counterpoise.web.governance.models import Letter, Wish
from counterpoise.web.ledger.models import EarlierVersion, EntryBody, EntryRow, Told
from counterpoise.web.ledger.records import column_name, to_row
from counterpoise.web.ledger.services import Event, RefusedError, append
from counterpoise.web.people import models as people

__all__ = ["IN_OFFICE", "erase_person", "wipe_freed_space"]

IN_OFFICE = frozenset(
    [
        "adaptations",
        "affects",
        "answers",
        "audit_findings",
        "audits",
        "bodies",
        "codings",
        "commitments",
        "context_changes",
        "cycles",
        "decisions",
        "digests",
        "documents",
        "group_references",
        "groups",
        "initiatives",
        "invitations",
        "level_reports",
        "limits",
        "lottery_runs",
        "mandates",
        "margins",
        "matters",
        "meetings",
        "moderations",
        "notices",
        "opinion_groups",
        "org_roles",
        "populations",
        "process_roles",
        "promises",
        "questions",
        "rankings",
        "recruitments",
        "released_counts",
        "requirements",
        "review_rounds",
        "selections",
        "spaces",
        "statutory_mandates",
        "themes",
        "traces",
        "trade_offs",
    ]
)
"""The tables of what people do in office: decisions, reasons, answers. They stay; the name of the person goes."""
_ABOUT = (Person, Capacity, Membership, Admission, Seat)
_NEVER = frozenset({"id", "source"})
_SHORT = 12
_TRIES, _PAUSE = 20, 0.25
_log = logging.getLogger("counterpoise.erasing")


def erase_person(*, person: str, ground: Ground, sure: bool, at: datetime) -> int:
    """Erase everything that somebody said, their name and their sign-in; return how many rows lost their words.

    Parameters
    ----------
    person
        Who. That it is they who ask, the view holds.
    ground
        Why.
    sure
        Whether they said that they are sure: nobody can bring it back.
    at
        When.

    Raises
    ------
    RefusedError
        They are not sure.
    """
    if not sure:
        raise RefusedError([Refusal("audit.not_sure")])
    with transaction.atomic():
        rows = list(_theirs(person))
        said = {*_words_in(rows), *_free_words(person)}
        for row in rows:
            _blank(row)
        _erase_entries(rows, ground=ground, at=at)
        _take_out(said)
        _end_places(person, at=at)
        _forget_sign_in(person)
        transaction.on_commit(wipe_freed_space)
    return len(rows)


def wipe_freed_space() -> None:
    """Write over what the database let go of; SQLite keeps it in its file and its log until then."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        # A reader who has not finished yet still sees the old pages: the log can only be cut off after them.
        for _ in range(_TRIES):
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            if cursor.fetchone()[0] == 0:
                return
            time.sleep(_PAUSE)
    _log.warning("words were erased, and the database's log could not be cut off yet; the next erasure does it")


def _theirs(person: str) -> Iterator[Row]:
    contributions = []
    for model, kind in ALL.items():
        if kind.TABLE in IN_OFFICE or kind is Rewording:
            continue
        for told in model._default_manager.filter(_names(model, kind, person)):  # noqa: SLF001 - Django's own name
            row = to_row(kind, told)
            if (row.on_behalf_of or row.recorded_by) == person or kind in _ABOUT:
                contributions += [row.id] if isinstance(row, Contribution) else []
                yield row
    # Another wording of somebody's words is made of their words too.
    model = next(model for model, kind in ALL.items() if kind is Rewording)
    for told in model._default_manager.filter(  # noqa: SLF001 - as above
        _names(model, Rewording, person) | db.Q(contribution__in=contributions)
    ):
        yield to_row(Rewording, told)


def _names(model: type[Told], kind: type[Row], person: str) -> db.Q:
    asked = db.Q(**{column_name(model, "recorded_by"): person}) | db.Q(**{column_name(model, "on_behalf_of"): person})
    if kind is Person:
        return db.Q(pk=person)
    if kind in _ABOUT:
        return db.Q(**{column_name(model, "person"): person})
    return asked


def _wordy(kind: type[Row]) -> tuple[tuple[str, bool], ...]:
    """Return the fields that hold words, each with whether it holds several; parts go whole where they hold words."""
    told = [one for one in columns(kind) if one.name not in _NEVER and not one.to]
    return tuple((one.name, one.many) for one in told if one.kind is str or (one.is_part and one.name == "options"))


def _words_in(rows: Iterable[Row]) -> Iterator[str]:
    for row in rows:
        for name, many in _wordy(type(row)):
            value = getattr(row, name)
            for each in value if many else (value,):
                if isinstance(each, str) and len(each) >= _SHORT:
                    yield each


def _blank(row: Row) -> None:
    kind = type(row)
    model = next(model for model, found in ALL.items() if found is kind)
    values: dict[str, Any] = {name: () if many else "" for name, many in _wordy(kind)}
    gone = set(values)
    if kind is Contribution:
        values["state"] = ContributionState.WITHDRAWN
    model._default_manager.filter(pk=row.id).update(**values)  # noqa: SLF001 - Django's own name for it
    for earlier in EarlierVersion.objects.filter(table=row.TABLE, ref=row.id):
        earlier.row = {name: value for name, value in earlier.row.items() if name not in gone}
        earlier.save(update_fields=["row"])


def _erase_entries(rows: Iterable[Row], *, ground: Ground, at: datetime) -> None:
    by_table: dict[str, list[str]] = {}
    for row in rows:
        by_table.setdefault(row.TABLE, []).append(row.id)
    numbers: dict[str, set[int]] = {}
    for table, names in by_table.items():
        told = EntryRow.objects.filter(table=table, ref__in=names).select_related("body__entry")
        for each in told:
            numbers.setdefault(each.body.entry.log_id, set()).add(each.body.entry.seq)
    for log, found in sorted(numbers.items()):
        EntryBody.objects.filter(entry__log=log, entry__seq__in=found).delete()
        append([Event(type=ERASURE, body=erasure(log=log, entries=found, ground=ground))], log=log, at=at)


def _take_out(said: Iterable[str]) -> None:
    """Take words out of what was made of them: letters to others, and pages of stored checks."""
    marks = [form for words in said for form in {words, escape(words), json.dumps(words)[1:-1]}]
    for letter in Letter.objects.exclude(content={}):
        if _holds(letter.content, marks):
            letter.content = {}
            letter.save(update_fields=["content"])
    for page in audit.ReadingPage.objects.all():
        if _holds(page.content, marks):
            page.content = _without(page.content, marks)
            page.save(update_fields=["content"])


def _holds(content: Any, marks: Iterable[str]) -> bool:  # noqa: ANN401 - plain JSON
    text = json.dumps(content, ensure_ascii=False)
    return any(mark in text or json.dumps(mark, ensure_ascii=False)[1:-1] in text for mark in marks)


def _without(content: Any, marks: list[str]) -> Any:  # noqa: ANN401 - plain JSON
    if isinstance(content, str):
        for mark in marks:
            content = content.replace(mark, "…")
        return content
    if isinstance(content, Mapping):
        return {name: _without(value, marks) for name, value in content.items()}
    return [_without(each, marks) for each in content] if isinstance(content, list) else content


def _end_places(person: str, *, at: datetime) -> None:
    places: tuple[Any, ...] = (people.Capacity, people.Membership, people.Admission, people.Seat)
    for model in places:
        model.objects.filter(person=person, active_until__isnull=True).update(active_until=at.date())


def _forget_sign_in(person: str) -> None:
    accounts = list(people.Account.objects.filter(person=person).values_list("pk", flat=True))
    for session in Session.objects.all():
        if str(session.get_decoded().get("_auth_user_id")) in set(map(str, accounts)):
            session.delete()
    for found, free in _beside_the_record(person):
        if found.model in _GONE:
            found.delete()
        elif free:
            found.update(**dict.fromkeys(free, ""))
    people.Account.objects.filter(pk__in=accounts).delete()


_GONE = (people.Contact, people.Wishes, Wish, people.Receipt, Letter)


def _beside_the_record(person: str) -> Iterator[tuple[db.QuerySet[Any], list[str]]]:
    """Return the rows about a person in each table that is no part of the record, and its fields that hold words."""
    for model in apps.get_models():
        fields = model._meta.concrete_fields  # noqa: SLF001 - Django's own way to its fields
        of = [each for each in fields if each.related_model is people.Person or getattr(each, "to", "") == Person.TABLE]
        if not of or issubclass(model, Told) or model is people.Account:
            continue
        asked = db.Q(*((each.name, person) for each in of), _connector=db.Q.OR)
        free = [each.name for each in fields if type(each) is db.TextField]
        yield (
            model._default_manager.filter(asked),  # noqa: SLF001 - Django's own name for it
            [*free, "about"] if model is people.Invitation else free,
        )


def _free_words(person: str) -> Iterator[str]:
    """Return the words that stay with nobody else: letters quote them as they quote what stands in the record."""
    for found, free in _beside_the_record(person):
        for name in free if found.model not in _GONE else ():
            yield from (words for words in found.values_list(name, flat=True) if words and len(words) >= _SHORT)
