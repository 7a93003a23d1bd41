"""Accounts: how somebody signs in. What they say and do is told by the person, never by the account."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models

from counterpoise.web.people.models.persons import Person

__all__ = ["Account"]


class Account(AbstractBaseUser, PermissionsMixin):
    """An account. Being an administrator of the machine gives no reading of any room."""

    name = models.CharField(max_length=200, unique=True)
    email = models.EmailField(blank=True, default="")
    person = models.OneToOneField(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)

    objects = BaseUserManager()

    USERNAME_FIELD = "name"

    def __str__(self) -> str:
        """Return the account's name."""
        return self.name
