"""The one table of minimum numbers that decides what a figure may show, inside an initiative and in public.

===================================  =========================================  ====================================
about                                inside the initiative                      public
===================================  =========================================  ====================================
acts of organizations                from 1                                     from 1
contributions                        counts from 1, rate from 10                the same
persons, one variable                counts from 5, rate from 10                count from 10, never a rate
persons by outcome                   every cell ≥ 5 and every group ≥ 10        every cell ≥ 10
persons by two or more traits        never raw                                  never raw: only a protected table
answers of a review, per side        5–9 medians and range, from 10 means       from 10
===================================  =========================================  ====================================

Why ten: at a share of one half Wilson's interval reaches 0.33 to each side with 5 cases, 0.26 with 10, 0.20 with 20,
0.17 with 30 and 0.13 with 50.
"""

from collections.abc import Sequence
from enum import StrEnum

RATE_MINIMUM = 10
"""A rate of contributions or persons needs this many in the denominator, and in every group that is compared."""

COUNT_MINIMUM = 5
"""Inside the initiative a count of persons, a cell, or medians of a review need this many."""

ARM_MINIMUM = 10
"""Persons by outcome: every group that is compared needs this many."""

PUBLIC_MINIMUM = 10
"""In public any figure about persons needs this many, and so does every cell of persons by outcome."""


class About(StrEnum):
    """What a figure counts."""

    ACTS = "acts"
    CONTRIBUTIONS = "contributions"
    PERSONS = "persons"
    PERSONS_OUTCOME = "persons_outcome"
    PERSONS_TRAITS = "persons_traits"
    REVIEW = "review"


class Audience(StrEnum):
    """Who will read the figure."""

    INSIDE = "inside"
    PUBLIC = "public"


class ImpossibleFigureError(ValueError):
    """A numerator, denominator, group or cell below zero, or a minimum below one."""

    code = "statistics.impossible_figure"

    def __init__(self, value: float) -> None:
        self.value = value
        super().__init__(f"Counts are zero or more, and a minimum is at least one; this one is {value}.")


def _acts(n: int, minimum: int) -> str:
    if n == 0:
        return "counts"
    return "list" if n < minimum else "rate"


def _contributions(n: int, minimum: int) -> str:
    if n < minimum:
        return "list"
    return "rate" if n >= RATE_MINIMUM else "counts"


def _persons(n: int, smallest_cell: int, minimum: int, audience: Audience) -> str:
    floor = COUNT_MINIMUM if audience is Audience.INSIDE else PUBLIC_MINIMUM
    if n < max(floor, minimum) or smallest_cell < floor:
        return "suppressed"
    # In public a count says how many; a rate beside it would let the rest be worked out.
    return "rate" if n >= RATE_MINIMUM and audience is Audience.INSIDE else "counts"


def _outcome(n: int, smallest_cell: int, minimum: int, audience: Audience) -> str:
    floor = COUNT_MINIMUM if audience is Audience.INSIDE else PUBLIC_MINIMUM
    return "rate" if smallest_cell >= floor and n >= max(ARM_MINIMUM, minimum) else "suppressed"


def display(
    about: About,
    *,
    numerator: int,
    denominator: int,
    arms: Sequence[int] = (),
    cells: Sequence[int] = (),
    minimum: int = 1,
    audience: Audience,
) -> str:
    """Return what may be shown of one figure.

    Parameters
    ----------
    about
        What the figure counts.
    numerator, denominator
        The part and the whole. The part may exceed the whole where the figure is no share (meetings per promise).
    arms
        Sizes of the groups that are compared; the smallest decides. Empty: the denominator decides.
    cells
        Counts of persons that the figure would show one by one. For persons by outcome every cell counts, empty ones
        too; without `cells` they are the numerator and the rest. For one variable a cell of 0 is no person and passes.
    minimum
        The indicator's own minimum for the smallest group; it can only make the table stricter.
    audience
        Inside the initiative or public.

    Returns
    -------
    str
        ``rate`` (counts and rate), ``counts``, ``list`` (the entries, without a figure) or ``suppressed``. For a review
        ``rate`` stands for means and ``counts`` for medians and range.

    Raises
    ------
    ImpossibleFigureError
        A count is below zero, or the minimum is below one.
    """
    given = (numerator, denominator, *arms, *cells)
    if min(given) < 0 or minimum < 1:
        raise ImpossibleFigureError(min(*given, minimum))
    n = min(arms, default=denominator)
    match About(about):
        case About.ACTS:
            return _acts(n, minimum)
        case About.CONTRIBUTIONS:
            return _contributions(n, minimum)
        case About.PERSONS:
            return _persons(min(n, denominator), min(filter(None, cells), default=PUBLIC_MINIMUM), minimum, audience)
        case About.PERSONS_OUTCOME:
            parts = cells or (numerator, denominator - numerator)
            return _outcome(min(n, denominator), min(parts), minimum, audience)
        case About.PERSONS_TRAITS:
            return "suppressed"
        case _:
            shown = review_display(n, audience=audience) if n >= minimum else "nothing"
            return {"nothing": "suppressed", "medians": "counts", "means": "rate"}[shown]


def review_display(n: int, *, audience: Audience = Audience.INSIDE) -> str:
    """Return what may be shown of one side's answers to a review.

    Parameters
    ----------
    n
        Number of answers of that side; where two sides are compared, of the smaller one.
    audience
        Inside the initiative or public.

    Returns
    -------
    str
        ``nothing``, ``medians`` (medians and range) or ``means``.

    Raises
    ------
    ImpossibleFigureError
        The number is below zero.
    """
    if n < 0:
        raise ImpossibleFigureError(n)
    if n >= RATE_MINIMUM:
        return "means"
    return "medians" if n >= COUNT_MINIMUM and audience is Audience.INSIDE else "nothing"


def rounded(count: int, base: int = 5) -> int:
    """Return a count rounded to the nearest multiple of a base, halves upwards.

    Parameters
    ----------
    count
        Zero or more.
    base
        At least one.

    Raises
    ------
    ImpossibleFigureError
        The count is below zero or the base below one.
    """
    if count < 0 or base < 1:
        raise ImpossibleFigureError(count if count < 0 else base)
    return (2 * count + base) // (2 * base) * base
