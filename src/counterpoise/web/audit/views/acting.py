"""Run the power check, and contest a finding."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from counterpoise.audit.measures import measure_of
from counterpoise.audit.report.words import words_in
from counterpoise.record import Level, Row
from counterpoise.web.audit import services
from counterpoise.web.audit.forms import ContestForm, RunForm
from counterpoise.web.audit.views.reading import language
from counterpoise.web.initiatives.selectors import capacities_of
from counterpoise.web.initiatives.services import NothingHereError
from counterpoise.web.initiatives.views import Sheet, here, sheet
from counterpoise.web.ui.clock import now

__all__ = ["contest", "run"]

_TENSIONS = {"E": "expertise", "C": "control", "I": "inclusion", "N": "interests", "P": "power"}


@require_POST
def run(request: HttpRequest, initiative: str) -> HttpResponse:
    """Run the power check: both sides get the same reading at once."""
    viewer, found = here(request, initiative)
    form = RunForm(request.POST)
    if not form.is_valid() or found.level is not Level.COLLECTIVE:
        raise Http404
    room = form.cleaned_data["room"] or None
    once = form.cleaned_data["once"]
    try:
        name = services.ask_for_check(initiative=initiative, room=room, once=once, by=viewer, at=now())
    except NothingHereError as error:
        raise Http404 from error
    if name is not None and room is not None:
        return redirect("audit:one", initiative, name)
    return redirect("audit:power", initiative)


@require_http_methods(("GET", "HEAD", "POST"))
def contest(request: HttpRequest, initiative: str, indicator: str) -> HttpResponse:
    """Contest a finding."""
    viewer, found = here(request, initiative)
    try:
        measure = measure_of(indicator)
    except KeyError as error:
        raise Http404 from error
    held = viewer.sides(initiative) if viewer.person is not None else frozenset()
    if not held or found.level is not Level.COLLECTIVE:
        raise Http404
    form = ContestForm(
        request.POST or None, sides=sorted(held), capacities=capacities_of(viewer, initiative=initiative)
    )

    def act() -> Row:
        return services.contest(
            initiative=initiative,
            indicator=measure.code,
            text=form.cleaned_data["text"],
            side=form.side,
            capacity=form.cleaned_data.get("capacity") or None,
            once=form.cleaned_data["once"],
            by=viewer,
            at=now(),
        )

    there = f"{reverse('audit:chapter', args=[initiative, _TENSIONS[measure.short[0]]])}#{measure.short}"
    page = Sheet(
        initiative=found,
        door="audit",
        heading=_("Contest this finding"),
        lead=words_in(language()).indicators[measure.code].title,
        button=_("Put it beside the finding"),
        back=there,
    )
    return sheet(request, page, form, act=act, then=lambda _name: there)
