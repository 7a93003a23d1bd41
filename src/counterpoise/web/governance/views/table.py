"""A council's table: what waits, one meeting from agenda to minutes on one page, a letter to print, the year."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from counterpoise.control.rights.rows import NOT_LEGAL_ADVICE
from counterpoise.record import Row, Side
from counterpoise.record.initiatives import Initiative
from counterpoise.record.people import Body
from counterpoise.web.control.selectors import remedy_words
from counterpoise.web.control.views import breach_words
from counterpoise.web.governance.selectors.council_letters import letter_about
from counterpoise.web.governance.selectors.people import nobody_of
from counterpoise.web.governance.selectors.table import at_table, sides_of, table_of
from counterpoise.web.governance.selectors.year import FIRST_YEAR, year_of
from counterpoise.web.inclusion import services as inclusion
from counterpoise.web.inclusion.forms import AgendaForm, AttendanceForm, MinutesForm
from counterpoise.web.inclusion.selectors import OneMeeting, meeting_visible_to
from counterpoise.web.initiatives.views import Sheet, here, sheet
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.ui.clock import now
from counterpoise.web.ui.forms import PlainForm

__all__ = ["council_letter", "table", "table_meeting", "table_year"]

_BOTH = ("GET", "HEAD", "POST")


def _at(request: HttpRequest, initiative: str, body: str) -> tuple[Viewer, Initiative, Body]:
    viewer, found = here(request, initiative)
    seated = at_table(initiative, body, viewer=viewer)
    if seated is None:
        raise Http404
    return viewer, found, seated


@never_cache
@require_safe
def table(request: HttpRequest, initiative: str, body: str) -> HttpResponse:
    """Show what lies on the table of a body in which one sits."""
    viewer, found, seated = _at(request, initiative, body)
    seen = table_of(found, seated, viewer=viewer)
    if seen is None:
        raise Http404
    told = {
        "initiative": found,
        "door": "inclusion",
        "table": seen,
        "terms": [(each, remedy_words(each.remedy)) for each in seen.terms],
        "year": now().year,
        "nobody_of": nobody_of(found, viewer=viewer),
    }
    return render(request, "governance/table.html", told)


@never_cache
@require_safe
def table_year(request: HttpRequest, initiative: str, body: str, year: int) -> HttpResponse:
    """Show the year of a body, on two pages of paper."""
    viewer, found, seated = _at(request, initiative, body)
    seen = year_of(found, seated, year, viewer=viewer)
    if seen is None:
        raise Http404
    told = {
        "initiative": found,
        "door": "inclusion",
        "year": seen,
        "breaches": {
            each.seen.decision.id: [breach_words(row) for one in each.tracks for row in one.track.judgement.breaches]
            for each in seen.decisions
        },
        "before": year - 1 if year > FIRST_YEAR else None,
        "after": year + 1 if year < now().year else None,
    }
    return render(request, "governance/table_year.html", told)


@never_cache
@require_safe
def council_letter(request: HttpRequest, initiative: str, body: str, decision: str, sort: str) -> HttpResponse:
    """Show a letter about a decision or draft, to print."""
    viewer, found, seated = _at(request, initiative, body)
    sides = sides_of(seated, initiative=initiative, viewer=viewer)
    made = letter_about(decision, sort, initiative=initiative, body=seated, sides=sides, viewer=viewer)
    if made is None:
        raise Http404
    language = "nl" if get_language() == "nl" else "en"
    rights = [
        {
            "right": each.right,
            "subject": each.right.subject.get(language) or each.right.subject["en"],
            "form": each.right.form.get(language, ""),
            "reply": each.track.judgement.reply,
            "steps": each.steps,
        }
        for each in made.tracks
    ]
    told = {
        "initiative": found,
        "door": "inclusion",
        "made": made,
        "subject": _subject(made.kind, ours=made.ours),
        "rights": rights,
        "advice": NOT_LEGAL_ADVICE[language],
        "lines": range(9),
        "day": now(),
    }
    return render(request, "governance/council_letter.html", told)


def _subject(kind: str, *, ours: bool) -> str:
    if kind == "request":
        return _("We ask for your advice") if ours else _("We ask to be asked for advice")
    return _("Our advice") if kind == "advice" else _("A reminder")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """One of the three forms on the page of a meeting."""

    form: PlainForm
    act: Callable[[], Row]


@never_cache
@require_http_methods(_BOTH)
def table_meeting(request: HttpRequest, initiative: str, body: str, meeting: str, part: str = "") -> HttpResponse:
    """Show one meeting from its agenda to its minutes on one page; take whichever part of it was sent."""
    viewer, found, seated = _at(request, initiative, body)
    one = meeting_visible_to(initiative, meeting, viewer=viewer)
    sent = part if request.method == "POST" else ""
    if one is None or part not in {"", *_PARTS} or (request.method == "POST" and not part):
        raise Http404
    parts = {
        name: made(request.POST if name == sent else None, one, initiative, viewer) for name, made in _PARTS.items()
    }
    for name, each in parts.items():
        each.form.auto_id = f"{name}_%s"
    place = reverse("governance:table-meeting", args=[initiative, body, meeting])
    page = Sheet(
        initiative=found,
        door="inclusion",
        heading=one.meeting.title,
        button="",
        back=place,
        template="governance/table_meeting.html",
        more={"body": seated, "one": one, "forms": {name: each.form for name, each in parts.items()}, "sent": sent},
        theirs=_theirs,
    )
    chosen = parts[sent or "agenda"]
    return sheet(request, page, chosen.form, act=chosen.act, then=lambda _name: f"{place}#{sent}")


def _theirs(row: Any) -> list[tuple[str, Any]]:  # noqa: ANN401 - the minutes, or the meeting itself
    points = [str(each.text) for each in getattr(row, "agenda", ())]
    return [
        (_("The words"), "\n".join([str(getattr(row, "text", "") or ""), *points]).strip() or row.supersedes_reason)
    ]


def _agenda(given: Any, one: OneMeeting, initiative: str, viewer: Viewer) -> _Part:  # noqa: ANN401 - what was sent
    # Who keeps a council's papers enters points for others too: for a member who phoned, or for the other side.
    own = sorted(viewer.sides(initiative))
    initial = {"version": one.meeting.version, "side": own[0].value if own else ""}
    form = AgendaForm(given, sides=frozenset(Side), initial=initial)

    def act() -> Row:
        return inclusion.add_to_agenda(
            initiative=initiative,
            meeting=one.meeting.id,
            version=form.cleaned_data["version"] or 1,
            text=form.cleaned_data["text"],
            side=form.side(),
            by=viewer,
            at=now(),
        )

    return _Part(form=form, act=act)


def _attendance(given: Any, one: OneMeeting, initiative: str, viewer: Viewer) -> _Part:  # noqa: ANN401 - as above
    row = one.meeting
    day = str(row.happened_at)[:10] if row.happened_at else str(row.planned_on or "")
    form = AttendanceForm(given, groups=one.groups, initial={"version": row.version, "held_on": day})

    def act() -> Row:
        return inclusion.count_attendance(
            initiative=initiative,
            meeting=row.id,
            version=form.cleaned_data["version"] or 1,
            attendance=form.cleaned_data["attendance"],
            held_on=form.cleaned_data["held_on"],
            by=viewer,
            at=now(),
        )

    return _Part(form=form, act=act)


def _minutes(given: Any, one: OneMeeting, initiative: str, viewer: Viewer) -> _Part:  # noqa: ANN401 - as above
    kept = one.minutes
    own = sorted(viewer.sides(initiative))
    initial: dict[str, Any] = {"version": 0, "side": own[0].value if len(own) == 1 else ""}
    if kept is not None:
        side = kept.author_side.value if kept.author_side else ""
        initial = {"version": kept.version, "text": kept.text, "side": side}
    form = MinutesForm(given, initial=initial)

    def act() -> Row:
        return inclusion.write_minutes(
            initiative=initiative,
            meeting=one.meeting.id,
            version=form.cleaned_data["version"] or 0,
            text=form.cleaned_data["text"],
            side=Side(form.cleaned_data["side"]),
            by=viewer,
            at=now(),
        )

    return _Part(form=form, act=act)


_PARTS: Mapping[str, Callable[[Any, OneMeeting, str, Viewer], _Part]] = {
    "agenda": _agenda,
    "attendance": _attendance,
    "minutes": _minutes,
}
"""A meeting in the order in which it goes."""
