"""How early people come in: at the problem, the options, the draft, the decision, or only afterwards."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from counterpoise.expertise.given import given, side_of
from counterpoise.indicator import Direction, Evidence, Part, Reading
from counterpoise.levels.shares import ends, share_part
from counterpoise.record import Case, DayRange, Moment, Row, Side, days_between
from counterpoise.record.contributions import Problem, Question
from counterpoise.record.decisions import Concern, Decision
from counterpoise.record.people import Capacity
from counterpoise.record.reviews import ReviewRound
from counterpoise.statistics.intervals import wilson
from counterpoise.statistics.survival import kaplan_meier_range

__all__ = ["Stage", "upstream"]


class Stage(StrEnum):
    """At which stage citizens first came in."""

    PROBLEM = "problem"
    OPTIONS = "options"
    DRAFT = "draft"
    DECISION = "decision"
    CARRYING_OUT = "carrying_out"
    REVIEW = "review"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class _Entry:
    """A decision whose first draft is dated, with the first thing that citizens said on its matter."""

    decision: Decision
    drafted: Moment
    first: Moment | None
    opened: bool
    days: DayRange | None

    @property
    def surely(self) -> bool:
        return self.days is not None and self.days.high < 0

    @property
    def possibly(self) -> bool:
        return self.days is not None and self.days.low < 0


def upstream(case: Case, *, seed: int) -> Reading:  # noqa: ARG001 - every measure takes a seed
    """Share of the decisions on whose matter citizens said something before there was a draft.

    Value: decisions with a first civic input before the draft, or before the options were fixed where that came first,
    / decisions whose draft is dated. Between dates known to the month it is the midpoint of what is possible.

    Parameters
    ----------
    case
        One initiative at a date.
    seed
        Not used: nothing is drawn.

    Returns
    -------
    Reading
        Share, 0 to 1, with Wilson's interval. Parts: ``stage`` of first input (how many decisions at each),
        ``options_by_citizens``, and ``days_to_input``: Kaplan-Meier median of the days from draft to first input,
        negative where input came first, empty where it is not reached.

    Cannot say
    ----------
    Whether early input mattered.

    Gaming
    ------
    A draft can be dated late. So the day on which the date was written down is shown beside it.

    Source
    ------
    The paper on upstream participation. Carman and others 2013 on levels of engagement.
    """
    decisions = [row for row in case.rows(Decision) if row.decided_at is not None or row.draft_at is not None]
    entries = _entries(case, decisions)
    reviews = [row.open_from for row in case.rows(ReviewRound) if row.open_from is not None]
    n = len(entries)
    low, high = sum(entry.surely for entry in entries), sum(entry.possibly for entry in entries)
    known = {entry.decision.id for entry in entries}
    return Reading(
        value=(low + high) / 2 / n if n else None,
        numerator=(low + high) / 2,
        denominator=n,
        interval=ends(wilson(low, n)) if n and low == high else None,
        range=(low / n, high / n) if n and low != high else None,
        known=n,
        candidates=len(decisions),
        parts=(*_stages(entries, reviews), _options(case), _days(case, entries)),
        details={"decisions": [_line(entry, reviews) for entry in entries]},
        evidence=Evidence(
            numerator=tuple(entry.decision.id for entry in entries if entry.possibly),
            denominator=tuple(entry.decision.id for entry in entries),
            excluded=tuple(sorted(row.id for row in decisions if row.id not in known)),
            tables=(Decision.TABLE,),
        ),
    )


def _entries(case: Case, decisions: Iterable[Decision]) -> list[_Entry]:
    said = _first_said(case)
    opened = {
        row.matter: row.happened_at
        for row in sorted(case.rows(Problem), key=lambda row: row.id, reverse=True)
        if row.author_side is Side.CIVIC
    }
    fixed: dict[str, Moment] = {}
    for question in case.rows(Question):
        if question.matter is not None and question.options_fixed_at is not None:
            fixed[question.matter] = min(
                question.options_fixed_at, fixed.get(question.matter, question.options_fixed_at)
            )
    found = []
    for row in sorted(decisions, key=lambda row: row.id):
        if row.draft_at is None:
            continue
        first = said.get(row.matter or "")
        drafted = _earlier(row.draft_at, fixed.get(row.matter or ""))
        days = days_between(drafted, first) if first is not None else None
        found.append(_Entry(row, drafted, first, first is not None and opened.get(row.matter) == first, days))
    return found


def _earlier(one: Moment, other: Moment | None) -> Moment:
    # By days: a moment known to the minute can not be put in order with one known to the day.
    return one if other is None or (one.first, one.last) <= (other.first, other.last) else other


def _first_said(case: Case) -> dict[str, Moment]:
    capacities = case.by_id(Capacity)
    first: dict[str, Moment] = {}

    def note(row: Row, matter: str | None, side: Side | None) -> None:
        if matter is not None and side is Side.CIVIC and row.happened_at is not None:
            first[matter] = _earlier(row.happened_at, first.get(matter))

    matter_of = {row.id: row.matter for row in case.rows(Decision)}
    for contribution in given(case):
        note(contribution, contribution.matter, side_of(contribution, capacities))
    for problem in case.rows(Problem):
        note(problem, problem.matter, problem.author_side)
    for question in case.rows(Question):
        note(question, question.matter, question.author_side)
    for concern in case.rows(Concern):
        note(concern, concern.matter or matter_of.get(concern.decision or ""), concern.side)
    return first


def _stage(entry: _Entry, reviews: Sequence[date]) -> Stage:
    first, decided = entry.first, entry.decision.decided_at
    if first is None:
        return Stage.NEVER
    if entry.surely:
        return Stage.PROBLEM if entry.opened else Stage.OPTIONS
    if decided is None or first.last < decided.first:
        return Stage.DRAFT
    if first.first <= decided.last:
        return Stage.DECISION
    return Stage.REVIEW if any(decided.last < review <= first.first for review in reviews) else Stage.CARRYING_OUT


def _stages(entries: Sequence[_Entry], reviews: Sequence[date]) -> list[Part]:
    counts = Counter(_stage(entry, reviews) for entry in entries)
    return [Part(name="stage", of=stage, numerator=counts[stage], denominator=len(entries)) for stage in Stage]


def _options(case: Case) -> Part:
    sides = [choice.author_side for row in case.rows(Problem) for choice in row.options]
    sides += [choice.author_side for row in case.rows(Question) for choice in row.options]
    known = [side for side in sides if side is not None]
    return share_part("options_by_citizens", sum(side is Side.CIVIC for side in known), len(known))


def _days(case: Case, entries: Sequence[_Entry]) -> Part:
    spans = [(entry.days or days_between(entry.drafted, case.at), entry.days is not None) for entry in entries]
    curve = kaplan_meier_range(
        [span.low for span, _ in spans], [span.high for span, _ in spans], [seen for _, seen in spans]
    )
    low, high = curve.median_range
    return Part(
        name="days_to_input",
        value=(low + high) / 2 if low is not None and high is not None else None,
        numerator=sum(seen for _, seen in spans),
        denominator=len(spans),
        direction=Direction.NONE,
        range=(low, high) if low is not None and high is not None and low != high else None,
    )


def _line(entry: _Entry, reviews: Sequence[date]) -> dict[str, object]:
    days = None if entry.days is None else [entry.days.low, entry.days.high]
    return {
        "decision": entry.decision.id,
        "stage": str(_stage(entry, reviews)),
        "draft_at": str(entry.decision.draft_at),
        "written_down_on": entry.decision.recorded_at.date().isoformat(),
        "first_input_at": str(entry.first) if entry.first is not None else None,
        "days": days,
    }
