"""Which sheets a workbook has, which columns each sheet has, and what a cell of each column may hold.

What a column is called, and how it is explained, lies in the data files of each language. What a field may hold is not
written down again: it comes from the record.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum, IntEnum, StrEnum

from counterpoise.record.base import Consideration, Row, Say
from counterpoise.record.commitments import Judgement
from counterpoise.record.decisions import Nearest
from counterpoise.record.moments import Moment
from counterpoise.record.schema import TABLES, columns

__all__ = ["ACCEPTED", "NUMBER", "SHEETS", "Field", "Kind", "Move", "Sheet"]


class Kind(StrEnum):
    """What a cell holds."""

    TEXT = "text"
    MOMENT = "moment"
    DAY = "day"
    WORD = "word"
    TRUTH = "truth"
    WHOLE = "whole"
    FIGURE = "figure"
    NAME = "name"


class Move(IntEnum):
    """Where a version of a mandate moves control to."""

    TO_LOCAL = -1
    NOWHERE = 0
    TO_CENTRE = 1


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a sheet.

    Attributes
    ----------
    key
        The field of the row that it fills; with a dot where it fills a row or part that belongs to it.
    kind
        What a cell holds.
    many
        Whether a cell may hold more than one.
    to
        The table whose rows it names.
    words
        The words to choose from.
    """

    key: str
    kind: Kind
    many: bool = False
    to: str = ""
    words: type[Enum] | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of the workbook.

    Attributes
    ----------
    table
        The table whose rows it holds; also its key in the data files.
    fields
        Its columns, in order. The own number comes first; the initiative and the day of writing down come last.
    core
        How many of them, after the number, are the ones to fill in first.
    names
        The fields whose values name the row: other sheets refer to it by the first, and its id is made from all.
    when
        The fields that say when it happened: the first that is filled in counts.
    """

    table: str
    fields: tuple[Field, ...]
    core: int
    names: tuple[str, ...]
    when: tuple[str, ...]

    @property
    def row(self) -> type[Row]:
        """The kind of row that the sheet holds."""
        return TABLES[self.table]

    def field(self, key: str) -> Field:
        """Return one column by its key."""
        return next(field for field in self.fields if field.key == key)


ACCEPTED = ("initiatives", "groups", "bodies", "matters")
"""Tables whose rows may be named on other sheets without being listed: the name becomes a row of its own."""

NUMBER = "number"
"""The key of the first column of every sheet."""

_OWN: dict[str, Field] = {
    NUMBER: Field(NUMBER, Kind.TEXT),
    "touches": Field("touches", Kind.NAME, many=True, to="groups"),
    "others.groups": Field("others.groups", Kind.NAME, many=True, to="groups"),
    "others.say": Field("others.say", Kind.WORD, words=Say),
    "assents.civic": Field("assents.civic", Kind.MOMENT),
    "assents.organizational": Field("assents.organizational", Kind.MOMENT),
    "attendance.civic": Field("attendance.civic", Kind.WHOLE),
    "attendance.organizational": Field("attendance.organizational", Kind.WHOLE),
    "attendance.independent": Field("attendance.independent", Kind.WHOLE),
    "verdicts.civic": Field("verdicts.civic", Kind.WORD, words=Judgement),
    "verdicts.civic_why": Field("verdicts.civic_why", Kind.TEXT),
    "verdicts.civic_at": Field("verdicts.civic_at", Kind.MOMENT),
    "verdicts.organizational": Field("verdicts.organizational", Kind.WORD, words=Judgement),
    "verdicts.organizational_why": Field("verdicts.organizational_why", Kind.TEXT),
    "verdicts.organizational_at": Field("verdicts.organizational_at", Kind.MOMENT),
    "considerations": Field("considerations", Kind.WORD, many=True, words=Consideration),
    "nearest.civic": Field("nearest.civic", Kind.WORD, words=Nearest),
    "nearest.organizational": Field("nearest.organizational", Kind.WORD, words=Nearest),
    "direction": Field("direction", Kind.WORD, words=Move),
    "recorded_at": Field("recorded_at", Kind.MOMENT),
}
"""Columns that are no field of a row as they stand."""

_KINDS: tuple[tuple[type, Kind], ...] = (
    (bool, Kind.TRUTH),
    (Moment, Kind.MOMENT),
    (date, Kind.DAY),
    (Enum, Kind.WORD),
    (str, Kind.TEXT),
    (int, Kind.WHOLE),
    (float, Kind.FIGURE),
)


def _field(table: str, key: str) -> Field:
    if (table, key) == ("notices", "group"):
        # One row of the sheet may tell of several groups: each gets a row of the record.
        return Field(key, Kind.NAME, many=True, to="groups")
    if key in _OWN:
        return _OWN[key]
    of, _, name = key.rpartition(".")
    column = next(column for column in columns(TABLES[of or table]) if column.name == name)
    if column.to:
        return Field(key, Kind.NAME, column.many, column.to)
    kind = next(kind for given, kind in _KINDS if issubclass(column.kind, given))
    return Field(key, kind, column.many, "", column.kind if kind is Kind.WORD else None)


def _sheet(table: str, keys: str, *, core: int, names: str, when: str = "happened_at") -> Sheet:
    every = (NUMBER, *keys.split(), *(() if table == "initiatives" else ("initiative",)), "recorded_at")
    return Sheet(table, tuple(_field(table, key) for key in every), core, tuple(names.split()), tuple(when.split()))


def _daily() -> tuple[Sheet, ...]:
    """Return what a council writes down most often."""
    return (
        _sheet(
            "decisions",
            "decided_at title taken_by touches matter reasons text draft_at topic reverses consulted consulted_at"
            " consented urgency urgent_look_on participation participation_reason considerations nearest.civic"
            " nearest.organizational",
            core=6,
            names="title",
            when="decided_at draft_at",
        ),
        _sheet(
            "notices",
            "decision group told_at heard_at channel planned_on",
            core=4,
            names="decision group",
            when="told_at heard_at",
        ),
        _sheet(
            "meetings",
            "happened_at title place attendance.civic attendance.organizational attendance.independent matters open_to"
            " chair_side agenda_by minutes_by barriers_asked closing_note cost",
            core=5,
            names="title",
        ),
        _sheet(
            "concerns",
            "happened_at text decision side group kind matter answers.happened_at answers.text answers.reason"
            " answers.department answers.no_answer answers.ok_for_asker",
            core=4,
            names="text",
        ),
        _sheet(
            "commitments",
            "happened_at text by due_on department side to decision verdicts.civic verdicts.civic_why verdicts.civic_at"
            " verdicts.organizational verdicts.organizational_why verdicts.organizational_at state",
            core=4,
            names="text",
        ),
        _sheet(
            "promises",
            "happened_at text made_by to promised_level scope condition due_on withdrawn_at",
            core=4,
            names="text",
        ),
    )


def _people() -> tuple[Sheet, ...]:
    """Return who is there, and what it is about."""
    return (
        _sheet("groups", "name description side size status whole_population body", core=4, names="name"),
        _sheet("bodies", "name kind side seats rule", core=3, names="name"),
        _sheet(
            "matters", "text touches owner_department lane important_for_citizens active_from", core=2, names="text"
        ),
    )


def _control() -> tuple[Sheet, ...]:
    """Return who decides what, and within which limits."""
    return (
        _sheet(
            "mandates",
            "matter holder say others.groups others.say basis state assents.civic assents.organizational"
            " review_on expires_on limits conflict_decides conflict_mediator conflict_max_days reason direction"
            " duty_moved duty say_with_it",
            core=5,
            names="matter holder",
            when="happened_at assents.civic assents.organizational",
        ),
        _sheet(
            "statutory_mandates",
            "pack article topics say body group active_from active_until",
            core=4,
            names="pack article body",
        ),
        _sheet(
            "legal_steps",
            "happened_at decision kind remedy body ground until starts_on told_at side",
            core=6,
            names="decision kind remedy happened_at",
        ),
        _sheet(
            "limits",
            "declared_at text kind matter side set_by reason protects negotiable until real_for_citizens",
            core=5,
            names="text",
            when="declared_at",
        ),
        _sheet(
            "limit_questions",
            "happened_at text side matter department reply answered_at answered_with known_on",
            core=3,
            names="text",
        ),
    )


def _talk() -> tuple[Sheet, ...]:
    """Return what was asked, said and held against each other."""
    return (
        _sheet(
            "questions",
            "happened_at text author_side matter meeting open_to closed_at use options_fixed_at in_reply_to"
            " reframes.text reframes.author_side reframes.happened_at reframes.reply reframes.replied_at"
            " reframes.reason",
            core=4,
            names="text",
        ),
        _sheet(
            "contributions",
            "happened_at text side kind matter topic critical org_present meeting question traces.effect"
            " traces.decision traces.knowledge_kind traces.reason traces.department",
            core=4,
            names="text",
        ),
        _sheet(
            "frictions",
            "happened_at text tension between matter visibility next_step next_step_by next_step_on state closed_at"
            " review_on",
            core=4,
            names="text",
        ),
        _sheet(
            "positions",
            "friction matter side group department claim interest consideration own_words",
            core=6,
            names="claim",
        ),
    )


def _around() -> tuple[Sheet, ...]:
    """Return what stands in the way, what changed around it, and the initiatives themselves."""
    return (
        _sheet("barriers", "happened_at text kind group reported_by meeting solved_at how", core=4, names="text"),
        _sheet("populations", "name area size", core=3, names="name", when=""),
        _sheet(
            "margins",
            "variable category count kind meeting counted_on population",
            core=5,
            names="variable category kind meeting",
            when="",
        ),
        _sheet("context_changes", "happened_at kind text", core=3, names="text"),
        _sheet(
            "initiatives",
            "title purpose purpose_declared_by promised_level review_on state rest_reason cadence_days holder",
            core=5,
            names="title",
            when="",
        ),
    )


SHEETS = (*_daily(), *_people(), *_control(), *_talk(), *_around())
"""The sheets of the workbook, in their order: what a council writes down most often comes first."""
