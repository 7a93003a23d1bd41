"""A decision beside what both sides wanted; whose position it came nearest to; whom its words mean."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from counterpoise.record import Row
from counterpoise.record.decisions import Decision
from counterpoise.web.decisions import services
from counterpoise.web.decisions.forms import NEAREST, NearestForm, WhomForm
from counterpoise.web.decisions.selectors import texts_that_speak, there, weighed_in
from counterpoise.web.initiatives.views import Sheet, here, sheet
from counterpoise.web.ui.clock import now

__all__ = ["nearest", "weighing", "whom"]

_BOTH = ("GET", "HEAD", "POST")


def _at(initiative: str, decision: str) -> str:
    return reverse("decisions:weighing", args=[initiative, decision])


@require_safe
def weighing(request: HttpRequest, initiative: str, decision: str) -> HttpResponse:
    """Show a decision beside what both sides wanted."""
    viewer, found = here(request, initiative)
    seen = weighed_in(initiative, decision, viewer=viewer)
    if seen is None:
        raise Http404
    takes_part = viewer.person is not None and bool(viewer.sides(initiative))
    readings = {
        "civic": [NEAREST[each] for each in seen.civic_reading],
        "organizational": [NEAREST[each] for each in seen.organizational_reading],
    }
    shown = {"initiative": found, "door": "decisions", "seen": seen, "takes_part": takes_part, "readings": readings}
    return render(request, "decisions/weighing.html", shown)


@require_http_methods(_BOTH)
def nearest(request: HttpRequest, initiative: str, decision: str) -> HttpResponse:
    """Say whose position a decision came nearest to."""
    viewer, found = here(request, initiative)
    sides = viewer.sides(initiative) if viewer.person is not None else frozenset()
    kept = there(Decision, decision, initiative=initiative, viewer=viewer)
    if kept is None or not sides:
        raise Http404
    form = NearestForm(request.POST or None, sides=sides, initial={"version": kept.version})

    def act() -> Row:
        version = form.cleaned_data["version"] or 1
        return services.read_outcome(
            initiative=initiative, decision=decision, version=version, by=viewer, at=now(), **form.reading()
        )

    page = Sheet(
        initiative=found,
        door="decisions",
        heading=_("Whose position did it come nearest to?"),
        lead=_("One reader of each side says so. Where they differ, both are shown."),
        button=_("Send this reading"),
        back=_at(initiative, decision),
    )
    return sheet(request, page, form, act=act, then=lambda _name: _at(initiative, decision))


@require_http_methods(_BOTH)
def whom(request: HttpRequest, initiative: str) -> HttpResponse:
    """Say whom a text means."""
    viewer, found = here(request, initiative)
    texts, groups = texts_that_speak(initiative, viewer=viewer)
    if viewer.person is None or not viewer.sides(initiative) or not texts:
        raise Http404
    initial = {"of": request.GET.get("of", ""), "text": request.GET.get("text", "")[:200]}
    form = WhomForm(request.POST or None, texts=texts, groups=groups, initial=initial)

    def act() -> Row:
        once = form.cleaned_data["once"]
        return services.say_whom(initiative=initiative, once=once, by=viewer, at=now(), **form.whom())

    decisions = {row.id for row in texts if isinstance(row, Decision)}

    def then(_name: str) -> str:
        of = str(request.POST.get("of", ""))
        return _at(initiative, of) if of in decisions else reverse("decisions:index", args=[initiative])

    page = Sheet(
        initiative=found,
        door="decisions",
        heading=_("Whom do you mean?"),
        lead=_("A text that speaks of “citizens” can mean anybody. Say which group it means, or that nobody says."),
        button=_("Write it down"),
        back=reverse("decisions:index", args=[initiative]),
    )
    return sheet(request, page, form, act=act, then=then)
