"""What waits for somebody's side: answers that are owed, drafts that can still be changed, rounds that are open."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import partial

from django.db.models import Q

from counterpoise.interests.frictions import CLOSED
from counterpoise.record import Side
from counterpoise.record.commitments import Commitment, Promise, Verdict
from counterpoise.record.contributions import Question, Reframe
from counterpoise.record.decisions import Answer, Concern, Decision, DecisionState
from counterpoise.record.initiatives import Initiative
from counterpoise.record.mandates import LimitQuestion, LimitReply
from counterpoise.record.people import Body
from counterpoise.record.positions import Friction
from counterpoise.record.reviews import ReviewRound, RoundState
from counterpoise.web.initiatives.selectors import (
    LATEST,
    MOST_LATEST,
    Ask,
    Condition,
    Table,
    any_of,
    every,
    in_edition,
    rows_of,
    without,
)
from counterpoise.web.people.selectors import Viewer

__all__ = ["OPEN_FRICTION", "Waiting", "asked_of_sides", "waiting_in"]

OPEN_FRICTION = ~Q(state__in=sorted(CLOSED))
"""A friction that is still alive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What waits for somebody's side in one initiative.

    Attributes
    ----------
    initiative
        The initiative.
    drafts
        How many drafts that others would decide on are open for concerns.
    concerns
        How many of the latest concerns have no answer that this side owes.
    rewordings
        How many other wordings for a question of this side have no answer.
    rounds
        How many rounds to look back can be answered now.
    verdicts
        How many agreements and promises have no verdict of that side.
    limits
        How many requests for a limit have no answer.
    steps
        How many open frictions have nobody who takes the next step.
    """

    initiative: Initiative
    drafts: int
    concerns: int
    rewordings: int
    rounds: int
    verdicts: int
    limits: int
    steps: int


_COUNTED = tuple(each.name for each in fields(Waiting) if each.name != "initiative")


def asked_of_sides(mine: Mapping[str, frozenset[Side]], *, viewer: Viewer) -> dict[str, Ask]:
    """Ask what waits for the sides of somebody in each initiative.

    Parameters
    ----------
    mine
        For each initiative the sides on which they stand.
    viewer
        Who looks.
    """
    asks: dict[str, Ask] = {}
    for number, (name, held) in enumerate(mine.items()):
        here = Q(initiative=name)
        unjudged = partial(_unjudged, held=held, viewer=viewer)
        asks |= {
            f"drafts_{number}": Ask(Decision, here & _open_now(viewer), also=partial(_taken_by_others, held=held)),
            f"concerns_{number}": Ask(Concern, here & _latest(name), also=partial(_owed, held=held, viewer=viewer)),
            f"rewordings_{number}": Ask(
                Reframe, here & Q(reply__isnull=True), also=partial(_worded_here, held=held, viewer=viewer)
            ),
            f"rounds_{number}": Ask(ReviewRound, here & Q(state=RoundState.OPEN)),
            f"agreed_{number}": Ask(Commitment, here, also=partial(unjudged, of="commitment")),
            f"promised_{number}": Ask(Promise, here, also=partial(unjudged, of="promise")),
            f"limits_{number}": Ask(LimitQuestion, here & (Q(reply__isnull=True) | Q(reply=LimitReply.NOT_KNOWN_YET))),
            f"steps_{number}": Ask(Friction, here & OPEN_FRICTION & Q(next_step="")),
        }
    return asks


def waiting_in(
    mine: Mapping[str, frozenset[Side]], initiatives: Mapping[str, Initiative], counted: Mapping[str, int]
) -> tuple[Waiting, ...]:
    """Return what waits, where there is something, from what was counted.

    Parameters
    ----------
    mine
        As for `asked_of_sides`.
    initiatives
        The initiatives by their ids.
    counted
        The counts, by the names that `asked_of_sides` gave.
    """
    found = []
    for number, name in enumerate(mine):
        counts = {each: counted[f"{each}_{number}"] for each in _COUNTED if each != "verdicts"}
        verdicts = counted[f"agreed_{number}"] + counted[f"promised_{number}"]
        if verdicts or any(counts.values()):
            found.append(Waiting(initiative=initiatives[name], verdicts=verdicts, **counts))
    return tuple(found)


def _latest(initiative: str) -> Q:
    # Among the latest only, so that a long history of answered concerns costs nothing.
    rows = rows_of(Concern).filter(initiative=initiative).order_by(*LATEST)
    return Q(pk__in=rows.values("pk")[:MOST_LATEST])


def _unjudged(row: Table, *, of: str, held: frozenset[Side], viewer: Viewer) -> Condition:
    verdict = Table.of(Verdict, "v0")
    theirs = verdict.one_of("side", sorted(held))
    return without(verdict.there(verdict.same(of, row, "id"), theirs, in_edition(verdict, viewer=viewer)))


def _open_now(viewer: Viewer) -> Q:
    day = viewer.at.date().isoformat()
    # The last day may be known to the month or the year only, which sorts before each of its days.
    lasts = Q(concerns_until__gte=day) | Q(concerns_until__in=[day[:7], day[:4]])
    return Q(state=DecisionState.OPEN_FOR_CONCERNS) & lasts


def _of_sides(decision: Table, held: frozenset[Side]) -> Condition:
    """Return the condition that one of these sides decides; where nobody wrote down who does, the organization's."""
    body = Table.of(Body, "b0")
    known = body.there(body.same("id", decision, "taken_by"), body.one_of("side", sorted(held)))
    return any_of(known, decision.empty("taken_by")) if Side.ORGANIZATIONAL in held else known


def _taken_by_others(row: Table, *, held: frozenset[Side]) -> Condition:
    return without(_of_sides(row, held))


def _owed(row: Table, *, held: frozenset[Side], viewer: Viewer) -> Condition:
    answer, decision = Table.of(Answer, "a0"), Table.of(Decision, "d0")
    answered = answer.there(answer.same("concern", row, "id"), in_edition(answer, viewer=viewer))
    theirs = decision.there(
        decision.same("id", row, "decision"), _of_sides(decision, held), in_edition(decision, viewer=viewer)
    )
    about_none = [row.empty("decision")] if Side.ORGANIZATIONAL in held else []
    return every(without(answered), any_of(theirs, *about_none))


def _worded_here(row: Table, *, held: frozenset[Side], viewer: Viewer) -> Condition:
    question = Table.of(Question, "q0")
    asked_by = question.one_of("author_side", sorted(held))
    return question.there(question.same("id", row, "question"), asked_by, in_edition(question, viewer=viewer))
