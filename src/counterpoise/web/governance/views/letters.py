"""Letters: how often they come, what they said, what waits to be printed, and the link that stops them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from counterpoise.web.governance import services
from counterpoise.web.governance.forms import ChooseForm
from counterpoise.web.governance.selectors import letters as seen
from counterpoise.web.initiatives.services import NothingHereError
from counterpoise.web.initiatives.views import here
from counterpoise.web.people.selectors import who_looks
from counterpoise.web.ui.clock import now

__all__ = ["arrived", "choose", "one_letter", "stop", "to_print"]

_BOTH = ("GET", "HEAD", "POST")


@require_http_methods(_BOTH)
def choose(request: HttpRequest) -> HttpResponse:
    """Show somebody their letters, and let them choose how often more come."""
    viewer = who_looks(request)
    if viewer.person is None:
        raise Http404
    wish = seen.wish_of(viewer)
    form = ChooseForm(request.POST or None, initial={"wanted": wish.wanted, "address": wish.address})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        services.choose_letters(wanted=given["wanted"], address=given["address"], by=viewer, at=now())
        return redirect(f"{reverse('governance:letters')}?kept")
    told = {
        "form": form,
        "letters": seen.one_sheet_each(seen.letters_of(viewer)),
        "waiting": len(seen.one_sheet_each(seen.letters_to_print(viewer))),
        "kept": "kept" in request.GET,
    }
    return render(request, "governance/letters.html", told)


@require_http_methods(_BOTH)
def one_letter(request: HttpRequest, letter: str) -> HttpResponse:
    """Show one letter: one's own, or one that somebody prints for another; and take that it was posted."""
    viewer = who_looks(request)
    if request.method == "POST":
        try:
            services.post_letter(letter, by=viewer, at=now())
        except NothingHereError as error:
            raise Http404 from error
        return redirect(f"{reverse('governance:to_print')}?posted")
    own = seen.own_letter(letter, viewer=viewer)
    printed = seen.letter_to_print(letter, viewer=viewer)
    found = printed or own
    if found is None:
        raise Http404
    content = services.words_of(found, prints=printed is not None, at=now())
    if content is None:
        raise Http404
    told = {"letter": found, "content": content, "prints": printed is not None, "address": seen.address_of(found)}
    return render(request, "governance/letter.html", told)


@require_safe
def to_print(request: HttpRequest) -> HttpResponse:
    """Show the letters that somebody may print for others."""
    viewer = who_looks(request)
    if viewer.person is None:
        raise Http404
    told = {"letters": seen.one_sheet_each(seen.letters_to_print(viewer)), "posted": "posted" in request.GET}
    return render(request, "governance/to_print.html", told)


@require_safe
def arrived(request: HttpRequest, initiative: str) -> HttpResponse:
    """Show how far the letters about each decision came."""
    viewer, found = here(request, initiative)
    rows = seen.arrived_in(initiative, viewer=viewer)
    return render(request, "governance/arrived.html", {"initiative": found, "rows": rows, "door": "decisions"})


# Mail programs post here for their reader, without having seen a page before (RFC 8058). The signed link is the proof.
@csrf_exempt
@require_http_methods(_BOTH)
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Stop the weekly letter, by the link in it."""
    if services.person_of(token) is None:
        raise Http404
    if request.method == "POST":
        services.stop_letters(token=token, at=now())
    return render(request, "governance/stop.html", {"stopped": request.method == "POST"})
