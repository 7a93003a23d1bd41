"""Votes inside a room. Who voted is kept apart from what was voted: the room sees that somebody voted, never how.

These are no part of the record: what a room shares carries the counts, and nothing else of the vote ever leaves it.
"""

from django.db import models

from counterpoise.web.expertise.models.contributions import Digest
from counterpoise.web.people.models import Person

__all__ = ["Ballot", "Tally"]


class Ballot(models.Model):
    """Somebody voted on sharing a digest. The database itself holds that everybody does so once."""

    digest = models.ForeignKey(Digest, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """One vote per member."""

        db_table = "expertise_ballots"
        constraints = [models.UniqueConstraint(fields=["digest", "person"], name="one_vote_per_member")]

    def __str__(self) -> str:
        """Return what was voted on, and nobody's name."""
        return str(self.digest_id)


class Tally(models.Model):
    """How the votes on a digest stand. Nobody reads it before the vote is over."""

    digest = models.OneToOneField(Digest, primary_key=True, on_delete=models.PROTECT, related_name="+")
    votes_for = models.PositiveIntegerField(default=0)
    votes_against = models.PositiveIntegerField(default=0)
    with_count = models.BooleanField(
        default=False,
        help_text="Whether the room also shares how many contributions say that something is wrong.",
    )

    class Meta:
        """Named after what it counts."""

        db_table = "expertise_tallies"

    def __str__(self) -> str:
        """Return what was voted on."""
        return str(self.digest_id)
