"""What the illustrations of Lindehof stand on: the initiative, its rounds, groups, matters and changes around it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from counterpoise.datasets.illustrations.telling import LINDEHOF, told
from counterpoise.record import Row, Side
from counterpoise.record.initiatives import (
    Affects,
    ContextChange,
    ContextChangeKind,
    Cycle,
    Document,
    DocumentKind,
    Group,
    Initiative,
    Lane,
    Matter,
    PromisedLevel,
    Reached,
)

__all__ = ["ROUND_ONE", "ROUND_TWO", "spine"]

ROUND_ONE = "round-one"
"""The first round, from the promise to the first agreement on who decides."""

ROUND_TWO = "round-two"
"""The second round, which lasts."""

OPENED = "2013-05-13"
"""The day of the promise, on which the initiative was opened."""

FIRST = "2013-03-04"
"""The day of the first decision, with which the register of Lindehof begins."""

_OTHER_CHURCH = "a considerable number of the town’s inhabitants belonged to a different church"

# id, name, who belongs to it, side, people, whether it had a real chance to take part, body, the paper's words
_GROUPS = (
    ("managers", "Managers of Lindehof", "The managers below the board.", Side.ORGANIZATIONAL, 6, "", ""),
    ("employees", "Employees of Lindehof", "Everybody else who works there.", Side.ORGANIZATIONAL, 45, "", ""),
    ("municipality-staff", "The municipality", "Its care policy staff.", Side.INDEPENDENT, 5, "municipality", ""),
    (
        "home-council",
        "Client council of the home",
        "The nine members of the council.",
        Side.CIVIC,
        9,
        "home-client-council",
        "",
    ),
    (
        "participating-citizens",
        "Participating citizens",
        "The forty people from town who take part in the platform.",
        Side.CIVIC,
        40,
        "platform",
        "the active participation of local citizens",
    ),
    ("town", "Town residents", "All adults who live in the town.", Side.CIVIC, 2400, "", ""),
    (
        "caregivers-outside",
        "Informal caregivers outside the platform",
        "Family and friends who help a resident and do not take part in the platform.",
        Side.CIVIC,
        70,
        "",
        "",
    ),
    ("host-church", "The host church", "Those who belong to the church with the hall.", Side.CIVIC, 960, "", ""),
    ("other-church", "The other church", "Those who belong to another church.", Side.CIVIC, 840, "", _OTHER_CHURCH),
    ("no-church", "No church", "Those who belong to no church.", Side.CIVIC, 600, "", ""),
)

_REACHED = {
    "home-council": Reached.REACHED,
    "participating-citizens": Reached.REACHED,
    "host-church": Reached.REACHED,
    "other-church": Reached.REACHED,
    "no-church": Reached.REACHED,
    "caregivers-outside": Reached.NOT_REACHED,
}

_EMPTY = "Facing empty rooms and a compromised financial situation"

# id, text, level of integration, department that holds it, departments that it concerns, the paper's words
_MATTERS = (
    (
        "stay-or-close",
        "Whether the care home stays open.",
        Lane.ORGANIZATIONAL,
        "board",
        ("board", "care", "finance", "housing", "logistics"),
        "deciding whether a care facility stays open",
    ),
    (
        "empty-rooms",
        "What the empty rooms are used for.",
        Lane.ORGANIZATIONAL,
        "housing",
        ("board", "care", "finance", "housing", "logistics", "participation office"),
        _EMPTY,
    ),
    (
        "meeting-place",
        "Where we meet.",
        Lane.LIFE_WORLD,
        "participation office",
        ("care", "finance", "housing", "logistics", "participation office"),
        "stimulate local citizens’ feeling of ownership in the process",
    ),
    (
        "volunteer-tasks",
        "Who does which voluntary work in the home.",
        Lane.LIFE_WORLD,
        "care",
        ("board", "care", "finance", "participation office"),
        "",
    ),
    (
        "closing-point",
        "At what point it can not go on like this.",
        Lane.ORGANIZATIONAL,
        "board",
        ("board", "care", "finance", "housing", "logistics"),
        "wished his superiors would set clear targets",
    ),
)

_TOUCHES = {
    "stay-or-close": (
        ("managers", "They lead the home."),
        ("employees", "They work there."),
        ("municipality-staff", "The municipality answers for care in town."),
        ("home-council", "It speaks for those who live there."),
        ("participating-citizens", "They were asked to help to keep it open."),
        ("town", "It is the care home of their town."),
        ("caregivers-outside", "The people they help live there."),
    ),
    "empty-rooms": (("participating-citizens", "They look for a use."), ("town", "The rooms could be theirs.")),
    "meeting-place": (
        ("employees", "They make the place ready."),
        ("participating-citizens", "They meet there."),
        ("town", "They are invited."),
        ("caregivers-outside", "They are invited."),
        ("host-church", "It is their hall, or not."),
        ("other-church", "They may stay away."),
        ("no-church", "They are invited."),
    ),
    "volunteer-tasks": (("participating-citizens", "They do the work."), ("employees", "They do it with them.")),
    "closing-point": (
        ("employees", "Their work depends on it."),
        ("home-council", "It speaks for those who live there."),
        ("participating-citizens", "Their effort depends on it."),
    ),
}


def spine() -> Iterator[Row]:
    """Give the initiative with its rounds, groups, matters, whom they touch, a plan and the changes around it."""
    yield from _initiative()
    yield from _rounds()
    for name, called, who, side, size, body, quote in _GROUPS:
        yield Group(
            id=name,
            **told(FIRST, of=LINDEHOF, quote=quote),
            name=called,
            description=who,
            side=side,
            size=size,
            status=_REACHED.get(name, Reached.UNKNOWN),
            whole_population=name == "town",
            body=body or None,
        )
    for name, text, lane, owner, departments, quote in _MATTERS:
        yield Matter(
            id=name,
            **told(FIRST, of=LINDEHOF, quote=quote),
            text=text,
            lane=lane,
            owner_department=owner,
            departments=departments,
            holders=("board", "platform"),
            active_from=date.fromisoformat(FIRST),
        )
    for matter, touched in _TOUCHES.items():
        for group, how in touched:
            yield Affects(
                id=f"{matter}-touches-{group}", **told(FIRST, of=LINDEHOF), matter=matter, group=group, how=how
            )
    yield from _around()


def _initiative() -> Iterator[Row]:
    opened = Initiative(
        id=LINDEHOF,
        **told(
            OPENED,
            of=None,
            by="previous-director",
            quote="only possible with the active participation of local citizens",
        ),
        title="Lindehof together",
        purpose="To keep the care home going together with the people of the town.",
        purpose_declared_by=Side.ORGANIZATIONAL,
        promised_level=PromisedLevel.DECIDED_TOGETHER,
        review_on=date(2014, 5, 12),
        cadence_days=60,
        holder="platform",
    )
    yield opened
    # Both sides looked twice and set the next date, each time within twelve months.
    for version, day, next_look in ((2, "2014-05-12", date(2015, 5, 11)), (3, "2015-04-24", date(2016, 4, 22))):
        again = told(day, of=None, by="regional-colleague")
        yield replace(
            opened,
            version=version,
            supersedes_reason="The next look.",
            recorded_at=again["recorded_at"],
            recorded_by=again["recorded_by"],
            source=again["source"],
            quote="",
            review_on=next_look,
        )


def _rounds() -> Iterator[Row]:
    first = Cycle(id=ROUND_ONE, **told(OPENED, of=LINDEHOF), number=1, active_from=date.fromisoformat(OPENED))
    turn = told("2014-05-12", of=LINDEHOF)
    yield first
    yield replace(
        first,
        version=2,
        supersedes_reason="The next round began.",
        recorded_at=turn["recorded_at"],
        active_until=date(2014, 5, 12),
    )
    yield Cycle(id=ROUND_TWO, **turn, number=2, active_from=date(2014, 5, 12))


def _around() -> Iterator[Row]:
    yield Document(
        id="joint-plan",
        **told("2013-07-01", of=LINDEHOF, by="regional-colleague"),
        title="Plan for the home and the town",
        kind=DocumentKind.PLAN,
        author_side=Side.ORGANIZATIONAL,
        lane=Lane.ORGANIZATIONAL,
    )
    yield ContextChange(
        id="leadership-change",
        **told("2014-09-01", of=LINDEHOF, quote="a new director had taken office"),
        kind=ContextChangeKind.LEADERSHIP,
        text="A new director took office.",
    )
    yield ContextChange(
        id="mission-change",
        **told(
            "2014-09-15",
            of=LINDEHOF,
            by="new-director",
            quote="in favour of a more medicalized approach to care provision",
        ),
        kind=ContextChangeKind.MISSION,
        text="The core mission moved towards medical care.",
    )
