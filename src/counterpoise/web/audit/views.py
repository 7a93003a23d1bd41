"""Pages of the power check, and taking one's record, or everything about oneself, along."""

import io
import json
import tempfile
import zipfile
from dataclasses import asdict
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from counterpoise.formats import bundle
from counterpoise.record import Tension
from counterpoise.web.audit.selectors import CHAPTERS, about_person, edition_name, power_check_for, record_of
from counterpoise.web.initiatives.selectors import initiative_of
from counterpoise.web.people.selectors import who_looks

__all__ = ["chapter", "export", "mine", "power"]


def _language() -> str:
    return "nl" if get_language() == "nl" else "en"


@require_safe
def power(request: HttpRequest, initiative: str) -> HttpResponse:
    """Show the first sentences of the power check, and the way to each tension."""
    viewer = who_looks(request)
    found = initiative_of(initiative, viewer=viewer)
    check = power_check_for(initiative, viewer=viewer, lang=_language())
    if found is None or check is None:
        raise Http404
    return render(request, "audit/power.html", {"initiative": found, "door": "audit", "check": check})


@require_safe
def chapter(request: HttpRequest, initiative: str, tension: str) -> HttpResponse:
    """Show the findings of one tension."""
    viewer = who_looks(request)
    found = initiative_of(initiative, viewer=viewer)
    check = power_check_for(initiative, viewer=viewer, lang=_language())
    if found is None or check is None or tension not in CHAPTERS:
        raise Http404
    context = {
        "initiative": found,
        "door": "audit",
        "check": check,
        "chapter": next(each for each in check.chapters if each.name == tension),
        "tension": Tension(tension) if tension != "power" else None,
    }
    return render(request, "audit/chapter.html", context)


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


@require_safe
@never_cache
def mine(request: HttpRequest) -> HttpResponse:
    """Hand somebody everything that this site keeps about them: one file to read, and one for a machine."""
    viewer = who_looks(request)
    about = about_person(viewer.person) if viewer.person is not None else None
    if about is None:
        raise Http404
    rows = [asdict(each) for each in about.rows]
    plain = json.dumps({"person": viewer.person, "rows": rows, "entries": about.entries}, ensure_ascii=False, indent=1)
    page = render_to_string("audit/mine.html", {"mine": about, "at": viewer.at, "lang": _language()})
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("about-me.json", plain)
        archive.writestr("about-me.html", page)
    response = HttpResponse(held.getvalue(), content_type="application/zip")
    response["Content-Disposition"] = 'attachment; filename="about-me.zip"'
    return response
