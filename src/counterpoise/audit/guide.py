"""A guide to ask further: numbers miss most of what power does, so people ask each other.

Four tensions, two levels, and the three forms of power of Gaventa's power cube: in the open, behind it, and within.
"""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files

from counterpoise.record import Level, Tension

__all__ = ["Form", "GuideCell", "NoGuideError", "guide"]

_LANGUAGES = ("en", "nl")


class Form(StrEnum):
    """The three forms of power (Gaventa 2006)."""

    VISIBLE = "visible"
    HIDDEN = "hidden"
    INVISIBLE = "invisible"


class NoGuideError(LookupError):
    """There is no guide in this language.

    Attributes
    ----------
    code
        Always ``"no_guide"``.
    lang
        What was asked for.
    """

    code = "no_guide"

    def __init__(self, lang: str) -> None:
        self.lang = lang
        super().__init__(f"no guide in {lang!r}; choose one of {', '.join(_LANGUAGES)}")


@dataclass(frozen=True, slots=True)
class GuideCell:
    """The questions about one tension, on one level, for one form of power.

    Attributes
    ----------
    tension
        The tension.
    level
        One person's care, or services for many.
    form
        The form of power.
    questions
        One or two questions, in plain words.
    """

    tension: Tension
    level: Level
    form: Form
    questions: tuple[str, ...]


@lru_cache(maxsize=len(_LANGUAGES))
def guide(lang: str) -> tuple[GuideCell, ...]:
    """Return the guide in one language: 24 cells, by tension, then level, then form.

    Parameters
    ----------
    lang
        The language's code: ``en`` or ``nl``.

    Raises
    ------
    NoGuideError
        If there is no guide in that language.
    """
    if lang not in _LANGUAGES:
        raise NoGuideError(lang)
    told = tomllib.loads(files("counterpoise.audit").joinpath("questions", f"{lang}.toml").read_text(encoding="utf-8"))
    return tuple(
        GuideCell(tension, level, form, tuple(told[tension.value][level.value][form.value]))
        for tension in Tension
        for level in Level
        for form in Form
    )
