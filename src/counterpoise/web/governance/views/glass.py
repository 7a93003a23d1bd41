"""Looking into a closed room in an emergency: ask, open, look, and see who looked."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from counterpoise.levels.sides import brought_in
from counterpoise.record.initiatives import Initiative
from counterpoise.web.governance.forms import AskToLookForm, OpenGlassForm
from counterpoise.web.governance.selectors import words_in_room
from counterpoise.web.initiatives.views import Sheet, here, sheet
from counterpoise.web.ledger.services import RefusedError
from counterpoise.web.people import services
from counterpoise.web.people.selectors import Viewer, asks_by, asks_waiting_for, broken_in, spaces
from counterpoise.web.ui.clock import now

__all__ = ["ask_to_look", "end_glass", "open_glass", "through", "who_looked"]

_BOTH = ("GET", "HEAD", "POST")


@never_cache
@require_http_methods(_BOTH)
def ask_to_look(request: HttpRequest, initiative: str) -> HttpResponse:
    """Ask to look into what is closed, and see what became of what one asked."""
    viewer, about = here(request, initiative)
    if not brought_in(viewer.standing, initiative=initiative, at=viewer.at):
        raise Http404
    form = AskToLookForm(request.POST or None)
    place = reverse("governance:glass", args=[initiative])

    def act() -> Initiative:
        given = form.cleaned_data
        services.ask_to_look(initiative=initiative, reason=given["reason"], once=given["once"], by=viewer, at=now())
        return about

    page = Sheet(
        initiative=about,
        door="",
        heading=_("Look in an emergency"),
        lead=_("Only for danger to somebody, or a serious wrong. You do not decide this alone."),
        button=_("Ask to look"),
        back=reverse("governance:initiative", args=[initiative]),
        template="governance/glass.html",
        more={"asks": asks_by(viewer, initiative=initiative)},
    )
    return sheet(request, page, form, act=act, then=lambda _name: place)


def _room(request: HttpRequest, initiative: str, room: str) -> tuple[Viewer, Initiative]:
    viewer, about = here(request, initiative)
    if room not in viewer.closed_rooms or room not in {row.id for row in spaces(viewer=viewer, initiative=initiative)}:
        raise Http404
    return viewer, about


@never_cache
@require_safe
def who_looked(request: HttpRequest, initiative: str, room: str) -> HttpResponse:
    """Show the members of a room who asks to look, and who looked."""
    viewer, about = _room(request, initiative, room)
    told = {
        "initiative": about,
        "door": "expertise",
        "room": room,
        "waiting": asks_waiting_for(room, viewer=viewer),
        "broken": broken_in(room, viewer=viewer),
    }
    return render(request, "governance/who_looked.html", told)


@never_cache
@require_http_methods(_BOTH)
def open_glass(request: HttpRequest, initiative: str, room: str, ask: str) -> HttpResponse:
    """Open the room to who asked, as a member of it."""
    viewer, about = _room(request, initiative, room)
    waiting = next((each for each in asks_waiting_for(room, viewer=viewer) if each.ask.pk == ask), None)
    place = reverse("governance:who-looked", args=[initiative, room])
    if waiting is None:
        if any(each.ask.pk == ask for each in broken_in(room, viewer=viewer)):
            return redirect(place)
        raise Http404
    form = OpenGlassForm(request.POST or None)

    def act() -> Initiative:
        services.open_glass(ask=ask, room=room, hours=form.cleaned_data["hours"], by=viewer, at=now())
        return about

    page = Sheet(
        initiative=about,
        door="expertise",
        heading=_("Let somebody look"),
        lead=_("They read all that stands in the room, with names. All members are told that you opened it."),
        button=_("Open the room"),
        back=place,
        template="governance/open_glass.html",
        more={"waiting": waiting},
    )
    return sheet(request, page, form, act=act, then=lambda _name: place)


@require_POST
def end_glass(request: HttpRequest, initiative: str, room: str, ask: str) -> HttpResponse:
    """End before its time that somebody can look."""
    viewer, _about = _room(request, initiative, room)
    try:
        services.end_glass(ask=ask, room=room, by=viewer, at=now())
    except RefusedError as error:
        raise Http404 from error
    return redirect(reverse("governance:who-looked", args=[initiative, room]))


@never_cache
@require_safe
def through(request: HttpRequest, initiative: str, ask: str) -> HttpResponse:
    """Show who asked what stands in the room, as long as it is open to them; each look is kept."""
    viewer, about = here(request, initiative)
    try:
        opening = services.look_through_glass(ask=ask, by=viewer, at=now())
    except RefusedError as error:
        raise Http404 from error
    told = {"initiative": about, "door": "", "opening": opening, "things": words_in_room(opening)}
    return render(request, "governance/through.html", told)
