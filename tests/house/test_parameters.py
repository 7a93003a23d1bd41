"""What goes into a function of the record, the statistics or the ledger is told, name by name."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

import pytest

from tests.house.test_front_door import untold

PACKAGES = ("record", "statistics", "ledger")
ELSEWHERE = re.compile(r"(parameters|Parameters)( and \w+)* (are those of|as for) `|The parameters are those of `")


def public_functions() -> Iterator[Callable[..., Any]]:
    """Return the public functions that take something, each from the module in which it is written."""
    for package in PACKAGES:
        root = import_module(f"counterpoise.{package}")
        names = [one.name for one in walk_packages(root.__path__, f"{root.__name__}.")]
        for name in (root.__name__, *names):
            module = import_module(name)
            public = getattr(module, "__all__", [each for each in vars(module) if not each.startswith("_")])
            for each in public:
                function = getattr(module, each)
                if inspect.isfunction(function) and function.__module__ == name:
                    yield function


FUNCTIONS = [one for one in public_functions() if inspect.signature(one).parameters]


def lacking(function: Callable[..., Any]) -> list[str]:
    """Return the parameters that a docstring neither names nor tells where to read about."""
    return [] if ELSEWHERE.search(inspect.getdoc(function) or "") else untold(function)


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda one: f"{one.__module__.partition('.')[2]}.{one.__name__}")
def test_what_goes_in_is_told(function: Callable[..., Any]) -> None:
    assert lacking(function) == []


def test_a_function_that_says_nothing_of_what_it_takes_is_found() -> None:
    def silent(amount: int) -> int:
        """Return it."""
        return amount

    def short(amount: int) -> int:
        """Return it; parameters as for `silent`."""
        return amount

    assert lacking(silent) == ["amount"]
    assert lacking(short) == []
    assert len(FUNCTIONS) > 120
