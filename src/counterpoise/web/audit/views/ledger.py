"""Pages of the ledger: how it is watched from outside, one entry with its proof, and all of it to take along."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from counterpoise.ledger.export import stream_ledger
from counterpoise.web.audit import selectors
from counterpoise.web.audit.forms import ConfirmForm, WitnessForm
from counterpoise.web.governance.selectors import holder_of, receipt_seen
from counterpoise.web.ledger import services
from counterpoise.web.ledger.selectors import (
    ALERT_DAYS,
    checkpoint_at,
    checkpoints_of,
    room_line,
    state_of,
    unwitnessed_days,
    witnesses,
)
from counterpoise.web.ledger.services import COMMON
from counterpoise.web.people.selectors import Viewer, who_looks
from counterpoise.web.people.services import TooManyError, forget_attempts, try_once
from counterpoise.web.people.views.sending import PlainSheet, address_of, plain_sheet, signed_in
from counterpoise.web.ui.along import handed_out
from counterpoise.web.ui.clock import now

__all__ = ["add", "checkpoint", "entry", "note", "of_receipt", "proof", "said", "sign", "take", "watched"]

_BOTH = ("GET", "HEAD", "POST")
_LEDGER = "ledger.zip"
_TRIES = 20
_PLAIN = "text/plain; charset=utf-8"


def _log(log: str, viewer: Viewer) -> str:
    if not selectors.may_read_log(log, viewer=viewer):
        raise Http404
    return log


@require_safe
@never_cache
def watched(request: HttpRequest, log: str = COMMON) -> HttpResponse:
    """Show how far a log has come, who confirmed it, and for how long nobody from outside has."""
    viewer = who_looks(request)
    size, root = state_of(_log(log, viewer))
    days, known = unwitnessed_days(log, at=now()), witnesses()
    named = selectors.names_of(each.added_by for each in known)
    context = {
        "log": log,
        "logs": selectors.logs_for(viewer=viewer),
        "size": size,
        "root": root.hex(),
        "checkpoints": checkpoints_of(log),
        "days": None if days is None else int(days),
        "late": days is None or days >= ALERT_DAYS,
        "witnesses": [(each, named.get(each.added_by, "")) for each in known],
        "origin": services.origin_of(log),
        "key": services.signer_of(log).key.to_text(),
        "line": room_line(log) if log != COMMON else None,
    }
    return render(request, "audit/watched.html", context)


@require_POST
def sign(request: HttpRequest, log: str) -> HttpResponse:
    """Sign how far a log has come, now, for somebody who wants to confirm it."""
    services.sign_checkpoint(log=_log(log, signed_in(request)), at=now())
    return redirect("ledger:log", log=log)


@require_http_methods(_BOTH)
@never_cache
def checkpoint(request: HttpRequest, log: str, size: int) -> HttpResponse:
    """Show one checkpoint with its QR code, and take the signature of a witness below it."""
    viewer = who_looks(request)
    found = checkpoint_at(_log(log, viewer), size=size)
    if found is None:
        raise Http404
    form = ConfirmForm(request.POST or None)
    here = reverse("ledger:checkpoint", args=[log, size])
    page = PlainSheet(
        heading=_("Checkpoint at %(size)s entries") % {"size": size},
        button=_("Add this signature"),
        back=reverse("ledger:log", args=[log]),
        template="audit/checkpoint.html",
        more={"log": log, "checkpoint": found, "root": found.root.hex()},
    )

    def act() -> object:
        return services.confirm_checkpoint(log=log, size=size, text=form.cleaned_data["text"])

    return plain_sheet(request, page, form, act=act, then=here)


@require_safe
@never_cache
def note(request: HttpRequest, log: str, size: int) -> HttpResponse:
    """Hand out a checkpoint as it was signed, with the signatures below it."""
    found = checkpoint_at(_log(log, who_looks(request)), size=size)
    if found is None:
        raise Http404
    return _file(found.note, f"checkpoint-{size}.txt")


@require_http_methods(_BOTH)
def add(request: HttpRequest) -> HttpResponse:
    """Write down somebody who will confirm checkpoints."""
    viewer = signed_in(request)
    form = WitnessForm(request.POST or None)
    page = PlainSheet(
        heading=_("Add a witness"),
        lead=_("A witness confirms how far the ledger has come. Everybody sees whom you add, and that you did."),
        button=_("Add this witness"),
        back=reverse("ledger:watched"),
    )

    def act() -> object:
        given = form.cleaned_data
        return services.add_witness(
            name=given["name"],
            key=given["key"],
            outside=given["outside"] == "yes",
            once=given["once"],
            by=str(viewer.person),
            at=now(),
        )

    return plain_sheet(request, page, form, act=act, then=reverse("ledger:watched"))


@require_safe
@never_cache
def entry(request: HttpRequest, log: str, seq: int) -> HttpResponse:
    """Show one entry with its proof, to be verified here or by hand."""
    return _entry(request, log, seq, viewer=who_looks(request))


def _entry(request: HttpRequest, log: str, seq: int, *, viewer: Viewer, code: str = "") -> HttpResponse:
    found = selectors.entry_seen(log, seq, viewer=viewer)
    if found is None:
        raise Http404
    context = {"entry": found, "code": code, "leaf": found.leaf.hex()}
    if found.proof is not None and found.checkpoint is not None:
        context |= {"hashes": [one.hex() for one in found.proof.hashes], "root": found.checkpoint.root.hex()}
    return render(request, "audit/entry.html", context)


@require_safe
@never_cache
def proof(request: HttpRequest, log: str, seq: int) -> HttpResponse:
    """Hand out the proof of an entry as a text to keep."""
    found = selectors.entry_seen(log, seq, viewer=who_looks(request))
    if found is None or found.proof is None:
        raise Http404
    return _file(found.proof.to_text(), f"proof-{seq}.txt")


@require_safe
@never_cache
def said(request: HttpRequest, contribution: str) -> HttpResponse:
    """Go to the entry that tells of somebody's words."""
    found = selectors.entries_about("contributions", contribution, viewer=who_looks(request))
    if not found:
        raise Http404
    log, seq, _kind = found[0]
    return redirect("ledger:entry", log=log, seq=seq)


@require_safe
@never_cache
def of_receipt(request: HttpRequest, code: str) -> HttpResponse:
    """Show the entry of the words of a receipt, for somebody without an account."""
    here = address_of(request)
    try:
        try_once("receipt", who=here, most=_TRIES, at=now())
    except TooManyError:
        return render(request, "429.html", status=429)
    seen, viewer = receipt_seen(code, at=now()), holder_of(code, at=now())
    if seen is None or viewer is None:
        return render(request, "governance/no_receipt.html", status=404)
    forget_attempts("receipt", who=here)
    found = selectors.entries_about("contributions", seen.said.contribution.id, viewer=viewer)
    if not found:
        raise Http404
    log, seq, _kind = found[0]
    return _entry(request, log, seq, viewer=viewer, code=code)


@require_safe
@never_cache
def take(request: HttpRequest) -> HttpResponseBase:
    """Hand out the ledger with its verifier: what this reader may read of it."""
    logs = selectors.ledger_for(viewer=who_looks(request))
    pieces = stream_ledger(logs, name=_LEDGER)
    return handed_out(request, pieces, name=_LEDGER, kind="application/zip")


def _file(text: str, name: str) -> HttpResponse:
    response = HttpResponse(text, content_type=_PLAIN)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
