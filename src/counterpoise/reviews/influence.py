"""Whether both sides find that what citizens said made a difference."""

from typing import Any

from counterpoise.indicator import Evidence, Part, Reading
from counterpoise.record import Case, Side
from counterpoise.record.reviews import ReviewAnswer, ReviewRound
from counterpoise.reviews.gaps import SideAnswers, now_wanted, shown, side_answers, side_gap
from counterpoise.reviews.instrument import PAIRS
from counterpoise.reviews.latest import Latest, latest
from counterpoise.statistics.intervals import bootstrap_difference
from counterpoise.statistics.seeds import seed_for

__all__ = ["ITEM", "influence"]

_CODE = "reviews.influence"

ITEM = "X1"
"""The question's code: what citizens said made a difference."""

_BOTH = (Side.CIVIC, Side.ORGANIZATIONAL)


def influence(case: Case, *, seed: int) -> Reading:
    """Difference between both sides in whether what citizens said made a difference.

    Value: mean of the civic side − mean of the organization's side, from 1 "not at all" to 5 "completely", with Welch's
    interval, in the last round that both sides may read.

    Parameters
    ----------
    case
        One initiative as it stood at a date.
    seed
        The seed of the resampled interval.

    Returns
    -------
    Reading
        Parts: median and mean of each side with five answers or more, and how likely a citizen's answer is above one of
        the organization, ties counted half. Where only counts may be shown, people see medians and range, and no means.
        With one side missing there is no figure. The evidence names the round, never an answer. Details hold, for
        researchers only, the resampled interval, and both sides' means on each balance that both answered.

    Cannot say
    ----------
    Whether people had influence. Until it is tested that both sides read it alike, it is a difference in answers.

    Gaming
    ------
    One side can choose who is asked. So everybody who took part is asked, and the numbers stand beside it.

    Source
    ------
    The domain of influence and impact in the PPEET. Karpowitz and Mendelberg on perceived influence.
    """
    found = latest(case, ITEM)
    if found is None:
        return Reading()
    civic, organizational = found.civic, found.organizational
    both = bool(civic.values and organizational.values)
    gap = side_gap(ITEM, civic=civic.values, organizational=organizational.values)
    return Reading(
        value=gap.difference if both else None,
        denominator=civic.n + organizational.n,
        interval=gap.interval if both else None,
        known=civic.n + organizational.n,
        candidates=civic.asked + organizational.asked,
        parts=(
            *side_parts(civic),
            *side_parts(organizational),
            Part(name="superiority", value=gap.superiority if _enough(found) else None),
        ),
        details={**side_details(found), "for_researchers": _for_researchers(case, found, seed) if both else {}},
        evidence=Evidence(denominator=(found.round.id,), tables=(ReviewRound.TABLE,)),
        arms=(civic.n, organizational.n),
    )


def _for_researchers(case: Case, found: Latest, seed: int) -> dict[str, Any]:
    """Return what stands on no page: means of few answers, for whoever holds the whole record."""
    resampled = bootstrap_difference(
        found.civic.values,
        found.organizational.values,
        seed=seed_for(seed, code=_CODE, initiative=case.initiative.id),
    )
    answers = [row for row in case.rows(ReviewAnswer) if row.round == found.round.id]
    given = side_answers(answers)
    wishes = {(one.now, one.side): one for side in _BOTH for one in now_wanted(answers, side=side) if one.n}
    balances = []
    for now, wanted in PAIRS:
        civic, organizational = (given.get((now, side)) for side in _BOTH)
        if civic is None or organizational is None or not (civic.values and organizational.values):
            continue
        gap = side_gap(now, civic=civic.values, organizational=organizational.values)
        balances.append(
            {
                "now": now,
                "wanted": wanted,
                "civic": civic.mean,
                "organizational": organizational.mean,
                "gap": gap.difference,
                "interval": _pair(gap.interval),
                "wanted_minus_now": {
                    str(side): {"n": wish.n, "difference": wish.difference, "interval": _pair(wish.interval)}
                    for side in _BOTH
                    if (wish := wishes.get((now, side))) is not None
                },
            }
        )
    return {"bootstrap_interval": None if resampled is None else [resampled.low, resampled.high], "balances": balances}


def _pair(interval: tuple[float, float] | None) -> list[float] | None:
    return None if interval is None else list(interval)


def _enough(found: Latest) -> bool:
    return all(shown(answers).display != "nothing" for answers in (found.civic, found.organizational))


def side_parts(answers: SideAnswers) -> tuple[Part, Part]:
    """Return median (with its range) and mean of one side, from five answers on."""
    told = shown(answers)
    side = str(answers.side)
    span = (float(told.range[0]), float(told.range[1])) if told.range is not None else None
    return (
        Part(name="median", of=side, value=told.median, denominator=told.n, range=span),
        Part(name="mean", of=side, value=answers.mean if told.n else None, denominator=told.n),
    )


def side_details(found: Latest) -> dict[str, Any]:
    """Return what a page draws: for each side its number, median, range and, from ten answers, the distribution."""
    sides: dict[str, Any] = {}
    for answers in (found.civic, found.organizational):
        told = shown(answers)
        sides[str(answers.side)] = {
            "display": told.display,
            "n": told.n,
            "median": told.median,
            "range": list(told.range) if told.range is not None else None,
            "mean": told.mean,
            "distribution": _keys(told.distribution),
        }
    one_side = [str(side.side) for side in (found.civic, found.organizational) if not side.people]
    only = {"one_side_only": _other(one_side[0])} if one_side else {}
    return {"round": found.round.id, "number": found.round.number, "sides": sides, **only}


def _keys(distribution: Any) -> dict[str, int] | None:  # noqa: ANN401 - a mapping or nothing
    return {str(value): count for value, count in distribution.items()} if distribution is not None else None


def _other(side: str) -> str:
    return str(Side.ORGANIZATIONAL if side == Side.CIVIC else Side.CIVIC)
