"""Work out chances and freeze a lottery: at once where the pool is small, else by the worker, with progress."""

import hashlib
import secrets
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from importlib.metadata import version
from typing import Any

from django.db import transaction

from counterpoise.inclusion.lottery.announcing import Chance, announced, may_announce
from counterpoise.inclusion.lottery.certificate import WrongBoundError
from counterpoise.inclusion.lottery.draw import freeze, published
from counterpoise.inclusion.lottery.infeasible import infeasible
from counterpoise.inclusion.lottery.lottery import Lottery as Solved
from counterpoise.inclusion.lottery.lottery import Objective, solve
from counterpoise.inclusion.lottery.panels import BrokenPersonPanelError
from counterpoise.inclusion.lottery.pool import Pool
from counterpoise.inclusion.lottery.problems import BadInputError, Problem
from counterpoise.inclusion.lottery.programmes import NoPanelError, SolverError
from counterpoise.inclusion.lottery.quotas import Quotas
from counterpoise.inclusion.lottery.realising import BrokenPanelError
from counterpoise.inclusion.lottery.report import chance_rows, quota_rows, sentences
from counterpoise.inclusion.lottery.veils import canonical
from counterpoise.levels.refusals import Refusal
from counterpoise.web.inclusion.models import GOING, Lottery, Volunteer
from counterpoise.web.inclusion.services.lotteries.files import instance_for
from counterpoise.web.inclusion.services.lotteries.rights import locked, not_frozen
from counterpoise.web.inclusion.services.lotteries.runs import OTHER_RULE, go_on, start_run
from counterpoise.web.ledger.services import RefusedError
from counterpoise.web.people.selectors import Viewer

__all__ = ["ask_for_chances", "ask_to_freeze", "run_lotteries_due"]

SMALL = 250
"""So many people are drawn from while somebody waits; more are left to the worker."""
SEED = 42
_CHANCES, _FREEZE = "chances", "freeze"
_AT_ONCE = 1000
_FAILS = (SolverError, WrongBoundError, BrokenPanelError, BrokenPersonPanelError)
_LANGUAGES = ("en", "nl")


def ask_for_chances(*, initiative: str, selection: str, objective: Objective, by: Viewer, at: datetime) -> Lottery:
    """Work out everybody's chance, at once or by the worker.

    Raises
    ------
    NothingHereError
        There is no such lottery for this person, or they hold no seat.
    RefusedError
        The criteria are not fixed yet, there are no quotas yet, it is frozen, or the work goes on already.
    """
    with transaction.atomic():
        found = locked(selection, initiative=initiative, by=by, draws=True)
        not_frozen(found)
        if not found.quotas:
            raise RefusedError((Refusal("inclusion.no_quotas"),))
        if found.report and found.objective == objective:
            return found
        _ask(found, _CHANCES, by=by)
        found.objective = objective
        found.save()
    return _at_once(found, at=at)


def ask_to_freeze(
    *,
    initiative: str,
    selection: str,
    kind: Chance | None,
    on: date | None,
    words: str,
    number: int | None,
    by: Viewer,
    at: datetime,
) -> Lottery:
    """Freeze the lottery, and name the public chance to come that will choose the panel.

    Raises
    ------
    NothingHereError
        There is no such lottery for this person, or they hold no seat.
    RefusedError
        The criteria are not fixed yet, the chances are not worked out yet, it is frozen, or the chance is not one
        to come.
    """
    with transaction.atomic():
        found = locked(selection, initiative=initiative, by=by, draws=True)
        not_frozen(found)
        refusals = may_announce(kind, on=on, words=words, number=number, at=at)
        if not found.report:
            refusals.append(Refusal("inclusion.no_chances_yet"))
        if refusals or kind is None or on is None:
            raise RefusedError(refusals)
        _ask(found, _FREEZE, by=by)
        found.announced, found.draw_on = announced(kind, on=on, words=words, number=number), on
        found.save()
    return _at_once(found, at=at)


def _ask(lottery: Lottery, work: str, *, by: Viewer) -> None:
    if lottery.waits_for:
        raise RefusedError((Refusal("inclusion.work_goes_on"),))
    lottery.waits_for, lottery.asked_by_id = work, by.person
    lottery.step, lottery.done, lottery.total, lottery.problems = "", 0, 0, []


def _at_once(lottery: Lottery, *, at: datetime) -> Lottery:
    if lottery.people <= SMALL:
        _work(lottery, at=at)
        lottery.refresh_from_db()
    return lottery


def run_lotteries_due(*, at: datetime) -> int:
    """Do the work that lotteries wait for; return for how many."""
    waiting = list(Lottery.objects.exclude(waits_for="").filter(GOING).order_by("pk"))
    for lottery in waiting:
        _work(lottery, at=at)
    return len(waiting)


