"""Ask for a limit, answer that, declare a limit, contest it, say what becomes of it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from counterpoise.control.limits import TRANSITIONS
from counterpoise.record import Row
from counterpoise.record.initiatives import Matter
from counterpoise.record.mandates import Limit, LimitQuestion, LimitReply, LimitState
from counterpoise.web.control import services
from counterpoise.web.control.forms import AnswerForm, AskForm, DeclareForm, ReasonForm, SettleForm, SureForm
from counterpoise.web.control.selectors import seated_in, there
from counterpoise.web.initiatives.selectors import (
    LATEST_WRITTEN,
    MOST_CHOICES,
    Ask,
    capacities_of,
    case_with,
    rooms_to_write_in,
)
from counterpoise.web.initiatives.views import Sheet, here, sheet
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.ui.clock import now

__all__ = ["answer", "ask", "contest_limit", "declare", "matters_to_choose", "settle", "show"]

_BOTH = ("GET", "HEAD", "POST")
_SETTLED = frozenset({LimitState.KEPT, LimitState.CHANGED, LimitState.LIFTED, LimitState.DECLARED})


def _room(initiative: str, anchor: str) -> str:
    return f"{reverse('control:room', args=[initiative])}#{anchor}"


def matters_to_choose(initiative: str, viewer: Viewer) -> tuple[Matter, ...]:
    """Return the matters that a form offers, the latest first."""
    case = case_with(
        initiative, viewer=viewer, asks=[Ask(Matter, order=LATEST_WRITTEN, limit=MOST_CHOICES, common=True)]
    )
    return case.rows(Matter) if case is not None else ()


@require_http_methods(_BOTH)
def ask(request: HttpRequest, initiative: str) -> HttpResponse:
    """Ask for a limit."""
    viewer, found = here(request, initiative)
    capacities = capacities_of(viewer, initiative=initiative)
    if not capacities:
        raise Http404
    form = AskForm(
        request.POST or None,
        capacities=capacities,
        matters=matters_to_choose(initiative, viewer),
        rooms=rooms_to_write_in(viewer, initiative=initiative),
    )

    def act() -> Row:
        requesting = services.Requesting(**form.requested())
        return services.ask_for_limit(
            initiative=initiative, requesting=requesting, once=form.cleaned_data["once"], by=viewer, at=now()
        )

    page = Sheet(
        initiative=found,
        door="control",
        heading=_("Ask for a limit"),
        lead=_("You are owed an answer within 30 days. Everybody who can read it sees how long it waits."),
        button=_("Ask this"),
        back=_room(initiative, "requested"),
    )
    return sheet(request, page, form, act=act, then=lambda name: _room(initiative, name))


def _request(request: HttpRequest, initiative: str, name: str) -> tuple[Viewer, LimitQuestion]:
    viewer, _found = here(request, initiative)
    asked = there(LimitQuestion, name, initiative=initiative, viewer=viewer)
    if asked is None or viewer.person is None:
        raise Http404
    return viewer, asked


@require_http_methods(_BOTH)
def answer(request: HttpRequest, initiative: str, asked: str) -> HttpResponse:
    """Answer a request for a limit."""
    viewer, question = _request(request, initiative, asked)
    if not seated_in(initiative, viewer=viewer) or question.reply in {LimitReply.LIMIT, LimitReply.OPENING}:
        raise Http404
    matters = () if question.matter else matters_to_choose(initiative, viewer)
    form = AnswerForm(request.POST or None, matters=matters, initial={"version": question.version})

    def act() -> Row:
        given = form.cleaned_data
        return services.answer_request(
            initiative=initiative,
            request=asked,
            version=given["version"] or 1,
            answering=services.Answering(**form.answered()),
            once=given["once"],
            by=viewer,
            at=now(),
        )

    page = Sheet(
        initiative=here(request, initiative)[1],
        door="control",
        heading=_("Answer a request for a limit"),
        lead=_("Three answers are possible. “We do not know yet” is one of them, with a day."),
        button=_("Send this answer"),
        back=_room(initiative, asked),
        template="control/about.html",
        more={"about": question, "about_side": question.side},
    )
    return sheet(request, page, form, act=act, then=lambda _name: _room(initiative, asked))


@require_http_methods(_BOTH)
def show(request: HttpRequest, initiative: str, asked: str) -> HttpResponse:
    """Show a request to both sides."""
    viewer, question = _request(request, initiative, asked)
    if question.recorded_by != viewer.person or question.space is None:
        raise Http404
    form = SureForm(request.POST or None, initial={"version": question.version})

    def act() -> Row:
        version = form.cleaned_data["version"] or 1
        return services.show_to_all(initiative=initiative, request=asked, version=version, by=viewer, at=now())

    page = Sheet(
        initiative=here(request, initiative)[1],
        door="control",
        heading=_("Show it to both sides"),
        lead=_("Everybody can then read your question, and how long it waits for an answer."),
        button=_("Show it"),
        back=_room(initiative, asked),
        template="control/about.html",
        more={"about": question, "about_side": question.side},
    )
    return sheet(request, page, form, act=act, then=lambda _name: _room(initiative, asked))


@require_http_methods(_BOTH)
def declare(request: HttpRequest, initiative: str) -> HttpResponse:
    """Declare a limit, a red line or an opening."""
    viewer, found = here(request, initiative)
    sides = viewer.sides(initiative) if viewer.person is not None else frozenset()
    matters = matters_to_choose(initiative, viewer)
    if not sides or not matters:
        raise Http404
    form = DeclareForm(request.POST or None, matters=matters, sides=sides)

    def act() -> Row:
        declaring = services.Declaring(**form.declared())
        return services.declare(
            initiative=initiative, declaring=declaring, once=form.cleaned_data["once"], by=viewer, at=now()
        )

    page = Sheet(
        initiative=found,
        door="control",
        heading=_("Tell a limit, or what is left open"),
        lead=_("Every side may. Everybody can read it, and every side can contest it."),
        button=_("Tell everybody"),
        back=_room(initiative, "limits"),
    )
    return sheet(request, page, form, act=act, then=lambda name: _room(initiative, name))


def _limit(request: HttpRequest, initiative: str, name: str) -> tuple[Viewer, Limit]:
    viewer, _found = here(request, initiative)
    limit = there(Limit, name, initiative=initiative, viewer=viewer)
    if limit is None or viewer.person is None or not viewer.sides(initiative):
        raise Http404
    return viewer, limit


@require_http_methods(_BOTH)
def contest_limit(request: HttpRequest, initiative: str, limit: str) -> HttpResponse:
    """Contest a limit."""
    viewer, found = _limit(request, initiative, limit)
    form = ReasonForm(request.POST or None, initial={"version": found.version})

    def act() -> Row:
        given = form.cleaned_data
        return services.settle(
            initiative=initiative,
            limit=limit,
            version=given["version"] or 1,
            to=LimitState.CONTESTED,
            reason=given["reason"],
            by=viewer,
            at=now(),
        )

    page = Sheet(
        initiative=here(request, initiative)[1],
        door="control",
        heading=_("Contest this limit"),
        lead=_("The side that set it then says whether it keeps, changes or lifts it."),
        button=_("Contest it"),
        back=_room(initiative, limit),
        template="control/about.html",
        more={"about": found, "about_side": found.side},
    )
    return sheet(request, page, form, act=act, then=lambda name: _room(initiative, name))


@require_http_methods(_BOTH)
def settle(request: HttpRequest, initiative: str, limit: str) -> HttpResponse:
    """Say what becomes of a limit."""
    viewer, found = _limit(request, initiative, limit)
    steps = TRANSITIONS[found.state] & _SETTLED
    if found.side not in viewer.sides(initiative) or (not steps and request.method != "POST"):
        raise Http404
    # A step that came too late finds the limit where somebody else brought it: the form says so, or shows both.
    form = SettleForm(request.POST or None, limit=found, steps=steps or _SETTLED, initial={"version": found.version})

    def act() -> Row:
        given = form.cleaned_data
        return services.settle(
            initiative=initiative,
            limit=limit,
            version=given["version"] or 1,
            to=LimitState(given["to"]),
            reason=given["reason"],
            text=given.get("text", ""),
            by=viewer,
            at=now(),
        )

    page = Sheet(
        initiative=here(request, initiative)[1],
        door="control",
        heading=_("What becomes of this limit?"),
        button=_("Send this answer"),
        back=_room(initiative, limit),
        template="control/about.html",
        more={"about": found, "about_side": found.side},
    )
    return sheet(request, page, form, act=act, then=lambda name: _room(initiative, name))
