"""Pages about oneself: who I am here, what I need, as what I speak, how I sign in."""

import secrets
from collections.abc import Callable, Mapping

from django.conf import settings
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from counterpoise.levels.names import suggested_name
from counterpoise.record.people import CapacityKind
from counterpoise.web.ledger.services import RefusedError, StaleVersionError
from counterpoise.web.people import forms, services
from counterpoise.web.people.selectors import Own, Viewer, names_seen, own_place
from counterpoise.web.people.views.invitations import INVITATION
from counterpoise.web.people.views.sending import PlainSheet, account_here, plain_sheet, signed_in
from counterpoise.web.ui.clock import now
from counterpoise.web.ui.forms import PlainForm

__all__ = [
    "add_capacity",
    "close",
    "contact",
    "end",
    "language",
    "me",
    "name",
    "needs",
    "out_everywhere",
    "usual",
    "welcome",
    "work",
]

_BOTH = ("GET", "HEAD", "POST")
_ENDS: Mapping[str, Callable[..., object]] = {
    "capacity": lambda **given: services.end_capacity(capacity=given.pop("row"), **given),
    "membership": lambda **given: services.end_membership(membership=given.pop("row"), **given),
}


def _own(request: HttpRequest) -> tuple[Viewer, Own]:
    viewer = signed_in(request)
    own = own_place(viewer)
    if own is None:
        raise Http404
    return viewer, own


@never_cache
@require_safe
def me(request: HttpRequest) -> HttpResponse:
    """Show who somebody is here; who has no name here yet chooses one first."""
    viewer = request.viewer  # type: ignore[attr-defined]  # the middleware puts it there
    if viewer.person is None:
        if request.user.is_authenticated:
            return redirect("people:welcome")
        return redirect(f"{reverse(settings.LOGIN_URL)}?next={request.path}")
    _viewer, own = _own(request)
    return render(request, "people/me.html", {"own": own})


@require_http_methods(_BOTH)
def welcome(request: HttpRequest) -> HttpResponse:
    """Choose the name that others see, at the first sign-in; one is suggested."""
    account = account_here(request)
    if request.viewer.person is not None:  # type: ignore[attr-defined]  # the middleware puts it there
        return redirect("people:me")
    lang = get_language() or "en"
    suggested = suggested_name(seed=secrets.randbits(32), lang=lang, taken=names_seen())
    form = forms.NameForm(request.POST or None, initial={"name": suggested})

    def act() -> object:
        given = form.cleaned_data
        return services.take_part(account=account, name=given["name"], language=lang, once=given["once"], at=now())

    page = PlainSheet(
        heading=_("Choose a name"),
        lead=_("Others see this name beside what you do. We suggest one, and you can change it at any time."),
        button=_("This is my name here"),
        back=reverse("governance:start"),
    )
    waiting = request.session.get(INVITATION)
    then = reverse("people:invited", args=[waiting]) if waiting else reverse("people:me")
    return plain_sheet(request, page, form, act=act, then=then)


def _changes(
    request: HttpRequest,
    form: PlainForm,
    page: PlainSheet,
    service: Callable[..., object],
    *,
    viewer: Viewer,
    fields: tuple[str, ...],
) -> HttpResponse:
    def act() -> object:
        given = {each: form.cleaned_data[each] for each in fields}
        return service(**given, version=form.cleaned_data["version"] or 0, by=viewer, at=now())

    return plain_sheet(request, page, form, act=act, then=reverse("people:me"))


@require_http_methods(_BOTH)
def name(request: HttpRequest) -> HttpResponse:
    """Take another name."""
    viewer, own = _own(request)
    form = forms.NameForm(request.POST or None, initial={"name": own.person.pseudonym, "version": own.person.version})
    page = PlainSheet(
        heading=_("Another name"),
        lead=_("What you did before stands under the new name too."),
        button=_("Take this name"),
        back=reverse("people:me"),
    )
    return _changes(request, form, page, services.rename, viewer=viewer, fields=("name",))


@require_http_methods(_BOTH)
def language(request: HttpRequest) -> HttpResponse:
    """Choose a language."""
    viewer, own = _own(request)
    initial = {"language": own.person.language or get_language(), "version": own.person.version}
    form = forms.LanguageForm(request.POST or None, initial=initial)
    page = PlainSheet(heading=_("Your language"), button=_("Keep this"), back=reverse("people:me"))
    return _changes(request, form, page, services.speak_language, viewer=viewer, fields=("language",))


@require_http_methods(_BOTH)
def needs(request: HttpRequest) -> HttpResponse:
    """Say what one needs."""
    viewer, own = _own(request)
    initial = {
        "needs": own.person.access_needs,
        "at_meetings": own.wishes.at_meetings,
        "version": own.person.version,
    }
    form = forms.NeedsForm(request.POST or None, initial=initial)
    page = PlainSheet(
        heading=_("What you need"),
        lead=_("Only you read this, and those who arrange the meetings where you take part."),
        button=_("Keep this"),
        back=reverse("people:me"),
    )
    return _changes(request, form, page, services.keep_needs, viewer=viewer, fields=("needs", "at_meetings"))


