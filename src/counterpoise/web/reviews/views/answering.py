"""Answer a round: all questions at once or one at a time; on a printed form; or for somebody on the phone."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from counterpoise.record import Side
from counterpoise.record.initiatives import Initiative
from counterpoise.record.reviews import ReviewRound, RoundState
from counterpoise.reviews.instrument import VALIDATED, not_yet_validated
from counterpoise.web.initiatives.services import NothingHereError
from counterpoise.web.ledger.services import RefusedError
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.reviews import selectors, services
from counterpoise.web.reviews.forms import AnswerForm, CodeForm, PaperForm, PhoneForm
from counterpoise.web.reviews.views.reading import language, round_here
from counterpoise.web.ui.clock import now
from counterpoise.web.ui.forms import PlainForm

__all__ = ["answer", "answer_one", "by_code", "code", "paper", "phone"]

_BOTH = ("GET", "HEAD", "POST")


def _asked_as(request: HttpRequest, initiative: str, viewer: Viewer) -> Side | None:
    """Return the side on which somebody answers; who stands on both chooses it in the address."""
    held = selectors.sides_asked(initiative, viewer=viewer)
    if not held:
        raise Http404
    if len(held) == 1:
        return held[0]
    chosen = request.GET.get("side", "")
    return Side(chosen) if chosen in held else None


def _open_round(request: HttpRequest, initiative: str, name: str) -> tuple[Viewer, Initiative, ReviewRound]:
    viewer, found, seen = round_here(request, initiative, name)
    if seen.state is not RoundState.OPEN:
        raise Http404
    return viewer, found, seen


def _page(found: Initiative, seen: ReviewRound, form: PlainForm, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - what a page shows besides
    lang = language()
    untested = "" if VALIDATED else not_yet_validated(lang)
    return {"initiative": found, "round": seen, "form": form, "untested": untested, **more}


def _sent(form: PlainForm, act: Callable[[], None]) -> bool:
    """Do what a form asks, and say whether it was done."""
    if not form.is_valid():
        return False
    try:
        act()
    except NothingHereError as error:
        raise Http404 from error
    except RefusedError as error:
        form.refuse(error.refusals)
        return False
    return True


@require_http_methods(_BOTH)
@never_cache
def answer(request: HttpRequest, initiative: str, round: str) -> HttpResponse:  # noqa: A002 - as the address names it
    """Answer all questions on one page; keep them, or send them."""
    viewer, found, seen = _open_round(request, initiative, round)
    side = _asked_as(request, initiative, viewer)
    if side is None:
        return render(request, "reviews/which_side.html", {"initiative": found, "round": seen})
    sheet = selectors.sheet_of(selectors.person_name(viewer.person or "", round_id=seen.id), round_id=seen.id)
    asked = selectors.asked_in(seen, side, pulse="short" in request.GET)
    form = AnswerForm(request.POST or None, asked=asked, sheet=sheet)
    send = "send" in request.POST

    def act() -> None:
        services.keep(
            initiative=initiative, round_id=seen.id, answers=form.given(), send=send, by=viewer, side=side, at=now()
        )

    if request.method == "POST" and _sent(form, act):
        if send:
            return render(request, "reviews/thanks.html", {"initiative": found, "round": seen})
        return redirect(f"{request.get_full_path()}#kept")
    return render(request, "reviews/answer.html", _page(found, seen, form, side=side, sheet=sheet))


@require_http_methods(_BOTH)
@never_cache
def answer_one(request: HttpRequest, initiative: str, round: str, item: str) -> HttpResponse:  # noqa: A002 - as above
    """Answer one question on one page, and go on to the next one; each answer is kept at once."""
    viewer, found, seen = _open_round(request, initiative, round)
    side = _asked_as(request, initiative, viewer)
    if side is None:
        return render(request, "reviews/which_side.html", {"initiative": found, "round": seen})
    asked = selectors.asked_in(seen, side)
    place = next((number for number, each in enumerate(asked) if each.code == item), None)
    if place is None:
        raise Http404
    sheet = selectors.sheet_of(selectors.person_name(viewer.person or "", round_id=seen.id), round_id=seen.id)
    form = AnswerForm(request.POST or None, asked=asked[place : place + 1], sheet=sheet)
    last = place == len(asked) - 1

    def act() -> None:
        services.keep(
            initiative=initiative, round_id=seen.id, answers=form.given(), send=last, by=viewer, side=side, at=now()
        )

    query = f"?{request.GET.urlencode()}" if request.GET else ""
    if request.method == "POST" and _sent(form, act):
        if last:
            return render(request, "reviews/thanks.html", {"initiative": found, "round": seen})
        return redirect(_item(initiative, seen, asked[place + 1].code) + query)
    more = {
        "number": place + 1,
        "total": len(asked),
        "last": last,
        "before": _item(initiative, seen, asked[place - 1].code) + query if place else "",
    }
    return render(request, "reviews/answer_one.html", _page(found, seen, form, side=side, **more))


def _item(initiative: str, seen: ReviewRound, code: str) -> str:
    return reverse("reviews:answer-one", args=[initiative, seen.id, code])


@require_http_methods(_BOTH)
@never_cache
def phone(request: HttpRequest, initiative: str, round: str) -> HttpResponse:  # noqa: A002 - as the address names it
    """Enter what somebody of one's own side says on the phone."""
    viewer, found, seen = _open_round(request, initiative, round)
    side = _asked_as(request, initiative, viewer)
    if side is None:
        return render(request, "reviews/which_side.html", {"initiative": found, "round": seen})
    form = PhoneForm(request.POST or None, asked=selectors.asked_in(seen, side))
    form.order_fields(["name"])

    def act() -> None:
        services.enter_by_phone(
            initiative=initiative,
            round_id=seen.id,
            name=form.cleaned_data["name"],
            answers=form.given(),
            by=viewer,
            side=side,
            at=now(),
        )

    if request.method == "POST" and _sent(form, act):
        return render(request, "reviews/thanks.html", {"initiative": found, "round": seen, "for_another": True})
    return render(request, "reviews/phone.html", _page(found, seen, form, side=side))


