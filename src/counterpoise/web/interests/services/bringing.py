"""Bring a whole conversation from Polis into an empty place: statements, votes, and people without a name."""

from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.db import transaction

from counterpoise.formats.codec import encode
from counterpoise.formats.polis import Conversation, read_votes
from counterpoise.interests.statements import BROUGHT_FROM, may_bring
from counterpoise.record import Moment
from counterpoise.record.people import Person
from counterpoise.record.positions import Ballot, Statement, Vote
from counterpoise.web.initiatives.services import NothingHereError, log_of
from counterpoise.web.interests import models
from counterpoise.web.interests.selectors import Talk
from counterpoise.web.interests.services.statements import note_votes, talk_to_change
from counterpoise.web.ledger.models import Told
from counterpoise.web.ledger.records import to_model
from counterpoise.web.ledger.services import AlreadyToldError, Event, RefusedError, append
from counterpoise.web.people import models as people
from counterpoise.web.people.selectors import Viewer

__all__ = ["bring_polis"]

_AT_ONCE = 500
_BALLOTS = {1: Ballot.AGREE, 0: Ballot.PASS, -1: Ballot.DISAGREE}


def bring_polis(
    *, initiative: str, where: str, votes: bytes, statements: bytes, once: str, by: Viewer, at: datetime
) -> int:
    """Bring a conversation in; return how many votes it has. Everybody who takes part can, where there is none yet.

    Parameters
    ----------
    initiative, where
        The conversation.
    votes, statements
        What stands in ``votes.csv`` or ``participants-votes.csv``, and in ``comments.csv``.
    once, by, at
        The form, who brings it, and when.

    Raises
    ------
    NothingHereError
        There is no such conversation for this person, or they take no part.
    VotesFileError
        Everything that is wrong in the files, by line.
    RefusedError
        There are statements here already, statements without words, or too many votes.
    AlreadyToldError
        The same form was sent twice.
    """
    talk = talk_to_change(initiative, where, by=by, at=at)
    if not by.sides(initiative):
        raise NothingHereError(initiative)
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "votes.csv").write_bytes(votes)
        (folder / "comments.csv").write_bytes(statements)
        read = read_votes(folder)
    with transaction.atomic():
        # Held until the end: of two who bring something at one moment, the second one meets what the first brought.
        models.MapDue.objects.select_for_update().filter(pk=talk.name).first()
        space = talk.space.id if talk.space else None
        there = models.Statement.objects.filter(initiative=initiative, space=space)
        if there.filter(pk__startswith=f"statement-{once}-").exists():
            raise AlreadyToldError(once)
        texts = {key: read.statements[key].text for key in read.votes.statements if key in read.statements}
        silent = [key for key in read.votes.statements if not texts.get(key, "").strip()]
        refusals = may_bring(there=there[:1].count(), silent=silent, votes=read.votes.size)
        if refusals:
            raise RefusedError(refusals)
        return _write(read, talk, once=once, by=by, at=at)


def _write(read: Conversation, talk: Talk, *, once: str, by: Viewer, at: datetime) -> int:
    common: dict[str, Any] = {
        "initiative": talk.initiative,
        "happened_at": Moment.exactly(at),
        "recorded_at": at,
        "recorded_by": by.person,
        "space": talk.space.id if talk.space else None,
        "source": BROUGHT_FROM,
    }
    alone: dict[str, Any] = {**common, "initiative": None, "space": None}
    persons = [Person(id=f"person-{once}-{number}", **alone) for number in range(read.votes.n)]
    names = {key: f"statement-{once}-{number}" for number, key in enumerate(read.votes.statements)}
    said = [
        Statement(id=name, text=read.statements[key].text, hidden=read.statements[key].hidden, **common)
        for key, name in names.items()
    ]
    shown = list(names.values())
    cast = [
        Vote(
            id=f"vote-{once}-{who}-{which}",
            person=persons[who].id,
            statement=shown[which],
            ballot=_BALLOTS[ballot],
            **common,
        )
        for who, which, ballot in zip(
            read.votes.person.tolist(), read.votes.statement.tolist(), read.votes.ballot.tolist(), strict=True
        )
    ]
    _keep(people.Person, persons)
    _keep(models.Statement, said)
    _keep(models.Vote, cast)
    rows = [{"table": row.TABLE, "row": encode(row)} for row in (*persons, *said, *cast)]
    append([Event(type="conversation_brought", body={"by": by.person, "rows": rows})], log=log_of(talk.space), at=at)
    note_votes(talk)
    return len(cast)


def _keep(model: type[Told], rows: "list[Person] | list[Statement] | list[Vote]") -> None:
    made: list[Told] = [to_model(model, row) for row in rows]
    model._default_manager.bulk_create(made, batch_size=_AT_ONCE)  # noqa: SLF001 - Django's own name for it
