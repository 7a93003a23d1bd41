"""The pages of this room that are only read: what was asked, and what was said."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from counterpoise.web.expertise.selectors import question_visible_to, said_visible_to
from counterpoise.web.initiatives.views import here, page_asked

__all__ = ["question", "room"]

_ON_A_PAGE = 25


def _beside(number: int, *, more: bool) -> dict[str, int | None]:
    return {"newer": number - 1 if number > 1 else None, "older": number + 1 if more else None}


@require_safe
def room(request: HttpRequest, initiative: str) -> HttpResponse:
    """Show the room of one initiative."""
    viewer, found = here(request, initiative)
    number = page_asked(request)
    said = said_visible_to(initiative, viewer=viewer, start=(number - 1) * _ON_A_PAGE, limit=_ON_A_PAGE + 1)
    if said is None:
        raise Http404
    told = {"initiative": found, "door": "expertise", "said": said, "given": said.given[:_ON_A_PAGE]}
    return render(request, "expertise/said.html", told | _beside(number, more=len(said.given) > _ON_A_PAGE))


@require_safe
def question(request: HttpRequest, initiative: str, question: str) -> HttpResponse:
    """Show a question with all that people said to it."""
    viewer, found = here(request, initiative)
    number = page_asked(request)
    start, limit = (number - 1) * _ON_A_PAGE, _ON_A_PAGE + 1
    asked = question_visible_to(question, initiative=initiative, viewer=viewer, start=start, limit=limit)
    if asked is None:
        raise Http404
    told = {"initiative": found, "door": "expertise", "asked": asked, "given": asked.given[:_ON_A_PAGE]}
    return render(request, "expertise/one_question.html", told | _beside(number, more=len(asked.given) > _ON_A_PAGE))
