"""Persons and the places from which they speak."""

from django.db import models

from counterpoise.record.base import Side
from counterpoise.record.people import CapacityKind, OrgRoleKind
from counterpoise.web.ledger.models import Told, WordField
from counterpoise.web.people.models.base import PeopleRow

__all__ = ["Capacity", "Membership", "OrgRole", "Person"]


class Person(PeopleRow):
    """Somebody who takes part, under the name that they chose."""

    pseudonym = models.TextField(default="", blank=True, help_text="The name that others see.")
    language = models.TextField(
        default="", blank=True, help_text="The language they want to be addressed in, as a code such as ``nl``."
    )
    access_needs = models.TextField(
        default="", blank=True, help_text="What they need to be able to take part, in their own words."
    )

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "people_persons"


class Capacity(PeopleRow):
    """As what a person speaks. A nurse who is also a daughter has two, and each contribution names one."""

    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="Who."
    )
    kind = WordField(CapacityKind, null=True, help_text="As what.")
    side = WordField(Side, null=True, help_text="On whose side.")
    active_from = models.DateField(null=True, blank=True, help_text="The first day.")
    active_until = models.DateField(
        null=True, blank=True, help_text="The day after the last one; empty while it lasts."
    )

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "people_capacities"


class OrgRole(PeopleRow):
    """What an organization does in an initiative."""

    organization = models.TextField(default="", blank=True, help_text="The organization's name.")
    role = WordField(OrgRoleKind, null=True, help_text="Whether it provides, commissions, regulates or supports.")

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "people_org_roles"


class Membership(PeopleRow):
    """Where somebody works."""

    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="Who."
    )
    organization = models.TextField(default="", blank=True, help_text="The organization's name.")
    department = models.TextField(default="", blank=True, help_text="The department's name.")
    function = models.TextField(default="", blank=True, help_text="What they do there.")
    active_from = models.DateField(null=True, blank=True, help_text="The first day.")
    active_until = models.DateField(
        null=True, blank=True, help_text="The day after the last one; empty while it lasts."
    )

    class Meta(Told.Meta):
        """Named after the table of the record."""

        db_table = "people_memberships"
