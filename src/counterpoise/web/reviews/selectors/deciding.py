"""Who decides each matter in the eyes of both sides, as the page of a round shows it."""

from collections.abc import Iterable
from dataclasses import dataclass

from counterpoise.record import Side
from counterpoise.record.reviews import ReviewAnswer
from counterpoise.reviews.deciders import SideSaid, decider_words, said_by_both
from counterpoise.reviews.instrument import Language
from counterpoise.statistics.disclosure import Audience
from counterpoise.web.initiatives import models as spine
from counterpoise.web.reviews.selectors.asked import matters_open_to_all

__all__ = ["Decided", "SideShown", "decided_in"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SideShown:
    """What one side says most often about a matter, in words; from ten answers on how often each was given."""

    people: int | None
    most: str
    tie: bool
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A matter, and what each side says about who decides it.

    Attributes
    ----------
    matter, text
        The matter, and its words.
    civic, organizational
        What each side says, as far as it may be shown.
    same
        Whether both most often say the same; nothing where one of them may not be shown.
    """

    matter: str
    text: str
    civic: SideShown
    organizational: SideShown
    same: bool | None


def decided_in(
    answers: Iterable[ReviewAnswer], *, initiative: str, audience: Audience, lang: Language
) -> tuple[Decided, ...]:
    """Return for each matter that a round asked about what both sides say, in the order of the register.

    Parameters
    ----------
    answers
        The answers of the round, which both sides may see.
    initiative, audience, lang
        The initiative, for whom it is shown, and the language.
    """
    told = said_by_both(answers, audience=audience)
    if not told:
        return ()
    found = spine.Matter.objects.filter(matters_open_to_all(initiative), pk__in=list(told)).order_by("written", "pk")
    return tuple(_decided(name, text, told[name], lang) for name, text in found.values_list("pk", "text"))


def _decided(name: str, text: str, told: dict[Side, SideSaid], lang: Language) -> Decided:
    civic, organizational = told[Side.CIVIC], told[Side.ORGANIZATIONAL]
    known = civic.people is not None and organizational.people is not None
    return Decided(
        matter=name,
        text=text,
        civic=_side(civic, lang),
        organizational=_side(organizational, lang),
        # Two answers that tie are no answer of a side: then it is not the same, as the power check counts it.
        same=civic.most == organizational.most and len(civic.most) == 1 if known else None,
    )


def _side(said: SideSaid, lang: Language) -> SideShown:
    return SideShown(
        people=said.people,
        most=" / ".join(decider_words(each, lang) for each in said.most),
        tie=len(said.most) > 1,
        counts=tuple((decider_words(each, lang), count) for each, count in said.counts),
    )
