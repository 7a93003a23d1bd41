"""The names that ``import counterpoise`` gives: few, told in full, and the same whatever was loaded before."""

from __future__ import annotations

import ast
import inspect
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

import counterpoise
from counterpoise.audit.measures import MEASURES
from counterpoise.indicator import Measure
from counterpoise.record import Case
from tests.house.sample import ROOT

FUNCTIONS = [name for name in counterpoise.__all__ if inspect.isfunction(getattr(counterpoise, name))]


def untold(function: Callable[..., Any], *sections: str) -> list[str]:
    """Return the sections that a function's docstring lacks, and the parameters that it does not name."""
    told = inspect.getdoc(function) or ""
    lacking = [title for title in sections if f"{title}\n{'-' * len(title)}\n" not in told]
    lines = told.partition("Parameters\n----------\n")[2].partition("\n\n")[0].splitlines()
    named = {name for line in lines if not line.startswith(" ") for name in line.split(", ")}
    return lacking + [name for name in inspect.signature(function).parameters if name not in named]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_function_at_the_front_door_tells_what_goes_in_and_what_comes_out(name: str) -> None:
    function = getattr(counterpoise, name)
    takes = ("Parameters",) if inspect.signature(function).parameters else ()
    assert untold(function, *takes, "Returns") == []


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.short)
def test_every_measure_tells_what_goes_in_what_comes_out_and_what_it_cannot_say(measure: Measure[Case]) -> None:
    assert untold(measure.read, "Parameters", "Returns", "Cannot say", "Gaming", "Source") == []


def test_what_a_docstring_leaves_out_is_named() -> None:
    def silent(at: int, *, seed: int) -> None:
        """Do something.

        Parameters
        ----------
        at
            When.
        """

    assert untold(silent, "Parameters", "Returns") == ["Returns", "seed"]


def test_every_name_at_the_front_door_is_the_same_whatever_was_loaded_before() -> None:
    statement = (
        "import counterpoise as cp, pkgutil, importlib\n"
        "first = {name: getattr(cp, name) for name in cp.__all__}\n"
        "for part in pkgutil.iter_modules(cp.__path__):\n"
        "    part.name == 'web' or importlib.import_module(f'counterpoise.{part.name}')\n"
        "print([name for name in cp.__all__ if getattr(cp, name) is not first[name]])"
    )
    done = subprocess.run([sys.executable, "-c", statement], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ast.literal_eval(done.stdout) == []


def test_the_front_door_has_no_other_names() -> None:
    assert dir(counterpoise) == sorted(counterpoise.__all__)
    with pytest.raises(AttributeError, match="no attribute 'audits'"):
        _ = counterpoise.audits
