"""Type the code of an invitation, see what it is for, and use it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from counterpoise.web.people import forms, services
from counterpoise.web.people.selectors import live_invitation, who_looks
from counterpoise.web.people.views.sending import PlainSheet, address_of, plain_sheet
from counterpoise.web.ui.clock import now

__all__ = ["INVITATION", "invitation", "invited"]

INVITATION = "invitation"
"""Under this name a session keeps the code of an invitation while somebody signs in or joins."""

_BOTH = ("GET", "HEAD", "POST")
_TRIES = 20


@require_http_methods(_BOTH)
def invitation(request: HttpRequest) -> HttpResponse:
    """Type the code of an invitation."""
    form = forms.CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect("people:invited", code=form.cleaned_data["text"])
    page = PlainSheet(
        heading=_("Your invitation"),
        lead=_("Type the code that stands on your invitation."),
        button=_("Look"),
        back=reverse("governance:start"),
    )
    return plain_sheet(request, page, form, act=lambda: None, then="")


@never_cache
@require_http_methods(_BOTH)
def invited(request: HttpRequest, code: str) -> HttpResponse:
    """Show what an invitation is for, and use it. All that cannot be used answers in the same words."""
    viewer, at, here = who_looks(request), now(), address_of(request)
    try:
        services.try_once("invitation", who=here, most=_TRIES, at=at)
    except services.TooManyError:
        return render(request, "429.html", status=429)
    found = live_invitation(code, at=at)
    if found is None:
        return render(request, "people/not_usable.html", status=404)
    services.forget_attempts("invitation", who=here)
    if viewer.person is None:
        request.session[INVITATION] = code
        if request.user.is_authenticated:
            return redirect("people:welcome")
        return render(request, "people/invited.html", {"invitation": found})
    asks = found.body_id is None and found.room_id is None and found.capacity is None
    form = forms.AcceptForm(request.POST or None, asks=asks, side=found.side)

    def act() -> object:
        kind, once = form.kind(), form.cleaned_data["once"]
        used = services.use_invitation(text=code, capacity=kind, once=once, by=viewer, at=at)
        request.session.pop(INVITATION, None)
        return used

    page = PlainSheet(
        heading=_("You are invited"),
        lead=found.about,
        button=_("Yes, I take part"),
        back=reverse("governance:start"),
        template="people/accept.html",
        more={"invitation": found},
    )
    then = reverse("governance:initiative", args=[found.initiative])
    try:
        return plain_sheet(request, page, form, act=act, then=then)
    except services.NotUsableError:
        return render(request, "people/not_usable.html", status=404)