def _work(lottery: Lottery, *, at: datetime) -> None:
    """Do what a lottery waits for; what came of it is kept only if nobody changed the lottery meanwhile."""
    tell = _progress(lottery)
    try:
        pool, quotas, instance = instance_for(lottery)
        solved = solve(instance, objective=Objective(lottery.objective), seed=SEED, progress=tell)
        frozen = _frozen(lottery, solved, (pool, quotas), tell) if lottery.waits_for == _FREEZE else None
    except (BadInputError, NoPanelError, *_FAILS) as error:
        _stopped(lottery, error)
        return
    with transaction.atomic():
        now = Lottery.objects.select_for_update().get(pk=lottery.pk)
        if now.closed or (now.changes, now.waits_for) != (lottery.changes, lottery.waits_for):
            return
        now.waits_for = ""
        if frozen is None:
            if now.run_id is not None:
                go_on(now, "lottery_aborted", OTHER_RULE, by=now.asked_by_id, at=at, aborted=True, reason=OTHER_RULE)
            start_run(now, by=now.asked_by_id, at=at)
            now.report = _report(solved, pool, quotas)
        else:
            _keep(now, frozen, at=at)
        now.save()


def _progress(lottery: Lottery) -> Callable[[str, int, int], None]:
    """Return what writes down how far the work is, seldom enough to cost nothing."""
    last: list[object] = [None]

    def tell(step: str, done: int, total: int) -> None:
        now = (step, 20 * done // max(total, 1))
        if now != last[0]:
            last[0] = now
            Lottery.objects.filter(pk=lottery.pk).update(step=step, done=max(done, 0), total=max(total, 0))

    return tell


def _stopped(lottery: Lottery, error: Exception) -> None:
    """Let nobody wait for what does not work: the page says what stood in the way."""
    if isinstance(error, BadInputError):
        problems = error.problems[:20]
    elif not isinstance(error, NoPanelError):
        problems = (Problem("", 0, "", "not_worked_out"),)
    else:
        _, quotas, instance = instance_for(lottery)
        told = {lang: infeasible(instance, quotas, lang=lang) for lang in _LANGUAGES}
        given = {**told["en"].given, **{lang: dict(one.given) for lang, one in told.items()}}
        problems = (replace(told["en"], given=given),)
    Lottery.objects.filter(pk=lottery.pk, changes=lottery.changes).update(waits_for="", problems=_plain(problems))


def _plain(problems: tuple[Problem, ...]) -> list[dict[str, Any]]:
    return [
        {"file": one.file, "line": one.line, "field": one.field, "code": one.code, "given": dict(one.given)}
        for one in problems
    ]


def _report(solved: Solved, pool: Pool, quotas: Quotas) -> dict[str, Any]:
    found: dict[str, dict[str, list[Any]]] = {
        lang: {
            "sentences": list(sentences(solved, lang=lang)),
            "chances": list(chance_rows(solved, lang=lang)),
            "quotas": list(quota_rows(solved, pool, quotas, lang=lang)),
        }
        for lang in _LANGUAGES
    }
    most = max(int(people) for _, people in found["en"]["chances"])
    return {**found, "most": most}


def _frozen(
    lottery: Lottery, solved: Solved, asked: tuple[Pool, Quotas], tell: Callable[[str, int, int], None]
) -> dict[str, Any]:
    pool, quotas = asked
    return freeze(
        solved,
        pool,
        quotas,
        seed=SEED,
        files={"pool": bytes(lottery.pool or b""), "quotas": lottery.quotas.encode()},
        announced=lottery.announced,
        salts=[secrets.token_bytes(16) for _ in pool.ids],
        version=version("counterpoise"),
        id_column=lottery.id_column,
        addresses=lottery.addresses,
        progress=tell,
    )


def _keep(lottery: Lottery, frozen: dict[str, Any], *, at: datetime) -> None:
    chances = frozen["public"]["chances"]
    lottery.published, lottery.frozen_at = zlib.compress(published(frozen).encode(), 6), at
    lottery.certificate = zlib.compress(canonical(frozen["certificate"]).encode(), 6)
    Volunteer.objects.bulk_create(
        [
            Volunteer(
                lottery=lottery,
                place=place,
                name=name,
                salt=one["salt"],
                key=hashlib.sha256(one["salt"].encode()).hexdigest(),
                veil=one["veil"],
                times=chances[one["veil"]][0],
            )
            for place, (name, one) in enumerate(frozen["people"].items())
        ],
        batch_size=_AT_ONCE,
    )
    what = {"lottery_hash": frozen["commitment"], "randomness": lottery.announced}
    go_on(lottery, "lottery_frozen", "the lottery was frozen", by=lottery.asked_by_id, at=at, **what)
