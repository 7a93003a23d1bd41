"""How long nobody outside has confirmed that the record was not changed afterwards."""

from counterpoise.indicator import Reading
from counterpoise.record import Case

__all__ = ["unwitnessed"]


def unwitnessed(case: Case, *, seed: int, days: float | None = None) -> Reading:
    """Days since a checkpoint of the ledger was signed by a witness from outside.

    Value: the days; none where there is no ledger, as in a record from files.

    Parameters
    ----------
    case
        One initiative as it stood at a date.
    seed
        Not used: nothing is drawn.
    days
        Days from the last checkpoint that a witness signed to the date of the case; whoever keeps a ledger knows it.

    Returns
    -------
    Reading
        The days. Without a ledger there is no value, and nothing to count.

    Cannot say
    ----------
    Whether what was written is true. A witness sees only that nothing was changed afterwards.

    Gaming
    ------
    A friend of the host can be the witness. So the witnesses are named, and each side should know one.

    Source
    ------
    Laurie, Langley and Kasper on certificate transparency, for records that only grow.
    """
    del case, seed
    if days is None:
        return Reading(details={"ledger": None})
    return Reading(value=days, known=1, candidates=1, details={"ledger": {"days": days}})
