"""Write a decision down, add what is missing, publish it."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from counterpoise.record import Case, Row
from counterpoise.record.decisions import Concern, Decision
from counterpoise.record.initiatives import Affects, Group, Matter
from counterpoise.record.mandates import Mandate
from counterpoise.record.people import Body
from counterpoise.web.decisions import services
from counterpoise.web.decisions.forms import Choices, CompleteForm, PublishForm, RecordForm
from counterpoise.web.decisions.selectors import decision_visible_to
from counterpoise.web.initiatives.selectors import LATEST_WRITTEN, MOST_CHOICES, Ask, case_with
from counterpoise.web.initiatives.views import Sheet, here, sheet
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.ui.clock import now

__all__ = [
    "choices_of",
    "complete",
    "concern_place",
    "offered",
    "own",
    "place",
    "publish",
    "record",
    "taken_by",
    "theirs_of",
]

_BOTH = ("GET", "HEAD", "POST")


def place(initiative: str, decision: str, anchor: str = "") -> str:
    """Return the address of a decision, or of a part of its page."""
    address = reverse("decisions:one", args=[initiative, decision])
    return f"{address}#{anchor}" if anchor else address


def concern_place(initiative: str, concern: Concern) -> str:
    """Return the address of a concern: on the page of what it is about, else on its own."""
    if concern.decision is not None:
        return place(initiative, concern.decision, concern.id)
    return reverse("decisions:raised", args=[initiative, concern.id])


def theirs_of(row: Any) -> list[tuple[str, Any]]:  # noqa: ANN401 - a row that somebody else changed
    """Return the words to show of a decision that somebody else changed meanwhile."""
    return [(_("What was decided?"), row.text), (_("Why was it decided?"), row.reasons)]


def offered(decision: Decision | None = None) -> list[Ask]:
    """Return what to read so that `choices_of` finds it: the latest matters, and the agreements on a decision's own."""
    asks = [Ask(Matter, order=LATEST_WRITTEN, limit=MOST_CHOICES, common=True)]
    if decision is not None and decision.matter is not None:
        asks += [Ask(kind, Q(matter=decision.matter), common=True) for kind in (Mandate, Affects)]
    return asks


def choices_of(case: Case, decision: Decision | None = None) -> Choices:
    """Return what there is to choose from in an initiative; with a decision, the agreements on its matter too."""
    mandates = [row for row in case.rows(Mandate) if decision is not None and row.matter == decision.matter]
    return Choices(
        bodies=tuple(case.rows(Body)),
        groups=tuple(case.rows(Group)),
        matters=tuple(case.rows(Matter)),
        mandates=tuple(mandates),
    )


@require_http_methods(_BOTH)
def record(request: HttpRequest, initiative: str) -> HttpResponse:
    """Write down that a decision was taken: four fields, and none of them is needed."""
    viewer, found = here(request, initiative)
    try:
        case = services.may_record_here(initiative, by=viewer, at=now(), asks=offered())
    except services.NothingHereError as error:
        raise Http404 from error
    form = RecordForm(request.POST or None, choices=choices_of(case))

    def act() -> Row:
        recorded = services.Recorded(**form.recorded())
        once = form.cleaned_data["once"]
        return services.record_decision(initiative=initiative, recorded=recorded, once=once, by=viewer, at=now())

    page = Sheet(
        initiative=found,
        heading=_("Write down a decision"),
        lead=_("It is saved in any case. Everybody it touches sees it at once. What is missing is asked afterwards."),
        button=_("Save this decision"),
        back=reverse("decisions:index", args=[initiative]),
        door="decisions",
    )
    return sheet(request, page, form, act=act, then=lambda name: place(initiative, name))


def taken_by(initiative: str, decision: str, *, viewer: Viewer) -> Decision:
    """Return a decision as it is kept to who can change it; else nothing is here."""
    try:
        return services.of_taker(decision, initiative=initiative, by=viewer, at=now())
    except services.NothingHereError as error:
        raise Http404 from error


def own(initiative: str, decision: str, *, viewer: Viewer, asks: Iterable[Ask] = ()) -> tuple[Decision, Case]:
    """Return a decision as it is kept, with what forms on it offer, to who can change it; else nothing is here."""
    kept = taken_by(initiative, decision, viewer=viewer)
    case = case_with(initiative, viewer=viewer, asks=[*offered(kept), *asks])
    if case is None:
        raise Http404
    return kept, case


@require_http_methods(_BOTH)
def complete(request: HttpRequest, initiative: str, decision: str) -> HttpResponse:
    """Add to a decision what is missing."""
    viewer, found = here(request, initiative)
    kept, case = own(initiative, decision, viewer=viewer)
    initial = {
        "version": kept.version,
        "what": kept.text,
        "taken_by": kept.taken_by or "",
        "decided_at": str(kept.decided_at or ""),
        "reasons": kept.reasons,
        "under_mandate": kept.under_mandate or (CompleteForm.NO_AGREEMENT if kept.without_mandate else ""),
    }
    form = CompleteForm(request.POST or None, choices=choices_of(case, kept), initial=initial)

    def act() -> Row:
        return services.complete(
            initiative=initiative,
            decision=decision,
            version=form.cleaned_data["version"] or 1,
            completed=services.Completed(**form.completed()),
            by=viewer,
            at=now(),
        )

    page = Sheet(
        initiative=found,
        heading=_("Add what is missing"),
        lead=_("What was there before stays to be seen in the record."),
        button=_("Save"),
        back=place(initiative, decision),
        door="decisions",
        theirs=theirs_of,
    )
    return sheet(request, page, form, act=act, then=lambda name: place(initiative, name))


@require_http_methods(_BOTH)
def publish(request: HttpRequest, initiative: str, decision: str) -> HttpResponse:
    """Publish a decision as properly made; what is missing is named all at once."""
    viewer, found = here(request, initiative)
    kept = taken_by(initiative, decision, viewer=viewer)
    seen = decision_visible_to(initiative, decision, viewer=viewer)
    form = PublishForm(request.POST or None, initial={"version": kept.version})

    def act() -> Row:
        version = form.cleaned_data["version"] or 1
        return services.publish(initiative=initiative, decision=decision, version=version, by=viewer, at=now())

    page = Sheet(
        initiative=found,
        heading=_("Publish as properly made"),
        lead=_("Everybody can read the decision already. To publish it says that nothing is missing."),
        button=_("Publish"),
        back=place(initiative, decision),
        template="decisions/publish.html",
        door="decisions",
        more={"seen": seen},
        theirs=theirs_of,
    )
    return sheet(request, page, form, act=act, then=lambda name: place(initiative, name))
