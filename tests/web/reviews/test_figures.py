"""What the power check says of a round is the same once the answers are entered through the forms of the site."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from counterpoise.audit.power import audit
from counterpoise.datasets.illustrations import illustrations
from counterpoise.record import Record, Side
from counterpoise.record.reviews import ReviewAnswer
from counterpoise.reviews.deciders import code_of
from counterpoise.reviews.rounds import MOST_MATTERS
from counterpoise.web.audit.records import build
from counterpoise.web.initiatives.models import Matter
from counterpoise.web.ledger.services import RefusedError
from counterpoise.web.reviews.selectors import Given
from counterpoise.web.reviews.services import keep
from counterpoise.web.ui.clock import now
from tests.web.reviews.walking import ALL, CIVIC, ONCE, ROUND, Visit, opened, seen

pytestmark = pytest.mark.django_db
PLACE = "lindehof-together"


@pytest.fixture(autouse=True)
def fresh(forgets: Callable[[], None]) -> None:
    """Nothing is kept between tests: each writes, and its writing is taken back."""


def figures(record: Record, *, at: date) -> Any:  # noqa: ANN401 - what the power check says
    found = audit(record, at=at)
    lindehof = next(one for one in found.initiatives if one.initiative.id == PLACE)
    told = {}
    for code in ("C7", "P1", "P2"):
        reading = lindehof.indicator(code).reading
        told[code] = (reading.value, reading.numerator, reading.denominator, reading.interval, reading.parts)
    told["matters"] = lindehof.indicator("C7").reading.details["matters"]
    return told


def sheets() -> dict[Side, list[dict[str, str]]]:
    """Return what each person of the illustrations answered, as a form gives it."""
    found: defaultdict[tuple[Side, str], dict[str, str]] = defaultdict(dict)
    for row in illustrations().rows(ReviewAnswer):
        assert row.side is not None
        code = code_of(row.matter) if row.matter else row.item
        found[row.side, row.respondent][code] = row.words or str(row.value)
    return {
        side: [given for (own, _), given in found.items() if own is side] for side in (Side.CIVIC, Side.ORGANIZATIONAL)
    }


def codes(client: Client, side: Side, number: int) -> list[str]:
    page = client.post(f"{ROUND}paper/", {"once": ONCE, "side": side, "number": str(number)})
    return re.findall(r'<b class="code">(\w+)</b>', page.content.decode())


def test_a_round_that_is_answered_on_paper_gives_the_figures_of_the_illustrations(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = figures(illustrations(), at=date(2015, 6, 30))
    opened(visit)
    told = sheets()
    assert {side: len(found) for side, found in told.items()} == {Side.CIVIC: 12, Side.ORGANIZATIONAL: 9}
    for side, person in ((Side.CIVIC, "citizen-1"), (Side.ORGANIZATIONAL, "regional-manager")):
        papers = codes(visit(person), side, len(told[side]))
        for paper, given in zip(papers, told[side], strict=True):
            address = f"{ROUND}code/{paper}/"
            answer = Client().post(address, {"once": ONCE, "send": "1", **given})
            assert "The answers are locked" in answer.content.decode(), answer.content.decode()
    seen(visit, monkeypatch)
    assert figures(build(), at=date(2015, 7, 26)) == before
    assert before["C7"][1:3] == (2, 5)


def test_both_sides_are_asked_the_same_about_each_matter_and_read_each_other_side_by_side(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(visit)
    citizen, manager = (
        visit(person).get(f"{ROUND}answer/").content.decode() for person in ("citizen-1", "new-director")
    )
    asked = [set(re.findall(r'name="(who_decides:[\w-]+)"', page)) for page in (citizen, manager)]
    assert asked[0] == asked[1]
    assert len(asked[0]) == 5
    told = sheets()
    for side, person in ((Side.CIVIC, "citizen-1"), (Side.ORGANIZATIONAL, "regional-manager")):
        for paper, given in zip(codes(visit(person), side, len(told[side])), told[side], strict=True):
            Client().post(f"{ROUND}code/{paper}/", {"once": ONCE, "send": "1", **given})
    assert "Who decides, as each side says" not in visit("citizen-1").get(ROUND).content.decode()
    seen(visit, monkeypatch)
    pages = [visit(person).get(ROUND).content.decode() for person in ("citizen-1", "regional-manager")]
    for page in pages:
        rows = page.split('id="who-decides"')[1].split("</section>")[0]
        assert rows.count(">The same<") == 2
        assert rows.count("<b>Not the same</b>") == 3
        assert "Citizens and the organization together: 8" in rows
        assert "The care team" in rows
        assert rows.count("9 people") == 5, "of nine people only the most frequent answer is shown"
    assert pages[0].split("<main")[1].count("who-decides") == pages[1].split("<main")[1].count("who-decides")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"who_decides:stay-or-close": "a king"}, "Please choose one of the answers"),
        ({"who_decides:stay-or-close": "board' OR 1=1"}, "Please choose one of the answers"),
    ],
)
def test_only_a_word_of_the_list_is_an_answer_to_who_decides(visit: Visit, given: dict[str, str], said: str) -> None:
    opened(visit)
    answer = visit("citizen-1").post(f"{ROUND}answer/", {"once": ONCE, "send": "1", "T1a": "1", **given})
    assert answer.status_code == 200
    page = answer.content.decode()
    assert said in page
    assert re.search(r'name="T1a" value="1"[^>]*checked', page), "what was chosen elsewhere stays"


def test_a_matter_that_is_not_asked_about_is_nothing_to_answer(visit: Visit, as_person: Callable[[str], Any]) -> None:
    row = opened(visit)
    for matter in ("kitchen-of-another-home", "", "kanarie-matters"):
        with pytest.raises(RefusedError) as caught:
            keep(
                initiative=PLACE,
                round_id=row.id,
                answers={code_of(matter): Given(words="board")},
                send=True,
                by=as_person("citizen-1"),
                at=now(),
            )
        assert "review.unknown_item" in {each.code for each in caught.value.refusals}


def test_one_question_at_a_time_asks_about_each_matter_too(visit: Visit) -> None:
    opened(visit)
    client = visit(CIVIC[0])
    address = f"{ROUND}answer/T2e/"
    onward = client.post(address, {"once": ONCE, "T2e": "3"}).headers["Location"]
    assert "who_decides" in onward
    page = client.get(onward).content.decode()
    assert "In practice, who decides:" in page
    assert "It is unclear" in page
    kept = client.post(onward, {"once": ONCE, re.findall(r'name="(who_decides:[\w-]+)"', page)[0]: "unclear"})
    assert kept.status_code == 302
    back = client.get(onward).content.decode()
    assert re.search(r'value="unclear"[^>]*checked', back)
    assert "who_decides" not in client.get(f"{ROUND}answer/?short=1").content.decode()


def test_the_question_is_asked_in_dutch_too_and_stands_on_paper(visit: Visit) -> None:
    opened(visit)
    client = visit("citizen-1")
    page = client.get(f"{ROUND}answer/", headers={"accept-language": "nl"}).content.decode()
    assert "Wie beslist in de praktijk:" in page or "In practice, who decides:" in page
    printed = client.post(f"{ROUND}paper/", {"once": ONCE, "number": "1"}).content.decode()
    assert printed.count("In practice, who decides:") + printed.count("Wie beslist in de praktijk:") == 5
    assert ALL in printed


def test_the_questions_stay_within_one_page_however_many_matters_there_are(visit: Visit) -> None:
    opened(visit)
    first = Matter.objects.get(pk="stay-or-close")
    for number in range(40):
        first.pk, first.text = f"matter-{number}", "What is decided about the garden, the kitchen and the doors? " * 3
        first.save(force_insert=True)
    client = visit("citizen-1")
    client.get(f"{ROUND}answer/")
    with CaptureQueriesContext(connection) as asked:
        page = client.get(f"{ROUND}answer/")
    assert len(set(re.findall(r'name="(who_decides:[\w-]+)"', page.content.decode()))) == MOST_MATTERS
    assert len(page.content) < 150_000
    assert len(asked) <= 15
