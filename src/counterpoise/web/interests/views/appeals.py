"""Statements that were taken out: the log that everybody reads, the appeal of an author, and its hearing."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from counterpoise.levels.grounds import Ground
from counterpoise.record import Row
from counterpoise.web.initiatives.views import Sheet, sheet
from counterpoise.web.interests import selectors, services
from counterpoise.web.interests.forms import HearStatementForm, SureForm
from counterpoise.web.interests.views.opinions import talk_here
from counterpoise.web.ui.clock import now

__all__ = ["appeal_statement", "hear_statement", "taken_out"]

_BOTH = ("GET", "HEAD", "POST")


def _log(initiative: str, where: str, statement: str) -> str:
    return f"{reverse('interests:taken-out', args=[initiative, where])}#{statement}"


@require_safe
def taken_out(request: HttpRequest, initiative: str, where: str) -> HttpResponse:
    """Show what was taken out and why, without the words."""
    viewer, found, talk = talk_here(request, initiative, where)
    told = {
        "initiative": found,
        "door": "interests",
        "talk": talk,
        "rows": selectors.taken_out(talk, viewer=viewer),
        "grounds": tuple(Ground),
    }
    return render(request, "interests/taken_out.html", told)


@require_http_methods(_BOTH)
def appeal_statement(request: HttpRequest, initiative: str, where: str, statement: str) -> HttpResponse:
    """Appeal against taking out one's own statement."""
    viewer, found, talk = talk_here(request, initiative, where)
    rows = {each.statement: each for each in selectors.taken_out(talk, viewer=viewer)}
    mine = rows.get(statement)
    if mine is not None and mine.appealed and mine.words and request.method == "POST":
        return redirect(_log(initiative, where, statement))  # sent twice
    if mine is None or not mine.may_appeal:
        raise Http404
    form = SureForm(request.POST or None)

    def act() -> Row:
        return services.appeal_statement(initiative=initiative, where=where, statement=statement, by=viewer, at=now())

    page = Sheet(
        initiative=found,
        door="interests",
        heading=_("Appeal"),
        lead=_("One person of each side looks at it. If one of them finds that your statement comes back, it does."),
        button=_("Send the appeal"),
        back=_log(initiative, where, statement),
    )
    return sheet(request, page, form, act=act, then=lambda name: _log(initiative, where, name))


@require_http_methods(_BOTH)
def hear_statement(request: HttpRequest, initiative: str, where: str, statement: str) -> HttpResponse:
    """Hear an appeal for one's side."""
    viewer, found, talk = talk_here(request, initiative, where)
    rows = {each.statement: each for each in selectors.taken_out(talk, viewer=viewer)}
    seen = rows.get(statement)
    quicker = seen is not None and seen.appealed and not seen.sides and bool(viewer.sides(initiative))
    if request.method == "POST" and (quicker or selectors.heard_already(statement, viewer=viewer)):
        return redirect(_log(initiative, where, statement))  # sent twice, or somebody of the same side was quicker
    if seen is None or not seen.sides:
        raise Http404
    form = HearStatementForm(request.POST or None, sides=seen.sides)

    def act() -> Row:
        return services.hear_statement(
            initiative=initiative,
            where=where,
            statement=statement,
            stays_hidden=form.cleaned_data["stays"] == "yes",
            side=form.side,
            by=viewer,
            at=now(),
        )

    page = Sheet(
        initiative=found,
        door="interests",
        heading=_("Hear an appeal"),
        lead=_("Only who hears the appeal reads the words here."),
        button=_("Say so for my side"),
        back=_log(initiative, where, statement),
        template="interests/hear_statement.html",
        more={"words": seen.words, "why": seen.why},
    )
    return sheet(request, page, form, act=act, then=lambda name: _log(initiative, where, name))
