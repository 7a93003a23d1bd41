"""What everybody may see of a lottery: the report, the files to check it with, and one's own chance."""

from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from counterpoise.inclusion.lottery import verifier
from counterpoise.web.inclusion.forms import CodeForm
from counterpoise.web.inclusion.selectors import own_chance, panel_changes, published_file
from counterpoise.web.inclusion.services import OTHER_PLACES, OTHER_POOL, OTHER_QUOTAS, OTHER_RULE
from counterpoise.web.inclusion.views.lotteries.frame import at_bench, language
from counterpoise.web.inclusion.views.writing import BOTH

__all__ = ["lottery_file", "lottery_report", "own"]

_WHY = {
    OTHER_PLACES: gettext_lazy("The number of places or the population was changed."),
    OTHER_POOL: gettext_lazy("The list was changed."),
    OTHER_QUOTAS: gettext_lazy("The quotas were changed."),
    OTHER_RULE: gettext_lazy("The chances were worked out by another rule."),
}
"""What the site itself writes down as the reason, for people."""
_TYPES = {"json": "application/json", "csv": "text/csv; charset=utf-8", "py": "text/x-python; charset=utf-8"}


def _round(request: HttpRequest) -> int:
    """Return which earlier round is asked for, from 1; 0 for the one that goes on."""
    asked = request.GET.get("round", "0")
    if not asked.isascii() or not asked.isdigit() or len(asked) > 4:
        raise Http404
    return int(asked)


@require_safe
def lottery_report(request: HttpRequest, initiative: str, selection: str) -> HttpResponse:
    """Show what everybody may know; it prints on paper."""
    bench = at_bench(request, initiative, selection, seat=False, number=_round(request))
    one = bench.one
    if one.lottery is None and not one.broken_off and not one.earlier and one.first == "inclusion.not_by_lottery":
        raise Http404
    report = one.lottery.report.get(language()) if one.lottery is not None else None
    told = {
        "initiative": bench.initiative,
        "door": "inclusion",
        "one": one,
        "sentences": report["sentences"] if report else [],
        "drawn": one.lottery.draw if one.lottery is not None else None,
        "changes": panel_changes(one),
        "of_round": f"?round={one.number}" if one.number else "",
        "broken_off": [(run, _WHY.get(run.reason, run.reason)) for run in one.broken_off],
    }
    return render(request, "inclusion/lottery_report.html", told)


@require_safe
def lottery_file(request: HttpRequest, initiative: str, selection: str, file: str) -> HttpResponse:
    """Give a file to check the draw with."""
    bench = at_bench(request, initiative, selection, seat=False, number=_round(request))
    if file == "verifier.py" and bench.one.lottery is not None:
        content: str | None = Path(verifier.__file__).read_text("utf-8")
    else:
        content = published_file(bench.one, file)
    if content is None:
        raise Http404
    answer = HttpResponse(content.encode(), content_type=_TYPES[file.rpartition(".")[2]])
    answer["Content-Disposition"] = f'attachment; filename="{file}"'
    return answer


@never_cache
@require_http_methods(BOTH)
def own(request: HttpRequest, initiative: str, selection: str, volunteer: str = "") -> HttpResponse:
    """Show one person their own chance, by their code."""
    bench = at_bench(request, initiative, selection, seat=False)
    if "freeze" not in bench.one.done and not bench.one.earlier:
        raise Http404
    form = CodeForm(request.POST or None)
    found = own_chance(selection, volunteer) if volunteer else None
    if volunteer and found is None:
        raise Http404
    if request.method == "POST" and form.is_valid():
        found = own_chance(selection, form.cleaned_data["code"])
        if found is None:
            form.add_error("code", _("Nobody in this lottery has this code. Please check how it is written."))
    told = {"initiative": bench.initiative, "door": "inclusion", "one": bench.one, "form": form, "own": found}
    return render(request, "inclusion/lottery_own.html", told)
