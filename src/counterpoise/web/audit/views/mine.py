"""Take everything along that this site keeps about oneself, or have it erased."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import datetime
from functools import cache

from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from counterpoise.ledger.erasure import Ground
from counterpoise.ledger.packing import stream_zip
from counterpoise.web.audit.forms import EraseForm
from counterpoise.web.audit.selectors import about_person
from counterpoise.web.audit.services import erase_person
from counterpoise.web.audit.views.reading import language
from counterpoise.web.people.selectors import who_looks
from counterpoise.web.people.views.sending import PlainSheet, plain_sheet, signed_in
from counterpoise.web.ui.along import handed_out
from counterpoise.web.ui.clock import now

__all__ = ["erase", "mine"]


@require_safe
@never_cache
def mine(request: HttpRequest) -> HttpResponseBase:
    """Hand somebody everything that this site keeps about them: one file to read, and one for a machine."""
    viewer = who_looks(request)
    if viewer.person is None:
        raise Http404
    files = _about(viewer.person, at=viewer.at, lang=language())
    return handed_out(request, stream_zip(files), name="about-me.zip", kind="application/zip")


def _about(person: str, *, at: datetime, lang: str) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Yield both files; whoever wrote much gets the first piece before all of it was found."""
    about = cache(lambda: about_person(person))

    def plain() -> Iterator[bytes]:
        if (found := about()) is not None:
            rows = [asdict(each) for each in found.rows]
            told = {"person": person, "rows": rows, "entries": found.entries}
            yield json.dumps(told, ensure_ascii=False, indent=1).encode()

    def page() -> Iterator[bytes]:
        if (found := about()) is None:
            return
        with override(lang):
            yield render_to_string("audit/mine.html", {"mine": found, "at": at, "lang": lang}).encode()

    yield "about-me.json", plain()
    yield "about-me.html", page()


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
