"""Keep what gave way to what in sight, and look at it again."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from counterpoise.record import Row
from counterpoise.record.initiatives import TradeOff
from counterpoise.web.initiatives.views import Sheet, here, sheet
from counterpoise.web.interests import services
from counterpoise.web.interests.forms import LookForm, TradeForm
from counterpoise.web.interests.selectors import there
from counterpoise.web.ui.clock import now

__all__ = ["look", "trade"]

_BOTH = ("GET", "HEAD", "POST")


def _room(initiative: str, anchor: str) -> str:
    return f"{reverse('interests:room', args=[initiative])}#{anchor}"


@require_http_methods(_BOTH)
def trade(request: HttpRequest, initiative: str) -> HttpResponse:
    """Keep in sight that one good gave way to another."""
    viewer, found = here(request, initiative)
    if viewer.person is None or not viewer.sides(initiative):
        raise Http404
    form = TradeForm(request.POST or None)

    def act() -> Row:
        trading = services.Trading(**form.trading())
        once = form.cleaned_data["once"]
        return services.keep_trade_off(initiative=initiative, trading=trading, once=once, by=viewer, at=now())

    page = Sheet(
        initiative=found,
        door="interests",
        heading=_("Write down what gave way"),
        lead=_("Two good things that could not both be had. What gave way is not forgotten."),
        button=_("Keep it in sight"),
        back=_room(initiative, "trade-offs"),
    )
    return sheet(request, page, form, act=act, then=lambda name: _room(initiative, name))


def _theirs(row: TradeOff) -> list[tuple[str, Any]]:
    return [(_("What gave way"), row.gave_way), (_("Why?"), row.supersedes_reason)]


@require_http_methods(_BOTH)
def look(request: HttpRequest, initiative: str, trade_off: str) -> HttpResponse:
    """Look at a trade-off again."""
    viewer, found = here(request, initiative)
    kept = there(TradeOff, trade_off, initiative=initiative, viewer=viewer)
    if kept is None or viewer.person is None or not viewer.sides(initiative):
        raise Http404
    form = LookForm(request.POST or None, initial={"version": kept.version})

    def act() -> Row:
        version = form.cleaned_data["version"] or 1
        return services.look_again(
            initiative=initiative, trade_off=trade_off, version=version, by=viewer, at=now(), **form.looked()
        )

    page = Sheet(
        initiative=found,
        door="interests",
        heading=_("Look again at what gave way"),
        lead=_("What gave way: %(good)s") % {"good": kept.gave_way},
        button=_("Save"),
        back=_room(initiative, trade_off),
        theirs=_theirs,
    )
    return sheet(request, page, form, act=act, then=lambda name: _room(initiative, name))
