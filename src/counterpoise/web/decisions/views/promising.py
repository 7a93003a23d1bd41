"""Make promises and agreements, say how they go, put them on review, reopen them."""

from collections.abc import Callable, Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from counterpoise.decisions.who_may import may_judge_for
from counterpoise.record import Case, Row, Side
from counterpoise.record.commitments import Commitment, Promise
from counterpoise.record.decisions import Decision
from counterpoise.record.initiatives import ContextChangeKind
from counterpoise.web.decisions import services
from counterpoise.web.decisions.forms import (
    AgreementForm,
    AroundForm,
    DropForm,
    PromiseForm,
    ReasonForm,
    RenewalForm,
    ReportForm,
    SureForm,
)
from counterpoise.web.decisions.selectors import Acts, acts_on_agreements, agreement_there
from counterpoise.web.decisions.views.recording import choices_of, offered
from counterpoise.web.initiatives.selectors import LATEST_WRITTEN, MOST_CHOICES, Ask, case_with
from counterpoise.web.initiatives.views import Sheet, here, sheet
from counterpoise.web.people.selectors import Viewer, who_looks
from counterpoise.web.ui.clock import now
from counterpoise.web.ui.forms import PlainForm

__all__ = ["agree", "agree_renewal", "change", "confirm", "drop", "promise", "renew", "reopen", "report", "withdraw"]

_BOTH = ("GET", "HEAD", "POST")
_SHORT = 100


def _place(initiative: str, anchor: str) -> str:
    return f"{reverse('decisions:index', args=[initiative])}#{anchor}"


def _case(initiative: str, viewer: Viewer, asks: Iterable[Ask] = ()) -> Case:
    case = case_with(initiative, viewer=viewer, asks=[*offered(), *asks])
    if case is None:
        raise Http404
    return case


@require_http_methods(_BOTH)
def promise(request: HttpRequest, initiative: str) -> HttpResponse:
    """Make a promise."""
    viewer, found = here(request, initiative)
    case = _case(initiative, viewer)
    bodies = services.bodies_spoken_for(initiative, case=case, by=viewer, at=now())
    if not bodies:
        raise Http404
    form = PromiseForm(request.POST or None, choices=choices_of(case), bodies=bodies)

    def act() -> Row:
        promising = services.Promising(**form.made())
        return services.promise(
            initiative=initiative, promising=promising, once=form.cleaned_data["once"], by=viewer, at=now()
        )

    page = Sheet(
        initiative=found,
        door="decisions",
        heading=_("Make a promise"),
        lead=_("Everybody reads it. It is only called kept when those to whom it was made say so."),
        button=_("Make this promise"),
        back=_place(initiative, "agreements"),
    )
    return sheet(request, page, form, act=act, then=lambda name: _place(initiative, name))


@require_http_methods(_BOTH)
def agree(request: HttpRequest, initiative: str) -> HttpResponse:
    """Write down who does what by when."""
    viewer, found = here(request, initiative)
    case = _case(initiative, viewer, [Ask(Decision, order=LATEST_WRITTEN, limit=MOST_CHOICES)])
    bodies = services.bodies_spoken_for(initiative, case=case, by=viewer, at=now())
    if not bodies:
        raise Http404
    decisions = [(row.id, (row.title or row.text)[:_SHORT]) for row in case.rows(Decision)]
    form = AgreementForm(
        request.POST or None,
        choices=choices_of(case),
        bodies=bodies,
        decisions=decisions,
        initial={"decision": request.GET.get("decision", "")},
    )

    def act() -> Row:
        agreeing = services.Agreeing(**form.agreed())
        return services.agree_to_act(
            initiative=initiative, agreeing=agreeing, once=form.cleaned_data["once"], by=viewer, at=now()
        )

    page = Sheet(
        initiative=found,
        door="decisions",
        heading=_("Write down who does what by when"),
        button=_("Save this agreement"),
        back=_place(initiative, "agreements"),
    )
    return sheet(request, page, form, act=act, then=lambda name: _place(initiative, name))


@require_http_methods(_BOTH)
def change(request: HttpRequest, initiative: str) -> HttpResponse:
    """Tell of a change around an initiative."""
    viewer, found = here(request, initiative)
    try:
        services.may_record_here(initiative, by=viewer, at=now())
    except services.NothingHereError as error:
        raise Http404 from error
    form = AroundForm(request.POST or None)

    def act() -> Row:
        given = form.cleaned_data
        return services.tell_change(
            initiative=initiative,
            kind=ContextChangeKind(given["kind"]),
            text=given["text"],
            happened_at=given["happened_at"],
            once=given["once"],
            by=viewer,
            at=now(),
        )

    page = Sheet(
        initiative=found,
        door="decisions",
        heading=_("Tell of a change around us"),
        lead=_("Every open promise and agreement is then looked at again: confirmed, agreed anew, or dropped."),
        button=_("Tell everybody"),
        back=_place(initiative, "agreements"),
    )
    return sheet(request, page, form, act=act, then=lambda _name: _place(initiative, "agreements"))


Service = Callable[..., Row]
Makes = Callable[[Any, dict[str, Any]], PlainForm]
May = Callable[[Acts], bool]


