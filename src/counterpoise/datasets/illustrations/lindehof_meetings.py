"""The six meetings of both sides at Lindehof: where, who came, who spoke, what would have kept people away."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from counterpoise.datasets.illustrations.telling import LINDEHOF, told
from counterpoise.record import Moment, Row, Side
from counterpoise.record.access import Barrier, BarrierKind
from counterpoise.record.initiatives import TradeOff
from counterpoise.record.meetings import AgendaItem, Attendance, FloorShare, FloorUnit, Meeting
from counterpoise.record.participation import Margin, MarginKind, Population

__all__ = ["MEETINGS", "meetings"]

MEETINGS = {
    "first-meeting": "2013-06-10",
    "town-meeting": "2013-09-26",
    "winter-meeting": "2013-12-05",
    "spring-meeting": "2014-03-06",
    "summer-meeting": "2014-06-05",
    "autumn-meeting": "2014-09-18",
}
"""The meetings by their ids, with their days."""

# They were about how to go on; none was called to ask whether the home should stay open or close.
_ABOUT = {
    "first-meeting": ("empty-rooms", "volunteer-tasks"),
    "town-meeting": ("empty-rooms", "meeting-place"),
    "winter-meeting": ("empty-rooms", "volunteer-tasks"),
    "spring-meeting": ("empty-rooms", "volunteer-tasks"),
    "summer-meeting": ("empty-rooms", "volunteer-tasks"),
    "autumn-meeting": ("volunteer-tasks", "closing-point"),
}

# Who came: citizens, then members of the organization by department. The town's meeting is tallied by church.
_CAME = {
    "first-meeting": (9, {"board": 1, "participation office": 1, "logistics": 1}),
    "town-meeting": (62, {"board": 1, "participation office": 1, "logistics": 1, "care": 1}),
    "winter-meeting": (26, {"participation office": 1, "care": 1}),
    "spring-meeting": (24, {"participation office": 1, "care": 1}),
    "summer-meeting": (22, {"participation office": 1}),
    "autumn-meeting": (19, {"board": 1, "participation office": 1}),
}

_CHURCHES = (("host-church", 960, 27), ("other-church", 840, 21), ("no-church", 600, 14))
"""Group, people in town, people at the town's meeting."""

_WORDS = (1450, 980, 720, 310, 220, 150, 120, 90, 60, 40, 0, 0)
"""The words of each of the twelve people at the first meeting; the first three are the organization's."""


def meetings() -> Iterator[Row]:
    """Give the meetings, the town against which the second one is compared, and what would have kept people away."""
    for name in MEETINGS:
        yield _meeting(name)
    yield from _town()
    yield from _venue()


def _meeting(name: str) -> Meeting:
    day = MEETINGS[name]
    first, second = name == "first-meeting", name == "town-meeting"
    return Meeting(
        id=name,
        **told(
            day,
            of=LINDEHOF,
            by="regional-colleague",
            quote="the initial meetings between citizens and employees" if first else "",
            clock="22:00",
        ),
        title=name.replace("-", " ").capitalize(),
        place="Lindehof",
        meaning_of_place="The organization's own house; nobody's church." if second else "",
        chair_side=Side.ORGANIZATIONAL,
        agenda_by=Side.ORGANIZATIONAL,
        minutes_by=Side.ORGANIZATIONAL,
        matters=_ABOUT[name],
        open_to=("participating-citizens",) if first else ("participating-citizens", "town", "caregivers-outside"),
        attendance=_attendance(name),
        agenda=(AgendaItem(text="What each of us can do", author_side=Side.ORGANIZATIONAL),),
        floor=tuple(
            FloorShare(side=Side.ORGANIZATIONAL if place < 3 else Side.CIVIC, amount=words)
            for place, words in enumerate(_WORDS)
            if first
        ),
        floor_unit=FloorUnit.WORDS if first else None,
        barriers_asked=not first,
        closed_at=Moment.parse(day),
    )


def _attendance(name: str) -> tuple[Attendance, ...]:
    citizens, staff = _CAME[name]
    civic = [Attendance(side=Side.CIVIC, people=citizens, group="participating-citizens")]
    if name == "town-meeting":
        civic = [Attendance(side=Side.CIVIC, people=came, group=church) for church, _, came in _CHURCHES]
    ours = [
        Attendance(side=Side.ORGANIZATIONAL, people=number, department=department)
        for department, number in staff.items()
    ]
    return (*civic, *ours)


def _town() -> Iterator[Row]:
    yield Population(
        id="adults-in-town", **told("2013-03-04", of=LINDEHOF), name="Adults in town", area="The town", size=2400
    )
    for church, people, came in _CHURCHES:
        yield Margin(
            id=f"in-town-{church}",
            **told("2013-03-04", of=LINDEHOF),
            population="adults-in-town",
            variable="church",
            category=church.replace("-", " "),
            kind=MarginKind.POPULATION,
            count=people,
            counted_on=date(2013, 1, 1),
        )
        yield Margin(
            id=f"at-town-meeting-{church}",
            **told("2013-09-26", of=LINDEHOF, by="regional-colleague", clock="22:30"),
            population="adults-in-town",
            variable="church",
            category=church.replace("-", " "),
            kind=MarginKind.PARTICIPANTS,
            count=came,
            counted_on=date(2013, 9, 26),
            meeting="town-meeting",
        )


def _venue() -> Iterator[Row]:
    reported = Barrier(
        id="other-church-stays-away",
        **told(
            "2013-09-20",
            of=LINDEHOF,
            by="regional-colleague",
            quote="may refuse to attend a meeting at this location",
        ),
        kind=BarrierKind.BELIEF,
        text="People of the other church may not want to come to the hall of this one.",
        group="other-church",
        reported_by=Side.ORGANIZATIONAL,
        meeting="town-meeting",
    )
    solved = told("2013-09-23", of=LINDEHOF, by="regional-colleague")
    yield reported
    yield TradeOff(
        id="shared-place-for-everybody-in",
        **solved,
        good_a="A place in the middle of town that is everybody's.",
        good_b="That nobody stays away because of the place.",
        gave_way="A place in the middle of town that is everybody's.",
        for_how_long="For this meeting; to be looked at again.",
        review_on=date(2014, 9, 22),
    )
    yield replace(
        reported,
        version=2,
        supersedes_reason="Solved.",
        recorded_at=solved["recorded_at"],
        solved_at=Moment.parse("2013-09-23"),
        how="The meeting is at the organization's own house.",
        side_effect="shared-place-for-everybody-in",
    )
