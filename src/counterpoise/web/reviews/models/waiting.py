"""What waits, and is no part of the record yet: sealed answers, paper forms, votes on words, a proposed outcome."""

from django.db import models

from counterpoise.record.base import Side
from counterpoise.record.reviews import ReviewOutcome
from counterpoise.web.initiatives.models import Initiative
from counterpoise.web.ledger.models import ManyField, WordField
from counterpoise.web.people.models import Person
from counterpoise.web.reviews.models.rounds import ReviewAnswer, ReviewRound

__all__ = ["ImportedScores", "PaperForm", "ProposedOutcome", "SealedAnswers", "WordsVote"]


class SealedAnswers(models.Model):
    """What somebody answered so far. It says neither who nor on which side, and is gone once the round is released."""

    round = models.ForeignKey(ReviewRound, on_delete=models.PROTECT, related_name="+", help_text="The round.")
    who = models.CharField(max_length=64, help_text="A name that only the secret of the site links to somebody.")
    seal = models.BinaryField(help_text="Everything that was answered, locked until the release.")

    class Meta:
        """The database itself holds that everybody answers once."""

        db_table = "reviews_sealed_answers"
        constraints = [models.UniqueConstraint(fields=["round", "who"], name="one_answer_sheet_per_person")]

    def __str__(self) -> str:
        """Return the round, and nobody's name."""
        return str(self.round_id)


class PaperForm(models.Model):
    """A printed form: whoever holds its code can send it in, or ask somebody to type it in."""

    round = models.ForeignKey(ReviewRound, on_delete=models.PROTECT, related_name="+", help_text="The round.")
    code = models.CharField(
        max_length=64, unique=True, help_text="A name for the code; the code itself stands on the paper alone."
    )
    side = WordField(Side, help_text="The side whose questions are printed on it.")

    class Meta:
        """Named after what it is."""

        db_table = "reviews_paper_forms"

    def __str__(self) -> str:
        """Return the round."""
        return str(self.round_id)


class WordsVote(models.Model):
    """Somebody of a side says whether words of that side may be read by the other side too."""

    answer = models.ForeignKey(ReviewAnswer, on_delete=models.PROTECT, related_name="+", help_text="The words.")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", help_text="Who votes.")
    share = models.BooleanField(help_text="Whether the other side may read them.")

    class Meta:
        """One vote per person on each text."""

        db_table = "reviews_words_votes"
        constraints = [models.UniqueConstraint(fields=["answer", "person"], name="one_vote_on_words_per_person")]

    def __str__(self) -> str:
        """Return what was voted on, and nobody's name."""
        return str(self.answer_id)


class ProposedOutcome(models.Model):
    """What one side proposes to do after both talked; it counts once somebody of the other side agrees."""

    round = models.OneToOneField(
        ReviewRound, primary_key=True, on_delete=models.PROTECT, related_name="+", help_text="The round."
    )
    version = models.PositiveIntegerField(default=1, help_text="1 for the first proposal.")
    outcomes = ManyField(ReviewOutcome, help_text="One step for each tension, or why it is left.")
    next_review_on = models.DateField(help_text="When both look again.")
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", help_text="Who proposes it.")
    side = WordField(Side, help_text="For which side.")

    class Meta:
        """Named after what it is."""

        db_table = "reviews_proposed_outcomes"

    def __str__(self) -> str:
        """Return the round."""
        return str(self.round_id)


class ImportedScores(models.Model):
    """Scores of the PPEET that a host collected itself: codes and figures, and none of its words."""

    initiative = models.ForeignKey(
        Initiative, on_delete=models.PROTECT, related_name="+", help_text="The initiative that was asked about."
    )
    name = models.CharField(max_length=200, unique=True, help_text="The name of this import.")
    recorded_at = models.DateTimeField(help_text="When the scores were brought in.")
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", help_text="Who did it.")
    scores = models.TextField(help_text="The table of scores as it was read.")

    class Meta:
        """Named after what it is."""

        db_table = "reviews_imported_scores"

    def __str__(self) -> str:
        """Return its name."""
        return str(self.name)
