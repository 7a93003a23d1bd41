"""How texts position people, and whether what they claim stands in the register."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from counterpoise.indicator import Display, Evidence, Part, Reading
from counterpoise.levels.shares import ends, share_part
from counterpoise.record import Case, Side
from counterpoise.record.documents import Claim, ClaimEvidence, Coding, Label, Mention
from counterpoise.statistics.agreement import cohen_kappa
from counterpoise.statistics.intervals import wilson

__all__ = ["FEWEST", "claims", "positioning"]

FEWEST = 50
"""Below so many mentions that two people read there is no figure for how far the readers agree."""


def positioning(case: Case, *, seed: int) -> Reading:  # noqa: ARG001 - every measure takes a seed
    """Share of the mentions of citizens in texts that show them as acting themselves.

    Value: mentions labelled "agent" / mentions that two people read and that have one label: the one that both gave,
    or the one on which they settled after talking.

    Parameters
    ----------
    case
        One initiative at a date.
    seed
        Not used: nothing is drawn.

    Returns
    -------
    Reading
        Share, 0 to 1, with Wilson's interval. Parts: the same share for every ``label``; ``agreement``, Cohen's kappa
        of the two readers, from fifty mentions on; and ``settled``, the share of mentions with one label.

    Cannot say
    ----------
    What the writers intended.

    Gaming
    ------
    Words can be changed while practice stays. So claims are laid beside the register, and two people read, one of them
    a citizen.

    Source
    ------
    The paper's own way of reading texts. Studies of patients' roles by transitivity and concordance.
    """
    mentions = sorted(case.rows(Mention), key=lambda row: row.id)
    read = _readings(case)
    twice = [row for row in mentions if row.id in read]
    labelled = {row.id: label for row in twice if (label := _settled(row, read[row.id])) is not None}
    counts = Counter(labelled.values())
    agents, n = counts[Label.AGENT], len(labelled)
    return Reading(
        value=agents / n if n else None,
        numerator=agents,
        denominator=n,
        interval=ends(wilson(agents, n)) if n else None,
        known=len(twice),
        candidates=len(mentions),
        parts=(
            *(share_part("label", counts[label], n, of=label) for label in Label),
            _agreement([read[row.id] for row in twice]),
            share_part("settled", n, len(twice)),
        ),
        details={"by_document": _by_document(mentions, labelled)},
        evidence=Evidence(
            numerator=tuple(name for name, label in labelled.items() if label is Label.AGENT),
            denominator=tuple(labelled),
            excluded=tuple(row.id for row in mentions if row.id not in labelled),
            tables=(Mention.TABLE,),
        ),
        at_most=Display.COUNTS if len(twice) < FEWEST else None,
    )


def _readings(case: Case) -> dict[str, tuple[Label, Label]]:
    # The labels of two different readers for each mention, a citizen's first where one of them is.
    told: defaultdict[str, dict[str, Coding]] = defaultdict(dict)
    for row in sorted(case.rows(Coding), key=lambda row: row.id):
        if row.mention is not None and row.label is not None:
            # Readers who are not named are told apart by their side.
            told[row.mention].setdefault(row.reader or f"side {row.reader_side}", row)
    found = {}
    for mention, codings in told.items():
        first, *others = sorted(codings.values(), key=lambda row: (row.reader_side is not Side.CIVIC, row.reader or ""))
        # A reader of another side goes before a second one of the same side.
        others.sort(key=lambda row: (row.reader_side is first.reader_side, row.reader or ""))
        if others and first.label is not None and others[0].label is not None:
            found[mention] = (first.label, others[0].label)
    return found


def _settled(mention: Mention, labels: tuple[Label, Label]) -> Label | None:
    return mention.label or (labels[0] if labels[0] is labels[1] else None)


def _agreement(pairs: Sequence[tuple[Label, Label]]) -> Part:
    if len(pairs) < FEWEST:
        return Part(name="agreement", denominator=len(pairs))
    found = cohen_kappa([first for first, _ in pairs], [second for _, second in pairs])
    return Part(name="agreement", value=found.kappa, denominator=found.n, interval=ends(found.interval))


def _by_document(mentions: Sequence[Mention], labelled: dict[str, Label]) -> list[dict[str, object]]:
    documents: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in mentions:
        documents[row.document or ""][str(labelled.get(row.id, "unsettled"))] += 1
    return [{"document": name, "labels": dict(sorted(found.items()))} for name, found in sorted(documents.items())]


def claims(case: Case, *, seed: int) -> Reading:  # noqa: ARG001 - every measure takes a seed
    """Share of the big claims in texts beside which something of the register was laid.

    Value: claims with at least one record beside them / claims found.

    Parameters
    ----------
    case
        One initiative at a date.
    seed
        Not used: nothing is drawn.

    Returns
    -------
    Reading
        Share, 0 to 1, with Wilson's interval. Part: ``meaning``, the share whose writers say what they mean here.

    Cannot say
    ----------
    Whether the claim is true. What is laid beside it can speak for it or against it.

    Gaming
    ------
    Anything can be laid beside a claim. So each page shows the very record and what it is said to show.

    Source
    ------
    The paper on users who are "central" and still at the margin, and on misleading metaphors.
    """
    rows = sorted(case.rows(Claim), key=lambda row: row.id)
    beside = Counter(row.claim for row in case.rows(ClaimEvidence) if row.record)
    found = [row for row in rows if beside[row.id]]
    n = len(rows)
    return Reading(
        value=len(found) / n if n else None,
        numerator=len(found),
        denominator=n,
        interval=ends(wilson(len(found), n)) if n else None,
        known=n,
        candidates=n,
        parts=(share_part("meaning", sum(bool(row.meaning.strip()) for row in rows), n),),
        details={"claims": [{"claim": row.id, "records": beside[row.id]} for row in rows]},
        evidence=Evidence(
            numerator=tuple(row.id for row in found),
            denominator=tuple(row.id for row in rows),
            tables=(Claim.TABLE,),
        ),
    )
