"""The one way in which pages about people show a form and take what was sent."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from counterpoise.web.ledger.services import AlreadyToldError, RefusedError, StaleVersionError
from counterpoise.web.people.selectors import Viewer, who_looks
from counterpoise.web.people.services import TooManyError
from counterpoise.web.ui.forms import PlainForm

__all__ = ["PlainSheet", "account_here", "address_of", "plain_sheet", "signed_in"]

NOTHING = {"people.nothing_here", "people.not_yours", "people.not_signed_in"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainSheet:
    """A page with one form that belongs to no initiative.

    Attributes
    ----------
    heading, lead, button
        What stands above the form, and on its button.
    back
        Where to go without sending.
    template
        The page, where it shows more than the form.
    more
        What that page shows besides.
    """

    heading: str | Promise
    button: str | Promise
    back: str
    lead: str | Promise = ""
    template: str = "people/write.html"
    more: Mapping[str, Any] = field(default_factory=dict)


def plain_sheet(
    request: HttpRequest, page: PlainSheet, form: PlainForm, *, act: Callable[[], object], then: str
) -> HttpResponse:
    """Show a form; once it is sent and holds, do what it asks and go on.

    Parameters
    ----------
    request, page, form
        What was asked, the page, and the form with what was sent.
    act
        Does what the form asks.
    then
        Where to go then.

    Raises
    ------
    Http404
        There is nothing here for this person.
    """
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            act()
            return redirect(then)
        except AlreadyToldError:
            return redirect(then)
        except RefusedError as error:
            if {each.code for each in error.refusals} & NOTHING:
                raise Http404 from error
            form.refuse(error.refusals)
        except StaleVersionError as error:
            data = request.POST.copy()
            data["version"] = str(error.theirs.version)
            form.data = data
            form.add_error(None, _("This was changed elsewhere in the meantime. Look once more, then send it again."))
            status = 409
        except TooManyError:
            form.add_error(None, _("There were too many tries. Wait an hour, then try once more."))
            status = 429
    words = {"heading": page.heading, "lead": page.lead, "button": page.button, "back": page.back}
    return render(request, page.template, {"form": form, **words, **page.more}, status=status)


def signed_in(request: HttpRequest) -> Viewer:
    """Return who looks, where they are signed in and have a name here.

    Raises
    ------
    Http404
        They are not, or have none.
    """
    viewer = who_looks(request)
    if viewer.person is None:
        raise Http404
    return viewer


def account_here(request: HttpRequest) -> int:
    """Return the account that is signed in.

    Raises
    ------
    Http404
        None is.
    """
    if request.user.pk is None:
        raise Http404
    return int(request.user.pk)


def address_of(request: HttpRequest) -> str:
    """Return from where somebody asks: it is only counted, by a keyed hash that is kept for an hour."""
    return str(request.META.get("REMOTE_ADDR", ""))
