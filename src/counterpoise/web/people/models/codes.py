"""Invitations and receipts: what somebody can do with a code, of which only a keyed hash is kept."""

from django.db import models

from counterpoise.record import Side
from counterpoise.record.people import CapacityKind, SeatMethod
from counterpoise.web.ledger.models import RefField, WordField
from counterpoise.web.people.models.bodies import Body, Space
from counterpoise.web.people.models.persons import Person

__all__ = ["Attempt", "Invitation", "Receipt", "Welcome"]

_HASH = 64


class Invitation(models.Model):
    """Somebody is asked in: to a body, a room, a capacity, or an initiative. It works once, and ends by itself."""

    id = models.CharField(primary_key=True, max_length=200)
    code_hash = models.CharField(max_length=_HASH, unique=True)
    initiative = RefField("initiatives")
    body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    room = models.ForeignKey(Space, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    capacity = WordField(CapacityKind, null=True)
    side = WordField(Side, null=True)
    method = WordField(SeatMethod, null=True)
    about = models.CharField(max_length=200)
    invited_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    used_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """The latest first."""

        ordering = ["-invited_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(used_at__isnull=True) | models.Q(withdrawn_at__isnull=True),
                name="used_or_withdrawn_but_not_both",
            )
        ]

    def __str__(self) -> str:
        """Return its id."""
        return str(self.id)


class Receipt(models.Model):
    """A code with which somebody without an account finds their words again, and speaks as their author."""

    code_hash = models.CharField(max_length=_HASH, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    initiative = RefField("initiatives")
    contribution = RefField("contributions")
    issued_at = models.DateTimeField()

    class Meta:
        """The oldest first."""

        ordering = ["issued_at", "id"]

    def __str__(self) -> str:
        """Return whose it is."""
        return str(self.person_id)


class Welcome(models.Model):
    """How an initiative receives people: whether they can say something without an account."""

    initiative = models.CharField(primary_key=True, max_length=200)
    without_account = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        """Return the initiative."""
        return self.initiative


class Attempt(models.Model):
    """Somebody tried a code or sent a form: counted for an hour, so that nobody can try all codes."""

    what = models.CharField(max_length=40)
    who = models.CharField(max_length=_HASH)
    at = models.DateTimeField(db_index=True)

    class Meta:
        """Looked up by what was tried and from where."""

        indexes = [models.Index(fields=["what", "who", "at"])]

    def __str__(self) -> str:
        """Return what was tried."""
        return self.what
