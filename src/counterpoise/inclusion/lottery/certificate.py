"""Certificates: proofs that no other lottery does better, which anybody can check with sums alone."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterpoise.inclusion.lottery.relaxed import Cut, Relaxation, Stage
from counterpoise.inclusion.lottery.verifier import enough

__all__ = ["Certificate", "Proof", "WrongBoundError", "certify_stages"]

Floats = NDArray[np.float64]


class WrongBoundError(RuntimeError):
    """A bound lies below what was reached: the proof is wrong, and nothing is certified."""

    code = "lottery.wrong_bound"

    def __init__(self, bound: float, level: float) -> None:
        self.bound = bound
        self.level = level
        super().__init__(f"The bound {bound!r} lies below the level {level!r} that was reached. Please report it.")


@dataclass(frozen=True, slots=True)
class Proof:
    """One step of a certificate.

    Attributes
    ----------
    level
        What the lottery reaches.
    bound
        What no lottery exceeds, given that the types fixed before keep at least the levels of their steps.
    aim
        What the relaxation reaches; the lottery is made to come to it.
    fixed
        The types that are settled by this step.
    weights
        What people of each type count in the proof; shape (T,).
    prices
        The prices of the size of a panel, of each cell and of each cut.
    """

    level: float
    bound: float
    aim: float
    fixed: tuple[int, ...]
    weights: Floats
    prices: Floats


@dataclass(frozen=True, slots=True)
class Certificate:
    """How close a lottery is to the best there can be.

    Attributes
    ----------
    kind
        ``stages``: nobody whom a stage settles could have more than the gap above its level, with the earlier levels as
        they were reached; for maximin, its one level is within the gap of its bound.
        ``pointwise``: every chance is within the gap of the leximin chances of the relaxation, which are proved alike.
        ``value``: what is aimed at is within the gap of its bound. ``none``: nothing is proved.
    gap
        The largest distance, in units of k/n; for ``value`` relative to the bound.
    enough
        The gap up to which the lottery counts as certified.
    proofs
        The steps.
    cuts
        What a complete search over panels showed; the only part that sums alone do not check.
    """

    kind: str
    gap: float
    enough: float
    proofs: tuple[Proof, ...]
    cuts: tuple[Cut, ...] = ()

    @property
    def certified(self) -> bool:
        """Whether the gap is small enough."""
        return bool(self.kind != "none" and self.gap <= self.enough)

    def as_json(self) -> dict[str, Any]:
        """Return it as plain values; weights and prices that are zero are left out."""
        return {
            "kind": self.kind,
            "gap": self.gap,
            "enough": self.enough,
            "stages": [
                {
                    "level": proof.level,
                    "bound": proof.bound,
                    "aim": proof.aim,
                    "fixed": list(proof.fixed),
                    "weights": _sparse(proof.weights),
                    "prices": _sparse(proof.prices),
                }
                for proof in self.proofs
            ],
            "cuts": [{"weights": _sparse(cut.weights), "most": cut.most} for cut in self.cuts],
        }


def _sparse(values: Floats) -> dict[str, float]:
    return {str(at): float(values[at]) for at in np.flatnonzero(values)}


def certify_stages(relaxation: Relaxation, stages: list[Stage], chances: Floats, *, only: int = 0) -> Certificate:
    """Certify chances against the leximin stages of the relaxation.

    Parameters
    ----------
    relaxation
        What panels keep on average.
    stages
        Its stages, which carry the proof of each level.
    chances
        What the lottery gives, per type.
    only
        Look at so many stages only; 0 for all. Maximin is leximin's first stage.

    Raises
    ------
    WrongBoundError
        If a bound lies below a level.

    Notes
    -----
    A stage's weights w over the free types, with w times people summing to 1, make their smallest chance at most
    w · (people on a panel); the floors of the types fixed before add their price times what they exceed. Weak duality
    bounds that sum, whatever the earlier levels are; so the levels that were reached take the place of those aimed at.
    Where nobody free has less than the level, a type of share s = w · people has at most (bound − level) / s above it:
    whoever counts little in a proof is held to little by it, so it is this excess that the gap is made of.
    """
    instance = relaxation.instance
    free = np.ones(len(chances), dtype=bool)
    reached, aimed = np.zeros(len(chances)), np.zeros(len(chances))
    aims = np.zeros(len(chances))
    for stage in stages:
        aims[list(stage.fixed)] = stage.level
    proofs, stage_gap, aim_gap = [], 0.0, 0.0
    for stage in stages[:only] if only else stages:
        level = float(chances[free].min())
        limit = relaxation.bound(stage.weights, stage.prices)
        settled = stage.weights * instance.number * ~free
        bound = limit - float(settled @ reached)
        if bound < level - 1e-9 * max(level, instance.mean):
            raise WrongBoundError(bound, level)
        proofs.append(Proof(level, max(bound, level), stage.level, stage.fixed, stage.weights, stage.prices))
        fixed = list(stage.fixed)
        shares = stage.weights * instance.number
        counted = float(shares[free].sum())
        unit = instance.mean * (counted if only else float(shares[fixed].min()))
        stage_gap = max(stage_gap, (bound - counted * level) / unit)
        aim_gap = max(aim_gap, (limit - float(settled @ aimed) - counted * stage.level) / unit)
        free[fixed] = False
        reached[fixed], aimed[fixed] = level, stage.level
    small, suffices = enough(1), enough(instance.people)
    pointwise = max(float((aims - chances).max()) / instance.mean, 0.0) + aim_gap
    if only or stage_gap <= small or stage_gap <= pointwise:
        return Certificate("stages", stage_gap, suffices, tuple(proofs), relaxation.cuts)
    return Certificate("pointwise", pointwise, suffices, tuple(proofs), relaxation.cuts)
