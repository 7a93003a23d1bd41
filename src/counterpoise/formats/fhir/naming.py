"""What is written where care data give only codes, numbers or nothing: a plain sentence instead of a raw word."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from counterpoise.record import Row
from counterpoise.record.commitments import Commitment
from counterpoise.record.decisions import Decision
from counterpoise.record.initiatives import Document, Matter
from counterpoise.record.people import Body, Person
from counterpoise.record.positions import Position
from counterpoise.record.trajectories import Agreement, Tie, TieKind, WhatMatters

__all__ = ["ENGLISH", "Naming", "named"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """The words, in one language.

    Attributes
    ----------
    consent, plan, team, goal, task
        A consent, a plan, a team, a goal and a task of which nobody says more.
    error, wrote, looked
        The titles of what was entered in error, of who wrote something down, and of who looked.
    close, staff, organization, somebody
        Somebody close to the owner, a professional, an organization, and somebody, each without a name.
    nameless
        Somebody of whom only the task is known, with a place for it: ``{task}``.
    """

    consent: str
    plan: str
    team: str
    goal: str
    task: str
    error: str
    wrote: str
    looked: str
    close: str
    staff: str
    organization: str
    somebody: str
    nameless: str


ENGLISH = Naming(
    consent="A consent form",
    plan="A care plan",
    team="A care team",
    goal="A goal (no words given)",
    task="A task (no words given)",
    error="Entered in error",
    wrote="Who wrote it down",
    looked="Who looked",
    close="Somebody close (no name given)",
    staff="A professional (no name given)",
    organization="An organization (no name given)",
    somebody="Somebody (no name given)",
    nameless="{task} (no name given)",
)
"""The words in English."""


def named(rows: Iterable[Row], naming: Naming) -> list[Row]:
    """Return rows of care data with words where none were given.

    Parameters
    ----------
    rows
        Rows that `importing` made; those of a person with the tie that has the same id.
    naming
        The words.
    """
    given = list(rows)
    ties = {row.id: row for row in given if isinstance(row, Tie)}
    return [_named(row, ties, naming) for row in given]


def _named(row: Row, ties: Mapping[str, Tie], naming: Naming) -> Row:
    field = _FIELDS.get(type(row))
    if field is None or getattr(row, field) or not row.source.startswith("FHIR"):
        return row
    if isinstance(row, Person) and row.id not in ties:
        return row  # the owner: what they are called is for them to say
    words: dict[str, Any] = {field: _words(row, ties, naming)}
    return replace(row, **words)


_FIELDS: Mapping[type[Row], str] = {
    Matter: "text",
    Decision: "title",
    Body: "name",
    Document: "title",
    Agreement: "text",
    Commitment: "text",
    WhatMatters: "text",
    Position: "claim",
    Tie: "name",
    Person: "pseudonym",
}


def _words(row: Row, ties: Mapping[str, Tie], naming: Naming) -> str:
    kind = row.source.split(" ")[1] if " " in row.source else ""
    words: dict[str, Any] = {each.name: getattr(naming, each.name) for each in fields(naming)}
    if isinstance(row, Tie | Person):
        return _nameless(ties[row.id], naming)
    if isinstance(row, Document):
        return str(words[{"Provenance": "wrote", "AuditEvent": "looked"}.get(kind, "error")])
    if isinstance(row, Matter | Decision):
        return naming.consent if kind == "Consent" else naming.plan
    if isinstance(row, WhatMatters | Position):
        return naming.goal
    if isinstance(row, Body):
        tie = ties.get(row.id.removesuffix(".body"))
        return naming.team if kind == "CareTeam" else naming.organization if tie is None else _nameless(tie, naming)
    return naming.task


def _nameless(tie: Tie, naming: Naming) -> str:
    if tie.task:
        return naming.nameless.format(task=tie.task)
    if tie.kind is None:
        return naming.somebody
    return naming.close if tie.kind is TieKind.INFORMAL else naming.staff
