"""The pages that are only read: themes of both sides, whose words a decision is written in, texts and their readers."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from counterpoise.expertise.voices.positioning import FEWEST, MEASURED
from counterpoise.expertise.voices.readers import CHOICES
from counterpoise.web.initiatives.views import here, page_asked
from counterpoise.web.voices.forms import REFUSED
from counterpoise.web.voices.selectors import (
    PER_PAGE,
    register_of,
    said_in,
    talked_about,
    text_seen,
    texts_visible_to,
    written_in,
)

__all__ = ["book", "page_number", "text", "texts", "themes", "words"]


def page_number(request: HttpRequest, *, pages: int) -> int:
    """Return which page of a list is asked for, from 1; the nearest one there is."""
    return min(page_asked(request), max(pages, 1))


@require_safe
def themes(request: HttpRequest, initiative: str) -> HttpResponse:
    """Show the themes of both sides beside each other, what no theme of the organization holds first."""
    viewer, found = here(request, initiative)
    told = talked_about(initiative, viewer=viewer)
    if told is None:
        raise Http404
    takes_part = viewer.person is not None and bool(viewer.sides(initiative))
    shown = {"initiative": found, "door": "expertise", "told": told, "takes_part": takes_part}
    return render(request, "voices/themes.html", shown)


@require_safe
def words(request: HttpRequest, initiative: str, decision: str) -> HttpResponse:
    """Show whose words a decision is written in, word by word."""
    viewer, found = here(request, initiative)
    written = written_in(decision, initiative=initiative, viewer=viewer)
    if written is None:
        raise Http404
    return render(request, "voices/words.html", {"initiative": found, "door": "decisions", "written": written})


@require_safe
def texts(request: HttpRequest, initiative: str) -> HttpResponse:
    """Show the texts of an initiative, and how far their readers are."""
    viewer, found = here(request, initiative)
    told = {
        "initiative": found,
        "door": "expertise",
        "texts": texts_visible_to(initiative, viewer=viewer),
        "takes_part": viewer.person is not None and bool(viewer.sides(initiative)),
    }
    return render(request, "voices/texts.html", told)


@require_safe
def text(request: HttpRequest, initiative: str, document: str) -> HttpResponse:
    """Show one text: its sentences about people, its readers, and its big words beside the register."""
    viewer, found = here(request, initiative)
    seen = text_seen(document, initiative=initiative, viewer=viewer)
    if seen is None:
        raise Http404
    pages = -(-len(seen.mentions) // PER_PAGE)
    number = page_number(request, pages=pages)
    evidence = [each for _, rows in seen.claims for each in rows]
    takes_part = viewer.person is not None and bool(viewer.sides(initiative))
    told = {
        "initiative": found,
        "door": "expertise",
        "seen": seen,
        "page": seen.mentions[(number - 1) * PER_PAGE : number * PER_PAGE],
        "newer": number - 1,
        "older": number + 1 if number < pages else None,
        "fewest": FEWEST,
        "measured": MEASURED[seen.found.language] if seen.found is not None else None,
        "register": register_of(initiative, viewer=viewer) if seen.claims else None,
        "beside": {
            f"{table}/{record}": row
            for (table, record), row in said_in(evidence, initiative=initiative, viewer=viewer).items()
        },
        "takes_part": takes_part,
        "why_not": REFUSED[seen.refused[0].code] if takes_part and seen.refused else "",
        "may_explain": seen.document.author_side is None or seen.document.author_side in viewer.sides(initiative),
    }
    return render(request, "voices/text.html", told)


@require_safe
def book(request: HttpRequest, initiative: str) -> HttpResponse:
    """Show the code book: what each label means, with an example."""
    _viewer, found = here(request, initiative)
    return render(request, "voices/book.html", {"initiative": found, "door": "expertise", "labels": CHOICES})
