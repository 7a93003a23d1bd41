"""Pages of care paths that are only read, and what their owner takes along."""

import tempfile
from collections.abc import Mapping
from pathlib import Path as FilePath
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from counterpoise.formats import bundle
from counterpoise.formats.fhir import exporting
from counterpoise.formats.fhir.making import made
from counterpoise.formats.fhir.words import written
from counterpoise.formats.prov import NeedsProvError, can_write_prov, to_prov_json
from counterpoise.record import Edition, Level, Record
from counterpoise.web.initiatives.selectors import initiatives_visible_to
from counterpoise.web.initiatives.views import page_asked
from counterpoise.web.people.selectors import who_looks
from counterpoise.web.trajectory import selectors

__all__ = ["mine", "one", "take_along", "who_looked"]

_WHAT: Mapping[str, Any] = {
    "trajectory": gettext_lazy("The care path"),
    "expertise": gettext_lazy("Say something"),
    "control": gettext_lazy("Who decides"),
    "inclusion": gettext_lazy("Who takes part"),
    "interests": gettext_lazy("What matters to whom"),
    "decisions": gettext_lazy("Decisions and what came of them"),
    "reviews": gettext_lazy("Both sides look"),
    "audit": gettext_lazy("Power check"),
    "voices": gettext_lazy("What people talk about"),
    "governance": gettext_lazy("About it, and who sits where"),
    "search": gettext_lazy("Found by searching"),
    "export": gettext_lazy("All that they may read, as a file"),
}
"""What was looked at, by the part of the site."""


@never_cache
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Show the care paths that somebody owns, acts in or reads."""
    viewer = who_looks(request)
    if viewer.person is None:
        raise Http404
    paths = [row for row in initiatives_visible_to(viewer=viewer) if row.level is Level.INDIVIDUAL]
    return render(request, "trajectory/mine.html", {"paths": paths})


@never_cache
@require_safe
def one(request: HttpRequest, path: str) -> HttpResponse:
    """Show one care path to its owner and those whom the owner let in; to others it does not exist."""
    found = selectors.path_visible_to(path, viewer=who_looks(request))
    if found is None:
        raise Http404
    return render(request, "trajectory/path.html", {"path": found, "prov": can_write_prov()})


@never_cache
@require_safe
def who_looked(request: HttpRequest, path: str) -> HttpResponse:
    """Show the owner who looked: who, when, at what, and in which role."""
    viewer = who_looks(request)
    number = page_asked(request)
    own = "own" in request.GET
    found = selectors.looks_at(path, viewer=viewer, page=number, own=own)
    seen = selectors.path_visible_to(path, viewer=viewer)
    if found is None or seen is None:
        raise Http404
    looks, more = found
    shown = [(look, _WHAT.get(look.what, look.what)) for look in looks]
    told = {"path": seen, "looks": shown, "own": own, "before": number - 1, "after": number + 1 if more else 0}
    return render(request, "trajectory/who_looked.html", told)


@never_cache
@require_safe
def take_along(request: HttpRequest, path: str, file: str) -> HttpResponse:
    """Hand the owner the whole care path: as care systems read it, as who wrote what, or as the record."""
    viewer = who_looks(request)
    record = selectors.everything_of(path, viewer=viewer)
    trajectory = viewer.standing.paths.get(path)
    if record is None or trajectory is None:
        raise Http404
    if file == "fhir.json":
        looks = selectors.looks_for_export(path, owner=trajectory.owner or "", organization=_("This site"))
        return _handed(_fhir(record, looks), "application/fhir+json", file)
    if file == "prov.json":
        try:
            return _handed(to_prov_json(record), "application/json", file)
        except NeedsProvError as error:
            raise Http404 from error
    if file != "record.zip":
        raise Http404
    with tempfile.TemporaryDirectory(prefix="counterpoise-") as folder:
        place = FilePath(folder) / file
        bundle.write(record, place, edition=Edition.SHARED)
        return _handed(place.read_bytes(), "application/zip", file)


def _fhir(record: Record, looks: tuple[exporting.Look, ...]) -> str:
    entries = [*exporting.resources(record), *made(record)]
    entries += [*exporting.provenances(record), *map(exporting.audit_event, looks)]
    return written(exporting.bundle(entries))


def _handed(content: str | bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="care-path-{name}"'
    return response
