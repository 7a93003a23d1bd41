"""Hide words, appeal, hear an appeal; and the log of it all, which everybody can read."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from counterpoise.expertise.moderation import BOTH, Ground
from counterpoise.record import Row
from counterpoise.record.contributions import Contribution, Moderation
from counterpoise.web.expertise import services
from counterpoise.web.expertise.forms import AppealForm, HearForm, HideForm
from counterpoise.web.expertise.selectors import hidden_visible_to, may_moderate, there
from counterpoise.web.initiatives.views import Sheet, here, sheet
from counterpoise.web.ui.clock import now

__all__ = ["appeal", "hear", "hidden", "hide"]

_BOTH = ("GET", "HEAD", "POST")


def _log(initiative: str, anchor: str) -> str:
    return f"{reverse('expertise:hidden', args=[initiative])}#{anchor}"


@require_safe
def hidden(request: HttpRequest, initiative: str) -> HttpResponse:
    """Show everything that was hidden, with its ground and what came of it, and without the words."""
    viewer, found = here(request, initiative)
    told = {
        "initiative": found,
        "door": "expertise",
        "hidden": hidden_visible_to(initiative, viewer=viewer),
        "grounds": list(Ground),
    }
    return render(request, "expertise/hidden.html", told)


@require_http_methods(_BOTH)
def hide(request: HttpRequest, initiative: str, contribution: str) -> HttpResponse:
    """Hide somebody's words."""
    viewer, found = here(request, initiative)
    said = there(Contribution, contribution, initiative=initiative, viewer=viewer)
    if said is None or not may_moderate(said, initiative=initiative, viewer=viewer):
        raise Http404
    sides = [side for side in BOTH if side in viewer.sides(initiative)]
    form = HideForm(request.POST or None, sides=sides)

    def act() -> Row:
        given = form.cleaned_data
        return services.hide(
            initiative=initiative,
            contribution=contribution,
            ground=Ground(given["ground"]),
            why=given["why"],
            side=form.side,
            once=given["once"],
            by=viewer,
            at=now(),
        )

    page = Sheet(
        initiative=found,
        door="expertise",
        heading=_("Hide these words"),
        lead=_(
            "Their author is told why, and can appeal to one person of each side. Everybody reads which side did it."
        ),
        button=_("Hide them"),
        back=reverse("expertise:one", args=[initiative, contribution]),
        template="expertise/hide.html",
        more={"said": said},
    )
    return sheet(request, page, form, act=act, then=lambda name: _log(initiative, name))


def _hidden(request: HttpRequest, initiative: str, name: str) -> Moderation:
    viewer, _found = here(request, initiative)
    row = there(Moderation, name, initiative=initiative, viewer=viewer)
    if row is None or viewer.person is None:
        raise Http404
    return row


@require_http_methods(_BOTH)
def appeal(request: HttpRequest, initiative: str, moderation: str) -> HttpResponse:
    """Appeal against the hiding of one's own words."""
    viewer, found = here(request, initiative)
    row = _hidden(request, initiative, moderation)
    mine = next((each for each in hidden_visible_to(initiative, viewer=viewer) if each.moderation.id == row.id), None)
    if mine is None or not mine.mine:
        raise Http404
    form = AppealForm(request.POST or None, initial={"version": row.version})

    def act() -> Row:
        version = form.cleaned_data["version"] or 1
        return services.appeal(initiative=initiative, moderation=moderation, version=version, by=viewer, at=now())

    page = Sheet(
        initiative=found,
        door="expertise",
        heading=_("Appeal"),
        lead=_("One person of each side looks at it. If one of them finds that your words come back, they do."),
        button=_("Send the appeal"),
        back=_log(initiative, moderation),
        theirs=lambda other: [(_("Why?"), other.reason)],
    )
    return sheet(request, page, form, act=act, then=lambda name: _log(initiative, name))


@require_http_methods(_BOTH)
def hear(request: HttpRequest, initiative: str, moderation: str) -> HttpResponse:
    """Hear an appeal for one's side."""
    viewer, found = here(request, initiative)
    row = _hidden(request, initiative, moderation)
    seen = next((each for each in hidden_visible_to(initiative, viewer=viewer) if each.moderation.id == row.id), None)
    sides = seen.sides if seen is not None else ()
    if not sides and request.method == "POST" and row.appealed_at is not None:
        return redirect(_log(initiative, moderation))  # sent twice, or somebody of the same side was quicker
    if not sides:
        raise Http404
    said = there(Contribution, row.contribution or "", initiative=initiative, viewer=viewer)
    form = HearForm(request.POST or None, sides=sides)

    def act() -> Row:
        return services.hear_appeal(
            initiative=initiative,
            moderation=moderation,
            stays_hidden=form.cleaned_data["stays"] == "yes",
            side=form.side,
            by=viewer,
            at=now(),
        )

    page = Sheet(
        initiative=found,
        door="expertise",
        heading=_("Hear an appeal"),
        lead=_("Only who hears the appeal reads the words here."),
        button=_("Say so for my side"),
        back=_log(initiative, moderation),
        template="expertise/hear.html",
        more={"said": said, "row": row},
    )
    return sheet(request, page, form, act=act, then=lambda name: _log(initiative, name))
