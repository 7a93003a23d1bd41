"""What happened with somebody's words, and whether they find that this is right."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from counterpoise.web.decisions.selectors import traced
from counterpoise.web.decisions.services.rights import NothingHereError
from counterpoise.web.decisions.services.tracing import judge_trace
from counterpoise.web.expertise.forms import JudgeForm
from counterpoise.web.initiatives.views import here
from counterpoise.web.ledger.services import StaleVersionError
from counterpoise.web.ui.clock import now

__all__ = ["judge_of_trace", "what_happened"]


@require_safe
def what_happened(request: HttpRequest, initiative: str, contribution: str) -> HttpResponse:
    """Show what happened with a contribution."""
    viewer, found = here(request, initiative)
    seen = traced(contribution, initiative=initiative, viewer=viewer)
    if seen is None:
        raise Http404
    return render(request, "decisions/what_happened.html", {"initiative": found, "door": "decisions", "seen": seen})


@require_POST
def judge_of_trace(request: HttpRequest, initiative: str, trace: str) -> HttpResponse:
    """Say whether it is right what is told of one's own contribution."""
    viewer, _found = here(request, initiative)
    form = JudgeForm(request.POST)
    if not form.is_valid():
        raise Http404
    try:
        row = judge_trace(
            initiative=initiative,
            trace=trace,
            version=form.cleaned_data["version"] or 1,
            right=form.cleaned_data["right"] == "yes",
            by=viewer,
            at=now(),
        )
        about = row.contribution
    except NothingHereError as error:
        raise Http404 from error
    except StaleVersionError as error:
        # Two taps on the same button: what stands there now is shown.
        about = getattr(error.theirs, "contribution", None)
    return redirect(reverse("decisions:what-happened", args=[initiative, about or ""]))
