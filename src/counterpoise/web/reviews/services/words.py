"""Let the words of one's own side be read by the other side."""

from dataclasses import replace
from datetime import datetime

from django.db import IntegrityError, transaction

from counterpoise.record import Moment
from counterpoise.record.reviews import ReviewAnswer
from counterpoise.reviews.rounds import words_may_be_shared
from counterpoise.web.initiatives.services import NothingHereError
from counterpoise.web.ledger.records import to_row
from counterpoise.web.ledger.services import AlreadyToldError, Telling, tell
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.reviews import models
from counterpoise.web.reviews.selectors import own_words
from counterpoise.web.reviews.services.rights import round_here

__all__ = ["vote_on_words"]


def vote_on_words(
    *, initiative: str, round_id: str, answer: str, share: bool, by: Viewer, at: datetime
) -> ReviewAnswer:
    """Say whether the other side may read words of one's own; with enough votes it may from then on.

    Raises
    ------
    NothingHereError
        There are no such words of their own side.
    AlreadyToldError
        They voted on these words already.
    """
    one = round_here(round_id, initiative=initiative, by=by)
    seen = next((each.answer for each in own_words(one, viewer=by) if each.answer.id == answer), None)
    if seen is None or by.person is None:
        raise NothingHereError(answer)
    with transaction.atomic():
        kept = to_row(ReviewAnswer, models.ReviewAnswer.objects.select_for_update().get(pk=answer))
        try:
            with transaction.atomic():
                models.WordsVote.objects.create(answer_id=answer, person_id=by.person, share=share)
        except IntegrityError as error:
            raise AlreadyToldError(answer) from error
        votes = models.WordsVote.objects.filter(answer=answer)
        told = {"votes_for": votes.filter(share=True).count(), "votes_against": votes.filter(share=False).count()}
        if kept.shared_at is not None or not words_may_be_shared(**told):
            return kept
        row = replace(
            kept,
            version=kept.version + 1,
            supersedes_reason="its own side lets the other side read it",
            recorded_at=at,
            shared_at=Moment.exactly(at),
        )
        tell("review_words_shared", Telling(model=models.ReviewAnswer, row=row), by=None, at=at)
    return row
