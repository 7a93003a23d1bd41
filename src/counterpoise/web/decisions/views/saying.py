"""Raise a concern, answer it, say whether it is an answer; tell a group, say when it heard; give a verdict."""

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from counterpoise.decisions.who_may import may_judge_for, may_speak_for_group, takes_part
from counterpoise.record import Case, Row, Side
from counterpoise.record.commitments import Judgement
from counterpoise.record.decisions import Answer, Concern, ConcernKind, Decision
from counterpoise.record.initiatives import Group
from counterpoise.web.decisions import services
from counterpoise.web.decisions.forms import AnswerForm, ConcernForm, HeardForm, IsAnswerForm, TellForm, VerdictForm
from counterpoise.web.decisions.selectors import agreement_there, there
from counterpoise.web.decisions.views.recording import concern_place, place
from counterpoise.web.initiatives.selectors import Ask, capacities_of, case_with
from counterpoise.web.initiatives.views import Sheet, here, sheet
from counterpoise.web.ledger.services import RefusedError, StaleVersionError
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.ui.clock import now

__all__ = ["answer", "concern", "done", "heard", "judge", "tell", "verdict"]

_BOTH = ("GET", "HEAD", "POST")


def _decision(initiative: str, name: str, *, viewer: Viewer) -> tuple[Case, Decision]:
    case = case_with(initiative, viewer=viewer, asks=[Ask(Decision, Q(pk=name))])
    found = case.by_id(Decision).get(name) if case is not None else None
    if case is None or found is None:
        raise Http404
    return case, found


def _group(name: str, *, case: Case) -> Group:
    found = case.by_id(Group).get(name)
    if found is None:
        raise Http404
    return found


@require_http_methods(_BOTH)
def concern(request: HttpRequest, initiative: str, decision: str) -> HttpResponse:
    """Raise a concern about a decision or a draft."""
    viewer, found = here(request, initiative)
    _case, row = _decision(initiative, decision, viewer=viewer)
    if not takes_part(viewer.standing, initiative=initiative, at=now()):
        raise Http404
    form = ConcernForm(request.POST or None, capacities=capacities_of(viewer, initiative=initiative))

    def act() -> Row:
        given = form.cleaned_data
        return services.raise_concern(
            initiative=initiative,
            decision=decision,
            kind=ConcernKind(given["kind"]),
            text=given["text"],
            capacity=given.get("capacity") or None,
            once=given["once"],
            by=viewer,
            at=now(),
        )

    page = Sheet(
        initiative=found,
        heading=_("Raise a concern"),
        lead=_("Who took it owes you an answer with a reason. Without one, it cannot be published."),
        button=_("Send this concern"),
        back=place(initiative, decision, "concerns"),
        template="decisions/about.html",
        door="decisions",
        more={"decision": row, "why": row.reasons},
    )
    return sheet(request, page, form, act=act, then=lambda name: place(initiative, decision, name))


@require_http_methods(_BOTH)
def answer(request: HttpRequest, initiative: str, concern: str) -> HttpResponse:
    """Answer a concern."""
    viewer, found = here(request, initiative)
    raised = there(Concern, concern, initiative=initiative, viewer=viewer)
    if raised is None or not services.may_answer(raised, initiative=initiative, by=viewer, at=now()):
        raise Http404
    back = concern_place(initiative, raised)
    departments = [row.department for row in viewer.standing.memberships if row.department]
    form = AnswerForm(request.POST or None, initial={"department": departments[-1] if departments else ""})

    def act() -> Row:
        names = ("text", "reason", "department", "no_answer")
        return services.answer_concern(
            initiative=initiative,
            concern=concern,
            answering=services.Answering(**{name: form.cleaned_data[name] for name in names}),
            once=form.cleaned_data["once"],
            by=viewer,
            at=now(),
        )

    page = Sheet(
        initiative=found,
        heading=_("Answer a concern"),
        lead=_("Who asked sees the answer, and says whether it is one."),
        button=_("Send this answer"),
        back=back,
        template="decisions/about.html",
        door="decisions",
        more={"concern": raised},
    )
    return sheet(request, page, form, act=act, then=lambda _name: back)


@require_POST
def judge(request: HttpRequest, initiative: str, answer: str) -> HttpResponse:
    """Say whether an answer to one's own concern is one."""
    viewer, _found = here(request, initiative)
    form = IsAnswerForm(request.POST)
    kept = there(Answer, answer, initiative=initiative, viewer=viewer)
    raised = there(Concern, kept.concern or "", initiative=initiative, viewer=viewer) if kept is not None else None
    if raised is None or not form.is_valid():
        raise Http404
    try:
        services.judge_answer(
            initiative=initiative,
            answer=answer,
            version=form.cleaned_data["version"] or 1,
            is_answer=form.cleaned_data["right"] == "yes",
            by=viewer,
            at=now(),
        )
    except services.NothingHereError as error:
        raise Http404 from error
    except StaleVersionError:
        pass  # two taps on the same button: what stands there now is shown
    return redirect(concern_place(initiative, raised))


