"""Pages for people who vote without an account: begin, go on with a code, see the code, stop on this device."""

from hashlib import sha256

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from counterpoise.levels.refusals import Refusal
from counterpoise.record.initiatives import Initiative
from counterpoise.web.initiatives.services import NothingHereError
from counterpoise.web.initiatives.views import here
from counterpoise.web.interests import services
from counterpoise.web.interests.forms import BeginForm, GoOnForm
from counterpoise.web.interests.selectors import OPEN, Talk, is_guest, talk_at, voter_of
from counterpoise.web.ledger.services import AlreadyToldError, RefusedError
from counterpoise.web.people.selectors import Viewer, made_of
from counterpoise.web.people.services import TooManyError, forget_attempts, try_once
from counterpoise.web.people.views.sending import address_of
from counterpoise.web.ui.clock import now

__all__ = ["begin", "go_on", "leave", "my_code", "voter_here"]

_BOTH = ("GET", "HEAD", "POST")
_TRIES = 20
_KEPT = 14 * 24 * 3600
"""So many seconds a browser keeps the code: as long as a sign-in without use."""


def _cookie(initiative: str) -> str:
    # One for each initiative: who votes in two of them is two people there, whom nobody can put together.
    prefix = "__Host-" if settings.SESSION_COOKIE_SECURE else ""
    return f"{prefix}votes-{sha256(initiative.encode()).hexdigest()[:12]}"


def _code(request: HttpRequest, initiative: str) -> str:
    return request.COOKIES.get(_cookie(initiative), "")


def voter_here(request: HttpRequest, talk: Talk, *, viewer: Viewer) -> Viewer:
    """Return who votes: who is signed in, or whoever began here without an account in this browser."""
    return voter_of(talk, code=_code(request, talk.initiative), viewer=viewer)


def _keep(answer: HttpResponse, initiative: str, code: str) -> HttpResponse:
    answer.set_cookie(
        _cookie(initiative),
        code,
        max_age=_KEPT,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return answer


def _guests(request: HttpRequest, initiative: str) -> tuple[Viewer, Initiative, Talk]:
    """Return who looks, the initiative and its open conversation, where people vote in it without an account.

    Raises
    ------
    Http404
        They do not, or there is none.
    """
    viewer, found = here(request, initiative)
    talk = talk_at(initiative, OPEN, known=True, viewer=viewer)
    if talk is None or not talk.guests:
        raise Http404
    return viewer, found, talk


def _shown(found: Initiative, talk: Talk, form: BeginForm | GoOnForm, **words: str) -> dict[str, object]:
    return {"initiative": found, "door": "interests", "talk": talk, "form": form, **words}


@never_cache
@require_http_methods(_BOTH)
def begin(request: HttpRequest, initiative: str) -> HttpResponse:
    """Begin to vote without an account."""
    viewer, found, talk = _guests(request, initiative)
    voting = reverse("interests:vote", args=[initiative, OPEN])
    if voter_here(request, talk, viewer=viewer).person is not None:
        return redirect(voting)
    form = BeginForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        once = form.cleaned_data["once"]
        try:
            code = services.begin_voting(
                initiative=initiative,
                language=get_language() or "",
                address=address_of(request),
                once=once,
                by=viewer,
                at=now(),
            )
        except AlreadyToldError:
            return _keep(redirect(voting), initiative, made_of("receipt", once))
        except NothingHereError as error:
            raise Http404 from error
        except RefusedError as error:
            form.refuse(error.refusals)
        else:
            return _keep(redirect(voting), initiative, code)
    words = {
        "heading": _("Vote without an account"),
        "lead": _("Nobody asks who you are. Please vote once only: one person, one voice."),
        "button": _("Begin to vote"),
        "back": reverse("interests:opinions", args=[initiative, OPEN]),
    }
    return render(request, "interests/begin.html", _shown(found, talk, form, **words))


@never_cache
@require_http_methods(_BOTH)
def go_on(request: HttpRequest, initiative: str) -> HttpResponse:
    """Go on with a code, in another browser or on another day."""
    viewer, found, talk = _guests(request, initiative)
    form = GoOnForm(request.POST or None, initial={"text": request.GET.get("code", "")[:40]})
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["text"]
        address = address_of(request)
        try:
            try_once("receipt", who=address, most=_TRIES, at=now())
        except TooManyError:
            return render(request, "429.html", status=429)
        if is_guest(voter_of(talk, code=code, viewer=viewer), viewer=viewer):
            forget_attempts("receipt", who=address)
            return _keep(redirect(reverse("interests:vote", args=[initiative, OPEN])), initiative, code)
        form.refuse((Refusal("opinions.wrong_code"),))
    words = {
        "heading": _("Go on with your code"),
        "lead": _("You got the code when you began. It brings your votes back."),
        "button": _("Go on"),
        "back": reverse("interests:begin", args=[initiative]),
    }
    return render(request, "ui/write.html", _shown(found, talk, form, **words))


@never_cache
@require_safe
def my_code(request: HttpRequest, initiative: str) -> HttpResponse:
    """Show the code with which somebody without an account goes on elsewhere."""
    viewer, found, talk = _guests(request, initiative)
    if not is_guest(voter_here(request, talk, viewer=viewer), viewer=viewer):
        return redirect(reverse("interests:begin", args=[initiative]))
    told = {"initiative": found, "door": "interests", "talk": talk, "code": _code(request, initiative)}
    return render(request, "interests/my_code.html", told)


@require_POST
def leave(request: HttpRequest, initiative: str) -> HttpResponse:
    """Stop on this device: the votes stay, the browser forgets the code."""
    here(request, initiative)
    answer = redirect(reverse("interests:opinions", args=[initiative, OPEN]))
    answer.delete_cookie(_cookie(initiative), samesite="Lax")
    return answer
