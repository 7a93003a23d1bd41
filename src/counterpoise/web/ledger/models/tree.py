"""The tree of each log (RFC 6962), how far it had come when that was signed, and who watches it from outside."""

from django.db import models

from counterpoise.web.ledger.models.fields import RefField
from counterpoise.web.ledger.models.log import Entry, Log

__all__ = ["Checkpoint", "RoomDay", "TreeNode", "WitnessKey"]


class TreeNode(models.Model):
    """One hash of a log's tree: of the entries from ``place << level`` up to the next such place. Never changed."""

    log = models.ForeignKey(Log, on_delete=models.PROTECT, related_name="+", db_index=False)
    level = models.PositiveSmallIntegerField()
    place = models.BigIntegerField()
    hash = models.BinaryField()

    class Meta:
        """A place in a tree is filled once."""

        constraints = [models.UniqueConstraint(fields=["log", "level", "place"], name="one_hash_per_place")]

    def __str__(self) -> str:
        """Return log, level and place."""
        return f"{self.log_id} {self.level} {self.place}"


class Checkpoint(models.Model):
    """How far a log had come, signed by the site, with the signatures of those who confirmed it (c2sp.org)."""

    log = models.ForeignKey(Log, on_delete=models.PROTECT, related_name="+", db_index=False)
    size = models.BigIntegerField()
    root = models.BinaryField()
    note = models.TextField()
    signed_at = models.DateTimeField()

    class Meta:
        """A log has one checkpoint at a size: a second one would be another past."""

        constraints = [models.UniqueConstraint(fields=["log", "size"], name="one_checkpoint_per_size")]
        ordering = ["log", "-size"]

    def __str__(self) -> str:
        """Return log and size."""
        return f"{self.log_id} {self.size}"


class WitnessKey(models.Model):
    """Somebody who confirms checkpoints, by a key whose secret half only they have."""

    once = models.CharField(primary_key=True, max_length=200)
    name = models.CharField(max_length=120)
    key = models.CharField(max_length=300, unique=True)
    outside = models.BooleanField()
    added_by = RefField(to="persons")
    added_at = models.DateTimeField()

    class Meta:
        """In the order in which they came."""

        ordering = ["added_at"]

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class RoomDay(models.Model):
    """The line of the common log that vouches for a closed room on a day."""

    room = models.ForeignKey(Log, on_delete=models.PROTECT, related_name="+", db_index=False)
    on = models.DateField()
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """One line a day, whether or not anything happened."""

        constraints = [models.UniqueConstraint(fields=["room", "on"], name="one_line_per_room_and_day")]
        ordering = ["room", "-on"]

    def __str__(self) -> str:
        """Return room and day."""
        return f"{self.room_id} {self.on}"
