"""Plan a round, let it take its step, note the talk, propose and agree what comes of it; purpose and scores."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from counterpoise.record import Row
from counterpoise.record.reviews import ReviewOutcome, ReviewRound, RoundState
from counterpoise.web.initiatives.services import NothingHereError
from counterpoise.web.initiatives.views import Sheet, here, sheet
from counterpoise.web.ledger.services import AlreadyToldError
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.reviews import selectors, services
from counterpoise.web.reviews.forms import (
    AgreeForm,
    OutcomeForm,
    PlanForm,
    PurposeForm,
    ScoresForm,
    TalkForm,
    WordsForm,
)
from counterpoise.web.reviews.views.reading import round_here
from counterpoise.web.ui.clock import now
from counterpoise.web.ui.words import word

__all__ = ["agree", "outcome", "plan", "purpose", "scores", "step", "talked", "vote"]

_BOTH = ("GET", "HEAD", "POST")


def _page_of(initiative: str, name: str) -> str:
    return reverse("reviews:one", args=[initiative, name])


def _all(initiative: str) -> str:
    return reverse("reviews:index", args=[initiative])


def _sides(initiative: str, viewer: Viewer) -> tuple[Any, ...]:
    held = selectors.sides_asked(initiative, viewer=viewer)
    if not held:
        raise Http404
    return held


@require_http_methods(_BOTH)
def plan(request: HttpRequest, initiative: str) -> HttpResponse:
    """Plan a round."""
    viewer, found = here(request, initiative)
    matters = selectors.matters_to_choose(viewer.at.date(), initiative=initiative)
    form = PlanForm(request.POST or None, sides=_sides(initiative, viewer), matters=matters)

    def act() -> Row:
        planned = services.Plan(**form.planned())
        once = form.cleaned_data["once"]
        return services.plan(initiative=initiative, plan=planned, once=once, side=form.side, by=viewer, at=now())

    page = Sheet(
        initiative=found,
        door="reviews",
        heading=_("Plan a round in which both sides look"),
        lead=_("Both sides answer the same questions. Nobody sees an answer before the moment that you choose here."),
        button=_("Plan this round"),
        back=_all(initiative),
    )
    return sheet(request, page, form, act=act, then=lambda name: _page_of(initiative, name))


@require_POST
def step(request: HttpRequest, initiative: str, round: str) -> HttpResponse:  # noqa: A002 - as the address names it
    """Let every round take the step whose day has come."""
    viewer, _found, seen = round_here(request, initiative, round)
    if not selectors.sides_asked(initiative, viewer=viewer):
        raise Http404
    services.take_due_steps(at=now())
    return redirect(_page_of(initiative, seen.id))


@require_http_methods(_BOTH)
def talked(request: HttpRequest, initiative: str, round: str) -> HttpResponse:  # noqa: A002 - as the address names it
    """Note at which meeting both sides talked."""
    viewer, found, seen = round_here(request, initiative, round)
    meetings = selectors.meetings_of(initiative, viewer=viewer)
    if seen.state is not RoundState.RELEASED:
        raise Http404
    sides = _sides(initiative, viewer)
    form = TalkForm(request.POST or None, sides=sides, meetings=meetings, initial={"version": seen.version})

    def act() -> Row:
        given = form.cleaned_data
        return services.note_talk(
            initiative=initiative,
            round_id=seen.id,
            meeting=given["meeting"],
            talked_at=given["talked_at"],
            version=given["version"] or seen.version,
            side=form.side,
            by=viewer,
            at=now(),
        )

    page = Sheet(
        initiative=found,
        door="reviews",
        heading=_("We talked about it"),
        button=_("Note it"),
        back=_page_of(initiative, seen.id),
        theirs=_theirs,
    )
    return sheet(request, page, form, act=act, then=lambda name: _page_of(initiative, name))


def _theirs(row: ReviewRound) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = [(word(each.tension), _said(each)) for each in row.outcomes]
    return [*found, (_("Where it stands"), word(row.state))]


def _said(outcome: ReviewOutcome) -> str:
    return outcome.step or _("We leave it, because %(reason)s") % {"reason": outcome.leave_because}


@require_http_methods(_BOTH)
def outcome(request: HttpRequest, initiative: str, round: str) -> HttpResponse:  # noqa: A002 - as the address names it
    """Propose one step for each tension, or why it is left."""
    viewer, found, seen = round_here(request, initiative, round)
    sides = _sides(initiative, viewer)
    if seen.state is not RoundState.TALKED:
        raise Http404
    proposed = selectors.proposed_on(seen.id)
    told = tuple(proposed.outcomes) if proposed is not None else seen.outcomes
    initial: dict[str, Any] = {"version": proposed.version if proposed is not None else 0}
    for each in told:
        initial |= {f"step_{each.tension}": each.step, f"leave_{each.tension}": each.leave_because}
    form = OutcomeForm(request.POST or None, sides=sides, initial=initial)

    def act() -> Row:
        return services.propose(
            initiative=initiative,
            round_id=seen.id,
            outcomes=form.outcomes(),
            next_review_on=form.cleaned_data["next_review_on"],
            version=form.cleaned_data["version"] or 0,
            side=form.side,
            by=viewer,
            at=now(),
        )

    page = Sheet(
        initiative=found,
        door="reviews",
        heading=_("One step for each tension"),
        lead=_("“We leave it” is a good answer too, when it has a reason. The other side reads this and can agree."),
        button=_("Propose this to the other side"),
        back=_page_of(initiative, seen.id),
        theirs=_theirs,
    )
    return sheet(request, page, form, act=act, then=lambda name: _page_of(initiative, name))


@require_http_methods(_BOTH)
def agree(request: HttpRequest, initiative: str, round: str) -> HttpResponse:  # noqa: A002 - as the address names it
    """Agree to what the other side proposed."""
    viewer, found, seen = round_here(request, initiative, round)
    sides = _sides(initiative, viewer)
    proposed = selectors.proposed_on(seen.id)
    if proposed is None:
        raise Http404
    form = AgreeForm(request.POST or None, sides=sides, initial={"version": proposed.version})

    def act() -> Row:
        return services.agree(
            initiative=initiative,
            round_id=seen.id,
            version=form.cleaned_data["version"] or 0,
            side=form.side,
            by=viewer,
            at=now(),
        )

    page = Sheet(
        initiative=found,
        door="reviews",
        heading=_("Agree to these steps"),
        lead=_("From then on this is what both sides do."),
        button=_("We agree"),
        back=_page_of(initiative, seen.id),
        template="reviews/agree.html",
        more={"proposed": proposed},
        theirs=_theirs,
    )
    return sheet(request, page, form, act=act, then=lambda name: _page_of(initiative, name))


@require_POST
def vote(request: HttpRequest, initiative: str, round: str, answer: str) -> HttpResponse:  # noqa: A002 - as above
    """Say whether the other side may read words of one's own side."""
    viewer, _found, seen = round_here(request, initiative, round)
    form = WordsForm(request.POST)
    if not form.is_valid():
        raise Http404
    share = form.cleaned_data["share"] == "yes"
    try:
        services.vote_on_words(initiative=initiative, round_id=seen.id, answer=answer, share=share, by=viewer, at=now())
    except NothingHereError as error:
        raise Http404 from error
    except AlreadyToldError:
        pass  # two taps on the same button: the first one counts
    return redirect(f"{reverse('reviews:words', args=[initiative, seen.id])}#{answer}")


