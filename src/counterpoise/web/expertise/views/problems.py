"""Open a problem, add what could be done, sort what was said."""

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from counterpoise.record import Row
from counterpoise.record.contributions import Contribution, ContributionState, Problem
from counterpoise.web.expertise import services
from counterpoise.web.expertise.forms import OptionForm, ProblemForm, ThemeForm
from counterpoise.web.expertise.selectors import matters_to_choose, there
from counterpoise.web.initiatives.selectors import LATEST_WRITTEN, Ask, case_with
from counterpoise.web.initiatives.views import Sheet, here, sheet
from counterpoise.web.people.views.sending import address_of
from counterpoise.web.ui.clock import now

__all__ = ["open_problem", "option", "theme"]

_BOTH = ("GET", "HEAD", "POST")
_TO_CHOOSE_FROM = 100


def _room(initiative: str, anchor: str) -> str:
    return f"{reverse('expertise:room', args=[initiative])}#{anchor}"


@require_http_methods(_BOTH)
def open_problem(request: HttpRequest, initiative: str) -> HttpResponse:
    """Open a problem."""
    viewer, found = here(request, initiative)
    form = ProblemForm(request.POST or None, matters=matters_to_choose(initiative, viewer=viewer))

    def act() -> Row:
        given = form.cleaned_data
        return services.open_problem(
            initiative=initiative,
            text=given["text"],
            matter=given.get("matter") or None,
            address=address_of(request),
            once=given["once"],
            by=viewer,
            at=now(),
        )

    page = Sheet(
        initiative=found,
        door="expertise",
        heading=_("Open a problem"),
        lead=_("Before anybody thinks of what to do about it."),
        button=_("Open this problem"),
        back=_room(initiative, "problems"),
    )
    return sheet(request, page, form, act=act, then=lambda name: _room(initiative, name))


@require_http_methods(_BOTH)
def option(request: HttpRequest, initiative: str, problem: str) -> HttpResponse:
    """Add what could be done about a problem."""
    viewer, found = here(request, initiative)
    seen = there(Problem, problem, initiative=initiative, viewer=viewer)
    if seen is None or viewer.person is None or not viewer.sides(initiative):
        raise Http404
    form = OptionForm(request.POST or None)

    def act() -> Row:
        text = form.cleaned_data["text"]
        return services.add_option(initiative=initiative, problem=problem, text=text, by=viewer, at=now())

    page = Sheet(
        initiative=found,
        door="expertise",
        heading=_("Add what could be done"),
        button=_("Add it"),
        back=_room(initiative, problem),
        template="expertise/option.html",
        more={"problem": seen},
    )
    return sheet(request, page, form, act=act, then=lambda name: _room(initiative, name))


@require_http_methods(_BOTH)
def theme(request: HttpRequest, initiative: str) -> HttpResponse:
    """Sort what was said under a theme of one's own side."""
    viewer, found = here(request, initiative)
    latest = Q(space__isnull=True, state=ContributionState.GIVEN)
    asks = [Ask(Contribution, latest, order=LATEST_WRITTEN, limit=_TO_CHOOSE_FROM)]
    case = case_with(initiative, viewer=viewer, asks=asks)
    if case is None or viewer.person is None or not viewer.sides(initiative):
        raise Http404
    said = [
        row
        for row in reversed(case.rows(Contribution))
        if row.space is None and row.initiative == initiative and row.state is ContributionState.GIVEN
    ]
    form = ThemeForm(request.POST or None, said=said[:_TO_CHOOSE_FROM])

    def act() -> Row:
        given = form.cleaned_data
        return services.make_theme(
            initiative=initiative,
            name=given["name"],
            contributions=given["contributions"],
            once=given["once"],
            by=viewer,
            at=now(),
        )

    page = Sheet(
        initiative=found,
        door="expertise",
        heading=_("Make a theme"),
        lead=_("It stands beside the themes of the other side. The last hundred contributions stand below."),
        button=_("Keep this theme"),
        back=_room(initiative, "themes"),
    )
    return sheet(request, page, form, act=act, then=lambda _name: _room(initiative, "themes"))
