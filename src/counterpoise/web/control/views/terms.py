"""Legal rights and their terms: what became of them, rows to pick, and a calendar by a secret address."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from counterpoise.control.rights.catalogue import catalogue
from counterpoise.control.rights.holidays import Jurisdiction
from counterpoise.control.rights.judging import Breach
from counterpoise.control.rights.rows import NOT_LEGAL_ADVICE
from counterpoise.formats.calendar import CalendarDay, to_calendar
from counterpoise.record import Row
from counterpoise.record.mandates import StatutoryMandate
from counterpoise.record.people import Body
from counterpoise.web.control import services
from counterpoise.web.control.forms.terms import LayDownForm, PickForm, named
from counterpoise.web.control.selectors import calendar_of, ending_terms, remedy_words, rights_held, rights_visible_to
from counterpoise.web.control.selectors.terms import PER_PAGE, Ending, Rights
from counterpoise.web.control.views.limits import matters_to_choose
from counterpoise.web.initiatives.services import NothingHereError
from counterpoise.web.initiatives.views import Sheet, here, page_asked, sheet
from counterpoise.web.people.selectors import viewer_of
from counterpoise.web.ui.clock import now
from counterpoise.web.ui.templatetags.words import when

__all__ = ["breach_words", "calendar", "feed", "lay_down", "pick", "rights"]

_BOTH = ("GET", "HEAD", "POST")
_BREACHES: Mapping[Breach, Any] = {
    Breach.NOT_ASKED: gettext_lazy("The body was not asked."),
    Breach.ASKED_TOO_LATE: gettext_lazy("The body was asked too late."),
    Breach.DECIDED_BEFORE_THE_ANSWER: gettext_lazy("It was decided before the body answered."),
    Breach.NO_TALK: gettext_lazy("It departs from the advice, without a talk."),
    Breach.NO_FINDING: gettext_lazy("It departs from the advice, without a finding of the committee."),
    Breach.NO_CONSENT: gettext_lazy("It was decided without consent."),
    Breach.NO_WRITTEN_REASONS: gettext_lazy("No reasons were given in writing."),
}


def _language() -> str:
    return "nl" if get_language() == "nl" else "en"


_COUNTRIES: Mapping[str, Jurisdiction] = {"nl": Jurisdiction.NL, "en": Jurisdiction.EN, "gb": Jurisdiction.EN}


def _packs(seen: Rights) -> tuple[tuple[str, str], ...]:
    """Return the laws of this site's country to pick from; all of them where none is of that country."""
    here_law = _COUNTRIES.get(settings.COUNTERPOISE_COUNTRY)
    known = catalogue().packs
    return tuple(each for each in seen.packs if here_law is None or known[each[0]].jurisdiction is here_law)


def _offered(seen: Rights, at: date) -> list[tuple[str, str, str]]:
    """Return the laws to pick from, each with whether it holds now.

    First those that give a right to bodies like those in which the viewer sits, and of these the ones that hold.
    """
    known = catalogue().packs
    sits = {str(body.kind) for body in seen.bodies}
    found = []
    for name, law in _packs(seen):
        rights = known[name].rights
        if any(right.holds(at) for right in rights):
            found.append((0, name, law, _("holds now")))
        elif first := min((right.active_from for right in rights if right.active_from > at), default=None):
            found.append((1, name, law, _("holds from %(day)s") % {"day": when(first)}))
        else:
            found.append((2, name, law, _("holds no longer")))
    found.sort(key=lambda each: (not any(right.body in sits for right in known[each[1]].rights), each[0]))
    return [(name, law, said) for _place, name, law, said in found]


def _added(request: HttpRequest, seen: Rights) -> list[tuple[str, Body | None]]:
    """Return what was put in the register a moment ago: what the address says, as far as it stands there."""
    once = request.GET.get("added", "")
    rows = [(row, body) for row, body in seen.held if once and row.id.rpartition("-")[0] == once]
    return [(_named(row), body) for row, body in rows]


def _named(row: StatutoryMandate) -> str:
    law = catalogue().packs.get(row.pack)
    rights = law.rights if law is not None else ()
    fitting = (right for right in rights if (right.article, right.topics) == (row.article, row.topics))
    right = next(fitting, None)
    return named(right, _language()) if right is not None else f"{row.pack}, {_('article')} {row.article}"


def _shown(request: HttpRequest, initiative: str, address: str = "") -> HttpResponse:
    viewer, found = here(request, initiative)
    seen = rights_visible_to(initiative, viewer=viewer)
    if seen is None:
        raise Http404
    page = Paginator(seen.tracks, PER_PAGE).get_page(page_asked(request))
    told = {
        "initiative": found,
        "door": "control",
        "rights": seen,
        "packs": _offered(seen, now().date()),
        "added": _added(request, seen),
        "page": page,
        "ending": [(each, remedy_words(each.remedy)) for each in ending_terms(seen.tracks)],
        "tracks": [
            (
                each,
                each.right.subject.get(_language()) or each.right.subject["en"],
                [breach_words(breach) for breach in each.track.judgement.breaches],
                each.right.breach.get(_language()) or each.right.breach["en"],
                seen.may_use(each),
                seen.may_give_time(each),
            )
            for each in page
        ],
        "advice": NOT_LEGAL_ADVICE[_language()],
        "address": address,
    }
    return render(request, "control/rights.html", told)


