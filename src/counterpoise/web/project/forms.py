"""The forms for signing in and joining: allauth's own, asked and answered in our words."""

from typing import Any

from allauth.account.forms import (
    AddEmailForm,
    ConfirmEmailVerificationCodeForm,
    ConfirmLoginCodeForm,
    RequestLoginCodeForm,
    SignupForm,
)
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import AddWebAuthnForm, LoginWebAuthnForm, ReauthenticateWebAuthnForm
from allauth.socialaccount.forms import DisconnectForm
from allauth.socialaccount.forms import SignupForm as ElsewhereSignupForm
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

__all__ = [
    "AddPasskeyForm",
    "AskForCodeForm",
    "CodeForm",
    "ConfirmAddressForm",
    "JoinForm",
    "JoinFromElsewhereForm",
    "LetGoForm",
    "LoginPasskeyForm",
    "OtherAddressForm",
    "ReauthenticatePasskeyForm",
]

_ADDRESS = _("Your e-mail address")
_NO_ADDRESS = _("Write your e-mail address, such as name@example.org.")
_NO_CODE = _("Write the code that stands in the e-mail.")
# What a device answers is put in by a script: without it this field stays empty.
_NO_PASSKEY = _("A passkey needs JavaScript, which is off in this browser. The code by e-mail works without.")


def _address(field: forms.Field, label: Any = _ADDRESS) -> None:  # noqa: ANN401 - a text, or one still to be translated
    field.label = label
    field.error_messages |= {"required": _NO_ADDRESS, "invalid": _NO_ADDRESS}
    for validator in field.validators:
        if hasattr(validator, "message") and getattr(validator, "code", "") == "invalid":
            validator.message = _NO_ADDRESS
    field.widget.attrs.pop("placeholder", None)


def _code(field: forms.Field) -> None:
    field.label = _("The code from the e-mail")
    field.help_text = _("It works for a few minutes, and only once. Look in your spam folder too.")
    field.error_messages |= {"required": _NO_CODE}
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs["autocomplete"] = "one-time-code"


class AskForCodeForm(RequestLoginCodeForm):  # type: ignore[misc]  # allauth publishes no types
    """Ask for a code by e-mail."""

    template_name = "ui/form.html"
    use_required_attribute = False

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's own arguments
        super().__init__(*args, **options)
        _address(self.fields["email"])


class CodeForm(ConfirmLoginCodeForm):  # type: ignore[misc]  # allauth publishes no types
    """Type the code that came by e-mail."""

    template_name = "ui/form.html"
    use_required_attribute = False

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's own arguments
        super().__init__(*args, **options)
        _code(self.fields["code"])


class ConfirmAddressForm(ConfirmEmailVerificationCodeForm):  # type: ignore[misc]  # allauth publishes no types
    """Type the code that shows that an address is one's own."""

    template_name = "ui/form.html"
    use_required_attribute = False

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's own arguments
        super().__init__(*args, **options)
        _code(self.fields["code"])


class JoinForm(SignupForm):  # type: ignore[misc]  # allauth publishes no types
    """Join: an address is all that is asked for."""

    template_name = "ui/form.html"
    use_required_attribute = False

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's own arguments
        super().__init__(*args, **options)
        _address(self.fields["email"])
        self.fields["email"].help_text = _("Only you and this site know it. Others see a name that you choose.")


class JoinFromElsewhereForm(ElsewhereSignupForm):  # type: ignore[misc]  # allauth publishes no types
    """Join after signing in at one's organization, where that did not tell an address."""

    template_name = "ui/form.html"
    use_required_attribute = False

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's own arguments
        super().__init__(*args, **options)
        _address(self.fields["email"])
        self.fields["email"].help_text = _("Only you and this site know it. Others see a name that you choose.")


class LetGoForm(DisconnectForm):  # type: ignore[misc]  # allauth publishes no types
    """Sign in at one's organization no more: as long as there is another way in. Allauth asks for a password."""

    def clean(self) -> dict[str, Any]:
        """Hold that some way in stays.

        Raises
        ------
        ValidationError
            It is the only way in.
        """
        given: dict[str, Any] = self.cleaned_data
        let_go, user = given.get("account"), self.request.user
        others = self.accounts.exclude(pk=let_go.pk).exists() if let_go is not None else True
        passkeys = Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).exists()
        if not (user.email or passkeys or others):
            raise ValidationError(_("This is your only way in. Add an e-mail address or a passkey first."))
        return given


class OtherAddressForm(AddEmailForm):  # type: ignore[misc]  # allauth publishes no types
    """Sign in with another address from now on."""

    template_name = "ui/form.html"
    use_required_attribute = False

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's own arguments
        super().__init__(*args, **options)
        _address(self.fields["email"], _("Your new e-mail address"))


class _Unseen(forms.CheckboxInput):
    """A box that is ticked and not seen. It is no hidden field: the script that asks the device reads its tick."""

    is_hidden = True


class AddPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]  # allauth publishes no types
    """Give a passkey a name; it always signs in by itself, so the device must keep it together with the account."""

    template_name = "ui/form.html"
    use_required_attribute = False

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's own arguments
        super().__init__(*args, **options)
        self.fields["name"].label = _("A name for this passkey, such as “my phone”")
        self.fields["name"].widget.attrs.pop("placeholder", None)
        self.fields["passwordless"].widget = _Unseen(attrs={"hidden": True})
        self.fields["passwordless"].initial = True
        self.fields["credential"].error_messages |= {"required": _NO_PASSKEY}


class LoginPasskeyForm(LoginWebAuthnForm):  # type: ignore[misc]  # allauth publishes no types
    """Sign in by a passkey."""

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's own arguments
        super().__init__(*args, **options)
        self.fields["credential"].error_messages |= {"required": _NO_PASSKEY}


class ReauthenticatePasskeyForm(ReauthenticateWebAuthnForm):  # type: ignore[misc]  # allauth publishes no types
    """Show once more by a passkey that it is oneself."""

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's own arguments
        super().__init__(*args, **options)
        self.fields["credential"].error_messages |= {"required": _NO_PASSKEY}