@require_http_methods(_BOTH)
def purpose(request: HttpRequest, initiative: str) -> HttpResponse:
    """Declare what taking part is for."""
    viewer, found = here(request, initiative)
    initial = {"version": found.version, "purpose": found.purpose}
    form = PurposeForm(request.POST or None, sides=_sides(initiative, viewer), initial=initial)

    def act() -> Row:
        given = form.cleaned_data
        return services.declare_purpose(
            initiative=initiative,
            purpose=given["purpose"],
            reason=given["reason"],
            version=given["version"] or 1,
            side=form.side,
            by=viewer,
            at=now(),
        )

    page = Sheet(
        initiative=found,
        door="reviews",
        heading=_("What is taking part here for?"),
        lead=_("Everybody reads who declared it. In each round people say how they see it themselves."),
        button=_("Declare it"),
        back=_all(initiative),
        theirs=lambda row: [(_("What it is for"), row.purpose)],
    )
    return sheet(request, page, form, act=act, then=lambda _name: _all(initiative))


@require_http_methods(_BOTH)
def scores(request: HttpRequest, initiative: str) -> HttpResponse:
    """Bring in scores of another questionnaire."""
    viewer, found = here(request, initiative)
    form = ScoresForm(request.POST or None, request.FILES or None, sides=_sides(initiative, viewer))

    def act() -> Row:
        given = form.cleaned_data
        services.import_scores(
            initiative=initiative, text=given["file"], once=given["once"], side=form.side, by=viewer, at=now()
        )
        return found

    page = Sheet(
        initiative=found,
        door="reviews",
        heading=_("Bring in scores of another questionnaire"),
        lead=_("For those who use the PPEET with its owners’ permission. Its questions are not ours to show."),
        button=_("Bring them in"),
        back=_all(initiative),
        template="reviews/scores.html",
    )
    return sheet(request, page, form, act=act, then=lambda _name: f"{_all(initiative)}#scores")
