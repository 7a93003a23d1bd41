"""Pages for somebody without an account: type a code, see what happened with one's words, judge it, take them back."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from counterpoise.web.decisions.services.tracing import judge_trace
from counterpoise.web.expertise import services as expertise
from counterpoise.web.expertise.forms import JudgeForm
from counterpoise.web.governance.selectors import ReceiptSeen, holder_of, own_words, receipt_seen, votes_with
from counterpoise.web.initiatives.services import NothingHereError
from counterpoise.web.initiatives.views import page_asked
from counterpoise.web.ledger.services import StaleVersionError
from counterpoise.web.people.forms import CodeForm, SureForm
from counterpoise.web.people.selectors import Viewer, who_looks
from counterpoise.web.people.services import TooManyError, forget_attempts, try_once
from counterpoise.web.people.views.sending import PlainSheet, address_of, plain_sheet
from counterpoise.web.ui.clock import now

__all__ = ["judge", "receipt", "receipts", "take_back"]

_BOTH = ("GET", "HEAD", "POST")
_TRIES = 20


@require_http_methods(_BOTH)
def receipts(request: HttpRequest) -> HttpResponse:
    """Show what somebody said and what became of it; without an account, or for another's paper, by its code."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["text"]
        voting = votes_with(code)
        if voting:
            # It is the code of votes, not of words: there they go on with it.
            return redirect(f"{reverse('interests:go-on', args=[voting])}?code={code}")
        return redirect("governance:receipt", code=code)
    viewer, number = who_looks(request), page_asked(request)
    said, more = own_words(viewer, page=number)
    page = PlainSheet(
        heading=_("What happened with my words"),
        lead="" if viewer.person else _("Type the code from your receipt. You need no account."),
        button=_("Look"),
        back=reverse("governance:start"),
        template="governance/receipts.html",
        more={
            "signed_in": viewer.person is not None,
            "said": said,
            "newer": number - 1,
            "older": number + 1 if more else None,
        },
    )
    return plain_sheet(request, page, form, act=lambda: None, then="")


class _NoReceiptError(Exception):
    """There is no such receipt, or there were too many tries; the page to show is given."""

    def __init__(self, page: HttpResponse) -> None:
        self.page = page
        super().__init__()


def _seen(request: HttpRequest, code: str) -> tuple[ReceiptSeen, Viewer]:
    # Every look counts until one succeeds: who has a code can look as often as they like.
    here = address_of(request)
    try:
        try_once("receipt", who=here, most=_TRIES, at=now())
    except TooManyError as error:
        raise _NoReceiptError(render(request, "429.html", status=429)) from error
    seen, viewer = receipt_seen(code, at=now()), holder_of(code, at=now())
    if seen is None or viewer is None:
        raise _NoReceiptError(render(request, "governance/no_receipt.html", status=404))
    forget_attempts("receipt", who=here)
    return seen, viewer


@never_cache
@require_http_methods(("GET", "HEAD"))
def receipt(request: HttpRequest, code: str) -> HttpResponse:
    """Show what happened with somebody's words."""
    try:
        seen, _viewer = _seen(request, code)
    except _NoReceiptError as error:
        return error.page
    link = request.build_absolute_uri()
    return render(request, "governance/receipt.html", {"code": code, "seen": seen, "link": link})


@require_POST
def judge(request: HttpRequest, code: str, trace: str) -> HttpResponse:
    """Say whether it is right what a decision says of one's words; a no opens it again."""
    try:
        seen, viewer = _seen(request, code)
    except _NoReceiptError as error:
        return error.page
    form = JudgeForm(request.POST)
    if not form.is_valid():
        raise Http404
    try:
        judge_trace(
            initiative=seen.initiative.id,
            trace=trace,
            version=form.cleaned_data["version"] or 1,
            right=form.cleaned_data["right"] == "yes",
            by=viewer,
            at=now(),
        )
    except NothingHereError as error:
        raise Http404 from error
    except StaleVersionError:
        # Two taps on the same button: what stands there now is shown.
        return redirect("governance:receipt", code=code)
    return redirect("governance:receipt", code=code)


@never_cache
@require_http_methods(_BOTH)
def take_back(request: HttpRequest, code: str) -> HttpResponse:
    """Take one's words back."""
    try:
        seen, viewer = _seen(request, code)
    except _NoReceiptError as error:
        return error.page
    if not seen.said.given:
        return redirect("governance:receipt", code=code)
    said = seen.said.contribution
    form = SureForm(request.POST or None, initial={"version": said.version})

    def act() -> object:
        version = form.cleaned_data["version"] or 1
        initiative = seen.initiative.id
        return expertise.withdraw(initiative=initiative, contribution=said.id, version=version, by=viewer, at=now())

    page = PlainSheet(
        heading=_("Take your words back"),
        lead=_("The words go. Only the day stays, with a note that their author took them back."),
        button=_("Take them back"),
        back=reverse("governance:receipt", args=[code]),
    )
    try:
        return plain_sheet(request, page, form, act=act, then=reverse("governance:receipt", args=[code]))
    except NothingHereError as error:
        raise Http404 from error
