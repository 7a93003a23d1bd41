"""Pages across the rooms: start, one initiative with its line of time, the record, search."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from counterpoise.web.governance.selectors import (
    KINDS,
    events_visible_to,
    found_by,
    lotteries_found,
    paths_found,
    start_for,
    timeline_visible_to,
)
from counterpoise.web.governance.selectors.about import bodies_held_by, drafts_of
from counterpoise.web.governance.selectors.people import nobody_of
from counterpoise.web.governance.selectors.table import tables_of
from counterpoise.web.initiatives.selectors import initiatives_visible_to
from counterpoise.web.initiatives.views import page_asked
from counterpoise.web.people.selectors import who_looks

__all__ = ["initiative", "record", "search", "start"]

_LONGEST_SEARCH = 200


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Show what is talked about, what was decided, what came of it, and the frictions."""
    viewer = who_looks(request)
    start = start_for(viewer)
    told = {
        "start": start,
        "drafts": drafts_of(viewer),
        "may_begin": bool(bodies_held_by(viewer)),
        "tables": [(row, body) for row in start.initiatives for body in tables_of(row.id, viewer=viewer)],
    }
    return render(request, "governance/start.html", told)


@require_safe
def initiative(request: HttpRequest, initiative: str) -> HttpResponse:
    """Show one initiative: its promise, its doors, its line of time."""
    viewer = who_looks(request)
    timeline = timeline_visible_to(initiative, viewer=viewer)
    if timeline is None:
        raise Http404
    told = {
        "initiative": timeline.initiative,
        "timeline": timeline,
        "tables": tables_of(initiative, viewer=viewer),
        "nobody_of": nobody_of(timeline.initiative, viewer=viewer),
    }
    return render(request, "governance/initiative.html", told)


@require_safe
def record(request: HttpRequest) -> HttpResponse:
    """Show everything that happened, filtered by initiative and kind."""
    viewer = who_looks(request)
    wanted, kind = request.GET.get("initiative", ""), request.GET.get("kind", "")
    page = events_visible_to(
        viewer=viewer,
        initiative=wanted.replace("\x00", ""),
        kind=kind,
        page=page_asked(request),
        until=request.GET.get("until", ""),
    )
    context = {
        "page": page,
        "kinds": list(KINDS),
        "initiatives": [row for row in initiatives_visible_to(viewer=viewer) if row.id not in viewer.paths],
        "wanted": wanted,
        "kind": kind,
    }
    return render(request, "governance/record.html", context)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Look for words in everything that this person may read."""
    words = request.GET.get("q", "")[:_LONGEST_SEARCH].replace("\x00", "").strip()
    viewer, stretch = who_looks(request), page_asked(request)
    told = {"words": words, "page": found_by(words, viewer=viewer, stretch=stretch)}
    if stretch == 1:
        there = initiatives_visible_to(viewer=viewer)
        found = told["paths"] = paths_found(words, initiatives=there, viewer=viewer)
        request.paths_shown = frozenset(each.path for each in found)  # type: ignore[attr-defined]  # the owners read who looked
        told["lotteries"] = lotteries_found(words, initiatives=there, viewer=viewer)
    return render(request, "governance/search.html", told)
