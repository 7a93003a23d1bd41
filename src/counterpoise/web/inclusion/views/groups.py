"""Name and describe groups; tell populations and count people."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from counterpoise.record import Row
from counterpoise.record.initiatives import Group
from counterpoise.record.meetings import Meeting
from counterpoise.record.participation import Population
from counterpoise.record.people import Body
from counterpoise.web.inclusion import services
from counterpoise.web.inclusion.forms import CountForm, GroupForm, PopulationForm
from counterpoise.web.inclusion.selectors import there
from counterpoise.web.inclusion.views.writing import BOTH, at_desk, place, show
from counterpoise.web.ui.clock import now

__all__ = ["count", "describe", "name_group", "population"]


@require_http_methods(BOTH)
def name_group(request: HttpRequest, initiative: str) -> HttpResponse:
    """Name a group."""
    desk = at_desk(request, initiative)
    form = GroupForm(request.POST or None, bodies=desk.case.rows(Body))

    def act() -> Row:
        grouping = services.Grouping(**form.grouping())
        once = form.cleaned_data["once"]
        return services.name_group(initiative=initiative, grouping=grouping, once=once, by=desk.viewer, at=now())

    return show(
        request,
        desk,
        form,
        act,
        heading=_("Name a group"),
        lead=_("Whom do you mean? A group has a name, and everybody can read who belongs to it."),
        button=_("Name this group"),
        back=place(initiative, "groups"),
        then=lambda name: place(initiative, name),
    )


@require_http_methods(BOTH)
def describe(request: HttpRequest, initiative: str, group: str) -> HttpResponse:
    """Describe a group better."""
    desk = at_desk(request, initiative)
    kept = there(Group, group, initiative=initiative, viewer=desk.viewer)
    if kept is None:
        raise Http404
    form = GroupForm(request.POST or None, bodies=desk.case.rows(Body), initial=GroupForm.of(kept))

    def act() -> Row:
        return services.describe_group(
            initiative=initiative,
            group=group,
            version=form.cleaned_data["version"] or 1,
            grouping=services.Grouping(**form.grouping()),
            by=desk.viewer,
            at=now(),
        )

    return show(
        request,
        desk,
        form,
        act,
        heading=_("Describe this group"),
        button=_("Save"),
        back=place(initiative, group),
    )


@require_http_methods(BOTH)
def population(request: HttpRequest, initiative: str) -> HttpResponse:
    """Tell a population."""
    desk = at_desk(request, initiative, seat=True)
    form = PopulationForm(request.POST or None)

    def act() -> Row:
        given = {name: form.cleaned_data[name] for name in ("name", "area", "size", "once")}
        return services.tell_population(initiative=initiative, by=desk.viewer, at=now(), **given)

    return show(
        request,
        desk,
        form,
        act,
        heading=_("Tell a population"),
        lead=_("The people of an area or service. Those who take part are compared with them."),
        button=_("Tell this population"),
        back=place(initiative, "populations"),
    )


@require_http_methods(BOTH)
def count(request: HttpRequest, initiative: str) -> HttpResponse:
    """Count people: typed in, or from a file."""
    desk = at_desk(request, initiative, seat=True)
    populations = desk.case.rows(Population)
    if not populations:
        raise Http404
    form = CountForm(
        request.POST or None, request.FILES or None, populations=populations, meetings=desk.case.rows(Meeting)
    )

    def act() -> Row:
        counting = services.Counting(**form.counting())
        once = form.cleaned_data["once"]
        return services.count_people(initiative=initiative, counting=counting, once=once, by=desk.viewer, at=now())

    return show(
        request,
        desk,
        form,
        act,
        heading=_("Count people"),
        lead=_("Numbers only, never names. Numbers below five are not shown."),
        button=_("Keep these numbers"),
        back=place(initiative, "populations"),
    )
