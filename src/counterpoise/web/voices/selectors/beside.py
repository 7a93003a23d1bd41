"""What the register says, to be laid beside a big word: figures that anybody can check, and the latest rows."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from counterpoise.record import Case, Row, Side
from counterpoise.record.commitments import Commitment, Promise
from counterpoise.record.contributions import Question
from counterpoise.record.decisions import Decision
from counterpoise.record.documents import Claim, ClaimEvidence
from counterpoise.record.initiatives import Document
from counterpoise.record.people import Space, SpaceKind
from counterpoise.web.initiatives.selectors import LATEST_WRITTEN, MOST_COUNTED, Ask, counts_of, slice_of
from counterpoise.web.ledger.selectors import kept_at_heads
from counterpoise.web.people.selectors import Viewer

__all__ = ["Beside", "ClaimSeen", "Register", "choices_for", "claim_seen", "may_lie_beside", "register_of", "said_in"]

_TABLES: tuple[type[Row], ...] = (Decision, Promise, Commitment, Question)
_MOST = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """Figures of the register that stand beside big words.

    Attributes
    ----------
    questions, by_citizens
        How many questions were put, and how many of them citizens worded.
    decisions, with_people
        How many decisions are written down, and in how many people took part, as who took them says.
    promises
        How many promises are written down.
    """

    questions: int
    by_citizens: int
    decisions: int
    with_people: int
    promises: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A row of the register that lies beside a big word, in words."""

    table: str
    record: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimSeen:
    """A big word, and the text in which it stands."""

    claim: Claim
    document: Document | None


def register_of(initiative: str, *, viewer: Viewer) -> Register:
    """Return the figures of the register that somebody may read."""
    asks = {
        "questions": Ask(Question),
        "by_citizens": Ask(Question, Q(author_side=Side.CIVIC)),
        "decisions": Ask(Decision),
        "with_people": Ask(Decision, Q(participation="linked")),
        "promises": Ask(Promise),
    }
    key = f"register-beside:{initiative}:{viewer.person}:{viewer.at.date()}"
    found = kept_at_heads(
        key, at=viewer.heads, work=lambda: counts_of(asks, viewer=viewer, initiative=initiative, of_latest=False)
    )
    return Register(**{name: min(number, MOST_COUNTED) for name, number in found.items()})


def choices_for(initiative: str, *, viewer: Viewer, room: str | None) -> tuple[Beside, ...]:
    """Return the latest rows of the register that can be laid beside a big word.

    Parameters
    ----------
    initiative, viewer
        Where, and who lays it beside.
    room
        The room of the big word; None where all who look at the initiative read it.
    """
    asks = [Ask(kind, order=LATEST_WRITTEN, limit=_MOST) for kind in _TABLES]
    case = slice_of(initiative, viewer=viewer, asks=asks)
    if case is None:
        return ()
    rows = (row for kind in _TABLES for row in reversed(case.rows(kind)))
    return tuple(_beside(row) for row in rows if may_lie_beside(row, case, room=room))


def may_lie_beside(row: Row, case: Case, *, room: str | None) -> bool:
    """Say whether all who read a big word may read this row: what was said in a closed room stays there."""
    space = case.by_id(Space).get(row.space or "")
    return row.space is None or row.space == room or (space is not None and space.kind is SpaceKind.OPEN)


def said_in(evidence: Iterable[ClaimEvidence], *, initiative: str, viewer: Viewer) -> dict[tuple[str, str], Beside]:
    """Return in words what lies beside big words, by table and id, as far as somebody may read it."""
    wanted: dict[str, list[str]] = {}
    for row in evidence:
        wanted.setdefault(row.table, []).append(row.record)
    asks = [Ask(kind, Q(pk__in=wanted[kind.TABLE])) for kind in _TABLES if kind.TABLE in wanted]
    case = slice_of(initiative, viewer=viewer, asks=asks) if asks else None
    return {} if case is None else {(row.TABLE, row.id): _beside(row) for kind in _TABLES for row in case.rows(kind)}


def claim_seen(claim: str, *, initiative: str, viewer: Viewer) -> ClaimSeen | None:
    """Return a big word; nothing where there is none that somebody may read."""
    case: Case | None = slice_of(initiative, viewer=viewer, asks=[Ask(Claim, Q(pk=claim))], named=(Document,))
    row = case.by_id(Claim).get(claim) if case is not None else None
    if case is None or row is None or row.initiative != initiative:
        return None
    return ClaimSeen(claim=row, document=case.by_id(Document).get(row.document or ""))


def _beside(row: Row) -> Beside:
    title = getattr(row, "title", "") or getattr(row, "text", "")
    return Beside(table=row.TABLE, record=row.id, words=str(title))
