"""Fifty at one moment: one draw, one panel, one entry in the log."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import connections

from counterpoise.inclusion.lottery.announcing import Chance
from counterpoise.inclusion.lottery.lottery import Objective
from counterpoise.inclusion.lottery.quotas import Quota
from counterpoise.record.participation import SelectionState
from counterpoise.record.people import SeatMethod
from counterpoise.web.inclusion import services
from counterpoise.web.inclusion.models import Lottery, LotteryRun, Volunteer
from counterpoise.web.ledger import selectors as kept
from counterpoise.web.ledger.models import Entry
from counterpoise.web.ledger.services import RefusedError
from counterpoise.web.people.selectors import Viewer, viewer_of
from counterpoise.web.trajectory.selectors import paths_about
from tests.web.again import load_again
from tests.web.inclusion.lotteries import HOLDER, pool

pytestmark = pytest.mark.django_db(transaction=True)
HERE = "lindehof-together"
MANY = 50


def moment() -> datetime:
    at = settings.COUNTERPOISE_NOW
    assert isinstance(at, datetime)
    return at


def who() -> Viewer:
    return viewer_of(HOLDER, at=moment(), paths_about=paths_about)


def frozen() -> str:
    """Freeze a lottery; return its selection."""
    at = moment()
    planning = services.Planning(body="panel", method=SeatMethod.LOTTERY, criterion="By lot.", decided_by="management")
    row = services.plan_selection(initiative=HERE, planning=planning, once="0" * 16, by=who(), at=at)
    where: dict[str, Any] = {"initiative": HERE, "selection": row.id, "by": who(), "at": at}
    services.move_selection(version=row.version, to=SelectionState.RECRUITING, **where)
    services.begin_lottery(size=6, population=None, once="0" * 16, **where)
    given = services.Volunteering(name="pool.csv", content=pool(24).encode(), features=("age",), id_column="id")
    services.keep_pool(pool=given, **where)
    changes = Lottery.objects.get().changes
    quotas = tuple(Quota("age", value, 1, 4) for value in ("18 to 39", "40 to 64", "65 and older"))
    services.set_quotas(quotas=quotas, changes=changes, lang="en", **where)
    services.ask_for_chances(objective=Objective.LEXIMIN, **where)
    services.ask_to_freeze(kind=Chance.DICE, on=at.date(), words="in the hall", number=None, **where)
    return row.id


def test_fifty_who_draw_at_once_draw_one_panel(transactional_db: None) -> None:  # noqa: ARG001 - the database is there
    load_again()
    kept._KEPT.clear()
    selection = frozen()

    def one(number: int) -> object:
        try:
            return services.draw_lottery(
                initiative=HERE,
                selection=selection,
                value="-".join(f"{number:03}"),
                witnesses="the clerk",
                by=who(),
                at=moment() + timedelta(seconds=number),
            )
        except Exception as error:  # noqa: BLE001 - what each of fifty met is looked at afterwards
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=10) as workers:
        found = list(workers.map(one, range(MANY)))
    drawn = [each for each in found if isinstance(each, Lottery)]
    assert len(drawn) == 1
    assert all(isinstance(each, RefusedError | Lottery) for each in found), found
    assert Volunteer.objects.filter(on_panel=True).count() == 6
    assert Entry.objects.filter(type="lottery_drawn").count() == 1
    assert LotteryRun.objects.get().version == 3
    kept._KEPT.clear()
