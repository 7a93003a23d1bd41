"""Votes of a closed room on letting out a count for the power check."""

from django.db import models

from counterpoise.web.initiatives.models import Initiative
from counterpoise.web.people.models import Person, Space

__all__ = ["CountBallot", "CountProposal"]


class CountProposal(models.Model):
    """The members of a room vote on letting out a count. Nobody reads how the votes stand before the vote is over."""

    name = models.CharField(primary_key=True, max_length=200, help_text="Its name.")
    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="+", help_text="The initiative.")
    room = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="+", help_text="The closed room.")
    indicator = models.CharField(max_length=60, help_text="The code of the measure that it is for.")
    proposed_at = models.DateTimeField(help_text="When it was proposed.")
    votes_for = models.PositiveIntegerField(default=0, help_text="How many voted to let it out.")
    votes_against = models.PositiveIntegerField(default=0, help_text="How many voted not to.")
    released_at = models.DateTimeField(null=True, blank=True, help_text="When it was let out; empty until then.")

    class Meta:
        """The latest first."""

        db_table = "audit_count_proposals"
        ordering = ["-proposed_at", "-pk"]

    def __str__(self) -> str:
        """Return what is voted on."""
        return str(self.name)


class CountBallot(models.Model):
    """Somebody voted on letting out a count. The database itself holds that everybody does so once."""

    proposal = models.ForeignKey(CountProposal, on_delete=models.PROTECT, related_name="+", help_text="The vote.")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", help_text="Who has voted.")

    class Meta:
        """One vote per member."""

        db_table = "audit_count_ballots"
        constraints = [models.UniqueConstraint(fields=["proposal", "person"], name="one_vote_per_member_on_a_count")]

    def __str__(self) -> str:
        """Return what was voted on, and nobody's name."""
        return str(self.proposal_id)
