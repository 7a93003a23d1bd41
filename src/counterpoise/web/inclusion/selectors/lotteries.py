"""Reads of a lottery: its steps for who works at it, what everybody may see of it, and one's own chance."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from counterpoise.inclusion.counting import hidden
from counterpoise.inclusion.lottery.margins import invitations_needed, sensitive_features, suggested_quotas
from counterpoise.inclusion.lottery.problems import Problem
from counterpoise.inclusion.lottery.quotas import Quota
from counterpoise.inclusion.lottery.tables import plain
from counterpoise.inclusion.selections import may_draw_for, of_this_round
from counterpoise.record import Case
from counterpoise.record.initiatives import Group
from counterpoise.record.participation import (
    Invitation,
    LotteryRun,
    Margin,
    MarginKind,
    Population,
    Recruitment,
    Selection,
)
from counterpoise.record.people import Body
from counterpoise.web.inclusion import models
from counterpoise.web.inclusion.selectors.case import seated_in
from counterpoise.web.initiatives.selectors import Ask, slice_of
from counterpoise.web.people.selectors import Viewer

__all__ = [
    "Counted",
    "OneLottery",
    "lottery_visible_to",
]

_PER_PLACE = 4
_USUAL = 0.03
"""Of a hundred people who get a letter about a citizens' assembly some three say yes."""
_ENOUGH = 100
_OF_COUNTS = frozenset({"no_panel", "no_panel_no_help", "too_few_in_pool"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One value of one feature: its quota, and how many of the population, the pool and the panel have it.

    Attributes
    ----------
    feature, value, least, most
        The value and its quota.
    population
        How many of the population; nothing where nobody counted.
    pool, panel, not_drawn
        How many said yes, how many are on the panel, and how many said yes and are not; nothing where few people stand
        behind the number, or nobody was drawn.
    """

    feature: str
    value: str
    least: int
    most: int
    population: int | None
    pool: int | None
    panel: int | None
    not_drawn: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OneLottery:
    """The lottery of a selection, as somebody may see it.

    Attributes
    ----------
    selection, body
        What it is for.
    lottery
        The lottery that goes on, or that of an earlier round which was asked for; nothing before it began.
    earlier
        Those of earlier rounds, each with a panel that was drawn; the first round first.
    number
        The how manieth of these is shown, from 1; 0 for the one that goes on.
    run
        Its run in the record: hashes, the chance that was named, what came out.
    broken_off
        The runs that were broken off.
    populations, margins
        What people are compared with: for each population, how many are in each category of each variable.
    groups, recruitments
        Who can be asked in, and by which ways.
    asked, yes, no
        How many were asked, said yes, and said no.
    has_seat, holds_pool
        Whether the viewer holds a seat, and whether they hold the pool.
    done
        The steps that are done.
    """

    selection: Selection
    body: Body | None
    lottery: models.Lottery | None
    earlier: tuple[models.Lottery, ...]
    number: int
    run: LotteryRun | None
    broken_off: tuple[LotteryRun, ...]
    populations: tuple[Population, ...]
    margins: Mapping[str, Mapping[str, int]]
    groups: tuple[Group, ...]
    recruitments: tuple[Recruitment, ...]
    asked: int
    yes: int
    no: int
    has_seat: bool
    holds_pool: bool
    done: frozenset[str]

    @property
    def going(self) -> models.Lottery:
        """The lottery that goes on, on pages that are shown only once it began.

        Raises
        ------
        LookupError
            It did not.
        """
        if self.lottery is None:
            raise LookupError(self.selection.id)
        return self.lottery

    def problems(self, lang: str) -> tuple[Problem, ...]:
        """Return what stood in the way of the work the last time, as one language fills it in.

        Which change of quotas would help tells of how many people of a kind there are: only who holds the list sees it.
        """
        told = self.lottery.problems if self.lottery else ()
        found = [Problem(**{**one, "given": {**one["given"], **one["given"].get(lang, {})}}) for one in told]
        if self.holds_pool or self.lottery is None or not any(one.code in _OF_COUNTS for one in found):
            return tuple(found)
        return (Problem("", 0, "", "no_panel_ask_holder", {"size": self.lottery.size}),)

    @property
    def share_of_yes(self) -> float:
        """The share of those asked who say yes: as it was here, and until enough replied as it is elsewhere."""
        return self.yes / (self.yes + self.no) if self.yes and self.yes + self.no >= _ENOUGH else _USUAL

    @property
    def to_ask(self) -> int:
        """How many people to ask."""
        size = self.lottery.size if self.lottery else 0
        return invitations_needed(size=size, per_place=_PER_PLACE, share_of_yes=self.share_of_yes)

    @property
    def first(self) -> str:
        """What is done before a list and a draw: the word of the rule; empty where nothing stands in the way."""
        return next((each.code for each in may_draw_for(self.selection)), "")

    @property
    def announced_kind(self) -> str:
        """What chooses the panel: ``dice``, ``drand``, or ``text`` for another public draw."""
        return str(self.lottery.announced).partition(":")[0] if self.lottery else ""

    @property
    def announced_words(self) -> str:
        """When and where everybody can see it."""
        return str(self.lottery.announced).partition(":")[2] if self.lottery else ""

    @property
    def quotas(self) -> tuple[Quota, ...]:
        """The quotas that were set; before that those that the population suggests."""
        if self.lottery is None:
            return ()
        if self.lottery.quotas:
            rows = list(csv.reader(io.StringIO(self.lottery.quotas)))[1:]
            return tuple(Quota(feature, value, int(least), int(most)) for feature, value, least, most in rows)
        return _suggested(self.lottery, self.margins)

    def population_of(self, feature: str, value: str) -> int | None:
        """Return how many people of the population have a value, where that was counted."""
        known = {plain(name): counts for name, counts in self.margins.items()}.get(plain(feature), {})
        return {plain(name): count for name, count in known.items()}.get(plain(value))

    @property
    def protected(self) -> tuple[str, ...]:
        """What the population is counted by and the law protects: no quotas are suggested for it."""
        return tuple(sensitive_features(self.margins))

    def said_yes(self, feature: str, value: str) -> int | None:
        """Return how many in the pool have a value: of few people only to who holds the list."""
        counts: Mapping[str, int] = self.lottery.values.get(feature, {}) if self.lottery else {}
        return None if not self.holds_pool and value in hidden(counts) else counts.get(value, 0)

    def chances(self, lang: str) -> dict[str, Any] | None:
        """Return what there is to say of the chances; who does not hold the list sees no number of few people."""
        report = self.lottery.report.get(lang) if self.lottery else None
        if not report:
            return None
        few = frozenset() if self.holds_pool else hidden({band: int(people) for band, people in report["chances"]})
        rows = [
            (*row[:4], *(row[4:] if self.said_yes(row[0], row[1]) is not None else (None, None)))
            for row in report["quotas"]
        ]
        bands = [(band, None if band in few else int(people)) for band, people in report["chances"]]
        return {**report, "chances": bands, "quotas": rows}

    def counted(self) -> tuple[Counted, ...]:
        """Return who is in and who is not, in numbers: numbers of few people are left out.

        Who said yes is told by kind once, after the draw: earlier the list can still change, and two countings of it
        would tell of who came in between.
        """
        if self.lottery is None:
            return ()
        panel: Mapping[str, Mapping[str, int]] = self.lottery.report.get("panel", {})
        found = []
        for row in self.quotas:
            pool = self.lottery.values.get(row.feature, {})
            on_panel = panel.get(row.feature, {})
            few = self.lottery.report.get("few", {}).get(row.feature, pool)
            seen = bool(on_panel) and row.value not in few
            drawn = on_panel.get(row.value, 0)
            found.append(
                Counted(
                    feature=row.feature,
                    value=row.value,
                    least=row.least,
                    most=row.most,
                    population=self.population_of(row.feature, row.value),
                    pool=None if not on_panel or row.value in hidden(pool) else pool.get(row.value, 0),
                    panel=drawn if seen else None,
                    not_drawn=pool.get(row.value, 0) - drawn if seen else None,
                )
            )
        return tuple(found)


def _suggested(lottery: models.Lottery, margins: Mapping[str, Mapping[str, int]]) -> tuple[Quota, ...]:
    by_name = {plain(name): counts for name, counts in margins.items()}
    rows: list[Quota] = []
    for feature, pool in lottery.values.items():
        known = {plain(name): count for name, count in by_name.get(plain(feature), {}).items()}
        # Who is of no category of the population is asked for by nobody; where nothing was counted, anything goes.
        counts = {name: known.get(plain(name), 0) for name in pool}
        if sum(counts.values()):
            rows += suggested_quotas({feature: counts}, size=lottery.size).rows
        else:
            rows += [Quota(feature, name, 0, lottery.size) for name in pool]
    return tuple(rows)


def lottery_visible_to(initiative: str, selection: str, *, viewer: Viewer, number: int = 0) -> OneLottery | None:
    """Return the lottery of a selection; nothing where there is no such selection, or none that they may read.

    Parameters
    ----------
    initiative, selection, viewer
        Which selection, and who looks.
    number
        The how manieth lottery of an earlier round, from 1; 0 for the one that goes on.
    """
    case = slice_of(
        initiative,
        viewer=viewer,
        asks=(
            Ask(Selection, Q(pk=selection)),
            Ask(LotteryRun, Q(selection=selection)),
            Ask(Invitation, Q(selection=selection)),
            Ask(Population),
            Ask(Margin, Q(kind=MarginKind.POPULATION)),
            Ask(Group, common=True),
            Ask(Recruitment),
        ),
        named=(Body,),
    )
    row = case.by_id(Selection).get(selection) if case is not None else None
    if case is None or row is None:
        return None
    kept = models.Lottery.objects.defer("pool", "published", "certificate").filter(selection=selection, closed=False)
    rounds = tuple(kept.order_by("begun_at", "pk"))
    earlier = tuple(each for each in rounds if each.next_round_at is not None)
    if number > len(earlier):
        return None
    lottery = earlier[number - 1] if number else next((each for each in rounds if each.next_round_at is None), None)
    runs = case.by_id(LotteryRun)
    asked = _asked_in(number, earlier, case)
    return OneLottery(
        selection=row,
        body=case.by_id(Body).get(row.body or ""),
        lottery=lottery,
        earlier=earlier,
        number=number,
        run=runs.get(lottery.run_id or "") if lottery is not None else None,
        broken_off=tuple(each for each in runs.values() if each.aborted),
        populations=case.rows(Population),
        margins=_margins(case.rows(Margin), lottery),
        groups=case.rows(Group),
        recruitments=case.rows(Recruitment),
        asked=sum(each.people for each in asked),
        yes=sum(each.people for each in asked if each.accepted),
        no=sum(each.people for each in asked if each.accepted is False),
        has_seat=viewer.person is not None and bool(seated_in(initiative, viewer=viewer)),
        holds_pool=lottery is not None and lottery.holder_id is not None and lottery.holder_id == viewer.person,
        done=_done(lottery, asked=bool(asked)),
    )


def _asked_in(number: int, earlier: tuple[models.Lottery, ...], case: Case) -> list[Invitation]:
    """Return the invitations of the round that goes on, or of an earlier one: from the round before it to the next."""
    rows = case.rows(Invitation)
    if not number:
        return of_this_round(case.versions(Selection), rows)
    since = earlier[number - 2].next_round_at if number > 1 else None
    until = earlier[number - 1].next_round_at
    found = []
    for each in rows:
        at = each.happened_at.at if each.happened_at is not None else None
        if at is None or ((since is None or at >= since) and (until is None or at < until)):
            found.append(each)
    return found


def _margins(rows: tuple[Margin, ...], lottery: models.Lottery | None) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for row in rows:
        if lottery is not None and row.population == lottery.population_id and row.category and row.count:
            found.setdefault(row.variable, {})[row.category] = row.count
    return found


def _done(lottery: models.Lottery | None, *, asked: bool) -> frozenset[str]:
    steps = {"asking": asked}
    if lottery is not None:
        steps |= {
            "places": True,
            "pool": lottery.people > 0,
            "quotas": bool(lottery.quotas),
            "chances": bool(lottery.report),
            "freeze": lottery.frozen_at is not None,
            "draw": lottery.drawn_at is not None,
            "panel": lottery.drawn_at is not None,
        }
    return frozenset(name for name, done in steps.items() if done)