def breach_words(breach: Breach) -> str:
    """Return what people read for a right that was not kept."""
    return str(_BREACHES[breach])


@require_safe
def rights(request: HttpRequest, initiative: str) -> HttpResponse:
    """Show the legal rights, what became of them on decisions, and until when something can be done."""
    return _shown(request, initiative)


@require_http_methods(_BOTH)
def pick(request: HttpRequest, initiative: str, pack: str) -> HttpResponse:
    """Pick rows of a law for a body in which one sits."""
    viewer, found = here(request, initiative)
    seen = rights_held(initiative, viewer=viewer)
    law = catalogue().packs.get(pack)
    if seen is None or law is None or not seen.bodies or pack not in dict(_packs(seen)):
        raise Http404
    form = PickForm(request.POST or None, pack=law, bodies=seen.bodies, at=now().date())
    back = reverse("control:rights", args=[initiative])

    def act() -> Row:
        given = form.cleaned_data
        return services.pick_rights(
            initiative=initiative,
            pack=pack,
            rows=tuple(given["rows"]),
            body=given["body"],
            once=given["once"],
            by=viewer,
            at=now(),
        )[0]

    page = Sheet(
        initiative=found,
        door="control",
        heading=_("Pick legal rights"),
        lead=f"{law.law}. {NOT_LEGAL_ADVICE[_language()]}",
        button=_("Put them in the register"),
        back=back,
    )
    return sheet(request, page, form, act=act, then=lambda name: f"{back}?added={name.rpartition('-')[0] or name}")


@require_http_methods(_BOTH)
def lay_down(request: HttpRequest, initiative: str, right: str) -> HttpResponse:
    """Say on which question of control a legal right holds that the body has in which one sits."""
    viewer, found = here(request, initiative)
    seen = rights_held(initiative, viewer=viewer)
    seats = {row.id for row in seen.bodies} if seen is not None else set()
    law = next((row for row, body in seen.held if row.id == right), None) if seen is not None else None
    matters = matters_to_choose(initiative, viewer)
    if law is None or law.body not in seats or not matters:
        raise Http404
    form = LayDownForm(request.POST or None, matters=matters)
    back = reverse("control:room", args=[initiative])

    def act() -> Row:
        given = form.cleaned_data
        return services.lay_down(
            initiative=initiative,
            right=right,
            matter=given["matter"],
            review_on=given["review_on"],
            once=given["once"],
            by=viewer,
            at=now(),
        )

    page = Sheet(
        initiative=found,
        door="control",
        heading=_("Lay a legal right beside a question"),
        lead=_("%(law)s. The say is that of the law. An agreement can give more, never less.")
        % {"law": f"{law.pack}, {_('article')} {law.article}"},
        button=_("Put it there"),
        back=back,
    )
    return sheet(request, page, form, act=act, then=lambda _name: back)


@never_cache
@require_http_methods(["POST"])
def calendar(request: HttpRequest, initiative: str) -> HttpResponse:
    """Make the secret address of one's calendar, or a new one; it is shown this once."""
    viewer, _found = here(request, initiative)
    try:
        secret = services.renew_address(initiative=initiative, by=viewer, at=now())
    except NothingHereError as error:
        raise Http404 from error
    return _shown(request, initiative, request.build_absolute_uri(reverse("control:feed", args=[initiative, secret])))


@never_cache
@require_safe
def feed(request: HttpRequest, initiative: str, secret: str) -> HttpResponse:
    """Hand the last days of terms to somebody's own calendar program, with the rights that this person has now."""
    person = calendar_of(initiative, secret)
    if person is None:
        raise Http404
    viewer = viewer_of(person, at=now(), paths_about=lambda _person, _circles: ())
    seen = rights_visible_to(initiative, viewer=viewer)
    if seen is None:
        raise Http404
    place = request.build_absolute_uri(reverse("control:rights", args=[initiative]))
    days = [_day(each, place) for each in ending_terms(seen.tracks)]
    nothing = _("No term runs now.")
    text = to_calendar(days, name=_("Terms of legal rights"), written_at=now(), lang=_language(), nothing=nothing)
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="terms.ics"'
    return response


def _day(each: Ending, place: str) -> CalendarDay:
    subject = each.right.subject.get(_language()) or each.right.subject["en"]
    return CalendarDay(
        uid=f"{each.name}@counterpoise",
        day=each.deadline.last_day,
        title=_("Last day: %(what)s") % {"what": remedy_words(each.remedy)},
        text=f"{each.right.law}, {each.right.article}: {subject}. {NOT_LEGAL_ADVICE[_language()]}",
        warn_on=each.deadline.warn_on,
        url=place,
    )
