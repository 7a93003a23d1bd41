"""The three questions of a new site, behind the link that its first start printed."""

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from counterpoise.record import Side
from counterpoise.web.governance.forms import FirstForm
from counterpoise.web.governance.services import Founder, found_site
from counterpoise.web.initiatives.services import NothingHereError
from counterpoise.web.project.examples import examples
from counterpoise.web.project.first import holds
from counterpoise.web.ui.clock import now

__all__ = ["first"]


@never_cache
@require_http_methods(("GET", "HEAD", "POST"))
def first(request: HttpRequest, token: str) -> HttpResponse:
    """Ask who is first, in which language, and about what; then sign them in. The link works once."""
    if not holds(token):
        raise Http404
    known = {each.code: each for each in examples()}
    form = FirstForm(
        request.POST or None,
        languages=[("nl", "Nederlands"), ("en", "English")],
        examples=[(code, each.title) for code, each in known.items()],
        initial={"language": get_language()},
    )
    if request.method != "POST" or not form.is_valid():
        return render(request, "project/first.html", {"form": form})
    given = form.cleaned_data
    with translation.override(given["language"]):
        example = {each.code: each for each in examples()}.get(given["example"])
    founder = Founder(
        name=given["name"],
        email=given["email"],
        side=Side(given["side"]),
        body=given["body"],
        language=given["language"],
        title=given["title"],
        example=example,
    )
    try:
        account, initiative = found_site(founder=founder, at=now())
    except NothingHereError as error:
        raise Http404 from error
    login(request, account, backend="django.contrib.auth.backends.ModelBackend")
    answer = redirect("governance:about", initiative=initiative.id)
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        given["language"],
        secure=settings.LANGUAGE_COOKIE_SECURE,
        samesite="Lax",
        httponly=True,
    )
    return answer
