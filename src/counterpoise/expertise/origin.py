"""Who sets the frame: on which side questions, problems, agenda points and options started."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from counterpoise.indicator import Evidence, Part, Reading
from counterpoise.levels.shares import ends, share_part
from counterpoise.record import Case, Side
from counterpoise.record.contributions import Contribution, ContributionState, Problem, Question, Reframe, ReframeReply
from counterpoise.record.meetings import Meeting
from counterpoise.statistics.intervals import wilson

__all__ = ["framing"]


def framing(case: Case, *, seed: int) -> Reading:  # noqa: ARG001 - every measure takes a seed
    """Share of the questions put to people that citizens worded first.

    Value: A = c / n, with n the questions whose first author side is known and c those of the civic side, or re-worded
    by it before anybody answered. A question that was replaced before anybody answered is counted as the new one only.

    Parameters
    ----------
    case
        One initiative at a date.
    seed
        Not used: nothing is drawn.

    Returns
    -------
    Reading
        Share, 0 to 1, with Wilson's interval. Parts: the same share for ``problems``, ``agenda`` and ``options``, and
        the share of questions that somebody of the other side confirmed to have worded too (``co_worded``).

    Cannot say
    ----------
    Whether a question is good. Staff may ask exactly what citizens want to be asked.

    Gaming
    ------
    A citizen can be named as co-author for show. So co-authors confirm, and answers can say "this is not the question".

    Source
    ------
    The paper's first illustration. Gibson and others on the organization's and the public's concerns. Residents'
    councils that raise topics which management did not know.
    """
    moved = _reworded_in_time(case)
    questions = case.rows(Question)
    there = {row.id for row in questions}
    counted = [row for row in questions if not (row.id in moved and moved[row.id] in there)]
    known = [row for row in counted if row.author_side is not None or row.id in moved]
    civic = [row for row in known if row.author_side is Side.CIVIC or row.id in moved]
    confirmed = sum(bool(row.co_author_confirmed) for row in known)
    share = share_part("questions", len(civic), len(known))
    return Reading(
        value=share.value,
        numerator=len(civic),
        denominator=len(known),
        interval=ends(wilson(len(civic), len(known))) if known else None,
        known=len(known),
        candidates=len(counted),
        parts=(*_other_parts(case, questions), share_part("co_worded", confirmed, len(known))),
        details={
            "questions_by_side": _by_side(row.author_side for row in counted),
            "reworded_before_answers": sorted(moved),
        },
        evidence=Evidence(
            numerator=tuple(sorted(row.id for row in civic)),
            denominator=tuple(sorted(row.id for row in known)),
            excluded=tuple(sorted({row.id for row in counted} - {row.id for row in known})),
            tables=(Question.TABLE,),
        ),
    )


def _reworded_in_time(case: Case) -> dict[str, str | None]:
    # Questions whose wording by citizens was accepted before anybody answered, with the question in their words.
    answers: defaultdict[str, list[date]] = defaultdict(list)
    for row in case.rows(Contribution):
        if row.question is not None and row.happened_at is not None and row.state is not ContributionState.DRAFT:
            answers[row.question].append(row.happened_at.first)
    found: dict[str, str | None] = {}
    for reframe in case.rows(Reframe):
        accepted = reframe.reply is ReframeReply.ACCEPTED and case.had_happened(reframe.replied_at)
        if reframe.question is None or reframe.author_side is not Side.CIVIC or not accepted:
            continue
        replied = reframe.replied_at
        if replied is not None and replied.last <= min(answers[reframe.question], default=replied.last):
            found[reframe.question] = reframe.replaced_by
    return found


def _other_parts(case: Case, questions: Iterable[Question]) -> tuple[Part, ...]:
    problems = case.rows(Problem)
    options = [choice.author_side for row in problems for choice in row.options]
    options += [choice.author_side for row in questions for choice in row.options]
    agenda = [item.author_side for row in case.rows(Meeting) for item in row.agenda]
    return (
        _civic_part("problems", [row.author_side for row in problems]),
        _civic_part("agenda", agenda),
        _civic_part("options", options),
    )


def _civic_part(name: str, sides: Iterable[Side | None]) -> Part:
    known = [side for side in sides if side is not None]
    return share_part(name, sum(side is Side.CIVIC for side in known), len(known))


def _by_side(sides: Iterable[Side | None]) -> dict[str, int]:
    counts = dict.fromkeys([*(str(side) for side in Side), "unknown"], 0)
    for side in sides:
        counts[str(side) if side is not None else "unknown"] += 1
    return counts
