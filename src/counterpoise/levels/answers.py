"""Persons' answers in a record that is passed on: never one person's, only how many gave which."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from counterpoise.levels.sides import in_force
from counterpoise.record import Side
from counterpoise.record.reviews import LevelReport, NoAnswer, ReviewAnswer, ReviewRound

__all__ = ["FEWEST", "WHO_DECIDES", "pooled_answers", "pooled_reports"]

FEWEST = 5
"""The smallest number of figures on one side from which the answers to one question are passed on."""

WHO_DECIDES = "who_decides"
"""The question whose answer is a word chosen from a list, and no free text."""


def pooled_answers(answers: Iterable[ReviewAnswer], rounds: Mapping[str, ReviewRound]) -> Iterator[ReviewAnswer]:
    """Pass on which answers one side gave to one question of a round, without who gave them.

    The answers of a question are put in order and get names of their own, so that the answers that one person gave to
    two questions can no longer be laid together. Words are left out, except the chosen word of "who decides this?".

    Parameters
    ----------
    answers
        Answers, all versions.
    rounds
        The rounds that were released, by id; answers of others give nothing.

    Yields
    ------
    ReviewAnswer
        Questions with fewer than `FEWEST` figures (or words) on a side give nothing.
    """
    cells: defaultdict[tuple[str, str, str, str], list[ReviewAnswer]] = defaultdict(list)
    for row in in_force(answers):
        if row.round is not None and row.round in rounds:
            cells[row.round, row.side or "", row.item, row.matter or ""].append(row)
    for (name, side, item, matter), found in sorted(cells.items()):
        told = sorted((_told(row) for row in found), key=_order)
        if sum(value is not None or bool(words) for value, words, _ in told) < FEWEST:
            continue
        of_round = rounds[name]
        for number, (value, words, no_answer) in enumerate(told, start=1):
            label = "-".join(part for part in (name, side, item, matter, str(number)) if part)
            yield ReviewAnswer(
                id=label,
                initiative=of_round.initiative,
                level=of_round.level,
                recorded_at=max(row.recorded_at for row in found),
                round=name,
                side=found[0].side,
                respondent=label,
                item=item,
                matter=matter or None,
                value=value,
                words=words,
                no_answer=no_answer,
            )


def _told(row: ReviewAnswer) -> tuple[int | None, str, NoAnswer | None]:
    return row.value, row.words if row.item == WHO_DECIDES else "", row.no_answer


def _order(told: tuple[int | None, str, NoAnswer | None]) -> tuple[bool, int, str, str]:
    value, words, no_answer = told
    return value is None, value or 0, words, no_answer or ""


def pooled_reports(reports: Iterable[LevelReport]) -> Iterator[LevelReport]:
    """Pass on which levels of say one side experienced, without who said so.

    Parameters
    ----------
    reports
        What people told outside a round of review, all versions.

    Yields
    ------
    LevelReport
        Sides with fewer than `FEWEST` figures give nothing.
    """
    cells: defaultdict[tuple[str, str], list[LevelReport]] = defaultdict(list)
    for row in in_force(reports):
        if row.experienced_level is not None:
            cells[row.initiative or "", row.side or ""].append(row)
    for (initiative, side), found in sorted(cells.items()):
        if len(found) < FEWEST:
            continue
        levels = sorted(row.experienced_level for row in found if row.experienced_level is not None)
        for number, level in enumerate(levels, start=1):
            yield LevelReport(
                id="-".join(part for part in ("levels", initiative, side, str(number)) if part),
                initiative=initiative or None,
                recorded_at=max(row.recorded_at for row in found),
                side=Side(side) if side else None,
                experienced_level=level,
            )
