"""Open a problem before anybody knows what to do about it, add what could be done, and sort what was said."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from counterpoise.expertise.contributions import may_leave_room
from counterpoise.levels.refusals import Refusal
from counterpoise.record import Moment
from counterpoise.record.contributions import Choice, Contribution, Problem, Theme
from counterpoise.record.initiatives import Matter
from counterpoise.record.people import Space
from counterpoise.web.expertise import models
from counterpoise.web.expertise.selectors import there
from counterpoise.web.initiatives.selectors import Ask, case_with
from counterpoise.web.initiatives.services import NothingHereError, part_in, side_spoken_for
from counterpoise.web.ledger.records import to_row
from counterpoise.web.ledger.services import RefusedError, Telling, new_id, tell
from counterpoise.web.people.selectors import Viewer, lets_in_without_account
from counterpoise.web.people.services import TooManyError, try_once

__all__ = ["add_option", "make_theme", "open_problem", "reshape_theme", "sort_under"]

_AN_HOUR = 30


def open_problem(
    *,
    initiative: str,
    text: str,
    matter: str | None = None,
    address: str = "",
    once: str,
    by: Viewer,
    at: datetime,
) -> Problem:
    """Open a problem; anybody may, also without an account where this initiative welcomes that.

    Parameters
    ----------
    initiative, text, matter
        Where, in which words, and about what.
    address
        From where, to count with; only needed of somebody without an account.
    once, by, at
        The form, who opens it, when.

    Raises
    ------
    NothingHereError
        There is no such initiative or matter for this person.
    RefusedError
        There are no words; here an account is needed, or there were too many from one address.
    """
    part_in(initiative, by=by)
    case = case_with(initiative, viewer=by, asks=[Ask(Matter, Q(pk=matter or ""), common=True)])
    if matter and (case is None or matter not in case.by_id(Matter)):
        raise NothingHereError(matter)
    if not text.strip():
        raise RefusedError([Refusal("expertise.no_words")])
    row = Problem(
        id=new_id("problem", once=once),
        initiative=initiative,
        happened_at=Moment.exactly(at),
        recorded_at=at,
        recorded_by=by.person,
        matter=matter or None,
        text=text.strip(),
        author_side=side_spoken_for(None, initiative=initiative, by=by),
    )
    with transaction.atomic():
        if by.person is None:
            _count(initiative, address=address, at=at)
        tell("problem_opened", Telling(model=models.Problem, row=row), by=by.person, at=at)
    return row


def _count(initiative: str, *, address: str, at: datetime) -> None:
    if not lets_in_without_account(initiative):
        raise RefusedError([Refusal("expertise.needs_account")])
    try:
        try_once("problem", who=address, most=_AN_HOUR, at=at)
    except TooManyError as error:
        raise RefusedError([Refusal("expertise.too_many")]) from error


def add_option(*, initiative: str, problem: str, text: str, by: Viewer, at: datetime) -> Problem:
    """Add what could be done about a problem. Either side may; two who do so at once both find theirs there.

    Raises
    ------
    NothingHereError
        There is no such problem for this person, or they take no part.
    RefusedError
        There are no words.
    """
    seen = there(Problem, problem, initiative=initiative, viewer=by)
    if seen is None or by.person is None or not by.sides(initiative):
        raise NothingHereError(problem)
    if not text.strip():
        raise RefusedError([Refusal("expertise.no_words")])
    option = Choice(text=text.strip(), author_side=side_spoken_for(None, initiative=initiative, by=by))
    with transaction.atomic():
        now = to_row(Problem, models.Problem.objects.select_for_update().get(pk=problem))
        if option in now.options:  # the same form sent twice
            return now
        row = replace(
            now,
            version=now.version + 1,
            supersedes_reason="an option was added",
            recorded_at=at,
            recorded_by=by.person,
            options=(*now.options, option),
        )
        tell("option_added", Telling(model=models.Problem, row=row), by=by.person, at=at)
    return row


def make_theme(
    *, initiative: str, name: str, contributions: Iterable[str], once: str, by: Viewer, at: datetime
) -> Theme:
    """Sort what was said in the open under a theme of one's own side; the other side's themes stand beside it.

    Raises
    ------
    NothingHereError
        There is no such initiative or contribution for this person, or they take no part.
    RefusedError
        It has no name or holds nothing, or one of the contributions stands in a closed room.
    """
    part_in(initiative, by=by)
    chosen = tuple(dict.fromkeys(contributions))
    case = case_with(initiative, viewer=by, asks=[Ask(Contribution, Q(pk__in=chosen))])
    if case is None or by.person is None or not by.sides(initiative):
        raise NothingHereError(initiative)
    said, spaces = case.by_id(Contribution), case.by_id(Space)
    if any(each not in said or said[each].initiative != initiative for each in chosen):
        raise NothingHereError(initiative)
    refusals = [Refusal("expertise.no_words")] if not name.strip() else []
    if not chosen:
        refusals.append(Refusal("expertise.nothing_chosen"))
    for each in chosen:
        refusals += may_leave_room(said[each], space=spaces.get(said[each].space or ""))
    if refusals:
        raise RefusedError(refusals)
    row = Theme(
        id=new_id("theme", once=once),
        initiative=initiative,
        happened_at=Moment.exactly(at),
        recorded_at=at,
        recorded_by=by.person,
        name=name.strip(),
        made_by=side_spoken_for(None, initiative=initiative, by=by),
        contributions=chosen,
    )
    tell("theme_made", Telling(model=models.Theme, row=row), by=by.person, at=at)
    return row


def sort_under(*, initiative: str, theme: str, contributions: Iterable[str], by: Viewer, at: datetime) -> Theme:
    """Put more of what was said under a theme of one's own side; two who do so at once both find theirs there.

    Raises
    ------
    NothingHereError
        There is no such theme or contribution for this person, or the other side made it.
    RefusedError
        Nothing was chosen, or one of the contributions stands in a closed room.
    """
    seen = there(Theme, theme, initiative=initiative, viewer=by)
    chosen = tuple(dict.fromkeys(contributions))
    case = case_with(initiative, viewer=by, asks=[Ask(Contribution, Q(pk__in=chosen))])
    if seen is None or case is None or by.person is None or seen.made_by not in by.sides(initiative):
        raise NothingHereError(theme)
    said, spaces = case.by_id(Contribution), case.by_id(Space)
    if any(each not in said or said[each].initiative != initiative for each in chosen):
        raise NothingHereError(theme)
    refusals = [] if chosen else [Refusal("expertise.nothing_chosen")]
    for each in chosen:
        refusals += may_leave_room(said[each], space=spaces.get(said[each].space or ""))
    if refusals:
        raise RefusedError(refusals)
    with transaction.atomic():
        now = to_row(Theme, models.Theme.objects.select_for_update().get(pk=theme))
        more = tuple(each for each in chosen if each not in now.contributions)
        if not more:  # the same form sent twice
            return now
        row = replace(
            now,
            version=now.version + 1,
            supersedes_reason="more was put under it",
            recorded_at=at,
            recorded_by=by.person,
            contributions=(*now.contributions, *more),
        )
        tell("theme_filled", Telling(model=models.Theme, row=row), by=by.person, at=at)
    return row


def reshape_theme(
    *,
    initiative: str,
    theme: str,
    name: str,
    take_out: Iterable[str],
    apart: str,
    version: int,
    once: str,
    by: Viewer,
    at: datetime,
) -> Theme:
    """Rename a theme of one's own side, and take some of it out: under a new theme, or under none.

    Parameters
    ----------
    initiative, theme, name
        The theme, and what it is called from now on.
    take_out, apart
        The contributions that leave it, and the name of the new theme that they become; empty where they become none.
    version, once, by, at
        The version that was looked at, the form, who does it, when.

    Raises
    ------
    NothingHereError
        There is no such theme for this person, it holds no such contribution, or the other side made it.
    RefusedError
        It has no name, or nothing is left in it.
    StaleVersionError
        Somebody of the same side changed it meanwhile.
    """
    now = there(Theme, theme, initiative=initiative, viewer=by)
    if now is None or by.person is None or now.made_by not in by.sides(initiative):
        raise NothingHereError(theme)
    gone = tuple(dict.fromkeys(take_out))
    if not set(gone) <= set(now.contributions):
        raise NothingHereError(theme)
    left = tuple(each for each in now.contributions if each not in gone)
    refusals = [] if name.strip() else [Refusal("expertise.no_words")]
    if not left:
        refusals.append(Refusal("expertise.nothing_left"))
    if refusals:
        raise RefusedError(refusals)
    row = replace(
        now,
        version=version + 1,
        supersedes_reason="it was named or split anew",
        recorded_at=at,
        recorded_by=by.person,
        name=name.strip(),
        contributions=left,
    )
    tellings = [Telling(model=models.Theme, row=row)]
    if gone and apart.strip():
        new = replace(_anew(row, once=once, at=at), name=apart.strip(), contributions=gone)
        tellings.append(Telling(model=models.Theme, row=new))
    tell("theme_reshaped", *tellings, by=by.person, at=at)
    return row


def _anew(row: Theme, *, once: str, at: datetime) -> Theme:
    """Return a new theme of the side and the person of another one."""
    return Theme(
        id=new_id("theme", once=once),
        initiative=row.initiative,
        happened_at=Moment.exactly(at),
        recorded_at=at,
        recorded_by=row.recorded_by,
        made_by=row.made_by,
    )
