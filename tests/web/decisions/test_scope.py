"""The database finds what has no word yet as the rule does in the whole record; a concern reads little."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from counterpoise.decisions.dossier import dossiers
from counterpoise.decisions.trace import collected, untraced
from counterpoise.record import Moment
from counterpoise.record.contributions import Contribution
from counterpoise.record.decisions import Decision, Effect, Trace
from counterpoise.web.decisions.selectors import decisions_case, dossier_of, scope_of
from counterpoise.web.ledger.records import model_of, to_model
from counterpoise.web.ledger.selectors import _KEPT
from counterpoise.web.people.selectors import Viewer

As = Callable[[str], Viewer]
Visit = Callable[[str], Client]
HOME = "lindehof-together"
AT = datetime(2015, 6, 1, 12, tzinfo=UTC)


def without_a_word(decision: str, viewer: Viewer) -> tuple[str, ...]:
    case = scope_of(decision, initiative=HOME, viewer=viewer)
    dossier = dossier_of(case, decision) if case is not None else None
    assert case is not None
    assert dossier is not None
    return untraced(collected(case, dossier))


def write(*rows: Contribution | Trace) -> None:
    for row in rows:
        to_model(model_of(type(row)), row).save(force_insert=True)
    _KEPT.clear()


def matter_of(decision: str, viewer: Viewer) -> str:
    case = decisions_case(HOME, viewer=viewer)
    assert case is not None
    return case.by_id(Decision)[decision].matter or ""


def said(name: str, matter: str, when: str) -> Contribution:
    day = Moment.parse(when)
    return Contribution(
        id=name, initiative=HOME, matter=matter, text="Let us eat together.", happened_at=day, recorded_at=AT
    )


@pytest.mark.parametrize("person", ["citizen-1", "manager", "new-director", ""])
def test_the_database_finds_what_the_rule_finds_in_the_whole_record(person: str, as_person: As) -> None:
    viewer = as_person(person)
    matter = matter_of("closing", viewer)
    days = ("2014", "2014-01", "2014-01-15", "2014-11", "2014-12", "2014-12-31", "2015", "2015-01-01", "2015-05-30")
    write(*(said(f"said-{day}", matter, day) for day in days))
    whole = decisions_case(HOME, viewer=viewer)
    assert whole is not None
    for dossier in dossiers(whole):
        expected = untraced(collected(whole, dossier))
        assert without_a_word(dossier.decision.id, viewer) == expected, dossier.decision.id


def test_a_word_in_a_later_decision_is_none_in_the_earlier_one(as_person: As) -> None:
    viewer = as_person("new-director")
    write(
        said("early-words", matter_of("stay-open", viewer), "2010"),
        Trace(
            id="late-word",
            initiative=HOME,
            contribution="early-words",
            decision="closing",
            effect=Effect.CONFIRMED,
            reason="It was read.",
            happened_at=Moment.exactly(AT),
            recorded_at=AT,
        ),
    )
    assert "early-words" in without_a_word("stay-open", viewer)
    assert "early-words" not in without_a_word("closing", viewer)


def test_raising_a_concern_reads_nothing_of_what_people_said(visit: Visit) -> None:
    client = visit("citizen-1")
    _KEPT.clear()
    given = {"once": f"{7:016x}", "kind": "worry", "text": "Nobody asked us."}
    with CaptureQueriesContext(connection) as asked:
        answer = client.post(f"/initiatives/{HOME}/decisions/closing/concern/", given)
        assert answer.status_code == 302
        read = [each["sql"] for each in asked if '"expertise_contributions"' in each["sql"]]
    assert read == []
