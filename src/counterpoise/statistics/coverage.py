"""Whether enough of the expected records exist to say anything."""

THIN_BELOW = 0.5
"""Below this share of expected records a figure is shown greyed, with the words that the register is too thin."""


class CoverageOutOfRangeError(ValueError):
    """A coverage that is no share."""

    code = "statistics.coverage_out_of_range"

    def __init__(self, coverage: float) -> None:
        self.coverage = coverage
        super().__init__(f"Coverage is a share between 0 and 1; this one is {coverage}.")


def coverage_of(known: int, expected: int) -> float | None:
    """Return known / expected, or None where nothing was expected.

    Parameters
    ----------
    known
        How many records have what is needed.
    expected
        How many there should be.

    Raises
    ------
    CoverageOutOfRangeError
        More is known than was expected, or a count is below zero.
    """
    if expected < 0 or known < 0 or known > expected:
        raise CoverageOutOfRangeError(known / expected if expected else float(known))
    return known / expected if expected else None


def thin(coverage: float | None) -> bool:
    """Say whether a register is too thin for a figure: coverage below one half.

    Parameters
    ----------
    coverage
        Share of expected records that exist, 0 to 1, or None where no coverage applies (never thin).

    Raises
    ------
    CoverageOutOfRangeError
        The coverage is not between 0 and 1.
    """
    if coverage is None:
        return False
    if not 0.0 <= coverage <= 1.0:
        raise CoverageOutOfRangeError(coverage)
    return coverage < THIN_BELOW
