"""The rounds of review of an initiative, and what belongs to each."""

from datetime import datetime

from counterpoise.levels.timelock import is_released
from counterpoise.record import Case, Row, Side
from counterpoise.record.meetings import Meeting
from counterpoise.record.reviews import ReviewRound, RoundState
from counterpoise.reviews.ppeet import ItemScores, read_scores, scores_by_item
from counterpoise.reviews.rounds import may_close, may_open, may_release
from counterpoise.statistics.disclosure import Audience
from counterpoise.web.initiatives.selectors import case_of, kept_row
from counterpoise.web.ledger.models import Told
from counterpoise.web.ledger.records import to_rows
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.reviews import models

__all__ = [
    "any_step_due",
    "audience_of",
    "case_for",
    "is_due",
    "is_seen",
    "latest_scores",
    "may_plan_for",
    "meetings_of",
    "proposed_on",
    "round_of",
    "rounds_visible_to",
    "sides_asked",
]

_TABLES: dict[type[Told], type[Row]] = {models.ReviewRound: ReviewRound}
_ASKED = (Side.CIVIC, Side.ORGANIZATIONAL)


def case_for(initiative: str, *, viewer: Viewer) -> Case | None:
    """Return what somebody may read of an initiative and its rounds, without any answer."""
    return case_of(initiative, viewer=viewer, room="reviews", tables=_TABLES)


def rounds_visible_to(initiative: str, *, viewer: Viewer) -> tuple[ReviewRound, ...]:
    """Return the rounds of an initiative, the latest first."""
    case = case_for(initiative, viewer=viewer)
    found = case.rows(ReviewRound) if case is not None else ()
    return tuple(sorted(found, key=lambda row: (row.number, row.id), reverse=True))


def any_step_due(*, at: datetime) -> bool:
    """Say whether the day of the next step of any round has come."""
    going = models.ReviewRound.objects.exclude(state__in=[RoundState.RELEASED, RoundState.TALKED])
    return any(is_due(row, at=at) for row in to_rows(ReviewRound, going))


def is_due(one: ReviewRound, *, at: datetime) -> bool:
    """Say whether the day of the next step of a round has come."""
    return not (may_open(one, at=at.date()) and may_close(one, at=at.date()) and may_release(one, at=at))


def round_of(name: str, *, initiative: str, viewer: Viewer) -> ReviewRound | None:
    """Return one round of an initiative as it is kept; nothing where there is none for this person."""
    case = case_for(initiative, viewer=viewer)
    seen = case.by_id(ReviewRound).get(name) if case is not None else None
    return kept_row(seen, model=models.ReviewRound, initiative=initiative)


def sides_asked(initiative: str, *, viewer: Viewer) -> tuple[Side, ...]:
    """Return the sides as which somebody is asked: nobody else is, and who stands on both chooses."""
    held = viewer.sides(initiative) if viewer.person is not None else frozenset()
    return tuple(side for side in _ASKED if side in held)


def may_plan_for(initiative: str, *, viewer: Viewer) -> bool:
    """Say whether somebody stands on one of the two sides, which is what it takes to plan a round."""
    return bool(sides_asked(initiative, viewer=viewer))


def meetings_of(initiative: str, *, viewer: Viewer) -> tuple[Meeting, ...]:
    """Return the meetings of an initiative that somebody may read, the latest first."""
    case = case_for(initiative, viewer=viewer)
    found = case.rows(Meeting) if case is not None else ()
    return tuple(sorted(found, key=lambda row: str(row.happened_at or ""), reverse=True))


def is_seen(one: ReviewRound, *, viewer: Viewer) -> bool:
    """Say whether both sides may read the answers of a round now: the same for everybody."""
    return is_released(one, at=viewer.at)


def audience_of(initiative: str, *, viewer: Viewer) -> Audience:
    """Return for whom is shown: those who take part, or everybody."""
    inside = viewer.person is not None and bool(viewer.sides(initiative))
    return Audience.INSIDE if inside else Audience.PUBLIC


def proposed_on(round_id: str) -> models.ProposedOutcome | None:
    """Return what one side proposes to do; both sides read it."""
    return models.ProposedOutcome.objects.select_related("proposed_by").filter(round=round_id).first()


def latest_scores(initiative: str, *, viewer: Viewer) -> tuple[ItemScores, ...]:
    """Return what may be shown of the scores that were last brought in from elsewhere."""
    if case_for(initiative, viewer=viewer) is None:
        return ()
    found = models.ImportedScores.objects.filter(initiative=initiative).order_by("-recorded_at", "-pk").first()
    if found is None:
        return ()
    return scores_by_item(read_scores(found.scores), audience=audience_of(initiative, viewer=viewer))
