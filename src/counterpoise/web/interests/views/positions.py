"""Put a position, word it anew, show it to both sides."""

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from counterpoise.record import Case, Row
from counterpoise.record.initiatives import Group, Initiative, Matter
from counterpoise.record.positions import Friction, Position
from counterpoise.web.initiatives.selectors import Ask, capacities_of, rooms_to_write_in
from counterpoise.web.initiatives.views import Sheet, here, sheet
from counterpoise.web.interests import services
from counterpoise.web.interests.forms import PositionForm, RewordForm, SureForm
from counterpoise.web.interests.selectors import slice_for, there
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.ui.clock import now

__all__ = ["put", "put_in", "reword", "show_position"]

_BOTH = ("GET", "HEAD", "POST")


def _after(initiative: str, friction: str | None, name: str) -> str:
    if friction:
        return f"{reverse('interests:friction', args=[initiative, friction])}#{name}"
    return f"{reverse('interests:positions', args=[initiative])}#{name}"


@require_http_methods(_BOTH)
def put(request: HttpRequest, initiative: str) -> HttpResponse:
    """Put a position on a question of control."""
    return _put(request, initiative, None)


@require_http_methods(_BOTH)
def put_in(request: HttpRequest, initiative: str, friction: str) -> HttpResponse:
    """Put a position in a friction."""
    return _put(request, initiative, friction)


def _put(request: HttpRequest, initiative: str, name: str | None) -> HttpResponse:
    viewer, found = here(request, initiative)
    case = slice_for(initiative, Ask(Friction, Q(pk=name or "")), viewer=viewer)
    sides = viewer.sides(initiative) if viewer.person is not None else frozenset()
    if case is None or not sides:
        raise Http404
    friction = case.by_id(Friction).get(name) if name else None
    matters = case.rows(Matter)
    if (name and friction is None) or (friction is None and not matters):
        raise Http404
    form = _form(request, initiative, case=case, friction=friction, viewer=viewer)

    def act() -> Row:
        holding = services.Holding(**form.held(), friction=name)
        once = form.cleaned_data["once"]
        return services.put_position(initiative=initiative, holding=holding, once=once, by=viewer, at=now())

    back = (
        reverse("interests:friction", args=[initiative, name]) if name else reverse("interests:room", args=[initiative])
    )
    page = Sheet(
        initiative=found,
        door="interests",
        heading=_("Say what you want, and why"),
        lead=_only_one_side(friction),
        button=_("Put this position"),
        back=back,
        template="interests/about.html",
        more={"about": friction},
    )
    return sheet(request, page, form, act=act, then=lambda made: _after(initiative, name, made))


def _only_one_side(friction: Friction | None) -> str:
    if friction is not None and friction.held_by is not None and friction.visibility == "one_side":
        return _("Only your side can read it now. If the friction is shown to both sides, so are your words.")
    return _("It stands beside what others want. Nobody else changes your words.")


def _form(
    request: HttpRequest, initiative: str, *, case: Case, friction: Friction | None, viewer: Viewer
) -> PositionForm:
    sides = viewer.sides(initiative)
    in_room = friction is not None and friction.space is not None
    return PositionForm(
        request.POST or None,
        capacities=capacities_of(viewer, initiative=initiative),
        departments=services.own_departments(viewer, initiative=initiative),
        groups=[row for row in case.rows(Group) if row.side in sides],
        matters=None if friction is not None else case.rows(Matter),
        rooms=() if in_room else rooms_to_write_in(viewer, initiative=initiative),
    )


def _own(request: HttpRequest, initiative: str, name: str) -> tuple[Viewer, Initiative, Position]:
    viewer, found = here(request, initiative)
    kept = there(Position, name, initiative=initiative, viewer=viewer)
    if kept is None or viewer.person is None or viewer.person != (kept.on_behalf_of or kept.recorded_by):
        raise Http404
    return viewer, found, kept


@require_http_methods(_BOTH)
def reword(request: HttpRequest, initiative: str, position: str) -> HttpResponse:
    """Word one's own position anew."""
    viewer, found, kept = _own(request, initiative, position)
    form = RewordForm(request.POST or None, initial=RewordForm.of(kept))

    def act() -> Row:
        version = form.cleaned_data["version"] or 1
        return services.reword_position(
            initiative=initiative, position=position, version=version, by=viewer, at=now(), **form.worded()
        )

    page = Sheet(
        initiative=found,
        door="interests",
        heading=_("Word your position anew"),
        lead=_("What you wrote before stays to be seen in the record."),
        button=_("Save"),
        back=_after(initiative, kept.friction, position),
        theirs=lambda row: [(_("What you want"), row.claim), (_("Why it matters"), row.interest)],
    )
    return sheet(request, page, form, act=act, then=lambda name: _after(initiative, kept.friction, name))


@require_http_methods(_BOTH)
def show_position(request: HttpRequest, initiative: str, position: str) -> HttpResponse:
    """Show one's own position to both sides."""
    viewer, found, kept = _own(request, initiative, position)
    if kept.space is None:
        raise Http404
    form = SureForm(request.POST or None, initial={"version": kept.version})

    def act() -> Row:
        version = form.cleaned_data["version"] or 1
        return services.show_position(initiative=initiative, position=position, version=version, by=viewer, at=now())

    page = Sheet(
        initiative=found,
        door="interests",
        heading=_("Show your position to both sides"),
        lead=kept.claim,
        button=_("Show it"),
        back=_after(initiative, kept.friction, position),
    )
    return sheet(request, page, form, act=act, then=lambda name: _after(initiative, kept.friction, name))