@require_http_methods(_BOTH)
def contact(request: HttpRequest) -> HttpResponse:
    """Say how one can be reached."""
    viewer, own = _own(request)
    kept = own.contact
    initial = {"way": kept.way, "telephone": kept.telephone, "address": kept.address, "version": kept.version}
    form = forms.ContactForm(request.POST or None, initial=initial)
    page = PlainSheet(
        heading=_("How we reach you"),
        lead=_("This lies apart from everything else, and leaves this site with nobody but you."),
        button=_("Keep this"),
        back=reverse("people:me"),
    )
    return _changes(request, form, page, services.keep_contact, viewer=viewer, fields=("way", "telephone", "address"))


@require_http_methods(_BOTH)
def add_capacity(request: HttpRequest) -> HttpResponse:
    """Say as what one speaks too."""
    viewer, _own_place = _own(request)
    form = forms.CapacityForm(request.POST or None)

    def act() -> object:
        given = form.cleaned_data
        return services.add_capacity(kind=CapacityKind(given["kind"]), once=given["once"], by=viewer, at=now())

    page = PlainSheet(
        heading=_("As what you speak"),
        lead=_("Who speaks for an organization too is outside the citizens’ own rooms, unless a room votes them in."),
        button=_("Add this"),
        back=reverse("people:me"),
    )
    return plain_sheet(request, page, form, act=act, then=reverse("people:me"))


@require_http_methods(_BOTH)
def usual(request: HttpRequest) -> HttpResponse:
    """Keep one capacity as the usual choice."""
    viewer, own = _own(request)
    initial = {"capacity": own.wishes.usual_capacity_id or ""}
    form = forms.UsualForm(request.POST or None, capacities=own.capacities, initial=initial)

    def act() -> object:
        services.keep_usual(capacity=form.cleaned_data["capacity"] or None, by=viewer, at=now())
        return None

    page = PlainSheet(
        heading=_("Your usual choice"),
        lead=_("It is chosen for you when you say something. You can choose another one each time."),
        button=_("Keep this"),
        back=reverse("people:me"),
    )
    return plain_sheet(request, page, form, act=act, then=reverse("people:me"))


@require_http_methods(_BOTH)
def work(request: HttpRequest) -> HttpResponse:
    """Say where one works."""
    viewer, _own_place = _own(request)
    form = forms.MembershipForm(request.POST or None)

    def act() -> object:
        given = form.cleaned_data
        return services.add_membership(
            organization=given["organization"],
            department=given["department"],
            function=given["function"],
            once=given["once"],
            by=viewer,
            at=now(),
        )

    page = PlainSheet(
        heading=_("Where you work"),
        lead=_("Tell it if you work for an organization that takes part. Then everybody knows from where you speak."),
        button=_("Add this"),
        back=reverse("people:me"),
    )
    return plain_sheet(request, page, form, act=act, then=reverse("people:me"))


@require_POST
def end(request: HttpRequest, what: str) -> HttpResponse:
    """End a capacity or a place of work of one's own."""
    viewer = signed_in(request)
    form = forms.EndForm(request.POST)
    if what not in _ENDS or not form.is_valid():
        raise Http404
    try:
        _ENDS[what](row=form.cleaned_data["row"], version=form.cleaned_data["version"] or 0, by=viewer, at=now())
    except RefusedError as error:
        raise Http404 from error
    except StaleVersionError:
        # Two taps on the same button: the page shows what stands there now.
        return redirect("people:me")
    return redirect("people:me")


@require_http_methods(_BOTH)
def out_everywhere(request: HttpRequest) -> HttpResponse:
    """Sign out on every machine."""
    account = account_here(request)
    form = forms.SureForm(request.POST or None)

    def act() -> object:
        services.sign_out_everywhere(account=account)
        logout(request)
        return None

    page = PlainSheet(
        heading=_("Sign out everywhere"),
        lead=_("You are signed out on this machine and on all others, such as one that you lost."),
        button=_("Sign out everywhere"),
        back=reverse("people:me"),
    )
    return plain_sheet(request, page, form, act=act, then=reverse("governance:start"))


@require_http_methods(_BOTH)
def close(request: HttpRequest) -> HttpResponse:
    """Delete one's sign-in."""
    account = account_here(request)
    form = forms.SureForm(request.POST or None)

    def act() -> object:
        services.close_account(account=account)
        logout(request)
        return None

    page = PlainSheet(
        heading=_("Delete your sign-in"),
        lead=_("Your e-mail address and passkeys go. What you said stays, under the name that you chose."),
        button=_("Delete my sign-in"),
        back=reverse("people:me"),
        template="people/close.html",
    )
    return plain_sheet(request, page, form, act=act, then=reverse("governance:start"))
