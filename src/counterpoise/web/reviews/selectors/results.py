"""What both sides answered, as one page shows it to both: the same at the same moment, and never a total."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from counterpoise.audit.report.charts import Chart, End, Pair, dumbbell
from counterpoise.record import Side, Tension
from counterpoise.record.reviews import ReviewAnswer, ReviewRound
from counterpoise.reviews.gaps import ShownGap, SideAnswers, shown, shown_gap, side_answers
from counterpoise.reviews.instrument import PAIRS, Item, ItemKind, Language, items
from counterpoise.reviews.rounds import SidesPresent, sides_present
from counterpoise.statistics.disclosure import COUNT_MINIMUM, Audience
from counterpoise.web.ledger.records import to_rows
from counterpoise.web.ledger.selectors import kept_at_heads
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.reviews import models
from counterpoise.web.reviews.selectors.deciding import Decided, decided_in
from counterpoise.web.reviews.selectors.rounds import audience_of, is_seen
from counterpoise.web.reviews.selectors.words import shared_words
from counterpoise.web.ui.words import signed, word

__all__ = ["Asked", "Results", "Subject", "results_of"]

_FIRST, _PURPOSE = "Y2", "Y3"
_MOST_FIRST = 3
_SIDES = (Side.CIVIC, Side.ORGANIZATIONAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question with the answers of both sides.

    Attributes
    ----------
    item
        The question, as citizens were asked it.
    other
        What the organization was asked, where its words differ.
    chart
        The two middle answers, with what may be shown behind them.
    table
        How often each answer was given, for the sides of which that may be shown.
    gap
        The difference between both sides, as far as it may be shown.
    far
        How far apart the two middle answers are, as a share of the scale; nothing where that is not shown.
    """

    item: Item
    text: str
    other: str
    chart: Chart
    table: tuple[tuple[str, str, str], ...]
    gap: ShownGap
    far: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A tension, or what lies across them, with its questions; for each side, how it is now and should be."""

    tension: Tension | None
    asked: tuple[Asked, ...]
    unanswered: tuple[str, ...]
    wanted: Chart | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """What both sides answered in a round.

    Attributes
    ----------
    present
        Which sides answered.
    people
        How many of each side answered any question; nothing where that is fewer than five.
    subjects
        The four tensions, and what lies across them.
    decides
        For each matter who decides it, as both sides say.
    furthest
        The questions on which both sides differ most.
    first, purpose, examples
        Words that their own side let out: what to talk about first, what it is for, examples.
    """

    present: SidesPresent
    people: dict[Side, int | None]
    subjects: tuple[Subject, ...]
    decides: tuple[Decided, ...]
    furthest: tuple[Asked, ...]
    first: tuple[ReviewAnswer, ...]
    purpose: tuple[ReviewAnswer, ...]
    examples: tuple[ReviewAnswer, ...]


def results_of(one: ReviewRound, *, viewer: Viewer, lang: str) -> Results | None:
    """Return what both sides answered in a round; nothing before both sides may see it.

    Parameters
    ----------
    one
        A round that this person may read.
    viewer
        Who reads: everybody who takes part gets the same.
    lang
        ``en`` or ``nl``.
    """
    if not is_seen(one, viewer=viewer):
        return None
    audience = audience_of(one.initiative or "", viewer=viewer)
    key = f"review:{one.id}:{one.version}:{audience}:{lang}"
    return kept_at_heads(key, at=viewer.heads, work=lambda: _results(one, audience, Language(lang)))


def _results(one: ReviewRound, audience: Audience, lang: Language) -> Results:
    answers = to_rows(ReviewAnswer, models.ReviewAnswer.objects.filter(round=one.id))
    by_item = side_answers(answers)
    drawing = _Drawing(by_item, audience, lang)
    subjects = tuple(drawing.subject(tension) for tension in (*Tension, None))
    asked = [each for subject in subjects for each in subject.asked]
    far = sorted((each for each in asked if each.far), key=lambda each: -(each.far or 0))
    words = shared_words(one.id)
    return Results(
        present=sides_present(answers),
        people={side: drawing.people(side) for side in _SIDES},
        subjects=subjects,
        decides=decided_in(answers, initiative=one.initiative or "", audience=audience, lang=lang),
        furthest=tuple(far[:_MOST_FIRST]),
        first=tuple(row for row in words if row.item == _FIRST),
        purpose=tuple(row for row in words if row.item == _PURPOSE),
        examples=tuple(row for row in words if row.item not in {_FIRST, _PURPOSE}),
    )


@dataclass(frozen=True, slots=True)
class _Drawing:
    answers: dict[tuple[str, Side], SideAnswers]
    audience: Audience
    lang: Language

    def of(self, code: str, side: Side) -> SideAnswers:
        return self.answers.get((code, side)) or SideAnswers(code=code, side=side)

    def people(self, side: Side) -> int | None:
        known = max((each.people for (_, own), each in self.answers.items() if own is side), default=0)
        return known if known >= COUNT_MINIMUM else None

    def subject(self, tension: Tension | None) -> Subject:
        mirrored = {one.code: one for one in items(Side.ORGANIZATIONAL)}
        here = [one for one in items(Side.CIVIC) if one.tension is tension and one.scale is not None]
        answered = [one for one in here if any(self.of(one.code, side).asked for side in _SIDES)]
        return Subject(
            tension=tension,
            asked=tuple(self.asked(one, mirrored[one.code]) for one in answered),
            unanswered=tuple(one.words(self.lang) for one in here if one not in answered),
            wanted=self.wanted(tension) if tension else None,
        )

    def asked(self, one: Item, mirror: Item) -> Asked:
        low, high = one.scale or (0, 0)
        civic, organizational = self.of(one.code, Side.CIVIC), self.of(one.code, Side.ORGANIZATIONAL)
        text, other = one.words(self.lang), mirror.words(self.lang)
        gap = shown_gap(civic, organizational, audience=self.audience)
        chart = dumbbell(
            [Pair(label=_("Middle answer"), first=self.end(civic), second=self.end(organizational))],
            low=low,
            high=high,
            names=(word(Side.CIVIC), word(Side.ORGANIZATIONAL)),
            lang=self.lang,
            caption=text,
            poles=self.poles(one),
            steps=high - low,
            write=self.writer(one),
        )
        far = None if gap.medians is None else abs(gap.medians) / (high - low)
        table = self.table(one, civic, organizational)
        other = other if other != text else ""
        return Asked(item=one, text=text, other=other, chart=chart, table=table, gap=gap, far=far)

    def table(self, one: Item, *told: SideAnswers) -> tuple[tuple[str, str, str], ...]:
        """Return how often each answer was given, for the sides of which that may be shown."""
        seen = [shown(each, audience=self.audience).distribution for each in told]
        if not any(seen):
            return ()
        low, high = one.scale or (0, 0)
        names = one.choice_words(self.lang) or tuple(map(signed, range(low, high + 1)))
        rows = []
        for value, name in enumerate(names, start=low):
            civic, organizational = ("–" if each is None else str(each.get(value, 0)) for each in seen)
            rows.append((name, civic, organizational))
        return tuple(rows)

    def end(self, told: SideAnswers, *, of_side: bool = True) -> End:
        seen = shown(told, audience=self.audience)
        side = told.side if of_side else None
        if seen.display == "nothing":
            return End(value=0.0 if told.n else None, people=0, side=side)
        answers = tuple(map(float, told.values)) if seen.display == "means" else ()
        span = (float(seen.range[0]), float(seen.range[1])) if seen.range is not None else None
        return End(value=seen.median, side=side, people=seen.n, spread=span, answers=answers)

    def poles(self, one: Item) -> tuple[str, str]:
        ends = one.pole_words(self.lang)
        if ends is not None:
            return ends
        choices = one.choice_words(self.lang)
        return choices[0], choices[-1]

    def writer(self, one: Item) -> Callable[[float], str]:
        choices, low = one.choice_words(self.lang), (one.scale or (0, 0))[0]

        def write(value: float) -> str:
            if not choices:
                return signed(value)
            first, second = choices[int(value) - low], choices[-int(-value // 1) - low]
            if first == second:
                return f"“{first}”"
            return _("between “%(first)s” and “%(second)s”") % {"first": first, "second": second}

        return write

    def wanted(self, tension: Tension) -> Chart | None:
        pair = next((codes for codes in PAIRS if codes[0] in _codes(tension)), None)
        if pair is None:
            return None
        rows = [
            Pair(label=word(side), first=self.end(now, of_side=False), second=self.end(then, of_side=False))
            for side in _SIDES
            if (now := self.of(pair[0], side)).n and (then := self.of(pair[1], side)).n
        ]
        if not rows:
            return None
        asked = next(one for one in items(Side.CIVIC) if one.code == pair[0])
        return dumbbell(
            rows,
            low=-3,
            high=3,
            names=(_("now"), _("wanted")),
            lang=self.lang,
            caption=_("How it is now, and how it should be"),
            poles=asked.pole_words(self.lang),
            steps=6,
            write=self.writer(asked),
        )


def _codes(tension: Tension) -> Iterable[str]:
    return [one.code for one in items(Side.CIVIC) if one.tension is tension and one.kind is ItemKind.NOW]
