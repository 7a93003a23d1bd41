"""The pages of this room that are only read: what was asked, and what was said."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from counterpoise.web.expertise.selectors import said_visible_to
from counterpoise.web.initiatives.views import here

__all__ = ["question", "room"]

_ON_A_PAGE = 25


def _page(rows: Sequence[Any], request: HttpRequest) -> Any:  # noqa: ANN401 - Django's page of any rows
    return Paginator(rows, _ON_A_PAGE).get_page(request.GET.get("page"))


@require_safe
def room(request: HttpRequest, initiative: str) -> HttpResponse:
    """Show the room of one initiative."""
    viewer, found = here(request, initiative)
    said = said_visible_to(initiative, viewer=viewer)
    if said is None:
        raise Http404
    told = {"initiative": found, "door": "expertise", "said": said, "page": _page(said.given, request)}
    return render(request, "expertise/said.html", told)


@require_safe
def question(request: HttpRequest, initiative: str, question: str) -> HttpResponse:
    """Show a question with all that people said to it."""
    viewer, found = here(request, initiative)
    said = said_visible_to(initiative, viewer=viewer, below=1_000_000)
    asked = said.answers_to(question) if said is not None else None
    if asked is None:
        raise Http404
    told = {"initiative": found, "door": "expertise", "asked": asked, "page": _page(asked.given, request)}
    return render(request, "expertise/one_question.html", told)
