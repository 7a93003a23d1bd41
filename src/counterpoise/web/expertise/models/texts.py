"""How texts position people."""

from django.db import models

from counterpoise.record.base import Side
from counterpoise.record.documents import Label
from counterpoise.web.initiatives.models import Document, InitiativeRow
from counterpoise.web.ledger.models import Told, WordField
from counterpoise.web.people.models import Person

__all__ = ["Claim", "ClaimEvidence", "Coding", "Mention"]


class Mention(InitiativeRow):
    """A place in a document that speaks about a group of people."""

    document = models.ForeignKey(
        Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="The document."
    )
    sentence = models.IntegerField(null=True, blank=True, help_text="The number of the sentence, from 0.")
    start = models.IntegerField(
        null=True, blank=True, help_text="Where the words begin in that sentence, in characters."
    )
    end = models.IntegerField(null=True, blank=True, help_text="Where they end.")
    text = models.TextField(default="", blank=True, help_text="The words.")
    label = WordField(
        Label, null=True, help_text="How it positions them, after both readers talked over their differences."
    )

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "expertise_mentions"


class Coding(InitiativeRow):
    """One reader's label for a mention, given apart from the other reader."""

    mention = models.ForeignKey(
        Mention, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="The mention."
    )
    reader = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="Who read it."
    )
    reader_side = WordField(Side, null=True, help_text="The reader's side.")
    label = WordField(Label, null=True, help_text="How the reader finds that it positions people.")

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "expertise_codings"


class Claim(InitiativeRow):
    """Something big that a text says, such as "people are at the centre", and what it means here."""

    document = models.ForeignKey(
        Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="The document."
    )
    text = models.TextField(default="", blank=True, help_text="The claim.")
    meaning = models.TextField(default="", blank=True, help_text="What its writer says that it means here.")

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "expertise_claims"


class ClaimEvidence(InitiativeRow):
    """What the register says about a claim."""

    claim = models.ForeignKey(
        Claim, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="The claim."
    )
    table = models.TextField(default="", blank=True, help_text="The table of the record that is laid beside it.")
    record = models.TextField(default="", blank=True, help_text="The id of that record.")
    note = models.TextField(default="", blank=True, help_text="What it shows.")

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "expertise_claim_evidence"
