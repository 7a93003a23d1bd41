"""Write down a question of control, and who holds the tasks that shape a participation."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from counterpoise.record import Row
from counterpoise.record.initiatives import Group
from counterpoise.web.control import services
from counterpoise.web.control.forms import MatterForm, TasksForm
from counterpoise.web.control.selectors import tune_of
from counterpoise.web.initiatives.selectors import case_with
from counterpoise.web.initiatives.views import Sheet, here, sheet
from counterpoise.web.ui.clock import now

__all__ = ["open_matter", "tasks"]

_BOTH = ("GET", "HEAD", "POST")


def _room(initiative: str, anchor: str) -> str:
    return f"{reverse('control:room', args=[initiative])}#{anchor}"


@require_http_methods(_BOTH)
def open_matter(request: HttpRequest, initiative: str) -> HttpResponse:
    """Write down a question of control."""
    viewer, found = here(request, initiative)
    case = case_with(initiative, viewer=viewer)
    groups = case.rows(Group) if case is not None else ()
    if viewer.person is None or not viewer.sides(initiative) or not groups:
        raise Http404
    form = MatterForm(request.POST or None, groups=groups)

    def act() -> Row:
        given = form.cleaned_data
        opening = services.Opening(text=given["text"], touches=tuple(given["touches"]), department=given["department"])
        return services.open_matter(initiative=initiative, opening=opening, once=given["once"], by=viewer, at=now())

    page = Sheet(
        initiative=found,
        door="control",
        heading=_("Write down a question of control"),
        lead=_("Something that somebody can decide about. Both sides can name one."),
        button=_("Save it"),
        back=_room(initiative, "matters"),
    )
    return sheet(request, page, form, act=act, then=lambda name: _room(initiative, name))


@require_http_methods(_BOTH)
def tasks(request: HttpRequest, initiative: str) -> HttpResponse:
    """Say who calls the tune."""
    viewer, found = here(request, initiative)
    tune = tune_of(initiative, viewer=viewer)
    if tune is None or viewer.person is None or not viewer.sides(initiative):
        raise Http404
    form = TasksForm(request.POST or None, held=tune.tasks)

    def act() -> Row:
        made = services.name_tasks(initiative=initiative, tasks=form.named(), by=viewer, at=now())
        return made[0] if made else found

    page = Sheet(
        initiative=found,
        door="control",
        heading=_("Who calls the tune"),
        lead=_("Who holds a task shapes what can be said. Both sides can write it down."),
        button=_("Save"),
        back=_room(initiative, "tune"),
    )
    return sheet(request, page, form, act=act, then=lambda _name: _room(initiative, "tune"))
