"""The life of an initiative: begin, describe, open, rest, wake, hand over; and what it is about."""

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from counterpoise.record import Moment, Row, Side
from counterpoise.record.initiatives import Group, Initiative, InitiativeState, Matter
from counterpoise.web.governance import services
from counterpoise.web.governance.forms import (
    BeginForm,
    BodyForm,
    DescribeForm,
    GroupForm,
    HandOverForm,
    MatterForm,
    OpenForm,
    RestForm,
    WakeForm,
    WelcomeForm,
)
from counterpoise.web.governance.selectors.about import (
    MATTERS,
    About,
    bodies_held_by,
    chooses_accounts,
    matters_in,
    open_agreements,
)
from counterpoise.web.governance.selectors.about import about as about_initiative
from counterpoise.web.governance.selectors.people import nobody_of
from counterpoise.web.initiatives.views import Sheet, page_asked, sheet
from counterpoise.web.people.selectors import Viewer, who_looks
from counterpoise.web.ui.clock import now
from counterpoise.web.ui.forms import PlainForm

__all__ = [
    "about",
    "begin",
    "describe",
    "hand_over",
    "open_it",
    "rest",
    "wake",
    "welcome",
    "write_body",
    "write_group",
    "write_matter",
]

_BOTH = ("GET", "HEAD", "POST")


def _there(initiative: str) -> str:
    return reverse("governance:about", args=[initiative])


def _found(
    request: HttpRequest, initiative: str, *, writes: bool = True, start: int = 0, matter: str = ""
) -> tuple[Viewer, About]:
    viewer = who_looks(request)
    found = about_initiative(initiative, viewer=viewer, start=start, matter=matter)
    if found is None or (writes and not found.may_write):
        raise Http404
    return viewer, found


def _show(
    request: HttpRequest,
    initiative: Initiative,
    form: PlainForm,
    *,
    words: tuple[str | Promise, str | Promise, str | Promise],
    act: Callable[[], Row],
    more: dict[str, Any] | None = None,
) -> HttpResponse:
    heading, lead, button = words
    page = Sheet(
        initiative=initiative,
        door="",
        heading=heading,
        lead=lead,
        button=button,
        back=_there(initiative.id) if initiative.id else reverse("governance:start"),
        template="governance/write.html",
        more=more or {},
        theirs=lambda row: [(_("The words"), getattr(row, "purpose", "") or getattr(row, "text", "") or row.name)],
    )
    return sheet(request, page, form, act=act, then=lambda name: _there(initiative.id or name))


def _initial(row: Initiative) -> dict[str, Any]:
    return {
        "version": row.version,
        "title": row.title,
        "purpose": row.purpose,
        "side": row.purpose_declared_by or "",
        "promised_level": "" if row.promised_level is None else str(row.promised_level.value),
        "review_on": row.review_on.strftime("%d-%m-%Y") if row.review_on else "",
        "cadence_days": row.cadence_days,
    }


@require_safe
def about(request: HttpRequest, initiative: str) -> HttpResponse:
    """Show what an initiative is about: its purpose and versions, groups, matters, bodies, and what can be done."""
    number = page_asked(request)
    viewer, found = _found(request, initiative, writes=False, start=(number - 1) * MATTERS)
    if number > 1 and (found.draft or not found.matters):
        raise Http404
    total = 0 if found.draft else matters_in(initiative, viewer=viewer)
    told = {
        "page": Paginator(range(total), MATTERS).get_page(number),
        "about": found,
        "initiative": found.initiative,
        "door": "",
        "chooses": chooses_accounts(found, viewer=viewer),
        "nobody_of": nobody_of(found.initiative, viewer=viewer),
    }
    return render(request, "governance/about.html", told)


