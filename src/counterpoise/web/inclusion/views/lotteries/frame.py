"""What stands around each step of a lottery: where one is, what is done, and the way back."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from counterpoise.inclusion.lottery.problems import BadInputError, say, sentence
from counterpoise.levels.refusals import Refusal
from counterpoise.record import Row
from counterpoise.record.initiatives import Initiative
from counterpoise.web.inclusion.selectors import OneLottery, lottery_visible_to
from counterpoise.web.initiatives.views import Sheet, here, sheet
from counterpoise.web.ledger.services import RefusedError
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.ui.forms import PlainForm

__all__ = ["STEPS", "Bench", "at_bench", "language", "lines_of", "show_step", "steps_of", "way"]

_MOST_TOLD = 20
STEPS: tuple[tuple[str, str | Promise], ...] = (
    ("places", _("Places and population")),
    ("asking", _("Ask people in")),
    ("pool", _("Who said yes")),
    ("quotas", _("Quotas")),
    ("chances", _("Chances")),
    ("freeze", _("Freeze")),
    ("draw", _("Draw")),
    ("panel", _("The panel")),
)
_NEEDS = {"pool": "places", "quotas": "pool", "chances": "quotas", "freeze": "chances", "draw": "freeze"}
_NEEDS |= {"panel": "draw"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """Who works at which lottery."""

    viewer: Viewer
    initiative: Initiative
    one: OneLottery


def language() -> str:
    """Return the language in which this page is read."""
    return "nl" if (get_language() or "").startswith("nl") else "en"


def way(bench: Bench, step: str = "") -> str:
    """Return the address of a step, or of the lottery itself."""
    name = f"inclusion:lottery-{step}" if step else "inclusion:lottery"
    return reverse(name, args=[bench.initiative.id, bench.one.selection.id])


def at_bench(
    request: HttpRequest, initiative: str, selection: str, *, seat: bool = True, step: str = "", number: int = 0
) -> Bench:
    """Return the lottery of a selection, for who may see it, or for who works at it.

    Parameters
    ----------
    request, initiative, selection
        Who looks, and at which selection.
    seat, step
        Whether it takes a seat, and for which step.
    number
        The how manieth lottery of an earlier round, from 1; 0 for the one that goes on.

    Raises
    ------
    Http404
        There is nothing here for this person, or the steps before this one are not done.
    """
    viewer, found = here(request, initiative)
    one = lottery_visible_to(initiative, selection, viewer=viewer, number=number)
    needs = _NEEDS.get(step)
    if one is None or (seat and not one.has_seat) or (needs and needs not in one.done):
        raise Http404
    return Bench(viewer=viewer, initiative=found, one=one)


def lines_of(act: Callable[[], object], row: Row) -> Callable[[], Row]:
    """Return what takes a step and says what is wrong in a file as lines that people can read."""

    def taken() -> Row:
        try:
            act()
        except BadInputError as error:
            lang = language()
            told = [sentence(one, lang=lang) for one in error.problems[:_MOST_TOLD]]
            if len(error.problems) > _MOST_TOLD:
                told.append(say("problems", "and_more", lang=lang, number=len(error.problems) - _MOST_TOLD))
            told.append(say("problems", "nothing_drawn", lang=lang, number=len(error.problems)))
            raise RefusedError([Refusal("inclusion.lottery_line", {"line": line}) for line in told]) from error
        return row

    return taken


def show_step(
    request: HttpRequest,
    bench: Bench,
    form: PlainForm,
    act: Callable[[], object],
    *,
    step: str,
    heading: str | Promise,
    button: str | Promise,
    then: str,
    lead: str | Promise = "",
    **more: Any,  # noqa: ANN401 - whatever the page of a step shows
) -> HttpResponse:
    """Show a step, or take it and go on to the next one."""
    page = Sheet(
        initiative=bench.initiative,
        door="inclusion",
        heading=heading,
        lead=lead,
        button=button,
        back=way(bench),
        template="inclusion/lottery_step.html",
        more={"one": bench.one, "step": step, "steps": steps_of(bench, step), **more},
    )
    return sheet(request, page, form, act=lines_of(act, bench.one.selection), then=lambda _name: way(bench, then))


def steps_of(bench: Bench, now: str = "") -> list[dict[str, Any]]:
    """Return the steps, each with whether it is done, can be gone to, or is where one is."""
    return [
        {
            "number": number,
            "title": title,
            "done": name in bench.one.done,
            "here": name == now,
            "to": way(bench, name) if _NEEDS.get(name, "") in {"", *bench.one.done} else "",
        }
        for number, (name, title) in enumerate(STEPS, start=1)
    ]
