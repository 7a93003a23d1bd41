"""What people talk about: the themes that both sides made, those that words suggest, and what no theme holds.

A large theme is not an important one, and words only suggest. So the themes that people made come with what the other
side has no place for, and those that were worked out come with how much they depend on chance.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.db.models import Q

from counterpoise.expertise.voices.coverage import Coverage, TooFewCategoriesError, coverage, uncovered_share
from counterpoise.expertise.voices.groupings import adjusted_rand
from counterpoise.expertise.voices.language import UnreadableLanguageError, one_language, require_language
from counterpoise.expertise.voices.themes import LEAST, REST, Themes, TooFewContributionsError
from counterpoise.expertise.voices.themes import themes as themes_in
from counterpoise.record import Case, Side
from counterpoise.record.contributions import Contribution, ContributionState, Theme
from counterpoise.statistics.intervals import Interval
from counterpoise.web.initiatives.selectors import LATEST, LATEST_WRITTEN, Ask, slice_of
from counterpoise.web.ledger.selectors import kept_at_heads
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.voices.selectors.lately import MOST_SINCE, Lately, made_lately

__all__ = ["FEWEST_FOR_SHARES", "Found", "Grouping", "Named", "TalkedAbout", "found_with", "talked_about"]

FEWEST_FOR_SHARES = 30
"""Below so many contributions no share of the uncovered is shown, only the words themselves."""

_MOST, _MOST_THEMES, _SHOWN, _LONGEST = 1000, 60, 8, 240
_OTHER = {Side.CIVIC: Side.ORGANIZATIONAL, Side.ORGANIZATIONAL: Side.CIVIC}


@dataclass(frozen=True, slots=True)
class _Words:
    """What the words of one side alone say: numbers of contributions, and single words; no text of anybody."""

    cover: Coverage | None
    not_covered: str
    themes: Themes | None
    language: str
    cannot: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A theme that people of one side made.

    Attributes
    ----------
    theme
        The theme.
    held
        How many contributions it holds that who looks may read.
    alone
        How many of these the other side put under no theme of its own.
    """

    theme: Theme
    held: int
    alone: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A theme that was found in the words of one side.

    Attributes
    ----------
    words
        The words that set it apart; none for those whose words occur nowhere else.
    size
        How many contributions it holds.
    members
        All of them that stand in no room of their own, the most typical first: these can be put under a theme.
    quotes
        The most typical of them.
    uncovered
        How many of them are near to no theme of the other side; None where that cannot be told.
    interval
        Wilson's interval of that share; None below thirty contributions.
    """

    words: tuple[str, ...]
    size: int
    members: tuple[Contribution, ...]
    quotes: tuple[Contribution, ...]
    uncovered: int | None
    interval: Interval | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """How one side's contributions group.

    Attributes
    ----------
    side, said
        The side, and how many of its contributions were read.
    named
        The themes that people of this side made, those first that the other side holds least of.
    found
        The themes that its words suggest, those first of which the other side's themes hold least.
    stability
        How alike the groupings of different beginnings are, from 0 (chance) to 1.
    language
        The language of its contributions, empty where it cannot be told.
    cannot
        Why no themes can be found in its words; empty where they were.
    found_at, since
        When they were looked for, and how many of its contributions came after that: these are in none of them yet.
    """

    side: Side
    said: int
    named: tuple[Named, ...]
    found: tuple[Found, ...]
    stability: float
    language: str
    cannot: str
    found_at: datetime
    since: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkedAbout:
    """The themes of an initiative, as far as somebody may read what was said.

    Attributes
    ----------
    groupings
        The citizens' side, then the organization's.
    open
        What citizens said that the organization put under no theme: those first whose words are furthest from all its
        themes, where that can be told.
    open_count
        How many these are, of all that citizens said.
    by_words
        Whether words gave that order.
    cannot
        Why words cannot tell it; empty where they do.
    both, alike
        How many contributions both sides sorted, and how alike they sorted them (1 the same, 0 chance); None below ten.
    more
        Whether there is more than was read.
    """

    groupings: tuple[Grouping, Grouping]
    open: tuple[Contribution, ...]
    open_count: int
    by_words: bool
    cannot: str
    both: int
    alike: float | None
    more: bool

    @property
    def said(self) -> int:
        """How many contributions of both sides were read."""
        return sum(each.said for each in self.groupings)


def found_with(contribution: str, *, side: Side, told: TalkedAbout) -> Found | None:
    """Return the theme that words of a side suggest and that holds this contribution; nothing where there is none."""
    grouping = next((each for each in told.groupings if each.side is side), None)
    rows = grouping.found if grouping is not None else ()
    return next((row for row in rows if any(each.id == contribution for each in row.members)), None)


def talked_about(initiative: str, *, viewer: Viewer) -> TalkedAbout | None:
    """Return the themes of both sides beside each other; nothing where somebody may not read the initiative.

    Parameters
    ----------
    initiative, viewer
        The initiative, and who looks. The latest thousand contributions that they may read are taken.
    """
    key = f"talked-about:{initiative}:{viewer.person}:{viewer.at.date()}"
    return kept_at_heads(key, at=viewer.heads, work=lambda: _talked_about(initiative, viewer))


def _talked_about(initiative: str, viewer: Viewer) -> TalkedAbout | None:
    asks = [
        Ask(Theme, order=LATEST_WRITTEN, limit=_MOST_THEMES),
        Ask(Contribution, Q(state=ContributionState.GIVEN), order=LATEST, limit=_MOST + MOST_SINCE),
    ]
    case = slice_of(initiative, viewer=viewer, asks=asks)
    if case is None:
        return None
    latest, older = _window(case)
    of = {side: _said_by(latest, side) for side in _OTHER}
    made = {side: [row for row in case.rows(Theme) if row.made_by is side] for side in _OTHER}
    texts = {row.id: row.text for row in case.rows(Contribution) if row.text.strip()}
    words = {}
    for side, other in _OTHER.items():
        described = _described(made[other], texts)
        words[side] = made_lately(
            (initiative, side),
            of[side],
            older=_said_by(older, side),
            besides=hash(tuple((name, tuple(held)) for name, held in described.items())),
            at=viewer.at,
            work=partial(_worked_out, described=described, seed=f"{initiative}:{side}"),
        )
    civic, organizational = (_grouping(side, of[side], made, words[side]) for side in _OTHER)
    open_ones = _in_no_theme(words[Side.CIVIC], made)
    both, alike = _alike(made)
    return TalkedAbout(
        groupings=(civic, organizational),
        open=tuple(open_ones[:_SHOWN]),
        open_count=len(open_ones),
        by_words=words[Side.CIVIC].found.cover is not None,
        cannot=words[Side.CIVIC].found.not_covered,
        both=both,
        alike=alike,
        more=len(latest) >= _MOST,
    )


def _window(case: Case) -> tuple[list[Contribution], list[Contribution]]:
    """Return the latest thousand contributions, and the few before them; each in the order of the record."""
    rows = case.rows(Contribution)
    places = sorted(range(len(rows)), key=lambda place: (str(rows[place].happened_at or ""), place), reverse=True)
    latest = set(places[:_MOST])
    return [rows[i] for i in sorted(latest)], [row for i, row in enumerate(rows) if i not in latest]


def _in_no_theme(words: Lately[_Words], made: Mapping[Side, Sequence[Theme]]) -> list[Contribution]:
    """Return what citizens said that the organization put under no theme; what came since stands last."""
    held = {name for row in made[Side.ORGANIZATIONAL] for name in row.contributions}
    if words.found.cover is None:
        rows = [*words.said, *words.since][::-1]
    else:
        rows = [*(words.said[i] for i in words.found.cover.order), *words.since]
    return [row for row in rows if row.id not in held]


def _said_by(rows: Iterable[Contribution], side: Side) -> list[Contribution]:
    return [row for row in rows if row.side is side and row.state is ContributionState.GIVEN and row.text.strip()]


def _described(made: Iterable[Theme], texts: Mapping[str, str]) -> dict[str, list[str]]:
    """Return for each theme what was put under it: by that it says what it holds."""
    return {row.name: [texts[name] for name in row.contributions if name in texts] for row in made}


def _covered(
    said: Sequence[Contribution], categories: Mapping[str, Sequence[str]], *, seed: str
) -> tuple[Coverage | None, str]:
    if len(said) < LEAST:
        return None, "few"
    if len(categories) < 2:
        return None, "few_categories"
    texts = [row.text for row in said]
    try:
        # Themes in another language would seem to hold nothing of it.
        language = one_language([texts, [text for of in categories.values() for text in of]])
        return coverage(texts, categories, language, seed=seed), ""
    except UnreadableLanguageError as error:
        return None, error.code.removeprefix("voices.")
    except TooFewCategoriesError:
        return None, "few_categories"


def _grouping(
    side: Side, said: Sequence[Contribution], made: Mapping[Side, Sequence[Theme]], words: Lately[_Words]
) -> Grouping:
    readable = {row.id for row in said} | {name for rows in made.values() for row in rows for name in row.contributions}
    others = {name for row in made[_OTHER[side]] for name in row.contributions}
    named = []
    for row in made[side]:
        held = [name for name in row.contributions if name in readable]
        named.append(Named(theme=row, held=len(held), alone=sum(name not in others for name in held)))
    named.sort(key=lambda each: (-each.alone / max(1, each.held), each.theme.name.casefold()))
    return Grouping(
        side=side,
        said=len(said),
        named=tuple(named),
        found=_found(words),
        stability=words.found.themes.stability if words.found.themes is not None else 0.0,
        language=words.found.language,
        cannot=words.found.cannot,
        found_at=words.at,
        since=len(words.since),
    )


def _worked_out(said: Sequence[Contribution], *, described: Mapping[str, Sequence[str]], seed: str) -> _Words:
    """Find what no theme of the other side holds, and the themes that words suggest: this takes long."""
    cover, not_covered = _covered(said, described, seed=seed)
    if len(said) < LEAST:
        return _Words(cover, not_covered, None, "", "few")
    texts = [row.text for row in said]
    try:
        language = require_language(texts)
        return _Words(cover, not_covered, themes_in(texts, language, seed=seed), language, "")
    except UnreadableLanguageError as error:
        return _Words(cover, not_covered, None, "", error.code.removeprefix("voices."))
    except TooFewContributionsError:
        return _Words(cover, not_covered, None, "", "nothing_in_common")


def _found(words: Lately[_Words]) -> tuple[Found, ...]:
    told, cover, said = words.found.themes, words.found.cover, words.said
    rows = []
    for theme in told.themes if told is not None else ():
        number, interval = uncovered_share(cover, theme.members) if cover is not None else (None, None)
        rows.append(
            Found(
                words=() if theme.id == REST else theme.words,
                size=theme.size,
                members=tuple(said[i] for i in dict.fromkeys((*theme.quotes, *theme.members)) if said[i].space is None),
                quotes=tuple(said[i] for i in theme.quotes),
                uncovered=number,
                interval=interval if len(said) >= FEWEST_FOR_SHARES else None,
            )
        )
    if cover is not None:
        rows.sort(key=lambda each: (-(each.uncovered or 0) / each.size, -each.size))
    return tuple(rows)


def _alike(made: Mapping[Side, Sequence[Theme]]) -> tuple[int, float | None]:
    """Return how many contributions both sides sorted, and how alike: the first theme of each counts."""
    of: dict[Side, dict[str, str]] = {side: {} for side in made}
    for side, rows in made.items():
        for row in rows:
            for name in row.contributions:
                of[side].setdefault(name, row.id)
    both = sorted(of[Side.CIVIC].keys() & of[Side.ORGANIZATIONAL].keys())
    if len(both) < LEAST:
        return len(both), None
    first, second = ([of[side][name] for name in both] for side in (Side.CIVIC, Side.ORGANIZATIONAL))
    return len(both), adjusted_rand(first, second)
