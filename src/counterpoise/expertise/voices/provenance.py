"""Who raised a theme first, and how far it came: raised, minuted, deliberated, decided, done.

Likeness of words suggests a link between two texts; a person confirms it. Only confirmed links are counted here.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from counterpoise.expertise.voices.factorization import weighted
from counterpoise.expertise.voices.language import stem
from counterpoise.expertise.voices.themes import content
from counterpoise.statistics.intervals import Interval, wilson

__all__ = ["Item", "Link", "Origin", "Stage", "Survival", "first_origin", "suggested_links", "survival"]


class Stage(StrEnum):
    """How far something came; each stage has the earlier ones behind it."""

    RAISED = "raised"
    MINUTED = "minuted"
    DELIBERATED = "deliberated"
    DECIDED = "decided"
    DONE = "done"


class Origin(StrEnum):
    """Where something was said first."""

    OWN_ROOM = "own_room"
    CITIZEN = "citizen"
    PROFESSIONAL = "professional"
    AGENDA = "agenda"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that was raised.

    Attributes
    ----------
    origin
        Where it was said first.
    stage
        How far it came.
    """

    origin: str
    stage: Stage


@dataclass(frozen=True, slots=True)
class Survival:
    """What became of the things of one origin.

    Attributes
    ----------
    raised
        Number of things.
    reached
        For each stage, how many came that far or further.
    interval
        For each stage, Wilson's interval of that share.
    """

    raised: int
    reached: Mapping[Stage, int]
    interval: Mapping[Stage, Interval]


@dataclass(frozen=True, slots=True)
class Link:
    """Two texts that use like words; whether one comes from the other, a person says.

    Attributes
    ----------
    earlier, later
        Places in the two lists that were given.
    similarity
        Cosine of their words, 0 to 1.
    """

    earlier: int
    later: int
    similarity: float


def survival(items: Iterable[Item]) -> dict[str, Survival]:
    """Return for each origin how many things came how far, in the order of the origins' names."""
    stages = tuple(Stage)
    place = {stage: i for i, stage in enumerate(stages)}
    counts = Counter((str(item.origin), place[item.stage]) for item in items)
    found = {}
    for origin in sorted({name for name, _ in counts}):
        own = [counts[origin, i] for i in range(len(stages))]
        reached = {stage: sum(own[place[stage] :]) for stage in stages}
        raised = reached[Stage.RAISED]
        found[origin] = Survival(raised, reached, {stage: wilson(n, raised) for stage, n in reached.items()})
    return found


def first_origin(said: Iterable[tuple[float, str]]) -> str:
    """Return who said something first.

    Parameters
    ----------
    said
        For each time that it was said, the moment (a count of days or seconds) and the origin.

    Returns
    -------
    str
        The origin of the earliest moment; ``unknown`` where nothing is given, or several origins share that moment.
    """
    ordered = sorted(said)
    if not ordered:
        return Origin.UNKNOWN
    first = {origin for moment, origin in ordered if moment == ordered[0][0]}
    return first.pop() if len(first) == 1 else Origin.UNKNOWN


def suggested_links(
    earlier: Sequence[str], later: Sequence[str], language: str, *, least: float = 0.25, most: int = 3
) -> tuple[Link, ...]:
    """Return which earlier texts use words like a later one, for people to confirm or refuse.

    Parameters
    ----------
    earlier, later
        For example contributions, and the parts of a decision.
    language
        ``en`` or ``nl``.
    least
        The least similarity that is suggested.
    most
        So many suggestions for each later text, the most alike first.
    """
    cut = [[stem(word, language) for word in content(text, language)] for text in (*earlier, *later)]
    rows = weighted(cut, fewest=1).rows
    like = (rows[len(earlier) :] @ rows[: len(earlier)].T).toarray()
    found = []
    for i in range(len(later)):
        best = sorted(range(len(earlier)), key=lambda j: (-like[i, j], j))[:most]
        found += [Link(j, i, min(1.0, float(like[i, j]))) for j in best if like[i, j] >= least]
    return tuple(found)
