"""One figure over many care paths, for those who may see none of them: only of ten or more, and only with consent."""

from collections.abc import Collection
from dataclasses import dataclass
from statistics import median

from counterpoise.audit.power import PowerAudit
from counterpoise.levels.refusals import Refusal
from counterpoise.levels.trajectory import may_show_across
from counterpoise.record import Level

__all__ = ["PathsFigure", "across_paths"]


@dataclass(frozen=True, slots=True)
class PathsFigure:
    """One indicator over many care paths. It names none of them, and has no smallest and no largest.

    Attributes
    ----------
    code
        The indicator's code.
    paths
        Over how many care paths.
    middle
        The middle of their figures.
    refusals
        What stands in the way; then there is no figure, and not even a number of paths.
    """

    code: str
    paths: int | None = None
    middle: float | None = None
    refusals: tuple[Refusal, ...] = ()


def across_paths(result: PowerAudit, code: str, *, consenting: Collection[str]) -> PathsFigure:
    """Return one indicator over the care paths of a power audit.

    Parameters
    ----------
    result
        The power audit of a record that holds the care paths.
    code
        The indicator's code or short name.
    consenting
        The care paths whose owners let their figure be counted among others.

    Raises
    ------
    KeyError
        If there is no such indicator.
    """
    values: dict[str, float] = {}
    for one in result.initiatives:
        if one.level is Level.INDIVIDUAL:
            value = one.indicator(code).reading.value
            if value is not None and one.initiative.id in consenting:
                values[one.initiative.id] = value
    refusals = may_show_across(values, consenting=consenting)
    if refusals:
        return PathsFigure(code, refusals=refusals)
    return PathsFigure(code, len(values), median(values.values()))
