"""Whether both sides say the same when they are asked who decides."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from counterpoise.indicator import Direction, Evidence, Reading
from counterpoise.levels.shares import ends, share_part
from counterpoise.levels.timelock import released_rounds
from counterpoise.record import Case, Side
from counterpoise.record.reviews import ReviewAnswer, ReviewRound
from counterpoise.statistics.agreement import mode
from counterpoise.statistics.intervals import wilson

__all__ = ["FEWEST_ANSWERS", "ITEM", "agreement", "said_by_matter"]

ITEM = "who_decides"
"""The question's code: "who decides this?", asked of both sides for each matter."""
FEWEST_ANSWERS = 5
"""Under this number of answers a side's answer to a matter is neither compared nor shown."""
_SIDES = (Side.CIVIC, Side.ORGANIZATIONAL)


def agreement(case: Case, *, seed: int) -> Reading:
    """Share of matters for which both sides most often give the same answer to "who decides this?".

    Value: matters with equal modes / matters with five answers or more on each side. Two answers that tie are no mode,
    and a matter without one on either side counts as not the same.

    Parameters
    ----------
    case
        One initiative as it stood at a date. Only the last round that both sides may read, and in which it was asked,
        is looked at.
    seed
        Not used: nothing is drawn.

    Returns
    -------
    Reading
        ``matters`` in the details has each matter with the mode of each side; a side with too few answers shows
        neither its mode nor its number. The evidence names the round, never an answer.

    Cannot say
    ----------
    Who is right. Compare with the mandates that are agreed.

    Gaming
    ------
    One side can be told what to answer. So it is asked of many, without names, and set beside what happened.

    Source
    ------
    The paper: who is in control of what should be made explicit.
    """
    del seed
    one, answers = _last_asked(case)
    if one is None:
        return Reading()
    matters = sorted(answers)
    compared = [matter for matter in matters if not any(_too_few(answers[matter][side]) for side in _SIDES)]
    same = [matter for matter in compared if _same(answers[matter])]
    number, whole = len(same), len(compared)
    return Reading(
        value=number / whole if whole else None,
        numerator=number,
        denominator=whole,
        interval=ends(wilson(number, whole)) if whole else None,
        known=whole,
        candidates=len(matters),
        parts=(share_part("differ", whole - number, whole, direction=Direction.DUTY),),
        details={"matters": [_line(matter, answers[matter]) for matter in matters], "too_few": len(matters) - whole},
        evidence=Evidence(denominator=(one.id,), tables=(ReviewRound.TABLE,)),
        arms=tuple(min(len(answers[matter][side]) for matter in compared) for side in _SIDES) if compared else (),
    )


Words = dict[Side, list[str]]


def said_by_matter(answers: Iterable[ReviewAnswer]) -> dict[str, Words]:
    """Return what each side said about each matter, in words that can be compared.

    Parameters
    ----------
    answers
        Answers of one round; those to other questions are left out. "I don't know" and "I'd rather not say" are no
        answer to who decides: they put a matter on the list and count for nothing.

    Returns
    -------
    dict
        By matter and side.
    """
    found: dict[str, Words] = {}
    for row in answers:
        if row.item == ITEM and row.matter and row.side in _SIDES:
            words = found.setdefault(row.matter, {side: [] for side in _SIDES})
            given = " ".join(row.words.casefold().split())
            if given and row.no_answer is None and row.side is not None:
                words[row.side].append(given)
    return found


def _last_asked(case: Case) -> tuple[ReviewRound | None, dict[str, Words]]:
    by_round: defaultdict[str, list[ReviewAnswer]] = defaultdict(list)
    for row in case.rows(ReviewAnswer):
        if row.round:
            by_round[row.round].append(row)
    for one in reversed(released_rounds(case)):
        said = said_by_matter(by_round.get(one.id, ()))
        if said:
            return one, said
    return None, {}


def _too_few(words: Sequence[str]) -> bool:
    return len(words) < FEWEST_ANSWERS


def _same(words: Words) -> bool:
    civic, organizational = (mode(words[side]) for side in _SIDES)
    return civic is not None and civic == organizational


def _line(matter: str, words: Words) -> dict[str, Any]:
    few = {side: _too_few(words[side]) for side in _SIDES}
    told = {str(side): {"too_few": True} if few[side] else _of_side(words[side]) for side in _SIDES}
    return {"matter": matter, **told, "same": _same(words) if not any(few.values()) else None}


def _of_side(words: Sequence[str]) -> dict[str, Any]:
    return {"too_few": False, "n": len(words), "mode": mode(words)}
