"""Who sits where in an initiative, who is asked in, and what people need to be able to take part."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from counterpoise.levels.seats import may_invite, may_let_in
from counterpoise.record import Row
from counterpoise.record.people import SeatMethod
from counterpoise.web.governance.selectors import bodies_in, needs_told_to, seat_in
from counterpoise.web.initiatives.selectors import rooms_to_write_in
from counterpoise.web.initiatives.views import Sheet, here, sheet
from counterpoise.web.ledger.services import RefusedError
from counterpoise.web.people import services
from counterpoise.web.people.forms import EndSeatForm, FoundForm, InviteForm, SeatForm, SureForm
from counterpoise.web.people.selectors import invitations_by
from counterpoise.web.ui.clock import now

__all__ = ["end_seat", "found", "invitations", "invite", "needs", "people", "seat", "withdraw"]

_BOTH = ("GET", "HEAD", "POST")


@require_safe
def people(request: HttpRequest, initiative: str) -> HttpResponse:
    """Show who sits where."""
    viewer, about = here(request, initiative)
    context = {
        "initiative": about,
        "door": "inclusion",
        "bodies": bodies_in(about, viewer=viewer),
        "takes_part": viewer.person is not None and bool(viewer.sides(initiative)),
        "lets_in": not may_let_in(initiative, by=viewer.standing),
        "arranges": needs_told_to(viewer, initiative=about) is not None,
    }
    return render(request, "governance/people.html", context)


@require_http_methods(_BOTH)
def found(request: HttpRequest, initiative: str) -> HttpResponse:
    """Found a body."""
    viewer, about = here(request, initiative)
    if viewer.person is None or not viewer.sides(initiative) or may_let_in(initiative, by=viewer.standing):
        raise Http404
    form = FoundForm(request.POST or None)

    def act() -> Row:
        given = form.founded()
        return services.found_body(initiative=initiative, once=form.cleaned_data["once"], by=viewer, at=now(), **given)

    page = Sheet(
        initiative=about,
        door="inclusion",
        heading=_("Found a body"),
        lead=_("A council, a platform, a board, a team. You sit in it first, and fill its other places."),
        button=_("Found it"),
        back=reverse("governance:people", args=[initiative]),
    )
    return sheet(request, page, form, act=act, then=lambda _name: reverse("governance:people", args=[initiative]))


@require_http_methods(_BOTH)
def seat(request: HttpRequest, initiative: str, body: str) -> HttpResponse:
    """Give somebody a place in a body."""
    viewer, about = here(request, initiative)
    seen = next((each for each in bodies_in(about, viewer=viewer) if each.body.id == body and each.fills), None)
    if seen is None:
        raise Http404
    form = SeatForm(request.POST or None)

    def act() -> Row:
        given = form.cleaned_data
        return services.seat(
            initiative=initiative,
            body=body,
            name=given["name"],
            method=SeatMethod(given["method"]),
            holder=about.holder,
            once=given["once"],
            by=viewer,
            at=now(),
        )

    page = Sheet(
        initiative=about,
        door="inclusion",
        heading=_("A place in: %(name)s") % {"name": seen.body.name},
        lead=_("For somebody who takes part here already. Others you ask in with an invitation."),
        button=_("Give this place"),
        back=reverse("governance:people", args=[initiative]),
    )
    return sheet(request, page, form, act=act, then=lambda _name: reverse("governance:people", args=[initiative]))


@require_http_methods(_BOTH)
def end_seat(request: HttpRequest, initiative: str, seat: str) -> HttpResponse:
    """End a place in a body."""
    viewer, about = here(request, initiative)
    there = seat_in(about, seat, viewer=viewer)
    if there is None or viewer.person is None:
        raise Http404
    body, row, person = there
    if row.person != viewer.person and body.id not in {each.body for each in viewer.standing.seats}:
        raise Http404
    form = EndSeatForm(request.POST or None, initial={"version": row.version})

    def act() -> Row:
        given = form.cleaned_data
        version = given["version"] or 0
        return services.end_seat(seat=seat, version=version, reason=given["reason"], by=viewer, at=now())

    page = Sheet(
        initiative=about,
        door="inclusion",
        heading=_("End a place in: %(name)s") % {"name": body.name},
        lead=person.pseudonym if person is not None else "",
        button=_("End it"),
        back=reverse("governance:people", args=[initiative]),
    )
    return sheet(request, page, form, act=act, then=lambda _name: reverse("governance:people", args=[initiative]))


@never_cache
@require_http_methods(_BOTH)
def invite(request: HttpRequest, initiative: str) -> HttpResponse:
    """Ask somebody in. The page that answers holds the code, which is shown this once and kept nowhere."""
    viewer, about = here(request, initiative)
    if may_invite(by=viewer.standing, initiative=initiative, at=now()):
        raise Http404
    mine = [each.body for each in bodies_in(about, viewer=viewer) if each.fills]
    rooms = rooms_to_write_in(viewer, initiative=initiative)
    wanted = request.GET.get("side", "")
    form = InviteForm(
        request.POST or None,
        bodies=mine,
        rooms=rooms,
        sides=viewer.sides(initiative),
        initial={"to": f"initiative:{wanted}"},
    )
    if request.method == "POST" and form.is_valid():
        asking = services.Asking(**form.asked(about.title))
        once = form.cleaned_data["once"]
        try:
            made, code = services.invite(
                initiative=initiative, asking=asking, holder=about.holder, once=once, by=viewer, at=now()
            )
        except RefusedError as error:
            form.refuse(error.refusals)
        else:
            link = request.build_absolute_uri(reverse("people:invited", args=[code]))
            told = {"initiative": about, "door": "inclusion", "invitation": made, "code": code, "link": link}
            return render(request, "governance/invitation.html", told)
    context = {
        "initiative": about,
        "door": "inclusion",
        "form": form,
        "heading": _("Ask somebody in"),
        "lead": _("You get a code to hand over. It works once, for fourteen days."),
        "button": _("Make the invitation"),
        "back": reverse("governance:people", args=[initiative]),
    }
    return render(request, "ui/write.html", context)


@require_safe
def invitations(request: HttpRequest, initiative: str) -> HttpResponse:
    """Show the invitations that somebody gave, and how each stands."""
    viewer, about = here(request, initiative)
    if viewer.person is None:
        raise Http404
    found_ones = invitations_by(viewer, initiative=initiative)
    context = {"initiative": about, "door": "inclusion", "invitations": found_ones, "form": SureForm(), "at": now()}
    return render(request, "governance/invitations.html", context)


@require_POST
def withdraw(request: HttpRequest, initiative: str, invitation: str) -> HttpResponse:
    """Take an invitation back."""
    viewer, _about = here(request, initiative)
    try:
        services.withdraw_invitation(invitation=invitation, by=viewer, at=now())
    except RefusedError as error:
        raise Http404 from error
    except services.NotUsableError:
        # It was used or has ended meanwhile: the list shows how it stands.
        return redirect("governance:invitations", initiative=initiative)
    return redirect("governance:invitations", initiative=initiative)


@never_cache
@require_safe
def needs(request: HttpRequest, initiative: str) -> HttpResponse:
    """Show what people need to be able to take part, to those who must arrange it and to nobody else."""
    viewer, about = here(request, initiative)
    told = needs_told_to(viewer, initiative=about)
    if told is None:
        raise Http404
    return render(request, "governance/needs.html", {"initiative": about, "door": "inclusion", "needs": told})
