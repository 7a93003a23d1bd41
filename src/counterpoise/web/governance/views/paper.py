"""The printed form of an initiative, and entering what came in on it, by telephone or at a meeting."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from counterpoise.record import Row
from counterpoise.web.expertise.selectors import matters_to_choose
from counterpoise.web.governance import services
from counterpoise.web.governance.forms import EnterForm
from counterpoise.web.governance.selectors import open_questions, receipt_seen
from counterpoise.web.initiatives.views import Sheet, here, sheet
from counterpoise.web.people.selectors import made_of
from counterpoise.web.ui.clock import now

__all__ = ["enter", "entered", "paper"]


@require_safe
def paper(request: HttpRequest, initiative: str) -> HttpResponse:
    """Show the form to print: the open questions, each with its code and room to write."""
    viewer, found = here(request, initiative)
    context = {
        "initiative": found,
        "questions": open_questions(initiative, viewer=viewer),
        "lines": range(7),
        "may_enter": viewer.person is not None and bool(viewer.sides(initiative)),
    }
    return render(request, "governance/paper.html", context)


@require_http_methods(("GET", "HEAD", "POST"))
def enter(request: HttpRequest, initiative: str) -> HttpResponse:
    """Enter what somebody else said."""
    viewer, found = here(request, initiative)
    if viewer.person is None or not viewer.sides(initiative):
        raise Http404
    matters = matters_to_choose(initiative, viewer=viewer)
    form = EnterForm(request.POST or None, matters=matters, initial=EnterForm.begun(request.GET.get("route", "")))

    def act() -> Row:
        entering = services.Entering(**form.entered())
        once = form.cleaned_data["once"]
        return services.enter_for_somebody(initiative=initiative, entering=entering, once=once, by=viewer, at=now())[0]

    page = Sheet(
        initiative=found,
        door="expertise",
        heading=_("Enter for somebody"),
        lead=_("For who phoned, spoke at a meeting or wrote on paper. The words stay theirs; your name stands beside."),
        button=_("Enter these words"),
        back=reverse("governance:paper", args=[initiative]),
    )

    def then(_name: str) -> str:
        return reverse("governance:entered", args=[initiative, made_of("receipt", form.cleaned_data["once"])])

    return sheet(request, page, form, act=act, then=then)


@never_cache
@require_safe
def entered(request: HttpRequest, initiative: str, code: str) -> HttpResponse:
    """Show the code that is to be given to the person whose words were entered."""
    viewer, found = here(request, initiative)
    seen = receipt_seen(code, at=now())
    if seen is None or seen.initiative.id != initiative or viewer.person != seen.said.contribution.recorded_by:
        raise Http404
    link = request.build_absolute_uri(reverse("governance:receipt", args=[code]))
    context = {"initiative": found, "door": "expertise", "code": code, "link": link}
    return render(request, "governance/entered.html", context)