@require_http_methods(_BOTH)
def begin(request: HttpRequest) -> HttpResponse:
    """Begin an initiative, as a draft."""
    viewer = who_looks(request)
    bodies = bodies_held_by(viewer)
    if not bodies:
        raise Http404
    form = BeginForm(request.POST or None, bodies=bodies)

    def act() -> Row:
        described = services.Described(**form.described())
        given = form.cleaned_data
        return services.begin_initiative(
            described=described, holder=given["holder"], once=given["once"], by=viewer, at=now()
        )

    words = (
        _("Begin an initiative"),
        _("It starts as a draft. Only you and the body that holds it see it, until it opens."),
        _("Write this draft"),
    )
    nothing = Initiative(id="", recorded_at=now(), happened_at=Moment.exactly(now()))
    return _show(request, nothing, form, words=words, act=act)


@require_http_methods(_BOTH)
def describe(request: HttpRequest, initiative: str) -> HttpResponse:
    """Say anew what an initiative is for."""
    viewer, found = _found(request, initiative)
    form = DescribeForm(request.POST or None, initial=_initial(found.initiative))

    def act() -> Row:
        return services.describe(
            initiative=initiative,
            version=form.cleaned_data["version"] or 1,
            described=services.Described(**form.described()),
            by=viewer,
            at=now(),
        )

    lead = _("The earlier purpose stays beside the new one, with its date.")
    return _show(request, found.initiative, form, words=(_("What it is for"), lead, _("Keep this")), act=act)


@require_http_methods(_BOTH)
def open_it(request: HttpRequest, initiative: str) -> HttpResponse:
    """Open a draft."""
    viewer, found = _found(request, initiative)
    if not found.draft:
        raise Http404
    form = OpenForm(request.POST or None, initial={"version": found.initiative.version})

    def act() -> Row:
        version = form.cleaned_data["version"] or 1
        return services.open_initiative(initiative=initiative, version=version, by=viewer, at=now())

    lead = _("From now on everybody sees it. It can rest later, but it has no end.")
    return _show(request, found.initiative, form, words=(_("Open this initiative"), lead, _("Open it")), act=act)


@require_http_methods(_BOTH)
def rest(request: HttpRequest, initiative: str) -> HttpResponse:
    """Let an initiative rest."""
    viewer, found = _found(request, initiative)
    if found.initiative.state is not InitiativeState.ACTIVE:
        raise Http404
    agreements = open_agreements(initiative, viewer=viewer)
    form = RestForm(request.POST or None, agreements=agreements, initial={"version": found.initiative.version})

    def act() -> Row:
        given = form.cleaned_data
        return services.rest(
            initiative=initiative,
            version=given["version"] or 1,
            reason=given["reason"],
            review_on=given["review_on"],
            listed=tuple(given["listed"].split()),
            by=viewer,
            at=now(),
        )

    lead = _("Everybody who takes part gets a letter. Either side can wake it at any time.")
    words = (_("Let it rest"), lead, _("Let it rest now"))
    return _show(request, found.initiative, form, words=words, act=act, more={"agreements": agreements})


@require_http_methods(_BOTH)
def wake(request: HttpRequest, initiative: str) -> HttpResponse:
    """Ask to wake a resting initiative."""
    viewer, found = _found(request, initiative, writes=False)
    sides = found.side & {Side.CIVIC, Side.ORGANIZATIONAL}
    if found.initiative.state is not InitiativeState.RESTING or not sides:
        raise Http404
    form = WakeForm(request.POST or None, sides=sides, initial={"version": found.initiative.version})

    def act() -> Row:
        given = form.cleaned_data
        return services.wake(
            initiative=initiative,
            version=given["version"] or 1,
            side=Side(given["side"]),
            review_on=given["review_on"],
            by=viewer,
            at=now(),
        )

    lead = _("On the citizens’ side three people ask for it together.")
    return _show(request, found.initiative, form, words=(_("Wake it"), lead, _("Ask to wake it")), act=act)


@require_http_methods(_BOTH)
def hand_over(request: HttpRequest, initiative: str) -> HttpResponse:
    """Give an initiative to another body."""
    viewer, found = _found(request, initiative)
    others = [row for row in found.bodies if row.id != found.initiative.holder]
    form = HandOverForm(request.POST or None, bodies=others, initial={"version": found.initiative.version})

    def act() -> Row:
        given = form.cleaned_data
        version = given["version"] or 1
        return services.hand_over(initiative=initiative, version=version, holder=given["holder"], by=viewer, at=now())

    lead = _("Another body holds it from then on. All that was said and agreed stays.")
    return _show(
        request,
        found.initiative,
        form,
        words=(pgettext("an initiative", "Hand it over"), lead, _("Hand it over now")),
        act=act,
    )


