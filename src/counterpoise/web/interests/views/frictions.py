"""Write a friction down, show it, take a step, and close it together."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from counterpoise.record import Row
from counterpoise.record.initiatives import Initiative, Matter
from counterpoise.record.people import Body
from counterpoise.record.positions import Friction
from counterpoise.web.initiatives.selectors import rooms_to_write_in
from counterpoise.web.initiatives.views import Sheet, here, sheet
from counterpoise.web.interests import services
from counterpoise.web.interests.forms import (
    CloseForm,
    ConfirmForm,
    NoticeForm,
    ReasonForm,
    StepForm,
    SureForm,
)
from counterpoise.web.interests.selectors import OneFriction, friction_visible_to, slice_for, there
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.ui.clock import now
from counterpoise.web.ui.forms import PlainForm
from counterpoise.web.ui.words import word

__all__ = ["close", "confirm", "notice", "place", "refuse", "reopen", "show", "step", "tell_existence"]

_BOTH = ("GET", "HEAD", "POST")


def place(initiative: str, friction: str) -> str:
    """Return the address of a friction."""
    return reverse("interests:friction", args=[initiative, friction])


@require_http_methods(_BOTH)
def notice(request: HttpRequest, initiative: str) -> HttpResponse:
    """Write a friction down."""
    viewer, found = here(request, initiative)
    sides = viewer.sides(initiative) if viewer.person is not None else frozenset()
    case = slice_for(initiative, viewer=viewer)
    if not sides or case is None:
        raise Http404
    rooms = rooms_to_write_in(viewer, initiative=initiative)
    form = NoticeForm(request.POST or None, matters=case.rows(Matter), rooms=rooms, sides=sides)

    def act() -> Row:
        noticing = services.Noticing(**form.noticed())
        once = form.cleaned_data["once"]
        return services.notice(initiative=initiative, noticing=noticing, once=once, by=viewer, at=now())

    page = Sheet(
        initiative=found,
        door="interests",
        heading=_("Write a friction down"),
        lead=_("Two who want different things, each for a good reason. Nobody can close it alone."),
        button=_("Write it down"),
        back=reverse("interests:room", args=[initiative]),
    )
    return sheet(request, page, form, act=act, then=lambda name: place(initiative, name))


def _one(request: HttpRequest, initiative: str, name: str) -> tuple[Viewer, Initiative, Friction, OneFriction]:
    viewer, found = here(request, initiative)
    kept = there(Friction, name, initiative=initiative, viewer=viewer)
    one = friction_visible_to(initiative, name, viewer=viewer)
    if kept is None or one is None or not one.takes_part:
        raise Http404
    return viewer, found, kept, one


def _theirs(row: Friction) -> list[tuple[str, Any]]:
    shown = [(_("How it stands"), word(row.state))]
    if row.next_step:
        shown.append((_("The next step"), f"{row.next_step}\n{row.next_step_by}"))
    if row.closing_as is not None:
        shown.append((_("How it is to be closed"), word(row.closing_as)))
    return [*shown, (_("The words"), row.text)]


def _step(
    request: HttpRequest,
    form: PlainForm,
    act: Callable[[], Row],
    *,
    initiative: Initiative,
    one: OneFriction,
    heading: str | Promise,
    button: str | Promise,
    lead: str | Promise = "",
) -> HttpResponse:
    back = place(initiative.id, one.seen.friction.id)
    page = Sheet(
        initiative=initiative,
        door="interests",
        heading=heading,
        lead=lead,
        button=button,
        back=back,
        template="interests/step.html",
        more={"one": one},
        theirs=_theirs,
    )
    return sheet(request, page, form, act=act, then=lambda _name: back)


@require_http_methods(_BOTH)
def show(request: HttpRequest, initiative: str, friction: str) -> HttpResponse:
    """Show a friction of one side to both."""
    viewer, found, kept, one = _one(request, initiative, friction)
    if not one.may_show:
        raise Http404
    form = SureForm(request.POST or None, initial={"version": kept.version})

    def act() -> Row:
        version = form.cleaned_data["version"] or 1
        return services.show(initiative=initiative, friction=friction, version=version, by=viewer, at=now())

    lead = gettext_lazy("Both sides can then read it. Positions that stand in your room stay there.")
    heading = gettext_lazy("Show this friction to both sides")
    return _step(
        request, form, act, initiative=found, one=one, heading=heading, lead=lead, button=gettext_lazy("Show it")
    )


@require_http_methods(_BOTH)
def tell_existence(request: HttpRequest, initiative: str, friction: str) -> HttpResponse:
    """Let the other side know that there is a friction."""
    viewer, found, kept, one = _one(request, initiative, friction)
    if not one.seen.one_sided or kept.space is not None or kept.existence_shared:
        raise Http404
    form = SureForm(request.POST or None, initial={"version": kept.version})

    def act() -> Row:
        version = form.cleaned_data["version"] or 1
        return services.tell_existence(initiative=initiative, friction=friction, version=version, by=viewer, at=now())

    return _step(
        request,
        form,
        act,
        initiative=found,
        one=one,
        heading=gettext_lazy("Let the other side know that there is something"),
        lead=gettext_lazy("They then see that one more friction exists, and not one word of it."),
        button=gettext_lazy("Let them know"),
    )


@require_http_methods(_BOTH)
def step(request: HttpRequest, initiative: str, friction: str) -> HttpResponse:
    """Name the next step."""
    viewer, found, kept, one = _one(request, initiative, friction)
    if not one.may_step and request.method != "POST":
        raise Http404
    initial = {"version": kept.version, "step": kept.next_step, "by_whom": kept.next_step_by}
    form = StepForm(request.POST or None, initial=initial)

    def act() -> Row:
        return services.name_step(
            initiative=initiative,
            friction=friction,
            version=form.cleaned_data["version"] or 1,
            stepping=services.Stepping(**form.stepping()),
            by=viewer,
            at=now(),
        )

    return _step(
        request,
        form,
        act,
        initiative=found,
        one=one,
        heading=gettext_lazy("Name the next step"),
        button=gettext_lazy("Name this step"),
    )


@require_http_methods(_BOTH)
def close(request: HttpRequest, initiative: str, friction: str) -> HttpResponse:
    """Propose how a friction is closed for now."""
    viewer, found, kept, one = _one(request, initiative, friction)
    case = slice_for(initiative, viewer=viewer)
    if case is None or (not one.may_propose and request.method != "POST"):
        raise Http404
    form = CloseForm(request.POST or None, bodies=case.rows(Body), initial={"version": kept.version})

    def act() -> Row:
        version = form.cleaned_data["version"] or 1
        return services.propose_closing(
            initiative=initiative, friction=friction, version=version, by=viewer, at=now(), **form.closing()
        )

    return _step(
        request,
        form,
        act,
        initiative=found,
        one=one,
        heading=gettext_lazy("Propose to close it for now"),
        lead=gettext_lazy("It is closed once everybody whom it is between confirms that. It can be opened again."),
        button=gettext_lazy("Propose this"),
    )


@require_http_methods(_BOTH)
def confirm(request: HttpRequest, initiative: str, friction: str) -> HttpResponse:
    """Confirm for one party."""
    viewer, found, kept, one = _one(request, initiative, friction)
    if not one.confirms_for and request.method != "POST":
        raise Http404
    # Who comes too late is told so by the rule: all parties can be chosen then.
    parties = one.confirms_for or kept.between
    form = ConfirmForm(request.POST or None, parties=parties, initial={"version": kept.version})

    def act() -> Row:
        given = form.cleaned_data
        return services.confirm(
            initiative=initiative,
            friction=friction,
            version=given["version"] or 1,
            party=given["party"],
            by=viewer,
            at=now(),
        )

    return _step(
        request,
        form,
        act,
        initiative=found,
        one=one,
        heading=gettext_lazy("Confirm that it is closed for now"),
        lead=gettext_lazy("You speak for one of them. The others are asked too."),
        button=gettext_lazy("Confirm"),
    )


@require_http_methods(_BOTH)
def refuse(request: HttpRequest, initiative: str, friction: str) -> HttpResponse:
    """Say no to the closing that is proposed."""
    viewer, found, kept, one = _one(request, initiative, friction)
    if (kept.closing_as is None or not one.seen.open) and request.method != "POST":
        raise Http404
    form = ReasonForm(request.POST or None, initial={"version": kept.version})

    def act() -> Row:
        given = form.cleaned_data
        return services.refuse_closing(
            initiative=initiative,
            friction=friction,
            version=given["version"] or 1,
            reason=given["reason"],
            by=viewer,
            at=now(),
        )

    return _step(
        request,
        form,
        act,
        initiative=found,
        one=one,
        heading=gettext_lazy("It is not closed yet"),
        lead=gettext_lazy("The proposal falls away, and the friction stays open."),
        button=gettext_lazy("Say no"),
    )


@require_http_methods(_BOTH)
def reopen(request: HttpRequest, initiative: str, friction: str) -> HttpResponse:
    """Open a friction again."""
    viewer, found, kept, one = _one(request, initiative, friction)
    if not one.may_reopen and request.method != "POST":
        raise Http404
    form = ReasonForm(request.POST or None, initial={"version": kept.version})

    def act() -> Row:
        given = form.cleaned_data
        return services.reopen(
            initiative=initiative,
            friction=friction,
            version=given["version"] or 1,
            reason=given["reason"],
            by=viewer,
            at=now(),
        )

    return _step(
        request,
        form,
        act,
        initiative=found,
        one=one,
        heading=gettext_lazy("Open this friction again"),
        lead=gettext_lazy("Everybody can, at any time. Its age goes on from the day on which it was noticed."),
        button=gettext_lazy("Open it again"),
    )
