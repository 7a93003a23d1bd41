"""Synthetic registers of any size, drawn from a seed, with what is true of them.

A register is a stream of rows, initiative by initiative: it never needs to be held as a whole. Its truth is counted
from the same draws, not from the rows.
"""

from collections.abc import Iterator

from counterpoise.datasets.synthetic.design import FIRST_DAY, LAST_DAY, Design
from counterpoise.datasets.synthetic.draws import Draw, draw
from counterpoise.datasets.synthetic.frame import frame
from counterpoise.datasets.synthetic.happenings import happenings
from counterpoise.datasets.synthetic.truth import Truth, count
from counterpoise.record import Row

__all__ = ["EACH", "FIRST_DAY", "LAST_DAY", "Design", "SizeError", "Truth", "synthetic", "truth"]

EACH = 100
"""How many contributions an initiative has where nobody says how many initiatives there are."""


class SizeError(ValueError):
    """A register of this size cannot be made.

    Attributes
    ----------
    code
        Always ``"bad_size"``.
    contributions, initiatives
        What was asked for.
    """

    code = "bad_size"

    def __init__(self, contributions: int, initiatives: int | None) -> None:
        self.contributions, self.initiatives = contributions, initiatives
        super().__init__(
            f"{contributions} contributions in {initiatives} initiatives cannot be made: "
            "give a number of contributions of 0 or more, and of initiatives of 1 or more"
        )


def synthetic(
    *, contributions: int = 10_000, seed: int = 42, initiatives: int | None = None, design: Design | None = None
) -> Iterator[Row]:
    """Make the rows of a synthetic register, initiative by initiative.

    Parameters
    ----------
    contributions
        How many contributions; there is one decision for every five of them in an initiative, and ten notices for each
        decision.
    seed
        The same seed gives the same rows.
    initiatives
        Over how many initiatives they are spread; one for every hundred where it is not said.
    design
        The chances; the usual ones where it is not said.

    Returns
    -------
    iterator of Row
        `Record.of` makes a record of it. Everything lies between `FIRST_DAY` and `LAST_DAY`.

    Raises
    ------
    SizeError
        If a number is too small.
    """
    sizes = _sizes(contributions, initiatives)
    return (
        row for each in _draws(sizes, seed, design or Design()) for part in (frame, happenings) for row in part(each)
    )


def truth(
    *, contributions: int = 10_000, seed: int = 42, initiatives: int | None = None, design: Design | None = None
) -> Truth:
    """Count what is true of the register that `synthetic` makes of the same parameters.

    Raises
    ------
    SizeError
        If a number is too small.
    """
    chances = design or Design()
    return count(_draws(_sizes(contributions, initiatives), seed, chances), design=chances)


def _sizes(contributions: int, initiatives: int | None) -> list[int]:
    if contributions < 0 or (initiatives is not None and initiatives < 1):
        raise SizeError(contributions, initiatives)
    number = max(1, -(-contributions // EACH)) if initiatives is None else initiatives
    whole, rest = divmod(contributions, number)
    return [whole + (index < rest) for index in range(number)]


def _draws(sizes: list[int], seed: int, design: Design) -> Iterator[Draw]:
    for index, size in enumerate(sizes):
        yield draw(index, contributions=size, seed=seed, design=design)
