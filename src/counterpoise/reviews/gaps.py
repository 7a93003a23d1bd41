"""What both sides answered, question by question: each side, the difference between them, now and wanted.

Never added up over questions or tensions. As long as it is not shown that both sides read a question in the same way, a
gap is a difference in answers, and not a difference in experience.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, median, stdev

from counterpoise.levels.shares import ends
from counterpoise.record import Side
from counterpoise.record.reviews import NoAnswer, ReviewAnswer
from counterpoise.reviews.instrument import PAIRS, item, items
from counterpoise.statistics.disclosure import Audience, review_display
from counterpoise.statistics.intervals import paired_t, probability_of_superiority, sign_test, welch

__all__ = [
    "FEWEST_FOR_PAIRS",
    "NowWanted",
    "Shown",
    "ShownGap",
    "SideAnswers",
    "SideGap",
    "now_wanted",
    "shown",
    "shown_gap",
    "side_answers",
    "side_gap",
]

FEWEST_FOR_PAIRS = 10
"""Under this number of pairs only the counts of more, less and the same are given, and no interval."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SideAnswers:
    """What one side answered to one question.

    Attributes
    ----------
    code, side
        The question and the side.
    values
        The figures, lowest first.
    missing
        How many people of that side took part in the round and gave no answer to this question, or none on its scale.
        In a record whose answers are passed on without who gave them, nobody can tell who is missing: do not read it.
    do_not_know, rather_not_say
        How many said so.
    """

    code: str
    side: Side
    values: tuple[int, ...] = ()
    missing: int = 0
    do_not_know: int = 0
    rather_not_say: int = 0

    @property
    def n(self) -> int:
        """How many gave a figure."""
        return len(self.values)

    @property
    def asked(self) -> int:
        """How many of that side answered this question in any way, "I don't know" included."""
        return self.n + self.do_not_know + self.rather_not_say

    @property
    def people(self) -> int:
        """How many of that side took part in the round."""
        return self.asked + self.missing

    @property
    def distribution(self) -> Mapping[int, int]:
        """How often each figure was given, those that nobody gave included where the question has a scale."""
        scale = item(self.code, self.side).scale
        counts = Counter(self.values)
        return {value: counts[value] for value in range(scale[0], scale[1] + 1)} if scale else {}

    @property
    def median(self) -> float | None:
        """The middle figure; of an even number the mean of the two in the middle."""
        return float(median(self.values)) if self.values else None

    @property
    def mean(self) -> float | None:
        """The mean figure."""
        return fmean(self.values) if self.values else None

    @property
    def spread(self) -> float | None:
        """The standard deviation within the side: a side is not of one mind."""
        return stdev(self.values) if len(self.values) > 1 else None

    @property
    def at_the_ends(self) -> tuple[float, float] | None:
        """The share of the side at the lowest and at the highest end of the scale."""
        counts = tuple(self.distribution.values())
        return (counts[0] / self.n, counts[-1] / self.n) if counts and self.values else None


