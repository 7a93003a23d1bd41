"""Names that people know for the ids of a record: titles, names and short texts, and never a person's."""

from collections.abc import Callable

from counterpoise.record import Record, Row
from counterpoise.record.commitments import Commitment, Promise
from counterpoise.record.contributions import Question
from counterpoise.record.decisions import Decision
from counterpoise.record.initiatives import ContextChange, Document, Group, Initiative, Matter
from counterpoise.record.mandates import Limit, LimitQuestion
from counterpoise.record.meetings import Meeting
from counterpoise.record.people import Body
from counterpoise.record.positions import Friction

__all__ = ["names_in"]

_LONGEST = 70


def _of(*fields: str) -> Callable[[Row], str]:
    return lambda row: next((str(text) for field in fields if (text := getattr(row, field))), "")


_NAMED: tuple[tuple[type[Row], Callable[[Row], str]], ...] = (
    (Initiative, _of("title")),
    (Matter, _of("text")),
    (Group, _of("name")),
    (Body, _of("name")),
    (Meeting, _of("title")),
    (Document, _of("title")),
    (Decision, _of("title", "text")),
    (Question, _of("text")),
    (Friction, _of("text")),
    (Limit, _of("text")),
    (LimitQuestion, _of("text")),
    (Commitment, _of("text")),
    (Promise, _of("text")),
    (ContextChange, _of("text")),
)


def names_in(record: Record) -> dict[str, str]:
    """Return a name for each id of a record that has one.

    Parameters
    ----------
    record
        The record that the audit read: what its readers may not read is not in it, nor in these names.

    Returns
    -------
    dict of str to str
        For initiatives, matters, groups, bodies, meetings, documents, decisions, questions, frictions, limits,
        agreements, promises and changes: the name in the last version, cut at a word where it is long.
    """
    found = {}
    for kind, name in _NAMED:
        for row in sorted(record.rows(kind), key=lambda row: row.version):
            told = " ".join(name(row).split()).removesuffix(".")
            if told:
                found[row.id] = _cut(told)
    return found


def _cut(text: str) -> str:
    if len(text) <= _LONGEST:
        return text
    return text[:_LONGEST].rsplit(" ", 1)[0].rstrip(",;:. ") + " …"
