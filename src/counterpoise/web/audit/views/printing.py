"""The whole of a stored reading as one document to print."""

import re
from collections.abc import Mapping
from importlib.util import find_spec
from typing import Any

from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from counterpoise.web.audit import selectors
from counterpoise.web.audit.selectors import CHAPTERS
from counterpoise.web.audit.views.reading import language
from counterpoise.web.initiatives.views import here

__all__ = ["printed"]

_STYLES = ("ui/tokens.css", "ui/base.css", "ui/site.css", "ui/paper.css")
_DRAWING = re.compile(r"<svg.*?</svg>", re.DOTALL)


@require_safe
@never_cache
def printed(request: HttpRequest, initiative: str, reading: str) -> HttpResponse:
    """Hand out a reading as PDF, with the contests of today; where PDF cannot be made, say how to print the pages."""
    viewer, found = here(request, initiative)
    names = ("first", *CHAPTERS)
    pages = [selectors.reading_for(initiative, name, viewer=viewer, lang=language(), name=reading) for name in names]
    if pages[0] is None:
        raise Http404
    kept, first = pages[0]
    if find_spec("weasyprint") is None:
        return render(request, "audit/how_to_print.html", {"initiative": found, "door": "audit", "reading": kept})
    chapters = [(name, _on_paper(page[1])) for name, page in zip(names[1:], pages[1:], strict=True) if page is not None]
    told = {
        "initiative": found,
        "reading": kept,
        "page": first,
        "chapters": chapters,
        "contests": selectors.contests_on(initiative, viewer=viewer),
        "checkpoint": selectors.checkpoint_for_paper(viewer=viewer),
    }
    response = HttpResponse(_pdf(render_to_string("audit/printed.html", told)), content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="power-check.pdf"'
    return response


def _on_paper(page: Mapping[str, Any]) -> dict[str, Any]:
    # On paper the numbers of a chart stand as a table: the drawing takes its shapes and hues from the page around it.
    drawn = [{**each, "said": _DRAWING.sub("", each["said"])} for each in page.get("heard", ())]
    return {**page, "heard": drawn}


def _pdf(page: str) -> bytes:
    from weasyprint import CSS, HTML

    found = [finders.find(name) for name in _STYLES]
    styles = [CSS(filename=path, url_fetcher=_fetch_nothing) for path in found if isinstance(path, str)]
    made: bytes = HTML(string=page, url_fetcher=_fetch_nothing).write_pdf(stylesheets=styles, pdf_variant="pdf/ua-1")
    return made


def _fetch_nothing(url: str, *_args: object, **_options: object) -> dict[str, object]:
    """Fetch nothing: a document is made of what stands in it."""
    raise ValueError(url)
