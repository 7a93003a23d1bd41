"""A clock that runs back an hour, a year ahead, over a leap day or summer time: the order holds, and it shows."""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from tests.web.project.logs import problems
from tests.web.project.sites import Site

BEGIN = datetime(2016, 2, 28, 12, tzinfo=UTC)
JUMPS = (
    timedelta(0),
    timedelta(hours=-1),
    timedelta(days=1),
    timedelta(days=2),
    # Both changes of summer time in the Netherlands that year: 27 March and 30 October.
    datetime(2016, 3, 27, 0, 59, tzinfo=UTC) - BEGIN,
    datetime(2016, 3, 27, 1, 1, tzinfo=UTC) - BEGIN,
    datetime(2016, 10, 30, 0, 30, tzinfo=UTC) - BEGIN,
    datetime(2016, 10, 30, 1, 30, tzinfo=UTC) - BEGIN,
    timedelta(days=366),
    timedelta(days=3),
)
SPEAKS = """
import json
from datetime import datetime
from counterpoise.web.expertise.services import Saying, say
from counterpoise.web.ledger.services import COMMON, enter_room_days, sign_checkpoint
said = []
for number, text in enumerate({moments!r}):
    at = datetime.fromisoformat(text)
    who = viewer_of("council-member", at=at, paths_about=paths_about)
    saying, once = Saying(words=f"said {{number}}"), f"{{number:016d}}"
    row = say(initiative="lindehof-together", saying=saying, once=once, by=who, at=at)
    said.append(row.id)
    enter_room_days(rooms=["council-room"], at=at)
    assert sign_checkpoint(log=COMMON, at=at) is not None
print(json.dumps(said))
"""


@pytest.mark.slow
@pytest.mark.faults
def test_whatever_the_clock_does_the_order_is_that_of_the_numbers(first_site: Site, tmp_path: Path) -> None:
    site = first_site.copy_to(tmp_path / "data")
    moments = [(BEGIN + jump).isoformat() for jump in JUMPS]
    said = json.loads(site.does(SPEAKS.format(moments=moments)))
    with sqlite3.connect(site.file) as base:
        rows = base.execute(
            "SELECT e.seq, e.type, e.envelope, b.body FROM ledger_entry e JOIN ledger_entrybody b ON b.entry_id = e.id"
            " WHERE e.log_id = 'common' ORDER BY e.seq"
        ).fetchall()
        days = [day for (day,) in base.execute("SELECT \"on\" FROM ledger_roomday WHERE room_id = 'council-room'")]
        sizes = [size for (size,) in base.execute("SELECT size FROM ledger_checkpoint WHERE log_id = 'common'")]
    told = [
        row["row"]["id"]
        for _seq, kind, _envelope, body in rows
        if kind == "contribution_given"
        for row in json.loads(bytes(body))["rows"]
        if row["table"] == "contributions"
    ]
    assert told == said, "in the order in which it was said, whatever the clock said"
    times = [(seq, json.loads(bytes(envelope))["at"]) for seq, _kind, envelope, _body in rows]
    back = {seq for (_before, earlier), (seq, at) in pairwise(times) if at < earlier}
    assert len(back) >= 2, "an hour back, and from a year ahead back again"
    assert set(problems(site.file)) == {f"common {seq} clock_back" for seq in back}, "flagged there, and nothing else"
    assert len(days) == len(set(days)), "the room has one line a day, also where a day came twice"
    assert len(sizes) == len(set(sizes)) >= len(JUMPS)
