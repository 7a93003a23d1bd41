"""What somebody answered so far: read by nobody but themselves, until both sides see everything at one moment."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings

from counterpoise.record import Side
from counterpoise.record.reviews import NoAnswer
from counterpoise.reviews.sealing import name_for, opened, sealed
from counterpoise.web.reviews import models

__all__ = ["Given", "Sheet", "code_name", "paper_side", "person_name", "seal_of", "sheet_in", "sheet_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One answer: a figure, a reason why there is none, or words."""

    value: int | None = None
    no_answer: NoAnswer | None = None
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What somebody answered so far.

    Attributes
    ----------
    side
        The side on which they were asked.
    sent
        Whether they sent it; what was not sent when the round closes is thrown away.
    channel
        By which way: ``screen``, ``paper`` or ``phone``.
    answers
        The answers, by the codes of the questions.
    """

    side: Side
    sent: bool = False
    channel: str = "screen"
    answers: Mapping[str, Given] = field(default_factory=dict)


def person_name(person: str, *, round_id: str) -> str:
    """Return the name under which the answers of a person are kept in a round."""
    return name_for(f"person {person}", secret=settings.SECRET_KEY, round_id=round_id)


def code_name(code: str, *, round_id: str) -> str:
    """Return the name under which a paper form is kept, from the code that is printed on it."""
    plain = "".join(sign for sign in code.upper() if sign.isalnum())
    return name_for(f"code {plain}", secret=settings.SECRET_KEY, round_id=round_id)


def paper_side(code: str, *, round_id: str) -> Side | None:
    """Return the side whose questions are printed on a paper form; empty where no such form was made."""
    found = models.PaperForm.objects.filter(round=round_id, code=code_name(code, round_id=round_id)).first()
    return found.side if found is not None else None


def sheet_of(who: str, *, round_id: str) -> Sheet | None:
    """Return what was answered so far under a name, to whoever proved that it is theirs.

    Parameters
    ----------
    who
        The name, from `person_name` or `code_name`.
    round_id
        The round.
    """
    found = models.SealedAnswers.objects.filter(round=round_id, who=who).first()
    return None if found is None else sheet_in(bytes(found.seal), round_id=round_id)


def sheet_in(seal: bytes, *, round_id: str) -> Sheet:
    """Open a seal."""
    told = opened(seal, secrets=[settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS)], round_id=round_id)
    answers = {code: _given(one) for code, one in told["answers"].items()}
    return Sheet(side=Side(told["side"]), sent=told["sent"], channel=told["channel"], answers=answers)


def _given(told: Mapping[str, Any]) -> Given:
    why = told.get("no_answer")
    return Given(value=told.get("value"), no_answer=NoAnswer(why) if why else None, words=str(told.get("words", "")))


def seal_of(sheet: Sheet, *, round_id: str) -> bytes:
    """Seal what somebody answered so far."""
    answers = {
        code: {"value": one.value, "no_answer": one.no_answer and one.no_answer.value, "words": one.words}
        for code, one in sheet.answers.items()
    }
    told = {"side": sheet.side.value, "sent": sheet.sent, "channel": sheet.channel, "answers": answers}
    return sealed(told, secret=settings.SECRET_KEY, round_id=round_id)
