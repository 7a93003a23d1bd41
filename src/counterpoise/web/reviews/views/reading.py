"""Show the rounds of an initiative, one round, and the words of one's own side."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from counterpoise.record.initiatives import Initiative
from counterpoise.record.reviews import ReviewRound, RoundState
from counterpoise.reviews.instrument import VALIDATED, Language, not_yet_validated
from counterpoise.web.initiatives.views import here
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.reviews import selectors

__all__ = ["index", "language", "one", "round_here", "words"]


def language() -> Language:
    """Return the language in which questions are asked and answers told."""
    return Language.NL if get_language() == "nl" else Language.EN


def round_here(request: HttpRequest, initiative: str, name: str) -> tuple[Viewer, Initiative, ReviewRound]:
    """Return who looks, the initiative and the round; or say that there is nothing here.

    Raises
    ------
    Http404
        There is no such round for this person.
    """
    viewer, found = here(request, initiative)
    seen = selectors.round_of(name, initiative=initiative, viewer=viewer)
    if seen is None:
        raise Http404
    return viewer, found, seen


@require_safe
def index(request: HttpRequest, initiative: str) -> HttpResponse:
    """Show what taking part is for, and every round."""
    viewer, found = here(request, initiative)
    told = {
        "initiative": found,
        "rounds": selectors.rounds_visible_to(initiative, viewer=viewer),
        "takes_part": selectors.may_plan_for(initiative, viewer=viewer),
        "scores": selectors.latest_scores(initiative, viewer=viewer),
    }
    return render(request, "reviews/index.html", told)


@require_safe
@never_cache
def one(request: HttpRequest, initiative: str, round: str) -> HttpResponse:  # noqa: A002 - as the address names it
    """Show one round: when people can answer, and once both sides see it what both answered."""
    viewer, found, seen = round_here(request, initiative, round)
    lang = language()
    sides = selectors.sides_asked(initiative, viewer=viewer)
    proposed = selectors.proposed_on(seen.id) if sides and seen.state is RoundState.TALKED else None
    told = {
        "initiative": found,
        "round": seen,
        "results": selectors.results_of(seen, viewer=viewer, lang=lang),
        "sides": sides,
        "proposed": proposed,
        "mine": proposed is not None and proposed.side in sides and len(sides) == 1,
        "asked": selectors.matters_of(seen),
        "left_out": selectors.matters_left_out(seen),
        "due": selectors.is_due(seen, at=viewer.at),
        "untested": "" if VALIDATED else not_yet_validated(lang),
    }
    return render(request, "reviews/round.html", told)


@require_safe
@never_cache
def words(request: HttpRequest, initiative: str, round: str) -> HttpResponse:  # noqa: A002 - as the address names it
    """Show the words of one's own side, to let the other side read them or not."""
    viewer, found, seen = round_here(request, initiative, round)
    if (
        not selectors.sides_asked(initiative, viewer=viewer)
        or selectors.results_of(seen, viewer=viewer, lang="en") is None
    ):
        raise Http404
    told = {"initiative": found, "round": seen, "own": selectors.own_words(seen, viewer=viewer)}
    return render(request, "reviews/words.html", told)
