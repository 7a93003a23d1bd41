"""What allauth asks of this site: who may join, how an account is called, where somebody goes after signing in."""

import logging
import secrets
import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from counterpoise.web.people.selectors import live_invitation
from counterpoise.web.people.views import INVITATION
from counterpoise.web.ui.clock import now

__all__ = ["AccountAdapter", "ElsewhereAdapter", "PasskeyAdapter", "may_join"]

_LOG = logging.getLogger(__name__)


def may_join(request: HttpRequest) -> bool:
    """Say whether somebody may join: where the site is open to everybody, or with an invitation in their hand."""
    if settings.COUNTERPOISE_JOIN == "open":
        return True
    code: str = request.session.get(INVITATION, "")
    return bool(code) and live_invitation(code, at=now()) is not None


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth publishes no types
    """Accounts have names that say nothing, and no passwords."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": gettext_lazy("This is not the code. Look in the newest e-mail that we sent."),
        "too_many_login_attempts": gettext_lazy("That was too often. Wait a few minutes, then ask for a new code."),
        "rate_limited": gettext_lazy("That was a lot at once. Wait a few minutes, then try once more."),
        "email_taken": gettext_lazy("Use another address: this one cannot be used."),
        "duplicate_email": gettext_lazy("This is your address already."),
        "same_as_current": gettext_lazy("This is your address already."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Say whether somebody may join."""
        return may_join(request)

    def new_user(self, request: HttpRequest) -> AbstractBaseUser:
        """Return an account that is not kept yet; its name is chance, so that it says nothing of its address."""
        user: AbstractBaseUser = super().new_user(request)
        user.name = f"account-{secrets.token_hex(8)}"  # type: ignore[attr-defined]  # our own kind of account
        return user

    def get_login_stages(self) -> list[str]:
        """Return the steps of signing in. A passkey is another way in and no second lock: the code alone opens, too."""
        return [step for step in super().get_login_stages() if not step.startswith("allauth.mfa.")]

    def is_reauthentication_required(self, *, app: str, **options: Any) -> bool:  # noqa: ANN401, ARG002 - allauth's own
        """Say whether somebody signed in too long ago, by any way: whose phone is lost takes its passkey away."""
        seen = get_authentication_records(self.request, self.request.user)
        return not any(time.time() - each["at"] < app_settings.REAUTHENTICATION_TIMEOUT for each in seen)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a mail; where the server does not take it, say so on the next page, and keep what was typed."""
        try:
            super().send_mail(template_prefix, email, context)
        except OSError as error:  # what a mail server says no with is one too
            # Its words name the address to which it says no.
            _LOG.warning("the mail server did not take a mail: %s", type(error).__name__)
            text = _("The e-mail could not be sent now. Try once more in a few minutes.")
            messages.add_message(self.request, messages.ERROR, text)

    def send_account_already_exists_mail(self, email: str) -> None:
        """Tell somebody who joins anew that they take part already; there is no password to set anew."""
        self.send_mail("account/email/account_already_exists", email, {})

    def add_message(self, request: HttpRequest, level: int, *args: Any, **options: Any) -> None:  # noqa: ANN401 - allauth's own
        """Keep what went wrong for the next page; what went well is seen on that page itself."""
        if level >= messages.WARNING:
            super().add_message(request, level, *args, **options)
        elif request.POST.get("action") == "resend":
            messages.add_message(request, messages.INFO, _("We sent another code. Only the newest one works."))


class PasskeyAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth publishes no types
    """Passkeys are kept under the account's own name, which says nothing; devices show the site's name."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy(
            "This passkey does not work here. Perhaps it was taken away. Use a code by e-mail."
        ),
    }

    def get_public_key_credential_user_entity(self, user: AbstractBaseUser) -> dict[str, Any]:
        """Return how a device keeps the account: by its own name, and not by the address of the person."""
        entity: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        return {**entity, "name": str(user), "display_name": str(user)}


class ElsewhereAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth publishes no types
    """Who signs in elsewhere joins by the same rule as everybody."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:  # noqa: ANN401, ARG002 - allauth's own
        """Say whether somebody may join."""
        return may_join(request)

    def new_user(self, request: HttpRequest, sociallogin: Any) -> AbstractBaseUser:  # noqa: ANN401 - allauth's own
        """Return an account that is not kept yet."""
        user: AbstractBaseUser = super().new_user(request, sociallogin)
        user.name = f"account-{secrets.token_hex(8)}"  # type: ignore[attr-defined]  # our own kind of account
        return user
