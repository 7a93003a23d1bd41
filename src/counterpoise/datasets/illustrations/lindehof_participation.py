"""Who took part at Lindehof: forty votes on a statement fixed beforehand, who stayed, and how a panel was filled."""

from collections.abc import Iterator
from hashlib import sha256

from counterpoise.datasets.illustrations.lindehof_spine import ROUND_ONE, ROUND_TWO
from counterpoise.datasets.illustrations.people import CITIZENS
from counterpoise.datasets.illustrations.telling import LINDEHOF, told
from counterpoise.record import Row, Side
from counterpoise.record.participation import (
    FunnelCount,
    FunnelStep,
    Participation,
    Recruitment,
    Selection,
    SelectionState,
)
from counterpoise.record.people import SeatMethod
from counterpoise.record.positions import Ballot, Statement, Vote

__all__ = ["participation"]

CRITERION = "Has come at least once; two from each street; able to come on weekday evenings."
"""The criterion of the panel, fixed before the replies were seen."""

_FUNNEL = (
    (FunnelStep.INVITED, 30, 100),
    (FunnelStep.CAME, 12, 40),
    (FunnelStep.SEATED, 1, 10),
    (FunnelStep.SPOKE, 3, 12),
    (FunnelStep.CITED, 0, 3),
)

# Every third citizen up to the thirty-sixth: twelve votes against, of whom the first four stay.
_AGAINST = CITIZENS[2:36:3]
_FOR = tuple(name for name in CITIZENS if name not in _AGAINST)
_STAYED = (*_AGAINST[:4], *_FOR[:20])


def participation() -> Iterator[Row]:
    """Give the statement with its votes, who took part in which round, and the selection of the panel."""
    yield Statement(
        id="citizens-run-the-day",
        **told("2013-06-10", of=LINDEHOF, by="regional-colleague", clock="22:30"),
        text="Citizens take over the daily activities, so that the home can go on.",
        author_side=Side.ORGANIZATIONAL,
        matter="volunteer-tasks",
        against_proposal=Ballot.DISAGREE,
    )
    for name in CITIZENS:
        yield Vote(
            id=f"vote-of-{name}",
            **told("2013-12-05", of=LINDEHOF, clock="22:30"),
            statement="citizens-run-the-day",
            person=name,
            ballot=Ballot.DISAGREE if name in _AGAINST else Ballot.AGREE,
        )
    for turn, day, present, hours in (
        (ROUND_ONE, "2013-12-05", CITIZENS, 12.0),
        (ROUND_TWO, "2014-06-05", _STAYED, 9.0),
    ):
        for name in present:
            yield Participation(
                id=f"{name}-in-{turn}",
                **told(day, of=LINDEHOF, clock="22:30"),
                person=name,
                cycle=turn,
                side=Side.CIVIC,
                hours=hours,
            )
    yield from _panel()


def _panel() -> Iterator[Row]:
    yield Recruitment(
        id="letter-to-a-hundred",
        **told("2013-07-01", of=LINDEHOF, by="regional-colleague"),
        route="A letter to a hundred people from the list of the home.",
        criterion=CRITERION,
        limits="Who is not on that list.",
        decided_by="management",
        method=SeatMethod.APPOINTED,
    )
    yield Selection(
        id="panel-of-ten",
        **told("2014-03-06", of=LINDEHOF, by="regional-colleague", clock="22:30"),
        body="panel",
        method=SeatMethod.APPOINTED,
        criterion=CRITERION,
        criteria_hash=sha256(CRITERION.encode()).hexdigest(),
        decided_by="management",
        state=SelectionState.SEATED,
        funnel=tuple(
            FunnelCount(step=step, critical=critical, everybody=everybody) for step, critical, everybody in _FUNNEL
        ),
        not_in="Thirty of the forty who came.",
    )
