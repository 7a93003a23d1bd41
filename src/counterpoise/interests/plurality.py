"""The organization's inner plurality: whether several of its departments and roles put their own position on record."""

from counterpoise.indicator import Evidence, Part, Reading
from counterpoise.interests.positions import Table, about_decision, decided, frictions_of_decision, holders
from counterpoise.levels.shares import ends
from counterpoise.record import Case, Side
from counterpoise.statistics.intervals import wilson

__all__ = ["plurality"]


def plurality(case: Case, *, seed: int) -> Reading:  # noqa: ARG001 - every measure takes a seed
    """Share of the decisions with friction on which the organization spoke with more than one voice.

    Value: decisions with positions of two or more different holders within the organization / decisions that touch a
    friction.

    Parameters
    ----------
    case
        One initiative at a date.
    seed
        Not used.

    Returns
    -------
    Reading
        With the number of holders per decision, of both sides.

    Cannot say
    ----------
    Whether an organization that speaks with one voice agrees, or keeps its differences inside.

    Gaming
    ------
    One view can be written down twice. So only positions of different departments, roles or groups count.

    Source
    ------
    The paper: different employees of a single organization may strike different balances.
    """
    table = Table(case)
    touched = [row for row in decided(case) if frictions_of_decision(row, table)]
    found = {row.id: about_decision(row, table) for row in touched}
    plural = [name for name, rows in found.items() if len(holders(rows, side=Side.ORGANIZATIONAL)) >= 2]
    n = len(touched)
    return Reading(
        value=len(plural) / n if n else None,
        numerator=len(plural),
        denominator=n,
        interval=ends(wilson(len(plural), n)) if n else None,
        known=sum(bool(rows) for rows in found.values()),
        candidates=n,
        parts=tuple(
            Part(name="holders", value=float(len(holders(rows, side=Side.ORGANIZATIONAL))), of=name)
            for name, rows in found.items()
        ),
        details={
            "decisions": [
                {"decision": name, **{side.value: len(holders(rows, side=side)) for side in Side}}
                for name, rows in found.items()
            ]
        },
        evidence=Evidence(
            numerator=tuple(plural),
            denominator=tuple(found),
            tables=("decisions",),
        ),
    )
