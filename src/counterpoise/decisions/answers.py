"""Answers to concerns: what counts as one, whether it gives a reason, and how many concerns got one."""

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from counterpoise.decisions.medians import Wait, median_wait
from counterpoise.decisions.timing import passed
from counterpoise.indicator import Direction, Evidence, Part, Reading
from counterpoise.levels.refusals import Refusal
from counterpoise.levels.shares import ends, share_part
from counterpoise.record import Case, Reply, days_between
from counterpoise.record.decisions import Answer, Concern
from counterpoise.statistics.intervals import wilson

__all__ = [
    "REFUSALS",
    "answers",
    "is_answer",
    "is_signed_no_answer",
    "problems",
    "same_reasons",
    "was_given",
    "with_reason",
]

REFUSALS = (
    "decisions.answer_without_words",
    "decisions.answer_without_reason",
    "decisions.answer_without_department",
    "decisions.no_answer_without_name_or_reason",
)
"""What can stand in the way of an answer."""


def was_given(answer: Answer, *, at: date) -> bool:
    """Say whether an answer, or the note that there will be none, was there by a day."""
    return answer.happened_at is None or answer.happened_at.first <= at


def is_answer(answer: Answer, *, at: date) -> bool:
    """Say whether this was an answer by a day; saying that there will be none is not one."""
    return not answer.no_answer and was_given(answer, at=at)


def with_reason(answer: Answer) -> bool:
    """Say whether an answer gives a reason."""
    return bool(answer.reason.strip())


def is_signed_no_answer(answer: Answer) -> bool:
    """Say whether somebody with a name says that no answer will be given, and why."""
    return answer.no_answer and answer.answered_by is not None and bool((answer.reason or answer.text).strip())


def problems(answer: Answer) -> tuple[Refusal, ...]:
    """Name everything that an answer lacks before it can be given, at once.

    An answer has words, a reason and a department that gives it. That there will be none needs a name and a reason.
    """
    if answer.no_answer:
        return () if is_signed_no_answer(answer) else (Refusal("decisions.no_answer_without_name_or_reason"),)
    found = []
    if not answer.text.strip():
        found.append(Refusal("decisions.answer_without_words"))
    if not with_reason(answer):
        found.append(Refusal("decisions.answer_without_reason"))
    if not answer.department.strip():
        found.append(Refusal("decisions.answer_without_department"))
    return tuple(found)


def same_reasons(given: Iterable[Answer]) -> list[dict[str, Any]]:
    """Group answers that give the same reason, apart from capitals, spaces and signs.

    Returns
    -------
    list of dict
        For each reason that was given more than once: ``reason`` as first written, and the ids of its ``answers``.
        The reason given most often comes first.
    """
    alike: defaultdict[str, list[Answer]] = defaultdict(list)
    for answer in sorted(given, key=lambda one: one.id):
        words = " ".join(re.findall(r"\w+", answer.reason.casefold()))
        if words:
            alike[words].append(answer)
    groups = [group for group in alike.values() if len(group) > 1]
    groups.sort(key=lambda group: (-len(group), group[0].id))
    return [{"reason": group[0].reason, "answers": [answer.id for answer in group]} for group in groups]


def answers(case: Case, *, seed: int) -> Reading:  # noqa: ARG001 - every measure is asked in the same way
    """Share of the concerns on decisions and drafts that got an answer.

    Value: concerns with an answer / all concerns on a decision or draft, with Wilson's interval. A note that no answer
    will be given leaves a concern unanswered. Days until the answer: median by Kaplan-Meier, the first time at which
    half or fewer are still waiting.

    Parameters
    ----------
    case
        One initiative as it stood at a date.
    seed
        Not used: nothing is drawn.

    Returns
    -------
    Reading
        Parts, over all concerns: ``with_reason``, ``ok_for_asker``, ``no_answer``; and ``median_days``.

    Cannot say
    ----------
    Whether a reason is good, or whether the answer was understood.

    Gaming
    ------
    Many concerns can get one ready-made answer. So answers with the same reason are listed together. The asker says
    whether it is an answer.

    Source
    ------
    Involve's standard for the feedback loop. The paper asks that friction gets an answer.
    """
    concerns = sorted((row for row in case.rows(Concern) if row.decision is not None), key=lambda row: row.id)
    replies = _replies(case)
    valid = {row.id: [one for one in replies.get(row.id, ()) if is_answer(one, at=case.at)] for row in concerns}
    answered = [row.id for row in concerns if valid[row.id]]
    reasoned = [row.id for row in concerns if any(map(with_reason, valid[row.id]))]
    fine = [row.id for row in concerns if any(one.ok_for_asker is Reply.YES for one in valid[row.id])]
    # Whatever was given to a concern without an answer says that there will be none.
    refused = [row.id for row in concerns if replies.get(row.id) and not valid[row.id]]
    n = len(concerns)
    return Reading(
        value=len(answered) / n if n else None,
        numerator=len(answered),
        denominator=n,
        interval=ends(wilson(len(answered), n)) if n else None,
        known=n,
        candidates=n,
        parts=(
            share_part("with_reason", len(reasoned), n, direction=Direction.DUTY),
            share_part("ok_for_asker", len(fine), n),
            share_part("no_answer", len(refused), n),
            _median(concerns, valid, case.at),
        ),
        details={
            "unanswered": [{"concern": row.id, "decision": row.decision} for row in concerns if not valid[row.id]],
            "same_reasons": same_reasons(one for row in concerns for one in valid[row.id]),
        },
        evidence=Evidence(tuple(answered), tuple(row.id for row in concerns), tables=(Concern.TABLE,)),
    )


def _replies(case: Case) -> dict[str | None, list[Answer]]:
    """Return for each concern what was there by the date, notes that there will be no answer included."""
    replies: defaultdict[str | None, list[Answer]] = defaultdict(list)
    for answer in sorted(case.rows(Answer), key=lambda row: row.id):
        if was_given(answer, at=case.at):
            replies[answer.concern].append(answer)
    return replies


def _median(concerns: list[Concern], valid: dict[str, list[Answer]], at: date) -> Part:
    """Return the median time until an answer; what waits still counts as waiting, not as zero."""
    waits: list[Wait] = []
    for concern in concerns:
        if concern.happened_at is None:
            continue
        dated = [one.happened_at for one in valid[concern.id] if one.happened_at is not None]
        if dated:
            first = min(dated, key=lambda one: (one.first, one.last))
            waits.append(Wait(days_between(concern.happened_at, first), over=True))
        elif not valid[concern.id]:
            waits.append(Wait(passed(concern.happened_at, at=at), over=False))
    median = median_wait(waits)
    return Part(
        name="median_days",
        value=median.value,
        numerator=sum(wait.over for wait in waits),
        denominator=len(waits),
        interval=median.interval,
        direction=Direction.DUTY,
        range=median.range,
    )
