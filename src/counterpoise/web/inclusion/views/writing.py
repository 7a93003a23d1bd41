"""The one way in which this room shows a form: who may see it, where it leads, what stands around it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from counterpoise.record import Case, Row
from counterpoise.record.initiatives import Initiative
from counterpoise.web.inclusion.selectors import case_for, seated_in
from counterpoise.web.initiatives.views import Sheet, here, sheet
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.ui.forms import PlainForm

__all__ = ["BOTH", "Desk", "at_desk", "place", "show"]

BOTH = ("GET", "HEAD", "POST")


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Who writes, where, and what they may read.

    Attributes
    ----------
    viewer, initiative, case
        Who, in which initiative, and what they may read of it.
    has_seat
        Whether they hold a seat in a body.
    """

    viewer: Viewer
    initiative: Initiative
    case: Case
    has_seat: bool


def place(initiative: str, anchor: str = "") -> str:
    """Return the address of the room, or of something in it."""
    return f"{reverse('inclusion:room', args=[initiative])}#{anchor}"


def at_desk(request: HttpRequest, initiative: str, *, seat: bool = False) -> Desk:
    """Return who writes here, once they take part; for what takes a seat, once they hold one.

    Raises
    ------
    Http404
        There is nothing here for this person.
    """
    viewer, found = here(request, initiative)
    case = case_for(initiative, viewer=viewer)
    if case is None or viewer.person is None or not viewer.sides(initiative):
        raise Http404
    has_seat = bool(seated_in(initiative, viewer=viewer))
    if seat and not has_seat:
        raise Http404
    return Desk(viewer=viewer, initiative=found, case=case, has_seat=has_seat)


def show(
    request: HttpRequest,
    desk: Desk,
    form: PlainForm,
    act: Callable[[], Row],
    *,
    heading: str | Promise,
    button: str | Promise,
    back: str,
    lead: str | Promise = "",
    then: Callable[[str], str] | None = None,
    about: Any = None,  # noqa: ANN401 - any row with a text
    theirs: Callable[[Any], list[tuple[str, Any]]] | None = None,
) -> HttpResponse:
    """Show a form, or do what was sent and go on."""
    given: dict[str, Any] = {"theirs": theirs} if theirs is not None else {"theirs": _all_words}
    page = Sheet(
        initiative=desk.initiative,
        door="inclusion",
        heading=heading,
        lead=lead,
        button=button,
        back=back,
        template="inclusion/write.html",
        more={"about": about},
        **given,
    )
    return sheet(request, page, form, act=act, then=then or (lambda _name: back))


_SHOWN = ("text", "name", "description", "title", "place", "criterion", "not_in", "how", "closing_note")


def _all_words(row: Row) -> list[tuple[str, Any]]:
    """Return what somebody else wrote meanwhile: all the words of the row that people write."""
    found = [str(getattr(row, name)) for name in _SHOWN if str(getattr(row, name, "") or "").strip()]
    agenda = [str(each.text) for each in getattr(row, "agenda", ())]
    return [(_("The words"), "\n".join([*found, *agenda]) or row.supersedes_reason)]