def _with(
    request: HttpRequest,
    initiative: str,
    agreement: str,
    *,
    may: May,
    make: Makes,
    service: Service,
    given: Callable[[dict[str, Any]], dict[str, Any]] = lambda _cleaned: {},
    **words: Any,  # noqa: ANN401 - the words of a page
) -> HttpResponse:
    """Show a page on one agreement for those who can do this with it now; a step that came too late says so."""
    viewer, found = here(request, initiative)
    kept = agreement_there(agreement, initiative=initiative, viewer=viewer)
    acts = acts_on_agreements(initiative, viewer=viewer).get(agreement)
    # Who sends what somebody else did a moment before is told so, not that there is nothing here.
    part = may_judge_for(viewer.standing, initiative=initiative, at=now())
    if kept is None or acts is None or not (may(acts) or (request.method == "POST" and part)):
        raise Http404
    form = make(request.POST or None, {"version": kept.version, "words": kept.text})

    def act() -> Row:
        more = given(form.cleaned_data)
        return service(initiative=initiative, agreement=agreement, by=viewer, at=now(), **more)

    page = Sheet(
        initiative=found,
        door="decisions",
        back=_place(initiative, agreement),
        template="decisions/about.html",
        more={"agreement": kept, "acts": acts},
        theirs=_theirs,
        **words,
    )
    return sheet(request, page, form, act=act, then=lambda _name: _place(initiative, agreement))


def _theirs(row: Commitment | Promise) -> list[tuple[str, Any]]:
    return [(_("What was agreed"), row.text), (_("Why"), row.supersedes_reason)]


def _version(given: dict[str, Any]) -> dict[str, Any]:
    return {"version": given["version"] or 1}


def _reason(given: dict[str, Any]) -> dict[str, Any]:
    return _version(given) | {"reason": given["reason"]}


@require_http_methods(_BOTH)
def report(request: HttpRequest, initiative: str, agreement: str) -> HttpResponse:
    """Say how it goes."""
    return _with(
        request,
        initiative,
        agreement,
        may=lambda acts: acts.report,
        make=lambda data, initial: ReportForm(data, initial=initial),
        service=services.report,
        given=lambda given: _version(given) | {"late": given["how"] == "late", "why": given["why"]},
        heading=_("Say how it goes"),
        button=_("Save"),
    )


@require_http_methods(_BOTH)
def withdraw(request: HttpRequest, initiative: str, agreement: str) -> HttpResponse:
    """Take a promise back."""
    return _with(
        request,
        initiative,
        agreement,
        may=lambda acts: acts.withdraw,
        make=lambda data, initial: ReasonForm(data, initial=initial),
        service=services.withdraw,
        given=_reason,
        heading=_("Take this promise back"),
        lead=_("It stays to be seen, with your reason. For what was decided before, it still counts."),
        button=_("Take it back"),
    )


@require_http_methods(_BOTH)
def reopen(request: HttpRequest, initiative: str, agreement: str) -> HttpResponse:
    """Reopen what has ended."""
    return _with(
        request,
        initiative,
        agreement,
        may=lambda acts: acts.reopen,
        make=lambda data, initial: ReasonForm(data, initial=initial),
        service=services.reopen,
        given=_reason,
        heading=_("Reopen it"),
        lead=_("Either side may. Both sides then look at it anew."),
        button=_("Reopen it"),
    )


@require_http_methods(_BOTH)
def confirm(request: HttpRequest, initiative: str, agreement: str) -> HttpResponse:
    """Say that it still holds after a change."""
    return _with(
        request,
        initiative,
        agreement,
        may=lambda acts: acts.review,
        make=lambda data, initial: SureForm(data, initial=initial),
        service=services.confirm,
        given=_version,
        heading=_("Confirm it"),
        lead=_("After the change around us it still holds, as it was said."),
        button=_("Yes, it still holds"),
    )


@require_http_methods(_BOTH)
def drop(request: HttpRequest, initiative: str, agreement: str) -> HttpResponse:
    """Drop what is on review."""
    return _with(
        request,
        initiative,
        agreement,
        may=lambda acts: acts.review,
        make=lambda data, initial: DropForm(data, initial=initial),
        service=services.drop,
        given=lambda given: _reason(given) | {"told": given["told"]},
        heading=_("Drop it"),
        lead=_("It needs a reason. Those to whom it was promised are told first."),
        button=_("Drop it"),
    )


@require_http_methods(_BOTH)
def renew(request: HttpRequest, initiative: str, agreement: str) -> HttpResponse:
    """Propose other words."""
    sides = may_judge_for(who_looks(request).standing, initiative=initiative, at=now())

    def words(given: dict[str, Any]) -> dict[str, Any]:
        side = Side(given["side"]) if given.get("side") else next(iter(sides))
        return {"text": given["text"], "due_on": given["due_on"], "side": side}

    return _with(
        request,
        initiative,
        agreement,
        may=lambda acts: acts.renew,
        make=lambda data, initial: RenewalForm(data, sides=sides, initial=initial | {"text": initial["words"]}),
        service=services.propose_renewal,
        given=words,
        heading=_("Propose other words"),
        lead=_("They hold once somebody of the other side says yes."),
        button=_("Propose them"),
    )


@require_http_methods(_BOTH)
def agree_renewal(request: HttpRequest, initiative: str, agreement: str) -> HttpResponse:
    """Say yes to other words."""
    return _with(
        request,
        initiative,
        agreement,
        may=lambda acts: acts.agree,
        make=lambda data, initial: SureForm(data, initial=initial),
        service=services.agree_renewal,
        given=_version,
        heading=_("Say yes to the new words"),
        lead=_("They then take the place of the old ones. The old ones stay in the record."),
        button=_("We say yes"),
    )
