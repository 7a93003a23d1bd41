"""Attacks that put SQL into the order of a list or into a search."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from tests.web.project.answers import plain

pytestmark = pytest.mark.django_db
ATTACKS = (
    "id; DROP TABLE people_persons--",
    "(CASE WHEN (SELECT 1)=1 THEN id ELSE title END)",
    "1 UNION SELECT email FROM people_account",
    "pg_sleep(10)",
    "'||(SELECT email FROM people_account LIMIT 1)||'",
    'title" DESC, (SELECT 1',
)
PAGES = ("/record/", "/search/", "/initiatives/meals/expertise/", "/initiatives/meals/decisions/")
NAMES = ("order", "order_by", "sort", "sorting", "o", "direction")


class Watching:
    """Keeps every statement that reaches the database, without what is given to it beside the statement."""

    def __init__(self) -> None:
        self.statements: list[str] = []

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: ANN401 - Django's own
        """Keep a statement and let it go on."""
        self.statements.append(sql)
        return execute(sql, params, many, context)


@pytest.mark.parametrize("words", ATTACKS)
def test_cve_2026_45376_words_never_become_part_of_a_statement(words: str, visit: Callable[[str], Client]) -> None:
    """A search for users put the words into the order of the list, as SQL."""
    client, watching = visit("manager"), Watching()
    with ExitStack() as stack:
        stack.enter_context(connection.execute_wrapper(watching))
        for page in PAGES:
            assert client.get(page, {"q": words, "kind": words, "initiative": words}).status_code == 200
    assert watching.statements
    assert [each for each in watching.statements if words in each] == []


@pytest.mark.parametrize("words", ATTACKS)
def test_cve_2024_43415_nobody_sets_the_order_of_a_list_from_outside(
    words: str, visit: Callable[[str], Client]
) -> None:
    """A list of versions took its order from the address."""
    client = visit("manager")
    for page in PAGES:
        assert plain(client.get(page, dict.fromkeys(NAMES, words))) == plain(client.get(page)), page
