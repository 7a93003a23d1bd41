"""Small counts of a lottery: to who holds the list alone, once for all others, and never to be worked out."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from counterpoise.web.inclusion.models import Lottery, Volunteer
from counterpoise.web.inclusion.selectors import Counted, lottery_visible_to
from counterpoise.web.people.selectors import viewer_of
from counterpoise.web.trajectory.selectors import paths_about
from counterpoise.web.ui.clock import now
from tests.web.inclusion.lotteries import LOTTERY, ONCE, SELECTION, Visit, frozen, quotas_on, sent, with_pool

pytestmark = pytest.mark.django_db
WIDE = {"least-0": "3", "most-0": "3", "least-1": "2", "most-1": "4", "least-2": "2", "most-2": "9"}


@pytest.fixture(autouse=True)
def fresh(forgets: Callable[[], None]) -> None:
    """Nothing is kept between tests: each writes, and its writing is taken back."""


def few() -> str:
    """Return a pool in which four people are of two kinds that few others are."""
    kinds = ["18 to 39"] * 3 + ["40 to 64"] * 20 + ["65 and older"] * 9
    lines = [f"person-{at},{kind},{'north' if at % 2 else 'south'}" for at, kind in enumerate(kinds)]
    return "id,age,part of town\n" + "\n".join(lines) + "\n"


def said_yes(visit: Visit, person: str, step: str) -> dict[str, str]:
    """Return, as a page shows it, how many of each kind said yes."""
    page = visit(person).get(f"{LOTTERY}{step}/").content.decode()
    cell = r'<td(?: role="cell" data-label="Said yes")?>([^<]*)</td>'
    row = r'<th[^>]*scope="row">([^<]*)</th>' + (r"<td[^>]*>[^<]*</td>" * (1 if step == "quotas" else 2)) + cell
    return dict(re.findall(row, page))


def rows(person: str | None = None) -> tuple[Counted, ...]:
    viewer = viewer_of(person, at=now(), paths_about=paths_about)
    one = lottery_visible_to("lindehof-together", SELECTION, viewer=viewer)
    assert one is not None
    return one.counted()


def test_only_who_holds_the_list_sees_small_counts_while_quotas_and_chances_are_made(visit: Visit) -> None:
    client = with_pool(visit, few())
    assert said_yes(visit, "regional-colleague", "quotas")["age: 18 to 39"] == "3"
    others = said_yes(visit, "citizen-1", "quotas")
    # Three and nine of thirty-two would give each other away with the twenty; so the nine are not shown either.
    assert (others["age: 18 to 39"], others["age: 40 to 64"], others["age: 65 and older"]) == ("–", "20", "–")
    assert sent(client, "quotas/", **quotas_on(client) | WIDE).status_code == 302
    assert sent(client, "chances/", objective="leximin").status_code == 302
    assert said_yes(visit, "regional-colleague", "chances")["age: 18 to 39"] == "3"
    others = said_yes(visit, "citizen-1", "chances")
    assert others["age: 18 to 39"] == others["age: 65 and older"] == "not shown"
    assert others["age: 40 to 64"] == "20"
    assert "shown only to who holds the list" in visit("citizen-1").get(f"{LOTTERY}chances/").content.decode()


def test_of_how_many_have_which_chance_no_few_are_shown_to_others(visit: Visit) -> None:
    client = with_pool(visit, few())
    assert sent(client, "quotas/", **quotas_on(client) | WIDE).status_code == 302
    assert sent(client, "chances/", objective="leximin").status_code == 302
    counts = [int(people) for _, people in Lottery.objects.get().report["en"]["chances"]]
    assert any(0 < count < 5 for count in counts)
    for person, seen in (("citizen-1", False), ("regional-colleague", True)):
        page = visit(person).get(f"{LOTTERY}chances/").content.decode()
        shown = {int(number) for number in re.findall(r'<span class="figure">(\d+) (?:person|people)<', page)}
        assert bool(shown & {1, 2, 3, 4}) == seen, person


def test_nobody_reads_who_said_yes_by_kind_before_the_draw(visit: Visit) -> None:
    with_pool(visit)
    assert all(row.pool is None for row in rows())
    Lottery.objects.all().delete()


def test_who_said_yes_and_who_was_drawn_is_told_once_and_stays_when_somebody_leaves(visit: Visit) -> None:
    client = frozen(visit)
    assert all(row.pool is None for row in rows())
    sent(client, "draw/", value="0-0-0", witnesses="the clerk")
    told = rows()
    assert any(row.pool is not None for row in told)
    assert any(row.panel is None for row in told)
    for row in told:
        assert (row.panel is None) == (row.not_drawn is None)
        assert row.panel is None or row.panel == 0 or row.panel >= 5
    first = Volunteer.objects.filter(on_panel=True)[0]
    leaves = {"gone": [str(first.place)], "ground": "stops", "words": "No time.", "sure": "on"}
    assert sent(client, "panel/", **leaves).status_code == 302
    assert rows() == told


def test_a_seat_without_the_list_feels_no_numbers_by_the_change_that_would_help(visit: Visit) -> None:
    client = with_pool(visit)
    clash = quotas_on(client) | {"least-0": "11", "most-0": "12"}
    assert "The smallest change that helps: age, 18 to 39" in sent(client, "quotas/", **clash).content.decode()
    for lang, words in (("en", "Who gave the list sees the smallest change"), ("nl", "Wie de lijst gaf, ziet")):
        given = {"once": ONCE, **clash}
        other = visit("citizen-1").post(f"{LOTTERY}quotas/", given, headers={"accept-language": lang}).content.decode()
        assert words in other
        assert "18 to 39: at least 10" not in other
        assert "The smallest change that helps:" not in other
    assert Lottery.objects.get().quotas == ""


def test_what_stood_in_the_way_of_the_chances_is_told_in_numbers_only_to_who_holds_the_list(visit: Visit) -> None:
    client = with_pool(visit)
    assert sent(client, "quotas/", **quotas_on(client)).status_code == 302
    head, *kept = Lottery.objects.get().quotas.splitlines()
    kept = [line.rpartition(",")[0].rpartition(",")[0] + ",0,12" for line in kept]
    kept[0] = kept[0].replace(",0,12", ",11,12")
    Lottery.objects.update(quotas="\n".join([head, *kept]) + "\n")
    sent(client, "chances/", objective="maximin")
    seen = {who: visit(who).get(f"{LOTTERY}chances/").content.decode() for who in ("citizen-1", "regional-colleague")}
    assert "age, 18 to 39: at least 10 instead of 11" in seen["regional-colleague"]
    assert "instead of 11" not in seen["citizen-1"]
    assert "Who gave the list sees the smallest change that helps" in seen["citizen-1"]
