"""A council's year on two pages counts what the open record holds, and says how the council was asked and told."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from counterpoise.record import Record, Row, Side
from counterpoise.record.commitments import Commitment
from counterpoise.record.contributions import Contribution
from counterpoise.record.decisions import Answer, Concern
from counterpoise.record.meetings import Meeting
from counterpoise.web.governance.selectors.table import at_table
from counterpoise.web.governance.selectors.year import Year, year_of
from counterpoise.web.initiatives.selectors import initiative_of
from counterpoise.web.people.selectors import Viewer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("forgets")]
As = Callable[[str], Viewer]
Visit = Callable[[str], Client]
TABLE = "/initiatives/lindehof-together/table/home-client-council/"
MEMBER = "home-council-member"


def year_seen(viewer: Viewer, year: int) -> Year | None:
    about = initiative_of("lindehof-together", viewer=viewer)
    seated = at_table("lindehof-together", "home-client-council", viewer=viewer)
    assert about is not None
    assert seated is not None
    return year_of(about, seated, year, viewer=viewer)


@pytest.mark.parametrize("year", [2013, 2014, 2015])
def test_the_year_counts_what_the_open_record_holds(as_person: As, whole: Record, year: int) -> None:
    found = year_seen(as_person(MEMBER), year)
    assert found is not None
    counts = dict(found.counts)

    def of(kind: type[Row], *, side: bool = False) -> list[Row]:
        return [
            row
            for row in {each.id: each for each in whole.rows(kind)}.values()
            if row.initiative == "lindehof-together"
            and row.space is None
            and row.happened_at is not None
            and row.happened_at.first.year == year
            and (not side or getattr(row, "side", None) is Side.CIVIC)
        ]

    answers = [row for row in whole.rows(Answer) if not row.no_answer]
    concerns = of(Concern, side=True)
    assert counts["meetings"] == len(of(Meeting)) == len(found.meetings)
    assert counts["said"] == len(of(Contribution, side=True))
    assert counts["concerns"] == len(concerns)
    assert counts["answered"] == len({row.concern for row in answers} & {row.id for row in concerns})
    assert counts["agreements"] == len(of(Commitment))
    assert [row.seen.decision.id for row in found.decisions] == _DECIDED[year]


_DECIDED = {2013: ["stay-open", "own-venue"], 2014: ["closing"], 2015: []}


def test_a_year_tells_how_we_were_asked_and_told(as_person: As, visit: Visit) -> None:
    found = year_seen(as_person(MEMBER), 2014)
    assert found is not None
    (row,) = found.decisions
    assert not row.asked
    assert row.lag is not None
    assert row.lag.middle == 91
    assert len(row.tracks) == 1
    page = visit(MEMBER).get(f"{TABLE}years/2014/").content.decode()
    assert "We knew after: 91 days." in page
    assert "The law: The body was not asked." in page


@pytest.mark.parametrize(("year", "there"), [(1989, False), (1990, True), (2015, True), (2016, False)])
def test_only_years_that_began_can_be_looked_at(as_person: As, visit: Visit, year: int, there: bool) -> None:
    assert (year_seen(as_person(MEMBER), year) is not None) is there
    assert visit(MEMBER).get(f"{TABLE}years/{year}/").status_code == (200 if there else 404)
