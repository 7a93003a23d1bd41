"""Say something, see what became of it, change it, take it back."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from counterpoise.expertise.framing import fixed_before_asked
from counterpoise.record import Row
from counterpoise.record.contributions import Question
from counterpoise.web.expertise import services
from counterpoise.web.expertise.forms import ChangeForm, JudgeForm, RewordForm, SayForm, SureForm
from counterpoise.web.expertise.selectors import OneSaid, matters_to_choose, may_moderate, one_said, there, what_hides
from counterpoise.web.initiatives.selectors import capacities_of, rooms_to_write_in
from counterpoise.web.initiatives.views import Sheet, here, sheet
from counterpoise.web.ledger.services import StaleVersionError
from counterpoise.web.people.selectors import Viewer, made_of, usual_capacity_of
from counterpoise.web.ui.clock import now

__all__ = ["answer", "change", "judge", "one", "reword", "say", "take_back"]

_BOTH = ("GET", "HEAD", "POST")


def _place(initiative: str, contribution: str) -> str:
    return reverse("expertise:one", args=[initiative, contribution])


@require_http_methods(_BOTH)
def say(request: HttpRequest, initiative: str) -> HttpResponse:
    """Say something."""
    return _say(request, initiative, None)


@require_http_methods(_BOTH)
def answer(request: HttpRequest, initiative: str, question: str) -> HttpResponse:
    """Say something to a question."""
    viewer, _found = here(request, initiative)
    asked = there(Question, question, initiative=initiative, viewer=viewer)
    if asked is None:
        raise Http404
    return _say(request, initiative, asked)


def _say(request: HttpRequest, initiative: str, question: Question | None) -> HttpResponse:
    viewer, found = here(request, initiative)
    rooms = rooms_to_write_in(viewer, initiative=initiative)
    initial = {
        "room": request.GET.get("room"),
        "stance": request.GET.get("stance", "answers"),
        "version": question.version if question is not None else None,
    }
    form = SayForm(
        request.POST or None,
        capacities=capacities_of(viewer, initiative=initiative),
        usual=usual_capacity_of(viewer),
        rooms=rooms,
        question=question,
        matters=matters_to_choose(initiative, viewer=viewer) if question is None else (),
        initial=initial,
    )

    def act() -> Row:
        saying, once = services.Saying(**form.said(question)), form.cleaned_data["once"]
        if viewer.person is None:
            return services.say_without_account(
                initiative=initiative,
                saying=saying,
                language=get_language() or "",
                address=str(request.META.get("REMOTE_ADDR", "")),
                once=once,
                by=viewer,
                at=now(),
            )
        return services.say(initiative=initiative, saying=saying, once=once, by=viewer, at=now())

    def then(name: str) -> str:
        if viewer.person is None:
            return reverse("governance:receipt", args=[made_of("receipt", form.cleaned_data["once"])])
        return _place(initiative, name)

    page = Sheet(
        initiative=found,
        door="expertise",
        heading=_("Say something"),
        lead=_("Nobody changes your words. You can take them back at any time."),
        button=_("Send my words"),
        back=reverse("expertise:room", args=[initiative]),
        template="expertise/say.html",
        more={"question": question, "fixed_before": question is not None and fixed_before_asked(question)},
    )
    return sheet(request, page, form, act=act, then=then)


def _one(request: HttpRequest, initiative: str, contribution: str) -> tuple[Viewer, OneSaid]:
    viewer, _found = here(request, initiative)
    said = one_said(contribution, initiative=initiative, viewer=viewer)
    if said is None:
        raise Http404
    return viewer, said


@require_safe
def one(request: HttpRequest, initiative: str, contribution: str) -> HttpResponse:
    """Show one contribution and what was made of it; for its author it is their receipt."""
    viewer, said = _one(request, initiative, contribution)
    _who, found = here(request, initiative)
    told = {
        "initiative": found,
        "door": "expertise",
        "one": said,
        "hides": what_hides(contribution, initiative=initiative, viewer=viewer),
        "may_hide": may_moderate(said.contribution, initiative=initiative, viewer=viewer),
    }
    return render(request, "expertise/one.html", told)


@require_http_methods(_BOTH)
def change(request: HttpRequest, initiative: str, contribution: str) -> HttpResponse:
    """Change one's own words, or say what they are about."""
    viewer, said = _one(request, initiative, contribution)
    if not said.own:
        raise Http404
    kept = there(type(said.contribution), contribution, initiative=initiative, viewer=viewer)
    before = said.contribution.matter
    # A question says itself what its answers are about.
    matters = matters_to_choose(initiative, viewer=viewer) if said.contribution.question is None else ()
    if said.matter is not None and before not in {each.id for each in matters}:
        matters = (said.matter, *matters) if matters else ()
    form = ChangeForm(
        request.POST or None,
        matters=matters,
        initial={
            "words": said.contribution.text,
            "version": kept.version if kept is not None else 1,
            "matter": before or "",
        },
    )

    def act() -> Row:
        given = form.cleaned_data
        return services.correct(
            initiative=initiative,
            contribution=contribution,
            version=given["version"] or 1,
            words=given["words"],
            matter=form.about(before),
            by=viewer,
            at=now(),
        )

    page = Sheet(
        initiative=here(request, initiative)[1],
        door="expertise",
        heading=_("Change your words"),
        lead=_("What you wrote first stays to be seen beside it."),
        button=_("Keep the new words"),
        back=_place(initiative, contribution),
    )
    return sheet(request, page, form, act=act, then=lambda name: _place(initiative, name))


