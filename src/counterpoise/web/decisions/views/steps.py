"""The steps of a decision, from a draft to the look back on it; and what it says of how it was made."""

from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from counterpoise.decisions.lifecycle import BEFORE_TAKEN
from counterpoise.record import Row
from counterpoise.record.decisions import Decision, DecisionState
from counterpoise.record.initiatives import Affects, Group
from counterpoise.record.people import Body
from counterpoise.web.decisions import services
from counterpoise.web.decisions.forms import DraftForm, ExplainForm, ReasonsForm, RoundForm, StepForm, TakeForm
from counterpoise.web.decisions.views.recording import choices_of, offered, own, place, taken_by, theirs_of
from counterpoise.web.initiatives.selectors import LATEST_WRITTEN, MOST_CHOICES, Ask
from counterpoise.web.initiatives.views import Sheet, here, sheet
from counterpoise.web.ledger.services import AlreadyToldError, StaleVersionError
from counterpoise.web.ui.clock import now

__all__ = ["consent", "draft", "explain", "open_round", "reasons", "step", "take"]

_BOTH = ("GET", "HEAD", "POST")
_STEPS = frozenset(StepForm.ASKED)


@require_http_methods(_BOTH)
def draft(request: HttpRequest, initiative: str) -> HttpResponse:
    """Write down a draft."""
    viewer, found = here(request, initiative)
    try:
        case = services.may_record_here(initiative, by=viewer, at=now(), asks=offered())
    except services.NothingHereError as error:
        raise Http404 from error
    form = DraftForm(request.POST or None, choices=choices_of(case))

    def act() -> Row:
        drafting = services.Drafting(**form.drafted())
        return services.draft(
            initiative=initiative, drafting=drafting, once=form.cleaned_data["once"], by=viewer, at=now()
        )

    page = Sheet(
        initiative=found,
        door="decisions",
        heading=_("Write down a draft"),
        lead=_("Everybody reads it before it is taken. Then it can be opened for concerns."),
        button=_("Save this draft"),
        back=reverse("decisions:index", args=[initiative]),
    )
    return sheet(request, page, form, act=act, then=lambda name: place(initiative, name))


@require_http_methods(_BOTH)
def reasons(request: HttpRequest, initiative: str, decision: str) -> HttpResponse:
    """Say why a draft would be taken, or say it otherwise; of what was taken, everything is added in one place."""
    viewer, found = here(request, initiative)
    kept = taken_by(initiative, decision, viewer=viewer)
    if kept.state not in BEFORE_TAKEN:
        return redirect("decisions:complete", initiative=initiative, decision=decision)
    form = ReasonsForm(request.POST or None, initial={"version": kept.version, "reasons": kept.reasons})

    def act() -> Row:
        completed = services.Completed(
            what=kept.text,
            taken_by=kept.taken_by,
            decided_at=kept.decided_at,
            under_mandate=kept.under_mandate,
            without_mandate=kept.without_mandate,
            **form.weighs(),
        )
        version = form.cleaned_data["version"] or 1
        return services.complete(
            initiative=initiative, decision=decision, version=version, completed=completed, by=viewer, at=now()
        )

    page = _page(
        found,
        kept,
        heading=_("The reasons of this draft"),
        lead=_("What was there before stays to be seen in the record."),
        button=_("Save"),
    )
    return sheet(request, page, form, act=act, then=lambda name: place(initiative, name, "made"))


def _page(initiative: Any, decision: Decision, **words: Any) -> Sheet:  # noqa: ANN401 - the parts of a page
    return Sheet(
        initiative=initiative,
        door="decisions",
        back=place(initiative.id, decision.id),
        template="decisions/about.html",
        more={"decision": decision},
        theirs=theirs_of,
        **words,
    )


@require_http_methods(_BOTH)
def open_round(request: HttpRequest, initiative: str, decision: str) -> HttpResponse:
    """Open a draft for concerns."""
    viewer, found = here(request, initiative)
    kept, case = own(initiative, decision, viewer=viewer)
    touched = {row.group for row in case.rows(Affects) if row.matter == kept.matter}
    groups = [row for row in case.rows(Group) if row.id in touched] or case.rows(Group)
    form = RoundForm(request.POST or None, groups=groups, initial={"version": kept.version})

    def act() -> Row:
        given = form.cleaned_data
        return services.open_round(
            initiative=initiative,
            decision=decision,
            version=given["version"] or 1,
            until=given["until"],
            open_to=tuple(given["open_to"]),
            by=viewer,
            at=now(),
        )

    page = _page(
        found,
        kept,
        heading=_("Open it for concerns"),
        lead=_("Every concern that is raised is owed an answer with a reason."),
        button=_("Open it"),
    )
    return sheet(request, page, form, act=act, then=lambda name: place(initiative, name))


