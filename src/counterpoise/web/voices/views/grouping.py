"""Make a theme of one's own side out of what words suggest."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from counterpoise.record import Row, Side
from counterpoise.web.expertise.services import make_theme
from counterpoise.web.initiatives.views import Sheet, here, sheet
from counterpoise.web.ui.clock import now
from counterpoise.web.voices.forms import FoundThemeForm
from counterpoise.web.voices.selectors import found_with, talked_about

__all__ = ["make"]


@require_http_methods(("GET", "HEAD", "POST"))
def make(request: HttpRequest, initiative: str, side: str, contribution: str) -> HttpResponse:
    """Name what words suggest, leave some out or join others to it, and keep it as a theme of one's own side."""
    viewer, there = here(request, initiative)
    told = talked_about(initiative, viewer=viewer)
    if told is None or viewer.person is None or not viewer.sides(initiative) or side not in set(Side):
        raise Http404
    found = found_with(contribution, side=Side(side), told=told)
    if found is None:
        raise Http404
    others = [row for each in told.groupings if each.side == side for row in each.found if row is not found]
    form = FoundThemeForm(request.POST or None, found=found, others=others)

    def act() -> Row:
        return make_theme(
            initiative=initiative,
            name=form.cleaned_data["name"],
            contributions=form.chosen,
            once=form.cleaned_data["once"],
            by=viewer,
            at=now(),
        )

    back = reverse("voices:themes", args=[initiative])
    page = Sheet(
        initiative=there,
        door="expertise",
        heading=_("Make a theme of what words suggest"),
        lead=_("Give it a name of your own. Take out what does not belong to it. It becomes a theme of your side."),
        button=_("Keep this theme"),
        back=f"{back}#found",
        template="voices/make.html",
        more={"found": found},
    )
    return sheet(
        request, page, form, act=act, then=lambda name: reverse("expertise:theme-page", args=[initiative, name])
    )
