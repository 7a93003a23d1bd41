"""Which knowledge is used: the kinds that were submitted beside the kinds that decisions cite."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from counterpoise.expertise.given import USED, given, traces_of
from counterpoise.indicator import Display, Evidence, Part, Reading
from counterpoise.record import Case, KnowledgeKind
from counterpoise.record.contributions import Contribution
from counterpoise.record.decisions import Trace
from counterpoise.statistics.chance import chance_of_selection
from counterpoise.statistics.distances import hill, tvd
from counterpoise.statistics.seeds import seed_for

__all__ = ["FEWEST", "knowledge"]

FEWEST = 10
"""Below so many cited contributions there are counts and no distance with its chance value."""

_CODE = "expertise.knowledge"


def knowledge(case: Case, *, seed: int) -> Reading:
    """Distance between the kinds of knowledge that were submitted and those that decisions cite.

    Value: total variation distance, TVD = ½ Σ |p_k − q_k|, with p_k the share of kind k among what was submitted and
    q_k its share among what was cited.

    Parameters
    ----------
    case
        One initiative at a date.
    seed
        Seed of the draws that give the chance value.

    Returns
    -------
    Reading
        Distance, 0 (the same mix) to 1. Parts: ``chance`` (what blind picking gives, and in ``range`` up to its 95 %
        point), and ``diversity_1`` and ``diversity_2`` of both mixes: Hill numbers exp(−Σ p ln p) and 1 / Σ p².

    Cannot say
    ----------
    How good the knowledge is. The kinds are coarse. Diversity alone misleads: a mix can stay diverse while one kind
    vanishes.

    Gaming
    ------
    A point of management can be called experience. So the author chooses the kind and a second person confirms it.

    Source
    ------
    The paper on many sources of knowledge. Hill numbers after Hill 1973. New for this use.
    """
    rows = given(case)
    traces = traces_of(case)
    submitted = [row for row in rows if row.kind is not None]
    cited = {row.id: kind for row in submitted if (kind := _cited_as(row, traces)) is not None}
    p = Counter(row.kind for row in submitted)
    q = Counter(cited.values())
    first, second = [p[kind] for kind in KnowledgeKind], [q[kind] for kind in KnowledgeKind]
    return Reading(
        value=tvd(first, second),
        numerator=len(cited),
        denominator=len(submitted),
        known=len(submitted),
        candidates=len(rows),
        parts=(
            _chance(case, first, len(cited), seed),
            *_diversity("submitted", first),
            *_diversity("cited", second),
        ),
        details={"kinds": _bars(first, second)},
        evidence=Evidence(
            numerator=tuple(cited),
            denominator=tuple(row.id for row in submitted),
            excluded=tuple(row.id for row in rows if row.kind is None),
            tables=(Contribution.TABLE,),
        ),
        at_most=Display.COUNTS if len(cited) < FEWEST else None,
    )


def _cited_as(row: Contribution, traces: Mapping[str, Sequence[Trace]]) -> KnowledgeKind | None:
    # The kind that a decision cites it for; where it was used and nobody wrote that down, the kind its author chose.
    told = traces.get(row.id, ())
    named = next((trace.knowledge_kind for trace in told if trace.knowledge_kind is not None), None)
    return named or (row.kind if any(trace.effect in USED for trace in told) else None)


def _chance(case: Case, submitted: list[int], used: int, seed: int) -> Part:
    # Only where the distance itself may be shown: the draws are the dear part of a run over many initiatives.
    if used < FEWEST:
        return Part(name="chance")
    found = chance_of_selection(submitted, used, seed=seed_for(seed, code=_CODE, initiative=case.initiative.id))
    return Part(name="chance", value=found.expected, range=(0.0, found.high))


def _diversity(of: str, mix: list[int]) -> Iterator[Part]:
    for q in (1, 2):
        yield Part(name=f"diversity_{q}", value=hill(mix, q), denominator=sum(mix), of=of)


def _bars(submitted: Sequence[int], cited: Sequence[int]) -> list[dict[str, object]]:
    all_submitted, all_cited = sum(submitted), sum(cited)
    return [
        _bar(kind, p, q, all_submitted, all_cited) for kind, p, q in zip(KnowledgeKind, submitted, cited, strict=True)
    ]


def _bar(kind: KnowledgeKind, submitted: int, cited: int, all_submitted: int, all_cited: int) -> dict[str, object]:
    p = submitted / all_submitted if all_submitted else None
    q = cited / all_cited if all_cited else None
    return {
        "kind": str(kind),
        "submitted": submitted,
        "cited": cited,
        "submitted_share": p,
        "cited_share": q,
        "difference": q - p if p is not None and q is not None else None,
    }
