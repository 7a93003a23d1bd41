"""Take everything along that this site keeps about oneself."""

import io
import json
import zipfile
from dataclasses import asdict

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from counterpoise.web.audit.selectors import about_person
from counterpoise.web.audit.views.reading import language
from counterpoise.web.people.selectors import who_looks

__all__ = ["mine"]


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
    page = render_to_string("audit/mine.html", {"mine": about, "at": viewer.at, "lang": language()})
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("about-me.json", plain)
        archive.writestr("about-me.html", page)
    response = HttpResponse(held.getvalue(), content_type="application/zip")
    response["Content-Disposition"] = 'attachment; filename="about-me.zip"'
    return response
