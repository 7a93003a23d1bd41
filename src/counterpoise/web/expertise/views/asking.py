"""Put a question; say that it is not the question, and what the question is; answer that."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from counterpoise.record import Row
from counterpoise.record.contributions import Problem, Question, Reframe
from counterpoise.record.initiatives import Group, Matter
from counterpoise.web.expertise import services
from counterpoise.web.expertise.forms import AskForm, JudgeForm, ProposeForm, ReplyForm
from counterpoise.web.expertise.selectors import there
from counterpoise.web.initiatives.selectors import LATEST_WRITTEN, MOST_CHOICES, Ask, capacities_of, case_with
from counterpoise.web.initiatives.views import Sheet, here, sheet
from counterpoise.web.ledger.services import StaleVersionError
from counterpoise.web.ui.clock import now

__all__ = ["ask", "confirm", "propose", "reply"]

_BOTH = ("GET", "HEAD", "POST")


def _room(initiative: str, anchor: str | None) -> str:
    return f"{reverse('expertise:room', args=[initiative])}#{anchor or 'asked'}"


@require_http_methods(_BOTH)
def ask(request: HttpRequest, initiative: str) -> HttpResponse:
    """Put a question."""
    viewer, found = here(request, initiative)
    offered = [Ask(kind, order=LATEST_WRITTEN, limit=MOST_CHOICES, common=True) for kind in (Matter, Problem)]
    case = case_with(initiative, viewer=viewer, asks=offered)
    if case is None or viewer.person is None or not viewer.sides(initiative):
        raise Http404
    form = AskForm(
        request.POST or None,
        capacities=capacities_of(viewer, initiative=initiative),
        matters=case.rows(Matter),
        groups=case.rows(Group),
        problems=case.rows(Problem),
    )

    def act() -> Row:
        asking = services.Asking(**form.asked())
        return services.put(initiative=initiative, asking=asking, once=form.cleaned_data["once"], by=viewer, at=now())

    page = Sheet(
        initiative=found,
        door="expertise",
        heading=_("Ask something"),
        lead=_("Everybody sees who asked, and can say that it is not the question."),
        button=_("Put this question"),
        back=_room(initiative, None),
    )
    return sheet(request, page, form, act=act, then=lambda name: _room(initiative, name))


@require_http_methods(_BOTH)
def propose(request: HttpRequest, initiative: str, question: str) -> HttpResponse:
    """Say that it is not the question, and what the question is."""
    viewer, found = here(request, initiative)
    asked = there(Question, question, initiative=initiative, viewer=viewer)
    if asked is None or viewer.person is None or not viewer.sides(initiative) - {asked.author_side}:
        raise Http404
    form = ProposeForm(request.POST or None)

    def act() -> Row:
        return services.propose(
            initiative=initiative,
            question=question,
            text=form.cleaned_data["text"],
            once=form.cleaned_data["once"],
            by=viewer,
            at=now(),
        )

    page = Sheet(
        initiative=found,
        door="expertise",
        heading=_("This is not the question"),
        lead=_("Write the question that should be asked. Who asked has 14 days to answer, and everybody sees it."),
        button=_("Propose this question"),
        back=_room(initiative, question),
        template="expertise/propose.html",
        more={"question": asked},
    )
    return sheet(request, page, form, act=act, then=lambda _name: _room(initiative, question))


@require_http_methods(_BOTH)
def reply(request: HttpRequest, initiative: str, reframe: str) -> HttpResponse:
    """Accept another wording, or refuse it with a reason."""
    viewer, found = here(request, initiative)
    proposed = there(Reframe, reframe, initiative=initiative, viewer=viewer)
    asked = there(Question, proposed.question or "", initiative=initiative, viewer=viewer) if proposed else None
    if proposed is None or asked is None or viewer.person is None:
        raise Http404
    if asked.author_side is not None and asked.author_side not in viewer.sides(initiative):
        raise Http404
    form = ReplyForm(request.POST or None, initial={"version": proposed.version, "use": asked.use})

    def act() -> Row:
        given = form.cleaned_data
        version = given["version"] or 1
        if given["reply"] == "accept":
            return services.accept(
                initiative=initiative,
                reframe=reframe,
                version=version,
                use=given["use"],
                once=given["once"],
                by=viewer,
                at=now(),
            )
        return services.refuse(
            initiative=initiative, reframe=reframe, version=version, reason=given["reason"], by=viewer, at=now()
        )

    page = Sheet(
        initiative=found,
        door="expertise",
        heading=_("Another wording was proposed"),
        button=_("Send this answer"),
        back=_room(initiative, asked.id),
        template="expertise/reply.html",
        more={"question": asked, "reframe": proposed},
    )
    return sheet(request, page, form, act=act, then=lambda _name: _room(initiative, asked.id))


@require_POST
def confirm(request: HttpRequest, initiative: str, question: str) -> HttpResponse:
    """Say whether one did help to word a question."""
    viewer, _found = here(request, initiative)
    form = JudgeForm(request.POST)
    if not form.is_valid():
        raise Http404
    try:
        services.confirm_part(
            initiative=initiative,
            question=question,
            version=form.cleaned_data["version"] or 1,
            confirmed=form.cleaned_data["right"] == "yes",
            by=viewer,
            at=now(),
        )
    except services.NothingHereError as error:
        raise Http404 from error
    except StaleVersionError:
        pass  # two taps on the same button: what stands there now is shown
    return redirect(_room(initiative, question))
