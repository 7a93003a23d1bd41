"""What was done with what people said: told by who took the decision, judged by the author."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from counterpoise.record import Row
from counterpoise.record.decisions import Trace
from counterpoise.web.decisions import services
from counterpoise.web.decisions.forms import RestForm, TraceForm
from counterpoise.web.decisions.selectors import limit_marks, there, to_trace, traced
from counterpoise.web.decisions.views.recording import place, taken_by
from counterpoise.web.expertise.forms import JudgeForm
from counterpoise.web.initiatives.views import Sheet, here, sheet
from counterpoise.web.ledger.services import AlreadyToldError, StaleVersionError
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.ui.clock import now

__all__ = ["judge_of_trace", "limits", "rest", "trace", "what_happened"]

_BOTH = ("GET", "HEAD", "POST")


@require_safe
def what_happened(request: HttpRequest, initiative: str, contribution: str) -> HttpResponse:
    """Show what happened with a contribution."""
    viewer, found = here(request, initiative)
    seen = traced(contribution, initiative=initiative, viewer=viewer)
    if seen is None:
        raise Http404
    return render(request, "decisions/what_happened.html", {"initiative": found, "door": "decisions", "seen": seen})


@require_safe
def limits(request: HttpRequest, initiative: str) -> HttpResponse:
    """Show when limits were told, and which were not told at all before a decision used them."""
    viewer, found = here(request, initiative)
    marks = limit_marks(initiative, viewer=viewer)
    if marks is None:
        raise Http404
    return render(request, "decisions/limits.html", {"initiative": found, "door": "control", "marks": marks})


def _department(viewer: Viewer) -> dict[str, str]:
    known = [row.department for row in viewer.standing.memberships if row.department]
    return {"department": known[-1]} if known else {}


@require_http_methods(_BOTH)
def trace(request: HttpRequest, initiative: str, decision: str) -> HttpResponse:
    """Say what was done with some contributions."""
    viewer, found = here(request, initiative)
    kept = taken_by(initiative, decision, viewer=viewer)
    seen = to_trace(decision, initiative=initiative, viewer=viewer)
    if seen is None:
        raise Http404
    again = reverse("decisions:trace", args=[initiative, decision])
    once = request.POST.get("once", "")
    if once and there(Trace, f"trace-{once}", initiative=initiative, viewer=viewer) is not None:
        return redirect(again)  # the same form sent twice: what it was about has its word already
    form = TraceForm(request.POST or None, waiting=seen.waiting, loose=seen.loose, initial=_department(viewer))

    def act() -> Row:
        tracing = services.Tracing(**form.traced())
        made = services.trace_some(
            initiative=initiative,
            decision=decision,
            tracing=tracing,
            once=form.cleaned_data["once"],
            by=viewer,
            at=now(),
        )
        return made[0] if made else kept

    page = Sheet(
        initiative=found,
        door="decisions",
        heading=_("What was done with what people said"),
        lead=_("Every contribution gets a word. Its author says whether it is right."),
        button=_("Save for the chosen ones"),
        back=place(initiative, decision, "used"),
        template="decisions/trace.html",
        more={"decision": kept, "seen": seen, "rest": RestForm(initial=_department(viewer), auto_id="rest_%s")},
    )
    return sheet(request, page, form, act=act, then=lambda _name: again)


@require_POST
def rest(request: HttpRequest, initiative: str, decision: str) -> HttpResponse:
    """Say of all the others that they were not considered."""
    viewer, _found = here(request, initiative)
    form = RestForm(request.POST)
    if not form.is_valid():
        return redirect(reverse("decisions:trace", args=[initiative, decision]))
    department = form.cleaned_data["department"]
    try:
        services.trace_rest(initiative=initiative, decision=decision, department=department, by=viewer, at=now())
    except services.NothingHereError as error:
        raise Http404 from error
    except AlreadyToldError:
        pass  # two taps on the same button: what stands there now is shown
    return redirect(place(initiative, decision, "used"))


@require_POST
def judge_of_trace(request: HttpRequest, initiative: str, trace: str) -> HttpResponse:
    """Say whether it is right what is told of one's own contribution."""
    viewer, _found = here(request, initiative)
    form = JudgeForm(request.POST)
    if not form.is_valid():
        raise Http404
    try:
        row = services.judge_trace(
            initiative=initiative,
            trace=trace,
            version=form.cleaned_data["version"] or 1,
            right=form.cleaned_data["right"] == "yes",
            by=viewer,
            at=now(),
        )
        about = row.contribution
    except services.NothingHereError as error:
        raise Http404 from error
    except StaleVersionError as error:
        # Two taps on the same button: what stands there now is shown.
        about = getattr(error.theirs, "contribution", None)
    return redirect(reverse("decisions:what-happened", args=[initiative, about or ""]))