@require_http_methods(_BOTH)
def step(request: HttpRequest, initiative: str, decision: str, step: str) -> HttpResponse:
    """Bring a decision one step on."""
    viewer, found = here(request, initiative)
    if step not in {each.value for each in _STEPS}:
        raise Http404
    to = DecisionState(step)
    kept, _case = own(initiative, decision, viewer=viewer)
    form = StepForm(request.POST or None, to=to, initial={"version": kept.version})

    def act() -> Row:
        given = form.cleaned_data
        return services.step(
            initiative=initiative,
            decision=decision,
            version=given["version"] or 1,
            to=to,
            words=given["words"],
            by=viewer,
            at=now(),
        )

    headings = {
        DecisionState.ANSWERED: _("Say that all concerns were answered"),
        DecisionState.TOLD: _("Say that everybody was told"),
        DecisionState.FOLLOWED_UP: _("Tell what was done after it"),
        DecisionState.REVIEWED: _("Look back on it"),
    }
    page = _page(found, kept, heading=headings[to], button=_("Save"))
    return sheet(request, page, form, act=act, then=lambda name: place(initiative, name))


@require_http_methods(_BOTH)
def take(request: HttpRequest, initiative: str, decision: str) -> HttpResponse:
    """Write down that a draft was taken."""
    viewer, found = here(request, initiative)
    kept, case = own(initiative, decision, viewer=viewer)
    initial = {"version": kept.version, "taken_by": kept.taken_by or "", "decided_at": now().date().isoformat()}
    form = TakeForm(request.POST or None, bodies=case.rows(Body), initial=initial)

    def act() -> Row:
        given = form.cleaned_data
        return services.take(
            initiative=initiative,
            decision=decision,
            version=given["version"] or 1,
            decided_at=given["decided_at"],
            taken_by=given["taken_by"] or None,
            by=viewer,
            at=now(),
        )

    page = _page(
        found,
        kept,
        heading=_("Write down that it was taken"),
        lead=_("This is always possible. Steps that were skipped stay to be seen."),
        button=_("Save"),
    )
    return sheet(request, page, form, act=act, then=lambda name: place(initiative, name))


@require_http_methods(_BOTH)
def explain(request: HttpRequest, initiative: str, decision: str) -> HttpResponse:
    """Say how a decision was made."""
    viewer, found = here(request, initiative)
    others = Ask(Decision, Q(decided_at__isnull=False), order=LATEST_WRITTEN, limit=MOST_CHOICES)
    kept, case = own(initiative, decision, viewer=viewer, asks=[others])
    same = ("participation", "participation_reason", "urgency", "urgent_look_on", "reverses", "topic")
    initial = {name: getattr(kept, name) or "" for name in same} | {
        "version": kept.version,
        "undeclared_limits": "\n".join(kept.undeclared_limits),
        "consulted": list(kept.consulted),
        "consulted_at": str(kept.consulted_at or ""),
    }
    earlier = [row for row in case.rows(Decision) if row.id != decision and row.decided_at is not None]
    form = ExplainForm(request.POST or None, bodies=case.rows(Body), earlier=earlier, initial=initial)

    def act() -> Row:
        return services.explain(
            initiative=initiative,
            decision=decision,
            version=form.cleaned_data["version"] or 1,
            explaining=services.Explaining(**form.explained()),
            by=viewer,
            at=now(),
        )

    page = _page(found, kept, heading=_("Say how it was made"), button=_("Save"))
    return sheet(request, page, form, act=act, then=lambda name: place(initiative, name))


@require_POST
def consent(request: HttpRequest, initiative: str, decision: str, group: str) -> HttpResponse:
    """Agree to a draft for one's group."""
    viewer, _found = here(request, initiative)
    try:
        services.agree_for_group(initiative=initiative, decision=decision, group=group, by=viewer, at=now())
    except services.NothingHereError as error:
        raise Http404 from error
    except (AlreadyToldError, StaleVersionError):
        pass  # somebody of the group said it at the same moment: what stands there now is shown
    return redirect(place(initiative, decision))
