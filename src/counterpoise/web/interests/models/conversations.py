"""How people talk in statements and votes, and what a job found in the votes.

None of this is a table of the record: the record has the statements, the votes and the groups as shares.
"""

from django.db import models

from counterpoise.web.initiatives.models import Initiative
from counterpoise.web.people.models import Person, Space

__all__ = ["Conversation", "KeptVotes", "MapDue", "OpinionMap"]


class _InRoom(models.Model):
    initiative = models.ForeignKey(
        Initiative, on_delete=models.PROTECT, related_name="+", help_text="The initiative that it belongs to."
    )
    space = models.ForeignKey(
        Space,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The room in which people vote; empty for the open room.",
    )

    class Meta:
        """No table of its own."""

        abstract = True

    def __str__(self) -> str:
        """Return its name."""
        return str(self.pk)


class Conversation(_InRoom):
    """What was fixed for the votes of an initiative, or of one of its rooms; without a row, votes are open."""

    id = models.CharField(primary_key=True, max_length=400, help_text="The initiative and the room.")
    closes_on = models.DateField(
        null=True, blank=True, help_text="The day after which nobody votes; empty while it stays open."
    )
    hidden = models.BooleanField(default=False, help_text="Whether results are shown only after that day.")
    guests = models.BooleanField(
        default=False, help_text="Whether people can vote without an account; then one person can vote twice."
    )
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", help_text="Who fixed it.")
    set_at = models.DateTimeField(help_text="When.")

    class Meta:
        """Named after what it holds."""

        db_table = "interests_conversations"


class MapDue(_InRoom):
    """There are votes that the last map does not know."""

    id = models.CharField(primary_key=True, max_length=400, help_text="The initiative and the room.")

    class Meta:
        """Named after what it holds."""

        db_table = "interests_maps_due"


class KeptVotes(_InRoom):
    """The votes of a large conversation as a process holds them, so that one that starts need not read them all."""

    id = models.CharField(primary_key=True, max_length=400, help_text="The initiative and the room.")
    kept_at = models.DateTimeField(help_text="When.")
    until = models.DateTimeField(help_text="The moment of the last vote in it; later ones are taken in after it.")
    hidden = models.JSONField(help_text="The statements that moderation had taken out.")
    packed = models.BinaryField(help_text="The votes and their tables, packed.")

    class Meta:
        """Named after what it holds."""

        db_table = "interests_kept_votes"


class OpinionMap(_InRoom):
    """What a job found in the votes as they stood then. It names nobody: places have no people."""

    id = models.CharField(primary_key=True, max_length=100, help_text="The run.")
    conversation = models.CharField(max_length=400, db_index=True, help_text="The initiative and the room.")
    drawn_at = models.DateTimeField(help_text="When.")
    votes = models.PositiveIntegerField(help_text="As of how many votes.")
    found = models.JSONField(help_text="What was found, in the words of the library.")

    class Meta:
        """The latest first."""

        db_table = "interests_opinion_maps"
        ordering = ["-drawn_at", "-pk"]
