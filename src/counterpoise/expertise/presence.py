"""What is said when nobody of the organization is there, beside what is said when somebody is."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from counterpoise.expertise.contributions import author
from counterpoise.expertise.given import given, side_of
from counterpoise.indicator import Display, Evidence, Reading
from counterpoise.levels.marks import ABSENT, CODE, PRESENT, counted_openly
from counterpoise.levels.shares import ends, share_part
from counterpoise.levels.sides import nameless
from counterpoise.levels.spaces import CLOSED, Released, released
from counterpoise.record import Case, Side
from counterpoise.record.contributions import Contribution
from counterpoise.record.meetings import Meeting
from counterpoise.record.people import Capacity, ReleasedCount, Space
from counterpoise.statistics.intervals import fisher_exact_p, newcombe

__all__ = ["ABSENT", "FEWEST_FOR_COUNTS", "FEWEST_FOR_RATE", "PRESENT", "presence"]

FEWEST_FOR_COUNTS = 3
"""Below so many contributions in an arm not even the counts are shown."""

FEWEST_FOR_RATE = 10
"""Below so many contributions in an arm there are counts and no rate."""


@dataclass(frozen=True, slots=True)
class _Arm:
    critical: int
    all: int

    @classmethod
    def of(cls, rows: Iterable[Contribution], *out: Released | ReleasedCount | None) -> "_Arm":
        told = [bool(row.critical) for row in rows]
        given_out = [one for one in out if one is not None]
        critical = sum(told) + sum(one.numerator for one in given_out)
        return cls(critical, len(told) + sum(one.denominator for one in given_out))

    @property
    def share(self) -> float | None:
        return self.critical / self.all if self.all else None


def presence(case: Case, *, seed: int) -> Reading:  # noqa: ARG001 - every measure takes a seed
    """How much more often people say that something is wrong when nobody of the organization is there.

    Value: gap = critical without / all without − critical with / all with somebody of the organization present, over
    what the organization's own side did not say itself. Counts that closed rooms released are added to both arms. Where
    the reader does not see who was critical, what was said in the open is there as two counts.

    Parameters
    ----------
    case
        One initiative at a date.
    seed
        Not used: nothing is drawn.

    Returns
    -------
    Reading
        Difference of two shares, −1 to 1, with Newcombe's interval. Parts: ``absent`` and ``present``, the two shares
        with their counts. In the details: the counts by topic, how many rooms released nothing, and for researchers
        Fisher's exact p.

    Cannot say
    ----------
    Who is right. Nor why people were silent.

    Gaming
    ------
    Staff can attend everything, or take the mark "critical" away. So only citizens give that mark.

    Source
    ------
    The paper's first illustration: people spoke up only after the manager had left. No published index was found. New,
    to be validated.
    """
    capacities = case.by_id(Capacity)
    rows = [row for row in given(case) if side_of(row, capacities) is not Side.ORGANIZATIONAL]
    openly = {part: counted_openly(case, part) for part in (PRESENT, ABSENT)}
    coded, seen = _marked(case, rows, counted=any(openly.values()))
    out = {part: released(case, CODE, part) for part in (PRESENT, ABSENT)}
    with_them = _Arm.of((row for row in coded if row.org_present), out[PRESENT], openly[PRESENT])
    without = _Arm.of((row for row in coded if not row.org_present), out[ABSENT], openly[ABSENT])
    compared = None not in (with_them.share, without.share)
    silent, from_rooms = max(one.silent_rooms for one in out.values()), sum(one.denominator for one in out.values())
    counted = from_rooms + sum(one.denominator for one in openly.values() if one is not None)
    return Reading(
        value=(without.share or 0.0) - (with_them.share or 0.0) if compared else None,
        numerator=without.critical + with_them.critical,
        denominator=without.all + with_them.all,
        interval=ends(newcombe(without.critical, without.all, with_them.critical, with_them.all)) if compared else None,
        known=len(coded) + counted,
        candidates=len(rows) + from_rooms + silent,
        parts=tuple(share_part(name, arm.critical, arm.all) for name, arm in ((ABSENT, without), (PRESENT, with_them))),
        details=_details(coded, without, with_them, {"silent_rooms": silent, "released": from_rooms}),
        evidence=_meetings(coded, seen, rows, held={meeting.id for meeting in case.rows(Meeting)}),
        arms=(without.all, with_them.all) if compared else (),
        at_most=_at_most(min(without.all, with_them.all), seen, from_rooms, without_name=nameless(case)),
    )


def _marked(
    case: Case, rows: Sequence[Contribution], *, counted: bool
) -> tuple[list[Contribution], list[Contribution]]:
    # Those whose marks are to be counted here, and those that are behind the figure.
    coded = [row for row in rows if row.critical is not None and row.org_present is not None]
    if not counted:
        return coded, coded
    # One's own mark is in the count of what was said in the open already, and so is that of everybody else.
    closed = {space.id for space in case.rows(Space) if space.kind in CLOSED}
    return [row for row in coded if row.space in closed], [row for row in rows if row.org_present is not None]


def _details(coded: Sequence[Contribution], first: _Arm, second: _Arm, rooms: dict[str, int]) -> dict[str, object]:
    p = _fisher(first, second) if first.all and second.all else None
    return {**rooms, "topics": _by_topic(coded), "for_researchers": {"fisher_exact_p": p}}


def _fisher(first: _Arm, second: _Arm) -> float:
    return fisher_exact_p(first.critical, first.all - first.critical, second.critical, second.all - second.critical)


def _at_most(
    smallest: int, seen: Sequence[Contribution], from_rooms: int, *, without_name: Collection[str]
) -> Display | None:
    if smallest < FEWEST_FOR_COUNTS:
        return Display.LIST
    # What was said at one meeting is not independent: where nobody knows who spoke, there is nothing to resample.
    one_meeting = not from_rooms and len({row.meeting for row in seen}) < 2
    # Whoever spoke without an account is a new person each time: that they differ is not known.
    nobody_known = all(author(row) is None or author(row) in without_name for row in seen)
    return Display.COUNTS if smallest < FEWEST_FOR_RATE or (one_meeting and nobody_known) else None


def _by_topic(coded: Sequence[Contribution]) -> list[dict[str, object]]:
    topics: defaultdict[str, list[Contribution]] = defaultdict(list)
    for row in coded:
        topics[row.topic].append(row)
    return [
        {
            "topic": topic,
            ABSENT: _counts(row for row in rows if not row.org_present),
            PRESENT: _counts(row for row in rows if row.org_present),
        }
        for topic, rows in sorted(topics.items())
        if topic
    ]


def _counts(rows: Iterable[Contribution]) -> dict[str, int]:
    told = [bool(row.critical) for row in rows]
    return {"critical": sum(told), "all": len(told)}


def _meetings(
    coded: Sequence[Contribution], seen: Sequence[Contribution], rows: Sequence[Contribution], *, held: set[str]
) -> Evidence:
    # Meetings, never what somebody said: the marks would show who was critical.
    used = {row.meeting for row in seen if row.meeting in held}
    critical = {row.meeting for row in coded if row.critical and row.meeting in held}
    others = {row.meeting for row in rows if row.meeting in held} - used
    return Evidence(tuple(sorted(critical)), tuple(sorted(used)), tuple(sorted(others)), (Meeting.TABLE,))
