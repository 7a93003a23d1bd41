"""Answer a round: on the screen, on a printed form, or by telling somebody of one's own side on the phone."""

import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from django.db import IntegrityError, transaction

from counterpoise.control.agreement import ITEM
from counterpoise.levels.refusals import Refusal
from counterpoise.levels.sides import sides
from counterpoise.record import Side
from counterpoise.record.reviews import ReviewAnswer, ReviewRound, RoundState
from counterpoise.reviews.deciders import item_of, matter_of
from counterpoise.reviews.rounds import RoundObstacle, may_answer
from counterpoise.web.expertise.selectors import called, standings
from counterpoise.web.initiatives.services import NothingHereError
from counterpoise.web.ledger.services import RefusedError
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.reviews import models
from counterpoise.web.reviews.selectors import Given, Sheet, code_name, matters_of, paper_side, person_name
from counterpoise.web.reviews.selectors.sealed import seal_of, sheet_in
from counterpoise.web.reviews.services.rights import acting_side, round_here

__all__ = ["MOST_FORMS", "enter_by_phone", "keep", "make_paper_forms"]

MOST_FORMS = 20
"""So many forms at most are printed at once."""

# No letters and figures that look alike on paper.
_SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_LENGTH = 10


def keep(
    *,
    initiative: str,
    round_id: str,
    answers: Mapping[str, Given],
    send: bool,
    by: Viewer,
    side: Side | None = None,
    code: str = "",
    at: datetime,
) -> None:
    """Keep what somebody answered so far, and send it if they say so. Until the round closes it can be changed.

    Nothing is entered in a log: it would tell when people answer, and how many. Both sides see it at one moment.

    Parameters
    ----------
    initiative, round_id
        The round.
    answers
        What is given now; answers to other questions that were kept before stay.
    send
        Whether it is sent: what is only kept is thrown away when the round closes.
    by
        Who answers.
    side
        For who stands on both sides: on which they are asked.
    code
        The code of a printed form, instead of a person.
    at
        When.

    Raises
    ------
    NothingHereError
        There is no such round for this person, they stand on neither side, or there is no form with this code.
    RefusedError
        The round is not open, or an answer is none.
    """
    one = round_here(round_id, initiative=initiative, by=by)
    if code:
        asked = paper_side(code, round_id=one.id)
        if asked is None:
            raise NothingHereError(round_id)
        _keep(one, answers, who=code_name(code, round_id=one.id), side=asked, channel="paper", send=send, at=at)
        return
    asked = acting_side(initiative, by=by, side=side)
    who = person_name(by.person or "", round_id=one.id)
    _keep(one, answers, who=who, side=asked, channel="screen", send=send, at=at)


def enter_by_phone(
    *,
    initiative: str,
    round_id: str,
    name: str,
    answers: Mapping[str, Given],
    by: Viewer,
    side: Side | None = None,
    at: datetime,
) -> None:
    """Enter what somebody of one's own side says on the phone. They can answer themselves later, and that counts then.

    Raises
    ------
    NothingHereError
        There is no such round for this person, or they stand on neither side.
    RefusedError
        Nobody of one's own side has this name, the round is not open, or an answer is none.
    """
    one = round_here(round_id, initiative=initiative, by=by)
    asked = acting_side(initiative, by=by, side=side)
    found = called(name, initiative=initiative, at=at)
    if len(found) != 1:
        code = "expertise.several_by_this_name" if found else "expertise.nobody_by_this_name"
        raise RefusedError([Refusal(code, {"name": name})])
    person = found[0].id
    if asked not in sides(standings([person])[person], initiative=initiative, at=at):
        raise RefusedError([Refusal("review.not_of_your_side", {"name": name})])
    who = person_name(person, round_id=one.id)
    _keep(one, answers, who=who, side=asked, channel="phone", send=True, at=at)


def _keep(
    one: ReviewRound,
    answers: Mapping[str, Given],
    *,
    who: str,
    side: Side,
    channel: str,
    send: bool,
    at: datetime,
) -> None:
    given = {code: answer for code, answer in answers.items() if answer != Given()}
    refusals = _refusals(one, given, side=side, at=at)
    if refusals:
        raise RefusedError(refusals)
    with transaction.atomic():
        fresh = Sheet(side=side, sent=send, channel=channel, answers=given)
        try:
            with transaction.atomic():
                models.SealedAnswers.objects.create(round_id=one.id, who=who, seal=seal_of(fresh, round_id=one.id))
        except IntegrityError:
            kept = models.SealedAnswers.objects.select_for_update().get(round=one.id, who=who)
            before = sheet_in(bytes(kept.seal), round_id=one.id)
            cleared = {code for code, answer in answers.items() if answer == Given()}
            left = {code: each for code, each in before.answers.items() if code not in cleared}
            if before.side is not side:  # the questions of the other side are others
                left = {}
            merged = replace(fresh, sent=send or before.sent, answers={**left, **given})
            kept.seal = seal_of(merged, round_id=one.id)
            kept.save(update_fields=["seal"])


def _refusals(one: ReviewRound, given: Mapping[str, Given], *, side: Side, at: datetime) -> list[Refusal]:
    found: list[Refusal] = []
    about = {matter for code in given if (matter := matter_of(code)) is not None}
    if about and not about <= {row.id for row in matters_of(one)}:
        found.append(Refusal(RoundObstacle.UNKNOWN_ITEM, {"item": ITEM, "side": side}))
    for code, answer in given.items():
        told = ReviewAnswer(
            id="asked",
            recorded_at=at,
            round=one.id,
            side=side,
            item=item_of(code),
            matter=matter_of(code),
            value=answer.value,
            no_answer=answer.no_answer,
            words=answer.words,
        )
        found += [each for each in may_answer(one, told, at=at.date()) if each not in found]
    if not given and one.state is not RoundState.OPEN:
        found.append(Refusal(RoundObstacle.NOT_OPEN, {"state": one.state}))
    return found


def make_paper_forms(
    *, initiative: str, round_id: str, number: int, by: Viewer, side: Side | None = None, at: datetime
) -> tuple[str, ...]:
    """Make printed forms for one's own side; return their codes, which stand nowhere but on the paper.

    Raises
    ------
    NothingHereError
        There is no such round for this person, or they stand on neither side.
    RefusedError
        The round is not open.
    """
    one = round_here(round_id, initiative=initiative, by=by)
    asked = acting_side(initiative, by=by, side=side)
    refusals = _refusals(one, {}, side=asked, at=at)
    if refusals:
        raise RefusedError(refusals)
    codes = tuple("".join(secrets.choice(_SIGNS) for _ in range(_LENGTH)) for _ in range(min(number, MOST_FORMS)))
    models.PaperForm.objects.bulk_create(
        [models.PaperForm(round_id=one.id, code=code_name(code, round_id=one.id), side=asked) for code in codes]
    )
    return codes
