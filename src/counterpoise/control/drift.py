"""To which side does control move? Neutral: some centralization is inevitable, and often desirable."""

from typing import Any

from counterpoise.indicator import Display, Evidence, Reading
from counterpoise.levels.shares import share_part
from counterpoise.record import Case
from counterpoise.record.mandates import Basis, Mandate, MandateState
from counterpoise.record.versions import dated_anew

__all__ = ["FEWEST", "drift"]

FEWEST = 5
"""Under this number of changes, only the list is shown."""


def drift(case: Case, *, seed: int) -> Reading:
    """Net direction in which changes of mandates moved control: −1 all local or civic, 1 all to the centre.

    Value: sum of the directions / changes, each −1, 0 or 1. A change is a version that was agreed, laid down by law, or
    claimed by its holder; a proposal or a contest moves nothing yet. A version that tells the same change again, with
    the same date or with nothing but another date, is a correction and counts once.

    Parameters
    ----------
    case
        One initiative as it stood at a date.
    seed
        Not used: nothing is drawn.

    Returns
    -------
    Reading
        Parts: the share of moves that go to the centre, with its interval (a fair coin is one half), and the share of
        changes whose reason cites a requirement from elsewhere. ``changes`` in the details lists them by date.

    Cannot say
    ----------
    Which shifts happened without a word. Nor whether a shift was good: neither direction is better.

    Gaming
    ------
    Practice can change while the text stays. Compare with what both sides say when asked who decides.

    Source
    ------
    The paper on accountability requirements that recentralize decentralized ways of working.
    """
    del seed
    versions = _told_once(sorted(filter(_is_change, case.versions(Mandate)), key=lambda row: (row.id, row.version)))
    coded = [(version, version.direction) for version in versions if version.direction is not None]
    total = sum(direction for _, direction in coded)
    centre = sum(direction > 0 for _, direction in coded)
    moved = sum(direction != 0 for _, direction in coded)
    cited = sum(version.cites_requirement is not None for version, _ in coded)
    return Reading(
        value=total / len(coded) if coded else None,
        numerator=total if coded else None,
        denominator=len(coded),
        known=len(coded),
        candidates=len(versions),
        parts=(share_part("to_centre", centre, moved), share_part("cites_requirement", cited, len(coded))),
        details={
            "to_local": moved - centre,
            "unmoved": len(coded) - moved,
            "to_centre": centre,
            "changes": sorted((_line(version) for version, _ in coded), key=lambda line: (line["at"], line["mandate"])),
        },
        evidence=Evidence(
            numerator=_ids([version for version, direction in coded if direction]),
            denominator=_ids([version for version, _ in coded]),
            excluded=_ids([version for version in versions if version.direction is None]),
            tables=(Mandate.TABLE,),
        ),
        at_most=Display.LIST if len(coded) < FEWEST else None,
    )


def _is_change(version: Mandate) -> bool:
    if version.basis is Basis.CLAIMED:
        return version.state is MandateState.PROPOSED
    return version.state is MandateState.AGREED


def _told_once(versions: list[Mandate]) -> list[Mandate]:
    """Keep of each change the version that tells it last; they come by mandate and version."""
    kept: list[Mandate] = []
    for version in versions:
        if kept and _same_change(kept[-1], version):
            kept[-1] = version
        else:
            kept.append(version)
    return kept


def _same_change(earlier: Mandate, later: Mandate) -> bool:
    if earlier.id != later.id:
        return False
    same_day = earlier.happened_at is not None and earlier.happened_at == later.happened_at
    return same_day or dated_anew(earlier, later)


def _ids(versions: list[Mandate]) -> tuple[str, ...]:
    return tuple(sorted({version.id for version in versions}))


def _line(version: Mandate) -> dict[str, Any]:
    happened = version.happened_at
    return {
        "mandate": version.id,
        "version": version.version,
        "matter": version.matter,
        "at": str(happened) if happened is not None else version.recorded_at.date().isoformat(),
        "direction": version.direction,
        "basis": str(version.basis) if version.basis is not None else None,
        "reason": version.reason,
        "requirement": version.cites_requirement,
    }
