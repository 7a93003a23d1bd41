"""Attention to friction: is it visible, are the positions side by side, does it have a next step, how old is it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from counterpoise.indicator import Evidence, Part, Reading
from counterpoise.interests.frictions import age, is_open, review_passed, step_ahead
from counterpoise.interests.positions import holders, in_own_words
from counterpoise.levels.shares import ends, share_part
from counterpoise.levels.spaces import released
from counterpoise.record import Case, DayRange, Mode
from counterpoise.record.positions import Friction, FrictionState, Position, Visibility
from counterpoise.statistics.intervals import wilson
from counterpoise.statistics.survival import kaplan_meier_range

__all__ = ["frictions"]

_CODE = "interests.frictions"


@dataclass(frozen=True, slots=True)
class _Seen:
    """One friction, with its age, whether it is open, and how many holders put their position in their own words."""

    row: Friction
    open: bool
    days: DayRange | None
    positions: int


def _seen(case: Case) -> list[_Seen]:
    positions: defaultdict[str, list[Position]] = defaultdict(list)
    for position in case.rows(Position):
        positions[position.friction or ""].append(position)
    found = []
    for told in sorted(case.rows(Friction), key=lambda one: one.id):
        row = told
        # Seen from an earlier day, what was closed after it is still open: its closing day is then left out.
        if case.mode is Mode.HAPPENED and told.closed_at is None and not is_open(told):
            row = replace(told, state=FrictionState.BEING_WORKED)
        found.append(_Seen(row, is_open(row), age(row, at=case.at), len(holders(in_own_words(positions[row.id])))))
    return found


def frictions(case: Case, *, seed: int) -> Reading:  # noqa: ARG001 - every measure takes a seed
    """Share of the open frictions that have a next step ahead.

    Value: open frictions with a next step whose day is not past / open frictions. Closed rooms add the counts that they
    released.

    Parameters
    ----------
    case
        One initiative at a date.
    seed
        Not used.

    Returns
    -------
    Reading
        With the share visible to both sides, with two or more positions in own words, reopened, and every age.

    Cannot say
    ----------
    Anything about frictions that nobody wrote down. Few frictions can mean much fear.

    Gaming
    ------
    A friction can be closed as "agreed to disagree". So closing needs the confirmation of every party, and a review.

    Source
    ------
    The paper: conflict needs to be dealt with, not ignored; friction may be kept backstage.
    """
    seen = _seen(case)
    live = [one for one in seen if one.open]
    ahead = [one for one in live if step_ahead(one.row, at=case.at)]
    rooms = released(case, _CODE)
    part, whole = len(ahead) + rooms.numerator, len(live) + rooms.denominator
    return Reading(
        value=part / whole if whole else None,
        numerator=part,
        denominator=whole,
        interval=ends(wilson(part, whole)) if whole else None,
        known=sum(one.row.visibility is not Visibility.UNKNOWN for one in seen),
        candidates=len(seen) + rooms.silent_rooms,
        parts=_parts(case, seen),
        details={
            "silent_rooms": rooms.silent_rooms,
            "frictions": [_detail(case, one) for one in seen],
            "review_passed": [one.row.id for one in seen if review_passed(one.row, at=case.at)],
        },
        evidence=Evidence(
            numerator=tuple(one.row.id for one in ahead),
            denominator=tuple(one.row.id for one in live),
            tables=("frictions",),
        ),
    )


def _parts(case: Case, seen: Sequence[_Seen]) -> tuple[Part, ...]:
    again = {row.id for row in case.versions(Friction) if row.state is FrictionState.REOPENED}
    counts = (
        ("visible_to_both", sum(one.row.visibility is Visibility.BOTH_SIDES for one in seen)),
        ("juxtaposed", sum(one.positions >= 2 for one in seen)),
        ("reopened", sum(one.row.id in again for one in seen)),
    )
    found = []
    for name, count in counts:
        rooms = released(case, _CODE, name)
        found.append(share_part(name, count + rooms.numerator, len(seen) + rooms.denominator))
    known = [(one, one.days) for one in seen if one.days is not None]
    early, late = kaplan_meier_range(
        [float(days.low) for _, days in known],
        [float(days.high) for _, days in known],
        [not one.open for one, _ in known],
    ).median_range
    found.append(
        Part(
            name="median_days_until_closed",
            value=None if early is None or late is None else (early + late) / 2,
            numerator=sum(not one.open for one, _ in known),
            denominator=len(known),
            range=(early, late) if early is not None and late is not None and early != late else None,
        )
    )
    found += [
        Part(
            name="days_open" if one.open else "days_until_closed",
            value=days.middle,
            range=None if days.exact else (days.low, days.high),
            of=one.row.id,
        )
        for one, days in known
    ]
    return tuple(found)


def _detail(case: Case, one: _Seen) -> dict[str, object]:
    """Return what a chart needs; never the words of a friction, which not everybody may read."""
    return {
        "friction": one.row.id,
        "tension": one.row.tension.value if one.row.tension else None,
        "state": one.row.state.value,
        "open": one.open,
        "days": [one.days.low, one.days.high] if one.days else None,
        "positions": one.positions,
        "visibility": one.row.visibility.value,
        "step_ahead": one.open and step_ahead(one.row, at=case.at),
    }
