"""Propose who decides, contest it, say yes to it, reopen what was agreed."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from counterpoise.record import Row
from counterpoise.record.initiatives import Matter
from counterpoise.record.mandates import Mandate
from counterpoise.record.people import Body
from counterpoise.web.control import services
from counterpoise.web.control.forms import AgreeForm, ProposeForm, ReasonForm
from counterpoise.web.control.selectors import affected_by, negotiated_on, on_matter, seated_in, there
from counterpoise.web.initiatives.selectors import Ask, case_with
from counterpoise.web.initiatives.views import Sheet, here, sheet
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.ui.clock import now
from counterpoise.web.ui.words import word

__all__ = ["agree", "contest", "propose", "reopen"]

_BOTH = ("GET", "HEAD", "POST")


def _room(initiative: str, matter: str | None) -> str:
    room = reverse("control:room", args=[initiative])
    return f"{room}?{urlencode({'matter': matter})}#{matter}" if matter else f"{room}#matters"


def _theirs(mandate: Mandate) -> list[tuple[str, Any]]:
    return [(_("Where the talk stands"), str(word(mandate.state))), (_("Why"), mandate.supersedes_reason)]


@require_http_methods(_BOTH)
def propose(request: HttpRequest, initiative: str, matter: str) -> HttpResponse:
    """Propose who decides a matter."""
    viewer, found = here(request, initiative)
    case = case_with(initiative, viewer=viewer, asks=on_matter(matter))
    about = case.by_id(Matter).get(matter) if case is not None else None
    if case is None or about is None or viewer.person is None or not viewer.sides(initiative):
        raise Http404
    talk = negotiated_on(matter, case=case)
    before = there(Mandate, talk.id, initiative=initiative, viewer=viewer) if talk is not None else None
    form = ProposeForm(
        request.POST or None,
        bodies=case.rows(Body),
        groups=affected_by(matter, case=case),
        before=before,
        initial={"version": before.version if before is not None else None},
    )

    def act() -> Row:
        return services.propose(
            initiative=initiative,
            matter=matter,
            proposing=services.Proposing(**form.proposed()),
            version=form.cleaned_data["version"],
            once=form.cleaned_data["once"],
            by=viewer,
            at=now(),
        )

    page = Sheet(
        initiative=found,
        door="control",
        heading=_("Propose who decides"),
        lead=_("The other side sees your proposal at once. It counts when a person of each side has said yes."),
        button=_("Send the proposal"),
        back=_room(initiative, matter),
        template="control/about.html",
        more={"about": about},
        theirs=_theirs,
    )
    return sheet(request, page, form, act=act, then=lambda _name: _room(initiative, matter))


def _mandate(request: HttpRequest, initiative: str, name: str) -> tuple[Viewer, Mandate, Matter | None]:
    viewer, _found = here(request, initiative)
    mandate = there(Mandate, name, initiative=initiative, viewer=viewer)
    matter = mandate.matter or "" if mandate is not None else ""
    case = case_with(initiative, viewer=viewer, asks=[Ask(Matter, Q(pk=matter), common=True)])
    if mandate is None or case is None or viewer.person is None or not viewer.sides(initiative):
        raise Http404
    return viewer, mandate, case.by_id(Matter).get(matter)


Service = Callable[..., Row]


def _with_reason(
    request: HttpRequest, initiative: str, mandate: str, *, service: Service, heading: str, lead: str, button: str
) -> HttpResponse:
    viewer, found, matter = _mandate(request, initiative, mandate)
    form = ReasonForm(request.POST or None, initial={"version": found.version})

    def act() -> Row:
        given = form.cleaned_data
        return service(
            initiative=initiative,
            mandate=mandate,
            version=given["version"] or 1,
            reason=given["reason"],
            by=viewer,
            at=now(),
        )

    page = Sheet(
        initiative=here(request, initiative)[1],
        door="control",
        heading=heading,
        lead=lead,
        button=button,
        back=_room(initiative, found.matter),
        template="control/about.html",
        more={"about": matter, "mandate": found},
        theirs=_theirs,
    )
    return sheet(request, page, form, act=act, then=lambda _name: _room(initiative, found.matter))


@require_http_methods(_BOTH)
def contest(request: HttpRequest, initiative: str, mandate: str) -> HttpResponse:
    """Contest a proposal."""
    return _with_reason(
        request,
        initiative,
        mandate,
        service=services.contest,
        heading=_("Contest this proposal"),
        lead=_("Both sides may. After that, either side can propose another way."),
        button=_("Contest it"),
    )


@require_http_methods(_BOTH)
def reopen(request: HttpRequest, initiative: str, mandate: str) -> HttpResponse:
    """Reopen what was agreed."""
    return _with_reason(
        request,
        initiative,
        mandate,
        service=services.reopen,
        heading=_("Reopen what was agreed"),
        lead=_("Either side may. What was agreed stays in force until something else is agreed or it ends."),
        button=_("Reopen it"),
    )


@require_http_methods(_BOTH)
def agree(request: HttpRequest, initiative: str, mandate: str) -> HttpResponse:
    """Say yes to a proposal for one's side."""
    viewer, found, matter = _mandate(request, initiative, mandate)
    bodies = seated_in(initiative, viewer=viewer)
    if not bodies:
        raise Http404
    form = AgreeForm(request.POST or None, bodies=bodies, initial={"version": found.version})

    def act() -> Row:
        given = form.cleaned_data
        return services.agree(
            initiative=initiative,
            mandate=mandate,
            version=given["version"] or 1,
            body=given.get("body") or None,
            by=viewer,
            at=now(),
        )

    page = Sheet(
        initiative=here(request, initiative)[1],
        door="control",
        heading=_("Say yes for your side"),
        lead=_("With a yes of both sides, by two people, it is agreed and in force."),
        button=_("We say yes"),
        back=_room(initiative, found.matter),
        template="control/about.html",
        more={"about": matter, "mandate": found},
        theirs=_theirs,
    )
    return sheet(request, page, form, act=act, then=lambda _name: _room(initiative, found.matter))
