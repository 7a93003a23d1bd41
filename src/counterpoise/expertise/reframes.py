"""Is "this is not the question" answered: other wordings proposed, accepted, refused with a reason, left alone."""

from collections import defaultdict
from collections.abc import Sequence

from counterpoise.expertise.framing import unanswered_in_time
from counterpoise.indicator import Direction, Evidence, Part, Reading
from counterpoise.levels.shares import ends, share_part
from counterpoise.record import Case, days_between
from counterpoise.record.contributions import Reframe, ReframeReply
from counterpoise.statistics.intervals import wilson
from counterpoise.statistics.survival import kaplan_meier_range

__all__ = ["reframes"]


def reframes(case: Case, *, seed: int) -> Reading:  # noqa: ARG001 - every measure takes a seed
    """Share of the other wordings that were answered: accepted, or refused with a reason.

    Value: R = (accepted + refused with a reason) / proposed.

    Parameters
    ----------
    case
        One initiative at a date.
    seed
        Not used: nothing is drawn.

    Returns
    -------
    Reading
        Share, 0 to 1, with Wilson's interval. Parts: ``accepted``, ``refused_with_reason``,
        ``refused_without_reason``, ``unanswered``, ``unanswered_in_time`` (for two weeks or more, also where a reply
        came later), and ``days_to_reply``: Kaplan-Meier median in days, empty where it is not reached.

    Cannot say
    ----------
    Whether a refusal was right.

    Gaming
    ------
    Everything can be refused at once with the same phrase. So identical reasons are listed together.

    Source
    ------
    The paper's first illustration, in which a resident asks for a flower on the tray. New, to be validated.
    """
    rows = case.rows(Reframe)
    replied = {row.id: row for row in rows if row.reply is not None}
    accepted = [row for row in replied.values() if row.reply is ReframeReply.ACCEPTED]
    refused = [row for row in replied.values() if row.reply is ReframeReply.REFUSED and row.reason.strip()]
    bare = len(replied) - len(accepted) - len(refused)
    answered = sorted(row.id for row in (*accepted, *refused))
    known = [row for row in rows if row.question is not None and row.happened_at is not None]
    late = sum(unanswered_in_time(row, at=case.at) for row in rows)
    n = len(rows)
    return Reading(
        value=len(answered) / n if n else None,
        numerator=len(answered),
        denominator=n,
        interval=ends(wilson(len(answered), n)) if n else None,
        known=len(known),
        candidates=n,
        parts=(
            share_part("accepted", len(accepted), n),
            share_part("refused_with_reason", len(refused), n),
            *_duties(n, refused_without_reason=bare, unanswered=n - len(replied), unanswered_in_time=late),
            _days(case, rows),
        ),
        details={"same_reasons": _same_reasons(refused)},
        evidence=Evidence(
            numerator=tuple(answered),
            denominator=tuple(sorted(row.id for row in rows)),
            tables=(Reframe.TABLE,),
        ),
    )


def _duties(n: int, **counts: int) -> list[Part]:
    return [share_part(name, count, n, direction=Direction.DUTY) for name, count in counts.items()]


def _days(case: Case, rows: Sequence[Reframe]) -> Part:
    spans = []
    for row in rows:
        done = row.reply is not None and row.replied_at is not None
        if row.happened_at is None or (row.reply is not None and row.replied_at is None):
            continue
        spans.append((days_between(row.happened_at, row.replied_at if done and row.replied_at else case.at), done))
    curve = kaplan_meier_range(
        [max(0, span.low) for span, _ in spans], [max(0, span.high) for span, _ in spans], [done for _, done in spans]
    )
    low, high = curve.median_range
    return Part(
        name="days_to_reply",
        value=(low + high) / 2 if low is not None and high is not None else None,
        numerator=sum(done for _, done in spans),
        denominator=len(spans),
        direction=Direction.DUTY,
        range=(low, high) if low is not None and high is not None and low != high else None,
    )


def _same_reasons(refused: Sequence[Reframe]) -> list[dict[str, object]]:
    together: defaultdict[str, list[Reframe]] = defaultdict(list)
    for row in refused:
        together[" ".join(row.reason.casefold().split())].append(row)
    return [
        {"reason": min(row.reason for row in same), "count": len(same), "reframes": sorted(row.id for row in same)}
        for _, same in sorted(together.items())
        if len(same) > 1
    ]
