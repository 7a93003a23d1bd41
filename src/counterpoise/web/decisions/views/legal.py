"""Write down what was done under a legal right: a remedy used, more time to answer, a term that stands still."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from counterpoise.record import Row
from counterpoise.record.legal import LegalStepKind, RemedyKind
from counterpoise.web.control.selectors import Rights, TrackSeen, remedy_words, track_there
from counterpoise.web.decisions import services
from counterpoise.web.decisions.forms import MoreTimeForm, PauseForm, RemedyForm
from counterpoise.web.initiatives.views import Sheet, here, sheet
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.ui.clock import now
from counterpoise.web.ui.templatetags.words import when

__all__ = ["more_time", "pause", "remedy"]

_BOTH = ("GET", "HEAD", "POST")


def _found(request: HttpRequest, initiative: str, decision: str, right: str) -> tuple[Viewer, Rights, TrackSeen]:
    viewer, _initiative = here(request, initiative)
    found = track_there(initiative, decision=decision, right=right, viewer=viewer)
    if found is None or viewer.person is None:
        raise Http404
    return viewer, *found


def _back(initiative: str, right: str, decision: str) -> str:
    return f"{reverse('control:rights', args=[initiative])}#{right}-{decision}"


def _choices(track: TrackSeen) -> list[tuple[str, str]]:
    """Return what can have been done: what the law names for this right first, with its last day."""
    named = {one.remedy.kind: one.deadline for one in track.track.judgement.remedies if one.remedy.article}
    words = {each: remedy_words(each.value) for each in RemedyKind}
    for each in RemedyKind:
        if each in named:
            last = named[each]
            words[each] = (
                _("%(what)s. The law names this; the last day is %(day)s.")
                % {"what": words[each], "day": when(last.last_day)}
                if last is not None
                else _("%(what)s. The law names this.") % {"what": words[each]}
            )
    return [(each.value, words[each]) for each in sorted(RemedyKind, key=lambda each: each not in named)]


@require_http_methods(_BOTH)
def remedy(request: HttpRequest, initiative: str, decision: str, right: str) -> HttpResponse:
    """Say which remedy the body used in which one sits."""
    viewer, seen, track = _found(request, initiative, decision, right)
    if not seen.may_use(track):
        raise Http404
    form = RemedyForm(request.POST or None, remedies=_choices(track))

    def act() -> Row:
        given = form.cleaned_data
        return services.use_remedy(
            initiative=initiative,
            decision=decision,
            right=right,
            remedy=RemedyKind(given["remedy"]),
            on=given["on"],
            ground=given["ground"],
            told_on=given["told_on"],
            once=given["once"],
            by=viewer,
            at=now(),
        )

    page = Sheet(
        initiative=here(request, initiative)[1],
        heading=_("Write down which remedy was used"),
        lead=_("It is written down, not sent. Send the paper itself in your own way, and in time."),
        button=_("Write it down"),
        back=_back(initiative, right, decision),
        template="decisions/about.html",
        door="control",
        more={"decision": track.decision},
    )
    return sheet(request, page, form, act=act, then=lambda _name: _back(initiative, right, decision))


@require_http_methods(_BOTH)
def more_time(request: HttpRequest, initiative: str, decision: str, right: str) -> HttpResponse:
    """Say until when a body that was asked can answer."""
    lead = _("Where the law names no term, the day that you write here is the term. It can only become longer.")
    return _time(
        request,
        (initiative, decision, right),
        form=MoreTimeForm(request.POST or None),
        kind=LegalStepKind.TERM_EXTENDED,
        words=(_("Give time to answer"), lead, _("Give this time")),
    )


@require_http_methods(_BOTH)
def pause(request: HttpRequest, initiative: str, decision: str, right: str) -> HttpResponse:
    """Say from when until when the term of an answer stands still."""
    lead = _("For example because papers are missing. The last day moves by as many days.")
    return _time(
        request,
        (initiative, decision, right),
        form=PauseForm(request.POST or None),
        kind=LegalStepKind.TERM_PAUSED,
        words=(_("Let the term stand still"), lead, _("Let it stand still")),
    )


def _time(
    request: HttpRequest,
    place: tuple[str, str, str],
    *,
    form: MoreTimeForm | PauseForm,
    kind: LegalStepKind,
    words: tuple[str, str, str],
) -> HttpResponse:
    initiative, decision, right = place
    viewer, seen, track = _found(request, initiative, decision, right)
    paused = kind is LegalStepKind.TERM_PAUSED
    if not seen.may_give_time(track) or (paused and track.track.judgement.reply is None):
        raise Http404
    heading, lead, button = words

    def act() -> Row:
        given = form.cleaned_data
        return services.change_term(
            initiative=initiative,
            decision=decision,
            right=right,
            given=services.TimeGiven(
                kind=kind,
                starts_on=given.get("starts_on"),
                until=given["until"],
                ground=given["reason"],
                told_on=given["told_on"],
            ),
            once=given["once"],
            by=viewer,
            at=now(),
        )

    page = Sheet(
        initiative=here(request, initiative)[1],
        heading=heading,
        lead=lead,
        button=button,
        back=_back(initiative, right, decision),
        template="decisions/about.html",
        door="control",
        more={"decision": track.decision, "reply": track.track.judgement.reply},
    )
    return sheet(request, page, form, act=act, then=lambda _name: _back(initiative, right, decision))
