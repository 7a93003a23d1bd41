"""Pages of the site itself: help, the demonstration's persons, stepping into one of them, leaving."""

from allauth.account import views as account
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.views import reauthenticate_webauthn
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from counterpoise.web.people.selectors import account_of, people_to_be

__all__ = [
    "again",
    "again_by_passkey",
    "be",
    "help_page",
    "leave",
    "missing",
    "persons",
    "refused",
    "type_code",
    "type_first_code",
]


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Explain the site in plain words."""
    return render(request, "project/help.html")


@require_safe
def persons(request: HttpRequest) -> HttpResponse:
    """Show whom a visitor of the demonstration can be."""
    if not settings.COUNTERPOISE_DEMO:
        raise Http404
    return render(request, "project/persons.html", {"people": people_to_be()})


@require_safe
def be(request: HttpRequest, person: str) -> HttpResponse:
    """Step into a person of the demonstration. Only there: it asks for no proof of anything."""
    account = account_of(person) if settings.COUNTERPOISE_DEMO else None
    if account is None:
        raise Http404
    login(request, account, backend="django.contrib.auth.backends.ModelBackend")
    return redirect("governance:start")


@require_http_methods(("GET", "HEAD", "POST"))
def type_code(request: HttpRequest) -> HttpResponse:
    """Take the code that came by e-mail; one that is too old is told of, and not only sent back."""
    return _told_where_old(request, account.confirm_login_code(request), back="account_login")


@require_http_methods(("GET", "HEAD", "POST"))
def type_first_code(request: HttpRequest) -> HttpResponse:
    """Take the code that shows that an address is somebody's; one that is too old is told of, too."""
    return _told_where_old(request, account.email_verification_sent(request), back="account_signup")


def _told_where_old(request: HttpRequest, answer: HttpResponse, *, back: str) -> HttpResponse:
    sent_back = answer.headers.get("Location", "").partition("?")[0] in {reverse(back), reverse("account_login")}
    if request.method == "POST" and sent_back and not len(messages.get_messages(request)):
        messages.error(request, _("This code is too old, or another browser asked for it. Ask for a new one."))
    return answer


@login_required
@require_safe
def again(request: HttpRequest) -> HttpResponse:
    """Say how to show once more that it is oneself: by a passkey, or by signing in anew with a code."""
    passkeys = Authenticator.objects.filter(user=request.user, type=Authenticator.Type.WEBAUTHN).exists()
    return render(request, "account/reauthenticate.html", {"passkeys": passkeys})


@login_required
@require_http_methods(("GET", "HEAD", "POST"))
def again_by_passkey(request: HttpRequest) -> HttpResponse:
    """Show once more by a passkey that it is oneself; whose does not work is told of the other way."""
    try:
        answer: HttpResponse = reauthenticate_webauthn(request)
    except PermissionDenied:
        return redirect("account_reauthenticate")
    # Allauth sends whose passkey did not work to the page for signing in, which shows nothing to who is signed in.
    refused = answer.headers.get("Location") == reverse("account_login")
    return redirect("account_reauthenticate") if refused else answer


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Sign out; a browser that can forgets the pages that it kept, for who comes after on the same machine."""
    logout(request)
    response = redirect("governance:start")
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django gives it; nothing of it is shown
    """Say that there is nothing here, in the same words for what does not exist and what one may not read."""
    return render(request, "project/missing.html", status=404)


def refused(request: HttpRequest, reason: object = "", exception: object = None) -> HttpResponse:  # noqa: ARG001 - Django gives them; nothing of them is shown
    """Say that a form was too old to be used."""
    return render(request, "project/refused.html", status=403)
