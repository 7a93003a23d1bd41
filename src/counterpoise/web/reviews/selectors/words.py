"""Answers in people's own words: first for their own side, and for the other side once their own lets them out."""

from dataclasses import dataclass

from counterpoise.record import Side
from counterpoise.record.reviews import ReviewAnswer, ReviewRound
from counterpoise.reviews.instrument import ItemKind, items
from counterpoise.web.ledger.records import to_row
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.reviews import models
from counterpoise.web.reviews.selectors.rounds import is_seen, sides_asked

__all__ = ["OwnWords", "own_words", "shared_words"]

_OPEN = tuple(one.code for one in items(Side.CIVIC) if one.kind is ItemKind.OPEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWords:
    """Words of one's own side, and whether one voted on them already."""

    answer: ReviewAnswer
    voted: bool


def own_words(one: ReviewRound, *, viewer: Viewer) -> tuple[OwnWords, ...]:
    """Return the words of one's own side in a round, once both sides see the answers."""
    sides = sides_asked(one.initiative or "", viewer=viewer)
    if not sides or not is_seen(one, viewer=viewer):
        return ()
    found = models.ReviewAnswer.objects.filter(round=one.id, item__in=_OPEN, side__in=sides).exclude(words="")
    rows = [to_row(ReviewAnswer, each) for each in found.order_by("item", "id")]
    voted = set(
        models.WordsVote.objects.filter(person=viewer.person, answer__round=one.id).values_list("answer_id", flat=True)
    )
    return tuple(OwnWords(answer=row, voted=row.id in voted) for row in rows)


def shared_words(round_id: str) -> tuple[ReviewAnswer, ...]:
    """Return the words of a round that their own side let out, the citizens' first."""
    found = models.ReviewAnswer.objects.filter(round=round_id, item__in=_OPEN, shared_at__isnull=False)
    rows = [to_row(ReviewAnswer, each) for each in found]
    return tuple(sorted(rows, key=lambda row: (row.item, row.side is not Side.CIVIC, str(row.shared_at), row.id)))
