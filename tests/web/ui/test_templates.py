"""Every page and part of a page can be read by the engine that shows it, also those that few visits meet."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.template.loader import get_template

import counterpoise.web

PACKAGE = Path(counterpoise.web.__file__).parent
NAMES = sorted(str(path).partition("/templates/")[2] for path in PACKAGE.rglob("templates/**/*.html"))


def test_there_are_templates() -> None:
    assert len(NAMES) > 150


@pytest.mark.parametrize("name", NAMES)
def test_a_template_holds_no_mistake(name: str) -> None:
    assert get_template(name) is not None
