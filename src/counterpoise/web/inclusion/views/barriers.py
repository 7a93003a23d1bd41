"""Report what keeps people away, take it away, tell what was changed, tell who trained whom."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from counterpoise.record import Row
from counterpoise.record.access import Barrier
from counterpoise.record.initiatives import Group
from counterpoise.record.meetings import Meeting
from counterpoise.web.inclusion import services
from counterpoise.web.inclusion.forms import AdaptationForm, BarrierForm, SolveForm, TrainingForm
from counterpoise.web.inclusion.selectors import there
from counterpoise.web.inclusion.views.writing import BOTH, at_desk, place, show
from counterpoise.web.ui.clock import now

__all__ = ["adapt", "report", "solve", "train"]


@require_http_methods(BOTH)
def report(request: HttpRequest, initiative: str) -> HttpResponse:
    """Report what keeps people away."""
    desk = at_desk(request, initiative)
    asked = str(request.GET.get("meeting", ""))
    meetings = desk.case.rows(Meeting)
    form = BarrierForm(
        request.POST or None,
        groups=desk.case.rows(Group),
        meetings=meetings,
        sides=desk.viewer.sides(initiative),
        initial={"meeting": asked if asked in {row.id for row in meetings} else ""},
    )

    def act() -> Row:
        reporting = services.Reporting(**form.reporting())
        once = form.cleaned_data["once"]
        return services.report_barrier(initiative=initiative, reporting=reporting, once=once, by=desk.viewer, at=now())

    return show(
        request,
        desk,
        form,
        act,
        heading=_("Tell what keeps people away"),
        lead=_("A place, a time, money, a belief. Told before a meeting, it can still be taken away."),
        button=_("Tell it"),
        back=place(initiative, "barriers"),
        then=lambda name: place(initiative, name),
    )


@require_http_methods(BOTH)
def solve(request: HttpRequest, initiative: str, barrier: str) -> HttpResponse:
    """Say how a barrier was taken away."""
    desk = at_desk(request, initiative)
    kept = there(Barrier, barrier, initiative=initiative, viewer=desk.viewer)
    if kept is None or (kept.solved_at is not None and request.method != "POST"):
        raise Http404
    form = SolveForm(request.POST or None, initial={"version": kept.version})

    def act() -> Row:
        given = form.cleaned_data
        return services.solve_barrier(
            initiative=initiative,
            barrier=barrier,
            version=given["version"] or 1,
            solving=services.Solving(**form.solving()),
            once=given["once"],
            by=desk.viewer,
            at=now(),
        )

    return show(
        request,
        desk,
        form,
        act,
        heading=_("Say how it was taken away"),
        lead=_("If something good gave way for it, that is kept in sight."),
        button=_("It was taken away"),
        back=place(initiative, barrier),
        about=kept,
    )


@require_http_methods(BOTH)
def adapt(request: HttpRequest, initiative: str) -> HttpResponse:
    """Tell what the organization changed."""
    desk = at_desk(request, initiative)
    form = AdaptationForm(request.POST or None, meetings=desk.case.rows(Meeting))

    def act() -> Row:
        once = form.cleaned_data["once"]
        return services.tell_adaptation(initiative=initiative, once=once, by=desk.viewer, at=now(), **form.adapted())

    return show(
        request,
        desk,
        form,
        act,
        heading=_("Tell what was changed"),
        lead=_("What the organization changed so that people could take part."),
        button=_("Tell it"),
        back=place(initiative, "adaptations"),
    )


@require_http_methods(BOTH)
def train(request: HttpRequest, initiative: str) -> HttpResponse:
    """Tell who trained whom."""
    desk = at_desk(request, initiative)
    form = TrainingForm(request.POST or None)

    def act() -> Row:
        once = form.cleaned_data["once"]
        return services.tell_training(initiative=initiative, once=once, by=desk.viewer, at=now(), **form.trained())

    return show(
        request,
        desk,
        form,
        act,
        heading=_("Tell who trained whom"),
        button=_("Tell it"),
        back=place(initiative, "taking-part"),
    )
