"""Start a care path, write in it, take care data in."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from counterpoise.formats.fhir.naming import Naming
from counterpoise.record import Row
from counterpoise.web.initiatives.services import NothingHereError
from counterpoise.web.initiatives.views import Sheet, sheet
from counterpoise.web.ledger.services import AlreadyToldError, RefusedError
from counterpoise.web.people.selectors import who_looks
from counterpoise.web.trajectory import services
from counterpoise.web.trajectory.forms import FileForm, StartForm, where_unreadable, why_unreadable
from counterpoise.web.trajectory.selectors import Path, path_visible_to
from counterpoise.web.trajectory.views.acts import ACTS, Act, Place
from counterpoise.web.ui.clock import now

__all__ = ["start", "take_in", "write"]

_MOST_ODD = 50
_BOTH = ("GET", "HEAD", "POST")


@require_http_methods(_BOTH)
def start(request: HttpRequest) -> HttpResponse:
    """Start a care path, one's own or that of somebody whom one represents."""
    viewer = who_looks(request)
    if viewer.person is None:
        raise Http404
    form = StartForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        starting = services.Starting(**form.given())
        try:
            made = services.start(starting=starting, once=form.cleaned_data["once"], by=viewer, at=now()).id
        except AlreadyToldError as error:
            made = error.id
        except RefusedError as error:
            form.refuse(error.refusals)
            made = ""
        if made:
            return HttpResponse(status=302, headers={"Location": reverse("trajectory:one", args=[made])})
    words = {
        "heading": _("Start a care path"),
        "lead": _("It is yours. Nobody else can read it, until you let somebody in."),
        "button": _("Start it"),
        "back": reverse("trajectory:mine"),
    }
    return render(request, "trajectory/write.html", {"form": form, **words})


@require_http_methods(_BOTH)
def write(request: HttpRequest, path: str, act: str, row: str = "") -> HttpResponse:
    """Write something in a care path."""
    place, found = _place(request, path, act, row)
    version = place.row.version if place.row is not None else place.path.initiative.version
    form = found.form(place, request.POST or None, initial={"version": version})
    back = reverse("trajectory:one", args=[path]) + (f"#{found.part}" if found.part else "")
    page = Sheet(
        initiative=place.path.initiative,
        door="trajectory",
        heading=found.heading,
        lead=found.lead,
        button=found.button,
        back=back,
        template="trajectory/write.html",
        more={"path": place.path, "act": act, "about": _about(place.row)},
    )

    def do() -> Row:
        found.do(place, form)
        return place.path.initiative

    return sheet(request, page, form, act=do, then=lambda _name: back)


def _about(row: Row | None) -> str:
    """Return the words of the row that is about to change."""
    words = (str(getattr(row, name, "")) for name in ("text", "system_asks", "name"))
    return next((each for each in words if each), "")


def _place(request: HttpRequest, path: str, act: str, row: str) -> tuple[Place, Act]:
    viewer = who_looks(request)
    seen = path_visible_to(path, viewer=viewer)
    found = ACTS.get(act)
    if seen is None or found is None or (found.owner and not seen.is_owner):
        raise Http404
    if found.rows is None:
        if row:
            raise Http404
        return Place(request=request, path=seen, row=None, viewer=viewer, at=now()), found
    return Place(request=request, path=seen, row=_row(found, seen, row), viewer=viewer, at=now()), found


def _row(act: Act, seen: Path, name: str) -> Row:
    there = next((each for each in act.rows(seen) if each.id == name), None) if act.rows is not None else None
    if there is None:
        raise Http404
    return there


def _naming() -> Naming:
    """Return what is written where care data give no words, in the language of who takes them in."""
    return Naming(
        consent=_("A consent form"),
        plan=_("A care plan"),
        team=_("A care team"),
        goal=_("A goal (no words given)"),
        task=_("A task (no words given)"),
        error=_("Entered in error"),
        wrote=_("Who wrote it down"),
        looked=_("Who looked"),
        close=_("Somebody close (no name given)"),
        staff=_("A professional (no name given)"),
        organization=_("An organization (no name given)"),
        somebody=_("Somebody (no name given)"),
        nameless=_("{task} (no name given)"),
    )


@require_http_methods(_BOTH)
def take_in(request: HttpRequest, path: str) -> HttpResponse:
    """Take care data in from a file, and say what came of it."""
    viewer = who_looks(request)
    seen = path_visible_to(path, viewer=viewer)
    if seen is None or not seen.is_owner:
        raise Http404
    form = FileForm(request.POST or None, request.FILES or None)
    taken = None
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            content = file.read(services.LARGEST + 1)
            same = form.cleaned_data.get("same") == "yes"
            taken = services.take_in(
                path=path, name=file.name or "", content=content, naming=_naming(), same=same, by=viewer, at=now()
            )
            form = FileForm()
        except RefusedError as error:
            form.refuse(error.refusals)
        except NothingHereError as error:
            raise Http404 from error
    words = {
        "heading": _("Take care data in"),
        "lead": _(
            "People, teams, goals and plans come in, with the words of their source. No findings and no diagnoses."
        ),
        "button": _("Take it in"),
        "back": reverse("trajectory:one", args=[path]),
    }
    skipped = [(where_unreadable(place), why_unreadable(error)) for place, error in taken.skipped] if taken else []
    odd = taken.odd if taken else ()
    told = {"form": form, "path": seen, "taken": taken, "skipped": skipped, "odd_in_all": len(odd), **words}
    told["odd"] = [(where_unreadable(place), why_unreadable(error)) for place, error in odd[:_MOST_ODD]]
    return render(request, "trajectory/write.html", told)
