"""Prepare a lottery: how many places, against which population, the pool, the quotas."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from counterpoise.inclusion.lottery.infeasible import in_words, smallest_changes
from counterpoise.inclusion.lottery.margins import sensitive_features
from counterpoise.inclusion.lottery.pool import read_pool
from counterpoise.inclusion.lottery.problems import BadInputError, Problem
from counterpoise.inclusion.lottery.quotas import Quota, Quotas
from counterpoise.inclusion.lottery.tables import Table, plain
from counterpoise.levels.refusals import Refusal
from counterpoise.record.participation import Population
from counterpoise.web.inclusion.models import GOING, Lottery
from counterpoise.web.inclusion.services.lotteries.files import pool_table, question_of, quotas_csv
from counterpoise.web.inclusion.services.lotteries.rights import locked, not_frozen, selection_to_draw_for
from counterpoise.web.inclusion.services.lotteries.runs import OTHER_PLACES, OTHER_POOL, OTHER_QUOTAS, set_aside
from counterpoise.web.inclusion.services.rights import known, space_of
from counterpoise.web.initiatives.services import log_of
from counterpoise.web.ledger.services import Event, RefusedError, append, new_id
from counterpoise.web.people.selectors import Viewer

__all__ = ["Volunteering", "begin_lottery", "keep_pool", "set_quotas"]

_MOST_VALUES = 40
_MOST_FEATURES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Volunteering:
    """Who said yes, as a file or as pasted rows.

    Attributes
    ----------
    name, content
        The name of the file, and what stands in it.
    id_column, addresses
        The column of ids, and those of the address: at most one person of an address is drawn.
    features
        The columns by which people are told apart.
    ground
        The ground in law for telling people apart by something that the law protects.
    """

    name: str
    content: bytes
    id_column: str = ""
    addresses: tuple[str, ...] = ()
    features: tuple[str, ...] = ()
    ground: str = ""


@transaction.atomic
def begin_lottery(
    *, initiative: str, selection: str, size: int, population: str | None, once: str, by: Viewer, at: datetime
) -> Lottery:
    """Begin the lottery of a selection, or change how many places it has while it is not frozen. It takes a seat.

    Raises
    ------
    NothingHereError
        There is no such selection or population for this person, or they hold no seat.
    RefusedError
        It is frozen, or there is no place.
    """
    row = selection_to_draw_for(selection, initiative=initiative, by=by)
    known(Population, population, initiative=initiative, by=by)
    if size < 1:
        raise RefusedError((Refusal("inclusion.no_place"),))
    found = Lottery.objects.select_for_update().filter(GOING, selection=selection).first()
    if found is None:
        try:
            with transaction.atomic():
                found = Lottery.objects.create(
                    id=new_id("lottery", once=once),
                    initiative_id=initiative,
                    selection_id=selection,
                    log=log_of(space_of(row, initiative=initiative, by=by, at=at)),
                    begun_by_id=str(by.person),
                    begun_at=at,
                    size=size,
                    population_id=population or None,
                )
        except IntegrityError as error:  # the same form twice, or somebody else at the same moment
            now = Lottery.objects.filter(selection=selection).order_by("closed", "-begun_at").first()
            if now is None:  # or a form of another selection
                raise RefusedError((Refusal("inclusion.form_of_another"),)) from error
            return now
        _tell("lottery_begun", found, {"places": size, "population": population}, by=by, at=at)
        return found
    not_frozen(found)
    if (found.size, found.population_id) == (size, population or None):
        return found
    found.size, found.population_id = size, population or None
    found.quotas = ""
    set_aside(found, OTHER_PLACES, by=by.person, at=at)
    _tell("lottery_changed", found, {"places": size, "population": population}, by=by, at=at)
    return found


def _tell(event: str, lottery: Lottery, what: dict[str, object], *, by: Viewer, at: datetime) -> None:
    body = {"by": by.person, "lottery": lottery.id, "selection": lottery.selection_id, **what}
    append([Event(type=event, body=body)], log=lottery.log, at=at)


@transaction.atomic
def keep_pool(*, initiative: str, selection: str, pool: Volunteering, by: Viewer, at: datetime) -> Lottery:
    """Keep who said yes, outside the record: from then on this person holds the pool, and nobody else reads it.

    Raises
    ------
    NothingHereError
        There is no such lottery for this person, they hold no seat, or somebody else holds its pool.
    BadInputError
        Everything that is wrong in the file, with line and field.
    RefusedError
        The criteria are not fixed yet, it is frozen, or people would be told apart by something that the law
        protects, without a ground.
    """
    found = locked(selection, initiative=initiative, by=by, draws=True)
    not_frozen(found)
    if found.holder_id is not None and found.holder_id != by.person:
        raise RefusedError((Refusal("inclusion.pool_held_by_other"),))
    table = pool_table(pool.name, pool.content)
    features = _columns(table, pool.features)
    protected = sensitive_features(features)
    if protected and not pool.ground.strip():
        raise RefusedError((Refusal("inclusion.protected_feature", {"names": ", ".join(protected)}),))
    everybody = Quotas((), table.file)
    people = read_pool(table, everybody, size=found.size, id_column=pool.id_column, addresses=pool.addresses)
    found.values = _counted(table, features)
    found.pool, found.pool_name, found.people = pool.content, table.file, len(people)
    found.id_column, found.addresses, found.features = pool.id_column, list(pool.addresses), list(features)
    found.ground = pool.ground.strip() if protected else ""
    found.holder_id, found.quotas = by.person, ""
    set_aside(found, OTHER_POOL, by=by.person, at=at)
    sha = hashlib.sha256(pool.content).hexdigest()
    _tell("lottery_pool_kept", found, {"people": len(people), "sha256": sha, "ground": found.ground}, by=by, at=at)
    return found


def _columns(table: Table, names: tuple[str, ...]) -> tuple[str, ...]:
    there = ", ".join(table.header)
    missing = [name for name in names if table.column(name) < 0]
    problems = [Problem(table.file, table.header_line, name, "column_missing", {"there": there}) for name in missing]
    if not names:
        problems.append(Problem(table.file, table.header_line, "", "no_features", {"there": there}))
    if len(names) > _MOST_FEATURES:
        problems.append(Problem(table.file, table.header_line, "", "too_many_features", {"most": _MOST_FEATURES}))
    if problems:
        raise BadInputError(*problems)
    return tuple(dict.fromkeys(table.header[table.column(name)] for name in names))


def _counted(table: Table, features: tuple[str, ...]) -> dict[str, dict[str, int]]:
    problems: list[Problem] = []
    found: dict[str, dict[str, int]] = {}
    for feature in features:
        at = table.column(feature)
        spelling: dict[str, str] = {}
        counts: dict[str, int] = {}
        for line, row in table.rows:
            if not row[at]:
                problems.append(Problem(table.file, line, feature, "blank"))
                continue
            name = spelling.setdefault(plain(row[at]), row[at])
            counts[name] = counts.get(name, 0) + 1
        if len(counts) > _MOST_VALUES:
            given = {"number": len(counts), "most": _MOST_VALUES}
            problems.append(Problem(table.file, table.header_line, feature, "too_many_values", given))
        found[feature] = counts
    if problems:
        raise BadInputError(*problems)
    return found


@transaction.atomic
def set_quotas(
    *, initiative: str, selection: str, quotas: tuple[Quota, ...], changes: int, lang: str, by: Viewer, at: datetime
) -> Lottery:
    """Set how many people of each kind a panel has.

    Parameters
    ----------
    initiative, selection, by, at
        For which selection, who, and when.
    quotas
        One for each value of each feature of the pool.
    changes
        How often the lottery was changed when this person began.
    lang
        The language for the smallest change that would help.

    Raises
    ------
    NothingHereError
        There is no such lottery for this person, or they hold no seat.
    BadInputError
        The quotas contradict each other or the pool. The smallest change that helps stands in it, in words, for who
        holds the list: from such changes others could tell how few people there are of a kind.
    RefusedError
        It is frozen, or the pool was changed meanwhile.
    """
    found = locked(selection, initiative=initiative, by=by)
    not_frozen(found)
    text = quotas_csv(Quotas(quotas))
    if found.quotas == text:
        return found
    if found.changes != changes:
        raise RefusedError((Refusal("inclusion.pool_changed_meanwhile"),))
    # The pool is read with quotas that ask nothing: then one answer holds everything that clashes.
    wanted = Quotas(quotas)
    pool, instance = question_of(found, wanted)
    helps = smallest_changes(instance, wanted)
    if helps != () and found.holder_id != by.person:
        raise BadInputError(Problem("", 0, "", "no_panel_ask_holder", {"size": found.size}))
    if helps is None:
        raise BadInputError(Problem("", 0, "", "no_panel_no_help", {"size": found.size}))
    if helps:
        given = {"size": found.size, "changes": in_words(helps, lang=lang)}
        raise BadInputError(Problem("", 0, "", "no_panel", given))
    found.quotas = text
    set_aside(found, OTHER_QUOTAS, by=by.person, at=at)
    _tell("lottery_quotas_set", found, {"quotas": text, "people": len(pool)}, by=by, at=at)
    return found
