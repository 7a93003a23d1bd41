"""Letters: what is owed to whom, and how far it came. They tell of the record and are no part of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from counterpoise.web.people.models import Person

__all__ = ["Letter", "LetterKind", "LetterState", "ReadSoFar", "Route", "Wanted", "Wish"]


class LetterKind(models.TextChoices):
    """What a letter is about. All but the weekly one are duties: nobody can switch them off."""

    WEEKLY = "weekly", _("The weekly letter")
    DECISION = "decision", _("A decision of which a group was not told")
    LIMIT_QUESTION = "limit_question", _("A request for a limit")
    LIMIT_OVERDUE = "limit_overdue", _("A request for a limit that waits too long")
    TERM = "term", _("A term of a legal right that ends soon")
    REFRAME = "reframe", _("Another wording that waits for an answer")
    REST = "rest", _("An initiative went to rest")
    ASLEEP = "asleep", _("An initiative rests past its review")
    BREAK_GLASS = "break_glass", _("Somebody broke into a closed room")


class LetterState(models.TextChoices):
    """How far a letter came."""

    DUE = "due", _("waits to be sent")
    CLAIMED = "claimed", _("is being sent")
    HANDING_OVER = "handing_over", _("is being handed over")
    ACCEPTED = "accepted", _("taken by the mail server")
    UNKNOWN = "unknown", _("perhaps delivered: we do not know")
    BOUNCED = "bounced", _("not delivered")
    TO_PRINT = "to_print", _("waits to be printed")
    POSTED = "posted", _("printed and sent by a person")
    VOID = "void", _("not sent: there was nothing left to say")


class Route(models.TextChoices):
    """How a letter goes."""

    MAIL = "mail", _("by e-mail")
    POST = "post", _("on paper")


class Wanted(models.TextChoices):
    """How often somebody wants letters."""

    WEEKLY = "weekly", _("Once a week")
    AT_ONCE = "at_once", _("At once, whenever there is news")
    POST = "post", _("Once a week, on paper")
    NONE = "none", _("Only what I must be told")


class Wish(models.Model):
    """How somebody wants to be told. Who says nothing gets a letter once a week."""

    person = models.OneToOneField(Person, primary_key=True, on_delete=models.CASCADE, related_name="+")
    wanted = models.CharField(max_length=20, choices=Wanted.choices, default=Wanted.WEEKLY)
    address = models.TextField(blank=True, default="")

    class Meta:
        """Named after what it holds."""

        db_table = "governance_wishes"

    def __str__(self) -> str:
        """Return whose wish it is."""
        return str(self.person_id)


class Letter(models.Model):
    """One letter to one person. Its key says what it is owed for: the same thing is never owed twice."""

    key = models.CharField(max_length=500, unique=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=LetterKind.choices)
    initiative = models.CharField(max_length=200, blank=True, default="", db_index=True)
    about = models.CharField(max_length=200, blank=True, default="")
    group = models.CharField(max_length=200, blank=True, default="")
    route = models.CharField(max_length=10, choices=Route.choices, default=Route.MAIL)
    state = models.CharField(max_length=20, choices=LetterState.choices, default=LetterState.DUE)
    since = models.DateTimeField(null=True, blank=True)
    owed_at = models.DateTimeField()
    due_at = models.DateTimeField()
    claimed_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    message_id = models.CharField(max_length=200, blank=True, default="", db_index=True)
    problem = models.CharField(max_length=200, blank=True, default="")
    content = models.JSONField(default=dict, blank=True)

    class Meta:
        """The oldest first; a sender looks for what is due."""

        db_table = "governance_letters"
        ordering = ["due_at", "id"]
        indexes = [models.Index(fields=["state", "due_at"], name="letters_by_state")]

    def __str__(self) -> str:
        """Return its number, which says nothing of anybody."""
        return f"letter {self.pk}"


class ReadSoFar(models.Model):
    """How far each log was read for what is owed; what is owed is written in the same transaction."""

    log = models.CharField(primary_key=True, max_length=200)
    size = models.BigIntegerField(default=0)

    class Meta:
        """Named after what it holds."""

        db_table = "governance_read_so_far"

    def __str__(self) -> str:
        """Return the log's name."""
        return self.log
