"""Take everything along that this site keeps about oneself, or have it erased."""

import io
import json
import zipfile
from dataclasses import asdict

from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from counterpoise.ledger.erasure import Ground
from counterpoise.web.audit.forms import EraseForm
from counterpoise.web.audit.selectors import about_person
from counterpoise.web.audit.services import erase_person
from counterpoise.web.audit.views.reading import language
from counterpoise.web.people.selectors import who_looks
from counterpoise.web.people.views.sending import PlainSheet, plain_sheet, signed_in
from counterpoise.web.ui.clock import now

__all__ = ["erase", "mine"]


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


@require_http_methods(("GET", "HEAD", "POST"))
@never_cache
def erase(request: HttpRequest) -> HttpResponse:
    """Erase everything that somebody said here, and their name."""
    viewer = signed_in(request)
    form = EraseForm(request.POST or None)
    page = PlainSheet(
        heading=_("Erase my words"),
        lead=_("Your words, your name and your sign-in go from every place on this site."),
        button=_("Erase my words"),
        back=reverse("people:me"),
        template="audit/erase.html",
    )

    def act() -> object:
        given = form.cleaned_data
        erase_person(person=str(viewer.person), ground=Ground(given["ground"]), sure=given["sure"], at=now())
        logout(request)
        return None

    return plain_sheet(request, page, form, act=act, then=reverse("governance:start"))