@require_http_methods(_BOTH)
def tell(request: HttpRequest, initiative: str, decision: str, group: str) -> HttpResponse:
    """Write down when a group was told, or when it will be."""
    viewer, found = here(request, initiative)
    case, row = _decision(initiative, decision, viewer=viewer)
    named = _group(group, case=case)
    try:
        services.may_record_here(initiative, by=viewer, at=now())
    except services.NothingHereError as error:
        raise Http404 from error
    form = TellForm(request.POST or None)

    def act() -> Row:
        given = form.cleaned_data
        return services.tell_group(
            initiative=initiative,
            decision=decision,
            group=group,
            told_at=given["told_at"],
            planned_on=given["planned_on"],
            channel=given["channel"],
            once=given["once"],
            by=viewer,
            at=now(),
        )

    page = Sheet(
        initiative=found,
        heading=_("Who was told: %(group)s") % {"group": named.name},
        lead=_("The group can say itself when it heard of it."),
        button=_("Save"),
        back=place(initiative, decision, "told"),
        template="decisions/about.html",
        door="decisions",
        more={"decision": row},
    )
    return sheet(request, page, form, act=act, then=lambda _name: place(initiative, decision, "told"))


@require_http_methods(_BOTH)
def heard(request: HttpRequest, initiative: str, decision: str, group: str) -> HttpResponse:
    """Say, for one's group, when it heard of a decision."""
    viewer, found = here(request, initiative)
    case, row = _decision(initiative, decision, viewer=viewer)
    named = _group(group, case=case)
    if not may_speak_for_group(named, standing=viewer.standing, initiative=initiative, at=now()):
        raise Http404
    form = HeardForm(request.POST or None, initial={"heard_at": now().date().isoformat()})

    def act() -> Row:
        return services.confirm_heard(
            initiative=initiative,
            decision=decision,
            group=group,
            heard_at=form.cleaned_data["heard_at"],
            once=form.cleaned_data["once"],
            by=viewer,
            at=now(),
        )

    page = Sheet(
        initiative=found,
        heading=_("When did you hear of it? %(group)s") % {"group": named.name},
        lead=_("What you say counts before what the other side says."),
        button=_("Save"),
        back=place(initiative, decision, "told"),
        template="decisions/about.html",
        door="decisions",
        more={"decision": row},
    )
    return sheet(request, page, form, act=act, then=lambda _name: place(initiative, decision, "told"))


def _agreements(initiative: str) -> str:
    return f"{reverse('decisions:index', args=[initiative])}#agreements"


@require_http_methods(_BOTH)
def verdict(request: HttpRequest, initiative: str, agreement: str) -> HttpResponse:
    """Say for one's side whether an agreement or a promise was kept."""
    viewer, found = here(request, initiative)
    kept = agreement_there(agreement, initiative=initiative, viewer=viewer)
    sides = may_judge_for(viewer.standing, initiative=initiative, at=now())
    if kept is None or not sides:
        raise Http404
    form = VerdictForm(request.POST or None, sides=sides)

    def act() -> Row:
        given = form.cleaned_data
        return services.give_verdict(
            initiative=initiative,
            agreement=agreement,
            side=Side(given["side"]),
            judgement=Judgement(given["judgement"]),
            why=given["why"],
            once=given["once"],
            by=viewer,
            at=now(),
        )

    page = Sheet(
        initiative=found,
        heading=_("Give a verdict"),
        lead=_("It is only called kept when those to whom it was promised say so."),
        button=_("Send this verdict"),
        back=_agreements(initiative),
        template="decisions/about.html",
        door="decisions",
        more={"agreement": kept},
    )
    return sheet(request, page, form, act=act, then=lambda _name: _agreements(initiative))


@require_POST
def done(request: HttpRequest, initiative: str, agreement: str) -> HttpResponse:
    """Say, as the side that acts, that an agreement is done."""
    viewer, _found = here(request, initiative)
    version = request.POST.get("version", "")
    if not (version.isascii() and version.isdigit() and len(version) < 9):
        raise Http404
    try:
        services.claim_done(initiative=initiative, agreement=agreement, version=int(version), by=viewer, at=now())
    except services.NothingHereError as error:
        raise Http404 from error
    except (StaleVersionError, RefusedError):
        pass  # two taps, or the other side was quicker: what stands there now is shown
    return redirect(_agreements(initiative))