@require_http_methods(_BOTH)
@never_cache
def paper(request: HttpRequest, initiative: str, round: str) -> HttpResponse:  # noqa: A002 - as the address names it
    """Make printed forms for one's own side, each with a code of its own."""
    viewer, found, seen = _open_round(request, initiative, round)
    sides = selectors.sides_asked(initiative, viewer=viewer)
    if not sides:
        raise Http404
    form = PaperForm(request.POST or None, sides=sides)
    codes: list[str] = []

    def act() -> None:
        codes.extend(
            services.make_paper_forms(
                initiative=initiative,
                round_id=seen.id,
                number=form.cleaned_data["number"],
                by=viewer,
                side=form.side,
                at=now(),
            )
        )

    if request.method == "POST" and _sent(form, act):
        asked = AnswerForm(asked=selectors.asked_in(seen, form.side or sides[0]))
        return render(request, "reviews/printed.html", _page(found, seen, asked, codes=codes))
    return render(request, "reviews/paper.html", _page(found, seen, form))


@require_http_methods(_BOTH)
@never_cache
def code(request: HttpRequest, initiative: str, round: str) -> HttpResponse:  # noqa: A002 - as the address names it
    """Find a printed form by its code, without an account too."""
    _viewer, found, seen = _open_round(request, initiative, round)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        plain = "".join(sign for sign in form.cleaned_data["code"].upper() if sign.isalnum())
        if selectors.paper_side(plain, round_id=seen.id) is not None:
            return redirect("reviews:by-code", initiative, seen.id, plain)
        form.add_error("code", _("There is no paper with this code in this round. Please check each sign."))
    return render(request, "reviews/code.html", _page(found, seen, form))


@require_http_methods(_BOTH)
@never_cache
def by_code(request: HttpRequest, initiative: str, round: str, code: str) -> HttpResponse:  # noqa: A002 - as above
    """Type in a printed form."""
    viewer, found, seen = _open_round(request, initiative, round)
    side = selectors.paper_side(code, round_id=seen.id)
    if side is None:
        raise Http404
    sheet = selectors.sheet_of(selectors.code_name(code, round_id=seen.id), round_id=seen.id)
    form = AnswerForm(request.POST or None, asked=selectors.asked_in(seen, side), sheet=sheet)
    send = "send" in request.POST

    def act() -> None:
        services.keep(
            initiative=initiative, round_id=seen.id, answers=form.given(), send=send, by=viewer, code=code, at=now()
        )

    if request.method == "POST" and _sent(form, act):
        if send:
            return render(request, "reviews/thanks.html", {"initiative": found, "round": seen, "for_another": True})
        return redirect(f"{request.path}#kept")
    return render(request, "reviews/answer.html", _page(found, seen, form, side=side, sheet=sheet))
