"""Pages of the power check that are only read: the stored readings, and a care path's own one; one's record."""

import tempfile
from pathlib import Path
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from counterpoise.formats import bundle
from counterpoise.record import Level, Tension
from counterpoise.record.initiatives import Initiative
from counterpoise.web.audit import selectors
from counterpoise.web.audit.selectors import CHAPTERS, edition_name, power_check_for, record_of
from counterpoise.web.initiatives.views import here
from counterpoise.web.people.selectors import Viewer, who_looks
from counterpoise.web.voices.selectors import latest_written

__all__ = ["chapter", "compare", "export", "figures", "one", "power", "readings"]


def language() -> str:
    """Return the language of the reader."""
    return "nl" if get_language() == "nl" else "en"


def _first_page(request: HttpRequest, found: Initiative, viewer: Viewer, name: str = "") -> HttpResponse:
    kept = selectors.reading_for(found.id, "first", viewer=viewer, lang=language(), name=name)
    if kept is None and name:
        raise Http404
    reading, page = kept or (None, None)
    told = {
        "initiative": found,
        "door": "audit",
        "reading": reading,
        "page": page,
        "named": name,
        "takes_part": viewer.person is not None and bool(viewer.sides(found.id)),
        "waiting": selectors.is_waiting(found.id, viewer=viewer) if reading is None else reading.waiting,
    }
    return render(request, "audit/stored.html", told)


@require_safe
def power(request: HttpRequest, initiative: str) -> HttpResponse:
    """Show the first sentences of the latest power check, and the way to each tension."""
    viewer, found = here(request, initiative)
    if found.level is Level.COLLECTIVE:
        return _first_page(request, found, viewer)
    check = power_check_for(initiative, viewer=viewer, lang=language())
    if check is None:
        raise Http404
    return render(request, "audit/power.html", {"initiative": found, "door": "audit", "check": check})


@require_safe
def one(request: HttpRequest, initiative: str, reading: str) -> HttpResponse:
    """Show an earlier reading."""
    viewer, found = here(request, initiative)
    return _first_page(request, found, viewer, reading)


@require_safe
def chapter(request: HttpRequest, initiative: str, tension: str, reading: str = "") -> HttpResponse:
    """Show the findings of one tension."""
    viewer, found = here(request, initiative)
    if tension not in CHAPTERS:
        raise Http404
    told: dict[str, Any] = {
        "initiative": found,
        "door": "audit",
        "tension": Tension(tension) if tension != "power" else None,
    }
    if found.level is not Level.COLLECTIVE:
        check = power_check_for(initiative, viewer=viewer, lang=language())
        if check is None:
            raise Http404
        told["chapter"] = next(each for each in check.chapters if each.name == tension)
        return render(request, "audit/chapter.html", told)
    kept = selectors.reading_for(initiative, tension, viewer=viewer, lang=language(), name=reading)
    if kept is None and reading:
        raise Http404
    shown, page = kept or (None, None)
    told |= {
        "name": tension,
        "reading": shown,
        "named": reading,
        "page": page,
        "contests": selectors.contests_on(initiative, viewer=viewer),
        "takes_part": viewer.person is not None and bool(viewer.sides(initiative)),
        # Beside the odds of being used stands whose words the latest decision is written in, as it stands now.
        "written": latest_written(initiative, viewer=viewer) if tension == Tension.EXPERTISE and not reading else None,
    }
    return render(request, "audit/stored_chapter.html", told)


@require_safe
def readings(request: HttpRequest, initiative: str) -> HttpResponse:
    """Show every stored reading."""
    viewer, found = here(request, initiative)
    kept = selectors.readings_for(initiative, viewer=viewer)
    rooms = selectors.closed_rooms_of(initiative, viewer=viewer) if viewer.sides(initiative) else ()
    told = {"initiative": found, "door": "audit", "readings": kept, "rooms": rooms}
    return render(request, "audit/readings.html", told)


@require_safe
def compare(request: HttpRequest, initiative: str) -> HttpResponse:
    """Lay two stored readings side by side: both figures, no arrow and no verdict."""
    viewer, found = here(request, initiative)
    names = (request.GET.get("first") or "none", request.GET.get("second") or "none")
    pair = [
        selectors.reading_for(initiative, "first", viewer=viewer, lang=language(), name=name.replace("\x00", ""))
        for name in names
    ]
    kept = sorted((each for each in pair if each is not None), key=lambda each: each[0].kept_at)
    if len(kept) != len(names):
        raise Http404
    pages = [page for _reading, page in kept]
    later = {short: headline for short, _title, headline in pages[1].get("headlines", ())}
    rows = [(short, title, headline, later.get(short, "")) for short, title, headline in pages[0].get("headlines", ())]
    told = {
        "initiative": found,
        "door": "audit",
        "first": kept[0][0],
        "second": kept[1][0],
        "changed": [row for row in rows if row[2] != row[3]],
        "same": [row for row in rows if row[2] == row[3]],
    }
    return render(request, "audit/compare.html", told)


@require_safe
@never_cache
def figures(request: HttpRequest, initiative: str, reading: str) -> HttpResponse:
    """Hand out the figures of a reading for other programs, with only what may be shown."""
    viewer, _found = here(request, initiative)
    kept = selectors.reading_for(initiative, "figures", viewer=viewer, lang=language(), name=reading)
    if kept is None:
        raise Http404
    response = JsonResponse(kept[1], json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = 'attachment; filename="power-check.json"'
    return response


@require_safe
@never_cache
def export(request: HttpRequest) -> HttpResponse:
    """Hand somebody the record as they may read it: the bundle that the command line audits to the same figures."""
    viewer = who_looks(request)
    if viewer.person is None:
        raise Http404
    with tempfile.TemporaryDirectory(prefix="counterpoise-") as folder:
        file = Path(folder) / "record.zip"
        bundle.write(record_of(viewer), file, edition=edition_name(viewer))
        response = HttpResponse(file.read_bytes(), content_type="application/zip")
    response["Content-Disposition"] = 'attachment; filename="record.zip"'
    return response