@require_http_methods(_BOTH)
def take_back(request: HttpRequest, initiative: str, contribution: str) -> HttpResponse:
    """Take one's own words back."""
    viewer, said = _one(request, initiative, contribution)
    if not said.own:
        raise Http404
    kept = there(type(said.contribution), contribution, initiative=initiative, viewer=viewer)
    form = SureForm(request.POST or None, initial={"version": kept.version if kept is not None else 1})

    def act() -> Row:
        version = form.cleaned_data["version"] or 1
        return services.withdraw(initiative=initiative, contribution=contribution, version=version, by=viewer, at=now())

    page = Sheet(
        initiative=here(request, initiative)[1],
        door="expertise",
        heading=_("Take your words back"),
        lead=_("The words go. Only the day stays, with a note that their author took them back."),
        button=_("Take them back"),
        back=_place(initiative, contribution),
    )
    return sheet(request, page, form, act=act, then=lambda name: _place(initiative, name))


@require_http_methods(_BOTH)
def reword(request: HttpRequest, initiative: str, contribution: str) -> HttpResponse:
    """Put another wording beside somebody's words."""
    viewer, said = _one(request, initiative, contribution)
    if viewer.person is None or not said.given:
        raise Http404
    form = RewordForm(request.POST or None)

    def act() -> Row:
        return services.reword(
            initiative=initiative,
            contribution=contribution,
            words=form.cleaned_data["words"],
            once=form.cleaned_data["once"],
            by=viewer,
            at=now(),
        )

    page = Sheet(
        initiative=here(request, initiative)[1],
        door="expertise",
        heading=_("Another wording"),
        button=_("Put it beside"),
        back=_place(initiative, contribution),
        template="expertise/reword.html",
        more={"one": said},
    )
    return sheet(request, page, form, act=act, then=lambda _name: _place(initiative, contribution))


@require_POST
def judge(request: HttpRequest, initiative: str, rewording: str) -> HttpResponse:
    """Say of another wording of one's own words whether it is right."""
    viewer, _found = here(request, initiative)
    form = JudgeForm(request.POST)
    if not form.is_valid():
        raise Http404
    try:
        row = services.judge_rewording(
            initiative=initiative,
            rewording=rewording,
            version=form.cleaned_data["version"] or 1,
            right=form.cleaned_data["right"] == "yes",
            by=viewer,
            at=now(),
        )
    except services.NothingHereError as error:
        raise Http404 from error
    except StaleVersionError as error:
        # Two taps on the same button: what stands there now is shown.
        return redirect(_place(initiative, getattr(error.theirs, "contribution", "")))
    return redirect(_place(initiative, row.contribution or ""))
