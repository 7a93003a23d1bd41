"""What was said and what became of it: the contributions that count, and the traces that lead from them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from counterpoise.levels.sides import in_force
from counterpoise.record import Case, Side
from counterpoise.record.contributions import Contribution, ContributionState
from counterpoise.record.decisions import Effect, Trace
from counterpoise.record.people import Capacity

__all__ = ["USED", "given", "side_of", "traces_of"]

USED = frozenset({Effect.CHANGED, Effect.PARTLY})
"""The effects with which a contribution was used."""


def given(case: Case) -> tuple[Contribution, ...]:
    """Return the contributions that were given and not taken back, in the order of their ids."""
    return tuple(sorted((r for r in case.rows(Contribution) if r.state is ContributionState.GIVEN), key=_name))


def _name(row: Contribution) -> str:
    return row.id


def side_of(row: Contribution, capacities: Mapping[str, Capacity]) -> Side | None:
    """Return the side of a contribution, or that of the capacity in which it was given."""
    if row.side is not None or row.capacity is None:
        return row.side
    capacity = capacities.get(row.capacity)
    return capacity.side if capacity is not None else None


def traces_of(case: Case) -> dict[str, Sequence[Trace]]:
    """Return for each contribution the traces that say what happened with it, in the order of their ids."""
    found: defaultdict[str, list[Trace]] = defaultdict(list)
    for row in sorted(in_force(case.rows(Trace)), key=lambda trace: trace.id):
        if row.contribution is not None and row.effect is not None:
            found[row.contribution].append(row)
    return dict(found)
