"""Rows of the record, made from what a person filled in."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, time, tzinfo
from typing import Any

from counterpoise.formats.spreadsheets.entries import Entry
from counterpoise.formats.spreadsheets.plan import Move
from counterpoise.formats.spreadsheets.resolving import Register, canonical, when
from counterpoise.formats.spreadsheets.wording import known_names
from counterpoise.record.base import Row, Say, Side
from counterpoise.record.commitments import Verdict
from counterpoise.record.decisions import Decision, DecisionState, NearestCoding, Notice, Weighing
from counterpoise.record.initiatives import Affects, Group, Initiative, Matter
from counterpoise.record.mandates import Assent, Basis, GroupSay, Mandate, MandateState
from counterpoise.record.meetings import Attendance, Meeting
from counterpoise.record.moments import Moment
from counterpoise.record.people import Body
from counterpoise.record.schema import TABLES, columns

__all__ = ["Built", "Filled", "build", "unlisted_rows"]

_COMPANIONS = {"answers": "concern", "reframes": "question", "traces": "contribution"}
"""Tables whose rows are filled in beside the row that they belong to, and the field that names it."""


@dataclass(frozen=True, slots=True)
class Filled:
    """An entry whose names have been looked up.

    Attributes
    ----------
    entry
        The entry.
    id
        The id of its row.
    values
        What each cell says, by the column's key; names are ids now.
    initiative
        The initiative that it belongs to; None where it serves all.
    """

    entry: Entry
    id: str
    values: dict[str, Any]
    initiative: str | None


@dataclass(frozen=True, slots=True)
class Built:
    """A row of the record, and where it comes from.

    Attributes
    ----------
    row
        The row.
    entry
        The row of the workbook.
    """

    row: Row
    entry: Entry


@dataclass(slots=True)
class _Making:
    """What making rows needs besides the entry: ids, and what all rows carry."""

    register: Register
    recorded_at: datetime
    file: str
    touched: set[tuple[str, str]] = field(default_factory=set)
    spelled: dict[tuple[str, str], str] = field(default_factory=dict)

    def carried(self, filled: Filled) -> dict[str, Any]:
        """Return what every row of an entry carries."""
        entry = filled.entry
        return {
            "initiative": filled.initiative,
            "recorded_at": _written_down(entry, self.recorded_at),
            "happened_at": when(entry),
            "source": f"{self.file}, {entry.title}, {entry.line}",
        }


def _written_down(entry: Entry, recorded_at: datetime) -> datetime:
    moment: Moment | None = entry.values.get("recorded_at")
    zone: tzinfo | None = recorded_at.tzinfo
    return datetime.combine(moment.last, time(), zone) if moment is not None else recorded_at


def build(filled: list[Filled], *, register: Register, recorded_at: datetime, file: str) -> Iterator[Built]:
    """Make the rows of the record.

    Parameters
    ----------
    filled
        What was filled in, in the order of the workbook.
    register
        Gives out ids, and knows what is named.
    recorded_at
        When rows count as written down that do not say it themselves.
    file
        The name of the workbook.
    """
    making = _Making(register, recorded_at, file)
    for each in filled:
        make = _SPECIAL.get(each.entry.sheet.table, _plain)
        for row in make(each, making):
            yield Built(row, each.entry)


def _main(filled: Filled, making: _Making, **more: Any) -> Row:  # noqa: ANN401 - fields of any row
    cls = filled.entry.sheet.row
    names = {column.name for column in columns(cls)} - {"recorded_at", "initiative"}
    own = {name: value for name, value in filled.values.items() if name in names}
    carried = making.carried(filled)
    if cls is Initiative:
        carried["initiative"] = None
    return cls(id=filled.id, **{**carried, **own, **more})


def _plain(filled: Filled, making: _Making) -> Iterator[Row]:
    yield _main(filled, making)
    for table, link in _COMPANIONS.items():
        given = {
            name.removeprefix(f"{table}."): value
            for name, value in filled.values.items()
            if name.startswith(f"{table}.")
        }
        if given:
            carried = making.carried(filled) | {"happened_at": None}
            made = making.register.new_id(table, filled.id)
            yield TABLES[table](id=made, **{**carried, **given, link: filled.id})


def _decision(filled: Filled, making: _Making) -> Iterator[Row]:
    values = filled.values
    title = values.get("title") or " ".join(values.get("text", "").split())[:80]
    matter = values.get("matter")
    touches = values.get("touches", ())
    if matter is None and touches and title:
        # Whom a decision touches is said of its matter; a decision that names none is a matter of its own.
        found = making.register.find("matters", title) or making.register.accept("matters", title, filled.entry)
        matter = found.id
    is_draft = "decided_at" not in values and "draft_at" in values
    state = DecisionState.DRAFT if is_draft else DecisionState.TAKEN
    weighed = {
        "considerations": tuple(Weighing(kind=kind) for kind in values.get("considerations", ())),
        "nearest": tuple(
            NearestCoding(coder_side=side, nearest=nearest)
            for side in (Side.CIVIC, Side.ORGANIZATIONAL)
            if (nearest := values.get(f"nearest.{side.value}")) is not None
        ),
    }
    yield _main(filled, making, title=title, matter=matter, state=state, from_list=True, **weighed)
    if matter is not None:
        yield from _affects(matter, touches, filled, making)


def _matter(filled: Filled, making: _Making) -> Iterator[Row]:
    yield _main(filled, making)
    yield from _affects(filled.id, filled.values.get("touches", ()), filled, making)


def _affects(matter: str, groups: tuple[str, ...], filled: Filled, making: _Making) -> Iterator[Row]:
    for group in groups:
        if (matter, group) not in making.touched:
            making.touched.add((matter, group))
            made = making.register.new_id("affects", matter, group)
            # That a matter touches a group did not begin with the decision that shows it.
            yield Affects(id=made, **(making.carried(filled) | {"happened_at": None}), matter=matter, group=group)


def _notice(filled: Filled, making: _Making) -> Iterator[Row]:
    groups = filled.values.get("group", ())
    if not groups:
        yield _main(filled, making, group=None)
    for number, group in enumerate(groups):
        made = filled.id if number == 0 else making.register.new_id("notices", filled.id, group)
        yield replace(_main(filled, making, group=group), id=made)


def _meeting(filled: Filled, making: _Making) -> Iterator[Row]:
    came = tuple(
        Attendance(side=side, people=people)
        for side in Side
        if (people := filled.values.get(f"attendance.{side.value}")) is not None and people != 0
    )
    yield _main(filled, making, attendance=came)


def _mandate(filled: Filled, making: _Making) -> Iterator[Row]:
    values = filled.values
    say: Say | None = values.get("others.say")
    assents = tuple(
        Assent(side=side, given_at=given)
        for side in (Side.CIVIC, Side.ORGANIZATIONAL)
        if (given := values.get(f"assents.{side.value}")) is not None
    )
    both = len(assents) == 2
    basis = values.get("basis", Basis.AGREED if both else None)
    agreed = both or basis is Basis.STATUTORY
    move: Move | None = values.get("direction")
    yield _main(
        filled,
        making,
        # A say that nobody filled in is not "none": the group is left out.
        others=tuple(GroupSay(group=group, say=say) for group in values.get("others.groups", ()) if say is not None),
        assents=assents,
        basis=basis,
        state=values.get("state", MandateState.AGREED if agreed else MandateState.PROPOSED),
        direction=int(move) if move is not None else None,
    )


def _commitment(filled: Filled, making: _Making) -> Iterator[Row]:
    yield _main(filled, making)
    for side in (Side.CIVIC, Side.ORGANIZATIONAL):
        judgement = filled.values.get(f"verdicts.{side.value}")
        if judgement is not None:
            yield Verdict(
                id=making.register.new_id("verdicts", filled.id, side.value),
                **(making.carried(filled) | {"happened_at": filled.values.get(f"verdicts.{side.value}_at")}),
                commitment=filled.id,
                side=side,
                judgement=judgement,
                why=filled.values.get(f"verdicts.{side.value}_why", ""),
            )


def _margin(filled: Filled, making: _Making) -> Iterator[Row]:
    # Capitals, accents and spaces do not matter here either: one trait, spelled in two ways, is one trait.
    told = {name: filled.values[name] for name in ("variable", "category") if name in filled.values}
    once = {name: making.spelled.setdefault((name, canonical(text)), text) for name, text in told.items()}
    yield _main(filled, making, **once)


_SPECIAL: dict[str, Callable[[Filled, _Making], Iterator[Row]]] = {
    Decision.TABLE: _decision,
    Matter.TABLE: _matter,
    Notice.TABLE: _notice,
    Meeting.TABLE: _meeting,
    Mandate.TABLE: _mandate,
    "commitments": _commitment,
    "margins": _margin,
}


def unlisted_rows(
    built: list[Built], *, register: Register, initiative: str | None, recorded_at: datetime, file: str
) -> Iterator[Built]:
    """Make rows of the names that are used but not listed, with what is known of them.

    The side and kind come from the group or body of the same name, or from the name where it says them by itself, such
    as "client council". Else they stay empty.
    """
    listed = {(each.row.TABLE, each.row.id): each.row for each in built}
    for target in register.unlisted:
        twin = register.find("bodies" if target.table == "groups" else "groups", target.name)
        known = known_names().get(canonical(target.name))
        twin_row = listed.get((twin.table, twin.id)) if twin is not None else None
        own: Side | None = getattr(twin_row, "side", None)
        by_name = own is None and known is not None and target.table in ("groups", "bodies")
        side = known.side if by_name and known is not None else own
        carried: dict[str, Any] = {
            "id": target.id,
            "recorded_at": _written_down(target.entry, recorded_at),
            "source": f"{file}, {target.entry.title}, {target.entry.line}",
            # Where only the name tells the side, the record shows the words that do.
            "quote": target.name if by_name else "",
        }
        match target.table:
            case "initiatives":
                row: Row = Initiative(title=target.name, **carried)
            case "groups":
                body = twin.id if twin is not None else None
                row = Group(name=target.name, side=side, body=body, initiative=initiative, **carried)
            case "bodies":
                kind = known.kind if known is not None else None
                row = Body(name=target.name, side=side, kind=kind, initiative=initiative, **carried)
            case _:
                row = Matter(text=target.name, initiative=initiative, **carried)
        yield Built(row, target.entry)
