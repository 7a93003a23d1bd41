"""The one way in which the rooms of an initiative show a form and take what was sent."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from counterpoise.record import Moment, Row
from counterpoise.record.initiatives import Initiative
from counterpoise.web.initiatives.selectors import initiative_of
from counterpoise.web.initiatives.services import NothingHereError
from counterpoise.web.ledger.services import AlreadyToldError, RefusedError, StaleVersionError
from counterpoise.web.people.selectors import Viewer, who_looks
from counterpoise.web.ui.forms import PlainForm

__all__ = ["Sheet", "here", "page_asked", "sheet"]

Act = Callable[[], Row]
Place = Callable[[str], str]

_LONGEST_NUMBER = 7
"""No list has a page whose number has so many digits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A page with one form.

    Attributes
    ----------
    initiative
        The initiative.
    door
        The room, as the six doors name it.
    heading, lead, button
        What stands above the form, and on its button.
    back
        Where to go without sending.
    template
        The page, where it shows more than the form.
    more
        What that page shows besides.
    theirs
        The words to show of a row that somebody else changed meanwhile, each under its name.
    """

    initiative: Initiative
    door: str
    heading: str | Promise
    button: str | Promise
    back: str
    lead: str | Promise = ""
    template: str = "ui/write.html"
    more: Mapping[str, Any] = field(default_factory=dict)
    theirs: Callable[[Any], list[tuple[str, Any]]] = lambda row: [(_("The words"), getattr(row, "text", ""))]


def page_asked(request: HttpRequest) -> int:
    """Return which page of a list is asked for, from 1; what is no number is the first one."""
    asked = request.GET.get("page", "")
    return max(int(asked), 1) if asked.isascii() and asked.isdecimal() and len(asked) < _LONGEST_NUMBER else 1


def here(request: HttpRequest, initiative: str) -> tuple[Viewer, Initiative]:
    """Return who looks, and the initiative; or say that there is nothing here.

    Raises
    ------
    Http404
        There is no such initiative for this person.
    """
    viewer = who_looks(request)
    found = initiative_of(initiative, viewer=viewer)
    if found is None:
        raise Http404
    return viewer, found


def sheet(request: HttpRequest, page: Sheet, form: PlainForm, *, act: Act, then: Place) -> HttpResponse:
    """Show a form; once it is sent and holds, do what it asks and go to what came of it.

    Parameters
    ----------
    request, page, form
        What was asked, the page, and the form with what was sent.
    act
        Does what the form asks, and returns the row that came of it.
    then
        Where that row is, by its id.

    Raises
    ------
    Http404
        There is nothing here for this person.
    """
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(then(act().id))
        except NothingHereError as error:
            raise Http404 from error
        except AlreadyToldError as error:
            return redirect(then(error.id))
        except RefusedError as error:
            form.refuse(error.refusals)
        except StaleVersionError as error:
            if _same(error.mine, error.theirs):
                return redirect(then(error.theirs.id))
            return _conflict(request, page, form, error)
    words = {"heading": page.heading, "lead": page.lead, "button": page.button, "back": page.back}
    told = {"initiative": page.initiative, "door": page.door, "form": form, **words, **page.more}
    return render(request, page.template, told)


def _same(mine: Row, theirs: Row) -> bool:
    """Say whether two rows differ in nothing but their moments: then one person sent the same form twice."""
    pairs = ((getattr(mine, each.name), getattr(theirs, each.name)) for each in fields(mine))
    return all(a == b or isinstance(a, datetime | Moment) for a, b in pairs)


def _conflict(request: HttpRequest, page: Sheet, form: PlainForm, error: StaleVersionError) -> HttpResponse:
    data = request.POST.copy()
    data["version"] = str(error.theirs.version)
    form.data = data
    told = {
        "theirs": page.theirs(error.theirs),
        "form": form,
        "action": request.get_full_path(),
        "back": page.back,
    }
    return render(request, "ui/conflict.html", told, status=409)
