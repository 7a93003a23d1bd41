"""A set of texts beside each other, and all of it to take along for research."""

import csv

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from counterpoise.web.initiatives.views import here
from counterpoise.web.voices.selectors import COLUMNS, compared_texts, export_rows

__all__ = ["compare", "export"]

# What a spreadsheet would take for the begin of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@require_safe
def compare(request: HttpRequest, initiative: str) -> HttpResponse:
    """Show the texts beside each other, by who wrote them and by the level of which they speak."""
    viewer, found = here(request, initiative)
    told = compared_texts(initiative, viewer=viewer)
    return render(request, "voices/compare.html", {"initiative": found, "door": "expertise", "told": told})


@require_safe
def export(request: HttpRequest, initiative: str, file: str) -> HttpResponse:
    """Give every place that names citizens along, as a table or as data."""
    viewer, _found = here(request, initiative)
    if file not in {"mentions.csv", "mentions.json"}:
        raise Http404
    rows = list(export_rows(initiative, viewer=viewer))
    if file == "mentions.json":
        answer: HttpResponse = JsonResponse({"mentions": rows}, json_dumps_params={"ensure_ascii": False, "indent": 1})
    else:
        answer = HttpResponse(content_type="text/csv; charset=utf-8")
        # A spreadsheet reads the signs of other languages only after this mark.
        answer.write("\ufeff")
        writer = csv.DictWriter(answer, COLUMNS)
        writer.writeheader()
        writer.writerows({name: _harmless(value) for name, value in row.items()} for row in rows)
    answer["Content-Disposition"] = f'attachment; filename="{file}"'
    return answer


def _harmless(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