@dataclass(frozen=True, slots=True, kw_only=True)
class SideGap:
    """The difference between both sides' answers to one question.

    Attributes
    ----------
    code
        The question.
    difference
        Mean of the civic side minus mean of the organization's side; none where one side is missing.
    interval
        Welch's 95 % interval of that difference.
    superiority
        How likely one citizen's figure is above one of the organization's, ties counted half.
    """

    code: str
    difference: float | None = None
    interval: tuple[float, float] | None = None
    superiority: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NowWanted:
    """What one side wants minus what it finds now, person by person.

    Attributes
    ----------
    now, wanted
        The codes of the two questions.
    side
        The side.
    n
        How many people answered both.
    difference
        The mean of wanted minus now.
    interval
        Its 95 % interval (paired t); none under ten pairs.
    more, less, same
        How many want a higher figure than they find now, a lower one, the same.
    """

    now: str
    wanted: str
    side: Side
    n: int = 0
    difference: float | None = None
    interval: tuple[float, float] | None = None
    more: int = 0
    less: int = 0
    same: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What may be shown of one side's answers, to everybody alike: both sides see the same page.

    Attributes
    ----------
    display
        ``nothing`` under five answers; ``medians`` up to nine: median and range; from ten ``means``: everything.
    n, median, range
        From five answers on.
    mean, distribution
        From ten answers on.
    """

    display: str
    n: int | None = None
    median: float | None = None
    range: tuple[int, int] | None = None
    mean: float | None = None
    distribution: Mapping[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownGap:
    """What may be shown of the difference between both sides; the smaller side decides.

    Attributes
    ----------
    display
        As in `Shown`.
    medians
        Difference of the medians, from five answers on each side.
    gap
        Difference of the means with its interval, from ten on each side.
    """

    display: str
    medians: float | None = None
    gap: SideGap | None = None


def side_answers(answers: Iterable[ReviewAnswer]) -> dict[tuple[str, Side], SideAnswers]:
    """Order the answers of one round by question and side.

    Parameters
    ----------
    answers
        The answers of one round. Of two answers of one person to one question the last version counts; figures outside
        the question's scale, and questions that are not of the instrument, are left out.

    Returns
    -------
    dict
        For each code and side what was answered; for a side that took part every question is there.
    """
    given: dict[tuple[Side, str, str], ReviewAnswer] = {}
    people: dict[Side, set[str]] = {Side.CIVIC: set(), Side.ORGANIZATIONAL: set()}
    for answer in sorted(answers, key=lambda one: (one.version, one.recorded_at, one.id)):
        if answer.side in people:
            people[answer.side].add(answer.respondent)
            given[answer.side, answer.item, answer.respondent] = answer
    found = {}
    for side, taking_part in people.items():
        for one in items(side) if taking_part else ():
            own = [given[side, one.code, who] for who in taking_part if (side, one.code, who) in given]
            values = [row.value for row in own if row.value is not None and one.takes(row.value)]
            why = Counter(row.no_answer for row in own if row.value is None and row.no_answer is not None)
            found[one.code, side] = SideAnswers(
                code=one.code,
                side=side,
                values=tuple(sorted(values)),
                missing=len(taking_part) - len(values) - why.total(),
                do_not_know=why[NoAnswer.DO_NOT_KNOW],
                rather_not_say=why[NoAnswer.RATHER_NOT_SAY],
            )
    return found


def side_gap(code: str, *, civic: Sequence[int], organizational: Sequence[int]) -> SideGap:
    """Compare both sides' figures on one question.

    Parameters
    ----------
    code
        The question.
    civic, organizational
        The figures of each side. Where one side gave none there is no gap.

    Notes
    -----
    Welch's interval; the chance that one figure exceeds another is Mann and Whitney's U / (n·m).
    """
    found = welch(civic, organizational)
    return SideGap(
        code=code,
        difference=found.difference,
        interval=ends(found.interval),
        superiority=probability_of_superiority(civic, organizational),
    )


def now_wanted(answers: Iterable[ReviewAnswer], *, side: Side) -> tuple[NowWanted, ...]:
    """Compare what a side wants with what it finds now, on each balance, person by person.

    Parameters
    ----------
    answers
        The answers of one round.
    side
        The side.
    """
    given: dict[tuple[str, str], int] = {}
    for answer in sorted(answers, key=lambda one: (one.version, one.recorded_at, one.id)):
        if answer.side is side and answer.value is not None and -3 <= answer.value <= 3:
            given[answer.item, answer.respondent] = answer.value
    found = []
    for now, wanted in PAIRS:
        people = sorted(who for code, who in given if code == now and (wanted, who) in given)
        before, after = [given[now, who] for who in people], [given[wanted, who] for who in people]
        change = paired_t(before, after)
        signs = sign_test(b - a for a, b in zip(before, after, strict=True))
        found.append(
            NowWanted(
                now=now,
                wanted=wanted,
                side=side,
                n=len(people),
                difference=change.difference,
                interval=ends(change.interval) if len(people) >= FEWEST_FOR_PAIRS else None,
                more=signs.up,
                less=signs.down,
                same=signs.ties,
            )
        )
    return tuple(found)


def shown(answers: SideAnswers, *, audience: Audience = Audience.INSIDE) -> Shown:
    """Say what may be shown of one side's answers to one question."""
    display = review_display(answers.n, audience=audience)
    if display == "nothing":
        return Shown(display=display)
    full = display == "means"
    return Shown(
        display=display,
        n=answers.n,
        median=answers.median,
        range=(answers.values[0], answers.values[-1]),
        mean=answers.mean if full else None,
        distribution=answers.distribution if full else None,
    )


def shown_gap(civic: SideAnswers, organizational: SideAnswers, *, audience: Audience = Audience.INSIDE) -> ShownGap:
    """Say what may be shown of the difference between both sides' answers to one question."""
    display = review_display(min(civic.n, organizational.n), audience=audience)
    if display == "nothing" or civic.median is None or organizational.median is None:
        return ShownGap(display="nothing")
    gap = side_gap(civic.code, civic=civic.values, organizational=organizational.values)
    return ShownGap(
        display=display,
        medians=civic.median - organizational.median,
        gap=gap if display == "means" else None,
    )
