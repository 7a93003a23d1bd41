"""Scores of the PPEET that a host collected itself, to be set beside the project's own questions.

The questionnaire is its owners'. Neither its questions nor their translations are here, and a file that brings them
along is refused: only codes and figures are read.
"""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean, median

from counterpoise.inclusion.lottery.verifier import separator_of
from counterpoise.statistics.disclosure import Audience, review_display

__all__ = ["HIGHEST", "LOWEST", "ItemScores", "Questionnaire", "Score", "ScoresError", "read_scores", "scores_by_item"]

LOWEST, HIGHEST = 1, 5
"""The ends of its five-point answers."""

_COLUMNS = ("questionnaire", "respondent", "item", "score")
_LONGEST_CODE = 12


class Questionnaire(StrEnum):
    """Its three questionnaires: who answers."""

    PARTICIPANT = "participant"
    PROJECT = "project"
    ORGANIZATION = "organization"


class ScoresError(ValueError):
    """A file of scores cannot be read.

    Attributes
    ----------
    code
        ``"ppeet.columns"``, ``"ppeet.questionnaire"``, ``"ppeet.item"``, ``"ppeet.score"`` or ``"ppeet.twice"``.
    line
        The line in the file, from 1.
    given
        What stands there.
    """

    def __init__(self, code: str, *, line: int, given: str, wanted: str) -> None:
        self.code = code
        self.line = line
        self.given = given
        super().__init__(f"line {line}: {given!r} cannot be read; {wanted}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One person's score on one item.

    Attributes
    ----------
    questionnaire
        Which of the three.
    respondent
        The person's number in this file.
    item
        The item's code in the host's own copy.
    score
        From 1 to 5; empty where they gave none.
    """

    questionnaire: Questionnaire
    respondent: str
    item: str
    score: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemScores:
    """What may be shown of the scores on one item: nothing under five, medians under ten, then means.

    Attributes
    ----------
    questionnaire, item
        Which item.
    display
        ``nothing``, ``medians`` or ``means``.
    n, median, mean
        As far as the number allows.
    """

    questionnaire: Questionnaire
    item: str
    display: str
    n: int | None = None
    median: float | None = None
    mean: float | None = None


def read_scores(text: str) -> tuple[Score, ...]:
    """Read a table of scores.

    Parameters
    ----------
    text
        A table with the columns questionnaire, respondent, item and score, and no others, separated by commas,
        semicolons or tabulators, as spreadsheet programs of different countries write them.

    Raises
    ------
    ScoresError
        At the first line that cannot be read; also where a column or code holds words of an item.
    """
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator_of(text))
    columns = tuple(reader.fieldnames or ())
    if sorted(columns) != sorted(_COLUMNS):
        raise ScoresError("ppeet.columns", line=1, given=", ".join(columns), wanted=f"write {', '.join(_COLUMNS)}")
    found: dict[tuple[str, str, str], Score] = {}
    for line, told in enumerate(reader, start=2):
        score = _score(told, line)
        key = (score.questionnaire, score.respondent, score.item)
        if key in found:
            raise ScoresError("ppeet.twice", line=line, given=" ".join(key), wanted="one score for a person and item")
        found[key] = score
    return tuple(found.values())


def scores_by_item(scores: Iterable[Score], *, audience: Audience = Audience.INSIDE) -> tuple[ItemScores, ...]:
    """Return what may be shown of each item, in the order of the questionnaires and of the codes; never a total."""
    given: defaultdict[tuple[Questionnaire, str], list[int]] = defaultdict(list)
    for score in scores:
        values = given[score.questionnaire, score.item]
        if score.score is not None:
            values.append(score.score)
    order = list(Questionnaire)
    return tuple(
        _shown(questionnaire, item, given[questionnaire, item], audience)
        for questionnaire, item in sorted(given, key=lambda key: (order.index(key[0]), key[1]))
    )


def _shown(questionnaire: Questionnaire, item: str, values: list[int], audience: Audience) -> ItemScores:
    display = review_display(len(values), audience=audience)
    enough = display != "nothing"
    return ItemScores(
        questionnaire=questionnaire,
        item=item,
        display=display,
        n=len(values) if enough else None,
        median=float(median(values)) if enough else None,
        mean=fmean(values) if display == "means" else None,
    )


def _score(told: Mapping[str | None, str | None], line: int) -> Score:
    if None in told:
        raise ScoresError("ppeet.columns", line=line, given="a fifth value", wanted=f"write {', '.join(_COLUMNS)}")
    questionnaire, respondent, item, score = ((told[column] or "").strip() for column in _COLUMNS)
    if questionnaire not in set(Questionnaire):
        wanted = f"write one of {', '.join(Questionnaire)}"
        raise ScoresError("ppeet.questionnaire", line=line, given=questionnaire, wanted=wanted)
    if not item or len(item) > _LONGEST_CODE or " " in item:
        raise ScoresError("ppeet.item", line=line, given=item, wanted="write the item's code, and none of its words")
    allowed = {str(value) for value in range(LOWEST, HIGHEST + 1)}
    if score and score not in allowed:
        wanted = f"write a whole number from {LOWEST} to {HIGHEST}, or nothing"
        raise ScoresError("ppeet.score", line=line, given=score, wanted=wanted)
    return Score(
        questionnaire=Questionnaire(questionnaire),
        respondent=respondent,
        item=item,
        score=int(score) if score else None,
    )
