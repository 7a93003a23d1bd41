"""Plan a selection, take its steps, ask people in, take replies, give seats, write down who took part."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from counterpoise.record import Row
from counterpoise.record.initiatives import Cycle, Group
from counterpoise.record.participation import (
    Invitation,
    Margin,
    MarginKind,
    Recruitment,
    Selection,
    SelectionState,
)
from counterpoise.record.people import Body, SeatMethod
from counterpoise.web.inclusion import services
from counterpoise.web.inclusion.forms import (
    FunnelForm,
    HoursForm,
    InviteForm,
    LeaveForm,
    PlanForm,
    RecruitmentForm,
    ReplyForm,
    SeatForm,
    StepForm,
)
from counterpoise.web.inclusion.selectors import selection_visible_to, there
from counterpoise.web.inclusion.views.writing import BOTH, Desk, at_desk, place, show
from counterpoise.web.ui.clock import now

__all__ = ["change_plan", "funnel", "hours", "invite", "leave", "plan", "recruit", "reply", "seat", "step"]

_STEPS: dict[SelectionState, tuple[Promise, str | Promise]] = {
    SelectionState.PLANNED: (
        gettext_lazy("Plan the next round"),
        gettext_lazy("A next round can have other criteria."),
    ),
    SelectionState.RECRUITING: (
        gettext_lazy("Fix the criteria, and ask people"),
        gettext_lazy("From now on the criteria stay as they are. A number shows that nobody changed them."),
    ),
    SelectionState.SELECTED: (
        gettext_lazy("Say who is not in"),
        gettext_lazy("Who was chosen is one half. Who is not in, in numbers, is the other."),
    ),
    SelectionState.SEATED: (gettext_lazy("Give people their seats"), ""),
    SelectionState.RESTING: (gettext_lazy("Let it rest"), ""),
}


def _at(initiative: str, selection: str) -> str:
    return reverse("inclusion:selection", args=[initiative, selection])


@require_http_methods(BOTH)
def recruit(request: HttpRequest, initiative: str) -> HttpResponse:
    """Tell how people are asked."""
    desk = at_desk(request, initiative, seat=True)
    form = RecruitmentForm(request.POST or None, bodies=desk.case.rows(Body))

    def act() -> Row:
        once = form.cleaned_data["once"]
        return services.tell_recruitment(initiative=initiative, once=once, by=desk.viewer, at=now(), **form.told())

    return show(
        request,
        desk,
        form,
        act,
        heading=_("Tell how people are asked"),
        lead=_("Every way of asking leaves somebody out. Say whom."),
        button=_("Tell it"),
        back=place(initiative, "seats"),
    )


@require_http_methods(BOTH)
def plan(request: HttpRequest, initiative: str) -> HttpResponse:
    """Plan a selection."""
    desk = at_desk(request, initiative, seat=True)
    form = PlanForm(request.POST or None, bodies=desk.case.rows(Body))

    def act() -> Row:
        planning = services.Planning(**form.planning())
        once = form.cleaned_data["once"]
        return services.plan_selection(initiative=initiative, planning=planning, once=once, by=desk.viewer, at=now())

    return show(
        request,
        desk,
        form,
        act,
        heading=_("Plan how seats are filled"),
        button=_("Save this plan"),
        back=place(initiative, "seats"),
        then=lambda name: _at(initiative, name),
    )


def _kept(request: HttpRequest, initiative: str, name: str) -> tuple[Desk, Selection]:
    desk = at_desk(request, initiative, seat=True)
    kept = there(Selection, name, initiative=initiative, viewer=desk.viewer)
    if kept is None:
        raise Http404
    return desk, kept


@require_http_methods(BOTH)
def change_plan(request: HttpRequest, initiative: str, selection: str) -> HttpResponse:
    """Change a plan."""
    desk, kept = _kept(request, initiative, selection)
    if kept.state is not SelectionState.PLANNED and request.method != "POST":
        raise Http404
    form = PlanForm(request.POST or None, bodies=desk.case.rows(Body), initial=PlanForm.of(kept))

    def act() -> Row:
        return services.change_plan(
            initiative=initiative,
            selection=selection,
            version=form.cleaned_data["version"] or 1,
            planning=services.Planning(**form.planning()),
            by=desk.viewer,
            at=now(),
        )

    return show(
        request,
        desk,
        form,
        act,
        heading=_("Change this plan"),
        button=_("Save"),
        back=_at(initiative, selection),
    )


@require_http_methods(BOTH)
def step(request: HttpRequest, initiative: str, selection: str, to: str) -> HttpResponse:
    """Take the next step."""
    desk, kept = _kept(request, initiative, selection)
    if to not in set(SelectionState):
        raise Http404
    state = SelectionState(to)
    variables = sorted({row.variable for row in desk.case.rows(Margin) if row.kind is MarginKind.POPULATION})
    form = StepForm(request.POST or None, to=state, variables=variables, initial={"version": kept.version})

    def act() -> Row:
        version = form.cleaned_data["version"] or 1
        return services.move_selection(
            initiative=initiative,
            selection=selection,
            version=version,
            to=state,
            by=desk.viewer,
            at=now(),
            **form.stepping(),
        )

    heading, lead = _STEPS[state]
    back = _at(initiative, selection)
    return show(request, desk, form, act, heading=heading, lead=lead, button=heading, back=back)


@require_http_methods(BOTH)
def funnel(request: HttpRequest, initiative: str, selection: str) -> HttpResponse:
    """Write down how many people got how far."""
    desk, kept = _kept(request, initiative, selection)
    form = FunnelForm(request.POST or None, initial={"version": kept.version})

    def act() -> Row:
        version = form.cleaned_data["version"] or 1
        return services.log_funnel(
            initiative=initiative,
            selection=selection,
            version=version,
            funnel=form.funnel(),
            by=desk.viewer,
            at=now(),
        )

    return show(
        request,
        desk,
        form,
        act,
        heading=_("Write down how many got how far"),
        lead=_(
            "Numbers only. Who is against the proposal is counted by the rule fixed beforehand, never kept of a person."
        ),
        button=_("Keep these numbers"),
        back=_at(initiative, selection),
    )


@require_http_methods(BOTH)
def invite(request: HttpRequest, initiative: str, selection: str) -> HttpResponse:
    """Ask people in."""
    desk, _selection = _kept(request, initiative, selection)
    form = InviteForm(request.POST or None, groups=desk.case.rows(Group), recruitments=desk.case.rows(Recruitment))

    def act() -> Row:
        inviting = services.Inviting(selection=selection, **form.inviting())
        once = form.cleaned_data["once"]
        return services.invite(initiative=initiative, inviting=inviting, once=once, by=desk.viewer, at=now())

    return show(
        request,
        desk,
        form,
        act,
        heading=_("Ask people in"),
        button=_("Ask them"),
        back=_at(initiative, selection),
    )


@require_http_methods(BOTH)
def reply(request: HttpRequest, initiative: str, invitation: str) -> HttpResponse:
    """Reply to an invitation, or write down what others replied."""
    desk = at_desk(request, initiative)
    kept = there(Invitation, invitation, initiative=initiative, viewer=desk.viewer)
    own = kept is not None and kept.person is not None and kept.person == desk.viewer.person
    if kept is None or (not own and (kept.person is not None or not desk.has_seat)):
        raise Http404
    many = kept.person is None
    form = ReplyForm(request.POST or None, many=many, initial={"version": kept.version})

    def act() -> Row:
        given = form.cleaned_data
        return services.reply(
            initiative=initiative,
            invitation=invitation,
            version=given["version"] or 1,
            replying=services.Replying(**form.replying()),
            once=given["once"],
            by=desk.viewer,
            at=now(),
        )

    back = _at(initiative, kept.selection) if kept.selection else place(initiative, "seats")
    return show(
        request,
        desk,
        form,
        act,
        heading=_("Reply to the invitation") if not many else _("Write down what people replied"),
        lead=_("A no is an answer too. Nobody has to say why."),
        button=_("Send this reply"),
        back=back,
    )


@require_http_methods(BOTH)
def seat(request: HttpRequest, initiative: str, selection: str) -> HttpResponse:
    """Give somebody a seat."""
    desk, kept = _kept(request, initiative, selection)
    by_lot = kept.method is SeatMethod.LOTTERY
    form = SeatForm(request.POST or None, by_lot=by_lot)

    def act() -> Row:
        given = form.cleaned_data
        return services.fill_seat(
            initiative=initiative,
            selection=selection,
            name=given["name"],
            drawn=given.get("drawn", ""),
            once=given["once"],
            by=desk.viewer,
            at=now(),
        )

    return show(
        request,
        desk,
        form,
        act,
        heading=_("Give somebody a seat"),
        lead=_("A seat by lottery is for who was drawn, and names its draw.") if by_lot else "",
        button=_("Give this seat"),
        back=_at(initiative, selection),
    )


@require_http_methods(BOTH)
def leave(request: HttpRequest, initiative: str, selection: str, seat: str) -> HttpResponse:
    """Say that somebody no longer holds a seat."""
    desk, _selection = _kept(request, initiative, selection)
    one = selection_visible_to(initiative, selection, viewer=desk.viewer)
    found = next((each.seat for each in one.seats if each.seat.id == seat), None) if one is not None else None
    version = found.version if found is not None else None
    form = LeaveForm(request.POST or None, bodies=desk.case.rows(Body), initial={"version": version})
    # The same form sent twice: the seat is left by then, and the service says that it was.
    if found is None and not form.is_valid():
        raise Http404

    def act() -> Row:
        return services.leave_seat(
            initiative=initiative,
            selection=selection,
            seat=seat,
            version=form.cleaned_data["version"] or 1,
            leaving=services.Leaving(**form.leaving()),
            by=desk.viewer,
            at=now(),
        )

    return show(
        request,
        desk,
        form,
        act,
        heading=_("Somebody leaves a seat"),
        lead=_("Nobody loses a seat for what they think."),
        button=_("Write it down"),
        back=_at(initiative, selection),
    )


@require_http_methods(BOTH)
def hours(request: HttpRequest, initiative: str) -> HttpResponse:
    """Write down who took part in a round."""
    desk = at_desk(request, initiative)
    cycles = desk.case.rows(Cycle)
    if not cycles:
        raise Http404
    form = HoursForm(request.POST or None, cycles=cycles, for_others=desk.has_seat)

    def act() -> Row:
        given = form.cleaned_data
        return services.log_participation(
            initiative=initiative,
            cycle=given["cycle"],
            taking_part=tuple(services.TookPart(**one) for one in given["taking_part"]),
            once=given["once"],
            by=desk.viewer,
            at=now(),
        )

    return show(
        request,
        desk,
        form,
        act,
        heading=_("Write down who took part"),
        lead=_("Hours are work. Everybody sees only their own; others see numbers of many."),
        button=_("Keep these hours"),
        back=place(initiative, "taking-part"),
    )
