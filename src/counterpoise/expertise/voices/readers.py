"""Two people read how a text positions people, apart from each other; then they compare, and talk over what differs.

Neither sees what the other made of a mention before both are done: else the second reader agrees more than they would
have by themselves, and the figure for their agreement says nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from counterpoise.levels.refusals import Refusal
from counterpoise.record import Side
from counterpoise.record.documents import Label
from counterpoise.statistics.agreement import Kappa, cohen_kappa

__all__ = ["CHOICES", "READERS", "Compared", "Reader", "both_done", "compared", "may_read_text", "unlabelled"]

READERS = 2
"""So many people read a text."""

CHOICES = tuple(label for label in Label if label is not Label.ABSENT)
"""The labels that a mention can get; "absent" is for a text that names nobody."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who reads a text.

    Attributes
    ----------
    person
        Who.
    side
        On whose side they stand.
    done
        Whether they said that they are done.
    """

    person: str
    side: Side
    done: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """What two readers made of the same mentions.

    Attributes
    ----------
    kappa
        How far they agree beyond chance, with its interval.
    differing
        The mentions that they labelled differently, in the order given.
    tells
        Whether kappa tells anything: not where a reader used one label throughout, for then it is 0 whatever the other
        did.
    """

    kappa: Kappa
    differing: tuple[str, ...]
    tells: bool

    @property
    def ranges(self) -> bool:
        """Whether the interval tells anything: not where both agree everywhere, for then it has no width."""
        return self.tells and bool(self.differing)


def may_read_text(readers: Sequence[Reader], *, person: str, side: Side) -> tuple[Refusal, ...]:
    """Return why somebody may not be a reader of a text; nothing where they may, or are one already.

    Two people read, and at least one of them is a citizen: what a text makes of citizens is not told without them.

    Parameters
    ----------
    readers
        Who reads it already.
    person, side
        Who wants to, and on whose side they stand.
    """
    if any(each.person == person for each in readers):
        return ()
    if len(readers) >= READERS:
        return (Refusal("voices.two_read_already"),)
    if side is not Side.CIVIC and len(readers) == READERS - 1 and all(each.side is not Side.CIVIC for each in readers):
        return (Refusal("voices.needs_a_citizen"),)
    return ()


def both_done(readers: Sequence[Reader]) -> bool:
    """Say whether two readers are done, so that each may see what the other made of it."""
    return len(readers) >= READERS and all(each.done for each in readers)


def unlabelled(mentions: Iterable[str], codes: Mapping[str, Label]) -> tuple[str, ...]:
    """Return the mentions to which a reader gave no label yet, in their order."""
    return tuple(name for name in mentions if name not in codes)


def compared(mentions: Sequence[str], first: Mapping[str, Label], second: Mapping[str, Label]) -> Compared:
    """Return how far two readers agree on the mentions that both labelled, and on which they do not.

    Parameters
    ----------
    mentions
        The ids of the mentions, in the order of the text.
    first, second
        What each reader made of them.
    """
    both = [name for name in mentions if name in first and name in second]
    kappa = cohen_kappa([first[name] for name in both], [second[name] for name in both])
    differing = tuple(name for name in both if first[name] is not second[name])
    return Compared(kappa, differing, all(len({of[name] for name in both}) > 1 for of in (first, second)))
