"""Signing in at another organization (OpenID Connect): going there, coming back, and what goes wrong on the way."""

from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect import views as openid
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

__all__ = ["come_back", "go"]

# What the other site answers is not ours: it may be away (an OSError, whatever fetches it), say something else than it
# should, or leave something out.
_BROKEN = (OSError, OAuth2Error, ValueError, KeyError)


@never_cache
@require_POST
def go(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Send somebody to the other organization.

    A page of our own stands in between: a form of ours leads to no other site, nor does what answers it, or a browser
    would stop there (``form-action`` in our Content-Security-Policy).
    """
    try:
        answer: HttpResponse = openid.login(request, provider_id)
    except _BROKEN:
        return redirect("socialaccount_login_error")
    place = answer.headers.get("Location", "")
    if answer.status_code != 302 or not place.startswith(("https://", "http://")):
        return answer
    return render(request, "socialaccount/go.html", {"place": place})


@never_cache
@require_safe
def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Take what the other organization says of somebody who comes back from there."""
    try:
        answer: HttpResponse = openid.callback(request, provider_id)
    except _BROKEN:
        return redirect("socialaccount_login_error")
    return answer
