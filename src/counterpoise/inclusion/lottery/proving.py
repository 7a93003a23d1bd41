"""The certificate as a file: everything that the one-file verifier needs to do the sums of the proof again."""

from typing import Any

import numpy as np

from counterpoise.inclusion.lottery.lottery import Lottery
from counterpoise.inclusion.lottery.quotas import Quotas
from counterpoise.inclusion.lottery.types import Instance

__all__ = ["certificate_of", "question_of"]


def certificate_of(lottery: Lottery, quotas: Quotas) -> dict[str, Any]:
    """Return the certificate with the question that it is about.

    Parameters
    ----------
    lottery
        The lottery.
    quotas
        Its quotas, in the order in which the instance has them.

    Returns
    -------
    dict
        Plain values: the rows (each quota, then each kind of household), the types with how many people each has, the
        most of them on a panel and the rows they count for, everybody's chance by type, and the proof.

    Notes
    -----
    It says how many people of each combination of values are in the pool, and one combination can be one person. It is
    kept where the pool is kept, and shown to whoever may see the pool; its hash is frozen with the lottery.
    """
    instance = lottery.instance
    return {
        "format": "counterpoise-certificate-1",
        "objective": lottery.objective.value,
        "size": instance.size,
        "people": instance.people,
        **question_of(instance, quotas),
        "chances": lottery.by_type.tolist(),
        **lottery.certificate.as_json(),
    }


def question_of(instance: Instance, quotas: Quotas) -> dict[str, list[dict[str, Any]]]:
    """Return the question of a certificate: its rows and its types.

    Parameters
    ----------
    instance, quotas
        The question in numbers, and its quotas in words.
    """
    rows: list[dict[str, Any]] = [
        {"feature": row.feature, "value": row.value, "least": row.least, "most": row.most}
        for feature in quotas.features
        for row in quotas.of(feature)
    ]
    homes = zip(instance.low[instance.quotas :].tolist(), instance.high[instance.quotas :].tolist(), strict=True)
    rows += [{"household": at, "least": low, "most": high} for at, (low, high) in enumerate(homes)]
    types = [
        {"people": people, "most": most, "rows": np.flatnonzero(instance.cells[:, at]).tolist()}
        for at, (people, most) in enumerate(zip(instance.number.tolist(), instance.most.tolist(), strict=True))
    ]
    return {"rows": rows, "types": types}
