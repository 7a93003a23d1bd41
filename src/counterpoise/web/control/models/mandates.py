"""Who decides what."""

from django.db import models

from counterpoise.record.base import Say
from counterpoise.record.mandates import Assent, Basis, DutyMove, GroupSay, MandateState
from counterpoise.web.control.models.rights import Requirement, StatutoryMandate
from counterpoise.web.initiatives.models import ContextChange, InitiativeRow, Matter
from counterpoise.web.ledger.models import ManyField, Told, WordField
from counterpoise.web.people.models import Body

__all__ = ["Mandate"]


class Mandate(InitiativeRow):
    """One version of who decides a matter. All versions share its `id`; the history is part of the record."""

    matter = models.ForeignKey(
        Matter, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="What can be decided."
    )
    holder = models.ForeignKey(
        Body,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The body that has the say of this mandate.",
    )
    say = WordField(Say, null=True, help_text="Its say; ``decide`` for the body that decides.")
    others = ManyField(GroupSay, help_text="The say of each group.")
    limits = models.TextField(default="", blank=True, help_text="Within which limits.")
    conflict_decides = models.TextField(default="", blank=True, help_text="Who decides where both sides disagree.")
    conflict_mediator = models.TextField(default="", blank=True, help_text="Who helps them talk.")
    conflict_max_days = models.IntegerField(
        null=True, blank=True, help_text="After how many days at most it is decided."
    )
    review_on = models.DateField(null=True, blank=True, help_text="When it is looked at again.")
    expires_on = models.DateField(null=True, blank=True, help_text="The day from which it no longer holds.")
    reason = models.TextField(default="", blank=True, help_text="Why this version.")
    basis = WordField(Basis, null=True, help_text="Agreed by both sides, laid down by law, or claimed by its holder.")
    state = WordField(MandateState, default=MandateState.PROPOSED, help_text="Where the talk about it stands.")
    assents = ManyField(Assent, help_text="Who said yes, for which side, when.")
    legal_right = models.ForeignKey(
        StatutoryMandate,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The legal right that it follows from.",
    )
    direction = models.IntegerField(
        null=True,
        blank=True,
        help_text=(
            "-1 where this version moves control to the local or civic side, 1 to the centre, 0 where it "
            "moves nothing; empty where nobody coded it."
        ),
    )
    cites_requirement = models.ForeignKey(
        Requirement,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The requirement from elsewhere that the reason cites.",
    )
    duty_moved = WordField(DutyMove, null=True, help_text="To which side it moves a duty; empty where it moves none.")
    duty = models.TextField(default="", blank=True, help_text="The duty that it moves.")
    say_with_it = WordField(
        Say, null=True, help_text="The say that goes along with that duty; ``none`` where none does."
    )
    context_change = models.ForeignKey(
        ContextChange,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The change around the initiative that put this mandate on review.",
    )

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "control_mandates"