@require_http_methods(_BOTH)
def welcome(request: HttpRequest, initiative: str) -> HttpResponse:
    """Choose whether people can speak without an account."""
    viewer, found = _found(request, initiative, writes=False)
    if not chooses_accounts(found, viewer=viewer):
        raise Http404
    form = WelcomeForm(request.POST or None, initial={"allowed": "yes" if found.without_account else "no"})

    def act() -> Row:
        allowed = form.cleaned_data["allowed"] == "yes"
        services.receive_without_account(initiative=initiative, allowed=allowed, by=viewer, at=now())
        return found.initiative

    lead = _("An account shuts some people out. What was said before stays as it is.")
    words = (_("Speaking without an account"), lead, _("Keep this"))
    return _show(request, found.initiative, form, words=words, act=act)


@require_http_methods(_BOTH)
def write_group(request: HttpRequest, initiative: str, group: str = "") -> HttpResponse:
    """Write down a group, or change one."""
    viewer, found = _found(request, initiative)
    known = next((row for row in found.groups if row.id == group), None)
    if group and known is None:
        raise Http404
    initial = _group(known) if known is not None else {}
    form = GroupForm(request.POST or None, bodies=found.bodies, initial=initial)

    def act() -> Row:
        given = form.cleaned_data
        return services.write_group(
            initiative=initiative,
            group=group,
            version=given["version"] or 0,
            given=services.GroupGiven(**form.given()),
            once=given["once"],
            by=viewer,
            at=now(),
        )

    heading = _("Change this group") if known is not None else _("Add a group")
    lead = _("Say exactly who is meant: whom does this touch?")
    return _show(request, found.initiative, form, words=(heading, lead, _("Keep this")), act=act)


def _group(row: Group) -> dict[str, Any]:
    given = {name: getattr(row, name) for name in ("version", "name", "description", "size")}
    return {**given, "side": row.side or "", "body": row.body or ""}


@require_http_methods(_BOTH)
def write_matter(request: HttpRequest, initiative: str, matter: str = "") -> HttpResponse:
    """Write down a matter and whom it touches, or change it."""
    viewer, found = _found(request, initiative, matter=matter)
    known = next((row for row in found.matters if row.matter.id == matter), None)
    if matter and known is None:
        raise Http404
    initial: dict[str, Any] = {}
    if known is not None:
        initial = _matter(known.matter) | {f"touches-{group.id}": how for group, how in known.groups}
    form = MatterForm(request.POST or None, groups=found.groups, initial=initial)

    def act() -> Row:
        given = form.cleaned_data
        return services.write_matter(
            initiative=initiative,
            matter=matter,
            version=given["version"] or 0,
            given=services.MatterGiven(**form.given()),
            once=given["once"],
            by=viewer,
            at=now(),
        )

    heading = _("Change this matter") if known is not None else _("Add a matter")
    lead = _("Something that somebody can decide about, and whom it touches.")
    return _show(request, found.initiative, form, words=(heading, lead, _("Keep this")), act=act)


def _matter(row: Matter) -> dict[str, Any]:
    return {"version": row.version, "text": row.text, "lane": row.lane or ""}


@require_http_methods(_BOTH)
def write_body(request: HttpRequest, initiative: str) -> HttpResponse:
    """Write down a body that takes part."""
    viewer, found = _found(request, initiative)
    form = BodyForm(request.POST or None)

    def act() -> Row:
        given = services.BodyGiven(**form.given())
        once = form.cleaned_data["once"]
        return services.add_body(initiative=initiative, given=given, once=once, by=viewer, at=now())

    lead = _("A council, a platform, a board: whoever can hold a say.")
    return _show(request, found.initiative, form, words=(_("Add a body"), lead, _("Keep this")), act=act)
