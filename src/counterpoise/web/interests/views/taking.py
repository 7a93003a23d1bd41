"""Take the votes of a conversation along, or bring those of Polis in."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from counterpoise.formats.polis import VotesFileError
from counterpoise.web.initiatives.services import NothingHereError
from counterpoise.web.interests import services
from counterpoise.web.interests.forms import BringForm
from counterpoise.web.interests.selectors import as_json, as_polis, may_take_along
from counterpoise.web.interests.views.opinions import talk_here
from counterpoise.web.ledger.services import AlreadyToldError, RefusedError
from counterpoise.web.ui.along import handed_out
from counterpoise.web.ui.clock import now

__all__ = ["bring", "take_json", "take_polis"]


@require_safe
def take_polis(request: HttpRequest, initiative: str, where: str) -> HttpResponseBase:
    """Give the votes as Polis exports them, in one ZIP file."""
    viewer, _found, talk = talk_here(request, initiative, where)
    if not may_take_along(talk, viewer=viewer):
        raise Http404
    return handed_out(request, as_polis(talk, viewer=viewer), name="votes.zip", kind="application/zip")


@require_safe
def take_json(request: HttpRequest, initiative: str, where: str) -> HttpResponse:
    """Give statements, counts and what was found as JSON."""
    viewer, _found, talk = talk_here(request, initiative, where)
    if not may_take_along(talk, viewer=viewer):
        raise Http404
    return JsonResponse(as_json(talk, viewer=viewer), json_dumps_params={"ensure_ascii": False})


@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: HttpRequest, initiative: str, where: str) -> HttpResponse:
    """Bring a whole conversation from Polis in."""
    viewer, found, talk = talk_here(request, initiative, where)
    if viewer.person is None or not viewer.sides(initiative) or not talk.open:
        raise Http404
    form = BringForm(request.POST or None, request.FILES or None)
    back = reverse("interests:opinions", args=[initiative, where])
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            services.bring_polis(
                initiative=initiative,
                where=where,
                votes=given["votes"].read(),
                statements=given["statements"].read(),
                once=given["once"],
                by=viewer,
                at=now(),
            )
        except NothingHereError as error:
            raise Http404 from error
        except VotesFileError as error:
            form.refuse_file(error)
        except RefusedError as error:
            form.refuse(error.refusals)
        except AlreadyToldError:
            return redirect(back)
        else:
            return redirect(back)
    told = {
        "initiative": found,
        "door": "interests",
        "form": form,
        "heading": _("Bring a conversation from Polis"),
        "lead": _(
            "Two of the files that Polis exports: the votes and the comments. "
            "Nobody in them gets a name or an account here."
        ),
        "button": _("Bring it in"),
        "back": back,
    }
    return render(request, "interests/bring.html", told)
