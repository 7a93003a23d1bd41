"""Own rules for the safety of the site's code, in place of a scanner of patterns (ADR 0034)."""

from pathlib import Path

import pytest

from tests.house import guarding
from tests.house.sample import ROOT, lay

WEB = "src/counterpoise/web"


def test_sql_is_written_only_where_it_was_looked_at() -> None:
    assert guarding.raw_sql(ROOT) == set(guarding.RAW_SQL)


def test_markup_goes_out_unescaped_only_where_it_was_looked_at() -> None:
    assert guarding.unescaped(ROOT) == set(guarding.UNESCAPED)


def test_the_site_runs_no_text_as_a_program() -> None:
    assert guarding.dangerous(ROOT) == []


def test_every_view_says_by_which_verbs_it_may_be_asked() -> None:
    assert guarding.views_of_any_verb(ROOT) == []


def test_forms_without_a_token_are_taken_only_where_it_was_looked_at() -> None:
    assert guarding.without_token(ROOT) == set(guarding.WITHOUT_TOKEN)


def test_no_redirect_leads_where_a_visitor_says() -> None:
    assert guarding.led_by_visitors(ROOT) == []


VIEW = "from django.http import HttpRequest, HttpResponse\n__all__ = ['f']\n"


@pytest.mark.parametrize(
    ("file", "text", "rule"),
    [
        ("people/selectors.py", "def f(c):\n    return c.cursor()", "raw_sql"),
        ("people/selectors.py", "from django.db.models.expressions import RawSQL", "raw_sql"),
        ("people/views.py", "from django.utils.safestring import mark_safe\nx = mark_safe('')", "unescaped"),
        ("people/templates/people/a.html", "{{ words | safe }}", "unescaped"),
        ("people/templates/people/a.html", "{% autoescape off %}{{ x }}{% endautoescape %}", "unescaped"),
        ("people/services.py", "x = eval('1')", "dangerous"),
        ("people/services.py", "from pickle import loads", "dangerous"),
        ("people/views.py", f"{VIEW}def f(request: HttpRequest, body: str) -> HttpResponse: ...", "views_of_any_verb"),
        ("people/views.py", "from django.views.decorators.csrf import csrf_exempt", "without_token"),
        (
            "people/views.py",
            "from x import redirect\ndef f(request):\n    redirect(request.GET['next'])",
            "led_by_visitors",
        ),
    ],
)
def test_each_rule_sees_what_it_is_for(tmp_path: Path, file: str, text: str, rule: str) -> None:
    lay(tmp_path, {f"{WEB}/{file}": text})
    assert len(getattr(guarding, rule)(tmp_path)) == 1


def test_a_view_that_says_its_verbs_passes(tmp_path: Path) -> None:
    told = "from x import require_safe, never_cache\n@never_cache\n@require_safe\n"
    lay(tmp_path, {f"{WEB}/people/views.py": f"{VIEW}{told}def f(request: HttpRequest) -> HttpResponse: ..."})
    assert guarding.views_of_any_verb(tmp_path) == []
