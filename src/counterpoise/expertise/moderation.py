"""Hide words with a ground that everybody can read; their author is told and can appeal to people of both sides.

Being critical is no ground, and neither is being wrong or off the subject. Words that are hidden stand in the record:
their author still reads them, and they come back as soon as one of the two who hear an appeal finds that they should.
"""

from collections.abc import Collection, Iterable

from counterpoise.expertise.contributions import author
from counterpoise.levels.appeals import BOTH, outcome_of
from counterpoise.levels.grounds import Ground, read_reason, told_reason
from counterpoise.levels.refusals import Refusal
from counterpoise.levels.sides import in_force
from counterpoise.record import Side
from counterpoise.record.contributions import AppealOutcome, Contribution, ContributionState, Moderation

__all__ = [
    "BOTH",
    "Ground",
    "ground_of",
    "hiding",
    "may_appeal",
    "may_hear",
    "may_hide",
    "outcome_of",
    "told_reason",
    "why_of",
]


def ground_of(row: Moderation) -> Ground | None:
    """Return the ground of hiding; nothing where the record says it in other words."""
    return read_reason(row.reason)[0]


def why_of(row: Moderation) -> str:
    """Return in the own words of who hid it why the ground fits."""
    return read_reason(row.reason)[1]


def hiding(rows: Iterable[Moderation], contribution: str) -> Moderation | None:
    """Return what hides a contribution now; nothing where it is not hidden, or was brought back."""
    found = [row for row in in_force(rows) if row.contribution == contribution]
    return next((row for row in found if row.outcome is not AppealOutcome.OVERTURNED), None)


def may_hide(
    said: Contribution, *, rows: Iterable[Moderation], ground: Ground | None, why: str, by: str | None
) -> tuple[Refusal, ...]:
    """Say everything that stands in the way of hiding a contribution.

    Parameters
    ----------
    said
        The contribution.
    rows
        What hides contributions, or hid them before.
    ground, why
        The ground, and why it fits.
    by
        Who hides it.
    """
    found = []
    if said.state is not ContributionState.GIVEN:
        found.append(Refusal("moderation.wrong_state", {"state": said.state}))
    if author(said) is not None and author(said) == by:
        found.append(Refusal("moderation.own_words"))
    if hiding(rows, said.id) is not None:
        found.append(Refusal("moderation.hidden_already"))
    if ground is None:
        found.append(Refusal("moderation.no_ground"))
    if not why.strip():
        found.append(Refusal("moderation.no_reason"))
    return tuple(found)


def may_appeal(row: Moderation, *, said: Contribution, by: str | None) -> tuple[Refusal, ...]:
    """Say what stands in the way of an appeal: only the author can, and once."""
    found = []
    if by is None or author(said) != by:
        found.append(Refusal("moderation.not_the_author"))
    if row.appealed_at is not None:
        found.append(Refusal("moderation.appealed_already"))
    return tuple(found)


def may_hear(
    row: Moderation, *, said: Contribution, by: str | None, side: Side | None, heard: Collection[Side]
) -> tuple[Refusal, ...]:
    """Say what stands in the way of hearing an appeal.

    Parameters
    ----------
    row, said
        What hides the words, and the words.
    by, side
        Who hears it, and for which side.
    heard
        The sides that were heard already.
    """
    found = []
    if row.appealed_at is None:
        found.append(Refusal("moderation.not_appealed"))
    if row.outcome is not None:
        found.append(Refusal("moderation.decided_already"))
    if by is None or side not in BOTH:
        found.append(Refusal("moderation.of_neither_side"))
    if by is not None and by in {author(said), row.recorded_by}:
        found.append(Refusal("moderation.own_case"))
    if side in heard:
        found.append(Refusal("moderation.side_was_heard"))
    return tuple(found)
