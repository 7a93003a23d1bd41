"""Who takes part, against the population: how unevenly groups take part, and the table of groups."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from counterpoise.indicator import Direction, Display, Evidence, Part, Reading
from counterpoise.levels.shares import ends
from counterpoise.record import Case, Side
from counterpoise.record.initiatives import Group, Reached
from counterpoise.record.meetings import Meeting
from counterpoise.record.participation import Margin, MarginKind
from counterpoise.statistics.chance import Chance, chance_of_contrast, chance_of_tvd
from counterpoise.statistics.distances import chi_square
from counterpoise.statistics.representation import Contrast as Spread
from counterpoise.statistics.representation import GroupTable, contrast, contrast_interval, group_table
from counterpoise.statistics.seeds import seed_for

__all__ = ["Tally", "contrast_of", "representation", "tallies"]

_DRAWS = 1999
_PEOPLE_FOR_CONTRAST = 30
_PEOPLE_FOR_TABLE = 10
_EXPECTED_PER_CELL = 5


@dataclass(frozen=True, slots=True)
class Tally:
    """Those who took part, counted by one variable on one occasion, beside the population.

    Attributes
    ----------
    variable
        What people are counted by.
    meeting
        The meeting at which they were counted, where it was one.
    on
        The day of the count.
    participants, population
        People per category; a category that only those who took part name is counted as a missing answer.
    missing
        How many gave no answer, or one that the population does not have.
    expected
        How many people of the civic side attended that meeting, where that is known; else those counted.
    margins, reference
        The ids of the counts: of those who took part, and of the population.
    """

    variable: str
    meeting: str | None
    on: date
    participants: dict[str, int]
    population: dict[str, int]
    missing: int
    expected: int
    margins: tuple[str, ...]
    reference: tuple[str, ...]

    @property
    def known(self) -> int:
        """How many people took part whose category is known."""
        return sum(self.participants.values())


def _day(margin: Margin) -> date:
    return margin.counted_on or (margin.happened_at.first if margin.happened_at else margin.recorded_at.date())


def _latest(margins: Iterable[Margin]) -> dict[str, Margin]:
    """Return the last count of each category."""
    return {row.category: row for row in sorted(margins, key=lambda row: (_day(row), row.version, row.id))}


def tallies(case: Case) -> tuple[Tally, ...]:
    """Return every count of those who took part that has a population to compare it with, the last one first.

    Of those made on one day the one with most people comes first, then by variable.
    """
    population: dict[tuple[str | None, str], list[Margin]] = {}
    counted: dict[tuple[str | None, str, str | None], list[Margin]] = {}
    for row in case.rows(Margin):
        if row.count is None or row.count < 0 or not row.variable:
            continue
        if row.kind is MarginKind.POPULATION:
            population.setdefault((row.population, row.variable), []).append(row)
        else:
            counted.setdefault((row.population, row.variable, row.meeting), []).append(row)
    came = {row.id: sum(one.people for one in row.attendance if one.side is Side.CIVIC) for row in case.rows(Meeting)}
    found = []
    for (area, variable, meeting), rows in counted.items():
        areas = [key for key in population if key[1] == variable and area in {None, key[0]}]
        # Two populations to compare with, and nothing that says which: then there is nothing to compare with.
        if len(areas) == 1:
            found.append(_tally(variable, meeting, rows, population[areas[0]], came.get(meeting or "", 0)))
    usable = [one for one in found if one.population]
    return tuple(sorted(usable, key=lambda one: (-one.on.toordinal(), -one.known, one.variable, one.meeting or "")))


def _tally(variable: str, meeting: str | None, rows: list[Margin], people: list[Margin], came: int) -> Tally:
    reference, margins = _latest(people), _latest(rows)
    population = {name: reference[name].count or 0 for name in sorted(reference) if name and reference[name].count}
    participants = {name: (margins[name].count or 0) if name in margins else 0 for name in population}
    total = sum(row.count or 0 for row in margins.values())
    return Tally(
        variable=variable,
        meeting=meeting,
        on=max(_day(row) for row in rows),
        participants=participants,
        population=population,
        missing=total - sum(participants.values()),
        expected=max(came, total),
        margins=tuple(sorted(row.id for row in margins.values())),
        reference=tuple(sorted(reference[name].id for name in population)),
    )


def _evidence(case: Case, tally: Tally | None) -> Evidence:
    # Sources only, never persons: the table of counts and the meeting at which it was made.
    if tally is None:
        return Evidence()
    meeting = tuple(row.id for row in case.rows(Meeting) if row.id == tally.meeting)
    return Evidence(
        numerator=(*tally.margins, *meeting),
        denominator=tally.reference,
        tables=("margins", "meetings") if meeting else ("margins",),
    )


def _spread(tally: Tally) -> Spread | None:
    sizes = list(tally.population.values())
    came = list(tally.participants.values())
    fits = all(part <= size for part, size in zip(came, sizes, strict=True))
    return contrast(sizes, came) if fits and sum(sizes) > 1 and sum(came) > 0 else None


def contrast_of(case: Case, *, seed: int) -> Reading:
    """How unevenly groups of the population take part, as a coefficient of variation.

    Value: CV = S / mean, with rho_h the share of group h that takes part, S^2 = sum of N_h (rho_h - mean)^2 / (N - 1).
    0: every group takes part alike.

    Parameters
    ----------
    case
        One initiative at a date; the last count of those who took part is read, the others are listed.
    seed
        The audit's seed.

    Returns
    -------
    Reading
        With what chance alone would give, and R = 1 - 2 S with its bootstrap interval as a footnote.

    Cannot say
    ----------
    Whether people differ in what was not counted, such as their views. When few take part, R is close to 1,
    whoever came.

    Gaming
    ------
    Harmless variables can be chosen. So variables are fixed at the start, together with citizens.

    Source
    ------
    Schouten, Cobben and Bethlehem 2009; Shlomo, Skinner and Schouten 2012.
    """
    found = tallies(case)
    tally = found[0] if found else None
    spread = _spread(tally) if tally else None
    if tally is None or spread is None:
        return Reading(evidence=_evidence(case, tally))
    people, size = tally.known, sum(tally.population.values())
    expected = min(people * part / size for part in tally.population.values())
    enough = people >= _PEOPLE_FOR_CONTRAST and expected >= _EXPECTED_PER_CELL
    text = seed_for(seed, code="inclusion.contrast", initiative=case.initiative.id)
    sizes, came = list(tally.population.values()), list(tally.participants.values())
    chance = chance_of_contrast(sizes, people, seed=text, draws=_DRAWS) if enough else None
    footnote = contrast_interval(sizes, came, of="r", seed=text) if enough else None
    return Reading(
        value=spread.cv,
        numerator=people,
        denominator=size,
        known=people,
        candidates=tally.expected,
        parts=_contrast_parts(spread, Part(name="r", value=spread.r, interval=ends(footnote)), chance),
        details=_contrast_details(found, spread, chance),
        evidence=_evidence(case, tally),
        arms=(people,),
        cells=tuple(came),
        at_most=None if enough else Display.COUNTS,
    )


def _contrast_parts(spread: Spread, footnote: Part, chance: Chance | None) -> tuple[Part, ...]:
    return (
        Part(name="take_up", value=spread.mean),
        Part(name="spread", value=spread.spread),
        footnote,
        Part(name="r_adjusted", value=spread.r_adjusted),
        *_chance_parts(chance),
    )


def _contrast_details(found: Sequence[Tally], spread: Spread, chance: Chance | None) -> dict[str, object]:
    tally = found[0]
    return {
        **_occasion(tally),
        "no_more_than_chance": None if chance is None or spread.cv is None else chance.explains(spread.cv),
        "groups": [
            {"group": name, "participants": tally.participants[name], "population": part, "partial": partial}
            for (name, part), partial in zip(tally.population.items(), spread.partials, strict=True)
        ],
        "others": [_other(one) for one in found[1:]],
    }


def _chance_parts(chance: Chance | None) -> tuple[Part, ...]:
    if chance is None:
        return ()
    return (Part(name="chance", value=chance.expected), Part(name="chance_high", value=chance.high))


def _occasion(tally: Tally) -> dict[str, object]:
    return {"variable": tally.variable, "meeting": tally.meeting, "on": tally.on.isoformat(), "missing": tally.missing}


def _other(tally: Tally) -> dict[str, object]:
    spread = _spread(tally)
    return {**_occasion(tally), "participants": tally.known, "cv": spread.cv if spread else None}


def representation(case: Case, *, seed: int) -> Reading:
    """How far those who take part differ from the population, group by group.

    Value: total variation distance, half the sum of |share of participants - share of population|. 0: the same make-up.

    Parameters
    ----------
    case
        One initiative at a date; the last count of those who took part is read.
    seed
        The audit's seed.

    Returns
    -------
    Reading
        With the table of groups (ratio, difference, interval), those not reached by name, and what chance would give.

    Cannot say
    ----------
    That a person speaks for the group that they belong to. Nor what groups think that were not reached.

    Gaming
    ------
    Groups can be cut so that each is reached. So the population's own table is used, and missing answers are a row.

    Source
    ------
    Duncan and Duncan 1955 on dissimilarity. The paper: a wide range of people, or all relevant stakeholders.
    """
    found = tallies(case)
    not_reached = sorted(row.id for row in case.rows(Group) if row.status is Reached.NOT_REACHED)
    if not found:
        return Reading(details={"groups_not_reached": not_reached} if not_reached else {})
    tally = found[0]
    table = group_table(tally.participants, tally.population, missing=tally.missing)
    chance = None
    if tally.known >= _PEOPLE_FOR_TABLE:
        text = seed_for(seed, code="inclusion.representation", initiative=case.initiative.id)
        chance = chance_of_tvd(list(tally.population.values()), tally.known, seed=text, draws=_DRAWS)
    return Reading(
        value=table.tvd,
        denominator=tally.known,
        known=tally.known,
        candidates=tally.expected,
        parts=(*_group_parts(table), *_chance_parts(chance)),
        details={
            **_occasion(tally),
            **_table(table),
            "chi_square": _chi_square(tally),
            "no_more_than_chance": None if chance is None or table.tvd is None else chance.explains(table.tvd),
            "groups_not_reached": not_reached,
            "others": [_other(one) for one in found[1:]],
        },
        evidence=_evidence(case, tally),
        arms=(tally.known,),
        cells=(*tally.participants.values(), tally.missing),
    )


def _group_parts(table: GroupTable) -> tuple[Part, ...]:
    return (
        *(
            Part(name="ratio", value=row.ratio, numerator=row.participants, denominator=table.known, of=row.name)
            for row in table.rows
        ),
        Part(
            name="not_reached",
            value=float(len(table.not_reached)),
            numerator=len(table.not_reached),
            denominator=len(table.rows),
            direction=Direction.DUTY,
        ),
    )


def _table(table: GroupTable) -> dict[str, object]:
    rows = [
        {
            "group": row.name,
            "participants": row.participants,
            "population": row.population,
            "share": row.share,
            "population_share": row.population_share,
            "ratio": row.ratio,
            "difference": row.difference,
            "interval": list(ends(row.interval) or ()),
            "reached": row.reached,
        }
        for row in table.rows
    ]
    missing = {
        "participants": table.missing,
        "share": table.missing_share,
        "interval": list(ends(table.missing_interval) or ()),
    }
    return {"groups": rows, "no_answer": missing, "not_reached": list(table.not_reached)}


def _chi_square(tally: Tally) -> dict[str, float] | None:
    """Compare counts with the population, for the researcher; pages for people show no p-values."""
    tested = chi_square(list(tally.participants.values()), list(tally.population.values()))
    if tested is None or not math.isfinite(tested.statistic):
        return None
    return {
        "statistic": tested.statistic,
        "degrees": tested.degrees,
        "p": tested.p,
        "smallest_expected": tested.smallest_expected,
    }
