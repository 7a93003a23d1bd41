"""The logs and their entries, and the versions of rows that are no longer in force."""

from django.db import models

from counterpoise.web.ledger.models.base import next_written

__all__ = ["EarlierVersion", "Entry", "EntryBody", "EntryRow", "Log"]


class Log(models.Model):
    """A log and its head: how many entries it has. The common log, and one for each closed room.

    Its row is locked while an entry is appended, so that numbers have no gaps and no doubles.
    """

    origin = models.CharField(primary_key=True, max_length=200)
    size = models.BigIntegerField(default=0)
    edge = models.BinaryField(default=b"")
    """The hashes of the tree's right edge, from left to right: the root follows from them alone."""

    def __str__(self) -> str:
        """Return the log's name."""
        return self.origin


class Entry(models.Model):
    """One entry: the envelope that everybody may see. It is never changed and never deleted."""

    log = models.ForeignKey(Log, on_delete=models.PROTECT, related_name="+")
    seq = models.BigIntegerField()
    type = models.CharField(max_length=60)
    envelope = models.BinaryField()

    class Meta:
        """Numbers are unique in a log."""

        constraints = [models.UniqueConstraint(fields=["log", "seq"], name="one_entry_per_number")]
        ordering = ["log", "seq"]

    def __str__(self) -> str:
        """Return log and number."""
        return f"{self.log_id} {self.seq}"


class EntryBody(models.Model):
    """What an entry tells of, with its salt. Erasing somebody's words deletes this row, and nothing else."""

    entry = models.OneToOneField(Entry, primary_key=True, on_delete=models.PROTECT, related_name="body")
    body = models.BinaryField()
    salt = models.BinaryField()

    def __str__(self) -> str:
        """Return the entry that it belongs to."""
        return str(self.entry_id)


class EntryRow(models.Model):
    """A row that an entry tells of: so somebody finds the entry of their own words. It goes with the body."""

    body = models.ForeignKey(EntryBody, on_delete=models.CASCADE, related_name="+")
    table = models.CharField(max_length=60)
    ref = models.CharField(max_length=200, db_index=True)

    def __str__(self) -> str:
        """Return table and name."""
        return f"{self.table} {self.ref}"


class EarlierVersion(models.Model):
    """A version of a row that another one replaced, in the form of the record's files."""

    table = models.CharField(max_length=60)
    ref = models.CharField(max_length=200)
    version = models.PositiveIntegerField()
    initiative = models.CharField(max_length=200, null=True, blank=True, db_index=True)  # noqa: DJ001 - as in the rows themselves, None is "for all"
    row = models.JSONField()
    written = models.BigIntegerField(default=next_written, editable=False)

    class Meta:
        """A version is kept once."""

        constraints = [models.UniqueConstraint(fields=["table", "ref", "version"], name="one_row_per_version")]
        ordering = ["written"]

    def __str__(self) -> str:
        """Return table, name and version."""
        return f"{self.table} {self.ref} {self.version}"
