"""The group table: each group's share of the participants beside its share of the population."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from counterpoise.statistics.distances import NegativeCountError, tvd
from counterpoise.statistics.intervals import Interval, wilson
from counterpoise.statistics.multiplicity import benjamini_yekutieli, holm


class UnknownGroupError(ValueError):
    """A participant group that the population table does not have, or has with nobody in it."""

    code = "statistics.unknown_group"

    def __init__(self, group: str) -> None:
        self.group = group
        super().__init__(
            f"Group {group!r} has participants and nobody in the population table. Add it there, or count these "
            "participants as a missing answer."
        )


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One group among participants and in the population.

    Parameters
    ----------
    name
        The group.
    participants, population
        Counts.
    share, population_share
        Share of the participants with a known group, and of the population; `share` is None without participants.
    ratio
        share / population_share; None where one of the two is missing.
    difference
        share − population_share; None without participants.
    interval
        Wilson interval of `share`.
    reached
        False where nobody of the group takes part.
    """

    name: str
    participants: int
    population: float
    share: float | None
    population_share: float
    ratio: float | None
    difference: float | None
    interval: Interval
    reached: bool


@dataclass(frozen=True, slots=True)
class GroupTable:
    """All groups, those not reached by name, and the missing answers as a row of their own.

    Parameters
    ----------
    rows
        One for each group of the population, in its order.
    not_reached
        Names of the groups with people and without participants.
    known, missing
        Participants whose group is known, and whose group is not.
    missing_share, missing_interval
        Share of missing answers among all participants, with its Wilson interval; the share is None without any.
    tvd
        Total variation distance of participants from population; None without participants.
    """

    rows: tuple[GroupRow, ...]
    not_reached: tuple[str, ...]
    known: int
    missing: int
    missing_share: float | None
    missing_interval: Interval
    tvd: float | None


@dataclass(frozen=True, slots=True)
class CellTest:
    """How far one group is from its expected number.

    Parameters
    ----------
    name, observed, expected
        The group, its participants, and those expected from the population.
    residual
        (observed − expected) / √(expected (1 − share)): about −2 to 2 by chance. 0 where chance leaves no room.
    p, adjusted_p
        Two-sided p-value, and the same after the correction for many groups.
    exact
        True where the exact binomial test was used (expected below 5).
    """

    name: str
    observed: int
    expected: float
    residual: float
    p: float
    adjusted_p: float
    exact: bool


def _checked(participants: Mapping[str, int], population: Mapping[str, float]) -> None:
    for value in (*participants.values(), *population.values()):
        if not value >= 0:
            raise NegativeCountError(value)
    for name, count in participants.items():
        if count and not population.get(name):
            raise UnknownGroupError(name)


def group_table(participants: Mapping[str, int], population: Mapping[str, float], *, missing: int = 0) -> GroupTable:
    """Compare the participants with the population, group by group.

    Parameters
    ----------
    participants
        Participants per group; absent groups have none.
    population
        People (or shares) per group.
    missing
        Participants whose group is not known. They are no part of the shares.

    Raises
    ------
    UnknownGroupError
        Participants of a group that the population does not have.
    NegativeCountError
        A count is below zero.
    """
    _checked(participants, population)
    if missing < 0:
        raise NegativeCountError(missing)
    known, people = sum(participants.values()), sum(population.values())
    rows = []
    for name, size in population.items():
        came = participants.get(name, 0)
        expected = size / people if people else 0.0
        share = came / known if known else None
        rows.append(
            GroupRow(
                name=name,
                participants=came,
                population=size,
                share=share,
                population_share=expected,
                ratio=share / expected if share is not None and expected else None,
                difference=share - expected if share is not None else None,
                interval=wilson(came, known),
                reached=came > 0,
            )
        )
    return GroupTable(
        rows=tuple(rows),
        not_reached=tuple(row.name for row in rows if row.population > 0 and not row.reached),
        known=known,
        missing=missing,
        missing_share=missing / (known + missing) if known + missing else None,
        missing_interval=wilson(missing, known + missing),
        tvd=tvd([row.participants for row in rows], [row.population for row in rows]),
    )


def cell_tests(
    participants: Mapping[str, int],
    population: Mapping[str, float],
    *,
    purpose: Literal["confirm", "screen"] = "screen",
) -> tuple[CellTest, ...]:
    """Test every group against its expected number, for researchers; pages for people show no p-values.

    Parameters
    ----------
    participants, population
        As for `group_table`. Under quotas test the pool or those who stayed, never the panel.
    purpose
        ``confirm`` corrects after Holm, ``screen`` after Benjamini and Yekutieli.

    Returns
    -------
    tuple of CellTest
        In the order of the population; empty without participants.

    Raises
    ------
    UnknownGroupError, NegativeCountError
        As for `group_table`.
    """
    _checked(participants, population)
    known, people = sum(participants.values()), sum(population.values())
    if not known:
        return ()
    from scipy.special import ndtr
    from scipy.stats import binomtest

    found = []
    for name, size in population.items():
        share, came = size / people, participants.get(name, 0)
        expected = known * share
        room = (expected * (1 - share)) ** 0.5
        residual = (came - expected) / room if room else 0.0
        exact = expected < 5
        p = float(binomtest(came, known, share).pvalue if exact else 2 * ndtr(-abs(residual)))
        found.append((name, came, expected, residual, p, exact))
    correct = holm if purpose == "confirm" else benjamini_yekutieli
    adjusted = correct([min(1.0, row[4]) for row in found])
    return tuple(
        CellTest(name, came, expected, residual, p, corrected, exact)
        for (name, came, expected, residual, p, exact), corrected in zip(found, adjusted, strict=True)
    )
