"""How somebody is reached, and what they chose for themselves. No record and no export of others holds any of it."""

from django.db import models

from counterpoise.web.people.models.persons import Capacity, Person

__all__ = ["Contact", "Wishes"]


class Contact(models.Model):
    """How somebody can be reached. It lies in a table of its own, which nothing that leaves the site ever joins."""

    class Way(models.TextChoices):
        """By which way they want to hear."""

        MAIL = "mail"
        PAPER = "paper"
        PHONE = "phone"

    person = models.OneToOneField(Person, primary_key=True, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=10, choices=Way.choices, default=Way.MAIL)
    telephone = models.CharField(max_length=40, blank=True, default="")
    address = models.TextField(blank=True, default="")
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        """Return whose it is, and nothing of it."""
        return str(self.person_id)


class Wishes(models.Model):
    """What somebody chose for themselves: as what they usually speak, and what they need at a meeting."""

    person = models.OneToOneField(Person, primary_key=True, on_delete=models.PROTECT, related_name="+")
    usual_capacity = models.ForeignKey(Capacity, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    at_meetings = models.TextField(blank=True, default="")
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        """Return whose it is, and nothing of it."""
        return str(self.person_id)
