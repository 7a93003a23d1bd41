"""At which stage somebody comes in who is asked now: it is told to them before they answer."""

from enum import StrEnum

from counterpoise.expertise.framing import fixed_before_asked
from counterpoise.levels.refusals import Refusal
from counterpoise.record import Side
from counterpoise.record.contributions import Problem, Question

__all__ = ["ComesIn", "comes_in", "may_close"]


class ComesIn(StrEnum):
    """How much is still open to who comes in now."""

    AT_THE_PROBLEM = "at_the_problem"
    WITH_OPEN_OPTIONS = "with_open_options"
    AFTER_THE_OPTIONS = "after_the_options"


def comes_in(about: Problem | Question) -> ComesIn:
    """Say at which stage people come in with a problem or a question.

    Parameters
    ----------
    about
        A problem is open as long as nobody named an option; after that options can still be added to it. The options
        of a question are open until the day on which they were fixed; where nobody wrote that day down, they are.
    """
    if not about.options and (isinstance(about, Problem) or about.options_fixed_at is None):
        return ComesIn.AT_THE_PROBLEM
    fixed = isinstance(about, Question) and bool(fixed_before_asked(about))
    return ComesIn.AFTER_THE_OPTIONS if fixed else ComesIn.WITH_OPEN_OPTIONS


def may_close(question: Question, *, side: Side | None) -> tuple[Refusal, ...]:
    """Name everything that stands in the way of closing a question; only the side that asked closes it, and once.

    Parameters
    ----------
    question
        The question as it stands.
    side
        The side that closes it.
    """
    found = []
    if question.closed_at is not None:
        found.append(Refusal("expertise.already_closed", {"question": question.id}))
    if question.author_side is not None and side is not question.author_side:
        found.append(Refusal("expertise.not_the_asking_side", {"side": str(side)}))
    return tuple(found)
