"""Write down a rule from elsewhere, contest it, tell what came of that."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from counterpoise.record import Row, Side
from counterpoise.record.initiatives import Matter
from counterpoise.record.mandates import Requirement
from counterpoise.web.control import services
from counterpoise.web.control.forms import ContestRequirementForm, OutcomeForm, RequirementForm
from counterpoise.web.control.selectors import there
from counterpoise.web.initiatives.selectors import LATEST_WRITTEN, MOST_CHOICES, Ask, case_with
from counterpoise.web.initiatives.views import Sheet, here, sheet
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.ui.clock import now

__all__ = ["contest_requirement", "outcome", "write_requirement"]

_BOTH = ("GET", "HEAD", "POST")


def _room(initiative: str, anchor: str) -> str:
    return f"{reverse('control:room', args=[initiative])}#{anchor}"


@require_http_methods(_BOTH)
def write_requirement(request: HttpRequest, initiative: str) -> HttpResponse:
    """Write down a rule from elsewhere."""
    viewer, found = here(request, initiative)
    case = case_with(
        initiative, viewer=viewer, asks=[Ask(Matter, order=LATEST_WRITTEN, limit=MOST_CHOICES, common=True)]
    )
    if case is None or viewer.person is None or not viewer.sides(initiative):
        raise Http404
    form = RequirementForm(request.POST or None, matters=case.rows(Matter))

    def act() -> Row:
        return services.write_requirement(
            initiative=initiative,
            requiring=services.Requiring(**form.required_of_us()),
            once=form.cleaned_data["once"],
            by=viewer,
            at=now(),
        )

    page = Sheet(
        initiative=found,
        door="control",
        heading=_("Write down a rule from elsewhere"),
        lead=_("A rule that others impose, and that leaves less to decide here. Every side can contest it."),
        button=_("Write it down"),
        back=_room(initiative, "requirements"),
    )
    return sheet(request, page, form, act=act, then=lambda name: _room(initiative, name))


def _requirement(request: HttpRequest, initiative: str, name: str) -> tuple[Viewer, Requirement]:
    viewer, _found = here(request, initiative)
    found = there(Requirement, name, initiative=initiative, viewer=viewer)
    if found is None or viewer.person is None or not viewer.sides(initiative):
        raise Http404
    return viewer, found


@require_http_methods(_BOTH)
def contest_requirement(request: HttpRequest, initiative: str, requirement: str) -> HttpResponse:
    """Contest a rule from elsewhere."""
    viewer, found = _requirement(request, initiative, requirement)
    sides = viewer.sides(initiative)
    form = ContestRequirementForm(request.POST or None, sides=sides, initial={"version": found.version})

    def act() -> Row:
        given = form.cleaned_data
        return services.contest_requirement(
            initiative=initiative,
            requirement=requirement,
            version=given["version"] or 1,
            reason=given["reason"],
            side=Side(given["side"]) if given.get("side") else None,
            by=viewer,
            at=now(),
        )

    page = Sheet(
        initiative=here(request, initiative)[1],
        door="control",
        heading=_("Contest this rule"),
        button=_("Contest it"),
        back=_room(initiative, requirement),
        template="control/about.html",
        more={"about": found},
    )
    return sheet(request, page, form, act=act, then=lambda name: _room(initiative, name))


@require_http_methods(_BOTH)
def outcome(request: HttpRequest, initiative: str, requirement: str) -> HttpResponse:
    """Tell whether something changed after a rule was contested."""
    viewer, found = _requirement(request, initiative, requirement)
    if found.contested_by is None:
        raise Http404
    form = OutcomeForm(request.POST or None, initial={"version": found.version})

    def act() -> Row:
        given = form.cleaned_data
        return services.tell_outcome(
            initiative=initiative,
            requirement=requirement,
            version=given["version"] or 1,
            changed=given["changed"] == "yes",
            reason=given["reason"],
            by=viewer,
            at=now(),
        )

    page = Sheet(
        initiative=here(request, initiative)[1],
        door="control",
        heading=_("What came of it?"),
        button=_("Tell everybody"),
        back=_room(initiative, requirement),
        template="control/about.html",
        more={"about": found},
    )
    return sheet(request, page, form, act=act, then=lambda name: _room(initiative, name))
