"""What is wrong in a pool or in quotas, with its place, and how that is said in plain words."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as with_default
from functools import lru_cache
from importlib.resources import files
from typing import Any

__all__ = ["BadInputError", "Problem", "say", "sentence"]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something is wrong at one place.

    Attributes
    ----------
    file
        The file; empty where it lies in no file, as with the size of a panel.
    line
        The line, from 1; 0 where the problem is of the whole file.
    field
        The column; empty where the problem is of the whole line.
    code
        What is wrong, as the words know it.
    given
        What fills in the words.
    """

    file: str
    line: int
    field: str
    code: str
    given: Mapping[str, Any] = with_default(default_factory=dict)


class BadInputError(ValueError):
    """A pool or quotas cannot be used as they are.

    Attributes
    ----------
    problems
        Everything that is wrong, in the order of the files.
    """

    code = "lottery.bad_input"

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__("; ".join(sentence(problem, lang="en") for problem in problems[:5]))


@lru_cache(maxsize=2)
def _words(lang: str) -> Mapping[str, Mapping[str, str]]:
    path = files("counterpoise.inclusion.lottery").joinpath("words", f"{lang}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def say(section: str, code: str, *, lang: str, **given: Any) -> str:  # noqa: ANN401 - whatever fills in
    """Return one line of the lottery's own words, filled in."""
    return _words(lang)[section][code].format_map(given)


def sentence(problem: Problem, *, lang: str) -> str:
    """Return where a problem is, what it is and what to do, as one line."""
    place = {"file": problem.file, "line": problem.line, "field": problem.field}
    parts = [say("places", name, lang=lang, **place) for name in ("file", "line", "field") if place[name]]
    text = say("problems", problem.code, lang=lang, **problem.given)
    return f"{', '.join(parts)}: {text}" if parts else text
