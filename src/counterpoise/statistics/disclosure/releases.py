"""Watch that two publications cannot be subtracted from each other.

A count over 40 people and the same count over 39 of them tell what the fortieth said. Every publication is therefore
kept in a log, and a new one is compared with all that went before.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations


@dataclass(frozen=True, slots=True)
class PublishedCount:
    """One count that is, or would be, public.

    Parameters
    ----------
    label
        What the count is called in the publication.
    members
        The people it is about, as opaque ids (salted hashes), never names. They stay in the log and are not published.
    """

    label: str
    members: frozenset[str]


@dataclass(frozen=True, slots=True)
class Differencing:
    """Two counts whose difference is about too few people.

    Parameters
    ----------
    larger, smaller
        Labels of the count over more people and of the one inside it.
    people
        Number of people that the difference is about.
    """

    larger: str
    smaller: str
    people: int


def differencing_risk(
    released: Iterable[PublishedCount], planned: Iterable[PublishedCount], *, threshold: int = 5
) -> tuple[Differencing, ...]:
    """Return the pairs of counts that together tell something about fewer people than the threshold.

    Parameters
    ----------
    released
        Counts that are public already.
    planned
        Counts of the new publication; they are compared with the released ones and with each other.
    threshold
        Smallest number of people that a difference may be about.

    Returns
    -------
    tuple of Differencing
        Empty where the publication is safe. In the order of their labels. A count over no one is no risk by itself.

    Notes
    -----
    A pair is a risk where one set of people lies inside the other and one to threshold − 1 people are left over.
    Sums of three or more publications are not searched; tables of one publication are protected by `suppression`.
    """
    new = list(dict.fromkeys(planned))
    old = [count for count in dict.fromkeys(released) if count not in set(new)]
    pairs = [*combinations(new, 2), *((count, earlier) for count in new for earlier in old)]
    found = set()
    for first, second in pairs:
        larger, smaller = (first, second) if len(first.members) >= len(second.members) else (second, first)
        rest = len(larger.members) - len(smaller.members)
        if smaller.members and smaller.members < larger.members and rest < threshold:
            found.add((larger.label, smaller.label, rest))
    return tuple(Differencing(*risk) for risk in sorted(found))
